"""A question that stands in a message of facts: what is asked, with which figures, and when it is answered."""

from __future__ import annotations

from datetime import date

import pytest

from calc.facts import Facts
from dialogs.answering.answer import from_cards
from dialogs.session import Stage
from tests.talk import Talk

TODAY = date(2026, 11, 29)
OPENING = (
    "I'm 44, single, 210k, have an old 401k from last job 60k and a traditional IRA with 22k "
    "(never deducted 6k of it)."
)

GROWN = "I contributed 7,500 in March to a traditional IRA, it's now 7,900, no other IRAs, single, 220k."


def first(question: str) -> str:
    return from_cards(question, Facts(), TODAY).blocks[0].partition("\n\n")[0]


@pytest.mark.parametrize(
    ("asked", "amount"),
    [
        (
            "I have 22k in a traditional IRA, 6k of it was never deducted. if I convert 10k, what is taxed?",
            "$7,272.73",
        ),
        ("I have 22k in a traditional IRA, 6k of it after-tax. if I convert 10k, how much is taxed?", "$7,272.73"),
        ("I earn 210k and have 22k in a traditional IRA with 6k basis. what is taxed if I convert 10k?", "$7,272.73"),
        (f"{GROWN} how much is taxable if I convert it all?", "$400"),
    ],
)
def test_what_is_told_as_one_thing_is_used_as_no_other(asked: str, amount: str) -> None:
    """16/22 of 10,000; of 7,900 the growth. An income is no IRA, and a part of an IRA is no other IRA."""
    assert amount in first(asked)


def test_a_contribution_told_beside_is_no_pay() -> None:
    """415(c): 72,000 for 2026, whatever went into IRAs; 7,500 each is no pay that would limit it."""
    told = first(
        "married, two kids, 480k combined, both 401ks maxed, backdoor done in january for both of us, 7500 each, "
        "0 in other iras. mega?"
    )
    assert "$72,000" in told
    assert "$7,500" not in told


def test_the_kind_is_of_what_is_asked_and_not_of_what_is_told() -> None:
    """7,500 new beside 22,000 with 6,000 of basis: 13,500/29,500 is free of 7,500, and 4,067.80 is taxed."""
    talk = Talk(TODAY).says(f"{OPENING} can I do a backdoor without paying tax")
    assert "No: $4,067.80 of a new contribution of $7,500 would be taxed" in talk.text
    assert "deductible" not in talk.text
    assert "$16,000" in talk.text  # what a plan would have to take


@pytest.mark.parametrize("yes", [(), ("yes",)])
def test_a_question_uses_what_the_list_and_the_talk_hold(yes: tuple[str, ...]) -> None:
    """Only 16,000 of the 22,000 may go into a plan; of 10,000 converted 6/22 is free."""
    talk = Talk(TODAY).says(OPENING, *yes, "what if I roll the IRA into the 401k")
    assert "$16,000 goes to the plan." in talk.text
    talk.says("if I convert 10,000, how much is taxed?")
    assert "$7,272.73 is taxed" in talk.text


def test_a_question_that_came_with_facts_is_answered_once_they_are_settled() -> None:
    talk = Talk(TODAY).says("63, single, 800k IRA, 0 basis. would a partial one be taxed less?")
    assert talk.session.stage is Stage.CONFIRMING
    assert talk.session.unanswered
    offered = {one.data for one in talk.buttons if one.data.startswith("/ask")}
    talk.says("yes")
    assert "Now your question" in talk.text
    assert {one.data for one in talk.buttons if one.data.startswith("/ask")} & offered
    assert not talk.session.unanswered


def test_how_much_to_convert_comes_with_the_plan() -> None:
    talk = Talk(TODAY).says("66, retired, married, 1.1M in a traditional ira. how much should I convert?")
    assert "comes with the plan" in talk.text
    assert "It depends on the brackets" in Talk(TODAY).says("how much should I convert each year?").text


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("can I do a backdoor with an old 401(k)", "Yes"),
        ("married, 410k, 401k 600k at work, no IRAs. can I do a backdoor?", "Yes"),
        ("does an old 401k at my last job hurt my backdoor", "No"),
        ("can I do a backdoor with a SEP IRA", "Yes, but part of it is taxed"),
        ("my wife has a rollover IRA, can I do a backdoor", "Yes"),
        ("do my wife's IRAs count", "No"),
        ("can i still do a backdoor at 73", "Yes"),
        ("am I too old for a backdoor", "No"),
        ("can I do a backdoor if i don't work", "Only with earned income"),
        ("is tax due when you convert to roth", "It depends"),
        ("can I do a backdoor without paying tax", "It depends"),
    ],
)
def test_the_first_word_answers_what_is_asked(asked: str, verdict: str) -> None:
    assert first(asked).rpartition("# ")[2].rpartition("\n")[2].startswith(verdict) or first(asked).startswith(
        verdict
    )


@pytest.mark.parametrize(
    "asked",
    [
        "why does turbotax say excess 7,216 when I recharacterized",
        "if I'm covered by a SIMPLE, can I still contribute",
    ],
)
def test_neither_a_reason_nor_what_stands_in_the_way_is_a_day(asked: str) -> None:
    assert "2027" not in first(asked)


def test_an_amount_that_no_money_is_stands_beside_a_question():
    """Three billion is read as an amount, and as no value."""
    talk = Talk().says("/start", "Got laid off in August, made 130k till then, single 3b, 2026, age 44. too much?")
    assert talk.session.found["filing_status"] == "single"
    assert "130,000" in talk.text


@pytest.mark.parametrize(
    ("told", "answer", "found"),
    [
        ("What if I had a SEP with 40k? Single, 176k, 1990", "SEP IRA counts", {"you.birth_year": 1990}),
        ("Single, 120k MAGI, 1985. How much can I put into a Roth?", "$7,500 for 2026", {"you.birth_year": 1985}),
        ("MAGI 170k, single, 2026. full Roth contribution ok?", "No, not directly", {"agi": "170000"}),
        ("I have a 30k SEP and make 170k, backdoor still ok?", "Is all of this right?", {"you.sep": "30000"}),
        ("basis from 2003-2012 of 20k, no forms filed. how do I fix 8606?", "late", {"you.basis": "20000"}),
    ],
)
def test_a_story_beside_a_question_is_heard_and_the_question_answered(told, answer, found):
    talk = Talk(TODAY).says(told)
    assert answer in talk.text
    assert found.items() <= talk.session.found.items()
    assert not any("2,0" in label for label in talk.labels)  # no year is an amount


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (
            "I made nondeductible contributions from 2009 to 2015 and never filed 8606, how do I report it now?",
            "late",
        ),
        ("How do I recover basis from a 2008 nondeductible contribution?", "not lost"),
        ("Never filed 8606 for 2010, how do I report it now?", "Form 8606"),
        ("I put 7000 into my Roth for 2025, MAGI 155k single, what's the excess", "$2,330"),
    ],
)
def test_what_was_done_in_an_old_year_or_told_as_a_mistake_is_answered(told: str, answer: str) -> None:
    talk = Talk(TODAY).says(told)
    assert answer in f"{talk.text} {talk.labels}"
    assert "not covered" not in talk.text
    assert "not among them" not in talk.text


INHERITED = (
    "I inherited a traditional IRA from my mom (she died in 2023 at 80). "
    "Does it count for pro rata and can I convert it?"
)


def test_what_comes_closest_is_told_beside_a_list_and_to_each_question_that_has_no_sure_answer() -> None:
    talk = Talk(TODAY).says(INHERITED)
    assert talk.session.stage is Stage.CONFIRMING
    assert "does not count when you convert your own" in talk.text
    assert "To “can I convert it” I know no sure answer" in talk.text
    assert "any other inherited IRA cannot be converted" in talk.text
    assert not talk.session.unanswered


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (
            "My plan has no Roth option. Can I still make catch-up contributions, I made 165k last year?",
            "takes none from you",
        ),
        ("Can I still contribute to my 401k for last year?", "at a job deferrals go in through payroll only"),
        ("Can I still contribute to my IRA for last year?", "the last day for 2025 was April 15, 2026"),
    ],
)
def test_only_what_goes_into_an_ira_has_a_day_in_april(asked: str, answer: str) -> None:
    """IRC 219(f)(3) is of IRAs; deferrals are pay not received (402(g), Reg. 1.401(k)-1(a)(3))."""
    told = " ".join(from_cards(asked, Facts(), TODAY).blocks)
    assert answer in told
    assert ("April 15, 2026" in told) == ("IRA" in asked)


@pytest.mark.parametrize(
    "told",
    ["I never filed 8606 for 2021 and 2022.", "I missed Form 8606 for 2021 and 2022 when I contributed 6,000 each."],
)
def test_two_years_that_are_told_together_are_no_tax_year_of_the_talk(told: str) -> None:
    assert "Tax year: 2022" not in Talk(TODAY).says(told).text
