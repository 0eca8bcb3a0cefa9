"""Who is covered by a plan at work, clause by clause: "I have a 401k, my wife has none"."""

from __future__ import annotations

import re
from functools import cache

from dialogs.answering.computed.patterns import data
from dialogs.answering.computed.question import Asked
from dialogs.understanding import people

FEW = 4  # words that can leave out what they speak of: "I am not", "my wife does"


def said(question: Asked) -> dict[str, bool]:
    """Whether you, and the spouse, are covered; each where it is told."""
    if alone := _pattern("only").search(question.text):
        spouse = alone["spouse"] is not None
        return {"you": not spouse, "spouse": spouse}
    found: dict[str, bool] = {}
    waiting: bool | None = None
    last: set[str] = set()
    for clause in _pattern("clause").split(question.text):
        own = _whose(clause)
        whose = own or (last if clause.strip() else set())
        if _pattern("neither").search(clause):
            return {"you": False, "spouse": False}
        last = whose
        speaks = _pattern("covered").search(clause) is not None
        apart = _pattern("no_work").search(clause) is not None
        if not speaks and not apart:
            if waiting is not None and len(clause.split()) <= FEW and own and _pattern("does").search(clause):
                denied = _pattern("denied").search(clause) is not None
                found |= dict.fromkeys(whose, not denied)
            continue
        waiting = not (apart or _pattern("denied").search(clause))
        if not whose and _pattern("of_spouse").search(clause):
            whose = {"spouse"}
        for person in whose or {"you"}:
            found[person] = waiting
    return found


def _whose(clause: str) -> set[str]:
    both, nobody = data()["people"]["both"], data()["people"]["nobody"]
    found = [p for p in people.find(clause) if p.who != people.OTHER and p.words not in nobody]
    if any(p.words in both or p.who in {people.BOTH, people.EACH} for p in found):
        return {"you", "spouse"} if _pattern("both").search(clause) else {"you"}
    spouse = [p for p in found if p.who == people.SPOUSE]
    return {spouse[0].who} if spouse else {p.who for p in found[:1]}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(data()["coverage"][name])
