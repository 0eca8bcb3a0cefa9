"""Pre-tax money in company plans as a further way: open or not, how much is taxed, on top of all else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from calc.planning.company_money import CompanyMoney
from calc.planning.conversions import ToRoth
from calc.planning.options import Way
from tests.people import codes, person, planned, single

ENDED = (ToRoth.DIRECT, ToRoth.SIXTY_DAYS)


def money_in(
    kind: str, today: date = date(2026, 11, 23), agi: int = 310_000, **plan: Any
) -> tuple[CompanyMoney, ...]:
    you = person(plan_kinds=[kind], plans={kind: {"after_tax_allowed": False} | plan})
    return planned(single(agi, you, tax_year=today.year), today).company_money


def test_a_former_employers_plan_goes_straight_to_a_roth_ira() -> None:
    """90,000 at 35 %, above 256,225 of taxable income; a check would hold back a fifth."""
    (found,) = money_in("old", value=90_000)
    assert found.ways == ENDED
    assert found.cost.federal is not None
    assert (found.taxable.money, found.cost.federal.money, found.withheld.money) == (90_000, 31_500, 18_000)
    assert found.cost.state is not None
    assert found.cost.state.value == 0


def test_it_comes_on_top_of_the_back_door() -> None:
    """As is, 6,666.67 of the back door is taxed first: of 20,000 above 250,000 - 16,100 only a part is at 32 %."""
    pretax = {"ira_kinds": ["rollover"], "rollover": 60_000, "basis": 0}
    you = person(plan_kinds=["old"], plans={"old": {"value": 20_000}}, **pretax)
    (found,) = planned(single(250_000, you)).company_money
    assert found.cost.federal is not None
    assert str(found.cost.federal.money) == "6530.25"  # 15,658.33 at 32 % to 256,225, 4,341.67 at 35 %


def test_a_plan_of_a_job_that_lasts_converts_inside_or_not_at_all() -> None:
    assert [found.ways for found in money_in("401k", value=50_000, exits=["in_plan"])] == [(ToRoth.IN_PLAN,)]
    assert money_in("401k", value=50_000, exits=["in_service"]) == ()
    (unknown,) = money_in("401k", value=50_000)
    assert unknown.ways == ()


def test_only_the_plan_can_tell_is_asked_in_the_message() -> None:
    you = person(plan_kinds=["457b"], plans={"457b": {"value": 50_000, "deferrals": 0}})
    assert "in_plan_pretax" in [note.code for note in planned(single(you=you)).questions]


@pytest.mark.parametrize(
    ("today", "value", "taxable"),
    [(date(2026, 1, 27), 20_000, None), (date(2026, 1, 28), 20_000, 19_500), (date(2026, 6, 1), 900, None)],
)
def test_the_tsp_converts_from_28_january_2026_and_keeps_500_in_each_source(
    today: date, value: int, taxable: int | None
) -> None:
    """5 CFR 1650.60: at least 500 at a time, so 900 with 500 left are too little."""
    assert [found.taxable.money for found in money_in("tsp", today, value=value)] == ([taxable] if taxable else [])


def test_what_was_not_told_is_not_offered() -> None:
    assert money_in("old") == ()
    assert money_in("pension", value=0) == ()


def test_in_spring_the_conversion_belongs_to_the_new_year_and_its_tax_is_left_open() -> None:
    spring = date(2027, 2, 10)
    you = person(plan_kinds=["old"], plans={"old": {"value": 90_000}})
    (found,) = planned(single(you=you), spring).company_money
    assert found.cost.federal is None
    assert planned(single(you=you, tax_year=2024), spring).company_money == ()


def test_who_needs_no_back_door_may_still_convert_what_is_there() -> None:
    """Born in 1950, 300,000 with 5,000 of basis: 295,000 is income; only the year's own distribution is a step."""
    old = person(1950, 20_000, ira_kinds=["traditional"], traditional=300_000, basis=5_000, covered=False)
    made = planned(single(60_000, old))
    (found,) = made.alternatives
    assert (found.option.way, found.option.taxable.money, found.chosen) == (Way.CONVERT_ALL, 295_000, False)
    assert codes(made) == ["rmd_first", "contribute_direct"]


def test_without_pay_a_conversion_stays_open() -> None:
    rollover = {"ira_kinds": ["rollover"], "rollover": 50_000, "basis": 0}
    (found,) = planned(single(40_000, person(compensation=0, **rollover))).alternatives
    assert found.option.taxable.money == 50_000
    assert found.cost.federal is not None
    assert found.cost.federal.money == 8_350  # 23,900 to 73,900: 26,500 at 12 %, 23,500 at 22 %
