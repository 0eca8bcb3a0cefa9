"""Group G: the mega backdoor and Roth money in a plan."""

from __future__ import annotations

from decimal import Decimal

from calc import law
from calc.facts import Circumstance, Exit, PlanKind, WorkPlan
from calc.pitfalls.facts import has_plan, mega_open, mixed, plans, said, some
from calc.planning.assessment import Case, MegaPath, Outlook
from calc.planning.workplace_plans import WITH_AFTER_TAX


def plan_must_allow(case: Case) -> bool:
    """After-tax contributions may be possible, and one of the two features is missing or not known."""
    if case.season.over:
        return False
    unsettled = {MegaPath.UNKNOWN, MegaPath.NO_EXIT}
    return any(plan.path in unsettled and plan.kind in WITH_AFTER_TAX for one in case.people for plan in one.plans)


def after_tax_is_not_roth(case: Case) -> bool:
    return any(
        plan.after_tax_allowed is True or some(plan.after_tax_made) for one in case.people for _, plan in plans(one)
    )


def how_much_room(case: Case) -> bool:
    return any(mega_open(one) for one in case.people)


def per_person_per_employer(case: Case) -> bool:
    """More than one employer's plan in the year."""
    return any(_employers(one) > 1 for one in case.people)


def after_tax_earnings(case: Case) -> bool:
    return any(some(plan.after_tax_earnings) for one in case.people for _, plan in plans(one))


def pro_rata_in_the_plan(case: Case) -> bool:
    """A mega backdoor beside pre-tax IRA money, or with growth that has to go somewhere."""
    return any(
        (mega_open(one) and (some(one.pretax) or mixed(one)))
        or any(some(plan.after_tax_earnings) for _, plan in plans(one))
        for one in case.people
    )


def which_exit(case: Case) -> bool:
    both = {Exit.IN_PLAN, Exit.IN_SERVICE}
    return any(both <= (plan.exits or frozenset()) for one in case.people for _, plan in plans(one))


def highly_compensated(case: Case) -> bool:
    """After-tax money may be tested, and the person is highly compensated, or would be by last year's pay.

    While last year's is not known, this year's stands for it.
    """
    year = case.season.tax_year - 1  # the law looks back a year, IRC 414(q)(1)(B)
    line = law.year(year).figure("hce_threshold_414q").money if year in law.years() else None
    return any(
        look.kind in WITH_AFTER_TAX
        and look.kind is not PlanKind.SOLO  # no employees, so no test
        and look.path is not MegaPath.CLOSED
        and (
            plan.highly_compensated is True
            or (plan.highly_compensated is None and line is not None and (_paid(one, plan) or 0) > line)
        )
        for one in case.people
        for look, plan in plans(one)
    )


def _paid(one: Outlook, plan: WorkPlan) -> Decimal | None:
    known = (plan.prior_wages, plan.pay, one.person.compensation)
    return next((pay for pay in known if pay is not None), None)


def solo_401k(case: Case) -> bool:
    return any(has_plan(one, PlanKind.SOLO) for one in case.people)


def payroll_mechanics(case: Case) -> bool:
    """After-tax money goes through payroll, so not in one's own solo plan."""
    return any(plan.kind is not PlanKind.SOLO for one in case.people for plan in one.mega)


def roth_catch_up(case: Case) -> bool:
    """While a paycheck is left."""
    left = not case.season.over and case.today < case.season.convert_by
    return left and any(plan.roth_catch_up is True for one in case.people for plan in one.plans)


def mega_tax_forms(case: Case) -> bool:
    """The year is over, and its after-tax money was, or could be, moved."""
    return case.today.year > case.season.tax_year and any(
        look.path is not MegaPath.CLOSED and some(plan.after_tax_made)
        for one in case.people
        for look, plan in plans(one)
    )


def other_plans(case: Case) -> bool:
    return any(has_plan(one, PlanKind.B403, PlanKind.GOV457, PlanKind.TSP) for one in case.people)


def tax_exempt_457b(case: Case) -> bool:
    """Of a hospital or a charity: it takes no rollover and pays none."""
    return any(has_plan(one, PlanKind.EXEMPT457) for one in case.people)


def employer_stock(case: Case) -> bool:
    return said(case, Circumstance.STOCK)


def no_exit(case: Case) -> bool:
    return any(plan.path is MegaPath.NO_EXIT for one in case.people for plan in one.plans)


def in_plan_pretax(case: Case) -> bool:
    """The plan converts inside, and holds pre-tax money that the person thinks of converting."""
    return any(
        Exit.IN_PLAN in (plan.exits or ()) and some(plan.value) for one in case.people for _, plan in plans(one)
    )


def _employers(one: Outlook) -> int:
    """Plans that share the personal deferral limit, or sit beside it: a 457(b) has its own and still confuses."""
    apart = (
        PlanKind.K401,
        PlanKind.OTHER401,
        PlanKind.B403,
        PlanKind.GOV457,
        PlanKind.TSP,
        PlanKind.SIMPLE,
        PlanKind.SOLO,
    )
    return sum(has_plan(one, kind) for kind in apart)
