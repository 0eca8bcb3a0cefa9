"""A conversion that is only thought of: "what if I convert 20k", "… up to the 12 % bracket"."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from calc.facts import AGGREGATED
from calc.planning.plan import planned
from calc.planning.sizing import sizes
from dialogs.interview.agenda import Agenda
from dialogs.session import Told
from dialogs.understanding import edges
from dialogs.understanding.facts.telling import one_sum
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.tokens import tokens
from dialogs.understanding.whose import whom


def amount(words: str, agenda: Agenda, today: date) -> str | None:
    """What is to be converted, in dollars, as said or up to the edge that is named."""
    keys = {key for one in lexicon("edges", "sized").find(tokens(words.casefold())) for key in one.keys}
    edge = edges.named(words)
    if "sized.convert" not in keys and edge is None:
        return None
    return up_to(edge, agenda, today) if edge else one_sum(words)


def begins(words: str) -> bool:
    """Whether the words themselves are a trial: "convert 50k", "up to the 12 % bracket"."""
    return lexicon("edges", "tried").at(tokens(words.casefold()), 0) is not None


def up_to(edge: str, agenda: Agenda, today: date) -> str | None:
    """The most that stays below the edge by the facts told so far; None where none lies ahead."""
    plan = planned(agenda.facts, today)
    found = (size for size in sizes(plan.case, plan.taxes)) if plan else iter(())
    return next((f"{size.convert.money:f}" for size in found if size.edge == edge), None)


def tried(words: str, wanted: str, agenda: Agenda) -> dict[str, Told]:
    """The wish to convert so much, of who is named or else holds it; empty where nobody does."""
    people, named = agenda.facts.people, whom(words)
    for who in [named] if named in people else people:
        held = sum((people[who].ira_value(kind) or Decimal(0) for kind in AGGREGATED), Decimal(0))
        if Decimal(wanted) <= held:
            return {f"{who}.wish_convert": wanted}
    return {}
