"""Years of a question that no tax year is asked by."""

from __future__ import annotations

import re

from calc import law
from dialogs.answering.computed.patterns import pattern_of


def without_old_basis(clause: str) -> str:
    """Words without a year before those covered, where they tell of money paid in after tax, and no conversion."""
    of_basis = pattern_of("asks", "old_basis").search(clause) and not pattern_of("asks", "converted_then").search(
        clause
    )
    return pattern_of("asks", "old_year").sub(_if_uncovered, clause) if of_basis else clause


def _if_uncovered(year: re.Match[str]) -> str:
    return " " if int(year[0]) < law.years()[0] else year[0]
