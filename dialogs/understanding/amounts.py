"""Amounts of money in words: a small, total grammar of our own, because no library reads them safely.

``read`` never raises and never guesses: what can mean two things comes back as two readings.

    answer   = range | bound | amount  "300-320k", "between 300 and 320k", "over 300k", "about $310k"
    amount   = { number [ scale ] }    scales fall: "1 million 200 thousand"
    number   = digits | words          "310,000", "310 000", "7.500" (two readings), "half a", "three hundred ten"
    scale    = k | thousand | m | million | lakh | …
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, product

from calc.facts import LARGEST
from dialogs.text import bare, ways_to_say
from dialogs.understanding.numerals import small_number, spells

SCALES = {
    "k": 3, "thousand": 3, "thousands": 3, "grand": 3, "g": 3, "thou": 3,
    "m": 6, "mm": 6, "mil": 6, "mill": 6, "mio": 6, "million": 6, "millions": 6,
    "b": 9, "bn": 9, "billion": 9, "lakh": 5, "lakhs": 5, "lac": 5, "crore": 7, "crores": 7,
}  # fmt: skip
_FILLER = re.compile(
    r"\b(?:about|around|approximately|approx|roughly|circa|ca|maybe|probably|perhaps|i think|i guess|i'd say|say|like"
    r"|it's|it is|its|that's|exactly|just|only|nearly|almost|a little|a bit|bit|or so"
    r"|or thereabouts|ish|give or take|in total|total|altogether|combined|together"
    r"|before tax|gross|i make|we make|i earn|we earn|i have|we have|i put in|per year|a year|each year|yearly"
    r"|annually|annual|per annum|this year|us dollars|us|usd|dollars?|bucks|please|so far)\b\.?"
    r"|[~≈$+?!\"]|(?<=[\dkm])-?ish\b|(?<!\w)'|'(?!\w)"
)
_BOUND = re.compile(
    r"\b(?:over|above|under|below|(?:no |not )?(?:more|less) than|north of|south of|up to|at least|at most|max of)\b"
)
_FOREIGN = re.compile(
    r"[€£¥₹₽₩₪₿]|\b(?:eur|euros?|gbp|pounds?|sterling|quid|cad|c\$|aud|a\$|chf|francs?|yen|jpy|yuan|cny|rmb|inr|rs"
    r"|rupees?|pesos?|mxn|brl|reais|won|krw|kronor|sek|btc|bitcoins?|eth)\b"
)
_PERIOD = re.compile(
    r"(?:\b(?:per|an?|each|every)\b|/) ?(month|mo|week|wk|two weeks|day|hour|hr|pay ?check|pay period)s?\b"
)
_OFTEN = re.compile(r"\b(bi-?weekly|semi-?monthly|monthly|weekly|daily|hourly)\b")
_TIMES = {"month": 12, "mo": 12, "monthly": 12, "week": 52, "wk": 52, "weekly": 52, "two weeks": 26, "biweekly": 26}
_TIMES |= {"bi-weekly": 26, "semimonthly": 24, "semi-monthly": 24}
_YEARLY = re.compile(r"/\s*(?:year|yr|y|a)\b")
_NEGATIVE = re.compile(r"^(?:-|minus\b|negative\b|(?:a )?loss of\b)\s*")
_BRACKETED = re.compile(r"\(([^()]*)\)")  # as an accountant writes a loss; around words it is only a bracket
_RANGE = re.compile(r"\s*(?:-|\.\.+|\bto\b|\bthrough\b|\bor\b)\s*")
_SPOKEN_RANGE = re.compile(r"\s+(?:to|through|or)\s+")
_DIGITS = r"\d[\d.,' _]*\d|\d|\.\d+"
_TOKEN = re.compile(rf"\s*(?:(?P<digits>{_DIGITS})|(?P<word>[a-z]+)|(?P<other>\S))")


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
    """An amount that comes several times a year."""

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


def read(text: str) -> Amount:
    """An amount of dollars in already tidied lower-case text (``dialogs.text.tidy``)."""
    if bare(text) in ways_to_say("zero"):
        return Exact(Decimal(0))
    if "%" in text or re.search(r"\bper ?cent\b", text):
        return Wrong("percent")
    if _FOREIGN.search(text):
        return Wrong("currency")
    if often := _PERIOD.search(text) or _OFTEN.search(text):
        times, once = _TIMES.get(often[1]), read(text.replace(often[0], " "))
        return Per(once.value, times) if times and isinstance(once, Exact) else Wrong("period")
    if bracketed := _BRACKETED.fullmatch(text.strip()):
        words = re.search(r"[a-z]{2}", bracketed[1])
        text = bracketed[1] if words else f"-{bracketed[1]}"
    if _BOUND.search(text):
        end = read(_BOUND.sub(" ", text))
        return Bound(end.value) if isinstance(end, Exact) else end
    plain = " ".join(_FILLER.sub(" ", _YEARLY.sub(" ", text)).split()).strip(" ,;:").rstrip(" .")
    sign = Decimal(1)
    if _NEGATIVE.match(plain):
        plain, sign = _NEGATIVE.sub("", plain), Decimal(-1)
    return _bounded(_signed(_range(plain) or _single(plain), sign))


def _single(text: str) -> Amount:
    values = amounts(text)
    if not values:
        return Wrong("unclear" if any(c.isdigit() for c in text) or spells(text) else "no_number")
    return Exact(values[0]) if len(values) == 1 else Either(values)


def _range(text: str) -> Between | None:
    """Two amounts with a range word between them; the first borrows the scale of the second."""
    within = re.fullmatch(r"(?:somewhere )?between (.+) and (.+)", text)
    between = _RANGE if any(c.isdigit() for c in text) else _SPOKEN_RANGE
    parts = list(within.groups()) if within else [part for part in between.split(text.removeprefix("from ")) if part]
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
    return SCALES.get(word[1], 0) if word else 0


def amounts(text: str) -> tuple[Decimal, ...]:
    """Every amount that the whole text can stand for; empty when it is none."""
    spoken = small_number(text)
    if spoken is not None:
        return (_plain(spoken),)
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
            scaled = bool(followed and followed[1] in SCALES)
            glued = bool(groups) and text[position - len(token[0])] != " "  # 310k5
            if waiting or glued or not (values := _numbers(token["digits"], scaled=scaled)):
                return ()
            groups.append(values)
            scales.append(0)
            waiting = True
        elif token["word"] in SCALES and waiting:
            scales[-1] = SCALES[token["word"]]
            waiting = False
        elif token["word"] != "and":
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
