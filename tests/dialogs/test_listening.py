"""What is said in words: ranges, two readings, several facts at once, questions, slips."""

import pytest

from calc import law
from tests.dialogs.people import COUPLE, SINGLE, interview
from tests.talk import Talk

AT_AGI = ("/start", "2026", "single", "310k")


def test_an_amount_with_two_readings_is_asked_back_with_both_as_buttons():
    talk = interview(COUPLE | {"you.rollover": "58k"}).says("/edit you.rollover", "58.000")
    assert talk.answers["you.rollover"] == "58000"
    assert talk.labels[:2] == ["$58,000", "$58"]
    talk.presses("$58")
    assert talk.answers["you.rollover"] == "58"


def test_a_range_is_understood_and_the_person_chooses_the_figure():
    talk = Talk().says(*AT_AGI, "300-320k")
    assert talk.labels[:3] == ["$300,000", "$310,000", "$320,000"]
    assert "agi" not in talk.answers
    assert talk.presses("$310,000").answers["agi"] == "310000"


def test_the_one_figure_of_a_sentence_answers_the_question_and_a_bound_is_offered():
    talk = Talk().says(*AT_AGI, "with the bonus it will come out near 325k I believe")
    assert talk.answers["agi"] == "325000"
    talk = Talk().says(*AT_AGI, "with the bonus it will come out above 325k I believe")
    assert "agi" not in talk.answers
    assert talk.presses("$325,000").answers["agi"] == "325000"


@pytest.mark.parametrize("text", ["purple", "-", "€300,000", "999999999999", "💰💰"])
def test_a_slip_is_explained_and_the_same_question_comes_again(text):
    talk = Talk().says(*AT_AGI)
    before = talk.session.answers
    talk.says(text)
    assert talk.asked == "agi"
    assert "For example" in talk.text
    assert talk.session.answers == before


def test_several_facts_in_one_message_are_listed_and_stored_only_after_a_yes():
    talk = Talk().says(
        "42, married filing jointly, we make 310k, I have 58k in a rollover IRA, my 401k has after-tax"
    )
    assert talk.answers == {}
    for line in (
        "Birth year: 1984 or 1983",
        "Married filing jointly",
        "$310,000",
        "$58,000",
        "After-tax in your 401(k): Yes",
    ):
        assert line in talk.text
    talk.presses("Birth year: 1984", "Income before any conversion (AGI): $310,000", "Yes, all")
    assert talk.answers == {
        "you.birth_year": 1984,
        "filing_status": "mfj",
        "agi": "310000",
        "you.rollover": "58000",
        "you.plans.401k.after_tax_allowed": True,
    }


def test_what_was_told_at_once_is_not_asked_again():
    talk = Talk().says("single, born in 1984, I live in Texas, my AGI is 310k", "yes")
    asked = []
    while talk.asked:
        asked.append(talk.asked)
        talk.says(SINGLE[talk.asked.rpartition(".")[2]])
    assert not {"filing_status", "you.birth_year", "state", "agi"} & set(asked)
    assert talk.stage == "review"


def test_one_wrong_line_can_be_left_out():
    talk = Talk().says("single, I live in Texas, my AGI is 310k").presses("Leave out: State", "Yes, all")
    assert talk.answers == {"filing_status": "single", "agi": "310000"}


def test_a_no_stores_none_of_it():
    assert Talk().says("single, I live in Texas", "no").answers == {}


def test_a_known_rollover_ira_is_ticked_before_the_question_comes():
    talk = Talk().says("I have 58k in a rollover IRA and 12k in a SEP", "yes")
    talk.says("2026", "single", "310k", "310k", "1984", "CA")
    assert talk.asked == "you.ira_kinds"
    assert [label for label in talk.labels if label.startswith("✓")] == ["✓ Rollover IRA", "✓ SEP IRA"]
    talk.presses("Done")
    assert talk.asked == "you.moves"


def test_the_only_plan_closes_the_list_of_plans():
    talk = Talk().says("single, 1970, TX, pay 300k, agi 320k, no IRAs", "yes", "none")
    talk.says("I have a 401k and defer 24,500", "yes", "no thats the only plan")
    assert talk.answers["you.plan_kinds"] == ["401k"]


@pytest.mark.parametrize("said", ["just those, all pre-tax. and no other IRAs", "no other IRAs", "nothing else"])
def test_no_other_than_those_that_are_ticked_is_not_none(said):
    talk = Talk().says("I have 58k in a rollover IRA and 12k in a SEP", "yes")
    talk.says("2026", "single", "310k", "310k", "1984", "CA", said)
    assert set(talk.answers["you.ira_kinds"]) == {"rollover", "sep"}
    assert talk.answers["you.rollover"] == "58000"


def test_a_letter_from_hr_fills_the_plan_after_a_yes():
    talk = interview(SINGLE | {"after_tax_allowed": "idk", "employer_money": "idk"})
    talk.says(
        "The plan permits voluntary after-tax contributions up to 10% of eligible compensation. "
        "In-plan Roth conversions are available. In-service withdrawals of after-tax money are allowed.",
        "yes",
    )
    plan = {name: value for name, value in talk.answers.items() if name.startswith("you.plans.401k")}
    assert plan["you.plans.401k.after_tax_allowed"] is True
    assert plan["you.plans.401k.after_tax_capped"] == "10%"
    assert plan["you.plans.401k.exits"] == ["in_plan", "in_service"]


def test_a_question_is_answered_and_the_same_question_stays_open():
    talk = Talk().says(*AT_AGI, "does my wife's SEP count?")
    assert "SEP" in talk.text
    assert talk.asked == "agi"
    talk.says("what's the weather in Paris?")
    assert "outside" in talk.text
    assert talk.asked == "agi"


def test_ticks_are_taken_when_done_is_pressed():
    talk = Talk().says("/start", "2026", "single", "310k", "310k", "1984", "CA")
    talk.presses("Rollover IRA", "Roth IRA", "Rollover IRA")
    assert "you.ira_kinds" not in talk.answers
    talk.presses("Done")
    assert talk.answers["you.ira_kinds"] == ["roth"]


@pytest.mark.parametrize("text", ["٣١٠٬٠٠٠", "３１０，０００", "\u200f310,000\u200f", "3\u200b1\u200b0,000"])
def test_other_digits_and_hidden_characters(text):
    assert Talk().says(*AT_AGI, text).answers["agi"] == "310000"


def test_what_can_not_be_read_leaves_the_question_open():
    talk = Talk().says(*AT_AGI)
    for reply in (
        talk.sends("photo"),
        talk.sends("voice"),
        talk.edits("310k"),
        talk.says("x" * 100_000),
        talk.says("  "),
    ):
        assert reply.asked == "agi"
        assert "agi" not in reply.answers


def test_the_unpublished_year_is_refused_by_name_with_what_can_be_said():
    """A contribution of the last published year can be converted in the next; of a later one nothing can be said."""
    nearest = law.latest() + 1
    talk = Talk().says("/start", str(nearest))
    assert str(nearest) in talk.text
    assert "forms of both years" in talk.text
    assert talk.asked == "tax_year"
    talk.says("2050")
    assert "2050" in talk.text
    assert f"{law.years()[0]} to {law.latest()}" in talk.text
    assert "both years" not in talk.text


def test_a_year_that_is_not_covered_is_refused_wherever_it_is_named():
    for said in ("2050", "tax year 2050", "I want to plan for 2018", "/edit tax_year 2018", "what about 2050?"):
        talk = interview(SINGLE).says("yes", said)
        assert f"{law.years()[0]} to {law.latest()}" in talk.text, said
        assert talk.answers["tax_year"] == 2026, said


def test_a_sentence_about_several_accounts_ticks_them_to_be_looked_over():
    talk = Talk().says("/start", "2026", "single", "310k", "310k", "1984", "CA")
    talk.says("I have a rollover ira from my old job and a roth")
    assert "you.ira_kinds" not in talk.answers
    assert [label for label in talk.labels if label.startswith("✓")] == ["✓ Rollover IRA", "✓ Roth IRA"]
    assert talk.presses("Done").answers["you.ira_kinds"] == ["rollover", "roth"]


def test_the_limit_of_the_year_is_a_button_and_the_max_means_it():
    talk = interview(SINGLE).says("/edit you.plans.401k.deferrals")
    assert talk.labels[0] == "$24,500"
    talk.says("10k", "/edit you.plans.401k.deferrals", "the max")
    assert talk.answers["you.plans.401k.deferrals"] == "24500"


def test_from_age_50_the_limit_comes_with_the_catch_up_and_without():
    talk = interview(SINGLE | {"birth_year": "1970", "prior_wages": "100k"}).says("/edit you.plans.401k.deferrals")
    assert talk.labels[:2] == ["$32,500", "$24,500"]


def test_words_about_the_spouse_are_taken_for_the_spouse_while_the_spouse_is_asked_about():
    talk = Talk().says("/start", "2026", "mfj", "310k", "none", "310k", "1984", "1985", "CA", "none", "none")
    assert talk.asked == "spouse.ira_kinds"
    talk.says("has 12k in a SEP", "yes")
    assert talk.answers["spouse.sep"] == "12000"


def test_a_bare_number_that_no_question_asked_for_is_no_age():
    talk = interview(SINGLE).says("22")
    assert talk.stage == "review"
    assert "Birth year: 2004" not in talk.text


@pytest.mark.parametrize(
    "words",
    [
        "I want to open a Roth IRA for my 16 year old daughter, she earned 3,000 babysitting",
        "my son is 15 and made 4,000 mowing lawns. He has a Roth IRA with 2,000",
    ],
)
def test_what_a_child_has_and_earns_is_not_told_of_the_couple(words):
    talk = Talk().says("/start", "2026", words)
    assert talk.stage != "confirming"
    assert set(talk.answers) == {"tax_year"}


def test_she_is_the_wife_where_one_is_told_of():
    talk = Talk().says("/start", "2026", "married, our daughter is 16. My wife has no plan, she earned 80,000", "yes")
    assert talk.answers["spouse.compensation"] == "80000"


def test_a_year_behind_an_age_is_of_something_else():
    """Turning 65 this year is birth in 1961; 2014 is when the Roth was opened."""
    talk = Talk().says("single, 1984, TX, pay 300k, agi 320k, I have a Roth IRA", "yes")
    talk.says("mfj. my wife turns 65, 2014", "yes")
    assert talk.answers.get("spouse.birth_year") == 1961
