"""The tax in time: safe harbors worked out by hand from the form, and the questions they turn on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from calc.facts import Facts
from calc.planning.paying_in_time import Payments, timing_questions
from calc.planning.season import season
from calc.worksheets.form_2210 import form_2210
from tests.people import NOVEMBER, PLAIN, codes, couple, person, planned, single

EMPTIED: dict[str, Any] = {
    "ira_kinds": ["traditional"], "traditional": 0, "year_end_value": 0, "basis": 0, "moves": ["converted"],
}  # fmt: skip


def converted(amount: int = 60_000, agi: int = 80_000, *, born: int = 1975, **known: Any) -> Facts:
    """Single, 80,000 of pay, standard deduction of 16,100: the tax of 2026 is worked out in the tests."""
    return single(agi, person(born, agi, **EMPTIED, converted=amount), **known)


def due(facts: Facts, today: date = NOVEMBER) -> Payments:
    found = planned(facts, today).due
    assert found is not None
    return found


def asked(facts: Facts) -> tuple[str, ...]:
    return timing_questions(facts, season(2026, NOVEMBER, "TX"))


@pytest.mark.parametrize(
    ("told", "enough", "pay"),
    [
        ({}, "18000.00", "6000.00"),  # 90 % of 20,000
        ({"last_year": 10_000, "last_income": 150_000}, "10000.00", "0"),  # 100 %: at the limit is not above it
        ({"last_year": 13_000, "last_income": 150_000}, "13000.00", "1000.00"),
        ({"last_year": 13_000, "last_income": 150_001}, "14300.00", "2300.00"),  # 110 %
        ({"last_year": 13_000}, "14300.00", "2300.00"),  # not known: the share that is enough in any case
        ({"last_year": 13_000, "last_income": 80_000, "separate": True}, "14300.00", "2300.00"),  # above 75,000
        ({"last_year": 0, "last_income": 0}, "0.00", "0"),  # no tax last year (6654(e)(2))
    ],
)
def test_the_smaller_of_this_year_and_last_year_is_enough(told: dict[str, Any], enough: str, pay: str):
    sheet = form_2210(tax=18_000, other=2_000, withheld=12_000, **told)
    assert (sheet.money("4"), sheet.money("9"), sheet.money("pay")) == (20_000, Decimal(enough), Decimal(pay))


def test_below_1000_dollars_left_nothing_is_paid_ahead():
    """IRC 6654(e)(1): less than 1,000; 1,000 itself is not less."""
    assert form_2210(tax=5_000, other=0, withheld=4_001).money("pay") == 0
    assert form_2210(tax=5_000, other=0, withheld=4_000).money("pay") == 500


def test_november_pays_once_and_by_january():
    """123,900 of taxable income in 2026: 17,966 at 24 % from 105,700 on. 90 % of 22,334 is 20,100.60."""
    found = due(converted(tax_withheld=9_000))
    tax = Decimal(1_240) + (50_400 - 12_400) * Decimal("0.12") + (105_700 - 50_400) * Decimal("0.22")
    tax += (123_900 - 105_700) * Decimal("0.24")
    assert found.sheet.money("1") == tax == Decimal(22_334)
    assert [(day, amount.money) for day, amount in found.rows] == [(date(2027, 1, 15), Decimal(11_101))]
    assert found.catching_up
    assert found.harbor == "this_year"


def test_may_pays_half_in_june_and_a_quarter_each_later():
    found = due(converted(tax_withheld=9_000, tax_last_year=13_000, income_last_year=90_000), date(2026, 5, 10))
    assert [(day, amount.money) for day, amount in found.rows] == [
        (date(2026, 6, 15), 2_000), (date(2026, 9, 15), 1_000), (date(2027, 1, 15), 1_000),
    ]  # fmt: skip
    assert found.harbor == "last_year"


LATER = person(1975, 200_000, ira_kinds=["traditional"], traditional=300_000, basis=0, moves=[], wish_convert=100_000)


@pytest.mark.parametrize(
    ("withheld", "today", "by_then", "charge"),
    [
        (35_000, date(2026, 4, 3), ["06-15", "09-15", "01-15"], False),  # January to March are over
        (35_000, date(2026, 9, 10), ["01-15"], False),  # January to August are over: nothing by September 15
        (35_000, NOVEMBER, ["01-15"], False),
        (20_000, date(2026, 9, 10), ["09-15", "01-15"], True),  # too little without it as well
    ],
)
def test_income_that_is_still_to_come_owes_nothing_for_months_that_are_over(
    withheld: int, today: date, by_then: list[str], *, charge: bool
):
    """Schedule AI: without it 200,000 less 16,100 is taxed with 36,734, of which 90 % are 33,060.60."""
    found = due(single(200_000, LATER, tax_withheld=withheld), today)
    assert [f"{day:%m-%d}" for day, _ in found.rows] == by_then
    assert sum(amount.money for _, amount in found.rows) == found.sheet.line("pay").money.quantize(
        Decimal(1), "ROUND_HALF_UP"
    )
    assert found.catching_up == charge
    assert found.late == (not charge and today > date(2026, 4, 15))
    if withheld == 20_000:
        assert found.rows[0][1].money == 9_795  # three quarters of 33,060.60 less 20,000


def test_what_came_already_may_have_come_in_any_month():
    some = {**LATER, "moves": ["converted"], "converted": 50_000}
    facts = single(200_000, some, tax_withheld=35_000)
    assert (due(facts).catching_up, due(facts).late) == (True, False)


@pytest.mark.parametrize(
    ("first", "late"), [(date(2026, 8, 31), False), (date(2026, 9, 1), True), (date(2025, 11, 3), False)]
)
def test_the_day_of_the_first_conversion_tells_which_months_it_belongs_to(first: date, late: bool):  # noqa: FBT001
    """The payment of September looks at January to August; a day of another year tells nothing."""
    some = {**LATER, "moves": ["converted"], "converted": 50_000}
    found = due(single(200_000, some, tax_withheld=35_000, first_taken_on=first))
    assert (found.late, found.catching_up) == (late, not late)


def test_that_day_is_asked_where_only_it_keeps_a_charge_away():
    some = {**LATER, "moves": ["converted"], "converted": 50_000}
    enough, little = (
        asked(single(200_000, some, tax_withheld=held, tax_last_year=60_000)) for held in (35_000, 20_000)
    )
    assert "first_taken_on" in enough
    assert "first_taken_on" not in little, "too little is withheld without the conversion, too"
    assert "first_taken_on" not in asked(single(200_000, LATER, tax_withheld=35_000, tax_last_year=60_000))


def test_what_is_withheld_already_can_be_enough():
    plan = planned(converted(tax_withheld=14_000, tax_last_year=13_000, income_last_year=90_000))
    assert plan.due is not None
    assert plan.due.rows == ()
    assert "pay_tax_covered" in codes(plan)
    assert "estimated_tax" not in {day.code for day in plan.deadlines}


def test_the_business_and_the_early_payout_owe_tax_too():
    """Self-employment: 60,000 x 92.35 % x 15.3 %; 10 % of the 10,000 that were withheld from the conversion at 45."""
    rest = {**PLAIN, "self_employment_profit": 60_000}
    you = person(1981, 80_000, **EMPTIED, converted=60_000, withheld=10_000)
    found = due(single(80_000, you, tax_withheld=9_000, whole_return=rest, circumstances=["withheld"]))
    assert found.sheet.money("2") == Decimal("8477.73") + 1_000


def test_california_has_an_additional_tax_of_its_own():
    """R&TC 17085: 2.5 % beside the 10 %; of a SIMPLE in its first two years 6 % beside the 25 %."""
    you = person(1980, 190_000, ira_kinds=["traditional"], traditional=20_000, basis=0, moves=["converted"],
                 converted=50_000, withheld=10_000)  # fmt: skip
    here, there = (planned(single(175_000, you, state=state, circumstances=["withheld"])) for state in ("CA", "NY"))
    (own,), (none,) = here.early, there.early
    assert (own.tax.money, own.of_state.money, none.of_state.money) == (Decimal("903.23"), Decimal("225.81"), 0)
    assert {way.early.money for way in here.ways if way.chosen} == {Decimal("1129.04")}


def test_it_is_asked_where_more_than_1000_dollars_are_at_stake():
    assert asked(converted(60_000)) == ("tax_withheld",)
    assert asked(converted(4_000)) == ()  # 22 % of 4,000 is 880
    assert asked(single(80_000, person(1975, 80_000))) == ()


def test_each_answer_asks_only_for_what_still_decides():
    assert asked(converted(tax_withheld=20_200)) == ("tax_withheld",)  # above 90 % of this year's tax
    assert asked(converted(tax_withheld=9_000)) == ("tax_withheld", "tax_last_year")
    some = {"tax_withheld": 9_000, "tax_last_year": 13_000}
    day = "first_taken_on"  # 9,000 are enough for the 8,770 of 80,000 alone
    assert asked(converted(**some)) == ("tax_withheld", "tax_last_year", "income_last_year", day)
    assert asked(converted(**some | {"tax_last_year": 30_000})) == ("tax_withheld", "tax_last_year", day)
    assert asked(converted(**some | {"tax_last_year": 0})) == ("tax_withheld", "tax_last_year")


def test_a_clean_back_door_asks_nothing_of_it():
    fresh = person(ira_kinds=["traditional"], traditional=7_500, moves=["traditional"], contributed=7_500, basis=0)
    assert asked(single(310_000, fresh)) == ()
    assert asked(couple(fresh, fresh)) == ()


JANUARY, AFTER_IT = date(2027, 1, 5), date(2027, 1, 20)


def test_in_january_the_last_payment_of_the_year_before_is_a_step():
    """100 % of last year's 14,000 less 9,000 withheld, by January 15; from the 16th on there is no such payment."""
    you = person(1975, 80_000, **EMPTIED, converted=60_000, converted_next=0)
    told = single(80_000, you, tax_withheld=9_000, tax_last_year=14_000, income_last_year=78_000)
    first = planned(told, JANUARY).steps[0]
    assert (first.code, first.amount and first.amount.money, first.by) == (
        "pay_tax_january",
        5_000,
        date(2027, 1, 15),
    )
    assert "pay_tax_january" not in codes(planned(told, AFTER_IT))


def test_what_it_turns_on_is_asked_in_january_where_more_than_1_000_is_at_stake():
    late = converted()
    assert timing_questions(late, season(2026, JANUARY, "TX"))
    assert timing_questions(late, season(2026, AFTER_IT, "TX")) == ()
    clean = single(250_000, person(1975, 250_000, **{**EMPTIED, "moves": ["traditional", "converted"]},
                                   contributed=7_500, converted=7_500))  # fmt: skip
    assert timing_questions(clean, season(2026, JANUARY, "TX")) == ()
