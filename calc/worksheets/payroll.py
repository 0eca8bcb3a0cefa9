"""What payroll makes of the room: whole percents, the paychecks that are left, and a match that comes late."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from calc.derivation import ZERO, Amount, Money, cents, given, most, told
from calc.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Payroll:
    """percent: the largest that stays within the room, in the plan's steps; unused: what rounding leaves of it."""

    percent: Decimal
    each: Amount  # from one paycheck
    whole: Amount  # from all that are left
    unused: Amount


def payroll(
    *, room: Money, pay: Money, paychecks: int, late_match: Money = ZERO, step: Decimal = Decimal(1)
) -> Payroll:
    """The percent of pay to elect for after-tax money.

    pay: gross, of one paycheck; paychecks: how many are left in the year; late_match: employer money still to come,
    a true-up included, which takes its place in 415(c) although it is paid later; step: the smallest change of the
    percent that the plan takes. Refusal: no paycheck left.
    """
    if paychecks < 1:
        raise Refusal("no_paycheck_left", "paychecks")
    wage = told(pay, "pay")
    if wage.money <= 0:
        raise Refusal("no_pay", "pay")
    free = most(told(room, "room") - told(late_match, "late_match"), ZERO)
    steps = min(free.money * 100 // (wage.money * paychecks * step), 100 // step)
    percent = steps * step
    each = cents(wage * given(percent / 100, "percent"))
    whole = each * given(paychecks, "paychecks")
    if whole.value > free.value:  # the cent that payroll rounds up on every check
        percent -= step
        each = cents(wage * given(percent / 100, "percent"))
        whole = each * given(paychecks, "paychecks")
    return Payroll(percent, each, cents(whole), cents(free - whole))
