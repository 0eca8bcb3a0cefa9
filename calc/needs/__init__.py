"""What is needed, written down once: for each fact when it matters, between which values it turns, what it decides.

The interview asks by it, the plan names by it what is unknown, and its ranges lie between the values given here.
Nothing open and nothing answered with "I don't know", so nothing is unknown: it is one condition for both.
``NEEDS`` stands in the order of the interview; a new question is one entry, with its condition in ``needs.when``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import lru_cache
from itertools import groupby

from calc.facts import AMOUNT_OF, LARGEST, WHOLE_OF, Facts, FilingStatus, IraKind, Move, Person, PlanKind, WorkPlan
from calc.needs import values, when
from calc.needs.about import About, Ask
from calc.needs.values import Turns, Updates
from calc.planning import relabeled
from calc.planning.half_birthday import taken_before
from calc.planning.paying_in_time import TIMING
from calc.planning.price_questions import QUESTIONS

__all__ = [
    "NEEDS",
    "About",
    "Ask",
    "Beside",
    "Bound",
    "Decides",
    "Need",
    "Of",
    "ask",
    "everything",
    "filled_in",
    "gaps",
    "need",
    "those_beside",
    "those_of",
    "turning",
]


class Of(Enum):
    """Whose a fact is. The facts of one person's IRAs are asked together, and so are those of each plan at work."""

    ALL = "all"
    RETURN = "return"  # the rest of the return, which only the price turns on
    PERSON = "person"
    IRAS = "iras"
    WORK = "work"  # of the person, beside the plans
    PLAN = "plan"


class Decides(StrEnum):
    """What an open fact leaves open. The first five have a range (``calc.planning.ranges``), the costliest first."""

    TAXABLE = "taxable"
    DIRECT = "direct"
    CONTRIBUTE = "contribute"
    ROOM = "room"
    DEDUCTION = "deduction"
    TAX = "tax"
    CATCH_UP = "catch_up"
    DATES = "dates"
    WARNINGS = "warnings"


class Beside(Enum):
    """What a fact bears on beyond its own person or plan, and beyond what it decides there."""

    DONE = "done"  # while it is not known all that was done could be income
    INCOME = "income"  # of the return, whatever is done with the IRAs
    REQUIRED = "required"  # whether a distribution is
    RETURN = "return"  # the tax of the whole return, however little is converted
    COVERAGE = "coverage"  # of one spouse, on which the deduction of both hangs
    DEFERRALS = "deferrals"  # the limit on them that plans share
    ADDITIONS = "additions"  # likewise
    LENT = "lent"  # what is left of the pay that a joint return lends to the other spouse
    GROWTH = "growth"  # whether growth of after-tax money moves, and how much: it is income


@dataclass(frozen=True, slots=True)
class Need:
    """One fact. when: whether it matters; decides: what it can change; turns: where (``needs.values``).

    told: where the fact itself does not show it, whether it is known. assumed: without it the plan takes something
    for granted and says so, so that it is no gap. beside: what else hangs on it.
    """

    fact: str
    of: Of
    decides: frozenset[Decides]
    turns: Turns = values.none
    when: Callable[[About], bool | Ask] = when.always
    told: Callable[[About], bool] | None = None
    assumed: bool = False
    beside: tuple[Beside, ...] = ()


def _income_told(about: About) -> bool:
    facts = about.facts
    return facts.income is not None or bool({facts.wages, facts.taken_off, facts.other_income} - {None})


def _cap_told(about: About) -> bool:
    plan = about.plan
    capped = plan.after_tax_percent is not None or plan.after_tax_dollars is not None
    return capped or plan.after_tax_capped is False


def _early_told(about: About) -> bool:
    year = about.facts.tax_year
    return year is not None and taken_before(about.person, year) is not None


def _plans_told(about: About) -> bool:
    return _plans_known(about.person)


def _plans_known(person: Person) -> bool:
    return person.plan_kinds is not None or bool(person.plans)


def _decides(*what: Decides) -> frozenset[Decides]:
    return frozenset(what)


_CONTRIBUTION = _decides(Decides.DIRECT, Decides.CONTRIBUTE, Decides.TAXABLE, Decides.DEDUCTION)
_CONVERSION = _decides(Decides.TAXABLE, Decides.DEDUCTION)
_ROOM = _decides(Decides.ROOM)
_TAX = _decides(Decides.TAX)

NEEDS = (
    Need("tax_year", Of.ALL, _CONTRIBUTION),
    Need("filing_status", Of.ALL, _CONTRIBUTION, values.filing_status),
    Need(
        "lived_with_spouse",
        Of.ALL,
        _CONTRIBUTION | _TAX,
        values.yes_or_no,
        when.lived_with_spouse,
        beside=(Beside.RETURN,),
    ),
    Need("compensation", Of.PERSON, _CONTRIBUTION | _ROOM, values.compensation),
    Need("agi", Of.ALL, _CONTRIBUTION | _TAX, values.income, told=_income_told, beside=(Beside.RETURN,)),
    Need("wages", Of.ALL, _CONTRIBUTION | _TAX, values.income, when.wages, beside=(Beside.RETURN,)),
    Need(
        "birth_year",
        Of.PERSON,
        _CONTRIBUTION | _ROOM | _TAX,
        values.birth_year,
        beside=(Beside.REQUIRED, Beside.RETURN),
    ),
    Need("taken_off", Of.ALL, _CONTRIBUTION | _TAX, values.income, when.wages, beside=(Beside.RETURN,)),
    Need("other_income", Of.ALL, _CONTRIBUTION | _TAX, values.income, when.other_income, beside=(Beside.RETURN,)),
    Need("add_backs", Of.ALL, _CONTRIBUTION, values.add_backs, when.add_backs),
    Need("state", Of.ALL, _decides(Decides.TAX, Decides.DATES)),
    Need("ira_kinds", Of.IRAS, _CONVERSION, values.ira_kinds, beside=(Beside.COVERAGE,)),
    Need("traditional", Of.IRAS, _CONVERSION, values.traditional, when.traditional),
    Need("rollover", Of.IRAS, _CONVERSION, values.account, when.rollover),
    Need("sep", Of.IRAS, _CONVERSION, values.account, when.sep),
    Need("simple", Of.IRAS, _CONVERSION, values.account, when.simple),
    Need("simple_first_deposit", Of.IRAS, _CONVERSION, values.simple_first_deposit, when.simple_first_deposit),
    Need("roth_first_year", Of.IRAS, _decides(Decides.DATES), values.none, when.roth_first_year),
    Need("moves", Of.IRAS, _CONTRIBUTION, values.moves, beside=(Beside.DONE, Beside.LENT)),
    Need("contributed", Of.IRAS, _CONTRIBUTION, values.contributed, when.contributed, beside=(Beside.LENT,)),
    Need("contributed_late", Of.IRAS, _CONVERSION, values.part_of("contributed"), when.contributed_late),
    Need(
        "contributed_roth",
        Of.IRAS,
        _CONTRIBUTION,
        values.contributed_roth,
        when.contributed_roth,
        beside=(Beside.LENT,),
    ),
    Need("contributed_prior", Of.IRAS, _CONVERSION, values.contributed_prior, when.contributed_prior),
    Need("relabeled", Of.IRAS, _CONVERSION, values.relabeled, when.relabeled),
    Need(
        "relabeled_contribution",
        Of.IRAS,
        _CONTRIBUTION,
        values.relabeled_contribution,
        when.if_relabeled,
        beside=(Beside.LENT,),
    ),
    Need("relabeled_on", Of.IRAS, _CONVERSION, values.relabeled_on, when.if_relabeled),
    Need("relabeled_year", Of.IRAS, _CONTRIBUTION, values.relabeled_year, when.if_relabeled, beside=(Beside.LENT,)),
    Need("converted", Of.IRAS, _CONTRIBUTION, values.converted, when.converted, beside=(Beside.DONE,)),
    Need("withdrew", Of.IRAS, _CONVERSION, values.unbounded, when.withdrew, beside=(Beside.DONE,)),
    Need("withdrew_early", Of.IRAS, _TAX, values.part_of("withdrew"), when.withdrew_early, _early_told),
    Need("basis", Of.IRAS, _CONVERSION, values.basis, when.basis),
    Need("basis_includes_prior", Of.IRAS, _CONVERSION, values.yes_or_no, when.basis_includes_prior),
    Need("year_end_value", Of.IRAS, _CONVERSION, values.year_end_value, when.year_end_value),
    Need("converted_simple", Of.IRAS, _CONTRIBUTION, values.converted_simple, when.converted_simple),
    Need("converted_next", Of.IRAS, _CONVERSION, values.unbounded, when.converted_next),
    Need("ira_rmd", Of.IRAS, _CONTRIBUTION, values.ira_rmd, when.ira_rmd, beside=(Beside.INCOME,)),
    Need("plan_kinds", Of.WORK, _CONVERSION | _ROOM, values.plan_kinds, told=_plans_told, beside=(Beside.COVERAGE,)),
    Need("net_profit", Of.PLAN, _ROOM | _TAX, values.dollars, when.net_profit, beside=(Beside.RETURN,)),
    Need(
        "deferrals",
        Of.PLAN,
        _ROOM,
        values.dollars,
        when.deferrals,
        beside=(Beside.DEFERRALS, Beside.COVERAGE),
    ),
    Need("prior_wages", Of.PLAN, _decides(Decides.CATCH_UP), values.none, when.prior_wages),
    Need("roth_deferrals", Of.PLAN, _TAX, values.none, when.roth_deferrals),
    Need(
        "after_tax_allowed",
        Of.PLAN,
        _ROOM,
        values.yes_or_no,
        when.after_tax_allowed,
        beside=(Beside.ADDITIONS, Beside.GROWTH),
    ),
    Need(
        "employer_money",
        Of.PLAN,
        _ROOM,
        values.dollars,
        when.employer_money,
        beside=(Beside.ADDITIONS, Beside.COVERAGE),
    ),
    Need("after_tax_capped", Of.PLAN, _ROOM, values.after_tax_capped, when.after_tax_capped, _cap_told),
    Need("pay", Of.PLAN, _ROOM, values.dollars, when.pay),
    Need(
        "after_tax_made",
        Of.PLAN,
        _ROOM,
        values.dollars,
        when.after_tax_made,
        beside=(Beside.ADDITIONS, Beside.GROWTH),
    ),
    Need("exits", Of.PLAN, _ROOM, values.exits, when.exits, beside=(Beside.GROWTH,)),
    Need("offers_roth", Of.PLAN, _decides(Decides.CATCH_UP), values.none, when.offers_roth),
    Need("after_tax_earnings", Of.PLAN, _TAX, values.growth, when.after_tax_earnings, beside=(Beside.GROWTH,)),
    Need("highly_compensated", Of.PLAN, _decides(Decides.WARNINGS), values.none, when.highly_compensated),
    Need("roll_in", Of.PLAN, _CONVERSION, values.roll_in, when.roll_in),
    Need("value", Of.PLAN, _TAX, values.none, when.value),
    Need("self_employed", Of.WORK, _decides(Decides.WARNINGS), values.none, when.self_employed),
    Need(
        "sep_contribution",
        Of.WORK,
        _decides(Decides.DEDUCTION),
        values.none_or_some,
        when.sep_contribution,
        beside=(Beside.COVERAGE,),
    ),
    Need(
        "covered",
        Of.WORK,
        _decides(Decides.DEDUCTION),
        values.yes_or_no,
        when.covered,
        beside=(Beside.COVERAGE,),
    ),
    Need("save", Of.ALL, _CONTRIBUTION | _ROOM, values.none, when.save, assumed=True),
    Need("circumstances", Of.ALL, _decides(Decides.WARNINGS)),
    Need(
        "foreign_excluded",
        Of.PERSON,
        _CONTRIBUTION,
        values.foreign_excluded,
        when.foreign_excluded,
        beside=(Beside.INCOME, Beside.RETURN),
    ),
    Need("rate_later", Of.ALL, _TAX, values.none, when.if_told),
    Need("need_within", Of.ALL, _decides(Decides.WARNINGS), values.none, when.if_told),
    Need("withheld", Of.PERSON, _CONTRIBUTION, values.part_of("converted"), when.withheld),
    Need("roth", Of.IRAS, _decides(), values.none, when.never),
    *(Need(name.partition(".")[2], Of.RETURN, _TAX, values.none, when.of_the_price(name)) for name in QUESTIONS),
    Need("withdrawals_in_agi", Of.PERSON, _TAX, values.none, when.withdrawals_in_agi),
    *(Need(name, Of.ALL, _TAX, values.none, when.of_the_payments(name)) for name in TIMING),
    Need("charity", Of.PERSON, _CONVERSION, values.part_of("withdrew"), when.charity),
    Need("wish_convert", Of.PERSON, _CONVERSION, values.none, when.wish_convert, assumed=True),
)
NAMES = {one.fact: one for one in NEEDS}
_DONE = {amount: move for move, amount in AMOUNT_OF.items()}
_ONLY_WITH: dict[str, IraKind | Move] = {  # what a person must have, or have done, for a fact to matter at all
    **{kind.value: kind for kind in IraKind},
    "simple_first_deposit": IraKind.SIMPLE,
    **_DONE,
    **{part: _DONE[whole] for part, whole in WHOLE_OF.items() if whole in _DONE},
    **{fact: Move.RELABELED for fact in NAMES if fact.startswith(Move.RELABELED)},
}
_TOGETHER = {Of.IRAS: Of.IRAS, Of.WORK: Of.WORK, Of.PLAN: Of.WORK}  # asked person by person


def need(name: str) -> Need | None:
    """Of a dotted fact; None for one that nobody is asked for."""
    return NAMES.get(name.rpartition(".")[2])


def those_of(who: str, of: Of, decides: Decides, kinds: Iterable[PlanKind] = PlanKind) -> Iterator[str]:
    """The dotted facts of one person that decide an outcome; those of plans at work for plans of these kinds."""
    return _dotted(who, (one for one in NEEDS if one.of is of and decides in one.decides), kinds)


def those_beside(who: str, beside: Beside, kinds: Iterable[PlanKind] = PlanKind) -> Iterator[str]:
    """The dotted facts of one person that something else hangs on, likewise."""
    return _dotted(who, (one for one in NEEDS if beside in one.beside), kinds)


def _dotted(who: str, some: Iterable[Need], kinds: Iterable[PlanKind]) -> Iterator[str]:
    for one in some:
        if one.of is Of.PLAN:
            yield from (f"{who}.plans.{kind}.{one.fact}" for kind in kinds)
        else:
            yield f"{who}.{one.fact}"


def ask(name: str, about: About) -> Ask:
    """Whether a fact is asked for, counts if told, or neither. KeyError for a fact without an entry."""
    return Ask(NAMES[name].when(about))


@dataclass(frozen=True, slots=True)
class Bound:
    """A need of one person, or of one of its plans, under the fact's dotted name."""

    name: str
    need: Need
    who: str = "you"
    kind: PlanKind | None = None

    def about(self, facts: Facts, today: date) -> About:
        return About(facts, today, self.who, self.kind)

    @property
    def counts(self) -> bool:
        """Whether it can be a gap: what is assumed is told, and that of the return is named beside the price."""
        return not self.need.assumed and self.need.of is not Of.RETURN

    def ruled_out(self, about: About) -> bool:
        """Whether it cannot matter, whatever else turns out: it is part of what was told not to be there."""
        needed, person = _ONLY_WITH.get(self.need.fact), about.person
        if needed is None:
            return False
        if isinstance(needed, IraKind):
            return person.ira_kinds is not None and needed not in person.ira_kinds
        amount = AMOUNT_OF.get(needed)
        done = amount is not None and getattr(person, amount)
        return person.moves is not None and needed not in person.moves and not done

    def gap(self, about: About) -> bool:
        """Whether the fact matters and was not told."""
        if not self.counts:
            return False
        need, holder = self.need, self._holder(about)
        if holder is None or (need.told(about) if need.told else getattr(holder, need.fact) is not None):
            return False
        matters = need.when(about)
        return matters is True or matters is Ask.ASK

    def told(self, about: About) -> bool:
        """Whether the fact is known; it is not of a plan that the person does not have."""
        if self.need.told is not None:
            return self.need.told(about)
        return self.value(about) is not None

    def value(self, about: About) -> object:
        """What was told."""
        return getattr(self._holder(about), self.need.fact, None)

    def turning(self, facts: Facts, today: date) -> Updates:
        """What to put in its place: each entry updates the fact's owner. Empty where nothing bounds it.

        It turns where the law counts a relabeled contribution; what that adds to an amount is not told again.
        """
        name = self.need.fact
        counted = facts if name in relabeled.FACTS else relabeled.as_if_made_there(facts)
        updates = self.need.turns(name, self.about(counted, today))
        least = self._parts(facts)
        if counted is facts or name not in AMOUNT_OF.values():
            if not least:
                return updates
            return tuple({name: amount} for amount in dict.fromkeys(max(update[name], least) for update in updates))
        told = filled_in(facts, self.name, {name: LARGEST})
        more = getattr(relabeled.as_if_made_there(told).people[self.who], name) - LARGEST
        amounts = (max(update[name] - more, least) for update in updates)
        return tuple({name: amount} for amount in dict.fromkeys((least, *amounts)))

    def _parts(self, facts: Facts) -> Decimal:
        """What was told to be a part of it: it is no less."""
        if self.need.of not in {Of.PERSON, Of.IRAS}:
            return values.NOTHING
        person = self.about(facts, date.min).person
        told = (getattr(person, part) for part, whole in WHOLE_OF.items() if whole == self.need.fact)
        return max((amount for amount in told if amount is not None), default=values.NOTHING)

    def _holder(self, about: About) -> Facts | Person | WorkPlan | None:
        """None for a plan that the person does not have."""
        if self.kind:
            return about.person.plan(self.kind)
        return about.facts if self.need.of is Of.ALL else about.person


def gaps(facts: Facts, today: date) -> tuple[str, ...]:
    """Every fact that matters and was not told, dotted, in the order of the interview.

    What a person does not know and what a file leaves out are the same here: a gap, never a zero.
    """
    return tuple(one.name for one in missing(everything(facts), facts, today))


def missing(among: Iterable[Bound], facts: Facts, today: date) -> Iterator[Bound]:
    """Those of them that are gaps."""
    seen: dict[tuple[str, PlanKind | None], About] = {}
    for one in among:
        about = seen.get((one.who, one.kind))
        if about is None:
            about = seen[one.who, one.kind] = one.about(facts, today)
        if one.gap(about):
            yield one


def everything(facts: Facts) -> tuple[Bound, ...]:
    """Each need of these people, in the order of the interview, of plans that they may turn out to have too."""
    kinds = tuple(_kinds(person) for person in facts.people.values())
    return _bound(tuple(facts.people), kinds, facts.filing_status is FilingStatus.MFS)


def _kinds(person: Person) -> frozenset[PlanKind]:
    told = frozenset(person.plans) | (person.plan_kinds or frozenset())
    return told if _plans_known(person) else values.MAY_HAVE


@lru_cache(maxsize=1024)
def _bound(
    people: tuple[str, ...],
    kinds: tuple[frozenset[PlanKind], ...],
    apart: bool,  # noqa: FBT001 - a fact
) -> tuple[Bound, ...]:
    """First what concerns all, then the IRAs of each person, then the plans at work of each person, then the rest."""
    found: list[Bound] = []
    for group, some in groupby(NEEDS, lambda one: _TOGETHER.get(one.of)):
        together = tuple(some)
        if group is None:
            found += (one for need in together for one in _each(need, people))
            continue
        for who, has in zip(people, kinds, strict=True):
            found += (one for of, own in groupby(together, lambda one: one.of) for one in _own(who, of, own, has))
        if group is Of.WORK and apart:  # on separate returns one thing about the spouse can matter
            found.append(Bound("spouse.covered", NAMES["covered"], "spouse"))
    return tuple(found)


def _each(need: Need, people: tuple[str, ...]) -> Iterator[Bound]:
    if need.of is Of.ALL:
        yield Bound(need.fact, need)
    elif need.of is Of.RETURN:
        yield Bound(f"whole_return.{need.fact}", need)
    else:
        yield from (Bound(f"{who}.{need.fact}", need, who) for who in people)


def _own(who: str, of: Of, some: Iterable[Need], kinds: frozenset[PlanKind]) -> Iterator[Bound]:
    """One person's; those of the plans at work one plan after the other."""
    if of is not Of.PLAN:
        yield from (Bound(f"{who}.{need.fact}", need, who) for need in some)
        return
    needs = tuple(some)
    for kind in (kind for kind in PlanKind if kind in kinds):
        yield from (Bound(f"{who}.plans.{kind}.{need.fact}", need, who, kind) for need in needs)


def turning(facts: Facts, name: str, today: date) -> Updates:
    """What to put in the place of a missing fact, by its dotted name."""
    return next(one.turning(facts, today) for one in everything(facts) if one.name == name)


def filled_in(facts: Facts, fact: str, update: dict[str, object]) -> Facts:
    """The same facts with the owner of ``fact`` updated; nothing is checked, for ``BEYOND`` is no answer."""
    match fact.split("."):
        case [_]:
            return facts.model_copy(update=update)
        case [who, _]:
            person = facts.people.get(who, facts.spouse or Person())  # a spouse with a return of their own
            return facts.having(who, person.model_copy(update=update))
        case [who, _, kind, _]:
            person = facts.people[who]
            plan = (person.plan(PlanKind(kind)) or WorkPlan()).model_copy(update=update)
            return facts.having(who, person.model_copy(update={"plans": {**person.plans, PlanKind(kind): plan}}))
    raise ValueError(fact)
