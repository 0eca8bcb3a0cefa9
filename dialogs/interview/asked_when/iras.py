"""When the questions about IRAs are asked: what is in them, and what was done."""

from __future__ import annotations

from datetime import date

from calc.facts import IraKind, Move
from calc.planning.balance import unlocked_on
from calc.planning.rmd import of_rmd_age
from calc.planning.season import Phase
from dialogs.interview.about import TAKE, About, Need


def traditional(about: About) -> bool:
    """What an IRA is worth by now is on no form of a closed year."""
    return about.moving and _has(about, IraKind.TRADITIONAL)


def rollover(about: About) -> bool:
    return about.moving and _has(about, IraKind.ROLLOVER)


def sep(about: About) -> bool:
    return about.moving and _has(about, IraKind.SEP)


def simple(about: About) -> bool:
    return about.moving and _has(about, IraKind.SIMPLE)


def simple_first_deposit(about: About) -> bool:
    """Also of an empty one: its money may have left too early."""
    return _has(about, IraKind.SIMPLE)


def roth(about: About) -> bool:
    """Nothing that is worked out here hangs on it: who tells it finds it noted."""
    del about
    return False


def roth_first_year(about: About) -> bool | Need:
    """It tells when money is free, which no form of a closed year asks."""
    return _has(about, IraKind.ROTH) and (about.open or TAKE)


def _has(about: About, kind: IraKind) -> bool:
    return kind in (about.person.ira_kinds or ())


def contributed(about: About) -> bool:
    return _did(about, Move.TRADITIONAL)


def contributed_late(about: About) -> bool:
    """The form of a year with a conversion or payout of its own needs it (line 4), and so does the next season."""
    needed = about.open or _did(about, Move.CONVERTED, Move.WITHDREW)
    return about.over and bool(about.person.contributed) and needed


def contributed_roth(about: About) -> bool:
    return _did(about, Move.ROTH)


def contributed_prior(about: About) -> bool:
    return _did(about, Move.PRIOR)


def converted(about: About) -> bool:
    return _did(about, Move.CONVERTED)


def withdrew(about: About) -> bool:
    return _did(about, Move.WITHDREW)


def _did(about: About, *moves: Move) -> bool:
    return any(move in (about.person.moves or ()) for move in moves)


def basis(about: About) -> bool:
    """Where there is, or this year was, an IRA that a basis can be in."""
    return about.person.pretax_ira_kinds != () or _did(about, Move.PRIOR, Move.CONVERTED, Move.WITHDREW)


def basis_includes_prior(about: About) -> bool:
    """A line 14 below last spring's contribution cannot hold it."""
    person = about.person
    return bool(person.contributed_prior and person.basis and person.basis >= person.contributed_prior)


def year_end_value(about: About) -> bool | Need:
    """Asked once it is a figure on paper that a form of the year needs; before, today's value is the estimate."""
    if about.over and _did(about, Move.CONVERTED, Move.WITHDREW):
        return True
    return TAKE if about.person.pretax_ira_kinds or _did(about, Move.TRADITIONAL, Move.CONVERTED) else False


def converted_simple(about: About) -> bool:
    """Where a part of the year lay inside the two years, so far as the first deposit tells."""
    first, year = about.person.simple_first_deposit, about.facts.tax_year
    if year is None or not converted(about) or not _has(about, IraKind.SIMPLE):
        return False
    return first is None or unlocked_on(first) > date(year, 1, 1)


def converted_next(about: About) -> bool:
    """From January to the due date, of those who have something to convert, or had."""
    when = about.season
    something = about.person.pretax_ira_kinds or contributed(about)
    return when is not None and when.phase is Phase.LATE and bool(something)


def ira_rmd(about: About) -> bool:
    """From the age of required distributions on, where an IRA is not known to be empty."""
    person, when = about.person, about.season
    if when is None or when.over or person.birth_year is None:
        return False
    held = any(person.ira_value(kind) != 0 for kind in person.pretax_ira_kinds or ())
    return held and bool(of_rmd_age(person.birth_year, when))
