"""The qualified business income deduction: Forms 8995 and 8995-A (IRC 199A), for one business."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, given, least, most, total
from calc.worksheets.whole_return.household import Household

ONE = given(1, "one")


def qbi_deduction(home: Household, half_tax: Amount, taxable: Amount) -> Amount:
    """half_tax: half the self-employment tax. taxable: income before this deduction and before section 68."""
    qbi = (home.self_employment_profit - half_tax).named("qbi")
    if qbi.value <= 0:
        return ZERO
    wages, held = home.business_wages, home.business_property
    within = _share_of_range(home, taxable)
    if home.sstb and within.value:
        stays = ONE - within
        qbi, wages, held = (qbi * stays).named("qbi"), wages * stays, held * stays
    if not qbi.value:
        return ZERO  # a specified service above the range is no qualified business at all (199A(d)(1))
    full = qbi * home.figure("qbi_share")
    component = full
    if within.value:
        with_property = total(
            wages * home.figure("qbi_wages_share_with_property"), held * home.figure("qbi_property_share")
        )
        limit = most(wages * home.figure("qbi_wages_share"), with_property).named("qbi_limit")
        if limit.value < full.value:
            component = (full - within * (full - limit)).named("qbi_after_limits")
    by_income = most(taxable.named("taxable_before_qbi") - home.gains, ZERO) * home.figure("qbi_share")
    deduction = least(component, by_income.named("qbi_by_income"))
    floor = home.maybe("qbi_minimum")
    if floor is not None and qbi.value >= home.figure("qbi_minimum_from").value:
        deduction = most(deduction, floor)
    return deduction.named("qbi_deduction")


def _share_of_range(home: Household, taxable: Amount) -> Amount:
    """How much of the phase-in range above the threshold is used, from 0 to 1."""
    over = taxable - home.figure("qbi_threshold")
    return least(over / home.figure("qbi_range"), ONE) if over.value > 0 else ZERO
