"""Growth on after-tax plan money: income of the year in which it moves, and what that does to the two incomes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from calc.derivation import given
from calc.facts import Facts
from calc.planning.incomes import deduction_income, roth_income
from calc.planning.options import Way
from calc.planning.sheets import sheets
from tests.people import codes, couple, person, planned, single, with_plan

GROWN = {"after_tax_allowed": True, "exits": ["in_plan"], "after_tax_made": 9_000, "after_tax_earnings": 400}


def grown(agi: int = 310_000, **features: Any) -> Facts:
    return single(agi, with_plan(features=GROWN | features))


def test_growth_is_taxed_in_the_year_it_moves() -> None:
    """400 at 35 %: 310,000 less 16,100 is above 256,225."""
    plan = planned(grown())
    assert plan.case.taxable is not None
    assert plan.case.taxable.money == 400
    assert plan.tax is not None
    assert plan.tax.federal is not None
    assert plan.tax.federal.money == 140
    step = next(step for step in plan.steps if step.code == "after_tax_in_plan")
    assert getattr(step.values["growth"], "money", None) == 400
    assert "pay_tax_with_return" in codes(plan)


def test_without_a_way_out_nothing_moves_and_nothing_is_taxed() -> None:
    plan = planned(grown(exits=["neither"]))
    assert plan.case.taxable is not None
    assert plan.case.taxable.value == 0


def test_where_the_way_out_is_not_known_the_tax_lies_between_no_growth_and_all_of_it() -> None:
    """400 at 35 %, or nothing; a gap in what went in leaves its growth without bounds, as without an answer on it."""
    found = planned(grown(exits=None)).tax_range
    assert found is not None
    assert found.highest is not None
    assert found.federal is not None
    assert (found.lowest.money, found.highest.money) == (0, 400)
    assert [tax.money for tax in found.federal] == [0, 140]
    for open_facts in ({"after_tax_made": None}, {"exits": None}):
        unbounded = planned(grown(after_tax_earnings=None, **open_facts)).tax_range
        assert unbounded is not None
        assert (unbounded.lowest.money, unbounded.highest, unbounded.federal) == (0, None, None)


def test_where_nobody_said_that_a_plan_takes_after_tax_money_none_of_it_grows() -> None:
    asked = {"after_tax_allowed": None, "after_tax_made": None, "after_tax_earnings": None, "exits": None}
    assert planned(grown(**asked)).tax_range is None


def test_growth_is_taxed_also_for_one_who_contributes_directly() -> None:
    plan = planned(grown(100_000))
    assert codes(plan)[0] == "contribute_direct"
    assert plan.case.taxable is not None
    assert plan.case.taxable.money == 400


def test_the_conversions_of_a_spouse_count_although_the_other_converts_nothing() -> None:
    """One is over 50 and has a SEP; the other has no room left and nothing to convert."""
    done = person(moves=["roth"], contributed_roth=7_500, ira_kinds=["roth"])
    facts = couple(person(1970, 90_000, ira_kinds=["sep"], sep=60_000, basis=0), done, agi=235_000)
    plan = planned(facts)
    assert plan.people[0].chosen is None
    assert plan.people[0].taxable is not None
    assert plan.people[0].taxable.value == 0
    assert plan.case.taxable is not None


def test_an_in_plan_conversion_lifts_the_income_of_the_roth_limit_and_a_payout_to_a_roth_ira_does_not() -> None:
    """159,600 + 400 is 160,000: 7,500 × 8,000/15,000 = 4,000; with 159,600 it is 4,200."""
    limits = [planned(grown(159_600, exits=[way])).people[0].roth for way in ("in_plan", "in_service")]
    assert [sheet and sheet.line("limit").money for sheet in limits] == [4_000, 4_200]


def test_foreign_pay_left_out_of_tax_is_added_back() -> None:
    facts = single(50_000, person(compensation=300_000, foreign_excluded=130_000), circumstances=["abroad"])
    one = planned(facts).people[0]
    assert one.roth_magi is not None
    assert one.roth_magi.money == 180_000
    assert one.direct is not None
    assert one.direct.value == 0


def test_the_worksheets_end_in_the_incomes_that_the_plan_used() -> None:
    facts = single(159_600, person(foreign_excluded=1_000), add_backs=2_000)
    one = planned(facts).people[0]
    converted = given(5_000, "converted")
    roth, deduction = (sheet(facts, 2026, converted=converted) for sheet in (roth_income, deduction_income))
    assert roth is not None
    assert deduction is not None
    assert one.roth_magi is not None
    assert roth.money("magi") == one.roth_magi.money == 162_600
    assert (roth.money("1"), roth.money("2"), roth["5"], roth.money("6")) == (164_600, 5_000, None, 1_000)
    assert deduction.money("magi") == 167_600


def test_the_deduction_of_one_spouse_sees_the_conversions_of_both() -> None:
    """Not covered beside a covered spouse, 242,000 to 252,000: 251,000 allows 750, and with 6,067.42 more nothing."""
    you = person(compensation=120_000, covered=False)
    sep = {"ira_kinds": ["sep"], "sep": 60_000, "basis": 0}
    plans = [planned(couple(person(1984, 120_000, **known), you, agi=251_000)) for known in ({}, sep)]
    assert plans[1].people[1].taxable is not None
    assert plans[1].people[1].taxable.money == Decimal("6067.42")  # 6,750 × 60,000/66,750
    sheets = [plan.people[0].deduction for plan in plans]
    assert [sheet and sheet.money("deduction") for sheet in sheets] == [750, 0]


def test_what_one_wants_to_save_is_spent_on_the_ira_first_and_then_on_the_plan() -> None:
    features = {"after_tax_allowed": True, "exits": ["in_plan"]}
    plan = planned(single(you=with_plan(features=features), save=20_000))
    amounts = {step.code: step.amount.money for step in plan.steps if step.amount}
    assert (amounts["contribute_traditional"], amounts["after_tax"]) == (7_500, Decimal(12_500))
    small = planned(single(you=with_plan(features=features), save=5_000))
    assert "after_tax" not in codes(small)


def test_the_payout_to_two_places_is_on_paper() -> None:
    """Notice 2014-54: 400 of growth to a traditional IRA, 9,000 to the Roth IRA, nothing taxed."""
    made = planned(grown(exits=["in_service"]))
    split = next(sheet for _, sheet in sheets(made) if sheet.name == "plan_split")
    assert (split.money("pretax_to_traditional"), split.money("after_tax_to_roth"), split.money("taxable")) == (
        400,
        9_000,
        0,
    )


def test_every_way_of_one_spouse_counts_the_growth_that_the_other_converts_in_a_plan() -> None:
    """Also while the other's IRA part is not known: 900 more of income under everything that is converted."""
    plan_money = {
        "after_tax_allowed": True,
        "after_tax_made": 20_000,
        "after_tax_earnings": 900,
        "exits": ["in_plan"],
    }
    iras = {"ira_kinds": ["rollover"], "rollover": 0}
    you = person(ira_kinds=["sep"], sep=400_000, basis=0, self_employed=False)
    costs = []
    for growth in (0, 900):
        spouse = with_plan(features=plan_money | {"after_tax_earnings": growth}, **iras)
        made = planned(couple(spouse, you, agi=400_000))
        assert made.people[1].taxable is None, "the basis is not told"
        whole = next(way for way in made.ways if way.who == "you" and way.option.way is Way.CONVERT_ALL)
        costs.append(whole.cost.federal.money)
    assert costs[1] > costs[0]
