"""From the facts to what the law says of each person: the one place where worksheets are chosen and fed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import Any, TypeVar

from calc import law, needs
from calc.derivation import ZERO, Amount, Worksheet, given, least, most, total
from calc.effort import LOOK, spend
from calc.facts import Circumstance, Facts, Move, Person, PlanKind, WorkPlan
from calc.needs import Of
from calc.planning.assessment import OPEN, Case, Outlook, PlanOutlook, Route, taxable_of
from calc.planning.balance import Balance, balance, moved
from calc.planning.contribution_room import Room, by_the_back_door, followed, recharacterized, returned, room, to_roth
from calc.planning.deduct_first import BEFORE_DEDUCTING, deduct_first
from calc.planning.deducting import Contributed, by_income, deducting, in_agi, paid_out_of, without_payouts
from calc.planning.deferrals import Above, above, deferred
from calc.planning.incomes import deduction_income
from calc.planning.not_converted import NotConverted, as_withdrawn, not_converted
from calc.planning.options import (
    Option,
    Way,
    deducting_way,
    is_clean,
    moved_already,
    new_money,
    relabeling,
    ways,
    wish,
)
from calc.planning.relabeled import as_if_made_there
from calc.planning.rmd import first_rmd_year, rmd_due, rmd_of, rmd_taken, still_to_take
from calc.planning.rolling_in import accepted, movable, roll_in_sheet
from calc.planning.season import Season, season
from calc.planning.workplace_plans import growth_open_at, moving_growth, plan_outlooks
from calc.refusals import Refusal
from calc.worksheets.ira_limit import dollar_limit

FIRST_NAMED = 5  # of the facts that are missing, where nothing can be said yet
ROUNDS = 4  # what is contributed turns on payouts at the edge of a range only

Seen = dict[Hashable, Any]
_Part = TypeVar("_Part")


def look(facts: Facts, today: date) -> Case:
    """Everything the year's law says of these facts; Refusal when the tax year's law is not in the tables."""
    return deduct_first(Looking(facts, today).case())


@dataclass(frozen=True, slots=True)
class Deposits:
    """What has gone and still goes into one person's IRAs, and the person as the law sees what was done.

    before: the same person while nothing is moved to the Roth IRA that could have gone there. The other fields are
    those of ``Outlook``.
    """

    who: str
    person: Person
    before: Person
    space: Room
    direct: Amount | None
    contribute: Amount | None
    excess: Amount | None
    by_income: Amount | None
    relabel: Amount | None
    to_roth: Amount
    along: Amount
    meant: NotConverted
    owes_rmd: bool
    rmd: Amount | None


@dataclass(frozen=True, slots=True)
class Conversions:
    """What can be done with one person's IRA money."""

    held: Balance
    rollover: Worksheet | None
    options: tuple[Option, ...]
    chosen: Option | None
    idle: bool


@dataclass(frozen=True, slots=True)
class AtWork:
    """What one person's workplace plans allow."""

    plans: tuple[PlanOutlook, ...]
    growth: Amount
    deferred: Worksheet | None
    above: tuple[Above, ...]


class Looking:
    """What the law says of these facts, part by part, each worked out only when it is asked for.

    seen: parts that were worked out for other facts of the same people, under all that such a part reads. Who looks
    at many variations hands one over; then only the way that the steps follow is worked out, without the others.
    """

    def __init__(self, facts: Facts, today: date, seen: Seen | None = None) -> None:
        if facts.tax_year is None:
            after = list(islice((fact for fact in needs.gaps(facts, today) if fact != "tax_year"), FIRST_NAMED))
            raise Refusal("tax_year_first", "tax_year", facts=after)
        spend(LOOK)
        self.facts, self.year = as_if_made_there(facts), law.year(facts.tax_year)
        facts = self.facts
        self._seen: Seen = {} if seen is None else seen
        self._all_ways = seen is None
        self._converted: dict[str, Conversions] = {}
        self._by_income: dict[str, Callable[[Amount], Worksheet] | None] = {}
        self._income = self._once(("income", *_read_for_room(facts)), object)  # the same object for the same income
        self._told_season = season(facts.tax_year, today, facts.state)
        self.when = self._season(self._told_season)
        self._in_plan, self._leaving = (ZERO, ZERO) if self.when.over else moving_growth(facts)

    def case(self) -> Case:
        """All of it."""
        facts, when = self.facts, self.when
        each = self.deposits.items()
        people = [_outlook(one, self.conversions(who), self.at_work(who), when) for who, one in each]
        people = self._allotted(people)
        bare, paid_out = without_payouts(facts, people, when.tax_year)
        people = deducting(people, bare, when, self._in_plan)
        grown = not when.over and any(growth_open_at(who, facts) for who in facts.people)
        whole = None if grown else taxable_of(people)
        return Case(bare, facts, when.today, when, tuple(people), whole, self._in_plan, paid_out)

    @property
    def deposits(self) -> dict[str, Deposits]:
        """Of each person. What the two want to save is spent in a fixed order: your IRA, your spouse's, the plans."""
        return self._settled

    def conversions(self, who: str) -> Conversions:
        if who not in self._converted:
            self._converted[who] = self._converting(self.deposits[who])
        return self._converted[who]

    def held(self, who: str) -> Balance:
        return self.conversions(who).held

    def at_work(self, who: str) -> AtWork:
        person = self.facts.people[who]
        read = who, person.birth_year, person.compensation, person.plan_kinds, self._plans(person.plans)
        return self._once(("at work", *read), lambda: _at_work(who, person, self.year, self.when))

    def deduction(self, who: str, converted: Amount) -> Worksheet | None:
        """How much of the traditional contribution could be deducted with so much income from IRAs."""
        allowed = self._allowed(who)
        if allowed is None:
            return None
        moving = total(converted, self._leaving)
        income = deduction_income(self.facts, self.year.number, converted=moving, beside=self._in_plan)
        return allowed(income.line("magi")) if income else None

    def _allowed(self, who: str) -> Callable[[Amount], Worksheet] | None:
        """The same at any modified AGI."""
        if who not in self._by_income:
            space, amount = self.deposits[who].space, self.contributed(who)
            told = self.facts.people[who]
            paid = Contributed(who, told, amount, space.age, space.barred, space.compensation)
            self._by_income[who] = by_income(paid, self.facts, self.when)
        return self._by_income[who]

    def deducted(self, who: str) -> tuple[Amount, ...]:
        """What is taxed where the contribution is deducted first, next to nothing of it and all of it.

        Empty where that cannot lead (``deduct_first``).
        """
        one, way, amount = self.deposits[who], self.conversions(who).chosen, self.contributed(who)
        if not self.when.open or way is None or way.way not in BEFORE_DEDUCTING or one.to_roth.value:
            return ()
        allowed = self.deduction(who, ZERO)
        if not amount or not amount.value or (allowed and not allowed.line("deduction").value):
            return ()
        held, money = self.conversions(who).held, one.contribute or ZERO
        found = (deducting_way(who, held, self.when, money, part) for part in (ZERO, amount))
        return tuple(way.taxable for way in found if way)

    def contributed(self, who: str) -> Amount | None:
        """To traditional IRAs for the year, made and planned."""
        one = self.deposits[who]
        made = moved(who, one.person, Move.TRADITIONAL)
        return None if made is None or one.contribute is None else total(made, one.contribute, one.to_roth)

    @cached_property
    def _settled(self) -> dict[str, Deposits]:
        """Deposits beside the taxable part of what both take out of IRAs in the tax year.

        The Roth limit counts it, and it hangs on what is contributed: tried until both agree.
        """
        paid_out = ZERO
        found = self._depositing(paid_out)
        for _ in range(ROUNDS):
            again = total(ZERO, *(self._paid_out_of(one) for one in found.values()))
            if again.value == paid_out.value:
                break
            paid_out = again
            found = self._depositing(paid_out)
        return found

    def _depositing(self, paid_out: Amount) -> dict[str, Deposits]:
        """paid_out: taxable part of what both take out of IRAs in the tax year."""
        left, found = self._budget, {}
        for who in self.facts.people:
            one = found[who] = self._deposits(who, left, total(self._in_plan, paid_out))
            left = left and most(left - self._spent(one), ZERO)
        return found

    @cached_property
    def _budget(self) -> Amount | None:
        """What the two want to save, less what was contributed for the year already."""
        left = None if self.facts.save is None else given(self.facts.save, "save")
        for who, person in self.facts.people.items():
            left = None if left is None else most(left - _already(who, person), ZERO)
        return left

    def _spent(self, one: Deposits) -> Amount:
        """Into one person's IRAs from today on; while that is not known all that the year allows a person."""
        if one.direct is None or one.contribute is None:
            return one.space.limit or dollar_limit(self.year.number, self.year.whole("ira_catch_up_age"))
        return total(ZERO, one.direct, one.contribute)

    def _allotted(self, people: Iterable[Outlook]) -> list[Outlook]:
        """What is left of the savings after the IRAs goes to the plans, yours first, as far as there is room."""
        budget, out = self._budget, []
        for one in self.deposits.values():
            budget = budget and most(budget - self._spent(one), ZERO)
        for person in people:
            plans = []
            for plan in person.plans:
                put = plan.put if budget is None or plan.put is None else least(plan.put, budget)
                used = put if plan.path in OPEN and put else ZERO
                budget = budget and most(budget - used, ZERO)
                plans.append(replace(plan, put=put))
            out.append(replace(person, plans=tuple(plans)))
        return out

    def _deposits(self, who: str, budget: Amount | None, beside: Amount) -> Deposits:
        """beside: income that was not told, of payouts and of conversions inside plans."""
        person = self.facts.people[who]
        rmd = Circumstance.RMD in (self.facts.circumstances or ())
        read = who, self._income, _read_of_iras(person), rmd, budget and budget.value, beside.value, self.when
        return self._once(("deposits", *read, accepted(person)), lambda: self._depositing_of(who, budget, beside))

    def _depositing_of(self, who: str, budget: Amount | None, beside: Amount) -> Deposits:
        facts, when = self.facts, self.when
        owes = rmd_due(facts.people[who], facts, when)
        person = rmd_of(facts.people[who], facts, when)
        meant = not_converted(who, person)
        person = as_withdrawn(person, meant)
        space = self._room(who, person, beside)
        excess, by_income = space.excess, space.relabel
        relabel = by_income if when.correctable else ZERO
        if relabel and relabel.value:
            person = recharacterized(person, relabel)
            space = self._room(who, person, beside)
        along = ZERO
        if excess:
            straight = given(person.moved(Move.ROTH) or 0, f"{who}.contributed_roth")  # what is above is there first
            rest = excess - (relabel or ZERO) - straight
            person, rest = returned(person, rest) if when.correctable else (person, rest)
            person, along = followed(person, rest)
        back = self._meant_for_roth(who, person, beside)
        before = person
        if back.value:
            alone = is_clean(person, balance(who, person, when))  # then the growth is the contribution's own
            person = to_roth(person, back, whole=alone)
            space = self._room(who, person, beside)
        rmd = still_to_take(who, person)
        if rmd and rmd.value:
            person, before = rmd_taken(person, rmd), rmd_taken(before, rmd)
        if space.route is Route.PART and space.barred is False and is_clean(person, balance(who, person, when)):
            space = by_the_back_door(space)
        direct, contribute = _split(space, when, budget)
        return Deposits(
            who=who,
            person=person,
            before=before,
            space=space,
            direct=direct,
            contribute=contribute,
            excess=excess,
            by_income=by_income,
            relabel=relabel,
            to_roth=back,
            along=along,
            meant=meant,
            owes_rmd=owes,
            rmd=rmd,
        )

    def _meant_for_roth(self, who: str, person: Person, beside: Amount) -> Amount:
        """The traditional contribution where all of it could have gone straight to a Roth IRA, and still can."""
        made = person.moved(Move.TRADITIONAL)
        stays = person.moved(Move.CONVERTED) == 0 and not person.converted_next  # converted is not relabeled
        if not made or not stays or not self.when.correctable:
            return ZERO
        back = given(made, f"{who}.contributed")
        tried = self._room(who, to_roth(person, back), beside)
        return back if tried.roth and tried.excess and tried.excess.value == 0 else ZERO

    def _room(self, who: str, person: Person, beside: Amount = ZERO) -> Room:
        read = who, person.moved(Move.TRADITIONAL), person.moved(Move.ROTH), beside.value, self._income
        return self._once(("room", *read), lambda: room(who, self.facts.having(who, person), self.year, beside))

    def _converting(self, one: Deposits) -> Conversions:
        money = one.contribute and one.contribute.value
        read = one.who, money, one.space.route, one.to_roth.value, accepted(one.person), self.when
        iras = _read_of_iras(one.person), _read_of_iras(one.before) if one.to_roth.value else None
        return self._once(("conversions", *read, *iras), lambda: self._conversions(one))

    def _conversions(self, one: Deposits) -> Conversions:
        who, person = one.who, one.person
        when = self.when if one.relabel and one.relabel.value else self._told_season  # what is relabeled is converted
        held = balance(who, person, when)
        at_rest = _at_rest(held, one.contribute)
        idle = at_rest and one.space.route in {Route.DIRECT, Route.NONE} and not wish(person, held, ZERO, ZERO).value
        found: Iterable[Option] = ()
        if one.to_roth.value:
            more = one.contribute or ZERO
            found = relabeling(who, one.before, balance(who, one.before, when), held, when, more)
        elif one.contribute is not None and new_money(held) is not None and not idle:
            found = ways(who, person, held, one.contribute, when)
        found = iter(found)
        options = tuple(islice(found, 1))
        chosen = _chosen(person, held, options)
        if self._all_ways or chosen is None:
            options = (*options, *found)
        rollover = roll_in_sheet(person, held) if self._all_ways else None
        idle = idle or (when.closed and at_rest and not options)
        return Conversions(held, rollover, options, chosen, idle and not (one.to_roth.value and options))

    def _paid_out_of(self, one: Deposits) -> Amount:
        if not one.person.moved(Move.WITHDREW) or in_agi(one.who, self.facts):
            return ZERO
        found = self._converting(one)
        return paid_out_of(found.chosen, found.options, found.held, self.when.tax_year)

    def _season(self, when: Season) -> Season:
        """What is recharacterized now is converted now."""
        relabels = when.closed and when.correctable and any(map(self._relabels, self.facts.people))
        return when.converting_now() if relabels else when

    def _relabels(self, who: str) -> bool:
        relabel = self._room(who, self.facts.people[who]).relabel
        return relabel is not None and relabel.value > 0

    def _plans(self, plans: dict[PlanKind, WorkPlan]) -> Hashable:
        """All that was told of the plans; the same plans are read once."""
        name = "plans", id(plans)
        if name not in self._seen:
            self._seen[name] = plans, tuple((kind, tuple(plan)) for kind, plan in plans.items())
        _, read = self._seen[name]  # the plans themselves are kept, so that no others get their place
        return tuple(read)

    def _once(self, read: Hashable, work: Callable[[], _Part]) -> _Part:
        if read not in self._seen:
            self._seen[read] = work()
        found: _Part = self._seen[read]
        return found


_OF_WAYS = (
    "withheld",
    "charity",
    "wish_convert",
    "self_employed",
    "sep_contribution",
)  # read with the IRAs, asked elsewhere
_read_of_iras = attrgetter(*(one.fact for one in needs.NEEDS if one.of is Of.IRAS), *_OF_WAYS)


def _read_for_room(facts: Facts) -> tuple[Hashable, ...]:
    """What of the facts ``room`` reads, beside the contributions made."""
    people = tuple(
        (one.birth_year, one.compensation, one.foreign_excluded, one.moved(Move.TRADITIONAL), one.moved(Move.ROTH))
        for one in facts.people.values()
    )
    abroad = Circumstance.ABROAD in (facts.circumstances or ())
    told = facts.tax_year, facts.filing_status, facts.lived_with_spouse, facts.income, facts.add_backs
    return *told, abroad, people, facts.spouse is None


def _at_work(who: str, person: Person, year: law.Year, when: Season) -> AtWork:
    age = None if person.birth_year is None else year.number - person.birth_year
    plans = plan_outlooks(who, person, year)
    deferrals = deferred(who, person, age, year)
    growth = ZERO if when.over else _growth(plans)
    return AtWork(plans, growth, deferrals, above(deferrals, age, year))


def _outlook(one: Deposits, iras: Conversions, work: AtWork, when: Season) -> Outlook:
    return Outlook(
        who=one.who,
        person=one.person,
        age=one.space.age,
        limit=one.space.limit,
        compensation=one.space.compensation,
        roth_magi=one.space.magi,
        roth_range=one.space.range,
        roth=one.space.roth,
        deduction=None,
        route=one.space.route,
        barred=one.space.barred,
        room=one.space.left,
        direct=one.direct,
        direct_at_most=one.space.direct_at_most,
        contribute=one.contribute,
        excess=one.excess,
        by_income=one.by_income,
        relabel=one.relabel,
        to_roth=one.to_roth,
        along=one.along,
        meant=one.meant,
        first_rmd=one.owes_rmd and first_rmd_year(one.person, when),
        owes_rmd=one.owes_rmd,
        rmd=one.rmd,
        held=iras.held,
        rollover=iras.rollover,
        options=iras.options,
        chosen=iras.chosen,
        plans=work.plans,
        idle=iras.idle,
        growth=work.growth,
        deferred=work.deferred,
        above=work.above,
    )


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
    if space.route is Route.UNKNOWN and space.barred:
        return ZERO, ZERO
    if space.route is Route.UNKNOWN:
        return ZERO, left.named("contribute")  # the back door works at every income
    direct = least(space.direct, left).named("direct") if space.direct else ZERO
    by_back_door = space.route in {Route.BACKDOOR, Route.PART}
    return direct, ((left - direct).named("contribute") if by_back_door else ZERO)


def _at_rest(held: Balance, contribute: Amount | None) -> bool:
    """Nothing goes by the back door, no after-tax money waits in the IRAs, and nothing was moved this year."""
    fresh = new_money(held)
    moving = contribute is None or contribute.value or fresh is None or fresh.value
    moved = moved_already(held) or held.converted_next.value
    return not moving and not moved


def _chosen(person: Person, held: Balance, options: tuple[Option, ...]) -> Option | None:
    """The first way, unless nobody knows yet whether a plan takes the pre-tax money in."""
    if not options:
        return None
    empty = held.value is not None and not held.value.value  # then there is nothing that a plan could take
    stuck = (takes := movable(held)) is not None and not takes.value
    settled = empty or stuck or options[0].way in {Way.RELABEL, Way.NOTHING, Way.WISH} or is_clean(person, held)
    return options[0] if settled or accepted(person) is not None else None


def _growth(plans: Iterable[PlanOutlook]) -> Amount:
    """Growth of the plans with a way out; what cannot leave is not taxed."""
    return total(ZERO, *(p.growth.line("taxable") for p in plans if p.growth and p.path in OPEN))
