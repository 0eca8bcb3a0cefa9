"""The required minimum distribution of a year, and the tax where it was missed (IRC 401(a)(9), 4974)."""

from __future__ import annotations

from calc import law
from calc.derivation import Draft, Money, Worksheet, cents, told
from calc.refusals import Refusal

SOURCE = "IRC 401(a)(9), 408(a)(6); Reg. 1.401(a)(9)-5, -9(c); Pub. 590-B, Appendix B, Table III"


def first_distribution_year(born: int) -> int:
    """The year that is the first with a required distribution, by the year of birth; 70½ and its half year aside."""
    standing = law.standing()
    if born >= standing.whole("rmd_later_cohort_born_from"):
        return born + standing.whole("rmd_age_later_cohort")
    latest = law.year(law.latest()).whole("rmd_age")
    before = law.year(standing.whole("uniform_lifetime_table_from")).whole("rmd_age")
    return born + (latest if born + before > standing.whole("rmd_later_age_after") else before)


def required_distribution(*, tax_year: int, age: int, value: Money) -> Worksheet:
    """``amount`` that must leave in the year: ``value`` over ``divisor``.

    age: reached on the birthday in the year. value: of all traditional, SEP and SIMPLE IRAs on 31 December of the
    year before. The table is that of an owner whose only beneficiary is no spouse more than ten years younger.
    Refusal for a year before the present table.
    """
    standing = law.standing()
    first = standing.whole("uniform_lifetime_table_from")
    if tax_year < first:
        raise Refusal("year_too_early", "tax_year", year=tax_year, first=first, latest=law.latest())
    table = standing.figures["uniform_lifetime_table"]
    divisor = next(row[1] for row in reversed(table.value) if row[0] <= age)
    f = Draft()
    f["value"] = told(value, "value")
    f["divisor"] = table.amount(divisor)
    f["amount"] = cents(f["value"] / f["divisor"])
    return f.worksheet("required_distribution", SOURCE)


def missed_distribution(*, tax_year: int, missed: Money) -> Worksheet:
    """``tax`` on what was not taken, and ``corrected``: the tax where it is made up within the correction window."""
    standing = law.standing()
    if tax_year < standing.whole("missed_rmd_rates_from"):
        first = standing.whole("missed_rmd_rates_from")
        raise Refusal("year_too_early", "tax_year", year=tax_year, first=first, latest=law.latest())
    f = Draft()
    f["missed"] = told(missed, "missed")
    f["tax"] = cents(f["missed"] * standing.figure("missed_rmd_excise_rate_4974"))
    f["corrected"] = cents(f["missed"] * standing.figure("missed_rmd_corrected_rate_4974"))
    return f.worksheet("missed_distribution", "IRC 4974(a), (e); Form 5329, Part IX")
