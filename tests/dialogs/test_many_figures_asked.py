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
from calc.effort import STEP, limited
from calc.facts import Facts
from dialogs.answering.answer import from_cards
from dialogs.answering.computed.compute import compute

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
    newest = TODAY.replace(year=law.latest())
    return [(case, _computed(case["said"], newest if "refused" in case else TODAY)) for case in ASKED]


def _computed(said, day):
    """As in a step of a talk, in which the same thing is worked out once."""
    with limited(STEP):
        return compute(said, Facts(), day, asked=True)


def test_nine_of_ten_are_answered_rightly(answered):
    right = [found is not None and _holds(found, case) for case, found in answered]
    assert sum(right) / len(right) >= 0.92


def test_hardly_one_is_answered_wrongly_where_a_figure_is_given(answered):
    wrong = [
        case["said"]
        for case, found in answered
        if found is not None and found.kind in EXACT and not _holds(found, case)
    ]
    assert len(wrong) / len(ASKED) <= 0.01


def test_what_a_worksheet_knows_is_what_people_are_told(answered):
    """No card and no usual answer stands in its place, but for a few."""
    right = [case for case, found in answered if found is not None and found.kind in EXACT and _holds(found, case)]
    told = [(case, _told(case["said"])) for case in right]
    lost = [case["said"] for case, found in told if found is None or not _holds(found, case)]
    assert len(lost) / len(right) <= 0.008, lost


def _told(said):
    with limited(STEP):
        return from_cards(said, Facts(), TODAY).computed


def test_no_year_without_figures_gets_one(answered):
    of_no_year = [found for case, found in answered if "refused" in case]
    assert all(found is None or found.kind == "refused" for found in of_no_year)
