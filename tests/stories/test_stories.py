"""Every golden talk is held again, word for word, and says what the law makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.telling import musts, retold, stories


@pytest.mark.parametrize("story", stories(), ids=lambda path: path.stem)
def test_the_talk_goes_as_told(story: Path) -> None:
    told = story.read_text("utf-8")
    assert retold(story) == told


@pytest.mark.parametrize("story", stories(), ids=lambda path: path.stem)
def test_the_talk_says_what_the_law_says(story: Path) -> None:
    talk = story.read_text("utf-8").partition("\n\n")[2]
    assert musts(story)
    assert [must for must in musts(story) if must not in talk] == []
