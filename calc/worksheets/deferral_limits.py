"""Elective deferrals of one person over all plans: one shared limit, and two that stand beside it.

401(k), 403(b), TSP, SARSEP and SIMPLE deferrals share 402(g)(1); a SIMPLE plan has a lower limit of its own inside it
(408(p)(2)(E)); a governmental 457(b) has its own limit and its own catch-up (457(e)(15), 414(v)).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from calc import law
from calc.derivation import ZERO, Amount, Money, Worksheet, entered, most, told, total
from calc.facts import PlanKind
from calc.worksheets.mega_room import catch_up

SOURCE = "IRC 402(g), 408(p)(2)(E), 414(v), 457(e)(15)"
SHARED = (PlanKind.K401, PlanKind.OTHER401, PlanKind.B403, PlanKind.TSP, PlanKind.SOLO, PlanKind.SIMPLE)
WITH_CATCH_UP = (*SHARED, PlanKind.GOV457)
DEFERRING = (*WITH_CATCH_UP, PlanKind.EXEMPT457)


class CatchUp(StrEnum):
    """How the catch-up of one plan may be made (IRC 414(v)(7), from 2026)."""

    NONE = "none"  # under 50
    FREE = "free"  # pre-tax or Roth
    ROTH_ONLY = "roth_only"
    BARRED = "barred"  # must be Roth, and the plan has no Roth option
    UNKNOWN = "unknown"


def deferral_limits(
    *, tax_year: int, age: int, deferred: Mapping[PlanKind, Money], small_simple_employer: bool = False
) -> Worksheet:
    """What was deferred, the limit, what is ``excess`` and what is ``left``, for each of the limits that apply.

    deferred: catch-up included, by kind of plan. small_simple_employer: the SIMPLE plan has the higher limits of
    25 employees or fewer (SECURE 2.0 section 117). An excess over two jobs comes back by 15 April, or is taxed twice.
    """
    year = law.year(tax_year)
    told_amounts = {kind: told(amount, f"deferrals_{kind}") for kind, amount in deferred.items()}
    out: dict[str, Amount | None] = {}
    shared = [told_amounts[kind] for kind in SHARED if kind in told_amounts]
    _limit(out, "", total(ZERO, *shared), year.figure("elective_deferral_limit_402g"), catch_up(age, year))
    if PlanKind.SIMPLE in told_amounts:
        base, extra = simple_limits(age, year, small_employer=small_simple_employer)
        _limit(out, "_simple", told_amounts[PlanKind.SIMPLE], base, extra)
    if PlanKind.GOV457 in told_amounts:
        own = year.figure("deferral_limit_457b")
        _limit(out, "_457b", told_amounts[PlanKind.GOV457], own, catch_up(age, year))
    return Worksheet("deferral_limits", out, SOURCE)


def simple_limits(age: int, year: law.Year, *, small_employer: bool) -> tuple[Amount, Amount]:
    """Deferral limit and catch-up of a SIMPLE plan (IRC 408(p)(2)(E), 414(v)(2)(B)(ii), (iii), (E))."""
    higher = year.maybe("simple_deferral_limit_110pct") if small_employer else None
    base = higher or year.figure("simple_deferral_limit")
    if age < year.whole("plan_catch_up_age"):
        return base, ZERO
    first, last = year.range("higher_catch_up_ages")
    at_60 = year.maybe("simple_catch_up_60_63")
    if at_60 is not None and first.money <= age <= last.money:
        return base, at_60
    return base, year.figure("simple_catch_up_50_110pct" if higher else "simple_catch_up_50")


def last_three_years_457b(tax_year: int) -> Amount:
    """The most in the three years before normal retirement age, in place of the catch-up (IRC 457(b)(3))."""
    year = law.year(tax_year)
    return year.figure("deferral_limit_457b") * year.figure("last_three_years_457b_multiple")


def catch_up_kind(
    *, tax_year: int, age: int, prior_wages: Decimal | None, offers_roth: bool | None, self_employed: bool = False
) -> CatchUp:
    """Whether this plan's catch-up must be Roth.

    prior_wages: box 3 wages of the year before from this employer; the rule bites above the threshold, not at it.
    A self-employed person has no such wages and is outside the rule.
    """
    year = law.year(tax_year)
    if age < year.whole("plan_catch_up_age"):
        return CatchUp.NONE
    threshold = year.maybe("roth_catch_up_wage_threshold_414v7")
    if threshold is None or self_employed:
        return CatchUp.FREE
    if prior_wages is None:
        return CatchUp.UNKNOWN
    if prior_wages <= threshold.money:
        return CatchUp.FREE
    if offers_roth is None:
        return CatchUp.UNKNOWN
    return CatchUp.ROTH_ONLY if offers_roth else CatchUp.BARRED


def _limit(out: dict[str, Amount | None], ending: str, made: Amount, base: Amount, extra: Amount) -> None:
    names = [f"{stem}{ending}" for stem in ("deferred", "limit", "excess", "left")]
    deferred, most_allowed = entered(names[0], made), (base + extra).named(names[1])
    out[names[0]], out[names[1]] = deferred, most_allowed
    out[names[2]] = most(deferred - most_allowed, ZERO).named(names[2])
    out[names[3]] = most(most_allowed - deferred, ZERO).named(names[3])
