"""When the questions about income are asked."""

from __future__ import annotations

from calc.planning.missing import near_roth_range
from dialogs.interview.about import About


def wages(about: About) -> bool:
    return "agi" in about.unknown


taken_off = other_income = wages


def add_backs(about: About) -> bool:
    """Only where they could lift the income into the Roth range, or move it within."""
    return near_roth_range(about.facts)
