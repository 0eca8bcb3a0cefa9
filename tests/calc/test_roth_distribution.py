"""Roth withdrawals: the order of the layers, the clocks, and the 10 %."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.derivation import recompute
from calc.refusals import Refusal
from calc.worksheets.roth_distribution import RothDistribution, roth_distribution

amounts = st.integers(0, 60_000)


def taken(**changes: Any) -> RothDistribution:
    usual = {
        "first_roth_year": 2022,
        "contributions": [(2022, 4_000)],
        "conversions": [(2022, 9_000, 2_000)],
        "distributions": [(2024, 20_000, False)],
    }
    return roth_distribution(**(usual | changes))


@st.composite
def histories(draw: st.DrawFn) -> dict[str, Any]:
    first = draw(st.integers(2010, 2024))
    span = st.integers(first, 2026)
    paid_out = sorted(draw(st.sets(span, min_size=1, max_size=4)))
    return {
        "first_roth_year": first,
        "contributions": draw(st.lists(st.tuples(span, amounts), max_size=4)),
        "conversions": draw(st.lists(st.tuples(span, amounts, amounts), max_size=4)),
        "distributions": [(year, draw(amounts), False) for year in paid_out],
    }


@settings(max_examples=150, deadline=None)
@given(histories())
def test_every_dollar_comes_from_one_layer(history: dict[str, Any]):
    out = taken(**history)
    assert out.taken is not None
    layers = [out.taken.contributions, *(layer.amount for layer in out.taken.conversions), out.taken.earnings]
    assert sum(layer.money for layer in layers) == history["distributions"][-1][1]
    assert all(layer.money >= 0 for layer in layers)
    assert recompute(out.penalty_base) == out.penalty_base.value
    assert recompute(out.additional_tax) == out.additional_tax.value


@settings(max_examples=100, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_money_is_told_does_not_matter(history: dict[str, Any], shuffler: Any):
    before = taken(**history)
    for name in ("contributions", "conversions"):
        shuffler.shuffle(history[name])
    after = taken(**history)
    assert before.additional_tax.value == after.additional_tax.value
    assert before.taxable.value == after.taxable.value


def test_earnings_come_last_and_only_the_taxed_part_is_recaptured():
    out = taken()
    assert out.taken is not None
    assert out.taken.earnings.value == 5_000
    assert out.penalty_base.value == 14_000  # 9,000 taxed two years ago, 5,000 of earnings
    assert out.additional_tax.value == 1_400


def test_clean_backdoor_principal_is_reachable_without_the_10_percent():
    out = taken(contributions=[], conversions=[(2023, 0, 6_500)], distributions=[(2024, 6_500, False)])
    assert out.additional_tax.value == 0


def test_the_conversion_clock_runs_from_1_january_of_its_year():
    inside, outside = (
        taken(
            conversions=[(2020, 9_000, 0)], first_roth_year=2020, contributions=[], distributions=[(y, 9_000, False)]
        )
        for y in (2024, 2025)
    )
    assert inside.penalty_base.value == 9_000
    assert outside.penalty_base.value == 0


def test_qualified_once_the_clock_is_met_and_59_and_a_half_reached():
    out = taken(first_roth_year=2019, distributions=[(2024, 90_000, True)])
    assert out.qualified
    assert out.taken is None


@pytest.mark.parametrize(("exception", "base"), [(None, 14_000), ("disabled", 0), ("first_home", 4_000)])
def test_what_spares_the_10_percent_before_the_clock_is_met(exception: str | None, base: int):
    out = taken(exception=exception, first_home_amount=10_000)
    assert out.taxable.value == 5_000  # earnings are taxed all the same
    assert out.penalty_base.value == base


def test_a_first_home_after_five_years_takes_its_part_first():
    out = taken(
        first_roth_year=2018,
        contributions=[(2018, 4_000)],
        conversions=[],
        exception="first_home",
        first_home_amount=10_000,
    )
    assert out.home is not None
    assert out.home.value == 10_000
    assert out.taxable.value == 6_000


def test_a_payout_wholly_for_a_first_home_after_five_years_is_qualified():
    out = taken(
        first_roth_year=2018, distributions=[(2024, 8_000, False)], exception="first_home", first_home_amount=10_000
    )
    assert out.qualified


def test_an_earlier_payout_uses_up_its_layers():
    out = taken(distributions=[(2023, 6_000, False), (2024, 9_000, False)])
    assert out.taken is not None
    assert out.taken.contributions.value == 0
    assert [(layer.taxed.value, layer.untaxed.value) for layer in out.taken.conversions] == [(7_000, 2_000)]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"distributions": []}, "no_distribution"),
        ({"conversions": [(2021, 1, 0)]}, "before_first_roth"),
        ({"distributions": [(2024, 1, False), (2023, 1, False)]}, "years_out_of_order"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any], reason: str):
    with pytest.raises(Refusal) as refused:
        taken(**changes)
    assert refused.value.reason == reason


def test_money_is_exact_to_the_cent():
    out = taken(
        contributions=[], conversions=[(2023, Decimal("33.35"), 0)], distributions=[(2024, Decimal("33.35"), False)]
    )
    assert out.additional_tax.value == Decimal("3.34")


def test_the_published_example_of_taxed_conversions_taken_early():
    """Conversions of 11,369, 14,000 and 8,740, all taxed; 22,869 out in 2020 and 17,461.28 out in 2023."""
    out = taken(
        first_roth_year=2018,
        contributions=[],
        conversions=[(2018, 11_369, 0), (2019, 14_000, 0), (2020, 8_740, 0)],
        distributions=[(2020, 22_869, False), (2023, Decimal("17461.28"), False)],
    )
    assert out.taken is not None
    assert [layer.taxed.value for layer in out.taken.conversions] == [2_500, 8_740]
    assert out.taxable.value == Decimal("6221.28")
    assert out.penalty_base.value == Decimal("17461.28")
