"""``rothbot check`` as another program uses it."""

from __future__ import annotations

import json
import subprocess

import pytest
from forked import completed
from process import clean_env

CLEAN = {
    "tax_year": 2025,
    "today": "2026-06-15",
    "facts": {"you": {"basis": "0"}},
    "papers": [
        {"form": "1099-R", "owner": "you", "year": 2025, "ira": True, "boxes": {"1": "7000", "2a": "7000", "7": "2"}},
        {"form": "5498", "owner": "you", "year": 2025, "kind": "ira", "boxes": {"1": "7000", "5": "0"}},
    ],
    "printed": {"8606": {"1": "7000", "14": "0", "18": "0"}, "1040": {"4a": "7000", "4b": "0"}},
}
WRONG = {**CLEAN, "printed": {"8606": {"1": "7000", "7": "7000", "8": None}}}


@pytest.fixture
def check(rothbot: str, tmp_path):
    def _check(*arguments: str, feed: str) -> subprocess.CompletedProcess[str]:
        return completed([rothbot, "check", *arguments], feed.encode(), clean_env(), tmp_path)

    return _check


def test_one_set_a_line_in_order_and_a_wrong_line_stops_no_other(check):
    done = check("--lines", feed=f"{json.dumps(CLEAN)}\nno json\n{json.dumps(WRONG)}\n")
    assert done.returncode == 1
    right, refused, wrong = map(json.loads, done.stdout.splitlines())
    assert (right["verdict"], right["first_wrong"], right["questions"]) == ("right", None, [])
    assert right["lines"]["8606"]["10"] == "1.000000"
    assert refused["field"] is None
    assert wrong["verdict"] == "wrong"
    assert wrong["first_wrong"] == {"form": "8606", "who": "you", "line": "7", "printed": "7000.00", "right": "0.00"}
    assert wrong["cause"] == "conversion_as_payout"
    assert "$7,000" in wrong["text"]


def test_one_set_as_text(check):
    done = check(feed=json.dumps(CLEAN))
    assert done.returncode == 0
    assert "Every line you gave agrees" in done.stdout


def test_what_was_not_given_is_not_said_to_agree(check):
    done = check(feed=json.dumps({"tax_year": 2025, "papers": [], "printed": {"8606": {}, "1040": {}}}))
    assert "nothing was compared" in done.stdout
    assert "agrees" not in done.stdout


def test_a_set_that_is_none_says_what_is_wrong_with_it(check):
    done = check("--json", feed=json.dumps({**CLEAN, "tax_year": "2025"}))
    assert done.returncode == 1
    assert json.loads(done.stdout)["field"] == "tax_year"
