"""A contribution that was moved to the other kind of IRA: it counts as made there from the beginning.

IRC 408A(d)(6)(A); Reg. 1.408A-5. What moved with growth after 31 December is on line 6 of the year before as if it
had been there on that day (Form 8606 instructions, line 6).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from calc.facts import AMOUNT_OF, Facts, IraKind, Move, Person, RelabeledFrom

NOTHING = Decimal(0)
FACTS = ("relabeled", "relabeled_contribution", "relabeled_year", "relabeled_on", "relabeled_from")


def as_if_made_there(facts: Facts) -> Facts:
    """The facts with each recharacterization carried out; those of other years, and unclear ones, stay as told."""
    if facts.tax_year is None:
        return facts
    for who, person in facts.people.items():
        update = _of(person, facts.tax_year)
        if update:
            facts = facts.having(who, person.model_copy(update=update))
    return facts


def paid_into_traditional(person: Person, year: int | None) -> bool:
    """Whether a contribution of the year counts as made to a traditional IRA, or may: relabeled, year not told."""
    came_there = person.relabeled_from is not RelabeledFrom.TRADITIONAL
    ticked = Move.RELABELED in (person.moves or ()) or bool(person.relabeled_contribution)
    return ticked and came_there and person.relabeled_contribution != 0 and person.relabeled_year in {None, year}


def _of(person: Person, year: int) -> dict[str, Any]:
    contribution, moved_on = person.relabeled_contribution, person.relabeled_on
    ticked = Move.RELABELED in (person.moves or ())
    source = person.relabeled_from or (RelabeledFrom.ROTH if ticked else None)
    if not contribution or person.relabeled_year is None or source is None:
        return {}
    done = {"relabeled": None, "relabeled_contribution": None, "relabeled_year": None}
    to_traditional = source is RelabeledFrom.ROTH
    sign = 1 if to_traditional else -1
    if person.relabeled_year == year:
        changed = _moved(person, {Move.TRADITIONAL: sign * contribution, Move.ROTH: -sign * contribution})
        after = moved_on is not None and moved_on.year > year
        if after and person.year_end_value is not None:
            with_growth = person.relabeled if person.relabeled is not None else contribution
            changed["year_end_value"] = max(person.year_end_value + sign * with_growth, NOTHING)
        if after and person.contributed_late is None:
            changed["contributed_late"] = NOTHING  # it counts from the day on which it first went in
    elif person.relabeled_year == year - 1 and (moved_on is None or moved_on.year == year):
        changed = _moved(person, {Move.PRIOR: sign * contribution})
    else:
        return {}
    if to_traditional and person.ira_kinds is not None:
        changed["ira_kinds"] = person.ira_kinds | {IraKind.TRADITIONAL}
        named = IraKind.TRADITIONAL in person.ira_kinds or person.traditional is not None
        changed |= {} if named else _empty(person)
    return done | changed


def _empty(person: Person) -> dict[str, Any]:
    """Who named no traditional IRA holds none today: what was moved there has left again."""
    return {"traditional": NOTHING} if person.moved(Move.CONVERTED) else {"traditional": person.relabeled}


def _moved(person: Person, amounts: dict[Move, Decimal]) -> dict[str, Any]:
    """More or less of some moves; one that becomes nothing was not made, and one that nobody knows stays unknown."""
    moves, found = set(person.moves or ()) - {Move.RELABELED}, dict[str, Any]()
    for move, more in amounts.items():
        told = person.moved(move)
        if told is None:
            continue
        left = max(told + more, NOTHING)
        found[AMOUNT_OF[move]] = left
        (moves.add if left else moves.discard)(move)
    return found | ({"moves": frozenset(moves)} if person.moves is not None or moves else {})
