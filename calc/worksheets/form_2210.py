"""Form 2210, Part I: what must be paid during the year so that no underpayment charge is due (IRC 6654)."""

from __future__ import annotations

from calc import law
from calc.derivation import ZERO, Draft, Money, Worksheet, cents, least, most, told

SOURCE = "Form 2210, Part I; IRC 6654(d)(1), (e)"


def form_2210(
    *,
    tax: Money,
    other: Money,
    withheld: Money,
    last_year: Money | None = None,
    last_income: Money | None = None,
    separate: bool = False,
) -> Worksheet:
    """Lines of Part I, and ``pay``: what is still to be paid ahead; zero where a safe harbor is reached without it.

    tax: income tax after credits, with the net investment income tax. other: self-employment tax, and additional tax
    on early distributions. withheld: of the whole year. last_year: tax of the year before; without it that harbor is
    left out. last_income: its adjusted gross income; without it the higher share is taken.
    """
    standing = law.standing()
    f = Draft("1", "2", "4", "5", "6", "7", "8", "9")
    f["1"] = told(tax, "tax")
    f["2"] = told(other, "other")
    f["4"] = f["1"] + f["2"]
    f["5"] = cents(f["4"] * standing.figure("estimated_tax_current_year_share"))
    f["6"] = told(withheld, "tax_withheld")
    f["7"] = most(f["4"] - f["6"], ZERO)
    f["9"] = f["5"]
    if last_year is not None:
        high = standing.figure("estimated_tax_high_agi_mfs" if separate else "estimated_tax_high_agi")
        some = last_income is not None and told(last_income, "income_last_year").value <= high.value
        share = standing.figure(f"estimated_tax_prior_year_share{'' if some else '_high'}")
        f["8"] = cents(told(last_year, "tax_last_year") * share)
        f["9"] = least(f["5"], f["8"])
    enough = f["7"].value < standing.figure("estimated_tax_none_below").value
    f["pay"] = ZERO if enough else most(f["9"] - f["6"], ZERO)
    return f.worksheet("form_2210", SOURCE)
