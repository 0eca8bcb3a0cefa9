"""Alternative minimum tax: Form 6251 (IRC 55, 56)."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, least, most, total
from calc.worksheets.whole_return.gains import Regular, stacked
from calc.worksheets.whole_return.household import Household, summed
from calc.worksheets.whole_return.schedule_a import HALF


def separate_is_open(home: Household, income: Amount, not_allowed: Amount, regular: Regular) -> bool:
    """Whether the tax of a separate filer turns on a share that could not be confirmed.

    The last sentence of IRC 55(d)(2) names 25 % of its own; whether P.L. 119-21 s.70107 made it 50 % from 2026, as it
    made the one before it, was found in no second source. Where both shares give the same tax nothing is open.
    """
    stated = home.figure("amt_separate_share")
    if not home.separate or stated.value == home.figure("amt_exemption_falls_by").value:
        return False
    if _past_exemption(home, summed(income, not_allowed)).value <= 0:
        return False  # the share is of nothing
    ends = (alternative_minimum_tax(home, income, not_allowed, regular, share) for share in (None, stated))
    return len({amount.value for amount in ends}) > 1


def alternative_minimum_tax(
    home: Household, income: Amount, not_allowed: Amount, regular: Regular, share: Amount | None = None
) -> Amount:
    """What the tentative minimum tax has above the regular tax.

    share: by which a separate filer's income is raised, where it is another than that of the exemption.

    income: taxable income, below zero where the deductions are larger than the income. not_allowed: the standard
    deduction or the state and local tax, and the senior deduction; they are added back.
    """
    amti = summed(income, not_allowed).named("amti")
    if amti.value <= 0:
        return ZERO
    base = most(_raised(home, amti, share) - _exemption(home, amti), ZERO).named("amt_base")
    if not base.value:
        return ZERO
    excluded = home.excluded_foreign_earned_income
    if not excluded.value and (base * home.figure("amt_second_rate")).value <= regular.tax.value:
        return ZERO  # not even at the higher rate on all of it
    everything = base + excluded if excluded.value else base
    tentative = _rates(home, everything)
    preferred = least(regular.preferred, base)
    if preferred.value:
        ordinary = everything - preferred
        bands = stacked(home, preferred, regular.rest)  # Part III: the rest of taxable income fills the bands
        tentative = least(tentative, total(_rates(home, ordinary), bands))
    if excluded.value:
        tentative -= _rates(home, excluded)
    over = tentative.named("tentative_minimum_tax") - regular.tax
    return over.named("amt") if over.value > 0 else ZERO


def _exemption(home: Household, amti: Amount) -> Amount:
    full = home.figure("amt_exemption")
    over = amti - home.figure("amt_exemption_falls_from")
    if over.value <= 0:
        return full
    return most(full - over * home.figure("amt_exemption_falls_by"), ZERO).named("amt_exemption_left")


def _raised(home: Household, amti: Amount, raised_by: Amount | None) -> Amount:
    """A separate filer whose exemption is gone adds to the income, at most the exemption (IRC 55(d)(3))."""
    if not home.separate:
        return amti
    over = _past_exemption(home, amti)
    if over.value <= 0:
        return amti
    return total(
        amti, least(over * (raised_by or home.figure("amt_exemption_falls_by")), home.figure("amt_exemption"))
    )


def _past_exemption(home: Household, amti: Amount) -> Amount:
    """What of the income is above that at which the exemption is gone."""
    gone = home.figure("amt_exemption") / home.figure("amt_exemption_falls_by")
    return amti - home.figure("amt_exemption_falls_from") - gone


def _rates(home: Household, income: Amount) -> Amount:
    """26 % and, above an amount that separate filers halve, 28 %."""
    second = home.figure("amt_second_rate_above")
    if home.separate:
        second /= HALF
    low = least(income, second) * home.figure("amt_rate")
    over = income - second
    return total(low, over * home.figure("amt_second_rate")) if over.value > 0 else low
