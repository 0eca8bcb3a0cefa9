"""Repairs around a conversion and at work: withholding, spoiled pro-rata, SIMPLE too early, refunds of the plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from calc.planning.stakes import at_stake
from calc.refusals import Refusal
from calc.repairs.excess_deferrals import excess_deferrals
from calc.repairs.plan_refunds import Refund, Where, acp_refund, excess_additions
from calc.repairs.pretax_in_ira import after_tax_in_ira, plan_rolled_to_ira
from calc.repairs.simple_early import simple_early
from calc.repairs.withheld import withheld
from dialogs.views.plan.verdict import verdict_lines
from tests.people import codes, couple, person, planned, single

AUTUMN = date(2026, 11, 23)


def test_withheld_tax_can_be_made_good_within_60_days():
    """7,500 converted with 750 held back: make it good, or 750 is a payout, here of basis only."""
    repair = withheld(
        gross=7_500, held_back=750, taken_on=date(2026, 10, 1), today=AUTUMN, under_59_half=True, contribution=7_500
    )
    good, kept = repair.way("make_good"), repair.way("keep_as_distribution")
    assert (good.by, good.open, good.moved.money, good.taxable.value) == (date(2026, 11, 30), True, 750, 0)
    assert (kept.taxable.value, kept.extra.value) == (0, 0)


def test_withheld_pre_tax_money_bears_the_10_percent():
    repair = withheld(gross=50_000, held_back=5_000, taken_on=date(2026, 3, 2), today=AUTUMN, under_59_half=True)
    kept = repair.way("keep_as_distribution")
    assert not repair.way("make_good").open
    assert (kept.taxable.money, kept.extra.money) == (50_000, 500)
    assert kept.price(Decimal("0.24")).value == 12_500
    assert kept.forms == ("8606", "5329")


def test_more_cannot_be_withheld_than_was_taken():
    with pytest.raises(Refusal):
        withheld(gross=100, held_back=101, taken_on=AUTUMN, today=AUTUMN, under_59_half=False)


def test_a_plan_rolled_to_an_ira_can_go_back_until_31_december():
    """7,500 converted, then 200,000 of plan money in an IRA: 7,228.92 taxed, or nothing once it is back in a plan."""
    repair = plan_rolled_to_ira(
        rolled=200_000,
        converted=7_500,
        year_end_value=200_000,
        conversion_year=2026,
        today=AUTUMN,
        contribution=7_500,
    )
    back, leave = repair.way("roll_back"), repair.way("leave")
    assert (back.moved.money, back.taxable.value, back.by) == (200_000, 0, date(2026, 12, 31))
    assert leave.taxable.money == Decimal("7228.92")
    assert repair.way("convert_the_rest").taxable.money == 200_000


def test_after_the_year_end_it_is_too_late_to_roll_back():
    repair = plan_rolled_to_ira(
        rolled=1_000, converted=7_500, year_end_value=1_000, conversion_year=2025, today=AUTUMN, contribution=7_500
    )
    assert not repair.way("roll_back").open


def test_basis_that_is_not_converted_yet_stays_out_of_the_plan():
    repair = plan_rolled_to_ira(
        rolled=50_000, converted=5_000, year_end_value=53_000, conversion_year=2026, today=AUTUMN, basis=8_000
    )
    back = repair.way("roll_back")
    assert back.moved.money == 50_000
    assert back.taxable.value == 0


def test_after_tax_money_in_an_ira_is_freed_by_rolling_the_rest_into_a_plan():
    repair = after_tax_in_ira(
        after_tax=30_000, pretax=90_000, landed_on=date(2026, 8, 3), today=AUTUMN, plan_takes=True
    )
    rolled = repair.way("roll_pretax_in_and_convert")
    assert (rolled.moved.money, rolled.taxable.value) == (90_000, 0)
    assert repair.way("convert_in_proportion").taxable.money == 22_500  # three quarters of 30,000
    assert not repair.way("ask_for_correction").open
    assert repair.way("ask_for_correction").by == date(2026, 10, 2)


def test_simple_money_moved_too_early():
    repair = simple_early(
        moved=20_000, moved_on=date(2026, 11, 2), today=AUTUMN, under_59_half=True, room=7_500, earnings=300
    )
    assert repair.amount.money == 12_500
    assert repair.way("back_to_a_simple").open
    returned, left = repair.way("return"), repair.way("leave")
    assert (returned.moved.money, returned.taxable.money, returned.extra.money) == (12_800, 20_300, 5_000)
    assert returned.by == date(2027, 10, 15)
    assert left.extra.money == 5_750  # 25 % of 20,000 and 6 % of 12,500


def test_excess_deferrals_left_in_are_taxed_twice():
    repair = excess_deferrals(tax_year=2026, excess=5_500, earnings=200, roth=False, today=AUTUMN)
    back, left = repair.way("return"), repair.way("leave")
    assert (back.by, back.moved.money) == (date(2027, 4, 15), 5_700)
    assert [(one.year, one.amount.money) for one in back.incomes] == [(2026, 5_700)], "growth paid in 2026 too"
    assert [(one.year, one.amount.money) for one in left.incomes] == [(2026, 5_500), (None, 5_500)]


def test_a_roth_excess_is_in_income_already_and_taxed_once_more():
    repair = excess_deferrals(tax_year=2026, excess=5_500, earnings=-100, roth=True, today=date(2027, 4, 16))
    assert not repair.way("return").open
    assert repair.way("return").incomes == ()
    assert [(one.year, one.amount.money) for one in repair.way("leave").incomes] == [(None, 5_500)]


def test_an_acp_refund_taxes_only_the_earnings():
    """Paid within twelve months after the plan year (Reg. 1.401(m)-2(b)(2)(v)); March 15 only spares the employer."""
    refund = Refund(plan_year=2025, amount=4_000, earnings=150, where=Where.IN_PLAN_ROTH)
    way = acp_refund(refund, date(2026, 2, 20)).way("plan_pays_back_from_roth")
    assert (way.moved.money, way.taxable.money, way.extra.value) == (4_150, 150, 0)
    assert way.by == date(2026, 12, 31)


def test_refunded_money_in_a_roth_ira_is_an_excess_contribution_there():
    refund = Refund(plan_year=2025, amount=4_000, earnings=150, where=Where.ROTH_IRA, arrived=2025)
    repair = acp_refund(refund, date(2026, 2, 20))
    assert repair.way("remove_from_roth_ira").by == date(2026, 10, 15)
    assert repair.way("leave_in_roth_ira").extra.money == 240
    with pytest.raises(Refusal) as refused:
        acp_refund(Refund(plan_year=2025, amount=1, earnings=0, where=Where.ROTH_IRA), AUTUMN)
    assert refused.value.field == "arrived"


def test_additions_above_415c_come_back_without_the_10_percent():
    refund = Refund(plan_year=2026, amount=12_500, earnings=600, where=Where.AFTER_TAX)
    way = excess_additions(refund, AUTUMN).way("plan_pays_back")
    assert (way.moved.money, way.taxable.money, way.extra.value) == (13_100, 600, 0)


def went_on(converted):
    told = {"moves": ["traditional", "converted"], "contributed": 7_500, "converted": converted, "traditional": 0}
    return single(you=person(compensation=3_000, ira_kinds=["traditional"], basis=0, **told))


@pytest.mark.parametrize(
    ("converted", "line_8", "taxed"),
    [
        (7_500, 3_000, 0),
        (7_600, 3_040, 40),  # its share of the growth stays with what was allowed
        (57_500, 53_000, 50_000),  # old pre-tax money beside it
    ],
)
def test_an_excess_that_a_conversion_took_along_is_on_no_line(converted, line_8, taxed):
    """408(d)(4), 408(o)(2)(B): pay of 3,000 allows 3,000 of 7,500; 4,500 sits in the Roth IRA."""
    made = planned(went_on(converted))
    form = made.people[0].chosen.forms[0].sheet
    assert (form.money("1"), form.money("8"), form.money("18")) == (3_000, line_8, taxed)
    out = next(step for step in made.steps if step.code == "remove_excess")
    assert (out.amount.money, out.values["along"].money, out.by) == (4_500, 4_500, date(2027, 10, 15))


def test_without_any_pay_that_counts_nothing_was_a_conversion():
    """219(f)(1): all pay is excluded foreign income."""
    told = {"moves": ["traditional", "converted"], "contributed": 7_500, "converted": 7_500, "traditional": 0}
    you = person(compensation=110_000, foreign_excluded=110_000, ira_kinds=["traditional"], basis=0, **told)
    made = planned(single(20_000, you, circumstances=["abroad"]))
    assert all(not form.sheet["1"] or not form.sheet["1"].value for form in made.people[0].chosen.forms)
    assert next(step for step in made.steps if step.code == "remove_excess").values["along"].money == 7_500


def test_too_late_for_its_year_it_costs_6_percent_in_the_roth_ira():
    """Form 5329 line 25: 6 % of 4,000 for 2024 and 2025, and once more for 2026."""
    told = {"moves": ["traditional", "converted"], "contributed": 7_000, "converted": 7_000, "traditional": 0}
    you = person(compensation=3_000, ira_kinds=["traditional"], basis=0, **told)
    left = next(step for step in planned(single(you=you, tax_year=2024)).steps if step.code == "excess_left")
    assert (left.values["so_far"].money, left.values["each"].money, left.values["along"].money) == (480, 240, 4_000)


@pytest.mark.parametrize(("straight", "inside", "out_of_roth"), [(7_500, 7_500, 7_500), (2_000, 7_500, 2_000)])
def test_where_both_iras_hold_too_much_the_roth_gives_back_first(straight, inside, out_of_roth):
    """What went into a traditional IRA takes the limit of 7,500 first (IRC 408A(c)(2)); nothing there must leave."""
    both = {"moves": ["traditional", "roth"], "contributed": inside, "contributed_roth": straight}
    you = person(1990, 95_000, ira_kinds=["traditional", "roth"], traditional=inside, basis=0, **both)
    out = next(step for step in planned(single(90_000, you)).steps if step.code == "remove_excess")
    assert out.values["roth"].money == out_of_roth == out.amount.money
    assert out.by == date(2027, 10, 15)


def test_what_one_spouse_put_in_rests_on_the_pay_that_the_other_has_not_used():
    """Pay of 3,000, and 6,950 in the IRA of the one without: 3,950 is too much, and the other can put in nothing.

    IRC 219(c)(1)(B)(ii): the couple's pay less what the other one did contribute.
    """
    told = {"ira_kinds": ["traditional"], "traditional": 6_950, "moves": ["traditional"], "contributed": 6_950}
    made = planned(couple(person(1977, 0, covered=False, basis=0, **told), person(1977, 3_000, covered=False), 8_000))
    you, spouse = made.people
    assert (you.room.money, spouse.excess.money) == (0, 3_950)
    assert "contribute_direct" not in codes(made)


def test_the_form_of_an_earlier_year_comes_first_and_the_open_year_before_is_named():
    prior = {"ira_kinds": ["traditional"], "traditional": 7_000, "moves": ["prior"], "contributed_prior": 7_000}
    told = person(1985, 260_000, basis=0, basis_includes_prior=False, **prior)
    made = planned(single(250_000, told), date(2026, 3, 10))
    assert (codes(made)[0], made.steps[0].year) == ("form_8606", 2025)
    first, other = (planned(single(250_000), day) for day in (date(2026, 3, 10), date(2026, 4, 16)))
    assert [line.code for line in verdict_lines(first)][-1] == "last_year"
    assert "last_year" not in {line.code for line in (*verdict_lines(other), *verdict_lines(made))}


def test_californias_part_of_an_early_payout_is_its_own():
    """2.5 % of 9,032.26, what 7,500 of basis in 77,500 leaves taxed of 10,000; the federal 10 % is another's."""
    done = {"moves": ["converted"], "converted": 50_000, "withheld": 10_000}
    you = person(1980, 190_000, ira_kinds=["traditional"], traditional=20_000, basis=0, **done)
    assert at_stake(planned(single(190_000, you, state="CA")))["california_early"].money == 226
