"""No word and no fact of a person is kept beyond the turn in which it was said, but in the talk itself."""

from __future__ import annotations

import functools
import gc
import re

from tests.talk import Talk

PAY, ROLLOVER = "318,447", "93,651"
TALK = (
    "/start",
    "single",
    PAY,
    PAY,
    "1985",
    "CO",
    f"a rollover with {ROLLOVER}",
    "done",
    "converted",
    "done",
    "21,317",
    "none",
    "401k",
    "done",
    "24,500",
    "yes, no cap says Orchidea",
    "in-plan Roth rollover",
    "done",
    "9k",
    "no",
    "the max",
    "none",
    "yes",
    "/plan",
    f"if I convert 20k of the {ROLLOVER}, how much is taxed?",
    "/check",
    "2025",
    "none",
    "none",
    "7,317",
    "7,317",
)


def test_no_table_of_the_program_holds_what_a_person_said():
    Talk().says(*TALK)
    numbers = (PAY, ROLLOVER, "21,317", "7,317")
    tables = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    ours = [one for one in tables if (one.__module__ or "").split(".")[0] in {"calc", "dialogs"}]
    assert len(ours) > 20
    told = {*numbers, *(number.replace(",", "") for number in numbers), "orchidea"}
    held = {one.__qualname__: _without_addresses(repr(gc.get_referents(one)).lower()) for one in ours}
    assert {name for name, text in held.items() if any(word in text for word in told)} == set()


def _without_addresses(text: str) -> str:
    """A place in memory may read like an amount ("0x7f217317c0a0")."""
    return re.sub(r"\b0x[0-9a-f]+", "", text)
