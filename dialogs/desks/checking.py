"""The desk where forms on paper are compared with what they should show."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.desks.visit import AskedToo, Visit


def questions(visit: Visit) -> Iterator[str | AskedToo]:
    del visit
    yield "year"


def told(visit: Visit) -> tuple[str, ...]:
    del visit
    return ("",)
