"""Questions that several conditions ask of one person. Each answers True only when the facts say so."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calc import law
from calc.derivation import Amount
from calc.facts import AGGREGATED, Circumstance, IraKind, Move, Person, PlanKind, WorkPlan
from calc.planning.assessment import Case, MegaPath, Outlook, PlanOutlook, Route
from calc.planning.options import Option, Way
from calc.planning.workplace_plans import WITH_AFTER_TAX

AT_WORK = tuple(kind for kind in PlanKind if kind is not PlanKind.OLD)


def some(amount: Amount | Decimal | None) -> bool:
    """Known and above zero."""
    value = amount.value if isinstance(amount, Amount) else amount
    return value is not None and value > 0


def said(case: Case, circumstance: Circumstance) -> bool:
    return circumstance in (case.facts.circumstances or ())


def as_told(one: Outlook, case: Case) -> Person:
    """What the person told; the outlook itself takes a recharacterization as done already."""
    return case.facts.people[one.who]


def backdoor(one: Outlook) -> bool:
    """Whether a part of this year's contribution goes, or went, by the back door."""
    made, more = one.person.moved(Move.TRADITIONAL), one.contribute
    nothing = made == 0 and more is not None and not more.value
    return one.route in {Route.BACKDOOR, Route.PART} and not nothing


def converted(one: Outlook) -> bool:
    return some(one.person.moved(Move.CONVERTED))


def converts(one: Outlook) -> bool:
    """Whether IRA money of this person was or is going to be converted."""
    return backdoor(one) or converted(one) or (one.chosen is not None and some(one.chosen.convert))


def mixed(one: Outlook) -> bool:
    """Whether pre-tax IRA money lies beside what is, or may be, converted; growth of new money does not count."""
    if not converts(one) and one.route is not Route.UNKNOWN:
        return False
    if one.chosen is not None and some(one.pretax):
        return one.chosen.way not in {Way.CLEAN, Way.DEDUCT}
    return some(one.pretax) or any(some(one.person.ira_value(kind)) for kind in AGGREGATED[1:])


def left_the_iras(one: Outlook, case: Case) -> bool:
    """Whether anything was converted or taken out, once nothing more can be for the year; before that it may be."""
    return not case.season.closed or converted(one) or some(one.person.moved(Move.WITHDREW))


def as_is(one: Outlook) -> Option | None:
    """Converting the new money beside the old: the way that pro-rata taxes."""
    return next((option for option in one.options if option.way is Way.AS_IS), None)


def holds(one: Outlook, kind: IraKind) -> bool:
    """Whether the person has an IRA of the kind with anything in it, so far as told."""
    value = one.person.ira_value(kind) if kind in AGGREGATED else None
    return some(value) or (value is None and kind in (one.person.ira_kinds or ()))


def has_plan(one: Outlook, *kinds: PlanKind) -> bool:
    return any(one.person.plan(kind) is not None for kind in kinds)


def plans(one: Outlook) -> Iterator[tuple[PlanOutlook, WorkPlan]]:
    """Each plan of this year with what was told of it."""
    for outlook in one.plans:
        yield outlook, one.person.plan(outlook.kind) or WorkPlan()


def on_mega_path(one: Outlook) -> bool:
    """Whether after-tax contributions are allowed, or nobody knows yet."""
    return any(plan.path is not MegaPath.CLOSED for plan in one.plans if plan.kind in WITH_AFTER_TAX)


def mega_open(one: Outlook) -> bool:
    return bool(one.mega)


def at_least(age: int | None, bound: Decimal) -> bool:
    return age is not None and age >= bound


def before_59(one: Outlook) -> bool:
    """Under 59½ all year, so far as the birth year tells."""
    return one.age is not None and one.age <= law.standing().figure("roth_qualified_age").money
