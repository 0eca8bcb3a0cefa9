"""Which facts are missing, which of them decide, and what they would change.

A missing fact is tried at every value it can have, or at the ends of its range; where the outcome moves, it decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from calc.deferral_limits import CatchUp
from calc.derivation import Amount
from calc.facts import LARGEST, Exit, Facts, PlanKind, RollIn
from calc.look import look
from calc.mega import WITH_AFTER_TAX
from calc.outlook import Case
from calc.refusals import Refusal
from calc.rolling_in import TAKERS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person would notice: dollars straight to Roth, by the back door, taxable, after-tax room."""

    direct: Amount | None
    contribute: Amount | None
    taxable: Amount | None
    room: Amount | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A missing fact. ``lowest`` and ``highest`` bound what it decides; equal or None where it decides nothing."""

    fact: str
    decides: str  # a field of Outcome, or "" when the law needs it and no range can be given
    lowest: Amount | None = None
    highest: Amount | None = None


def unknowns(case: Case) -> tuple[Unknown, ...]:
    """Missing facts that matter, the costliest first in the order of the interview."""
    tried = (
        _tried(case.facts, case.today, fact, tries) for fact, tries in _missing(case.facts, over=case.season.over)
    )
    return (*(found for found in tried if found), *_catch_ups(case))


def _catch_ups(case: Case) -> Iterator[Unknown]:
    """Last year's wages, where they decide whether a catch-up must be Roth."""
    for one in case.people:
        for plan in one.plans:
            if plan.catch_up is CatchUp.UNKNOWN and one.age is not None:
                yield Unknown(f"{one.who}.plans.{plan.kind}.prior_wages", "")


def _missing(facts: Facts, *, over: bool) -> Iterator[tuple[str, tuple[Any, ...]]]:
    if facts.income is None:
        yield "agi", (0, LARGEST)
    for who, person in facts.people.items():
        if person.birth_year is None:
            yield f"{who}.birth_year", ()
        if person.compensation is None:
            yield f"{who}.compensation", (0, LARGEST)
        if person.ira_kinds is None:
            yield f"{who}.ira_kinds", ()
        for kind in person.pretax_ira_kinds or ():
            if person.ira_value(kind) is None:
                yield f"{who}.{kind}", ()
        if person.pretax_ira_kinds and person.basis is None:
            yield f"{who}.basis", ()
        if person.moves is None:
            yield f"{who}.moves", ()
        if person.simple and person.simple_first_deposit is None:
            yield f"{who}.simple_first_deposit", ()
        if over and (person.converted or person.withdrew):
            if person.year_end_value is None:
                yield f"{who}.year_end_value", ()
            if person.contributed and person.contributed_late is None:
                yield f"{who}.contributed_late", ()
        yield from _missing_of_plans(who, facts)


def _missing_of_plans(who: str, facts: Facts) -> Iterator[tuple[str, tuple[Any, ...]]]:
    person = facts.people[who]
    for kind in PlanKind:
        plan = person.plan(kind)
        if plan is None or kind is PlanKind.OLD:
            continue
        path = f"{who}.plans.{kind}"
        if plan.roll_in is None and person.pretax_ira_kinds and kind in TAKERS:
            yield f"{path}.roll_in", (RollIn.NO, RollIn.ANY)
        if kind not in WITH_AFTER_TAX or plan.after_tax_allowed is False:
            continue
        if plan.after_tax_allowed is None:
            yield f"{path}.after_tax_allowed", ()
            continue
        if plan.exits is None:
            yield f"{path}.exits", (frozenset({Exit.NEITHER}), frozenset({Exit.IN_PLAN}))
        own = ("net_profit",) if kind is PlanKind.SOLO and plan.pay is None else ()
        for amount in (*own, "deferrals", "employer_money", "after_tax_made"):
            if getattr(plan, amount) is None:
                yield f"{path}.{amount}", ()


def _tried(facts: Facts, today: date, fact: str, tries: tuple[Any, ...]) -> Unknown | None:
    if not tries:
        return Unknown(fact, "")
    outcomes = [_outcome(look(told(facts, fact, value), today), fact.partition(".")[0]) for value in tries]
    for field in ("taxable", "direct", "contribute", "room"):
        values = [getattr(outcome, field) for outcome in outcomes]
        known = [v for v in values if v is not None]
        if len(known) == len(values) and len({v.value for v in known}) > 1:
            low, *_, high = sorted(known, key=lambda amount: amount.money)
            return Unknown(fact, field, low, high)
    open_still = any(outcome.contribute is None for outcome in outcomes)
    return Unknown(fact, "") if fact in _FIRST and open_still else None


_FIRST = {"agi", "you.compensation", "spouse.compensation"}  # without an IRA answer nobody knows yet what they decide


def _outcome(case: Case, who: str) -> Outcome:
    one = next((p for p in case.people if p.who == who), case.people[0])
    rooms = [p.room.line("room") for p in one.mega if p.room]
    return Outcome(one.direct, one.contribute, one.taxable, rooms[0] if rooms else None)


def told(facts: Facts, fact: str, value: Any) -> Facts:
    """The same facts with one more told, by its dotted name; Refusal when it has no such value."""
    data = facts.model_dump()
    *path, last = fact.split(".")
    node = data
    for part in path:
        if node.get(part) is None:
            node[part] = {}
        node = node[part]
    node[last] = value
    try:
        return Facts.model_validate(data)
    except ValueError as error:
        raise Refusal("not_a_fact", fact, value=value) from error
