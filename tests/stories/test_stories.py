"""Every golden talk is held again, word for word, and says what the law makes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.stories.telling import Unanswered, Unpressable, musts, retold, stories


@pytest.mark.parametrize("story", stories(), ids=lambda path: path.stem)
def test_the_talk_goes_as_told(story: Path) -> None:
    assert retold(story) == story.read_text("utf-8")


@pytest.mark.parametrize("story", stories(), ids=lambda path: path.stem)
def test_the_talk_says_what_the_law_says(story: Path) -> None:
    talk = story.read_text("utf-8").partition("\n\n")[2]
    assert musts(story)
    assert [must for must in musts(story) if must not in talk] == []


def test_a_question_that_has_come_up_is_named_with_its_place(tmp_path: Path) -> None:
    """What to add is said: the answer, above the line that was said next."""
    told = stories()[0].read_text("utf-8")
    earlier = tmp_path / "earlier.talk"  # as it was told before there was a question about the state
    without = re.sub(r"\? state\n\n> Texas\n(?:.*\n)*?(?=\? you.ira_kinds)", "", told)
    earlier.write_text(without, "utf-8")
    with pytest.raises(Unanswered) as unanswered:
        retold(earlier)
    lines = without.splitlines()
    place = lines.index("? you.ira_kinds") + 2
    assert str(unanswered.value).startswith(f"earlier.talk, line {place + 1}: the talk is asked state here.")
    earlier.write_text("\n".join([*lines[:place], "> Texas", *lines[place:]]) + "\n", "utf-8")
    assert retold(earlier) == told


def test_a_button_that_is_gone_is_named(tmp_path: Path) -> None:
    changed = tmp_path / "changed.talk"
    changed.write_text(stories()[0].read_text("utf-8").replace("> #Single", "> #Alone", 1), "utf-8")
    with pytest.raises(Unpressable, match='> #Alone" is said after tax_year was answered'):
        retold(changed)
