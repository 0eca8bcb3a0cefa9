"""Medicare premiums two years on: the tier of surcharges that a year's income falls into (42 USC 1395r(i))."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from calc import law
from calc.derivation import ZERO, Amount, given, total
from calc.worksheets.whole_return.household import Household

LOOK_BACK = 2  # premiums of a year look at the return two years before it


@dataclass(frozen=True, slots=True)
class Medicare:
    """``table_year``: whose premium table is used, the newest one where the premium year's is not out yet."""

    premium_year: int
    table_year: int


def medicare(home: Household) -> Medicare | None:
    """None where nobody on the return is near the age at which income counts."""
    if not home.aged(home.year.whole("medicare_lookback_age")):
        return None
    premium_year = home.year.number + LOOK_BACK
    return Medicare(premium_year, min(premium_year, _newest()))


def tier(home: Household, looked_at: Medicare, income: Amount) -> int:
    """0 to 5. income: adjusted gross income, tax-exempt interest and excluded foreign income.

    Above a limit begins the next tier; the last one begins at it. Separate filers who lived together know three.
    """
    *lower, last = (limit.value for limit in tier_limits(home, looked_at))
    if income.value >= last:
        return len(TIERS)
    passed = sum(income.value > limit for limit in lower)
    return TIERS[-2] if home.separate and not home.apart and passed else passed


def tier_limits(home: Household, looked_at: Medicare) -> tuple[Amount, ...]:
    """The incomes above which the tiers begin; the last one begins at its own."""
    together = home.separate and not home.apart
    group = "mfs_together" if together else "mfj" if home.joint else "single"
    return law.year(looked_at.table_year).figures[f"medicare_tiers_{group}"].amounts


def surcharge(looked_at: Medicare, reached: int) -> Amount:
    """On parts B and D of one person in a year, in a tier."""
    figures = law.year(looked_at.table_year).figures
    parts = (figures[f"medicare_part_{part}_surcharges"].amounts for part in "bd")
    monthly = total(*(amounts[reached - 1] for amounts in parts)) if reached else ZERO
    return monthly * given(12, "months")


TIERS = (1, 2, 3, 4, 5)


@cache
def _newest() -> int:
    return max(number for number in law.years() if "medicare_tiers_single" in law.year(number).figures)
