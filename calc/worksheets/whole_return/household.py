"""Whose return it is: the income, deductions and family of one year, before any conversion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from typing import Any

from calc import law
from calc.derivation import ZERO, Amount, told, total
from calc.facts import FilingStatus
from calc.refusals import Refusal


def summed(*amounts: Amount) -> Amount:
    """What is there of them, so that a line names only what it is made of."""
    some = [amount for amount in amounts if amount.value]
    return total(*some) if len(some) > 1 else some[0] if some else ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Marketplace:
    """Insurance bought on the marketplace. ``premium``: the second lowest silver plan, for twelve months.

    size: of the tax family, in the 48 states. months: covered by such a plan and by nothing else.
    """

    premium: Amount
    size: int
    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """Amounts in dollars of the tax year; what was not told is zero. Ages are on 31 December, the filer's first.

    wages: gross pay, from which ``pretax_deferrals`` are taken. self_employment_profit: net, below zero for a loss.
    ordinary_dividends: all of them; qualified_dividends: the part of them. long_term_gains: net, never negative.
    other_income: what the rest of adjusted gross income comes to, above or below zero; ordinary income.
    excluded_foreign_earned_income: Form 2555, line 45; not in wages. overtime_premium, tips: inside wages.
    mortgage_interest: the deductible amount. apart: filing separately, and apart from the spouse all year.
    """

    year: law.Year
    status: FilingStatus
    ages: tuple[int, ...]
    apart: bool = False
    wages: Amount = ZERO
    spouse_wages: Amount = ZERO
    pretax_deferrals: Amount = ZERO
    self_employment_profit: Amount = ZERO
    sstb: bool = False
    business_wages: Amount = ZERO
    business_property: Amount = ZERO
    taxable_interest: Amount = ZERO
    tax_exempt_interest: Amount = ZERO
    ordinary_dividends: Amount = ZERO
    qualified_dividends: Amount = ZERO
    long_term_gains: Amount = ZERO
    pension: Amount = ZERO
    other_income: Amount = ZERO
    social_security: Amount = ZERO
    spouse_social_security: Amount = ZERO
    student_loan_interest: Amount = ZERO
    overtime_premium: Amount = ZERO
    tips: Amount = ZERO
    excluded_foreign_earned_income: Amount = ZERO
    property_tax: Amount = ZERO
    state_income_tax: Amount = ZERO
    mortgage_interest: Amount = ZERO
    charity_cash: Amount = ZERO
    spouse_itemizes: bool = False
    children_under_17: int = 0
    other_dependents: int = 0
    marketplace: Marketplace | None = None

    @property
    def joint(self) -> bool:
        """A joint return; a surviving spouse files none, and has only some of its figures."""
        return self.status is FilingStatus.MFJ

    @property
    def separate(self) -> bool:
        return self.status is FilingStatus.MFS

    def aged(self, age: int) -> int:
        """How many on the return have reached an age."""
        return sum(one >= age for one in self.ages)

    @property
    def gains(self) -> Amount:
        """What is taxed at the rates of long-term gains."""
        return summed(self.qualified_dividends, self.long_term_gains).named("gains_and_qualified_dividends")

    def figure(self, name: str) -> Amount:
        """Of the year, for the filing status: ``salt_cap``, or the one of its entries that names the status."""
        return self.year.figure(_entry(self.year.number, name, self.status))

    def maybe(self, name: str) -> Amount | None:
        """The same, or None where the law of the year has no such thing."""
        return self.year.maybe(_entry(self.year.number, name, self.status))

    def range(self, name: str) -> tuple[Amount, Amount]:
        return self.year.range(_entry(self.year.number, name, self.status))


FIRST = "amt_exemption_mfj_qss"  # the year files hold the figures of a whole return from the one that holds this


def household(
    *,
    tax_year: int,
    filing_status: FilingStatus | str,
    age: int,
    spouse_age: int | None,
    lived_with_spouse: bool = False,
    **inputs: Any,
) -> Household:
    """From the inputs of the worksheet ``conversion-tax``; amounts are decimals, or amounts with their trail.

    Refusal: a year whose file has no figures for a whole return; a joint return without the spouse's age.
    """
    year, status = law.year(tax_year), FilingStatus(filing_status)
    if FIRST not in year.figures:
        raise Refusal("whole_return_year", "tax_year", year=tax_year, first=law.first_year(FIRST))
    if status is FilingStatus.MFJ and spouse_age is None:
        raise Refusal("spouse_age_needed", "spouse_age")
    ages = (age, spouse_age) if status is FilingStatus.MFJ and spouse_age is not None else (age,)
    apart = status is FilingStatus.MFS and not lived_with_spouse
    amounts = {name: _told(name, value) for name, value in inputs.items() if value is not None}
    return Household(year=year, status=status, ages=ages, apart=apart, **amounts)


_AMOUNTS = frozenset(field.name for field in fields(Household) if field.default is ZERO)


def _told(name: str, value: Any) -> Any:
    if name == "marketplace":
        return marketplace(value)
    if name not in _AMOUNTS:
        return value
    return told(value, name) if value else ZERO


def marketplace(told_of_it: Mapping[str, Any]) -> Marketplace:
    premium: Decimal = told_of_it["second_lowest_silver_premium_year"]
    months = told_of_it.get("months")
    return Marketplace(
        premium=told(premium, "second_lowest_silver_premium_year"),
        size=told_of_it["household_size"],
        months=12 if months is None else months,
    )


@cache
def _entry(number: int, name: str, status: FilingStatus) -> str:
    """``name`` itself, or the entry of the year that adds this filing status to it."""
    figures = law.year(number).figures
    if name in figures:
        return name
    heads = ((entry, set(entry.removeprefix(f"{name}_").split("_"))) for entry in figures if entry.startswith(name))
    return next(entry for entry, statuses in heads if status in statuses and statuses <= set(FilingStatus))
