"""The plan as a range while facts are missing: between what and what each outcome lies, and which facts decide.

Each missing fact is put at every value at which the outcome turns, together with all others that bear on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from calc.derivation import ZERO, Amount, Value, least, total
from calc.facts import LARGEST, Facts, Move, PlanKind
from calc.planning.assess import Seen, look
from calc.planning.assessment import Case, Outlook
from calc.planning.break_points import filled_in, turning
from calc.planning.deducting import deducts_nothing
from calc.planning.missing import made, missing, near_roth_range
from calc.planning.season import Season
from calc.refusals import Refusal

OUTCOMES = ("taxable", "direct", "contribute", "room", "deduction")  # the costliest first
ENOUGH = 240  # plans tried for all outcomes, the costliest first; with more gaps there is too little to go on
_INCOME = ("filing_status", "lived_with_spouse", "agi", "wages", "taken_off", "other_income", "add_backs")
_DEPOSITS = ("moves", "contributed", "contributed_roth")
_IRAS = (
    *("ira_kinds", "traditional", "rollover", "sep", "simple", "simple_first_deposit", "basis"),
    *("basis_includes_prior", "contributed_late", "contributed_prior", "converted", "withdrew", "year_end_value"),
)
UNBOUNDED = ("converted", "withdrew")  # all of it could be income


@dataclass(frozen=True, slots=True)
class Range:
    """Of one person, or of one of its plans.

    highest: None where no fact of the talk bounds it from above. facts: those that decide, in the order of the
    interview; none where the outcome is open in the plan and yet the same whatever they are.
    """

    who: str
    decides: str  # one of ``OUTCOMES``
    lowest: Amount
    highest: Amount | None
    facts: tuple[str, ...]
    kind: PlanKind | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """One way to fill in the gaps: which value of each, and what the law then says."""

    chosen: dict[str, int]
    case: Case


class _Tries:
    """What was tried already: outcomes and people whose gaps are filled in alike share what the law says of them."""

    def __init__(self, case: Case, gaps: tuple[str, ...]) -> None:
        self.case, self.gaps = case, gaps
        self._of: dict[frozenset[str], tuple[Tried, ...]] = {}
        self._looked: dict[tuple[tuple[str, int], ...], Case | None] = {}
        self._seen: Seen = {}

    def of(self, wanted: frozenset[str]) -> tuple[Tried, ...]:
        """All combinations; empty where nothing is missing, a gap has no bounds, or there are too many of them."""
        if wanted not in self._of:
            self._of[wanted] = tuple(self._try(wanted))
        return self._of[wanted]

    def _try(self, wanted: frozenset[str]) -> Iterator[Tried]:
        facts, when = self.case.facts, self.case.season
        relevant = [fact for fact in self.gaps if fact in wanted]
        if not relevant or not all(turning(facts, fact, when) for fact in relevant):
            return
        found = tuple(islice(_filled(facts, wanted, when), ENOUGH + 1))
        new = {_key(chosen) for chosen, _ in found} - self._looked.keys()
        for chosen, filled in found if len(new) <= ENOUGH - len(self._looked) else ():
            if looked := self._look(chosen, filled):
                yield Tried(chosen, looked)

    def _look(self, chosen: dict[str, int], filled: Facts) -> Case | None:
        key = _key(chosen)
        if key not in self._looked:
            try:
                self._looked[key] = look(filled, self.case.today, self._seen)
            except Refusal:
                self._looked[key] = None  # not together with what was told
        return self._looked[key]


def _key(chosen: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(chosen.items()))


def ranges(case: Case) -> tuple[Range, ...]:
    """Every outcome that the missing facts leave open and that can be bounded, person by person."""
    gaps = tuple(missing(case.facts, case.season))
    tries = _Tries(case, gaps)
    return tuple(found for one in case.people for found in _of(case, one, gaps, tries)) if gaps else ()


def _of(case: Case, one: Outlook, gaps: tuple[str, ...], tries: _Tries) -> Iterator[Range]:
    unbounded = tuple(gap for gap in gaps if gap in {f"{one.who}.{fact}" for fact in UNBOUNDED})
    if unbounded:
        yield Range(one.who, "taxable", ZERO, None, unbounded)
    for decides, facts, kind in _asked(case, one):
        if decides == "taxable" and unbounded:
            continue
        tried = tries.of(facts)
        outcomes = [(filled.chosen, outcome(filled.case, one.who, decides, kind)) for filled in tried]
        if decides == "deduction" and set(_INCOME) & set(gaps):  # more goes in while less of it is deducted
            outcomes += [(filled.chosen, _paid_in(filled.case, one.who)) for filled in tried]
        if found := _range(outcomes, gaps, outcome(case, one.who, decides, kind)):
            yield Range(one.who, decides, *found, kind)


def _asked(case: Case, one: Outlook) -> Iterator[tuple[str, frozenset[str], PlanKind | None]]:
    """Each outcome with the facts that bear on it."""
    deposits, iras = _deposits(case, one), _iras(case, one)
    if case.season.open:
        yield "direct", deposits, None
        yield "contribute", deposits, None
    if one.person.moves is not None:  # else what was done could be anything
        yield "taxable", iras, None
        if not deducts_nothing(one, case.facts):
            yield "deduction", _deducting(case, iras), None
    for plan in one.plans:
        yield "room", _plan(one, plan.kind), plan.kind


def _paid_in(case: Case, who: str) -> Amount | None:
    """Into traditional IRAs for the year, made and planned, so far as the limit allows."""
    one = next(person for person in case.people if person.who == who)
    if one.held.made is None or one.contribute is None or one.limit is None:
        return None
    return least(total(one.held.made, one.contribute), one.limit)


def _filled(facts: Facts, wanted: frozenset[str], when: Season) -> Iterator[tuple[dict[str, int], Facts]]:
    """The first gap filled in, and for each of its values the gaps that are left or that it opens."""
    fact = next((gap for gap in missing(facts, when) if gap in wanted), None)
    if fact is None:
        yield {}, facts
        return
    for number, update in enumerate(turning(facts, fact, when)):
        for chosen, whole in _filled(filled_in(facts, fact, update), wanted, when):
            yield {fact: number, **chosen}, whole


def _range(
    outcomes: list[tuple[dict[str, int], Amount | None]], gaps: tuple[str, ...], settled: Amount | None
) -> tuple[Amount, Amount | None, tuple[str, ...]] | None:
    """Lowest, highest, and what decides; None where the outcome has no bounds, or is settled all the same."""
    known = [(chosen, amount) for chosen, amount in outcomes if amount is not None]
    if not known or len(known) < len(outcomes):
        return None
    own = [settled] if settled else []  # what the plan works with meanwhile is inside of it
    lowest, highest = _ends([*own, *(amount for _, amount in known)])
    if settled and lowest.value == settled.value == highest.value:
        return None
    facts = tuple(gap for gap in gaps if _moves_it(gap, gaps, known))
    return (lowest, highest, facts) if highest.value < LARGEST else (ZERO, None, facts)


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


def outcome(case: Case, who: str, decides: str, kind: PlanKind | None = None) -> Amount | None:
    """What the law says of one of ``OUTCOMES``; None while it is open."""
    one = next(person for person in case.people if person.who == who)
    match decides:
        case "direct":
            return one.direct
        case "contribute":
            return one.contribute
        case "taxable":
            return one.taxable
        case "deduction":
            return one.deduction.line("deduction") if one.deduction else ZERO
    plan = next((plan for plan in one.mega if plan.kind is kind), None)
    if plan is None:
        return ZERO
    return plan.room.line("room") if plan.room else None


def _deposits(case: Case, one: Outlook) -> frozenset[str]:
    """What bears on how much may go in: a joint return lends pay, a budget is shared, and payouts are income."""
    far = case.facts.income is not None and not near_roth_range(case.facts)
    found = set(_INCOME) - ({"add_backs"} if far else set())
    for who, person in case.facts.people.items():
        if who == one.who or not _pays_for_itself(one):
            found |= {f"{who}.birth_year", f"{who}.compensation", f"{who}.foreign_excluded"}
        if who == one.who or case.facts.save is not None:
            found |= {f"{who}.{fact}" for fact in _DEPOSITS}
        if made(person, Move.WITHDREW):
            found |= _accounts(who)
    return frozenset(found)


def _pays_for_itself(one: Outlook) -> bool:
    """Whether the pay of the person alone reaches the limit, so that none is lent on a joint return."""
    own = one.person.compensation
    return one.limit is not None and own is not None and own - (one.person.foreign_excluded or 0) >= one.limit.value


def _iras(case: Case, one: Outlook) -> frozenset[str]:
    """What bears on the tax of a conversion: all IRAs of the person, and where pre-tax money could go first."""
    return _deposits(case, one) | _accounts(one.who)


def _accounts(who: str) -> frozenset[str]:
    roll_in = {f"{who}.plans.{kind}.roll_in" for kind in PlanKind}
    return frozenset(roll_in | {f"{who}.{fact}" for fact in (*_IRAS, "plan_kinds")})


def _deducting(case: Case, money: frozenset[str]) -> frozenset[str]:
    """The conversions of both spouses are in the income that the deduction looks at."""
    both = frozenset[str]().union(*(_iras(case, other) for other in case.people))
    return money | both | {"add_backs", "you.covered", "spouse.covered"}


def _plan(one: Outlook, kind: PlanKind) -> frozenset[str]:
    """Everything of this plan, and what others put against the same limits."""
    facts = ("deferrals", "employer_money", "after_tax_made", "net_profit")
    others = {f"{one.who}.plans.{other}.{fact}" for other in PlanKind for fact in facts}
    own = ("after_tax_allowed", "after_tax_capped", "exits", "pay")
    return frozenset(others | {f"{one.who}.plans.{kind}.{fact}" for fact in own} | {f"{one.who}.compensation"})
