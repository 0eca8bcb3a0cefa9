"""Which fact a clause speaks of. The patterns are data (``cards/fact_words.toml``); here is how they are tried."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words() -> Mapping[str, Any]:
    return tomllib.loads((files("dialogs") / "locale" / "en" / "fact_words.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Topic:
    """Facts that an amount may be of. wished: it may be wished for; sure: no more than one thing is meant by it;
    either_year: also when the clause names another year than the one of the talk.
    """

    facts: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    never: re.Pattern[str] | None
    wished: bool
    sure: bool
    either_year: bool

    def fits(self, clause: str) -> bool:
        return all(p.search(clause) for p in self.patterns) and not (self.never and self.never.search(clause))


@cache
def topics() -> tuple[Topic, ...]:
    """Of sums, the more particular first."""
    return tuple(
        Topic(
            tuple(entry["fact"]),
            tuple(map(re.compile, entry["words"])),
            re.compile(entry["not_these"]) if "not_these" in entry else None,
            entry.get("wished", False),
            entry.get("sure", True),
            entry.get("either_year", False),
        )
        for entry in words()["sum"]
    )


def topic(clause: str) -> Topic | None:
    return next((topic for topic in topics() if topic.fits(clause)), None)


def dated(clause: str) -> str | None:
    """The fact whose year or day a clause tells."""
    for entry in words()["when"]:
        if re.search(entry["words"], clause) and not ("not_these" in entry and re.search(entry["not_these"], clause)):
            return str(entry["fact"])
    return None


def nothing_of(clause: str) -> dict[str, bool]:
    """The facts of which a clause says that there is nothing, and whether that is sure."""
    if says("except", clause):
        return {}
    return {e["fact"]: e.get("sure", True) for e in words()["nothing"] if re.search(e["words"], clause)}


def says_of(group: str, clause: str) -> bool:
    """Whether a clause has words that mean something else than the group does."""
    return bool(re.search(words()[group]["not_these"], clause))


def named(group: str, clause: str) -> tuple[str, ...]:
    """Keys of a table of patterns whose words stand in the clause."""
    table = words()[group]
    if "not_these" in table and re.search(table["not_these"], clause):
        return ()
    return tuple(key for key, pattern in table.items() if key != "not_these" and re.search(pattern, clause))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    told = words()[name]
    return re.compile(told if isinstance(told, str) else "|".join(told))


def says(name: str, clause: str) -> bool:
    """``doubtful``, ``denied``, ``others``, ``have``, ``heads``: whether its words stand in the clause."""
    return bool(_pattern(name).search(clause))


def first(name: str, clause: str) -> int:
    """Where its words stand first; beyond the end where nowhere."""
    found = _pattern(name).search(clause)
    return found.start() if found else len(clause)


@cache
def filler() -> frozenset[str]:
    return frozenset(words()["filler"].split())
