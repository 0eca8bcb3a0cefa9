"""Every worksheet behind a plan, in the order in which the plan speaks of them."""

from __future__ import annotations

from collections.abc import Iterator

from calc.derivation import Worksheet, total
from calc.planning.assessment import Case, MegaPath, Outlook, PlanOutlook
from calc.planning.deducting import to_roth_iras
from calc.planning.incomes import deduction_income, roth_income
from calc.planning.plan import Plan, owner
from calc.planning.putting_right import excise
from calc.planning.split import plan_split
from calc.planning.tax_cost import state_worksheet, worksheet


def sheets(plan: Plan) -> Iterator[tuple[str, Worksheet]]:
    """Each with whose it is; what concerns the whole return is "you"."""
    case = plan.case
    yield from (("you", sheet) for sheet in incomes(case))
    for one in plan.people:
        yield from ((one.who, sheet) for sheet in _of(case, one) if sheet)
    yield from ((one.who, one.settled.sheet) for one in plan.deducting if one.settled.sheet)
    yield from ((one.who, one.sheet) for one in plan.early)
    yield from ((money.who, money.sheet) for money in plan.company_money)
    if plan.deferring:
        yield "you", plan.deferring.sheet
    if plan.tax and plan.tax.federal_at_most and case.taxable and case.taxable.value:
        yield "you", worksheet(case.facts, case.taxable)
        if plan.tax.state:
            yield "you", state_worksheet(case.facts, case.taxable, owner(case))
    if plan.due:
        yield "you", plan.due.sheet


def _of(case: Case, one: Outlook) -> Iterator[Worksheet | None]:
    yield one.roth
    yield one.deduction
    yield one.rollover
    yield from (form.sheet for form in (one.chosen.forms if one.chosen else ()))
    yield from excise(case, one).values()
    yield one.deferred
    for plan in one.plans:
        yield plan.room
        yield plan.growth
        yield _split(plan)


def _split(plan: PlanOutlook) -> Worksheet | None:
    """The payout to two places that leaves nothing taxed this year: growth to a traditional IRA, the rest to Roth."""
    if plan.growth is None or plan.path is not MegaPath.OPEN_IN_SERVICE:
        return None
    grown, paid_in = plan.growth.line("taxable"), plan.growth.line("untaxed")
    return plan_split(pretax=grown, after_tax=paid_in, to_traditional=grown, to_roth=paid_in)


def incomes(case: Case) -> Iterator[Worksheet]:
    """Both modified AGIs, as far as somebody's limit or deduction was worked out from them."""
    year = case.season.tax_year
    converted = to_roth_iras(case.people, year, case.in_plan)
    beside = total(case.in_plan, case.paid_out) if case.paid_out.value else case.in_plan
    if any(one.roth for one in case.people):
        yield from _known(roth_income(case.facts, year, converted=converted, beside=beside))
    if any(one.deduction for one in case.people):
        yield from _known(deduction_income(case.facts, year, converted=converted, beside=beside))


def _known(sheet: Worksheet | None) -> Iterator[Worksheet]:
    return iter((sheet,) if sheet else ())
