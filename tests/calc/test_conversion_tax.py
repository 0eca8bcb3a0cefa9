"""What a conversion costs as the difference of two whole returns: hand-worked from the statutes, and properties."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc import law
from calc.derivation import given as fact
from calc.derivation import recompute
from calc.facts import FilingStatus
from calc.public import worksheets
from calc.refusals import Refusal
from calc.worksheets.conversion_tax import ConversionTax, conversion_tax, without_zeros
from calc.worksheets.federal_tax import federal_tax
from calc.worksheets.whole_return.form_1040 import form_1040
from calc.worksheets.whole_return.household import Household, household
from calc.worksheets.whole_return.medicare import Medicare


def home(**told: Any) -> Household:
    usual = {"tax_year": 2026, "filing_status": "single", "age": 45, "spouse_age": 45}
    return household(**(usual | told))


def worked(converted: int | str, **told: Any) -> ConversionTax:
    return conversion_tax(home(**told), Decimal(converted))


def line(result: ConversionTax, name: str) -> Fraction:
    return Fraction(result.sheet.line(name).value)


def cost(converted: int | str, **told: Any) -> Fraction:
    return line(worked(converted, **told), "total_delta")


def test_a_loss_takes_up_income_first():
    """-30,000 and 60,000 converted: 30,000 less 16,100 is 13,900; 10 % of 12,400 and 12 % of 1,500."""
    assert cost(60_000, other_income=-30_000) == 1_420
    assert cost(60_000, other_income=-60_000) == 0


def test_excluded_foreign_income_fills_the_brackets():
    """IRC 911(f): 43,900 of taxable income lies on 130,000, so every dollar more is taxed at 24 %."""
    assert cost(10_000, wages=60_000, excluded_foreign_earned_income=130_000) == 2_400


def test_who_excludes_everything_still_pays_the_high_rates():
    """15,000 of income is below the deduction; 8,900 of 10,000 is taxed on top of 120,000, at 24 % (single, 2026)."""
    assert cost(10_000, wages=15_000, excluded_foreign_earned_income=120_000) == 2_136


MARKET = {"second_lowest_silver_premium_year": 26_400, "household_size": 2}
PAIR = {"filing_status": "mfj", "age": 60, "spouse_age": 58, "wages": 78_000}


def test_the_premium_credit_ends_at_four_times_the_poverty_line():
    """2026, two people: 4 x 21,150 = 84,600. At 78,000 the credit is 26,400 less 9.96 % of 78,000."""
    result = worked(8_000, **PAIR, marketplace=MARKET)
    assert line(result, "premium_credit_lost") == Decimal("18631.2")
    assert line(result, "income_tax_delta") == 960
    at_the_line = worked(6_600, **PAIR, marketplace=MARKET)
    assert line(at_the_line, "premium_tax_credit_with") == 26_400 - Decimal("0.0996") * 84_600
    assert line(worked("6600.01", **PAIR, marketplace=MARKET), "premium_tax_credit_with") == 0


def test_before_2026_the_credit_has_no_upper_end():
    """2025: 8.5 % of income above 400 % of the poverty line."""
    result = worked(100_000, **PAIR, tax_year=2025, marketplace=MARKET)
    assert line(result, "premium_tax_credit_with") == 26_400 - Decimal("0.085") * 178_000


def test_part_of_the_year_on_the_marketplace():
    result = worked(0, **PAIR, marketplace={**MARKET, "months": 3})
    assert line(result, "premium_tax_credit_with") == Decimal("18631.2") / 4


def test_social_security_is_drawn_in():
    """Provisional income 30,000: half of 5,000. With 10,000: 85 % of 6,000, and 4,500 of the first step."""
    result = worked(10_000, age=70, pension=20_000, social_security=20_000)
    assert line(result, "social_security_taxable_without") == 2_500
    assert line(result, "social_security_taxable_with") == 9_600
    assert line(result, "agi_with") - line(result, "agi_without") == 17_100


def test_of_separate_filers_who_live_together_nearly_all_of_it_is_taxed():
    told = {"filing_status": "mfs", "age": 70, "pension": 30_000, "social_security": 20_000}
    assert line(worked(0, **told, lived_with_spouse=True), "social_security_taxable_with") == 17_000
    assert line(worked(0, **told, lived_with_spouse=False), "social_security_taxable_with") == 9_600


def test_gains_are_pushed_out_of_the_zero_band():
    """Single 2026: 20,000 of gains on 30,000 of taxable wages reach 50,000; 550 of them are above 49,450."""
    result = worked(10_000, wages=46_100, long_term_gains=20_000)
    assert line(result, "capital_gains_tax_without") == 550 * Decimal("0.15")
    assert line(result, "total_delta") == 10_000 * Decimal("0.27")  # 12 % on it, 15 % on gains it pushes up


def test_the_conversion_raises_the_income_beside_investment_income():
    """30,000 of interest; income of 190,000 rises to 220,000: 20,000 above 200,000 bears 3.8 %."""
    assert line(worked(30_000, wages=160_000, taxable_interest=30_000), "niit_delta") == 760
    assert line(worked(30_000, wages=190_000), "niit_delta") == 0


def test_the_cap_on_state_tax_of_separate_filers_is_halved_last():
    """2025: 40,000 less 30 % of what 300,000 has above 250,000 is 25,000; half of it is 12,500."""
    told = {"tax_year": 2025, "filing_status": "mfs", "wages": 300_000, "property_tax": 30_000}
    assert line(worked(0, **told, mortgage_interest=9_000), "salt_deduction_with") == 12_500
    at_350 = {**told, "wages": 350_000}
    assert line(worked(0, **at_350, mortgage_interest=19_000), "salt_deduction_with") == 5_000


def test_a_spouse_who_itemizes_leaves_no_standard_deduction():
    told = {"filing_status": "mfs", "age": 70, "wages": 80_000, "spouse_itemizes": True}
    assert line(worked(0, **told), "deduction_with") == 0
    assert line(worked(0, **told, mortgage_interest=100), "deduction_with") == 100


def test_charity_counts_in_both_ways_from_2026():
    """Beside the standard deduction up to 1,000; itemized only above half a percent of income."""
    assert line(worked(0, wages=100_000, charity_cash=5_000), "deduction_with") == 17_100
    itemized = worked(0, wages=100_000, charity_cash=5_000, mortgage_interest=20_000)
    assert line(itemized, "deduction_with") == 24_500


def test_itemized_deductions_are_cut_in_the_top_bracket():
    """Single 2026: 1,000,000 is 359,400 over 640,600, more than 40,000 of deductions: they fall by 2/37."""
    result = worked(0, wages=1_000_000, mortgage_interest=40_000)
    assert line(result, "deduction_with") == 40_000 - Fraction(80_000, 37)


@pytest.mark.parametrize(("status", "start"), [("mfj", 400_000), ("single", 200_000), ("qss", 200_000)])
def test_child_credits_fall_by_50_for_each_begun_thousand(status: str, start: int):
    told = {"filing_status": status, "wages": start, "children_under_17": 2, "other_dependents": 1}
    result = worked(1, **told)
    assert line(result, "child_credits_without") == 4_900
    assert line(result, "child_credits_with") == 4_850


def test_overtime_falls_by_100_for_each_whole_thousand():
    told = {"wages": 150_000, "overtime_premium": 9_000}
    assert line(worked(999, **told), "overtime_deduction_with") == 9_000
    assert line(worked(1_000, **told), "overtime_deduction_with") == 8_900


def test_student_loan_interest_falls_in_its_range():
    """Single 2026, 85,000 to 100,000: at 91,000 two fifths of it are gone."""
    assert line(worked(6_000, wages=85_000, student_loan_interest=3_000), "student_loan_interest_deduction_with") == (
        1_500
    )


def test_business_income():
    """Half the self-employment tax on 100,000: 92,350 x 15.3 % / 2 = 7,064.775; 20 % of what is left."""
    result = worked(0, self_employment_profit=100_000)
    by_income = (100_000 - Decimal("7064.775") - 16_100) * Decimal("0.2")
    assert line(result, "qbi_deduction_with") == by_income
    more = worked(50_000, self_employment_profit=100_000)
    assert line(more, "qbi_deduction_with") == (100_000 - Decimal("7064.775")) * Decimal("0.2")


def test_a_specified_service_above_the_range_has_no_business_deduction():
    told = {"self_employment_profit": 300_000, "sstb": True}
    assert line(worked(100_000, **told), "qbi_deduction_with") == 0
    assert line(worked(100_000, **{**told, "sstb": False}), "qbi_deduction_with") == 400  # no wages, no property


@pytest.mark.parametrize(
    ("status", "together", "income", "tier"),
    [
        ("single", False, 109_000, 0),
        ("single", False, 109_001, 1),
        ("single", False, 499_999, 4),
        ("single", False, 500_000, 5),
        ("mfj", False, 218_001, 1),
        ("mfs", True, 109_001, 4),
        ("mfs", True, 391_000, 5),
        ("mfs", False, 109_001, 1),
    ],
)
def test_the_tier_of_medicare_premiums(status: str, *, together: bool, income: int, tier: int):
    """Premiums of 2026, by their own table, look at the income of 2024."""
    told = {"filing_status": status, "age": 70, "spouse_age": 70, "lived_with_spouse": together}
    irmaa = worked(income, tax_year=2024, **told).irmaa
    assert irmaa is not None
    assert (irmaa.without, irmaa.with_it, irmaa.looked_at) == (0, tier, Medicare(2026, 2026))


def test_premiums_of_a_year_without_a_table_are_those_of_the_newest():
    newest = law.latest()
    irmaa = worked(1, tax_year=newest, age=70).irmaa
    assert irmaa is not None
    assert irmaa.looked_at == Medicare(newest + 2, newest)


def test_nobody_near_65_is_told_of_medicare():
    assert worked(900_000, age=60).irmaa is None


def test_a_year_without_the_figures_of_a_whole_return_is_refused():
    with pytest.raises(Refusal) as refused:
        home(tax_year=2023)
    assert (refused.value.reason, refused.value.field) == ("whole_return_year", "tax_year")


def test_qualified_dividends_are_part_of_all_of_them():
    told = {"tax_year": 2026, "filing_status": "single", "age": 40, "conversion_taxable": 1, "qualified_dividends": 5}
    with pytest.raises(Refusal) as refused:
        worksheets.answer("conversion-tax", told)
    assert refused.value.field == "qualified_dividends"


years = st.sampled_from([2024, 2025, 2026])
statuses = st.sampled_from(list(FilingStatus))
dollars = st.one_of(st.just(0), st.integers(0, 900_000))


@st.composite
def households(draw: st.DrawFn) -> Household:
    def sometimes(most: int) -> int:
        return draw(st.one_of(st.just(0), st.integers(0, most)))

    dividends = sometimes(60_000)
    return household(
        tax_year=draw(years),
        filing_status=draw(statuses),
        age=draw(st.integers(20, 85)),
        spouse_age=draw(st.integers(20, 85)),
        lived_with_spouse=draw(st.booleans()),
        wages=draw(dollars),
        self_employment_profit=draw(st.one_of(st.just(0), st.integers(-80_000, 400_000))),
        sstb=draw(st.booleans()),
        business_wages=sometimes(100_000),
        taxable_interest=sometimes(30_000),
        ordinary_dividends=dividends,
        qualified_dividends=min(dividends, sometimes(60_000)),
        long_term_gains=sometimes(700_000),
        social_security=sometimes(50_000),
        student_loan_interest=sometimes(4_000),
        overtime_premium=sometimes(20_000),
        tips=sometimes(20_000),
        excluded_foreign_earned_income=sometimes(130_000),
        property_tax=sometimes(40_000),
        state_income_tax=sometimes(40_000),
        mortgage_interest=sometimes(40_000),
        charity_cash=sometimes(40_000),
        children_under_17=draw(st.integers(0, 3)),
    )


def taxes(one: Household, conversion: int) -> Fraction:
    sheet = form_1040(one, fact(conversion, "conversion_taxable")).sheet
    return Fraction(sheet.line("federal_income_tax").value) + Fraction(sheet.line("niit").value)


@settings(max_examples=60, deadline=None)
@given(households(), st.integers(0, 300_000), st.integers(0, 3_000))
def test_more_converted_never_costs_less(one: Household, conversion: int, more: int):
    assert taxes(one, conversion) <= taxes(one, conversion + more)


@settings(max_examples=40, deadline=None)
@given(households(), st.integers(0, 200_000), st.integers(0, 200_000))
def test_two_conversions_cost_what_one_does(one: Household, first: int, second: int):
    both = conversion_tax(one, first + second)
    alone = conversion_tax(one, first)
    pensioned = household_with_pension(one, first)
    on_top = conversion_tax(pensioned, second)
    assert line(both, "total_delta") == line(alone, "total_delta") + line(on_top, "total_delta")


def household_with_pension(one: Household, amount: int) -> Household:
    """A pension of the same size is taxed as a conversion is."""
    return replace(one, pension=fact(amount, "pension"))


@settings(max_examples=40, deadline=None)
@given(households())
def test_nothing_converted_costs_nothing(one: Household):
    sheet = conversion_tax(one, 0).sheet
    assert sheet.line("total_delta").value == 0
    assert sheet["effective_rate_percent"] is None


@settings(max_examples=60, deadline=None)
@given(years, statuses, st.integers(20, 85), st.integers(20, 85), dollars, st.integers(0, 300_000))
def test_with_pay_alone_it_is_the_federal_tax_worksheet(
    year: int, status: FilingStatus, age: int, spouse: int, wages: int, converted: int
):
    told: dict[str, Any] = {"tax_year": year, "filing_status": status, "age": age, "spouse_age": spouse}
    simple = federal_tax(**told, wages=wages, conversion_taxable=converted)
    assert abs(Fraction(simple.money("delta")) - cost(converted, **told, wages=wages)) <= Fraction(1, 100)


@settings(max_examples=40, deadline=None)
@given(households(), st.integers(0, 300_000))
def test_every_line_is_what_its_trail_says(one: Household, converted: int):
    sheet = conversion_tax(one, converted).sheet
    assert [name for name, amount in sheet.items() if amount and recompute(amount) != amount.value] == []
    kept = without_zeros(sheet)
    assert all(
        kept.line(name).value or kept.line(name.replace("_with", "_without", 1)).value
        for name in kept
        if name.endswith("_with")
    )


def test_a_separate_filer_above_the_whole_phase_out_is_refused_by_name():
    """IRC 55(d)(2), last sentence: 25 or 50 % was not confirmed; where both give one tax nothing is open."""
    wealthy: dict[str, Any] = {"filing_status": "mfs", "age": 50, "spouse_age": None, "lived_with_spouse": True}
    home = household(tax_year=2026, wages=Decimal(30_000), long_term_gains=Decimal(800_000), **wealthy)
    with pytest.raises(Refusal) as refused:
        conversion_tax(home, 10_000)
    assert refused.value.reason == "amt_separate"
    earned = household(tax_year=2026, wages=Decimal(900_000), **wealthy)
    assert conversion_tax(earned, 10_000).sheet.line("amt_with").value == 0
    before = household(tax_year=2025, wages=Decimal(30_000), long_term_gains=Decimal(1_000_000), **wealthy)
    assert conversion_tax(before, 10_000).sheet.line("amt_with").value > 0
