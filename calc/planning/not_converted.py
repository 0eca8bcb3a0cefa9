"""What was meant as a conversion and is none: a withdrawal of the year, on line 7 of Form 8606 and not on line 8.

Tax withheld from it never reached the Roth (IRC 3405(b), 408A(d)(3)). SIMPLE money inside its first two years can
only go to another SIMPLE (408(d)(3)(G)), and the first dollars out of IRAs are the year's required distribution
(408(d)(3)(E)): what of these reached the Roth IRA counts there as a regular contribution (Reg. 1.408A-4, Q&A-3, 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from calc.derivation import ZERO, Amount, given, least, total
from calc.facts import Circumstance, Facts, Move, Person
from calc.planning.rmd import still_to_take


@dataclass(frozen=True, slots=True)
class NotConverted:
    """Dollars of the year's conversions that the law treats as paid out."""

    withheld: Amount = ZERO
    simple: Amount = ZERO
    rmd: Amount = ZERO

    @property
    def in_roth(self) -> Amount:
        """Of it what reached the Roth IRA, as a contribution."""
        return total(self.simple, self.rmd)

    def __bool__(self) -> bool:
        return bool(total(self.withheld, self.in_roth).value)


def not_converted(who: str, person: Person) -> NotConverted:
    """Each part of what was converted counts once, in the order of the fields."""
    converted = person.moved(Move.CONVERTED)
    if not converted:
        return NotConverted()
    left = given(converted, f"{who}.converted")
    withheld = least(_told(who, person, "withheld"), left)
    left -= withheld
    simple = least(_told(who, person, "converted_simple"), left)
    left -= simple
    return NotConverted(withheld, simple, least(still_to_take(who, person) or ZERO, left))


def withheld_unknown(person: Person, facts: Facts) -> bool:
    """Whether tax was withheld from a conversion of this person, or may have been, and nobody knows how much."""
    said = Circumstance.WITHHELD in (facts.circumstances or ())
    return said and person.withheld is None and person.moved(Move.CONVERTED) != 0


def as_withdrawn(person: Person, found: NotConverted) -> Person:
    """The person as the law sees what was done: less converted, more withdrawn, and more contributed to the Roth."""
    if not found:
        return person
    out = total(found.withheld, found.in_roth).money
    update: dict[str, Decimal | None] = {
        "converted": (person.moved(Move.CONVERTED) or ZERO.money) - out,
        "withdrew": _plus(person.moved(Move.WITHDREW), out),
    }
    if found.in_roth.value:
        update["contributed_roth"] = _plus(person.moved(Move.ROTH), found.in_roth.money)
    return person.model_copy(update=update)


def _told(who: str, person: Person, fact: str) -> Amount:
    """What was not told was not asked: nothing points to it."""
    amount: Decimal | None = getattr(person, fact)
    return ZERO if amount is None else given(amount, f"{who}.{fact}")


def _plus(before: Decimal | None, more: Decimal) -> Decimal | None:
    return None if before is None else before + more
