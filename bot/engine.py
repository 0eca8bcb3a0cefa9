"""The one door from here into the conversation: three pure functions."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from dialogs.messages import Keeper, Kind, Reply, Said

FORGET = "/forget"
LEAVING = ("/start", FORGET)  # these need nothing that was said before
WARMING = 4  # words
NEW = 10_000  # objects that come to be before the garbage among them is looked for
EXPORT = "export"  # the document that holds all that is held
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
    whole: an export, with what is held beside the talk.
    warm: load what a talk needs, so that nobody who speaks first waits for it, or is charged with it.
    """

    new: Callable[[], Any]
    load: Callable[[str], Any]
    step: Callable[[Any, Said], tuple[Any, tuple[Reply, ...]]]
    wake: Callable[[Any, datetime], datetime | None] = lambda _talk, _now: None
    remind: Callable[[Any, datetime], tuple[Any, tuple[Reply, ...]]] = lambda talk, _now: (talk, ())
    whole: Callable[[str, Mapping[str, object]], str] = lambda content, _beside: content
    warm: Callable[[], None] = lambda: None


def rothbot(keeper: Keeper = Keeper()) -> Engine:  # noqa: B008 - never changes
    """keeper: what ``/privacy`` says of whoever runs it."""
    from dialogs.machine import step
    from dialogs.reminders import remind
    from dialogs.session import Session as Talk
    from dialogs.views.exporting import with_beside

    def kept(talk: Talk, said: Said) -> tuple[Talk, tuple[Reply, ...]]:
        return step(talk, replace(said, keeper=keeper))

    def warm() -> None:
        """A talk that nobody holds: each answer is the first that is offered, in words."""
        talk, words = Talk.new(), LEAVING[0]
        for _ in range(WARMING):
            talk, (reply, *_) = step(talk, Said(Kind.TEXT, words, date.today()))  # noqa: DTZ011 - any day does
            words = reply.buttons[0][0].label if reply.buttons else LEAVING[0]
        gc.freeze()  # what is loaded now stays: a full collection would walk through all of it in the midst of a turn
        gc.set_threshold(NEW)  # a plan makes some thousands of amounts that point to each other, and hardly a circle

    return Engine(Talk.new, Talk.load, kept, remind.wake, remind.remind, with_beside, warm)
