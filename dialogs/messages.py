"""What crosses the border between the conversation and whoever carries it.

``Said`` comes in, ``Reply`` goes out; both are plain data, the same for Telegram, a terminal and a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogs.page import Section


class NewerTalk(Exception):  # noqa: N818 - the name says what it is
    """A stored talk that a later version of this program wrote; that version can go on with it."""


class Kind(StrEnum):
    """How something was said. ``OTHER`` names what we cannot read: a photo, a sticker, a voice message.

    ``FILE`` is a small text file that was sent; its text is the file's. ``PAPER`` is the text of a form or a
    statement that was sent as a file; of a ``SCAN`` it was read off a picture. ``UNREAD`` is such a file that could
    not be read, and its text why (a key under ``papers_in.unread``). ``BLANK`` is a blank form to be filled, as JSON:
    form, year, and its content, which is handed back as it is.
    """

    TEXT = "text"
    PRESS = "press"
    EDITED = "edited"
    FILE = "file"
    PAPER = "paper"
    SCAN = "scan"
    UNREAD = "unread"
    BLANK = "blank"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who runs this bot. days: a talk is kept so long after its last word; contact: how they are reached, if told."""

    days: int = 400
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing a person said. ``text`` is the words, a button's data, or the medium's name.

    about: the fact whose question this replies to, or that an edited message answered; None where nobody knows.
    language: of the person's program, by its two letters; "" where nobody knows.
    """

    kind: Kind
    text: str
    today: date
    about: str | None = None
    language: str = ""
    keeper: Keeper = Keeper()


class Weight(StrEnum):
    """What hangs on a button: that something is agreed to, or that something is lost for good."""

    NONE = ""
    YES = "yes"
    LOSS = "loss"


@dataclass(frozen=True, slots=True)
class Button:
    """``data`` names the question and the version of the talk it belongs to, in at most 64 bytes."""

    label: str
    data: str
    weight: Weight = Weight.NONE


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to the person.

    blocks: paragraphs, in order; a carrier may put several messages between two blocks, never inside one.
        A line that starts with "# " is a heading, one with "| " is there to be copied; everything else is plain text.
    buttons: rows of buttons under the message.
    question: the fact the open question asks for, dotted, or None.
    assumed: a fact that was only assumed, and that may be told before the question is answered.
    stage: the stage of the talk after this step.
    document: name of a file the carrier is to make and send (from a fixed list), or None.
    content: the text of that file, or for a paper what it is drawn from (``dialogs.views.documents.order``).
    heard: what was said as the talk understood it, to be counted: the event, and the reason of a slip after a dot.
    refused: reasons of what the law would not answer, to be counted.
    settled: the fact whose question was answered just now, and the answer as it reads.
    page: the same as the blocks with its structure, for a carrier that can show tables and fold; empty where the
        blocks have none.
    copies: words to be used elsewhere, each with the label of a button that copies them where the carrier can.
    keeps: the plan as it stands now, for a carrier that keeps it in view, in the place of the one it keeps already;
        any other leaves this reply out.
    again: the question that was pressed, with other ticks; whoever can changes its message instead of sending one.
    """

    blocks: tuple[str, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    question: str | None = None
    stage: str = ""
    document: str | None = None
    content: str | None = None
    heard: str = ""
    refused: tuple[str, ...] = ()
    settled: tuple[str, str] | None = None
    again: bool = False
    page: tuple[Section, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    keeps: bool = False
    assumed: str | None = None

    @property
    def text(self) -> str:
        return "\n\n".join(self.blocks)


def plain(text: str) -> str:
    """Without the marks of headings and of what is to be copied."""
    return "\n".join(line.removeprefix("# ").removeprefix("| ") for line in text.split("\n"))
