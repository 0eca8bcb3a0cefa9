"""Pub. 590-B, Worksheet 1-1: the taxable part of a payout in a year whose contribution is partly deducted.

It takes the place of lines 5 to 12 of Form 8606 only where how much may be deducted depends on the payout itself.
Its numerator holds the whole year's contribution, the deductible part too, so that the taxable part can be known
before the deduction is.
"""

from __future__ import annotations

from calc import law
from calc.derivation import ZERO, Draft, Money, Worksheet, cents, entered, least, told

SOURCE = "Pub. 590-B, Worksheet 1-1"


def worksheet_1_1(
    *, prior_basis: Money, contributions: Money, value: Money, distributions: Money = ZERO, converted: Money = ZERO
) -> Worksheet:
    """Lines 1 to 11.

    contributions: all traditional IRA contributions for the year, deductible or not, late ones included;
    value: of all traditional, SEP and SIMPLE IRAs on 31 December; distributions: without what was converted.
    """
    moved = told(converted, "converted")
    f = Draft()
    f["1"] = told(prior_basis, "prior_basis")
    f["2"] = told(contributions, "contributions")
    f["3"] = f["1"] + f["2"]
    f["4"] = told(value, "value")
    f["5"] = told(distributions, "distributions") + moved
    f["6"] = f["4"] + f["5"]
    cap = law.standing().figure("basis_ratio_cap")
    f["7"] = (least(cap, f["3"] / f["6"]) if f["6"].value else entered("", ZERO)).cited(cap.source)
    f["8"] = cents(f["5"] * f["7"])
    f["9"] = f["5"] - f["8"]
    share = moved / f["5"] if f["5"].value else ZERO
    f["10"] = cents(f["9"] * share)
    f["11"] = f["9"] - f["10"]
    return f.worksheet("worksheet_1_1", SOURCE)
