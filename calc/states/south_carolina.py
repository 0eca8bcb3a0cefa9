"""South Carolina, Form SC1040: a retirement deduction inside an age deduction; federal deductions only until 2025."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, steps, times


def assess(household: Household, law: StateLaw) -> Assessment:
    left_out = ordinary.excluded(household, law)
    off = total(left_out, _age_deduction(household, left_out, law))
    taxable = above(_income(household, law), off).named("state_taxable_income")
    return Assessment(left_out, taxable, graduated(taxable, law.brackets()))


def _income(household: Household, law: StateLaw) -> Amount:
    """From 2026 a deduction of the state's own, which fades out by whole steps."""
    if law.has("starts_from_federal_taxable_income"):
        return total(household.federal.taxable, _addback(household, law))
    full, step = law.amount("standard_deduction"), law.amount("deduction_cut_step")
    over = above(household.agi, law.amount("deduction_cut_from"))
    cut = times(step, steps(full * (over / law.amount("deduction_cut_over")), step, begun=False))
    return above(household.agi, above(full, cut).named("state_standard_deduction"))


def _age_deduction(household: Household, left_out: Amount, law: StateLaw) -> Amount:
    """Each spouse's own, less the own retirement deduction."""
    aged = household.aged(law.whole("age_deduction_age"))
    full = times(law.amount("age_deduction"), aged)
    return above(full, left_out) if household.age >= law.whole("age_deduction_age") else full


def _addback(household: Household, law: StateLaw) -> Amount:
    """What the act of 2025 added to the federal deductions."""
    if not law.has("federal_standard_deduction_before_2025_act"):
        return ZERO
    raised = above(household.federal.basic_deduction, law.amount("federal_standard_deduction_before_2025_act"))
    return total(raised, household.federal.senior_deduction)
