"""Of whom, and of which workplace plan, a sentence speaks."""

from __future__ import annotations

from collections.abc import Mapping

from calc.facts import PlanKind
from dialogs.interview.agenda import Agenda
from dialogs.understanding import accounts, people


def whom(words: str, names: Mapping[str, str] | None = None) -> str | None:
    """``you``, ``spouse`` or ``both``: the spouse where one is named, else both; None where nobody is."""
    whose = {person.who for person in people.find(words, names)}
    return next((who for who in (people.SPOUSE, people.BOTH, people.YOU) if who in whose), None)


def of_others(words: str, names: Mapping[str, str] | None = None) -> bool:
    """Whether a sentence begins with somebody whose taxes are not asked about."""
    found = people.find(words, names)
    first = next((person for person in found if person.who != people.YOU), None)
    alone = len(found) < 2 or (first is not None and first.start - found[0].end <= 1)
    return first is not None and first.who == people.OTHER and alone


def plan_named(words: str) -> PlanKind | None:
    """The first plan of this year that is named."""
    named = (thing.name for thing in accounts.find(words) if thing.kind == "plan")
    return next((PlanKind(name) for name in named if name in set(PlanKind) and name not in {"old", "pension"}), None)


def only_plan(who: str, agenda: Agenda) -> PlanKind | None:
    """The one plan of this year that the person has, or of which something is told where that was not asked."""
    person = agenda.facts.people.get(who)
    told = {
        PlanKind(fact.split(".")[2]) for fact in (*agenda.answers, *agenda.idle) if fact.startswith(f"{who}.plans.")
    }
    kinds = (person.plan_kinds if person else None) or told
    current = [kind for kind in kinds if kind not in {PlanKind.OLD, PlanKind.PENSION}]
    return current[0] if len(current) == 1 else None
