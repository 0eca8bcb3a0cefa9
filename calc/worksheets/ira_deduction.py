"""The traditional IRA deduction: Pub. 590-A, Worksheet 1-2, with the exact ratio."""

from __future__ import annotations

from calc import law
from calc.derivation import ZERO, Amount, Draft, Money, Worksheet, entered, least, most, told
from calc.facts import FilingStatus
from calc.refusals import Refusal
from calc.worksheets.ira_limit import dollar_limit, lifted, together

SOURCE = "Pub. 590-A, Worksheet 1-2; IRC 219(g)"


def ira_deduction(
    *,
    tax_year: int,
    filing_status: FilingStatus | str,
    lived_with_spouse: bool | None,
    covered: bool,
    spouse_covered: bool | None,
    age: int,
    magi: Money,
    compensation: Money,
    contribution: Money,
) -> Worksheet:
    """Lines 1 to 8 and what they come to: ``dollar_limit_after_phaseout``, ``deduction``, ``nondeductible``,
    ``excess_contribution``.

    magi: with conversion income. The dollar limit is reduced first, compensation caps the result afterwards
    (the Roth worksheet reduces the smaller of the two). Outside a range lines 1 to 3 stay empty.
    """
    reach = deduction_range(
        tax_year,
        filing_status,
        lived_with_spouse=lived_with_spouse,
        covered=covered,
        spouse_covered=spouse_covered,
    )
    limit = contribution_limit(tax_year, age)
    paid, pay = told(contribution, "contribution"), told(compensation, "compensation")
    f = Draft("1", "2", "3")
    f["4"] = _reduced(f, limit, told(magi, "magi"), reach)
    f["5"] = pay
    f["6"] = least(paid, limit)
    f["7"] = least(f["4"], f["5"], f["6"])
    f["8"] = least(f["5"], f["6"]) - f["7"]
    f["dollar_limit_after_phaseout"] = f["4"]
    f["deduction"] = f["7"]
    f["nondeductible"] = f["8"]
    f["excess_contribution"] = most(paid - least(limit, pay), ZERO)
    return f.worksheet("ira_deduction", SOURCE)


def _reduced(f: Draft, limit: Amount, magi: Amount, reach: tuple[Amount, Amount] | None) -> Amount:
    if reach is None:
        return entered("4", limit)
    start, end = reach
    f["1"] = end
    f["2"] = magi
    if magi.money >= end.money or limit.value == 0:
        return entered("4", ZERO)
    f["3"] = f["1"] - f["2"]
    if magi.money <= start.money:
        return entered("4", limit)
    return lifted(f["3"] * (limit / (end - start)))


def contribution_limit(tax_year: int, age: int) -> Amount:
    """The dollar limit for a traditional IRA; zero for 2019 where 70½ was reached (IRC 219(d)(1), repealed).

    Refusal for the age at which the birthday decides.
    """
    bar = law.year(tax_year).maybe("traditional_ira_contribution_max_age")
    if bar is not None and age == int(bar.value):
        raise Refusal("birthday_decides", "age", year=tax_year, age=age)
    return ZERO if bar is not None and age > bar.value else dollar_limit(tax_year, age)


def deduction_range(
    tax_year: int,
    filing_status: FilingStatus | str,
    *,
    lived_with_spouse: bool | None,
    covered: bool,
    spouse_covered: bool | None,
) -> tuple[Amount, Amount] | None:
    """Start and end of the range for a deductible contribution (IRC 219(g)); None where no range applies.

    spouse_covered is read for mfj and mfs, lived_with_spouse for mfs.
    """
    year, status = law.year(tax_year), FilingStatus(filing_status)
    if status is FilingStatus.MFS and together(lived_with_spouse):
        either = covered or _told(spouse_covered)
        return year.range("phaseout_mfs_lived_with_spouse") if either else None
    if covered:
        joint = status in {FilingStatus.MFJ, FilingStatus.QSS}
        ending = "mfj_qss" if joint else "single_hoh"
        return year.range(f"trad_ira_deduction_phaseout_covered_{ending}")
    if status is FilingStatus.MFJ and _told(spouse_covered):
        return year.range("trad_ira_deduction_phaseout_not_covered_spouse_covered_mfj")
    return None


def _told(spouse_covered: bool | None) -> bool:  # noqa: FBT001 - a fact
    if spouse_covered is None:
        raise Refusal("spouse_covered_needed", "spouse_covered")
    return spouse_covered
