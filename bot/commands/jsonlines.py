"""JSON Lines: the lines of a stream, and what is written; what a line holds is read by ``calc.public.untrusted``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, BinaryIO

from calc.public.untrusted import LONGEST


def read_lines(source: BinaryIO) -> Iterator[bytes]:
    """Lines, in constant memory: of one that is too long only the beginning arrives."""
    while line := source.readline(LONGEST):
        rest = line
        while len(rest) == LONGEST and not rest.endswith(b"\n"):
            rest = source.readline(LONGEST)
        yield line


def dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> Any:
    match value:
        case Enum():
            return value.value
        case Decimal() | Fraction():
            return str(value)
        case set() | frozenset():
            return sorted(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise TypeError(type(value).__name__)
