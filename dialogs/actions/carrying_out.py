"""A step that is told as done, held against the plan: what it would change, or why it cannot have been so.

Ticking is telling: "done on March 3, 7,500" becomes the facts that an interview after that day would have found,
and the plan moves on by itself. What no fact can hold (a form filed, a question asked) is only kept as ticked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from calc.contradictions import clash
from calc.facts import AGGREGATED, Facts
from calc.planning.carried_out import RULES, Tick, takes_amount
from calc.planning.plan import Plan
from calc.planning.steps import Step
from dialogs.interview import agenda as agendas
from dialogs.phrases import say
from dialogs.session import Answers, Done, Told, step_key
from dialogs.understanding import steps_told
from dialogs.understanding.readings import Misread
from dialogs.views.plan import replies
from dialogs.views.plan import steps as telling
from dialogs.views.plan.names import who as whose

OUT_OF_IRAS = ("convert", "convert_part", "convert_share", "roll_in", "rmd_first")
AT_YEAR_END = ("zero_check", "form_8606")  # nothing can be said of them before the year is over
GROWTH = Decimal("1.25")  # by which IRAs may have grown since their value was told; beyond it the value is asked for


@dataclass(frozen=True, slots=True)
class Carried:
    """What a step that was carried out changes, before anybody has confirmed it."""

    done: Done
    changes: Mapping[str, Told]


@dataclass(frozen=True, slots=True)
class Slip:
    """Why it cannot be so. reason: a key under ``talk.done``; fact: an answer that may have to change."""

    reason: str
    shown: Mapping[str, object] = field(default_factory=dict)
    fact: str | None = None


def carried(made: Plan, ticks: Sequence[Done], words: str, answers: Answers, today: date) -> Carried | Slip:
    """What ``words`` say was done. ticks: what was ticked before; answers: those of the session."""
    said = steps_told.read(words, today)
    if isinstance(said, Misread):
        return Slip(f"misread.{said.reason}", said.shown)
    still = {tick.key for tick in ticks if not tick.counted}
    step = _meant(made, said, still)
    if isinstance(step, Slip):
        return step
    on = said.on or today
    amount = said.amount if takes_amount(step) else None
    slip = _too_early_or_late(step, made, on) or _amount_slip(made, step, amount, still)
    if slip:
        return slip
    changes = ticked(made.case.facts, step, amount, on)
    found = clash(agendas.agenda({**answers, **changes}, today).facts, today)
    if found:
        return Slip("clash", {"text": replies.clash_text(found)}, next(iter(found.fields)))
    return Carried(done(step, amount, on, changes), changes)


def _meant(made: Plan, said: steps_told.Spoken, still: set[str]) -> Step | Slip:
    """The step that was named, by number or key; without one, the first that is not ticked."""
    if not made.every_step:
        return Slip("no_steps")
    if said.name is not None:
        return found(made.every_step, said.name) or Slip("gone")
    if said.number is not None:
        steps = next((one.steps for one in made.forks if one.id == said.letter), ()) if said.letter else made.steps
        if not 0 < said.number <= len(steps):
            return Slip("no_such_step", {"number": f"{said.letter}{said.number}", "count": len(steps)})
        return steps[said.number - 1]
    open_steps = [step for step in made.steps if step_key(step) not in still]
    fitting = [step for step in open_steps if said.amount is None or takes_amount(step)]
    return fitting[0] if fitting else Slip("all_ticked")


def _too_early_or_late(step: Step, made: Plan, on: date) -> Slip | None:
    """A step belongs to its year, its papers come after it; money for it counts only up to its last day."""
    year = step.year or made.tax_year
    if on.year < year:
        return Slip("before", {"day": on, "year": year})
    if step.code in AT_YEAR_END and on < (ready := date(year, 12, 31)):
        return Slip("too_soon", {"day": ready})
    if takes_amount(step) and step.by and on > step.by:
        return Slip("too_late", {"day": on, "by": step.by})
    return None


def _amount_slip(made: Plan, step: Step, amount: Decimal | None, still: set[str]) -> Slip | None:
    """Nothing can leave IRAs that never held it: the contribution comes first, or the value was another."""
    if amount == 0:
        return Slip("nothing")
    money = amount if amount is not None else step.amount.money if step.amount else None
    if step.code not in OUT_OF_IRAS or money is None:
        return None
    person = made.case.facts.people[step.who]
    values = [person.ira_value(kind) for kind in AGGREGATED]
    if any(value is None for value in values):
        return None
    held = sum((value for value in values if value is not None), Decimal(0))
    if money <= held * GROWTH:
        return None
    first = next((n for n, s in enumerate(made.steps, 1) if _feeds(s, step, still)), None)
    if first is not None:
        return Slip("not_yet_in", {"first": first})
    told = next((kind for kind in AGGREGATED if person.ira_value(kind)), None)
    return Slip("above_held", {"amount": money, "held": held}, f"{step.who}.{told or 'ira_kinds'}")


def _feeds(earlier: Step, step: Step, still: set[str]) -> bool:
    return earlier.code == "contribute_traditional" and earlier.who == step.who and step_key(earlier) not in still


def done_line(made: Plan, done: Done) -> str:
    """One line: what was done, by whom and when."""
    kind = telling.kind_of(made, done.step)
    what = say(f"papers.done.{done.code}", amount=done.amount, year=done.year, kind=kind)
    return say("papers.done.line", who=whose(made, done.who), what=what, on=done.on)


def found(steps: Iterable[Step], name: str) -> Step | None:
    """The step of a key; None when the plan no longer has it."""
    return next((step for step in steps if step_key(step) == name), None)


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
