"""What a person has asked to be reminded of, and what they were told already; a part of the session."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Reminding(BaseModel):
    """Keys are those of ``dialogs.reminders.Reminder``. since: the day it was asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: date
    zone: str | None = None  # by its IANA name; None while it is being asked for
    everything: bool = False  # the whole plan, but for ``off``
    only: tuple[str, ...] = ()  # else these
    off: tuple[str, ...] = ()
    later: dict[str, date] = Field(default_factory=dict)  # put off to a day
    told: tuple[str, ...] = ()
    news: bool = False  # one message when a new year's limits are in

    def but(self, **changes: Any) -> Reminding:
        return self.model_copy(update=changes)

    def wants(self, key: str) -> bool:
        return key not in self.off and (self.everything or key in self.only)

    def toggled(self, key: str) -> Reminding:
        """On or off for one reminder."""
        if self.wants(key):
            return self.but(off=(*self.off, key), only=tuple(one for one in self.only if one != key))
        return self.but(off=tuple(one for one in self.off if one != key), only=(*self.only, key))

    def stopped(self, key: str) -> Reminding:
        return self.toggled(key) if self.wants(key) else self

    def put_off(self, key: str, day: date) -> Reminding:
        told = tuple(one for one in self.told if one != key)
        return self.but(later={**self.later, key: day}, told=told)
