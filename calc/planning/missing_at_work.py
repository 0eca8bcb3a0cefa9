"""What is still missing of workplace plans, and whether a plan covers somebody."""

from __future__ import annotations

from collections.abc import Iterator

from calc import law
from calc.facts import Exit, Facts, FilingStatus, Person, PlanKind, WorkPlan
from calc.planning.rolling_in import TAKERS
from calc.planning.season import Season
from calc.planning.workplace_plans import ONE_415C, WITH_AFTER_TAX, counted_pay
from calc.worksheets.deferral_limits import SHARED


def at_work(person: Person, facts: Facts, when: Season | None) -> Iterator[str]:
    if person.plan_kinds is None and not person.plans:
        yield "plan_kinds"
    for kind in PlanKind:
        plan = person.plan(kind)
        if plan is not None:
            needed = (fact for fact in _of_plan(kind, plan, person, facts) if fact not in _idle(when))
            yield from (f"plans.{kind}.{fact}" for fact in needed)
    if covered(person) is None:
        yield "covered"


def _idle(when: Season | None) -> frozenset[str]:
    """What no longer matters of a plan: payroll ends with its year, and IRA money moves for open years only."""
    if when is None or not when.over:
        return frozenset()
    payroll = {"exits", "prior_wages", "after_tax_earnings"}
    return frozenset(payroll | {"roll_in", "value"} if when.closed else payroll)


def covered(person: Person) -> bool | None:
    """Whether a plan at work covers the person: who pays into one is covered, whatever else was told."""
    return True if pays_in(person) else person.covered


def spouse_covered_open(facts: Facts) -> bool:
    """On separate returns of two who live together the other's plan bars the deduction too (IRC 219(g)(4))."""
    together = facts.filing_status is FilingStatus.MFS and facts.lived_with_spouse is True
    return together and covered(facts.you) is False and (facts.spouse is None or covered(facts.spouse) is None)


def pays_in(person: Person) -> bool:
    """Whether something was paid into a plan that makes an active participant; a 457(b) does not (IRC 219(g)(5))."""
    plans = [person.plan(kind) for kind in SHARED]
    return any(plan and (plan.deferrals or plan.employer_money) for plan in plans)


def _of_plan(kind: PlanKind, plan: WorkPlan, person: Person, facts: Facts) -> Iterator[str]:
    if kind in {PlanKind.PENSION, PlanKind.OLD}:
        if plan.value is None:
            yield "value"
        return
    if kind is PlanKind.SOLO and plan.net_profit is None and plan.pay is None:
        yield "net_profit"
    if plan.deferrals is None:
        yield "deferrals"
    if _catch_up_open(kind, plan, person, facts):
        yield "prior_wages"
    if kind in WITH_AFTER_TAX:
        yield from _of_after_tax(kind, plan, person, facts)
    if plan.roll_in is None and person.pretax_ira_kinds and kind in TAKERS:
        yield "roll_in"


def _of_after_tax(kind: PlanKind, plan: WorkPlan, person: Person, facts: Facts) -> Iterator[str]:
    if plan.after_tax_allowed is None:
        yield "after_tax_allowed"
    shares = kind in ONE_415C and all(person.plan(other) for other in ONE_415C)
    if plan.after_tax_allowed is False and not shares:
        return
    if plan.employer_money is None:
        yield "employer_money"
    year = None if facts.tax_year is None else law.year(facts.tax_year)
    if kind is not PlanKind.SOLO and year and counted_pay("you", person, kind, year) is None:
        yield "pay"
    if not plan.after_tax_allowed:
        return
    if _cap_open(plan):
        yield "after_tax_capped"
    if plan.after_tax_made is None:
        yield "after_tax_made"
    if plan.exits is None:
        yield "exits"
    if _growth_open(plan):
        yield "after_tax_earnings"


def _cap_open(plan: WorkPlan) -> bool:
    """Whether nobody knows if the plan sets a cap of its own, or which."""
    return plan.after_tax_capped is not False and plan.after_tax_percent is None and plan.after_tax_dollars is None


def _growth_open(plan: WorkPlan) -> bool:
    """Whether after-tax money may have grown by an amount nobody knows; what moves at each payroll does not grow."""
    return bool(plan.after_tax_made) and plan.after_tax_earnings is None and not plan.automatic


def growth_open_at(who: str, facts: Facts) -> bool:
    """Whether after-tax money of one of the person's plans is on its way to Roth with growth that nobody knows."""
    person = facts.people[who]
    plans = [person.plan(kind) for kind in WITH_AFTER_TAX]
    return any(
        plan and plan.after_tax_allowed and (plan.exits or set()) - {Exit.NEITHER} and _growth_open(plan)
        for plan in plans
    )


def _catch_up_open(kind: PlanKind, plan: WorkPlan, person: Person, facts: Facts) -> bool:
    """Last year's wages decide from the catch-up age on whether a catch-up must be Roth (IRC 414(v)(7))."""
    if facts.tax_year is None or person.birth_year is None or plan.prior_wages is not None:
        return False
    year = law.year(facts.tax_year)
    known = year.maybe("roth_catch_up_wage_threshold_414v7") is not None
    of_a_plan = kind in {*SHARED, PlanKind.GOV457} - {PlanKind.SIMPLE, PlanKind.SOLO}
    return known and of_a_plan and facts.tax_year - person.birth_year >= year.whole("plan_catch_up_age")
