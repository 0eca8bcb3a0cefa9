"""Which facts are missing, and what each of them decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calc import needs
from calc.derivation import Amount
from calc.facts import Facts
from calc.needs import Decides
from calc.planning.price_questions import price_questions, price_told
from calc.planning.ranges import OUTCOMES, Range
from calc.planning.season import Season
from calc.planning.tax_cost import Taxes


@dataclass(frozen=True, slots=True)
class Unknown:
    """A missing fact. ranged: ``lowest`` and ``highest`` bound what it decides (``calc.planning.ranges``)."""

    fact: str
    decides: Decides
    lowest: Amount | None = None
    highest: Amount | None = None
    ranged: bool = False


def unknowns(
    facts: Facts, when: Season, gaps: Sequence[str], found: Sequence[Range], taxes: Taxes
) -> tuple[Unknown, ...]:
    """Every missing fact that can still change something, in the order of the interview. facts: as they were told."""
    known = tuple(_unknown(fact, found) for fact in gaps)
    of_the_price = price_questions(facts, when, taxes)
    return *known, *(Unknown(fact, Decides.TAX) for fact in of_the_price if not price_told(facts, fact))


def _unknown(fact: str, found: Sequence[Range]) -> Unknown:
    own = next((one for decides in OUTCOMES for one in found if one.decides == decides and fact in one.facts), None)
    if own:
        return Unknown(fact, own.decides, own.lowest, own.highest, ranged=True)
    need = needs.need(fact)
    return Unknown(fact, min(need.decides, key=list(Decides).index) if need else Decides.TAXABLE)
