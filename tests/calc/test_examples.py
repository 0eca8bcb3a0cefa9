"""Verified cases and published worked examples come out exactly."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from calc.public import worksheets
from calc.refusals import Refusal
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


@pytest.mark.parametrize("name", worksheets.WORKSHEETS)
def test_a_worksheet_tells_what_it_takes_and_what_it_rests_on(name: str):
    """Its schema takes the verified cases; each amount comes with its law and the day that was checked."""
    takes = Draft202012Validator(worksheets.schema(name))
    answers = []
    for case in cases(name.replace("-", "_")):
        takes.validate(case["inputs"])
        with suppress(Refusal):
            answers.append(worksheets.answer(name, case["inputs"], cited=True))
    assert len(answers) > 30
    assert all(answer["law"] and all(answer["law"]) for answer in answers)
    assert all(date(2026, 11, 1) < date.fromisoformat(answer["checked"]) for answer in answers)


def test_what_make_accuracy_prints_is_as_expected():
    found = counts()
    assert {right for _, _, right in found} == {True}
    assert found["form_8606", "form-8606", True] == len(cases("form_8606"))
    assert found["state_tax", "state-tax", True] == len(cases("state_tax"))
