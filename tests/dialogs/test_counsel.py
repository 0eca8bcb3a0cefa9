"""What is said to a whole situation: by each way it is asked, with the figures of the story, and nothing else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from dialogs.answering.cards import cards
from dialogs.answering.counsel import FOLDER, LONGEST, situations
from dialogs.answering.counsel.figures import FIGURES
from dialogs.answering.usual import CLOSED, NAMED_STATE, OPEN, SEVERAL_CLOSED, SEVERAL_NAMED, topics_of
from dialogs.understanding import deeds
from dialogs.understanding.deeds import Whole
from tests.dialogs.figured import in_a_step
from tests.people import NOVEMBER

BY_YEARS = {CLOSED, OPEN, SEVERAL_CLOSED, SEVERAL_NAMED, NAMED_STATE}
ASKED = [(text, one) for one in situations() for text in one.asked]
POINTS = [(one, point) for one in situations() for point in one.points]


@pytest.mark.parametrize(("text", "one"), ASKED, ids=[text[:40] for text, _ in ASKED])
def test_each_situation_is_told_by_the_way_it_is_asked(text, one):
    found = in_a_step(text, NOVEMBER)
    assert one.card in found.answered
    assert any(one.law in block for block in found.blocks)
    assert all(len(block) <= LONGEST for block in found.blocks)


@pytest.mark.parametrize(("one", "point"), POINTS, ids=[point.say[:40] for _, point in POINTS])
def test_a_point_names_topics_that_are_known_and_no_figure_of_the_law(one, point):
    assert point in one.points
    topics = [topic for topics in (*point.asks, *point.told, *point.without) for topic in topics.split("|")]
    assert {*topics} <= {*topics_of(), *BY_YEARS}
    assert point.asks or point.always
    assert not re.search(r"\$ ?\d|\d ?%|\d,\d{3}|[!…]", f"{point.say} {point.lacking}")
    assert len(point.say) <= 420


@pytest.mark.parametrize("one", situations(), ids=lambda one: one.law[:40])
def test_a_situation_names_what_is_there(one):
    topics = {topic for topics in (*one.told, *one.without) for topic in topics.split("|")}
    assert topics <= {*topics_of(), *BY_YEARS}
    assert cards().keys() >= {one.card, *one.also}
    assert {*one.figures} <= FIGURES.keys()


def test_each_situation_names_the_second_source_it_was_checked_against():
    texts = {Path(str(entry)).stem: tomllib.loads(entry.read_text("utf-8")) for entry in FOLDER.iterdir()}
    assert not [name for name, one in texts.items() if len(one.get("checked", "").split()) < 2]


def test_every_group_of_figures_is_shown_by_a_situation():
    assert {group for one in situations() for group in one.figures} == FIGURES.keys()


STORIES = [
    (
        "May 2025 3,000 to my Roth for 2025, January 2026 4,000 more for 2025, then recharacterized and converted.",
        {"roth": {2025: 7000}, "relabeled": {2025: Whole.ALL}, "converted": {2026: Whole.ALL}},
    ),
    (
        "In December 2025 I did my first backdoor Roth of 7,000 and forgot that I have a rollover IRA of 48,000.",
        {"traditional": {2025: 7000}, "converted": {2025: Whole.ALL}, "pretax": 48000},
    ),
    (
        "I opened a Roth IRA in January 2026 and put in 7,000 for 2025 and 7,500 for 2026.",
        {"roth": {2025: 7000, 2026: 7500}},
    ),
    (
        "A backdoor Roth in January 2026 for 2025: 7,000 to a traditional IRA Jan 12 2026, converted 7,003 Jan 15.",
        {"traditional": {2025: 7000}, "converted": {2026: 7003}},
    ),
    (
        "I put 7,000 for 2025 in my traditional IRA in March 2026 and 7,500 in July 2026.",
        {"traditional": {2025: 7000, 2026: 7500}},
    ),
    ("Last year I put 7,000 in a Roth IRA and found out that only 3,000 was allowed.", {"roth": {2025: 7000}}),
    ("I've got an excess Roth contribution of 5,000 for 2024 which earned 1,000.", {"roth": {2024: 5000}}),
    ("I put 7,000 in a SEP this year and also 7,000 after-tax in a traditional IRA.", {"pretax": 7000}),
    ("She contributed too much to her Roth for 2019 to 2023.", {"roth": {}}),
    ("I want to put 7,500 in a Roth for 2026. Should I convert 40,000 in 2026?", {}),
]


@pytest.mark.parametrize(("text", "told"), STORIES, ids=[text[:40] for text, _ in STORIES])
def test_what_was_done_is_heard_with_its_years(text, told):
    found = deeds.read(text, NOVEMBER)
    assert {name: getattr(found, name) for name in told} == told
    if not told:
        assert not found.roth
        assert not found.converted


FIGURED = tomllib.loads((Path(__file__).parent / "counsel.toml").read_text("utf-8"))["figured"]


@pytest.mark.parametrize("one", FIGURED, ids=lambda one: one["by"])
def test_figures_are_those_of_the_story(one):
    told = "\n".join(in_a_step(one["text"], NOVEMBER).blocks)
    assert all(said in told for said in one["said"]), told


def test_amounts_that_have_no_place_make_no_figure():
    text = (
        "In December 2025 I did a backdoor of 7,000, then something with 3,333 at the broker happened, and I have a "
        "rollover IRA of 48,000. I'm moving that into my 401(k) now. Does that solve it, and what is taxed?"
    )
    assert "6,109" not in "\n".join(in_a_step(text, NOVEMBER).blocks)
