"""A conversion that is only thought of: "what if I convert 20k"."""

from __future__ import annotations

from decimal import Decimal

from calc.facts import AGGREGATED
from dialogs.interview.agenda import Agenda
from dialogs.session import Told
from dialogs.understanding import facts as in_passing
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.whose import whom


def amount(words: str) -> str | None:
    return in_passing.one_sum(words) if pattern("converting", "converts").search(words) else None


def tried(words: str, wanted: str, agenda: Agenda) -> dict[str, Told]:
    """The facts as they would be after it: the money has left the IRAs; empty where they do not hold so much."""
    who = "spouse" if whom(words) == "spouse" else "you"
    person, left = agenda.facts.people.get(who), Decimal(wanted)
    if person is None:
        return {}
    found: dict[str, Told] = {f"{who}.converted": f"{(person.converted or 0) + left:f}"}
    for kind in AGGREGATED:
        held = person.ira_value(kind) or Decimal(0)
        if taken := min(held, left):
            found[f"{who}.{kind}"] = f"{held - taken:f}"
            left -= taken
    return {} if left else found
