"""The terminal when something is broken: it says so, loses nothing, and can always be left."""

from datetime import date

import pytest
from sqlalchemy import select, update

from bot import engine
from bot.channels.terminal.chat import Terminal, pressed
from bot.store.schema import talks as table
from dialogs.messages import Button, Reply

DAY = date(2026, 11, 23)


def kept(db):
    return list(db.scalars(select(table.c.session)))


@pytest.fixture
def broken(store):
    """A terminal whose stored talk and last buttons do not open any more."""
    begun = Terminal(store, engine.rothbot(), 0, lambda: DAY)
    for line in ("/start", "2026", "single"):
        begun.answer(line)
    with store.transaction() as db:
        (sealed,) = kept(db)
        flipped = sealed[:-1] + bytes([sealed[-1] ^ 1])
        db.execute(update(table).values(session=flipped, shown=flipped))
    again = Terminal(store, engine.rothbot(), 0, lambda: DAY)
    assert not again.is_new()
    assert again.due() == ()
    return again


def test_a_bare_number_on_a_pipe_presses_a_reading_that_is_offered(store):
    terminal = Terminal(store, engine.rothbot(), 0, lambda: DAY)
    replies = ()
    for line in ("/start", "2026", "single", "240"):
        replies = terminal.answer(line)
    first = replies[-1].buttons[0][0].label
    told = terminal.answer("1")[0].text
    assert first.replace("?", "") in told
    assert "$1,000" not in told


def test_a_year_behind_the_sign_of_a_button_is_heard_and_a_word_is_none(store):
    terminal = Terminal(store, engine.rothbot(), 0, lambda: DAY)
    terminal.answer("/start")
    assert "#Ohio" in terminal.answer("#Ohio")[0].text
    assert "2025" in terminal.answer("#2025")[-1].text


def test_a_button_is_named_by_its_label_or_by_several_words_at_its_end():
    labels = ("All correct: show my plan", "Change: You", "Change: Income")
    shown = Reply((), buttons=tuple((Button(label, label),) for label in labels))
    found = {name: pressed(name, shown) for name in ("show my plan", "Change: You", "you", "plan", "2")}
    named = {name: button.label if button else None for name, button in found.items()}
    assert named == {
        "show my plan": "All correct: show my plan",
        "Change: You": "Change: You",
        "you": None,
        "plan": None,
        "2": "Change: You",
    }


def test_a_talk_that_does_not_open_is_told_and_kept(broken, store):
    with store.transaction() as db:
        before = kept(db)
    (reply,) = broken.answer("1984")
    assert "/start" in reply.text
    assert "/forget" in reply.text
    with store.transaction() as db:
        assert kept(db) == before


def test_it_can_be_left_for_a_new_one(broken):
    (reply,) = broken.answer("/start")
    assert reply.question == "filing_status"
    assert broken.answer("2026")[0].question == "filing_status"


def test_it_can_be_forgotten(broken, store):
    assert broken.answer("/forget")[0].stage == "forgetting"
    assert broken.answer("yes")[0].stage == "forgotten"
    with store.transaction() as db:
        assert kept(db) == []


def test_a_repair_without_a_birth_year_is_answered(store):
    """The last reply is copied to be stored, a refusal in it included."""
    terminal = Terminal(store, engine.rothbot(), 0, lambda: DAY)
    lines = ("/start", "/repair", "deferred too much over two jobs", "2025", "$30,000", "I don't know", "none", "no")
    replies = [terminal.answer(line)[0] for line in lines]
    assert all("on our side" not in reply.text for reply in replies)
    assert replies[-1].stage == "repair"
