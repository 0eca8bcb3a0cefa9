"""A fact that a person names in words, alone or with a value: "my state", "agi 300k", "tax year 2028"."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from dialogs.interview.agenda import Agenda
from dialogs.interview.questions import card_of
from dialogs.session import Told
from dialogs.text import bare as plain
from dialogs.text import tidy
from dialogs.understanding import answers, year_answers
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.readings import Misread, Understood

_SET_TO = pattern("naming", "set_to")
_YEAR = pattern("naming", "year")
_YEAR_ALONE = pattern("naming", "year_alone")
_WANTS_YEAR = pattern("naming", "wants_year")


class Slip(TypedDict, total=False):
    """Why a value cannot be, as an event carries it."""

    reason: str
    shown: dict[str, object]


def fact_told(words: str, agenda: Agenda, today: date) -> tuple[str | None, dict[str, Told], Slip]:
    """The fact that is named; where a value follows, the fact with its value, or why it cannot have it."""
    if fact := fact_meant(words, agenda):
        return fact, {}, {}
    parts = _SET_TO.match(words)
    name, value = (parts[1] or parts[3], parts[2] or parts[4]) if parts else ("", "")
    fact = fact_meant(name, agenda) if name else None
    card = card_of(fact) if fact else None
    if fact is None or card is None:
        return fact, {}, {}
    match answers.read(value, card, today):
        case Understood(value=understood):
            return fact, {fact: understood}, {}
        case Misread(reason=reason, shown=shown):
            return fact, {}, {"reason": reason, "shown": dict(shown)}
    return fact, {}, {}


def fact_meant(words: str, agenda: Agenda) -> str | None:
    """By its dotted name, or by the words of its label."""
    if card_of(words):
        return words
    wanted = set(plain(words).split()) - {"my", "the", "our"}
    if not wanted:
        return None
    questions = (*agenda.told, *agenda.asked, *agenda.taken, *agenda.waiting)
    fitting = [q for q in questions if wanted <= set(plain(q.card.wording(q.who).label).split())]
    return fitting[0].fact if fitting else None


def is_year_alone(text: str) -> bool:
    """Whether a message says which year it is about, and nothing else: "it's about 2025", "for last year"."""
    return bool(_YEAR_ALONE.match(tidy(text)))


def year_wanted(text: str, *, bare: bool) -> int | None:
    """The tax year that a message asks for. bare: no question is open, and a year alone is meant so too."""
    said = tidy(text)
    found = _WANTS_YEAR.search(said) or (_YEAR.match(said) if bare else None)
    return int(found[1]) if found else None


def uncovered(year: int) -> Slip:
    """Why a year cannot be planned; empty for one that can."""
    slip = year_answers.covered(year)
    return {"reason": slip.reason, "shown": dict(slip.shown)} if isinstance(slip, Misread) else {}
