"""What one person deferred in the year and still can: the base limit and the catch-up, over all plans and by plan.

One limit and one catch-up are shared by all plans under 402(g); a 457(b) has a limit beside it (457(e)(15)), and a
SIMPLE plan a lower one inside it. Where the money is no longer paid or no plan takes it, nothing is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from calc import law
from calc.derivation import ZERO, Amount, given, least, most, total
from calc.facts import Person, PlanKind, WorkPlan
from calc.planning.assessment import Case, Outlook
from calc.worksheets.deferral_limits import DEFERRING, SHARED, CatchUp, simple_limits
from calc.worksheets.mega_room import catch_up


@dataclass(frozen=True, slots=True)
class Share:
    """Of one limit; None where the facts do not tell."""

    limit: Amount | None
    made: Amount | None
    left: Amount | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """must_be_roth: whether a catch-up has to be (IRC 414(v)(7)); roth_in: how much of the catch-up made is."""

    base: Share
    catch_up: Share
    must_be_roth: bool | None
    roth_in: Amount | None
    plans: Mapping[PlanKind, Ledger] = field(default_factory=dict)


def ledger(case: Case, one: Outlook) -> Ledger:
    """Of everything that the person's plans of this year take."""
    person, year = one.person, law.year(case.season.tax_year)
    held = {kind: plan for kind in DEFERRING if (plan := person.plan(kind)) is not None}
    shared = [kind for kind in held if kind in SHARED]
    payable = bool(shared) and not case.season.over
    whole = _kept(
        made=_deferred(one.who, person, shared),
        base=year.figure("elective_deferral_limit_402g"),
        extra=None if one.age is None else catch_up(one.age, year),
        payable=payable,
    )
    ruled = [kind for kind in shared if kind not in {PlanKind.SIMPLE, PlanKind.SOLO}]
    rules = [_must_be_roth(one, kind, payable=payable) for kind in ruled]
    return Ledger(
        *whole,
        must_be_roth=_together(rules),
        roth_in=_roth(one.who, [held[kind] for kind in shared]),
        plans={kind: _of_plan(one, kind, plan, year, payable=not case.season.over) for kind, plan in held.items()},
    )


def _of_plan(one: Outlook, kind: PlanKind, plan: WorkPlan, year: law.Year, *, payable: bool) -> Ledger:
    base, extra = _limits(kind, one.age, year)
    shares = _kept(made=_deferred(one.who, one.person, [kind]), base=base, extra=extra, payable=payable)
    return Ledger(*shares, must_be_roth=_must_be_roth(one, kind, payable=payable), roth_in=_roth(one.who, [plan]))


def _limits(kind: PlanKind, age: int | None, year: law.Year) -> tuple[Amount, Amount | None]:
    """Base and catch-up; a tax-exempt employer's 457(b) has no catch-up by age (IRC 414(v)(6)(A)(iii))."""
    if kind is PlanKind.EXEMPT457:
        return year.figure("deferral_limit_457b"), ZERO
    if kind is PlanKind.SIMPLE:
        limit, extra = simple_limits(age or 0, year, small_employer=False)
        return limit, None if age is None else extra
    name = "deferral_limit_457b" if kind is PlanKind.GOV457 else "elective_deferral_limit_402g"
    return year.figure(name), None if age is None else catch_up(age, year)


def _kept(*, made: Amount | None, base: Amount, extra: Amount | None, payable: bool) -> tuple[Share, Share]:
    """What is above the base limit is catch-up, as far as there is one."""
    if made is None:
        return Share(base, None, None), Share(extra, None, None)
    first = least(made, base)
    left = most(base - made, ZERO) if payable else ZERO
    if extra is None:
        return Share(base, first, left), Share(None, None, None)
    second = least(made - first, extra)
    return Share(base, first, left), Share(extra, second, extra - second if payable else ZERO)


def _deferred(who: str, person: Person, kinds: Iterable[PlanKind]) -> Amount | None:
    told = [(kind, plan.deferrals) for kind in kinds if (plan := person.plan(kind))]
    known = [given(amount, f"{who}.plans.{kind}.deferrals") for kind, amount in told if amount is not None]
    return total(ZERO, *known) if len(known) == len(told) else None


def _must_be_roth(one: Outlook, kind: PlanKind, *, payable: bool) -> bool | None:
    """Of what still goes in; once payroll is over nobody is asked what decides it."""
    if not payable:
        return None
    own = next((plan for plan in one.plans if plan.kind is kind), None)
    return own.roth_catch_up if own and own.catch_up is not CatchUp.NONE else False


def _together(rules: Iterable[bool | None]) -> bool | None:
    """Each employer's plan by its own wages: the strictest, and not known while one of them is not."""
    found = list(rules)
    return True if True in found else None if None in found else False


def _roth(who: str, plans: Iterable[WorkPlan]) -> Amount | None:
    told = [plan.catch_up_roth for plan in plans]
    known = [given(amount, f"{who}.catch_up_roth") for amount in told if amount is not None]
    return total(ZERO, *known) if len(known) == len(told) else None
