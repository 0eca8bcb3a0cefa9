"""A plan as the blocks of a reply, in the form that is asked for, and the worksheets behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from calc.contradictions import Contradiction
from calc.derivation import Worksheet
from calc.planning import sheets as plan_sheets
from calc.planning.plan import Plan
from dialogs.page import LineTold
from dialogs.phrases import say
from dialogs.session import Done
from dialogs.views.documents.custodian import letters
from dialogs.views.documents.preparer import preparer
from dialogs.views.plan import details, explaining, summary
from dialogs.views.plan import steps as telling
from dialogs.views.plan.screen import counted, first_screen

SHOWN = 3  # warnings in a plan; the rest on request


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet behind a reply, as a button, as text and line by line."""

    title: str
    text: str
    lines: tuple[LineTold, ...] = ()


def clash_text(found: Contradiction) -> str:
    return say(f"contradictions.{found.reason}", **found.values)


def tell(made: Plan, form: str, warned: Sequence[str] = (), done: Sequence[Done] = ()) -> tuple[str, ...]:
    """The blocks of a plan in one of its ``FORMS``.

    warned: the warnings that apply, in words, the most urgent first. done: the steps that were ticked off.
    """
    return FORMS[form](made, warned, done)


def sheets_told(made: Plan) -> tuple[Sheet, ...]:
    """Every worksheet behind the plan, in the order in which the plan speaks of them."""
    found = tuple(plan_sheets.sheets(made))
    several = len({who for who, _ in found}) > 1
    told: list[Sheet] = []
    for who, sheet in found:
        title = say(f"talk.sheet.{who if several else 'one'}", title=say(f"worksheets.{sheet.name}.title"))
        before = sum(title in {one.title, one.title.rpartition(" (")[0]} for one in told)  # of another plan
        told.append(explained(f"{title} ({before + 1})" if before else title, sheet))
    return tuple(told)


def explained(title: str, sheet: Worksheet) -> Sheet:
    """A worksheet line by line, under a title of its own."""
    return Sheet(title, explaining.explain(sheet), tuple(explaining.explained(sheet)))


def _more(made: Plan, warned: Sequence[str]) -> tuple[str, ...]:
    """The rest: also what of the weightiest warnings had no room."""
    first = first_screen(made, warned)
    left = warned[first.warnings : max(counted(made, warned), first.warnings + 1)]  # one more beside those in dollars
    lines = [f"• {warning.partition('. ')[0].rstrip('.')}." for warning in left]  # its first sentence
    return (
        *details.more(made, first.verdict, sized=first.sizes, brief=first.brief),
        *(["\n".join([say("talk.more_warnings"), *lines])] if lines else []),
    )


def _preparer(made: Plan) -> tuple[str, ...]:
    return preparer(made) or (say("papers.preparer.none", year=made.tax_year),)


def _letters(made: Plan) -> tuple[str, ...]:
    """To HR and to the custodians, each to be copied; without one, why there is none."""
    told = (*details.message(made), *(details.to_copy(f"# {title}", lines) for title, lines in letters(made)))
    return told or (say("papers.letters.none", year=made.tax_year),)


FORMS: Mapping[str, Callable[[Plan, Sequence[str], Sequence[Done]], tuple[str, ...]]] = {
    "plan": lambda made, warned, _: first_screen(made, warned).blocks,
    "more": lambda made, warned, _: _more(made, warned),
    "summary": lambda made, warned, done: summary.summary(made, warned[:SHOWN], done),
    "preparer": lambda made, _, __: _preparer(made),
    "letters": lambda made, _, __: _letters(made),
    "short": lambda made, _, __: tuple(telling.verdict(made)),
}
