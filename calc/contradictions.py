"""Facts that cannot both be true. Unusual but real facts are not here: they are computed and named in the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from calc import law
from calc.facts import Facts, Person, PlanKind


@dataclass(frozen=True, slots=True)
class Contradiction:
    """reason: a key of ``contradictions`` in the phrase cards. fields: the facts that clash, dotted, newest first."""

    reason: str
    fields: tuple[str, ...]
    values: dict[str, object] = field(default_factory=dict)


def contradictions(facts: Facts, today: date) -> tuple[Contradiction, ...]:
    return tuple(found for who, person in facts.people.items() for found in _person(who, person, facts, today))


def _person(who: str, person: Person, facts: Facts, today: date) -> Iterator[Contradiction]:
    born = person.birth_year
    if born is not None and born > today.year:
        yield Contradiction("born_ahead", (f"{who}.birth_year",), {"year": born})
    if born is not None and facts.tax_year is not None and born > facts.tax_year:
        yield Contradiction(
            "born_after_year", (f"{who}.birth_year", "tax_year"), {"year": born, "tax": facts.tax_year}
        )
    made, late = person.contributed, person.contributed_late
    if made is not None and late is not None and late > made:
        fields = (f"{who}.contributed_late", f"{who}.contributed")
        yield Contradiction("late_above_whole", fields, {"late": late, "whole": made})
    basis, prior = person.basis, person.contributed_prior
    if person.basis_includes_prior and basis is not None and prior is not None and basis < prior:
        both = (f"{who}.basis_includes_prior", f"{who}.basis", f"{who}.contributed_prior")
        yield Contradiction("line14_below_prior", both, {"basis": basis, "prior": prior})
    yield from _days(who, person, today)
    for kind in person.plans:
        yield from _plan(who, person, kind)
    excluded, pay = person.foreign_excluded, person.compensation
    if excluded is not None and pay is not None and excluded > pay:
        fields = (f"{who}.foreign_excluded", f"{who}.compensation")
        yield Contradiction("excluded_above_pay", fields, {"excluded": excluded, "pay": pay})


def _days(who: str, person: Person, today: date) -> Iterator[Contradiction]:
    first = person.simple_first_deposit
    if first is not None and first > today:
        yield Contradiction("deposit_ahead", (f"{who}.simple_first_deposit",), {"day": first})
    start = law.standing().whole("first_roth_ira_year")
    opened = person.roth_first_year
    if opened is not None and not start <= opened <= today.year:
        yield Contradiction("roth_year_impossible", (f"{who}.roth_first_year",), {"year": opened, "first": start})


def _plan(who: str, person: Person, kind: PlanKind) -> Iterator[Contradiction]:
    plan, path = person.plans[kind], f"{who}.plans.{kind}"
    if plan.deferrals is not None and plan.pay is not None and plan.deferrals > plan.pay:
        fields = (f"{path}.deferrals", f"{path}.pay")
        yield Contradiction("deferrals_above_pay", fields, {"deferrals": plan.deferrals, "pay": plan.pay})
    if plan.roth_deferrals is not None and plan.deferrals is not None and plan.roth_deferrals > plan.deferrals:
        fields = (f"{path}.roth_deferrals", f"{path}.deferrals")
        yield Contradiction(
            "roth_above_deferrals", fields, {"roth": plan.roth_deferrals, "deferrals": plan.deferrals}
        )
    if plan.after_tax_made and plan.after_tax_allowed is False:
        fields = (f"{path}.after_tax_made", f"{path}.after_tax_allowed")
        yield Contradiction("after_tax_not_allowed", fields, {"made": plan.after_tax_made})
