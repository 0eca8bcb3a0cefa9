"""What each workplace plan allows: after-tax room, the way out, deferrals over the limit, Roth-only catch-up."""

from __future__ import annotations

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, given, most, total
from calc.facts import Exit, Person, PlanKind, WorkPlan
from calc.mega_room import catch_up, mega_room
from calc.outlook import MegaPath, PlanOutlook

WITH_AFTER_TAX = (PlanKind.K401, PlanKind.OTHER401, PlanKind.B403, PlanKind.SOLO)
SHARING_402G = (*WITH_AFTER_TAX, PlanKind.TSP, PlanKind.SIMPLE)  # one limit per person, IRC 402(g)(3)


def plan_outlooks(who: str, person: Person, year: law.Year) -> tuple[PlanOutlook, ...]:
    """One outlook for each of the person's plans, in the order of ``PlanKind``."""
    age = None if person.birth_year is None else year.number - person.birth_year
    kinds = [kind for kind in PlanKind if person.plan(kind) is not None and kind is not PlanKind.OLD]
    return tuple(_outlook(who, person, kind, age, year) for kind in kinds)


def excess_deferrals(who: str, person: Person, age: int | None, year: law.Year) -> Amount | None:
    """Deferrals of all plans above the one limit of the person, catch-up included (IRC 402(g)); zero when none."""
    kinds = [kind for kind in SHARING_402G if person.plan(kind) is not None]
    deferred = [_told(who, kind, "deferrals", person) for kind in kinds]
    known = [d for d in deferred if d is not None]
    if not kinds:
        return ZERO
    if len(known) < len(kinds) or age is None:
        return None
    return most(total(*known) - (year.figure("elective_deferral_limit_402g") + catch_up(age, year)), ZERO)


def _outlook(who: str, person: Person, kind: PlanKind, age: int | None, year: law.Year) -> PlanOutlook:
    plan = person.plan(kind) or WorkPlan()
    path = _path(kind, plan)
    return PlanOutlook(
        kind=kind,
        path=path,
        room=None if path is MegaPath.CLOSED else _room(who, person, kind, age, year),
        excess_deferrals=excess_deferrals(who, person, age, year),
        roth_catch_up=_roth_catch_up(plan, age, year),
    )


def _path(kind: PlanKind, plan: WorkPlan) -> MegaPath:
    if kind not in WITH_AFTER_TAX or plan.after_tax_allowed is False:
        return MegaPath.CLOSED
    if plan.after_tax_allowed is None or plan.exits is None:
        return MegaPath.UNKNOWN
    if Exit.IN_PLAN in plan.exits:
        return MegaPath.OPEN_IN_PLAN
    return MegaPath.OPEN_IN_SERVICE if Exit.IN_SERVICE in plan.exits else MegaPath.NO_EXIT


def _room(who: str, person: Person, kind: PlanKind, age: int | None, year: law.Year) -> Worksheet | None:
    plan = person.plan(kind) or WorkPlan()
    pay = counted_pay(who, person, kind, year)
    deferrals, employer = _told(who, kind, "deferrals", person), _told(who, kind, "employer_money", person)
    made = _told(who, kind, "after_tax_made", person)
    if age is None or pay is None or deferrals is None or employer is None or made is None:
        return None
    others = [k for k in SHARING_402G if k is not kind and person.plan(k) is not None]
    elsewhere = [_told(who, k, "deferrals", person) for k in others]
    known = [e for e in elsewhere if e is not None]
    if len(known) < len(elsewhere):
        return None
    return mega_room(
        tax_year=year.number,
        age=age,
        compensation=pay,
        elective_deferrals=deferrals,
        employer_contributions=employer,
        after_tax_so_far=made,
        plan_after_tax_percent=plan.after_tax_percent,
        plan_after_tax_dollar_cap=plan.after_tax_dollars,
        other_employer_deferrals=total(*known) if known else None,
    )


def counted_pay(who: str, person: Person, kind: PlanKind, year: law.Year) -> Amount | None:
    """Pay for the 100 % cap and the plan's percent.

    Where only one employer pays and taxable compensation alone reaches the dollar limits, the cap cannot bind
    on pay, and compensation serves: a larger gross figure would give the same room.
    """
    told = _told(who, kind, "pay", person)
    if told is not None or person.compensation is None:
        return told
    plan = person.plan(kind) or WorkPlan()
    enough = year.figure("compensation_cap_401a17" if plan.after_tax_percent else "annual_additions_limit_415c")
    employers = [k for k in WITH_AFTER_TAX if person.plan(k) is not None]
    alone = len(employers) == 1
    return (
        given(person.compensation, f"{who}.compensation") if alone and person.compensation >= enough.value else None
    )


def _roth_catch_up(plan: WorkPlan, age: int | None, year: law.Year) -> bool | None:
    """From 2026 the catch-up of those whose pay from this employer was above the threshold must be Roth."""
    threshold = year.maybe("roth_catch_up_wage_threshold_414v7")
    if threshold is None or (age is not None and age < year.whole("plan_catch_up_age")):
        return False
    return None if plan.prior_wages is None or age is None else plan.prior_wages > threshold.value


def _told(who: str, kind: PlanKind, fact: str, person: Person) -> Amount | None:
    amount = getattr(person.plan(kind), fact, None)
    return None if amount is None else given(amount, f"{who}.plans.{kind}.{fact}")
