"""The amounts of a question, each as the worksheets take it: the dollars of a year, and one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from dialogs.answering.computed.patterns import data, pattern_of
from dialogs.understanding import amounts, dates

_SMALL = 100  # below it a number without a sign is an age or a count
_BARE_AGE = re.compile(r"[2-9]\d")  # beside "155k" too: "single, MAGI $155k, 52"
_PAY_DAY = frozenset({0, 24, 26, 52})  # how often a paycheck comes; 0 where that is not told


def found(text: str, today: date) -> tuple[amounts.Span, ...]:
    """Every amount, in the order of the text; what is no amount of dollars is left out."""
    times = [when for when in dates.find(text, today) if when.said > dates.Said.MONTH]
    money = (span for span in amounts.find(text) if span.kind == "money")
    single = (one for span in money for one in _apart(span, text))
    single = (_of_a_year(_each_time(span, text), text) for span in single)
    single = (span for span in single if len(span.values) == 1)
    large = (span for span in single if span.values[0] >= _SMALL or amounts.is_named(span.words))
    large = (span for span in large if not _BARE_AGE.fullmatch(span.words))
    large = (span for span in large if span.amount not in _sections() or amounts.is_named(span.words))
    rates = [rate.span() for rate in pattern_of("asks", "cents_on_the_dollar").finditer(text)]
    large = (span for span in large if not any(start <= span.start < end for start, end in rates))
    return tuple(span for span in large if not any(when.start <= span.start < when.end for when in times))


def _each_time(span: amounts.Span, text: str) -> amounts.Span:
    """What is told to come by the month or the paycheck a few words later: "875 taken per paycheck"."""
    told = pattern_of("asks", "each_time").match(text[span.end :])
    if told is None or not isinstance(span.amount, amounts.Exact):
        return span
    times = 12 if told["month"] else 52 if told["week"] else 0
    times = times * 2 if pattern_of("asks", "twice_as_often").search(told[0]) else times
    return replace(span, amount=amounts.Per(span.amount.value, times))


def _of_a_year(span: amounts.Span, text: str) -> amounts.Span:
    """What comes several times, with what it makes in all, where that is told: "1,350 per paycheck, 16 so far"."""
    if not isinstance(span.amount, amounts.Per):
        return span
    value, times = span.amount.value, span.amount.times
    count = pattern_of("asks", "paychecks_so_far").search(text)
    if count is not None and times in _PAY_DAY:
        return replace(span, amount=amounts.Exact(value * int(count["count"] or count["behind"])))
    open_ = not times or pattern_of("asks", "part_of_a_year").search(text) is not None
    return span if open_ else replace(span, amount=amounts.Exact(value * times))


def in_parts(spans: tuple[amounts.Span, ...]) -> bool:
    """Whether one of them comes so often that nobody can tell what it makes in all."""
    return any(isinstance(span.amount, amounts.Per) for span in spans)


def repeated(spans: tuple[amounts.Span, ...], text: str) -> Iterator[amounts.Span]:
    """What is told by the month or the paycheck, and stands for what it makes in all."""
    told = {span.start for span in amounts.find(text) if isinstance(_each_time(span, text).amount, amounts.Per)}
    yield from (span for span in spans if span.start in told and not in_parts((span,)))


def _apart(span: amounts.Span, text: str) -> tuple[amounts.Span, ...]:
    """Two amounts to choose from, or what was and what is ("from 150k to 157k"), each by itself."""
    between = data()["asks"]["to" if pattern_of("asks", "from_before").search(text[: span.start]) else "or"]
    sides = span.words.split(between)
    if len(sides) != len(span.values) or len(sides) == 1:
        return (span,)
    first, second = span.values
    middle = span.start + len(sides[0])
    return (
        replace(span, end=middle, words=sides[0], amount=amounts.Exact(first)),
        replace(span, start=middle + len(between), words=sides[1], amount=amounts.Exact(second)),
    )


@cache
def _sections() -> frozenset[amounts.Amount]:
    """Numbers that name a part of the law or a form, unless dollars are said."""
    return frozenset(amounts.Exact(Decimal(number)) for number in data()["asks"]["sections"])
