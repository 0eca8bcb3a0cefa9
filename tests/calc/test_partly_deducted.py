"""Pub. 590-B, Worksheet 1-1, and the circle of deduction, conversion income and modified AGI."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.derivation import Amount, Worksheet
from calc.refusals import Refusal
from calc.worksheets.form_8606_years import YearOfIras, form_8606_years
from calc.worksheets.ira_deduction import ira_deduction
from calc.worksheets.partly_deducted import Payout, Year, partly_deducted
from calc.worksheets.worksheet_1_1 import worksheet_1_1


def test_the_illustrated_form_of_pub_590_b():
    """Basis 300, contributions 2,000 of which 1,500 deductible, 20,000 left, 5,000 converted: 460 tax-free."""
    sheet = worksheet_1_1(prior_basis=300, contributions=2000, value=20000, converted=5000)
    published = {"3": 2300, "6": 25000, "7": Decimal("0.092"), "8": 460, "9": 4540, "10": 4540, "11": 0}
    assert {n: Fraction(sheet.line(n).value) for n in published} == {n: Fraction(v) for n, v in published.items()}


def test_the_worksheet_splits_what_is_taxable_between_conversion_and_payout():
    sheet = worksheet_1_1(prior_basis=1000, contributions=1000, value=6000, distributions=1000, converted=3000)
    assert (sheet.money("8"), sheet.money("10"), sheet.money("11")) == (800, 2400, 800)


def test_late_money_counts_in_the_worksheet_and_not_on_the_printed_lines():
    """The published pair of answers: 4,900 tax-free by the worksheet, 4,747.70 by the printed lines."""
    sheet = worksheet_1_1(prior_basis=4700, contributions=5500, value=3047, converted=4900)
    assert sheet.money("8") == 4900
    printed = form_8606_years(
        [YearOfIras(year=2017, contributed=5500, late=2500, value=3047, converted=4900)], basis=4700
    )[2017]
    assert printed.money("13") == Decimal("4747.70")


def deduction_for(contribution: int):
    def deduction(magi: Amount) -> Worksheet:
        return ira_deduction(
            tax_year=2026,
            filing_status="single",
            lived_with_spouse=None,
            covered=True,
            spouse_covered=None,
            age=40,
            magi=magi,
            compensation=80_000,
            contribution=contribution,
        )

    return deduction


def settle(payout: Payout, magi: int, *, elect: bool = False, contribution: int = 7_500) -> Year:
    return partly_deducted(payout, magi_before=magi, deduction=deduction_for(contribution), elect_nondeductible=elect)


def test_the_circle_closes():
    """7,500 for 2026, 50,000 left, 7,500 converted, 80,000 of other income: in the range of 81,000 to 91,000.

    Worksheet 1-1: 7,500 × 7,500 / 57,500 = 978.26 tax-free, 6,521.74 taxed, modified AGI 86,521.74;
    7,500 × (91,000 - 86,521.74) / 10,000 = 3,358.70, so 3,360 may be deducted and 4,140 is basis.
    """
    year = settle(Payout(contribution=7_500, basis=0, value=50_000, converted=7_500), 80_000)
    settled = year.settled
    assert year.other is None
    assert (settled.deduction.money, settled.magi.money) == (3_360, Decimal("86521.74"))
    form = settled.form
    assert (form.money("1"), form.money("13"), form.money("14")) == (4_140, Decimal("978.26"), Decimal("3161.74"))
    assert [form[n] for n in ("6", "9", "10", "11", "12")] == [None] * 5


def test_late_money_inside_the_range_has_two_readings():
    year = settle(Payout(contribution=7_500, late=7_500, basis=0, value=0, converted=7_500), 80_000)
    assert year.other is not None
    assert year.settled.taxable.money < year.other.taxable.money
    assert year.other.form.money("13") == 0  # late money has no share on the printed lines


@pytest.mark.parametrize(("magi", "elect"), [(95_000, False), (85_000, True), (60_000, False)])
def test_where_nothing_is_circular_the_printed_lines_are_the_rule(magi: int, elect: bool):  # noqa: FBT001
    year = settle(Payout(contribution=7_500, basis=0, value=50_000, converted=7_500), magi, elect=elect)
    assert year.settled.sheet is None
    assert year.settled.form["10"] is not None


@settings(max_examples=60, deadline=None)
@given(
    st.integers(60_000, 95_000),
    st.integers(0, 7_500),
    st.integers(0, 20_000),
    st.integers(0, 60_000),
    st.integers(0, 20_000),
    st.integers(0, 20_000),
)
def test_what_is_deducted_is_allowed_at_the_income_it_leads_to(
    magi: int, contribution: int, basis: int, value: int, distributed: int, converted: int
):
    payout = Payout(
        contribution=contribution, basis=basis, value=value, distributions=distributed, converted=converted
    )
    settled = settle(payout, magi, contribution=contribution).settled
    assert settled.deduction.money <= deduction_for(contribution)(settled.magi).money("deduction")
    assert settled.form.money("14") >= 0
    assert settled.form.money("1") + settled.deduction.money == contribution
    taxed = sum(line.money for n in ("15c", "18") if (line := settled.form[n]))
    used = settled.form["13"].money if settled.form["13"] else 0
    assert taxed + used == distributed + converted


def test_basis_is_carried_over_years_without_a_form():
    forms = form_8606_years(
        [
            YearOfIras(year=2021, contributed=6000),
            YearOfIras(year=2022),
            YearOfIras(year=2023, contributed=6500, value=30_000, converted=6_500),
            YearOfIras(year=2024, distributed=5_000, value=26_000),
        ]
    )
    assert list(forms) == [2021, 2023, 2024]
    assert forms[2023].money("2") == 6000
    assert forms[2023].money("13") == Decimal("2226.03")  # 6,500 × 12,500 / 36,500
    assert forms[2024].money("2") == Decimal("10273.97")


def test_a_year_told_twice_is_refused():
    with pytest.raises(Refusal):
        form_8606_years([YearOfIras(year=2021, contributed=1), YearOfIras(year=2021, contributed=1)])
