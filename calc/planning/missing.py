"""Which facts the law still needs of these people: not told, and able to change the plan.

What a person does not know and what a file leaves out are the same here: a gap, never a zero.
"""

from __future__ import annotations

from collections.abc import Iterator

from calc import law
from calc.derivation import Amount
from calc.facts import AMOUNT_OF, Circumstance, Facts, FilingStatus, IraKind, Move, Person
from calc.planning.missing_at_work import at_work, covered, spouse_covered_open
from calc.planning.rmd import rmd_due
from calc.planning.season import Phase, Season
from calc.worksheets.ira_deduction import deduction_range
from calc.worksheets.roth_limit import roth_range


def missing(facts: Facts, when: Season | None) -> Iterator[str]:
    """Dotted names in the order of the interview. when: None while the tax year is not known."""
    if facts.tax_year is None:
        yield "tax_year"
    if facts.filing_status is None:
        yield "filing_status"
    if apart_open(facts):
        yield "lived_with_spouse"
    people = facts.people
    yield from (f"{who}.birth_year" for who, person in people.items() if person.birth_year is None)
    if facts.state is None:
        yield "state"
    yield from (f"{who}.compensation" for who, person in people.items() if person.compensation is None)
    yield from _income(facts)
    for who, person in people.items():
        yield from (f"{who}.{fact}" for fact in _of_iras(person, when))
        yield from (f"{who}.{fact}" for fact in _not_converted(person, facts, when))
    for who, person in people.items():
        yield from (f"{who}.{fact}" for fact in at_work(person, facts, when))
    if spouse_covered_open(facts):
        yield "spouse.covered"
    if facts.circumstances is None:
        yield "circumstances"
    if Circumstance.ABROAD in (facts.circumstances or ()):
        paid = (who for who, person in people.items() if person.foreign_excluded is None and person.compensation != 0)
        yield from (f"{who}.foreign_excluded" for who in paid)


def _income(facts: Facts) -> Iterator[str]:
    parts = {"wages": facts.wages, "taken_off": facts.taken_off, "other_income": facts.other_income}
    if facts.income is None:
        open_parts = [name for name, told in parts.items() if told is None]
        yield from open_parts if len(open_parts) < len(parts) else ["agi"]
    if add_backs_open(facts):
        yield "add_backs"


def add_backs_open(facts: Facts) -> bool:
    """Whether what is added back was not told, and bears on a limit or on a deduction."""
    return facts.add_backs is None and (near_roth_range(facts) or _near_deduction(facts))


def near_roth_range(facts: Facts) -> bool:
    """Whether what is added back could lift the income into the Roth range, or move it within."""
    if facts.tax_year is None or facts.filing_status is None or apart_open(facts):
        return False
    return _near(facts, roth_range(facts.tax_year, facts.filing_status, facts.lived_with_spouse))


def _near_deduction(facts: Facts) -> bool:
    """The same for the deduction of somebody who paid into a traditional IRA."""
    if facts.tax_year is None or facts.filing_status is None or apart_open(facts):
        return False
    ranges = [
        deduction_range(
            facts.tax_year,
            facts.filing_status,
            lived_with_spouse=facts.lived_with_spouse,
            covered=covered(person) is not False,
            spouse_covered=True,
        )
        for person in facts.people.values()
        if made(person, Move.TRADITIONAL)
    ]
    return any(_near(facts, reach) for reach in ranges if reach)


def _near(facts: Facts, reach: tuple[Amount, Amount]) -> bool:
    start, end = reach
    below = start.money - law.threshold("add_backs_dollars").money
    return facts.income is not None and below < facts.income < end.money


def apart_open(facts: Facts) -> bool:
    """Whether those who file separately did not say if they lived together."""
    return facts.filing_status is FilingStatus.MFS and facts.lived_with_spouse is None


def _of_iras(person: Person, when: Season | None) -> Iterator[str]:
    over, closed = when is not None and when.over, when is not None and when.closed
    if person.ira_kinds is None:
        yield "ira_kinds"
    if not closed:  # what they are worth by now is on no form of that year
        yield from (str(kind) for kind in person.pretax_ira_kinds or () if person.ira_value(kind) is None)
    if person.simple_first_deposit is None and (person.simple or _simple_value_open(person)):
        yield "simple_first_deposit"
    if person.moves is None:
        yield "moves"
    moves = person.moves or frozenset()
    moved = made(person, Move.CONVERTED) or made(person, Move.WITHDREW)
    for move, fact in AMOUNT_OF.items():
        if move in moves and person.moved(move) is None:
            yield fact
        late = over and (moved or not closed) and made(person, Move.TRADITIONAL)
        if move is Move.TRADITIONAL and late and person.contributed_late is None:
            yield "contributed_late"
    emptied = {Move.PRIOR, Move.CONVERTED, Move.WITHDREW} & moves
    if person.basis is None and (person.pretax_ira_kinds != () or emptied):
        yield "basis"
    told = person.basis is not None and person.contributed_prior
    if told and person.basis_includes_prior is None and (person.basis or 0) >= (person.contributed_prior or 0):
        yield "basis_includes_prior"
    if over and moved and person.year_end_value is None:
        yield "year_end_value"


def _not_converted(person: Person, facts: Facts, when: Season | None) -> Iterator[str]:
    """What a required distribution or withheld tax takes from the conversions."""
    if when is None:
        return
    held = any(person.ira_value(kind) != 0 for kind in person.pretax_ira_kinds or ())
    if person.ira_rmd is None and held and not when.over and rmd_due(person, facts, when):
        yield "ira_rmd"
    something = person.pretax_ira_kinds or person.contributed
    if when.phase is Phase.LATE and something and person.converted_next is None:
        yield "converted_next"
    if withheld_unknown(person, facts):
        yield "withheld"


def withheld_unknown(person: Person, facts: Facts) -> bool:
    """Whether tax was withheld from a conversion of this person, or may have been, and nobody knows how much."""
    said = Circumstance.WITHHELD in (facts.circumstances or ())
    return said and person.withheld is None and person.moved(Move.CONVERTED) != 0


def made(person: Person, move: Move) -> bool:
    """Whether a move was made, be it of an amount that nobody knows."""
    amount = person.moved(move)
    return bool(amount) or (amount is None and move in (person.moves or ()))


def _simple_value_open(person: Person) -> bool:
    return person.simple is None and IraKind.SIMPLE in (person.ira_kinds or ())
