"""So much a month, a check or an hour, and how often."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.phrases import say
from dialogs.understanding import amounts, dates
from dialogs.understanding.gathering import OTHER
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.marks import sentence
from dialogs.understanding.readings import Reading, Readings, Understood
from dialogs.understanding.reckoning.setting import (
    HOURS,
    MONTHS,
    OF_WORK,
    PAIR,
    SMALL,
    WEEKS,
    Setting,
    is_current,
    told_as,
)
from dialogs.understanding.reckoning.words import counted_times, leads_to_each, multiplied_by, operations, says_each
from dialogs.understanding.tokens import Token, tokens

_LONG_AGO = 50  # years


_LONG_WEEK = 100  # hours


def by_the_year(plain: str, said: Sequence[Token], spans: Sequence[amounts.Span], setting: Setting) -> Reading | None:
    """Basis of so much in each of several years, to be tapped: 6,000 each year 2020-2022; 6,500 for 2021 and 2022."""
    past = range(setting.today.year - _LONG_AGO, setting.today.year + 1)
    years = [place for place, token in enumerate(said) if token.text.isdecimal() and int(token.text[:5]) in past]
    sums = [span for span in spans if span.values and not any(int(value) in past for value in span.values)]
    if setting.name != "basis" or len(years) < PAIR or len(sums) != 1 or len(sums[0].values) != 1:
        return None
    if not (says_each(plain) or amounts.is_paid(plain)):
        return None
    first, last = (int(said[place].text) for place in (years[0], years[-1]))
    through = lexicon("arithmetic", "through").whole(said[years[0] + 1 : years[-1]]) and last > first
    times = last - first + 1 if through else len({said[place].text for place in years})
    worked = say("talk.worked.times", times=times, base=sums[0].values[0])
    return Readings((told_as(times * sums[0].values[0]),), "one", worked)


def is_ratio(said: Sequence[Token], start: int) -> bool:
    """Whether what looks like an amount is a part of something that follows: a quarter of my salary."""
    place = next((number for number, token in enumerate(said) if token.start == start), None)
    found = lexicon("arithmetic", "ratio").at(said, place) if place is not None else None
    return found is not None and lexicon("arithmetic", "reference").at(said, found.end) is not None


def speaks_of_other(plain: str, setting: Setting) -> bool:
    """Whether the other spouse is spoken of, where one of the two is asked about."""
    other = OTHER.get(setting.question.who)
    own = setting.question.card.of in {"person", "plan"}
    return own and other == "spouse" and any(mark.kind == other for mark in sentence(plain, setting.today, {}).marks)


def twice(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """Two times 1,500; three payments of 2,500; 6,000 each for 3 years."""
    spans = [span for span in amounts.find(plain) if span.kind == "money" and len(span.values) == 1]
    if speaks_of_other(plain, setting):  # 120k, and she makes twice as much
        return None
    for place in range(len(said)):
        found = lexicon("arithmetic", "twice").at(said, place)
        if found and amounts.is_periodic(plain[said[place].start :]):  # twice a month
            continue
        if found is None or len(spans) != 1:
            continue
        ahead = found.end < len(said) and said[found.end].start >= spans[0].start - 1
        behind = 0 <= said[place].start - spans[0].end <= 1 and found.end == len(said)
        if ahead or behind:
            return multiplied_by(int(found.keys[0].partition(".")[2]), spans[0].values[0])
    counted = counted_times(plain, said)
    if counted is None:
        return None
    times, start, end = counted
    if setting.name in {*OF_WORK, "pay"} and "year" in plain[start:end]:  # 12 years there, 160k
        return None
    spans = [span for span in spans if not span.start <= start < span.end]  # 90k over 9 months
    if not spans:
        return None
    if len(spans) == 1 and spans[0].end <= start:  # "5k in two steps" is the whole, unless so much each is said
        first = spans[0].amount
        if operations().whole(tokens(plain[spans[0].end : start])) == ("op.times",):  # 200 x 22 checks
            return multiplied_by(times, spans[0].values[0])
        if isinstance(first, amounts.Per):
            return multiplied_by(times, first.value)
        each_said = lexicon("arithmetic", "each").at(tokens(plain[spans[0].end :]), 0)
        yearly = next(lexicon("arithmetic", "several_times").find(tokens(plain[spans[0].start : start])), None)
        if each_said or yearly:
            return multiplied_by(times, spans[0].values[0])
        return Understood(told_as(spans[0].values[0]), sure=True)
    each = next((span.values[0] for span in spans if span.start > start), spans[-1].values[0])
    whole = {span.values[0] for span in spans} - {each}
    if not whole <= {times * each}:  # said with what it comes to, or without
        return None
    between = plain[start : spans[-1].start] if not whole else ""
    if whole or leads_to_each(between) or says_each(plain):
        return multiplied_by(times, each)
    bare = not plain[end : spans[-1].start].strip(" ,:")  # 9 months, 90k
    return Readings((told_as(each), told_as(times * each)), "period") if bare else None


def months_paid(plain: str, each: amounts.Per, setting: Setting) -> int:
    """How many months an amount of each month came in, where the first and the last are named; 0 elsewhere."""
    months = [when for when in dates.find(plain, setting.today) if when.said is dates.Said.MONTH]
    if (
        each.times == MONTHS
        and len(months) == 1
        and setting.name == "compensation"
        and is_current(months[0], setting)
    ):
        paid = amounts.find(plain)[0]  # 8.5k a month through June
        led = lexicon("arithmetic", "through").whole(tokens(plain[paid.end : months[0].start]))
        return months[0].last.month if led and paid.end <= months[0].start else 0
    if each.times != MONTHS or len(months) != PAIR or not all(is_current(when, setting) for when in months):
        return 0
    between = plain[months[0].end : months[1].start].strip(" ,")
    if lexicon("arithmetic", "through").whole(tokens(between)) == ():
        return 0
    return max(0, months[1].last.month - months[0].last.month + 1)


def by_the_hour(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """So much an hour, and how many hours a week; also the hours first: 30 hours a week at 40."""
    spans = amounts.find(plain)
    if len(spans) != PAIR or setting.name not in {*OF_WORK, "prior_wages"}:
        return None
    for paid, worked in (spans, reversed(spans)):
        hourly = isinstance(paid.amount, amounts.Per) and paid.amount.times == HOURS
        led = lexicon("arithmetic", "hours").at(tokens(plain[worked.end :]), 0)
        between = plain[min(spans[0].end, spans[1].end) : max(spans[0].start, spans[1].start)]
        by_hours = hourly and operations().whole(tokens(between)) == ("op.times",)  # 48.50/hr x 40
        if not (led or by_hours) or not worked.values or not isinstance(paid.amount, amounts.Per | amounts.Exact):
            continue
        rate, hours = paid.amount.value, worked.values[0]
        if not hourly and (worked is not spans[0] or isinstance(paid.amount, amounts.Per) or rate >= SMALL):
            continue
        weekly = hours <= _LONG_WEEK  # more are those of the year
        weeks = _weeks(said)
        times = f"{hours:f} × {weeks}" if weekly else f"{hours:f}"
        how = say("talk.worked.times", times=times, base=rate)
        return Understood(told_as(rate * hours * (weeks if weekly else 1)), how, sure=True)
    return None


def _weeks(said: Sequence[Token]) -> int:
    """How many weeks of the year are worked; all where that is not told."""
    counted = (dates.small_count(said, place) for place in range(len(said)))
    told = (number[0] for number in counted if number and lexicon("arithmetic", "weeks").at(said, number[1]))
    return next(told, WEEKS)
