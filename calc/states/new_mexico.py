"""New Mexico, Form PIT-1: exemptions for low and middle incomes, and for the aged with little."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, row_at, times


def assess(household: Household, law: StateLaw) -> Assessment:
    off = total(
        ordinary.deduction(household, law), _low_income_exemption(household, law), _aged_exemption(household, law)
    )
    taxable = above(household.agi, off).named("state_taxable_income")
    return Assessment(ZERO, taxable, graduated(taxable, law.brackets()))


def _low_income_exemption(household: Household, law: StateLaw) -> Amount:
    if household.agi.money > law.amount("low_income_exemption_up_to").money:
        return ZERO
    over = above(household.agi, law.amount("low_income_exemption_cut_from"))
    each = above(law.amount("low_income_exemption_each"), over * law.share("low_income_exemption_cut"))
    return times(each, len(household.ages))


def _aged_exemption(household: Household, law: StateLaw) -> Amount:
    each = row_at(law.rows("low_income_aged_exemption"), household.agi, over=True)[1]
    return times(each, household.aged(law.whole("low_income_aged_exemption_age")))
