"""Alembic, driven from inside the program: the migrations travel in the package and run in our transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.faults import Fault
from bot.store.keyring import Keyring
from bot.store.vault import Vault


def configuration(
    connection: Connection | None = None, vault: Vault | None = None, ring: Keyring | None = None
) -> Config:
    """vault, ring: the master key and the keys of talks, to seal anew; needed where a migration finds talks."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes |= {"connection": connection, "vault": vault, "ring": ring}
    return config


def upgrade(
    connection: Connection,
    vault: Vault,
    found: str | None,
    place: str,
    to: str = "head",
    ring: Keyring | None = None,
) -> None:
    """Bring a missing or older schema to ours; a revision we do not know was made by a newer program."""
    config = configuration(connection, vault, ring)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if {found, to} - {None, "head", *known}:
        raise Fault("store.newer", place=place)
    command.upgrade(config, to)
