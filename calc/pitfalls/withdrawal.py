"""Group F: getting money out of the Roth."""

from __future__ import annotations

from calc import law
from calc.facts import Exit, IraKind, Move
from calc.pitfalls.facts import backdoor, before_59, converted, converts, holds, mega_open, plans, some
from calc.planning.assessment import Case, Outlook


def five_year_clocks(case: Case) -> bool:
    """Roth money of one under 59½ or in a young Roth IRA, unless it is not needed until both are past."""
    return any(
        _has_roth_money(one) and (before_59(one) or _young_roth(one, case)) and not _needed_later(one, case)
        for one in case.people
    )


def _has_roth_money(one: Outlook) -> bool:
    """There already, or on its way."""
    return holds(one, IraKind.ROTH) or some(one.direct) or converts(one) or mega_open(one)


def ordering(case: Case) -> bool:
    return any(_needs_early(one, case) for one in case.people)


def converted_principal(case: Case) -> bool:
    return any(_needs_early(one, case) and (backdoor(one) or converted(one)) for one in case.people)


def penalty_exceptions(case: Case) -> bool:
    return any(_needs_early(one, case) for one in case.people)


def california_early(case: Case) -> bool:
    """Something comes out before 59½, or is going to, in a state with an additional tax of its own."""
    return case.facts.state == "CA" and any(
        (before_59(one) and (some(one.meant.withheld) or some(one.person.moved(Move.WITHDREW))))
        or _needs_early(one, case)
        for one in case.people
    )


def new_jersey_roth(case: Case) -> bool:
    return case.facts.state == "NJ" and any(_needs_early(one, case) for one in case.people)


def roth_in_a_plan(case: Case) -> bool:
    """Money is needed before 59½, and some of it sits or goes into a plan's Roth account."""
    return any(
        _needs_early(one, case)
        and any(some(plan.roth_deferrals) or Exit.IN_PLAN in (plan.exits or ()) for _, plan in plans(one))
        for one in case.people
    )


def plan_roth_to_roth_ira(case: Case) -> bool:
    """Roth money in a plan, and no Roth IRA old enough to have finished its five years."""
    return any(
        any(some(plan.roth_deferrals) for _, plan in plans(one)) and _young_roth(one, case) for one in case.people
    )


def _young_roth(one: Outlook, case: Case) -> bool:
    """No Roth IRA at all, or one whose five years from 1 January of its first year are not over in the tax year."""
    first = one.person.roth_first_year
    if first is None:
        return one.person.ira_kinds is not None and IraKind.ROTH not in one.person.ira_kinds
    return case.season.tax_year < first + law.standing().whole("roth_clock_years")


def _needs_early(one: Outlook, case: Case) -> bool:
    """Some of the money may be needed while the person is under 59½."""
    need = case.facts.need_within
    if need is None or one.age is None:
        return False
    return one.age + need <= law.standing().figure("roth_qualified_age").money


def _needed_later(one: Outlook, case: Case) -> bool:
    """The money can wait until the person is past 59½ and the five years are over."""
    need = case.facts.need_within
    if need is None or one.age is None:
        return False
    old_enough = one.age + need > law.standing().figure("roth_qualified_age").money
    return old_enough and need >= law.threshold("roth_money_needed_years").money
