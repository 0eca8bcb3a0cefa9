"""What each worksheet of the public interface takes, one model a worksheet.

Amounts are JSON numbers or decimal strings, taken exactly; a year or an age is a whole number, a yes or no is a
boolean. Nothing else is read as one of these.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool
from pydantic_core import PydanticCustomError

from calc.facts import LARGEST, FilingStatus
from calc.worksheets.roth_distribution import Exemption

_DIGITS = re.compile(r"-?\d{1,20}(\.\d{1,20})?", re.ASCII)


def exactly(value: Any) -> Any:
    """The decimal that was written; a boolean, a word or an exponent is no amount."""
    if isinstance(value, float):
        value = repr(value)
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return Decimal(value)
    if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise PydanticCustomError("decimal_type", "not an amount")


_Exact = BeforeValidator(exactly)
Dollars = Annotated[Decimal, _Exact, Field(ge=0, le=LARGEST, decimal_places=2)]
Income = Annotated[Decimal, _Exact, Field(ge=-LARGEST, le=LARGEST, decimal_places=2)]
Percent = Annotated[Decimal, _Exact, Field(ge=0, le=100, decimal_places=4)]
Age = Annotated[int, Field(strict=True, ge=0, le=120)]
CalendarYear = Annotated[int, Field(strict=True, ge=1900, le=2200)]
State = Annotated[str, Field(strict=True, pattern=r"^[A-Z]{2}$")]


class Inputs(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Form8606(Inputs):
    """The lines a person fills in. Part I unless ``complete_part1`` is false; Part III when line 19 is given."""

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
    first_roth_year: CalendarYear
    contributions: list[tuple[CalendarYear, Dollars]] = Field(max_length=150)
    conversions: list[tuple[CalendarYear, Dollars, Dollars]] = Field(max_length=150)
    distributions: list[tuple[CalendarYear, Dollars, StrictBool]] = Field(max_length=150)
    exception: Exemption | None = None
    first_home_amount: Dollars | None = None


class FederalTax(Inputs):
    tax_year: CalendarYear
    filing_status: FilingStatus
    age: Age
    spouse_age: Age | None = None
    wages: Dollars
    conversion_taxable: Dollars


class StateTax(FederalTax):
    state: State
