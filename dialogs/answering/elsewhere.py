"""Where to ask what is not our subject, from ``locale/en/asking/elsewhere.toml``."""

from __future__ import annotations

from functools import cache

from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.text import bare


def place(question: str) -> str:
    """A sentence that names the place; empty where none fits."""
    asked = f" {bare(question)} "
    return next((text for words, text in _places() if any(word in asked for word in words)), "")


@cache
def _places() -> tuple[tuple[tuple[str, ...], str], ...]:
    told = read_toml(ENGLISH / "asking" / "elsewhere.toml")["places"]
    return tuple((tuple(f" {bare(word)} " for word in one["words"]), one["text"]) for one in told)
