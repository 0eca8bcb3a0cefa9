"""From the facts to what the law says of each person: the one place where worksheets are chosen and fed."""

from __future__ import annotations

from datetime import date

from calc import law
from calc.balance import Balance, balance
from calc.deferrals import above, deferred
from calc.derivation import ZERO, Amount, Worksheet, given, least, most, total
from calc.facts import Facts, FilingStatus, Person
from calc.ira_deduction import ira_deduction
from calc.mega import plan_outlooks
from calc.options import Option, accepted, is_clean, new_money, options
from calc.outlook import Case, Outlook, Route
from calc.refusals import Refusal
from calc.room import Room, recharacterized, room
from calc.season import Season, season


def look(facts: Facts, today: date) -> Case:
    """Everything the year's law says of these facts; Refusal when the tax year's law is not in the tables.

    What the person wants to save is spent in a fixed order: your IRA, your spouse's IRA, then the plans; what was
    already contributed for the year counts.
    """
    if facts.tax_year is None:
        raise Refusal("fact_missing", "tax_year")
    when = season(facts.tax_year, today, facts.state)
    left = None if facts.save is None else given(facts.save, "save")
    for who, person in facts.people.items():
        left = None if left is None else most(left - _already(who, person), ZERO)
    people = []
    for who in facts.people:
        outlook, spent = _outlook(who, facts, when, left)
        people.append(outlook)
        left = None if left is None else most(left - spent, ZERO)
    taxable = [p.taxable for p in people]
    known = [t for t in taxable if t is not None]
    return Case(facts, today, when, tuple(people), total(*known) if len(known) == len(taxable) else None)


def _outlook(who: str, facts: Facts, when: Season, budget: Amount | None) -> tuple[Outlook, Amount]:
    year = law.year(when.tax_year)
    person = facts.people[who]
    space = room(who, facts, year)
    excess, relabel = space.excess, space.relabel
    if when.today > when.correct_by:
        relabel = ZERO
    if relabel and relabel.value:
        person = recharacterized(person, relabel)
        facts = facts.having(who, person)
        space = room(who, facts, year)
    held = balance(who, person, when)
    direct, contribute = _split(space, when, budget)
    ways = _ways(who, person, held, contribute, when, space.route)
    chosen = _chosen(person, held, ways)
    magi, deduction = _deduction(who, facts, space, held, contribute, chosen)
    deferrals = deferred(who, person, space.age, year)
    outlook = Outlook(
        who=who,
        person=person,
        age=space.age,
        limit=space.limit,
        compensation=space.compensation,
        roth_magi=space.magi,
        roth_range=space.range,
        roth=space.roth,
        deduction_magi=magi,
        deduction=deduction,
        route=space.route,
        barred=space.barred,
        room=space.left,
        direct=direct,
        contribute=contribute,
        excess=excess,
        relabel=relabel,
        held=held,
        options=ways,
        chosen=chosen,
        plans=plan_outlooks(who, person, year),
        deferred=deferrals,
        above=above(deferrals, space.age, year),
    )
    return outlook, (direct or ZERO) + (contribute or ZERO)


def _already(who: str, person: Person) -> Amount:
    """To IRAs for the year, as far as it is known."""
    made = {"contributed": person.contributed, "contributed_roth": person.contributed_roth}
    return total(ZERO, *(given(amount, f"{who}.{fact}") for fact, amount in made.items() if amount is not None))


def _split(space: Room, when: Season, budget: Amount | None) -> tuple[Amount | None, Amount | None]:
    """What goes straight to a Roth IRA and what goes by the back door, from today on."""
    if not when.open:
        return ZERO, ZERO
    if space.left is None:
        return None, None
    left = space.left if budget is None else least(space.left, budget).named("ira_room")
    if space.route is Route.UNKNOWN:
        return ZERO, left.named("contribute")  # the back door works at every income
    direct = least(space.direct, left).named("direct") if space.direct else ZERO
    by_back_door = space.route in {Route.BACKDOOR, Route.PART}
    return direct, ((left - direct).named("contribute") if by_back_door else ZERO)


def _ways(
    who: str, person: Person, held: Balance, contribute: Amount | None, when: Season, route: Route
) -> tuple[Option, ...]:
    fresh = new_money(held)
    if contribute is None or fresh is None:
        return ()
    if route in {Route.DIRECT, Route.NONE} and fresh.value == 0 and contribute.value == 0:
        return ()
    return options(who, person, held, contribute, when)


def _chosen(person: Person, held: Balance, ways: tuple[Option, ...]) -> Option | None:
    """The first way, unless nobody knows yet whether a plan takes the pre-tax money in."""
    if not ways or (accepted(person) is None and not is_clean(person, held)):
        return None
    return ways[0]


def _deduction(
    who: str, facts: Facts, space: Room, held: Balance, contribute: Amount | None, chosen: Option | None
) -> tuple[Amount | None, Worksheet | None]:
    """How much of the traditional contribution could be deducted: MAGI with the conversion in it (Worksheet 1-1)."""
    if space.magi is None or chosen is None or facts.filing_status is None or facts.tax_year is None:
        return None, None
    magi = space.magi + chosen.taxable
    person, other = facts.people[who], facts.spouse if who == "you" else facts.you
    married = facts.filing_status in {FilingStatus.MFJ, FilingStatus.MFS}
    spouse_covered = other.covered if other and married else None
    if person.covered is None or (married and spouse_covered is None):
        return magi, None
    if space.age is None or space.compensation is None or held.made is None or contribute is None:
        return magi, None
    sheet = ira_deduction(
        tax_year=facts.tax_year,
        filing_status=facts.filing_status,
        lived_with_spouse=facts.lived_with_spouse,
        covered=person.covered,
        spouse_covered=spouse_covered,
        age=space.age,
        magi=magi,
        compensation=space.compensation,
        contribution=held.made + contribute,
    )
    return magi, sheet
