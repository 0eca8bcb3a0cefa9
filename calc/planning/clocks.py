"""When Roth money is free: contributions, this year's conversion, earnings (IRC 408A(d); three different clocks)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from calc import law
from calc.derivation import ZERO, Worksheet
from calc.facts import IraKind, Move
from calc.planning.assessment import Case, MegaPath, Outlook, PlanOutlook
from calc.planning.half_birthday import HalfBirthday, half_birthday
from calc.planning.notes import Note
from calc.worksheets.roth_401k import roth_401k
from calc.worksheets.roth_distribution import roth_distribution


def clocks(case: Case) -> tuple[Note, ...]:
    """For those who said when they may need the money, or since when they have a Roth IRA."""
    asked = case.facts.need_within is not None
    return tuple(
        note
        for one in case.people
        if asked or one.person.roth_first_year is not None
        for note in clocks_of(case, one)
    )


def clocks_of(case: Case, one: Outlook) -> Iterator[Note]:
    """Of one person, as far as the year of birth tells."""
    born = one.person.birth_year
    if born is None:
        return
    half = half_birthday(born)
    if (one.direct and one.direct.value) or one.person.moved(Move.ROTH) or _has_roth(one):
        yield Note("contributions", one.who)
    sheet = _form(one, case.season.conversion_year)
    if sheet and sheet["16"]:
        yield _converted(case, one.who, sheet, half)
    first = first_year(case, one)
    if first:
        yield _earnings(one.who, half, date(first + law.standing().whole("roth_clock_years"), 1, 1))
    elif _has_roth(one):
        yield Note("earnings_unknown", one.who)
    for plan in one.mega:
        if plan.path is MegaPath.OPEN_IN_PLAN and not case.season.over:
            yield _in_plan(case, one.who, plan, half)


def first_year(case: Case, one: Outlook) -> int | None:
    """The first year of any Roth IRA; without one so far, the year of what the plan puts in. None: not known."""
    when, kinds = case.season, one.person.ira_kinds
    if one.person.roth_first_year is not None:
        return one.person.roth_first_year
    if kinds is None or IraKind.ROTH in kinds:
        return None
    if (one.direct and one.direct.value) or one.person.moved(Move.ROTH):
        return when.tax_year
    sheet = _form(one, when.conversion_year)
    return when.conversion_year if sheet and sheet["16"] else None


def _has_roth(one: Outlook) -> bool:
    return IraKind.ROTH in (one.person.ira_kinds or ())


def _converted(case: Case, who: str, sheet: Worksheet, half: HalfBirthday) -> Note:
    """The part that is taxed now bears 10 % for five years, while 59½ is not reached; the rest never does."""
    year, moved, taxed = case.season.conversion_year, sheet.line("16"), sheet.line("18")
    free = date(year + law.standing().whole("roth_clock_years"), 1, 1)
    values: dict[str, object] = {"amount": moved, "year": year, "taxed": taxed, "on": free}
    if not taxed.value or half.last < case.today:
        return Note("converted", who, values=values)
    early = roth_distribution(
        first_roth_year=year,
        contributions=(),
        conversions=[(year, taxed, sheet.line("17"))],
        distributions=[(year, moved, False)],
    )
    values |= {"extra": early.additional_tax, "first": half.first, "last": half.last}
    return Note("converted_age" if half.last <= free else "converted_taxed", who, values=values)


def _in_plan(case: Case, who: str, plan: PlanOutlook, half: HalfBirthday) -> Note:
    """A plan's Roth account pays out in proportion; growth taxed when converted bears 10 % for five years."""
    if plan.growth is None or half.last < case.today:
        return Note("in_plan", who, plan.kind)
    year, taxed = case.season.tax_year, plan.growth.line("taxable")
    early = roth_401k(
        year=year,
        first_year=year,
        contributions=plan.growth.line("value"),
        earnings=ZERO,
        distribution=plan.growth.line("value"),
        exempt=False,
        old_enough=False,
        converted_taxable=taxed,
        converted_year=year,
    )
    free = date(year + law.standing().whole("roth_clock_years"), 1, 1)
    values: dict[str, object] = {"taxed": taxed, "on": free, "extra": early.line("additional_tax")}
    return Note("in_plan_taxed", who, plan.kind, values)


def _form(one: Outlook, year: int) -> Worksheet | None:
    """The form on which the year's conversions stand, made or still to be made."""
    return next((form.sheet for form in one.chosen.forms if form.year == year), None) if one.chosen else None


def _earnings(who: str, half: HalfBirthday, free: date) -> Note:
    code = "earnings_clock" if free >= half.last else "earnings_age" if free <= half.first else "earnings"
    return Note(code, who, values={"on": free, "first": half.first, "last": half.last})
