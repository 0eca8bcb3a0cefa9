"""The questions that nearly everybody asks, in the few words in which they ask them."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files

import pytest

from calc.facts import Facts
from dialogs.answering import cards
from dialogs.answering.answer import from_cards
from dialogs.understanding.basics import basic
from tests.talk import Talk

ASKED = tomllib.loads((files("tests") / "dialogs/corpus/basics.toml").read_text("utf-8"))
OTHERS = ASKED.pop("others")
TODAY = date(2026, 11, 24)
BEGINS = {
    "direct": ("It depends on the income", "$7,500 for 2026"),
    "backdoor": ("Yes",),
    "deadline": ("There is time: for 2026 conversions count until December 31, 2026, contributions until April 15",),
    "C70": ("# The plan must allow two things",),
    "C137": ("# Is a backdoor Roth taxed?",),
}  # fmt: skip
HIGH = ("/start", "single", "210k", "205k")
LOW = ("/start", "single", "110k", "100k")


@pytest.mark.parametrize(("kind", "asked"), [(kind, text) for kind, texts in ASKED.items() for text in texts])
def test_it_is_answered_before_anything_is_known(kind, asked):
    assert from_cards(asked, Facts(), TODAY).blocks[0].startswith(BEGINS[kind])


@pytest.mark.parametrize("asked", OTHERS)
def test_what_asks_for_more_is_left_to_who_reads_more(asked):
    assert basic(asked) == ""


def test_no_question_of_a_card_is_taken_from_it():
    """Three are of the direct limit, which a worksheet works out."""
    taken = {(basic(text), code) for code, card in cards.cards().items() for text in card.asked}
    assert {(of, code) for of, code in taken if of and of != code} <= {("direct", "C04"), ("direct", "C31")}


@pytest.mark.parametrize("asked", ASKED["backdoor"])
def test_whether_the_back_door_is_open_is_answered_at_the_question_of_the_income(asked):
    """No answer to that question, and nothing about what counts in it."""
    assert Talk().says("/start", "single", "210k", asked).text.startswith("Yes")


@pytest.mark.parametrize(
    ("talk", "asked", "begins"),
    [
        (HIGH, "can I do a backdoor Roth?", "Yes. No income is too high for the back door: up to $7,500 for 2026"),
        (LOW, "can I do a backdoor Roth?", "Yes, but you need none: at a modified AGI of $100,000 the whole $7,500"),
        ((*HIGH, "1970"), "can I do a backdoor Roth?", "Yes. No income is too high for the back door: up to $8,600"),
        (HIGH, "can my wife do one too?", "Yes, your spouse too. No income is too high for the back door"),
        (HIGH, "am I over the limit?", "Yes: nothing may go straight into a Roth IRA for 2026"),
        (LOW, "do I make too much?", "No: $7,500 for 2026, straight into a Roth IRA"),
        (HIGH, "how much can I put in", "$0 for 2026"),
        (("/start", "single", "0", "60k"), "can I do a backdoor?", "No: without pay of the year nothing may go"),
    ],
)  # fmt: skip
def test_with_what_is_known_it_is_this_persons_answer(talk, asked, begins):
    assert Talk().says(*talk, asked).text.startswith(begins)


def test_what_the_back_door_costs_is_told_once_the_iras_are_known():
    """Form 8606, lines 5 to 11: 7,500 x 7,500 / 57,500 is free of tax."""
    talk = Talk().says(
        *HIGH, "1984", "TX", "I have a rollover IRA with 50k, no basis", "yes", "can I do a backdoor Roth?"
    )
    assert "$6,521.74 of a new contribution of $7,500 would be taxed" in talk.text


def test_a_year_that_is_over_is_no_open_door():
    answer = from_cards("can I do a backdoor Roth for 2024?", Facts(), TODAY)
    assert not answer.blocks[0].startswith("Yes. No income")


def test_a_question_with_its_limit_opens_no_desk():
    """Nobody told that too much went in."""
    assert Talk().says(*HIGH, "am i over the limit").stage != "repair"


@pytest.mark.parametrize(
    "said",
    [
        "I want to do a backdoor roth",
        "help me with a backdoor roth",
        "I'd like to put money in a Roth",
        "my CPA told me to do a backdoor roth",
        "I want to convert my 401k",
        "I don't know where to start",
        "i'm over the income limit",
        "we earn too much for a Roth",
        "we can't contribute to a roth",
    ],
)
def test_what_somebody_comes_for_is_taken_up_and_stores_nothing(said):
    """Nobody told that too much went in, which accounts there are, or that nothing was paid in."""
    talk = Talk().says("/start", said)
    assert talk.text.startswith("That is what this is for")
    assert not talk.session.found
    assert not talk.session.answers
    assert "How will you file" in talk.text


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("backdoor roth", "The backdoor Roth is two ordinary steps"),
        ("mega backdoor", "The mega backdoor Roth is after-tax money"),
        ("roth ira", "A Roth IRA is an account"),
    ],
)
def test_a_name_alone_asks_what_it_is(name, told):
    assert Talk().says("/start", name).text.startswith(told)


def test_a_back_door_just_done_is_of_this_year():
    assert Talk().says("/start", "I just did a backdoor roth").session.mentioned == {
        "you.moves": ["traditional", "converted"]
    }


@pytest.mark.parametrize("said", ["i have a 401k and an ira", "I have an IRA and a 403b"])
def test_an_ira_of_no_kind_beside_a_plan_is_named(said):
    assert "IRA”" in Talk().says("/start", said).text.replace("ira”", "IRA”")


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("can I do a backdoor roth? we make 420k together", "Yes. No income is too high for the back door"),
        ("we make 420k, can we do a backdoor?", "Yes, each of you. No income is too high for the back door"),
        (
            "I'm single, make 100k. Should I do a backdoor Roth?",
            "Yes, but you need none: at a modified AGI of $100,000",
        ),
    ],
)
def test_beside_an_income_that_is_told_the_back_door_is_what_was_asked(asked, begins):
    assert from_cards(asked, Facts(), TODAY).blocks[0].startswith(begins)


def test_beside_an_account_a_card_says_more():
    assert from_cards("can I do a backdoor? I have a SEP with 80k", Facts(), TODAY).answered == ("C11",)


def test_anger_around_it_keeps_no_answer_back():
    text = Talk().says("/start", "just tell me if i can do a damn backdoor").text
    assert "Yes. No income is too high for the back door" in text


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        (
            "im 52, single, making 210k in new jersey, about 90k in a rollover ira. can i do a backdoor",
            "up to $8,600",
        ),
        ("we file jointly and earn 400k, 401k at work. is a roth possible for us?", "No, not directly"),
        ("hi, single, I make 120k. can i contribute to a roth?", "Yes, up to $7,500 may go straight"),
        ("im 45 and single, 300k. how much can i put in?", "For 2026, $7,500"),
    ],
)
def test_behind_a_story_it_is_answered_too(said, begins):
    talk = Talk().says("/start", said)
    told = "\n".join([talk.text, *(reply.text for reply in talk.in_view)])
    assert begins in told
    assert not talk.session.unanswered


@pytest.mark.parametrize(
    ("talk", "asked", "begins"),
    [
        ((), "do I even need to do a backdoor Roth", "Only where the income is too high for a direct Roth"),
        (HIGH, "do I need a backdoor Roth?", "Yes: at a modified AGI of $205,000 nothing may go straight"),
        (LOW, "do I still need the backdoor?", "No, you need none: at a modified AGI of $100,000 the whole $7,500"),
        ((), "single, MAGI 160k, do I need the backdoor?", "In part: at a modified AGI of $160,000 $4,000 for 2026"),
        (
            (),
            "my income drops to 90k this year but my husband makes 150k. Do we still need the backdoor?",
            "No, you need none: at a modified AGI of $240,000",
        ),
    ],
)
def test_whether_a_back_door_is_needed_is_a_matter_of_the_income(talk, asked, begins):
    """IRC 408A(c)(3); 2026: 153,000 to 168,000 single, 242,000 to 252,000 jointly."""
    assert begins in Talk().says(*(talk or ("/start",)), asked).text
