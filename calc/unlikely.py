"""Facts that can both be true and seldom are: asked about once, with both, and taken when they are confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calc import law
from calc.contradictions import Contradiction
from calc.facts import Facts, Person, PlanKind, WorkPlan
from calc.worksheets.ira_limit import dollar_limit
from calc.worksheets.mega_room import catch_up

BEARING = (  # names of facts that can make something unlikely
    "birth_year", "agi", "wages", "compensation", "pay", "deferrals", "employer_money",
    "contributed", "contributed_roth", "contributed_prior", "basis", "ira_rmd",
    "after_tax_made", "after_tax_earnings",
)  # fmt: skip
_OWN_LIMITS = {PlanKind.SIMPLE, PlanKind.PENSION, PlanKind.OLD}


def unlikely(facts: Facts) -> Iterator[Contradiction]:
    """What should be asked back; in the shape of a contradiction, though none."""
    yield from _income_below_pay(facts)
    for who, person in facts.people.items():
        yield from _into_iras(who, person, facts.tax_year)
        yield from _age_and_pay(who, person, facts.tax_year)
        yield from _more_than_is_there(who, person)
        for kind, plan in person.plans.items():
            yield from _deferrals(who, person, kind, plan, facts.tax_year)
            yield from _employer_money(who, person, kind, plan)
            yield from _after_tax(who, person, kind, plan, facts.tax_year)


def _income_below_pay(facts: Facts) -> Iterator[Contradiction]:
    """An income of the return far below the pay in it: deferrals take off some, only a loss takes off the rest."""
    income, name = (facts.agi, "agi") if facts.agi is not None else (facts.wages, "wages")
    earned = {who: person.compensation for who, person in facts.people.items() if person.compensation}
    excluded = sum(person.foreign_excluded or 0 for person in facts.people.values())
    pay = sum(amount for amount in earned.values() if amount is not None) - excluded
    if income is None or not earned:
        return
    share, dollars = (law.threshold(f"income_below_pay_{of}").money for of in ("share", "dollars"))
    if income < pay * share and pay - income > dollars:
        fields = name, *(f"{who}.compensation" for who in earned)
        yield Contradiction("income_below_pay", fields, {"income": income, "pay": pay})


def _age(person: Person, year: int | None) -> int | None:
    """On 31 December of a year whose figures are known."""
    return None if person.birth_year is None or year not in law.years() else year - person.birth_year


def _into_iras(who: str, person: Person, year: int | None) -> Iterator[Contradiction]:
    """More paid into IRAs than the limit of the year and the age; it can have happened, and then it is put right."""
    told = {name: getattr(person, name) for name in ("contributed", "contributed_roth") if getattr(person, name)}
    whole = sum(told.values(), Decimal(0))
    age = _age(person, year)
    if year is not None and age is not None and whole > (limit := dollar_limit(year, age).money):
        fields = tuple(f"{who}.{name}" for name in told)
        yield Contradiction("above_ira_limit", fields, {"amount": whole, "limit": limit, "year": year})
    before = None if year is None else year - 1
    age, prior = _age(person, before), person.contributed_prior
    if before is not None and age is not None and prior and prior > (limit := dollar_limit(before, age).money):
        values = {"amount": prior, "limit": limit, "year": before}
        yield Contradiction("above_ira_limit", (f"{who}.contributed_prior",), values)


def _deferrals(who: str, person: Person, kind: PlanKind, plan: WorkPlan, year: int | None) -> Iterator[Contradiction]:
    """More deferred to one plan than the limit of the year and the age."""
    age = _age(person, year)
    if year is None or age is None or not plan.deferrals or kind in _OWN_LIMITS:
        return
    figures = law.year(year)
    of_457 = kind in {PlanKind.GOV457, PlanKind.EXEMPT457}
    limit = figures.maybe("deferral_limit_457b" if of_457 else "elective_deferral_limit_402g")
    rounding = law.threshold("deferral_rounding_dollars").money
    if limit is not None and plan.deferrals - rounding > (most := (limit + catch_up(age, figures)).money):
        values = {"amount": plan.deferrals, "limit": most, "year": year}
        yield Contradiction("above_deferral_limit", (f"{who}.plans.{kind}.deferrals",), values)


def _employer_money(who: str, person: Person, kind: PlanKind, plan: WorkPlan) -> Iterator[Contradiction]:
    """An employer that adds a large share of the pay."""
    pay, name = (plan.pay, f"plans.{kind}.pay") if plan.pay else (person.compensation, "compensation")
    share = law.threshold("employer_money_share").money
    if kind is PlanKind.SOLO or not pay or not plan.employer_money or plan.employer_money <= pay * share:
        return
    fields = f"{who}.plans.{kind}.employer_money", f"{who}.{name}"
    yield Contradiction("employer_money_and_pay", fields, {"amount": plan.employer_money, "pay": pay})


def _after_tax(who: str, person: Person, kind: PlanKind, plan: WorkPlan, year: int | None) -> Iterator[Contradiction]:
    """More into one plan than all additions of a year may be (IRC 415(c)), and growth above what was paid in."""
    made, path = plan.after_tax_made, f"{who}.plans.{kind}"
    limit = law.year(year).maybe("annual_additions_limit_415c") if year in law.years() and year is not None else None
    age = _age(person, year)
    if made and limit is not None and age is not None and year is not None:
        own = max(Decimal(0), (plan.deferrals or Decimal(0)) - catch_up(age, law.year(year)).money)
        whole = made + own + (plan.employer_money or Decimal(0))
        if whole > limit.money:
            values = {"amount": whole, "limit": limit.money, "year": year}
            yield Contradiction("above_additions_limit", (f"{path}.after_tax_made",), values)
    if made and plan.after_tax_earnings and plan.after_tax_earnings > made:
        fields = f"{path}.after_tax_earnings", f"{path}.after_tax_made"
        yield Contradiction("growth_above_money", fields, {"growth": plan.after_tax_earnings, "made": made})


def _more_than_is_there(who: str, person: Person) -> Iterator[Contradiction]:
    """Basis, or a required distribution, above all that is and was in the IRAs: only after a large loss."""
    kinds = person.pretax_ira_kinds
    values = [person.ira_value(kind) for kind in kinds or ()]
    if not kinds or None in values or person.moves is None:
        return
    gone = (person.converted, person.withdrew)
    there = sum((value for value in (*values, *gone) if value is not None), Decimal(0))
    fields = tuple(f"{who}.{kind}" for kind in kinds)
    if person.basis and person.basis > there:
        yield Contradiction("basis_above_value", (f"{who}.basis", *fields), {"basis": person.basis, "there": there})
    if person.ira_rmd and person.ira_rmd > there:
        yield Contradiction("rmd_above_value", (f"{who}.ira_rmd", *fields), {"rmd": person.ira_rmd, "there": there})


def _age_and_pay(who: str, person: Person, year: int | None) -> Iterator[Contradiction]:
    """Much pay at an age at which few earn it."""
    age, pay = _age(person, year), person.compensation
    if age is None or not pay:
        return
    young = age < law.threshold("young_age").money and pay > law.threshold("young_pay").money
    old = age >= law.threshold("old_age").money and pay > law.threshold("old_pay").money
    if young or old:
        fields = f"{who}.compensation", f"{who}.birth_year"
        yield Contradiction("age_and_pay", fields, {"born": person.birth_year, "pay": pay})
