"""Roth against pre-tax deferrals: the same take-home today, both outcomes later, and the rate at which they meet.

With one growth for both, only the two tax rates decide: the rate saved on the deferral now, and the rate paid on the
money when it comes out. The rate saved is what the year's schedule takes off this slice, not the top bracket alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from calc.derivation import ZERO, Amount, Draft, Money, Worksheet, cents, given, told
from calc.facts import FilingStatus
from calc.refusals import Refusal
from calc.worksheets.federal_tax import federal_tax

SOURCE = "IRC 402(g), 402A; Form 1040, lines 11 to 16"


class Better(StrEnum):
    ROTH = "roth"
    PRETAX = "pretax"
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class Comparison:
    """``sheet``: both ways line by line. ``break_even``: the later rate at which both are worth the same."""

    sheet: Worksheet
    break_even: Fraction
    better: Better


def roth_or_pretax(
    *, deferral: Money, saved_now: Money, rate_later: Decimal, growth: Decimal = Decimal(1)
) -> Comparison:
    """Both outcomes of one deferral.

    deferral: pre-tax dollars; saved_now: income tax, federal and state, that it saves this year (``tax_saved``);
    rate_later: share of one paid when the money comes out; growth: what one dollar becomes until then.
    The Roth saver defers what leaves the same take-home. ``roth_same_dollars`` is the other way to see it: the same
    number of dollars in Roth, for ``costs_now`` more in tax, which the limit on deferrals makes possible.
    Refusal: more saved than deferred, nothing deferred.
    """
    put_in, saved = told(deferral, "deferral"), told(saved_now, "saved_now")
    if put_in.money <= 0:
        raise Refusal("nothing_deferred", "deferral")
    if saved.money > put_in.money:
        raise Refusal("saved_above_deferral", "saved_now", saved=saved, deferral=put_in)
    rate = given(rate_later, "rate_later")
    factor, one = given(growth, "growth"), given(1, "one")
    f = Draft()
    f["pretax"] = put_in
    f["saved_now"] = saved
    f["take_home_cost"] = f["pretax"] - f["saved_now"]
    f["roth"] = f["take_home_cost"]
    f["pretax_later"] = cents(f["pretax"] * factor * (one - rate))
    f["tax_later"] = cents(f["pretax"] * factor) - f["pretax_later"]
    f["roth_later"] = cents(f["roth"] * factor)
    f["difference"] = f["roth_later"] - f["pretax_later"]
    f["roth_same_dollars"] = cents(f["pretax"] * factor)
    f["costs_now"] = f["saved_now"]
    even = Fraction(saved.value) / Fraction(put_in.value)
    gap = f["difference"].value
    better = Better.EVEN if gap == 0 else Better.ROTH if gap > 0 else Better.PRETAX
    return Comparison(f.worksheet("roth_or_pretax", SOURCE), even, better)


def tax_saved(
    *,
    tax_year: int,
    filing_status: FilingStatus | str,
    age: int,
    spouse_age: int | None,
    income: Money,
    deferral: Money,
    state: Money = ZERO,
) -> Amount:
    """Federal tax on the slice of income that the deferral takes off, and the state's where it is known.

    income: before the deferral. state: state tax saved.
    """
    before, off = told(income, "income"), told(deferral, "deferral")
    if off.money > before.money:
        raise Refusal("deferral_above_income", "deferral", deferral=off, income=before)
    sheet = federal_tax(
        tax_year=tax_year,
        filing_status=filing_status,
        age=age,
        spouse_age=spouse_age,
        wages=before - off,
        conversion_taxable=off,
    )
    return sheet.line("delta") + told(state, "state")
