"""What each workplace plan allows: after-tax room, the way out, additions above 415(c), how a catch-up is made."""

from __future__ import annotations

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, given, least, most, total
from calc.facts import NO_PLAN, Exit, Facts, Person, PlanKind, WorkPlan
from calc.planning.assessment import MegaPath, PlanOutlook
from calc.planning.deferrals import catch_up
from calc.planning.split import after_tax_account
from calc.worksheets.deferral_limits import SHARED
from calc.worksheets.mega_room import mega_room
from calc.worksheets.solo_401k import solo_401k

WITH_AFTER_TAX = (PlanKind.K401, PlanKind.OTHER401, PlanKind.B403, PlanKind.SOLO)
ONE_415C = (PlanKind.B403, PlanKind.SOLO)  # a 403(b) and one's own business, Reg. 1.415(f)-1(f)


def plan_outlooks(who: str, person: Person, year: law.Year) -> tuple[PlanOutlook, ...]:
    """One outlook for each of the person's plans, in the order of ``PlanKind``."""
    age = None if person.birth_year is None else year.number - person.birth_year
    kinds = [kind for kind in PlanKind if person.plan(kind) is not None and kind is not PlanKind.OLD]
    return tuple(_outlook(who, person, kind, age, year) for kind in kinds)


def _outlook(who: str, person: Person, kind: PlanKind, age: int | None, year: law.Year) -> PlanOutlook:
    plan = person.plan(kind) or NO_PLAN
    path = _path(kind, plan)
    sheet = _additions(who, person, kind, age, year) if kind in WITH_AFTER_TAX else None
    return PlanOutlook(
        kind=kind,
        path=path,
        room=None if path is MegaPath.CLOSED else sheet,
        put=None if sheet is None or path is MegaPath.CLOSED else sheet.line("room"),
        additions=sheet,
        excess_additions=_excess_additions(sheet),
        catch_up=catch_up(kind, plan, age, year),
        growth=_growth(who, person, kind),
    )


def moving_growth(facts: Facts) -> tuple[Amount, Amount]:
    """Growth on after-tax money of both spouses that is about to move, as far as told.

    What is converted inside the plans, and what leaves them for a Roth IRA.
    """
    grown = [
        (_path(kind, plan), sheet.line("taxable"))
        for who, person in facts.people.items()
        for kind in WITH_AFTER_TAX
        if (plan := person.plan(kind)) and (sheet := _growth(who, person, kind))
    ]
    inside, leaving = (
        total(ZERO, *(taxable for path, taxable in grown if path is way))
        for way in (MegaPath.OPEN_IN_PLAN, MegaPath.OPEN_IN_SERVICE)
    )
    return inside.named("in_plan_growth"), leaving


def growth_open_at(who: str, facts: Facts) -> bool:
    """Whether after-tax money of one of the person's plans is on its way to Roth with growth that nobody knows."""
    person = facts.people[who]
    plans = [person.plan(kind) for kind in WITH_AFTER_TAX]
    moving = [plan for plan in plans if plan and plan.after_tax_allowed and _leaves(plan)]
    return any(plan.after_tax_made and _growth_open(plan) for plan in moving)


def growth_unsaid(person: Person) -> bool:
    """Whether after-tax money could be there that nobody said a plan takes: what it has grown by is in no figure."""
    plans = [person.plan(kind) for kind in WITH_AFTER_TAX]
    untold = any(plan and plan.after_tax_allowed is None and _leaves(plan) is not False for plan in plans)
    return untold or (person.plan_kinds is None and not person.plans and person.compensation != 0)


def growth_ends(who: str, facts: Facts) -> tuple[Amount, Amount | None]:
    """The least and the most growth that may move, whatever is not known of the person's plans; None: no bound.

    Where nobody said that a plan takes after-tax money, none is taken to be there: no step moves any, and the plan
    says so (``growth_unsaid``).
    """
    lowest, highest = ZERO, list[Amount | None]()
    for kind in WITH_AFTER_TAX:
        plan, told = facts.people[who].plan(kind), _told(who, kind, "after_tax_earnings", facts.people[who])
        if plan is None or plan.after_tax_allowed is False or _leaves(plan) is False:
            continue
        if told or plan.after_tax_allowed:
            highest.append(told or (None if _growth_open(plan) else ZERO))
        if told and plan.after_tax_allowed and _leaves(plan) and plan.after_tax_made is not None:
            lowest = total(lowest, told)
    return lowest, _sum(highest)


def _leaves(plan: WorkPlan) -> bool | None:
    """Whether after-tax money has a way to Roth; None where that was not told."""
    return None if plan.exits is None else bool(plan.exits - {Exit.NEITHER})


def _growth_open(plan: WorkPlan) -> bool:
    """Whether after-tax money may have grown by an amount nobody knows; what moves at each payroll does not grow."""
    return plan.after_tax_made != 0 and plan.after_tax_earnings is None and not plan.automatic


def _growth(who: str, person: Person, kind: PlanKind) -> Worksheet | None:
    """The after-tax account when all of it is moved."""
    made, grown = after_tax_made(who, kind, person), _told(who, kind, "after_tax_earnings", person)
    if made is None or grown is None or not grown.value:
        return None
    return after_tax_account(contributions=made, earnings=grown, moved=made + grown)


def _path(kind: PlanKind, plan: WorkPlan) -> MegaPath:
    if kind not in WITH_AFTER_TAX or plan.after_tax_allowed is False:
        return MegaPath.CLOSED
    if plan.after_tax_allowed is None or plan.exits is None:
        return MegaPath.UNKNOWN
    if Exit.IN_PLAN in plan.exits:
        return MegaPath.OPEN_IN_PLAN
    return MegaPath.OPEN_IN_SERVICE if Exit.IN_SERVICE in plan.exits else MegaPath.NO_EXIT


def _additions(who: str, person: Person, kind: PlanKind, age: int | None, year: law.Year) -> Worksheet | None:
    """Everything that goes into the plan, against 415(c) and the plan's own cap."""
    plan = person.plan(kind) or NO_PLAN
    deferrals, employer = _told(who, kind, "deferrals", person), _told(who, kind, "employer_money", person)
    made, elsewhere = after_tax_made(who, kind, person), _elsewhere(who, person, kind)
    related = _related(who, person, kind, year)
    if age is None or deferrals is None or employer is None or made is None or elsewhere is None or related is None:
        return None
    profit, other_pay = _told(who, kind, "net_profit", person), pay_beside_the_business(who, person)
    if kind is PlanKind.SOLO and profit is not None:
        if other_pay is None:
            return None
        return solo_401k(
            tax_year=year.number,
            age=age,
            net_profit=profit,
            wages_elsewhere=other_pay,
            deferrals=deferrals,
            deferrals_elsewhere=elsewhere,
            employer_contribution=employer,
            after_tax_so_far=made,
            plan_after_tax_percent=plan.after_tax_percent,
            plan_after_tax_dollar_cap=plan.after_tax_dollars,
            related_additions=related,
        )
    pay = counted_pay(who, person, kind, year)
    if pay is None:
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
        other_employer_deferrals=elsewhere,
        related_additions=related,
    )


def counted_pay(who: str, person: Person, kind: PlanKind, year: law.Year) -> Amount | None:
    """Pay for the 100 % cap and the plan's percent; in a solo plan the owner's, which only the owner can tell.

    Where only one employer pays and taxable compensation alone reaches the dollar limits, the cap cannot bind
    on pay, and compensation serves: a larger gross figure would give the same room.
    """
    told = _told(who, kind, "pay", person)
    if told is not None or person.compensation is None or kind is PlanKind.SOLO:
        return told
    return None if pay_can_bind(person, kind, year) else given(person.compensation, f"{who}.compensation")


def pay_can_bind(person: Person, kind: PlanKind, year: law.Year) -> bool:
    """Whether the pay from one employer decides, which compensation as a whole does not tell."""
    plan = person.plan(kind) or NO_PLAN
    enough = year.figure("compensation_cap_401a17" if plan.after_tax_percent else "annual_additions_limit_415c")
    employers = [k for k in WITH_AFTER_TAX if person.plan(k) is not None]
    return len(employers) > 1 or person.compensation is None or person.compensation < enough.money


def pay_beside_the_business(who: str, person: Person) -> Amount | None:
    """Wages beside one's own business, as far as the talk tells: all pay less the profit (Schedule SE, line 8a)."""
    profit = _told(who, PlanKind.SOLO, "net_profit", person)
    if person.compensation is None or profit is None:
        return None
    return most(given(person.compensation, f"{who}.compensation") - most(profit, ZERO), ZERO)


def after_tax_made(who: str, kind: PlanKind, person: Person) -> Amount | None:
    plan = person.plan(kind)
    return ZERO if plan and plan.after_tax_allowed is False else _told(who, kind, "after_tax_made", person)


def _elsewhere(who: str, person: Person, kind: PlanKind) -> Amount | None:
    """Deferrals to the person's other plans under the same limit; None when one of them is not known."""
    return _sum([_told(who, k, "deferrals", person) for k in SHARED if k is not kind and person.plan(k) is not None])


def _related(who: str, person: Person, kind: PlanKind, year: law.Year) -> Amount | None:
    """Additions of the other plan that shares this one's 415(c); None when they are not known."""
    others = [k for k in ONE_415C if kind in ONE_415C and k is not kind and person.plan(k) is not None]
    added: list[Amount | None] = []
    for other in others:
        deferrals = _told(who, other, "deferrals", person)
        limit = year.figure("elective_deferral_limit_402g")
        added += [deferrals and least(deferrals, limit), _told(who, other, "employer_money", person)]
        added.append(after_tax_made(who, other, person))
    return _sum(added)


def _sum(amounts: list[Amount | None]) -> Amount | None:
    known = [amount for amount in amounts if amount is not None]
    return None if len(known) < len(amounts) else total(*known) if known else ZERO


def _excess_additions(sheet: Worksheet | None) -> Amount | None:
    """Deferrals above 415(c) count as catch-up as far as there is one (Reg. 1.414(v)-1(b)); the rest must go back."""
    if sheet is None:
        return None
    over = sheet.line("excess_additions")
    return most(over - sheet.line("more_as_catch_up"), ZERO) if over.value else over


def _told(who: str, kind: PlanKind, fact: str, person: Person) -> Amount | None:
    amount = getattr(person.plan(kind), fact, None)
    return None if amount is None else given(amount, f"{who}.plans.{kind}.{fact}")
