"""The talks that are drawn in docs/pictures are those that the bot holds today."""

from __future__ import annotations

import pytest

from bot.delivery import sender
from tests.bot.pictures import FOLDER, TALKS, drawn


@pytest.mark.parametrize("name", TALKS)
def test_a_drawn_talk_is_told_so_today(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "BURST", 10**9)
    same = (FOLDER / f"talk-{name}.svg").read_text("utf-8") == drawn(name)
    assert same, "run: .venv/bin/python -m tests.stories.telling"
