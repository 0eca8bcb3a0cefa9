"""The desk for what went wrong already: which questions, which repair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from calc.refusals import Refusal
from calc.repairs import Repair
from dialogs.desks.contradictions import contradiction, of_result
from dialogs.desks.pricing import price
from dialogs.desks.repairs import SITUATIONS
from dialogs.desks.situation import Situation
from dialogs.desks.visit import AskedToo, Visit


def questions(visit: Visit) -> Iterator[str | AskedToo]:
    """What happened, to whom, then what this repair needs; the rate last, where the talk does not tell the tax."""
    yield "what"
    if visit.choice("what") is None:
        return
    if visit.facts.joint:
        yield "who"
    asked = own_questions(visit)
    if _contradiction(visit, asked):
        yield from (name for name in asked if _answered(visit, name))
        return
    yield from asked
    if all(_answered(visit, name) for name in asked) and _rate_decides(visit):
        yield "rate"


def situation(visit: Visit) -> Situation:
    return SITUATIONS[visit.choice("what") or ""]


def own_questions(visit: Visit) -> list[str | AskedToo]:
    """The questions of this repair alone."""
    return list(situation(visit).questions(visit))


def _answered(visit: Visit, name: str | AskedToo) -> bool:
    return f"{visit.who}.{name.fact}" in visit.answers if isinstance(name, AskedToo) else visit.answered(name)


def _rate_decides(visit: Visit) -> bool:
    found = solved(visit)
    return isinstance(found, Repair) and any(
        way.open and any(part.federal is None and part.income.year for part in price(visit, way).parts)
        for way in found.ways
    )


def solved(visit: Visit) -> Repair | Refusal:
    """The repair of what was told so far; a refusal where two answers contradict, or the year is not covered."""
    here, asked = situation(visit), own_questions(visit)
    if here.amount in asked and visit.money(here.amount) == 0:
        return Refusal("nothing_to_repair", here.amount)
    if found := _contradiction(visit, asked):
        return found
    try:
        repair = here.solve(visit)
    except Refusal as refusal:
        return refusal
    return of_result(visit, repair) or repair


def _contradiction(visit: Visit, asked: list[str | AskedToo]) -> Refusal | None:
    """Among the answers that this repair asks for; what an answer no longer asks for is left out."""
    names = {f"{visit.desk}.{name}" for name in ("what", *asked)}
    own = {name: told for name, told in visit.answers.items() if name in names}
    return contradiction(replace(visit, answers=own))
