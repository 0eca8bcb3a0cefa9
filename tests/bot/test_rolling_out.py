"""While a new version or a new key is rolled out both are at work: nothing that was said is lost."""

import json
from dataclasses import replace
from datetime import date

import pytest
from databases import KEY
from kept import TELEGRAM, number
from sqlalchemy import update
from standin import ENGINE
from test_turns import Clock, arrive, heard, told, word

from bot.delivery.reminding import remind
from bot.delivery.turns import Turns
from bot.engine import rothbot
from bot.store.schema import outbox, talks
from dialogs.messages import NewerTalk
from dialogs.session import Session

NEW_KEY = "22" * 32


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def process(clock):
    """Another process, by its number, with this store."""
    return lambda holder, store: Turns(store, TELEGRAM, ENGINE, holder, clock, lambda: date(2026, 11, 23))


def test_a_talk_of_a_later_version_is_told_apart_from_a_damaged_one():
    later = json.dumps(json.loads(Session.new().dump()) | {"version": Session.new().version + 1, "more": 1})
    with pytest.raises(NewerTalk):
        rothbot().load(later)


def test_what_an_old_version_cannot_go_on_with_waits_for_the_new_one(store, process, clock):
    def cannot(_):
        raise NewerTalk

    new = process(1, store)
    old = replace(process(2, store), engine=replace(ENGINE, load=cannot))
    arrive(new, new.take_in([word(1, 7, "one")]))
    outcome = old.take_in([word(2, 7, "two"), word(3, 8, "uno")])
    assert told(outcome, 7) == []
    assert heard(new, 8) == ["text:uno"]
    for _ in range(10):  # the old one looks first, every time
        clock.now += 3_000
        assert told(old.take_up(), 7) == []
    old.take_in([word(4, 7, "three")])
    clock.now += 3_000
    assert [text.split()[-1] for text in told(new.take_up(), 7)] == ["two", "three"]
    assert heard(new, 7) == ["text:one", "text:two", "text:three"]


def test_a_process_without_the_new_key_leaves_those_chats_to_one_that_has_it(opened, database_url, process, clock):
    old = process(1, opened(database_url))
    arrive(old, old.take_in([word(1, 7, "one"), word(2, 8, "uno")]))
    new = process(2, opened(database_url, f"{NEW_KEY},{KEY}"))
    arrive(new, new.take_in([word(3, 7, "two"), word(4, 9, "eins")]))
    outcome = old.take_in([word(5, 7, "three"), word(6, 8, "dos"), word(7, 9, "zwei")])
    assert heard(new, 7) == ["text:one", "text:two", "text:three"]  # a talk keeps its key, and that is under both
    assert (told(outcome, 9), heard(new, 8)) == ([], ["text:uno", "text:dos"])
    arrive(old, outcome)
    clock.now += 3_000
    assert [text.split()[-1] for text in told(new.take_up(), 9)] == ["zwei"]
    clock.now += 10_000  # as if the new one had died before it was sent
    assert old.take_up().outgoing == []
    clock.now += 10_000
    assert [text.split()[-1] for text in told(new.take_up(), 9)] == ["zwei"]


def test_what_does_not_open_holds_up_nobody_else(store, process, clock):
    turns = process(1, store)
    turns.take_in([word(1, 7, "one"), word(2, 8, "uno")])
    talk = number(store, 7)
    with store.transaction() as db:
        db.execute(update(outbox).where(outbox.c.talk == talk).values(body=b"\0" * 40))
        db.execute(update(talks).where(talks.c.talk == talk).values(session=b"\0" * 40))
    clock.now += 10_000
    outcome = turns.take_up()
    assert [row.chat for row in outcome.outgoing] == ["7", "8"]  # what follows a lost message must not wait for ever
    assert told(outcome, 7)[0].startswith("Something I wrote to you was lost")
    assert remind(turns).outgoing == []
