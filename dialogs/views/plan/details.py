"""The rest of the plan: ways side by side, forms by line, dates, assumptions, open questions, a message to HR."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from calc import law
from calc.derivation import Amount
from calc.planning.assessment import Outlook
from calc.planning.calendar import Deadline
from calc.planning.notes import Note
from calc.planning.options import Form
from calc.planning.plan import Plan
from calc.worksheets.form_8606 import filed_lines
from dialogs import state_notes
from dialogs.phrases import refused, say, shown, template
from dialogs.views.plan import open_ends, steps
from dialogs.views.plan.names import folded, kind_name, who
from dialogs.views.plan.side_by_side import other_choices, table
from dialogs.views.plan.sizing import sizing

RESULTS = ("14", "15c", "18")  # said also where they are zero


def more(plan: Plan, verdict: Sequence[str] = (), *, sized: int = 0, brief: bool = False) -> tuple[str, ...]:
    """Everything that the first screen leaves out; a part without content is left out too.

    verdict: the lines of the verdict for which there was no room. sized: how many of the amounts to convert were
    told. brief: nor was there room for the next step.
    """
    parts = {
        "rest": list(verdict),
        "figures": figures_left(plan),
        "sizes": sizing(plan, sized),
        "calendar": other_days(plan),
        "clocks": locked(plan),
        "state": state_lines(plan),
        "assumptions": assumed_besides(plan),
        "unknowns": open_ends.beside_the_verdict(plan) if (apart := open_ends.apart(plan)) else [],
        "ask": to_ask(plan),
    }
    told = {name: list(_titled(name, lines, plan)) for name, lines in parts.items()}
    forms, codes = form_lines(plan), {step.code for step in plan.every_step}
    return (
        *told.pop("rest"),
        *steps_in_full(plan, brief=brief),
        *compared(plan),
        *told.pop("figures"),
        *told.pop("sizes"),
        *([f"{template('plan.heading.forms')}\n{forms[0]}", *forms[1:]] if forms else []),
        *(block for blocks in told.values() for block in blocks),
        *([] if apart else open_ends.without_range(plan)),
        *([say("plan.letters")] if any(to_hr(plan)) and not {"ask_plan_first", "ask_after_tax"} & codes else []),
        *([] if {"find_basis", "look_up"} & codes else from_old_papers(plan)),
    )


def steps_in_full(plan: Plan, *, brief: bool = False) -> Iterator[str]:
    """How the steps are carried out that stand on one line on the first screen, and those of the branches.

    What is carried out in the same words is told once; a step of which there is nothing to say is left out.
    """
    told: dict[str, str] = {}
    alike: dict[str, list[str]] = {}
    for one in steps.numbered(plan, plan.steps)[0 if brief else 1 :]:
        if text := steps.how(one, plan):
            alike.setdefault(text, []).append(one.number)
    told = {text: numbers[0] for text, numbers in alike.items()}
    blocks = [f"{', '.join(numbers)}. {text}" for text, numbers in alike.items()]
    for branch in plan.forks:
        own = [steps.in_branch(one, plan, told) for one in steps.branch_steps(plan, branch)]
        last = [say("plan.branch.line14", year=form.year, amount=form.sheet["14"]) for form in branch.forms]
        blocks.append("\n".join([steps.branch_words(plan, branch, brief=True), *own, *(last if not own else [])]))
    if blocks:
        yield f"{template('plan.heading.steps')}\n{blocks[0]}"
        yield from blocks[1:]


def figures_left(plan: Plan) -> list[str]:
    """What the line about the tax on the first screen leaves out."""
    return [*steps.moved(plan), *steps.medicare(plan)]


def compared(plan: Plan) -> Iterator[str]:
    """The ways side by side: their names, then a table to look across; then what has no place in one."""
    found, others = table(plan), other_choices(plan, washes=False)
    lines = [*found.names, *(f"| {row}" for row in found.rows), *(f"• {line}" for line in others)]
    if lines:
        yield "\n".join([template("plan.heading.alternatives"), *lines])


def form_lines(plan: Plan) -> list[str]:
    """Each form as one paragraph, a line of the form on a line; the caller keeps it in one message.

    Equal forms of both spouses are one.
    """
    alike: dict[tuple[int, str], list[str]] = {}
    for form in (form for one in plan.people if one.chosen for form in one.chosen.forms):
        alike.setdefault((form.year, _lines_of(form)), []).append(form.who)
    found = []
    for (year, lines), names in alike.items():
        title = say("plan.form.title", who=who(plan, names[0] if len(names) == 1 else "both"), year=year)
        found.append(f"{title}\n{lines}")
    return found


def _lines_of(form: Form) -> str:
    filed = filed_lines(form.sheet).items()
    filled = [(number, amount) for number, amount in filed if amount.value or number in RESULTS]
    lines_told = ((number, _shown(number, amount)) for number, amount in filled)
    runs = ((amount, [number for number, _ in run]) for amount, run in groupby(lines_told, lambda line: line[1]))
    lines = [say("plan.form.line", number=", ".join(numbers), amount=amount) for amount, numbers in runs]
    return "\n".join(f"| {line}" for line in lines)


def _shown(number: str, amount: Amount) -> str:
    """Line 10 is a share and is printed as a decimal; every other line is money."""
    return f"{float(amount.value):.5f}" if number == "10" else shown(amount)


def state_lines(plan: Plan) -> list[str]:
    """What the state makes of a conversion, wherever something is taxed or old money could be.

    Not where it says no more than the price, or prices nothing here: all is taxed, or nothing is.
    """
    state = plan.case.facts.state
    taxed = plan.case.taxable is None or plan.case.taxable.value or (plan.behind and plan.behind.taxable.value)
    if state is None or not (
        taxed or plan.company_money or any(one.idle and one.pretax and one.pretax.value for one in plan.people)
    ):
        return []
    ages = [one.age for one in plan.people if one.age is not None]
    told = ages if len(ages) == len(plan.people) else None
    if plan.tax is not None and taxed and (open_point := steps.of_state(plan.tax)):
        return [refused(open_point)]
    priced = plan.tax is not None and plan.tax.state is not None and bool(taxed)
    converts = any(one.chosen and one.chosen.convert.value for one in plan.people)
    if (priced or not converts) and state_notes.is_plain(state, plan.case.season.conversion_year, told):
        return []
    return [state_notes.brief(state, plan.case.season.conversion_year, told)]


def dates(plan: Plan) -> list[str]:
    return [say("plan.deadline.line", on=day.on, what=falls_due(day)) for day in plan.deadlines]


def by_day(plan: Plan) -> list[str]:
    """The same with one line a day."""
    days: dict[date, list[str]] = {}
    for day in plan.deadlines:
        days.setdefault(day.on, []).append(falls_due(day))
    return [say("plan.deadline.line", on=on, what="; ".join(what)) for on, what in days.items()]


def other_days(plan: Plan) -> list[str]:
    """The days that no step names as its last or its first one; that of undoing for who puts money straight in."""
    named = {day for step in plan.steps for day in (step.by, step.start, step.values.get("day"))}
    if not any(_straight(one) for one in plan.people):
        named |= {day.on for day in plan.deadlines if day.code == "correct"}
    return [
        line
        for line, on in zip(by_day(plan), dict.fromkeys(day.on for day in plan.deadlines), strict=True)
        if on not in named
    ]


def _straight(one: Outlook) -> bool:
    """Whether money went or goes straight into a Roth IRA, or above a limit: a higher income would have it moved."""
    put = one.direct, one.excess, one.to_roth
    return bool(one.person.contributed_roth) or any(amount is None or amount.value for amount in put)


def falls_due(day: Deadline) -> str:
    return say(f"plan.deadline.{day.code}", year=day.year)


def free_when(plan: Plan) -> list[str]:
    """When Roth money can be taken without tax, layer by layer."""
    told = (
        say(f"plan.clock.{n.code}", who=who(plan, n.who), kind=kind_name(n.kind), **n.values) for n in plan.clocks
    )
    return list(told)


def locked(plan: Plan) -> list[str]:
    """Of it what bears a tax of its own if it is taken early; all of it where the money is needed soon."""
    soon, needed = law.threshold("roth_money_needed_years").value, plan.case.facts.need_within
    if needed is not None and needed <= soon:
        return free_when(plan)
    told = zip(plan.clocks, free_when(plan), strict=True)
    return [line for clock, line in told if "taxed" in clock.values or "taxed" in clock.code]


def assumed(plan: Plan) -> list[str]:
    return folded(plan, (_noted(f"plan.assumption.{n.code}", n) for n in plan.assumptions))


def assumed_besides(plan: Plan) -> list[str]:
    """Of it what the verdict and the forms do not say, and what was not told just so."""
    told = {"year_end", "save_all", "nondeductible"} | ({"income"} if plan.case.facts.agi is not None else set())
    told |= {"tax_estimate"} if steps.moved(plan) else set()  # between which ends it lies, and why, is told
    notes = (n for n in plan.assumptions if n.code not in told)
    return folded(plan, (_noted(f"plan.assumption.{n.code}", n) for n in notes))


def to_ask(plan: Plan) -> list[str]:
    """Whom to ask beyond this plan, and what."""
    return folded(plan, (_noted(f"plan.ask.{n.code}", n) for n in plan.professional))


def _noted(phrase: str, note: Note) -> tuple[str, str]:
    """Whose it is, where the phrase names somebody, and the text without the name."""
    return note.who if "{who}" in template(phrase) else "", say(phrase, who="", **note.values)


def message(plan: Plan) -> tuple[str, ...]:
    """A message to copy for each plan with open questions, then what only old papers can answer."""
    return (*to_copy_to_hr(plan), *from_old_papers(plan))


def to_copy_to_hr(plan: Plan) -> Iterator[str]:
    """A message for each plan with open questions; equal ones of both spouses once."""
    return (to_copy(template("plan.heading.message"), lines) for lines in dict.fromkeys(to_hr(plan)))


def from_old_papers(plan: Plan) -> Iterator[str]:
    """What nobody has to be asked, for it stands in one's own papers."""
    bare = (note for note in plan.questions if note.kind is None)
    return (say(f"plan.question.{n.code}", who=who(plan, n.who), **n.values) for n in bare)


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


def _titled(name: str, lines: Sequence[str], plan: Plan) -> Iterator[str]:
    if lines:
        heading = say(f"plan.heading.{name}", year=plan.tax_year)
        yield "\n".join([heading, *[f"• {line}" for line in lines]])
