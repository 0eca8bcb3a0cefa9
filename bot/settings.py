"""Settings, from the environment alone; a missing or wrong one is a ``Fault`` that names the variable."""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from bot.faults import Fault
from dialogs.messages import Keeper

_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s?#]*")


def _address(given: str) -> str:
    if not _ADDRESS.fullmatch(given):
        raise ValueError("address")
    return given


Address = Annotated[str, AfterValidator(_address)]


class LawSettings(BaseModel):
    """Year files beside those of the package: ``bot.signed_law``."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    rothbot_law: str = ""  # a folder of signed year files; empty: the package's own alone
    rothbot_law_key: str = ""  # the file of the signer's public key


class StoreSettings(LawSettings):
    """Where talks are kept, and how long; all that the terminal needs."""

    database_url: str = ""  # empty: a SQLite file in the data folder
    rothbot_key: SecretStr = SecretStr("")  # empty: a key file beside the database
    rothbot_keyring_url: SecretStr = SecretStr("")  # the keys of talks; empty: beside the database
    rothbot_backups: str = ""  # the folder that backups go to, for the doctor to look
    rothbot_retention_days: Annotated[int, Field(ge=1, le=3650)] = 400  # after a person's last word
    rothbot_contact: Annotated[str, Field(max_length=200)] = ""  # who runs this bot and how to reach them

    @property
    def keeper(self) -> Keeper:
        return Keeper(self.rothbot_retention_days, " ".join(self.rothbot_contact.split()).rstrip("."))


class RunSettings(StoreSettings):
    """What ``rothbot run`` needs besides, whatever the messenger."""

    rothbot_timezone: str = "America/New_York"  # whose day "today" is
    rothbot_today: date | None = None  # for demonstrations and tests: a fixed day
    rothbot_messages_per_second: Annotated[int, Field(ge=1, le=1000)] = 30  # Telegram's limit for a free bot
    rothbot_sends_at_once: Annotated[int, Field(ge=1, le=256)] = 4  # as many may come twice when a process falls
    rothbot_host: str = "127.0.0.1"  # where health and metrics, and a webhook, are served
    rothbot_port: Annotated[int, Field(ge=0, le=65535)] | None = None  # none: 8080 for a webhook; else not served

    @field_validator("rothbot_timezone")
    @classmethod
    def _timezone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ValueError, OSError, LookupError):
            raise ValueError("timezone") from None
        return value


Kind = TypeVar("Kind", bound=LawSettings)


def read(kind: type[Kind]) -> Kind:
    """The settings of one kind, or a Fault about the first that is missing or wrong; never the value itself.

    Each stands in the environment under its name in capitals; an empty one counts as not set.
    """
    told = {name: value for name in kind.model_fields if (value := os.environ.get(name.upper()))}
    try:
        return kind.model_validate(told)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        if first["type"] == "value_error":
            reason = str(first["ctx"]["error"])
        else:
            reason = "missing" if first["type"] == "missing" else "wrong"
        name = str(first["loc"][0]).upper()
        raise Fault(f"settings.{reason}", name=name, problem=first["msg"]) from None


def data_folder() -> Path:
    """Where a person's talks are kept when nothing else is said; made for their eyes only."""
    try:
        if sys.platform == "darwin":
            folder = Path.home() / "Library" / "Application Support" / "rothbot"
        else:
            folder = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "rothbot"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:
        raise Fault("store.no_folder", problem=type(error).__name__) from None
    return folder
