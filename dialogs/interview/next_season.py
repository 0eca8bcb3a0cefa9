"""The next season from the last one's answers: what carries over, what is asked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from calc import law
from calc.facts import AGGREGATED, Facts
from calc.planning.assessment import Outlook
from calc.planning.plan import plan
from calc.refusals import Refusal
from dialogs.interview import agenda as agendas
from dialogs.interview.agenda import Agenda
from dialogs.session import Answers, Told

AS_OF_TODAY = {*AGGREGATED, "value", "after_tax_earnings", "circumstances"}  # true on the day they were told


@dataclass(frozen=True, slots=True)
class Renewal:
    """basis: line 14 of the last season for each person whose form can be worked out, as a fact and dollars.

    answers: those of the next season; again: facts that were told and are asked anew.
    """

    year: int
    answers: Answers
    basis: Mapping[str, Told]
    again: tuple[str, ...]


def next_year(facts: Facts) -> int | None:
    """None while the talk has no tax year, or the limits of the next one are not published."""
    following = (facts.tax_year or 0) + 1
    return following if following in law.years() else None


def renewal(answers: Answers, interview: Agenda, today: date) -> Renewal | None:
    """The next season; None where there is none yet."""
    year = next_year(interview.facts)
    if year is None:
        return None
    stale = agendas.depend_on("tax_year", answers)
    stale |= {name for name in answers if name.rpartition(".")[2] in AS_OF_TODAY}
    basis = carried(interview.facts, today)
    kept = {name: value for name, value in answers.items() if name not in stale}
    again = tuple(q.fact for q in interview.told if q.fact in stale and q.fact not in basis)
    return Renewal(year, kept | {"tax_year": year} | basis | _late(interview.facts, basis), basis, again)


def carried(facts: Facts, today: date) -> dict[str, Told]:
    """Line 14 of the season, with the steps of its plan carried out."""
    try:
        made = plan(facts, today)
    except Refusal:
        return {}
    lines = {one.who: _line_14(one, made.tax_year) for one in made.people}
    return {f"{who}.basis": line for who, line in lines.items() if line is not None}


def _line_14(one: Outlook, tax_year: int) -> str | None:
    """Of the year's own form; without one the basis brought forward stays as it is."""
    forms = [form.sheet for form in one.chosen.forms if form.year == tax_year] if one.chosen else []
    if forms:
        return f"{forms[-1].money('14'):f}"
    untouched = one.chosen is not None or (one.held.made is not None and not one.held.made.value)
    return f"{one.held.basis.money:f}" if untouched and one.held.basis is not None else None


def _late(facts: Facts, basis: Mapping[str, Told]) -> dict[str, Told]:
    """What was paid in after the year's end was paid in during the next year, and its line 14 holds it."""
    told: dict[str, Told] = {}
    for who, person in facts.people.items():
        if person.contributed_late and f"{who}.basis" in basis:
            told |= {f"{who}.contributed_prior": f"{person.contributed_late:f}", f"{who}.basis_includes_prior": True}
    return told
