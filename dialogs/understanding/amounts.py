"""Amounts of money in words: a small, total grammar of our own, because no library reads them safely.

``read`` takes a whole text for an amount, ``find`` finds those in a text. Neither raises and neither guesses: what
can mean two things comes back as two readings. The words are in ``locale/en/recognisers/numbers.toml``.

    answer   = range | bound | amount  "300-320k", "between 300 and 320k", "over 300k", "about $310k"
    amount   = { number [ scale ] }    scales fall: "1 million 200 thousand"
    number   = digits | words          "310,000", "310 000", "7.500" (two readings), "half a", "three hundred ten"
    scale    = k | thousand | m | million | lakh | …
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise, product

from calc.effort import once
from calc.facts import LARGEST
from dialogs.text import bare, ways_to_say
from dialogs.understanding.lexicon import data
from dialogs.understanding.numerals import small_number, spells, words

LONGEST = 1000  # characters; nothing longer is one amount
_BRACKETED = re.compile(r"\(([^()]*)\)")  # as an accountant writes a loss; around words it is only a bracket
_FIGURES = re.compile(r"\d[\d,.]*[a-z]?")  # in which nothing is spelled
_POWER = re.compile(r"\d+(?:\.\d+)?e\d{1,2}")
_DIGITS = r"\d[\d.,' _]*\d|\d|\.\d+"
_TOKEN = re.compile(rf"\s*(?:(?P<digits>{_DIGITS})|(?P<word>[a-z]+)|(?P<other>\S))")
_WRITTEN = (  # digits of one amount, where they stand among other words
    r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d{1,2})?(?![\d,]*\d)|\d{1,3}(?:'\d{3})+|\d{1,3}(?: \d{3})? 000(?! ?\d)"
    # 12 400; and no plan behind a count, and no pay behind an age: 2 401k, I'm 42 310k
    r"|(?<!m )\d{1,3}(?: (?!40[139]|457|529|415|408)\d{3})+(?![\d,.]*\d|k| ?[km]\b|\()"
    r"|\d+(?:[.,]\d+)*|\.\d+"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT = 10  # characters of the name of a currency
LEAST_OF_A_YEAR = 40_000  # dollars; hardly anybody is paid as much several times a year
_COUNT = 100  # below this a number without a unit may be an age, a percentage or a count


@dataclass(frozen=True, slots=True)
class Exact:
    value: Decimal


@dataclass(frozen=True, slots=True)
class Either:
    """Two or more readings, the likelier first."""

    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Between:
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Per:
    """An amount that comes several times a year. times: how often; 0 where that is not said (a paycheck)."""

    value: Decimal
    times: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """reason: key of the sentence that explains."""

    reason: str


@dataclass(frozen=True, slots=True)
class Bound:
    """Only an end is known: more than this, or less."""

    value: Decimal


Amount = Exact | Either | Between | Bound | Per | Wrong


@dataclass(frozen=True, slots=True)
class Span:
    """An amount in a text: where it stands, the words for it, and what they can be.

    kind: ``money``; ``number`` for one below 100 without a unit, which may be an age or a count as well;
        ``year`` for four digits that may be one.
    """

    start: int
    end: int
    words: str
    amount: Amount
    kind: str = "money"

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Every value that it can stand for; empty where there is none."""
        match self.amount:
            case Exact(value) | Bound(value):
                return (value,)
            case Either(values):
                return values
            case Between(low, high):
                return (low, high)
            case Per(value, times):
                return (value * times, value) if times else (value,)
        return ()


def often(text: str) -> int:
    """How many times a year an amount comes by the text; 0 where it does not say so."""
    found = _pattern("often").search(text) or _pattern("period").search(text)
    return _times(found[1]) if found else 0


def in_a_year(text: str, value: Decimal) -> tuple[Decimal, ...]:
    """An amount that comes several times a year by the words around it, of the year and as told; else it alone."""
    times = often(text)
    return (value * times, value) if times > 1 and 0 < value < LEAST_OF_A_YEAR else (value,)


def is_of_a_year(text: str) -> bool:
    """Whether the text says of an amount that it is that of a whole year."""
    return bool(_pattern("of_a_year").search(text.casefold()))


def _cents(text: str) -> Amount:
    """What stands before the word cents: cents alone, or dollars and cents."""
    *dollars, rest = (part for part in _pattern("dollars_and").split(text) if part.strip())
    parts = [read(part) for part in (*dollars, rest)]
    if not all(isinstance(part, Exact) for part in parts) or len(parts) > 2:
        return next((part for part in parts if isinstance(part, Wrong)), Wrong("unclear"))
    *whole, hundredths = (part.value for part in parts if isinstance(part, Exact))
    return _bounded(Exact(_plain(sum(whole, Decimal(0)) + hundredths / 100)))


def is_name(text: str) -> bool:
    """Whether the whole text is the name of a plan or a form, whose number is no amount."""
    return any(re.fullmatch(name, text.strip(" .!?")) for name in data("numbers")["names"])


def is_below_zero(text: str) -> bool:
    """Whether the text begins as a loss does."""
    return bool(_pattern("negative").match(text))


def is_pay(text: str) -> bool:
    """Whether the text says of an amount that somebody earns it."""
    return bool(_pattern("pay").search(text))


def is_periodic(text: str) -> bool:
    """Whether the text says that an amount comes several times a year."""
    return bool(_pattern("period").search(text) or _pattern("often").search(text))


def is_paid(text: str) -> bool:
    """Whether the text says that an amount comes again and again: in a year, or several times in it."""
    return is_periodic(text) or bool(_pattern("annual").search(text))


def is_either(text: str) -> bool:
    """Whether of two amounts one is meant, and none between them: 5k or 6k; cut from 250k to 190k."""
    return bool(_pattern("either").search(text))


def is_named(text: str) -> bool:
    """Whether the text says that it is dollars, or cents."""
    return bool(_pattern("named").search(text))


@once
def read(text: str) -> Amount:
    """An amount of dollars in already tidied lower-case text (``dialogs.text.tidy``)."""
    if bare(text) in ways_to_say("zero"):
        return Exact(Decimal(0))
    if len(text) > LONGEST:
        return Wrong("unclear" if any(c.isdigit() for c in text) else "no_number")
    if _pattern("percent").search(text):
        return Wrong("percent")
    if _pattern("foreign").search(text):
        return Wrong("currency")
    if often := _pattern("often").search(text) or _pattern("period").search(text):
        once = read(text.replace(often[0], " "))
        return Per(once.value, _times(often[1])) if isinstance(once, Exact) else Wrong("period")
    if cents := _pattern("cents").match(text.strip()):
        return _cents(cents["n"])
    if bracketed := _BRACKETED.fullmatch(text.strip()):
        worded = re.search(r"[a-z]{2}", bracketed[1])
        text = bracketed[1] if worded else f"-{bracketed[1]}"
    if _pattern("bound").search(text):
        end = read(_pattern("bound").sub(" ", text))
        return Bound(end.value) if isinstance(end, Exact) else end
    plain = " ".join(_pattern("filler").sub(" ", _pattern("yearly").sub(" ", text)).split())
    plain = plain.strip(" ,;:").rstrip(" .")
    sign = Decimal(1)
    if _pattern("negative").match(plain):
        plain, sign = _pattern("negative").sub("", plain), Decimal(-1)
    return _bounded(_signed(_range(plain) or _single(plain), sign))


@once
def find(text: str) -> tuple[Span, ...]:
    """The amounts in tidied text, from left to right; percentages and numbers that are names are left out."""
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    for found in _search().finditer(text):
        if found.lastgroup != "money":
            continue
        if _pattern("percent").match(text[found.end() :].lstrip()):
            continue  # up to 10%
        said = found[0].strip()
        if years := _pattern("years").fullmatch(said):  # between 2003 and 2012
            for name in ("first", "last"):
                start, end = (found.start() + found[0].index(said) + place for place in years.span(name))
                yield Span(start, end, years[name], read(years[name]), "year")
            continue
        amount = Wrong("currency") if _is_foreign(text, *found.span()) else read(said)
        if isinstance(amount, Wrong) and amount.reason == "no_number":
            continue
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        if (kind := _kind(said, amount)) is not None:
            yield Span(start, end := start + len(said), said, _in_dollars(text, start, end, amount), kind)


def _in_dollars(text: str, start: int, end: int, amount: Amount) -> Amount:
    """An amount beside the sign of another currency is none of dollars."""
    foreign = _pattern("foreign")
    beside = foreign.search(text[max(0, start - 2) : start]) or foreign.match(text[end:].lstrip())
    return Wrong("currency") if beside else amount


def _is_foreign(text: str, start: int, end: int) -> bool:
    """Whether a sign or a word of another currency stands right before the amount or right behind it."""
    before, behind = text[max(0, start - _UNIT) : start].rstrip(), text[end : end + _UNIT].lstrip()
    found = [match.span() for match in _pattern("foreign").finditer(before)]
    return any(last == len(before) for _, last in found) or bool(_pattern("foreign").match(behind))


def _kind(said: str, amount: Amount) -> str | None:
    """None for "two" in "two kids": a count."""
    if _YEAR.fullmatch(said):
        return "year"
    spoken = small_number(said)
    if spoken is not None and spoken < _COUNT:
        return "number" if spoken >= len(words().ones) else None
    plain = isinstance(amount, Exact) and re.fullmatch(r"\d\d?(?:\.\d)?", said)
    return "number" if plain else "money"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(data("numbers")["patterns"][name])


def _times(said: str) -> int:
    return int(data("numbers")["times"].get(said, 0))


@cache
def _search() -> re.Pattern[str]:
    """Amounts, and what looks like one and is none: a name with a number in it, or a percentage."""
    raw = data("numbers")["patterns"]
    known = words()
    number = _any((*known.counting, *known.parts, *known.hundred, *known.misspelled))
    scale = _any(known.scales)
    digit, ten = _any(list(known.ones)[1:10]), _any(known.tens)
    spoken = raw["spoken"].format(number=number, scale=scale, digit=digit, ten=ten)
    hundreds = raw["hundreds"].format(number=number)
    ends = rf"(?!(?!{raw['glued']})\w)"
    written = (
        rf"{raw['sign']}{raw['currency']}(?<![\w.])(?:{_WRITTEN})(?: ?{scale})*(?:e\d+)?{ends}{hundreds}{raw['unit']}"
    )
    one = rf"(?:{written}|{spoken}{raw['unit']})(?:{raw['ish']})"
    between = raw["between"].format(one=one)
    span = raw["span"].format(one=one)
    money = rf"{raw['before']}(?:{between}|{span}|{one})(?:{raw['often_behind']})?"
    percent = rf"{raw['of_percents']}(?<![\d.,])(?:\d{{1,3}}(?:\.\d+)?|{number}) ?(?:{raw['percent']})"
    names = f"{raw['sign']}(?:{'|'.join(data('numbers')['names'])})"
    return re.compile(f"(?P<name>{names})|(?P<percent>{percent})|(?P<money>{money})")


def _any(said: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(said, key=len, reverse=True))})"


def _single(text: str) -> Amount:
    values = amounts(text)
    if not values:
        return Wrong("unclear" if any(c.isdigit() for c in text) or spells(text) else "no_number")
    return Exact(values[0]) if len(values) == 1 else Either(values)


def _range(text: str) -> Between | None:
    """Two amounts with a range word between them; the first borrows the scale of the second."""
    within = _pattern("within").fullmatch(text)
    between = _pattern("range" if any(c.isdigit() for c in text) else "spoken_range")
    leading = data("numbers")["patterns"]["leading"]
    parts = list(within.groups()) if within else [part for part in between.split(text.removeprefix(leading)) if part]
    if len(parts) != 2:
        return None
    lows, highs = amounts(parts[0]), amounts(parts[1])
    if not lows or not highs:
        return None
    low, high = lows[0], highs[0]
    scale = _scale(parts[1])
    if scale and not _scale(parts[0]) and low < 1000:
        low = _plain(low.scaleb(scale))
    elif _scale(parts[0]) and not scale and high < 1000:
        high = _plain(high.scaleb(_scale(parts[0])))
    elif not scale and low < 1000 <= high and low * 1000 <= high:
        low *= 1000
    low, high = sorted((low, high))
    return Between(low, high) if low < high else None


def _scale(text: str) -> int:
    word = re.search(r"([a-z]+)$", text)
    return words().scales.get(word[1], 0) if word else 0


def amounts(text: str) -> tuple[Decimal, ...]:
    """Every amount that the whole text can stand for; empty when it is none."""
    spoken = None if _FIGURES.fullmatch(text) else small_number(text)
    if spoken is not None:
        return (_plain(spoken),)
    if _POWER.fullmatch(text):
        return (_plain(Decimal(text)),)
    groups: list[tuple[Decimal, ...]] = []
    scales: list[int] = []
    position, waiting = 0, False
    while position < len(text.rstrip()):
        token = _TOKEN.match(text, position)
        if token is None or token["other"]:
            return ()
        position = token.end()
        if token["digits"]:
            followed = re.match(r"\s*([a-z]+)", text[position:])
            scaled = bool(followed and followed[1] in words().scales)
            glued = bool(groups) and text[position - len(token[0])] != " "  # 310k5
            if waiting or glued or not (values := _numbers(token["digits"], scaled=scaled)):
                return ()
            if groups and not scaled and max(values) < _COUNT:  # 20k maybe 25
                return ()
            groups.append(values)
            scales.append(0)
            waiting = True
        elif token["word"] in words().scales and waiting:
            large = min(groups[-1]) >= _COUNT and data("numbers")["thousands"].get(token["word"])
            scales[-1] = large or words().scales[token["word"]]
            waiting = False
        elif groups and not waiting and (rest := small_number(text[token.start() :])) is not None:
            groups.append((rest,))  # 185 thousand five hundred
            scales.append(0)
            position = len(text)
            if rest >= Decimal(1).scaleb(scales[-2]) or rest < 100:
                return ()
        elif token["word"] not in data("numbers")["joining"]:
            return ()
    if any(a <= b for a, b in pairwise(scales)):
        return ()  # "200 thousand 1 million" is no amount
    sums = [sum((v.scaleb(s) for v, s in zip(vs, scales, strict=True)), Decimal(0)) for vs in product(*groups)]
    return tuple(dict.fromkeys(map(_plain, sums))) if groups else ()


def _numbers(digits: str, *, scaled: bool) -> tuple[Decimal, ...]:
    """The numbers a written number can stand for. A scale after it ("7.500k") makes a point a decimal point."""
    if re.fullmatch(r"\d+|\d*\.\d{1,2}|0\.\d+", digits):
        return (Decimal(digits),)
    if re.fullmatch(
        r"\d{1,3}(?:([ ',_])\d{3})(?:\1\d{3})*(?:\.\d{1,2})?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?", digits
    ):
        return (Decimal(re.sub(r"[ ',_]", "", digits)),)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,2})?|\d{1,3}(?:[. ']\d{3})+,\d{1,2}", digits):
        return (Decimal(re.sub(r"[. ']", "", digits).replace(",", ".")),)
    if re.fullmatch(r"\d{1,3}\.\d{3}", digits):  # 7.500: a thousands point or a decimal point
        decimal, thousands = Decimal(digits), Decimal(digits.replace(".", ""))
        return (decimal,) if scaled else (thousands, decimal.quantize(Decimal("0.01")))
    if re.fullmatch(r"\d+,\d{1,2}", digits):  # 1,5: a decimal comma or a slip
        decimal, joined = Decimal(digits.replace(",", ".")), Decimal(digits.replace(",", ""))
        return (decimal,) if scaled or digits[0] == "0" else (decimal, joined)
    if scaled and re.fullmatch(r"\d+[.,]\d+", digits):
        return (Decimal(digits.replace(",", ".")),)
    return ()


def _plain(value: Decimal) -> Decimal:
    """To the cent, without exponent; what is far too large anyway stays as it is."""
    if abs(value) > LARGEST * 1000:
        return value
    return value.quantize(Decimal(1) if value == value.to_integral_value() else Decimal("0.01"))


def _signed(amount: Amount, sign: Decimal) -> Amount:
    match amount:
        case Exact(value):
            return Exact(value * sign)
        case Either(values):
            return Either(tuple(value * sign for value in values))
        case Between(low, high) if sign < 0:
            return Between(-high, -low)
    return amount


def _bounded(amount: Amount) -> Amount:
    match amount:
        case Exact(value) if abs(value) > LARGEST:
            return Wrong("too_large")
        case Between(low, high) if max(abs(low), abs(high)) > LARGEST:
            return Wrong("too_large")
        case Either(values):
            within = tuple(value for value in values if abs(value) <= LARGEST)
            if len(within) < 2:
                return Exact(within[0]) if within else Wrong("too_large")
            return Either(within)
    return amount
