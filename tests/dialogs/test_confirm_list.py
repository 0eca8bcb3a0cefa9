"""The list that waits for a yes: whatever is said there is heard, and the list is left properly."""

import pytest

from tests.dialogs.corpus.hearing import at
from tests.talk import Talk

LIST = ("/start", "2026", "single, born in 1984, Texas, and I make 200k")
DOUBT = ("/start", "2026", "I'm single, born 1984, I make 200k, and I'm 52")


def test_a_yes_takes_it_all():
    answers = Talk().says(*LIST, "yes").answers
    assert (answers["you.birth_year"], answers["state"], answers["you.compensation"]) == (1984, "TX", "200000")


@pytest.mark.parametrize("said", ["no, 210k", "yes but the pay is 210k", "I make 210k", "the pay is 210k"])
def test_a_correction_is_heard(said):
    assert Talk().says(*LIST, said, "yes").answers["you.compensation"] == "210000"


def test_another_fact_joins_the_list():
    answers = Talk().says(*LIST, "AGI 190k", "yes").answers
    assert (answers["agi"], answers["you.compensation"]) == ("190000", "200000")


@pytest.mark.parametrize("said", ["neither", "none of it", "leave it out", "forget it"])
def test_none_of_it_leaves_the_list(said):
    talk = Talk().says(*LIST, said)
    assert talk.asked == "filing_status"
    assert "state" not in talk.answers


@pytest.mark.parametrize("said", ["neither", "leave it out", "none of them"])
def test_of_a_doubt_neither_leaves_the_rest(said):
    talk = Talk().says(*DOUBT, said, "yes")
    assert talk.answers["you.compensation"] == "200000"
    assert "you.birth_year" not in talk.answers
    assert talk.stage != "confirming"


def test_a_doubt_is_settled_by_saying_which():
    assert Talk().says(*DOUBT, "1984", "yes").answers["you.birth_year"] == 1984


@pytest.mark.parametrize(
    ("said", "year"), [("2", 1981), ("#1", 1982), ("the second one", 1981), ("the latter", 1981), ("the first", 1982)]
)
def test_a_doubt_that_is_asked_is_settled_by_its_place(said, year):
    talk = Talk().says("/start", "2026", "single, 44, Ohio, I make 190k", "yes", "185k")
    assert "I heard 1982 or 1981" in talk.text
    assert talk.says(said).answers["you.birth_year"] == year


def test_a_place_that_no_reading_has_is_no_answer():
    talk = Talk().says("/start", "2026", "single, 44, Ohio, I make 190k", "yes", "185k", "3")
    assert (talk.asked, talk.answers.get("you.birth_year")) == ("you.birth_year", None)


def test_a_question_is_answered_and_the_list_stays():
    talk = Talk().says(*LIST, "what is a rollover IRA?")
    assert "rollover IRA is a traditional IRA" in talk.text
    assert talk.stage == "confirming"
    assert talk.says("yes").answers["state"] == "TX"


def test_what_changes_shows_old_and_new():
    talk = Talk().says(
        "/start", "2026", "single", "200k", "190k", "1984", "Texas", "actually I live in Ohio and I make 210k"
    )
    assert "State: Texas → Ohio" in talk.text
    assert "$200,000 → $210,000" in talk.text


def test_one_undisputed_fact_is_echoed_with_an_undo():
    talk = Talk().says("/start", "2026", "single", "I live in Texas")
    assert talk.stage != "confirming"
    assert "Undo" in talk.labels


@pytest.mark.parametrize("question", ["agi", "you.traditional", "save"])
def test_an_answer_beside_a_list_that_another_question_opens_goes_to_its_own(question):
    talk = at(question).says("I am married", "1.2m")  # married reopens the filing status
    assert talk.answers[question] == "1200000"
    assert talk.answers["filing_status"] == "single"


@pytest.mark.parametrize(
    "said", ["the 92k is in the rollover IRA, not in an old plan", "no, that 92,000 is a rollover IRA"]
)
def test_an_amount_of_the_list_that_is_said_to_be_elsewhere_moves_there(said):
    heard = ("/start", "Joint return, he makes 305k and has 92,000 in an old 401k from his last job")
    talk = Talk().says(*heard, said, "yes")
    assert talk.answers["spouse.rollover"] == "92000"
    assert talk.answers["spouse.compensation"] == "305000"
    assert not {"spouse.plans.old.value", "you.rollover", "you.plan_kinds"} & talk.answers.keys()


def test_the_same_amount_in_another_account_too_stays_in_both():
    talk = Talk().says("/start", "Single, CA, 58k in a rollover IRA", "and a SEP with 58k too", "yes")
    assert (talk.answers["you.rollover"], talk.answers["you.sep"]) == ("58000", "58000")


COUPLE = "mfj, I make 260k, she makes 95k in Texas"


@pytest.mark.parametrize("wish", ["/repair", "/check", "/withdraw", "i want to take money out of my roth"])
@pytest.mark.parametrize(("answer", "state"), [("yes", "TX"), ("none of it", None)])
def test_a_desk_that_is_asked_for_is_gone_to_once_the_list_is_settled(wish, answer, state):
    talk = Talk().says("/start", COUPLE, wish)
    assert "Spouse's pay (compensation): $95,000" in talk.text
    desk = wish.removeprefix("/") if wish.startswith("/") else "withdraw"
    assert talk.says(answer).stage == desk
    assert talk.answers.get("state") == state


def test_what_went_wrong_comes_onto_the_list():
    talk = Talk().says("/start", COUPLE, "never filed an 8606")
    assert "What happened: Form 8606 not filed" in talk.text
    assert "Spouse's pay (compensation): $95,000" in talk.text
    talk.says("yes")
    assert talk.answers["spouse.compensation"] == "95000"
    assert "Form 8606 not filed for past years" in talk.presses("It has happened: put it right").text


def test_a_list_that_is_left_is_said_to_be_left():
    talk = Talk().says("/start", COUPLE, "/cancel")
    assert "noted none of this list" in talk.text
    assert not talk.session.found


BESIDE_A_LIST = "I converted 7,500 in May and put 500 in"


def test_an_amount_beside_a_list_that_may_be_the_income_changes_no_line_of_it():
    talk = Talk().says("/start", "single", BESIDE_A_LIST, "305k")
    assert talk.session.found["you.converted"] == "7500"
    assert {"you.compensation", "agi", "you.converted"} == {fact for fact, _ in talk.session.doubts[-1]}
    assert Talk().says("/start", "single", BESIDE_A_LIST, "no, 6,500").session.found["you.converted"] == "6500"


def test_an_amount_that_fits_several_lines_may_also_answer_the_next_question():
    talk = Talk().says("/start", "mfj, 2026", "I make 190, my wife Dana 140", "330k all in")
    assert (talk.session.found["you.compensation"], talk.session.found["spouse.compensation"]) == ("190000", "140000")
    assert talk.presses("Income before any conversion (AGI): $330,000").says("yes").answers["agi"] == "330000"


def test_a_year_beside_a_list_answers_the_birth_year_it_came_between():
    talk = Talk().says("/start", "single", "230k", "220k", BESIDE_A_LIST, "1984")
    assert talk.answers["you.birth_year"] == 1984
    assert talk.answers["you.converted"] == "7500"


def test_two_doubts_are_settled_by_one_value_of_each():
    talk = Talk().says("/start", "mfj", "280k", "140k", "415k", "I'm 44, she's 41", "1982 and 1985")
    assert (talk.answers["you.birth_year"], talk.answers["spouse.birth_year"]) == (1982, 1985)
    assert not talk.session.doubts
    assert "Noted: Birth year: 1982" in talk.text


def test_what_counts_in_a_listed_fact_is_answered_and_the_list_waits():
    talk = Talk().says("/start", "I'm 55, single, Texas, I make 190k", "does that include my bonus?")
    assert talk.text.startswith("Yes. Bonuses")
    assert talk.stage == "confirming"
    assert talk.session.found["you.compensation"] == "190000"
