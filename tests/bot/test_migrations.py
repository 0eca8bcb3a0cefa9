"""Every migration runs up and down, over data, and ends at the schema that the program uses."""

from contextlib import suppress
from datetime import date

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from databases import KEY
from kept import TELEGRAM, keep, sessions
from sqlalchemy import delete, insert, inspect, select, text
from standin import ENGINE
from test_turns import arrive, clock, heard, word

from bot.delivery.turns import Turns
from bot.faults import Fault
from bot.store.migrating import configuration
from bot.store.opening import revision
from bot.store.schema import (
    REVISION,
    VERSION_TABLE,
    chats,
    forgotten,
    inbox,
    messages,
    metadata,
    outbox,
    reminders,
    sightings,
    talks,
)
from bot.store.vault import Vault, keys_from

__all__ = ["clock"]  # fixtures
TALK = 7_000_000_007
VAULT = Vault(keys_from(KEY))


def rows(ring):
    return {
        chats: {"talk": TALK, "channel": "telegram", "address": ring.seal("chat", TALK, "7")},
        forgotten: {"talk": TALK + 1},
        inbox: {"channel": "telegram", "number": 1, "talk": TALK, "received": 1, "state": 0, "tries": 0, "due": 0,
                "raw": b"r"},
        talks: {"talk": TALK, "session": b"s", "shown": None, "heard": 1},
        sightings: {"id": 1, "since": 1, "last": 1},
        reminders: {"talk": TALK, "due": 1, "known": 2026},
        messages: {"talk": TALK, "number": 1, "at": 1, "about": None, "live": None},
        outbox: {"id": 1, "talk": TALK, "body": b"m", "tries": 0, "holder": 0, "due": 0},
    }  # fmt: skip


def test_the_program_knows_the_newest_migration():
    assert ScriptDirectory.from_config(configuration()).get_current_head() == REVISION


def test_migrated_tables_are_those_the_program_uses(store):
    with store.transaction() as db:
        context = MigrationContext.configure(db, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def worded(index):
    return {name: str(option) for name, option in index.get("dialect_options", {}).items()}


def shape(db):
    """Everything that a database says of its tables; in which order the columns stand is nobody's concern."""
    seen = inspect(db)
    return {
        name: (
            sorted(repr(column | {"type": str(column["type"])}) for column in seen.get_columns(name)),
            seen.get_pk_constraint(name)["constrained_columns"],
            sorted(repr(index | {"dialect_options": worded(index)}) for index in seen.get_indexes(name)),
            sorted(map(repr, seen.get_unique_constraints(name))),
            sorted(map(repr, seen.get_check_constraints(name))),
            sorted(map(repr, seen.get_foreign_keys(name))),
        )
        for name in sorted(seen.get_table_names())
    }


def test_a_new_database_is_what_the_migrations_would_have_made(store):
    with store.transaction() as db:
        made, held = shape(db), revision(db)
        metadata.drop_all(db)
        db.execute(text(f"DROP TABLE {VERSION_TABLE}"))
        command.upgrade(configuration(db, VAULT, store.ring), "head")
        assert (shape(db), revision(db)) == (made, held)


def test_an_older_database_is_brought_up_to_date_with_its_talks(store, opened, database_url):
    steps = [s.revision for s in ScriptDirectory.from_config(configuration()).walk_revisions()]
    keep(store, 7, "what was said")
    keep(store, -1005, "in a group of old")
    keep(store, 0, "at home", channel="terminal")
    for old in steps[1:]:
        with store.transaction() as db:
            command.downgrade(configuration(db, VAULT, store.ring), old)
            assert revision(db) == old
            if old < "0004":
                assert sorted(db.scalars(text("SELECT chat_id FROM talks"))) == [-1005, 0, 7]
        newer = opened(database_url)
        with newer.transaction() as db:
            assert revision(db) == REVISION
            assert not {0, 7, -1005} & set(db.scalars(select(talks.c.talk)))
        assert sessions(newer, [7, -1005]) == {7: "what was said", -1005: "in a group of old"}
        assert sessions(newer, [0], channel="terminal") == {0: "at home"}


def test_what_waits_and_what_is_on_its_way_goes_along(store, clock):
    turns = Turns(store, TELEGRAM, ENGINE, 1, clock, lambda: date(2026, 11, 23))
    turns.take_in([word(1, 7, "break"), word(2, 7, "two"), word(3, 8, "uno")])
    with store.transaction() as db:
        command.downgrade(configuration(db, VAULT, store.ring), "0003")
        command.upgrade(configuration(db, VAULT, store.ring), "head")
    turns = Turns(store, TELEGRAM, ENGINE, 2, clock, lambda: date(2026, 11, 23))
    sent = []
    for _ in range(4):
        clock.now += 10_000
        sent += arrive(turns, turns.take_up()).outgoing
    assert heard(turns, 7) == ["text:two"]
    assert [row.chat for row in sent] == ["8", "7", "7"]
    assert turns.take_in([word(3, 8, "uno")]).outgoing == []


def test_each_talk_gets_a_key_of_its_own_and_a_migration_that_was_cut_off_goes_on_with_it(store):
    talk = keep(store, 7, "what was said")
    keep(store, 8, "of another")
    with store.transaction() as db:
        command.downgrade(configuration(db, VAULT, store.ring), "0005")
        assert VAULT.unseal("session", talk, db.scalar(select(talks.c.session).where(talks.c.talk == talk)))
    with suppress(RuntimeError), store.transaction() as db:
        command.upgrade(configuration(db, VAULT, store.ring), "head")
        raise RuntimeError
    made, _ = store.ring.entries()
    with store.transaction() as db:
        command.upgrade(configuration(db, VAULT, store.ring), "head")
        sealed = db.scalar(select(talks.c.session).where(talks.c.talk == talk))
    assert store.ring.entries()[0] == made
    assert sessions(store, [7, 8]) == {7: "what was said", 8: "of another"}
    with pytest.raises(Fault, match="another key"):
        VAULT.unseal("session", talk, sealed)


def test_a_chat_number_that_two_channels_know_goes_back_as_the_messengers(store):
    keep(store, 5, "at home", channel="terminal")
    keep(store, 5, "in Telegram")
    with store.transaction() as db:
        command.downgrade(configuration(db, VAULT, store.ring), "0003")
        stored = db.scalar(text("SELECT session FROM talks WHERE chat_id = 5"))
        assert VAULT.unseal("session", 5, stored) == "in Telegram"


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT talks.chat_id, talks.session FROM talks WHERE talks.chat_id IN (7)",
        "SELECT DISTINCT inbox.chat_id FROM inbox WHERE inbox.state = 0 AND inbox.chat_id IN (7)",
        "SELECT inbox.update_id FROM inbox WHERE inbox.update_id IN (1)",
        "INSERT INTO inbox (update_id, chat_id, received, state, tries, due, raw) VALUES (1, 0, 1, 1, 0, 0, NULL)",
        "INSERT INTO outbox (chat_id, body, tries, holder, due) VALUES (7, 'x', 0, 0, 0)",
        "SELECT reminders.chat_id FROM reminders WHERE reminders.due <= 5",
    ],
)
def test_an_earlier_version_that_still_runs_can_write_nothing_that_would_be_missed(store, statement):
    """What the version before says to the database: it is refused, so Telegram brings the update to the new one."""
    with pytest.raises(Fault), store.transaction() as db:
        db.execute(text(statement))


def test_an_earlier_version_that_still_runs_notes_what_it_has_sent(store, clock):
    turns = Turns(store, TELEGRAM, ENGINE, 1, clock, lambda: date(2026, 11, 23))
    (row,) = turns.take_in([word(1, 7, "one")]).outgoing
    with store.transaction() as db:
        db.execute(text("DELETE FROM outbox WHERE outbox.id IN (:id)"), {"id": row.id})
    clock.now += 10_000
    assert turns.take_up().outgoing == []


def test_every_migration_down_and_up_again_with_data(store):
    steps = [s.revision for s in ScriptDirectory.from_config(configuration()).walk_revisions()]
    for step in steps:
        with store.transaction() as db:
            for table, row in rows(store.ring).items():
                db.execute(delete(table))
                db.execute(insert(table), row)
            command.downgrade(configuration(db, VAULT, store.ring), f"{step}-1" if step != steps[-1] else "base")
            left = set(inspect(db).get_table_names()) - {VERSION_TABLE}
            assert step != steps[-1] or not left
            command.upgrade(configuration(db, VAULT, store.ring), "head")  # the rows are those of the newest
    with store.transaction() as db:
        assert set(inspect(db).get_table_names()) == {*metadata.tables, VERSION_TABLE}
