"""The plan as a range while facts are missing: between what and what each outcome lies, and which facts decide.

Each missing fact that reaches an outcome (``calc.needs``) is put at every value at which the outcome turns, together
with all others that reach it. Of each trial only the part is worked out that holds the outcome, and parts that read
the same are worked out once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from calc import law, needs
from calc.derivation import ZERO, Amount, Value, least, total
from calc.facts import LARGEST, Facts, Move, PlanKind
from calc.needs import Bound, Decides, Of
from calc.needs.about import made
from calc.planning.assess import Looking, Seen
from calc.planning.assessment import OPEN, Case, Outlook
from calc.planning.deducting import deducts_nothing
from calc.planning.workplace_plans import ONE_415C, WITH_AFTER_TAX
from calc.refusals import Refusal
from calc.worksheets.deferral_limits import SHARED
from calc.worksheets.mega_room import catch_up

OUTCOMES = tuple(Decides)[:5]  # those that have a range, the costliest first
ENOUGH = 240  # plans tried for one outcome; beyond that its bounds are those that the law sets for everybody
UNBOUNDED = ("converted", "withdrew")  # all of it could be income
_OF_OTHERS = ("deferrals",)  # of a plan under the same limit on deferrals
_OF_RELATED = ("employer_money", "after_tax_made", "after_tax_allowed")  # of a plan under the same limit on additions


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
    """One way to fill in the gaps: which value of each, and what the law then says."""

    chosen: dict[str, int]
    found: Looking


class _Tries:
    """What was tried already: outcomes and people whose gaps are filled in alike share what the law says of them."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.gaps = needs.gaps(case.facts, case.today)
        self._of: dict[tuple[str, ...], tuple[Tried, ...]] = {}
        self._looked: dict[frozenset[tuple[str, int]], Looking | None] = {}
        self._seen: Seen = {}

    def of(self, reaching: Sequence[Bound]) -> tuple[Tried, ...]:
        """All combinations; empty where a gap has no bounds, or there are too many of them."""
        names = tuple(one.name for one in reaching)
        if names not in self._of:
            self._of[names] = tuple(self._try(reaching))
        return self._of[names]

    def _try(self, reaching: Sequence[Bound]) -> Iterator[Tried]:
        facts, today = self.case.facts, self.case.today
        if any(one.gap(facts, today) and not one.turning(facts, today) for one in reaching):
            return
        filled = tuple(islice(_filled(facts, reaching, self.case), ENOUGH + 1))
        for chosen, told in filled if len(filled) <= ENOUGH else ():
            if found := self._look(chosen, told):
                yield Tried(chosen, found)

    def _look(self, chosen: dict[str, int], filled: Facts) -> Looking | None:
        key = frozenset(chosen.items())
        if key not in self._looked:
            try:
                self._looked[key] = Looking(filled, self.case.today, self._seen)
            except Refusal:
                self._looked[key] = None  # not together with what was told
        return self._looked[key]


def ranges(case: Case) -> tuple[Range, ...]:
    """Every outcome that the missing facts leave open, person by person."""
    tries = _Tries(case)
    return tuple(found for one in case.people for found in _of(case, one, tries)) if tries.gaps else ()


def _of(case: Case, one: Outlook, tries: _Tries) -> Iterator[Range]:
    unbounded = tuple(gap for gap in tries.gaps if gap in {f"{one.who}.{fact}" for fact in UNBOUNDED})
    if unbounded:
        yield Range(one.who, Decides.TAXABLE, ZERO, None, unbounded)
    for decides, kind in _asked(case, one):
        if decides is Decides.TAXABLE and unbounded:
            continue
        reaching = _reaching(case, one, decides, kind)
        gaps = tuple(name for name in (each.name for each in reaching) if name in tries.gaps)
        if gaps and (found := _between(case, one, decides, kind, gaps, tries.of(reaching))):
            yield found


def _between(
    case: Case, one: Outlook, decides: Decides, kind: PlanKind | None, gaps: tuple[str, ...], tried: Sequence[Tried]
) -> Range | None:
    """None where the outcome is settled all the same."""
    settled = outcome(case, one.who, decides, kind)
    outcomes = [each for filled in tried for each in _outcomes(filled, one.who, decides, kind, gaps)]
    known = [(chosen, amount) for chosen, amount in outcomes if amount is not None]
    if not known or len(known) < len(outcomes):
        return Range(one.who, decides, ZERO, _most(case, one, decides), gaps, kind)
    own = [settled] if settled else []  # what the plan works with meanwhile is inside of it
    lowest, highest = _ends([*own, *(amount for _, amount in known)])
    if settled and lowest.value == settled.value == highest.value:
        return None
    facts = tuple(gap for gap in gaps if _moves_it(gap, gaps, known))
    if highest.value < LARGEST:
        return Range(one.who, decides, lowest, highest, facts, kind)
    return Range(one.who, decides, ZERO, None, facts, kind)


def _outcomes(
    filled: Tried, who: str, decides: Decides, kind: PlanKind | None, gaps: tuple[str, ...]
) -> Iterator[tuple[dict[str, int], Amount | None]]:
    """Of one trial; none where what was put in cannot be, together with what was told."""
    try:
        yield filled.chosen, _outcome(filled.found, who, decides, kind)
        if decides is Decides.TAXABLE and (chosen := filled.found.conversions(who).chosen):
            yield from [(filled.chosen, chosen.instead)] if chosen.instead.value else []  # just short of waiting
        if decides is Decides.DEDUCTION and any(map(_of_income, gaps)):
            yield filled.chosen, _paid_in(filled.found, who)
    except Refusal:
        return


def _asked(case: Case, one: Outlook) -> Iterator[tuple[Decides, PlanKind | None]]:
    """Each outcome that facts could leave open."""
    if case.season.open:
        yield Decides.DIRECT, None
        yield Decides.CONTRIBUTE, None
    if one.person.moves is not None:  # else what was done could be anything
        yield Decides.TAXABLE, None
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
    return None if decides is Decides.TAXABLE else limit


def _of_income(gap: str) -> bool:
    one = needs.need(gap)
    return one is not None and one.of is Of.ALL  # more goes in while less of it is deducted


def _paid_in(found: Looking, who: str) -> Amount | None:
    """Into traditional IRAs for the year, made and planned, so far as the limit allows."""
    one = found.deposits[who]
    made_so_far = found.conversions(who).held.made
    if made_so_far is None or one.contribute is None or one.space.limit is None:
        return None
    return least(total(made_so_far, one.contribute), one.space.limit)


def _filled(facts: Facts, reaching: Sequence[Bound], case: Case) -> Iterator[tuple[dict[str, int], Facts]]:
    """The first gap filled in, and for each of its values the gaps that are left or that it opens."""
    gap = next((one for one in reaching if one.gap(facts, case.today)), None)
    if gap is None:
        yield {}, facts
        return
    for number, update in enumerate(gap.turning(facts, case.today)):
        for chosen, whole in _filled(needs.filled_in(facts, gap.name, update), reaching, case):
            yield {gap.name: number, **chosen}, whole


def _moves_it(gap: str, gaps: tuple[str, ...], known: list[tuple[dict[str, int], Amount]]) -> bool:
    """Whether the outcome differs between values of the gap while all the other gaps are filled in alike."""
    alike: dict[tuple[int | None, ...], dict[int | None, set[Value]]] = {}
    for chosen, amount in known:
        others = tuple(chosen.get(other) for other in gaps if other != gap)
        alike.setdefault(others, {}).setdefault(chosen.get(gap), set()).add(amount.value)
    return any(len(set(map(frozenset, by_value.values()))) > 1 for by_value in alike.values())


def _ends(amounts: Iterable[Amount]) -> tuple[Amount, Amount]:
    inside = sorted(amounts, key=lambda amount: amount.money)
    return inside[0], inside[-1]


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
    return outcome(found.case(), who, decides)


def _reaching(case: Case, one: Outlook, decides: Decides, kind: PlanKind | None) -> tuple[Bound, ...]:
    """The facts that reach an outcome of one person, in the order of the interview."""
    wanted = _room(one, kind) if kind else _iras(case, one, decides)
    return tuple(bound for bound in needs.everything(case.facts) if bound.name in wanted)


def _iras(case: Case, one: Outlook, decides: Decides) -> frozenset[str]:
    """What bears on how much may go in, and on the tax of a conversion.

    A joint return lends pay, a budget is shared, payouts are income; conversions of both spouses are in the income
    that the deduction looks at.
    """
    found = {need.fact for need in needs.NEEDS if need.of is Of.ALL and Decides.CONTRIBUTE in need.decides}
    for who, person in case.facts.people.items():
        own = who == one.who or decides is Decides.DEDUCTION
        if own or not _pays_for_itself(one):
            found |= _names(who, Of.PERSON, Decides.CONTRIBUTE)
        if own or case.facts.save is not None:
            found |= _names(who, Of.IRAS, Decides.CONTRIBUTE)
        if (own and decides in {Decides.TAXABLE, Decides.DEDUCTION}) or made(person, Move.WITHDREW):
            found |= _names(who, Of.IRAS, Decides.TAXABLE) | _names(who, Of.PERSON, Decides.TAXABLE)
            found |= {f"{who}.plan_kinds", *(f"{who}.plans.{kind}.roll_in" for kind in PlanKind)}
        found |= {f"{who}.plans.{kind}.after_tax_earnings" for kind in PlanKind}
    return frozenset(found | ({"you.covered", "spouse.covered"} if decides is Decides.DEDUCTION else set()))


def _names(who: str, of: Of, decides: Decides) -> set[str]:
    return {f"{who}.{need.fact}" for need in needs.NEEDS if need.of is of and decides in need.decides}


def _pays_for_itself(one: Outlook) -> bool:
    """Whether the pay of the person alone reaches the limit, so that none is lent on a joint return."""
    own = one.person.compensation
    return one.limit is not None and own is not None and own - (one.person.foreign_excluded or 0) >= one.limit.value


def _room(one: Outlook, kind: PlanKind) -> frozenset[str]:
    """Everything of this plan, and what others put against the same limits."""
    found = {f"{one.who}.plans.{kind}.{need.fact}" for need in needs.NEEDS if need.of is Of.PLAN}
    found |= {f"{one.who}.plans.{other}.{fact}" for other in SHARED for fact in _OF_OTHERS}
    if kind in ONE_415C:
        found |= {f"{one.who}.plans.{other}.{fact}" for other in ONE_415C for fact in _OF_RELATED}
    of_room = {need.fact for need in needs.NEEDS if Decides.ROOM in need.decides}
    return frozenset(
        {name for name in found if name.rpartition(".")[2] in of_room}
        | {f"{one.who}.compensation", f"{one.who}.birth_year"}
    )
