"""The plan as a range while facts are missing: between what and what each outcome lies, and which facts decide.

Each missing fact that reaches an outcome (``calc.needs``) is put at every value at which the outcome turns, together
with all others that reach it. Of each trial only the part is worked out that holds the outcome, and parts that read
the same are worked out once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import prod
from operator import itemgetter
from typing import Any

from calc import law, needs
from calc.derivation import ZERO, Amount, Value, cents, given, least, most, total
from calc.facts import LARGEST, Circumstance, Facts, IraKind, Move, Person, PlanKind
from calc.needs import Beside, Bound, Decides, Of
from calc.needs.about import About
from calc.planning.assess import Conversions, Deposits, Looking, Seen
from calc.planning.assessment import OPEN, Case, Outlook, Route
from calc.planning.balance import Balance
from calc.planning.contribution_room import own_compensation
from calc.planning.coverage import COVERING, covered
from calc.planning.deducting import deducts_nothing, in_agi, income_of, paid_out_of
from calc.planning.incomes import may_go_straight
from calc.planning.moving import made
from calc.planning.options import Way, converting, growth_at_most, unconverted, waiting_share
from calc.planning.workplace_plans import ONE_415C, WITH_AFTER_TAX
from calc.refusals import Refusal
from calc.worksheets.deferral_limits import SHARED
from calc.worksheets.ira_limit import dollar_limit
from calc.worksheets.mega_room import catch_up

OUTCOMES = tuple(Decides)[:5]  # those that have a range, the costliest first
ENOUGH = 128  # variations looked at for one plan; beyond them bounds are those that the law sets for everybody
ROUNDING = Decimal("0.01")  # by which a line of a form may go up or down
BOUNDLESS = given(LARGEST, "boundless")
CONVERTED = "converted"  # under this name the trials hold which end of the income from conversions was taken
FIRST = "deducted first"  # and under this one how much of a contribution that is deducted first
_SPLIT = (Decides.DIRECT, Decides.CONTRIBUTE)
_ON_INCOME = frozenset({Decides.TAXABLE, Decides.DIRECT, Decides.CONTRIBUTE, Decides.DEDUCTION})


@dataclass(frozen=True, slots=True)
class Range:
    """Of one person, or of one of its plans.

    highest: None where no fact of the talk bounds it from above. facts: those that decide, in the order of the
    interview; none where the outcome is open in the plan and yet the same whatever they are.
    """

    who: str
    decides: Decides  # one of ``OUTCOMES``
    lowest: Amount
    highest: Amount | None
    facts: tuple[str, ...]
    kind: PlanKind | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """One way to fill in the gaps: which value of each, the facts with them, and what the law then says."""

    chosen: dict[str, int]
    filled: Facts
    found: Looking


class _Tries:
    """What was tried already: outcomes and people whose gaps are filled in alike share what the law says of them."""

    def __init__(self, told: Facts, today: date, gaps: tuple[str, ...]) -> None:
        self.told, self.today, self.gaps = told, today, gaps
        self._of: dict[frozenset[str], tuple[Tried, ...]] = {}
        self._looked: dict[_Chosen, Looking | None] = {}
        self._filled = _Filled(told, today)
        self._seen: Seen = {}

    def of(self, reaching: Sequence[Bound]) -> tuple[Tried, ...]:
        """All combinations; empty where a gap has no bounds, or there are too many of them.

        Where more was tried for another outcome, or less and the rest is nowhere a gap, that serves.
        """
        facts, today = self.told, self.today
        untold = tuple(
            one
            for one in reaching
            if one.counts and not one.told(about := one.about(facts, today)) and not one.ruled_out(about)
        )
        names = frozenset(one.name for one in untold)
        if names not in self._of:
            serve = (tried for others, tried in self._of.items() if tried and self._serves(others, untold, tried))
            self._of[names] = next(serve, ()) or tuple(self._try(untold))
        return self._of[names]

    def _serves(self, others: frozenset[str], untold: Sequence[Bound], tried: Sequence[Tried]) -> bool:
        rest = [one for one in untold if one.name not in others]
        if not rest:
            return True
        return len(rest) + len(others) == len(untold) and not any(
            any(needs.missing(rest, facts, self.today)) for facts in (self.told, *(one.filled for one in tried))
        )

    def as_it_is(self) -> tuple[Tried, ...]:
        """What was told, with nothing filled in."""
        found = self._look(frozenset(), self.told)
        return (Tried({}, self.told, found),) if found else ()

    def _try(self, untold: Sequence[Bound]) -> Iterator[Tried]:
        ways = [len(self._filled.further(one)) for one in self._filled.missing(untold)]
        if prod(ways) in range(1, ENOUGH + 1):
            for way in self._ways(untold):
                facts = way.filled.facts
                if found := self._look(way.key, facts):
                    yield Tried(way.chosen, facts, found)

    def _ways(self, untold: Sequence[Bound]) -> list[_Way]:
        """Every way to fill in the gaps, the values of the first one after each other; none where they are too many.

        For each value of a gap those are next that are left or that it opens. All ways are followed at once, so that
        too many new ones are seen before they are at their end.
        """
        left = ENOUGH - len(self._looked)
        whole: list[_Way] = []
        begun = deque([_Way({}, self._filled, tuple(untold), tuple(self._looked))])
        new = 0  # of the ways those that are sure not to have been looked at
        while begun:
            way = begun.popleft()
            gap = next(way.filled.missing(way.among), None)
            if gap is None:
                whole.append(way)
                continue
            begun += (more := way.further(gap))
            new += sum(not one.looked for one in more) - (not way.looked)
            if new > left:
                return []
        if sum(way.key not in self._looked for way in whole) > left:
            return []
        return sorted(whole, key=lambda way: tuple(way.chosen.values()))

    def _look(self, key: _Chosen, filled: Facts) -> Looking | None:
        if key not in self._looked:
            try:
                self._looked[key] = Looking(filled, self.today, self._seen)
            except Refusal:
                self._looked[key] = None  # not together with what was told
        return self._looked[key]


_Chosen = frozenset[tuple[str, int]]


class _Filled:
    """Facts with gaps filled in one after the other; what many ways ask of them is worked out once.

    before, gap, update: the facts are filled in only for a way that is followed.
    """

    __slots__ = ("_abouts", "_before", "_facts", "_further", "_gap", "_gaps", "_today", "_update")

    def __init__(
        self,
        facts: Facts | None,
        today: date,
        before: _Filled | None = None,
        gap: str = "",
        update: dict[str, Any] | None = None,
    ) -> None:
        self._facts, self._today = facts, today
        self._before, self._gap, self._update = before, gap, update
        self._abouts: dict[tuple[str, PlanKind | None], About] = {}
        self._gaps: dict[str, bool] = {}
        self._further: dict[str, tuple[_Filled, ...]] = {}

    @property
    def facts(self) -> Facts:
        if self._facts is None:
            assert self._before is not None
            assert self._update is not None
            self._facts = needs.filled_in(self._before.facts, self._gap, self._update)
        return self._facts

    def missing(self, among: Iterable[Bound]) -> Iterator[Bound]:
        """Those of them that are gaps."""
        gaps, abouts = self._gaps, self._abouts
        for one in among:
            if (found := gaps.get(one.name)) is None:
                of = one.who, one.kind
                about = abouts.get(of)
                if about is None:
                    about = abouts[of] = one.about(self.facts, self._today)
                found = gaps[one.name] = one.gap(about)
            if found:
                yield one

    def further(self, gap: Bound) -> tuple[_Filled, ...]:
        """With each value of the gap."""
        if gap.name not in self._further:
            updates = gap.turning(self.facts, self._today)
            self._further[gap.name] = tuple(_Filled(None, self._today, self, gap.name, update) for update in updates)
        return self._further[gap.name]


@dataclass(frozen=True, slots=True)
class _Way:
    """Gaps filled in so far. among: what may still be a gap; looked: the whole ways tried that it leads to."""

    chosen: dict[str, int]
    filled: _Filled
    among: tuple[Bound, ...]
    looked: tuple[_Chosen, ...]

    @property
    def key(self) -> _Chosen:
        return frozenset(self.chosen.items())

    def further(self, gap: Bound) -> list[_Way]:
        """One for each value of the gap. What comes before it was no gap so far; this may open it."""
        place = self.among.index(gap)
        others = (*self.among[place + 1 :], *self.among[:place])
        return [
            _Way(
                {**self.chosen, gap.name: number},
                filled,
                others,
                tuple(key for key in self.looked if (gap.name, number) in key),
            )
            for number, filled in enumerate(self.filled.further(gap))
        ]


def ranges(told: Facts, case: Case, gaps: tuple[str, ...]) -> tuple[Range, ...]:
    """Every outcome that the missing facts leave open, person by person.

    told: the facts before anything is read into them; gaps: what is missing of them (``needs.gaps``).
    """
    if not gaps:
        return ()
    tries = _Tries(told, case.today, gaps)
    taxed = {one.who: _taxable(case, one, tries) for one in case.people}
    found: list[Range] = []
    for one in case.people:
        if own := taxed[one.who]:
            found.append(own)
        for decides, kind in _asked(case, one):
            converted = _converted(case, taxed, tries) if decides is Decides.DEDUCTION else None
            if other := _open(case, one, decides, kind, tries, converted):
                found.append(other)
    return tuple(found)


def _taxable(case: Case, one: Outlook, tries: _Tries) -> Range | None:
    unbounded = tuple(gap for gap in tries.gaps if gap in {*needs.those_beside(one.who, Beside.DONE)})
    if unbounded:
        return Range(one.who, Decides.TAXABLE, ZERO, None, unbounded)
    first = case.season.open and not deducts_nothing(one, case.facts)  # then a deduction may be worth more
    more = tuple(gap for gap in tries.gaps if _on_income(gap)) if first else ()
    return _open(case, one, Decides.TAXABLE, None, tries, more=more)


def _on_income(gap: str) -> bool:
    """Whether it bears on what may be deducted: on the income, and on what both contribute, convert and take out."""
    one = needs.need(gap)
    return one is not None and (bool(one.decides & _ON_INCOME) or Beside.GROWTH in one.beside)


def widened(readings: Sequence[tuple[Case, tuple[Range, ...]]], facts: tuple[str, ...]) -> tuple[Range, ...]:
    """The ranges of one household over several readings of its income, the first as it is worked with.

    facts: those that decide between the readings.
    """
    case, first = readings[0]
    found: list[Range] = []
    for one in case.people:
        own = {(each.decides, each.kind): each for each in first if each.who == one.who}
        for decides in (each for each in OUTCOMES if each is not Decides.ROOM):
            spans = [_span(other, ranges, one.who, decides) for other, ranges in readings]
            known = [span for span in spans if span is not None]
            lowest, _ = _ends(span.lowest for span in known) if known else (ZERO, ZERO)
            tops = [span.highest for span in known]
            highest = None if None in tops else _ends(top for top in tops if top)[1] if known else ZERO
            differ = len({(span.lowest.value, span.highest and span.highest.value) for span in known}) > 1
            if differ and not (highest and _one_amount(lowest, highest)):
                deciding = dict.fromkeys((*facts, *(name for span in known for name in span.facts)))
                own[decides, None] = Range(one.who, decides, lowest, highest, tuple(deciding))
        found += sorted(own.values(), key=lambda each: (each.decides is not Decides.TAXABLE, each.kind is not None))
    return tuple(found)


def _span(case: Case, found: Sequence[Range], who: str, decides: Decides) -> Range | None:
    """From what to what an outcome goes in one reading; None where it says nothing."""
    own = next((each for each in found if (each.who, each.decides) == (who, decides)), None)
    settled = outcome(case, who, decides) if own is None else None
    return Range(who, decides, settled, settled, ()) if settled else own


@dataclass(frozen=True, slots=True)
class Converted:
    """Between what and what the year's income from conversions and payouts lies, and which facts decide."""

    lowest: Amount
    highest: Amount
    facts: tuple[str, ...]

    @property
    def ends(self) -> tuple[Amount, ...]:
        return (self.lowest,) if self.lowest.value == self.highest.value else (self.lowest, self.highest)


def _converted(case: Case, taxed: Mapping[str, Range | None], tries: _Tries) -> Converted:
    """Of both together, in the tax year itself; growth of plan money is added by each trial."""
    gaps = tries.gaps
    lowest, highest, facts = ZERO, ZERO, tuple[str, ...]()
    for one in case.people:
        own = taxed[one.who] or _behind(case, one, tries)
        if own is None:
            settled = income_of(one, case.season.tax_year)
            if in_agi(one.who, case.told):
                paid_out = paid_out_of(one.chosen, one.options, one.held, case.season.tax_year)
                settled = most(settled - paid_out, ZERO)
            lowest, highest = total(lowest, settled), total(highest, settled)
            facts += () if one.chosen else tuple(gap for gap in gaps if gap.startswith(f"{one.who}."))
        else:
            low, high = _of_the_year(case, one, own)
            lowest, highest = total(lowest, low), total(highest, high)
            facts += own.facts or gaps
    return Converted(lowest, highest, facts)


def _behind(case: Case, one: Outlook, tries: _Tries) -> Range | None:
    """What the plan converts in the year after can be settled, and what is taxed of the tax year itself open."""
    reaching = _reaching(case, one, Decides.TAXABLE, None) if case.season.split else ()
    names = {each.name for each in reaching}
    gaps = tuple(gap for gap in tries.gaps if gap in names)
    if not gaps:
        return None
    year = case.season.tax_year
    ways = [iras.chosen for _, iras in _looked(tries.of(reaching), one.who)]
    incomes = {income_of(replace(one, chosen=way), year).value for way in (one.chosen, *ways)}
    settled = ways and None not in ways and len(incomes) == 1
    return None if settled else Range(one.who, Decides.TAXABLE, ZERO, None, gaps)


def _of_the_year(case: Case, one: Outlook, own: Range) -> tuple[Amount, Amount]:
    """Of what is taxed of one person's IRAs the income of the tax year that is not in the income told."""
    person = case.facts.people[one.who]
    gone = [person.moved(move) for move in (Move.CONVERTED, Move.WITHDREW)]
    if case.season.split:  # the plan converts in the year after
        most_gone = [given(amount, "gone") for amount in gone if amount is not None]
        return ZERO, total(ZERO, *most_gone) if len(most_gone) == len(gone) else BOUNDLESS
    paid_out = max(gone[1] or ZERO.money, person.ira_rmd or ZERO.money)
    inside = given(paid_out, "paid_out") if person.withdrawals_in_agi else ZERO
    return most(own.lowest - inside, ZERO), own.highest or BOUNDLESS


def _open(
    case: Case,
    one: Outlook,
    decides: Decides,
    kind: PlanKind | None,
    tries: _Tries,
    converted: Converted | None = None,
    more: tuple[str, ...] = (),
) -> Range | None:
    """The range of one outcome; None where it is settled all the same. converted: where it hangs on that, too.

    more: gaps that decide whether the contribution is deducted first.
    """
    reaching = _reaching(case, one, decides, kind)
    more = converted.facts if converted else more
    gaps = tuple(gap for gap in tries.gaps if gap in more or any(gap == each.name for each in reaching))
    if not gaps:
        return None
    settled = None if converted and one.deduction is None else outcome(case, one.who, decides, kind)
    trials = tries.of(reaching) if any(each.name in gaps for each in reaching) else tries.as_it_is()
    outcomes = [each for tried in trials for each in _outcomes(tried, one.who, decides, kind, converted)]
    if decides is Decides.TAXABLE:
        outcomes += (*_waiting_too(trials, one.who), *_clean_too(trials, one.who, reaching))
    known = [(chosen, amount) for chosen, amount in outcomes if amount is not None]
    if not known or len(known) < len(outcomes):
        most_of_it = _most(case, one, decides)
        deciding = gaps if most_of_it is None or most_of_it.value else ()
        return Range(one.who, decides, ZERO, most_of_it, deciding, kind)
    own = [settled] if settled else []  # what the plan works with meanwhile is inside of it
    lowest, highest = _ends([*own, *(amount for _, amount in known)])
    if _one_amount(lowest, highest):
        return None if settled else Range(one.who, decides, highest, highest, (), kind)
    moves = len({amount.value for _, amount in known}) > 1
    moving = _moving((*gaps, CONVERTED, FIRST), known) if moves else set()
    if moving & {CONVERTED, FIRST}:
        moving |= set(more)
    facts = tuple(gap for gap in gaps if gap in moving)
    if highest.value < LARGEST:
        return Range(one.who, decides, lowest, highest, facts, kind)
    return Range(one.who, decides, ZERO, None, facts, kind)


def _outcomes(
    tried: Tried, who: str, decides: Decides, kind: PlanKind | None, converted: Converted | None
) -> Iterator[tuple[dict[str, int], Amount | None]]:
    """Of one trial; none where what was put in cannot be, together with what was told."""
    try:
        if converted is None:
            yield tried.chosen, _outcome(tried.found, who, decides, kind)
            if decides in _SPLIT and _may_be_clean(tried.found.deposits[who].space.route, tried.found.held(who)):
                yield tried.chosen, ZERO if decides is Decides.DIRECT else tried.found.deposits[who].space.left
            if decides is Decides.DIRECT and f"{who}.contributed" in tried.chosen:
                yield from ((tried.chosen, amount) for amount in _straight_beside_more(tried.found.deposits[who]))
            if decides is Decides.TAXABLE and (chosen := tried.found.conversions(who).chosen):
                yield from [(tried.chosen, chosen.instead)] if chosen.instead.value else []  # just short of waiting
                for number, taxed in enumerate(tried.found.deducted(who)):
                    yield {**tried.chosen, FIRST: number}, taxed
            return
        paid_in = tried.found.contributed(who)
        if paid_in is not None and not paid_in.value:
            yield tried.chosen, ZERO
            return
        for number, income in enumerate(converted.ends):
            allowed = tried.found.deduction(who, income)
            yield {**tried.chosen, CONVERTED: number}, allowed.line("deduction") if allowed else None
        if any(_moves_both(gap, tried.found.facts) for gap in tried.chosen):
            yield tried.chosen, _paid_in(tried.found, who)
    except Refusal:
        return


def _straight_beside_more(one: Deposits) -> Iterator[Amount]:
    """Where all goes by the back door and a part could go straight: what does once no more than that is left.

    That is so beside a larger contribution; one that could have gone straight itself and still can goes there first.
    """
    space, made = one.space, one.person.moved(Move.TRADITIONAL)
    if space.route is not Route.BACKDOOR or not space.roth or not space.left or not one.contribute or made is None:
        return
    allowed = space.roth.line("limit")
    if 0 < allowed.value < space.left.value:
        stays = one.person.moved(Move.CONVERTED) == 0 and not one.person.converted_next
        beside = (most(space.left + given(made, "made") - allowed, ZERO),) if stays else ()
        yield least(allowed, one.contribute, *beside)


def _waiting_too(trials: Sequence[Tried], who: str) -> Iterator[tuple[dict[str, int], Amount | None]]:
    """Where one trial waits and another converts, somewhere between them both do: what is then taxed without it.

    Who waits has at least the share of what is paid out taxed that speaks for waiting. Who has that share taxed and
    nothing to convert would wait with the first dollar of it.
    """
    looked = list(_looked(trials, who))
    if not looked:
        return
    share = least(*(waiting_share(iras.held) for _, iras in looked))
    waiting = [iras.held.withdrew for _, iras in looked if _waits(iras, share)]
    out = least(*(amount for amount in waiting if amount)) if waiting else ZERO
    if not out.value:
        return
    floor = out * least(*(given(law.threshold(name).money, name) for name in ("wait_share", "mostly_taxed_share")))
    for tried, iras in looked:
        if iras.chosen and iras.chosen.way in {Way.AS_IS, Way.ROLL_IN} and unconverted(iras.held):
            taxed = converting(who, iras.held, tried.found.when, tried.found.deposits[who].contribute or ZERO)
            yield tried.chosen, cents(most(taxed(ZERO), floor)) if taxed else None


def _waits(iras: Conversions, share: Amount) -> bool:
    """Whether new money waits, or would."""
    way, out = iras.chosen, iras.held.withdrew
    if way is None or way.way is not Way.NOTHING:
        return way is not None and way.way is Way.WAIT
    return out is not None and unconverted(iras.held) and way.payout.value > (out * share).value


def _clean_too(
    trials: Sequence[Tried], who: str, reaching: Sequence[Bound]
) -> Iterator[tuple[dict[str, int], Amount]]:
    """Where one trial is clean and the next is not, somewhere between them as much is taxed as passes for growth.

    The next is the one with another amount of a gap and all else alike; none where the first lies just there. A gap
    that only one of the two has is alike, for the amount itself opens or closes it.
    """
    known = [(tried, iras) for tried, iras in _looked(trials, who) if iras.chosen and iras.held.pretax]
    if len({_clean(iras) for _, iras in known}) == 1:
        return
    always = frozenset[str].intersection(*(frozenset(tried.chosen) for tried, _ in known)) if known else frozenset()
    for gap in reaching:
        alike: dict[_Chosen, list[tuple[Decimal, Tried, Conversions]]] = {}
        for tried, iras in known:
            amount = gap.value(gap.about(tried.filled, date.min)) if gap.name in tried.chosen else None
            if isinstance(amount, Decimal):
                others = frozenset((name, tried.chosen[name]) for name in always if name != gap.name)
                alike.setdefault(others, []).append((amount, tried, iras))
        for row in alike.values():
            for (tried, one), (other, next_one) in _neighbors(gap.name, row):
                clean, past = (one, next_one) if _clean(one) else (next_one, one)
                if _clean(one) != _clean(next_one) and _taxed_in_part(past.held) and not _at_the_edge(clean.held):
                    growth = max(growth_at_most(clean.held), growth_at_most(past.held))
                    yield (tried if clean is one else other).chosen, given(growth, "growth")


_Known = tuple[Tried, Conversions]


def _neighbors(gap: str, row: Iterable[tuple[Decimal, Tried, Conversions]]) -> Iterator[tuple[_Known, _Known]]:
    """Each trial with those of the next larger amount that are like it in every other gap that both have."""
    in_order = sorted(row, key=itemgetter(0))
    for at, (amount, tried, iras) in enumerate(in_order):
        there = (each for each in in_order[at + 1 :] if each[0] > amount and _agree(gap, tried, each[1]))
        following = next(there, None)
        if following is not None:
            for larger, other, others in (following, *there):
                if larger > following[0]:
                    break
                yield (tried, iras), (other, others)


def _agree(gap: str, one: Tried, other: Tried) -> bool:
    return all(other.chosen.get(name, number) == number for name, number in one.chosen.items() if name != gap)


def _clean(iras: Conversions) -> bool:
    return iras.chosen is not None and iras.chosen.way is Way.CLEAN


def _taxed_in_part(held: Balance) -> bool:
    """Whether anything there is pre-tax; what is not, and goes another way than the clean one, has not grown."""
    return held.pretax is not None and held.pretax.value > 0


def _at_the_edge(held: Balance) -> bool:
    """Whether a cent more would not pass for growth."""
    return held.pretax is not None and held.pretax.money + 2 * ROUNDING >= growth_at_most(held)


def _looked(trials: Sequence[Tried], who: str) -> Iterator[tuple[Tried, Conversions]]:
    """What each trial can do with one person's IRA money; none that cannot be, together with what was told."""
    for tried in trials:
        with suppress(Refusal):
            yield tried, tried.found.conversions(who)


def _asked(case: Case, one: Outlook) -> Iterator[tuple[Decides, PlanKind | None]]:
    """Each outcome that facts could leave open, beside what is taxed."""
    if case.season.open:
        yield Decides.DIRECT, None
        yield Decides.CONTRIBUTE, None
    if not deducts_nothing(one, case.facts):
        yield Decides.DEDUCTION, None
    yield from ((Decides.ROOM, plan.kind) for plan in one.plans if plan.kind in WITH_AFTER_TAX)


def _most(case: Case, one: Outlook, decides: Decides) -> Amount | None:
    """What the law allows everybody, where there are too many gaps to try; None for what is taxed."""
    year = law.year(case.season.tax_year)
    limit = one.limit or year.figure("ira_contribution_limit") + year.figure("ira_catch_up_50")
    if decides is Decides.ROOM:
        age = one.age or year.whole("plan_catch_up_age")
        return year.figure("annual_additions_limit_415c") + catch_up(age, year)
    if decides is Decides.TAXABLE:
        return None
    both = case.facts.people if case.facts.joint else (one.who,)  # how much of it a joint return lends may be open
    pays = [own_compensation(who, case.facts) for who in both]
    known = [pay for pay in pays if pay is not None]
    return least(limit, total(*known)) if len(known) == len(pays) else limit


def _moves_both(gap: str, facts: Facts) -> bool:
    """Whether it moves the income of both limits, so that more goes in while less of it may be deducted."""
    one, who = needs.need(gap), gap.partition(".")[0]
    if one is None or one.of is Of.ALL or not may_go_straight(facts):
        return one is not None and one.of is Of.ALL
    return Beside.GROWTH in one.beside or (one.of is Of.IRAS and _pays_out(facts, facts.people[who]))


def _paid_in(found: Looking, who: str) -> Amount | None:
    """Into traditional IRAs for the year, made and planned, so far as the limit and the pay allow."""
    amount, space = found.contributed(who), found.deposits[who].space
    if amount is None or space.limit is None or space.compensation is None:
        return None
    return least(amount, space.limit, space.compensation)


def _moving(gaps: tuple[str, ...], known: list[tuple[dict[str, int], Amount]]) -> set[str]:
    """The gaps between whose values the outcome differs while all the other gaps are filled in alike."""
    rows = [(tuple(map(chosen.get, gaps)), amount.value) for chosen, amount in known]
    found = set()
    for at, gap in enumerate(gaps):
        alike: dict[tuple[int | None, ...], dict[int | None, set[Value]]] = {}
        for row, value in rows:
            alike.setdefault(row[:at] + row[at + 1 :], {}).setdefault(row[at], set()).add(value)
        if any(len(set(map(frozenset, by_value.values()))) > 1 for by_value in alike.values()):
            found.add(gap)
    return found


def _ends(amounts: Iterable[Amount]) -> tuple[Amount, Amount]:
    inside = sorted(amounts, key=lambda amount: amount.money)
    return inside[0], inside[-1]


def _one_amount(lowest: Amount, highest: Amount) -> bool:
    """Whether the ends differ by no more than a line of a form that was rounded up in one of them."""
    return highest.money - lowest.money <= ROUNDING


def outcome(case: Case, who: str, decides: Decides | str, kind: PlanKind | None = None) -> Amount | None:
    """What the law says of one of ``OUTCOMES``; None while it is open."""
    one = next(person for person in case.people if person.who == who)
    match decides:
        case Decides.DIRECT:
            return one.direct
        case Decides.CONTRIBUTE:
            return one.contribute
        case Decides.TAXABLE:
            return one.taxable
        case Decides.DEDUCTION:
            return one.deduction.line("deduction") if one.deduction else ZERO
    plan = next((plan for plan in one.mega if plan.kind is kind), None)
    if plan is None:
        return ZERO
    return plan.room.line("room") if plan.room else None


def _outcome(found: Looking, who: str, decides: Decides, kind: PlanKind | None) -> Amount | None:
    """The same, with no more worked out than it needs."""
    match decides:
        case Decides.DIRECT:
            return found.deposits[who].direct
        case Decides.CONTRIBUTE:
            return found.deposits[who].contribute
        case Decides.TAXABLE:
            iras = found.conversions(who)
            return iras.chosen.taxable if iras.chosen else ZERO if iras.idle else None
        case Decides.ROOM:
            plans = found.at_work(who).plans
            plan = next((plan for plan in plans if plan.kind is kind and plan.path in OPEN), None)
            return ZERO if plan is None else plan.room.line("room") if plan.room else None
    raise ValueError(decides)


def _reaching(case: Case, one: Outlook, decides: Decides, kind: PlanKind | None) -> tuple[Bound, ...]:
    """The facts that reach an outcome of one person, in the order of the interview."""
    wanted = _room(one, kind) if kind else _iras(case, one, decides)
    return tuple(bound for bound in needs.everything(case.facts) if bound.name in wanted)


def _iras(case: Case, one: Outlook, decides: Decides) -> frozenset[str]:
    """What bears on how much may go in, and on the tax of a conversion.

    A joint return lends pay, a budget is shared, and payouts are income.
    """
    found = {need.fact for need in needs.NEEDS if need.of is Of.ALL and Decides.CONTRIBUTE in need.decides}
    for who, person in case.facts.people.items():
        own = who == one.who
        if own or case.facts.save is not None or not _pays_for_both(case, one):
            found |= {*needs.those_of(who, Of.PERSON, Decides.CONTRIBUTE), *needs.those_beside(who, Beside.LENT)}
        if own or case.facts.save is not None:
            found |= {*needs.those_of(who, Of.IRAS, Decides.CONTRIBUTE)}
        if own and person.ira_kinds is None and made(person, Move.CONVERTED):
            found.add(f"{who}.ira_kinds")  # money of a SIMPLE IRA may be no conversion, and in the Roth IRA instead
        if (own and decides is Decides.TAXABLE) or _pays_out(case.facts, person):
            of = (Of.IRAS, Of.PERSON, Of.WORK, Of.PLAN)
            found |= {name for each in of for name in needs.those_of(who, each, Decides.TAXABLE)}
        if own and decides is not Decides.TAXABLE and _hangs_on_clean(one):
            found |= {*needs.those_of(who, Of.IRAS, Decides.TAXABLE)}
        found |= {*needs.those_beside(who, Beside.INCOME)}
        if not case.season.over and (decides is Decides.DEDUCTION or may_go_straight(case.facts)):
            found |= {*needs.those_beside(who, Beside.GROWTH, WITH_AFTER_TAX)}
        if person.pretax_ira_kinds != () and not case.season.over:
            found |= {*needs.those_beside(who, Beside.REQUIRED)}
    if decides is Decides.DEDUCTION:
        found |= {
            name
            for who in ("you", "spouse")
            if (other := getattr(case.facts, who)) is None or covered(other) is not True
            for name in needs.those_beside(who, Beside.COVERAGE, COVERING)
        }
    return frozenset(found)


def _hangs_on_clean(one: Outlook) -> bool:
    """Whether a part could go straight, and all of it goes by the back door where that is clean."""
    partly = one.route is Route.BACKDOOR and one.roth is not None and one.roth.line("limit").value > 0
    return partly or one.route is Route.PART


def _may_be_clean(route: Route, held: Balance) -> bool:
    """Whether all of it goes by the back door, if nothing pre-tax turns out to be in the IRAs."""
    return route is Route.PART and held.pretax is None


def _pays_out(facts: Facts, person: Person) -> bool:
    """Whether something was, or may have been, taken out of IRAs and not converted, so that it is income."""
    withheld = Circumstance.WITHHELD in (facts.circumstances or ()) or person.withheld
    not_converted = made(person, Move.CONVERTED) and (withheld or person.ira_rmd or _has_simple(person))
    return person.moves is None or made(person, Move.WITHDREW) or bool(person.ira_rmd or not_converted)


def _has_simple(person: Person) -> bool:
    return IraKind.SIMPLE in (person.ira_kinds or (IraKind.SIMPLE,))


def _pays_for_both(case: Case, one: Outlook) -> bool:
    """Whether the pay of the person reaches the limit beside all that a joint return could lend of it, or to it."""
    own, year = one.person.compensation, law.year(case.season.tax_year)
    lent = dollar_limit(year.number, year.whole("ira_catch_up_age")).money if case.facts.joint else ZERO.money
    counted = None if own is None else own - (one.person.foreign_excluded or 0)
    return one.limit is not None and counted is not None and counted >= one.limit.money + lent


def _room(one: Outlook, kind: PlanKind) -> frozenset[str]:
    """Everything of this plan, and what others put against the same limits."""
    found = {*needs.those_of(one.who, Of.PLAN, Decides.ROOM, (kind,))}
    found |= {*needs.those_beside(one.who, Beside.DEFERRALS, SHARED)}
    if kind in ONE_415C:
        found |= {*needs.those_beside(one.who, Beside.ADDITIONS, ONE_415C)}
    return frozenset(found | {*needs.those_of(one.who, Of.PERSON, Decides.ROOM)})
