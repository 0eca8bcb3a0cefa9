"""Marketplace insurance whose premium nobody told in dollars: what the conversion does to the credit (IRC 36B)."""

from __future__ import annotations

import pytest

from dialogs.views.plan.screen import first_screen
from tests.people import couple, person, planned

RETIRED = {"ira_kinds": ["traditional"], "traditional": 400_000, "basis": 0, "moves": ["converted"]}


@pytest.mark.parametrize(
    ("agi", "words"),
    [
        (78_000, "the income is about $86,000, above $84,600 (400% of the poverty line for 2). The whole"),
        (70_000, "the income is about $78,000, and each dollar lowers the premium credit. Above $84,600"),
        (76_600, "the income is about $84,600, and each dollar lowers"),  # exactly 400 %: still one
    ],
)
def test_the_line_and_the_income_are_named(agi: int, words: str):
    """4 x (15,650 + 5,500) = 84,600 for two in 2026; 8,000 is converted."""
    you = person(1966, 0, covered=False, converted=8_000, **RETIRED)
    made = planned(couple(person(1968, 0, covered=False), you, agi, circumstances=["abroad", "aid", "marketplace"]))
    assert words in "\n".join(first_screen(made).blocks)


def test_who_told_that_there_is_no_credit_is_told_of_none():
    you = person(1966, 0, covered=False, converted=8_000, **RETIRED)
    rest = {"silver_premium": 0, "family_size": 2}
    made = planned(couple(person(1968, 0), you, 78_000, circumstances=["marketplace"], whole_return=rest))
    assert "whole premium credit of 2026 is lost" not in "\n".join(first_screen(made).blocks)
