"""Numbers spelled out in English: "half a million", "three hundred and ten thousand", "one point two million"."""

from __future__ import annotations

from decimal import Decimal

_BELOW_TWENTY = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen"""
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: Decimal(number) for number, word in enumerate(_BELOW_TWENTY.split())}
BY_TEN = {word: Decimal(10 * number) for number, word in enumerate(_TEN_WORDS.split(), start=2)}
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25")}
_SCALES = {
    "thousand": 3, "grand": 3, "k": 3, "million": 6, "mil": 6, "m": 6, "billion": 9, "lakh": 5, "crore": 7,
}  # fmt: skip
_MOST_DIGITS = 12  # of a number among number words: "2 and a half million"
_SILENT = frozenset({"a", "an", "of", "and"})


def spells(text: str) -> bool:
    """Whether number words stand in the text, understood or not."""
    words = text.replace("-", " ").split()
    return any(word in {"hundred", *_SCALES} - {"k", "m"} for word in words) or (
        sum(word in ONES or word in BY_TEN for word in words) > 1
    )


def small_number(text: str) -> Decimal | None:
    """The number that the whole text spells, or None when a word is no number word."""
    words = text.replace("-", " ").split()
    spelled = any(word in ONES or word in BY_TEN or word in _PARTS or word == "hundred" for word in words)
    one_of = len(words) > 1 and words[0] in {"a", "an"} and words[1] in _SCALES  # a million
    if not spelled and not one_of:
        return None
    if words in (["half"], ["a", "half"], ["quarter"], ["a", "quarter"]):
        return None  # half of what?
    total, current, last = Decimal(0), None, Decimal(1)
    decimals: Decimal | None = None
    for word in words:
        if word in _SILENT:
            continue
        if word == "point" and decimals is None and current is not None:
            decimals = Decimal("0.1")
        elif decimals is not None and word in ONES and ONES[word] < 10:
            current, decimals = (current or 0) + ONES[word] * decimals, decimals / 10
        elif word in ONES or word in BY_TEN:
            said = BY_TEN[word] if word in BY_TEN else ONES[word]
            if not _goes_on(current, said):
                return None  # "two fifty" is 250 to some, and 52 to nobody
            current = (current or Decimal(0)) + said
        elif word.isascii() and word.isdigit() and current is None and len(word) <= _MOST_DIGITS:
            current = Decimal(word)  # 2 and a half million
        elif word == "hundred" and (current is None or current < 100):
            current = (current if current is not None else Decimal(1)) * 100
        elif word in _PARTS:
            if current is None and total:  # a million and a half
                total += last * _PARTS[word]
            elif current is None:
                current = _PARTS[word]
            elif word == "half":  # two and a half million
                current += _PARTS[word]
            else:  # three quarters of a million
                current *= _PARTS[word]
        elif word in _SCALES:
            last = Decimal(1).scaleb(_SCALES[word])
            total += (current if current is not None else Decimal(1)) * last
            current, decimals = None, None
        else:
            return None
    if current is not None and last > 1000 and current < 1000:
        return None  # "two million five" is no 2,000,005
    return total + (current or Decimal(0))


def _goes_on(current: Decimal | None, said: Decimal) -> bool:
    """Whether a number word can follow: the ones after the tens, both after hundreds."""
    if not current:
        return current is None
    return current % 100 == 0 or (current % 10 == 0 and current % 100 > 10 and 0 < said < 10)
