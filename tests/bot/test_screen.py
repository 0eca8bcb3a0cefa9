"""The terminal as a person sees it: lines break between words, and a bare number presses a button."""

import pytest

from bot.channels.terminal.screen import as_press, wrapped
from dialogs.messages import Button, Reply
from dialogs.phrases import say
from tests.talk import Talk

TWO = ((Button("Single", "a"), Button("Married filing jointly", "b")),)


@pytest.mark.parametrize("phrase", ["talk.greeting", "channel.terminal.key_hint"])
@pytest.mark.parametrize("width", [39, 89])
def test_no_line_breaks_inside_a_word_or_is_too_wide(phrase, width):
    text = say(phrase)
    lines = [part for line in text.splitlines() for part in wrapped(line, width).splitlines()]
    assert all(len(line) <= width for line in lines)
    assert " ".join(lines).split() == text.split()


@pytest.mark.parametrize(
    ("question", "line", "heard"),
    [
        ("filing_status", "2", "#2"),
        ("filing_status", " 1 ", "#1"),
        ("filing_status", "3", "3"),  # there is no third button
        ("tax_year", "1", "#1"),
        ("tax_year", "2026", "2026"),
        ("agi", "2", "2"),  # an amount wins
        ("you.birth_year", "2", "2"),
        (None, "2", "#2"),
        (None, "-2", "-2"),
    ],
)
def test_a_bare_number_presses_a_button_where_no_number_is_asked_for(question, line, heard):
    assert as_press(line, Reply(("?",), TWO, question)) == heard


def test_before_anything_was_shown_a_number_is_a_word():
    assert as_press("2", None) == "2"


@pytest.mark.parametrize("question", ["240", "85 (birth)"])
def test_where_numbered_readings_are_offered_a_number_is_one_of_them(question):
    talk = Talk().says("/start", "2026", "single")
    talk.says("85") if "birth" in question else talk.says("1984", "TX", "240")
    first = talk.buttons[0]
    assert as_press("1", talk.reply) == "#1"
    assert talk.press(first).answers.keys() & {"you.birth_year", "you.compensation"}


def test_after_another_word_a_number_answers_the_question_again():
    talk = Talk().says("/start", "2026", "single", "1984", "TX", "240", "why?")
    assert as_press("1", talk.reply) == "1"
