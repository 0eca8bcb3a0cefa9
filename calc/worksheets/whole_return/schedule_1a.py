"""Schedule 1-A, from 2025: the deductions for seniors, overtime and tips, open with either other deduction.

IRC 151(d)(5)(C), 224, 225. Separate filers have none of them.
"""

from __future__ import annotations

from calc.derivation import ZERO, Amount, least, most, total
from calc.states.schedule import steps, times
from calc.worksheets.whole_return.household import Household


def senior(home: Household, magi: Amount) -> Amount:
    """magi: adjusted gross income and excluded foreign income. Each senior's own deduction falls by a share of it."""
    seniors, full = home.aged(home.year.whole("senior_age")), home.maybe("senior_deduction_per_person_65")
    if full is None or not seniors or home.separate:
        return ZERO
    over = magi - home.figure("senior_deduction_phaseout_start")
    each = full
    if over.value > 0:
        each = most(full - over * home.figure("senior_deduction_phaseout_rate"), ZERO)
    return total(*[each] * seniors).named("senior_deduction")


def overtime(home: Household, magi: Amount) -> Amount:
    return _fallen(home, magi, "overtime", home.overtime_premium)


def tips(home: Household, magi: Amount) -> Amount:
    return _fallen(home, magi, "tips", home.tips)


def _fallen(home: Household, magi: Amount, name: str, told: Amount) -> Amount:
    """At most the cap, less so much for each whole step of income over the start."""
    if not told.value or home.separate:
        return ZERO
    cap = home.maybe(f"{name}_cap")
    if cap is None:
        return ZERO
    over = most(magi - home.figure("overtime_and_tips_fall_from"), ZERO)
    allowed = least(told, cap)
    if over.value:
        whole = steps(over, home.figure("overtime_and_tips_fall_step"), begun=False)
        allowed = most(allowed - times(home.figure("overtime_and_tips_fall_by"), whole), ZERO)
    return allowed.named(f"{name}_deduction")
