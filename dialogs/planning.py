"""The seam to the law: facts in, plan text out. What must be refused comes back as its sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from calc.contradictions import Contradiction, contradictions
from calc.facts import Facts
from calc.plan import Plan, plan
from calc.refusals import Refusal
from dialogs.phrases import say


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet behind the plan, as a button and as text."""

    title: str
    text: str


def clash(facts: Facts, today: date) -> Contradiction | None:
    """The first pair of facts that cannot both be true."""
    return next(iter(contradictions(facts, today)), None)


def clash_text(found: Contradiction) -> str:
    return say(f"contradictions.{found.reason}", **found.values)


def tell(facts: Facts, today: date, form: str) -> tuple[str, ...]:
    """The blocks of a plan in one of its forms, or the one sentence that says why there is none yet."""
    if facts.tax_year is None or facts.filing_status is None:
        return (say("talk.plan_needs"),)
    try:
        return FORMS[form](plan(facts, today))
    except Refusal as refusal:
        return (say(f"refusals.{refusal.reason}", **refusal.values),)


def short(facts: Facts, today: date) -> str:
    """Verdict and figures only, to hold two plans side by side."""
    return "\n".join(tell(facts, today, "short"))


def sheets(facts: Facts, today: date) -> tuple[Sheet, ...]:
    """Every worksheet behind the plan, in the order in which the plan speaks of them."""
    from dialogs import explaining

    try:
        found = tuple(explaining.sheets(plan(facts, today)))
    except Refusal:
        return ()
    several = len({who for who, _ in found}) > 1
    return tuple(
        Sheet(
            say(f"talk.sheet.{who if several else 'one'}", title=say(f"worksheets.{s.name}.title")),
            explaining.explain(s),
        )
        for who, s in found
    )


def _first(made: Plan) -> tuple[str, ...]:
    from dialogs import telling

    return telling.first(made)


def _more(made: Plan) -> tuple[str, ...]:
    from dialogs import details

    return details.more(made)


def _summary(made: Plan) -> tuple[str, ...]:
    *plan_blocks, footer = _first(made)
    return (*plan_blocks, *_more(made), footer)


def _short(made: Plan) -> tuple[str, ...]:
    from dialogs import telling

    return (*telling.verdict(made), *telling.money(made))


FORMS: Mapping[str, Callable[[Plan], tuple[str, ...]]] = {
    "plan": _first,
    "more": _more,
    "summary": _summary,
    "short": _short,
}
