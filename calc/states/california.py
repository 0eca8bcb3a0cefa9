"""California, Form 540: exemption credits shrink above an income; one percent more over a million."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, steps, times


def assess(household: Household, law: StateLaw) -> Assessment:
    taxable = above(household.agi, ordinary.deduction(household, law)).named("state_taxable_income")
    tax = above(graduated(taxable, law.brackets()), _exemption_credits(household, law))
    mental_health = graduated(taxable, law.brackets("mental_health_tax")).named("mental_health_tax")
    return Assessment(ZERO, taxable, total(tax, mental_health))


def _exemption_credits(household: Household, law: StateLaw) -> Amount:
    over = above(household.agi, law.amount("exemption_credit_cut_from"))
    begun = steps(over, law.amount("exemption_credit_cut_step"), begun=True)
    cut = times(law.amount("exemption_credit_cut_each_step"), begun)
    count = law.whole("exemption_credit_count") + household.aged(law.whole("exemption_credit_aged_age"))
    return times(above(law.amount("exemption_credit"), cut), count)
