"""The terminal as a person sees it: lines break between words, and a bare number presses a button."""

import io
from datetime import date

import pytest
from prompt_toolkit import PromptSession
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.plain_text import PlainTextOutput

from bot import engine
from bot.channels.terminal.chat import Terminal
from bot.channels.terminal.screen import Known, as_press, converse, wrapped
from bot.settings import StoreSettings
from bot.store.opening import open_store
from dialogs.messages import Button, Reply
from dialogs.phrases import say
from dialogs.understanding.verbs import verbs
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
    talk = Talk().says("/start", "2026", "single", "240", "why?")
    assert as_press("1", talk.reply) == "1"


@pytest.fixture
def typed(tmp_path, monkeypatch):
    """What a person sees who types keys into a talk on a terminal of their own, and whether they came out of it."""
    monkeypatch.setenv("NO_COLOR", "1")

    def typing(*keys: str):
        store = open_store(StoreSettings(database_url=f"sqlite:///{tmp_path}/talk.db"))
        seen = io.StringIO()
        try:
            terminal = Terminal(store, engine.rothbot(), 0, lambda: date(2026, 11, 23))
            with create_pipe_input() as pipe, create_app_session(input=pipe, output=PlainTextOutput(seen)):
                pipe.send_text("".join(keys))
                converse(terminal, "A key was made.", PromptSession("> "))
        finally:
            store.close()
        return seen.getvalue()

    return typing


def test_the_first_line_is_a_greeting_and_notes_come_after_it(typed):
    told = typed("\x04")
    assert told.index(say("talk.greeting").split("\n")[0][:30]) < told.index("A key was made.")
    assert " ".join(say("channel.terminal.left").split()) in " ".join(told.split())


def test_ctrl_c_clears_the_line_and_a_second_one_leaves_with_a_word(typed):
    told = " ".join(typed("never sent\x03", "\x03").split())
    assert "never sent" not in told.split(say("channel.terminal.once_more"))[1]
    assert told.endswith(say("channel.terminal.left"))


def test_after_ctrl_c_the_talk_goes_on(typed):
    told = " ".join(typed("xyz\x03", "2026\r", "\x03", "single\r", "\x04").split())
    assert "Tax year: 2026" in told
    assert told.count(say("channel.terminal.once_more")) == 2


def test_a_slash_completes_to_the_commands_with_what_each_does():
    found = list(Known(None).get_completions(Document("/su"), CompleteEvent()))
    assert [(one.text, bool(one.display_meta_text)) for one in found] == [("/summary", True)]
    names = {one.text for one in Known(None).get_completions(Document("/"), CompleteEvent())}
    assert names == {f"/{verb.name}" for verb in verbs().values() if verb.menu}
