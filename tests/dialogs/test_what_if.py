"""A change tried beside the plan: old figures against new ones, and nothing kept without a yes."""

import pytest

from tests.dialogs.people import COUPLE, SINGLE, interview


def test_a_lower_income_turns_the_back_door_into_a_direct_contribution():
    text = interview(SINGLE).says("yes", "/whatif agi 100k").text
    assert "Straight to a Roth IRA for 2026: $0 → $7,500" in text
    assert "By the back door for 2026: $7,500 → $0" in text


def test_tax_is_held_against_tax():
    """58,000 of old money and no plan that takes it: 7,500 × 58,000 / 65,500 is taxed, 32 to 35 % of it.

    Which bracket it is turns on deductions and on gains (taxed by rates of their own, so that less of the income is
    ordinary) that nobody asked for yet; a trial does not stop to ask. Few deduct so much that it would be 24 %.
    """
    told = SINGLE | {"state": "Texas", "ira_kinds": "rollover", "rollover": "58k", "basis": "none", "roll_in": "yes"}
    text = interview(told).says("yes", "/whatif you.plans.401k.roll_in", "no").text
    assert "Taxed: $0 → $6,641.22" in text
    assert "Federal tax on it: $0 → $2,125 to $2,324" in text
    assert "Into a plan first (roll-in): $58,000 → $0" in text


def test_the_room_of_a_plan_is_held_against_the_room_and_the_spouse_is_named():
    text = interview(COUPLE).says("yes", "/whatif you.plans.401k.after_tax_capped 5%").text
    assert "You: After-tax room in the 401(k): $8,000 → $0" in text, "5 % of 170,000 is 8,500; 9,000 are in"


def test_what_stays_is_said_in_one_line():
    text = interview(COUPLE).says("yes", "/whatif state Texas").text
    assert "As before:" in text
    assert text.count("As before:") == 1


def test_a_pay_that_is_tried_moves_the_income_with_it():
    talk = interview(SINGLE).says("yes", "what if I earned 90k")
    assert "Your pay (compensation): $310,000 → $90,000" in talk.text
    assert "Income before any conversion (AGI): $310,000 → $90,000" in talk.text
    assert "can go straight into a Roth IRA" in talk.text


def test_what_the_change_takes_of_the_premium_credit_and_adds_to_medicare_is_said_before_it_is_kept():
    """Past 84,600 all of the credit is lost: 26,400 less 9.96 % of 70,000, 19,428."""
    market = SINGLE | {
        "filing_status": "married filing jointly", "birth_year": "1962", "spouse.birth_year": "1967",
        "state": "Texas", "compensation": "20k", "spouse.compensation": "none", "agi": "70k",
        "ira_kinds": "traditional", "traditional": "500k", "basis": "none", "plan_kinds": "none",
        "spouse.ira_kinds": "none", "circumstances": "marketplace", "silver_premium": "26,400", "family_size": "2",
        "social_security": "none",
    }  # fmt: skip
    talk = interview(market).says("yes", "what if I convert 160,000")
    assert "Premium credit that is lost: none → $19,428" in talk.text
    assert "Medicare premiums of 2028, a person: none → $" in talk.text


def test_without_the_premium_it_says_that_all_of_the_credit_is_lost():
    """One person: four times the poverty line is 62,600, and 30,000 with 40,000 lie beyond."""
    told = SINGLE | {
        "state": "Texas", "compensation": "none", "agi": "30k", "ira_kinds": "traditional", "traditional": "300k",
        "basis": "none", "plan_kinds": "none", "circumstances": "marketplace", "silver_premium": "I don't know",
        "family_size": "I don't know",
    }  # fmt: skip
    talk = interview(told).says("yes", "what if I convert 40,000")
    assert "Premium credit that is lost: none → all of it" in talk.text
    assert "Premium credit" not in talk.says("drop it", "what if I convert 30,000").text


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("what if my income changes", "agi"),
        ("what if my income is higher", "agi"),
        ("what if my pay goes up", "you.compensation"),
    ],
)
def test_a_change_without_an_amount_is_asked_how_much(said, fact):
    talk = interview(SINGLE).says(said)
    assert talk.asked == fact
    assert talk.text.startswith("What if")
