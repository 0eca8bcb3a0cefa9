"""One tidy chat: over every golden talk Telegram would take every call, and no more than one message has buttons."""

import asyncio

import pytest
from botapi import Telegram
from in_process import CHAT, running, unhurried

from tests.stories.telling import day, said, stories


@pytest.mark.parametrize("path", stories(), ids=lambda path: path.stem)
def test_a_golden_talk_in_telegram(path, tmp_path, monkeypatch):
    unhurried(monkeypatch)
    telegram = Telegram()

    async def talk(bot):
        for words in said(path):
            await (bot.presses(words[1:]) if words.startswith("#") else bot.says(words))
            assert len(telegram.live(CHAT)) <= 1, words

    asyncio.run(running(telegram, tmp_path, day(path), talk))
    assert telegram.wrong == []
    pressed = sum(words.startswith("#") for words in said(path))
    marked = sum("\n→ " in shown.text for shown in telegram.chats[CHAT])
    assert marked >= pressed // 2  # several ticks of one list are one answer
    assert len(telegram.answered) == pressed
