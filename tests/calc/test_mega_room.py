"""Room for after-tax contributions: which cap binds, and what is over a limit."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc import law
from calc.derivation import Worksheet, recompute
from calc.worksheets.mega_room import Cap, binding, mega_room


def sheet(**changes: Any) -> Worksheet:
    usual = {
        "tax_year": 2026,
        "age": 40,
        "compensation": 250_000,
        "elective_deferrals": 24_500,
        "employer_contributions": 10_000,
    }
    return mega_room(**(usual | changes))


def test_2019_without_employer_money_leaves_37_000():
    assert sheet(tax_year=2019, elective_deferrals=19_000, employer_contributions=0).money("room") == 37_000


@pytest.mark.parametrize(
    ("changes", "cap", "room"),
    [
        ({}, Cap.DOLLARS, 37_500),
        ({"compensation": 60_000}, Cap.COMPENSATION, 25_500),
        ({"plan_after_tax_percent": 10}, Cap.PLAN, 25_000),
        ({"plan_after_tax_dollar_cap": 12_000}, Cap.PLAN, 12_000),
        ({"plan_after_tax_percent": 10, "plan_after_tax_dollar_cap": 30_000}, Cap.PLAN, 25_000),
        ({"compensation": 900_000, "plan_after_tax_percent": 5}, Cap.PLAN, 18_000),  # on 360,000, 401(a)(17)
        ({"plan_after_tax_dollar_cap": 37_500}, Cap.DOLLARS, 37_500),
        ({"employer_contributions": 60_000}, Cap.DOLLARS, 0),
    ],
)
def test_the_cap_that_leaves_the_least_binds(changes: dict[str, int], cap: Cap, room: int):
    worked = sheet(**changes)
    assert (binding(worked), worked.money("room")) == (cap, room)


@pytest.mark.parametrize(
    ("year", "age", "catch_up"),
    [
        (2026, 49, 0),
        (2026, 50, 8_000),
        (2026, 59, 8_000),
        (2026, 60, 11_250),
        (2026, 63, 11_250),
        (2026, 64, 8_000),
        (2024, 61, 7_500),
        (2019, 50, 6_000),
    ],
)
def test_catch_up_by_age(year: int, age: int, catch_up: int):
    assert sheet(tax_year=year, age=age).money("max_catch_up") == catch_up


def test_catch_up_sits_on_top():
    without, with_it = sheet(age=55), sheet(age=55, elective_deferrals=32_500)
    assert with_it.money("catch_up_used") == 8_000
    assert with_it.money("room") == without.money("room")


def test_the_day_job_uses_up_the_deferrals_and_not_the_room():
    assert sheet(other_employer_deferrals=24_500).money("room") == sheet().money("room")
    assert sheet(other_employer_deferrals=5_000).money("excess_deferrals") == 5_000


def test_additions_above_the_limit_are_named():
    worked = sheet(employer_contributions=60_000)
    assert (worked.money("room"), worked.money("excess_additions")) == (0, 12_500)


def test_from_50_a_limit_can_turn_deferrals_into_catch_up():
    """Reg. 1.414(v)-1(b): what is over 415(c) may count as catch-up as far as the catch-up is unused."""
    assert sheet(age=55).money("more_as_catch_up") == 8_000
    assert sheet(age=55, elective_deferrals=30_500).money("more_as_catch_up") == 2_000
    assert sheet(age=40).money("more_as_catch_up") == 0


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(law.years()),
    st.integers(20, 75),
    st.integers(0, 600_000),
    st.integers(0, 40_000),
    st.integers(0, 70_000),
    st.integers(0, 30_000),
)
def test_room_and_additions_stay_within_415c(year: int, age: int, pay: int, deferred: int, employer: int, made: int):
    worked = sheet(
        tax_year=year,
        age=age,
        compensation=pay,
        elective_deferrals=deferred,
        employer_contributions=employer,
        after_tax_so_far=made,
    )
    room, over = worked.money("room"), worked.money("excess_additions")
    additions = worked.money("counted_deferrals") + employer + made
    assert room >= 0
    assert over == 0 or room == 0
    assert additions + room - over == worked.money("overall_limit")
    for line in worked.values():
        assert line is None or recompute(line) == line.value
