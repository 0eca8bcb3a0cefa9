"""When money comes out, or must: 59½, the clocks of a Roth, required distributions, gifts to charity."""

from __future__ import annotations

from calc import law
from calc.facts import PlanKind
from calc.planning.assessment import Case, Outlook
from calc.planning.clocks import clocks_of
from calc.planning.early import early
from calc.planning.half_birthday import half_birthday
from calc.planning.rmd import of_charity_age
from calc.worksheets.required_distribution import first_distribution_year
from dialogs.answering.own import Told
from dialogs.phrases import say

CLOCKS = frozenset({"earnings", "earnings_clock", "earnings_age", "converted_taxed", "converted_age"})


def own_half(one: Outlook, case: Case) -> Told:
    """Whether 59½ is reached; of a year of birth between which days."""
    if one.person.birth_year is None:
        return None
    half = half_birthday(one.person.birth_year)
    if half.last < case.today:
        return "half_reached", {}
    return "half_ahead", {"first": half.first, "last": half.last}


def clocks(one: Outlook, case: Case) -> str:
    """What the plan says of the five years: of the year's conversion, and of earnings."""
    found = [note for note in clocks_of(case, one) if note.code in CLOCKS]
    of = f"{say(f'plan.who.{one.who}')} " if len(case.people) > 1 else ""
    return " ".join(say(f"plan.clock.{note.code}", who=of, **note.values) for note in found)


def own_rmd(one: Outlook, case: Case) -> Told:
    """From which year on, or what is still to come out this year."""
    if one.person.birth_year is None or case.season.closed:
        return None
    first, year = first_distribution_year(one.person.birth_year), case.season.conversion_year
    if not one.owes_rmd:
        return ("rmd_later", {"first": first}) if first > year else None
    if one.rmd is None:
        return "rmd_since", {"year": year}
    return ("rmd_left" if one.rmd.value else "rmd_out"), {"year": year, "amount": one.rmd}


def own_charity(one: Outlook, case: Case) -> Told:
    year = law.year(case.season.conversion_year) if case.season.conversion_year in law.years() else None
    limit = year and year.maybe("qcd_limit")
    if one.age is None or year is None or limit is None:
        return None
    if of_charity_age(one.age):
        return "charity", {"year": year.number, "limit": limit}
    young = one.age < int(law.standing().figure("qcd_age").money)
    return ("charity_later", {"age": one.age, "year": case.season.tax_year}) if young else None


def old_plan(one: Outlook, _case: Case) -> object:
    old = one.person.plan(PlanKind.OLD)
    return old.value if old else None


def state_early(one: Outlook, case: Case) -> object:
    return next((found.of_state for found in early(case) if found.who == one.who), None)
