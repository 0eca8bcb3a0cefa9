"""What is usually asked of a rule: each way of asking it leads to the sentence that answers it, and to no other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from calc import law
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
    topic,
    topics_of,
)
from tests.dialogs.figured import in_a_step
from tests.people import NOVEMBER

MISFIRED = tomllib.loads((Path(__file__).parent / "misfires.toml").read_text("utf-8"))["asked"]
READ = tomllib.loads((Path(__file__).parent / "public_read.toml").read_text("utf-8"))["asked"]
ASKED = [(text, one) for one in answers() for text in one.asked]


def begins(block: str, verdict: str) -> bool:
    """Whether a block begins so, with its yes or no or, where another word of the question would turn it, without and
    under the title of its card; a yes that depends on something says so first.
    """
    plain = re.sub("^(?:yes|no)[,:] ", "", verdict.casefold())
    told = block.casefold().removeprefix("it depends: ")
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


def test_no_word_for_a_topic_is_a_figure_or_a_year_written_out():
    words = [word for words in topics_of().values() for word in words]
    assert not [word for word in words if re.search(r"\d,\d{3}|\b\d\d\.?5?k\b(?! back)", word)]
    assert not [word for word in words for year in law.years() if str(year) in word]


def test_topics_name_years_and_figures_as_they_are_when_asked():
    """Notices 2024-80 and 2025-67: 70,000 and 72,000."""
    for said in ("can I fill the 72,000", "is it 70k this year"):
        assert topic("overall_limit", 2026).search(said)
    assert topic("either_year", 2026).search("is it for 2025 or 2026")
    assert not topic("either_year", 2026).search("is it for 2026 or 2027")
    assert topic("either_year", 2027).search("is it for 2026 or 2027")
    assert topic("passed_year", 2027).search("in 2026")
    assert not topic("passed_year", 2026).search("in 2026")


def test_no_two_topics_are_one():
    """Words that mean one thing stand under one name: none whose words another topic has nearly all."""
    found = {name: {*words} for name, words in topics_of().items()}
    pairs = ((a, b) for a in found for b in found if a < b and len(found[a] & found[b]) > 1)
    assert not [(a, b) for a, b in pairs if len(found[a] & found[b]) >= 0.5 * len(found[a] | found[b])]


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
