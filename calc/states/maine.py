"""Maine, Form 1040ME: deduction and exemptions fade out over a range of income; from 2026 more over a million."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, least, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated


def assess(household: Household, law: StateLaw) -> Assessment:
    left_out = _pension_deduction(household, law) if household.generous else ZERO
    income = above(household.agi, left_out).named("state_income")
    off = total(
        _faded(ordinary.deduction(household, law), "deduction", income, law),
        _faded(ordinary.exemptions(household, law), "exemption", income, law),
    )
    taxable = above(income, off).named("state_taxable_income")
    surcharge = graduated(taxable, law.brackets("surcharge")) if law.has("surcharge") else ZERO
    return Assessment(left_out, taxable, total(graduated(taxable, law.brackets()), surcharge.named("surcharge")))


def _pension_deduction(household: Household, law: StateLaw) -> Amount:
    """IRA benefits qualify, early distributions do not; whether a conversion does is open."""
    if household.age < law.amount("pension_deduction_age").money:
        return ZERO
    full = least(household.conversion, law.amount("pension_deduction_at_most"))
    return _faded(full, "pension_deduction", household.agi, law) if law.has("pension_deduction_cut_from") else full


def _faded(full: Amount, name: str, income: Amount, law: StateLaw) -> Amount:
    over = law.amount(f"{name}_cut_over")
    passed = least(above(income, law.amount(f"{name}_cut_from")), over)
    return full - full * (passed / over)
