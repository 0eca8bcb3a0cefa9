"""At which values of a missing fact the plan turns: the ends of its range, and the few points between that matter.

Every outcome moves one way between two of them, so that the least and the most over all of them bound it.
Each function gives updates of the fact's owner, one for each value; none where nothing bounds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal
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
from calc.planning.balance import balance, basis_forward
from calc.planning.contribution_room import counted_compensation, room
from calc.planning.coverage import apart_open, covered
from calc.planning.relabeled import as_if_made_there
from calc.planning.rolling_in import accepted
from calc.worksheets.ira_limit import dollar_limit
from calc.worksheets.roth_limit import roth_range

Updates = tuple[dict[str, Any], ...]
Turns = Callable[[str, About], Updates]

NOTHING = ZERO.money
BEYOND = Decimal(10) ** 14  # more than anybody has: what a share of it tends to, to the cent
CENT, TEN = Decimal("0.01"), Decimal(10)
TRIES = 50  # until what rises and falls once is at its height, to the cent
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
MAY_HAVE = frozenset({PlanKind.K401})
plan_kinds = between(frozenset(), MAY_HAVE)


def converted_simple(name: str, about: About) -> Updates:
    """What reached the Roth IRA counts there as a contribution."""
    most = _gone(about.person, Move.CONVERTED)
    return _in_roth(name, about, most)


def ira_rmd(name: str, about: About) -> Updates:
    """What was converted before it was out counts in the Roth IRA as a contribution.

    Most is paid out, and taxed, where a cent is left behind: with nothing left the back door is clean.
    """
    person = about.person
    done = _gone(person, Move.CONVERTED) + _gone(person, Move.WITHDREW)
    held = ({name: _held(person) - CENT},) if _held(person) > done + CENT else ()
    return (*_in_roth(name, about, done), *held, {name: BEYOND})


def _in_roth(name: str, about: About, most: Decimal) -> Updates:
    turns: list[Decimal] = []
    if most:
        turns += (update["contributed_roth"] for update in contributed_roth("contributed_roth", about))
        turns += _just_converted(about)
    between = (value for value in turns if 0 < value < most)
    return tuple({name: value} for value in dict.fromkeys((NOTHING, *between, most)))


def _just_converted(about: About) -> Iterator[Decimal]:
    """What of a conversion is none, and is relabeled, above which not all new money was converted.

    With it the one falls and the other rises. What the income lets stay in the Roth IRA is not relabeled; of a
    traditional contribution that is an excess nothing is new.
    """
    person = about.person
    gone = _to_roth(person) - _not_converted(person)
    for fresh in dict.fromkeys((NOTHING, _gone(person, Move.TRADITIONAL) + _gone(person, Move.PRIOR))):
        yield from (((gone - fresh + stays) / 2).quantize(CENT) for stays in _lets_stay(about))


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
    """With a budget that two share, what one may still put in turns where pay is enough for one of them.

    What the pay does not allow of a contribution goes back: so it turns where the contribution itself would.
    """
    shared = about.facts.joint and about.facts.save is not None
    middle = (*(_limits(about) if shared else ()), *_enough(about))
    return tuple({name: pay} for pay in dict.fromkeys((NOTHING, *middle, LARGEST)))


def foreign_excluded(name: str, about: About) -> Updates:
    """Pay that does not count for a contribution, and income that does count for the limits."""
    pay = about.person.compensation or NOTHING
    uncounted = (pay - enough for enough in _enough(about))
    values = (*(update[name] for update in growth(name, about)), *(less for less in uncounted if less > 0))
    return tuple({name: value} for value in dict.fromkeys(values))


def _enough(about: About) -> Iterator[Decimal]:
    """The pay with which just so much of somebody's contribution stays, or the budget is just used."""
    facts, year = about.facts, _year(about)
    nothing = facts.having(about.who, about.person.model_copy(update={"compensation": NOTHING}))
    for who, person in facts.people.items():
        wanted = {*_of_contributions(person), *_all_made(person)}
        wanted |= {*_at_the_floor(facts, year), *_just_straight(person, facts, year)}
        wanted |= {*_of_the_budget(who, facts, year)}
        lent = counted_compensation(who, nothing, year) if wanted else None
        if lent is not None:
            owns = (NOTHING,) if who == about.who else _limits(about)  # a spouse's own contribution comes first
            stay = [stays - lent.money for stays in sorted(wanted) if lent.money < stays < LARGEST]
            yield from (more + own for more in stay for own in owns)


def _of_contributions(person: Person) -> Iterator[Decimal]:
    """How much of them stays or is relabeled where what is taxed turns; a cent, for something is not nothing."""
    if _gone(person, Move.TRADITIONAL) or _straight(person):
        yield from (CENT, *_waiting(person), *_halves(person, "contributed"))


def _all_made(person: Person) -> Iterator[Decimal]:
    """All that was contributed: beyond it pay allows no more of that, and something new."""
    traditional = _gone(person, Move.TRADITIONAL)
    yield from (made for made in (traditional, traditional + _straight(person)) if made)


def _at_the_floor(facts: Facts, year: law.Year) -> Iterator[Decimal]:
    """The pay of which so little may go straight to a Roth IRA that nothing should."""
    yield from (pay.quantize(CENT, ROUND_DOWN) for pay in _straight_of(_phaseout_floor(), facts, year))


def _just_straight(person: Person, facts: Facts, year: law.Year) -> Iterator[Decimal]:
    """The pay of which a traditional contribution just may not go straight to a Roth IRA instead, and just may."""
    needed = _tens(_gone(person, Move.TRADITIONAL)) - TEN  # the limit is rounded up to the next ten
    if needed >= _phaseout_floor():
        most = (pay.quantize(CENT, ROUND_DOWN) for pay in _straight_of(needed, facts, year))
        yield from (pay for last in most for pay in (last, last + CENT))


def _straight_of(amount: Decimal, facts: Facts, year: law.Year) -> Iterator[Decimal]:
    """The pay of which just so much may go straight to a Roth IRA; none where the income lets all go, or nothing."""
    if facts.income is None or facts.filing_status is None or apart_open(facts):
        return
    start, end = roth_range(year.number, facts.filing_status, facts.lived_with_spouse)
    magi = facts.income + (facts.add_backs or NOTHING)
    if start.money < magi < end.money:
        yield amount * (end.money - start.money) / (end.money - magi)


def _phaseout_floor() -> Decimal:
    return law.standing().figure("phaseout_floor").money


def _of_the_budget(who: str, facts: Facts, year: law.Year) -> Iterator[Decimal]:
    """All that may be in the IRAs of one person once the budget is spent, the person of the talk first."""
    if facts.save is None:
        return
    own, spare = NOTHING, facts.save
    for other, person in facts.people.items():
        made = _gone(person, Move.TRADITIONAL) + _gone(person, Move.ROTH)
        own, spare = (made if other == who else own), max(spare - made, NOTHING)
    yield spare + own
    if who == "spouse":
        left = room("you", facts, year).left
        yield max(spare - (left.money if left else NOTHING), NOTHING) + own


def filing_status(name: str, about: About) -> Updates:
    """The widest and the narrowest range of income."""
    del about
    return {name: FilingStatus.QSS}, {name: FilingStatus.MFS, "lived_with_spouse": True}


def income(name: str, about: About) -> Updates:
    del name
    edges = (income - (about.facts.add_backs or NOTHING) for income in _relabel_incomes(about.facts))
    return tuple({"agi": dollars} for dollars in (-LARGEST, *edges, LARGEST))


def add_backs(name: str, about: About) -> Updates:
    return () if about.facts.income is None else growth(name, about)


def growth(name: str, about: About) -> Updates:
    """What comes on top of the income."""
    facts = about.facts
    told = None if facts.income is None else facts.income + (facts.add_backs or NOTHING)
    above = () if told is None else (income - told for income in _relabel_incomes(facts) if income > told)
    return tuple({name: more} for more in (NOTHING, *above, LARGEST))


def exits(name: str, about: About) -> Updates:
    """What leaves a plan for a Roth IRA is no income for the Roth limit, as what is converted inside the plan is."""
    plan = about.plan
    grown = not about.over and plan.after_tax_made != 0 and plan.after_tax_earnings != 0
    ways = (Exit.NEITHER, Exit.IN_PLAN, Exit.IN_SERVICE) if grown else (Exit.NEITHER, Exit.IN_PLAN)
    return tuple({name: frozenset({way})} for way in ways)


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


def account(name: str, about: About) -> Updates:
    """What is in one of the IRAs."""
    return tuple({name: value} for value in (NOTHING, *_something(about.person), BEYOND))


def _something(person: Person) -> tuple[Decimal, ...]:
    """A cent, where all the rest has left: what goes in new is clean beside nothing, and may wait beside anything."""
    return (CENT,) if not _held(person) and _to_roth(person) + _gone(person, Move.WITHDREW) else ()


def ira_kinds(name: str, about: About) -> Updates:
    """An excess comes back out of a traditional IRA, and of no other; what leaves a SIMPLE IRA may be no conversion.

    Money that goes into a SEP makes covered.
    """
    told = frozenset(kind for kind in AGGREGATED if getattr(about.person, kind))
    more = next((kind for kind in AGGREGATED if getattr(about.person, kind) is None), IraKind.TRADITIONAL)
    goes_back = _gone(about.person, Move.TRADITIONAL) or (about.moving and about.did(Move.TRADITIONAL))
    others = {more, IraKind.SEP} if goes_back or covered(about.person) is not True else {more}
    others |= {IraKind.SIMPLE} if about.did(Move.CONVERTED) else set()
    return {name: told}, *({name: told | {kind}} for kind in AGGREGATED if kind in others)


def traditional(name: str, about: About) -> Updates:
    """An excess comes back out of it so far as it reaches."""
    excess = tuple(_excess(about))
    clean = (value for back in (NOTHING, *excess) for value in _clean_values(about, back))
    values = (NOTHING, *_something(about.person), *excess, *clean, BEYOND)
    return tuple({name: value} for value in dict.fromkeys(values))


def basis(name: str, about: About) -> Updates:
    person = about.person
    made = _gone(person, Move.TRADITIONAL)
    clean = _clean_carried(about, made) if _carries(about) else _clean_bases(person)
    return tuple({name: value} for value in (NOTHING, *clean, _everything(person)))


def moves(name: str, about: About) -> Updates:
    """Beside what was told in dollars: nothing, or those that bear on what may still go in, and where.

    What was contributed and converted cannot go straight to a Roth IRA instead any more, as what stayed could.
    """
    told = frozenset(move for move in AMOUNT_OF if about.person.moved(move))
    ways: tuple[set[Move], ...] = (set(), {Move.TRADITIONAL, Move.CONVERTED}, {Move.ROTH}, {Move.WITHDREW})
    return tuple({name: told | more} for more in ways)


def converted(name: str, about: About) -> Updates:
    """Once the season's new money is converted, the plan converts no more of it."""
    fresh = _gone(about.person, Move.TRADITIONAL) + _gone(about.person, Move.PRIOR)
    return tuple({name: value} for value in dict.fromkeys((NOTHING, fresh, BEYOND)))


def contributed(name: str, about: About) -> Updates:
    """Most is taxed where all of it is an excess."""
    person = about.person
    later = (value for value in _over_two_years(person, name) if about.over and value > 0)
    clean = _clean_carried(about, person.basis or NOTHING) if _carries(about) else _least_clean(about)
    taken = _taken_along(about)
    amounts = (
        *_relabel_amounts(about),
        *_halves(person, name),
        *_caps(about),
        *_waiting(person),
        *taken,
        *later,
        *clean,
    )
    return tuple({name: value} for value in dict.fromkeys((NOTHING, *amounts, LARGEST)))


def relabeled(name: str, about: About) -> Updates:
    """It is in what was there at the end of the year, or is all that is in the account it went to."""
    told, found = about.person, [NOTHING]
    tried = about.facts.having(about.who, told.model_copy(update={name: NOTHING}))
    counted = About(as_if_made_there(tried), about.today, about.who)
    if told.year_end_value is not None and _carries(counted):
        found += (
            update["year_end_value"] - told.year_end_value for update in year_end_value("year_end_value", counted)
        )
    if not told.ira_value(IraKind.TRADITIONAL) and counted.person.traditional is not None:
        found += (update["traditional"] for update in traditional("traditional", counted))
    return tuple(
        {name: value} for value in dict.fromkeys((*(value for value in found if 0 <= value < BEYOND), BEYOND))
    )


def relabeled_contribution(name: str, about: About) -> Updates:
    """Nothing, anything, and where a contribution to where it counts would turn.

    A cent, for with something of it the account that it went to is there.
    """
    told, found = about.person, [NOTHING, CENT, _limit(about)]
    years = [update["relabeled_year"] for update in relabeled_year("relabeled_year", about)]
    for year in [told.relabeled_year] if told.relabeled_year else years:
        tried = told.model_copy(update={name: CENT, "relabeled_year": year})
        counted = About(as_if_made_there(about.facts.having(about.who, tried)), about.today, about.who)
        for fact, turns in (("contributed", contributed), ("contributed_prior", contributed_prior)):
            before, after = getattr(told, fact) or NOTHING, getattr(counted.person, fact)
            if after == before + CENT:
                found += (update[fact] - before for update in turns(fact, counted))
    return tuple(
        {name: value} for value in dict.fromkeys((*(value for value in found if 0 <= value < LARGEST), LARGEST))
    )


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
    """What the income forbids is relabeled, and then it is as if it had been a traditional contribution."""
    person = about.person
    relabeled: tuple[Decimal, ...] = ()
    if about.moving:
        relabeled = (CENT, *_halves(person, "contributed"), *_waiting(person), *_clean_beside(person))
    if about.moving and about.over and about.open:
        relabeled += tuple(value for value in _back_after_the_year(about) if value > 0)
    values = (NOTHING, *_caps(about), *(value for value in relabeled if value < LARGEST), LARGEST)
    return tuple({name: value} for value in dict.fromkeys(values))


def contributed_prior(name: str, about: About) -> Updates:
    """Most is taxed where half of what is not basis yet is converted as new money."""
    person = about.person
    later = (value for value in _over_two_years(person, name) if about.over and value > 0)
    beside = (person.basis or NOTHING) + _gone(person, Move.TRADITIONAL)
    clean = _clean_carried(about, beside) if _carries(about) else _least_clean(about)
    values = (
        NOTHING,
        *_halves(person, name, _relabeled(about)),
        *_waiting(person),
        *later,
        *clean,
        _everything(person),
    )
    return tuple({name: value} for value in dict.fromkeys(values))


def simple_first_deposit(name: str, about: About) -> Updates:
    """Inside its two years, out of them at the end of the tax year, and past them."""
    year = _year(about).number
    days = (about.today, date(year - UNLOCKING, 12, 31), date(year - YEARS_AGO, 1, 1))
    return tuple({name: day} for day in days if day <= about.today)


def _year(about: About) -> law.Year:
    if about.year is None:
        raise LookupError("the tax year comes first")
    return about.year


def _limits(about: About) -> tuple[Decimal, ...]:
    """What the year allows at the person's age; at the ages on both sides of the catch-up where that is not known."""
    year, born = _year(about), about.person.birth_year
    if born is None:
        return dollar_limit(year.number, year.whole("ira_catch_up_age") - 1).money, _limit(about)
    return (dollar_limit(year.number, year.number - born).money,)


def _limit(about: About) -> Decimal:
    """The most that the year allows anybody."""
    year = _year(about)
    return dollar_limit(year.number, year.whole("ira_catch_up_age")).money


def _relabel_incomes(facts: Facts) -> tuple[Decimal, ...]:
    """On both sides of the income up to which a traditional contribution could have gone to a Roth IRA instead.

    And where what has to be relabeled of a Roth contribution is just what was converted, or half of what is taxed.
    """
    if facts.tax_year is None or facts.filing_status is None or apart_open(facts):
        return ()
    year = law.year(facts.tax_year)
    start, end = roth_range(facts.tax_year, facts.filing_status, facts.lived_with_spouse)
    found: list[Decimal] = []
    for who, person in facts.people.items():
        made, straight, born = person.contributed, _straight(person), person.birth_year
        pay = counted_compensation(who, facts, year) if made or straight else None
        if pay is None or not pay.value or born is None:
            continue
        cap = min(dollar_limit(facts.tax_year, facts.tax_year - born).money, pay.money)
        slope = (end.money - start.money) / cap
        if made:
            needed = max(_tens(made) - TEN, NOTHING)  # the limit is rounded up to the next ten
            edge = (end.money - needed * slope).quantize(CENT, ROUND_CEILING)
            found += (edge - CENT, edge, end.money - CENT)
        if straight:
            stays = (min(straight, cap) - back for back in _of_contributions(person))
            tens = {ten for most in stays for ten in (_tens(most), _tens(most) - TEN) if most > 0}
            found += ((end.money - ten * slope).quantize(CENT, ROUND_CEILING) for ten in sorted(tens))
    return tuple(edge for edge in dict.fromkeys(found) if start.money < edge < end.money)


def _tens(amount: Decimal) -> Decimal:
    """Up to the next ten."""
    return -(-amount // TEN) * TEN


def _straight(person: Person) -> Decimal:
    """What went into a Roth IRA as a contribution, meant as one or not."""
    return _gone(person, Move.ROTH) + (person.converted_simple or NOTHING)


def _relabel_amounts(about: About) -> tuple[Decimal, ...]:
    """The most that could have gone to a Roth IRA instead, and a cent more."""
    unpaid = about.person.model_copy(update={"contributed": NOTHING})
    sheet = room(about.who, _nothing_excluded(about.facts.having(about.who, unpaid)), _year(about)).roth
    most = sheet.money("limit") if sheet else NOTHING
    return (most, most + CENT) if most else ()


def _nothing_excluded(facts: Facts) -> Facts:
    """With no foreign income left out where nobody told how much is, so that the most may go to a Roth IRA."""
    for who, person in facts.people.items():
        if person.foreign_excluded is None:
            facts = facts.having(who, person.model_copy(update={"foreign_excluded": NOTHING}))
    return facts


def _held(person: Person) -> Decimal:
    """In the IRAs today, so far as told."""
    return sum((person.ira_value(kind) or NOTHING for kind in AGGREGATED), NOTHING)


def _gone(person: Person, move: Move) -> Decimal:
    return person.moved(move) or NOTHING


def _to_roth(person: Person) -> Decimal:
    """Converted so far, in the tax year and in the one after."""
    return _gone(person, Move.CONVERTED) + (person.converted_next or NOTHING)


def _halves(person: Person, name: str, in_part: Decimal = NOTHING) -> Iterator[Decimal]:
    """The contribution of which most is taxed, for what is converted rises with it and the taxed share falls.

    That is half of what would be taxed without it: of all that is there, and where a plan takes some of it in, of the
    rest; with a Roth contribution as it is, relabeled, and relabeled in part.
    """
    prior = NOTHING if person.basis_includes_prior else _gone(person, Move.PRIOR)
    out = max(_gone(person, Move.WITHDREW), person.ira_rmd or NOTHING)
    left = _gone(person, Move.CONVERTED) + _gone(person, Move.WITHDREW) + (person.converted_next or NOTHING)
    for held in _staying(person):
        for relabeled in dict.fromkeys((NOTHING, in_part, _straight(person))):
            made = relabeled if name == "contributed" else relabeled + _gone(person, Move.TRADITIONAL)
            new = made + (_gone(person, Move.PRIOR) if name == "contributed" else NOTHING)
            after_tax = (person.basis or NOTHING) + made + (prior if name == "contributed" else NOTHING)
            yield max((held + left + relabeled - after_tax - new - out - _not_converted(person)) / 2, NOTHING)


def _relabeled(about: About) -> Decimal:
    """What of a Roth contribution the income forbids."""
    relabel = room(about.who, about.facts, _year(about)).relabel if _straight(about.person) else None
    return relabel.money if relabel else NOTHING


def _back_after_the_year(about: About) -> Iterator[Decimal]:
    """The Roth contribution of which most is taxed where it is relabeled and the rest of the limit contributed anew.

    What was converted or paid out of the year that is over used the relabeled part's basis up. With s of the share
    used up, l converted since, r staying and b of basis before, the product of l + limit - x, which is converted, and
    l + r + s * x - (1 - s) * b, of which that is a share, is greatest in the middle between its zeros. Of what the
    income lets stay in the Roth IRA half comes on top.
    """
    person, gone = about.person, _gone(about.person, Move.CONVERTED) + _gone(about.person, Move.WITHDREW)
    if not gone:
        return
    made, later = _gone(person, Move.TRADITIONAL), person.converted_next or NOTHING
    used_up = gone / ((person.year_end_value or NOTHING) + gone)
    before = (1 - used_up) * ((person.basis or NOTHING) + made)
    for limit in dict.fromkeys(_caps(about)):
        for stays in _staying(person):
            middle = (later + limit - made - (later + stays - before) / used_up) / 2
            yield from ((middle + straight / 2).quantize(CENT) for straight in _lets_stay(about))


def _lets_stay(about: About) -> Iterable[Decimal]:
    """Of a Roth contribution nothing, the least that the law allows of one, and what the income told allows."""
    sheet = room(about.who, _nothing_excluded(about.facts), _year(about)).roth
    most = sheet.money("limit") if sheet else NOTHING
    return dict.fromkeys((NOTHING, _phaseout_floor(), most) if most else (NOTHING,))


def _taken_along(about: About) -> Iterator[Decimal]:
    """The contribution, all of it an excess, of which most is taxed where a conversion took some of it along.

    Of a conversion c that is less than the contribution x the share c/x is none (``contribution_room.followed``), and
    x - c stays as basis. What is then taxed rises and falls once.
    """
    person, at_end = about.person, about.person.year_end_value
    gone = _gone(person, Move.CONVERTED)
    if not gone or person.ira_value(IraKind.TRADITIONAL) != 0:
        return
    left = _held(person) if at_end is None or not about.over else at_end
    before = (person.basis or NOTHING) - (person.contributed_late or NOTHING)

    def taxed(made: Decimal) -> Decimal:
        converted = gone - gone * gone / made
        return converted - converted * min((before + made - gone) / (left + converted), Decimal(1))

    low, high = gone + CENT, gone + before.copy_abs() + left + gone
    for _ in range(TRIES):
        third = (high - low) / 3
        low, high = (low + third, high) if taxed(low + third) < taxed(high - third) else (low, high - third)
    yield low.quantize(CENT)


def _over_two_years(person: Person, name: str) -> Iterator[Decimal]:
    """The same of a contribution that is converted in the year after, once that year's own form has used basis up."""
    others = _gone(person, Move.PRIOR if name == "contributed" else Move.TRADITIONAL)
    gone, held = _gone(person, Move.CONVERTED) + _gone(person, Move.WITHDREW), _held(person)
    later, before = person.converted_next or NOTHING, (person.basis or NOTHING) + others
    new, pool = others - _gone(person, Move.CONVERTED), held + later
    at_end = person.year_end_value or NOTHING
    yield pool - new  # all that is there is new
    if not gone or at_end:
        keeps = at_end / (at_end + gone) if gone else Decimal(1)
        yield ((pool / keeps - before - new) / 2).quantize(CENT)
    else:
        yield from (gone - before, (pool + gone - before - new) / 2)


def _staying(person: Person) -> Iterable[Decimal]:
    """What stays in the IRAs where no plan takes any of it, one takes what came from a plan, or one takes all."""
    held, locked = _held(person), person.ira_value(IraKind.SIMPLE) or NOTHING
    rest = {RollIn.NO: held, RollIn.ROLLOVER_ONLY: held - (person.rollover or NOTHING), RollIn.ANY: locked}
    answer, at_end = accepted(person), person.year_end_value
    stays = tuple(rest.values()) if answer is None else (rest[answer],)
    return dict.fromkeys(stays if at_end is None else (*stays, at_end))


def _waiting(person: Person) -> tuple[Decimal, ...]:
    """The contribution above which something of it was not converted yet."""
    gone = _to_roth(person) - _not_converted(person)
    return (gone,) if gone > 0 else ()


def _not_converted(person: Person) -> Decimal:
    """What was meant as a conversion and is none."""
    return (person.converted_simple or NOTHING) + (person.withheld or NOTHING)


def _caps(about: About) -> Iterator[Decimal]:
    """What the year allows the person, and all that it could."""
    born, pay = about.person.birth_year, about.person.compensation
    year = _year(about)
    if born is not None:
        limit = dollar_limit(year.number, year.number - born).money
        yield limit
        if pay is not None and not about.facts.joint:
            yield min(limit, pay)
    yield _limit(about)


def _excess(about: About) -> Iterator[Decimal]:
    """What of a traditional contribution is above what the law allows: a Roth contribution is above it first."""
    made, space = _gone(about.person, Move.TRADITIONAL), room(about.who, about.facts, _year(about))
    if made and space.excess is None:
        yield made
    elif made and space.excess and space.excess.value:
        relabeled = space.relabel.money if space.relabel else NOTHING
        rest = space.excess.money - relabeled - _gone(about.person, Move.ROTH)
        yield from sorted({max(min(back, made), NOTHING) for back in (rest, space.excess.money)} | {made})


def _everything(person: Person) -> Decimal:
    """The most that basis can untax: all that is, and was, in the IRAs."""
    year_end, later = person.year_end_value or NOTHING, person.converted_next or NOTHING
    return max(_held(person), year_end) + _gone(person, Move.CONVERTED) + _gone(person, Move.WITHDREW) + later


def _clean_after_a_form(about: About) -> Iterator[Decimal]:
    """Over two years: what is there today beside the basis that the form of the first one carries forward."""
    nothing = about.person.model_copy(update={"traditional": NOTHING})
    carried = balance(about.who, nothing, about.season).carried if about.season else None
    if carried is None:
        return
    share, most = law.threshold("growth_share").money, law.threshold("growth_dollars").money
    later, others = about.person.converted_next or NOTHING, _held(nothing)
    moved = _to_roth(about.person)
    yield ((carried.money + share * moved - later) / (1 - share) - others).quantize(CENT, ROUND_DOWN)
    yield carried.money + most - later - others


def _clean_bases(person: Person) -> tuple[Decimal, ...]:
    """The least basis with which what is pre-tax still passes for growth (``options.is_clean``)."""
    share, most = law.threshold("growth_share").money, law.threshold("growth_dollars").money
    value, gone = _held(person), _to_roth(person)
    whole = value + gone + _gone(person, Move.WITHDREW) - _gone(person, Move.TRADITIONAL)
    leasts = whole - share * (value + gone), whole - most
    prior = _gone(person, Move.PRIOR)  # which the last form may not hold yet
    return tuple(dict.fromkeys(least - less for less in (NOTHING, prior) for least in leasts if least > less))


def _least_clean(about: About) -> Iterator[Decimal]:
    """The least contribution beside the basis told with which it does; of a basis not told its own values do.

    A Roth contribution that the income forbids is in the IRAs too, as far as the limit has room for it.
    """
    person, basis = about.person, _line14(about.person)
    if basis is None:
        return
    leasts = [least - basis for least in _clean_bases(person)]
    yield from (least for least in (max(leasts, default=NOTHING),) if least > 0)
    share, straight = law.threshold("growth_share").money, _straight(person)
    pretax = _held(person) + _to_roth(person) + _gone(person, Move.WITHDREW) - basis
    for most in dict.fromkeys(_caps(about)) if straight and leasts else ():
        least = (pretax - share * (_held(person) + _to_roth(person) + most)) / (1 - share)
        yield from (one.quantize(CENT, ROUND_CEILING) for one in (least,) if 0 < least < most)


def _line14(person: Person) -> Decimal | None:
    """Of the last form; none is needed where no IRA was ever there to hold a basis."""
    forward = basis_forward("you", person.model_copy(update={AMOUNT_OF[Move.PRIOR]: NOTHING}))
    return None if forward is None else forward.money


def _clean_beside(person: Person) -> Iterator[Decimal]:
    """A relabeled contribution beside which what is pre-tax just passes for growth of all there is, or just not."""
    basis = _line14(person)
    if basis is None:
        return
    share, value, gone = law.threshold("growth_share").money, _held(person), _to_roth(person)
    pretax = value + gone + _gone(person, Move.WITHDREW) - _gone(person, Move.TRADITIONAL) - basis
    for prior in dict.fromkeys((NOTHING, _gone(person, Move.PRIOR))):  # which the last form may not hold yet
        least = ((pretax - prior) / share - value - gone).quantize(CENT, ROUND_CEILING)
        if least > CENT:
            yield from (least - CENT, least)


def _carries(about: About) -> bool:
    """Whether the form of a year that is over has a say in the basis of the one that has begun."""
    split = about.season is not None and about.season.split
    return split and bool(_gone(about.person, Move.CONVERTED) + _gone(about.person, Move.WITHDREW))


def _clean_carried(about: About, beside: Decimal) -> Iterator[Decimal]:
    """The same over two years: of the basis only what the payouts of the first one left is there in the second.

    beside: the other part of basis and contribution.
    """
    person = about.person
    gone, at_end = _gone(person, Move.CONVERTED) + _gone(person, Move.WITHDREW), person.year_end_value or NOTHING
    late = person.contributed_late or NOTHING
    if not at_end:
        return
    for growth in _growth(about):
        carried = _held(person) + (person.converted_next or NOTHING) - growth
        least = (carried - late) * (at_end + gone) / at_end + late - beside
        leasts = {least, least - _gone(person, Move.PRIOR)}  # which the last form may not hold yet
        yield from (one.quantize(CENT, ROUND_CEILING) for one in sorted(leasts) if one > 0)


def year_end_value(name: str, about: About) -> Updates:
    """The more is left at the end of a year, the more basis stays in it, until what is pre-tax passes for growth."""
    person, values = about.person, [NOTHING]
    if _carries(about) and person.basis is not None:
        gone, made = _gone(person, Move.CONVERTED) + _gone(person, Move.WITHDREW), _gone(person, Move.TRADITIONAL)
        late = min(person.contributed_late or NOTHING, made)
        basis = person.basis + made - late
        for growth in _growth(about):
            carried = _held(person) + (person.converted_next or NOTHING) - growth - late
            if 0 < carried < basis:
                values.append((gone * carried / (basis - carried)).quantize(CENT, ROUND_CEILING))
    return tuple({name: value} for value in (*values, BEYOND))


def _growth(about: About) -> Iterator[Decimal]:
    """What may be pre-tax beside after-tax money and still passes for its growth (``options.is_clean``)."""
    person = about.person
    moved = _to_roth(person)
    yield law.threshold("growth_share").money * (_held(person) + moved)
    yield law.threshold("growth_dollars").money


def _clean_values(about: About, back: Decimal) -> tuple[Decimal, ...]:
    """The most that can be in a traditional IRA while what is pre-tax still passes for growth; basis as told.

    back: of the contribution what goes back first.
    """
    person = about.person
    if person.basis is None:
        return ()
    if _carries(about):
        return tuple(value + back for value in _clean_after_a_form(about) if value > 0)
    share, most = law.threshold("growth_share").money, law.threshold("growth_dollars").money
    gone, out = _to_roth(person), _gone(person, Move.WITHDREW)
    forward = basis_forward(about.who, person)
    before = person.basis if forward is None else forward.money
    others, after_tax = _held(person), before + _gone(person, Move.TRADITIONAL) - back
    by_share = (after_tax - out) / (1 - share) - gone - others
    by_dollars = after_tax + most - gone - out - others
    return tuple(value.quantize(CENT, ROUND_DOWN) + back for value in (by_share, by_dollars) if value > 0)
