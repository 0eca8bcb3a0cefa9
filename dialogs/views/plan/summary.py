"""The plan as a message to keep: what is done, what is left to do, the figures, the dates and the warnings.

Lines are short and nothing stands side by side, so that a phone of 360 pixels shows it as it is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from calc.planning.branches import Branch
from calc.planning.plan import Plan
from calc.planning.steps import Step
from dialogs.phrases import say
from dialogs.session import Done, step_key
from dialogs.views.documents.custodian import letters
from dialogs.views.plan import details, side_by_side, steps


def summary(plan: Plan, warned: Sequence[str] = (), done: Sequence[Done] = ()) -> tuple[str, ...]:
    """Blocks, none of which may be cut: verdict, what was done, one block a step, figures, ways, dates, warnings,
    messages to send, footer.

    warned: the warnings that matter most, in words. done: what was ticked off, oldest first.
    """
    return (
        _titled(say("papers.summary.title", year=plan.tax_year), steps.verdict(plan)),
        *_steps(plan, done),
        *_part(say("plan.heading.figures", year=plan.tax_year), [*steps.money(plan), *basis(plan)]),
        *_part(say("plan.heading.alternatives"), _points(side_by_side.alternatives(plan))),
        *_part(say("papers.summary.deadlines"), _points(details.dates(plan))),
        *_part(say("plan.heading.warnings"), _points(warned)),
        *details.message(plan),
        *(details.to_copy(f"# {title}", lines) for title, lines in letters(plan)),
        steps.footer(plan),
    )


def _steps(plan: Plan, done: Sequence[Done]) -> Iterator[str]:
    """The heading goes with the first block; a step that the plan still has is ticked in its place."""
    ticks = {tick.key: tick for tick in done if not tick.counted}
    still = {step_key(step) for step in plan.every_step}
    gone = [past(plan, tick) for tick in done if tick.counted or tick.key not in still]
    blocks = ["\n".join(gone)] if gone else []
    blocks += [
        _step(plan, number, step, ticks.get(step_key(step))) for number, step in enumerate(plan.steps, start=1)
    ]
    blocks += [block for one in plan.forks for block in _branch(plan, one, ticks)]
    if not plan.every_step:
        blocks.append(say("papers.summary.all_done" if gone else "papers.summary.none"))
    heading = say("papers.summary.steps")
    yield f"{heading}\n{blocks[0]}"
    yield from blocks[1:]


def _branch(plan: Plan, one: Branch, ticks: Mapping[str, Done]) -> list[str]:
    """What one answer adds, a block a step; the answer goes with the first, the form that follows with the last."""
    own = [
        _step(plan, f"{one.id}{at}", step, ticks.get(step_key(step))) for at, step in enumerate(one.steps, start=1)
    ]
    forms = [say("plan.branch.line14", year=form.year, amount=form.sheet["14"]) for form in one.forms]
    *first, last = ["\n".join([steps.branch_words(plan, one), *own[:1]]), *own[1:]]
    return [*first, "\n".join([last, *forms])]


def _step(plan: Plan, number: object, step: Step, tick: Done | None) -> str:
    words = steps.step_words(plan, step)
    if tick:
        head = say("papers.summary.ticked", number=number, who=words.who, do=words.do)
        return f"{head}\n{say('papers.summary.on', on=tick.on)}"
    lines = [say("papers.summary.open", number=number, who=words.who, do=words.do)]
    if words.say:
        lines.append(say("papers.summary.say", say=words.say))
    if step.by:
        lines.append(say("papers.summary.by", by=step.by))
    return "\n".join([*lines, say("papers.summary.proof", proof=words.proof)])


def past(plan: Plan, tick: Done) -> str:
    kind = steps.kind_of(plan, tick.step)
    what = say(f"papers.done.{tick.code}", amount=tick.amount, year=tick.year, kind=kind)
    return say("papers.done.line", who=steps.who(plan, tick.who), what=what, on=tick.on)


def basis(plan: Plan) -> list[str]:
    return [
        say("papers.summary.basis", who=steps.who(plan, one.who), basis=one.chosen.basis_left)
        for one in plan.people
        if one.chosen and one.chosen.forms
    ]


def _points(lines: Sequence[str]) -> list[str]:
    return [f"• {line}" for line in lines]


def _part(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield _titled(heading, lines)


def _titled(heading: str, lines: list[str]) -> str:
    return "\n".join([heading, *lines])
