"""Golden talks: what a person says and everything the bot answers, as text that reads like a talk.

A line that starts with ">" is said by the person (``> #label`` presses a button); the rest is what came back, and
behind a "?" the fact that the open question asks for.
The first lines name the situation, the day, and what must be said, worked out by hand from the law.
``python -m tests.stories.telling`` writes the answers anew, to be read by a person before they are kept; where files
are named, of these talks only. The talks of docs/pictures are drawn anew with them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dialogs.interview.questions import card_of
from dialogs.machine import step
from dialogs.messages import Kind, Reply, Said
from dialogs.session import Session

HERE = Path(__file__).parent
TOLD, ASKED = ">", "?"


def stories() -> list[Path]:
    return sorted(HERE.glob("*.talk"))


def head(path: Path) -> list[str]:
    """Title, ``today:`` and ``must:`` lines."""
    return path.read_text("utf-8").partition("\n\n")[0].splitlines()


def day(path: Path) -> date:
    return date.fromisoformat(next(line for line in head(path) if line.startswith("today: ")).removeprefix("today: "))


def musts(path: Path) -> list[str]:
    return [line.removeprefix("must: ") for line in head(path) if line.startswith("must: ")]


def said(path: Path) -> list[str]:
    return [line.removeprefix(TOLD).strip() for line in path.read_text("utf-8").splitlines() if line.startswith(TOLD)]


def retold(path: Path) -> str:
    """The talk of a file, held again from its said lines. ``Unanswered`` where a question has come up on the way."""
    told = path.read_text("utf-8").splitlines()
    asked = {line.removeprefix(ASKED).strip() for line in told if line.startswith(ASKED)}
    spoken = [number for number, line in enumerate(told) if line.startswith(TOLD)]
    parts: list[str] = []
    for following, (part, reply) in zip([*spoken[1:], None], held(said(path), day(path)), strict=True):
        parts.append(part)
        new = following is None or not told[following + 1 : following + 2] or told[following + 1].startswith(TOLD)
        if asked and reply.question and reply.question not in asked and not new:
            raise Unanswered(path, (following or 0) + 1, reply)
    return "\n".join([*head(path), "", *parts]) + "\n"


class Unanswered(Exception):  # noqa: N818 - the name says what it is
    """A talk is asked something that it was not asked when it was told: which talk, where, and what to add."""

    def __init__(self, path: Path, line: int, reply: Reply) -> None:
        card = card_of(reply.question or "")
        example = card.example.partition(", or ")[0] if card else ""
        super().__init__(
            f"{path.name}, line {line}: the talk is asked {reply.question} here. "
            f'Put the answer above this line, such as "{TOLD} {example}", and tell the talks anew.'
        )


class Unpressable(Exception):  # noqa: N818 - the name says what it is
    """A talk presses what it is not offered any more: what, and what to do."""

    def __init__(self, words: str, session: Session) -> None:
        last = session.history[-1] if session.history else "nothing"
        super().__init__(
            f'"{TOLD} {words}" is said after {last} was answered, and there is no such button. '
            "Take the line out where its question is not asked any more, or name the button as it is called now."
        )


def held(words_said: list[str], today: date) -> Iterator[tuple[str, Reply]]:
    """What was said and what came back, as text; and the last reply."""
    session, buttons = Session.new(), dict[str, str]()
    for words in words_said:
        heard = Said(Kind.TEXT, words, today)
        if words.startswith("#") and words[1:] not in buttons:
            raise Unpressable(words, session)
        if words.startswith("#"):
            heard = Said(Kind.PRESS, buttons[words[1:]], today)
        session, replies = step(Session.load(session.model_dump_json()), heard)
        buttons = {b.label: b.data for reply in replies for row in reply.buttons for b in row} or buttons
        lines = [line for reply in replies for line in shown(reply)]
        yield "\n".join([f"{TOLD} {words}", *lines, ""]), replies[-1]


def shown(reply: Reply) -> Iterator[str]:
    yield from reply.text.splitlines()
    for row in reply.buttons:
        yield "  ".join(f"[{button.label}]" for button in row)
    if reply.question:
        yield f"{ASKED} {reply.question}"


def main(names: list[str]) -> int:
    from tests.bot import pictures

    status = 0
    for story in [HERE / name for name in names] or stories():
        try:
            story.write_text(retold(story), "utf-8")
        except Unanswered as unanswered:
            sys.stderr.write(f"{unanswered}\n")
            status = 1
        except Unpressable as gone:
            sys.stderr.write(f"{story.name}: {gone}\n")
            status = 1
    pictures.draw()
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
