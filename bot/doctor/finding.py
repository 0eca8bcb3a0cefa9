"""One thing that was looked at."""

from __future__ import annotations

from dataclasses import dataclass

from bot.faults import Fault
from dialogs.phrases import phrases, say


@dataclass(frozen=True, slots=True)
class Finding:
    """level: fine, note (it runs, but look at this) or wrong (it does not run)."""

    level: str
    about: str
    finding: str
    advice: str = ""

    def __str__(self) -> str:
        about = say(f"doctor.about.{self.about}")
        return say(f"doctor.{self.level}", about=about, finding=self.finding, advice=self.advice).rstrip()


def fine(about: str, what: str = "fine", **values: object) -> Finding:
    return Finding("fine", about, say(f"doctor.{about}.{what}", **values))


def note(about: str, what: str, **values: object) -> Finding:
    return Finding("note", about, say(f"doctor.{about}.{what}", **values), _advice(about, what))


def wrong(about: str, what: str, **values: object) -> Finding:
    return Finding("wrong", about, say(f"doctor.{about}.{what}", **values), _advice(about, what))


def by_fault(about: str, fault: Fault) -> Finding:
    """A fault says itself what to do."""
    return Finding("wrong", about, str(fault))


def _advice(about: str, what: str) -> str:
    text: str = phrases()["doctor"][about].get(f"{what}_advice", "")
    return text
