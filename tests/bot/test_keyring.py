"""Who is forgotten opens for nobody: not from the log, from pages, from a backup, in no replica, after no fall."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import psycopg
import pytest
from databases import KEY
from kept import TELEGRAM, harm, keep, number, sessions
from sqlalchemy import func, make_url, select
from standin import ENGINE
from test_turns import arrive, clock, heard, told, word

from bot.delivery.turns import Turns
from bot.faults import Fault
from bot.settings import StoreSettings
from bot.store import chats, ring_copy, talks
from bot.store.copying import FORGOTTEN, backup, restore
from bot.store.place import place
from bot.store.schema import forgotten
from bot.store.schema import talks as table

__all__ = ["clock"]  # fixtures
CHAT, OTHER = 8_123_456_789_012_345, 8


@pytest.fixture
def process(clock):
    """A process over a store, by its number."""
    today = date(2026, 11, 23)
    return lambda store, holder=1: Turns(store, TELEGRAM, ENGINE, holder, clock, lambda: today, worked=lambda: 0.0)


def at(url, ring=""):
    return place(StoreSettings(database_url=url, rothbot_key=KEY, rothbot_keyring_url=ring))


def ring_url(url):
    return at(url).ring.url.render_as_string(hide_password=False)


def sealed_keys(store):
    """Each talk's key as it lies in the ring."""
    return {talk: sealed for talk, _, sealed in store.ring.entries()}


def stored(store, talk):
    """Every text of a talk as it lies in the database."""
    with store.transaction() as db:
        return [
            bytes(db.scalar(select(column).where(column.table.c.talk == talk)))
            for column in (table.c.session, chats.chats.c.address)
        ]


def pending(store):
    with store.transaction() as db:
        return db.scalar(select(func.count()).select_from(forgotten))


def holding(folder: Path, secret: bytes):
    """The files below a folder that hold these bytes."""
    found = []
    for file in folder.rglob("*"):
        with suppress(OSError):  # sockets, and what the server has just taken away
            if file.is_file() and secret in file.read_bytes():
                found.append(file.name)
    return found


def is_closed(store, talk, texts):
    """Nothing of these texts opens, with whatever is in the ring now."""
    for what, text in zip(("session", "chat"), texts, strict=True):
        store.ring.begin()
        for other in {talk, 0, *sealed_keys(store)}:
            with suppress(Fault):
                store.ring.unseal(what, other, text)
                return False
    return True


@pytest.mark.parametrize("end", ["kill", "stop"])
def test_after_forgetting_no_byte_opens_beside_a_reader_and_after_the_end(telegram, start, opened, tmp_path, end):
    url = f"sqlite:///{tmp_path}/bot.db"
    bot = start(ROTHBOT_KEY=KEY)
    for chat in (CHAT, OTHER):
        telegram.say(chat, "fifty-eight thousand in a rollover IRA")
    telegram.until(lambda: all(telegram.chats[chat] for chat in (CHAT, OTHER)))
    bot.until_delivered()
    store = opened(url, patience=5)
    talk = number(store, CHAT)
    texts, secret = stored(store, talk), sealed_keys(store)[talk]
    assert holding(tmp_path, secret) == ["bot.db.keyring"]
    with closing(sqlite3.connect(tmp_path / "bot.db")) as reader:  # what it sees has to stay in the log
        reader.execute("BEGIN").execute("SELECT * FROM talks").fetchall()
        telegram.say(CHAT, "/forget")
        telegram.until(lambda: any(shown.text == "Forgotten." for shown in telegram.chats[CHAT]))
        assert holding(tmp_path, secret) == []
        assert holding(tmp_path, texts[0])  # the words are still there, and nobody opens them
        assert is_closed(store, talk, texts)
    bot.kill() if end == "kill" else bot.stop()
    assert holding(tmp_path, secret) == []
    assert holding(tmp_path, str(CHAT).encode()) == []
    assert holding(tmp_path, CHAT.to_bytes(8, "big")) == []
    assert is_closed(store, talk, texts)
    assert sessions(store, [OTHER])[OTHER]


def test_after_forgetting_no_page_and_no_log_of_postgresql_holds_the_key(postgres, postgres_url, opened, process):
    store = opened(postgres_url)
    turns = process(store)
    arrive(turns, turns.take_in([word(1, CHAT, "one"), word(2, OTHER, "uno")]))
    talk = number(store, CHAT)
    texts, secret = stored(store, talk), sealed_keys(store)[talk]
    arrive(turns, turns.take_in([word(3, CHAT, "/forget")]))
    assert store.ring.scrub(now=True)
    with psycopg.connect(postgres.url, autocommit=True) as admin:
        admin.execute("ALTER SYSTEM SET wal_recycle = off")
        admin.execute("SELECT pg_reload_conf()")
        for _ in range(2):
            admin.execute("SELECT pg_switch_wal()")
            admin.execute("CHECKPOINT")
    assert holding(Path(postgres.folder), secret) == []
    assert holding(Path(postgres.folder), sealed_keys(store)[number(store, OTHER)])  # so that we know where to look
    assert is_closed(store, talk, texts)


def test_who_is_forgotten_is_dead_in_every_replica(opened, database_url, process):
    here, there = process(opened(database_url)), process(opened(database_url), 2)
    arrive(here, here.take_in([word(1, 7, "one")]))
    arrive(there, there.take_in([word(2, 7, "two")]))
    arrive(here, here.take_in([word(3, 7, "/forget")]))
    arrive(there, there.take_in([word(4, 7, "anew")]))
    assert heard(here, 7) == heard(there, 7) == ["text:anew"]
    there.take_up()
    assert there.store.ring.count() == 1


def test_a_fall_between_the_words_and_the_key_is_made_good_by_the_next(store, process):
    turns = process(store)
    arrive(turns, turns.take_in([word(1, 7, "one"), word(2, 8, "uno")]))
    talk = number(store, 7)
    with store.transaction() as db:
        talks.forget(db, talk)
    assert (pending(store), talk in sealed_keys(store)) == (1, True)
    arrive(turns, turns.take_in([word(3, 7, "anew")]))  # the key that is still there is not that of a talk
    assert heard(turns, 7) == ["text:anew"]
    process(store, 2).take_up()
    assert (pending(store), talk in sealed_keys(store)) == (0, False)
    assert (heard(turns, 7), heard(turns, 8)) == (["text:anew"], ["text:uno"])


def test_a_fall_between_the_key_and_the_words_leaves_a_key_that_goes_with_the_talk(store, process):
    turns = process(store)
    with suppress(RuntimeError), store.transaction() as db:
        chats.begin(db, store.ring, "telegram", "7")
        store.ring.flush()
        raise RuntimeError
    assert store.ring.count() == 1
    arrive(turns, turns.take_in([word(1, 7, "one")]))
    assert heard(turns, 7) == ["text:one"]
    arrive(turns, turns.take_in([word(2, 7, "/forget")]))
    turns.take_up()
    assert store.ring.count() == 0


def test_many_chats_cost_one_commit_of_the_ring(store, process, monkeypatch):
    flushed = []
    writing = type(store.ring)._writing
    monkeypatch.setattr(type(store.ring), "_writing", lambda ring: flushed.append(1) or writing(ring))
    process(store).take_in([word(n, 100 + n, "one") for n in range(1, 30)])
    assert len(flushed) == 1
    process(store).take_in([word(n, 71 + n, "two") for n in range(30, 59)])
    assert len(flushed) == 1  # and a talk that is there costs none


def test_a_restore_is_an_older_backup_under_todays_keys(store, database_url, opened, process, tmp_path):
    turns = process(store)
    arrive(turns, turns.take_in([word(1, 7, "one"), word(2, 8, "uno"), word(3, 9, "eins")]))
    backup(at(database_url), tmp_path / "copy", "now")
    arrive(turns, turns.take_in([word(4, 7, "/forget"), word(5, 9, "/forget")]))
    arrive(turns, turns.take_in([word(6, 9, "anew")]))
    turns.take_up()
    empty = f"sqlite:///{tmp_path}/back.db"
    counted = restore(at(empty, ring_url(database_url)), tmp_path / "copy")
    assert (counted["talks"], counted[FORGOTTEN]) == (3, 2)
    back = opened(empty, ring=ring_url(database_url))
    again = process(back, 2)
    assert [heard(again, chat) for chat in (7, 8, 9)] == [None, ["text:uno"], None]
    with back.transaction() as db:
        assert db.scalar(select(func.count()).select_from(chats.chats)) == 1
    arrive(again, again.take_in([word(7, 9, "and again")]))
    assert heard(again, 9) == ["text:and again"]


def test_a_restore_leaves_out_the_last_one_who_was_forgotten_too(store, database_url, process, tmp_path):
    turns = process(store)
    arrive(turns, turns.take_in([word(1, 7, "one")]))
    backup(at(database_url), tmp_path / "copy", "now")
    arrive(turns, turns.take_in([word(2, 7, "/forget")]))
    turns.take_up()
    assert store.ring.count() == 0
    back = at(f"sqlite:///{tmp_path}/back.db", ring_url(database_url))
    counted = restore(back, tmp_path / "copy")
    assert (counted["talks"], counted[FORGOTTEN]) == (1, 1)
    with closing(sqlite3.connect(tmp_path / "back.db")) as db:
        assert db.execute("SELECT talk FROM talks UNION SELECT talk FROM chats").fetchall() == []


@pytest.mark.parametrize("linked", [False, True])
def test_what_a_killed_copy_has_left_is_taken_away_by_the_next(store, database_url, process, tmp_path, linked):
    """It holds the keys of that day, and would be a history; one that reached its place just before keeps it."""
    turns, folder = process(store), tmp_path / "copies"
    folder.mkdir()
    (folder / ".rothbot-draft-ours-not").mkdir()
    arrive(turns, turns.take_in([word(1, 7, "one")]))
    command = [sys.executable, "-c", _KILLED, str(folder), str(linked)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "written\n"
        left = folder / other.stdout.readline().strip()
        backup(at(database_url), folder / "first", "now")
        assert left.exists()  # its process lives
        other.kill()
    ring_copy.copy(store.ring, folder / "ring", "now")
    assert not left.exists()
    assert not linked or (folder / "placed").read_bytes() == b"keys"


_KILLED = """
import os, sys, time
from pathlib import Path
from bot.store.drafts import draft
folder = Path(sys.argv[1])
with draft(folder) as (descriptor, drawn):
    os.write(descriptor, b"keys")
    if sys.argv[2] == "True":
        os.link(drawn, folder / "placed")
    print("written", drawn.name, sep="\\n", flush=True)
    time.sleep(60)
"""


def test_a_copy_of_the_ring_has_no_history_and_never_brings_back_a_key(
    store, database_url, opened, process, tmp_path
):
    turns, file = process(store), tmp_path / "ring.json"
    arrive(turns, turns.take_in([word(1, 7, "one"), word(2, 8, "uno")]))
    talk = number(store, 7)
    assert ring_copy.copy(store.ring, file, "now") == 2
    with file.open("rb") as before:
        assert str(talk).encode() in before.read()
        arrive(turns, turns.take_in([word(3, 7, "/forget")]))
        turns.take_up()
        assert ring_copy.copy(store.ring, file, "now") == 1
        before.seek(0)
        assert not before.read().strip(b"\0")  # what stood there is overwritten
    assert str(talk).encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(Fault, match="key ring at"):
        ring_copy.restore(at(database_url), file)
    elsewhere = f"sqlite:///{tmp_path}/elsewhere.keyring"
    assert ring_copy.restore(at(database_url, elsewhere), file) == 1
    assert sessions(opened(database_url, ring=elsewhere), [7, 8]).keys() == {8}
    file.write_text("{}")
    with pytest.raises(Fault, match="no copy of a key ring"):
        ring_copy.restore(at(database_url, f"sqlite:///{tmp_path}/third.keyring"), file)


def test_a_database_without_its_ring_is_refused_and_gets_no_new_one(tmp_path, opened):
    url = f"sqlite:///{tmp_path}/store.db"
    keep(opened(url), 7, "words")
    (tmp_path / "store.db.keyring").rename(tmp_path / "lost")
    with pytest.raises(Fault, match=r"store\.db\.keyring is missing"):
        opened(url)
    keep(opened(f"sqlite:///{tmp_path}/other.db"), 7, "of another")
    with pytest.raises(Fault, match="belongs to another database"):
        opened(url, ring=f"sqlite:///{tmp_path}/other.db.keyring")
    assert not (tmp_path / "store.db.keyring").exists()
    assert sessions(opened(url, ring=f"sqlite:///{tmp_path}/lost"), [7]) == {7: "words"}


@pytest.mark.parametrize(
    ("length", "told"),
    [(0, r"\.keyring is missing"), (1, r"\.keyring is missing"), (100, "is damaged"), (5000, "is damaged")],
)
def test_a_ring_that_was_cut_off_is_told_and_left_as_it_is(tmp_path, opened, length, told):
    url, ring = f"sqlite:///{tmp_path}/store.db", tmp_path / "store.db.keyring"
    opened(url).close()
    ring.write_bytes(cut := ring.read_bytes()[:length])
    with pytest.raises(Fault, match=told):
        opened(url)
    assert ring.read_bytes() == cut


def test_the_ring_of_replicas_is_a_database_of_its_own(postgres_server, postgres_url, opened, process):
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        name = make_url(postgres_url).database + "_keys"
        admin.execute(f"CREATE DATABASE {name}")
        admin.execute(f"CREATE ROLE {name} LOGIN")
        admin.execute(f"GRANT CREATE ON DATABASE {name} TO {name}")
    apart = postgres_server.replace("/postgres?", f"/{name}?").replace("postgres:@", f"{name}:@")
    turns = process(opened(postgres_url, ring=apart))
    arrive(turns, turns.take_in([word(1, 7, "one")]))
    with psycopg.connect(postgres_url) as db:
        assert (
            db.execute("SELECT 1 FROM information_schema.tables WHERE table_schema = 'rothbot_keys'").fetchall() == []
        )
    with psycopg.connect(apart) as ring:
        assert ring.execute("SELECT count(*) FROM rothbot_keys.keys").fetchall() == [(2,)]
    arrive(turns, turns.take_in([word(2, 7, "/forget")]))
    turns.take_up()
    assert opened(postgres_url, ring=apart).ring.count() == 0


def test_a_key_that_does_not_open_is_told_and_left_for_another(store, process):
    turns = process(store)
    arrive(turns, turns.take_in([word(1, 7, "one"), word(2, 8, "uno")]))
    talk = number(store, 7)
    harm(store, talk)
    outcome = arrive(turns, turns.take_in([word(3, 7, "two"), word(4, 8, "dos")]))
    assert "does not open any more" in told(outcome, 7)[0]
    assert heard(turns, 8) == ["text:uno", "text:dos"]
    arrive(turns, turns.take_in([word(5, 7, "/start"), word(6, 7, "anew")]))
    assert heard(turns, 7) == ["text:/start", "text:anew"]
    assert number(store, 7) != talk
    arrive(turns, turns.take_in([word(7, 7, "/forget")]))
    turns.take_up()
    assert heard(turns, 7) is None
    with store.transaction() as db:
        assert list(talks.sealed(db, [talk])) == []  # nor what was left behind under the other number


def test_what_is_sealed_names_its_talk_and_the_export_opens_it(store, process):
    turns = process(store)
    arrive(turns, turns.take_in([word(1, 7, "one"), word(2, 8, "uno")]))
    mine, theirs = number(store, 7), number(store, 8)
    with store.transaction() as db:
        session = talks.sealed(db, [mine])[mine]
        assert json.loads(store.ring.unseal("session", mine, session))["heard"] == ["text:one"]
        with pytest.raises(Fault, match="altered"):
            store.ring.unseal("session", theirs, session)


def test_who_is_blocked_is_not_heard_and_not_answered_until_it_is_lifted(store, process):
    turns = process(store)
    arrive(turns, turns.take_in([word(1, 7, "one"), word(2, 8, "uno")]))
    mark = store.ring.mark("telegram", "7")
    assert store.ring.block(mark, on=True)
    assert not store.ring.block(mark, on=True)
    outcome = process(store, 2).take_in([word(3, 7, "two"), word(4, 8, "dos")])
    assert (told(outcome, 7), outcome.counted["updates.blocked"]) == ([], 1)
    assert (heard(turns, 7), heard(turns, 8)) == (["text:one"], ["text:uno", "text:dos"])
    assert turns.take_in([word(3, 7, "two")]).outgoing == []  # and is not kept for later
    assert store.ring.block(mark, on=False)
    arrive(turns, turns.take_in([word(5, 7, "three")]))
    assert heard(turns, 7) == ["text:one", "text:three"]
