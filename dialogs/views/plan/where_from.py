"""Why 7,500: where an amount in the plan comes from, by the lines of its worksheets that come to it."""

from __future__ import annotations

import re
from decimal import Decimal

from calc import law
from calc.derivation import Amount, dollars
from calc.facts import Facts
from calc.planning import sheets as plan_sheets
from calc.planning.plan import Plan
from dialogs.phrases import money, say
from dialogs.views.plan import explaining, steps

_WORKED = (" + ", " - ", " × ", " ÷ ")
MOST = 3  # worksheets quoted


def where_from(amount: Decimal, facts: Facts, made: Plan | None) -> tuple[str, ...]:
    """One block for each worksheet with a line of this amount, those that show the law behind it first.

    Else a limit of that amount, or the lines of the plan that name it.
    """
    found: dict[str, tuple[int, str]] = {}
    for _, sheet in plan_sheets.sheets(made) if made else ():
        equal = {number for number, line in sheet.items() if line is not None and _is(line, amount)}
        title = say(f"worksheets.{sheet.name}.title")
        for line in explaining.explained(sheet):
            rank = 0 if line.sources else 1 if any(sign in line.how for sign in _WORKED) else 2
            if line.number in equal and line.how and rank <= found.get(title, (rank,))[0]:
                found[title] = rank, f"# {title}\n{explaining.line_told(line)}"
    blocks = [block for _, block in sorted(found.values(), key=lambda one: one[0])[:MOST]]
    return tuple(blocks or _of_the_law(amount, facts) or _in_the_plan(amount, made))


def _in_the_plan(amount: Decimal, made: Plan | None) -> list[str]:
    """What the plan says where it names the amount, where no worksheet and no limit comes to it."""
    if made is None:
        return []
    shown = re.compile(rf"{re.escape(money(amount))}(?![\d,.]*\d)")
    lines = [*steps.money(made)[1:], *(steps.whole(one, made) for one in steps.numbered(made, made.steps))]
    return [line for line in lines if shown.search(line)][:MOST]


def _of_the_law(amount: Decimal, facts: Facts) -> list[str]:
    """A limit of the year by its name, where no worksheet has come to it yet."""
    if facts.tax_year is None:
        return []
    figures = law.year(facts.tax_year).figures
    named = {name: figure for name, figure in figures.items() if figure.unit == "dollars" and figure.value == amount}
    return [
        say("talk.figure_of", name=explaining.figure_names().get(name, name), year=facts.tax_year, **_cited(figure))
        for name, figure in named.items()
    ][:1]


def _cited(figure: law.Figure) -> dict[str, object]:
    return {"value": figure.value, "law": figure.law, "source": figure.source}


def _is(line: Amount, amount: Decimal) -> bool:
    """Also where the plan shows it in whole dollars."""
    return isinstance(line.value, Decimal) and amount in {line.value, dollars(line.value)}
