"""More than allowed in several years: one table of what each year-end has cost, and what stops it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calc.derivation import Worksheet
from calc.repairs import Repair
from calc.repairs.excess_left import Account
from calc.repairs.excess_years import Excesses, excess_years
from dialogs.desks.contradictions import by_year
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import Visit
from dialogs.phrases import say


def questions(_: Visit) -> Questions:
    yield from ("account", "excesses", "unused", "removed")


def solve(visit: Visit) -> Repair:
    repair, _ = excess_years(_told(visit), visit.today)
    return repair


def findings(visit: Visit, _: Repair) -> Iterator[str]:
    """Form 5329 of each year whose end has passed."""
    told = _told(visit)
    _, forms = excess_years(told, visit.today)
    yield from (_line(year, form, told.account) for year, form in forms.items())


def values(visit: Visit, _: Repair) -> Mapping[str, object]:
    return {"newest": max(_told(visit).years), "year_end_year": visit.today.year}


def _line(year: int, form: Worksheet, account: Account) -> str:
    roth = account is Account.ROTH
    return say(
        "repairs.several_years.line",
        year=year,
        new=form.line("23" if roth else "15"),
        left=form.line("left"),
        tax=form.line("tax"),
        number="25" if roth else "17",
    )


def _told(visit: Visit) -> Excesses:
    return Excesses(
        account=Account(visit.choice("account") or Account.ROTH),
        contributed=by_year(visit, "excesses"),
        unused=by_year(visit, "unused"),
        removed=by_year(visit, "removed"),
        values={},
    )


SITUATION = Situation(questions, solve, findings=findings, values=values, ways="several_years")
