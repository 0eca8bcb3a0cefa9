"""Massachusetts, Form 1: payroll tax is deducted; no tax status, and the limited income credit just above it."""

from __future__ import annotations

from calc.derivation import ZERO, least, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated


def assess(household: Household, law: StateLaw) -> Assessment:
    payroll = least(household.wages * law.share("payroll_tax_share"), law.amount("payroll_tax_at_most"))
    taxable = above(household.agi, total(payroll, ordinary.exemptions(household, law))).named("state_taxable_income")
    free = law.amount("no_tax_up_to")
    if household.agi.money <= free.money:
        return Assessment(ZERO, taxable, ZERO)
    tax = graduated(taxable, law.brackets())
    if household.agi.value <= (free * law.amount("limited_income_times")).value:
        tax = least(tax, above(household.agi, free) * law.share("limited_income_share"))
    return Assessment(ZERO, taxable, tax)
