"""What the two IRA worksheets share: the limit for the age, the question for separate filers, the rounding."""

from __future__ import annotations

from calc import law
from calc.derivation import Amount, most, up_to_ten
from calc.refusals import Refusal


def together(lived_with_spouse: bool | None) -> bool:  # noqa: FBT001 - a fact
    """Whether spouses who file separately lived together at any time in the year; Refusal while not known."""
    if lived_with_spouse is None:
        raise Refusal("lived_with_spouse_needed", "lived_with_spouse")
    return lived_with_spouse


def dollar_limit(tax_year: int, age: int) -> Amount:
    """The IRA limit for the age on 31 December (IRC 219(b)(5))."""
    year = law.year(tax_year)
    limit = year.figure("ira_contribution_limit")
    return limit + year.figure("ira_catch_up_50") if age >= year.whole("ira_catch_up_age") else limit


def lifted(reduced: Amount) -> Amount:
    """A reduced limit inside the range: up to the next 10, and at least 200 (IRC 219(g)(2)(B), (C))."""
    return most(up_to_ten(reduced), law.standing().figure("phaseout_floor"))
