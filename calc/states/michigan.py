"""Michigan, Forms MI-1040 and 4884: what is deducted from retirement income follows the older spouse's birth year."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, least, most, total
from calc.facts import FilingStatus
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated


def assess(household: Household, law: StateLaw) -> Assessment:
    """The standard deduction from 67 is open to any income, so a conversion uses up only what exceeds it."""
    standard = _standard_deduction(household, law)
    deducted = most(_retirement_deduction(household, law), standard)
    income = above(household.agi, total(deducted, _elderly_amount(household, law)))
    taxable = above(income, ordinary.exemptions(household, law)).named("state_taxable_income")
    left_out = above(deducted, standard).named("excluded_conversion")
    return Assessment(left_out, taxable, graduated(taxable, law.brackets()))


def replaced(household: Household, law: StateLaw) -> Amount:
    """As much retirement income as the standard deduction from 67 covers anyway: only more of it is deducted."""
    return _standard_deduction(household, law)


def _retirement_deduction(household: Household, law: StateLaw) -> Amount:
    """An IRA counts from 59 1/2; who is 59 at the end of the year may or may not have been on the day."""
    if household.age < law.amount("exclusion_age").money:
        return ZERO
    born, full = household.year - max(household.ages), law.amount("full_exclusion")
    if born < law.whole("full_exclusion_born_before"):
        return least(household.conversion, full)
    if not law.has("phased_born_before") or born < law.whole("phased_born_before"):
        return least(household.conversion, full * law.share("phased_share"))
    return ZERO


def _standard_deduction(household: Household, law: StateLaw) -> Amount:
    born = household.year - max(household.ages)
    if born < law.whole("full_exclusion_born_before"):
        return ZERO
    if born < law.whole("standard_deduction_67_born_before"):
        return law.amount("standard_deduction_67")
    if born < law.whole("standard_deduction_67_less_exemptions_born_before"):
        return above(law.amount("standard_deduction_67"), ordinary.exemptions(household, law))
    return ZERO


def _elderly_amount(household: Household, law: StateLaw) -> Amount:
    """Schedule 1, line 22: what Schedule R starts the federal credit for the elderly from (IRC 22), claimed or not.

    Left out for married people filing separately, who have it only after living apart all year.
    """
    aged = household.aged(law.whole("elderly_age"))
    if not aged or household.status is FilingStatus.MFS:
        return ZERO
    full = law.amount("elderly_amount_both" if aged > 1 else "elderly_amount")
    cut = above(household.agi, law.amount("elderly_amount_cut_from")) * law.share("elderly_amount_cut")
    return above(full, cut).named("elderly_amount")
