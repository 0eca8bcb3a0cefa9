"""A state return without mechanics of its own.

Income less the excluded part of the conversion, less deduction and exemptions, through the schedule, less credits.
A step whose figures the state's file does not have is zero. States with one step of their own borrow the others.
"""

from __future__ import annotations

from calc.derivation import ZERO, Amount, given, least, total
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, row_at, times


def assess(household: Household, law: StateLaw) -> Assessment:
    left_out = excluded(household, law)
    base = above(total(income(household, law)), total(left_out, aged_subtraction(household, law)))
    taxable = above(base, total(deduction(household, law), exemptions(household, law))).named("state_taxable_income")
    return Assessment(left_out, taxable, after_credits(graduated(taxable, law.brackets()), household, law))


def income(household: Household, law: StateLaw) -> Amount:
    """Federal taxable income where the state's return starts there, else federal adjusted gross income."""
    return household.federal.taxable if law.has("starts_from_federal_taxable_income") else household.agi


def excluded(household: Household, law: StateLaw) -> Amount:
    """The part of the conversion left out at the earner's age: rows of ``[from age, at most]``."""
    if not law.has("retirement_exclusion"):
        return ZERO
    _, limit = row_at(law.rows("retirement_exclusion"), given(household.age, "age"))
    return least(household.conversion, limit).named("excluded_conversion")


def aged_subtraction(household: Household, law: StateLaw) -> Amount:
    """Taken off the income of everyone who is old enough, whatever kind of income it is."""
    return _for_the_aged("aged_subtraction", household, law)


def deduction(household: Household, law: StateLaw) -> Amount:
    """The standard deduction, the state's own or the federal one, with the addition for age."""
    if law.has("federal_standard_deduction"):
        return household.federal.standard_deduction
    return total(law.maybe("standard_deduction"), _for_the_aged("aged_standard_deduction", household, law)).named(
        "state_standard_deduction"
    )


def exemptions(household: Household, law: StateLaw) -> Amount:
    """A sum by filing status, one for each filer, and one more for each who is old enough."""
    return total(
        law.maybe("exemption"),
        times(law.maybe("exemption_each"), len(household.ages)),
        _for_the_aged("aged_exemption", household, law),
    ).named("state_exemptions")


def after_credits(tax: Amount, household: Household, law: StateLaw) -> Amount:
    """Less the credits that stand for exemptions; they never make the tax negative."""
    off = total(
        law.maybe("credit"),
        times(law.maybe("credit_each"), len(household.ages)),
        _for_the_aged("aged_credit", household, law),
    )
    return above(tax, off)


def _for_the_aged(name: str, household: Household, law: StateLaw) -> Amount:
    """``name`` for each filer who has reached ``<name>_age``."""
    if not law.has(name):
        return ZERO
    return times(law.amount(name), household.aged(law.whole(f"{name}_age")))
