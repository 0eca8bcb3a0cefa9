"""Federal income tax: schedule, printed table, deductions, and what the next dollar costs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc import law
from calc.derivation import Worksheet, recompute
from calc.derivation import given as fact
from calc.facts import FilingStatus
from calc.refusals import Refusal
from calc.worksheets.federal_tax import federal_tax, printed_tax

years = st.sampled_from(law.years())
statuses = st.sampled_from(list(FilingStatus))


def sheet(**changes: Any) -> Worksheet:
    usual = {
        "tax_year": 2026,
        "filing_status": "single",
        "age": 40,
        "spouse_age": 40,
        "wages": 100_000,
        "conversion_taxable": 0,
    }
    return federal_tax(**(usual | changes))


@pytest.mark.parametrize(("year", "tax"), [(2022, 2628), (2023, 2599), (2024, 2575)])
def test_the_sample_of_the_printed_tax_table(year: int, tax: int):
    """Form 1040 instructions, sample table: a joint return with taxable income of 25,300."""
    assert printed_tax(law.year(year), FilingStatus.MFJ, fact(25_300, "line 15")).value == tax


@pytest.mark.parametrize(
    ("taxable", "tax"), [(0, 0), (4, 0), (5, 1), (14, 1), (15, 2), (24, 2), (25, 4), (2_975, 299)]
)
def test_the_first_rows_of_the_table_are_narrow(taxable: int, tax: int):
    assert printed_tax(law.year(2025), FilingStatus.SINGLE, fact(taxable, "line 15")).value == tax


def test_from_100_000_the_schedule_is_used():
    """2025 single: 17,651 plus 24 % of what is over 103,350."""
    assert printed_tax(law.year(2025), FilingStatus.SINGLE, fact(110_000, "line 15")).value == 19_247


@settings(max_examples=150, deadline=None)
@given(years, statuses, st.integers(18, 80), st.integers(18, 80), st.integers(0, 900_000), st.integers(0, 300_000))
def test_a_conversion_costs_between_nothing_and_the_top_rate(
    year: int, status: FilingStatus, age: int, spouse: int, wages: int, converted: int
):
    worked = sheet(
        tax_year=year,
        filing_status=status,
        age=age,
        spouse_age=spouse,
        wages=wages,
        conversion_taxable=converted,
    )
    lost = worked.money("senior_deduction_without") - worked.money("senior_deduction_with")
    top = law.year(year).brackets(status)[-1].rate.money
    assert 0 <= worked.money("delta") <= (converted + lost) * top + Decimal("0.01")
    gap = worked.money("irs_line16_with") - worked.money("federal_income_tax_with")
    assert abs(gap) <= 13  # a row of the table is 50 wide: half of it, at most at 24 %, and half a dollar
    for line in worked.values():
        assert line is None or recompute(line) == line.value


@settings(max_examples=100, deadline=None)
@given(years, statuses, st.sampled_from([40, 70]), st.integers(0, 700_000), st.integers(0, 5_000))
def test_tax_never_falls_when_income_rises(year: int, status: FilingStatus, age: int, wages: int, more: int):
    less, later = (
        sheet(tax_year=year, filing_status=status, age=age, wages=pay).money("federal_income_tax_with")
        for pay in (wages, wages + more)
    )
    assert less <= later


def test_a_bound_belongs_to_the_lower_bracket():
    """2026 single: 12 % ends at 50,400 of taxable income, 66,500 of wages."""
    at, above = sheet(wages=66_500), sheet(wages=66_501)
    assert (at.line("marginal_rate").value, at.line("marginal_rate_next_dollar").value) == (12, 22)
    assert above.line("marginal_rate").value == 22


def test_below_the_deductions_the_next_dollar_is_free():
    worked = sheet(wages=10_000)
    assert worked.line("effective_marginal_next_dollar").value == 0
    assert worked.line("marginal_rate").value == 0


def test_a_conversion_can_take_the_senior_deduction():
    """2026 single, 70: 6,000 less 6 % of what is over 75,000 (IRC 151(d)(5)(C))."""
    worked = sheet(age=70, wages=75_000, conversion_taxable=50_000)
    assert (worked.money("senior_deduction_without"), worked.money("senior_deduction_with")) == (6_000, 3_000)
    assert worked.line("effective_marginal_next_dollar").value == Fraction("23.32")  # 22 % of 1.06


def test_both_spouses_are_seniors():
    worked = sheet(filing_status="mfj", age=66, spouse_age=70, wages=160_000)
    assert worked.money("senior_deduction_with") == 10_800
    assert worked.money("standard_deduction") == 32_200 + 2 * 1_650
    assert worked.line("effective_marginal_next_dollar").value == Fraction("24.64")  # 22 % of 1.12


def test_no_senior_deduction_for_separate_filers_or_before_2025():
    assert sheet(filing_status="mfs", age=70).money("senior_deduction_with") == 0
    assert sheet(tax_year=2024, age=70).money("senior_deduction_with") == 0


def test_a_joint_return_needs_both_ages():
    with pytest.raises(Refusal) as refused:
        sheet(filing_status="mfj", spouse_age=None)
    assert refused.value.field == "spouse_age"
