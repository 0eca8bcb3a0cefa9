"""An update that takes its process with it: others are answered, and after its second fall it is set aside."""

import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date

import pytest
from kept import TELEGRAM, keep
from sqlalchemy import event
from standin import ENGINE
from test_turns import Clock, arrive, heard, told, word

from bot.delivery.trace import Doing, Fallen, FileTrace
from bot.delivery.turns import Turns
from bot.delivery.work import OVERRUN
from bot.faults import Fault
from bot.store import patience, reminders
from bot.store.inbox import Inbox
from bot.store.schema import reminders as moments

TODAY = date(2026, 11, 23)


class Fall(BaseException):
    """The process is gone: nothing after it is done."""


def fatal(talk, said):
    if said.text == "die":
        raise Fall
    return ENGINE.step(talk, said)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def turns(store, clock):
    return Turns(store, TELEGRAM, replace(ENGINE, step=fatal), 1, clock, lambda: TODAY)


def fall(turns, number):
    """As the next process notes it."""
    with turns.store.transaction() as db:
        Inbox(db, "telegram").fell(number, turns.clock())


def test_the_first_delivery_writes_nothing_more_than_the_turn(turns, tmp_path):
    turns = replace(turns, trace=FileTrace(tmp_path / "bot", 1))
    commits = []
    event.listen(turns.store.engine, "commit", commits.append)
    turns.take_in([word(1, 7, "one"), word(2, 8, "uno")])
    assert len(commits) == 1
    assert heard(turns, 7) == ["text:one"]


def test_what_a_process_was_at_when_it_was_killed_is_known_to_the_next(tmp_path):
    program = (
        "import os; from pathlib import Path; from bot.delivery.trace import FileTrace, Doing\n"
        "trace = FileTrace(Path('bot'), {}); number = {}\n"
        "with trace.at(Doing.UPDATE, 40): pass\n"
        "step = trace.at(Doing.UPDATE, number)\n"
        "if number: step.__enter__()\n"
        "os.kill(os.getpid(), 9)"
    )
    for holder, number in ((1, 41), (2, 0)):
        subprocess.run([sys.executable, "-c", program.format(holder, number)], cwd=tmp_path, check=False)
    third = FileTrace(tmp_path / "bot", 3)
    with third.at(Doing.UPDATE, 43):
        fourth = FileTrace(tmp_path / "bot", 4)  # the third lives
        assert (third.fallen(), fourth.fallen()) == ([Fallen(Doing.UPDATE, 41)], [])
    third.close()
    fourth.close()
    assert list(tmp_path.iterdir()) == []


def test_what_has_ended_a_process_is_tried_alone_and_in_its_place(turns):
    fall(turns, 2)
    arrive(turns, turns.take_in([word(1, 7, "one"), word(2, 7, "two"), word(3, 7, "three"), word(4, 8, "uno")]))
    assert (heard(turns, 7), heard(turns, 8)) == (["text:one"], ["text:uno"])
    turns.take_up()
    turns.take_up()
    assert heard(turns, 7) == ["text:one", "text:two", "text:three"]


def test_after_its_second_fall_it_is_set_aside_with_an_apology(turns):
    fall(turns, 2)
    fall(turns, 2)
    outcome = arrive(turns, turns.take_in([word(1, 8, "uno"), word(2, 7, "die"), word(3, 7, "three")]))
    assert ["Something went wrong" in text for text in told(outcome, 7)] == [True, False]
    assert (heard(turns, 7), heard(turns, 8)) == (["text:three"], ["text:uno"])
    assert turns.take_in([word(2, 7, "die")]).outgoing == []


def test_the_second_try_is_noted_before_it_is_made(turns):
    fall(turns, 1)
    turns.take_in([word(1, 7, "die"), word(2, 7, "two")])
    with pytest.raises(Fall):
        turns.take_up()
    outcome = arrive(turns, turns.take_up())  # of the next process
    assert ["Something went wrong" in text for text in told(outcome, 7)] == [True, False]
    assert heard(turns, 7) == ["text:two"]


def test_what_waited_when_it_ended_a_process_goes_the_same_way(turns, clock):
    turns.take_in([word(1, 7, "break"), word(2, 7, "die")])
    falls = 0
    for _ in range(6):
        clock.now += 10_000
        try:
            turns.take_up()
        except Fall:
            falls += 1
            fall(turns, 2)
    assert falls == 2
    turns.take_in([word(3, 7, "still here")])
    assert heard(turns, 7) == ["text:still here"]


def test_what_is_done_is_not_suspected_for_what_came_after(turns):
    turns.take_in([word(1, 7, "one")])
    fall(turns, 1)
    assert turns.take_in([word(1, 7, "one")]).counted["updates.repeated"] == 1


def test_a_reminder_that_ends_a_process_is_put_off_for_a_day(turns, clock):
    class Left(FileTrace):
        def __init__(self, talk: int) -> None:
            self.talk = talk

        def fallen(self):
            return [Fallen(Doing.REMINDER, self.talk)]

        def noted(self):
            pass

    talk = keep(turns.store, 7, "{}")

    def due(now):
        with turns.store.transaction() as db:
            return reminders.due_talks(db, "telegram", now, 5)

    with turns.store.transaction() as db:
        db.execute(moments.insert().values(talk=talk, due=clock.now, known=2000))
    assert due(clock.now) == [talk]
    replace(turns, trace=Left(talk)).remember_falls()
    assert due(clock.now) == []
    assert due(clock.now + 86_400_000) == [talk]


def test_a_step_that_outlasts_its_transaction_goes_the_same_way(postgres_url, opened, clock, monkeypatch):
    """PostgreSQL ends a transaction that says nothing for long; the same again would be the same for ever."""
    monkeypatch.setitem(patience.OF_THE_SERVER, "idle_in_transaction_session_timeout", "1s")
    used = [0.0]

    def slow(talk, said):
        if said.text == "slow":
            time.sleep(1.5)
            used[0] += OVERRUN / 1000 + 1
        return ENGINE.step(talk, said)

    store, engine = opened(postgres_url), replace(ENGINE, step=slow)
    turns = Turns(store, TELEGRAM, engine, 1, clock, lambda: TODAY, worked=lambda: used[0])
    batch = [word(1, 7, "slow"), word(2, 8, "uno"), word(3, 7, "two")]
    with pytest.raises(Fault, match="cannot be reached"):
        turns.take_in(batch)
    arrive(turns, turns.take_in(batch))  # as Telegram brings it again
    with pytest.raises(Fault, match="cannot be reached"):
        turns.take_up()
    for _ in range(2):
        clock.now += 100_000
        arrive(turns, turns.take_up())
    assert (heard(turns, 7), heard(turns, 8)) == (["text:two"], ["text:uno"])


def test_a_bot_that_is_killed_by_what_it_is_told_recovers_by_itself(telegram, start, tmp_path):
    for chat in range(1, 6):
        telegram.say(chat, "hello")
    telegram.say(9, "die")
    telegram.say(9, "still here")
    fallen = [start().process.wait(30) for _ in range(2)]
    bot = start()
    telegram.heard(9, 2)
    telegram.until(lambda: all(telegram.chats[chat] for chat in range(1, 6)))
    assert fallen == [-signal.SIGKILL] * 2
    shown = {message.text for chat in range(1, 6) for message in telegram.chats[chat]}
    assert shown == {"Question 1\n\nYou said: hello"}  # a message may come twice, a step is never done twice
    first, second = telegram.chats[9]
    assert "Something went wrong" in first.text
    assert "still here" in second.text
    assert bot.stop() == 0
    assert not list(tmp_path.glob("*-trying-*"))
