"""Standard or itemized deduction: Schedule A with the cap on state and local tax, and what stands against it."""

from __future__ import annotations

from dataclasses import dataclass

from calc.derivation import ZERO, Amount, given, least, most
from calc.worksheets.federal_tax import standard_deduction
from calc.worksheets.whole_return.household import Household, summed

HALF = given(2, "two")


@dataclass(frozen=True, slots=True)
class Itemized:
    """``salt``: line 5e. ``whole``: with mortgage interest and charity, before section 68."""

    salt: Amount
    whole: Amount


def itemized(home: Household, agi: Amount) -> Itemized:
    paid = summed(home.property_tax, home.state_income_tax)
    salt = least(paid, _salt_cap(home, agi)).named("salt_deduction") if paid.value else ZERO
    whole = summed(salt, home.mortgage_interest, _charity(home, agi)).named("itemized_deductions")
    return Itemized(salt, whole)


def _salt_cap(home: Household, agi: Amount) -> Amount:
    """IRC 164(b)(6), (7): falls above an income, not below the floor; what separate filers come to is halved last."""
    cap, starts = home.figure("salt_cap"), home.maybe("salt_cap_falls_from")
    if starts is not None:
        start = starts / HALF if home.separate else starts
        over = most(agi + home.excluded_foreign_earned_income - start, ZERO)
        if over.value:
            fallen = cap - over * home.figure("salt_cap_falls_by")
            cap = most(fallen, home.figure("salt_cap_floor")).named("salt_cap_left")
    return (cap / HALF).named("salt_cap_left") if home.separate else cap


def _charity(home: Household, agi: Amount) -> Amount:
    """Cash to public charities: at most a share of income; from 2026 only what exceeds a floor (IRC 170(b)(1))."""
    if not home.charity_cash.value:
        return ZERO
    income = most(agi, ZERO)
    allowed = least(home.charity_cash, income * home.figure("charity_cash_share_of_agi"))
    floor = home.maybe("charity_floor_of_agi")
    return most(allowed - income * floor, ZERO).named("charity") if floor else allowed


def after_section_68(home: Household, whole: Amount, rest: Amount) -> Amount:
    """From 2026 (IRC 68). rest: adjusted gross income less the QBI and Schedule 1-A deductions."""
    cut = home.maybe("itemized_cut")
    if cut is None:
        return whole
    over = rest - home.year.brackets(home.status)[-1].over
    if over.value <= 0:
        return whole
    return (whole - least(whole, over) * (cut / home.figure("itemized_cut_of"))).named("itemized_after_section_68")


def basic_deduction(home: Household) -> Amount:
    """The standard deduction; nothing for a separate filer whose spouse itemizes (IRC 63(c)(6)(A))."""
    if home.separate and home.spouse_itemizes:
        return ZERO
    return standard_deduction(home.year, home.status, home.aged(home.year.whole("senior_age")))


def charity_without_itemizing(home: Household) -> Amount:
    """From 2026 (IRC 170(p))."""
    most_of_it = home.maybe("charity_without_itemizing")
    return least(home.charity_cash, most_of_it) if most_of_it and home.charity_cash.value else ZERO
