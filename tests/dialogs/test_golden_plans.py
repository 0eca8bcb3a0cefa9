"""Whole plans of people whose right answer the law tells: what is said, never said, done by when, taxed and filed.

``steps`` are in their order and name what must be among the plan's; ``no_steps`` must not be outside of a branch;
``ways`` are taxed amount and federal tax; a null is anything.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.commands.plan import answer

GOLDEN = json.loads(Path(__file__).with_name("golden_plans.json").read_text("utf-8"))


@pytest.fixture(params=GOLDEN, ids=[one["title"] for one in GOLDEN])
def told(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, Any]]:
    case = request.param
    plan = answer(json.dumps({**case["facts"], "today": case["today"]}).encode(), date.fromisoformat(case["today"]))
    assert "error" not in plan, plan
    return case, plan


def test_the_plan_is_the_right_one(told: tuple[dict[str, Any], dict[str, Any]]) -> None:
    case, plan = told
    text = plan["text"]
    assert [sentence for sentence in case.get("says", ()) if sentence not in text] == []
    assert [sentence for sentence in case.get("never", ()) if sentence in text] == []
    common = [step for step in plan["steps"] if step["branch"] is None]
    assert [step["code"] for step in common if step["code"] in case.get("no_steps", ())] == []
    assert _in_order(common, case.get("steps", [])) == []
    ways = {f"{way['who']}.{way['code']}": (way["taxed"], way["federal"]) for way in plan["ways"]}
    for name, expected in case.get("ways", {}).items():
        assert name in ways
        assert [got if want is not None else None for want, got in zip(expected, ways[name], strict=True)] == expected
    forms = {f"{form['who']}.{form['year']}": form["lines"] for form in plan["forms"] if form["branch"] is None}
    for name, lines in case.get("lines", {}).items():
        assert {number: forms[name].get(number) for number in lines} == lines
    if "branches" in case:
        found = [[fork["fact"], fork["when"], _of(plan, fork["id"])] for fork in plan["branches"]]
        assert found == case["branches"]


def _in_order(steps: list[dict[str, Any]], expected: list[list[str | None]]) -> list[list[str | None]]:
    """Those that are not found, each after the one before."""
    left, rest = list(expected), iter(steps)
    while left:
        code, who, amount, by = left[0]
        same = (step for step in rest if (step["code"], step["who"], step["by"]) == (code, who, by))
        if not any(amount in (None, step["amount"]) for step in same):
            return left
        left.pop(0)
    return []


def _of(plan: dict[str, Any], branch: str) -> list[str]:
    return [step["code"] for step in plan["steps"] if step["branch"] == branch]
