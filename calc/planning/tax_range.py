"""What the conversions cost at least and at most, while a fact is missing that decides it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any

from calc import law, needs
from calc.derivation import ZERO, Amount, most, total
from calc.facts import AGGREGATED, Facts, Move
from calc.planning.assessment import Case, Outlook
from calc.planning.deducting import paid_out_of
from calc.planning.households import year_covered
from calc.planning.ranges import Range
from calc.planning.tax_cost import Taxes
from calc.planning.workplace_plans import growth_ends
from calc.worksheets.ira_limit import dollar_limit

Ends = tuple[Amount, Amount]
Taxable = Amount | tuple[Amount, Amount | None] | None  # settled, or from what to what
_NOTHING = ZERO.money


@dataclass(frozen=True, slots=True)
class TaxRange:
    """Of both together. highest: None where nothing bounds it; federal and state: None where not worked out."""

    lowest: Amount
    highest: Amount | None
    federal: Ends | None
    state: Ends | None


def tax_range(
    case: Case, gaps: Sequence[str], found: Sequence[Range], taxes: Taxes, readings: Sequence[Facts] = ()
) -> TaxRange | None:
    """None where nothing is open, or where what is open has no bounds for somebody.

    taxes: of the case as it is; readings: the facts in other readings of the income.
    """
    each = [_taxable(one, found) for one in case.people]
    open_return = [fact for fact in gaps if _of_return(fact)]
    held = [_held(case, one, found, gaps) for one in case.people]
    over = case.season.over
    growth = [(one.growth, one.growth) if over else growth_ends(one.who, case.facts) for one in case.people]
    grown = any(high is None or low.value != high.value for low, high in growth)
    settled = not grown and case.taxable is not None and all(isinstance(ends, Amount) for ends in each)
    open_price = open_return or any(len(ends) > 1 for ends in held)
    if None in each or (settled and not (open_price and case.taxable and case.taxable.value)):
        return None
    known = [ends for ends in each if ends is not None]
    lowest = total(*(low for low, _ in growth), *(ends if isinstance(ends, Amount) else ends[0] for ends in known))
    tops = [*(high for _, high in growth), *(ends if isinstance(ends, Amount) else ends[1] for ends in known)]
    highest = None if None in tops else total(*(top for top in tops if top is not None))
    if highest is None or case.season.split or case.facts.filing_status is None:
        return TaxRange(lowest, highest, None, None)
    owners = _owners(case, each)
    if case.facts.income is None:  # what it comes on top of decides, and nobody can try every income
        nothing = (ZERO, ZERO) if not highest.value else None
        return TaxRange(lowest, highest, nothing, _widest(_states([taxes], owners, lowest, highest), only_none=True))
    profits = taxes.profits((lowest.money, highest.money)) if any(map(_of_profit, open_return)) else ()
    incomes = [*(_without(case.facts, taken) for taken in product(*held)), *readings]
    year = case.season.tax_year
    returns = [
        taxes if facts is case.facts and owner == taxes.owner else Taxes(facts, case.season, owner)
        for income in incomes
        for facts in _returns(case, tuple(open_return), income, profits, _ages(year))
        for owner in (owners if _ages_of_state(case) else owners[:1])
    ]
    step = _step(taxes, incomes, highest.money)
    federal = (
        most(min((one.ends(lowest.money)[0] for one in returns), key=lambda tax: tax.money) - step, ZERO),
        total(max((one.ends(highest.money)[1] for one in returns), key=lambda tax: tax.money), step),
    )
    ages = (*_ages(year), *_ages_of_state(case))
    states = _states(_of_ages(case, returns, open_return, incomes, profits, ages), owners, lowest, highest)
    return TaxRange(lowest, highest, federal, _widest(states, only_none=bool(open_return)))


def _owners(case: Case, each: Sequence[Taxable]) -> tuple[str, ...]:
    """Whose conversion may be the larger, for the states that look at one owner's age; the first one's on a tie."""
    ends = [(own, own) if own is None or isinstance(own, Amount) else own for own in each]
    lows = [low.money if low else _NOTHING for low, _ in ends]
    return tuple(
        one.who
        for at, (one, (_, high)) in enumerate(zip(case.people, ends, strict=True))
        if high is None
        or (all(high.money > low for low in lows[:at]) and all(high.money >= low for low in lows[at + 1 :]))
    )


def _widest(states: Iterable[Ends | None], *, only_none: bool) -> Ends | None:
    """only_none: where the return is open only a tax of none is sure."""
    known: list[Ends] = []
    for ends in states:
        if ends is None or (only_none and ends[1].value):
            return None
        known.append(ends)
    return min((low for low, _ in known), key=lambda tax: tax.money), max(
        (high for _, high in known), key=lambda tax: tax.money
    )


def _held(case: Case, one: Outlook, found: Sequence[Range], gaps: Sequence[str]) -> tuple[Decimal, ...]:
    """What of the income told can be distributions of the person's IRAs that still stand in it, least and most.

    Nothing where they were not told to be in it, and where a way is chosen, for then they were taken out of it.
    """
    person, own = case.told.people[one.who], _taxable(one, found)
    if case.told.agi is not None and person.withdrawals_in_agi and f"{one.who}.ira_rmd" in gaps:
        top = own[1] if isinstance(own, tuple) else own
        return (_NOTHING, top.money if top else _NOTHING)
    unsaid = f"{one.who}.withdrawals_in_agi" in gaps
    settled = one.chosen is not None and isinstance(own, Amount)  # then what was paid out was taken off already
    if case.told.agi is None or own is None or not (unsaid or (person.withdrawals_in_agi and not settled)):
        return (_NOTHING,)
    low, high = (own, own) if isinstance(own, Amount) else own
    counted = one.person  # what was meant as a conversion and is none was paid out
    required = person if person.birth_year is None else counted  # a distribution that the age may require counts, too
    gone = max(counted.moved(Move.WITHDREW) or _NOTHING, required.ira_rmd or _NOTHING)
    all_of_it = gone if high is None else min(gone, high.money)
    if unsaid:  # where what is taxed is open, the answer itself may move what of it was paid out
        paid_out = paid_out_of(one.chosen, one.options, one.held, case.season.tax_year).money
        return tuple(dict.fromkeys((_NOTHING, paid_out if isinstance(own, Amount) else max(paid_out, all_of_it))))
    values = [counted.moved(Move.CONVERTED), _goes_in(case, one), *(counted.ira_value(kind) for kind in AGGREGATED)]
    elsewhere = sum((value for value in values if value is not None), _NOTHING)
    least = low.money - elsewhere if None not in values else _NOTHING  # what cannot be of a conversion was paid out
    taken = paid_out_of(one.chosen, one.options, one.held, case.season.tax_year).money if one.chosen else _NOTHING
    return tuple(dict.fromkeys(part - taken for part in (min(max(least, _NOTHING), all_of_it), all_of_it)))


def _goes_in(case: Case, one: Outlook) -> Decimal:
    """What may still be contributed, of which a share is taxed once it is converted: all that the year allows."""
    if not case.season.open:
        return _NOTHING
    year = law.year(case.season.tax_year)
    at_most = one.contribute or one.limit or dollar_limit(year.number, year.whole("ira_catch_up_age"))
    return at_most.money


def _step(taxes: Taxes, incomes: Sequence[Facts], highest: Decimal) -> Amount:
    """By how much a price between two incomes may lie outside of theirs: the credit for children falls in steps."""
    told = taxes.facts.whole_return
    childless = told is not None and told.children_under_17 == 0 and not told.other_dependents
    if len(incomes) == 1 or childless or not year_covered(taxes.facts):
        return ZERO
    most_of_it, home = max(one.income or _NOTHING for one in incomes) + highest, taxes.home
    reached = most_of_it > home.figure("child_credit_falls_from").money
    return home.figure("child_credit_falls_by") if reached else ZERO


def _without(facts: Facts, taken: Sequence[Decimal]) -> Facts:
    out = sum(taken, _NOTHING)
    return facts.model_copy(update={"agi": facts.agi - out}) if out and facts.agi is not None else facts


def _taxable(one: Outlook, found: Sequence[Range]) -> Taxable:
    own = next((each for each in found if each.who == one.who and each.decides == "taxable"), None)
    return (own.lowest, own.highest) if own else one.taxable


def _of_return(fact: str) -> bool:
    one = needs.need(fact)
    return one is not None and needs.Beside.RETURN in one.beside


def _of_profit(fact: str) -> bool:
    return fact.endswith(".net_profit")


def _of_ages(
    case: Case,
    returns: Sequence[Taxes],
    gaps: Sequence[str],
    incomes: Iterable[Facts],
    profits: Sequence[Decimal],
    ages: Sequence[int],
) -> Iterable[Taxes]:
    """The same returns at the ages of the state, too, where one is not known."""
    if len(ages) == len(_ages(case.season.tax_year)) or not any(gap.endswith(".birth_year") for gap in gaps):
        return returns
    return (
        Taxes(facts, case.season)
        for income in incomes
        for facts in _returns(case, tuple(gaps), income, profits, ages)
    )


def _ages_of_state(case: Case) -> tuple[int, ...]:
    """Those at which a figure of the state turns."""
    from calc.states.figures import state_laws, states  # late: fifty files are read only where one is needed

    place, status, year = states().get(case.facts.state or ""), case.facts.filing_status, case.season.tax_year
    if place is None or status is None or not place.covers(year):
        return ()
    found = {age for law_ in state_laws(place, year, status) for age in law_.ages}
    return tuple(sorted(found - {*_ages(year)}))


def _returns(
    case: Case, gaps: tuple[str, ...], facts: Facts, profits: Sequence[Decimal], ages: Sequence[int]
) -> Iterator[Facts]:
    """The return with its gaps filled in, lowest and highest of each; each group of ages.

    profits: of all businesses together.
    """
    if not gaps:
        yield facts
        return
    updates: Sequence[dict[str, Any]]
    if _of_profit(gaps[0]):
        others = sum(
            (plan.net_profit or _NOTHING for one in facts.people.values() for plan in one.plans.values()), _NOTHING
        )
        last = not any(map(_of_profit, gaps[1:]))
        updates = [{"net_profit": profit - others} for profit in profits] if last else [{"net_profit": _NOTHING}]
    elif gaps[0].endswith(".birth_year"):
        updates = tuple({"birth_year": case.season.tax_year - age} for age in ages)
    else:
        updates = needs.turning(facts, gaps[0], case.today)
    if gaps[0].endswith(".foreign_excluded"):  # no more than the pay
        pay = facts.people[gaps[0].partition(".")[0]].compensation
        updates = ({"foreign_excluded": _NOTHING}, *([{"foreign_excluded": pay}] if pay else updates[-1:]))
    for update in updates:
        yield from _returns(case, gaps[1:], needs.filled_in(facts, gaps[0], update), profits, ages)


def _ages(year: int) -> tuple[int, ...]:
    """One of each group of ages of which a return may hold the same.

    Who is too old for children and too young for benefits has nothing that younger people cannot have.
    """
    below = law.year(year).whole("ira_catch_up_age") - 1
    return below, int(law.threshold("benefits_age").money), law.standing().whole("senior_age")


def _states(
    returns: Iterable[Taxes], owners: Sequence[str], lowest: Amount, highest: Amount
) -> Iterator[Ends | None]:
    for taxes, owner in product(returns, owners):
        low, high = taxes.of_state(lowest, owner), taxes.of_state(highest, owner)
        least = low.state_ends[0] if low.state_ends else low.state
        most = high.state_at_most
        yield (least, most) if least is not None and most is not None else None
