"""From the facts to what the law says of each person: the one place where worksheets are chosen and fed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import date
from itertools import islice

from calc import law
from calc.derivation import ZERO, Amount, given, least, most, total
from calc.effort import LOOK, spend
from calc.facts import Facts, Move, Person
from calc.planning.assessment import OPEN, Case, Outlook, PlanOutlook, Route
from calc.planning.balance import Balance, balance
from calc.planning.contribution_room import Room, recharacterized, returned, room, to_roth
from calc.planning.deducting import deducting, paid_out_of
from calc.planning.deferrals import above, deferred
from calc.planning.missing import missing
from calc.planning.missing_at_work import growth_open_at
from calc.planning.not_converted import as_withdrawn, not_converted
from calc.planning.options import Option, Way, is_clean, moved_already, new_money, options, relabeling
from calc.planning.rmd import rmd_due, rmd_of, rmd_taken, still_to_take
from calc.planning.rolling_in import accepted, roll_in_sheet
from calc.planning.season import Season, season
from calc.planning.workplace_plans import in_plan_growth, plan_outlooks
from calc.refusals import Refusal

FIRST_NAMED = 5  # of the facts that are missing, where nothing can be said yet
ROUNDS = 4  # what is contributed turns on payouts at the edge of a range only


Seen = dict[Hashable, tuple[Outlook, Amount | None]]


def look(facts: Facts, today: date, seen: Seen | None = None) -> Case:
    """Everything the year's law says of these facts; Refusal when the tax year's law is not in the tables.

    The Roth limit counts the taxable part of IRA payouts, which hangs on what is contributed: tried until both agree.
    seen: people looked at already, for those who look at many variations of one couple.
    """
    spend(LOOK)
    seen = {} if seen is None else seen
    case = _look(facts, today, ZERO, seen)
    for _ in range(ROUNDS):
        paid_out = total(ZERO, *(paid_out_of(one, case.season.tax_year) for one in case.people))
        if paid_out.value == case.paid_out.value:
            break
        case = _look(facts, today, paid_out, seen)
    return case


def _look(facts: Facts, today: date, paid_out: Amount, seen: Seen) -> Case:
    """paid_out: taxable part of what both take out of IRAs in the tax year.

    What the person wants to save is spent in a fixed order: your IRA, your spouse's IRA, then the plans; what was
    already contributed for the year counts.
    """
    if facts.tax_year is None:
        after = list(islice((fact for fact in missing(facts, None) if fact != "tax_year"), FIRST_NAMED))
        raise Refusal("tax_year_first", "tax_year", facts=after)
    when = season(facts.tax_year, today, facts.state)
    if when.closed and when.correctable and any(_relabeled(who, facts, when) for who in facts.people):
        when = when.converting_now()  # what is recharacterized now is converted now
    left = None if facts.save is None else given(facts.save, "save")
    for who, person in facts.people.items():
        left = None if left is None else most(left - _already(who, person), ZERO)
    in_plan = ZERO if when.over else in_plan_growth(facts)
    people: list[Outlook] = []
    for who in facts.people:
        beside = total(in_plan, paid_out)
        alike = (who, when, _bearing(who, facts), left and left.value, beside.value)
        if alike not in seen:
            seen[alike] = _outlook(who, facts, when, left, beside)
        outlook, left = seen[alike]
        people.append(outlook)
    people, left = _allotted(people, left)
    people = deducting(people, facts, when, in_plan)
    taxable = [total(p.taxable, p.growth) for p in people if p.taxable is not None]
    grown = not when.over and any(growth_open_at(who, facts) for who in facts.people)
    whole = total(*taxable) if len(taxable) == len(people) and not grown else None
    return Case(facts, today, when, tuple(people), whole, in_plan, paid_out)


def _bearing(who: str, facts: Facts) -> Hashable:
    """All that the outlook of one person can turn on: of the other spouse it is the pay that a joint return lends."""
    household = tuple(told for name, told in facts if name not in {"you", "spouse"})
    person = tuple(told for name, told in facts.people[who] if name != "plans")
    plans = tuple((kind, tuple(plan)) for kind, plan in sorted(facts.people[who].plans.items()))
    pay = tuple((one.birth_year, one.compensation, one.foreign_excluded) for one in facts.people.values())
    return household, person, plans, pay, facts.spouse is None


def _outlook(
    who: str, facts: Facts, when: Season, budget: Amount | None, beside: Amount
) -> tuple[Outlook, Amount | None]:
    """One person, and what is left of what the two want to save."""
    year = law.year(when.tax_year)
    owes = rmd_due(facts.people[who], facts, when)
    person = rmd_of(facts.people[who], facts, when)
    meant = not_converted(who, person)
    person = as_withdrawn(person, meant)
    facts = facts.having(who, person)
    space = room(who, facts, year, beside)
    excess, by_income = space.excess, space.relabel
    relabel = by_income if when.correctable else ZERO
    if relabel and relabel.value:
        person = recharacterized(person, relabel)
        facts = facts.having(who, person)
        space = room(who, facts, year, beside)
    if excess and when.correctable:
        straight = given(person.moved(Move.ROTH) or 0, f"{who}.contributed_roth")  # what is too much is there first
        person = returned(person, excess - (relabel or ZERO) - straight)
    back = _meant_for_roth(who, facts, person, year, beside, when)
    before = person
    if back.value:
        alone = is_clean(person, balance(who, person, when))  # then the growth is the contribution's own
        person = to_roth(person, back, whole=alone)
        space = room(who, facts.having(who, person), year, beside)
    rmd = still_to_take(who, person)
    if rmd and rmd.value:
        person, before = rmd_taken(person, rmd), rmd_taken(before, rmd)
    held = balance(who, person, when)
    direct, contribute = _split(space, when, budget)
    ways = _ways(who, person, held, contribute, when, space.route)
    if back.value:
        ways = relabeling(who, before, balance(who, before, when), held, when)
    chosen = _chosen(person, held, ways)
    plans = plan_outlooks(who, person, year)
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
        deduction=None,
        route=space.route,
        barred=space.barred,
        room=space.left,
        direct=direct,
        contribute=contribute,
        excess=excess,
        by_income=by_income,
        relabel=relabel,
        to_roth=back,
        meant=meant,
        owes_rmd=owes,
        rmd=rmd,
        held=held,
        rollover=roll_in_sheet(person, held),
        options=ways,
        chosen=chosen,
        plans=plans,
        idle=_idle(space.route, held, contribute) and not (back.value and ways),
        growth=ZERO if when.over else _growth(plans),
        deferred=deferrals,
        above=above(deferrals, space.age, year),
    )
    spent = total(ZERO, *(amount for amount in (direct, contribute) if amount is not None))
    return outlook, budget and most(budget - spent, ZERO)


def _relabeled(who: str, facts: Facts, when: Season) -> bool:
    relabel = room(who, facts, law.year(when.tax_year)).relabel
    return relabel is not None and relabel.value > 0


def _already(who: str, person: Person) -> Amount:
    """To IRAs for the year, as far as it is known."""
    made = {"contributed": person.contributed, "contributed_roth": person.contributed_roth}
    return total(ZERO, *(given(amount, f"{who}.{fact}") for fact, amount in made.items() if amount is not None))


def _meant_for_roth(who: str, facts: Facts, person: Person, year: law.Year, beside: Amount, when: Season) -> Amount:
    """The traditional contribution where all of it could have gone straight to a Roth IRA, and still can."""
    made = person.moved(Move.TRADITIONAL)
    stays = person.moved(Move.CONVERTED) == 0 and not person.converted_next  # what was converted cannot be relabeled
    if not made or not stays or not when.correctable:
        return ZERO
    back = given(made, f"{who}.contributed")
    tried = room(who, facts.having(who, to_roth(person, back)), year, beside)
    return back if tried.roth and tried.excess and tried.excess.value == 0 else ZERO


def _split(space: Room, when: Season, budget: Amount | None) -> tuple[Amount | None, Amount | None]:
    """What goes straight to a Roth IRA and what goes by the back door, from today on."""
    if not when.open:
        return ZERO, ZERO
    if space.left is None:
        return None, None
    left = space.left if budget is None else least(space.left, budget).named("ira_room")
    if space.route is Route.UNKNOWN and space.barred:
        return ZERO, ZERO
    if space.route is Route.UNKNOWN:
        return ZERO, left.named("contribute")  # the back door works at every income
    direct = least(space.direct, left).named("direct") if space.direct else ZERO
    by_back_door = space.route in {Route.BACKDOOR, Route.PART}
    return direct, ((left - direct).named("contribute") if by_back_door else ZERO)


def _ways(
    who: str, person: Person, held: Balance, contribute: Amount | None, when: Season, route: Route
) -> tuple[Option, ...]:
    if contribute is None or new_money(held) is None or _idle(route, held, contribute):
        return ()
    return options(who, person, held, contribute, when)


def _idle(route: Route, held: Balance, contribute: Amount | None) -> bool:
    """Nothing goes by the back door, no after-tax money waits in the IRAs, and nothing was moved this year."""
    fresh = new_money(held)
    moving = contribute is None or contribute.value or fresh is None or fresh.value or moved_already(held)
    return route in {Route.DIRECT, Route.NONE} and not moving


def _chosen(person: Person, held: Balance, ways: tuple[Option, ...]) -> Option | None:
    """The first way, unless nobody knows yet whether a plan takes the pre-tax money in."""
    if not ways:
        return None
    empty = held.value is not None and not held.value.value  # then there is nothing that a plan could take
    settled = empty or ways[0].way in {Way.RELABEL, Way.NOTHING} or is_clean(person, held)
    return ways[0] if settled or accepted(person) is not None else None


def _growth(plans: Iterable[PlanOutlook]) -> Amount:
    """Growth of the plans with a way out; what cannot leave is not taxed."""
    return total(ZERO, *(p.growth.line("taxable") for p in plans if p.growth and p.path in OPEN))


def _allotted(people: Iterable[Outlook], budget: Amount | None) -> tuple[list[Outlook], Amount | None]:
    """What is left of the savings after the IRAs goes to the plans, yours first, as far as there is room."""
    out = []
    for one in people:
        plans = []
        for plan in one.plans:
            put = plan.put if budget is None or plan.put is None else least(plan.put, budget)
            used = put if plan.path in OPEN and put else ZERO
            budget = budget and most(budget - used, ZERO)
            plans.append(replace(plan, put=put))
        out.append(replace(one, plans=tuple(plans)))
    return out, budget
