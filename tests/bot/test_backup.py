"""A backup holds everything of one moment, and a talk goes on from it; a change of keys leaves nothing behind."""

import gzip
import json
from datetime import date

import psycopg
import pytest
from alembic import command
from kept import harm, keep
from sqlalchemy import column, func, select, table, update

from bot import engine
from bot.channels.terminal.chat import Terminal
from bot.faults import Fault
from bot.settings import StoreSettings
from bot.store import outbox, talks
from bot.store.copying import backup, restore
from bot.store.drill import drill
from bot.store.migrating import configuration
from bot.store.opening import revision
from bot.store.outbox import Body
from bot.store.place import place
from bot.store.schema import VERSION_TABLE, metadata
from bot.store.sealed import SEALED
from bot.store.vault import Vault, keys_from

KEY, OTHER = "11" * 32, "22" * 32
VAULT = Vault(keys_from(KEY))


def at(url, key=KEY, ring=""):
    return place(StoreSettings(database_url=url, rothbot_key=key, rothbot_keyring_url=ring))


def ring_of(url):
    return at(url).ring.url.render_as_string(hide_password=False)


def says(store, *words: str):
    """The last reply of a talk in this store."""
    terminal = Terminal(store, engine.rothbot(), 7, lambda: date(2026, 11, 23))
    return [terminal.answer(line) for line in words][-1][0].text


def rows(store):
    with store.transaction() as db:
        return {table.name: [tuple(row) for row in db.execute(select(table))] for table in metadata.sorted_tables}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/other.db"
    server = request.getfixturevalue("postgres_server")
    name = f"copy_{tmp_path.name}".lower()
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    return server.replace("/postgres?", f"/{name}?")


def test_a_talk_goes_on_from_its_backup_in_either_database(store, database_url, opened, empty_url, tmp_path):
    says(store, "/start", "2026", "single")
    with store.transaction() as db:
        outbox.put(db, store.ring, [Body(7, "7", "waits")], holder=0, lapse=0, free=())
    then = rows(store)
    backup(at(database_url), tmp_path / "copy", "now")
    says(store, "320k")  # after the copy
    ring = ring_of(database_url)
    restore(at(empty_url, ring=ring), tmp_path / "copy")
    other = opened(empty_url, ring=ring)
    assert rows(other) == then
    assert "Open questions" in says(other, "/resume")
    assert "$310,000" in says(other, "310k")
    with other.transaction() as db:  # new messages are numbered after those that came along
        (message,) = outbox.put(db, other.ring, [Body(8, "8", "new")], holder=1, lapse=0, free={8})
    assert message.id > then["outbox"][0][0]


def test_a_backup_is_taken_while_the_bot_writes_and_shows_one_moment(store):
    says(store, "/start")
    with store.snapshot() as db:
        before = db.scalars(select(metadata.tables["talks"].c.session)).all()
        says(store, "2026")
        assert db.scalars(select(metadata.tables["talks"].c.session)).all() == before


def test_nothing_that_was_said_stands_in_the_copy(store, database_url, tmp_path):
    talk = says(store, "/start", "2026", "single", "$320,000.37")
    assert "$320,000.37" in talk  # a point stands in no key and in no sealed text, as plain digits may
    backup(at(database_url), tmp_path / "copy", "now")
    copy = gzip.decompress((tmp_path / "copy").read_bytes())
    assert b"320000.37" not in copy
    assert b"birth_year" not in copy
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0


def test_what_cannot_be_restored_changes_nothing(store, database_url, empty_url, tmp_path):
    says(store, "/start")
    good = tmp_path / "copy"
    backup(at(database_url), good, "now")
    with pytest.raises(Fault, match="there already"):
        backup(at(database_url), good, "now")
    lines = gzip.decompress(good.read_bytes()).splitlines(keepends=True)
    half, torn, newer = tmp_path / "half", tmp_path / "torn", tmp_path / "newer"
    half.write_bytes(gzip.compress(b"".join(lines[:-1])))
    torn.write_bytes(good.read_bytes()[:-20])
    newer.write_bytes(gzip.compress(b"".join([json.dumps(json.loads(lines[0]) | {"revision": "9"}).encode() + b"\n",
                                              *lines[1:]])))  # fmt: skip
    for file in (half, torn, tmp_path / "none"):
        with pytest.raises(Fault):
            restore(at(empty_url, ring=ring_of(database_url)), file)
    with pytest.raises(Fault, match="newer rothbot"):
        restore(at(empty_url, ring=ring_of(database_url)), newer)
    with pytest.raises(Fault, match="another key"):
        restore(at(empty_url, OTHER, ring_of(database_url)), good)
    restore(at(empty_url, ring=ring_of(database_url)), good)  # still empty until now
    with pytest.raises(Fault, match="not empty"):
        restore(at(empty_url, ring=ring_of(database_url)), good)


def test_a_backup_reads_an_earlier_version_as_it_is_and_changes_nothing(
    store, database_url, opened, empty_url, tmp_path
):
    says(store, "/start", "2026")
    with store.transaction() as db:
        command.downgrade(configuration(db, VAULT, store.ring), "0001")
    files = {file: file.read_bytes() for file in tmp_path.glob("store.db*") if not file.name.endswith("-shm")}
    backup(at(database_url), tmp_path / "old", "now")
    assert {file: file.read_bytes() for file in files} == files
    with store.engine.connect() as db:
        assert revision(db) == "0001"
    restore(at(empty_url, ring=ring_of(database_url)), tmp_path / "old")
    assert "2026" in says(opened(empty_url, ring=ring_of(database_url)), "/review")


def test_a_backup_needs_no_key_and_refuses_a_newer_version(store, database_url, tmp_path):
    says(store, "/start")
    assert backup(at(database_url, OTHER), tmp_path / "copy", "now")["talks"] == 1
    with store.transaction() as db:
        db.execute(update(table(VERSION_TABLE, column("version_num"))).values(version_num="9999"))
    with pytest.raises(Fault, match="newer rothbot"):
        backup(at(database_url), tmp_path / "newer", "now")
    assert not (tmp_path / "newer").exists()


def test_after_a_change_of_keys_the_old_one_opens_nothing(store, opened, database_url):
    says(store, "/start", "2026", "single")
    before = store.ring.entries()
    both = opened(database_url, f"{OTHER},{KEY}")
    assert both.ring.rotate() == (1, 0)  # the key of the talk; what it has sealed stays as it is
    assert both.ring.rotate() == (0, 0)
    new = opened(database_url, OTHER)
    assert "$310,000" in says(new, "310k")
    with pytest.raises(Fault, match="another key"):
        opened(database_url, KEY)
    after = new.ring.entries()
    assert [talk for talk, *_ in before] == [talk for talk, *_ in after]
    for talk, _, sealed in after:
        with pytest.raises(Fault, match="another key"):
            VAULT.unseal("key", talk, sealed)


def test_every_sealed_column_is_known_to_the_drill():
    sealed = {column for table in metadata.sorted_tables for column in table.c if str(column.type) == "BLOB"}
    of_all = {metadata.tables["keycheck"].c.sealed}  # under the master key, or the name of the ring
    assert sealed - of_all == {column for column, _ in SEALED}


def test_a_change_of_keys_leaves_what_no_key_opens_and_goes_on(store, opened, database_url):
    broken, whole = keep(store, 7, "broken"), keep(store, 8, "whole")
    harm(store, broken)
    both = opened(database_url, f"{OTHER},{KEY}")
    assert both.ring.rotate() == (1, 1)
    new = opened(database_url, OTHER)
    with new.transaction() as db:
        assert talks.load(db, new.ring, [whole]) == {whole: "whole"}


def test_a_drill_restores_out_of_sight_and_opens_everything(store, database_url, tmp_path):
    says(store, "/start", "2026", "single")
    with store.transaction() as db:
        outbox.put(db, store.ring, [Body(7, "7", "waits")], holder=0, lapse=0, free=())
        held = sum(db.scalar(select(func.count(column))) for column, _ in SEALED)
    then = rows(store)
    backup(at(database_url), tmp_path / "copy", "now")
    assert drill(at(database_url), tmp_path / "copy") == (1, held, 0)
    assert rows(store) == then


def test_a_drill_counts_what_does_not_open(store, database_url, tmp_path):
    says(store, "/start", "2026")
    with store.transaction() as db:
        db.execute(update(metadata.tables["talks"]).values(session=b"\x01" + 40 * b"x"))
    backup(at(database_url), tmp_path / "copy", "now")
    _, opened, closed = drill(at(database_url), tmp_path / "copy")
    assert closed == 1
    assert opened


def test_a_drill_of_a_torn_file_is_a_fault(store, database_url, tmp_path):
    says(store, "/start")
    backup(at(database_url), tmp_path / "copy", "now")
    (tmp_path / "copy").write_bytes((tmp_path / "copy").read_bytes()[:-20])
    with pytest.raises(Fault, match="no whole backup"):
        drill(at(database_url), tmp_path / "copy")
