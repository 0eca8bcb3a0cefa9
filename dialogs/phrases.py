"""Sentences for people: kept in ``locale/en/phrases/*.toml``, filled in here and nowhere else.

A phrase is named ``file.key`` or ``file.table.key`` and may show values: ``{amount}``, ``{by}``, ``{people}``.
How a value is shown follows from what it is: Decimal as dollars, date in words, a list with "and".
A spec changes that: ``{share:percent}``, ``{year:plain}``, ``{by:short}`` (Apr 15, 2027).
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, Self

from calc.derivation import Amount, rounded
from calc.packaged import read_toml
from calc.refusals import Refusal
from dialogs import ENGLISH


def money(value: Decimal) -> str:
    """Dollars with separators; cents only where there are any: $7,500, $94,321.50, -$120."""
    return f"{'-' if value < 0 else ''}${abs(value):,.{2 if value % 1 else 0}f}"


def day(value: date) -> str:
    """April 15, 2027."""
    return f"{value:%B} {value.day}, {value.year}"


def percent(value: Decimal | Fraction) -> str:
    """A share of one as a percentage with at most one decimal: 7.5%."""
    shown = rounded(Fraction(value) * 100, Decimal("0.1")).normalize()
    return f"{shown:f}%"


def shown(value: object) -> str:
    """A value as a person reads it."""
    match value:
        case Amount():
            return shown(value.value)
        case Decimal():
            return money(value)
        case Fraction():
            return percent(value)
        case date():
            return day(value)
        case Enum():
            return str(value.value)
        case list() | tuple():
            return listed([shown(v) for v in value])
        case _:
            return str(value)


def listed(items: list[str]) -> str:
    """a; a and b; a, b and c."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


class _Formatter(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        match format_spec:
            case "percent":
                return percent(value.value if isinstance(value, Amount) else value)
            case "plain":
                return str(value.value if isinstance(value, Amount) else value)
            case "short":
                return f"{value:%b} {value.day}, {value.year}"
            case "month":
                return f"{value:%B %Y}"
            case "":
                return shown(value)
        return str(super().format_field(value, format_spec))


_FORMATTER = _Formatter()
_PHRASES = ENGLISH / "phrases"


@cache
def phrases() -> Mapping[str, Any]:
    """All phrases, by the name of their file; package data, read once."""
    names = (entry.name for entry in _PHRASES.iterdir())
    return {stem: _of_file(stem) for name in names if (stem := name.removesuffix(".toml")) != name}


@cache
def _of_file(stem: str) -> Mapping[str, Any]:
    """Read when one of its phrases is said: a talk begins with few of them. KeyError when there is no such file."""
    try:
        return read_toml(_PHRASES / f"{stem}.toml")
    except FileNotFoundError:
        raise KeyError(stem) from None


@cache
def other_languages() -> Mapping[str, Mapping[str, Any]]:
    """What people are told first whose language the talk does not speak yet: by its two letters."""
    folders = (folder for folder in ENGLISH.parent.iterdir() if folder.name not in {"en", "__pycache__"})
    return {one.name: read_toml(one / "channel.toml") for one in folders if one.is_dir()}


def template(name: str) -> str:
    """The unfilled phrase; KeyError when there is none, for a missing sentence is a mistake of ours."""
    stem, *parts = name.split(".")
    node: Any = _of_file(stem)
    for part in parts:
        node = node[part]
    if not isinstance(node, str):
        raise KeyError(name)
    return node.strip()


def say(name: str, /, **values: object) -> str:
    """The phrase ``name`` with its values filled in."""
    return fill(template(name), **values)


def fill(text: str, /, **values: object) -> str:
    """A card's own sentence with its values filled in."""
    return _FORMATTER.vformat(text, (), values)


def refused(refusal: Refusal) -> str:
    """The sentence of a refusal; a figure of a state that it names by code is told in words."""
    code = refusal.values.get("figure")
    named = {"figure": say(f"refusals.of_a_state.{code}")} if code else {}
    return say(f"refusals.{refusal.reason}", **{**refusal.values, **named})


class Refused(str):
    """The sentence of a refusal. reason: its key, so that refusals are counted without a look at the words."""

    __slots__ = ("reason",)
    reason: str

    def __new__(cls, refusal: Refusal) -> Self:
        sentence = super().__new__(cls, refused(refusal))
        sentence.reason = refusal.reason
        return sentence

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """A copy is the sentence alone."""
        return str, (str(self),)
