"""What is needed is one list: nothing open and nothing unknown, and a plan with a gap holds the plan without it."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from calc.needs import Decides
from calc.planning.plan import Plan, planned
from calc.planning.ranges import OUTCOMES, outcome
from dialogs.interview.agenda import agenda
from tests.interviews import answered
from tests.talk import Talk

NOT_DROPPED = {"tax_year", "filing_status", "save", "circumstances", "plan_kinds"}


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_nothing_open_and_nothing_unknown_means_that_nothing_is_missing(first: int) -> None:
    for seed in range(first, first + 20):
        person = answered(seed)
        made = planned(person.agenda.facts, person.today)
        assert made is not None, seed
        told_nothing = {fact for fact, value in person.answers.items() if value is None} - {"save"}
        assert {gap.fact for gap in made.unknowns} <= told_nothing, seed


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_a_plan_with_a_gap_holds_the_plan_that_knows(first: int) -> None:
    for seed in range(first, first + 20):
        person, dice = answered(seed), random.Random(seed)
        whole = planned(person.agenda.facts, person.today)
        known = [fact for fact in person.order if fact.rpartition(".")[2] not in NOT_DROPPED and "return" not in fact]
        dropped = dice.choice([fact for fact in known if person.answers[fact] is not None])
        gap = planned(agenda({**person.answers, dropped: None}, person.today).facts, person.today)
        assert whole is not None
        assert gap is not None
        assert list(outside(whole, gap)) == [], (seed, dropped)


def outside(whole: Plan, gap: Plan) -> list[str]:
    found = []
    for one in whole.people:
        for decides in set(OUTCOMES) - {Decides.ROOM}:
            amount, settled = (outcome(made.case, one.who, decides) for made in (whole, gap))
            own = next((r for r in gap.ranges if (r.who, r.decides) == (one.who, decides)), None)
            if amount is None:
                continue
            if own is None:
                held = settled is not None and settled.value == amount.value
            else:
                top = Decimal("Infinity") if own.highest is None else own.highest.money
                held = own.lowest.money <= amount.money <= top
            found += [] if held else [f"{one.who} {decides}"]
    return found


def test_employer_money_beside_a_business_of_ones_own_is_asked_for() -> None:
    """Reg. 1.415(f)-1(f): a 403(b) and one's own business share one limit on additions."""
    talk = Talk().says("/start", "2026", "single", "1984", "TX", "200000", "200000", "none", "none")
    talk.says("403(b), solo 401(k)")
    asked = {question.fact for question in agenda(talk.session.answers, talk.today).asked}
    assert "you.plans.403b.employer_money" in asked
