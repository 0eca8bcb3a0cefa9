"""The one door from here into the conversation: three pure functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from dialogs.messages import Reply, Said

LEAVING = ("/start", "/forget")  # these need nothing that was said before
FORGOTTEN = "forgotten"  # the stage of a talk of which nothing may be kept


class Session(Protocol):
    """A talk as the conversation knows it; to us it is a text and a stage."""

    @property
    def stage(self) -> str: ...

    def dump(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """new: a talk in which nothing was said; load: from its text, of any version, or NewerTalk when it was written by
    a later one; step: what was said → replies.

    wake: when a talk is to be looked at for reminders, None for never; remind: what is due by then.
    """

    new: Callable[[], Any]
    load: Callable[[str], Any]
    step: Callable[[Any, Said], tuple[Any, tuple[Reply, ...]]]
    wake: Callable[[Any, datetime], datetime | None] = lambda _talk, _now: None
    remind: Callable[[Any, datetime], tuple[Any, tuple[Reply, ...]]] = lambda talk, _now: (talk, ())


def rothbot() -> Engine:
    from dialogs.machine import step
    from dialogs.reminders import remind
    from dialogs.session import Session as Talk

    return Engine(Talk.new, Talk.load, step, remind.wake, remind.remind)
