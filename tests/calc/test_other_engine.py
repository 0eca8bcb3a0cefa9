"""A sample of returns that another engine worked out, held against ours; docs/accuracy.md counts what comes out."""

import json
from collections import Counter
from decimal import Decimal

from calc.public import worksheets
from calc.refusals import Refusal
from tests.calc.examples import FOLDER
from tests.docs.pages import ROOT, table

CASES = [json.loads(line) for line in (FOLDER / "other_engine.jsonl").read_text("utf-8").splitlines()]
MARGIN = 2  # dollars: tables round in their own ways


def outcome(case):
    inputs = {key: value for key, value in case.items() if key != "delta"}
    try:
        delta = worksheets.answer("state-tax", inputs)["delta"]
    except Refusal:
        return "refused by name"
    return "within 2 dollars" if abs(Decimal(delta) - Decimal(str(case["delta"]))) <= MARGIN else "different"


def test_the_page_counts_what_comes_out():
    told = {what: int(count) for what, count, _ in table(ROOT / "docs" / "accuracy.md", "Against another engine")}
    assert told == Counter(map(outcome, CASES))
    assert told["within 2 dollars"] > 0.9 * len(CASES)


def test_where_the_two_differ_the_page_names_the_state():
    (reason,) = [
        row[2] for row in table(ROOT / "docs" / "accuracy.md", "Against another engine") if "different" in row
    ]
    assert {case["state"] for case in CASES if outcome(case) == "different"} == {
        word.strip(",.:;") for word in reason.split() if len(word.strip(",.:;")) == 2 and word.strip(",.:;").isupper()
    }
