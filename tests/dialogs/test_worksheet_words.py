"""Every worksheet of the law can be read aloud: each filled line has words and says how it was reached."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from calc.derivation import Worksheet
from calc.facts import PlanKind
from calc.planning.conversions import ToRoth, plan_conversion, tsp_conversion
from calc.planning.split import after_tax_account, plan_split
from calc.repairs.earnings import net_income_attributable
from calc.repairs.excess_left import Account, YearEnd, form_5329
from calc.repairs.withheld import withheld
from calc.worksheets.conversion_tax import conversion_tax
from calc.worksheets.deferral_limits import deferral_limits
from calc.worksheets.form_8606 import form_8606, part_3
from calc.worksheets.mega_room import mega_room
from calc.worksheets.modified_agi import deduction_magi, roth_magi
from calc.worksheets.required_distribution import missed_distribution, required_distribution
from calc.worksheets.reverse_rollover import reverse_rollover
from calc.worksheets.roth_401k import roth_401k
from calc.worksheets.roth_or_pretax import roth_or_pretax
from calc.worksheets.solo_401k import solo_401k
from calc.worksheets.whole_return.household import household
from calc.worksheets.worksheet_1_1 import worksheet_1_1
from dialogs.phrases import phrases
from dialogs.views.plan.explaining import explain, explained

TODAY = date(2026, 11, 23)
TWO_JOBS = {PlanKind.K401: 20_000, PlanKind.SIMPLE: 9_000, PlanKind.GOV457: 5_000}
FAMILY = household(
    tax_year=2026,
    filing_status="mfj",
    age=66,
    spouse_age=64,
    wages=120_000,
    self_employment_profit=30_000,
    ordinary_dividends=9_000,
    qualified_dividends=8_000,
    social_security=30_000,
    property_tax=12_000,
    mortgage_interest=14_000,
    children_under_17=1,
    marketplace={"second_lowest_silver_premium_year": 24_000, "household_size": 3},
)
SHEETS = [
    conversion_tax(FAMILY, 50_000).sheet,
    form_8606(line1=7_500, line2=500, line4=100, line6=90_000, line7=1_000, line8=7_500),
    part_3(line19=50_000, line22=10_000, line24=10_000),
    worksheet_1_1(prior_basis=300, contributions=2_000, value=20_000, converted=5_000),
    deduction_magi(tax_year=2020, agi=100_000, ira_deduction=1_000),
    roth_magi(tax_year=2026, agi=100_000, conversion_income=10_000),
    reverse_rollover(value=105_000, basis=20_000),
    required_distribution(tax_year=2026, age=75, value=300_000),
    missed_distribution(tax_year=2025, missed=12_000),
    mega_room(
        tax_year=2026,
        age=40,
        compensation=200_000,
        elective_deferrals=24_500,
        employer_contributions=9_000,
        plan_after_tax_percent=10,
    ),
    solo_401k(tax_year=2026, age=40, net_profit=100_000),
    deferral_limits(tax_year=2026, age=50, deferred=TWO_JOBS),
    plan_split(pretax=10, after_tax=20, to_roth=30),
    after_tax_account(contributions=10, earnings=2, moved=6),
    plan_conversion(amount=100, way=ToRoth.DIRECT),
    tsp_conversion(amount=500, balance_of_source=5_000, made_this_year=0),
    roth_401k(
        year=2026, first_year=2024, contributions=9, earnings=3, distribution=4, exempt=False, old_enough=False
    ),
    roth_or_pretax(deferral=10_000, saved_now=2_400, rate_later=Decimal("0.24")).sheet,
    net_income_attributable(contribution=1_000, opening=20_000, closing=28_250, added=7_000),
    form_5329(Account.ROTH, 0, YearEnd(year=2025, contributed=100, value=5_000)),
    form_5329(Account.TRADITIONAL, 0, YearEnd(year=2025, contributed=100, value=5_000)),
    withheld(gross=5_000, held_back=500, taken_on=TODAY, today=TODAY, under_59_half=True).ways[1].sheet,
]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_worksheet_can_be_read_aloud(sheet: Worksheet):
    words = phrases()["worksheets"][sheet.name]
    assert [number for number, amount in sheet.items() if amount is not None and number not in words] == []
    assert explain(sheet).startswith(f"# {words['title']}")
    assert all(line.value for line in explained(sheet))
