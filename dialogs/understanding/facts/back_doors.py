"""A back door that was done: a contribution, and its conversion."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from calc import law
from dialogs.interview.suggested_amounts import limits_in_full
from dialogs.understanding import amounts as money
from dialogs.understanding.clauses import Clause
from dialogs.understanding.dates import Said
from dialogs.understanding.facts.hearing import Hearing
from dialogs.understanding.facts.telling import options
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.slots import LAST, THIS, Slots
from dialogs.understanding.tokens import tokens

_DEADLINE = (4, 15)  # of contributions for the year before


def is_back_door(own: Slots) -> bool:
    """Whether it speaks of a back door as a whole, and not of one of its two parts."""
    return "backdoor" in own.acts and not own.any("paid_in", "converted", "after_tax")


def hear_back_door(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """That it was done, without its amount: what that is for this year is ticked among what was done."""
    if not _says_done(clause, hearing.today):
        return False
    hearing.door = clause.text
    prior = own.for_year == LAST and own.year == THIS
    recent = next(lexicon("grammar", "recently").find(tokens(clause.text.casefold())), None)
    this = recent or THIS in {own.year, own.for_year}
    if not prior and (not this or {own.year, own.for_year} - {THIS, None}):
        return True
    hearing.door_ticked = True
    for who in hearing.people:
        for move in ("prior" if prior else "traditional", "converted"):
            hearing.tick(who, "moves", move)
    return True


def hear_sum_of_back_door(hearing: Hearing, own: Slots, words: str, span: money.Span) -> bool:
    """Gather the amount of one that was done as what was paid in and what was converted."""
    prior = own.for_year == LAST and own.year == THIS
    current = own.year in {None, THIS} and own.for_year in {None, THIS}
    year = hearing.years[0]
    if not (hearing.whose_sure and (prior or current)) or span.values[0] > _most(year):
        return False
    names: tuple[str, ...] = ("contributed_prior",) if prior else ("contributed",)
    if current and not own.for_year and _may_be_for_the_year_before(hearing, span.values[0]):
        names = ("contributed", "contributed_prior")
    exact = isinstance(span.amount, money.Exact)
    told: list[str] = []
    for who in hearing.people:
        for facts in (names, ("converted",)):
            doubt = tuple(one for name in facts for one in options(f"{who}.{name}", span.words, hearing.today))
            hearing.gathering.add(doubt, sure=len(doubt) == 1 and exact and (hearing.who != "both"))
        told += [f"{who}.{name}" for name in names]
    hearing.facts, hearing.value = tuple(told), span.values[0]
    hearing.door, hearing.door_ticked = words, True
    return True


def is_done(hearing: Hearing, clause: Clause) -> bool:
    """Whether it was done, and is no plan: a word says so here or before, or a month or day that has been."""
    return bool(hearing.door) or _says_done(clause, hearing.today)


def _says_done(clause: Clause, today: date) -> bool:
    if clause.asks or clause.of("not") or clause.has("mood", "wished", "supposed"):
        return False
    if next(lexicon("grammar", "done").find(tokens(clause.text.casefold())), None):
        return True
    return any(mark.time.said is not Said.YEAR and mark.time.first <= today for mark in clause.marks if mark.time)


def _most(year: int) -> Decimal:
    return max(limits_in_full("contributed", year, ()), default=Decimal(0))


def _may_be_for_the_year_before(hearing: Hearing, value: Decimal) -> bool:
    """Whether an amount of the time before the deadline is that year's limit and not this one's."""
    if hearing.years[0] - 1 not in law.years() or hearing.years[0] not in law.years():
        return False
    before, this = (limits_in_full("contributed", year, ()) for year in (hearing.years[0] - 1, hearing.years[0]))
    return hearing.month <= _DEADLINE[0] and value in before and value not in this
