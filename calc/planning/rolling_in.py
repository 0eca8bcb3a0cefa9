"""Pre-tax IRA money on its way into a workplace plan: which plan takes it, and how much it may take."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, Worksheet, least, most, total
from calc.facts import Person, PlanKind, RollIn
from calc.planning.balance import Balance
from calc.worksheets.reverse_rollover import reverse_rollover

TAKERS = frozenset(PlanKind) - {PlanKind.OLD, PlanKind.SIMPLE, PlanKind.PENSION, PlanKind.EXEMPT457}


def accepted(person: Person) -> RollIn | None:
    """The most generous answer of the person's plans of this year; None when the answer is not known."""
    if person.plan_kinds is None and not person.plans:
        return None
    plans = [person.plan(kind) for kind in TAKERS & {*person.plans, *(person.plan_kinds or ())}]
    answers = [plan.roll_in for plan in plans if plan is not None]
    for answer in (RollIn.ANY, RollIn.ROLLOVER_ONLY):
        if answer in answers:
            return answer
    return None if None in answers else RollIn.NO


def taker(person: Person) -> PlanKind | None:
    """The plan that gave that answer; where it is not known, the first one to ask; None without a plan."""
    answer = accepted(person)
    plans = {kind: plan for kind in PlanKind if kind in TAKERS and (plan := person.plan(kind)) is not None}
    return next((kind for kind, plan in plans.items() if plan.roll_in == answer), None)


def roll_in_sheet(person: Person, held: Balance) -> Worksheet | None:
    """The most that a plan may take from the IRAs; None when no plan takes any, or the facts do not tell."""
    return None if accepted(person) in {None, RollIn.NO} else movable_sheet(held)


def movable(held: Balance) -> Amount | None:
    """Pre-tax IRA money that a plan could take in, if there is one that does; None while the facts do not tell."""
    sheet = movable_sheet(held)
    return sheet.line("maximum") if sheet else None


def movable_sheet(held: Balance) -> Worksheet | None:
    if held.after_tax is None or held.value is None or held.locked is None:
        return None
    if held.converted is None or held.withdrew is None or held.basis is None or held.made is None:
        return None
    gone = total(held.converted, held.converted_next, held.withdrew)
    if not gone.value:
        return reverse_rollover(
            value=held.value, basis=held.basis, nondeductible=held.made, locked_simple=held.locked
        )
    after_tax, out = (held.after_tax, gone) if held.carried is None else (held.carried, held.converted_next)
    left = most(after_tax - out, ZERO).named("after_tax_left")
    return reverse_rollover(value=held.value, basis=left, locked_simple=held.locked)


def roll_in_limit(person: Person, held: Balance) -> Amount | None:
    """Zero when no plan takes any; None when nobody knows. A choosy plan takes rollover IRA money alone."""
    if accepted(person) is RollIn.NO:
        return ZERO
    sheet = roll_in_sheet(person, held)
    if sheet is None:
        return None
    largest = sheet.line("maximum")
    choosy = accepted(person) is RollIn.ROLLOVER_ONLY and held.from_plans is not None
    return least(largest, held.from_plans) if choosy and held.from_plans else largest
