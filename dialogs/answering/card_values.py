"""The numbers of one person that a confusion card may show. None, zero and empty are left unsaid."""

from __future__ import annotations

from calc.derivation import Amount
from calc.pitfalls.facts import as_is
from calc.planning.assessment import Case, Outlook
from calc.planning.balance import unlocked_on


def of_person(one: Outlook, case: Case) -> dict[str, object]:
    """Values by the names the cards use. Amounts are dollars of the tax year; a share is a share of one."""
    told = case.facts.people[one.who]  # as told, before any recharacterization
    values = {
        "year": case.season.conversion_year,
        "tax_free_share": _tax_free_share(one, case),
        "pretax": one.pretax,
        "basis": one.basis,
        "sep": told.sep,
        "simple_first_deposit": told.simple_first_deposit,
        "simple_free_from": unlocked_on(told.simple_first_deposit) if told.simple_first_deposit else None,
        "limit": one.limit,
        "compensation": one.compensation,
        "roth_magi": one.roth_magi,
        "contributed_roth": told.contributed_roth,
        "excess": one.excess,
        "roth_first_year": told.roth_first_year,
        "mega_room": next((plan.room["room"] for plan in one.mega if plan.room is not None), None),
        "after_tax_earnings": next((p.after_tax_earnings for p in told.plans.values() if p.after_tax_earnings), None),
        "taxable": case.taxable,
    }
    return {name: value.value if isinstance(value, Amount) else value for name, value in values.items()}


def _tax_free_share(one: Outlook, case: Case) -> Amount | None:
    """Line 10 of Form 8606 when the new money is converted and nothing else changes until 31 December."""
    option = as_is(one)
    if option is None:
        return None
    sheets = [form.sheet for form in option.forms if form.year == case.season.conversion_year]
    return sheets[-1]["10"] if sheets else None
