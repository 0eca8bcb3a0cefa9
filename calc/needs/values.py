"""At which values of a missing fact the plan turns: the ends of its range, and the few points between that matter.

Every outcome moves one way between two of them, so that the least and the most over all of them bound it.
Each function gives updates of the fact's owner, one for each value; none where nothing bounds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any

from calc import law
from calc.derivation import ZERO
from calc.facts import (
    AGGREGATED,
    AMOUNT_OF,
    LARGEST,
    Exit,
    Facts,
    FilingStatus,
    IraKind,
    Move,
    Person,
    PlanKind,
    RollIn,
)
from calc.needs.about import About
from calc.planning.contribution_room import room
from calc.planning.coverage import apart_open
from calc.worksheets.ira_limit import dollar_limit
from calc.worksheets.roth_limit import roth_range

Updates = tuple[dict[str, Any], ...]
Turns = Callable[[str, About], Updates]

NOTHING = ZERO.money
BEYOND = Decimal(10) ** 14  # more than anybody has: what a share of it tends to, to the cent
CENT = Decimal("0.01")
YEARS_AGO = 5  # a SIMPLE IRA as old as that is past its two years
UNLOCKING = 2  # years that money of a SIMPLE IRA stays locked (IRC 72(t)(6))


def none(name: str, about: About) -> Updates:
    """Nothing that has a range hangs on it."""
    del name, about
    return ()


def between(*values: Any) -> Turns:
    """These, whatever else was told."""

    def turns(name: str, about: About) -> Updates:
        del about
        return tuple({name: value} for value in values)

    return turns


yes_or_no = between(*(True, False))
dollars = between(NOTHING, LARGEST)
unbounded = between(NOTHING, BEYOND)
roll_in = between(RollIn.NO, RollIn.ROLLOVER_ONLY, RollIn.ANY)
exits = between(frozenset({Exit.NEITHER}), frozenset({Exit.IN_PLAN}))
MAY_HAVE = frozenset({PlanKind.K401})
plan_kinds = between(frozenset(), MAY_HAVE)


def part_of(whole: str) -> Turns:
    """Nothing or all of another amount of the same person."""

    def turns(name: str, about: About) -> Updates:
        most: Decimal | None = getattr(about.person, whole)
        return ({name: NOTHING}, {name: BEYOND if most is None else most})

    return turns


def none_or_some(name: str, about: About) -> Updates:
    """Nothing, or anything."""
    del about
    return {name: NOTHING}, {name: BEYOND}


def compensation(name: str, about: About) -> Updates:
    """With a budget that two share, what one may still put in turns where pay is enough for one of them."""
    shared = about.facts.joint and about.facts.save is not None
    middle = (_limit(about),) if shared else ()
    return tuple({name: pay} for pay in (NOTHING, *middle, LARGEST))


def filing_status(name: str, about: About) -> Updates:
    """The widest and the narrowest range of income."""
    del about
    return {name: FilingStatus.QSS}, {name: FilingStatus.MFS, "lived_with_spouse": True}


def income(name: str, about: About) -> Updates:
    del name
    return tuple({"agi": dollars} for dollars in (NOTHING, *_relabel_incomes(about.facts), LARGEST))


def add_backs(name: str, about: About) -> Updates:
    told = about.facts.income
    if told is None:
        return ()
    above = (more for more in (income - told for income in _relabel_incomes(about.facts)) if more > 0)
    return tuple({name: more} for more in (NOTHING, *above, LARGEST))


def after_tax_capped(name: str, about: About) -> Updates:
    del about
    return {"after_tax_dollars": NOTHING}, {name: False}


def birth_year(name: str, about: About) -> Updates:
    """Below and at the catch-up age, beyond the age that once barred contributions, and of required distributions."""
    year = _year(about)
    fifty, bar = year.whole("ira_catch_up_age"), year.maybe("traditional_ira_contribution_max_age")
    ages = [fifty - 1, fifty]
    if bar is not None:
        ages.append(int(bar.value) + 1)
    elif about.person.pretax_ira_kinds != () and (start := year.maybe("rmd_age")):
        ages.append(int(start.money) + 1)
    return tuple({name: year.number - age} for age in ages)


def ira_kinds(name: str, about: About) -> Updates:
    told = frozenset(kind for kind in AGGREGATED if getattr(about.person, kind))
    more = next((kind for kind in AGGREGATED if getattr(about.person, kind) is None), IraKind.TRADITIONAL)
    return {name: told}, {name: told | {more}}


def traditional(name: str, about: About) -> Updates:
    return tuple({name: value} for value in (NOTHING, *_clean_values(about.person), BEYOND))


def basis(name: str, about: About) -> Updates:
    person = about.person
    return tuple({name: value} for value in (NOTHING, *_clean_bases(person), _everything(person)))


def moves(name: str, about: About) -> Updates:
    told = frozenset(move for move in AMOUNT_OF if about.person.moved(move))
    ways: tuple[set[Move], ...] = (set(), {Move.TRADITIONAL}, {Move.ROTH}, {Move.WITHDREW})
    return tuple({name: told | more} for more in ways)


def converted(name: str, about: About) -> Updates:
    """Once the season's new money is converted, the plan converts no more of it."""
    fresh = _gone(about.person, Move.TRADITIONAL) + _gone(about.person, Move.PRIOR)
    return tuple({name: value} for value in (NOTHING, fresh, BEYOND))


def contributed(name: str, about: About) -> Updates:
    """Most is taxed where all of it is an excess."""
    amounts = (NOTHING, *_relabel_amounts(about), *_halves(about.person), _limit(about), LARGEST)
    return tuple({name: value} for value in dict.fromkeys(amounts))


def part_of_limit(name: str, about: About) -> Updates:
    """Nothing, or as much as may be contributed."""
    return {name: NOTHING}, {name: _limit(about)}


def relabeled_year(name: str, about: About) -> Updates:
    """The tax year, or the one before."""
    year = _year(about).number
    return {name: year}, {name: year - 1}


def relabeled_on(name: str, about: About) -> Updates:
    """In the tax year or after it, as far as that is past."""
    year = _year(about).number
    days = date(year, 1, 1), date(year + 1, 1, 1)
    return tuple({name: day} for day in days if day <= about.today)


def contributed_roth(name: str, about: About) -> Updates:
    return {name: NOTHING}, {name: _limit(about)}, {name: LARGEST}


def contributed_prior(name: str, about: About) -> Updates:
    """Most is taxed where half of what is not basis yet is converted as new money."""
    person = about.person
    return tuple({name: value} for value in dict.fromkeys((NOTHING, *_halves(person), _everything(person))))


def simple_first_deposit(name: str, about: About) -> Updates:
    """Inside its two years, out of them at the end of the tax year, and past them."""
    year = _year(about).number
    days = (about.today, date(year - UNLOCKING, 12, 31), date(year - YEARS_AGO, 1, 1))
    return tuple({name: day} for day in days if day <= about.today)


def _year(about: About) -> law.Year:
    if about.year is None:
        raise LookupError("the tax year comes first")
    return about.year


def _limit(about: About) -> Decimal:
    year = _year(about)
    return dollar_limit(year.number, year.whole("ira_catch_up_age")).money


def _relabel_incomes(facts: Facts) -> tuple[Decimal, ...]:
    """On both sides of the income up to which a traditional contribution could have gone to a Roth IRA instead."""
    if facts.tax_year is None or facts.filing_status is None or apart_open(facts):
        return ()
    start, end = roth_range(facts.tax_year, facts.filing_status, facts.lived_with_spouse)
    found: list[Decimal] = []
    for person in facts.people.values():
        made, born, pay = person.contributed, person.birth_year, person.compensation
        if made and pay and born is not None:
            cap = min(dollar_limit(facts.tax_year, facts.tax_year - born).money, pay)
            needed = max(-(-made // 10) * 10 - 10, NOTHING)  # the limit is rounded up to the next ten
            edge = (end.money - needed * (end.money - start.money) / cap).quantize(CENT)
            found += [side for side in (edge - CENT, edge, end.money - CENT) if start.money < side < end.money]
    return tuple(found)


def _relabel_amounts(about: About) -> tuple[Decimal, ...]:
    """The most that could have gone to a Roth IRA instead, and a cent more."""
    unpaid = about.person.model_copy(update={"contributed": NOTHING})
    sheet = room(about.who, about.facts.having(about.who, unpaid), _year(about)).roth
    most = sheet.money("limit") if sheet else NOTHING
    return (most, most + CENT) if most else ()


def _held(person: Person) -> Decimal:
    """In the IRAs today, so far as told."""
    return sum((person.ira_value(kind) or NOTHING for kind in AGGREGATED), NOTHING)


def _gone(person: Person, move: Move) -> Decimal:
    return person.moved(move) or NOTHING


def _halves(person: Person) -> Iterator[Decimal]:
    """Half of what would be taxed: of all that is there, and where a plan takes some of it in, of the rest."""
    rest = person.ira_value(IraKind.TRADITIONAL) or NOTHING
    for held in {_held(person), rest} if person.plans else {_held(person)}:
        pool = held + _gone(person, Move.CONVERTED) + _gone(person, Move.WITHDREW)
        yield max((pool - (person.basis or NOTHING)) / 2, NOTHING)


def _everything(person: Person) -> Decimal:
    """The most that basis can untax: all that is, and was, in the IRAs."""
    year_end, later = person.year_end_value or NOTHING, person.converted_next or NOTHING
    return max(_held(person), year_end) + _gone(person, Move.CONVERTED) + _gone(person, Move.WITHDREW) + later


def _clean_bases(person: Person) -> tuple[Decimal, ...]:
    """The least basis with which what is pre-tax still passes for growth (``options.is_clean``)."""
    share, most = law.threshold("growth_share").money, law.threshold("growth_dollars").money
    value, gone = _held(person), _gone(person, Move.CONVERTED)
    whole = value + gone + _gone(person, Move.WITHDREW) - _gone(person, Move.TRADITIONAL)
    return tuple(least for least in (whole - share * (value + gone), whole - most) if least > 0)


def _clean_values(person: Person) -> tuple[Decimal, ...]:
    """The most that can be in a traditional IRA while what is pre-tax still passes for growth; basis as told."""
    if person.basis is None:
        return ()
    share, most = law.threshold("growth_share").money, law.threshold("growth_dollars").money
    gone, out = _gone(person, Move.CONVERTED), _gone(person, Move.WITHDREW)
    others, after_tax = _held(person), person.basis + _gone(person, Move.TRADITIONAL)
    by_share = (after_tax - out) / (1 - share) - gone - others
    by_dollars = after_tax + most - gone - out - others
    return tuple(value.quantize(CENT, ROUND_DOWN) for value in (by_share, by_dollars) if value > 0)
