"""The dated days of one plan, from the law's dates and the person's facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from calc import law
from calc.facts import Move
from calc.planning.assessment import Case, Outlook, Route
from calc.planning.deferrals import Limit
from calc.planning.options import Way
from calc.planning.paying_in_time import Payments
from calc.planning.season import Phase
from calc.planning.step import Step
from calc.planning.steps import must_be_empty
from calc.worksheets.deferral_limits import DEFERRING


@dataclass(frozen=True, slots=True)
class Deadline:
    """code: a key under ``[deadline]`` in the plan's phrases."""

    code: str
    on: date
    year: int


def deadlines(case: Case, todo: Sequence[Step] = (), payments: Payments | None = None) -> tuple[Deadline, ...]:
    """Every day still ahead, earliest first.

    todo: the steps, with the days to begin them. payments: what must be paid ahead, where that is known.
    """
    when = case.season
    year = law.year(when.tax_year)
    days: list[Deadline] = []
    ways = {one.chosen.way for one in case.people if one.chosen}
    converting = any(one.chosen and one.chosen.convert.value for one in case.people)
    if converting or Way.ROLL_IN in ways:
        days.append(Deadline("convert", when.convert_by, when.conversion_year))
    if any(must_be_empty(case, one) for one in case.people):
        days.append(Deadline("zero_check", when.convert_by, when.conversion_year))
    starts = {step.start for step in todo if step.code == "roll_in" and step.start and step.start > case.today}
    days.extend(Deadline("start_roll_in", day, when.conversion_year) for day in starts)
    if when.phase in {Phase.CURRENT, Phase.AHEAD} and any(_pays_in(one) for one in case.people):
        days.append(Deadline("payroll", when.convert_by, when.tax_year))
    if any(_may_contribute(one) for one in case.people):
        days.append(Deadline("contribute", when.contribute_by, when.tax_year))
    if any(above.limit is Limit.SHARED for one in case.people for above in one.above):
        days.append(Deadline("return_deferrals", year.date("excess_deferral_return_deadline"), when.tax_year))
    days.extend(Deadline("put_back", day, when.tax_year) for one in case.people for day in _put_back_by(one))
    if any(_correctable(one) for one in case.people):
        days.append(Deadline("correct", when.correct_by, when.tax_year))
    if case.taxable and case.taxable.value >= law.threshold("large_taxable_dollars").value and not when.split:
        due = [day for day in year.dates("estimated_tax_due_dates") if day >= case.today]
        due = [day for day, _ in payments.rows] if payments else due
        days.extend([Deadline("estimated_tax", due[0], when.tax_year)] if due else [])
    return tuple(sorted((d for d in days if d.on >= case.today), key=lambda d: d.on))


def _put_back_by(one: Outlook) -> Iterator[date]:
    """The last day to put back what was taken out on a day that was told, required amounts aside (IRC 408(d)(3))."""
    wait = timedelta(days=law.standing().whole("sixty_day_rollover_days"))
    return (part.on + wait for part in one.person.withdrawals or () if not one.person.ira_rmd)


def _pays_in(one: Outlook) -> bool:
    """Whether a plan takes money by payroll."""
    return any(plan.kind in DEFERRING for plan in one.plans)


def _correctable(one: Outlook) -> bool:
    """Whether a contribution was made, or still can be, that could have to be undone or relabeled."""
    made = one.person.moved(Move.TRADITIONAL), one.person.moved(Move.ROTH)
    wrong = (one.excess and one.excess.value) or one.to_roth.value
    return bool(wrong) or _may_contribute(one) or any(amount is None or amount for amount in made)


def _may_contribute(one: Outlook) -> bool:
    """Also while it is not known what has gone in already."""
    return one.route is Route.UNKNOWN or any(part and part.value for part in (one.contribute, one.direct))
