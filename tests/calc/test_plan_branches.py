"""Where one unknown fact decides, every answer has its steps and forms; a contribution always has its Form 8606."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from calc.facts import Facts
from calc.planning.plan import Plan
from tests.people import codes, couple, person, planned, single, with_plan

ROLLOVER = {"ira_kinds": ["rollover"], "rollover": 93_000, "basis": 0}


def forked(made: Plan) -> dict[tuple[str, str], list[str]]:
    return {(one.fact, one.answer): [step.code for step in one.steps] for one in made.branches}


def line14(made: Plan, answer: str) -> list[tuple[int, Decimal]]:
    (branch,) = (one for one in made.branches if one.answer == answer)
    return [(form.year, form.sheet.line("14").money) for form in branch.forms]


def test_a_plan_that_is_settled_has_no_fork() -> None:
    assert planned(single()).branches == ()


def test_whether_the_plan_takes_ira_money_forks_the_conversion() -> None:
    """Yes: nothing is taxed and line 14 is 0. No: 7,500 stay as basis until the money can move."""
    made = planned(single(you=with_plan(**ROLLOVER)))
    assert codes(made) == ["ask_plan_first", "contribute_traditional", "form_8606_open"]
    assert forked(made) == {
        ("you.plans.401k.roll_in", "yes"): ["roll_in", "convert", "zero_check"],
        ("you.plans.401k.roll_in", "no"): [],
    }
    assert (line14(made, "yes"), line14(made, "no")) == ([(2026, 0)], [(2026, 7_500)])


def test_what_was_done_already_forks_the_contribution() -> None:
    made = planned(single(you=person(moves=None)))
    assert codes(made) == ["look_up"]
    assert forked(made) == {
        ("you.moves", "nothing"): ["contribute_traditional", "convert", "zero_check", "form_8606"],
        ("you.moves", "contributed"): ["convert", "zero_check", "form_8606"],
    }
    assert line14(made, "contributed") == [(2026, 0)]


def test_which_iras_there_are_forks_the_conversion() -> None:
    made = planned(single(you=person(ira_kinds=None)))
    assert forked(made) == {("you.ira_kinds", "none"): ["convert", "zero_check"]}
    assert "form_8606_open" in codes(made)


def test_a_basis_that_was_told_stays_in_the_branch_without_iras() -> None:
    """$12,000 and the new $7,500 out of $300,000 and $7,500 of basis: nothing is taxed, and $288,000 are left."""
    done: dict[str, Any] = {"ira_kinds": None, "moves": ["converted"], "converted": 12_000}
    made = planned(single(you=person(**done, basis=300_000)))
    (branch,) = made.branches
    (form,) = branch.forms
    assert [form.sheet.line(number).money for number in ("2", "8", "14", "18")] == [300_000, 19_500, 288_000, 0]


def test_without_iras_nobody_knows_the_basis_of_what_was_converted() -> None:
    done: dict[str, Any] = {"ira_kinds": None, "moves": ["converted"], "converted": 12_000}
    assert [one.forms for one in planned(single(you=person(**done, basis=None))).branches] in ([], [()])


def test_each_spouse_has_branches_of_their_own() -> None:
    made = planned(couple(person(moves=None), person(moves=None)))
    assert [(one.id, one.who) for one in made.branches] == [
        ("a", "you"),
        ("b", "you"),
        ("c", "spouse"),
        ("d", "spouse"),
    ]


@pytest.mark.parametrize(
    "facts",
    [
        single(you=with_plan(**ROLLOVER)),
        single(you=person(ira_kinds=["traditional"], traditional=60_000)),
        single(you=person(ira_kinds=["traditional"], traditional=None, basis=0)),
        single(you=person(ira_kinds=None)),
        single(you=person(moves=None)),
    ],
    ids=["roll-in", "basis", "value", "IRAs", "moves"],
)
def test_a_nondeductible_contribution_is_reported_whatever_is_unknown(facts: Facts) -> None:
    """IRC 408(o)(4); left out it counts as deducted."""
    made = planned(facts)
    for branch in (made.steps, *(one.steps for one in made.branches)):
        every: set[Any] = {step.code for step in (*made.steps, *branch)}
        if "contribute_traditional" in every:
            assert every & {"form_8606", "form_8606_open"}


def test_with_nothing_told_but_the_status_there_is_a_step_and_a_sentence() -> None:
    made = planned(Facts.model_validate({"tax_year": 2026, "filing_status": "mfj"}))
    assert set(codes(made)) == {"look_up"}


def test_what_is_done_has_no_branch_for_what_cannot_settle() -> None:
    """All of it was converted in the year: nothing would follow in the new one."""
    done = {"moves": ["traditional", "converted"], "contributed": 7_500, "converted": 7_500}
    you = person(ira_kinds=["traditional"], traditional=0, basis=0, **done)
    made = planned(single(you=you), date(2026, 12, 28))
    assert "zero_check" in codes(made)
    assert made.branches == ()


def test_the_year_that_ends_as_the_iras_stand_is_known_to_the_branch_of_what_cannot_settle() -> None:
    """The value of today is that of December 31: the new year asks nobody for it."""
    spouse = person(ira_kinds=["traditional"], traditional=0, basis=1_200, moves=["converted"], converted=50_000)
    made = planned(couple(spouse), date(2026, 12, 28))
    later = {one.who: [step.code for step in one.steps] for one in made.branches if one.answer == "no"}
    assert later["spouse"] == ["form_8606", "convert", "zero_check", "form_8606"]
