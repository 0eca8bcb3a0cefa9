"""Minnesota, Form M1: the standard deduction shrinks as income grows; Schedule M1R for the elderly."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, least, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated


def assess(household: Household, law: StateLaw) -> Assessment:
    off = total(_deduction(household, law), _elderly_subtraction(household, law))
    taxable = above(household.agi, off).named("state_taxable_income")
    return Assessment(ZERO, taxable, graduated(taxable, law.brackets()))


def _deduction(household: Household, law: StateLaw) -> Amount:
    full = ordinary.deduction(household, law)
    slow, fast = law.amount("deduction_cut_from"), law.amount("deduction_cut_faster_from")
    most_cut = full * law.share("deduction_cut_at_most")
    if household.agi.money > law.amount("deduction_cut_full_above").money:
        return full - most_cut
    cut = total(
        above(least(household.agi, fast), slow) * law.share("deduction_cut"),
        above(household.agi, fast) * law.share("deduction_cut_faster"),
    )
    return (full - least(cut, most_cut)).named("state_standard_deduction")


def _elderly_subtraction(household: Household, law: StateLaw) -> Amount:
    """Without social security, which would cut it further."""
    aged = household.aged(law.whole("elderly_subtraction_age"))
    if not aged:
        return ZERO
    start = law.amount("elderly_subtraction_cut_from")
    if aged > 1:
        start = total(start, law.amount("elderly_subtraction_cut_from_both_more"))
    cut = above(household.agi, start) * law.share("elderly_subtraction_cut")
    return above(law.amount("elderly_subtraction"), cut).named("elderly_subtraction")
