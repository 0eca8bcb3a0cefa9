"""Whole sets of papers with printed forms: several custodians, both spouses, corrected forms, every kind of payout.

The entries (lines 1, 2, 4, 6, 7 and 8 of Form 8606) were taken by hand from the papers by the 2025 instructions.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from calc.checking.verdict import check
from calc.public import checks

SETS = json.loads((Path(__file__).parent / "check_sets.json").read_text("utf-8"))


@pytest.mark.parametrize("one", SETS, ids=[one["set"] for one in SETS])
def test_a_set_of_papers_is_judged(one: dict[str, Any]):
    given, _ = checks.given(one["given"])
    got, expect = checks.as_data(check(given)), one["expect"]
    assert got["verdict"] == expect["verdict"], got["first_wrong"]
    if expect["verdict"] == "ask":
        assert set(expect["questions"]) <= set(got["questions"])
    elif expect["verdict"] == "wrong":
        first = got["first_wrong"]
        assert (first["form"], first["who"], first["line"]) == tuple(
            expect["first_wrong"][k] for k in ("form", "who", "line")
        )
        assert Decimal(first["right"]) == Decimal(expect["first_wrong"]["right"])
    else:
        assert_same(expect["lines"], got["lines"])


def assert_same(expect: dict[str, Any], got: dict[str, Any]) -> None:
    for line, amount in expect.items():
        if isinstance(amount, dict):
            assert_same(amount, got[line])
        elif line != "10" and line in got:
            assert abs(Decimal(amount) - Decimal(got[line] or 0)) < 1, line
