"""What a conversion costs in federal tax: the difference of two whole returns, without and with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from calc.derivation import ZERO, Amount, Money, Worksheet, given, told, total
from calc.refusals import Refusal
from calc.worksheets.whole_return.form_1040 import Return, form_1040
from calc.worksheets.whole_return.household import Household
from calc.worksheets.whole_return.medicare import Medicare, medicare, tier

SOURCE = "the difference of two returns: Form 1040 with its forms and schedules"
PERCENT = given(100, "percent")
CHANGES = (
    ("income_tax_delta", "federal_income_tax_with", "federal_income_tax_without"),
    ("niit_delta", "niit_with", "niit_without"),
    ("premium_credit_lost", "premium_tax_credit_without", "premium_tax_credit_with"),
)


@dataclass(frozen=True, slots=True)
class Irmaa:
    """The tiers of Medicare surcharges (0: none) that the two incomes fall into."""

    looked_at: Medicare
    without: int
    with_it: int


@dataclass(frozen=True, slots=True)
class ConversionTax:
    """``sheet``: each line of ``form_1040`` twice, named ``_without`` and ``_with``, and what the conversion costs.

    ``total_delta``: what it adds to the income tax and to the tax on net investment income, and what it takes of the
    premium credit.
    """

    sheet: Worksheet
    without: Return
    with_it: Return
    irmaa: Irmaa | None


def conversion_tax(
    home: Household, conversion_taxable: Money, *, state_income_tax_with: Amount | None = None
) -> ConversionTax:
    """home: with the state income tax that is deducted without the conversion.

    state_income_tax_with: what is deducted with it; the same where it is None. Refusal: a separate filer whose
    alternative minimum tax turns on a share that was not confirmed.
    """
    conversion = told(conversion_taxable, "conversion_taxable")
    later = home if state_income_tax_with is None else replace(home, state_income_tax=state_income_tax_with)
    without, with_it = form_1040(home), form_1040(later, conversion)
    if without.amt_open or with_it.amt_open:
        raise Refusal("amt_separate", "filing_status", year=home.year.number)
    out: dict[str, Amount | None] = {}
    for number in without.sheet:
        for case, filed in (("without", without), ("with", with_it)):
            out[f"{number}_{case}"] = filed.sheet.line(number).named(f"{number}_{case}")
    both = Worksheet("conversion_tax", out, SOURCE)
    for name, more, less in CHANGES:
        out[name] = (both.line(more) - both.line(less)).named(name)
    changed = [both.line(name) for name, _, _ in CHANGES if both.line(name).value]
    out["total_delta"] = delta = total(*(changed or [ZERO])).named("total_delta")
    share = delta / conversion * PERCENT if conversion.value else None
    out["effective_rate_percent"] = share and share.named("effective_rate_percent")
    return ConversionTax(both, without, with_it, irmaa(home, without, with_it))


def without_zeros(sheet: Worksheet) -> Worksheet:
    """The sheet without the lines that are zero on both returns."""
    empty = {
        name.removesuffix("_with")
        for name in sheet
        if name.endswith("_with") and not sheet.line(name).value and not sheet.line(f"{name}out").value
    }
    empty |= {name for name, _, _ in CHANGES if not sheet.line(name).value}
    kept = {name: line for name, line in sheet.items() if name.removesuffix("out").removesuffix("_with") not in empty}
    return Worksheet(sheet.name, kept, sheet.source)


def irmaa(home: Household, without: Return, with_it: Return) -> Irmaa | None:
    """None where nobody on the return is near the age at which income counts."""
    looked_at = medicare(home)
    if looked_at is None:
        return None
    tiers = [
        tier(
            home,
            looked_at,
            total(filed.sheet.line("agi"), home.tax_exempt_interest, home.excluded_foreign_earned_income),
        )
        for filed in (without, with_it)
    ]
    return Irmaa(looked_at, *tiers)
