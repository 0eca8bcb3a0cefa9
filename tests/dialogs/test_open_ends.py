"""What was not told is unknown: a file with gaps hears of every fact that the talk would have asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.facts import Facts
from calc.planning.plan import plan
from dialogs.interview import codec
from dialogs.interview.agenda import agenda
from dialogs.interview.questions import label
from dialogs.phrases import say
from dialogs.views.plan import open_ends
from dialogs.views.plan.steps import branch_words
from dialogs.views.plan.verdict import verdict_lines
from tests.calc.test_plan_properties import DAYS, households
from tests.people import person, planned, single, with_plan

ELSEWHERE = {"wish_convert", "save"}  # what the plan takes for granted, and says so

TOLD = {"tax_year", "filing_status", "you", "plan_kinds", "moves"}  # amounts of a list wait for it in a talk alone


def test_whether_a_plan_takes_after_tax_money_decides_its_room_before_anything_else() -> None:
    you = with_plan("403b", {"after_tax_allowed": None, "employer_money": None, "deferrals": 15_000})
    lines = [line.text for line in verdict_lines(planned(single(200_000, you))) if line.code == "room"]
    allowed, employer = (label(f"you.plans.403b.{name}", 2026) for name in ("after_tax_allowed", "employer_money"))
    assert len(lines) == 1
    assert 0 < lines[0].index(allowed) < lines[0].index(employer)


def test_each_open_outcome_is_one_line_that_names_what_decides() -> None:
    """A deduction is not among them: covered at work, 160,000 is above its range with or without add-backs."""
    gap = single(160_000, person(ira_kinds=["traditional"], traditional=50_000), add_backs=None)
    lines = open_ends.unknown(planned(gap))
    assert len(lines) == 3
    assert "Together they decide what is taxed: between $0 and $6,521.74." in lines[0]
    assert "between $0 and $4,000" in lines[1]


@pytest.mark.parametrize(
    ("pay", "code", "most"),
    [(0, "no_compensation", 0), (3_000, "direct_open", 3_000), (90_000, "direct_open", 7_500)],
)
def test_nobody_is_told_of_more_than_the_pay(pay: int, code: str, most: int) -> None:
    """What has gone in is not known: no more than the pay goes into IRAs (IRC 219(b)(1)(B), 408A(c)(2))."""
    made = planned(
        single(90_000, person(ira_kinds=["traditional"], traditional=800_000, moves=None, compensation=pay))
    )
    assert verdict_lines(made)[0].code == code
    ends = {found.highest.value for found in made.ranges if found.decides == "contribute" and found.highest}
    branches = {branch.answer: branch_words(made, branch) for branch in made.branches}
    assert ends == {most}
    assert ("contributed" in branches) == bool(most)
    assert f"${most:,}" in branches.get("contributed", "$0")


@st.composite
def with_gaps(draw: st.DrawFn) -> dict[str, Any]:
    """A household of which some facts were not told."""
    raw = draw(households())
    for owner in (raw, *(raw[who] for who in ("you", "spouse") if who in raw)):
        for fact in draw(st.sets(st.sampled_from(sorted(owner)), max_size=4)) - TOLD:
            owner.pop(fact, None)
    return raw


@settings(max_examples=60, deadline=None)
@given(with_gaps(), DAYS)
def test_what_the_talk_would_ask_for_is_listed(raw: dict[str, Any], today: date) -> None:
    facts = Facts.model_validate(raw)
    made = plan(facts, today)
    told = "\n".join(open_ends.unknown(made))
    asked = {question.fact for question in agenda(codec.encode(facts), today).open}
    needed = {fact for fact in asked if fact.rpartition(".")[2] not in ELSEWHERE}
    assert needed - {gap.fact for gap in made.unknowns} == set()
    unnamed = [fact for fact in needed if label(fact, made.tax_year) not in told]
    bare = sum(not gap.ranged for gap in made.unknowns) - open_ends.MANY
    assert (
        not unnamed or say("plan.unknown.more", number=bare) in told
    )  # a long list names the first, counts the rest
