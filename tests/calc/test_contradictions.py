"""Facts that cannot both be true are named with both; facts that are only unusual are not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from calc.contradictions import contradictions
from dialogs.phrases import say
from tests.people import couple, person, single, with_plan

TODAY = date(2026, 11, 23)


MADE = {"moves": ["traditional"], "contributed": 5_000}
PRIOR = {"moves": ["prior"], "contributed_prior": 7_000}
CONVERTED = {"moves": ["converted"], "converted": 5_000}


@pytest.mark.parametrize(
    ("you", "reason", "fields"),
    [
        (person(2027), "born_ahead", 1),
        (person(1904), "born_long_ago", 1),
        (person(2000, roth_first_year=1999), "roth_before_birth", 2),
        (person(2000, simple_first_deposit="1999-12-31"), "deposit_before_birth", 2),
        (person(contributed_late=1_000), "contributed_late_ahead", 2),
        (person(converted_next=1_000), "converted_next_ahead", 2),
        (
            person(ira_kinds=["sep"], basis=0, moves=["prior"], contributed_prior=7_000, basis_includes_prior=True),
            "line14_below_prior",
            3,
        ),
        (person(compensation=90_000, foreign_excluded=120_000), "excluded_above_pay", 2),
        (person(withheld=6_000, **CONVERTED), "withheld_above_converted", 2),
        (person(converted_simple=6_000, **CONVERTED), "simple_above_converted", 2),
        (person(simple_first_deposit="2026-12-01"), "deposit_ahead", 1),
        (person(moves=["withdrew"], withdrew=5_000, charity=5_001), "charity_above_withdrew", 2),
        (person(relabeled_on="2026-12-01"), "relabeled_ahead", 1),
        (person(relabeled_on="2025-12-31", relabeled_year=2026), "relabeled_before_its_year", 2),
        (person(roth_first_year=1997), "roth_year_impossible", 1),
        (person(traditional=5_000), "no_ira_traditional", 2),
        (person(ira_kinds=["traditional"], rollover=5_000), "no_ira_rollover", 2),
        (person(sep=5_000), "no_ira_sep", 2),
        (person(simple=5_000), "no_ira_simple", 2),
        (person(ira_kinds=["sep"], roth=5_000), "no_ira_roth", 2),
        (person(ira_kinds=["simple"], moves=["traditional"], contributed=7_000), "no_ira_for_it", 2),
        (person(ira_kinds=[], moves=["prior"], contributed_prior=7_000), "no_ira_for_it", 2),
        (person(contributed=5_000), "not_done_traditional", 2),
        (person(contributed_roth=5_000), "not_done_roth", 2),
        (person(contributed_prior=5_000), "not_done_prior", 2),
        (person(moves=["roth"], converted=5_000), "not_done_converted", 2),
        (person(withdrew=5_000), "not_done_withdrew", 2),
        (person(plans={"401k": {"deferrals": 5_000}}), "plan_not_had", 1),
        (with_plan(features={"pay": 10_000}), "deferrals_above_pay", 2),
        (with_plan(features={"roth_deferrals": 25_000}), "roth_above_deferrals", 2),
        (with_plan(features={"catch_up_roth": 24_501}), "catch_up_above_deferrals", 2),
        (with_plan(features={"roth_deferrals": 1_000, "offers_roth": False}), "roth_not_offered", 2),
        (with_plan(features={"after_tax_made": 1_000}), "after_tax_not_allowed", 2),
        (with_plan(features={"after_tax_capped": False, "after_tax_percent": 10}), "cap_and_no_cap", 2),
        (with_plan(features={"exits": ["in_plan", "neither"]}), "exits_and_none", 1),
        (with_plan(features={"exits": ["in_service"], "automatic": True}), "automatic_without_in_plan", 2),
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
        person(ira_kinds=["traditional"], basis=7_000, basis_includes_prior=True, **PRIOR),
        person(ira_kinds=[], contributed=5_000, converted=5_000, moves=["traditional", "converted"]),  # gone by now
        person(
            ira_kinds=["sep"], moves=["traditional"], contributed=7_000
        ),  # a SEP IRA takes contributions of its own
    ],
)
def test_what_is_only_unusual_is_computed(you: dict[str, Any]) -> None:
    assert contradictions(single(you=you), TODAY) == ()


@pytest.mark.parametrize(
    ("known", "reason", "fields"),
    [
        ({"spouse": person(1980, 50_000)}, "spouse_of_unmarried", 2),
        ({"agi": None, "wages": 100_000, "taken_off": 120_000}, "taken_off_above_wages", 2),
        ({"wages": 300_000, "taken_off": 24_000, "other_income": 0}, "agi_and_parts", 4),
        ({"tax_year": 2025, "you": person(2026)}, "born_after_year", 2),
        ({"tax_year": 2025, "you": person(ira_kinds=["sep"], contributed_late=6_000, **MADE)}, "late_above_whole", 2),
        (
            {"tax_year": 2025, "you": person(roth_first_year=2026, moves=["roth"], contributed_roth=100)},
            "roth_year_too_late",
            2,
        ),
    ],
)
def test_what_cannot_be_of_the_whole_return_is_named(known: dict[str, Any], reason: str, fields: int) -> None:
    found = contradictions(single(**known), TODAY)[0]
    assert (found.reason, len(found.fields)) == (reason, fields)
    assert say(f"contradictions.{found.reason}", **found.values)


def test_nothing_was_done_in_a_year_that_has_not_begun() -> None:
    found = contradictions(single(you=person(**CONVERTED)), date(2025, 12, 1))
    assert [one.reason for one in found] == ["done_ahead"]


def test_a_spouse_belongs_to_a_joint_return() -> None:
    assert contradictions(couple(person(1980, 50_000)), TODAY) == ()
    assert contradictions(single(filing_status="mfs", spouse={"covered": True}), TODAY) == ()
