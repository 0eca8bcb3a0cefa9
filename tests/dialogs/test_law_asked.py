"""Questions on the law are answered by what the law says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.dialogs.figured import in_a_step
from tests.people import NOVEMBER

ASKED = tomllib.loads((Path(__file__).parent / "law_asked.toml").read_text("utf-8"))["asked"]
SWAPPED = tomllib.loads((Path(__file__).parent / "law_swapped.toml").read_text("utf-8"))["asked"]
OPPOSITE = {"Yes": "No", "No": "Yes"}


@pytest.mark.parametrize("one", ASKED, ids=lambda one: one["question"][:40])
def test_the_answer_says_what_the_law_says(one: dict):
    found = in_a_step(one["question"], NOVEMBER)
    assert found.blocks, one["question"]
    told = found.blocks[0].partition("\n")[2] if found.blocks[0].startswith("# ") else found.blocks[0]
    assert [words for words in one["says"] if words not in told] == [], f"{one['law']}: {told}"
    if one["says"][0] in {"Yes", "No"}:
        assert told.startswith(one["says"][0])


@pytest.mark.parametrize("one", SWAPPED, ids=lambda one: one["question"][:60])
def test_no_answer_says_the_opposite(one: dict):
    told = in_a_step(one["question"], NOVEMBER).blocks[0]
    told = told.partition("\n")[2] if told.startswith("# ") else told
    assert not re.match(rf"{OPPOSITE[one['verdict']]}[,.:]", told), f"{one['law']}: {told}"
