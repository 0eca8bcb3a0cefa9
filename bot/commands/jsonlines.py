"""JSON from outside: amounts stay exact, and what is no JSON object is told apart by reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from typing import Any, BinaryIO

LONGEST = 1_000_000  # bytes in a line
_BIGGEST_EXPONENT = 40  # beyond this a number is a trap for whoever computes with it


class Unreadable(ValueError):  # noqa: N818 - the name says what it is
    """reason: a key under ``cli.line`` in the channel's phrases."""


def lines(source: BinaryIO) -> Iterator[bytes]:
    """Lines, in constant memory: of one that is too long only the beginning arrives."""
    while line := source.readline(LONGEST):
        rest = line
        while len(rest) == LONGEST and not rest.endswith(b"\n"):
            rest = source.readline(LONGEST)
        yield line


def read_object(line: bytes) -> dict[str, Any]:
    """The JSON object on a line, its fractions as Decimal; Unreadable otherwise."""
    if len(line) >= LONGEST:
        raise Unreadable("too_long")
    try:
        text = line.decode("utf-8-sig")  # a file saved on Windows begins with a mark
    except UnicodeDecodeError:
        raise Unreadable("not_utf8") from None
    if not text.strip():
        raise Unreadable("blank")
    try:
        value = json.loads(text, parse_float=_decimal, parse_constant=str)
    except (ValueError, RecursionError, InvalidOperation):
        raise Unreadable("not_json") from None
    if not isinstance(value, dict):
        raise Unreadable("not_object")
    return value


def _decimal(digits: str) -> Decimal | str:
    """Exact; what is no amount, as NaN and Infinity are none, stays a word, so that its entry is named."""
    value = Decimal(digits)
    return digits if abs(value.adjusted()) > _BIGGEST_EXPONENT else value


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
