"""Questions that are worked out by themselves, outside of any talk."""

from __future__ import annotations

from datetime import date

from calc.effort import STEP, limited
from calc.facts import Facts
from dialogs.answering.answer import Found, from_cards
from dialogs.answering.computed.compute import compute
from dialogs.answering.computed.result import Computed

TODAY = date(2026, 11, 29)


def figured(asked: str, facts: Facts | None = None, *, before: str = "", today: date = TODAY) -> Computed:
    """What is worked out for a question that has a figure, or asks back for one."""
    found = compute(asked, facts or Facts(), today, before, asked=True)
    assert found is not None, asked
    return found


def in_a_step(asked: str, today: date = TODAY) -> Found:
    """What somebody of whom nothing is known is told, as in one step of a talk."""
    with limited(STEP):
        return from_cards(asked, Facts(), today)
