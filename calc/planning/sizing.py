"""How much to convert: the amounts at which something on the return changes, each with its price.

An edge is the last whole dollar before the change. It is looked for on the whole return itself, never worked out a
second way: of every edge one line of the return (or of the state's) rises with the amount, and the dollar at which
it passes a figure of the law is closed in on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from calc import law
from calc.derivation import ZERO, Amount, Value, given, total
from calc.facts import Circumstance, Facts, FilingStatus
from calc.planning.assessment import Case, Outlook
from calc.planning.households import year_covered
from calc.planning.options import Way, converting
from calc.planning.paying_in_time import AHEAD
from calc.planning.tax_cost import TaxCost, Taxes, missing
from calc.refusals import Refusal
from calc.states.figures import Treatment, state_law, states
from calc.worksheets.whole_return.form_1040 import Return
from calc.worksheets.whole_return.form_8962 import household_income, poverty_line
from calc.worksheets.whole_return.gains import thresholds
from calc.worksheets.whole_return.household import Household, summed
from calc.worksheets.whole_return.medicare import medicare, surcharge, tier_limits

BISECT = 3  # every so many guesses the middle is tried, where the line bends too much for a straight guess
HUNDRED = 100
OF_BRACKETS, OF_STATE = "bracket_", "state_bracket_"


@dataclass(frozen=True, slots=True)
class Size:
    """An amount of pre-tax money to convert from today on, beside everything else in the plan.

    edge: a stable name; ``bracket_12`` fills the 12 % bracket, ``bracket_0`` is free of federal tax. taxed: of it.
    next_federal: what one dollar more costs in federal tax and in premium credit; next_state: in state tax;
    next_medicare: in one person's Medicare premiums of a year. None where the price itself is a range, or not known.
    """

    who: str
    edge: str
    convert: Amount
    taxed: Amount
    cost: TaxCost
    next_federal: Amount | None
    next_state: Amount | None
    next_medicare: Amount | None


class _Edge(NamedTuple):
    """over: above zero once it is passed; strict: at zero, too."""

    name: str
    over: Callable[[Decimal], Value]
    strict: bool = False


class _Pool:
    """What one person could convert, and what of an amount would be taxed on top of the rest."""

    def __init__(self, case: Case, one: Outlook, taxed: Callable[[Amount], Amount], top: int) -> None:
        self.who, self.top = one.who, top
        self._taxed, self._done = taxed, taxed(ZERO)
        beside = (other.taxable for other in case.people if other is not one and other.taxable)
        self.before = total(ZERO, *(other.growth for other in case.people), *beside, self._done)
        self._together: dict[int, Decimal] = {}

    def taxed(self, convert: int) -> Amount:
        return self._taxed(given(convert, "to_convert")) - self._done

    def together(self, convert: int) -> Decimal:
        """All that is taxable in the year with so much converted."""
        if convert not in self._together:
            self._together[convert] = (self.before + self.taxed(convert)).money
        return self._together[convert]


def sizes(case: Case, taxes: Taxes) -> tuple[Size, ...]:
    """Of everyone who has pre-tax money, the smallest amount first; empty where the year's price is not known."""
    facts, when = case.facts, case.season
    if when.phase not in AHEAD or missing(facts) or not year_covered(facts):
        return ()
    found: list[Size] = []
    for one in case.people:
        pool = _pool(case, one)
        if pool:
            found += sorted(_of(facts, taxes, pool), key=lambda size: size.convert.money)
    return tuple(found)


def _pool(case: Case, one: Outlook) -> _Pool | None:
    """The IRAs; where nothing pre-tax is in them but a little growth, plans of former jobs."""
    held = one.held
    clean = one.chosen is not None and one.chosen.way is Way.CLEAN
    if not clean and held.pretax and held.pretax.value and held.value and held.locked is not None:
        contribute = one.chosen.contribute if one.chosen else ZERO
        taxed = converting(one.who, held, case.season, contribute)
        top = int(held.value.money + contribute.money - held.locked.money)
        return _Pool(case, one, taxed, top) if taxed and top > 0 else None
    left = sum(int(plan.value or 0) for kind, plan in one.person.plans.items() if kind in law_ended())
    if left and one.taxable is not None:
        own = one.taxable
        return _Pool(case, one, lambda amount: own + amount, left)
    return None


def law_ended() -> frozenset[str]:
    """Kinds of plans that pay out whenever the person asks."""
    from calc.planning.company_money import ENDED  # late: it prices what it finds by the same taxes

    return ENDED


def _of(facts: Facts, taxes: Taxes, pool: _Pool) -> Iterator[Size]:
    for edges in (_federal(taxes, pool.before.money), _state(facts, taxes, pool)):
        seen = {0, pool.top}
        for edge in edges:
            convert = _last(edge, pool, seen)
            if convert and _bites(edge.name, taxes, pool, convert):
                yield _size(edge.name, convert, taxes, pool)


def _size(edge: str, convert: int, taxes: Taxes, pool: _Pool) -> Size:
    taxed, more = pool.taxed(convert), pool.taxed(convert + 1)
    cost, after = (taxes.cost(amount, before=pool.before, owner=pool.who) for amount in (taxed, more))
    return Size(pool.who, edge, given(convert, "to_convert"), taxed, cost, *_next(cost, after))


def _last(edge: _Edge, pool: _Pool, seen: set[int]) -> int | None:
    """The last whole dollar before the edge; None where it is passed already, or lies beyond all there is."""

    def passed(convert: int) -> bool:
        seen.add(convert)
        over = edge.over(pool.together(convert))
        return over >= 0 if edge.strict else over > 0

    if passed(0) or not passed(pool.top):
        return None
    points = sorted(seen)
    first = bisect_left(points, x=True, key=passed)
    inside, outside = points[first - 1], points[first]
    tries = 0
    while outside - inside > 1:
        tries += 1
        guess = (inside + outside) // 2
        low, high = (Fraction(edge.over(pool.together(end))) for end in (inside, outside))
        if tries % BISECT and high > low:
            guess = inside + int(-low * (outside - inside) / (high - low))
        guess = min(max(guess, inside + 1), outside - 1)
        inside, outside = (inside, guess) if passed(guess) else (guess, outside)
    return inside


def _next(cost: TaxCost, after: TaxCost) -> tuple[Amount | None, Amount | None, Amount | None]:
    federal = state = premiums = None
    if cost.federal and after.federal:
        lost = (after.credit_lost or ZERO) - (cost.credit_lost or ZERO)
        federal = total(after.federal - cost.federal, lost)
    if cost.state and after.state:
        state = after.state - cost.state
    if cost.medicare and after.medicare:
        looked_at = cost.medicare.looked_at
        premiums = surcharge(looked_at, after.medicare.with_it) - surcharge(looked_at, cost.medicare.with_it)
    return federal, state, premiums


# ------------------------------------------------------------------ on the federal return


def _federal(taxes: Taxes, before: Decimal) -> Iterator[_Edge]:
    home = taxes.home
    filed: Callable[[Decimal], Return] = taxes.plainest
    start = filed(before)
    excluded = home.excluded_foreign_earned_income

    def line(number: str) -> Callable[[Decimal], Amount]:
        return lambda taxable: filed(taxable).sheet.line(number)

    def magi(taxable: Decimal) -> Amount:
        return summed(line("agi")(taxable), excluded)

    def above(number: Callable[[Decimal], Amount], limit: Amount) -> Callable[[Decimal], Value]:
        return lambda taxable: (number(taxable) - limit).value

    def ordinary(taxable: Decimal) -> Amount:
        income = line("taxable_income")(taxable)
        rest = income - home.gains if income.value > home.gains.value else ZERO
        return summed(rest, excluded)

    paid = taxes.federal(before)
    yield _Edge(f"{OF_BRACKETS}0", lambda taxable: (taxes.federal(taxable) - paid).value)
    for bracket in home.year.brackets(home.status):
        if bracket.up_to is not None:
            yield _Edge(f"{OF_BRACKETS}{_percent(bracket.rate)}", above(ordinary, bracket.up_to))
    if home.gains.value:
        for name, limit in zip(("gains_0", "gains_15"), thresholds(home), strict=True):
            yield _Edge(name, above(lambda taxable: summed(line("taxable_income")(taxable), excluded), limit))
    yield from _credit(home, taxes.facts, start, filed)
    looked_at = medicare(home)
    if looked_at:
        *lower, last = tier_limits(home, looked_at)
        counted = summed(home.tax_exempt_interest, excluded)
        of_medicare: Callable[[Decimal], Amount] = lambda taxable: summed(line("agi")(taxable), counted)  # noqa: E731
        yield from (_Edge("medicare_step", above(of_medicare, limit)) for limit in lower)
        yield _Edge("medicare_step", above(of_medicare, last), strict=True)
    if summed(home.taxable_interest, home.ordinary_dividends, home.long_term_gains).value:
        yield _Edge("niit", above(magi, home.figure("niit_magi_threshold")))
    if start.sheet.line("senior_deduction").value:
        starts, rate = home.figure("senior_deduction_phaseout_start"), home.figure("senior_deduction_phaseout_rate")
        yield _Edge("senior_deduction", above(magi, starts))
        gone = starts + home.figure("senior_deduction_per_person_65") / rate
        yield _Edge("senior_deduction_gone", above(magi, gone), strict=True)
    if home.children_under_17 or home.other_dependents:
        yield _Edge("child_credit", above(magi, home.figure("child_credit_falls_from")))
    if start.sheet.line("qbi_deduction").value:
        before_it: Callable[[Decimal], Amount] = lambda taxable: summed(  # noqa: E731
            line("taxable_income")(taxable), line("qbi_deduction")(taxable)
        )
        yield _Edge("qbi", above(before_it, home.figure("qbi_threshold")))
    falls = home.maybe("salt_cap_falls_from")
    if falls is not None and start.sheet.line("salt_deduction").value > home.figure("salt_cap_floor").value:
        half = given(2, "two") if home.status is FilingStatus.MFS else given(1, "one")
        yield _Edge("salt_cap", above(magi, falls / half))


def _credit(home: Household, facts: Facts, start: Return, filed: Callable[[Decimal], Return]) -> Iterator[_Edge]:
    """Above four times the poverty line there is no premium credit (IRC 36B(c)(1)(A)).

    Where the premium was not told, the cliff is named all the same, for those who are known to be on the return.
    """
    ends, market = home.maybe("premium_credit_ends_above"), home.marketplace
    told = Circumstance.MARKETPLACE in (facts.circumstances or ())
    if ends is None or home.separate or (market and not start.sheet.line("premium_tax_credit").value):
        return
    if market is None and not told:
        return
    cliff = _cliff(home, ends, _family(home, facts))

    def over(taxable: Decimal) -> Value:
        """A credit that a small premium has used up before the cliff ends there."""
        sheet = filed(taxable).sheet
        beyond = (household_income(home, sheet.line("agi"), sheet.line("social_security_taxable")) - cliff).value
        return max(beyond, Decimal(1)) if market and not sheet.line("premium_tax_credit").value else beyond

    yield _Edge("credit_cliff", over)


def _family(home: Household, facts: Facts) -> int:
    asked = facts.whole_return.family_size if facts.whole_return else None
    known = len(home.ages) + home.children_under_17 + home.other_dependents
    return home.marketplace.size if home.marketplace else asked or known


def _cliff(home: Household, ends: Amount, size: int) -> Amount:
    return poverty_line(home, size) * ends / given(HUNDRED, "percent")


@dataclass(frozen=True, slots=True)
class Cliff:
    """Where a premium credit that nobody told in dollars ends. size: of the family, as far as it is known.

    income: household income with what is taxed of the year's conversions and payouts, by the plainest return.
    """

    size: int
    ends_above: Amount
    income: Amount

    @property
    def passed(self) -> bool:
        return self.income.value > self.ends_above.value


def credit_cliff(taxes: Taxes, taxable: Decimal) -> Cliff | None:
    """None where no credit can be, it has no cliff in the year, or its dollars are known."""
    home, told = taxes.home, taxes.facts.whole_return
    ends = home.maybe("premium_credit_ends_above")
    free = told is not None and told.silver_premium == 0
    if ends is None or free or home.separate or home.marketplace:
        return None
    size = _family(home, taxes.facts)
    sheet = taxes.plainest(taxable).sheet
    income = household_income(home, sheet.line("agi"), sheet.line("social_security_taxable"))
    return Cliff(size, _cliff(home, ends, size), income)


def credit_gone(taxes: Taxes, taxable: Decimal) -> bool:
    """Whether so much taxable lies past the cliff of a premium credit that is there, or may be; in a covered year."""
    edges = _credit(taxes.home, taxes.facts, taxes.plainest(ZERO.money), taxes.plainest)
    return any(edge.over(taxable) > 0 >= edge.over(ZERO.money) for edge in edges)


def _bites(edge: str, taxes: Taxes, pool: _Pool, convert: int) -> bool:
    """Whether what falls behind an edge is felt: wages or property of a business may bear its deduction, and a credit
    for children may be more than the tax.
    """
    if edge not in {"qbi", "child_credit"}:
        return True
    line, far = (
        ("qbi_deduction", int(taxes.home.figure("qbi_range").money)) if edge == "qbi" else ("child_credits", 1)
    )
    less, more = (
        taxes.plainest(pool.together(at)).sheet.line(line) for at in (min(pool.top, convert + far), convert)
    )
    return less.value < more.value


def _percent(rate: Amount) -> str:
    return f"{(rate.money * HUNDRED).normalize():f}"


# ------------------------------------------------------------------ on the state's


def _state(facts: Facts, taxes: Taxes, pool: _Pool) -> Iterator[_Edge]:
    """What an exclusion takes in, and the brackets that are left; nothing where the state's tax is not known."""
    place = states().get(facts.state or "")
    start = taxes.state(pool.before.money, pool.who)
    if place is None or isinstance(start, Refusal) or place.treatment in {Treatment.NO_TAX, Treatment.EXEMPT}:
        return
    begin = start[0]

    def line(number: str) -> Callable[[Decimal], Amount]:
        def of(taxable: Decimal) -> Amount:
            found = taxes.state(taxable, pool.who)
            return ZERO if isinstance(found, Refusal) else found[0].line(number)

        return of

    out = line("excluded")
    first = out(pool.together(min(1, pool.top))) - begin.line("excluded")
    if first.value > 0:

        def more(taxable: Decimal) -> Amount:
            """What of the conversion the state leaves out."""
            return out(taxable) - begin.line("excluded")

        def gone(taxable: Decimal) -> Value:
            """At zero once the state leaves nothing out; before anything is converted it is not gone."""
            return Decimal(-1) if taxable == pool.before.money else (ZERO - out(taxable)).value

        yield _Edge("state_exclusion", lambda taxable: (given(taxable, "all") - pool.before - more(taxable)).value)
        yield _Edge("state_exclusion_gone", gone, strict=True)
    held = state_law(place, taxes.home.year.number, taxes.home.status)
    if held.has("brackets"):
        income, least = line("taxable_with"), law.threshold("state_bracket_step").money
        for bracket, above_it in pairwise(held.brackets()):
            if bracket.up_to is not None and above_it.rate.money - bracket.rate.money >= least:
                bound = bracket.up_to
                over: Callable[[Decimal], Value] = lambda taxable, bound=bound: (income(taxable) - bound).value  # type: ignore[misc]  # noqa: E731
                yield _Edge(f"{OF_STATE}{_percent(bracket.rate)}", over)
