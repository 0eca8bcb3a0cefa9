"""What the weights are learned from: the ways in which people ask for a card, and of a plan as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.answering import cards as confusions
from dialogs.answering.classify import OUTSIDE


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    card: str  # a code, or OUTSIDE


def examples() -> list[Example]:
    """Every way of asking for a card, its title too, and what is asked of us that is not our subject."""
    found = [Example(text, card.code) for card in confusions.cards().values() for text in (*card.asked, card.title)]
    folder = ENGLISH / "asking" / "outside"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            asked = read_toml(entry)["asked"]
            found.extend(Example(text, OUTSIDE) for text in asked)
    return found


def asides() -> list[str]:
    """What people say around a question: where they live, who told them, that they are new to this."""
    raw = read_toml(ENGLISH / "asking" / "asides.toml")
    return list(raw["asides"])


def ways_of_asking() -> list[tuple[str, str]]:
    """Each way of asking of a plan as a whole, and its kind."""
    return [
        (text, entry.stem)
        for entry in sorted((ENGLISH / "asking" / "of_plan").glob("*.toml"))
        for text in read_toml(entry)["asked"]
    ]
