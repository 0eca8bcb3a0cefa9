"""How much may go into IRAs for the year, and by which route: the contribution side of the outlook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, cents, given, least, most, told, total
from calc.facts import Circumstance, Facts, IraKind, Move, Person
from calc.planning.assessment import Route
from calc.planning.balance import moved
from calc.planning.coverage import apart_open
from calc.planning.incomes import roth_income, within_reach
from calc.worksheets.ira_limit import dollar_limit
from calc.worksheets.roth_limit import roth_limit, roth_range


@dataclass(frozen=True, slots=True)
class Room:
    """The IRA contribution side of one person. A field is None when the facts do not tell."""

    age: int | None
    limit: Amount | None
    compensation: Amount | None
    magi: Amount | None
    range: tuple[Amount, Amount] | None
    roth: Worksheet | None
    route: Route
    left: Amount | None  # may still be contributed to any IRA
    direct: Amount | None  # of it straight to a Roth IRA
    direct_at_most: Amount | None  # the same where only what is added back to the income is not known
    excess: Amount | None  # contributed above what the law allows
    relabel: Amount | None  # of it, at least, what a recharacterization puts right: only the income was too high
    barred: bool | None  # by age, while there was a bar on traditional contributions; None: the birthday decides


def room(who: str, facts: Facts, year: law.Year, beside: Amount = ZERO) -> Room:
    """beside: income that was not told and the Roth limit counts, of conversions inside plans and IRA payouts."""
    person = facts.people[who]
    age = None if person.birth_year is None else year.number - person.birth_year
    limit = None if age is None else dollar_limit(year.number, age)
    compensation = counted_compensation(who, facts, year)
    income = roth_income(facts, year.number, beside=beside)
    status = facts.filing_status
    reach = roth_range(year.number, status, facts.lived_with_spouse) if status and not apart_open(facts) else None
    magi = lowest = income.line("magi").named("roth_magi") if income else None
    if magi and reach and facts.add_backs is None and within_reach(magi.money, magi.money, reach):
        magi = None  # what is added back decides
    made, straight = moved(who, person, Move.TRADITIONAL), moved(who, person, Move.ROTH)
    cap = least(limit, compensation).named("ira_cap") if limit and compensation else None
    at_least = None  # the worksheet by the income without what is added back
    if lowest and age is not None and compensation and made and status and reach:
        at_least = roth_limit(
            tax_year=year.number,
            filing_status=status,
            lived_with_spouse=facts.lived_with_spouse,
            age=age,
            magi=lowest,
            compensation=compensation,
            traditional_contributions=made,
        )
    roth = at_least if magi else None
    left = None
    if cap and made and straight and compensation:
        unlent = most(compensation - _lent(who, facts, year), ZERO)
        left = most(least(cap, unlent) - made - straight, ZERO).named("ira_room")
    most_of_it = (
        least(left, most(at_least.line("limit") - straight, ZERO)) if at_least and left and straight else None
    )
    direct = most_of_it if roth or (most_of_it and not most_of_it.value) else None  # more income only takes away
    barred = _barred(age, year)
    if direct and left and not barred and direct.value < left.value and direct.value <= _floor().value:
        direct = ZERO  # at the very edge a dollar of income more would make the floor an excess
    excess = relabel = None
    if cap and made and straight:
        above_cap = most(made + straight - cap, made if barred else ZERO, ZERO)
        above_income = most(straight - at_least.line("limit"), ZERO) if at_least else ZERO  # the least it can be
        excess = most(above_cap, above_income)
        relabel = most(above_income - above_cap, ZERO)
    return Room(
        age=age,
        limit=limit,
        compensation=compensation,
        magi=magi,
        range=reach,
        roth=roth,
        route=_route(left, direct, made, barred=barred),
        left=left,
        direct=direct,
        direct_at_most=None if roth else most_of_it,
        excess=excess,
        relabel=relabel,
        barred=barred,
    )


def _floor() -> Amount:
    """What the phase-out leaves until income passes its end (IRC 408A(c)(3)(A), 219(g)(2)(B))."""
    return law.standing().figure("phaseout_floor")


def _route(left: Amount | None, direct: Amount | None, made: Amount | None, *, barred: bool | None) -> Route:
    if left is None or made is None:
        return Route.UNKNOWN
    if left.value == 0:
        return Route.BACKDOOR if made.value > 0 else Route.NONE
    if direct is None:
        return Route.UNKNOWN
    if direct.value == left.value:
        return Route.DIRECT
    if barred:
        return Route.DIRECT if direct.value else Route.NONE
    return Route.PART if direct.value else Route.BACKDOOR


def by_the_back_door(space: Room) -> Room:
    """Where the back door is clean all of it goes there: one form, and no excess when the income turns out higher."""
    return replace(space, route=Route.BACKDOOR, direct=ZERO)


def own_compensation(who: str, facts: Facts) -> Amount | None:
    """Pay that counts for an IRA: without foreign earned income that is excluded (IRC 219(f)(1), 911)."""
    person = facts.people[who]
    if person.compensation is None:
        return None
    pay = given(person.compensation, f"{who}.compensation")
    if person.foreign_excluded is None and person.compensation:
        abroad = Circumstance.ABROAD in (facts.circumstances or ())
        return None if abroad else pay
    return most(pay - given(person.foreign_excluded or 0, f"{who}.foreign_excluded"), ZERO)


def counted_compensation(who: str, facts: Facts, year: law.Year) -> Amount | None:
    """Own pay; on a joint return, where that is below the limit, also the spouse's less the spouse's contribution.

    Only who earns less than the spouse may count the spouse's pay. The spouse is taken to use the limit, as far as
    what this person put in already leaves it to them.
    Source: IRC 219(c), (c)(2)(B); Pub. 590-A, Kay Bailey Hutchison spousal IRA.
    """
    own = own_compensation(who, facts)
    limit = _limit(facts.people[who], year)
    if not facts.joint or facts.spouse is None or (own and limit and own.value >= limit.value):
        return own
    other = "spouse" if who == "you" else "you"
    others, others_limit = own_compensation(other, facts), _limit(facts.people[other], year)
    if own is None or others is None or others_limit is None:
        return None
    if own.value >= others.value:
        return own
    still = most(own + others - _put_in(who, facts), ZERO)
    theirs = most(_put_in(other, facts), least(others, others_limit, still))
    return (own + most(others - theirs, ZERO)).named("counted_compensation")


def _put_in(who: str, facts: Facts) -> Amount:
    """Into IRAs for the year so far, as far as it is known."""
    made = moved(who, facts.people[who], Move.TRADITIONAL), moved(who, facts.people[who], Move.ROTH)
    return total(ZERO, *(amount for amount in made if amount))


def _lent(who: str, facts: Facts, year: law.Year) -> Amount:
    """Of own pay what the spouse's contributions already rest on, within the spouse's limit."""
    other = "spouse" if who == "you" else "you"
    if not facts.joint or facts.spouse is None:
        return ZERO
    pay, limit, own = own_compensation(other, facts), _limit(facts.people[other], year), own_compensation(who, facts)
    if pay is None or limit is None or (own is not None and pay.value >= own.value):
        return ZERO
    return most(least(_put_in(other, facts), limit) - pay, ZERO)


def _limit(person: Person, year: law.Year) -> Amount | None:
    return None if person.birth_year is None else dollar_limit(year.number, year.number - person.birth_year)


def _barred(age: int | None, year: law.Year) -> bool | None:
    """Until 2019 nobody who had reached 70½ could contribute to a traditional IRA (IRC 219(d)(1), repealed)."""
    bar = year.maybe("traditional_ira_contribution_max_age")
    if bar is None:
        return False
    if age is None or age == int(bar.value):
        return None
    return age > bar.value


def recharacterized(person: Person, amount: Amount) -> Person:
    """The person as if ``amount`` had gone to a traditional IRA in the first place (IRC 408A(d)(6))."""
    zero = ZERO.money
    made_in_year = person.moved(Move.TRADITIONAL) == 0 and person.contributed_late is None
    none_before = person.basis is None and person.pretax_ira_kinds == ()
    return person.model_copy(
        update={
            "moves": (person.moves or frozenset()) | {Move.TRADITIONAL},
            "ira_kinds": (person.ira_kinds or frozenset()) | {IraKind.TRADITIONAL},
            "contributed": (person.moved(Move.TRADITIONAL) or zero) + amount.money,
            "contributed_late": zero if made_in_year else person.contributed_late,
            "contributed_roth": (person.moved(Move.ROTH) or zero) - amount.money,
            "basis": zero if none_before else person.basis,
            "traditional": (person.ira_value(IraKind.TRADITIONAL) or zero) + amount.money,
        }
    )


def to_roth(person: Person, amount: Amount, *, whole: bool = False) -> Person:
    """The person as if ``amount`` of the traditional contribution had gone to a Roth IRA at once (IRC 408A(d)(6)).

    whole: the IRA holds nothing else, so its growth goes along and leaves it empty.
    """
    made, value = person.contributed or ZERO.money, person.ira_value(IraKind.TRADITIONAL)
    return person.model_copy(
        update={
            "ira_kinds": (person.ira_kinds or frozenset()) | {IraKind.ROTH},
            "contributed": made - amount.money,
            "contributed_late": _late(person, made - amount.money),
            "contributed_roth": (person.moved(Move.ROTH) or ZERO.money) + amount.money,
            "traditional": None if value is None else ZERO.money if whole else max(value - amount.money, ZERO.money),
        }
    )


def returned(person: Person, amount: Amount) -> tuple[Person, Amount]:
    """The person once an excess in a traditional IRA is back, and what of it is not in there any more.

    Money returned is on no line (IRC 408(d)(4)).
    """
    made, value = person.contributed, person.ira_value(IraKind.TRADITIONAL)
    if not made or value is None or amount.value <= 0:
        return person, ZERO
    out = min(amount.money, made, value)
    update = {"contributed": made - out, "contributed_late": _late(person, made - out), "traditional": value - out}
    return person.model_copy(update=update), amount - told(out, "returned")


def followed(person: Person, amount: Amount) -> tuple[Person, Amount]:
    """The person without the excess that a conversion took along, and that excess: it sits in the Roth IRA now.

    It is neither a contribution of line 1 nor a conversion of line 8 (IRC 408(o)(2)(B)), whether it comes out of
    there or costs 6 % a year. It has its share of the growth where nothing but the contribution was converted.
    """
    made, converted = person.contributed or ZERO.money, person.moved(Move.CONVERTED) or ZERO.money
    over = min(amount.money, made, converted)
    if over <= 0 or person.ira_value(IraKind.TRADITIONAL) != 0:
        return person, ZERO
    alone = converted <= made * (1 + law.threshold("growth_share").money)
    share = cents(given(converted, "converted") * (told(over, "excess") / told(made, "contributed"))).money
    gone = min(share if alone else over, converted)
    update = {
        "contributed": made - over,
        "contributed_late": _late(person, made - over),
        "converted": converted - gone,
    }
    return person.model_copy(update=update), told(over, "followed")


def _late(person: Person, left: Decimal) -> Decimal | None:
    """Of a contribution of which a part has left, the most that can have been made late."""
    return None if person.contributed_late is None else min(person.contributed_late, left)
