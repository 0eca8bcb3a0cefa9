"""Reminders in the store: told once by whoever holds the chat, after any restart, and gone with the talk."""

import threading
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from kept import TELEGRAM, keep, sessions
from sqlalchemy import select

from bot import engine
from bot.channels.telegram.render import Message
from bot.channels.terminal.chat import Terminal, as_text, through_pipe
from bot.delivery.reminding import remind
from bot.delivery.turns import Turns
from bot.store import chats
from bot.store.inbox import Inbox, Waiting
from bot.store.inbox import sealed as inbox_sealed
from bot.store.reminders import schedule
from bot.store.schema import outbox, reminders
from bot.store.schema import talks as talk_table
from calc import law
from tests.dialogs.people import SINGLE

ANSWERS = SINGLE | {"plan_kinds": "none", "covered": "no"}
MORNING = int(datetime(2026, 12, 17, 17, tzinfo=UTC).timestamp() * 1000)  # 9 am in California
HOUR = 3_600_000
NOVEMBER = int(datetime(2026, 11, 24, 17, tzinfo=UTC).timestamp() * 1000)

TOLD: dict[int, str] = {}  # by the moment: the talk of somebody who asked to be reminded then


class People:
    """Chats over one store, at a time that the test sets."""

    def __init__(self, store) -> None:
        self.store, self.now, self.number = store, NOVEMBER, 0

    def turns(self, holder=1):
        return Turns(self.store, TELEGRAM, engine.rothbot(), holder, lambda: self.now, self.today)

    def today(self):
        return datetime.fromtimestamp(self.now / 1000, UTC).date()

    def says(self, chat_id, *texts: str):
        for text in texts:
            self.number += 1
            chat = {"id": chat_id, "type": "private"}
            raw = {"update_id": self.number, "message": {"message_id": self.number, "chat": chat, "text": text}}
            outgoing = self.turns().take_in([raw]).outgoing
            with self.store.transaction() as db:
                db.execute(outbox.delete())
        return outgoing

    def asks_to_be_reminded(self, chat_id):
        """The talk is told word by word once, and is the same for whoever else tells it on that day."""
        if told := TOLD.get(self.now):
            talk = keep(self.store, chat_id, told, self.now)
            moment = engine.rothbot().wake(engine.rothbot().load(told), datetime.fromtimestamp(self.now / 1000, UTC))
            with self.store.transaction() as db:
                schedule(db, {talk: moment})
            return
        self.says(chat_id, "/start")
        for _ in range(40):
            session = engine.rothbot().load(sessions(self.store, [chat_id])[chat_id])
            asked = self._asked(session)
            if asked is None:
                break
            self.says(chat_id, ANSWERS[asked.rpartition(".")[2]])
        self.says(chat_id, "yes", "/remind", "Pacific")
        TOLD[self.now] = sessions(self.store, [chat_id])[chat_id]

    def _asked(self, session):
        from dialogs.interview.agenda import agenda

        return next((question.fact for question in agenda(session.answers, self.today()).open), None)


@pytest.fixture
def people(store):
    return People(store)


def rows(store, table):
    with store.transaction() as db:
        return db.execute(select(table)).all()


def test_a_chat_with_an_unanswered_word_holds_up_no_other_reminder(people):
    for chat in (7, 8):
        people.asks_to_be_reminded(chat)
    turns, people.now = people.turns(), MORNING
    with people.store.transaction() as db:
        found = chats.find(db, people.store.ring, TELEGRAM.name, ["7", "8"])
        first = min(found, key=lambda name: rows_due(db, found[name]))
        raw = inbox_sealed(people.store.ring, found[first], "{}")
        Inbox(db, TELEGRAM.name).put(Waiting(10**6, found[first], 0, people.now + 10**6, raw), people.now)
    outcome = remind(turns, limit=1)
    assert outcome.more  # as much again may be due
    assert {row.chat for row in outcome.outgoing} == {"7", "8"} - {first}
    assert not remind(turns, limit=1).more


def rows_due(db, talk):
    return db.scalar(select(reminders.c.due).where(reminders.c.talk == talk)), talk


def test_a_reminder_goes_out_once_and_the_next_one_is_set(people, store):
    people.asks_to_be_reminded(7)
    assert [row.due for row in rows(store, reminders)] == [MORNING]
    assert remind(people.turns()).outgoing == []
    people.now = MORNING
    (message,) = remind(people.turns()).outgoing
    assert "must be settled by December 31, 2026" in Message.load(message.body).text
    assert remind(people.turns()).outgoing == []
    assert rows(store, reminders)[0].due == int(datetime(2026, 12, 27, 17, tzinfo=UTC).timestamp() * 1000)


def test_of_two_processes_one_tells_it(people):
    people.asks_to_be_reminded(7)
    people.now = MORNING
    told = []
    together = [threading.Thread(target=lambda n=n: told.extend(remind(people.turns(n)).outgoing)) for n in (1, 2)]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    assert len(told) == 1


def test_a_step_that_is_done_is_not_reminded_of(people):
    people.asks_to_be_reminded(7)
    people.says(7, "step 1 is done", "yes", "step 1 is done", "yes")
    people.now = MORNING
    assert remind(people.turns()).outgoing == []


def test_forgetting_takes_the_reminders_along(people, store):
    people.asks_to_be_reminded(7)
    people.says(7, "/forget", "yes")
    assert rows(store, reminders) == []
    people.now = MORNING
    assert remind(people.turns()).outgoing == []


def test_a_reminder_does_not_keep_a_silent_talk_for_longer(people, store):
    people.asks_to_be_reminded(7)
    before = rows(store, talk_table)[0].heard
    people.now = MORNING
    remind(people.turns())
    assert rows(store, talk_table)[0].heard == before


def test_when_a_year_comes_in_those_who_asked_are_looked_at(people, store):
    people.asks_to_be_reminded(7)
    with store.transaction() as db:
        db.execute(reminders.update().values(known=2025))
    assert remind(people.turns()).outgoing == []
    assert [row.known for row in rows(store, reminders)] == [law.latest()]


@pytest.fixture
def terminal(people, store):
    """A terminal whose talk is that of somebody who asked to be reminded, on December 18."""
    people.asks_to_be_reminded(7)
    talk = keep(store, 0, sessions(store, [7])[7], channel="terminal")
    with store.transaction() as db:
        db.execute(reminders.insert().values(talk=talk, due=MORNING, known=law.latest()))
    return Terminal(store, engine.rothbot(), 0, lambda: date(2026, 12, 18))


@pytest.mark.parametrize("days", [400, 20, -400])
def test_a_clock_that_jumps_and_comes_back_tells_nobody_anything_and_loses_nothing(people, days):
    """What is told counts as told, and what has passed is told no more: by a clock of 2028 all would be lost."""
    people.asks_to_be_reminded(7)
    turns = people.turns()

    def goes_by(hours):
        told = []
        for _ in range(hours):
            turns.expire()
            told += remind(turns).outgoing
            people.now += HOUR
        return told

    people.now = MORNING - 72 * HOUR
    assert goes_by(3) == []
    people.now += days * 24 * HOUR
    turns.expire()
    assert remind(turns).outgoing == []
    people.says(7, "/summary")  # by which the talk is looked at anew, and no older than it was
    people.now -= days * 24 * HOUR
    assert len(goes_by(100)) == 1


def test_in_the_terminal_it_is_shown_at_the_next_start(terminal):
    assert "December 31, 2026" in terminal.due()[0].text
    assert terminal.due() == ()


def test_through_a_pipe_it_comes_before_the_first_reply(terminal, capsys):
    through_pipe(terminal, StringIO("/review\n/review\n"), as_text)
    told = capsys.readouterr().out
    assert told.index("must be settled") < told.index("What you told me")
    assert told.count("must be settled by December 31") == 1


def test_what_a_call_could_not_show_comes_first_in_the_next_one(store, monkeypatch):
    def cut_off(_):
        raise KeyboardInterrupt

    cut = Terminal(store, engine.rothbot(), 0, lambda: date(2026, 11, 24))
    cut.answer("/start")
    monkeypatch.setattr(cut._talk._channel, "_show", cut_off)
    with pytest.raises(KeyboardInterrupt):
        cut.answer("2026")
    after = Terminal(store, engine.rothbot(), 0, lambda: date(2026, 11, 24))
    assert [reply.question for reply in after.due()][-1] == "filing_status"
    after.answer("single")
    assert after.due() == ()
