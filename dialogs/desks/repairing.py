"""The desk for what went wrong already: which questions, which repair."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from calc.refusals import Refusal
from calc.repairs import Repair
from dialogs.desks import form_repairs as form
from dialogs.desks import ira_repairs as ira
from dialogs.desks import plan_repairs as plan
from dialogs.desks.pricing import price
from dialogs.desks.visit import AskedToo, Visit


class Situation(NamedTuple):
    questions: Callable[[Visit], Iterator[str | AskedToo]]
    solve: Callable[[Visit], Repair]


SITUATIONS: Mapping[str, Situation] = {
    "direct_roth": Situation(ira.direct_roth_questions, ira.direct_roth),
    "too_much": Situation(ira.too_much_questions, ira.too_much),
    "missing_8606": Situation(form.missing_questions, form.missing),
    "withheld": Situation(ira.withheld_questions, ira.withheld_tax),
    "plan_rolled": Situation(ira.rolled_questions, ira.rolled),
    "after_tax_landed": Situation(plan.after_tax_questions, plan.after_tax),
    "simple_early": Situation(ira.simple_questions, ira.simple),
    "deferrals": Situation(plan.deferral_questions, plan.deferrals),
    "additions": Situation(plan.refund_questions, plan.additions),
    "acp": Situation(plan.refund_questions, plan.acp),
    "undo": Situation(ira.undo_questions, ira.undo),
}


def questions(visit: Visit) -> Iterator[str | AskedToo]:
    """What happened, to whom, then what this repair needs; the rate last, where the talk does not tell the tax."""
    yield "what"
    if visit.choice("what") is None:
        return
    if visit.facts.joint:
        yield "who"
    asked = needed(visit)
    yield from asked
    if all(_answered(visit, name) for name in asked) and _rate_decides(visit):
        yield "rate"


def needed(visit: Visit) -> list[str | AskedToo]:
    """The questions of this repair alone."""
    return list(SITUATIONS[visit.choice("what") or ""].questions(visit))


def _answered(visit: Visit, name: str | AskedToo) -> bool:
    return f"{visit.who}.{name.fact}" in visit.answers if isinstance(name, AskedToo) else visit.answered(name)


def _rate_decides(visit: Visit) -> bool:
    found = solved(visit)
    return isinstance(found, Repair) and any(
        way.open and price(visit, way).federal is None for way in found.ways if way.taxable.value
    )


def solved(visit: Visit) -> Repair | Refusal:
    """The repair of what was told so far; a refusal where two answers contradict, or the year is not covered."""
    try:
        return SITUATIONS[visit.choice("what") or ""].solve(visit)
    except Refusal as refusal:
        return refusal
