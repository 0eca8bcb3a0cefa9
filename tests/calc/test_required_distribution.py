"""Required distributions: Pub. 590-B, Appendix B, Table III, and IRC 4974."""

from __future__ import annotations

from decimal import Decimal

import pytest

from calc.refusals import Refusal
from calc.worksheets.required_distribution import first_distribution_year, missed_distribution, required_distribution


@pytest.mark.parametrize(
    ("age", "value", "amount"),
    [
        (73, 100_000, "3773.58"),  # over 26.5
        (75, 300_000, "12195.12"),  # over 24.6
        (90, 61_000, "5000.00"),  # over 12.2
        (125, 10_000, "5000.00"),  # over 2.0, the last row
    ],
)
def test_the_balance_is_divided_by_the_figure_for_the_age(age, value, amount):
    assert required_distribution(tax_year=2026, age=age, value=value).money("amount") == Decimal(amount)


@pytest.mark.parametrize(
    ("born", "year"),
    [(1949, 2021), (1950, 2022), (1951, 2024), (1959, 2032), (1960, 2035)],  # IRC 401(a)(9)(C)(v)
)
def test_the_year_of_birth_decides_the_first_year(born, year):
    assert first_distribution_year(born) == year


def test_a_missed_distribution_costs_a_quarter_and_a_tenth_when_it_is_made_up():
    sheet = missed_distribution(tax_year=2025, missed=12_000)
    assert (sheet.money("tax"), sheet.money("corrected")) == (Decimal(3_000), Decimal(1_200))


@pytest.mark.parametrize("year", [2019, 2021])
def test_the_table_before_2022_is_another_one(year):
    with pytest.raises(Refusal):
        required_distribution(tax_year=year, age=75, value=100_000)


def test_the_rates_before_2023_were_others():
    with pytest.raises(Refusal):
        missed_distribution(tax_year=2022, missed=1_000)
