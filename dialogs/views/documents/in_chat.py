"""The plan as one page of a chat: what to do first, and the rest folded under its titles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from calc.planning.plan import Plan
from calc.planning.steps import Step
from dialogs.page import Paragraphs, Part, Section, Task, Tasks, of_block
from dialogs.phrases import say
from dialogs.session import Done, step_key
from dialogs.views.documents.document import dates, heading, messages, section, ways
from dialogs.views.documents.preparer import forms_table, preparer_sections
from dialogs.views.plan import details, open_ends, steps, summary
from dialogs.views.plan.screen import first_screen
from dialogs.views.plan.steps import StepLine

SHOWN = 3  # warnings that are not folded


def chat_page(made: Plan, form: str, warned: Sequence[str] = (), done: Sequence[Done] = ()) -> tuple[Section, ...]:
    """A plan in one of its forms, as ``dialogs.views.plan.replies.tell`` has them; empty where words are enough."""
    return tuple(_PAGES[form](made, warned, done)) if form in _PAGES else ()


def words_to_use(sections: Sequence[Section]) -> list[tuple[str, str]]:
    """What is to be said at a custodian or in a form of theirs, of each step that is open, with a label."""
    rows = (row for one in sections for part in one.parts if isinstance(part, Tasks) for row in part.rows)
    return [(say("talk.button.copy_words", number=row.number), row.say) for row in rows if row.say and not row.done]


def _plan(made: Plan, warned: Sequence[str], done: Sequence[Done]) -> Iterator[Section]:
    """What the first screen tells, with a box for each step; the rest under its titles."""
    first = first_screen(made, warned)
    verdict, *others, footer = first.blocks
    steps_told = sum(other.startswith((say("plan.heading.next"), say("plan.heading.then"))) for other in others)
    yield of_block(verdict)
    yield from _steps(made, done)
    yield from map(of_block, others[steps_told:])
    yield from map(_folded, _rest(made, first.verdict, warned[first.warnings :]))
    yield of_block(footer)


def _more(made: Plan, warned: Sequence[str], _: Sequence[Done]) -> Iterator[Section]:
    first = first_screen(made, warned)
    yield from _rest(made, first.verdict, warned[first.warnings :])


def _summary(made: Plan, warned: Sequence[str], done: Sequence[Done]) -> Iterator[Section]:
    yield Section(say("papers.summary.title", year=made.tax_year).removeprefix("# "), (_lines(steps.verdict(made)),))
    yield from _steps(made, done)
    yield from section(say("plan.heading.figures", year=made.tax_year), [*steps.money(made), *summary.basis(made)])
    yield from dates(made)
    yield from section(heading("warnings"), list(warned[:SHOWN]))
    yield from messages(made)
    yield from map(_folded, (*gathered(details.steps_in_full(made)), *ways(made), *_forms(made)))
    yield Section("", (_lines([steps.footer(made)]),))


def _steps(made: Plan, done: Sequence[Done]) -> Iterator[Section]:
    """What was done, then a box for each step: the next one whole, the others in short."""
    ticks = {tick.key: tick for tick in done if not tick.counted}
    still = {step_key(step) for step in made.every_step}
    past = tuple(summary.past(made, tick) for tick in done if tick.counted or tick.key not in still)
    rows: list[Task] = []
    for one in steps.numbered(made, made.steps):
        tick = _ticked(made, one, ticks)
        rows.append(_task(one, tick, whole=tick is None and all(row.done for row in rows)))
    parts: list[Part] = [*([Paragraphs(past)] if past else []), *([Tasks(tuple(rows))] if rows else [])]
    if parts:
        yield Section(say("papers.summary.steps").removeprefix("# "), tuple(parts))


def _ticked(made: Plan, one: StepLine, ticks: Mapping[str, Done]) -> Done | None:
    """The tick of a step; of one that both take, only when both have."""
    alike = (step for step in made.steps if (step.code, step.kind, step.year) == _of(one.step))
    keys = [step_key(step) for step in alike] if one.words.who.startswith(say("plan.who.both")) else []
    found = [ticks.get(key) for key in keys or [step_key(one.step)]]
    return found[-1] if all(found) else None


def _of(step: Step) -> tuple[object, ...]:
    return step.code, step.kind, step.year


def _task(one: StepLine, tick: Done | None, *, whole: bool) -> Task:
    words, by = one.words, one.step.by
    notes = [words.rest] if whole and words.rest else []
    notes += [say("papers.summary.say", say=words.say)] if words.say else []
    notes += [say("papers.summary.proof", proof=words.proof)] if whole else []
    due = say("papers.summary.by", by=by) if by else ""
    done = say("papers.summary.on", on=tick.on) if tick else ""
    return Task(one.number, f"{words.who}{words.short}", tuple(notes), due, words.say, by, done)


def _rest(made: Plan, verdict: Sequence[str], warned: Sequence[str]) -> Iterator[Section]:
    yield from section(say("plan.heading.rest"), list(verdict))
    yield from gathered(details.steps_in_full(made))
    yield from ways(made)
    yield from section(say("plan.heading.figures", year=made.tax_year), details.figures_left(made))
    yield from _forms(made)
    yield from dates(made)
    yield from section(heading("clocks"), details.locked(made))
    yield from section(heading("state"), details.state_lines(made))
    yield from section(heading("assumptions"), details.assumed(made))
    yield from section(heading("unknowns"), open_ends.beside_the_verdict(made))
    yield from section(heading("ask"), details.to_ask(made))
    yield from messages(made)
    yield from section(say("talk.more_warnings"), list(warned))


def gathered(blocks: Iterable[str]) -> list[Section]:
    """Blocks as sections: those without a heading of their own go with the one before."""
    found: list[Section] = []
    for one in map(of_block, blocks):
        if found and not one.title:
            found[-1] = replace(found[-1], parts=(*found[-1].parts, *one.parts))
        else:
            found.append(one)
    return found


def _lines(told: Iterable[str]) -> Paragraphs:
    return Paragraphs(tuple(told))


def _forms(made: Plan) -> Iterator[Section]:
    if tables := forms_table(made):
        yield Section(heading("forms"), tables)


def _folded(one: Section) -> Section:
    return replace(one, folded=True)


_PAGES: Mapping[str, Callable[[Plan, Sequence[str], Sequence[Done]], Iterator[Section]]] = {
    "plan": _plan,
    "more": _more,
    "summary": _summary,
    "preparer": lambda made, _, __: preparer_sections(made),
}
