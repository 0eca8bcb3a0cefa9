"""The tax year is assumed and named, told at any time, and asked anew when another one has begun."""

import json
from datetime import date

import pytest

from dialogs.interview import agenda as agendas
from dialogs.interview import tax_years
from dialogs.views import exporting
from tests.dialogs.people import SINGLE, interview
from tests.talk import NOVEMBER, Talk

KEPT = {fact: said for fact, said in SINGLE.items() if fact != "tax_year"}


def whole(today: date = NOVEMBER) -> Talk:
    """A talk to the review in which nobody told the year."""
    talk = Talk(today=today).says("/start")
    while question := talk.reply.question:
        talk.says(KEPT.get(question) or KEPT[question.rpartition(".")[2]])
    return talk


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 1, 1), None),
        (date(2026, 4, 30), None),
        (date(2026, 5, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2025, 8, 1), 2025),
    ],
)
def test_it_is_the_running_year_and_asked_while_the_year_before_is_being_filed(today, year):
    assert tax_years.assumed(today) == ({} if year is None else {"tax_year": year})


def test_in_april_the_year_before_comes_first():
    assert Talk(today=date(2026, 4, 10)).says("/start").labels[:2] == ["2025", "2026"]


def test_the_first_question_names_the_year_and_nothing_is_told():
    talk = Talk().says("/start")
    assert talk.reply.question == "filing_status"
    assert "about tax year 2026" in talk.text
    assert "Another year" in talk.labels
    assert not talk.says("single").text.count("about tax year")
    assert "tax_year" not in talk.answers
    assert talk.session.assumed == {"tax_year": 2026}


def test_status_and_income_give_the_first_verdict_within_five_messages():
    talk = Talk().says("/start", "single", "230k", "220k")
    assert "a direct Roth is closed for 2026" in talk.text
    assert talk.asked == "you.birth_year"


@pytest.mark.parametrize("said", ["2025", "it's about 2025", "for last year", "last year please", "do it for 2025"])
@pytest.mark.parametrize("before", [(), ("single", "230k", "220k", "1984")])
def test_a_year_alone_changes_it_where_none_is_asked(before, said):
    talk = Talk().says("/start", *before, said)
    assert talk.answers["tax_year"] == 2025
    assert talk.session.assumed == {}


@pytest.mark.parametrize("said", ["nothing last year", "I moved last year", "not yet this year", "25"])
def test_a_year_in_a_sentence_changes_nothing(said):
    assert "tax_year" not in Talk().says("/start", "single", "230k", "220k", "1984", said).answers


def test_four_digits_are_a_birth_year_where_one_is_asked_and_asked_back_at_an_amount():
    talk = Talk().says("/start", "single", "2025")
    assert talk.labels[:2] == ["$2,025", "Tax year: 2025"]
    assert "you.compensation" not in talk.answers
    assert Talk().says("/start", "single", "230k", "220k", "1984").answers["you.birth_year"] == 1984


def test_a_change_shows_old_and_new_and_can_be_taken_back():
    talk = Talk().says("/start", "single", "230k", "220k", "1984", "2025")
    assert "2026 → 2025" in talk.text
    assert "you.compensation" not in talk.answers, "it was told for 2026"
    talk.presses("Undo")
    assert talk.answers["you.compensation"] == "230000"
    assert "tax_year" not in talk.answers


def test_review_plan_and_file_say_that_nobody_told_it():
    talk = whole()
    assert "Tax year: 2026 (assumed" in talk.text
    facts = agendas.agenda(talk.session.answers, NOVEMBER, talk.session.assumed).facts
    assert facts.year_assumed
    file = exporting.export(talk.session, facts, NOVEMBER)
    data = json.loads(file)
    assert "tax_year" not in data
    assert data["rothbot"]["assumed"] == {"tax_year": 2026}
    assert exporting.facts_in(data) == facts
    back = Talk().uploads(file)
    assert "Tax year: 2026" in back.text
    assert back.says("yes").answers["tax_year"] == 2026
    talk.says("yes", "/summary")
    assert "Figures for 2026, assumed" in talk.text
    assert "about tax year 2026, which nobody told me" in Talk(session=talk.session).says("/more").text


def test_a_year_that_was_told_is_not_called_assumed():
    talk = interview(SINGLE)
    assert "assumed" not in talk.text
    assert talk.session.assumed == {}


def test_when_another_year_has_begun_it_is_asked_and_never_moved():
    talk = Talk(today=date(2025, 11, 28)).says("/start", "single", "230k")
    talk.today = date(2026, 5, 10)
    talk.says("/resume")
    assert talk.reply.question == "tax_year"
    assert "Until now I took it to be 2025" in talk.text
    assert talk.says("2025").answers["you.compensation"] == "230000"
    talk = Talk(today=date(2025, 11, 28)).says("/start", "single", "230k")
    talk.today = date(2026, 2, 10)
    assert talk.says("/resume").labels[:2] == ["2025", "2026"]


def test_the_old_button_of_the_year_still_answers():
    """A talk of the version before, whose first question was the year."""
    talk = Talk(today=date(2026, 4, 10)).says("/start")
    button = talk.button("2025")
    talk.today = date(2026, 5, 2)
    assert talk.press(button).answers["tax_year"] == 2025


def test_a_year_that_is_only_tried_out_leaves_the_assumed_one():
    talk = whole().says("yes", "/whatif tax_year 2025", "/cancel")
    assert talk.session.assumed == {"tax_year": 2026}
    assert "opened" not in talk.says("start over", "yes").text


@pytest.mark.parametrize(
    ("told", "said", "fact", "value"),
    [
        (("single",), "190k", "you.compensation", "190000"),
        (("single", "190k", "180k"), "1984", "you.birth_year", 1984),
    ],
)
def test_an_answer_to_what_was_asked_before_new_year_is_kept_where_the_year_is_asked_anew(told, said, fact, value):
    talk = Talk(today=date(2026, 12, 20)).says("/start", *told)
    talk.today = date(2027, 1, 5)
    assert talk.says(said).asked == "tax_year"
    assert talk.answers[fact] == value
    assert "Undo" in talk.labels
