"""JSON that anybody may have written: its bounds are kept before anything is made of it.

A file, a line of JSON Lines and the facts of a plan all come in by ``read``; amounts are bounded once more by their
own type (``calc.facts.exactly``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

LONGEST = 10**6  # bytes of one text
DEEPEST = 24  # lists and objects inside each other; a talk has eight
MOST = 20_000  # values; a talk has a thousand
DIGITS = 40  # of a number, zeros of its exponent included: beyond this it is a trap for whoever computes with it


class Unreadable(ValueError):  # noqa: N818 - the name says what it is
    """reason: ``too_long``, ``not_utf8``, ``blank``, ``not_json``, ``not_object``, ``too_much`` or ``twice``.

    name: the entry that stands twice in one object.
    """

    def __init__(self, reason: str, name: str = "") -> None:
        super().__init__(reason)
        self.name = name


def read(text: bytes | str, longest: int = LONGEST) -> dict[str, Any]:
    """The JSON object of a text, its fractions as Decimal; Unreadable otherwise.

    A number beyond ``DIGITS`` stays the word it was, as NaN and Infinity do, so that whoever reads it can name it.
    longest: bytes from which on it is too long.
    """
    raw = text if isinstance(text, bytes) else text.encode(errors="replace")
    if len(raw) >= longest:
        raise Unreadable("too_long")
    try:
        plain = raw.decode("utf-8-sig")  # a file saved on Windows begins with a mark
    except UnicodeDecodeError:
        raise Unreadable("not_utf8") from None
    if not plain.strip():
        raise Unreadable("blank")
    try:
        value = json.loads(
            plain, parse_float=_fraction, parse_int=_whole, parse_constant=str, object_pairs_hook=_once
        )
    except Unreadable:
        raise
    except (ValueError, RecursionError):
        raise Unreadable("not_json") from None
    if not isinstance(value, dict):
        raise Unreadable("not_object")
    _count(value)
    return value


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Unreadable where a name stands twice: which of the two was meant, nobody can tell."""
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in read if names.count(name) > 1)
        raise Unreadable("twice", twice[:60]) if _whole_text(twice) else Unreadable("not_utf8")
    return read


def _fraction(digits: str) -> Decimal | str:
    if len(digits) > DIGITS:
        return digits
    value = Decimal(digits) if _exponent(digits) <= DIGITS else None
    return digits if value is None or abs(value.adjusted()) > DIGITS else value


def _exponent(digits: str) -> int:
    """Written after an ``e``, without its sign."""
    *_, power = digits.casefold().partition("e")
    return abs(int(power or 0))


def _whole(digits: str) -> int | str:
    return digits if len(digits) > DIGITS else int(digits)


def _count(value: object) -> None:
    """Unreadable where there is more in it, or deeper, than anything of ours; or half a character."""
    waits, found = [(value, 1)], 0
    while waits:
        node, depth = waits.pop()
        found += 1
        if found > MOST or depth > DEEPEST:
            raise Unreadable("too_much")
        if isinstance(node, dict):
            waits += ((part, depth + 1) for pair in node.items() for part in pair)
        elif isinstance(node, list):
            waits += ((part, depth + 1) for part in node)
        elif isinstance(node, str) and not _whole_text(node):
            raise Unreadable("not_utf8")


def _whole_text(words: str) -> bool:
    r"""Whether it can be written down again: ``"\ud83d"`` is half of a character."""
    return not any("\ud800" <= character <= "\udfff" for character in words) if not words.isascii() else True
