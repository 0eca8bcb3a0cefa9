"""Of whom, and of which workplace plan, a sentence speaks."""

from __future__ import annotations

import re

from calc.facts import PlanKind
from dialogs.interview.agenda import Agenda

_SPOUSE = re.compile(r"\b(?:wife|husband|spouse|partner|she|he|her|his)\b(?:'s)?")
_YOU = re.compile(r"\b(?:i|i'm|i've|i'd|my|me|mine|myself)\b")
_BOTH = re.compile(r"\b(?:we|we're|we've|our|us|together|combined|household|joint)\b")
PLANS = {
    PlanKind.SOLO: r"solo 401\(?k\)?",
    PlanKind.K401: r"(?:roth )?401 ?\(?k\)?s?",
    PlanKind.B403: r"403 ?\(?b\)?",
    PlanKind.GOV457: r"457 ?(?:\(?b\)?)?",
    PlanKind.TSP: r"tsp|thrift savings plan",
}


def whom(words: str) -> str | None:
    """``you``, ``spouse`` or ``both``; None where nobody is named."""
    for pattern, who in ((_SPOUSE, "spouse"), (_BOTH, "both"), (_YOU, "you")):
        if pattern.search(words):
            return who
    return None


def plan_named(words: str) -> PlanKind | None:
    return next((kind for kind, names in PLANS.items() if re.search(rf"\b(?:{names})(?!\w)", words)), None)


def only_plan(who: str, agenda: Agenda) -> PlanKind | None:
    """The one plan of this year that the person has."""
    person = agenda.facts.people.get(who)
    kinds = (person.plan_kinds if person else None) or frozenset()
    current = [kind for kind in kinds if kind not in {PlanKind.OLD, PlanKind.PENSION}]
    return current[0] if len(current) == 1 else None
