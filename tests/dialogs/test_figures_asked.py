"""Questions with the asker's own numbers. Expected figures are worked out by hand from the law beside each case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from calc.facts import Facts, FilingStatus, Person, PlanKind, WorkPlan
from dialogs.answering.answer import from_cards
from dialogs.answering.computed.compute import compute
from dialogs.machine import step
from dialogs.messages import Kind, Said
from dialogs.session import Session

TODAY = date(2026, 11, 28)
NONE = Facts()


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        # IRC 408A(c)(3), 2026 single 153,000 to 168,000: 7,500 x (168,000 - 155,000) / 15,000
        ("single, 33, MAGI 155,000 for 2026. how much can I put straight into a Roth?", "6500"),
        # joint 242,000 to 252,000, age 50 on: 8,600 x 2,000 / 10,000 = 1,720
        ("married jointly, I'm 52, our 2026 MAGI is 250,000. how much can I contribute directly to a Roth?", "1720"),
        # IRC 219(b)(1): never more than pay
        ("I'm 20 and earned 3,100 in 2026. how much can I put in a Roth?", "3100"),
        # IRC 219(g), 2026 single covered 81,000 to 91,000: 7,500 x 4,000 / 10,000
        ("single, 40, I have a 401k, 2026 MAGI 87,000: how much of a 7,500 IRA contribution is deductible?", "3000"),
        # Form 8606: basis 7,500 in 30,000, so 25 % of 7,500 is free
        ("I put 7,500 in for 2026 and have 22,500 pre-tax. if I convert 7,500 how much is taxed?", "5625"),
        ("if I convert 40k out of a 100k IRA with 25k basis, how much is taxed?", "30000"),
        # IRC 415(c): 72,000 - 24,500 - 10,000
        ("pay 300k, age 40, I defer 24,500 and my employer puts in 10,000 in 2026. after-tax room?", "37500"),
        # catch-up stands outside 415(c)(1): 72,000 - 24,500 - 10,000 again
        ("pay 300k, age 55, I defer 32,500 and my employer puts in 10,000 in 2026. after-tax room?", "37500"),
        # IRC 402(g), 414(v)(2)(E)
        ("I turn 60 in 2026. how much can I put into my 401(k)?", "35750"),
        ("I turn 50 in 2026. how much can I put into my 401(k)?", "32500"),
        # IRC 219(b)(5), 2024: 7,000 and 1,000
        ("when I was 51 in 2024 what was my IRA limit", "8000"),
    ],
)
def test_an_amount_comes_from_the_worksheet(question: str, amount: str) -> None:
    found = compute(question, NONE, TODAY)
    assert found is not None
    assert found.amount == Decimal(amount)
    assert f"${Decimal(amount):,}" in found.text[:160]


@pytest.mark.parametrize(
    ("question", "ends"),
    [
        ("what was the Roth income limit for 2021, single?", (125000, 140000)),  # Notice 2020-79
        ("what is the roth phase-out for married couples in 2026?", (242000, 252000)),  # Notice 2025-67
        ("deduction phase-out 2024 for covered joint filers?", (123000, 143000)),  # Notice 2023-75
    ],
)
def test_a_published_range_is_told(question: str, ends: tuple[int, int]) -> None:
    found = compute(question, NONE, TODAY)
    assert found is not None
    assert found.amount == ends


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("single, 45, MAGI 200,000 in 2026: can I put 7,500 straight into a Roth?", "No"),
        ("single, 45, MAGI 140,000 in 2026: can I put 7,500 straight into a Roth?", "Yes"),
        ("married jointly, 45, MAGI 249,000 in 2026: can I put 7,500 straight into a Roth?", "No"),
    ],
)
def test_a_verdict_comes_first(question: str, first: str) -> None:
    found = compute(question, NONE, TODAY)
    assert found is not None
    assert found.text.startswith(first)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("we're married filing jointly, how much can I contribute directly to a Roth in 2026?", "agi"),
        ("how much after-tax can I put in my 401k in 2026? I defer 24,500", "employer_money"),
        ("solo 401k maximum for 2026, I'm 45?", "net_profit"),
        ("I convert 20,000 of my IRA, how much of it is taxed?", "basis"),
    ],
)
def test_what_is_missing_is_named(question: str, missing: str) -> None:
    found = compute(question, NONE, TODAY)
    assert found is not None
    assert missing in found.missing
    assert "ell me" in found.text


def test_a_year_without_figures_is_refused_by_name() -> None:
    for question in ("what's the IRA limit for 2027?", "what was the roth limit in 2017?"):
        found = compute(question, NONE, TODAY)
        assert found is not None
        assert (found.kind, found.amount) == ("refused", None)
        assert question[-5:-1] in found.text


def test_what_the_talk_knows_is_used_and_the_question_wins() -> None:
    you = Person(birth_year=1984, compensation=Decimal(175000))
    facts = Facts(tax_year=2026, filing_status=FilingStatus.SINGLE, agi=Decimal(160000), you=you)
    told = compute("how much can I put directly into a Roth for 2026?", facts, TODAY)
    asked = compute("with a MAGI of 150,000, how much can I put directly into a Roth for 2026?", facts, TODAY)
    assert told is not None
    assert asked is not None
    assert (told.amount, asked.amount) == (Decimal(4000), Decimal(7500))


def test_a_plan_of_the_talk_is_used() -> None:
    plan = WorkPlan(pay=Decimal(250000), deferrals=Decimal(24500), employer_money=Decimal(12500))
    you = Person(birth_year=1985, plan_kinds=frozenset({PlanKind.K401}), plans={PlanKind.K401: plan})
    facts = Facts(tax_year=2026, filing_status=FilingStatus.SINGLE, you=you)
    found = compute("what's my after-tax room?", facts, TODAY)
    assert found is not None
    assert found.amount == Decimal(35000)  # 72,000 - 24,500 - 12,500


@pytest.mark.parametrize(
    "said",
    [
        "what is the roth phase-out for married couples in 2024?",
        "my MAGI for 2026 is 167,900, single, 30 years old. how many dollars directly into roth?",
    ],
)
def test_a_question_is_answered_and_changes_nothing(said: str) -> None:
    before, opening = step(Session.new(), Said(Kind.TEXT, "/start", TODAY))
    after, replies = step(before, Said(Kind.TEXT, said, TODAY))
    assert after.answers == before.answers
    assert after.stage == before.stage
    assert "Law:" in replies[-1].text
    assert replies[-1].text.endswith(opening[-1].text[-40:])


@pytest.mark.parametrize(
    "said",
    [
        "I got married in 2024 and make 200k",
        "does my wife's SEP count for my backdoor?",
        "is an 8606 needed every year?",
        "the limit of my credit card is 7,500",
    ],
)
def test_other_words_are_left_to_others(said: str) -> None:
    assert compute(said, NONE, TODAY) is None


def test_an_answer_is_short_and_says_what_was_assumed() -> None:
    answer = from_cards("I make 160,000, single, how much can I put in a Roth?", NONE, TODAY)
    (text,) = answer.blocks
    assert len(text) < 600
    assert "Assumed: " in text
    assert "under 50" in text
