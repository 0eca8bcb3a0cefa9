"""Required minimum distributions from IRAs: from which age, and how much is still to come out this year.

They come out before anything is converted or rolled over, and are neither (IRC 401(a)(9)(C), 408(d)(3)(E)).
"""

from __future__ import annotations

from decimal import Decimal

from calc import law
from calc.derivation import ZERO, Amount, given, least, most
from calc.facts import Circumstance, Facts, IraKind, Move, Person
from calc.planning.season import Season

FROM_FIRST = (IraKind.TRADITIONAL, IraKind.SEP, IraKind.SIMPLE, IraKind.ROLLOVER)  # choosy plans take the last one


def of_charity_age(age: int | None) -> bool:
    """Whether an IRA can pay a charity by its owner's age, in the year of 70½ taken whole (IRC 408(d)(8)(B)(ii))."""
    return age is not None and age >= law.standing().figure("qcd_age").value


def gives_to_charity(age: int | None, facts: Facts) -> bool:
    """Whether the IRA of somebody of this age is to pay one."""
    return Circumstance.CHARITY in (facts.circumstances or ()) and of_charity_age(age)


def rmd_due(person: Person, facts: Facts, when: Season) -> bool:
    """Whether the year of conversions is one of required distributions for this person.

    Where the birth year does not tell, it counts when it was told as something that applies.
    """
    if when.closed:
        return False
    reached = None if person.birth_year is None else of_rmd_age(person.birth_year, when)
    return Circumstance.RMD in (facts.circumstances or ()) if reached is None else reached


def of_rmd_age(birth_year: int, when: Season) -> bool | None:
    """Also in the first year, whose payout may wait until 1 April; None: the birthday decides (70½, until 2019)."""
    number = when.conversion_year
    year = law.year(number if number in law.years() else when.tax_year)
    start = year.maybe("rmd_age")
    if start is None:
        return False
    if birth_year >= year.whole("rmd_later_cohort_born_from"):
        start = year.figure("rmd_age_later_cohort")
    age = number - birth_year
    return None if age == int(start.money) < start.money else age >= start.money


def first_rmd_year(person: Person, when: Season) -> bool:
    """Whether required distributions begin in the year of conversions (IRC 401(a)(9)(C)(i)(I))."""
    if person.birth_year is None or of_rmd_age(person.birth_year, when) is not True:
        return False
    return of_rmd_age(person.birth_year + 1, when) is not True  # a year younger, and not yet


def rmd_of(person: Person, facts: Facts, when: Season) -> Person:
    """The person with the distribution of the year of conversions alone: zero where none is due.

    What was told is that of the tax year; once it is over, the next one is not known.
    """
    if not rmd_due(person, facts, when):
        return person.model_copy(update={"ira_rmd": ZERO.money})
    return person.model_copy(update={"ira_rmd": None}) if when.over else person


def still_to_take(who: str, person: Person) -> Amount | None:
    """What of the year's distribution has not come out yet; None while its amount is not known."""
    withdrew = person.moved(Move.WITHDREW)
    if person.ira_rmd == 0:
        return ZERO
    if person.ira_rmd is None or withdrew is None:
        return None
    required = given(person.ira_rmd, f"{who}.ira_rmd")
    return most(required - given(withdrew, f"{who}.withdrew"), ZERO).named("rmd_to_take")


def rmd_taken(person: Person, amount: Amount) -> Person:
    """The person once it is out, as far as the IRAs reach: a withdrawal of the year, on Form 8606 line 7."""
    update: dict[str, Decimal] = {}
    left = amount
    for kind in FROM_FIRST:
        held = person.ira_value(kind)
        if held:
            out = least(left, given(held, kind))
            update[kind] = held - out.money
            left -= out
    taken = (amount - left).money
    return person.model_copy(update={**update, "withdrew": (person.moved(Move.WITHDREW) or ZERO.money) + taken})
