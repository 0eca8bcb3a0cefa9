"""The rest of the plan: ways side by side, forms by line, dates, assumptions, open questions, a message to HR."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calc.derivation import Amount
from calc.planning.calendar import Deadline
from calc.planning.notes import Note
from calc.planning.options import Form
from calc.planning.plan import Plan
from calc.worksheets.form_8606 import PART_2
from dialogs import state_notes
from dialogs.phrases import say, template
from dialogs.views.plan import open_ends
from dialogs.views.plan.names import kind_name, who
from dialogs.views.plan.side_by_side import alternatives
from dialogs.views.plan.sizing import sizing


def more(plan: Plan) -> tuple[str, ...]:
    """Everything that the first message leaves out; a part without content is left out too."""
    parts = {
        "alternatives": alternatives(plan),
        "sizes": sizing(plan),
        "forms": form_lines(plan),
        "state": state_lines(plan),
        "calendar": dates(plan),
        "clocks": free_when(plan),
        "assumptions": assumed(plan),
        "unknowns": open_ends.unknown(plan),
        "ask": to_ask(plan),
    }
    blocks = [block for name, lines in parts.items() for block in _titled(name, lines)]
    return (*blocks, *message(plan))


def form_lines(plan: Plan) -> list[str]:
    """Each form as one paragraph; the caller keeps it in one message."""
    return [_form(plan, form) for one in plan.people if one.chosen for form in one.chosen.forms]


def _form(plan: Plan, form: Form) -> str:
    filled = [(number, amount) for number, amount in form.sheet.items() if amount is not None]
    if not form.sheet.line("1").value and not form.sheet.line("2").value:  # without basis Part I stays blank
        filled = [(number, amount) for number, amount in filled if number in PART_2]
    lines = [say("plan.form.line", number=number, amount=_shown(number, amount)) for number, amount in filled]
    return "\n".join([say("plan.form.title", who=who(plan, form.who), year=form.year), ", ".join(lines)])


def _shown(number: str, amount: Amount) -> object:
    """Line 10 is a share and is printed as a decimal; every other line is money."""
    return f"{float(amount.value):.5f}" if number == "10" else amount


def state_lines(plan: Plan) -> list[str]:
    """What the state makes of a conversion, wherever one is made or could be."""
    state = plan.case.facts.state
    converting = any(one.growth.value or (one.chosen and one.chosen.convert.value) for one in plan.people)
    if state is None or not (converting or plan.company_money or plan.alternatives):
        return []
    ages = [one.age for one in plan.people if one.age is not None]
    return [
        state_notes.note(state, plan.case.season.conversion_year, ages if len(ages) == len(plan.people) else None)
    ]


def dates(plan: Plan) -> list[str]:
    return [say("plan.deadline.line", on=day.on, what=falls_due(day)) for day in plan.deadlines]


def falls_due(day: Deadline) -> str:
    return say(f"plan.deadline.{day.code}", year=day.year)


def free_when(plan: Plan) -> list[str]:
    """When Roth money can be taken without tax, layer by layer."""
    return [
        say(f"plan.clock.{n.code}", who=who(plan, n.who), kind=kind_name(n.kind), **n.values) for n in plan.clocks
    ]


def assumed(plan: Plan) -> list[str]:
    return [say(f"plan.assumption.{n.code}", who=who(plan, n.who), **n.values) for n in plan.assumptions]


def to_ask(plan: Plan) -> list[str]:
    """Whom to ask beyond this plan, and what."""
    return [say(f"plan.ask.{n.code}", who=who(plan, n.who), **n.values) for n in plan.professional]


def message(plan: Plan) -> tuple[str, ...]:
    """A message to copy for each plan with open questions, then what only old papers can answer."""
    bare = (note for note in plan.questions if note.kind is None)
    papers = (say(f"plan.question.{n.code}", who=who(plan, n.who), **n.values) for n in bare)
    return (*(to_copy(template("plan.heading.message"), lines) for lines in to_hr(plan)), *papers)


def to_hr(plan: Plan) -> Iterator[tuple[str, ...]]:
    """The lines of each message: one for every workplace plan that has to answer something."""
    by_plan: dict[tuple[str, object], list[Note]] = {}
    for note in plan.questions:
        if note.kind is not None:
            by_plan.setdefault((note.who, note.kind), []).append(note)
    for (_, kind), notes in by_plan.items():
        asked = [f"{i}. {say(f'plan.question.{n.code}', **n.values)}" for i, n in enumerate(notes, start=1)]
        yield say("plan.question.hello", kind=kind_name(kind)), *asked, say("plan.question.thanks")


def to_copy(heading: str, lines: Sequence[str]) -> str:
    """A block whose lines a carrier shows so that they can be copied as they are."""
    return "\n".join([heading, *(f"| {line}" for line in lines)])


def _titled(name: str, lines: list[str]) -> Iterator[str]:
    if lines:
        first, *rest = lines
        yield (
            f"{template(f'plan.heading.{name}')}\n{first}"
            if name == "forms"
            else "\n".join([template(f"plan.heading.{name}"), *[f"• {line}" for line in lines]])
        )
        if name == "forms":
            yield from rest
