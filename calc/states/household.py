"""Who files: one earner's wages, a conversion of that earner, nobody else's income, no dependents."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from calc.derivation import Amount, total
from calc.facts import FilingStatus
from calc.states.federal import FederalReturn, earned_income_credit, federal_return

HALF_A_YEAR = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Household:
    """``ages`` are on 31 December, the earner's first; a joint return has two.

    ``generous``: an open question is read in favor of the person: who is 59 had reached 59 1/2, and a conversion
    counts as a distribution where the state does not say. The worksheet refuses when it makes a difference.
    """

    year: int
    status: FilingStatus
    ages: tuple[int, ...]
    wages: Amount
    conversion: Amount
    generous: bool = False

    @property
    def agi(self) -> Amount:
        """Federal adjusted gross income: wages and the taxable amount of the conversion."""
        return total(self.wages, self.conversion).named("agi")

    @property
    def federal(self) -> FederalReturn:
        return federal_return(self.year, self.status, self.ages, self.agi)

    @property
    def earned_income_credit(self) -> Amount:
        return earned_income_credit(self.year, self.status, self.ages, self.wages, self.agi)

    @property
    def age(self) -> Decimal:
        """Of the earner, who is the one that converts, on the day of the conversion."""
        return Decimal(self.ages[0]) + (HALF_A_YEAR if self.generous else 0)

    def aged(self, age: int) -> int:
        """How many of the filers have reached an age."""
        return sum(one >= age for one in self.ages)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one state return comes to. ``excluded`` is the part of the conversion that the state leaves out."""

    excluded: Amount
    taxable: Amount
    tax: Amount
