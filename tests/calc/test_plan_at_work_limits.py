"""Every limit on deferrals and additions in the plan: whose it is, how much is above it, what is done about it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from calc.planning.carried_out import RULES, Tick
from calc.planning.deferrals import Limit
from calc.planning.plan import Plan
from calc.worksheets.deferral_limits import CatchUp
from tests.people import NOVEMBER, codes, person, planned, single, with_plan


def working(birth_year: int = 1984, year: int = 2026, **deferrals: int) -> Plan:
    """A person whose plans take no after-tax money, with these deferrals."""
    names = {"k": "401k", "other": "other401k", "gov": "457b", "simple": "simple", "tsp": "tsp"}
    plans: dict[str, Any] = {names[short]: {"deferrals": amount} for short, amount in deferrals.items()}
    for kind in plans.keys() & {"401k", "other401k"}:
        plans[kind]["after_tax_allowed"] = False
    return planned(single(tax_year=year, you=person(birth_year, plan_kinds=list(plans), plans=plans)))


def found(plan: Plan) -> dict[Limit, Decimal]:
    return {above.limit: above.excess.money for above in plan.people[0].above}


def test_a_457b_of_a_government_stands_beside_the_shared_limit() -> None:
    """2026: 24,500 to the 401(k), and 24,500 more to the 457(b)."""
    assert found(working(k=24_500, gov=24_500)) == {}
    assert found(working(k=24_500, gov=30_000)) == {Limit.GOV457: 5_500}
    assert codes(working(k=24_500, gov=30_000))[0] == "return_457b"


def test_tsp_and_401k_share_one_limit() -> None:
    assert found(working(k=20_000, tsp=10_000)) == {Limit.SHARED: 5_500}


def test_a_simple_plan_has_a_limit_of_its_own_inside_the_shared_one() -> None:
    """17,000 to a SIMPLE in 2026; what it pays back no longer counts: 17,000 + 10,000 against 24,500."""
    assert found(working(simple=20_000)) == {Limit.SIMPLE: 3_000}
    both = working(simple=20_000, k=10_000)
    assert found(both) == {Limit.SHARED: 2_500, Limit.SIMPLE: 3_000}
    assert codes(both)[:2] == ["return_deferrals", "return_simple"]


def test_a_plan_of_which_nothing_is_told_leaves_the_shared_limit_open() -> None:
    plans = {"401k": {"deferrals": 30_000}, "tsp": {}, "457b": {"deferrals": 30_000}}
    plan = planned(single(you=person(plan_kinds=list(plans), plans=plans)))
    assert found(plan) == {Limit.GOV457: 5_500}


def test_after_15_april_the_excess_is_taxed_twice() -> None:
    """2025: 35,000 of deferrals against 23,500; the last day was 15 April 2026."""
    late = working(year=2025, k=20_000, other=15_000)
    step = late.steps[0]
    assert (step.code, step.amount and step.amount.money, step.by) == ("deferrals_left", 11_500, None)
    assert step.values["due"] == date(2026, 4, 15)


FULL = {"after_tax_allowed": True, "exits": ["in_plan"], "deferrals": 24_500, "employer_money": 30_000}


def test_additions_above_415c_are_named_and_leave_no_room() -> None:
    """24,500 + 30,000 + 20,000 against 72,000."""
    plan = planned(single(you=with_plan(features=FULL | {"after_tax_made": 20_000})))
    outlook = plan.people[0].plans[0]
    assert outlook.room is not None
    assert (outlook.room.money("room"), outlook.excess_additions and outlook.excess_additions.money) == (0, 2_500)
    assert plan.steps[0].code == "return_additions"
    assert "after_tax" not in codes(plan)
    assert (plan.steps[0].values["after_tax"].money, plan.steps[0].values["deferrals"]) == (2_500, None)


@pytest.mark.parametrize(
    ("born", "features", "excess", "told"),
    [
        # 80,000 of pay and 24,500 + 50,000 - 72,000: no after-tax money, so deferrals, or a match along with them
        (1984, {"deferrals": 24_500, "employer_money": 50_000}, 2_500, {"after_tax": None, "deferrals": 2_500}),
        # 1,000 of after-tax money is paid back before the rest
        (1984, {"deferrals": 24_500, "employer_money": 49_000, "after_tax_made": 1_000, "after_tax_allowed": True},
         2_500, {"after_tax": 1_000, "deferrals": 1_500}),
        # 2,000 of pay caps all additions; the 2,000 deferred count as catch-up and stay, so 1,000 is employer money
        (1962, {"deferrals": 2_000, "employer_money": 3_000, "pay": 2_000},
         1_000, {"after_tax": None, "employer": 1_000}),
    ],
)  # fmt: skip
def test_what_is_above_415c_goes_back_after_tax_money_first(
    born: int, features: dict[str, Any], excess: int, told: dict[str, int | None]
) -> None:
    """Rev. Proc. 2021-30, section 6.06(2); Reg. 1.414(v)-1(b). Where there is no after-tax money none is named."""
    step = planned(single(you=with_plan(features=features, birth_year=born))).steps[0]
    assert (step.code, step.amount and step.amount.money) == ("return_additions", excess)
    found = {name: amount and amount.money for name, amount in step.values.items()}
    assert found == told


def test_what_was_corrected_is_not_above_the_limit_again() -> None:
    """1,000 of after-tax money and 1,500 of deferrals went back: 23,000 + 49,000 is the limit of 72,000."""
    plain = {"deferrals": 24_500, "employer_money": 49_000, "after_tax_made": 1_000, "after_tax_allowed": True}
    facts = single(you=with_plan(features=plain))
    tick = Tick(facts.you, 2026, planned(facts).steps[0], Decimal(2_500), date(2026, 12, 1))
    changes = RULES["return_additions"](tick)
    assert {fact.rpartition(".")[2]: left for fact, left in changes.items()} == {
        "after_tax_made": 0,
        "deferrals": 23_000,
        "employer_money": 49_000,
    }


def test_from_50_on_deferrals_above_415c_count_as_catch_up_first() -> None:
    """8,000 of catch-up hold 2,500; at 82,000 of additions 10,000 are above, and 2,000 must go back."""
    held = planned(single(you=with_plan(features=FULL | {"after_tax_made": 20_000}, birth_year=1970)))
    assert "return_additions" not in codes(held)
    more = planned(single(you=with_plan(features=FULL | {"after_tax_made": 27_500}, birth_year=1970)))
    excess = more.people[0].plans[0].excess_additions
    assert excess is not None
    assert excess.money == 2_000


def test_pay_caps_additions_in_a_plan_without_after_tax_money() -> None:
    """Pay of 40,000: 24,500 of deferrals and 20,000 from the employer are 4,500 too much."""
    features = {"deferrals": 24_500, "employer_money": 20_000, "pay": 40_000}
    outlook = planned(single(you=with_plan(features=features))).people[0].plans[0]
    assert outlook.room is None
    assert outlook.excess_additions is not None
    assert outlook.excess_additions.money == 4_500


SOLO = {
    "after_tax_allowed": True,
    "exits": ["in_plan"],
    "deferrals": 0,
    "employer_money": 18_587,
    "after_tax_made": 0,
}


def solo(profit: int | None, **known: Any) -> Plan:
    plans = {"solo401k": SOLO | {"net_profit": profit}}
    return planned(single(you=person(**{"plan_kinds": ["solo401k"], "plans": plans} | known)))


def test_a_solo_plan_counts_earned_income() -> None:
    """Pub. 560, profit 100,000 and no other pay: 92,935.22 after half the tax, less the employer's 18,587."""
    outlook = solo(100_000, compensation=100_000).people[0].plans[0]
    assert outlook.room is not None
    assert outlook.room.money("earned_income") == Decimal("74348.22")
    assert outlook.room.money("room") == Decimal("53413.00")  # 72,000 less 18,587


def test_the_day_job_uses_up_the_wage_base_and_402g_but_not_415c() -> None:
    """Wages of 220,000 beside a profit of 100,000: 2.9 % of 92,350 is 2,678.15, half of it 1,339.08."""
    plans = {"401k": {"deferrals": 24_500, "after_tax_allowed": False}, "solo401k": SOLO | {"net_profit": 100_000}}
    you = person(compensation=320_000, plan_kinds=list(plans), plans=plans)
    outlook = planned(single(you=you)).people[0].plans[1]
    assert outlook.room is not None
    assert outlook.room.money("left") == Decimal("98660.92")
    assert outlook.room.money("room") == 53_413


def test_without_the_profit_the_room_of_a_solo_plan_is_open() -> None:
    plan = solo(None, compensation=400_000)
    assert plan.people[0].plans[0].room is None
    assert "you.plans.solo401k.net_profit" in [unknown.fact for unknown in plan.unknowns]


def test_a_403b_and_ones_own_business_share_415c() -> None:
    """Reg. 1.415(f)-1(f): 24,500 + 5,000 in the 403(b) leave 72,000 - 29,500 - 18,587 in the solo plan."""
    teaching = {"deferrals": 24_500, "employer_money": 5_000, "after_tax_allowed": False}
    plans = {"403b": teaching, "solo401k": SOLO | {"net_profit": 200_000}}
    plan = planned(single(you=person(compensation=300_000, plan_kinds=list(plans), plans=plans)))
    room = plan.people[0].plans[1].room
    assert room is not None
    assert room.money("room") == 23_913


@pytest.mark.parametrize(
    ("offers", "how", "step"),
    [
        (True, CatchUp.ROTH_ONLY, "roth_catch_up"),
        (None, CatchUp.ROTH_ONLY, "roth_catch_up"),
        (False, CatchUp.BARRED, "no_catch_up"),
    ],
)
def test_a_plan_without_roth_deferrals_allows_high_earners_no_catch_up(
    offers: bool | None,  # noqa: FBT001
    how: CatchUp,
    step: str,
) -> None:
    plan = planned(single(you=with_plan(features={"prior_wages": 200_000, "offers_roth": offers}, birth_year=1970)))
    assert plan.people[0].plans[0].catch_up is how
    assert step in codes(plan)


def test_what_decides_about_the_catch_up_is_asked_for() -> None:
    """Last year's wages by name; whether the plan takes Roth deferrals in the message to HR."""
    unknown = planned(single(you=with_plan(birth_year=1970)))
    assert "you.plans.401k.prior_wages" in [gap.fact for gap in unknown.unknowns]
    high = planned(single(you=with_plan(features={"prior_wages": 200_000}, birth_year=1970)))
    assert "roth_deferrals" in [note.code for note in high.questions]


def test_an_excess_left_in_costs_6_percent_for_every_year_end() -> None:
    """500 too much for 2023, seen in November 2026: 30 for each of 2023, 2024 and 2025."""
    facts = single(100_000, person(moves=["roth"], contributed_roth=7_000, ira_kinds=["roth"]), tax_year=2023)
    step = planned(facts).steps[0]
    assert (step.code, step.amount and step.amount.money) == ("excess_left", 500)
    shown = {name: value for name, value in step.values.items() if name != "rate" and value is not None}
    assert {name: getattr(value, "money", value) for name, value in shown.items()} == {
        "years": [2023, 2024, 2025],
        "so_far": 90,
        "each": 30,
    }


@pytest.mark.parametrize(
    ("kind", "born", "today", "named"),
    [
        ("401k", 1970, NOVEMBER, True),
        ("401k", 1980, NOVEMBER, False),
        ("401k", 1970, date(2027, 2, 10), False),
        ("457b_tax_exempt", 1970, NOVEMBER, False),
        ("401a", 1970, NOVEMBER, False),
    ],
)
def test_whether_a_plan_has_roth_deferrals_is_open_only_where_a_catch_up_can_still_go_in(
    kind: str,
    born: int,
    today: date,
    named: bool,  # noqa: FBT001 - a case
) -> None:
    """IRC 414(v)(1), (6)(A): from 50, by payroll of the year; a 457(b) of a tax-exempt employer has none."""
    you = person(born, plan_kinds=[kind], plans={kind: {"deferrals": 10_000, "prior_wages": 200_000}})
    unknown = {each.fact for each in planned(single(you=you), today).unknowns}
    assert (f"you.plans.{kind}.offers_roth" in unknown) == named
