"""The price of a plan: two whole returns as far as they were told, a range before, and the few questions between."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.derivation import given as fact
from calc.facts import Facts
from calc.pitfalls.conditions import applying
from calc.planning.households import open_parts, told_household, with_income
from calc.planning.price_questions import QUESTIONS, price_questions
from calc.planning.price_questions import price_told as told_already
from calc.planning.season import season
from calc.planning.stakes import at_stake
from calc.planning.tax_cost import TaxCost, Taxes
from calc.worksheets.whole_return.form_1040 import to_agi
from tests.people import NOVEMBER, PLAIN, couple, person, planned, single

CONVERTED = {"ira_kinds": ["traditional"], "traditional": 0, "year_end_value": 0, "basis": 0, "moves": ["converted"]}


def priced(facts: Facts, taxable: int = 10_000) -> TaxCost:
    return Taxes(facts, season(facts.tax_year or 0, NOVEMBER, facts.state)).cost(fact(taxable, "taxable"))


def asked(facts: Facts) -> tuple[str, ...]:
    return price_questions(facts, season(facts.tax_year or 0, NOVEMBER, facts.state))


def converted(agi: int, amount: int, *, pay: int = 0, born: int = 1968, **known: Any) -> Facts:
    return single(agi, person(born, pay, **CONVERTED, converted=amount), **known)


def federal(facts: Facts) -> Decimal:
    cost = planned(facts).tax
    assert cost is not None
    assert cost.federal is not None
    return cost.federal.money


def test_a_loss_takes_up_the_conversion_first():
    """-30,000 of income: 60,000 - 30,000 - 16,100 is 13,900; 10 % of 12,400 and 12 % of 1,500 (IRC 61, 62)."""
    assert federal(converted(-30_000, 60_000)) == 1_420
    assert federal(converted(-60_000, 60_000)) == 0


def test_excluded_foreign_income_fills_the_brackets_of_a_plan():
    """IRC 911(f)(1): 7,000 on top of 43,900 of taxable income and 130,000 left out, at 24 %."""
    abroad = {"foreign_excluded": 130_000, "covered": False}
    you = person(1985, 190_000, **CONVERTED, converted=7_000, **abroad)
    assert federal(single(60_000, you, add_backs=130_000, circumstances=["abroad"])) == 1_680


def test_a_distribution_inside_the_income_is_counted_once():
    """24,000 of 150,000 has to come out: without it 126,000 is below the range, so no back door is needed."""
    you = person(1953, 40_000, ira_kinds=["traditional"], traditional=600_000, ira_rmd=24_000, basis=0, covered=False)
    inside, outside = (planned(single(150_000, {**you, "withdrawals_in_agi": told})) for told in (True, False))
    assert inside.case.facts.agi == 126_000
    assert outside.case.facts.agi == 150_000
    assert [one.route for one in inside.people] == ["direct"]
    assert [one.route for one in outside.people] != ["direct"]


def test_a_spouse_without_pay_excludes_none():
    """Nobody is asked what of no pay is left out, and the couple has its plan."""
    you = person(1972, 132_900, **CONVERTED, converted=17_682, foreign_excluded=132_900)
    facts = couple(person(1969, 0, covered=False), you, 24_378, circumstances=["abroad"], add_backs=132_900)
    assert federal(facts) > 0


def test_the_premium_credit_stands_apart_from_the_tax():
    """2026: 8,000 over 78,000 passes 84,600, four times the poverty line of two; 26,400 less 9.96 % of 78,000."""
    market = {"second_lowest_silver_premium_year": 26_400, "household_size": 2}
    you = person(1966, 0, **CONVERTED, converted=8_000, covered=False)
    rest = {**PLAIN, "social_security": 0, "marketplace": market}
    facts = couple(person(1968, 0, covered=False), you, 78_000, circumstances=["marketplace"], whole_return=rest)
    cost = planned(facts).tax
    assert cost is not None
    assert (cost.federal, cost.credit_lost) != (None, None)
    assert cost.federal is not None
    assert cost.credit_lost is not None
    assert (cost.federal.money, cost.credit_lost.money) == (960, Decimal("18631.20"))


def test_a_return_that_explains_the_whole_income_needs_no_question():
    told = {"wages": 180_000, "pretax_deferrals": 20_000, "long_term_gains": 30_000, "taxable_interest": 5_000}
    facts = converted(195_000, 50_000, pay=180_000, born=1980, whole_return=told)
    assert open_parts(facts) == ()
    assert [question for question in asked(facts) if not told_already(facts, question)] == []
    assert priced(facts).federal is not None


def test_what_was_not_told_is_a_range_that_names_what_decides():
    facts = single(215_000, person(1975, 240_000, ira_kinds=["rollover"], rollover=450_000), whole_return=None)
    cost = priced(facts)
    assert cost.federal is None
    assert cost.federal_ends is not None
    low, high = (end.money for end in cost.federal_ends)
    assert 0 < low < high
    assert set(cost.moved_by) <= set(QUESTIONS)
    told = priced(
        facts.model_copy(update={"whole_return": Facts.model_validate({"whole_return": PLAIN}).whole_return})
    )
    assert told.federal is not None
    assert low <= told.federal.money <= high


def test_pay_that_explains_the_income_leaves_no_room_for_gains():
    """215,500 of pay after deferrals, 215,000 of income: nobody is asked for gains."""
    plans = {"plan_kinds": ["401k"], "plans": {"401k": {"deferrals": 24_500, "roll_in": "no"}}}
    you = person(1975, 240_000, ira_kinds=["rollover"], rollover=450_000, basis=0, **plans)
    assert asked(single(215_000, you, whole_return=None)) == ("whole_return.itemized",)
    assert asked(single(215_000, you, filing_status="hoh", whole_return=None)) == (
        "whole_return.itemized",
        "whole_return.children_under_17",
    ), "with a child at home one is a head of household"


def test_the_cap_on_state_tax_that_falls_is_inside_the_range():
    """A couple, 480,000 of income, 100,000 converted: 42,000 of state and property tax, as much of interest.

    The cap falls by 30 % of 75,000 above 505,000, so 22,500 more is taxed: 122,500 at 24, 32 and 35 %.
    """
    you = person(1975, 504_500, ira_kinds=["rollover"], rollover=100_000, basis=0, covered=True)
    facts = couple(person(1976, 0, covered=False), you, 480_000, whole_return=None)
    cost = priced(facts, 100_000)
    assert cost.federal_ends is not None
    told = {**PLAIN, "itemized": 84_000, "itemized_state_tax": 42_000}
    truth = priced(
        facts.model_copy(update={"whole_return": Facts.model_validate({"whole_return": told}).whole_return}), 100_000
    ).federal
    assert truth is not None
    at_24, at_32 = 403_550 - (480_000 - 82_400), 512_450 - 403_550
    by_hand = Decimal(at_24 * 24 + at_32 * 32 + (122_500 - at_24 - at_32) * 35) / 100
    assert truth.money == by_hand
    low, high = (end.money for end in cost.federal_ends)
    assert low <= by_hand <= high


def test_a_loss_can_hide_gains_of_any_size():
    """58,955 of business loss beside 53,277 of gains and 3,307 of interest: the conversion fills the loss first."""
    you = person(1973, 0, ira_kinds=["traditional"], traditional=111_111, basis=0, covered=False)
    cost = priced(couple(person(1972, 0, covered=False), you, -2_371, whole_return=None), 111_111)
    assert cost.federal_ends is not None
    low, high = (end.money for end in cost.federal_ends)
    assert low <= Decimal("2326.30") <= high


@pytest.mark.parametrize(
    "you",
    [
        person(),
        person(ira_kinds=["roth"], roth_first_year=2019),
        person(ira_kinds=["traditional"], traditional=7_520, moves=["traditional"], contributed=7_500, basis=0),
        person(ira_kinds=["rollover"], rollover=58_000, basis=0, plan_kinds=["401k"],
               plans={"401k": {"deferrals": 24_500, "roll_in": "any"}}),
    ],
)  # fmt: skip
def test_where_next_to_nothing_is_taxed_nothing_is_asked(you: dict[str, Any]):
    assert asked(single(310_000, you, whole_return=None)) == ()


def test_at_most_four_are_asked_and_those_of_the_insurance_first():
    you = person(
        1961, 60_000, ira_kinds=["sep", "rollover"], sep=90_000, rollover=300_000, basis=0, self_employed=True
    )
    facts = single(120_000, you, circumstances=["marketplace"], whole_return=None)
    found = asked(facts)
    assert len(found) == 4
    assert {"whole_return.silver_premium", "whole_return.family_size"} <= set(found)


def test_who_files_separately_has_no_premium_credit_to_be_asked_about():
    """IRC 36B(c)(1)(C): a married person has the credit on a joint return alone."""
    you = person(1975, 60_000, ira_kinds=["traditional"], traditional=90_000, basis=0)
    for status, asked in (("single", True), ("mfs", False)):
        facts = single(60_000, you, filing_status=status, lived_with_spouse=True, circumstances=["marketplace"])
        found = price_questions(facts.model_copy(update={"whole_return": None}), season(2026, NOVEMBER))
        assert ("whole_return.silver_premium" in found) is asked


def test_nobody_is_asked_about_a_premium_credit_that_ends_far_below_the_income():
    """IRC 36B(c)(1)(A): at four times the poverty line, in 2026 $128,600 for four and $216,600 for eight people.

    There is no upper end before 2026. Who files as single has a family of four at most.
    """
    cases = {
        ("single", 60_000, 2026): True,
        ("single", 200_000, 2026): False,
        ("hoh", 200_000, 2026): True,
        ("hoh", 230_000, 2026): False,
        ("single", 200_000, 2025): True,
    }
    for (status, income, year), asked in cases.items():
        you = person(1975, income, ira_kinds=["traditional"], traditional=90_000, basis=0)
        known = {"filing_status": status, "tax_year": year, "circumstances": ["marketplace"], "whole_return": None}
        found = price_questions(single(income, you, **known), season(year, NOVEMBER.replace(year=year)))
        assert ("whole_return.silver_premium" in found) is asked


def test_an_answer_does_not_change_what_else_is_asked():
    you = person(1961, 60_000, ira_kinds=["rollover"], rollover=300_000, basis=0)
    facts = single(120_000, you, whole_return=None)
    for question in asked(facts):
        told = Facts.model_validate({"whole_return": {question.partition(".")[2]: 0}}).whole_return
        assert set(asked(facts)) - set(asked(facts.model_copy(update={"whole_return": told}))) <= {
            "whole_return.taxable_interest"  # nothing is left for it beside the gains
        }


def test_a_year_that_is_over_is_not_asked_about():
    facts = single(215_000, person(1975, 240_000, ira_kinds=["rollover"], rollover=450_000), tax_year=2025)
    assert price_questions(facts, season(2025, NOVEMBER, "TX")) == ()


@settings(max_examples=50, deadline=None)
@given(
    st.integers(-200_000, 900_000),
    st.integers(0, 60_000),
    st.integers(0, 4_000),
    st.integers(0, 60_000),
    st.sampled_from(["single", "mfj", "hoh", "mfs", "qss"]),
)
def test_other_income_makes_up_the_income_that_was_told(agi: int, benefits: int, loan: int, gains: int, status: str):
    """Benefits and student loan interest bend the way between them, and all the same it is found to the cent."""
    rest = {**PLAIN, "social_security": benefits, "student_loan_interest": loan, "long_term_gains": gains}
    facts = single(agi, filing_status=status, spouse=person(), lived_with_spouse=False, whole_return=rest)
    home = with_income(told_household(facts), Decimal(agi))
    assert abs(to_agi(home).agi.value - agi) <= Decimal("0.01")


@settings(max_examples=15, deadline=None)
@given(st.integers(40_000, 600_000), st.integers(0, 400_000), st.integers(2_000, 200_000), st.data())
def test_the_range_holds_every_return_that_the_questions_can_tell(
    agi: int, pay: int, amount: int, data: st.DataObject
):
    """Whatever the answers are: within the ends, as long as the income beside pay and the bounds of advice hold."""
    you = person(1975, min(pay, agi), ira_kinds=["rollover"], rollover=amount, basis=0)
    open_facts = single(agi, you, whole_return=None)
    cost = priced(open_facts, amount)
    ends = cost.federal_ends or (cost.federal, cost.federal)
    beside = max(agi - min(pay, agi), 0)
    gains = data.draw(st.sampled_from([0, beside // 2, beside]))
    most = int(min(agi, 200_000) * 0.3 + max(agi - 200_000, 0) * 0.1)
    itemized = data.draw(st.sampled_from([0, most]))
    told = {**PLAIN, "long_term_gains": gains, "itemized": itemized}
    told["itemized_state_tax"] = data.draw(st.sampled_from([0, itemized // 2]))
    answered = priced(
        open_facts.model_copy(update={"whole_return": Facts.model_validate({"whole_return": told}).whole_return}),
        amount,
    )
    low, high = (end.money for end in ends if end is not None)
    near = max(Decimal(25), high / 20)
    assert answered.federal is not None or answered.federal_ends is not None
    found = answered.federal or (answered.federal_ends or (None,))[0]
    assert found is not None
    assert low - near <= found.money <= high + near


@pytest.mark.parametrize(("gains", "interest", "stake"), [(30_000, 0, 380), (0, 0, None), (0, 5_000, 190)])
def test_a_conversion_brings_the_tax_on_investment_income_along(gains: int, interest: int, stake: int | None):
    """190,000 and 20,000 converted: 10,000 above the line of 200,000; 3.8 % of it, or of the 5,000 of interest."""
    rest = {**PLAIN, "long_term_gains": gains, "taxable_interest": interest}
    you = person(1975, 0, ira_kinds=["traditional"], traditional=80_000, basis=0, moves=["converted"],
                 converted=20_000)  # fmt: skip
    plan = planned(single(190_000, you, whole_return=rest))
    found = at_stake(plan).get("investment_income_tax")
    assert (found.money if found else None) == stake
    assert ("investment_income_tax" in applying(plan.case)) == (stake is not None)
