"""Facts that cannot both be true are named with both; facts that are only unusual are not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from calc.contradictions import contradictions
from dialogs.phrases import say
from tests.people import person, single, with_plan

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("you", "reason", "fields"),
    [
        (person(2027), "born_ahead", 1),
        (person(contributed=5_000, contributed_late=6_000), "late_above_whole", 2),
        (person(basis=0, contributed_prior=7_000, basis_includes_prior=True), "line14_below_prior", 3),
        (person(compensation=90_000, foreign_excluded=120_000), "excluded_above_pay", 2),
        (person(simple_first_deposit="2026-12-01"), "deposit_ahead", 1),
        (person(roth_first_year=1997), "roth_year_impossible", 1),
        (with_plan(features={"pay": 10_000}), "deferrals_above_pay", 2),
        (with_plan(features={"roth_deferrals": 25_000}), "roth_above_deferrals", 2),
        (with_plan(features={"after_tax_made": 1_000}), "after_tax_not_allowed", 2),
    ],
)
def test_what_cannot_be_is_named(you: dict[str, Any], reason: str, fields: int) -> None:
    found = contradictions(single(you=you), TODAY)[0]
    assert (found.reason, len(found.fields)) == (reason, fields)
    assert say(f"contradictions.{found.reason}", **found.values)


@pytest.mark.parametrize(
    "you",
    [
        person(basis=9_000, ira_kinds=["traditional"], traditional=7_000),  # after a loss
        with_plan(features={"deferrals": 60_000}),
        with_plan(features={"employer_money": 70_000}),
        person(basis=7_000, contributed_prior=7_000, basis_includes_prior=True),
    ],
)
def test_what_is_only_unusual_is_computed(you: dict[str, Any]) -> None:
    assert contradictions(single(you=you), TODAY) == ()
