"""A year whose contribution may be partly deducted while the payout's own income decides how much.

Taxable payout → modified AGI → deduction → nondeductible part → basis → taxable payout: a circle.
The largest deduction that is still allowed at the income it leads to closes it; more income never allows more
deduction, so halving the interval finds it to the cent. A person may always treat more as nondeductible
(IRC 408(o)(2)(B)(ii)), so every smaller deduction is lawful too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from calc.derivation import CENT, ZERO, Amount, Draft, Money, Worksheet, given, least, most, told, total
from calc.worksheets.form_8606 import PART_1, PART_2, form_8606
from calc.worksheets.worksheet_1_1 import worksheet_1_1

Deduction = Callable[[Amount], Worksheet]  # modified AGI with the payout in it → the IRA deduction worksheet


@dataclass(frozen=True, slots=True)
class Settled:
    """One reading of the law for the year, consistent in itself. ``sheet`` is None where printed lines are used."""

    form: Worksheet
    deduction: Amount
    magi: Amount
    taxable: Amount
    sheet: Worksheet | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """``other`` is the second reading where the text is ambiguous: late money while the deduction is partial."""

    settled: Settled
    other: Settled | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    """The IRA side of the year, in the terms of Form 8606.

    contribution: for the year; late: the part of it made after 31 December; basis: line 2; value: line 6;
    distributions: line 7; converted: line 8.
    """

    contribution: Money
    late: Money = ZERO
    basis: Money
    value: Money
    distributions: Money = ZERO
    converted: Money = ZERO


def partly_deducted(payout: Payout, *, magi_before: Money, deduction: Deduction, elect_nondeductible: bool) -> Year:
    """Forms and deduction of the year.

    magi_before: modified AGI without the taxable part of the payout.
    elect_nondeductible: the person deducts nothing, so the printed lines are the rule and nothing is circular.
    """
    before = told(magi_before, "magi_before")
    if elect_nondeductible:
        return Year(_at(payout, before, ZERO.money, _printed))
    printed = _largest(payout, before, deduction, _printed)
    by_worksheet = _largest(payout, before, deduction, _by_worksheet)
    whole = told(payout.contribution, "contribution").money
    partial = 0 < by_worksheet.deduction.money < whole
    fixed = _allowed(deduction, before) == _allowed(deduction, before + _paid_out(payout))
    if not partial or fixed:
        return Year(printed)
    return Year(by_worksheet, printed if told(payout.late, "late").value else None)


Reading = Callable[[Payout, Amount], tuple[Worksheet, Worksheet | None]]


def _largest(payout: Payout, before: Amount, deduction: Deduction, reading: Reading) -> Settled:
    """The largest deduction, to the cent, that its own modified AGI allows."""
    low, high = 0, int(_allowed(deduction, before) / CENT)
    most_of = _at(payout, before, high * CENT, reading)
    if most_of.deduction.money <= _allowed(deduction, most_of.magi):
        return most_of
    while low < high:
        middle = (low + high + 1) // 2
        tried = _at(payout, before, middle * CENT, reading)
        if tried.deduction.money <= _allowed(deduction, tried.magi):
            low = middle
        else:
            high = middle - 1
    return _at(payout, before, low * CENT, reading)


def _at(payout: Payout, before: Amount, deducted: Decimal, reading: Reading) -> Settled:
    taken = given(deducted, "deduction")
    nondeductible = (told(payout.contribution, "contribution") - taken).named("nondeductible")
    form, sheet = reading(payout, nondeductible)
    taxable = total(*(form[n] or ZERO for n in ("15c", "18")))
    return Settled(form, taken, (before + taxable).named("magi"), taxable, sheet)


def _printed(payout: Payout, nondeductible: Amount) -> tuple[Worksheet, None]:
    """Lines 1 to 18 as printed; the instalment made within the year is taken as the nondeductible one first.

    Form 8606 instructions, line 4: which instalment is nondeductible is the person's choice.
    """
    whole = told(payout.contribution, "contribution")
    within = whole - told(payout.late, "late")
    late = most(nondeductible - within, ZERO)
    form = form_8606(
        line1=nondeductible,
        line2=payout.basis,
        line4=late,
        line6=payout.value,
        line7=payout.distributions,
        line8=payout.converted,
    )
    return form, None


def _by_worksheet(payout: Payout, nondeductible: Amount) -> tuple[Worksheet, Worksheet]:
    """Worksheet 1-1 in place of lines 5 to 12; line 13 is never above line 3, for basis is never negative."""
    sheet = worksheet_1_1(
        prior_basis=payout.basis,
        contributions=payout.contribution,
        value=payout.value,
        distributions=payout.distributions,
        converted=payout.converted,
    )
    f = Draft(*PART_1, *PART_2)
    f["1"] = nondeductible
    f["2"] = told(payout.basis, "basis")
    f["3"] = f["1"] + f["2"]
    f["7"] = told(payout.distributions, "distributions")
    f["8"] = told(payout.converted, "converted")
    f["13"] = least(sheet.line("8"), f["3"])
    f["14"] = f["3"] - f["13"]
    fits = f["13"].money == sheet.money("8")
    of_converted = f["8"] - sheet.line("10") if fits else least(f["13"], f["8"])
    f["16"] = f["8"]
    f["17"] = of_converted
    f["18"] = f["16"] - f["17"]
    f["15a"] = f["7"] - (f["13"] - of_converted)
    f["15c"] = f["15a"]
    return f.worksheet("form_8606", f"{sheet.source}; Form 8606"), sheet


def _allowed(deduction: Deduction, magi: Amount) -> Decimal:
    return deduction(magi).money("deduction")


def _paid_out(payout: Payout) -> Amount:
    return told(payout.distributions, "distributions") + told(payout.converted, "converted")
