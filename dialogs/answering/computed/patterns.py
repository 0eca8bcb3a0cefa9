"""The patterns by which a question with figures is read: ``locale/en/asking/figures.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from calc.packaged import read_toml
from dialogs import ENGLISH


@cache
def data() -> Mapping[str, Any]:
    """The tables of the file."""
    return read_toml(ENGLISH / "asking" / "figures.toml")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled once."""
    return re.compile(pattern)


def pattern_of(table: str, name: str) -> re.Pattern[str]:
    """The pattern of one table of that name."""
    return compiled(data()[table][name])
