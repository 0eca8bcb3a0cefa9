"""After a yes nothing that was doubtful is lost: it is asked with its own question, what was heard on its buttons."""

import pytest

from tests.talk import Talk

OPENING = (
    "my wife and I make around 340k together (me 210, her 130), married, live in NJ. I'm 41, she is 39",
    "yes",
)


def test_parts_that_add_up_to_what_was_said_are_thousands():
    talk = Talk().says("/start", OPENING[0])
    assert talk.session.found["you.compensation"] == "210000"
    assert talk.session.found["spouse.compensation"] == "130000"


def test_two_pays_beside_each_other_are_thousands_also_where_the_sum_is_only_about_right():
    talk = Talk().says("/start", OPENING[0].replace("340k", "350k"))
    pays = {"you.compensation": "210000", "spouse.compensation": "130000"}
    assert pays.items() <= talk.session.found.items()
    assert not pays.keys() & talk.answers.keys(), "listed, and not noted before the yes"


def test_a_yes_takes_what_is_sure_and_asks_the_rest_one_by_one():
    talk = Talk().says("/start", *OPENING)
    assert talk.answers["state"] == "NJ"
    assert talk.answers["you.compensation"] == "210000"
    assert talk.answers["filing_status"] == "mfj", "married, and an income told together"
    assert not {"you.birth_year", "agi"} & talk.answers.keys()
    talk.says("2026", "340k")
    assert talk.labels[:2] == ["1985", "1984"]
    talk.presses("1985")
    assert talk.answers["you.birth_year"] == 1985


def test_what_was_heard_may_be_said_anew():
    talk = Talk().says("/start", *OPENING, "2026", "jointly", "155k", "155k", "310k", "1979")
    assert talk.answers["you.birth_year"] == 1979
    assert "1985" not in talk.reply.text


def test_the_next_answer_is_heard_beside_a_list_as_after_a_yes():
    talk = Talk().says("/start", "I live in Ohio and earn $180,000")
    assert talk.session.found
    talk.says("2026")
    assert (talk.answers["state"], talk.answers["tax_year"]) == ("OH", 2026)
    assert talk.answers["you.compensation"] == "180000"
    assert talk.reply.question == "filing_status"


def test_a_no_beside_a_list_still_drops_it():
    talk = Talk().says("/start", "I live in Ohio and earn $180,000", "no")
    assert "state" not in talk.answers


@pytest.mark.parametrize("said", ["done", "that's all", "the 7,500 to the Roth, that's all"])
def test_what_was_ticked_in_passing_is_closed_in_words(said):
    talk = Talk().says("/start", "I put 7,500 in my Roth in February", "yes", "2026", "single", "150k")
    talk.says("150k", "1985", "none", "MI", "roth", "2020")
    assert talk.asked == "you.moves"
    talk.says(said)
    assert talk.answers["you.moves"] == ["roth"]
    assert talk.asked != "you.moves"


@pytest.mark.parametrize("said", ["no, 2026", "sorry, 2026", "wait I meant 2026"])
def test_the_year_is_put_right_at_the_next_question(said):
    assert Talk().says("/start", "2025", said).session.found == {"tax_year": 2026}


def test_what_may_be_in_one_account_or_another_is_named_at_its_list_and_at_its_amount():
    talk = Talk().says(
        "/start", "2026", "single", "I put in 6,500 in February", "yes", "200k", "180k", "1980", "Texas"
    )
    talk.says("none")
    assert talk.asked == "you.moves"
    assert talk.text.count("$6,500") == 2, "into a traditional or straight into a Roth"
    talk.presses("Paid into a traditional IRA for 2026", "Done")
    assert talk.asked == "you.contributed"
    assert "$6,500" in talk.labels
    talk.presses("$6,500")
    assert talk.answers["you.contributed"] == "6500"


def test_what_is_left_to_do_beside_a_list_is_told():
    talk = Talk().says("/start", "2026", "I'm single, born 1984, I make 200k", "ok what do i do")
    assert talk.stage == "confirming"
    assert talk.session.found["you.compensation"] == "200000"
    assert "Say yes" in talk.text
    assert "plan" in talk.text


def test_what_arrives_after_tax_is_no_pay_for_sure():
    talk = Talk().says("/start", "2026", "Joint return. I bring home 190 and he brings home 105", "yes")
    assert not {"you.compensation", "spouse.compensation"} & talk.answers.keys()
