"""Whether money goes, or may go, into a traditional IRA for the year and on to a Roth IRA, so far as told.

when: None while the tax year was not told.
"""

from __future__ import annotations

from calc.facts import AMOUNT_OF, Facts, Move, Person
from calc.planning.incomes import surely_straight
from calc.planning.relabeled import paid_into_traditional
from calc.planning.season import Season


def made(person: Person, *moves: Move) -> bool:
    """Whether one of these moves was made, be it of an amount that nobody knows."""
    for move in moves:
        amount = getattr(person, AMOUNT_OF[move])
        if amount or (amount is None and person.moves is not None and move in person.moves):
            return True
    return False


def into_traditional(facts: Facts, person: Person) -> bool:
    """Whether something went into a traditional IRA for the year, or counts there now (relabeled)."""
    return made(person, Move.TRADITIONAL) or paid_into_traditional(person, facts.tax_year)


def contributes(facts: Facts, person: Person, when: Season | None) -> bool:
    """Whether a traditional contribution was made, or may be: not where the year is closed or the way to Roth is.

    One to a Roth IRA becomes it where the income forbids that one, also of a year that is closed and correctable.
    """
    if person.moves is None or into_traditional(facts, person):
        return True
    correctable = when is None or when.open or when.correctable
    if correctable and made(person, Move.ROTH) and not surely_straight(facts):
        return True
    payers = facts.people.values() if facts.joint else (person,)
    paid = any(one.compensation != 0 for one in payers)
    return (when is None or when.open) and paid and not surely_straight(facts)


def converts(facts: Facts, person: Person, when: Season | None) -> bool:
    """Whether the person's IRA money was, or may be, on its way to a Roth IRA."""
    on_its_way = bool(person.converted_next) or made(person, Move.PRIOR, Move.CONVERTED)
    return on_its_way or contributes(facts, person, when)
