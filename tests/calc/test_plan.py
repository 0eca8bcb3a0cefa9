"""The plan against the law, by hand: routes, ways, steps and their amounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from calc.facts import PlanKind
from calc.planning.assessment import Route
from calc.planning.options import Way
from calc.refusals import Refusal
from tests.people import codes, couple, person, planned, single, with_plan

ROLLOVER = {"ira_kinds": ["rollover"], "rollover": 93_000, "basis": 0}


def test_high_income_and_no_ira_is_a_clean_back_door() -> None:
    plan = planned(single())
    assert codes(plan) == ["contribute_traditional", "convert", "zero_check", "form_8606"]
    assert [step.amount.money for step in plan.steps[:2] if step.amount] == [7500, 7500]
    assert [step.by for step in plan.steps[:2]] == [date(2026, 12, 31), date(2026, 12, 31)]
    assert plan.case.taxable is not None
    assert plan.case.taxable.value == 0


def test_low_income_goes_straight() -> None:
    plan = planned(single(120_000, person(compensation=125_000)))
    assert codes(plan) == ["contribute_direct"]
    assert plan.people[0].route is Route.DIRECT


def test_inside_the_range_a_clean_back_door_takes_all_and_else_a_part_goes_straight() -> None:
    """7,500 × (168,000 - 160,000) / 15,000 may go straight; with empty IRAs one form does for all of it."""
    clean, mixed = (planned(single(160_000, you=you)).people[0] for you in (person(), person(**ROLLOVER)))
    assert clean.direct is not None
    assert clean.contribute is not None
    assert (clean.route, clean.direct.money, clean.contribute.money) == (Route.BACKDOOR, 0, 7500)
    assert mixed.direct is not None
    assert mixed.contribute is not None
    assert (mixed.route, mixed.direct.money, mixed.contribute.money) == (Route.PART, 4000, 3500)


@pytest.mark.parametrize(("income", "direct"), [(167_500, 250), (167_600, 0), (167_999, 0)])
def test_the_last_200_dollars_of_the_range_go_by_the_back_door(income: int, direct: int) -> None:
    """One dividend of December would make them an excess; the law itself allows 200 until 168,000."""
    one = planned(single(income, you=person(**ROLLOVER))).people[0]
    assert one.direct is not None
    assert one.contribute is not None
    assert (one.direct.money, one.contribute.money) == (direct, 7500 - direct)


def test_a_plan_that_takes_ira_money_makes_the_back_door_clean() -> None:
    plan = planned(single(you=with_plan(features={"roll_in": "any"}, **ROLLOVER)))
    assert codes(plan)[:3] == ["roll_in", "contribute_traditional", "convert"]
    assert plan.steps[0].amount is not None
    assert plan.steps[0].amount.money == 93_000
    assert plan.case.taxable is not None
    assert plan.case.taxable.value == 0


def test_without_such_a_plan_the_ways_stand_side_by_side() -> None:
    plan = planned(single(you=with_plan(features={"roll_in": "no"}, **ROLLOVER)))
    shown = {
        a.option.way: (a.option.taxable.money, a.cost.federal and a.cost.federal.money) for a in plan.alternatives
    }
    assert shown == {
        Way.WAIT: (0, 0),  # 92.5 % of a conversion would be taxed: report the basis, and wait for a plan
        Way.AS_IS: (Decimal("6940.30"), Decimal("2429.11")),  # 7,500 less 7,500 × 7,500/100,500; 35 %
        Way.CONVERT_ALL: (Decimal(93_000), Decimal(32_550)),
        Way.NOTHING: (0, 0),
    }


def test_not_knowing_whether_the_plan_takes_it_gives_a_range_and_names_the_fact() -> None:
    plan = planned(single(you=with_plan(**ROLLOVER)))
    gap = next(u for u in plan.unknowns if u.fact == "you.plans.401k.roll_in")
    assert gap.lowest is not None
    assert gap.highest is not None
    assert (gap.decides, gap.lowest.money, gap.highest.money) == ("taxable", 0, Decimal("6940.30"))
    assert "ask_plan_first" in codes(plan)
    assert "convert" not in codes(plan)
    assert "form_8606_open" in codes(plan)  # the contribution is reported, whatever the plan says


def test_a_sep_counts() -> None:
    plan = planned(single(you=person(ira_kinds=["sep"], sep=60_000, basis=0)))
    assert plan.case.taxable is not None
    assert plan.case.taxable.money == Decimal("6666.67")  # 8/9 of 7,500


def test_simple_money_inside_two_years_stays_and_counts() -> None:
    locked = {"ira_kinds": ["simple"], "simple": 20_000, "basis": 0, "simple_first_deposit": "2025-06-01"}
    plan = planned(single(you=with_plan(features={"roll_in": "any"}, **locked)))
    chosen = plan.people[0].chosen
    assert chosen is not None
    assert (chosen.way, chosen.taxable.money, chosen.basis_left.money) == (Way.WAIT, 0, 7500)
    as_is = next(option for option in plan.people[0].options if option.way is Way.AS_IS)
    assert as_is.taxable.money == Decimal("5454.55")  # 8/11 of 7,500
    assert codes(plan) == ["contribute_traditional", "form_8606"]
    free = planned(
        single(you=with_plan(features={"roll_in": "any"}, **locked | {"simple_first_deposit": "2024-11-23"}))
    )
    assert codes(free)[0] == "roll_in"


def test_simple_money_stays_its_two_years_where_basis_covers_all_of_it() -> None:
    """IRC 72(t)(6): the 10,000 and this year's 7,500 convert untaxed; the SIMPLE money stays."""
    held = {"ira_kinds": ["traditional", "simple"], "traditional": 10_000, "simple": 20_000, "basis": 40_000}
    made = planned(single(you=person(**held, simple_first_deposit="2025-06-01")))
    (one,) = made.people
    assert one.chosen is not None
    assert (one.chosen.way, one.chosen.convert.money, one.chosen.left.money) == (Way.CLEAN, 17_500, 20_000)
    assert one.chosen.taxable.value == 0
    assert {"convert_part", "zero_check"} & set(codes(made)) == {"convert_part"}


def test_spouses_are_apart_and_one_pay_carries_both() -> None:
    spouse = person(1970, 0, covered=False, ira_kinds=["rollover"], rollover=100_000, basis=0)
    you, partner = planned(couple(spouse)).people
    assert you.taxable is not None
    assert partner.taxable is not None
    assert (you.taxable.money, partner.taxable.money) == (0, 0)
    as_is = next(option for option in partner.options if option.way is Way.AS_IS)
    assert as_is.taxable.money == Decimal("7918.97")  # 8,600 × 100,000/108,600
    assert partner.contribute is not None
    assert partner.contribute.money == 8600


def test_married_separately_and_living_together_leaves_the_back_door_open() -> None:
    plan = planned(single(90_000, filing_status="mfs", lived_with_spouse=True))
    assert plan.people[0].route is Route.BACKDOOR
    assert codes(plan)[:2] == ["contribute_traditional", "convert"]


def test_without_pay_nothing_can_be_contributed() -> None:
    plan = planned(single(you=person(compensation=0)))
    assert codes(plan) == []
    assert plan.people[0].route is Route.NONE


def test_last_spring_for_last_year_gives_two_forms() -> None:
    moved = {"moves": ["prior"], "contributed_prior": 7000, "ira_kinds": ["traditional"], "traditional": 7050}
    chosen = planned(single(you=person(basis=0, **moved))).people[0].chosen
    assert chosen is not None
    first, second = chosen.forms
    assert (first.year, first.sheet.money("1"), first.sheet.money("14"), first.sheet["5"]) == (2025, 7000, 7000, None)
    lines = [second.sheet.money(number) for number in ("1", "2", "8", "14", "18")]
    assert (second.year, lines) == (2026, [7500, 7000, 14_550, 0, 50])


def test_in_spring_the_contribution_is_for_last_year_and_the_conversion_for_this_one() -> None:
    plan = planned(single(), date(2027, 2, 10))
    chosen = plan.people[0].chosen
    assert chosen is not None
    first, second = chosen.forms
    assert (first.year, first.sheet.money("14"), second.year, second.sheet.money("2")) == (2026, 7500, 2027, 7500)
    assert (second.sheet.money("18"), second.sheet.money("14")) == (0, 0)


def test_an_unpublished_year_is_refused_by_name() -> None:
    with pytest.raises(Refusal) as refused:
        planned(single(tax_year=2050))
    assert (refused.value.reason, refused.value.field) == ("year_unpublished", "tax_year")


def test_straight_to_roth_over_the_limit_is_recharacterized_and_converted() -> None:
    plan = planned(single(you=person(moves=["roth"], contributed_roth=7500, ira_kinds=["roth"])))
    assert codes(plan) == ["recharacterize", "convert", "zero_check", "form_8606"]
    assert plan.steps[0].amount is not None
    assert plan.steps[0].amount.money == 7500
    late = planned(single(tax_year=2025, you=person(moves=["roth"], contributed_roth=7000, ira_kinds=["roth"])))
    assert codes(late) == ["excess_left"]  # 15 October 2026 has passed
    assert late.steps[0].by == date(2026, 12, 31)


def test_what_is_surely_too_much_moves_also_where_the_income_added_back_is_unknown() -> None:
    """At $160,500, half way through 153,000 to 168,000, at most 3,750 may go straight; add-backs only lower it."""
    you = person(ira_kinds=["roth"], moves=["roth"], contributed_roth=7_500, compensation=160_000)
    move = next(one for one in planned(single(160_500, you, add_backs=None)).steps if one.code == "recharacterize")
    assert (move.amount and move.amount.money, move.values["at_least"]) == (3_750, True)


def test_more_than_the_limit_must_come_out() -> None:
    plan = planned(single(120_000, person(moves=["roth"], contributed_roth=8000, ira_kinds=["roth"])))
    assert codes(plan) == ["remove_excess"]
    assert plan.steps[0].amount is not None
    assert plan.steps[0].amount.money == 500


def test_december_leads_with_what_must_settle() -> None:
    assert planned(single(), date(2026, 12, 14)).case.season.year_end_near
    assert not planned(single()).case.season.year_end_near


def test_what_one_wants_to_save_bounds_the_contribution() -> None:
    one = planned(single(save=3000)).people[0]
    assert one.contribute is not None
    assert one.contribute.money == 3000


def test_an_rmd_comes_before_the_conversion() -> None:
    older = person(1950, 50_000, ira_kinds=["traditional"], traditional=200_000, basis=0)
    assert codes(planned(single(400_000, older)))[0] == "rmd_first"


def test_a_plan_that_takes_only_plan_money_leaves_the_sep_behind() -> None:
    """93,000 rolls in, 50,000 of SEP money stays: 7,500 × 50,000/57,500 of the conversion is taxed."""
    mixed = {"ira_kinds": ["rollover", "sep"], "rollover": 93_000, "sep": 50_000, "basis": 0}
    plan = planned(single(you=with_plan(features={"roll_in": "rollover_only"}, **mixed)))
    chosen = plan.people[0].chosen
    assert chosen is not None
    assert (chosen.roll_in.money, chosen.convert.money) == (93_000, 7500)
    assert chosen.taxable.money == Decimal("6521.74")


def test_a_loss_leaves_basis_behind() -> None:
    lost = {"moves": ["traditional"], "contributed": 7500, "ira_kinds": ["traditional"], "traditional": 7000}
    chosen = planned(single(you=person(basis=0, **lost))).people[0].chosen
    assert chosen is not None
    assert (chosen.convert.money, chosen.taxable.money, chosen.basis_left.money) == (7000, 0, 500)


def test_money_rolls_into_the_plan_that_takes_it() -> None:
    plans = {"401k": {"deferrals": 0, "after_tax_allowed": False, "roll_in": "no"}, "tsp": {"roll_in": "any"}}
    step = planned(single(you=person(plan_kinds=list(plans), plans=plans, **ROLLOVER))).steps[0]
    assert (step.code, step.kind) == ("roll_in", PlanKind.TSP)


def test_a_conversion_already_made_is_taxed_also_where_no_back_door_is_needed() -> None:
    """5,000 of 50,000 with 5,000 of basis: 4,500 taxed, 22 % of it, and 4,500 of basis left (Form 8606)."""
    moved = {"ira_kinds": ["traditional"], "traditional": 45_000, "basis": 5_000, "moves": ["converted"]}
    plan = planned(single(90_000, person(1980, 90_000, **moved, converted=5_000)))
    assert codes(plan) == ["contribute_direct", "pay_tax_with_return", "form_8606"]
    assert plan.case.taxable is not None
    assert plan.case.taxable.money == 4_500
    assert plan.tax is not None
    assert plan.tax.federal is not None
    assert plan.tax.federal.money == 990
    assert plan.people[0].chosen is not None
    assert plan.people[0].chosen.basis_left.money == 4_500


def test_an_unknown_basis_holds_the_conversion_back_and_says_so() -> None:
    plan = planned(single(you=person(ira_kinds=["traditional"], traditional=60_000)))
    assert codes(plan) == ["find_basis", "contribute_traditional", "form_8606_open"]
    assert "you.basis" in {gap.fact for gap in plan.unknowns}


def test_an_excess_that_is_taken_out_is_neither_converted_nor_on_line_1() -> None:
    over = {"ira_kinds": ["traditional"], "traditional": 10_000, "basis": 0, "moves": ["traditional"]}
    plan = planned(single(250_000, person(1985, 250_000, **over, contributed=10_000)))
    assert codes(plan)[:2] == ["remove_excess", "convert"]
    chosen = plan.people[0].chosen
    assert chosen is not None
    assert (chosen.convert.money, chosen.forms[0].sheet.money("1"), chosen.taxable.money) == (7500, 7500, 0)
