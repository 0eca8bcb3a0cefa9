"""Long stories of households: most facts are heard at once, each of the right one of the two, and none is wrong."""

import fnmatch
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.talk import Talk

STORIES = tomllib.loads((Path(__file__).parent / "household_stories.toml").read_text("utf-8"))["story"]
HEARD = 0.9  # of all facts, after the readings that are offered
LISTS = ("ira_kinds", "moves", "plan_kinds")
TOLD_BY_PARTS = {
    "ira_kinds": {
        "traditional": ("traditional", "basis", "contributed", "contributed_prior"),
        "rollover": ("rollover",),
        "sep": ("sep",),
        "simple": ("simple", "simple_first_deposit"),
        "roth": ("roth", "roth_first_year", "contributed_roth"),
    },
    "moves": {
        "traditional": ("contributed",),
        "roth": ("contributed_roth",),
        "prior": ("contributed_prior",),
        "converted": ("converted",),
        "withdrew": ("withdrew",),
    },
}


@cache
def heard(said: str) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """What one yes would take over, and what is offered in several readings."""
    talk = Talk().says("/start", said)
    if talk.stage != "confirming":
        return talk.answers, {}
    offered: dict[str, list[Any]] = {}
    for doubt in talk.session.doubts:
        for fact, value in doubt:
            offered.setdefault(fact, []).append(value)
    return {**talk.answers, **talk.session.found}, offered


def holds(fact: str, value: Any, found: dict[str, Any], offered: dict[str, list[Any]]) -> bool:
    """Whether a fact is among those heard or offered; a list may be told by what is in it."""
    plain = list(found[fact]) if isinstance(found.get(fact), tuple) else found.get(fact)
    if str(plain).startswith(f"{value}-"):  # a day of the month that was told
        return True
    same = sorted(plain) == sorted(value) if isinstance(value, list) and isinstance(plain, list) else plain == value
    owner, _, name = fact.partition(".")
    if same or value in offered.get(fact, []) or not isinstance(value, list) or name not in LISTS:
        return same or value in offered.get(fact, [])
    told = set(plain or []) | {kind for one in offered.get(fact, []) for kind in one}
    if name == "plan_kinds":
        told |= {one.split(".")[2] for one in (*found, *offered) if one.startswith(f"{owner}.plans.")}
    else:
        parts = TOLD_BY_PARTS[name]
        told |= {
            kind for kind, names in parts.items() if any(f"{owner}.{one}" in {*found, *offered} for one in names)
        }
    return told >= set(value)


def wrong(story: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    """What one yes would take over and nobody told."""
    may = [
        "whole_return.social_security",
        *story.get("may", []),
        "*.conversions",
        "*.contributions",
        "*.withdrawals",
        "*.offers_roth",
    ]
    for fact, value in found.items():
        told = story["facts"].get(fact)
        listed = fact.rpartition(".")[2] in LISTS
        if listed and told is not None and set(value) <= set(told):
            continue
        if fact in story["facts"]:
            month = str(value).startswith(f"{told}-")
            if told != value and not month and not (isinstance(told, list) and sorted(told) == sorted(value)):
                yield f"{fact}={value}"
        elif not (listed or any(fnmatch.fnmatch(fact, one) for one in may) or value == "0" or fact == "tax_year"):
            yield f"{fact}={value}"


@pytest.mark.parametrize("group", range(6))
def test_nothing_wrong_is_taken_over(group):
    faults = {one["said"]: [*wrong(one, heard(one["said"])[0])] for one in STORIES[group::6]}
    assert {said: fault for said, fault in faults.items() if fault} == {}


def test_most_of_it_is_heard():
    facts = found = doubtful = asked = 0
    for story in STORIES:
        told, offered = heard(story["said"])
        facts += len(story["facts"])
        found += sum(holds(fact, value, told, offered) for fact, value in story["facts"].items())
        doubts = story.get("doubtful", {})
        doubtful += len(doubts)
        asked += sum(any(one in offered.get(fact, []) for one in values) for fact, values in doubts.items())
    assert found >= HEARD * facts, f"{found} of {facts}"
    assert asked >= HEARD * doubtful, f"{asked} of {doubtful}"
