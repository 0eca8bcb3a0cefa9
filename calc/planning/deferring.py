"""Roth or pre-tax deferrals of the year, when the person told which federal rate they expect later."""

from __future__ import annotations

from collections.abc import Iterator

from calc.derivation import ZERO, Amount, given, total
from calc.facts import Facts, PlanKind, WorkPlan
from calc.planning.assessment import Case
from calc.planning.households import ages
from calc.planning.tax_cost import missing, wages
from calc.refusals import Refusal
from calc.worksheets.deferral_limits import SHARED
from calc.worksheets.roth_or_pretax import Comparison, roth_or_pretax, tax_saved


def deferring(case: Case) -> Comparison | None:
    """Both outcomes for all deferrals of the return together; None without a rate, or while payroll is closed.

    Federal tax alone. Deferrals of which nobody said that they are Roth are taken as pre-tax: their tax is saved in
    the income that was told.
    """
    facts = case.facts
    if facts.rate_later is None or case.season.over or missing(facts):
        return None
    assert facts.tax_year is not None
    assert facts.filing_status is not None
    plans = list(_plans(facts))
    deferral = total(ZERO, *(amount for amount, _ in plans)).named("deferrals_of_the_year")
    pretax = total(ZERO, *(amount - _roth(plan) for amount, plan in plans))
    age, spouse_age = ages(facts)
    income = given(wages(facts), "agi") + pretax + (case.taxable or ZERO)
    try:
        saved = tax_saved(
            tax_year=facts.tax_year,
            filing_status=facts.filing_status,
            age=age,
            spouse_age=spouse_age,
            income=income,
            deferral=deferral,
        )
        return roth_or_pretax(deferral=deferral, saved_now=saved, rate_later=facts.rate_later / 100)
    except Refusal:  # nothing is deferred, or more than was earned
        return None


def _plans(facts: Facts) -> Iterator[tuple[Amount, WorkPlan]]:
    for who, person in facts.people.items():
        for kind in (*SHARED, PlanKind.GOV457):
            plan = person.plan(kind)
            if plan and plan.deferrals:
                yield given(plan.deferrals, f"{who}.plans.{kind}.deferrals"), plan


def _roth(plan: WorkPlan) -> Amount:
    return ZERO if plan.roth_deferrals is None else given(plan.roth_deferrals, "roth_deferrals")
