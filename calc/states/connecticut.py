"""Connecticut, Form CT-1040: an exemption that fades, tables that take the low rates back, a personal credit."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, given, least, total
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, as_share, graduated, row_at, steps, times


def assess(household: Household, law: StateLaw) -> Assessment:
    """Tables A to E of the tax calculation schedule, all of them on Connecticut adjusted gross income."""
    left_out = _ira_subtraction(household, law) if household.generous else ZERO
    income = above(household.agi, left_out).named("state_income")
    taxable = above(income, _exemption(income, law)).named("state_taxable_income")
    tax = total(graduated(taxable, law.brackets()), *_added_back(income, law))
    share = as_share(row_at(law.rows("personal_credit"), income, over=True)[1])
    return Assessment(left_out, taxable, (tax * (given(1, "one") - share)))


def _ira_subtraction(household: Household, law: StateLaw) -> Amount:
    """A part of IRA distributions below an income; whether a conversion is one of them is open."""
    share = law.share("ira_exclusion_share")
    of_income = as_share(row_at(law.rows("ira_exclusion_income_share"), household.agi)[1])
    return household.conversion * share * of_income


def _exemption(income: Amount, law: StateLaw) -> Amount:
    step = law.amount("exemption_cut_step")
    begun = steps(above(income, law.amount("exemption_cut_from")), step, begun=True)
    return above(law.amount("exemption"), times(step, begun))


def _added_back(income: Amount, law: StateLaw) -> list[Amount]:
    """Rows of ``[from, step, for each step begun, at most]``."""
    return [
        least(times(each, steps(above(income, start), step, begun=True)), at_most)
        for start, step, each, at_most in law.rows("added_back")
    ]
