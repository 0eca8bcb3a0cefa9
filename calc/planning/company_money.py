"""Pre-tax money in company plans on its way to a Roth, where it was told: what may go where, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, given
from calc.facts import Exit, PlanKind, WorkPlan
from calc.planning.assessment import Case, Outlook
from calc.planning.conversions import Deciding, Holding, ToRoth, plan_conversion, tsp_conversion, ways_to_roth
from calc.planning.tax_cost import TaxCost, Taxes
from calc.refusals import Refusal

HOLDINGS = {
    PlanKind.K401: Holding.K401,
    PlanKind.OTHER401: Holding.K401,
    PlanKind.SOLO: Holding.K401,
    PlanKind.OLD: Holding.K401,  # a former employer's 403(b) or 457(b) has the same ways
    PlanKind.B403: Holding.B403,
    PlanKind.A401: Holding.PENSION,  # without deferrals it has no Roth side (IRC 402A(b)(1))
    PlanKind.GOV457: Holding.GOV457,
    PlanKind.TSP: Holding.TSP,
    PlanKind.PENSION: Holding.PENSION,
}
ENDED = frozenset({PlanKind.OLD, PlanKind.PENSION})  # paid out whenever the person asks


@dataclass(frozen=True, slots=True)
class CompanyMoney:
    """One plan's pre-tax money, converted on top of everything else in the plan.

    ways: open today, the simplest first; empty while only the plan can tell. withheld: what a check to the person
    would hold back, zero where no check is possible. sheet: of the simplest way.
    """

    who: str
    kind: PlanKind
    ways: tuple[ToRoth, ...]
    sheet: Worksheet
    withheld: Amount
    cost: TaxCost

    @property
    def taxable(self) -> Amount:
        return self.sheet.line("taxable")


def company_money(case: Case, taxes: Taxes) -> tuple[CompanyMoney, ...]:
    """Every plan of which the pre-tax value was told, unless nothing of it can be converted."""
    return tuple(found for one in case.people for found in _of(case, one, taxes)) if case.season.open else ()


def _of(case: Case, one: Outlook, taxes: Taxes) -> Iterator[CompanyMoney]:
    for kind, holding in HOLDINGS.items():
        plan = one.person.plan(kind)
        if plan is None or not plan.value:
            continue
        amount = given(plan.value, f"{one.who}.plans.{kind}.value")
        found = _ways(case, kind, holding, plan)
        sheet = _sheet(found, kind, amount)
        if sheet is not None and found != ():
            cost = taxes.cost(sheet.line("taxable"), before=case.taxable or ZERO, owner=one.who)
            yield CompanyMoney(one.who, kind, found or (), sheet, _withheld(found or (), amount), cost)


def _ways(case: Case, kind: PlanKind, holding: Holding, plan: WorkPlan) -> tuple[ToRoth, ...] | None:
    """A job that has ended pays out; while it lasts, only an in-plan conversion is sure, where the plan has it.

    None: only the plan can tell.
    """
    ended = kind in ENDED
    inside = False if ended else None if plan.exits is None else Exit.IN_PLAN in plan.exits
    try:
        return ways_to_roth(holding, Deciding(case.today, payable=ended, offers_in_plan=inside))
    except Refusal:
        return None


def _sheet(found: tuple[ToRoth, ...] | None, kind: PlanKind, amount: Amount) -> Worksheet | None:
    """None where the TSP lets none of it go: too little, or all of it must stay."""
    if kind is not PlanKind.TSP:
        return plan_conversion(amount=amount, way=found[0] if found else ToRoth.IN_PLAN)
    free = amount - law.standing().figure("tsp_left_in_each_source")
    try:
        return tsp_conversion(amount=free, balance_of_source=amount, made_this_year=0)
    except Refusal:
        return None


def _withheld(found: tuple[ToRoth, ...], amount: Amount) -> Amount:
    if ToRoth.SIXTY_DAYS not in found:
        return ZERO
    return plan_conversion(amount=amount, way=ToRoth.SIXTY_DAYS).line("withheld")
