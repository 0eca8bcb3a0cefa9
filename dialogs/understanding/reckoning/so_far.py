"""What was done by now and what is still to come, and one amount for both of a couple."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dialogs.interview.suggested_amounts import offered
from dialogs.phrases import say
from dialogs.text import tidy
from dialogs.understanding import amounts, dates
from dialogs.understanding.clauses import clauses
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.marks import sentence
from dialogs.understanding.readings import Reading, Readings, Understood
from dialogs.understanding.reckoning.setting import (
    FEW_DOLLARS,
    INCOMES,
    MONTHS,
    OF_WORK,
    PAIR,
    SMALL,
    Setting,
    is_current,
    told_as,
)
from dialogs.understanding.reckoning.terms import is_small, value_of
from dialogs.understanding.reckoning.words import has_op, sum_of
from dialogs.understanding.tokens import Token, tokens

_PAYDAYS = (26, 24)  # a year: every two weeks, twice a month


_A_STUB = 20_000  # dollars; more than most are paid at once


def so_far_and_on(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """So much until now and so much a month from here on: the year's, the one until now, twelve months of it."""
    spans = [span for span in amounts.find(plain) if span.kind == "money"]
    until_now = next(lexicon("arithmetic", "so_far").find(said), None)
    if len(spans) != PAIR or until_now is None or setting.agenda.facts.tax_year != setting.today.year:
        return None
    behind = plain[spans[1].end :]
    both = all(len(span.values) == 1 and isinstance(span.amount, amounts.Exact) for span in spans)
    if both and has_op(behind, "joined") and setting.name not in SO_FAR:  # 14,000 till now and 900 more
        return replace(sum_of(spans[0].values[0], spans[1].values[0]), sure=True)
    monthly = [span.amount for span in spans if isinstance(span.amount, amounts.Per) and span.amount.times == MONTHS]
    whole = [span.amount for span in spans if isinstance(span.amount, amounts.Exact)]
    if len(monthly) != 1 or len(whole) != 1:
        return None
    each, passed = monthly[0].value, whole[0].value
    if setting.name in SO_FAR:
        return Readings((told_as(passed),), "one")
    year = passed + each * (MONTHS - setting.today.month)
    return Readings(tuple(dict.fromkeys(map(told_as, (year, passed, each * MONTHS)))), "parts")


def is_raise(plain: str, setting: Setting) -> bool:
    """Whether a pay changed in the course of the year."""
    times = dates.find(plain, setting.today)
    month = any(time.said is not dates.Said.YEAR and is_current(time, setting) for time in times)
    return month and setting.name in {"compensation", "pay", *INCOMES}


def each_the_same(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """So much each, where both are asked about together; so much for both, where one is."""
    del said
    marks = [mark for mark in sentence(plain, setting.today, {}).marks if mark.amount and mark.amount.kind != "year"]
    if len(marks) != 1 or not setting.agenda.facts.joint:
        return None
    mark = marks[0]
    behind = tokens(plain[mark.end :])
    value = value_of(mark, None)
    tenths = setting.question.card.of == "all" and value < FEW_DOLLARS and value % 1  # 24.5 each
    value = value * SMALL if is_small(mark) and (setting.question.card.small or tenths) else value
    both = next(lexicon("arithmetic", "we_each").find(tokens(plain[: mark.start])), None)
    both = both or next(lexicon("arithmetic", "each").find(behind), None)
    if setting.question.card.of == "all" and both:
        return Understood(told_as(value * 2), say("talk.worked.times", times="2", base=value))
    if setting.question.card.of == "person" and any(True for _ in lexicon("arithmetic", "together").find(behind)):
        return Readings((told_as(value / 2), told_as(value)), "two")
    return None


def for_other_too(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """So much for one and the same for the other, where both are asked about together."""
    spans = [span for span in amounts.find(plain) if span.kind != "year"]
    same = next(lexicon("arithmetic", "same_for_other").find(said), None)
    if same is None or len(spans) != 1 or len(spans[0].values) != 1 or setting.question.card.of != "all":
        return None
    value = spans[0].values[0] * (SMALL if spans[0].values[0] < setting.question.card.small else 1)
    joint = setting.agenda.facts.joint and spans[0].end <= said[same.first].start + 1
    return Understood(told_as(value * 2), say("talk.worked.times", times="2", base=value)) if joint else None


def so_far_alone(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """So much a month until now: for the months that have passed, or for all twelve."""
    spans = amounts.find(plain)
    until_now = any(True for _ in lexicon("arithmetic", "so_far").find(said))
    if len(spans) != 1 or not until_now or not isinstance(spans[0].amount, amounts.Per):
        return None
    each, times = spans[0].amount.value, spans[0].amount.times
    if not times or setting.agenda.facts.tax_year not in {None, setting.today.year}:
        return None
    passed = each * times * setting.today.month / MONTHS
    return Readings((told_as(passed), told_as(each * times)), "period")


def unchanged(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """Last year's amount, and that it is about the same."""
    spans = [span for span in amounts.find(plain) if span.kind in {"money", "number"}]
    same = next(lexicon("arithmetic", "unchanged").find(said), None)
    if same is None or len(spans) != 1 or len(spans[0].values) != 1:
        return None
    spoken = {mark.kind for mark in sentence(plain, setting.today, {}).marks}
    if "spouse" in spoken and setting.question.who != "spouse":  # 7,500 for me and the same for her
        return None
    value = spans[0].values[0]
    if 0 < value < setting.question.card.small:
        return Readings((told_as(value * SMALL), told_as(value)), "thousands")
    return Understood(told_as(value), sure=True) if spans[0].kind == "money" else None


SO_FAR = frozenset(
    {"contributed", "contributed_roth", "contributed_prior", "converted", "withdrew", "after_tax_made"}
)


def by_now(text: str, setting: Setting, *, dated: bool = False) -> Reading | None:
    """So much a month, where what was paid until now is asked: the months that have passed, or all of the year.

    dated: only where the first or the last month is named.
    """
    spans = amounts.find(tidy(text))
    if setting.name not in SO_FAR or len(spans) != 1 or not isinstance(spans[0].amount, amounts.Per):
        return None
    each, times = spans[0].amount.value, spans[0].amount.times
    if times != MONTHS or setting.agenda.facts.tax_year != setting.today.year:
        return None
    months = [when for when in dates.find(tidy(text), setting.today) if when.said is dates.Said.MONTH]
    if len(months) == 1 and is_current(months[0], setting):
        before = tokens(tidy(text)[: months[0].start])[-1:]
        if lexicon("arithmetic", "through").whole(before):  # until June
            return Readings((told_as(each * months[0].first.month),), "one")
        passed, left = setting.today.month - months[0].first.month + 1, MONTHS - setting.today.month
        return Readings((told_as(each * passed), told_as(each * (passed + left))), "period")  # since March
    if dated:
        return None
    return Readings((told_as(each * setting.today.month), told_as(each * times)), "period")


def up_to_the_limit(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """The limit with its name; what was deferred until now, and behind it that it shall become the limit."""
    del said
    spans = [span for span in amounts.find(plain) if span.kind == "money"]
    if setting.name not in _LIMITED or len(spans) != 1 or not isinstance(spans[0].amount, amounts.Exact):
        return None
    told = [part for part in clauses(plain, setting.today, {}) if part.has("act", "maxed")]
    if len(told) != 1 or told[0].of("not") or told[0].has("link", "than"):
        return None
    question, value = setting.question, spans[0].values[0]
    limits = offered(question.card.id, setting.agenda.facts, question.who, question.kind)
    if value in limits:
        return Understood(told_as(value), sure=True)
    less = bool(limits) and setting.question.card.small <= value < limits[0]
    if setting.name != "deferrals" or told[0].amount is not None or not less:
        return None
    return Readings((told_as(limits[0]), told_as(value)), "two")


_LIMITED = frozenset({"contributed", "contributed_roth", "contributed_prior", "deferrals"})


def not_all(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """The pay until now, or what arrives of it, where that of the whole year before tax is asked: asked back."""
    spans = [span for span in amounts.find(plain) if span.kind == "money"]
    if len(spans) != 1 or len(spans[0].values) != 1 or not isinstance(spans[0].amount, amounts.Exact):
        return None
    until_now = setting.name not in SO_FAR and next(lexicon("arithmetic", "so_far").find(said), None)
    if not until_now and (payday := _of_a_payday(spans[0].values[0], said, setting)):
        return payday
    net = setting.name in OF_WORK and next(lexicon("arithmetic", "take_home").find(said), None)
    profit = next(lexicon("arithmetic", "net_profit").find(said), None)
    if net and profit and setting.name == "compensation":  # what is left of what a freelancer takes in
        return Understood(told_as(spans[0].values[0]), sure=True)
    running = setting.agenda.facts.tax_year == setting.today.year and setting.question.card.kind == "money"
    flows = setting.name in {
        *INCOMES,
        "compensation",
        "pay",
        "deferrals",
        "employer_money",
        "taken_off",
        "net_profit",
    }
    if (until_now and running and flows) or net:
        value = spans[0].values[0]
        scaled = (value * SMALL, value) if 0 < value < setting.question.card.small else (value,)
        return Readings(tuple(map(told_as, scaled)), "so_far" if until_now else "net")
    return None


def _of_a_payday(value: Decimal, said: Sequence[Token], setting: Setting) -> Reading | None:
    """What a stub shows is of one payday or of the year until now; what comes now and then is asked back."""
    if setting.name not in {*OF_WORK, "deferrals", "employer_money", "taken_off"}:
        return None
    if next(lexicon("arithmetic", "irregular").find(said), None):
        return Readings((told_as(value),), "one")
    if next(lexicon("arithmetic", "stub").find(said), None) is None:
        return None
    if value >= _A_STUB:
        return Readings((told_as(value),), "so_far")
    return Readings((*(told_as(value * often) for often in _PAYDAYS), told_as(value)), "period")
