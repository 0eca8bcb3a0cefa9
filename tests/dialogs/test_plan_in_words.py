"""What is sent of a plan: short where little is to be done, and never a hole where a value should stand."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.facts import Circumstance, Facts
from calc.planning.plan import plan
from calc.planning.sheets import sheets
from calc.planning.stakes import at_stake
from dialogs.views.plan import details, open_ends
from dialogs.views.plan.explaining import explain
from dialogs.views.plan.screen import first_screen
from dialogs.views.plan.summary import summary
from dialogs.views.plan.verdict import verdict
from tests.calc.test_plan_properties import DAYS, households
from tests.people import couple, person, planned, single, with_plan

HOLE = re.compile(r"\bNone\b|[{}]|\d{4,}%|\$-|Decimal\(|Fraction\(|Amount\(")


def test_a_clean_back_door_fits_one_screen() -> None:
    assert len("\n\n".join(first_screen(planned(single())).blocks)) <= 1_200


def test_what_is_not_to_be_saved_is_told_as_that_and_not_as_a_contribution_of_nothing() -> None:
    blocks = "\n".join(first_screen(planned(single(agi=100_000, you=person(compensation=100_000), save=0))).blocks)
    assert "$0 can go straight" not in blocks
    assert "Straight into a Roth IRA is open for 2026" in blocks


def test_beside_what_costs_dollars_one_warning_is_enough_on_the_first_screen() -> None:
    low = planned(single(agi=100_000, you=person(compensation=100_000)))
    assert not at_stake(low)
    assert first_screen(low, ["One.", "Two.", "Three."]).warnings == 1


def test_the_state_is_named_where_nothing_bounds_what_is_taxed() -> None:
    """4,000 of growth in the plan is taxed; what an IRA nobody has told of adds to it is open."""
    grown = {"after_tax_made": 12_000, "after_tax_earnings": 4_000, "after_tax_allowed": True, "exits": ["in_plan"]}
    plan_of_work = grown | {"deferrals": 0, "employer_money": 30_000, "roll_in": "any"}
    spouse = with_plan(features=plan_of_work, birth_year=1953, compensation=50_000)
    del spouse["ira_kinds"]
    you = person(compensation=120_000, covered=False)
    made = planned(couple(spouse, you, agi=110_000, state="OR", save=0))
    assert made.tax_range is not None
    assert made.tax_range.highest is None
    (line,) = [line for block in first_screen(made).blocks for line in block.splitlines() if "federal tax" in line]
    assert "$4,000" in line
    assert "Oregon" in line


def test_what_is_deducted_is_not_called_a_back_door() -> None:
    """At $247,000 a widow is halfway from $242,000 to $252,000; beside a rollover IRA the other half is deducted."""
    you = person(1974, 247_000, covered=False, ira_kinds=["rollover"], rollover=30_000, basis=0)
    told = verdict(planned(single(247_000, you, filing_status="qss")))
    assert told[0] == "$4,300 can go straight into a Roth IRA for 2026; $4,300 of the limit is left."
    assert "deduct $4,300; the federal tax falls by about $1,014" in told[1]


def test_what_is_added_back_leaves_an_upper_end_and_not_nothing() -> None:
    """At $160,000 half of the phase-out of a single person is left: $7,500 less 7/15 of it, $4,000 (408A(c)(3))."""
    made = planned(single(agi=160_000, add_backs=None))
    assert "At most $4,000 can go straight into a Roth IRA" in "\n".join(details.more(made, verdict(made)))


@settings(max_examples=30, deadline=None)
@given(households(), DAYS, st.sampled_from([2019, 2023, 2025, 2026]), st.sets(st.sampled_from(list(Circumstance))))
def test_every_sentence_of_a_plan_is_filled_in(
    raw: dict[str, Any], today: date, year: int, circumstances: set[Circumstance]
) -> None:
    made = plan(Facts.model_validate(raw | {"tax_year": year, "circumstances": sorted(circumstances)}), today)
    blocks = [*first_screen(made).blocks, *details.more(made), *summary(made)]
    blocks += [explain(sheet) for _, sheet in sheets(made)]
    assert [block for block in blocks if HOLE.search(block)] == []


@pytest.mark.parametrize("fact", ["you.birth_year", "you.ira_kinds", "you.moves", "you.compensation", "agi"])
def test_what_is_not_known_is_named(fact: str) -> None:
    told = single().model_dump(exclude_none=True)
    *path, last = fact.split(".")
    owner = told[path[0]] if path else told
    del owner[last]
    made = plan(Facts.model_validate(told), date(2026, 11, 23))
    assert fact in [unknown.fact for unknown in made.unknowns]
    assert open_ends.unknown(made)
