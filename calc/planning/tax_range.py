"""What the conversions cost at least and at most, while a fact is missing that decides it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calc import law, needs
from calc.derivation import Amount, total
from calc.facts import Facts
from calc.planning.assessment import Case, Outlook
from calc.planning.ranges import Range
from calc.planning.tax_cost import Taxes
from calc.planning.workplace_plans import growth_open_at
from calc.records import dataclass

Ends = tuple[Amount, Amount]


@dataclass(frozen=True, slots=True)
class TaxRange:
    """Of both together. highest: None where nothing bounds it; federal and state: None where not worked out."""

    lowest: Amount
    highest: Amount | None
    federal: Ends | None
    state: Ends | None


def tax_range(case: Case, gaps: Sequence[str], found: Sequence[Range]) -> TaxRange | None:
    """None where nothing is open, or where what is open has no bounds for somebody."""
    each = [_taxable(one, found) for one in case.people]
    open_return = [fact for fact in gaps if _of_return(fact)]
    settled = case.taxable is not None and all(isinstance(ends, Amount) for ends in each)
    if None in each or (settled and not (open_return and case.taxable and case.taxable.value)):
        return None
    known = [ends for ends in each if ends is not None]
    growth = [one.growth for one in case.people]
    lowest = total(*growth, *(ends if isinstance(ends, Amount) else ends[0] for ends in known))
    tops = [ends if isinstance(ends, Amount) else ends[1] for ends in known]
    grown = not case.season.over and any(growth_open_at(one.who, case.facts) for one in case.people)
    bounded = None not in tops and not grown
    highest = total(*growth, *(top for top in tops if top is not None)) if bounded else None
    if highest is None or case.season.split or case.facts.filing_status is None:
        return TaxRange(lowest, highest, None, None)
    returns = [Taxes(facts, case.season) for facts in _returns(case, tuple(open_return))]
    federal = (
        min((taxes.ends(lowest.money)[0] for taxes in returns), key=lambda tax: tax.money),
        max((taxes.ends(highest.money)[1] for taxes in returns), key=lambda tax: tax.money),
    )
    states = [_state(taxes, lowest, highest) for taxes in returns]
    none = all(ends and not ends[1].value for ends in states)  # where the return is open only a tax of none is sure
    return TaxRange(lowest, highest, federal, states[0] if none or not open_return else None)


def _taxable(one: Outlook, found: Sequence[Range]) -> Amount | tuple[Amount, Amount | None] | None:
    own = next((each for each in found if each.who == one.who and each.decides == "taxable"), None)
    return (own.lowest, own.highest) if own else one.taxable


def _of_return(fact: str) -> bool:
    one = needs.need(fact)
    return one is not None and needs.Beside.RETURN in one.beside


def _returns(case: Case, gaps: tuple[str, ...], facts: Facts | None = None) -> Iterator[Facts]:
    """The return with its gaps filled in, lowest and highest of each; the age also beyond the senior one."""
    facts = facts or case.facts
    if not gaps:
        yield facts
        return
    updates = needs.turning(facts, gaps[0], case.today)
    if gaps[0].endswith(".birth_year"):
        senior = law.standing().whole("senior_age")
        updates = (*updates, {"birth_year": case.season.tax_year - senior})
    for update in updates:
        yield from _returns(case, gaps[1:], needs.filled_in(facts, gaps[0], update))


def _state(taxes: Taxes, lowest: Amount, highest: Amount) -> Ends | None:
    low, high = taxes.cost(lowest), taxes.cost(highest)
    least = low.state_ends[0] if low.state_ends else low.state
    most = high.state_at_most
    return (least, most) if least is not None and most is not None else None
