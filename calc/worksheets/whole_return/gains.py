"""Form 1040, line 16: the Qualified Dividends and Capital Gain Tax Worksheet on top of the rate schedule (IRC 1(h)).

With excluded foreign income the Foreign Earned Income Tax Worksheet: the tax on everything less the tax on what is
excluded (IRC 911(f)).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from calc import law
from calc.derivation import ZERO, Amount, least, most, total
from calc.facts import FilingStatus
from calc.worksheets.federal_tax import schedule_tax
from calc.worksheets.whole_return.household import Household


@dataclass(frozen=True, slots=True)
class Regular:
    """``tax``: line 16. ``on_gains``: what of it exceeds the schedule's tax on the rest of taxable income.

    preferred: gains and qualified dividends in taxable income. rest: what they are stacked on, with excluded income.
    """

    tax: Amount
    on_gains: Amount
    preferred: Amount
    rest: Amount


def regular_tax(home: Household, taxable: Amount) -> Regular:
    if not taxable.value:
        return Regular(ZERO, ZERO, ZERO, home.excluded_foreign_earned_income)
    excluded = home.excluded_foreign_earned_income
    everything = taxable + excluded if excluded.value else taxable
    preferred = least(home.gains, taxable).named("gains_in_taxable_income") if home.gains.value else ZERO
    rest = (everything - preferred).named("rest_of_taxable_income") if preferred.value else everything
    below = schedule_tax(home.year, home.status, rest)
    tax = below
    if preferred.value:
        at_gains_rates = total(below, stacked(home, preferred, rest)).named("with_gains_rates")
        tax = least(at_gains_rates, schedule_tax(home.year, home.status, everything))
    on_gains = tax - below if preferred.value else ZERO
    if excluded.value:
        tax -= schedule_tax(home.year, home.status, excluded)
    return Regular(tax.named("regular_tax"), on_gains, preferred, rest)


def stacked(home: Household, preferred: Amount, rest: Amount) -> Amount:
    """Tax on gains that lie on top of ``rest``: nothing below the first threshold, then 15 and 20 %."""
    first, second = thresholds(home)
    top = rest + preferred
    in_middle = most(least(top, second) - most(rest, first), ZERO).named("gains_in_the_middle")
    above = most(top - most(rest, second), ZERO).named("gains_on_top")
    middle = in_middle * home.figure("gains_rate_middle")
    return (total(middle, above * home.figure("gains_rate_high")) if above.value else middle).named("on_gains")


def thresholds(home: Household) -> tuple[Amount, Amount]:
    return _thresholds(home.year.number, home.status)


@cache
def _thresholds(number: int, status: FilingStatus) -> tuple[Amount, Amount]:
    joint = status in {FilingStatus.MFJ, FilingStatus.QSS}
    first, second = law.year(number).range(f"ltcg_thresholds_0_15_20_{'mfj' if joint else status}")
    return first.named("gains_first_threshold"), second.named("gains_second_threshold")
