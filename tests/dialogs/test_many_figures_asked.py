"""Some three hundred questions with numbers in many wordings, each with how its answer is worked out beside it.

``by`` names the worksheet with its inputs, or the figure; what a reply must hold was worked out from them alone.
``{unpublished}`` is the first year without figures, and what is refused is asked in the year before it.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from calc import law
from tests.dialogs.figured import in_a_step

TODAY = date(2026, 11, 28)
FILE = (Path(__file__).parent / "figures_asked.jsonl").read_text("utf-8")
ASKED = [json.loads(line) for line in FILE.replace("{unpublished}", f"{law.latest() + 1}").splitlines()]
EXACT = {"amount", "yes_no", "date"}


def _date(text):
    day = date.fromisoformat(text)
    return f"{day:%B} {day.day}, {day.year}"


def _holds(found, case):
    head = found.text[:400]
    if "verdict" in case:
        return head.lower().startswith(case["verdict"])
    if "refused" in case:
        return found.kind == "refused" and case["refused"] in head
    if "asks" in case:
        return bool(found.missing) and case["asks"].lower() in head.lower()
    by_date = case["by"].startswith("date")
    return all((_date(word) if by_date else word) in head for word in case["says"])


@pytest.fixture(scope="module")
def answered():
    """Each question with the figure that people are told; None where a card or a usual answer stands instead."""
    newest = TODAY.replace(year=law.latest())
    return [(case, in_a_step(case["said"], newest if "refused" in case else TODAY).computed) for case in ASKED]


def test_nearly_all_are_answered_rightly(answered):
    missed = [case["said"] for case, found in answered if found is None or not _holds(found, case)]
    assert len(missed) / len(ASKED) <= 0.05, missed


def test_hardly_one_is_answered_wrongly_where_a_figure_is_given(answered):
    wrong = [
        case["said"]
        for case, found in answered
        if found is not None and found.kind in EXACT and not _holds(found, case)
    ]
    assert len(wrong) / len(ASKED) <= 0.005, wrong


def test_no_year_without_figures_gets_one(answered):
    of_no_year = [found for case, found in answered if "refused" in case]
    assert all(found is None or found.kind == "refused" for found in of_no_year)
