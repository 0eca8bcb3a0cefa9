"""What is usually asked of a rule: each way of asking it leads to the sentence that answers it, and to no other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from dialogs.answering.cards import cards, in_full, verdict_of
from dialogs.answering.counsel import situations
from dialogs.answering.taught import examples
from dialogs.answering.usual import (
    CLOSED,
    NAMED_STATE,
    OPEN,
    SEVERAL_CLOSED,
    SEVERAL_NAMED,
    answers,
    leading,
    topics_of,
)
from tests.dialogs.figured import in_a_step
from tests.people import NOVEMBER

MISFIRED = tomllib.loads((Path(__file__).parent / "misfires.toml").read_text("utf-8"))["asked"]
READ = tomllib.loads((Path(__file__).parent / "public_read.toml").read_text("utf-8"))["asked"]
ASKED = [(text, one) for one in answers() for text in one.asked]


def begins(block: str, verdict: str) -> bool:
    """Whether a block begins so, with its yes or no or, where another word of the question would turn it, without and
    under the title of its card.
    """
    plain = re.sub("^(?:yes|no), ", "", verdict.casefold())
    told = block.casefold()
    return told.startswith(verdict.casefold()) or re.sub("^# .*\n", "", told).startswith(plain)


@pytest.mark.parametrize(("text", "one"), ASKED, ids=[text for text, _ in ASKED])
def test_it_is_answered_first_of_all(text, one):
    found = in_a_step(text, NOVEMBER)
    assert begins(found.blocks[0], verdict_of(one.variant))
    assert one.card in found.answered


def test_every_topic_is_known():
    named = {
        topic
        for one in answers()
        for topics in (*one.asks, *one.told, *one.without, *one.unasked, *one.also)
        for topic in topics.split("|")
    }
    advised = {
        topic
        for one in situations()
        for part in (one, *one.points)
        for topics in (*part.told, *part.without, *getattr(part, "asks", ()))
        for topic in topics.split("|")
    }
    assert topics_of().keys() <= named | advised
    assert named <= {*topics_of(), CLOSED, OPEN, SEVERAL_CLOSED, SEVERAL_NAMED, NAMED_STATE}
    assert {one.card for one in answers()} <= cards().keys()


@pytest.mark.parametrize("one", answers(), ids=lambda one: one.verdict[:40])
def test_an_answer_is_short_and_states_no_figure_of_the_law_in_digits(one):
    assert len(verdict_of(one.variant)) <= 240
    assert len(in_full(one.card, None, 2026, variant=one.variant)) <= 600
    assert not re.search(r"\$ ?\d|\d ?%|\d,\d{3}|[!…]", f"{one.verdict} {one.say}")


def test_each_answer_names_the_second_source_it_was_checked_against():
    assert not [one.verdict for one in answers() if len(one.checked.split()) < 2]


def test_no_way_of_asking_stands_twice():
    assert len({text.casefold() for text, _ in ASKED}) == len(ASKED)


@pytest.mark.parametrize("one", [one for one in READ if "begins" in one], ids=lambda one: one["text"][:40])
def test_what_strangers_asked_is_answered(one):
    assert begins(in_a_step(one["text"], NOVEMBER).blocks[0], one["begins"])


def test_what_strangers_asked_was_not_taught():
    assert not {one["text"] for one in READ} & {example.text for example in examples()}


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        (
            "my SIMPLE IRA got its first deposit in march 2025. can I convert its 12,000 to a Roth this month?",
            "No, not",
        ),
        ("can I roll my 9,000 of after-tax basis from the IRA into the 401k?", "No, $9,000 of after-tax money"),
    ],
)
def test_what_a_worksheet_says_no_to_is_not_answered_yes(asked: str, begins: str) -> None:
    """IRC 72(t)(6): two years from the first deposit; 408(d)(3)(A)(ii), (H): only pre-tax money goes into a plan."""
    assert in_a_step(asked, NOVEMBER).blocks[0].startswith(begins)


@pytest.mark.parametrize("one", MISFIRED, ids=lambda one: one["question"][:60])
def test_no_answer_is_given_to_another_question(one):
    assert not begins(in_a_step(one["question"], NOVEMBER).blocks[0], one["begins"])


def test_seldom_is_an_answer_of_one_rule_given_to_a_way_of_asking_for_another():
    own = {text for text, _ in ASKED}
    ways = [way for way in examples()[::10] if way.text not in own]
    led = [(usual, way) for way in ways if (usual := leading(way.text, NOVEMBER)) is not None]
    assert sum(usual.card != way.card for usual, way in led) <= 0.04 * len(ways)
