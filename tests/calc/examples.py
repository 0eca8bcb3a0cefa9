"""Reads the verified cases and published examples that stand as data beside the tests."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "examples"


def cases(name: str) -> list[dict[str, Any]]:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def agrees(want: Any, got: Any) -> bool:
    """Whether ``got`` holds everything in ``want``, amounts exactly; it may hold more."""
    if isinstance(want, dict):
        return all(key in got and agrees(value, got[key]) for key, value in want.items())
    if isinstance(want, list):
        return len(want) == len(got) and all(map(agrees, want, got))
    if want is None or isinstance(want, bool) or got is None:
        return want is got
    a, b = number(want), number(got)
    return a == b if a is not None and b is not None else want == got


def number(value: Any) -> Fraction | None:
    try:
        return Fraction(str(value))
    except ValueError:
        return None
