"""Verified cases and published worked examples come out exactly."""

from __future__ import annotations

from typing import Any

import pytest

from calc.public import worksheets
from tests.calc.examples import agrees, cases

FAMILIES = (
    "form-8606",
    "roth-limit",
    "ira-deduction",
    "mega-room",
    "roth-distribution",
    "federal-tax",
    "conversion-tax",
)


@pytest.mark.parametrize("name", FAMILIES)
def test_every_verified_case(name: str):
    wrong = []
    for case in cases(name.replace("-", "_")):
        got = worksheets.answer(name, case["inputs"])
        if not agrees(case["expect"], got):
            wrong.append((case["id"], case["expect"], got))
    assert not wrong


@pytest.mark.parametrize("example", cases("published"), ids=lambda e: f"{e['id']}: {e['source']}")
def test_published_example(example: dict[str, Any]):
    got = worksheets.answer(example["worksheet"], example["inputs"])
    lines = got.get("part1", {}) | got.get("part2", {}) if example["worksheet"] == "form-8606" else got
    assert agrees(example["expect"], lines)
