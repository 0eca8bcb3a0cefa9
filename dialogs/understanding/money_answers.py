"""Answers in dollars and percents."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from calc.facts import LARGEST
from dialogs.interview.questions import Card
from dialogs.text import bare, ways_to_say
from dialogs.understanding import amounts
from dialogs.understanding.choices import matches
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.readings import Misread, Reading, Readings, Understood

_PERCENT = pattern("money_answers", "percent")


_THOUSAND = Decimal(1000)
_BARE = Decimal(100)  # a number below this, without a sign of dollars, was seldom meant in dollars
_ZERO = ("0", "zero")
_PAYCHECKS = (26, 24, 52)  # a year: every two weeks, twice a month, every week
_YEAR_LIKE = re.compile(r"(?:19|20)(?!00)\d\d")  # 1,985 dollars, or the year?
_UP_TO = pattern("money_answers", "up_to")


def is_like_a_year(text: str) -> bool:
    """Whether a bare number may be a year as well as dollars."""
    return _YEAR_LIKE.fullmatch(text) is not None


def dollars(text: str, card: Card, today: date) -> Reading:
    """An amount for the year; what may mean two things comes back as readings."""
    del today
    if is_like_a_year(text.strip(" .!?")):
        return Readings((text.strip(" .!?"),), "year")
    if card.offers_none and amounts.is_pay(text):
        return Misread("unclear")
    if _says_nothing(text, card):
        if card.seldom_zero and bare(text) in ways_to_say("no_amount"):
            return Misread("no_number")  # "nope" refuses the question; nobody's income is none
        return Readings(("0",), "nothing")
    small = card.small or _BARE
    if amounts.is_named(text) and card.offers_none:
        small = Decimal(0)
    match amounts.read(text):
        case amounts.Exact(value) if value < 0 and not card.signed:
            return Misread("negative", {"amount": value})
        case amounts.Exact(value) if value < 0 and card.seldom_negative:
            return Readings((_text(value), _text(-value)), "negative")
        case amounts.Exact(value) if 0 < abs(value) < small:
            return Readings((_text(value * 1000), _text(value)), "thousands")
        case amounts.Exact(value) if amounts.is_name(text):
            return Readings((_text(value),), "mentioned")
        case amounts.Exact(value):
            return Understood(_text(value))
        case amounts.Either(values) if 0 < max(values) < _THOUSAND:
            return _choices((values[0] * _THOUSAND, *values), card, "two")
        case amounts.Either(values) if 0 < min(values) < small:
            return _choices((min(values) * _THOUSAND, *values), card, "two")
        case amounts.Either(values):
            return _choices(values, card, "two")
        case amounts.Between(low, high):
            if 0 < low < high < small:
                low, high = low * 1000, high * 1000
            if amounts.is_either(text):
                return _choices((low, high), card, "two")
            return _choices((low, ((low + high) / 2).quantize(Decimal(1)), high), card, "range")
        case amounts.Bound(value) if 0 < value < small:
            return _choices((value * 1000, value), card, "bound")
        case amounts.Bound(value):
            return _choices((value,), card, "bound")
        case amounts.Per(value, times) if times == 0:
            return _choices(tuple(value * often for often in _PAYCHECKS), card, "period")
        case amounts.Per(value, times):
            return _choices((value * times, value), card, "period")
        case amounts.Wrong(reason):
            return Misread(reason)


def _says_nothing(text: str, card: Card) -> bool:
    """A word that is no amount where an income is asked for; where it is seldom zero, also a word for nothing."""
    said = bare(text)
    refused = not card.offers_none and said in ways_to_say("no_amount")
    return refused or (card.seldom_zero and said in ways_to_say("none") | ways_to_say("zero") and said not in _ZERO)


def _choices(values: tuple[Decimal, ...], card: Card, reason: str) -> Reading:
    if any(abs(value) > LARGEST for value in values):
        return Misread("too_large")
    if not card.signed and any(value < 0 for value in values):
        return Misread("negative", {"amount": min(values)})
    return Readings(tuple(dict.fromkeys(map(_text, values))), reason)


def _text(value: Decimal) -> str:
    """As stored: no exponent, no minus zero, cents only where there are any."""
    if not value:
        return "0"
    return f"{value:.0f}" if value == value.to_integral_value() else f"{value:f}"


def percent(text: str, card: Card, today: date) -> Reading:
    """A percentage from 0 to 100."""
    del card, today
    found = _PERCENT.fullmatch(text.strip(" .!"))
    if found is None:
        return Misread("not_a_percent")
    number = Decimal(found["number"].replace(",", "."))
    if number > 100:
        return Misread("percent_too_large")
    if 0 < number < 1 and "%" not in text:  # 0.22 was probably meant as a share of one
        return Readings((_text((number * 100).normalize()), _text(number)), "two")
    return Understood(_text(number))


def cap(text: str, card: Card, today: date) -> Reading:
    """A plan's own cap: ``no``, a percent (``10%``) or dollars (``20000``)."""
    if matches(text, card) or bare(text) in ways_to_say("no") | ways_to_say("none") - set(_ZERO):
        return Understood("no")
    if "%" in text or "cent" in text or "pct" in text:
        share = percent(text, card, today)
        return Understood(f"{share.value}%") if isinstance(share, Understood) else share
    amount = dollars(_UP_TO.sub("", text), card, today)
    match amount:
        case Understood("0"):
            return Readings(("no", "0"), "two")
        case Understood(value) if Decimal(str(value)) <= 100:
            return Readings((f"{value}%", value), "cap")
        case Readings(values, "thousands"):
            return Readings((f"{values[-1]}%", *values), "cap")
    return amount
