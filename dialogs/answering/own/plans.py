"""What one person may put into plans at work: deferrals, catch-up, and after-tax money."""

from __future__ import annotations

from calc import law
from calc.derivation import Amount, given
from calc.facts import PlanKind
from calc.planning.assessment import OPEN, Case, MegaPath, Outlook
from calc.planning.deferrals import Limit
from calc.planning.ledger import Ledger, ledger
from calc.worksheets.deferral_limits import CatchUp
from dialogs.answering.own import Told

APART = frozenset({PlanKind.SIMPLE, PlanKind.GOV457, PlanKind.EXEMPT457})  # with a limit of their own
CATCH_UPS = {
    CatchUp.ROTH_ONLY: "catch_up_roth",
    CatchUp.FREE: "catch_up_free",
    CatchUp.BARRED: "catch_up_barred",
}


def deferral_limit(one: Outlook, case: Case) -> Amount | None:
    found = _shared(one, case)
    return found.base.limit + found.catch_up.limit if found and found.base.limit and found.catch_up.limit else None


def own_deferral(one: Outlook, case: Case) -> Told:
    """The limit by age, and what of it is used."""
    found, limit = _shared(one, case), deferral_limit(one, case)
    if found is None or limit is None:
        return None
    values: dict[str, object] = {"year": case.season.tax_year, "limit": limit}
    over = next((above for above in one.above if above.limit is Limit.SHARED), None)
    if over:
        return "deferred_above", values | {"excess": over.excess}
    left = found.base.left, found.catch_up.left
    if not one.person.plan_kinds or left[0] is None or left[1] is None or case.season.over:
        return "deferral_limit", values
    return "deferral_left", values | {"left": left[0] + left[1]}


def _shared(one: Outlook, case: Case) -> Ledger | None:
    """The deferrals that share 402(g); a SIMPLE plan has a lower limit inside it, a 457(b) one beside it."""
    return None if one.age is None or APART & set(one.person.plan_kinds or ()) else ledger(case, one)


def own_catch_up(one: Outlook, case: Case) -> Told:
    """Whether the plan's catch-up has to be Roth, by last year's wages."""
    year = law.year(case.season.tax_year)
    threshold = year.maybe("roth_catch_up_wage_threshold_414v7")
    if one.age is None or threshold is None:
        return None
    if one.age < year.whole("plan_catch_up_age"):
        return "no_catch_up", {"year": year.number, "age": one.age}
    for plan in one.plans:
        told = one.person.plan(plan.kind)
        if plan.catch_up in CATCH_UPS and told is not None and told.prior_wages is not None:
            amount = ledger(case, one).plans[plan.kind].catch_up.limit
            wages = given(told.prior_wages, "prior_wages")
            values: dict[str, object] = {"year": year.number, "amount": amount, "wages": wages}
            return CATCH_UPS[plan.catch_up], values | {"threshold": threshold}
    return None


def own_mega(one: Outlook, case: Case) -> Told:
    """What the plan allows, as told: both things, no way out, or no after-tax money at all."""
    if case.season.over or not one.plans:
        return None
    year = case.season.tax_year
    room = mega_room(one, case)
    if room is not None:
        return ("room" if room.value else "no_room"), {"room": room, "year": year}
    if any(plan.path is MegaPath.NO_EXIT for plan in one.plans):
        return "no_exit", {}
    return ("no_after_tax", {}) if {plan.path for plan in one.plans} == {MegaPath.CLOSED} else None


def mega_room(one: Outlook, _case: Case) -> Amount | None:
    return next((plan.room.line("room") for plan in one.mega if plan.room is not None), None)


def own_room(one: Outlook, case: Case) -> Told:
    """The room beside the overall limit of the year."""
    room = mega_room(one, case)
    if room is None or case.season.over:
        return None
    whole = law.year(case.season.tax_year).figure("annual_additions_limit_415c")
    return ("room_of" if room.value else "no_room"), {"room": room, "whole": whole, "year": case.season.tax_year}


def solo_room(one: Outlook, _case: Case) -> Amount | None:
    own = next((plan for plan in one.plans if plan.kind is PlanKind.SOLO and plan.path in OPEN), None)
    return own.room.line("room") if own and own.room else None


def own_growth(one: Outlook, _case: Case) -> Told:
    sheet = next((plan.growth for plan in one.plans if plan.growth), None)
    if sheet is None:
        return None
    return "growth", {"value": sheet.line("moved"), "taxed": sheet.line("taxable"), "untaxed": sheet.line("untaxed")}


def own_pay(one: Outlook, case: Case) -> Told:
    paid = [plan.pay for plan in one.person.plans.values() if plan.pay is not None]
    if len(paid) != 1:
        return None
    cap = law.year(case.season.tax_year).figure("compensation_cap_401a17")
    values = {"pay": given(paid[0], "pay"), "cap": cap, "year": case.season.tax_year}
    return ("pay_above" if paid[0] > cap.money else "pay_below"), values
