"""Roth against pre-tax deferrals in the plan, once the rate later was told: federal tax, the slice of the year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from calc.worksheets.roth_or_pretax import Better
from tests.people import couple, person, planned, single, with_plan

SLICE = Decimal(5_454)  # 24,500 below 125,000, single in 2026: 3,200 at 24 %, 21,300 at 22 %


def test_the_deferral_saves_what_the_schedule_takes_from_its_slice() -> None:
    """At 24 % later: 24,500 × 0.76 = 18,620 of pre-tax money, and 19,046 of Roth from the same take-home pay."""
    found = planned(single(100_500, with_plan(compensation=125_000), rate_later=24)).deferring
    assert found is not None
    assert found.sheet.money("saved_now") == SLICE
    assert found.break_even == Fraction(SLICE) / 24_500
    assert (found.sheet.money("pretax_later"), found.sheet.money("roth_later")) == (18_620, 19_046)
    assert found.better is Better.ROTH


def test_roth_deferrals_are_in_the_income_that_was_told() -> None:
    features = {"roth_deferrals": 24_500}
    found = planned(single(125_000, with_plan(features=features, compensation=125_000), rate_later=12)).deferring
    assert found is not None
    assert (found.sheet.money("saved_now"), found.better) == (SLICE, Better.PRETAX)


def test_the_deferrals_of_a_couple_are_one_slice_of_one_return() -> None:
    """2026 joint, 49,000 below 449,000: 416,800 of taxable income is 13,250 into 32 %, the rest is at 24 %."""
    found = planned(couple(with_plan(), with_plan(), agi=400_000, rate_later=24)).deferring
    assert found is not None
    assert (found.sheet.money("pretax"), found.sheet.money("saved_now")) == (49_000, 12_820)


def test_it_is_left_out_where_nobody_asked_or_nothing_can_be_changed() -> None:
    assert planned(single(you=with_plan())).deferring is None
    assert planned(single(you=person(), rate_later=22)).deferring is None
    assert planned(single(you=with_plan(), rate_later=22), date(2027, 2, 10)).deferring is None
