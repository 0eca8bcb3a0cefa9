"""Two figures asked for in one message are both told, in their order, and what was assumed once."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.talk import Talk

ASKED = tomllib.loads((Path(__file__).parent / "two_figures.toml").read_text("utf-8"))["asked"]


@pytest.mark.parametrize("case", ASKED, ids=[case["said"][:40] for case in ASKED])
def test_both_are_told(case: dict[str, list[str]]) -> None:
    talk = Talk().says("/start", str(case["said"]))
    told = "\n".join([talk.text, *(reply.text for reply in talk.in_view)])
    places = [told.find(words) for words in case["says"]]
    assert -1 not in places, told
    assert places == sorted(places)
    assert told.count("Assumed: ") <= 1
