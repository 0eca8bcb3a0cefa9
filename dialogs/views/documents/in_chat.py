"""The plan as one page of a chat: what to do first, and the rest folded under its titles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from calc.planning.plan import Plan
from dialogs.page import Paragraphs, Part, Points, Section, Tasks, of_block
from dialogs.phrases import say
from dialogs.session import Done, step_key
from dialogs.views.documents.document import dates, heading, messages, section, tasks, ways
from dialogs.views.documents.preparer import forms_table, preparer_sections
from dialogs.views.plan import details, open_ends, steps, summary

SHOWN = 3  # warnings that are not folded


def page(made: Plan, form: str, warned: Sequence[str] = (), done: Sequence[Done] = ()) -> tuple[Section, ...]:
    """A plan in one of its forms, as ``dialogs.views.plan.replies.tell`` has them; empty where words are enough."""
    return tuple(_PAGES[form](made, warned, done)) if form in _PAGES else ()


def words_to_use(sections: Sequence[Section]) -> list[tuple[str, str]]:
    """What is to be said at a custodian or in a form of theirs, of each step that is open, with a label."""
    rows = (row for one in sections for part in one.parts if isinstance(part, Tasks) for row in part.rows)
    return [(say("talk.button.copy_words", number=row.number), row.say) for row in rows if row.say and not row.done]


def _plan(made: Plan, warned: Sequence[str], done: Sequence[Done]) -> Iterator[Section]:
    yield from _first(made, warned, done)
    yield from map(_folded, _rest(made, warned))
    yield _footer(made)


def _summary(made: Plan, warned: Sequence[str], done: Sequence[Done]) -> Iterator[Section]:
    yield from _first(made, warned, done)
    yield from dates(made)
    yield from messages(made)
    yield from map(_folded, (*ways(made), *_forms(made)))
    yield _footer(made)


def _first(made: Plan, warned: Sequence[str], done: Sequence[Done]) -> Iterator[Section]:
    year = made.tax_year
    yield Section(
        say("plan.heading.verdict", year=year).removeprefix("# "), (Paragraphs(tuple(steps.verdict(made))),)
    )
    yield from _steps(made, done)
    yield from map(of_block, steps.branch_blocks(made))
    yield from section(say("plan.heading.figures", year=year), [*steps.money(made), *summary.basis(made)])
    yield from section(heading("warnings"), list(warned[:SHOWN]))
    yield from map(of_block, steps.ticked_line(made))


def _steps(made: Plan, done: Sequence[Done]) -> Iterator[Section]:
    """What was done, then a box for each step."""
    still = {step_key(step) for step in made.steps}
    past = tuple(summary.past(made, tick) for tick in done if tick.counted or tick.key not in still)
    parts: list[Part] = [Points(past)] if past else []
    if made.steps:
        parts.append(Tasks(tuple(tasks(made, done))))
    if parts:
        yield Section(heading("steps"), tuple(parts))


def _rest(made: Plan, warned: Sequence[str]) -> Iterator[Section]:
    yield from ways(made)
    yield from _forms(made)
    yield from section(heading("state"), details.state_lines(made))
    yield from dates(made)
    yield from section(heading("clocks"), details.free_when(made))
    yield from section(heading("assumptions"), details.assumed(made))
    yield from section(heading("unknowns"), open_ends.unknown(made))
    yield from section(heading("ask"), details.to_ask(made))
    yield from messages(made)
    yield from section(say("talk.more_warnings"), list(warned[SHOWN:]))


def _forms(made: Plan) -> Iterator[Section]:
    if tables := forms_table(made):
        yield Section(heading("forms"), tables)


def _footer(made: Plan) -> Section:
    return Section("", (Paragraphs((steps.footer(made),)),))


def _folded(one: Section) -> Section:
    return replace(one, folded=True)


_PAGES: Mapping[str, Callable[[Plan, Sequence[str], Sequence[Done]], Iterator[Section]]] = {
    "plan": _plan,
    "more": lambda made, warned, _: _rest(made, warned),
    "summary": _summary,
    "preparer": lambda made, _, __: preparer_sections(made),
}
