"""Pub. 590-B, Worksheet 1-1: the taxable part of a payout in a year whose contribution is partly deducted.

It takes the place of lines 5 to 12 of Form 8606 only where how much may be deducted depends on the payout itself.
Its numerator holds the whole year's contribution, the deductible part too, so that the taxable part can be known
before the deduction is.
"""

from __future__ import annotations

from decimal import Decimal

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, cents, entered, least, told

SOURCE = "Pub. 590-B, Worksheet 1-1"

Money = Amount | Decimal | int


def worksheet_1_1(
    *, prior_basis: Money, contributions: Money, value: Money, distributions: Money = ZERO, converted: Money = ZERO
) -> Worksheet:
    """Lines 1 to 11.

    contributions: all traditional IRA contributions for the year, deductible or not, late ones included;
    value: of all traditional, SEP and SIMPLE IRAs on 31 December; distributions: without what was converted.
    """
    moved = told(converted, "converted")
    out: dict[str, Amount | None] = {}
    out["1"] = one = entered("1", told(prior_basis, "prior_basis"))
    out["2"] = two = entered("2", told(contributions, "contributions"))
    out["3"] = three = (one + two).named("3")
    out["4"] = four = entered("4", told(value, "value"))
    out["5"] = five = (told(distributions, "distributions") + moved).named("5")
    out["6"] = six = (four + five).named("6")
    cap = law.standing().figure("basis_ratio_cap")
    out["7"] = seven = (least(cap, three / six) if six.value else entered("7", ZERO)).named("7", cap.source)
    out["8"] = eight = cents(five * seven).named("8")
    out["9"] = nine = (five - eight).named("9")
    share = moved / five if five.value else ZERO
    out["10"] = ten = cents(nine * share).named("10")
    out["11"] = (nine - ten).named("11")
    return Worksheet("worksheet_1_1", out, SOURCE)
