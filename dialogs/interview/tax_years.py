"""Which tax year a talk is about while nobody has told it: the running one, or one that is asked for."""

from __future__ import annotations

from datetime import date

from calc import law
from dialogs.session import Answers

ASKED_UNTIL = 4  # the month up to which many mean the year before, whose returns are being filed


def offered(today: date) -> tuple[int, ...]:
    """The running year and the one before, which comes first while its returns are being filed."""
    years = [running(today), today.year - 1]
    known = [year for year in dict.fromkeys(years) if year in law.years()]
    return tuple(sorted(known)) if today.month <= ASKED_UNTIL else tuple(known)


def running(today: date) -> int:
    """The latest year that has begun and whose limits are known."""
    known = law.years()
    return min(max(today.year, known[0]), known[-1])


def assumed(today: date) -> Answers:
    """The running year; nothing while it has to be asked."""
    return {} if today.month <= ASKED_UNTIL else {"tax_year": running(today)}
