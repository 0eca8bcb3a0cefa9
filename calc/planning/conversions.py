"""Conversions from any account: where its money may go, what is taxable, what is held back.

The IRS rollover chart as a table; IRC 402(c)(8)(B), 408(d)(3), 408A(d)(3), 402A(c)(4), 457(e)(16), 5 CFR 1650.60.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calc import law
from calc.derivation import ZERO, Draft, Money, Worksheet, cents, told
from calc.planning.balance import unlocked_on
from calc.refusals import Refusal

SOURCE = "IRC 402(c), 408A(d)(3), 402A(c)(4), 3405"


class Holding(StrEnum):
    """Where the money is now. A pension counts when it can be paid as a lump sum."""

    TRADITIONAL = "traditional"
    SEP = "sep"
    SIMPLE = "simple"
    INHERITED = "inherited"
    K401 = "401k"
    B403 = "403b"
    GOV457 = "457b"
    NONGOV457 = "457b_private"
    TSP = "tsp"
    PENSION = "pension"


class ToRoth(StrEnum):
    """How it can reach a Roth."""

    CONVERT = "convert"  # an IRA converted to a Roth IRA, trustee to trustee
    DIRECT = "direct"  # a plan pays a Roth IRA directly
    IN_PLAN = "in_plan"  # an in-plan Roth rollover
    SIXTY_DAYS = "sixty_days"  # paid to the person, put in a Roth IRA within 60 days


IRAS = frozenset({Holding.TRADITIONAL, Holding.SEP, Holding.SIMPLE})
PLANS = frozenset({Holding.K401, Holding.B403, Holding.GOV457, Holding.TSP, Holding.PENSION})
WITH_IN_PLAN = PLANS - {Holding.PENSION}


@dataclass(frozen=True, slots=True)
class Deciding:
    """What decides beside the kind of account. ``None``: not known, and then refused by name where it decides."""

    today: date
    simple_first_deposit: date | None = None
    payable: bool | None = None  # the plan pays out now: the job has ended, 59½, or an in-service rule of the plan
    offers_in_plan: bool | None = None


def ways_to_roth(holding: Holding, facts: Deciding) -> tuple[ToRoth, ...]:
    """Every way that is open today, the simplest first.

    Refusal: money that can never be converted, SIMPLE money inside its two years, or a deciding fact not known.
    """
    if holding is Holding.INHERITED:
        raise Refusal("inherited_not_convertible", "ira_kinds")
    if holding is Holding.NONGOV457:
        raise Refusal("private_457b_not_convertible", "plan_kinds")
    if holding is Holding.SIMPLE:
        _unlocked(facts)
    if holding in IRAS:
        return ToRoth.CONVERT, ToRoth.SIXTY_DAYS
    return _from_plan(holding, facts)


def _from_plan(holding: Holding, facts: Deciding) -> tuple[ToRoth, ...]:
    if facts.payable is None:
        raise Refusal("missing_field", "payable", entry="payable")
    open_ways = [ToRoth.DIRECT, ToRoth.SIXTY_DAYS] if facts.payable else []
    if holding in WITH_IN_PLAN:
        started = law.standing().date("tsp_in_plan_conversions_from")
        if holding is Holding.TSP:
            offered: bool | None = facts.today >= started
        else:
            offered = facts.offers_in_plan
        if offered is None:
            raise Refusal("missing_field", "offers_in_plan", entry="offers_in_plan")
        open_ways += [ToRoth.IN_PLAN] if offered else []
    return tuple(open_ways)


def _unlocked(facts: Deciding) -> None:
    """Two years from the first deposit to this person's SIMPLE (IRC 72(t)(6), 408(d)(3)(G))."""
    first = facts.simple_first_deposit
    if first is None:
        raise Refusal("missing_field", "simple_first_deposit", entry="simple_first_deposit")
    free = unlocked_on(first)
    if facts.today < free:
        raise Refusal("simple_locked", "simple_first_deposit", free=free)


def plan_conversion(*, amount: Money, after_tax: Money = ZERO, way: ToRoth | str) -> Worksheet:
    """Plan money on its way to a Roth: ``taxable``, ``withheld``, and what reaches the Roth without other cash.

    after_tax: the part of ``amount`` that was taxed already. Nothing is held back from a direct rollover or in the
    plan; from money paid to the person a fifth of the taxable part is, and must be made up from other cash within
    60 days. Refusal: more after-tax money than is moved.
    """
    f = Draft()
    f["amount"] = told(amount, "amount")
    f["after_tax"] = told(after_tax, "after_tax")
    if f["after_tax"].money > f["amount"].money:
        raise Refusal("after_tax_above_amount", "after_tax", after_tax=f["after_tax"], amount=f["amount"])
    f["taxable"] = f["amount"] - f["after_tax"]
    held = ZERO
    if ToRoth(way) is ToRoth.SIXTY_DAYS:
        held = cents(f["taxable"] * law.standing().figure("plan_to_person_withholding_rate"))
    f["withheld"] = held
    f["arrives"] = f["amount"] - f["withheld"]
    return f.worksheet("plan_conversion", SOURCE)


def tsp_conversion(*, amount: Money, balance_of_source: Money, made_this_year: int) -> Worksheet:
    """An in-plan Roth conversion in the TSP: how much may go, and how many requests are left (5 CFR 1650.60).

    Refusal: below the minimum, more than may leave the source, or no request left this year.
    """
    standing = law.standing()
    asked, held = told(amount, "amount"), told(balance_of_source, "balance_of_source")
    least_amount, stays = standing.figure("tsp_conversion_minimum"), standing.figure("tsp_left_in_each_source")
    free = held - stays
    if asked.money < least_amount.money:
        raise Refusal("tsp_below_minimum", "amount", least=least_amount)
    if asked.money > free.money:
        raise Refusal("tsp_must_stay", "amount", stays=stays, balance=held)
    if made_this_year >= standing.whole("tsp_conversions_per_year"):
        raise Refusal("tsp_no_request_left", "made_this_year", most=standing.whole("tsp_conversions_per_year"))
    f = Draft()
    f["taxable"] = asked
    f["stays"] = held - asked
    return f.worksheet("tsp_conversion", "5 CFR 1650.60")
