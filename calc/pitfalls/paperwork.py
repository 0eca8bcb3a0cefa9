"""Group E: the forms."""

from __future__ import annotations

from calc.facts import Move
from calc.pitfalls.facts import backdoor, converted, converts, left_the_iras, mixed, some
from calc.planning.assessment import Case


def form_8606_always(case: Case) -> bool:
    return any(
        converts(one)
        or backdoor(one)
        or some(one.person.moved(Move.TRADITIONAL))
        or some(one.person.moved(Move.PRIOR))
        for one in case.people
    )


def looks_fully_taxable(case: Case) -> bool:
    """The year of the conversion is over, so its Form 1099-R is here or on its way."""
    return case.today.year > case.season.tax_year and any(converted(one) for one in case.people)


def rounding_and_blanks(case: Case) -> bool:
    """A Form 8606 whose lines 6 to 12 have to be worked out."""
    return any(mixed(one) and some(one.held.after_tax) and left_the_iras(one, case) for one in case.people)
