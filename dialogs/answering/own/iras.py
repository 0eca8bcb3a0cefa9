"""What goes into the IRAs of one person, and what a conversion out of them is taxed on."""

from __future__ import annotations

from calc.derivation import Amount
from calc.pitfalls.facts import as_is
from calc.planning.assessment import Case, Outlook
from calc.planning.stakes import excise
from dialogs.answering.own import Told


def tax_free_share(one: Outlook, case: Case) -> Amount | None:
    """Line 10 of Form 8606 when the new money is converted and nothing else changes until 31 December."""
    option = as_is(one)
    if option is None:
        return None
    sheets = [form.sheet for form in option.forms if form.year == case.season.conversion_year]
    return sheets[-1]["10"] if sheets else None


def own_mix(one: Outlook, case: Case) -> Told:
    """What pre-tax money in the IRAs makes of a conversion."""
    if one.pretax is None:
        return None
    year, share = case.season.conversion_year, tax_free_share(one, case)
    if not one.pretax.value and case.season.closed:
        return None
    if not one.pretax.value:
        return "no_pretax", {"year": year}
    if share is None:
        return "pretax", {"pretax": one.pretax}
    return "share", {"year": year, "share": share, "pretax": one.pretax}


def own_direct(one: Outlook, case: Case) -> Told:
    """What the income leaves of a contribution straight to a Roth IRA, by the worksheet of the limit."""
    sheet = one.roth
    if sheet is None or one.roth_range is None:
        return None
    start, end = one.roth_range
    values: dict[str, object] = {"magi": sheet.line("1"), "start": start, "end": end, "year": case.season.tax_year}
    outside = sheet["5"] is None
    if outside and sheet["3"] is not None:
        return "direct_none", values
    amount = sheet.line("limit")
    return ("direct_all" if outside else "direct_part", values | {"amount": amount}) if amount.value else None


def own_contribution(one: Outlook, case: Case) -> Told:
    """The most that may go into IRAs: the limit, or the pay that counts."""
    if one.limit is None or one.compensation is None or one.cap is None:
        return None
    values = {"year": case.season.tax_year, "pay": one.compensation, "limit": one.limit, "cap": one.cap}
    if not one.cap.value:
        return "no_pay", values
    return "by_pay" if one.cap.value < one.limit.value else "by_limit", values


def own_limit(one: Outlook, case: Case) -> Told:
    if one.limit is None:
        return None
    values = {"year": case.season.tax_year, "limit": one.limit, "left": one.room}
    return ("limit" if one.room is None or case.season.over else "limit_left"), values


def own_deduction(one: Outlook, case: Case) -> Told:
    if one.deduction is None or not one.deduction.line("6").value:
        return None
    amount, year = one.deduction.line("deduction"), case.season.tax_year
    return ("deductible" if amount.value else "not_deductible"), {"amount": amount, "year": year}


def own_excess(one: Outlook, case: Case) -> Told:
    if one.excess is None or not one.excess.value:
        return None
    return "excess", {"amount": one.excess, "each": excise(one), "year": case.season.tax_year}


def own_dates(_one: Outlook, case: Case) -> Told:
    when = case.season
    if not when.open:
        return None
    return "dates", {"tax_year": when.tax_year, "by": when.contribute_by, "year": when.conversion_year}


def own_form(one: Outlook, case: Case) -> Told:
    """Lines of the year's Form 8606 when the way is followed that the plan chooses."""
    year = case.season.conversion_year
    sheet = next((form.sheet for form in one.chosen.forms if form.year == year), None) if one.chosen else None
    if sheet is None or not sheet["16"]:
        return None
    lines = {"converted": sheet.line("16"), "taxed": sheet.line("18"), "left": sheet.line("14")}
    return "form_lines", {"year": year, **lines}
