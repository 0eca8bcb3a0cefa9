"""From papers, facts and answers to what belongs on one person's forms of one year.

What no paper, fact or answer tells is taken as the ordinary case: nothing deducted, given, under way or inherited.
Where a whole kind of paper has not come yet (Form 5498 comes in May), what is printed is taken for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from calc import law
from calc.checking.papers import NONE, Paper, Told
from calc.checking.tables import counts
from calc.facts import Facts, Move, Person, RelabeledFrom
from calc.planning.contribution_room import counted_compensation
from calc.refusals import Refusal
from calc.worksheets.ira_limit import dollar_limit
from calc.worksheets.roth_limit import roth_limit

NEAR = Decimal(1)  # forms are filled in with whole dollars
MOST_SUMMED = 12  # papers of which every sum is tried
RETURN = ("4a", "4b", "5a", "5b", "25b")

Lines = Mapping[str, Decimal | None]  # None: empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands on the papers and belongs on none of these lines: the stuff that mistakes are made of."""

    values: tuple[Decimal, ...] = ()  # of each own account on December 31
    separate_value: Decimal = NONE  # of it in SEP and SIMPLE accounts
    inherited_value: Decimal = NONE
    inherited_paid: Decimal = NONE
    given: Decimal = NONE  # of ``apart``, with code Y
    employer: Decimal = NONE
    roth_contributed: Decimal = NONE
    box_1: Decimal = NONE
    returned: Decimal = NONE  # contributions that came back
    returned_paid: Decimal = NONE
    relabeled: Decimal = NONE
    relabeled_contribution: Decimal = NONE
    relabeled_later: Decimal = NONE  # on line 6 though it moved after December 31
    box_3: Decimal = NONE
    roth_plan_in: Decimal = NONE
    rolled_in: Decimal = NONE
    box_2a: Decimal = NONE  # of the pool
    plan_to_roth: Decimal = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """One person's year in dollars; zero where there is nothing, None where it cannot be known.

    contributed: to traditional IRAs for the year and still there; deducted, late: of it; basis: line 2.
    value: line 6 without ``under_way``. pool: what left one's own IRAs; of it converted (line 8), given, rolled and
    under way; the rest is line 7. early, simple: of the pool, with codes 1 and 5 or held back as tax, and S;
    perhaps_early: of it with code 2 and not converted: whether an exception applies no paper tells.
    apart, apart_taxed: on lines 4a and 4b without a form that works them out (inherited, given, returned, rolled,
    relabeled, qualified); apart_early: of it, under the additional tax.
    roth_paid: line 19; roth_early: of it; roth_basis, roth_converted: lines 22 and 24.
    plan, plan_taxed: lines 5a and 5b; plan_early: of line 5b, under the additional tax; withheld: line 25b.
    excess, roth_excess: Form 5329, lines 15 and 23; roth_value: of all Roth IRAs on December 31.
    """

    contributed: Decimal = NONE
    deducted: Decimal = NONE
    late: Decimal = NONE
    basis: Decimal = NONE
    value: Decimal = NONE
    pool: Decimal = NONE
    converted: Decimal = NONE
    given: Decimal = NONE
    rolled: Decimal = NONE
    under_way: Decimal = NONE
    early: Decimal = NONE
    perhaps_early: Decimal = NONE
    simple: Decimal = NONE
    apart: Decimal = NONE
    apart_taxed: Decimal = NONE
    apart_early: Decimal = NONE
    roth_paid: Decimal = NONE
    roth_early: Decimal = NONE
    roth_basis: Decimal = NONE
    roth_converted: Decimal = NONE
    plan: Decimal = NONE
    plan_taxed: Decimal = NONE
    plan_early: Decimal = NONE
    withheld: Decimal = NONE
    excess: Decimal | None = NONE
    roth_excess: Decimal | None = NONE
    roth_value: Decimal | None = None
    limit: Decimal | None = None  # of contributions for the year: line 1 is never more
    beside: Beside = field(default_factory=Beside)

    @property
    def line_1(self) -> Decimal:
        kept = max(self.contributed - self.deducted, NONE)
        return kept if self.limit is None else min(kept, self.limit)

    @property
    def line_7(self) -> Decimal:
        return max(self.pool - self.converted - self.given - self.rolled - self.under_way, NONE)


def entries(
    who: str,
    papers: Sequence[Paper],
    facts: Facts,
    told: Told,
    year: int,
    printed: Lines,
) -> Entries:
    """``papers``: those that count (``standing``); ``printed``: the person's Form 8606, for what has not come yet."""
    own = [paper for paper in papers if paper.owner == who]
    person = facts.people.get(who) or Person()
    out = list(_payouts(own, year))
    received = [paper for paper in own if paper.form == "5498" and paper.year == year]
    kept = [paper for paper in received if not paper.beneficiary]
    sums, boxes = _summed(out, year), _boxes(kept, year)
    sums["19"] -= _proved_qualified(person, out, year)
    pool_papers = [p for p in out if "7_or_8" in p.payout.effect]

    paid_in = max(boxes["contributed"], person.contributed or NONE)
    paid_roth = max(boxes["roth_contributed"], person.contributed_roth or NONE)
    if not received and person.contributed is None and person.moved(Move.TRADITIONAL) is None:
        paid_in = printed.get("1") or NONE
    back, roth_back = sums["contributions"], sums["roth_contributions"]
    if "returned" in told:
        back, roth_back = (
            (back + told["returned"], roth_back) if not paid_roth else (back, roth_back + told["returned"])
        )
    relabeled = _relabeled(person, year, sums, boxes, paid_roth, printed)
    contributed = max(paid_in - back + relabeled.to_traditional, NONE)
    roth_contributed = max(paid_roth - roth_back - relabeled.to_traditional, NONE)

    value = max(boxes["value"], person.year_end_value or NONE) - min(told["inherited"], boxes["value"])
    if not received and person.year_end_value is None:
        value = printed.get("6") or NONE

    pool = sums["7_or_8"] or (person.withdrew or NONE) + (person.converted or NONE)
    given_apart = sums["charity"]
    given = max((told.get("charity", person.charity)) - given_apart, NONE)
    given, given_of_others = min(given, pool), max(given - pool, NONE)
    simple = sum((p.money("1") for p in pool_papers if p.payout.simple), NONE)
    wanted = _converted(person, boxes, kept, pool_papers, printed)
    pool = max(pool, wanted)
    required = max((person.ira_rmd or NONE) - given_apart - given, NONE)
    converted = min(wanted, max(pool - required - simple, NONE)) if required or simple else wanted
    left = max(pool - converted - given, NONE)
    rolled, plan_rolled, taken_over = _rolled(told, boxes["rolled_in"], out, left)
    under_way = min(told["rollover_under_way"], left - rolled)
    plan, plan_taxed, plan_early = _plan(out, sums, plan_rolled)
    held_back, perhaps_early = _unconverted(person, year, pool_papers, converted)

    excess, roth_excess, limit = _excess(who, facts, year, contributed, roth_contributed, told["deducted"])
    roth_values = [p.money("5") for p in kept if p.kind == "roth"]
    return Entries(
        contributed=contributed,
        deducted=min(told["deducted"], contributed),
        late=min(person.contributed_late or NONE, max(contributed - told["deducted"], NONE)),
        basis=_basis(person),
        value=max(value + relabeled.value, NONE),
        pool=pool,
        converted=converted,
        given=given,
        rolled=rolled,
        under_way=under_way,
        early=sum((p.money("1") for p in pool_papers if p.payout.early and not p.payout.simple), held_back),
        perhaps_early=perhaps_early,
        simple=simple,
        apart=sums["4a"] - sums["7_or_8"] - sums["19"] + relabeled.paid,
        apart_taxed=sums["4b"] - min(taken_over + told["inherited_basis"] + given_of_others, _inherited(out)),
        apart_early=_returned_early(out, year),
        roth_paid=sums["19"],
        roth_early=sum((p.money("1") for p in out if p.payout.account == "roth" and p.payout.early), NONE),
        roth_basis=told["roth_contributions"],
        roth_converted=told["roth_conversions"],
        plan=plan,
        plan_taxed=plan_taxed,
        plan_early=plan_early,
        withheld=sum((p.money("4") for p in own if p.form == "1099-R" and p.year == year), NONE),
        excess=excess,
        roth_excess=roth_excess,
        roth_value=sum(roth_values, NONE) if roth_values else None,
        limit=limit,
        beside=Beside(
            values=tuple(p.money("5") for p in kept if p.kind != "roth"),
            separate_value=sum((p.money("5") for p in kept if p.kind in {"sep", "simple"}), NONE),
            inherited_value=sum((p.money("5") for p in received if p.beneficiary), NONE),
            inherited_paid=sum(
                (p.money("1") for p in out if (p.payout.account, p.payout.does) == ("ira", "inherited")), NONE
            ),
            given=given_apart,
            employer=boxes["employer"],
            roth_contributed=paid_roth,
            box_1=boxes["contributed"],
            returned=back,
            returned_paid=sum(
                (p.money("1") for p in out if p.payout.does == "returned" and p.payout.account == "ira"), NONE
            ),
            relabeled=sums["relabeled"],
            relabeled_contribution=relabeled.to_traditional,
            relabeled_later=relabeled.value,
            box_3=boxes["converted"],
            roth_plan_in=boxes["plan_rolled_in"],
            rolled_in=boxes["rolled_in"],
            box_2a=sum((p.taxable for p in pool_papers), NONE),
            plan_to_roth=sum(
                (p.money("1") for p in out if p.payout.account == "plan" and p.payout.does == "rolled_over"), NONE
            ),
        ),
    )


def _payouts(own: Iterable[Paper], year: int) -> Iterator[Paper]:
    """Forms 1099-R that belong to the return of the year: its own, and of the next year's those with code P or R."""
    for paper in own:
        if paper.form == "1099-R" and paper.year == year + paper.payout.year_before:
            yield paper


def _summed(out: Iterable[Paper], year: int) -> dict[str, Decimal]:
    """What the effects of the payouts come to, by line or pool."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for paper in out:
        later = paper.year > year and paper.payout.does == "relabeled"
        effect = {"6": "box_1"} if later else paper.payout.effect
        for line, source in effect.items():
            match source:
                case "box_1":
                    sums[line] += paper.money("1")
                case "box_2a":
                    sums[line] += paper.taxable
                case "box_1_less_2a":
                    sums[line] += max(paper.money("1") - paper.money("2a"), NONE)
    return sums


def _boxes(kept: Iterable[Paper], year: int) -> dict[str, Decimal]:
    """What the boxes of Forms 5498 count for, over all accounts."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for paper in kept:
        for box in paper.boxes:
            match counts(box, paper.kind):
                case "":
                    continue
                case "postponed":
                    if paper.boxes.get("13b") in {str(year), Decimal(year)}:
                        sums["contributed"] += paper.money(box)
                case name:
                    sums[name] += paper.money(box)
    return sums


@dataclass(frozen=True, slots=True)
class _Relabeled:
    to_traditional: Decimal  # the contribution; below zero where it went to a Roth IRA
    value: Decimal  # on line 6, though it moved after December 31
    paid: Decimal  # on line 4a and on no paper


def _relabeled(
    person: Person,
    year: int,
    sums: Mapping[str, Decimal],
    boxes: Mapping[str, Decimal],
    paid_roth: Decimal,
    printed: Lines,
) -> _Relabeled:
    """As told; else as Forms 1099-R with code N or R show it, the contribution being what the first IRA reports."""
    moved, later = sums["relabeled"], sums["6"]
    if person.relabeled_year == year and person.relabeled_contribution is not None:
        sign = -1 if person.relabeled_from is RelabeledFrom.TRADITIONAL else 1
        after = person.relabeled_on is not None and person.relabeled_on.year > year
        amount = person.relabeled if person.relabeled is not None else person.relabeled_contribution
        paid = NONE if after or moved else amount
        return _Relabeled(sign * person.relabeled_contribution, sign * amount if after else NONE, paid)
    if not moved and not later:
        return _Relabeled(NONE, NONE, NONE)
    to_roth = bool(boxes["relabeled_in_roth"]) or not (paid_roth or boxes["relabeled_in"])
    at_hand = boxes["contributed"] if to_roth else paid_roth
    whole = moved + later
    contribution = at_hand or whole
    shown = printed.get("1")
    if at_hand > whole and shown is not None and abs(shown - whole) < NEAR:
        contribution = whole  # a part of it, without growth: nothing on the papers speaks against that
    sign = -1 if to_roth else 1
    return _Relabeled(sign * contribution, sign * later, NONE)


def _basis(person: Person) -> Decimal:
    """Line 2: line 14 of the last form, and last spring's contribution where that form does not hold it."""
    prior = person.contributed_prior or NONE
    return (person.basis or NONE) + (prior if person.basis_includes_prior is False else NONE)


def _converted(
    person: Person, boxes: Mapping[str, Decimal], kept: Sequence[Paper], pool: Sequence[Paper], printed: Lines
) -> Decimal:
    """Box 3 of the Roth IRA's Form 5498, or as told; while neither is there, code 2 or what is printed."""
    told = person.moved(Move.CONVERTED)
    if told is not None:
        told = max(told - (person.withheld or NONE), NONE)
    if told is not None or any(paper.kind == "roth" for paper in kept):
        return max(boxes["converted"], told or NONE)
    least = sum((p.money("1") for p in pool if p.payout.codes == "2"), NONE)
    most = sum((p.money("1") for p in pool if not p.payout.simple), NONE)
    shown = printed.get("8")
    return shown if shown is not None and least < shown <= most + NEAR else least


def _proved_qualified(person: Person, out: Iterable[Paper], year: int) -> Decimal:
    """Code T says that the age is reached, or death or disability; with five years over it is as good as code Q."""
    clock = law.standing().whole("roth_clock_years")
    if person.roth_first_year is None or year < person.roth_first_year + clock:
        return NONE
    return sum((p.money("1") for p in out if p.payout.codes == "T"), NONE)


def _inherited(out: Iterable[Paper]) -> Decimal:
    """What is taxed of payouts of inherited IRAs."""
    return sum((p.taxable for p in out if (p.payout.account, p.payout.does) == ("ira", "inherited")), NONE)


def _unconverted(person: Person, year: int, pool: Iterable[Paper], converted: Decimal) -> tuple[Decimal, Decimal]:
    """Of payouts with code 2 what was held back as tax, and what else was not converted.

    The code stands for the conversion; what did not reach the Roth IRA is an early payout of its own (IRC 72(t)).
    """
    age = int(law.standing().figure("roth_qualified_age").value)
    if person.birth_year is not None and year - person.birth_year > age + 1:
        return NONE, NONE
    rest = max(sum((p.money("1") for p in pool if p.payout.codes == "2"), NONE) - converted, NONE)
    sure = person.birth_year is not None and year - person.birth_year < age
    held_back = min(person.withheld or NONE, rest) if sure else NONE
    return held_back, rest - held_back


def _rolled(told: Told, box_2: Decimal, out: Sequence[Paper], left: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """What reached another IRA in the year: out of one's own IRAs, out of plans, and as a widow's or widower's.

    As told; else where box 2 of Form 5498 is the very sum of payouts, after what plans sent straight (code G).
    """
    plans = [p for p in out if p.payout.account == "plan" and p.payout.does == "paid_out"]
    if "rolled_over" in told:
        from_iras = min(told["rolled_over"], left)
        from_plans = min(told["rolled_over"] - from_iras, sum((p.money("1") for p in plans), NONE))
        return from_iras, from_plans, min(told["rolled_over"] - from_iras - from_plans, _inherited(out))
    for paper in out:
        straight = paper.payout.account == "plan" and paper.payout.does == "rolled_over" and not paper.taxable
        if straight and paper.money("1") <= box_2:
            box_2 -= paper.money("1")
    if box_2 <= 0:
        return NONE, NONE, NONE
    iras = [p.money("1") for p in out if "7_or_8" in p.payout.effect and not p.payout.simple]
    if box_2 <= left and _sum_among(iras, box_2):
        return box_2, NONE, NONE
    if _sum_among([p.money("1") for p in plans], box_2):
        return NONE, box_2, NONE
    late_spouses = [p.money("1") for p in out if (p.payout.account, p.payout.does) == ("ira", "inherited")]
    return NONE, NONE, box_2 if _sum_among(late_spouses, box_2) else NONE


def _sum_among(amounts: Sequence[Decimal], wanted: Decimal) -> bool:
    some = amounts[:MOST_SUMMED]
    return any(
        abs(sum(chosen, NONE) - wanted) < NEAR for n in range(1, len(some) + 1) for chosen in combinations(some, n)
    )


def _plan(out: Sequence[Paper], sums: Mapping[str, Decimal], rolled: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Lines 5a and 5b, and what of 5b the additional tax falls on; what was rolled within 60 days is not taxed."""
    paid = [p for p in out if p.payout.account == "plan" and p.payout.does == "paid_out"]
    taxed = sum((p.taxable for p in paid), NONE)
    off = min(rolled, taxed)
    early = sum((p.taxable for p in paid if p.payout.early), NONE)
    return sums["5a"], sums["5b"] - off, max(early - off, NONE)


def _returned_early(out: Sequence[Paper], year: int) -> Decimal:
    """Growth that came back with a contribution: no additional tax any more (IRC 72(t)(2)(A)(ix))."""
    free_from = law.standing().date("no_additional_tax_on_returned_earnings_from")
    if year >= free_from.year:
        return NONE
    return sum((p.taxable for p in out if p.payout.does == "returned" and "1" in p.payout.codes), NONE)


def _excess(
    who: str, facts: Facts, year: int, contributed: Decimal, roth: Decimal, deducted: Decimal
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Excess contributions to traditional and to Roth IRAs, None where income or pay is not known; and the limit."""
    person = facts.people.get(who) or Person()
    if year not in law.years():
        return (NONE if not contributed else None), (NONE if not roth else None), None
    young = law.standing().whole("ira_catch_up_age") - 1
    age = young if person.birth_year is None else year - person.birth_year
    limit = dollar_limit(year, age).money
    if person.birth_year is None and contributed + roth > limit:
        return None, None, None  # right for whoever is old enough for the catch-up
    pay = counted_compensation(who, facts, law.year(year)) if who in facts.people else None
    cap = limit if pay is None else min(limit, pay.money)
    excess = max(contributed - cap, NONE)
    if not roth:
        return excess, NONE, cap
    above = max(roth - max(cap - contributed, NONE), NONE)
    income = facts.income
    if income is None or facts.filing_status is None:
        return excess, None, cap
    try:
        sheet = roth_limit(
            tax_year=year,
            filing_status=facts.filing_status,
            lived_with_spouse=facts.lived_with_spouse,
            age=age,
            magi=income + (facts.add_backs or NONE) + deducted,
            compensation=cap if pay is None else pay,
            traditional_contributions=min(contributed, cap),
        )
    except Refusal:
        return excess, None, cap
    return excess, max(roth - sheet.money("limit"), above), cap
