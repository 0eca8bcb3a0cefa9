"""The direct Roth IRA limit: Pub. 590-A, Worksheet 2-2, with the exact ratio."""

from __future__ import annotations

from decimal import Decimal

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, entered, least, most, told
from calc.facts import FilingStatus
from calc.worksheets.ira_limit import dollar_limit, lifted, together

SOURCE = "Pub. 590-A, Worksheet 2-2; IRC 408A(c)(3)"


def roth_limit(
    *,
    tax_year: int,
    filing_status: FilingStatus | str,
    lived_with_spouse: bool | None,
    age: int,
    magi: Amount | Decimal | int,
    compensation: Amount | Decimal | int,
    traditional_contributions: Amount | Decimal | int = ZERO,
) -> Worksheet:
    """Lines 1 to 11 and ``limit``, the most that may go straight to Roth IRAs for the year.

    magi: without conversion income (Worksheet 2-1). compensation: with the spouse's where the joint return lends it.
    Outside the range the lines of the reduction stay empty.
    """
    start, end = roth_range(tax_year, filing_status, lived_with_spouse)
    out: dict[str, Amount | None] = {str(number): None for number in range(1, 12)}
    out["1"] = one = entered("1", told(magi, "magi"))
    out["2"] = two = entered("2", start)
    cap = least(dollar_limit(tax_year, age), told(compensation, "compensation"))
    out["6"] = six = cap.named("6")
    out["9"] = nine = entered("9", told(traditional_contributions, "traditional_contributions"))
    out["10"] = ten = most(six - nine, ZERO).named("10")
    if one.money <= start.money:
        return _sheet(out, entered("limit", ten))
    out["3"] = three = (one - two).named("3")
    out["4"] = four = (end - start).named("4")
    if one.money >= end.money:
        return _sheet(out, entered("limit", ZERO))
    out["5"] = five = (three / four).named("5")
    out["7"] = seven = (five * six).named("7")
    out["8"] = eight = lifted(six - seven).named("8")
    out["11"] = eleven = least(eight, ten).named("11")
    return _sheet(out, entered("limit", eleven))


def _sheet(out: dict[str, Amount | None], limit: Amount) -> Worksheet:
    return Worksheet("roth_limit", {**out, "limit": limit}, SOURCE)


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
