"""Several employers, SIMPLE and 457(b) limits, Roth-only catch-up, the solo plan, and what payroll makes of it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.facts import PlanKind
from calc.refusals import Refusal
from calc.worksheets.deferral_limits import CatchUp, catch_up_kind, deferral_limits, last_three_years_457b
from calc.worksheets.mega_room import mega_room
from calc.worksheets.payroll import payroll
from calc.worksheets.solo_401k import solo_401k


def test_two_jobs_share_one_deferral_limit():
    sheet = deferral_limits(tax_year=2026, age=40, deferred={PlanKind.K401: 20_000, PlanKind.OTHER401: 10_000})
    assert (sheet.money("excess"), sheet.money("left")) == (5_500, 0)


def test_a_457b_stands_beside_the_shared_limit():
    sheet = deferral_limits(tax_year=2026, age=52, deferred={PlanKind.B403: 32_500, PlanKind.GOV457: 20_000})
    assert sheet.money("excess") == 0
    assert sheet.money("left_457b") == 12_500


@pytest.mark.parametrize(
    ("year", "age", "small", "limit"),
    [
        (2026, 40, False, 17_000),
        (2026, 50, False, 21_000),
        (2026, 61, False, 22_250),
        (2026, 40, True, 18_100),
        (2026, 50, True, 21_950),
        (2026, 61, True, 23_350),
        (2023, 61, True, 19_000),
    ],
)
def test_simple_limits_by_age_and_size_of_employer(year: int, age: int, small: bool, limit: int):  # noqa: FBT001
    sheet = deferral_limits(tax_year=year, age=age, deferred={PlanKind.SIMPLE: 30_000}, small_simple_employer=small)
    assert sheet.money("limit_simple") == limit
    assert sheet.money("excess_simple") == 30_000 - limit


def test_the_last_three_years_before_retirement_double_a_457b():
    assert last_three_years_457b(2026).value == 49_000


@pytest.mark.parametrize(
    ("year", "age", "wages", "roth", "kind"),
    [
        (2026, 49, 900_000, True, CatchUp.NONE),
        (2026, 50, 150_000, True, CatchUp.FREE),  # not above the threshold
        (2026, 50, 150_001, True, CatchUp.ROTH_ONLY),
        (2026, 50, 150_001, False, CatchUp.BARRED),
        (2026, 50, None, True, CatchUp.UNKNOWN),
        (2025, 50, 900_000, False, CatchUp.FREE),
    ],
)
def test_catch_up_of_high_earners(year: int, age: int, wages: int | None, roth: bool, kind: CatchUp):  # noqa: FBT001
    prior = None if wages is None else Decimal(wages)
    assert catch_up_kind(tax_year=year, age=age, prior_wages=prior, offers_roth=roth) is kind


def test_no_box_3_wages_no_roth_only_rule():
    kind = catch_up_kind(tax_year=2026, age=55, prior_wages=None, offers_roth=False, self_employed=True)
    assert kind is CatchUp.FREE


def test_a_403b_beside_an_own_business_shares_415c():
    """Reg. 1.415(f)-1(f): additions of the other plan take their place."""
    alone = mega_room(
        tax_year=2026, age=40, compensation=200_000, elective_deferrals=24_500, employer_contributions=10_000
    )
    beside = mega_room(
        tax_year=2026,
        age=40,
        compensation=200_000,
        elective_deferrals=24_500,
        employer_contributions=10_000,
        related_additions=15_000,
    )
    assert alone.money("room") - beside.money("room") == 15_000


def test_solo_plan_by_the_deduction_worksheet_of_pub_560():
    """2026, net profit 100,000: tax on 92,350 is 14,129.55, half is 7,064.78, a fifth of the rest is 18,587.04."""
    sheet = solo_401k(tax_year=2026, age=40, net_profit=100_000)
    assert sheet.money("self_employment_tax") == Decimal("14129.55")
    assert sheet.money("half_of_the_tax") == Decimal("7064.78")
    assert sheet.money("most_employer") == Decimal("18587.04")


def test_solo_room_is_capped_by_earned_income_after_the_employers_part():
    sheet = solo_401k(
        tax_year=2026,
        age=40,
        net_profit=60_000,
        deferrals=20_000,
        employer_contribution=10_000,
    )
    assert sheet.money("earned_income") == sheet.money("left") - 10_000
    assert sheet.money("room") == sheet.money("earned_income") - 30_000


def test_the_day_job_uses_up_the_wage_base():
    sheet = solo_401k(tax_year=2026, age=40, net_profit=100_000, wages_elsewhere=184_500)
    assert sheet.money("self_employment_tax") == Decimal("2678.15")  # 2.9 % of 92,350


def test_a_loss_makes_no_room():
    sheet = solo_401k(tax_year=2026, age=40, net_profit=-5_000)
    assert (sheet.money("most_employer"), sheet.money("room")) == (0, 0)


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 60_000),
    st.integers(100, 40_000),
    st.integers(1, 26),
    st.integers(0, 9_000),
    st.sampled_from([Decimal(1), Decimal("0.5"), Decimal("0.1")]),
)
def test_payroll_never_goes_over_and_could_go_no_higher(room: int, pay: int, checks: int, match: int, step: Decimal):
    chosen = payroll(room=room, pay=pay, paychecks=checks, late_match=match, step=step)
    free = max(0, room - match)
    assert chosen.whole.money <= free
    assert chosen.whole.money + chosen.unused.money == free
    higher = (chosen.percent + step) / 100 * pay * checks
    assert chosen.percent + step > 100 or higher > free - Decimal("0.01") * checks


def test_payroll_needs_a_paycheck():
    with pytest.raises(Refusal) as refused:
        payroll(room=1000, pay=5000, paychecks=0)
    assert refused.value.field == "paychecks"
