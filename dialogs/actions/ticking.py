"""A step that was carried out: what it changes among the facts, and what is kept of it.

Ticking is telling: "done on March 3, 7,500" becomes the facts that an interview after that day would have found,
and the plan moves on by itself. What no fact can hold (a form filed, a question asked) is only kept as ticked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from calc.facts import Facts
from calc.planning.carried_out import RULES, Tick
from calc.planning.steps import Step
from dialogs.session import Done, Told, step_key


def found(steps: Iterable[Step], name: str) -> Step | None:
    """The step of a key; None when the plan no longer has it."""
    return next((step for step in steps if step_key(step) == name), None)


def takes_amount(step: Step) -> bool:
    """Whether dollars belong to the tick; where they are not said, the step's own amount was meant."""
    return step.code in RULES


def ticked(facts: Facts, step: Step, amount: Decimal | None, on: date) -> dict[str, Told]:
    """The answers that carrying out ``step`` changes, by the names and in the form of the session's answers.

    amount: dollars that moved, earnings included; None: as planned. on: the day it was done.
    Empty where no fact can hold it: also a conversion or a withdrawal that falls in another year than the facts.
    """
    money = amount if amount is not None else step.amount.money if step.amount else None
    rule = RULES.get(step.code)
    if rule is None or money is None or facts.tax_year is None:
        return {}
    tick = Tick(facts.people[step.who], facts.tax_year, step, money, on)
    changes = ((name, value) for name, value in rule(tick).items() if value is not None)  # what was unknown stays so
    return {f"{step.who}.{name}": _told(value) for name, value in changes}


def done(step: Step, amount: Decimal | None, on: date, changes: Mapping[str, Told]) -> Done:
    """What the session keeps of a tick. changes: as from ``ticked``."""
    kept = amount if amount is not None or not step.amount else step.amount.money
    counted = bool(changes) and step.code != "rmd_first"  # no fact says that all of the RMD was taken
    return Done(step.code, step.who, step.year, step.kind, on, kept if takes_amount(step) else None, counted)


def _told(value: Any) -> Told:
    """As the session keeps it: money as text, choices as a list of their keys."""
    match value:
        case Decimal():
            return f"{value:f}"
        case frozenset():
            return sorted(str(one) for one in value)
    told: Told = value
    return told
