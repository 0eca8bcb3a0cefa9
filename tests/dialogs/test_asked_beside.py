"""Questions that lean on the one before, speak of two people, or suppose another income; the figures from the law."""

from __future__ import annotations

import pytest

from calc.facts import Facts
from dialogs.answering.answer import from_cards
from dialogs.answering.computed.follow import leaning
from tests.dialogs.figured import TODAY, figured
from tests.talk import Talk


@pytest.mark.parametrize(
    ("before", "then", "amount"),
    [
        ("if I convert 50k of a 150k IRA with 15k basis, how much is taxed?", "and with 100k?", "$90,000"),
        ("single, 35, magi 160k in 2026: how much may I contribute directly to a Roth?", "and at 150k?", "$7,500"),
        ("single, 35, magi 160k in 2026: how much may I contribute directly to a Roth?", "and for 2025?", "$2,340"),
        (
            "I defer 24,500 and get a match of 9,000 in 2026, I'm 40. after-tax room?",
            "and if I defer only 10k?",
            "$53,000",
        ),
        ("what's the 401k limit for 2026 at age 40?", "what about 2025?", "$23,500"),
        ("I'm 40 and defer 24,500. how much after-tax room in 2026?", "and with a match of 5k?", "$42,500"),
    ],
)
def test_a_question_may_lean_on_the_one_before(before: str, then: str, amount: str) -> None:
    """150k with 15k of basis: a tenth is free. 24,500 of 72,000 less 9,000; 10,000 leaves 14,500 more."""
    talk = Talk(TODAY).says(before, then)
    assert amount in talk.text[:400]


@pytest.mark.parametrize(
    "then", ["what is a backdoor Roth?", "and how much may my wife put in?", "thanks", "and why?"]
)
def test_a_question_of_its_own_leans_on_nothing(then: str) -> None:
    assert leaning(then, "if I convert 50k of a 150k IRA with 15k basis, how much is taxed?", TODAY) is None


@pytest.mark.parametrize(
    ("asked", "amounts"),
    [
        (
            "MAGI of 249,000 joint in 2026, he is 53, I'm 44. what can each of us put straight into a Roth?",
            ("$2,250 for you", "$2,580 for your spouse"),
        ),
        (
            "I: 24,500 deferred, 16,000 match. She: 24,500 deferred, 5,000 match. 2026 mega backdoor for each?",
            ("$31,500 for you", "$42,500 for your spouse"),
        ),
        (
            "I defer 20,000 with a match of 8,000, he defers 24,500 with a match of 10,000. 2026 room for each?",
            ("$44,000 for you", "$37,500 for your spouse"),
        ),
    ],
)
def test_each_of_two_has_a_figure(asked: str, amounts: tuple[str, ...]) -> None:
    """(252,000 - 249,000) / 10,000 of 7,500 and of 8,600; 72,000 less deferrals and employer money of each."""
    found = figured(asked)
    assert [one for one in amounts if one not in found.text] == []


@pytest.mark.parametrize(
    ("asked", "head"),
    [
        ("I'm 52. how much of my 30,000 deferrals is catch-up in 2026?", "$5,500"),
        ("must my catch-up be Roth? my 2025 wages were 161,000 at this employer, I'm 51", "Yes"),
        ("must my catch-up be Roth? my 2025 wages were 141,000 at this employer, I'm 51", "No"),
        (
            "IRAs: traditional 20,000, rollover 90,000, SEP 15,000, line 14: 12,500. max I can move to the 401(k)?",
            "$112,500",
        ),
        ("can my 6,500 of nondeductible contributions be rolled into my 403b?", "No"),
        ("I contributed 7,500 in june 2026 but can only do 4,000. what's the 6% if I do nothing?", "$210"),
        ("mega backdoor maximum in 2020 with full deferral and no employer money?", "$37,500"),
        ("I'm 67, single, nothing but a 60,000 conversion in 2026. what's my federal tax?", "$4,054"),
        ("Philadelphia wage tax on my 30,000 conversion?", "I do not cover taxes of cities"),
        (
            "my IRA fell to 15,000, my basis is 20,000. I convert all of it. taxable, and what basis is left?",
            "$0",
        ),
        ("I'm at 32% now. at which rate later does Roth 401k break even with pre-tax?", "32%"),
        ("solo 401k: profit 60,000, age 40, total employee plus employer for 2026?", "$35,652"),
        ("I have a 200k rollover IRA with 10k basis, how much is taxed if I convert 50k?", "$47,500"),
        ("Only 3,000 of my 7,000 Roth contribution for 2025 was allowed. Excise for 2025?", "$240"),
        (
            "after-tax so far 12,000, deferrals 20,000, employer 10,000, 2025. what more can go in after tax?",
            "$28,000",
        ),
        ("We're 70 and 69, no income but a 90,000 conversion, joint. federal tax?", "$4,604"),
        ("Do I have until April to convert for 2026?", "No"),
        ("Deferred 24,500 in a 401k and also 10,000 in a governmental 457b in 2026, age 40. Over?", "No"),
    ],
)
def test_what_is_asked_comes_first(asked: str, head: str) -> None:
    """Limits of 2026: 24,500; wages of 150,000; 57,000 - 19,500; 6 % of 3,500; 16,100 + 2,050 + 6,000 off."""
    found = figured(asked)
    assert found.text.startswith(head)


def test_unused_room_takes_an_excess_up() -> None:
    """6,000 of 2023 against 7,000 of unused room in 2024: one year-end, 360 (4973(f))."""
    asked = "I put 6,000 in for 2023 with income over the limit and contributed nothing since. how many years of 6%?"
    found = figured(asked)
    assert found.text.startswith("$360 in all")


def test_an_income_that_is_only_supposed_changes_the_limit_and_no_fact() -> None:
    """244,000 and a bonus of 4,000: (252,000 - 248,000) / 10,000 of 7,500."""
    facts = Facts.model_validate(
        {"tax_year": 2026, "filing_status": "mfj", "agi": "244000", "state": "OH"}
        | {
            "you": {"birth_year": 1985, "compensation": "170000"},
            "spouse": {"birth_year": 1987, "compensation": "74000"},
        }
    )
    found = figured("and if I got a 4k bonus, how much direct Roth for each of us?", facts)
    assert found.text.startswith("$3,000")


SPLIT = (
    "In January I moved 1,000 of last year's Roth contribution plus 100 of growth to my traditional IRA, where "
    "10,000 of old 401k money sits. If I convert all of it this year, how much is taxed? I'm in the 24% bracket."
)
YEARS = (
    "I've been maxing a traditional IRA for three years without knowing it wasn't deductible for me, it's 25,000 "
    "now. My 401k takes IRA rollovers. Do I roll the older years to the 401k and backdoor just this year's 7,500?"
)
EACH = (
    "My wife's employer matched 4,000 into her 401k even though she left in February. She wants to deduct 7,500 of a "
    "traditional IRA. Joint MAGI 190k. I have no plan at work. What about her and what about me?"
)


@pytest.mark.parametrize(("asked", "wrong"), [(SPLIT, "$1,000"), (YEARS, "$17,500"), (EACH, "$7,500, is deductible")])
def test_a_part_of_what_is_told_is_not_worked_out_for_the_whole(asked: str, wrong: str) -> None:
    """11,100 is converted and not 1,000; three years are basis and not one; she is covered, and he is not."""
    assert wrong not in " ".join(from_cards(asked, Facts(), TODAY).blocks)


def test_what_is_left_at_a_broker_is_not_what_was_allowed() -> None:
    text = "The 4,000 I put in at Fidelity this year is over the income limit. Only 300 is left at Fidelity. "
    told = " ".join(
        from_cards(f"{text}Which broker has to take the excess out, and is there a penalty?", Facts(), TODAY).blocks
    )
    assert "The broker that holds the money now" in told
    assert "$222" not in told


def test_withheld_after_tax_money_bears_no_tax() -> None:
    text = "The broker by mistake withheld 10% federal of my conversion, 750 of 7,500. I'm 38. What's the damage?"
    told = from_cards(text, Facts(), TODAY).blocks[0]
    assert told.startswith("Up to $75 ")
    assert "in a clean back door nearly all of it, bears neither tax nor the 10%" in told


def test_what_a_plan_holds_was_not_deferred_this_year() -> None:
    told = from_cards("I have 300k in my 401k, how much can I defer this year?", Facts(), TODAY).blocks[0]
    assert told.startswith("$24,500 for 2026")
