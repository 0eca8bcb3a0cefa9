"""What whoever runs the bot owes a person: an export and a deletion on request, counts without words, a contact."""

import json
import sqlite3
from contextlib import closing
from datetime import date

import pytest
from forked import completed
from kept import TELEGRAM
from process import clean_env
from sqlalchemy import func, select

from bot import engine
from bot.channels.terminal.chat import Terminal
from bot.cli import main
from bot.delivery.turns import Turns
from bot.settings import StoreSettings
from bot.store import held, outbox
from bot.store.messages import MOST, Numbered, put
from bot.store.opening import open_store
from bot.store.outbox import Body
from bot.store.schema import chats, messages, talks
from bot.store.schema import outbox as outboxes
from dialogs.messages import Keeper

KEY = "11" * 32
SAID = ("/start", "2026", "single", "320k", "310k", "1984", "TX")


@pytest.fixture
def command(rothbot, database_url, tmp_path):
    """``rothbot`` over the same database."""

    def run(*words: str):
        env = clean_env() | {"DATABASE_URL": database_url, "ROTHBOT_KEY": KEY, "HOME": str(tmp_path)}
        return completed([rothbot, *words], b"", env, tmp_path)

    return run


def talk(store, keeper=Keeper(), chat=7):  # noqa: B008 - never changes
    return Terminal(store, engine.rothbot(keeper), chat, lambda: date(2026, 11, 23))


def test_the_export_begins_with_what_it_is_and_holds_everything(store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    here = talk(store)
    for words in SAID:
        here.answer(words)
    here.answer("/export")
    (file,) = tmp_path.glob("rothbot*.json")
    data = json.loads(file.read_text("utf-8"))
    assert next(iter(data)) == "rothbot"
    assert next(iter(data["rothbot"])) == "about"
    assert data["rothbot"]["about"].startswith("Everything that rothbot holds")
    assert data["you"]["compensation"] == "320000"
    beside = {"last_word", "next_reminder", "to_be_sent", "waiting", "messages", "buttons", "set_aside"}
    assert set(data["rothbot"]["beside"]) == beside
    assert any("Texas" in block for block in data["rothbot"]["beside"]["buttons"]["blocks"])
    assert "answers are there again" not in talk(store, chat=8).answer("/start")[-1].text
    other = talk(store, chat=8)
    other.answer(f"/import {file}")
    assert other.answer("yes")[-1].text


def test_a_written_request_is_answered_without_the_person(store, command):
    here = talk(store)
    for words in SAID:
        here.answer(words)
    with store.transaction() as db:
        number = db.exec_driver_sql("SELECT talk FROM chats").scalar()
        waits = json.dumps({"text": "still to come"})
        outbox.put(db, store.ring, [Body(number, "7", waits)], holder=0, lapse=0, free=())
    given = command("person", "export", "7", "--channel", "terminal")
    assert given.returncode == 0
    data = json.loads(given.stdout)
    assert data["state"] == "TX"
    assert {"text": "still to come"} in data["rothbot"]["beside"]["to_be_sent"]
    assert '"command": "person", "act": "export", "event": "operator"' in given.stderr
    assert "7" not in given.stderr.partition('"timestamp"')[0]
    assert command("person", "forget", "7", "--channel", "terminal").returncode == 0
    with store.transaction() as db:
        left = [db.scalar(select(func.count()).select_from(table)) for table in (chats, talks, outboxes, messages)]
    assert left == [0, 0, 0, 0]
    again = command("person", "export", "7", "--channel", "terminal")
    assert again.returncode == 2
    assert "Nothing is held of the chat 7" in again.stderr


def test_an_export_holds_every_message_and_no_talk_has_more_than_so_many(store):
    talk(store).answer("/start")
    with store.transaction() as db:
        (number,) = db.scalars(select(talks.c.talk))
        for first in range(0, 3 * MOST, MOST):
            put(db, store.ring, [Numbered(number, first + n, "state", "as sent") for n in range(MOST)], first)
        found = held.beside(db, store.ring, number)["messages"]
    assert [one["number"] for one in found] == list(range(3 * MOST - 1, 2 * MOST - 1, -1))
    assert found[0]["about"] == "state"


def test_an_export_that_is_asked_for_again_and_again_holds_no_other(store):
    """Each would else hold all before it that are still on their way: thirteen of them were half a gigabyte."""
    turns, sizes = Turns(store, TELEGRAM, engine.rothbot(), 1, lambda: 10**12, lambda: date(2026, 11, 23)), []
    for number in range(1, 20):
        chat = {"id": 7, "type": "private"}
        message = {"message_id": number, "chat": chat, "text": "/export" if number > 1 else "/start"}
        rows = turns.take_in([{"update_id": number, "message": message}]).outgoing
        sizes.append(sum(len(row.body) for row in rows))
        if number > 2:
            assert "is on its way already" in rows[0].body
    assert max(sizes[2:]) < sizes[1] < 20_000


def test_a_request_for_somebody_of_whom_no_talk_is_kept_any_more_is_answered(store, command):
    talk(store).answer("/start")
    with store.transaction() as db:
        number = db.scalar(select(talks.c.talk))
        outbox.put(db, store.ring, [Body(number, "7", json.dumps({"text": "bye"}))], holder=0, lapse=0, free=())
        db.execute(talks.delete())
    given = command("person", "export", "7", "--channel", "terminal")
    assert given.returncode == 0
    assert json.loads(given.stdout)["rothbot"]["beside"]["to_be_sent"] == [{"text": "bye"}]


def test_a_deletion_whose_key_cannot_be_destroyed_yet_says_so(tmp_path, monkeypatch, capsys):
    url = f"sqlite:///{tmp_path}/talks.db"
    for name, value in {"DATABASE_URL": url, "ROTHBOT_KEY": KEY}.items():
        monkeypatch.setenv(name, value)
    store = open_store(StoreSettings(database_url=url, rothbot_key=KEY))
    for chat in (7, 8):
        talk(store, chat=chat).answer("/start")
    with closing(sqlite3.connect(tmp_path / "talks.db.keyring")) as other:
        other.execute("BEGIN IMMEDIATE")
        assert main(["person", "forget", "7", "--channel", "terminal"]) == 1
        other.rollback()
    assert "Its key is still in the key ring" in capsys.readouterr().out
    assert main(["person", "forget", "8", "--channel", "terminal"]) == 0
    assert store.ring.count() == 0
    store.close()


def test_what_an_operator_tried_in_vain_leaves_a_line_too(store, command):
    talk(store).answer("/start")
    given = command("person", "export", "9")
    assert '"act": "export", "refused": "store.no_talk", "event": "operator"' in given.stderr
    assert '"command": "stats", "act": null, "event": "operator"' in command("stats").stderr


def test_statistics_are_counts(store, command):
    talk(store).answer("/start")
    talk(store, chat=8).answer("/start")
    counted = command("stats")
    assert counted.returncode == 0
    assert counted.stdout.splitlines()[0] == "talks that are kept: 2"
    assert all(line.rpartition(": ")[2].isdecimal() for line in counted.stdout.splitlines())


def test_privacy_names_who_runs_the_bot_and_how_long_a_talk_is_kept(store):
    kept = StoreSettings(rothbot_retention_days=90, rothbot_contact="Ann Lee, ann@example.org").keeper
    told = talk(store, kept).answer("/privacy")[-1].text
    assert "until 90 days after your last word" in told
    assert "Whoever runs this bot: Ann Lee, ann@example.org." in told
    assert "has not said how to reach them" in talk(store).answer("/privacy")[-1].text


def test_what_was_forgotten_beside_a_reader_is_cleaned_when_the_reader_is_gone(tmp_path):
    store = open_store(StoreSettings(database_url=f"sqlite:///{tmp_path}/talks.db", rothbot_key=KEY))
    with store.transaction() as db:
        db.exec_driver_sql("INSERT INTO reminders VALUES (77, 1, 2026)")
    with sqlite3.connect(tmp_path / "talks.db") as reader:
        reader.execute("BEGIN").execute("SELECT * FROM reminders").fetchall()
        with store.transaction() as db:
            db.exec_driver_sql("DELETE FROM reminders")
        assert not store.clean()
        reader.rollback()
    assert store.clean()
    assert (tmp_path / "talks.db-wal").stat().st_size == 0
    store.close()


def test_a_block_that_meets_nobody_says_so(store, command):
    """A mistyped number would else be taken for a block, and whoever abuses the bot would go on."""
    talk(store).answer("/start")
    assert "No talk of the chat 8" in command("person", "block", "8", "--channel", "terminal").stdout
    assert "No talk of" not in command("person", "block", "7", "--channel", "terminal").stdout
    assert command("person", "block", "7", "--channel", "letters").returncode == 2


def test_who_abuses_the_bot_is_blocked_and_heard_again(store, command):
    here = talk(store)
    here.answer("/start")
    done = command("person", "block", "7", "--channel", "terminal")
    assert (done.returncode, "not heard any more" in done.stdout) == (0, True)
    assert '"command": "person", "act": "block", "event": "operator"' in done.stderr
    assert here.answer("2026") == ()
    assert "Nothing to change" in command("person", "block", "7", "--channel", "terminal").stdout
    assert command("person", "unblock", "7", "--channel", "terminal").returncode == 0
    assert here.answer("2026")[-1].text


def test_the_ring_is_copied_and_put_back_by_a_command_that_leaves_a_line(store, command, tmp_path):
    talk(store).answer("/start")
    done = command("keyring", "copy", str(tmp_path / "ring"))
    assert (done.returncode, "talks with a key 1" in done.stdout) == (0, True)
    assert '"command": "keyring", "act": "copy", "event": "operator"' in done.stderr
    again = command("keyring", "restore", str(tmp_path / "ring"))
    assert again.returncode == 2
    assert "would bring back keys that were destroyed" in again.stderr
