"""Golden talks: what a person says and everything the bot answers, as text that reads like a talk.

A line that starts with ">" is said by the person (``> #label`` presses a button); the rest is what came back.
The first lines name the situation, the day, and what must be said, worked out by hand from the law.
``python -m tests.stories.telling`` writes the answers anew, to be read by a person before they are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dialogs.machine import step
from dialogs.messages import Kind, Reply, Said
from dialogs.session import Session

HERE = Path(__file__).parent
TOLD = ">"


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
    """The talk of a file, held again from its said lines."""
    return "\n".join([*head(path), "", *held(said(path), day(path))]) + "\n"


def held(words_said: list[str], today: date) -> Iterator[str]:
    session, buttons = Session.new(), dict[str, str]()
    for words in words_said:
        heard = Said(Kind.TEXT, words, today)
        if words.startswith("#"):
            heard = Said(Kind.PRESS, buttons[words[1:]], today)
        session, replies = step(Session.load(session.model_dump_json()), heard)
        buttons = {b.label: b.data for reply in replies for row in reply.buttons for b in row} or buttons
        yield f"{TOLD} {words}"
        yield from (line for reply in replies for line in shown(reply))
        yield ""


def shown(reply: Reply) -> Iterator[str]:
    yield from reply.text.splitlines()
    for row in reply.buttons:
        yield "  ".join(f"[{button.label}]" for button in row)


if __name__ == "__main__":
    for story in stories():
        story.write_text(retold(story), "utf-8")
