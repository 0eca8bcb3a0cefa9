"""A message to the IRA custodian: what is to move, in which order, and what has to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from calc.planning.assessment import Outlook
from calc.planning.branches import SETTLED
from calc.planning.plan import Plan
from calc.planning.steps import Step
from dialogs.phrases import say, shown
from dialogs.views.plan.names import who
from dialogs.views.plan.steps import step_words

MOVES = frozenset({"roll_in", "convert", "convert_part", "rmd_first", "recharacterize", "to_roth", "remove_excess"})
ALONG = frozenset({"contribute_direct", "contribute_traditional"})  # worth a message only beside one of those


def letters(plan: Plan) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Title and lines for each person whose IRA money moves by the custodian's hand."""
    for one in plan.people:
        settling = (
            step
            for branch in plan.forks
            if branch.answer == "yes" and branch.fact == SETTLED
            for step in branch.steps
        )
        steps = [s for s in (*plan.steps, *settling) if s.who == one.who and s.code in MOVES | ALONG]
        if any(step.code in MOVES for step in steps):
            yield say("papers.custodian.title", who=who(plan, one.who)), tuple(_lines(plan, one, steps))


def _lines(plan: Plan, one: Outlook, steps: list[Step]) -> Iterator[str]:
    yield say("papers.custodian.hello")
    for number, step in enumerate(steps, start=1):
        what = step_words(plan, step).say
        told = step.amount is None or shown(step.amount) in what
        yield say(f"papers.custodian.{'told' if told else 'item'}", number=number, what=what, amount=step.amount)
    codes = {step.code for step in steps}
    if codes & {"convert", "convert_part", "roll_in"}:
        yield say("papers.custodian.by", day=plan.case.season.convert_by)
    if "roll_in" in codes:
        yield say("papers.custodian.check")
    if "convert" in codes and one.chosen and not one.chosen.left.value:
        yield say("papers.custodian.cents")
    yield say("papers.custodian.thanks")
