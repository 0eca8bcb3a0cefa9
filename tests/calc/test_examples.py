"""Verified cases and published worked examples come out exactly."""

from __future__ import annotations

from typing import Any

import pytest

from calc.public import worksheets
from tests.calc.accuracy import answered, counts
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
        got = answered(case, name)
        if not agrees(case["expect"], got):
            wrong.append((case["id"], case["expect"], got))
    assert not wrong


@pytest.mark.parametrize("example", cases("published"), ids=lambda e: f"{e['id']}: {e['source']}")
def test_published_example(example: dict[str, Any]):
    got = worksheets.answer(example["worksheet"], example["inputs"])
    lines = got.get("part1", {}) | got.get("part2", {}) if example["worksheet"] == "form-8606" else got
    assert agrees(example["expect"], lines)


@pytest.mark.parametrize("case", cases("yardstick"), ids=lambda case: case["id"])
def test_the_yardstick(case: dict[str, Any]):
    assert agrees(case["expect"], answered(case, case["worksheet"]))
    assert case["why"]
    assert case["source"]


def test_what_make_accuracy_prints_is_as_expected():
    found = counts()
    assert {right for _, _, right in found} == {True}
    assert found["form_8606", "form-8606", True] == len(cases("form_8606"))
