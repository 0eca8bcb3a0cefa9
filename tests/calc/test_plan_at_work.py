"""Workplace plans in the plan: room, exits, deferrals over the limit, catch-up."""

from __future__ import annotations

from datetime import date

import pytest

from calc.planning.assessment import MegaPath
from calc.planning.plan import Plan
from calc.planning.step import Step
from calc.worksheets.mega_room import Cap, binding
from tests.people import codes, person, planned, single, with_plan

OPEN = {"after_tax_allowed": True, "exits": ["in_plan"]}


def test_room_is_what_deferrals_and_employer_money_leave() -> None:
    outlook = planned(single(you=with_plan(features=OPEN))).people[0].plans[0]
    assert outlook.room is not None
    assert outlook.room.money("room") == 37_500  # 72,000 - 24,500 - 10,000
    assert binding(outlook.room) is Cap.DOLLARS


def test_2019_with_full_deferral_and_no_employer_money_is_37_000() -> None:
    plan = with_plan(features=OPEN | {"deferrals": 19_000, "employer_money": 0})
    outlook = planned(single(tax_year=2019, you=plan)).people[0].plans[0]
    assert outlook.room is not None
    assert outlook.room.money("room") == 37_000


@pytest.mark.parametrize(
    ("features", "path", "step"),
    [
        (OPEN, MegaPath.OPEN_IN_PLAN, "after_tax_in_plan"),
        (OPEN | {"exits": ["in_service"]}, MegaPath.OPEN_IN_SERVICE, "after_tax_in_service"),
        (OPEN | {"exits": ["neither"]}, MegaPath.NO_EXIT, None),
        ({"after_tax_allowed": False}, MegaPath.CLOSED, None),
        ({"after_tax_allowed": None}, MegaPath.UNKNOWN, "ask_after_tax"),
        (OPEN | {"exits": None}, MegaPath.UNKNOWN, "ask_after_tax"),
    ],
)
def test_the_features_of_the_plan_decide_the_path(
    features: dict[str, object], path: MegaPath, step: str | None
) -> None:
    plan = planned(single(you=with_plan(features=features)))
    assert plan.people[0].plans[0].path is path
    assert (step in codes(plan)) if step else not any(code.startswith("after_tax") for code in codes(plan))


def test_two_jobs_share_one_deferral_limit() -> None:
    plans = {
        "401k": {"deferrals": 20_000, "after_tax_allowed": False},
        "other401k": {"deferrals": 15_000, "after_tax_allowed": False},
    }
    plan = planned(single(you=person(plan_kinds=list(plans), plans=plans)))
    assert codes(plan)[0] == "return_deferrals"
    assert plan.steps[0].amount is not None
    assert plan.steps[0].amount.money == 10_500  # 35,000 - 24,500


@pytest.mark.parametrize(
    ("birth_year", "excess"), [(1984, 11_500), (1976, 3_500), (1966, 250), (1963, 250), (1962, 3_500)]
)
def test_catch_up_follows_the_age_on_31_december(birth_year: int, excess: int) -> None:
    """36,000 deferred in 2026: limit 24,500, from 50 8,000 more, at 60 to 63 11,250 more."""
    plan = with_plan(features={"deferrals": 36_000}, birth_year=birth_year)
    (found,) = planned(single(you=plan)).people[0].above
    assert found.excess.money == excess


@pytest.mark.parametrize(
    ("year", "birth_year", "wages", "must"),
    [
        (2026, 1976, 150_000, False),
        (2026, 1976, 150_001, True),
        (2026, 1977, 400_000, False),
        (2025, 1970, 400_000, False),
    ],
)
def test_the_catch_up_of_high_earners_is_roth_from_2026(year: int, birth_year: int, wages: int, must: bool) -> None:  # noqa: FBT001
    plan = with_plan(features={"prior_wages": wages}, birth_year=birth_year)
    assert planned(single(tax_year=year, you=plan)).people[0].plans[0].roth_catch_up is must


def test_after_tax_money_is_a_percent_of_the_pay_that_is_left() -> None:
    """1 July 2026: 183 of 365 days of 365,000 are 183,000 of pay; 20 % are 36,600 of 37,500, and 900 stay unused."""
    step = after_tax_step(planned(single(you=with_plan(features=OPEN, compensation=365_000)), date(2026, 7, 1)))
    assert (step.values["percent"], getattr(step.values["unused"], "money", None)) == (20, 900)


def test_late_in_the_year_less_pay_is_left_than_room() -> None:
    """1 December: 30 of 365 days of 365,000 are 30,000 gross, of which six tenths are paid out."""
    step = after_tax_step(planned(single(you=with_plan(features=OPEN, compensation=365_000)), date(2026, 12, 1)))
    assert step.amount is not None
    assert (step.amount.money, step.values["percent"]) == (18_000, 60)
    assert getattr(step.values["wanted"], "money", None) == 37_500


def test_a_solo_plan_has_no_payroll() -> None:
    features = OPEN | {"net_profit": 100_000, "deferrals": 0}
    made = planned(single(you=with_plan("solo401k", features, compensation=100_000)))
    assert "after_tax_solo" in codes(made)
    assert "testing" not in [note.code for note in made.questions]


def after_tax_step(made: Plan) -> Step:
    return next(step for step in made.steps if step.code == "after_tax")
