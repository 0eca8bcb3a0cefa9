"""Numbers spelled out: "half a million", "three hundred and ten thousand"; their words: ``numbers.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from dialogs.understanding.lexicon import data


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language that are numbers, or join them."""

    ones: Mapping[str, Decimal]
    tens: Mapping[str, Decimal]
    parts: Mapping[str, Decimal]
    scales: Mapping[str, int]
    hundred: frozenset[str]
    point: frozenset[str]
    half: frozenset[str]
    article: frozenset[str]
    silent: frozenset[str]
    joining: frozenset[str]
    misspelled: Mapping[str, str]

    @property
    def counting(self) -> frozenset[str]:
        return frozenset((*self.ones, *self.tens))


@cache
def words() -> Words:
    raw = data("numbers")
    ones = {word: Decimal(number) for number, word in enumerate(raw["ones"])}
    tens = {word: Decimal(10 * number) for number, word in enumerate(raw["tens"], start=2)}
    parts = {word: Decimal(part) for word, part in raw["parts"].items()}
    hundred, point, half, article, silent, joining = (
        frozenset(raw[name]) for name in ("hundred", "point", "half", "article", "silent", "joining")
    )
    return Words(ones, tens, parts, raw["scales"], hundred, point, half, article, silent, joining, raw["misspelled"])


def spelled(text: str) -> list[str]:
    """The words of a number, slips of the finger put right."""
    return [words().misspelled.get(word, word) for word in text.replace("-", " ").split()]


def spells(text: str) -> bool:
    """Whether number words stand in the text, understood or not."""
    known, said = words(), spelled(text)
    long = {scale for scale in known.scales if len(scale) > 2}
    return any(word in known.hundred or word in long for word in said) or (
        sum(word in known.counting for word in said) > 1
    )


def small_number(text: str) -> Decimal | None:
    """The number that the whole text spells, or None when a word is no number word."""
    known, said = words(), _in_order(spelled(text))
    counted = any(word in known.counting or word in known.parts or word in known.hundred for word in said)
    one_of = len(said) > 1 and said[0] in known.article and said[1] in known.scales  # a million
    if not counted and not one_of:
        return None
    if [word for word in said if word not in known.article] in [[part] for part in known.parts]:
        return None  # half of what?
    total, current, last = Decimal(0), None, Decimal(1)
    decimals: Decimal | None = None
    for place, word in enumerate(said):
        if word in known.silent:
            continue
        if word in known.point and decimals is None and current is not None:
            decimals = Decimal("0.1")
        elif decimals is not None and word in known.ones and known.ones[word] < 10:
            current, decimals = (current or 0) + known.ones[word] * decimals, decimals / 10
        elif word in known.counting:
            number = known.tens.get(word) or known.ones[word]
            if current is not None and 0 < current < 10 <= number and not total and said[0] in known.ones:
                current *= 100  # one fifty, three thirty five
            if current and not total and place == len(said) - 1 and _is_tenth(current, number):
                number /= 10  # sixty-one five
            elif not _goes_on(current, number):
                return None  # "two fifty" is 250 to some, and 52 to nobody
            current = (current or Decimal(0)) + number
        elif word.isascii() and word.isdigit() and len(word) < 10 and current is None:  # 2 and a half million
            current = Decimal(word)
        elif word in known.hundred:
            current = (current if current is not None else Decimal(1)) * 100
        elif word in known.parts:
            if current is None and total:  # a million and a half
                total += last * known.parts[word]
            elif current is None:
                current = known.parts[word]
            elif word in known.half:  # two and a half million
                current += known.parts[word]
            else:  # three quarters of a million
                current *= known.parts[word]
        elif word in known.scales:
            last = Decimal(1).scaleb(known.scales[word])
            total += (current if current is not None else Decimal(1)) * last
            current, decimals = None, None
        else:
            return None
        if total > _BEYOND or (current or 0) > _BEYOND:
            return None
    least = 100 if total == _A_YEAR else 10  # two thousand twelve
    if current is not None and current < last and current < 1000 and (last > 1000 or current < least):
        return None  # "two million five" is no 2,000,005
    return total + (current or Decimal(0))


_A_YEAR = 2000
_BEYOND = Decimal(10) ** 15  # no amount is as large; a number word said again and again is none


def _goes_on(current: Decimal | None, said: Decimal) -> bool:
    """Whether a number word can follow: the ones after the tens, both after hundreds."""
    if not current:
        return current is None
    return current % 100 == 0 or (current % 10 == 0 and current % 100 > 10 and 0 < said < 10)


def _is_tenth(current: Decimal, said: Decimal) -> bool:
    """Whether a last digit is one of hundreds beside thousands, neither of them said: twenty-four five."""
    return current < 100 and 0 < said < 10 and current == int(current) and not _goes_on(current, said)


def _in_order(said: list[str]) -> list[str]:
    """The words with the tens before the ones: five and forty."""
    known, place = words(), 0
    said = list(said)
    while place + 2 < len(said):
        first, link, then = said[place : place + 3]
        if link in known.joining and then in known.tens and 0 < known.ones.get(first, Decimal(0)) < 10:
            said[place : place + 3] = [then, first]
        place += 1
    return said


def in_digits(text: str) -> str:
    """A text without digits, with its numbers from 20 to 99 written in them."""
    known, found = words(), list[str]()
    if any(map(str.isdigit, text)):
        return text
    for word in spelled(text):
        before = found[-1] if found else ""
        if word in known.tens:
            found.append(f"{known.tens[word]:f}")
        elif word in known.ones and before.isdigit() and before.endswith("0") and 0 < known.ones[word] < 10:
            found[-1] = f"{int(before) + known.ones[word]:f}"
        else:
            found.append(word)
    return " ".join(found)


def with_ages(text: str) -> str:
    """A text with its ages and short years of birth written in digits: I am sixty-two, born in sixty-four."""
    return _spelled_ages().sub(lambda found: found["led"] + in_digits(found["age"].casefold()), text)


@cache
def _spelled_ages() -> re.Pattern[str]:
    raw, known = data("numbers")["ages"], words()
    ones = "|".join(word for word, number in known.ones.items() if 0 < number < 10)
    age = rf"(?:{'|'.join(known.tens)})(?:[ -](?:{ones}))?"
    led, behind = "|".join(map(re.escape, raw["led"])), "|".join(map(re.escape, raw["not_behind"]))
    return re.compile(rf"(?P<led>\b(?:{led}) )(?P<age>{age})(?![ -](?:{behind})|-?[a-z]|[%$])", re.IGNORECASE)


def year_in_words(text: str) -> int | None:
    """Nineteen eighty three; two thousand and four."""
    said = [word for word in spelled(text) if word not in words().silent]
    known = words()
    if len(said) >= 2 and known.ones.get(said[0], known.tens.get(said[0])) in {_NINETEEN, _TWENTY}:
        rest = small_number(" ".join(said[1:]))
        century = int(known.ones.get(said[0], known.tens.get(said[0], Decimal(0))))
        if rest is not None and 10 <= rest < 100:
            return century * 100 + int(rest)
    spoken = small_number(text)
    return int(spoken) if spoken is not None and 2000 <= spoken < 2100 and spoken == int(spoken) else None


_NINETEEN, _TWENTY = Decimal(19), Decimal(20)
