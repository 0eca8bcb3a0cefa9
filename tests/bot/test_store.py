"""What is stored is sealed, and a database that is not ours, not whole or not open is left as it was."""

import os
import sqlite3
from contextlib import closing

import pytest
from databases import KEY
from sqlalchemy import column, text, update
from sqlalchemy import table as named

from bot.faults import Fault
from bot.store import talks
from bot.store.locks import lock
from bot.store.schema import VERSION_TABLE
from bot.store.schema import talks as table
from bot.store.vault import Vault, keys_from, new_key

OTHER = "22" * 32


def put(store, chat_id, words):
    with store.transaction() as db:
        lock(db, [chat_id])
        talks.save(db, store.ring, {chat_id: words}, now=1)


def get(store, chat_id):
    with store.transaction() as db:
        return talks.load(db, store.ring, [chat_id]).get(chat_id)


def test_a_talk_is_kept_and_replaced(store):
    put(store, 7, "first")
    put(store, 8, "of another")
    put(store, 7, "second ü")
    assert (get(store, 7), get(store, 8), get(store, 9)) == ("second ü", "of another", None)


def test_no_word_is_stored_in_the_clear(tmp_path, opened):
    store = opened(f"sqlite:///{tmp_path}/store.db")
    put(store, 7, "fifty-eight thousand in a rollover IRA")
    stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"CREATE TABLE talks" in stored
    assert b"rollover" not in stored


def test_a_sealed_text_opens_only_where_it_belongs(database_url, opened):
    store = opened(database_url)
    put(store, 7, "mine")
    put(store, 8, "yours")
    with store.transaction() as db:
        stolen = db.scalar(text("SELECT session FROM talks WHERE talk = 7"))
        db.execute(update(table).where(table.c.talk == 8).values(session=stolen))
    with pytest.raises(Fault, match="altered or moved"):
        get(store, 8)


def test_another_key_is_refused_before_anything_is_written(database_url, opened):
    put(opened(database_url), 7, "mine")
    with pytest.raises(Fault, match="under another key"):
        opened(database_url, key=OTHER)
    assert get(opened(database_url), 7) == "mine"


def test_a_new_key_takes_over_while_the_old_one_still_opens(database_url, opened):
    put(opened(database_url), 7, "old")
    both = opened(database_url, key=f"{OTHER},{KEY}")
    assert get(both, 7) == "old"
    put(both, 7, "new")
    assert get(opened(database_url, key=OTHER), 7) == "new"


@pytest.mark.parametrize("text", [",", " , ,", "abc", "44" * 31])
def test_what_is_set_and_holds_no_key_is_none(text):
    with pytest.raises(Fault, match="must hold one or several keys"):
        keys_from(text)


def test_keys_are_read_in_base64_and_in_hexadecimal():
    key = new_key()
    sealed = Vault([b"\x11" * 32]).seal("session", 7, "words")
    assert len(key) == 44
    assert sealed != Vault([b"\x11" * 32]).seal("session", 7, "words")
    assert Vault([b"\x22" * 32, b"\x11" * 32]).unseal("session", 7, sealed) == "words"


def test_the_file_and_its_key_are_for_the_owner_alone(tmp_path, opened, capsys):
    opened(f"sqlite:///{tmp_path}/store.db", key="")
    modes = {file.name: oct(file.stat().st_mode & 0o777) for file in tmp_path.iterdir()}
    assert modes["store.db"] == modes["store.db.key"] == "0o600"
    assert f"{tmp_path}/store.db.key" in capsys.readouterr().err


def test_a_lost_key_file_is_not_replaced(tmp_path, opened):
    opened(f"sqlite:///{tmp_path}/store.db", key="")
    (tmp_path / "store.db.key").unlink()
    with pytest.raises(Fault, match=r"store\.db\.key is missing"):
        opened(f"sqlite:///{tmp_path}/store.db", key="")
    assert not (tmp_path / "store.db.key").exists()


@pytest.mark.parametrize("length", [0, 1, 20, 44])
def test_a_key_file_that_was_cut_off_is_named(tmp_path, opened, length):
    """Of one that is whole but for its last sign too, and it is left as it is."""
    opened(f"sqlite:///{tmp_path}/store.db", key="")
    file = tmp_path / "store.db.key"
    file.write_text(cut := file.read_text()[:length].replace("=", ""))
    with pytest.raises(Fault, match=r"key file .*store\.db\.key cannot be read as a key"):
        opened(f"sqlite:///{tmp_path}/store.db", key="")
    assert file.read_text() == cut


def test_a_newer_schema_is_refused(database_url, opened):
    store = opened(database_url)
    with store.transaction() as db:
        db.execute(update(named(VERSION_TABLE, column("version_num"))).values(version_num="9999"))
    with pytest.raises(Fault, match="newer rothbot"):
        opened(database_url)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(lambda _: b"not a database at all, but long enough to be one" * 40, id="something else"),
        pytest.param(lambda good: good[:4096] + os.urandom(8192) + good[12288:], id="broken in the middle"),
        pytest.param(lambda good: good[: len(good) // 2], id="cut off"),
    ],
)
def test_a_damaged_file_is_left_as_it_is(tmp_path, opened, broken):
    file = tmp_path / "store.db"
    put(opened(f"sqlite:///{file}"), 7, "mine" * 5000)
    opened(f"sqlite:///{file}").close()
    damage = broken(file.read_bytes())
    for beside in tmp_path.glob("store.db-*"):
        beside.unlink()
    file.write_bytes(damage)
    with pytest.raises(Fault, match="damaged"):
        get(opened(f"sqlite:///{file}"), 7)
    assert file.read_bytes() == damage


def test_a_database_of_another_program_is_left_alone(tmp_path, opened):
    with closing(sqlite3.connect(tmp_path / "store.db")) as theirs:
        theirs.execute("CREATE TABLE songs (title TEXT)")
    with pytest.raises(Fault, match="belongs to another program"):
        opened(f"sqlite:///{tmp_path}/store.db")
    with closing(sqlite3.connect(tmp_path / "store.db")) as theirs:
        assert theirs.execute("SELECT name FROM sqlite_master").fetchall() == [("songs",)]


def test_a_locked_database_is_named(tmp_path, opened):
    opened(f"sqlite:///{tmp_path}/store.db").close()
    with closing(sqlite3.connect(tmp_path / "store.db", isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Fault, match="in use by another program"):
            opened(f"sqlite:///{tmp_path}/store.db")


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path, opened):
    store = opened(f"sqlite:///{tmp_path}/store.db")
    put(store, 7, "before")
    with store.engine.connect() as db:
        pages = db.scalar(text("PRAGMA page_count"))
        db.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Fault, match="no room left"):
        put(store, 7, "x" * 100_000)
    assert get(store, 7) == "before"


def test_a_file_that_cannot_be_written(tmp_path, opened):
    opened(f"sqlite:///{tmp_path}/store.db").close()
    url = f"sqlite:///file:{tmp_path}/store.db?mode=ro&uri=true"
    with pytest.raises(Fault, match="read-only"):
        put(opened(url), 7, "words")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite:////no/such/folder/x.db", "Cannot create /no/such/folder/x.db"),
        ("mysql://host/name", "DATABASE_URL must be like"),
        ("nonsense", "DATABASE_URL must be like"),
        ("postgresql://someone:secret@127.0.0.1:1/name", "cannot be reached"),
    ],
)
def test_a_place_that_is_no_database(url, sentence, opened):
    with pytest.raises(Fault, match=sentence) as raised:
        opened(url, patience=1)
    assert "secret" not in str(raised.value)
