"""Forks of the plan: where one fact that is not known decides what to do, each answer with its own steps and forms.

Steps that hold whatever the answer is stay in the plan; a branch has only what it adds. The fact is the one that
holds everything else back: what was already done, then which IRAs there are, then whether a plan takes money in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from calc import needs
from calc.derivation import ZERO, least
from calc.facts import Facts, IraKind, Move, RollIn
from calc.planning.assess import look
from calc.planning.assessment import Case, Outlook, Route
from calc.planning.options import Form
from calc.planning.rolling_in import accepted
from calc.planning.step import Step
from calc.planning.steps import steps
from calc.refusals import Refusal

REPORTED = {"form_8606_open", "form_8606"}  # that the form is filed is said once


@dataclass(frozen=True, slots=True)
class Branch:
    """One answer to one fact. id: a letter; fact: its public name; answer: a stable code."""

    id: str
    who: str
    fact: str
    answer: str
    steps: tuple[Step, ...]
    forms: tuple[Form, ...]


def branches(case: Case, common: Sequence[Step]) -> tuple[Branch, ...]:
    """Of every person whose way an unknown fact decides; none where the plan is settled. common: the plan's steps."""
    found: list[Branch] = []
    for one in case.people:
        for fact, answer, update in _forks(case, one):
            letter = chr(ord("a") + len(found))
            branch = _branch(case, one.who, common, Branch(letter, one.who, fact, answer, (), ()), update)
            if branch:
                found.append(branch)
    return tuple(found)


def _forks(case: Case, one: Outlook) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The fact that decides, and for each of its answers a code and what it puts into the facts."""
    if one.chosen is not None or case.season.closed or one.route is Route.NONE or one.limit is None:
        return
    if one.person.moves is None:
        most_of_it = least(one.limit, one.compensation) if one.compensation else one.limit
        yield f"{one.who}.moves", "nothing", {"moves": frozenset()}
        made = {"moves": frozenset({Move.TRADITIONAL}), "contributed": most_of_it.money}
        yield f"{one.who}.moves", "contributed", made | _holding(one, most_of_it.money)
    elif one.person.ira_kinds is None:
        yield f"{one.who}.ira_kinds", "none", {"ira_kinds": frozenset(), "basis": ZERO.money}
    elif one.options and accepted(one.person) is None and one.taker:
        fact = f"{one.who}.plans.{one.taker}.roll_in"
        yield fact, "yes", {"roll_in": RollIn.ANY}
        yield fact, "no", {"roll_in": RollIn.NO}


def _holding(one: Outlook, made: Any) -> dict[str, Any]:
    """The contribution in a traditional IRA, where no IRA was told that could hold it."""
    if one.person.ira_kinds is None or one.person.pretax_ira_kinds:
        return {}
    kinds = one.person.ira_kinds | {IraKind.TRADITIONAL}
    return {"ira_kinds": kinds, "traditional": made, "basis": ZERO.money}


def _branch(case: Case, who: str, common: Sequence[Step], named: Branch, update: dict[str, Any]) -> Branch | None:
    other = _looked(needs.filled_in(case.facts, named.fact, update), case.today)
    if other is None:
        return None
    one = next(person for person in other.people if person.who == who)
    there = {(step.code, step.kind) for step in common if step.who == who}
    there |= {(code, None) for code in REPORTED if any(known in REPORTED for known, _ in there)}
    own = tuple(step for step in steps(other, None, ()) if step.who == who and (step.code, step.kind) not in there)
    forms = one.chosen.forms if one.chosen else ()
    return Branch(named.id, who, named.fact, named.answer, own, forms) if own or forms else None


def _looked(facts: Facts, today: date) -> Case | None:
    try:
        return look(facts, today)
    except Refusal:
        return None
