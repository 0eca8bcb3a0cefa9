"""What each worksheet of the public interface takes, one model a worksheet; its docstring goes into the schema.

Amounts are JSON numbers or decimal strings, taken exactly; a year or an age is a whole number, a yes or no is a
boolean. Nothing else is read as one of these.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from calc.facts import FilingStatus, Money, Percent, SignedMoney
from calc.worksheets.roth_distribution import Exemption

Dollars = Money
Income = SignedMoney
Age = Annotated[int, Field(strict=True, ge=0, le=120)]
Count = Annotated[int, Field(strict=True, ge=0, le=30)]
CalendarYear = Annotated[int, Field(strict=True, ge=1900, le=2199)]
State = Annotated[str, Field(strict=True, pattern=r"^[A-Z]{2}$")]


class Inputs(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)  # built by the first that is read


class Form8606(Inputs):
    """Dollars by the lines of Form 8606 that a person fills in. Part I unless complete_part1 is false; then
    net_converted and basis_in_converted give Part II. Part III when line19 is given.

    line1: nondeductible contributions for the year; line2: basis of earlier years (their line 14); line4: of line 1,
    paid in after the year; line6: all traditional, SEP and SIMPLE IRAs on December 31 together; line7: taken out and
    not converted; line8: converted. distribution_or_conversion: whether there was any in the year.
    """

    tax_year: CalendarYear | None = None
    complete_part1: StrictBool | None = None
    distribution_or_conversion: StrictBool | None = None
    line1: Dollars | None = None
    line2: Dollars | None = None
    line4: Dollars | None = None
    line6: Dollars | None = None
    line7: Dollars | None = None
    line8: Dollars | None = None
    line15b: Dollars | None = None
    net_converted: Dollars | None = None
    basis_in_converted: Dollars | None = None
    line19: Dollars | None = None
    line20: Dollars | None = None
    line22: Dollars | None = None
    line24: Dollars | None = None
    line25b: Dollars | None = None


class RothLimit(Inputs):
    """The most that may go straight to Roth IRAs. age: on December 31. magi: without conversion income.

    compensation: the pay that counts, with the spouse's where a joint return lends it; or own_compensation,
    spouse_compensation and spouse_ira_contributions in its place. traditional_contributions: for the same year;
    left out counts as none. lived_with_spouse: of separate returns, at any time in the year.
    """

    tax_year: CalendarYear
    filing_status: FilingStatus
    lived_with_spouse: StrictBool | None = None
    age: Age
    magi: Income
    compensation: Dollars | None = None
    traditional_contributions: Dollars | None = None
    own_compensation: Dollars | None = None
    spouse_compensation: Dollars | None = None
    spouse_ira_contributions: Dollars | None = None


class IraDeduction(Inputs):
    """What of a traditional contribution may be deducted. age: on December 31. magi: with conversion income.

    covered, spouse_covered: by a plan at work (Form W-2, box 13). lived_with_spouse: of separate returns.
    """

    tax_year: CalendarYear
    filing_status: FilingStatus
    lived_with_spouse: StrictBool | None = None
    covered: StrictBool
    spouse_covered: StrictBool | None = None
    age: Age
    magi: Income
    compensation: Dollars
    contribution: Dollars


class MegaRoom(Inputs):
    """Room for after-tax money in one plan at work. age: on December 31. compensation: this employer's, gross.

    elective_deferrals: before tax and Roth, catch-up included, for the whole year; employer_contributions: match and
    other employer money; after_tax_so_far: left out counts as none. plan_after_tax_percent and
    plan_after_tax_dollar_cap: what the plan itself allows. other_employer_deferrals: into plans of other employers.
    """

    tax_year: CalendarYear
    age: Age
    compensation: Dollars
    elective_deferrals: Dollars
    employer_contributions: Dollars
    after_tax_so_far: Dollars = Decimal(0)
    plan_after_tax_percent: Percent | None = None
    plan_after_tax_dollar_cap: Dollars | None = None
    other_employer_deferrals: Dollars | None = None


class RothDistribution(Inputs):
    """What the last of several payouts of all Roth IRAs costs; the earlier ones only use up what was there.

    first_roth_year: for which the first Roth contribution was made, or in which the first conversion was.
    contributions: [year, dollars]; conversions: [year, taxed part, untaxed part]; distributions: [year, dollars,
    whether 59½ was reached], one sum a year, oldest first.
    """

    first_roth_year: CalendarYear
    contributions: list[tuple[CalendarYear, Dollars]] = Field(max_length=150)
    conversions: list[tuple[CalendarYear, Dollars, Dollars]] = Field(max_length=150)
    distributions: list[tuple[CalendarYear, Dollars, StrictBool]] = Field(max_length=150)
    exception: Exemption | None = None
    first_home_amount: Dollars | None = None


class FederalTax(Inputs):
    """Income tax without and with a conversion, of wages and nothing else. Ages: on December 31.

    conversion_taxable: the taxable part (Form 8606, line 18).
    """

    tax_year: CalendarYear
    filing_status: FilingStatus
    age: Age
    spouse_age: Age | None = None
    wages: Dollars
    conversion_taxable: Dollars


class StateTax(FederalTax):
    """The same for a state's tax, the standard deduction taken. state: two letters, such as CA."""

    state: State


class Marketplace(Inputs):
    second_lowest_silver_premium_year: Dollars
    household_size: Annotated[int, Field(strict=True, ge=1, le=30)]
    months: Annotated[int, Field(strict=True, ge=1, le=12)] | None = None


class ConversionTax(Inputs):
    """Two whole returns, without and with a conversion; what is left out is 0, false or null: ask what applies.

    wages: gross, before pretax_deferrals; ordinary_dividends: all of them, with the qualified ones. Ages: on
    December 31. conversion_taxable: the taxable part (Form 8606, line 18).
    """

    tax_year: CalendarYear
    filing_status: FilingStatus
    age: Age
    spouse_age: Age | None = None
    conversion_taxable: Dollars
    lived_with_spouse: StrictBool | None = None
    spouse_itemizes: StrictBool | None = None
    wages: Dollars | None = None
    spouse_wages: Dollars | None = None
    pretax_deferrals: Dollars | None = None
    self_employment_profit: Income | None = None
    sstb: StrictBool | None = None
    business_wages: Dollars | None = None
    business_property: Dollars | None = None
    taxable_interest: Dollars | None = None
    tax_exempt_interest: Dollars | None = None
    ordinary_dividends: Dollars | None = None
    qualified_dividends: Dollars | None = None
    long_term_gains: Dollars | None = None
    pension: Dollars | None = None
    social_security: Dollars | None = None
    spouse_social_security: Dollars | None = None
    student_loan_interest: Dollars | None = None
    overtime_premium: Dollars | None = None
    tips: Dollars | None = None
    excluded_foreign_earned_income: Dollars | None = None
    property_tax: Dollars | None = None
    state_income_tax_without: Dollars | None = None
    state_income_tax_with: Dollars | None = None
    mortgage_interest: Dollars | None = None
    charity_cash: Dollars | None = None
    children_under_17: Count | None = None
    other_dependents: Count | None = None
    marketplace: Marketplace | None = None
