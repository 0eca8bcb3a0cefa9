"""A talk as a test tells it: ``talk.says("310k")``, ``talk.presses("Married filing jointly")``."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from dialogs.machine import step
from dialogs.messages import Button, Kind, Reply, Said
from dialogs.session import Session

NOVEMBER = date(2026, 11, 24)


@dataclass
class Talk:
    """One person talking. After every step the talk is stored and loaded again, as the store does it."""

    today: date = NOVEMBER
    session: Session = field(default_factory=Session.new)
    reply: Reply = field(default_factory=lambda: Reply(()))
    in_view: list[Reply] = field(default_factory=list)
    said: int = 0

    def says(self, *texts: str) -> Talk:
        for text in texts:
            self._step(Said(Kind.TEXT, text, self.today))
        return self

    def presses(self, *labels: str) -> Talk:
        for label in labels:
            self.press(self.button(label))
        return self

    def press(self, button: Button) -> Talk:
        return self._step(Said(Kind.PRESS, button.data, self.today))

    def sends(self, medium: str) -> Talk:
        return self._step(Said(Kind.OTHER, medium, self.today))

    def uploads(self, content: str) -> Talk:
        return self._step(Said(Kind.FILE, content, self.today))

    def sends_paper(self, text: str) -> Talk:
        """The text of a form or a statement that was sent as a file."""
        return self._step(Said(Kind.PAPER, text, self.today))

    def sends_picture(self, text: str) -> Talk:
        """A paper as it is read off a picture."""
        return self._step(Said(Kind.SCAN, text, self.today))

    def edits(self, text: str, about: str | None = None) -> Talk:
        """A message that was sent before; about: the fact whose question it had answered."""
        return self._step(Said(Kind.EDITED, text, self.today, about))

    def replies(self, about: str, text: str) -> Talk:
        """An answer to the message that had asked for this fact."""
        return self._step(Said(Kind.TEXT, text, self.today, about))

    def _step(self, said: Said) -> Talk:
        session, (self.reply, *self.in_view) = step(self.session, said)
        self.session = Session.load(session.dump())
        self.said += 1
        return self

    def button(self, label: str) -> Button:
        found = [b for b in self.buttons if b.label.removeprefix("✓ ") == label]
        assert found, f"no button {label!r} among {self.labels}"
        return found[0]

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.reply.buttons for button in row]

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]

    @property
    def text(self) -> str:
        return self.reply.text

    @property
    def asked(self) -> str | None:
        """What may be answered first: the year that was only assumed, else the question."""
        return self.reply.assumed or self.reply.question

    @property
    def stage(self) -> str:
        return self.reply.stage

    @property
    def answers(self) -> dict[str, object]:
        return dict(self.session.answers)


def begun(*texts: str, today: date = NOVEMBER) -> Talk:
    """A talk that began with this; the beginning is held once, and a copy of it goes on."""
    return replace(_begun(today, texts))


@cache
def _begun(today: date, texts: tuple[str, ...]) -> Talk:
    return Talk(today=today).says(*texts)
