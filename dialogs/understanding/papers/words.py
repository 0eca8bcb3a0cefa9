"""The words of papers: labels of boxes, lines and rows as forms, stubs and statements print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from calc.packaged import read_toml
from dialogs import ENGLISH


@cache
def words(name: str) -> Mapping[str, Any]:
    """One file of the folder."""
    return read_toml(ENGLISH / "papers" / f"{name}.toml")


@cache
def months() -> Mapping[str, int]:
    """The first three letters of each month."""
    names: list[str] = words("marks")["months"]
    return {name: number for number, name in enumerate(names, start=1)}


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of some phrases, the longest first; a space stands for any gap, ``*`` for any word."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(p).replace(r"\ ", r"\s+").replace(r"\*", r"\w+") for p in ordered)


@cache
def pattern(file: str, *path: str) -> re.Pattern[str]:
    """The phrases under a name of a file, as whole words."""
    node: Any = words(file)
    for name in path:
        node = node[name]
    return re.compile(rf"(?<![\w/-])(?:{any_of(node)})(?![\w])")
