"""A traditional contribution that could have gone straight to a Roth IRA: every way, the cheapest first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from calc.planning.options import Way
from calc.planning.plan import Plan
from tests.people import codes, person, planned, single

MADE = {
    "ira_kinds": ["traditional"],
    "traditional": 7_800,
    "basis": 0,
    "moves": ["traditional"],
    "contributed": 7_500,
}


def plan_of(agi: int = 90_000, today: date = date(2026, 11, 23), **told: Any) -> Plan:
    return planned(single(agi, person(compensation=90_000, **MADE | told)), today)


def ways(plan: Plan) -> dict[Way, str]:
    return {one.option.way: f"{one.option.taxable.money:.2f}" for one in plan.alternatives}


def test_it_goes_to_the_roth_ira_with_its_growth_and_every_other_way_stays_visible() -> None:
    """Recharacterized nothing is taxed; converted, the 300 of growth are; IRC 408A(d)(6), (d)(3)."""
    plan = plan_of()
    assert list(ways(plan).items()) == [(Way.RELABEL, "0.00"), (Way.CLEAN, "300.00"), (Way.NOTHING, "0.00")]
    assert plan.people[0].chosen.way is Way.RELABEL
    assert codes(plan) == ["to_roth"]
    assert plan.steps[0].by == date(2027, 10, 15)
    assert plan.people[0].chosen.left.money == 0


def test_deducting_it_is_priced_too() -> None:
    """Covered and single at 90,000: 7,500 × 1,000/10,000 = 750 may be deducted (2026: 81,000 to 91,000), at 22 %."""
    (kept,) = plan_of().deducting
    assert kept.settled.deduction.money == 750
    assert kept.saved.money == 165
    assert kept.settled.form.money("14") == 7_500 - 750


def test_beside_old_money_converting_it_would_be_taxed_in_proportion() -> None:
    """3,000 of basis over 53,100: 3,000 × (1 − 3,000/53,100) = 2,830.51 of the conversion would be taxed."""
    told = {"ira_kinds": ["traditional", "rollover"], "rollover": 50_000, "traditional": 3_100, "contributed": 3_000}
    plan = plan_of(**told)
    assert ways(plan)[Way.AS_IS] == "2830.51"
    assert codes(plan) == ["to_roth", "contribute_direct"]
    assert plan.people[0].direct.money == 4_500


@pytest.mark.parametrize(
    ("agi", "told"),
    [
        (310_000, {}),  # above the range it needs the back door
        (160_000, {}),  # inside it only a part could go straight
        (90_000, {"moves": ["traditional", "converted"], "converted": 7_500, "traditional": 0}),  # no way back
    ],
)
def test_it_stays_where_it_cannot_all_go_or_is_converted_already(agi: int, told: dict[str, Any]) -> None:
    assert "to_roth" not in codes(plan_of(agi, **told))


def test_it_needs_no_known_basis() -> None:
    assert "to_roth" in codes(plan_of(basis=None))


@pytest.mark.parametrize(("today", "possible"), [(date(2027, 7, 1), True), (date(2027, 10, 16), False)])
def test_until_october_of_the_next_year(today: date, possible: bool) -> None:  # noqa: FBT001 - the case
    assert ("to_roth" in codes(plan_of(today=today, contributed_late=0))) == possible
