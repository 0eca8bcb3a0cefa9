"""Which facts are missing, and what each of them decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calc.derivation import Amount
from calc.planning.assess import look
from calc.planning.assessment import Case
from calc.planning.break_points import filled_in, turning
from calc.planning.missing import missing
from calc.planning.price_questions import price_questions, told
from calc.planning.ranges import OUTCOMES, Range, outcome

MAY_BE_IDLE = ("covered", "roll_in", "add_backs")  # asked for before it is known whether they matter
OF_IRAS = ("direct", "contribute", "taxable", "deduction")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A missing fact. ``lowest`` and ``highest`` bound what it decides (``calc.planning.ranges``)."""

    fact: str
    decides: str = ""  # one of ``OUTCOMES``; empty where no range can be given
    lowest: Amount | None = None
    highest: Amount | None = None


def unknowns(case: Case, found: Sequence[Range]) -> tuple[Unknown, ...]:
    """Every missing fact that can still change something, in the order of the interview."""
    gaps = tuple(missing(case.facts, case.season))
    known = tuple(_unknown(fact, found) for fact in gaps if not _idle(case, fact, found))
    of_the_price = price_questions(case.facts, case.season)
    return *known, *(Unknown(fact) for fact in of_the_price if not told(case.facts, fact))


def _unknown(fact: str, found: Sequence[Range]) -> Unknown:
    own = next((one for decides in OUTCOMES for one in found if one.decides == decides and fact in one.facts), None)
    return Unknown(fact, own.decides, own.lowest, own.highest) if own else Unknown(fact)


def _idle(case: Case, fact: str, found: Sequence[Range]) -> bool:
    """Whether everything about a person is settled, and the fact moves nothing in it."""
    if not fact.endswith(MAY_BE_IDLE) or any(fact in one.facts for one in found):
        return False
    who = fact.partition(".")[0]
    whose = [one.who for one in case.people if one.who == who] or [one.who for one in case.people]
    filled = [filled_in(case.facts, fact, update) for update in turning(case.facts, fact, case.season)]
    plans = [case, *(look(facts, case.today) for facts in filled)]
    return all(_same([outcome(one, who, decides) for one in plans]) for who in whose for decides in OF_IRAS)


def _same(amounts: Sequence[Amount | None]) -> bool:
    values = {amount.value for amount in amounts if amount is not None}
    return len(values) == 1 and None not in amounts
