"""A sample of returns that another engine worked out, held against ours; docs/accuracy.md counts what comes out."""

from collections import Counter

from tests.calc.accuracy import beside, other_engine
from tests.docs.pages import ROOT, table

CASES = other_engine()


def test_the_page_counts_what_comes_out():
    told = {what: int(count) for what, count, _ in table(ROOT / "docs" / "accuracy.md", "Against another engine")}
    assert told == Counter(map(beside, CASES))
    assert told["within 2 dollars"] > 0.9 * len(CASES)


def test_where_the_two_differ_the_page_names_the_state():
    (reason,) = [
        row[2] for row in table(ROOT / "docs" / "accuracy.md", "Against another engine") if "different" in row
    ]
    assert {case["state"] for case in CASES if beside(case) == "different"} == {
        word.strip(",.:;") for word in reason.split() if len(word.strip(",.:;")) == 2 and word.strip(",.:;").isupper()
    }
