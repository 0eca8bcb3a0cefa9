"""Whole interviews, from /start to the plan."""

import pytest

from tests.dialogs.people import COUPLE, SINGLE, interview
from tests.talk import Talk


def test_a_single_high_earner_without_iras_is_asked_at_most_fourteen_times():
    talk = interview(SINGLE)
    assert talk.stage == "review"
    talk.presses("All correct: show my plan")
    assert talk.stage == "planned"
    assert "$7,500 into a traditional IRA" in talk.text
    assert talk.said - 1 <= 14, "answers after /start, the confirmation included"


def test_a_couple_with_iras_and_after_tax_plans_is_asked_at_most_forty_times():
    talk = interview(COUPLE)
    talk.presses("All correct: show my plan")
    assert talk.stage == "planned"
    assert talk.said - 1 <= 40
    facts = talk.answers
    assert facts["you.rollover"] == facts["spouse.rollover"] == "58000"
    assert facts["spouse.plans.401k.after_tax_capped"] == "10%"


@pytest.mark.parametrize(
    ("pay", "income"),
    [("155k", "250k"), ("155k", "310k"), ("250k", "250k"), ("250k", "310k"), ("400k", "410k"), ("400k", "600k")],
)
@pytest.mark.parametrize("cap", ["10%", "$20,000", "no cap"])
def test_at_no_pay_income_or_cap_is_such_a_couple_asked_more_often(pay: str, income: str, cap: str):
    talk = interview(COUPLE | {"compensation": pay, "agi": income, "add_backs": "none", "after_tax_capped": cap})
    assert talk.says("yes").said - 1 <= 40
    assert talk.stage == "planned"


def test_the_sections_come_in_order_and_the_end_is_in_sight():
    talk, stages = Talk().says("/start"), []
    while talk.asked:
        stages.append(talk.stage)
        last = talk.text
        talk.says(SINGLE[talk.asked.rpartition(".")[2]])
    later = stages[stages.index("iras") :]
    assert sorted(later, key=["iras", "plan_at_work", "aim"].index) == later
    assert list(dict.fromkeys(stages)) == ["you", "income", "iras", "plan_at_work", "aim"]
    assert "the last question" in last


def test_the_first_word_says_who_speaks_and_that_the_chat_is_not_sealed():
    text = Talk().says("hello").text
    assert "education, not advice" in text
    assert "not end-to-end encrypted" in text
    assert "about tax year 2026" in text
    assert "How will you file" in text


def test_every_amount_is_shown_back():
    talk = Talk().says("/start", "2026", "single", "about 310k")
    assert "$310,000" in talk.text


def test_not_knowing_the_income_leads_to_an_estimate_of_it():
    talk = Talk().says("/start", "2026", "single", "240k").presses("Help me estimate it")
    talk.says("240k", "1984", "30k", "8,000")
    assert "$218,000" in talk.text
    assert talk.answers["agi"] is None


def test_added_back_deductions_are_asked_for_only_near_the_range():
    near, far = Talk(), Talk()
    near.says("/start", "2026", "single", "150k", "150k", "1984", "CA")
    far.says("/start", "2026", "single", "310k", "310k", "1984", "CA")
    assert near.asked == "add_backs"
    assert far.asked == "you.ira_kinds"


def test_who_pays_into_a_plan_is_not_asked_whether_a_plan_covers_them():
    assert "you.covered" not in interview(SINGLE).answers
    talk = interview(SINGLE | {"plan_kinds": "no plan", "covered": "no"})
    assert talk.answers["you.covered"] is False


def test_both_spouses_are_interviewed_and_neither_is_mixed_with_the_other():
    talk = interview(
        COUPLE | {"spouse.ira_kinds": "none", "you.birth_year": "1961", "prior_wages": "160k", "offers_roth": "y"}
    )
    facts = talk.session.answers
    assert "spouse.rollover" not in facts
    assert facts["you.plans.401k.prior_wages"] == "160000"
    assert "spouse.plans.401k.prior_wages" not in facts


def test_a_plan_that_converts_inside_has_roth_accounts_and_is_not_asked_whether():
    """IRC 402A(c)(4): an in-plan Roth rollover needs a plan with a Roth program."""
    older = COUPLE | {"birth_year": "1972", "prior_wages": "200k", "after_tax_capped": "no cap", "offers_roth": "no"}
    talk = interview(older)
    assert "you.plans.401k.offers_roth" not in talk.answers
    assert talk.says("yes").said - 1 <= 40
    assert "Make the 401(k) catch-up as Roth" in talk.text
    assert interview(older | {"exits": "in-service withdrawal"}).answers["you.plans.401k.offers_roth"] is False


def test_a_separate_filer_is_asked_about_living_together():
    talk = Talk().says("/start", "2026", "married filing separately")
    assert talk.asked == "lived_with_spouse"


def test_not_knowing_is_an_answer_and_is_said_in_the_review():
    talk = interview(
        SINGLE | {"state": "no idea", "after_tax_allowed": "I don't know", "employer_money": "idk", "pay": "0"}
    )
    assert "Not known: State" in talk.text
    assert talk.answers["state"] is None
