"""Money on its way out of a plan: the split, its taxable part, the ways open to it, and Roth against pre-tax."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.planning.conversions import Deciding, Holding, ToRoth, plan_conversion, tsp_conversion, ways_to_roth
from calc.planning.split import after_tax_account, plan_split
from calc.refusals import Refusal
from calc.worksheets.reverse_rollover import reverse_rollover
from calc.worksheets.roth_401k import roth_401k
from calc.worksheets.roth_or_pretax import Better, roth_or_pretax, tax_saved

TODAY = date(2026, 6, 1)
dollars = st.integers(0, 200_000)


def test_the_published_split_of_notice_2014_54():
    """80,000 pre-tax, 20,000 after-tax: 80,000 to a traditional IRA, 10,000 to a Roth IRA, 10,000 in cash."""
    sheet = plan_split(pretax=80_000, after_tax=20_000, to_traditional=80_000, to_roth=10_000, cash=10_000)
    assert sheet.money("pretax_to_traditional") == 80_000
    assert (sheet.money("taxable"), sheet.money("withheld")) == (0, 0)


def test_pre_tax_money_that_reaches_the_roth_is_taxed():
    sheet = plan_split(pretax=3_000, after_tax=20_000, to_roth=23_000)
    assert sheet.money("taxable") == 3_000
    assert sheet.money("withheld") == 0


@settings(max_examples=100, deadline=None)
@given(dollars, dollars, dollars, dollars)
def test_a_split_loses_nothing(traditional: int, roth: int, cash: int, after_tax: int):
    whole = traditional + roth + cash
    after_tax = min(after_tax, whole)
    sheet = plan_split(
        pretax=whole - after_tax, after_tax=after_tax, to_traditional=traditional, to_roth=roth, cash=cash
    )
    kinds = {
        kind: [sheet.money(f"{kind}_{to}") for to in ("to_traditional", "to_roth", "in_cash")]
        for kind in ("pretax", "after_tax")
    }
    assert sum(kinds["pretax"]) == whole - after_tax
    assert sum(kinds["after_tax"]) == after_tax
    assert min(*kinds["pretax"], *kinds["after_tax"]) >= 0
    assert sheet.money("taxable") == max(0, whole - after_tax - traditional)


def test_a_split_that_does_not_add_up_is_refused():
    with pytest.raises(Refusal) as refused:
        plan_split(pretax=10, after_tax=10, to_roth=21)
    assert refused.value.reason == "split_does_not_add_up"


def test_growth_in_the_after_tax_account_is_taxed_in_proportion():
    whole = after_tax_account(contributions=30_000, earnings=1_500, moved=31_500)
    half = after_tax_account(contributions=30_000, earnings=1_500, moved=15_750)
    assert (whole.money("taxable"), half.money("taxable")) == (1_500, 750)
    assert half.money("contributions_left") == 15_000


def test_reverse_rollover_takes_pre_tax_money_first():
    """105,000 with 20,000 of basis: 85,000 may go in, and 20,000 stays to be converted without tax."""
    sheet = reverse_rollover(value=105_000, basis=20_000)
    assert (sheet.money("maximum"), sheet.money("stays")) == (85_000, 20_000)


def test_locked_simple_money_cannot_go_into_a_plan():
    sheet = reverse_rollover(value=50_000, basis=0, nondeductible=7_500, locked_simple=30_000)
    assert sheet.money("maximum") == 20_000


@pytest.mark.parametrize(
    ("holding", "facts", "open_ways"),
    [
        (Holding.SEP, Deciding(TODAY), (ToRoth.CONVERT, ToRoth.SIXTY_DAYS)),
        (Holding.SIMPLE, Deciding(TODAY, simple_first_deposit=date(2024, 6, 1)), (ToRoth.CONVERT, ToRoth.SIXTY_DAYS)),
        (Holding.K401, Deciding(TODAY, payable=False, offers_in_plan=True), (ToRoth.IN_PLAN,)),
        (Holding.K401, Deciding(TODAY, payable=False, offers_in_plan=False), ()),
        (Holding.PENSION, Deciding(TODAY, payable=True), (ToRoth.DIRECT, ToRoth.SIXTY_DAYS)),
        (Holding.TSP, Deciding(TODAY, payable=False), (ToRoth.IN_PLAN,)),
        (Holding.TSP, Deciding(date(2026, 1, 27), payable=False), ()),
        (
            Holding.GOV457,
            Deciding(TODAY, payable=True, offers_in_plan=True),
            (ToRoth.DIRECT, ToRoth.SIXTY_DAYS, ToRoth.IN_PLAN),
        ),
    ],
)
def test_where_money_may_go(holding: Holding, facts: Deciding, open_ways: tuple[ToRoth, ...]):
    assert ways_to_roth(holding, facts) == open_ways


@pytest.mark.parametrize(
    ("holding", "facts", "reason"),
    [
        (Holding.INHERITED, Deciding(TODAY), "inherited_not_convertible"),
        (Holding.NONGOV457, Deciding(TODAY), "private_457b_not_convertible"),
        (Holding.SIMPLE, Deciding(TODAY, simple_first_deposit=date(2024, 6, 2)), "simple_locked"),
        (Holding.SIMPLE, Deciding(TODAY), "missing_field"),
        (Holding.B403, Deciding(TODAY), "missing_field"),
    ],
)
def test_what_may_not_be_converted_is_refused_by_name(holding: Holding, facts: Deciding, reason: str):
    with pytest.raises(Refusal) as refused:
        ways_to_roth(holding, facts)
    assert refused.value.reason == reason


def test_a_cheque_arrives_a_fifth_short():
    direct = plan_conversion(amount=50_000, after_tax=10_000, way=ToRoth.DIRECT)
    cheque = plan_conversion(amount=50_000, after_tax=10_000, way=ToRoth.SIXTY_DAYS)
    assert (direct.money("taxable"), direct.money("withheld")) == (40_000, 0)
    assert (cheque.money("withheld"), cheque.money("arrives")) == (8_000, 42_000)


@pytest.mark.parametrize(
    ("amount", "made", "reason"),
    [(499, 0, "tsp_below_minimum"), (9_501, 0, "tsp_must_stay"), (500, 26, "tsp_no_request_left")],
)
def test_tsp_conversions_have_bounds(amount: int, made: int, reason: str):
    with pytest.raises(Refusal) as refused:
        tsp_conversion(amount=amount, balance_of_source=10_000, made_this_year=made)
    assert refused.value.reason == reason
    assert tsp_conversion(amount=9_500, balance_of_source=10_000, made_this_year=25).money("stays") == 500


def test_a_nonqualified_payout_of_a_roth_401k_is_in_proportion():
    sheet = roth_401k(
        year=2026,
        first_year=2024,
        contributions=30_000,
        earnings=10_000,
        distribution=8_000,
        exempt=False,
        old_enough=False,
    )
    assert (sheet.money("taxable"), sheet.money("additional_tax")) == (2_000, 200)


def test_an_in_plan_rollover_is_recaptured_inside_five_years():
    usual = {"first_year": 2015, "contributions": 40_000, "earnings": 0, "distribution": 40_000, "exempt": False}
    inside, outside = (
        roth_401k(year=year, old_enough=False, converted_taxable=15_000, converted_year=2022, **usual)
        for year in (2026, 2027)
    )
    assert (inside.money("penalty_base"), outside.money("penalty_base")) == (15_000, 0)


def test_a_qualified_payout_is_free():
    sheet = roth_401k(
        year=2026, first_year=2021, contributions=10, earnings=90, distribution=100, exempt=False, old_enough=True
    )
    assert (sheet.money("taxable"), sheet.money("additional_tax")) == (0, 0)


def test_the_rates_meet_where_both_are_worth_the_same():
    at = {"deferral": 10_000, "saved_now": 2_400, "growth": Decimal(4)}
    even = roth_or_pretax(rate_later=Decimal("0.24"), **at)
    assert even.break_even == Fraction("0.24")
    assert even.better is Better.EVEN
    assert roth_or_pretax(rate_later=Decimal("0.22"), **at).better is Better.PRETAX
    higher = roth_or_pretax(rate_later=Decimal("0.32"), **at)
    assert higher.better is Better.ROTH
    assert (higher.sheet.money("pretax_later"), higher.sheet.money("roth_later")) == (27_200, 30_400)


def test_the_rate_saved_is_that_of_the_whole_slice():
    """2026 single, income 125,000 less 24,500: 3,200 at 24 % (above 105,700 of taxable income) and 21,300 at 22 %."""
    saved = tax_saved(tax_year=2026, filing_status="single", age=40, spouse_age=None, income=125_000, deferral=24_500)
    assert saved.value == Decimal("5454.00")
