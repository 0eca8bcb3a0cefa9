"""The direct Roth IRA limit: Pub. 590-A, Worksheet 2-2, with the exact ratio."""

from __future__ import annotations

from calc import law
from calc.derivation import ZERO, Amount, Draft, Money, Worksheet, least, most, told
from calc.facts import FilingStatus
from calc.worksheets.ira_limit import dollar_limit, lifted, together

SOURCE = "Pub. 590-A, Worksheet 2-2; IRC 408A(c)(3)"


def roth_limit(
    *,
    tax_year: int,
    filing_status: FilingStatus | str,
    lived_with_spouse: bool | None,
    age: int,
    magi: Money,
    compensation: Money,
    traditional_contributions: Money = ZERO,
) -> Worksheet:
    """Lines 1 to 11 and ``limit``, the most that may go straight to Roth IRAs for the year.

    magi: without conversion income (Worksheet 2-1). compensation: with the spouse's where the joint return lends it.
    Outside the range the lines of the reduction stay empty.
    """
    start, end = roth_range(tax_year, filing_status, lived_with_spouse)
    f = Draft(*(str(number) for number in range(1, 12)))
    f["1"] = told(magi, "magi")
    f["2"] = start
    f["6"] = least(dollar_limit(tax_year, age), told(compensation, "compensation"))
    f["9"] = told(traditional_contributions, "traditional_contributions")
    f["10"] = most(f["6"] - f["9"], ZERO)
    if f["1"].money <= start.money:
        f["limit"] = f["10"]
        return f.worksheet("roth_limit", SOURCE)
    f["3"] = f["1"] - f["2"]
    f["4"] = end - start
    if f["1"].money >= end.money:
        f["limit"] = ZERO
        return f.worksheet("roth_limit", SOURCE)
    f["5"] = f["3"] / f["4"]
    f["7"] = f["5"] * f["6"]
    f["8"] = lifted(f["6"] - f["7"])
    f["11"] = least(f["8"], f["10"])
    f["limit"] = f["11"]
    return f.worksheet("roth_limit", SOURCE)


def roth_range(
    tax_year: int,
    filing_status: FilingStatus | str,
    lived_with_spouse: bool | None,  # noqa: FBT001 - a fact, not a switch
) -> tuple[Amount, Amount]:
    """Start and end of the range for a direct Roth contribution (IRC 408A(c)(3)(B))."""
    year, status = law.year(tax_year), FilingStatus(filing_status)
    if status is FilingStatus.MFS and together(lived_with_spouse):
        return year.range("phaseout_mfs_lived_with_spouse")
    joint = status in {FilingStatus.MFJ, FilingStatus.QSS}
    return year.range("roth_ira_phaseout_mfj_qss" if joint else "roth_ira_phaseout_single_hoh")
