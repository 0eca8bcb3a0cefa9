"""Public questions with several facts and one to three questions: each thing asked gets its card, or is named."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from calc.effort import STEP, limited
from dialogs.answering.asks import asks
from dialogs.answering.cards import cards
from dialogs.answering.taught import examples
from tests.dialogs.figured import in_a_step
from tests.people import NOVEMBER

PUBLIC, FRESH = (
    tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))["asked"]
    for name in ("public.toml", "public_fresh.toml")
)


@pytest.fixture(scope="module")
def told():
    return [(one, _answered(one["text"])) for one in PUBLIC]


def _answered(text):
    """As in a step of a talk, in which the same thing is worked out once."""
    with limited(STEP):
        return set(in_a_step(text, NOVEMBER).answered)


def share(found):
    found = list(found)
    return sum(found) / len(found)


def test_they_were_not_taught():
    taught = {example.text.casefold() for example in examples()}
    assert not taught & {one["text"].casefold() for one in (*PUBLIC, *FRESH)}


def test_the_cards_named_are_there():
    assert {
        code for one in (*PUBLIC, *FRESH) for answer in one["answers"] for code in answer.split()
    } <= cards().keys()


def test_most_of_what_is_asked_gets_its_card(told):
    assert share(bool(codes & {*answer.split()}) for one, codes in told for answer in one["answers"]) >= 0.8


def test_seldom_is_something_else_answered_alone(told):
    right = [{code for answer in one["answers"] for code in answer.split()} for one, _ in told]
    assert share(bool(codes) and not codes & good for good, (_, codes) in zip(right, told, strict=True)) <= 0.04


def test_most_of_what_fresh_ones_ask_gets_its_card():
    codes = [_answered(one["text"]) for one in FRESH]
    told = list(zip(FRESH, codes, strict=True))
    assert share(bool(found & {*answer.split()}) for one, found in told for answer in one["answers"]) >= 0.7
    right = [{code for answer in one["answers"] for code in answer.split()} for one in FRESH]
    assert share(bool(found) and not found & good for good, found in zip(right, codes, strict=True)) <= 0.06


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("I have a SEP. Does it count, and how?", []),
        ("Is that right, or may I send the gains to an IRA?", []),
        (
            "We are both 47. Can I do the same in her name, and does it matter that she has a rollover IRA?",
            ["Can I do the same in her name", "does it matter that she has a rollover IRA"],
        ),
        ("Can I undo the conversion and do it again at the lower value?", []),
    ],
)
def test_a_message_is_taken_apart_where_it_asks_twice(text, questions):
    assert [one.words for one in asks(text)] == questions


def test_each_question_stands_with_what_is_told_and_without_the_other():
    first, second = asks("My IRA holds 50k. Does it count for the pro rata? Can my wife have a Roth?")
    assert first.alone.startswith("My IRA holds 50k. Does it count for the pro rata?")
    assert "wife" not in first.alone
    assert "50k" in second.alone
    assert "pro rata" not in second.alone


@pytest.mark.parametrize(
    ("begins", "said"),
    [
        ("I put in 7,500 to a traditional IRA in January", "$650 is taxed, of $8,150 converted"),  # 8,150 - 7,500
        ("How does my employer's match", "takes nothing from that room"),  # 415(c)(2): the employer's plans alone
        (
            "I opened a traditional IRA in 2019",
            "takes its share of pre-tax money from all your traditional",
        ),  # 9,400 with or without: no amount
        ("Is my SIMPLE 401(k)", "No: a SIMPLE 401(k)"),
        ("I'm 48 and moved jobs", "The overall limit (415(c)) is a new one"),  # 20,000 after-tax is no deferral
        ("I'd like to keep my advisor", "No, withholding from an IRA is not required"),  # 3405(b)
        ("Filed my 2025 return in February", "it is too late: the last day for 2025 was October 15, 2026"),
        ("Is there any point doing a backdoor", "gives up no deduction"),
    ],
)
def test_what_is_said(begins, said):
    (text,) = (one["text"] for one in PUBLIC if one["text"].startswith(begins))
    assert said in "\n".join(in_a_step(text, NOVEMBER).blocks)


def test_what_found_no_answer_is_named():
    text = "Does my wife's IRA count in my pro-rata? And who pays the fee of the notary for our will?"
    assert "“who pays the fee of the notary for our will”" in in_a_step(text, NOVEMBER).blocks[-1]


@pytest.mark.parametrize("code", cards())
def test_a_title_asked_is_its_card(code):
    title = cards()[code].title.rstrip("?")
    assert in_a_step(f"{title}?", NOVEMBER).answered == (code,)
