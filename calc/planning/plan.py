"""The plan: everything the conversation tells a person, as data. No sentence is here; see ``dialogs.views.plan``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

from calc import law, needs
from calc.contradictions import contradictions
from calc.derivation import ZERO, Amount, total
from calc.facts import Facts, PlanKind
from calc.planning.assess import look
from calc.planning.assessment import Case, Outlook, PlanOutlook
from calc.planning.branches import Branch, branches, in_time_to_convert, settling
from calc.planning.calendar import Deadline, deadlines
from calc.planning.clocks import clocks
from calc.planning.company_money import CompanyMoney, company_money
from calc.planning.deducting import income_of
from calc.planning.deducting_instead import DeductingInstead, deducting_instead
from calc.planning.deferring import deferring
from calc.planning.early import Early, additional, early
from calc.planning.notes import Note, assumptions, questions
from calc.planning.options import Option, old_ways
from calc.planning.paying_in_time import Payments, payments
from calc.planning.professional import professional
from calc.planning.ranges import Range, ranges, widened
from calc.planning.steps import Step, last_payment, steps
from calc.planning.tax_cost import TaxCost, Taxes
from calc.planning.tax_range import TaxRange, tax_range
from calc.planning.unknowns import Unknown, unknowns
from calc.refusals import Refusal
from calc.worksheets.roth_or_pretax import Comparison


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way of one person with what it costs on top of everything else in the plan.

    early: additional tax on what it pays out before 59½; zero where there is none.
    """

    who: str
    option: Option
    cost: TaxCost
    chosen: bool
    early: Amount


@dataclass(frozen=True, slots=True)
class Behind:
    """What was converted or paid out in a tax year that is over, while the plan converts in the next."""

    taxable: Amount
    cost: TaxCost


@dataclass(frozen=True, slots=True)
class Plan:
    """One dated plan for one person or one couple.

    tax: on all conversions of the chosen ways together; None while a fact is missing that decides it.
    checked: the day on which the year's figures were last checked.
    """

    tax_year: int
    today: date
    checked: date
    case: Case
    steps: tuple[Step, ...]  # those that hold whatever is still unknown
    branches: tuple[Branch, ...]  # what each answer to the fact that decides adds to them
    tax: TaxCost | None
    due: Payments | None  # what of the tax must be paid ahead, where the withholding is known
    behind: Behind | None
    early: tuple[Early, ...]  # what was taken out before 59½
    ways: tuple[Alternative, ...]  # of everyone, the chosen one first
    company_money: tuple[CompanyMoney, ...]
    deducting: tuple[DeductingInstead, ...]  # where the contribution could be deducted
    deferring: Comparison | None  # Roth or pre-tax deferrals
    deadlines: tuple[Deadline, ...]
    assumptions: tuple[Note, ...]
    ranges: tuple[Range, ...]  # what the missing facts leave open
    tax_range: TaxRange | None
    unknowns: tuple[Unknown, ...]
    questions: tuple[Note, ...]
    clocks: tuple[Note, ...]  # when Roth money is free
    professional: tuple[Note, ...]  # what to ask somebody else
    taxes: Taxes = field(compare=False, repr=False)  # by which its prices were found; more are found by the same

    @property
    def people(self) -> tuple[Outlook, ...]:
        return self.case.people

    @property
    def every_step(self) -> tuple[Step, ...]:
        """Those that hold in any case, then those of each branch."""
        return (*self.steps, *(step for branch in self.forks for step in branch.steps))

    @property
    def forks(self) -> tuple[Branch, ...]:
        """Those whose steps stand apart."""
        return tuple(branch for branch in self.branches if not branch.inline)

    def after_tax_to_come(self, who: str, outlook: PlanOutlook) -> Amount | None:
        """What of the room is still to be put in: what payroll takes by the steps; in one's own plan all of it."""
        if outlook.kind is PlanKind.SOLO or outlook.put is None:
            return outlook.put
        own = (s.amount for s in self.steps if (s.code, s.who, s.kind) == ("after_tax", who, outlook.kind))
        return next(own, ZERO)

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The ways of those who have a choice; who needs no back door may convert old money all the same."""
        choosing = {one.who for one in self.people if one.idle or len(one.options) > 1}
        return tuple(way for way in self.ways if way.who in choosing)


def plan(facts: Facts, today: date) -> Plan:
    """The plan of these facts on this day; Refusal for a tax year without published limits."""
    case = look(facts, today)
    told, facts = facts, case.facts  # what was asked for turned on what was told
    year = law.year(case.season.tax_year)
    taxes = Taxes(facts, case.season, owner(case))
    tax = taxes.cost(case.taxable, owner=taxes.owner) if case.taxable else None
    gaps, payouts = needs.gaps(told, today), early(case)
    found, readings = _ranges(told, case, gaps)
    own_year = (
        taxes
        if not case.season.split
        else Taxes(facts, replace(case.season, conversion_year=year.number), taxes.owner)
    )
    behind = _behind(case, own_year)
    due = _due(case, taxes, tax, payouts) if behind is None else _due_behind(case, behind, own_year, payouts)
    last = last_payment(case, behind.taxable if behind else None, due)
    todo, late = settling(case, (*last, *steps(case, tax, payouts, due)))
    forks = branches(case, todo, len(late))
    todo = in_time_to_convert(todo, forks)
    return Plan(
        tax_year=year.number,
        today=today,
        checked=max(figure.checked for figure in year.figures.values()),
        case=case,
        steps=todo,
        branches=(*late, *forks),
        tax=tax,
        due=due,
        behind=behind,
        early=payouts,
        ways=every_way(case, taxes),
        company_money=company_money(case, taxes),
        deducting=deducting_instead(case, own_year),
        deferring=deferring(case),
        deadlines=deadlines(case, (*todo, *(step for one in late if one.answer == "yes" for step in one.steps)), due),
        assumptions=assumptions(case),
        ranges=found,
        tax_range=tax_range(case, gaps, found, taxes, readings),
        unknowns=unknowns(told, case.season, gaps, found, taxes),
        questions=questions(case),
        clocks=clocks(case),
        professional=professional(case),
        taxes=taxes,
    )


def _ranges(facts: Facts, case: Case, gaps: tuple[str, ...]) -> tuple[tuple[Range, ...], tuple[Facts, ...]]:
    """Where nobody said whether the income told holds the distributions, over both readings, and the facts of others.

    Of those the income is without what was paid out.
    """
    found = ranges(facts, case, gaps)
    unsaid = tuple(gap for gap in gaps if gap.endswith(".withdrawals_in_agi"))
    if not unsaid:
        return found, ()
    others: list[tuple[Case, tuple[Range, ...]]] = []
    for held in product((False, True), repeat=len(unsaid)):
        filled = facts
        for name, inside in zip(unsaid, held, strict=True):
            filled = needs.filled_in(filled, name, {"withdrawals_in_agi": inside})
        if any(held):
            own = look(filled, case.today)
            others.append((own, ranges(filled, own, needs.gaps(filled, case.today))))
    return widened(((case, found), *others), unsaid), tuple(own.facts for own, _ in others)


def planned(facts: Facts, today: date) -> Plan | None:
    """The plan, or None while there is none: too little is known, two facts clash, or the year is refused."""
    if facts.tax_year is None or facts.filing_status is None or contradictions(facts, today):
        return None
    try:
        return plan(facts, today)
    except Refusal:
        return None


def every_way(case: Case, taxes: Taxes) -> tuple[Alternative, ...]:
    """Everything that the IRA money of each person can do."""
    old = {one.who: old_ways(one.who, one.person, one.held, case.season) for one in case.people if one.idle}
    return tuple(
        Alternative(one.who, way, _cost(case, one, way, taxes), way is one.chosen, additional(case, one, way))
        for one in case.people
        for way in (*one.options, *old.get(one.who, ()))
    )


def _cost(case: Case, one: Outlook, option: Option, taxes: Taxes) -> TaxCost:
    """Tax on this way alone, everything else of both being taxed already."""
    others = total(
        ZERO, *(o.growth for o in case.people), *(o.taxable for o in case.people if o is not one and o.taxable)
    )
    return taxes.cost(option.taxable, before=others, owner=one.who)


def _due(case: Case, taxes: Taxes, tax: TaxCost | None, payouts: Sequence[Early]) -> Payments | None:
    if tax is None or tax.federal_at_most is None or case.taxable is None or not case.taxable.value:
        return None
    additional = total(ZERO, *(one.tax for one in payouts if one.year == case.season.tax_year))
    return payments(case.facts, case.season, taxes, case.taxable, additional)


def _due_behind(case: Case, behind: Behind, taxes: Taxes, payouts: Sequence[Early]) -> Payments | None:
    """Of a year that is just over, while its last payment can still be made."""
    if not behind.taxable.value:
        return None
    year = case.season.tax_year
    additional = total(ZERO, *(one.tax for one in payouts if one.year == year))
    return payments(case.facts, case.season, taxes, behind.taxable, additional)


def _behind(case: Case, taxes: Taxes) -> Behind | None:
    """taxes: of the tax year itself."""
    year = case.season.tax_year
    forms = [form for one in case.people if one.chosen for form in one.chosen.forms if form.year == year]
    if not case.season.split or not any(form.sheet["9"] for form in forms):
        return None
    taxable = total(*(income_of(one, year) for one in case.people))
    return Behind(taxable, taxes.cost(taxable, owner=owner(case)))


def owner(case: Case) -> str:
    """Whose conversion is the larger, for the states that look at one owner's age."""
    return max(case.people, key=lambda one: one.taxable.value if one.taxable else 0).who
