"""A plan with a gap holds, as a range, the plan of every value that could fill it; and it names what decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from calc.facts import Facts
from calc.plan import Plan, plan
from calc.ranges import OUTCOMES, outcome
from tests.people import couple, person, planned, single, with_plan

DAYS = st.sampled_from([date(2026, 3, 3), date(2026, 11, 24), date(2027, 2, 10)])
lean = settings(max_examples=60, deadline=None)
IRA = {"ira_kinds": ["traditional"], "traditional": 50_000}


@st.composite
def savers(draw: st.DrawFn) -> dict[str, Any]:
    """One person with IRAs and a 401(k), nothing left open."""
    kinds = sorted(draw(st.sets(st.sampled_from(["traditional", "rollover", "sep"]))))
    value = st.one_of(st.sampled_from([0, 7_000, 7_500, 8_000]), st.integers(0, 300_000))
    moves = sorted(draw(st.sets(st.sampled_from(["traditional", "converted"]))))
    plan = {"deferrals": 24_500, "employer_money": 10_000, "after_tax_allowed": False}
    return {
        "birth_year": draw(st.integers(1960, 2000)),
        "compensation": draw(st.sampled_from([0, 4_000, 120_000, 320_000])),
        "covered": draw(st.booleans()),
        "ira_kinds": kinds,
        **{kind: draw(value) for kind in kinds},
        "basis": draw(value),
        "moves": moves,
        **{fact: draw(st.integers(0, 9_000)) for move, fact in AMOUNTS.items() if move in moves},
        "contributed_late": 0,
        "year_end_value": draw(value),
        "plan_kinds": ["401k"],
        "plans": {"401k": plan | {"roll_in": draw(st.sampled_from(["any", "rollover_only", "no"]))}},
    }


AMOUNTS = {"traditional": "contributed", "converted": "converted"}


@st.composite
def returns(draw: st.DrawFn) -> dict[str, Any]:
    status = draw(st.sampled_from(["single", "mfj", "mfs", "hoh"]))
    facts = {
        "tax_year": 2026,
        "filing_status": status,
        "lived_with_spouse": draw(st.booleans()),
        "state": draw(st.sampled_from(["TX", "NY", "MI"])),
        "agi": draw(st.one_of(st.integers(0, 400_000), st.integers(140_000, 170_000), st.integers(240_000, 254_000))),
        "add_backs": draw(st.sampled_from([0, 2_500, 15_000])),
        "circumstances": [],
        "you": draw(savers()),
    }
    return facts | ({"spouse": draw(savers())} if status == "mfj" else {})


def without(raw: dict[str, Any], facts: set[str]) -> Facts:
    """The same person, who does not know these."""
    told = Facts.model_validate(raw).model_dump(exclude_none=True)
    for fact in facts:
        *path, last = fact.split(".")
        owner = told
        for part in path:
            owner = owner[part]
        owner.pop(last, None)
    return Facts.model_validate(told)


def outside(whole: Plan, gap: Plan) -> Iterator[tuple[str, str, object, object]]:
    """What of the plan with all facts is not held by the one with a gap."""
    for one in whole.people:
        for decides in OUTCOMES[:2] + ("contribute", "deduction"):
            amount, before = (outcome(made.case, one.who, decides) for made in (whole, gap))
            found = next((r for r in gap.ranges if (r.who, r.decides) == (one.who, decides)), None)
            if found is None:
                held = amount == before or (amount and before and amount.value == before.value)
            else:
                top = Decimal("Infinity") if found.highest is None else found.highest.money
                held = amount is not None and found.lowest.money <= amount.money <= top
            if not held:
                yield one.who, decides, amount, found or before


OPEN = [
    "agi",
    "add_backs",
    "you.basis",
    "you.traditional",
    "you.sep",
    "you.covered",
    "you.birth_year",
    "you.compensation",
    "you.contributed",
    "you.converted",
    "you.year_end_value",
    "you.ira_kinds",
    "you.plans.401k.roll_in",
    "lived_with_spouse",
]


@lean
@given(returns(), DAYS, st.sets(st.sampled_from(OPEN), min_size=1, max_size=2))
def test_a_plan_with_a_gap_holds_the_plan_of_every_value(raw: dict[str, Any], today: date, gaps: set[str]) -> None:
    if today.year == raw["tax_year"]:
        gaps -= {"you.year_end_value"}  # today's value is assumed for it, and said so
    whole, gap = plan(Facts.model_validate(raw), today), plan(without(raw, gaps), today)
    assert list(outside(whole, gap)) == []
