"""What leaves the IRAs unconverted: required distributions, withheld tax, early payouts, young SIMPLE money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from calc.facts import Facts
from calc.pitfalls.conditions import applying
from calc.planning.assessment import Route
from calc.planning.options import Way
from calc.planning.plan import Plan
from calc.repairs.simple_early import simple_early
from tests.people import codes, couple, person, planned, single, with_plan

HELD = {"ira_kinds": ["rollover"], "rollover": 200_000, "basis": 0}
OLDER = HELD | {"birth_year": 1951}


def form(plan: Plan, way: Way | None = None) -> dict[str, str | None]:
    """Lines of the first person's Form 8606 of the tax year, as printed; of the chosen way, or of another."""
    found = plan.people[0].chosen if way is None else next(o for o in plan.people[0].options if o.way is way)
    assert found is not None
    return {
        n: None if line is None else f"{line.money:.2f}" for n, line in found.worked[0].sheet.items() if n != "10"
    }


def chosen(plan: Plan) -> Any:
    return plan.people[0].chosen


def step(plan: Plan, code: str) -> Any:
    return next(step for step in plan.steps if step.code == code)


def test_a_required_distribution_is_on_line_7_and_comes_before_everything() -> None:
    """8,600 of basis over 192,000 + 8,000 + 8,600: 354.55 of the conversion and 329.82 of the payout are free."""
    plan = planned(single(310_000, person(**OLDER, ira_rmd=8_000)))
    lines = form(plan, Way.AS_IS)
    assert [lines[n] for n in ("6", "7", "8")] == ["192000.00", "8000.00", "8600.00"]
    assert [lines[n] for n in ("11", "12", "14", "15c")] == ["354.55", "329.82", "7915.63", "7670.18"]
    assert codes(plan)[0] == "rmd_first"
    assert step(plan, "rmd_first").amount.money == 8_000
    everything = next(option for option in plan.people[0].options if option.way is Way.CONVERT_ALL)
    assert everything.convert.money == 192_000 + 8_600


def test_more_than_nine_tenths_taxed_waits_also_beside_a_payout() -> None:
    """8,245 of 8,600 would be taxed. Kept, the 8,600 gives 329.82 of the payout back untaxed."""
    plan = planned(single(310_000, person(**OLDER, ira_rmd=8_000)))
    assert chosen(plan).way is Way.WAIT
    lines = form(plan)
    assert [lines[n] for n in ("6", "7", "8", "14", "15c")] == ["200600.00", "8000.00", "0.00", "8270.18", "7670.18"]


@pytest.mark.parametrize(("ticked", "way"), [([], Way.DEDUCT), (["charity"], Way.WAIT)])
def test_who_gives_from_an_ira_is_not_led_to_a_deduction(ticked: list[str], way: Way) -> None:
    """What is deducted from the year of 70½ on makes as much of the gifts taxable (IRC 408(d)(8)(A))."""
    you = person(**OLDER | {"covered": False}, ira_rmd=8_000)
    assert chosen(planned(single(310_000, you, circumstances=ticked))).way is way


def test_a_required_distribution_is_not_rolled_into_a_plan() -> None:
    plan = planned(single(310_000, with_plan(features={"roll_in": "any"}, **OLDER, ira_rmd=8_000)))
    assert codes(plan)[:2] == ["rmd_first", "roll_in"]
    assert step(plan, "roll_in").amount.money == 192_000


@pytest.mark.parametrize(("taken", "left"), [(3_000, 5_000), (8_000, 0), (12_000, 0)])
def test_what_was_taken_already_counts_towards_it(taken: int, left: int) -> None:
    plan = planned(single(310_000, person(**OLDER, ira_rmd=8_000, moves=["withdrew"], withdrew=taken)))
    assert form(plan)["7"] == f"{max(taken, 8_000)}.00"
    assert plan.people[0].rmd.money == left
    assert ("rmd_first" in codes(plan)) == (left > 0)


def test_what_is_set_aside_holds_the_additional_tax_too() -> None:
    """7,500 of basis over 217,500 leaves 9,655.17 of 10,000 taxed, and 10 % of that is due besides (IRC 72(t))."""
    plan = planned(single(310_000, person(**HELD, birth_year=1981, moves=["withdrew"], withdrew=10_000)))
    assert plan.tax is not None
    assert plan.tax.federal is not None
    aside = step(plan, "pay_tax")
    assert aside.values["early"].money == Decimal("965.52")
    assert aside.amount.money == round(plan.tax.federal.money + Decimal("965.52"))


def test_an_unknown_required_distribution_is_named_and_left_out() -> None:
    plan = planned(single(310_000, person(**OLDER)))
    assert codes(plan)[0] == "rmd_first"
    assert "you.ira_rmd" in [unknown.fact for unknown in plan.unknowns]
    assert "before_rmd" in [note.code for note in plan.assumptions]


@pytest.mark.parametrize(("born", "year", "due"), [(1953, 2026, True), (1954, 2026, False), (1951, 2023, False)])
def test_from_73_on(born: int, year: int, due: bool) -> None:  # noqa: FBT001 - the case
    """IRC 401(a)(9)(C)(v): 73 for who is born 1951 to 1959."""
    facts = single(310_000, person(**HELD | {"birth_year": born}, ira_rmd=8_000), tax_year=year)
    assert ("rmd_first" in codes(planned(facts, date(year, 11, 23)))) == due


def test_no_distribution_was_required_in_2020() -> None:
    facts = single(310_000, person(**HELD | {"birth_year": 1940}, ira_rmd=8_000), tax_year=2020)
    assert "rmd_first" not in codes(planned(facts, date(2020, 11, 23)))


def test_what_was_converted_before_it_was_not_converted() -> None:
    """The first 8,000 out of the IRAs were the distribution; in the Roth IRA they are a contribution."""
    told = OLDER | {"moves": ["converted"], "converted": 50_000, "ira_rmd": 8_000}
    plan = planned(single(310_000, person(**told)))
    assert form(plan)["7"] == "8000.00"
    assert "rmd_converted" in codes(plan)
    assert plan.people[0].excess.money == 8_000


def test_a_payout_counts_for_the_roth_limit() -> None:
    """150,000 and 19,000 taxable of 20,000 are above 168,000: no direct contribution in 2026 (IRC 408A(c)(3))."""
    below = planned(single(150_000, person(**OLDER, compensation=150_000, ira_rmd=0)))
    above = planned(single(150_000, person(**OLDER, compensation=150_000, ira_rmd=20_000)))
    assert (below.people[0].route, above.people[0].route) == (Route.DIRECT, Route.BACKDOOR)
    assert above.people[0].roth_magi.money == 150_000 + above.case.paid_out.money


def test_a_spouses_payout_is_income_of_both() -> None:
    spouse = person(**OLDER, ira_rmd=20_000)
    plan = planned(couple(spouse, person(), agi=240_000))
    assert plan.people[0].roth_magi.money == 240_000 + plan.case.paid_out.money > 242_000


def test_withheld_tax_was_paid_out_and_not_converted() -> None:
    """10,000 of 50,000 withheld: 7,500 of basis over 50,000 + 10,000 + 47,500; 10 % of the taxed part under 59½."""
    told = {"ira_kinds": ["rollover"], "rollover": 50_000, "basis": 0, "moves": ["converted"], "converted": 50_000}
    facts = single(310_000, person(**told, withheld=10_000), circumstances=["withheld"])
    plan = planned(facts)
    assert [form(plan)[n] for n in ("7", "8", "15c")] == ["10000.00", "47500.00", "9302.33"]
    assert [f"{one.tax.money}" for one in plan.early] == ["930.23"]
    assert "withheld" in codes(plan)
    assert "loss_before_converting" not in applying(plan.case)


def test_how_much_was_withheld_is_not_guessed() -> None:
    told = {"ira_kinds": ["traditional"], "traditional": 0, "basis": 0, "year_end_value": 0}
    moved = {"moves": ["traditional", "converted"], "contributed": 7_500, "converted": 6_750}
    plan = planned(single(310_000, person(**told, **moved), circumstances=["withheld"]))
    assert "you.withheld" in [unknown.fact for unknown in plan.unknowns]
    assert "withheld_unknown" in [note.code for note in plan.assumptions]
    assert "loss_before_converting" not in applying(plan.case)


def young_simple(agi: int, **more: Any) -> Facts:
    held = {"ira_kinds": ["simple", "roth"], "simple": 0, "simple_first_deposit": date(2025, 9, 1), "basis": 0}
    moved = {"moves": ["converted"], "converted": 20_000, "converted_simple": 20_000}
    return single(agi, person(compensation=agi, **held, **moved, **more))


def test_simple_money_inside_two_years_is_paid_out_and_an_excess() -> None:
    plan = planned(young_simple(60_000))
    lines = form(plan)
    assert (lines["7"], lines["8"], lines["18"]) == ("20000.00", "0.00", None)
    repair = simple_early(
        moved=20_000, moved_on=date(2026, 5, 1), today=plan.today, under_59_half=True, room=plan.people[0].limit
    )
    assert plan.early[0].tax.money == repair.way("return").extra.money == 5_000
    assert step(plan, "remove_excess").amount.money == repair.amount.money == 12_500
    assert "simple_early" in codes(plan)


def test_simple_money_is_never_called_a_conversion_above_the_roth_range() -> None:
    plan = planned(young_simple(310_000))
    assert plan.people[0].excess.money == 20_000
    assert not any(line["16"] and line.money("16") > 7_500 for line in (f.sheet for f in plan.people[0].chosen.forms))


@pytest.mark.parametrize(
    ("born", "sure", "tax"), [(1984, [True], ["740.74"]), (1967, [False], ["728.86"]), (1965, [], [])]
)
def test_a_payout_before_59_and_a_half_bears_ten_percent(born: int, sure: list[bool], tax: list[str]) -> None:
    """2,592.59 of 10,000 is basis (17,500 over 67,500), or 2,728.86 with the catch-up (18,600 over 68,600)."""
    told = {"ira_kinds": ["rollover"], "rollover": 50_000, "basis": 10_000, "moves": ["withdrew"], "withdrew": 10_000}
    plan = planned(single(310_000, person(birth_year=born, **told)))
    assert [one.sure for one in plan.early] == sure
    assert [f"{one.tax.money}" for one in plan.early] == [f"{t}" for t in tax]


def test_income_from_a_payout_is_not_called_conversion_income() -> None:
    told = {"ira_kinds": ["rollover"], "rollover": 50_000, "basis": 0, "moves": ["withdrew"], "withdrew": 10_000}
    plan = planned(single(90_000, person(compensation=90_000, **told)))
    assert step(plan, "pay_tax").values["income"] == "paid_out"
    assert plan.case.taxable.money == plan.case.payout.money == 10_000


def test_who_converts_nothing_still_takes_the_required_distribution():
    plan = planned(single(95_000, person(**OLDER, compensation=0, ira_rmd=8_000)))
    assert codes(plan)[0] == "rmd_first"
    assert step(plan, "rmd_first").by == date(2026, 12, 31)


def test_what_goes_straight_to_charity_is_no_income_and_counts_toward_the_distribution() -> None:
    """27,400 taken, 6,000 of it to charity: line 7 is 21,400; 90,000 of basis over 694,000 (IRC 408(d)(8))."""
    iras = {"ira_kinds": ["traditional"], "traditional": 672_600, "basis": 90_000, "ira_rmd": 27_400}
    you = person(1950, 0, **iras, moves=["withdrew"], withdrew=27_400, charity=6_000)
    plan = planned(single(150_000, you))
    (one,) = plan.people
    assert one.chosen is not None
    (form,) = one.chosen.forms
    assert [form.sheet.line(number).money for number in ("7", "15c", "14")] == [
        21_400,
        Decimal("18624.78"),
        Decimal("87224.78"),
    ]
    assert "rmd_first" not in codes(plan)


GIVER = {"ira_kinds": ["traditional"], "traditional": 600_000, "basis": 0, "covered": False, "ira_rmd": 24_000}


def test_what_is_given_to_charity_comes_first_and_counts():
    """IRC 408(d)(8): up to 111,000 in 2026, and toward the required distribution."""
    facts = single(90_000, person(1950, 0, **GIVER), circumstances=["rmd", "charity"])
    order = [one.code for one in planned(facts).steps]
    assert order[:2] == ["charity_first", "rmd_first"]
    given = step(planned(facts), "charity_first")
    assert given.values["limit"].money == 111_000
    paid = {"withdrew": 24_000, "charity": 6_000, "moves": ["withdrew"]}
    done = planned(single(90_000, person(1950, 0, **GIVER | paid), circumstances=["rmd", "charity"]))
    assert "rmd_first" not in {one.code for one in done.steps}
    assert done.case.payout.money == 18_000


def test_who_is_too_young_or_did_not_say_so_is_not_told_to_give():
    for born, ticked in ((1960, ["charity"]), (1950, [])):
        facts = single(90_000, person(born, 0, **GIVER), circumstances=ticked)
        assert "charity_first" not in {one.code for one in planned(facts).steps}


def test_the_first_required_distribution_may_wait_until_april():
    """IRC 401(a)(9)(C)(i): born in 1953, so 73 in 2026; not where something is converted or moved before."""
    first, later = (step(planned(single(90_000, person(born, 0, **GIVER))), "rmd_first") for born in (1953, 1952))
    assert (first.values.get("april"), later.values.get("april")) == (date(2027, 4, 1), None)
    assert first.values["left"].money == 576_000


TAKEN = {"ira_kinds": ["traditional", "rollover"], "moves": ["traditional", "withdrew"], "basis": 0}


def test_what_is_left_after_a_payout_and_a_roll_in_is_converted_and_no_more() -> None:
    """Form 8606 of 2026, by hand.

    5,750 contributed, 14,500 paid out, 5,750 left; 2,850 still goes in (limit 8,600 from age 50 on). The plan takes
    rollover money alone, 1,400: 5,750 + 2,850 - 1,400 = 7,200 is left to convert. Line 9 is 14,500 + 7,200 = 21,700;
    of it 8,600 is not taxed, 13,100 is: lines 15c and 18 together.
    """
    held = TAKEN | {"traditional": 4_350, "rollover": 1_400, "contributed": 5_750, "withdrew": 14_500}
    plan = planned(single(you=with_plan(features={"roll_in": "rollover_only"}, birth_year=1960, **held)))
    moved = [step(plan, code).amount.money for code in ("roll_in", "contribute_traditional", "convert")]
    assert moved == [1_400, 2_850, 7_200]
    lines = form(plan)
    assert [lines[n] for n in ("1", "6", "7", "8", "9")] == ["8600.00", "0.00", "14500.00", "7200.00", "21700.00"]
    assert chosen(plan).taxable.money == 13_100


def test_a_plan_that_takes_all_that_a_payout_left_leaves_the_new_money_alone() -> None:
    """By hand: 40,000 pre-tax and 7,000 of basis, 30,000 paid out, 17,000 left.

    Were all of it paid out, 40,000 would be income: so much, at most what is there, may go into a plan (IRC
    408(d)(3)(A)(ii), (H)). What is left is the 7,500 that goes in. Line 9 is 37,500, line 5 14,500: 23,000 is taxed.
    """
    held = {"ira_kinds": ["traditional"], "moves": ["withdrew"], "basis": 7_000, "withdrew": 30_000}
    plan = planned(single(you=with_plan(features={"roll_in": "any"}, **held, traditional=17_000)))
    moved = [step(plan, code).amount.money for code in ("roll_in", "contribute_traditional", "convert")]
    assert moved == [17_000, 7_500, 7_500]
    lines = form(plan)
    assert [lines[n] for n in ("5", "6", "9", "14")] == ["14500.00", "0.00", "37500.00", "0.00"]
    assert chosen(plan).taxable.money == 23_000


def test_money_that_is_there_already_is_wished_away_once() -> None:
    """6,800 in an IRA, 3,000 of it contributed this year; 4,500 goes in: 11,300 is there, whatever the wish."""
    held = {"ira_kinds": ["rollover"], "rollover": 6_800, "moves": ["traditional"], "contributed": 3_000, "basis": 0}
    plan = planned(single(you=person(**held, wish_convert=25_000)))
    assert chosen(plan).way is Way.WISH
    assert chosen(plan).convert.money == 11_300
    assert chosen(plan).taxable.money == 3_800


def test_locked_simple_money_stays_when_the_rest_is_rolled_in() -> None:
    """1,800 + 4,300 go into the plan, 8,100 of SIMPLE money stays; 7,500 goes in and is converted.

    Basis 6,500 + 7,500 = 14,000, all there is at the end of the year 8,100 + 7,500 = 15,600: 14,000 / 15,600 of the
    7,500, 6,730.77, is not taxed.
    """
    held = {"ira_kinds": ["traditional", "rollover", "simple"], "traditional": 1_800, "rollover": 4_300}
    held |= {"simple": 8_100, "simple_first_deposit": "2025-12-31", "moves": ["prior"], "contributed_prior": 6_500}
    told = with_plan(features={"roll_in": "any"}, **held, basis=6_500, basis_includes_prior=True)
    option = next(way.option for way in planned(single(you=told)).ways if way.option.way is Way.ROLL_IN)
    assert (option.roll_in.money, option.convert.money, option.left.money) == (6_100, 7_500, 8_100)
    assert option.taxable.money == Decimal("769.23")
