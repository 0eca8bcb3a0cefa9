"""docs/figures.md is what the year files say, and every figure has its words."""

from __future__ import annotations

import pytest

from calc import law
from calc.refusals import Refusal
from dialogs.pages.figures import figure_shown, figures_of, unfinished
from dialogs.phrases import phrases


def test_every_figure_has_words_and_every_word_a_figure():
    card = phrases()["figures"]
    worded = [name for section in card["section"] for name in card[section]]
    assert sorted(worded) == sorted(law.year(law.latest()).figures)


def test_a_year_shows_value_citation_and_the_day_it_was_checked():
    limit = next(line for line in figures_of(2026).splitlines() if line.startswith("IRA contribution limit"))
    assert "$7,500" in limit
    assert "Notice 2025-67" in limit
    assert "November 23, 2026" in limit


def test_what_a_year_does_not_have_is_said():
    assert "catch-up at 60 to 63: none, first in 2025" in figures_of(2019)


def test_all_years_are_finished():
    assert unfinished() == ""


def test_a_figure_that_is_not_out_yet_is_said_to_be_so():
    assert figure_shown(None) == "not published yet"


def test_a_year_that_is_not_published_is_refused():
    with pytest.raises(Refusal):
        figures_of(2050)
