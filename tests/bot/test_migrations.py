"""Every migration runs up and down, over data, and ends at the schema that the program uses."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, inspect, select

from bot.store.migrating import configuration
from bot.store.opening import revision
from bot.store.schema import REVISION, VERSION_TABLE, inbox, metadata, outbox, reminders, sightings, talks
from bot.store.talks import load, save

ROWS = {
    inbox: {"update_id": 1, "chat_id": 7, "received": 1, "state": 0, "tries": 0, "due": 0, "raw": b"r"},
    talks: {"chat_id": 7, "session": b"s", "shown": None, "heard": 1},
    sightings: {"id": 1, "since": 1, "last": 1},
    reminders: {"chat_id": 7, "due": 1, "known": 2026},
    outbox: {"id": 1, "chat_id": 7, "body": b"m", "tries": 0, "holder": 0, "due": 0},
}


def test_the_program_knows_the_newest_migration():
    assert ScriptDirectory.from_config(configuration()).get_current_head() == REVISION


def test_migrated_tables_are_those_the_program_uses(store):
    with store.transaction() as db:
        context = MigrationContext.configure(db, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_an_older_database_is_brought_up_to_date_with_its_talks(store, opened, database_url):
    steps = [s.revision for s in ScriptDirectory.from_config(configuration()).walk_revisions()]
    for old in steps[1:]:
        with store.transaction() as db:
            saved = {7: "what was said"}
            save(db, store.vault, saved, now=1)
            command.downgrade(configuration(db), old)
            assert revision(db) == old
        newer = opened(database_url)
        with newer.transaction() as db:
            assert revision(db) == REVISION
            assert load(db, newer.vault, [7]) == saved


def test_every_migration_down_and_up_again_with_data(store):
    steps = [s.revision for s in ScriptDirectory.from_config(configuration()).walk_revisions()]
    for step in steps:
        with store.transaction() as db:
            for table, row in ROWS.items():
                if not db.execute(select(table)).first():
                    db.execute(insert(table), row)
            command.downgrade(configuration(db), f"{step}-1" if step != steps[-1] else "base")
            left = set(inspect(db).get_table_names()) - {VERSION_TABLE}
            assert step != steps[-1] or not left
            command.upgrade(configuration(db), "head")  # the rows below are those of the newest
    with store.transaction() as db:
        assert set(inspect(db).get_table_names()) == {*metadata.tables, VERSION_TABLE}
