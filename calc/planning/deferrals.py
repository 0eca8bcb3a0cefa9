"""What one person deferred against every limit on deferrals, and what is above each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, cents, given, most
from calc.facts import Person, PlanKind, WorkPlan
from calc.worksheets.deferral_limits import (
    SHARED,
    CatchUp,
    catch_up_kind,
    deferral_limits,
    last_three_years_457b,
    simple_limits,
)

WITHOUT_CATCH_UP = (PlanKind.A401, PlanKind.EXEMPT457)  # IRC 414(v)(6)(A)


class Limit(StrEnum):
    """Which limit was passed; the values end the names of its lines in the worksheet."""

    SHARED = ""  # 402(g), one per person
    SIMPLE = "_simple"  # of the SIMPLE plan, inside the shared one
    GOV457 = "_457b"  # beside the shared one


@dataclass(frozen=True, slots=True)
class Above:
    """Deferrals above one limit. ``at_most``: what the limit may rise to for reasons that the facts do not tell."""

    limit: Limit
    excess: Amount
    allowed: Amount
    at_most: Amount | None = None


def deferred(who: str, person: Person, age: int | None, year: law.Year) -> Worksheet | None:
    """Every limit whose plans have all told their deferrals; None when the facts do not tell, or nothing is deferred.

    A group of plans that is known only in part is left out: its excess would be too low.
    """
    if age is None:
        return None
    known = {kind: amount for group in (SHARED, (PlanKind.GOV457,)) for kind, amount in _group(who, person, group)}
    return deferral_limits(tax_year=year.number, age=age, deferred=known) if known else None


def above(sheet: Worksheet | None, age: int | None, year: law.Year) -> tuple[Above, ...]:
    """What is too much, by limit; what a SIMPLE plan pays back no longer counts against the shared limit."""
    if sheet is None or age is None:
        return ()
    found = [
        Above(limit, _excess(sheet, limit), _line(sheet, "limit", limit), _at_most(limit, age, year))
        for limit in Limit
    ]
    return tuple(one for one in found if one.excess.value)


def catch_up(kind: PlanKind, plan: WorkPlan, age: int | None, year: law.Year) -> CatchUp:
    """How this plan's catch-up may be made; SIMPLE plans are outside the Roth-only rule (IRC 414(v)(7)(C)).

    Where nobody knows whether the plan takes Roth deferrals, the rule holds all the same: Roth, or none.
    """
    if kind in WITHOUT_CATCH_UP:
        return CatchUp.NONE
    if age is None:
        return CatchUp.UNKNOWN
    return catch_up_kind(
        tax_year=year.number,
        age=age,
        prior_wages=plan.prior_wages,
        offers_roth=plan.takes_roth is not False,
        self_employed=kind in {PlanKind.SOLO, PlanKind.SIMPLE, PlanKind.PENSION},
    )


def _group(who: str, person: Person, kinds: Iterable[PlanKind]) -> list[tuple[PlanKind, Amount]]:
    plans = [(kind, plan) for kind in kinds if (plan := person.plan(kind)) is not None]
    told = [(k, given(p.deferrals, f"{who}.plans.{k}.deferrals")) for k, p in plans if p.deferrals is not None]
    return told if len(told) == len(plans) else []


def _excess(sheet: Worksheet, limit: Limit) -> Amount:
    excess = _line(sheet, "excess", limit)
    inside = _line(sheet, "excess", Limit.SIMPLE)
    return most(excess - inside, ZERO) if limit is Limit.SHARED and inside.value else excess


def _line(sheet: Worksheet, stem: str, limit: Limit) -> Amount:
    return sheet.lines.get(f"{stem}{limit}") or ZERO


def _at_most(limit: Limit, age: int, year: law.Year) -> Amount | None:
    match limit:
        case Limit.SIMPLE:
            base, extra = simple_limits(age, year, small_employer=True)
            return base + extra
        case Limit.GOV457:
            return cents(last_three_years_457b(year.number))
        case Limit.SHARED:
            return None
