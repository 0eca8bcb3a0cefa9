"""At which values of a missing fact the plan turns: the ends of its range, and the few points between that matter.

Every outcome moves one way between two of them, so that the least and the most over all of them bound it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from calc import law
from calc.derivation import ZERO
from calc.facts import (
    AGGREGATED,
    LARGEST,
    Exit,
    Facts,
    FilingStatus,
    IraKind,
    Move,
    Person,
    PlanKind,
    RollIn,
    WorkPlan,
)
from calc.planning.contribution_room import room
from calc.planning.missing import apart_open
from calc.planning.season import Season
from calc.worksheets.ira_limit import dollar_limit
from calc.worksheets.roth_limit import roth_range

Updates = tuple[dict[str, Any], ...]

NOTHING = ZERO.money
BEYOND = Decimal(10) ** 14  # more than anybody has: what a share of it tends to, to the cent
CENT = Decimal("0.01")
_ENDS = {  # facts that stand alone: nothing else decides where they turn
    "compensation": (NOTHING, LARGEST),
    "foreign_excluded": (NOTHING, LARGEST),
    "lived_with_spouse": (True, False),
    "covered": (True, False),
    "basis_includes_prior": (True, False),
    "withdrew": (NOTHING, BEYOND),
    "year_end_value": (NOTHING, BEYOND),
    "rollover": (NOTHING, BEYOND),
    "sep": (NOTHING, BEYOND),
    "simple": (NOTHING, BEYOND),
    "roll_in": (RollIn.NO, RollIn.ROLLOVER_ONLY, RollIn.ANY),
    "after_tax_allowed": (False, True),
    "exits": (frozenset({Exit.NEITHER}), frozenset({Exit.IN_PLAN})),
    "deferrals": (NOTHING, LARGEST),
    "employer_money": (NOTHING, LARGEST),
    "after_tax_made": (NOTHING, LARGEST),
    "pay": (NOTHING, LARGEST),
    "net_profit": (NOTHING, LARGEST),
}


def turning(facts: Facts, fact: str, when: Season) -> Updates:
    """What to put in the place of a missing fact: each entry updates its owner. Empty where nothing bounds it."""
    who, _, name = fact.rpartition(".")
    if name in _ENDS:
        return tuple({name: value} for value in _ENDS[name])
    if name in {"agi", "wages", "taken_off", "other_income"}:
        return tuple({"agi": income} for income in (NOTHING, *_relabel_incomes(facts), LARGEST))
    if name == "add_backs" and facts.income is not None:
        above = (income - facts.income for income in _relabel_incomes(facts))
        return tuple({name: more} for more in (NOTHING, *(more for more in above if more > 0), LARGEST))
    if name == "filing_status":
        apart = {"filing_status": FilingStatus.MFS, "lived_with_spouse": True}
        return {"filing_status": FilingStatus.QSS}, apart  # the widest and the narrowest range of income
    if name == "after_tax_capped":
        return {"after_tax_dollars": NOTHING}, {"after_tax_capped": False}
    return _of_person(facts, facts.people[who], name, when) if who in facts.people else ()


def filled_in(facts: Facts, fact: str, update: dict[str, Any]) -> Facts:
    """The same facts with the owner of ``fact`` updated; nothing is checked, for ``BEYOND`` is no answer."""
    match fact.split("."):
        case [_]:
            return facts.model_copy(update=update)
        case [who, _]:
            person = facts.people.get(who, facts.spouse or Person())  # a spouse with a return of their own
            return facts.having(who, person.model_copy(update=update))
        case [who, _, kind, _]:
            person = facts.people[who]
            plan = (person.plan(PlanKind(kind)) or WorkPlan()).model_copy(update=update)
            plans = {**person.plans, PlanKind(kind): plan}
            return facts.having(who, person.model_copy(update={"plans": plans}))
    raise ValueError(fact)


def _of_person(facts: Facts, person: Person, name: str, when: Season) -> Updates:
    limit = dollar_limit(when.tax_year, law.year(when.tax_year).whole("ira_catch_up_age")).money
    match name:
        case "birth_year":
            return tuple({name: when.tax_year - age} for age in _ages(when.tax_year))
        case "ira_kinds":
            told = frozenset(kind for kind in AGGREGATED if getattr(person, kind))
            more = next((kind for kind in AGGREGATED if getattr(person, kind) is None), IraKind.TRADITIONAL)
            return {name: told}, {name: told | {more}}
        case "traditional":
            return tuple({name: value} for value in (NOTHING, *_clean_values(person), BEYOND))
        case "basis":
            return tuple({name: value} for value in (NOTHING, *_clean_bases(person), _everything(person)))
        case "moves":
            told_moves = frozenset(move for move in Move if person.moved(move))
            ways: tuple[set[Move], ...] = (set(), {Move.TRADITIONAL}, {Move.ROTH})
            return tuple({name: told_moves | more} for more in ways)
        case "converted":  # once the season's new money is converted, the plan converts no more of it
            fresh = _gone(person, Move.TRADITIONAL) + _gone(person, Move.PRIOR)
            return tuple({name: value} for value in (NOTHING, fresh, BEYOND))
        case "contributed":
            half = max((_held(person) - (person.basis or NOTHING)) / 2, NOTHING)  # most taxed where all is an excess
            values = (NOTHING, *_relabel_amounts(facts, person), half, limit, LARGEST)
            return tuple({name: value} for value in values)
        case "contributed_roth":
            return {name: NOTHING}, {name: limit}, {name: LARGEST}
        case "contributed_late":
            return {name: NOTHING}, {name: person.contributed}
        case "simple_first_deposit":
            return {name: when.today}, {name: date(when.tax_year - 5, 1, 1)}
        case "plan_kinds":
            return {name: frozenset()}, {name: frozenset({PlanKind.K401})}
    return ()


def _ages(tax_year: int) -> tuple[int, ...]:
    """Below and at the catch-up age, and beyond the age that once barred contributions."""
    year = law.year(tax_year)
    fifty = year.whole("ira_catch_up_age")
    bar = year.maybe("traditional_ira_contribution_max_age")
    return (fifty - 1, fifty, int(bar.value) + 1) if bar else (fifty - 1, fifty)


def _relabel_incomes(facts: Facts) -> tuple[Decimal, ...]:
    """On both sides of the income up to which a traditional contribution could have gone to a Roth IRA instead."""
    if facts.tax_year is None or facts.filing_status is None or apart_open(facts):
        return ()
    start, end = roth_range(facts.tax_year, facts.filing_status, facts.lived_with_spouse)
    found: list[Decimal] = []
    for person in facts.people.values():
        made, born, pay = person.contributed, person.birth_year, person.compensation
        if made and pay and born is not None:
            cap = min(dollar_limit(facts.tax_year, facts.tax_year - born).money, pay)
            needed = max(-(-made // 10) * 10 - 10, NOTHING)  # the limit is rounded up to the next ten
            income = (end.money - needed * (end.money - start.money) / cap).quantize(CENT)
            found += [side for side in (income - CENT, income, end.money - CENT) if start.money < side < end.money]
    return tuple(found)


def _relabel_amounts(facts: Facts, person: Person) -> tuple[Decimal, ...]:
    """The most that could have gone to a Roth IRA instead, and a cent more."""
    who = next(name for name, one in facts.people.items() if one is person)
    unpaid = person.model_copy(update={"contributed": NOTHING})
    sheet = room(who, facts.having(who, unpaid), law.year(facts.tax_year or 0)).roth
    most = sheet.money("limit") if sheet else NOTHING
    return (most, most + CENT) if most else ()


def _held(person: Person) -> Decimal:
    """In the IRAs today, so far as told."""
    return sum((person.ira_value(kind) or NOTHING for kind in AGGREGATED), NOTHING)


def _gone(person: Person, move: Move) -> Decimal:
    return person.moved(move) or NOTHING


def _everything(person: Person) -> Decimal:
    """The most that basis can untax: all that is, and was, in the IRAs."""
    year_end = person.year_end_value or NOTHING
    return max(_held(person), year_end) + _gone(person, Move.CONVERTED) + _gone(person, Move.WITHDREW)


def _clean_bases(person: Person) -> tuple[Decimal, ...]:
    """The least basis with which what is pre-tax still passes for growth (``options.is_clean``)."""
    share, most = law.threshold("growth_share").money, law.threshold("growth_dollars").money
    value, converted = _held(person), _gone(person, Move.CONVERTED)
    whole = value + converted + _gone(person, Move.WITHDREW) - _gone(person, Move.TRADITIONAL)
    return tuple(basis for basis in (whole - share * (value + converted), whole - most) if basis > 0)


def _clean_values(person: Person) -> tuple[Decimal, ...]:
    """The most that can be in a traditional IRA while what is pre-tax still passes for growth; basis as told."""
    if person.basis is None:
        return ()
    share, most = law.threshold("growth_share").money, law.threshold("growth_dollars").money
    converted, withdrew = _gone(person, Move.CONVERTED), _gone(person, Move.WITHDREW)
    others, after_tax = _held(person), person.basis + _gone(person, Move.TRADITIONAL)
    by_share = (after_tax - withdrew) / (1 - share) - converted - others
    by_dollars = after_tax + most - converted - withdrew - others
    return tuple(value.quantize(CENT) for value in (by_share, by_dollars) if value > 0)
