"""The desk for what went wrong already: which questions, which repair."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from calc.refusals import Refusal
from calc.repairs import Repair
from dialogs.desks import contribution_repairs as paid_in
from dialogs.desks import conversion_repairs as moved
from dialogs.desks import form_repairs as forms
from dialogs.desks import plan_repairs as plans
from dialogs.desks.pricing import price
from dialogs.desks.visit import AskedToo, Visit


class Situation(NamedTuple):
    questions: Callable[[Visit], Iterator[str | AskedToo]]
    solve: Callable[[Visit], Repair]


SITUATIONS: Mapping[str, Situation] = {
    "direct_roth": Situation(paid_in.direct_roth_questions, paid_in.direct_roth),
    "too_much": Situation(paid_in.too_much_questions, paid_in.too_much),
    "missing_8606": Situation(forms.missing_questions, forms.missing),
    "withheld": Situation(moved.withheld_questions, moved.withheld_tax),
    "plan_rolled": Situation(moved.rolled_questions, moved.rolled),
    "after_tax_landed": Situation(plans.after_tax_questions, plans.after_tax),
    "simple_early": Situation(moved.simple_questions, moved.simple),
    "deferrals": Situation(plans.deferral_questions, plans.deferrals),
    "additions": Situation(plans.refund_questions, plans.additions),
    "acp": Situation(plans.refund_questions, plans.acp),
    "undo": Situation(moved.undo_questions, moved.undo),
}


BY_STEP = {
    "recharacterize": "direct_roth",
    "withheld": "withheld",
    "simple_early": "simple_early",
    "remove_excess": "too_much",
    "excess_left": "too_much",
    "return_deferrals": "deferrals",
    "deferrals_left": "deferrals",
    "return_additions": "additions",
}
"""Steps of a plan that put something right, and the situation in which the desk goes into it."""


AMOUNTS = ("contributed", "gross", "rolled", "after_tax", "moved", "refund")  # what a repair is about


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
    nothing = next((name for name in AMOUNTS if name in needed(visit) and visit.money(name) == 0), None)
    if nothing is not None:
        return Refusal("nothing_to_repair", nothing)
    try:
        return SITUATIONS[visit.choice("what") or ""].solve(visit)
    except Refusal as refusal:
        return refusal
