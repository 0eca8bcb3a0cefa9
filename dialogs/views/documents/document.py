"""The plan as a document: what an accountant would hand over, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from calc.derivation import Amount, Worksheet
from calc.planning.branches import Branch
from calc.planning.plan import Plan
from calc.planning.sheets import sheets
from calc.planning.step import Step
from dialogs.messages import plain
from dialogs.page import Letter, LineTold, Paragraphs, Part, Points, Section, Sheet, Table, Task, Tasks
from dialogs.phrases import day, say, shown
from dialogs.views.documents.custodian import letters
from dialogs.views.documents.preparer import preparer_sections
from dialogs.views.plan import details, open_ends, side_by_side
from dialogs.views.plan import steps as telling
from dialogs.views.plan.explaining import explained
from dialogs.views.plan.names import who


def document(plan: Plan, warned: Sequence[str] = ()) -> Iterator[Section]:
    """Sections in the order of the pages; one without content is left out.

    warned: the warnings that matter most, in words.
    """
    year = plan.tax_year
    yield Section(say("papers.document.verdict"), (Paragraphs(tuple(telling.verdict(plan))),))
    if plan.steps:
        yield Section(heading("steps"), (Tasks(tuple(_tasks(plan, plan.steps))),))
    if plan.forks:
        yield Section(heading("branches"), tuple(part for one in plan.forks for part in _branch(plan, one)))
    yield from section(say("plan.heading.figures", year=year), [*telling.money(plan), *details.state_lines(plan)])
    yield from section(heading("warnings"), list(warned))
    yield from ways(plan)
    yield from dates(plan)
    yield from section(heading("clocks"), details.free_when(plan))
    yield from section(heading("assumptions"), details.assumed(plan))
    yield from section(heading("unknowns"), open_ends.unknown(plan))
    yield from section(heading("ask"), details.to_ask(plan))
    yield from messages(plan)
    yield from preparer_sections(plan)
    yield from _worksheets(plan)


def messages(plan: Plan) -> Iterator[Section]:
    """To HR, to the custodians, and what only old papers can answer."""
    told = details.message(plan)
    to_hr = [plain(message).split("\n")[1:] for message in told if message.startswith("# ")]
    parts: list[Part] = [Letter(tuple(lines)) for lines in to_hr]
    if notes := [message for message in told if not message.startswith("# ")]:
        parts.append(Points(tuple(notes)))
    for title, words in letters(plan):
        parts += [Paragraphs((title,)), Letter(words)]
    if parts:
        yield Section(say("papers.document.questions"), tuple(parts))


def heading(name: str) -> str:
    return say(f"plan.heading.{name}").removeprefix("# ")


def section(title: str, found: list[str]) -> Iterator[Section]:
    if found:
        yield Section(title.removeprefix("# "), (Points(tuple(found)),))


def _branch(plan: Plan, one: Branch) -> Iterator[Part]:
    """The answer, the steps that it leads to, and the line of the form that comes of them."""
    yield Paragraphs((telling.branch_words(plan, one),))
    if one.steps:
        yield Tasks(tuple(_tasks(plan, one.steps, letter=one.id)))
    if lines := tuple(say("plan.branch.line14", year=form.year, amount=form.sheet["14"]) for form in one.forms):
        yield Points(lines)


def _tasks(plan: Plan, steps: Sequence[Step], letter: str = "") -> Iterator[Task]:
    """Equal steps of both spouses that follow each other are one, as on the screen."""
    for one in telling.numbered(plan, steps, letter=letter):
        words, step = one.words, one.step
        notes = [say("papers.summary.say", say=words.say)] if words.say else []
        notes.append(say("papers.summary.proof", proof=words.proof))
        if step.start and step.start > plan.today and step.by:
            notes.insert(0, say("plan.step_part.start", start=step.start))
        by = say("papers.summary.by", by=step.by) if step.by else ""
        yield Task(one.number, words.who + words.do, tuple(notes), by)


def ways(plan: Plan) -> Iterator[Section]:
    """A table of what each way costs, then the choices that have no table."""
    table = _table_of_ways(plan)
    others = side_by_side.other_choices(plan)
    parts: list[Part] = [*([table] if table.rows else []), *([Points(tuple(others))] if others else [])]
    if parts:
        yield Section(heading("alternatives"), tuple(parts))


def _table_of_ways(plan: Plan) -> Table:
    rows, marked = [], set()
    for number, way in enumerate(plan.alternatives):
        option, cost = way.option, way.cost
        name = who(plan, way.who) + side_by_side.way_name(plan, way)
        if way.chosen:
            marked.add(number)
            name = say("papers.document.chosen", name=name)
        amounts = (option.contribute, option.convert, option.taxable)
        tax = (
            side_by_side.federal_tax_shown(cost, "papers.way.open"),
            side_by_side.state_tax_shown(cost, "papers.way.open"),
        )
        rows.append((name, *map(shown, (*amounts, *tax)), shown(option.basis_left)))
    columns = ("way", "contribute", "convert", "taxed", "federal", "state", "basis")
    head = tuple(say(f"papers.way.{name}") for name in columns)
    widths = (34, 11, 11, 11, 12, 10, 11)
    return Table(head, tuple(rows), widths, numbers=frozenset(range(1, 7)), marked=frozenset(marked))


def dates(plan: Plan) -> Iterator[Section]:
    days: dict[date, list[str]] = {}
    for one in plan.deadlines:
        days.setdefault(one.on, []).append(details.falls_due(one))
    rows = tuple((day(on), "; ".join(what)) for on, what in days.items())
    if rows:
        head = (say("papers.document.day"), say("papers.document.what"))
        yield Section(heading("calendar"), (Table(head, rows, (24, 76), days=tuple(days)),))


def _worksheets(plan: Plan) -> Iterator[Section]:
    """Every worksheet but Form 8606, which stands on the preparer's page line by line; the law as numbered notes."""
    law: dict[str, int] = {}
    found = [
        Sheet(_whose(plan, whose, sheet) + say(f"worksheets.{sheet.name}.title"), tuple(_noted(sheet, law)))
        for whose, sheet in sheets(plan)
        if sheet.name != "form_8606"
    ]
    if found:
        notes = (say("papers.document.note", number=number, source=source) for source, number in law.items())
        yield Section(
            say("papers.document.worksheets"),
            (Paragraphs((say("papers.document.worksheets_note"),)), *found, Paragraphs(tuple(notes))),
            small=True,
        )


def _whose(plan: Plan, whose: str, sheet: Worksheet) -> str:
    return "" if sheet.name in _OF_THE_RETURN else who(plan, whose)


def _noted(sheet: Worksheet, law: dict[str, int]) -> Iterator[LineTold]:
    """The lines on which the plan's amounts rest: no second name of a line above, no check that found nothing."""
    behind = {name for result in _RESULTS.get(sheet.name, ()) for name in _trail(sheet.line(result))}
    for line in explained(sheet):
        amount = sheet.line(line.number)
        again = amount.op == "+" and len(amount.operands) == 1 and amount.operands[0].name in sheet
        if line.number[0].isdigit() or not (again or not amount.value or (behind and line.number not in behind)):
            yield replace(line, sources=tuple(str(law.setdefault(s, len(law) + 1)) for s in line.sources))


_OF_THE_RETURN = {"roth_magi", "deduction_magi", "federal_tax", "conversion_tax", "roth_or_pretax"}
_RESULTS = {"federal_tax": ("delta",), "conversion_tax": ("total_delta",), "mega_room": ("room",)}
"""Where a worksheet answers more than the plan asks: the lines that the plan takes from it."""


def _trail(amount: Amount) -> Iterator[str]:
    yield amount.name
    for operand in amount.operands:
        yield from _trail(operand)
