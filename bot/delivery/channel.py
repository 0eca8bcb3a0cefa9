"""What delivery asks of a messenger. A channel translates, and nothing else: it keeps nothing and decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Protocol

from dialogs.messages import Kind, Reply

KEPT = "@kept"


class What(Enum):
    SAID = auto()  # something for the conversation
    PUBLIC = auto()  # somebody wants us where others read along
    LEFT = auto()  # the person has blocked us
    UNREADABLE = auto()  # not what its kind must be
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Heard:
    """What an update says.

    number: the channel's own, by which a repetition is known, and what came first; None where nothing comes twice.
    chat: what the channel calls it; empty when the update belongs to none.
    about: what the channel needs to answer it, opaque to everybody else.
    message: its own number in the chat, where it has one; refers: that of the message it speaks of: the one that it
    replies to, or, edited, itself. language: of the person's program, by its two letters, where that is told.
    at: when the messenger had it, in milliseconds since 1970; 0 where it does not say.
    """

    number: int | None
    what: What
    chat: str = ""
    kind: Kind = Kind.TEXT
    text: str = ""
    about: Any = None
    message: int | None = None
    refers: int | None = None
    language: str = ""
    at: int = 0


class Numberless(ValueError):  # noqa: N818 - the name says what it is
    """An update without its number: it cannot even be set aside."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """Messages in order, as the channel's own text. shown: what it wants kept to understand what is said next."""

    messages: list[str]
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file for a person. photo: it may be shown at once.

    key: of what it is made from. known: the channel's name for it, where it has it already; then content is empty.
    """

    name: str
    content: bytes
    caption: str = ""
    photo: bool = False
    key: str = ""
    known: str = ""


class Undelivered(Exception):  # noqa: N818 - the name says what it is
    """A message that has not arrived; by itself: it may have, and goes out again."""


class TooFast(Undelivered):
    """Not before so many milliseconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


class Gone(Undelivered):
    """The person wants nothing more from us."""


class Refused(Undelivered):
    """Not now and not ever; reason: without a word of anybody."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Withdrawn(Undelivered):
    """We are not let in any more; what is to be sent waits until we are."""


class Channel(Protocol):
    """name: stands in the store beside each chat, and never changes. link: the address of a private chat with us."""

    @property
    def name(self) -> str: ...

    @property
    def link(self) -> str: ...

    def parse(self, raw: Any) -> Heard:
        """Any update, readable or not. Numberless when nothing can be done with it."""

    def render(self, replies: Sequence[Reply], to: Heard | None = None, kept: int | None = None) -> Rendered:
        """to: what they answer; None for what comes by itself. kept: the message that keeps the plan in view; a
        message that takes its place, or is the first, has ``KEPT`` for its question.

        A message is a JSON object of the channel's own, and delivery knows some of its names. ``turn``: the number of
        what it answers. ``document`` and ``content``: of a file, as the reply has them. ``buttons``: there while it
        has any. ``question``: the fact it asks for. ``uses_up``: the buttons of all earlier messages are used up.
        ``strips``: the number of the one that was pressed. ``edits``: of the one it takes the place of.
        """

    def recall(self, key: str) -> File | None:
        """A file made from the same once before, to be sent without being made again."""

    def taking_back(self, numbers: Sequence[int]) -> str | None:
        """A message that takes others back, on both sides; None where the channel cannot."""

    async def send(self, chat: str, message: str) -> int | None:
        """One of the messages above; its number in the chat. Undelivered, or any other error, when it may not have
        arrived.
        """

    async def keep(self, chat: str, message: str, file: File) -> int | None:
        """The same with its file, put where the person finds it: never where a server happens to stand."""

    async def use_up(self, chat: str, number: int, message: str | None, by: str) -> None:
        """Take the buttons from an earlier message, and mark the answer there; best effort, and any error tells that
        it did not go. message: as it was sent, where that is known. by: the message that uses it up.
        """

    async def busy(self, chat: str, document: str) -> None:
        """Show that a file is being made; best effort."""
