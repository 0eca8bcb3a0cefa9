"""A plan with a gap holds, as a range, the plan of every value that could fill it; and it names what decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.facts import Facts
from calc.needs import Decides
from calc.planning.plan import Plan, plan
from calc.planning.ranges import outcome
from tests.people import codes, couple, person, planned, single, with_plan

OF_IRAS = (Decides.DIRECT, Decides.CONTRIBUTE, Decides.TAXABLE, Decides.DEDUCTION)
DAYS = st.sampled_from([date(2026, 3, 3), date(2026, 11, 24), date(2027, 2, 10)])
lean = settings(max_examples=120, deadline=None)
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
        for decides in OF_IRAS:
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


MIXED = person(ira_kinds=["rollover"], rollover=93_000, basis=0)  # no clean back door: a part goes straight


@pytest.mark.parametrize(
    ("facts", "decides", "lowest", "highest", "deciding"),
    [
        # 7,500 × 50,000/57,500 with no basis; nothing with a basis of 50,000
        (single(you=person(**IRA)), "taxable", 0, "6521.74", ["you.basis"]),
        (single(you=person(ira_kinds=["traditional"], basis=0)), "taxable", 0, 7_500, ["you.traditional"]),
        (single(you=person(basis=0, moves=["converted"], **IRA)), "taxable", 0, None, ["you.converted"]),
        # 7,500 × (168,000 - 160,000)/15,000 with nothing added back
        (single(160_000, MIXED, add_backs=None), "direct", 0, 4_000, ["add_backs"]),
        (single(160_000, MIXED, add_backs=None), "contribute", 3_500, 7_500, ["add_backs"]),
        (single(None), "direct", 0, 7_500, ["agi"]),
        # 72,000 less 24,500 less 10,000, unless the plan has a cap of its own
        (
            single(you=with_plan(features={"after_tax_allowed": True, "exits": ["in_plan"]})),
            "room",
            0,
            37_500,
            ["you.plans.401k.after_tax_capped"],
        ),
        # 7,500 × (252,000 - 245,000)/10,000 of what goes by the back door, if only the other one is covered
        (couple(person(covered=None), agi=245_000), "deduction", 0, 5_250, ["spouse.covered"]),
    ],
)
def test_what_is_open_lies_between_bounds(
    facts: Facts, decides: str, lowest: int, highest: int | str | None, deciding: list[str]
) -> None:
    found = next(one for one in planned(facts).ranges if one.decides == decides)
    assert (found.lowest.money, found.highest and found.highest.money, list(found.facts)) == (
        lowest,
        None if highest is None else Decimal(highest),
        deciding,
    )


def test_the_tax_lies_between_bounds_too() -> None:
    """35 % of 6,521.74, or nothing."""
    found = planned(single(you=person(**IRA))).tax_range
    assert found is not None
    assert found.federal is not None
    assert [tax.money for tax in found.federal] == [0, Decimal("2282.61")]


@lean
@given(st.sampled_from([30_000, 85_000, 160_000, 310_000]), st.sampled_from([1948, 1958, 1961, 1963, 1984]))
def test_what_a_return_may_hold_is_in_the_tax_of_an_open_age_too(agi: int, born: int) -> None:
    """Who may be 62 may have social security benefits; gains, a business and deductions are untold at any age."""
    you = person(born, 20_000, ira_kinds=["traditional"], traditional=60_000, basis=0, wish_convert=40_000)
    facts = single(agi, you, whole_return=None)
    gap = planned(facts.having("you", facts.you.model_copy(update={"birth_year": None}))).tax_range
    tax = planned(facts).tax
    assert tax is not None
    assert gap is not None
    assert gap.federal is not None
    low, high = tax.federal_ends or (tax.federal, tax.federal)
    assert low is not None
    assert high is not None
    assert gap.federal[0].money <= low.money <= high.money <= gap.federal[1].money


def test_every_combination_is_held_while_two_decide() -> None:
    gap = planned(single(you=with_plan(**IRA)))
    assert [found.facts for found in gap.ranges if found.decides == "taxable"] == [
        ("you.basis", "you.plans.401k.roll_in")
    ]


@lean
@given(st.integers(0, 600_000), st.integers(0, 60_000), st.sampled_from(["TX", "NY", "MI", "OH"]))
def test_the_tax_with_a_basis_is_inside_of_the_tax_without(agi: int, basis: int, state: str) -> None:
    facts = single(agi, person(basis=basis, moves=["traditional"], contributed=7_500, **IRA), state=state)
    gap = planned(facts.having("you", facts.you.model_copy(update={"basis": None}))).tax_range
    tax = planned(facts).tax
    if gap is None or tax is None or tax.federal is None:
        return
    assert gap.federal is not None
    assert gap.federal[0].money <= tax.federal.money <= gap.federal[1].money
    if gap.state is not None and tax.state is not None:
        assert gap.state[0].money <= tax.state.money <= gap.state[1].money


def test_nothing_goes_straight_to_roth_while_what_is_added_back_decides() -> None:
    assert codes(planned(single(160_000, add_backs=None)))[:2] == ["contribute_traditional", "convert"]


def test_a_contribution_that_may_be_relabelled_is_inside_of_the_range() -> None:
    """Up to a MAGI of 160,000 the 4,000 could go to a Roth IRA; a little above, 3,500 more still go straight."""
    paid = person(ira_kinds=["traditional"], traditional=4_000, basis=0, moves=["traditional"], contributed=4_000)
    gap = planned(single(155_000, paid, add_backs=None))
    for added in (0, 4_990, 5_030, 9_000):
        assert list(outside(planned(single(155_000, paid, add_backs=added)), gap)) == []
