"""A whole interview over real HTTP with the real conversation: taps, words, an old button, a kill in the middle."""

from __future__ import annotations

import re

TALK = [
    ("press", "Single"),
    ("say", "a fair amount"),  # a wrong answer: explained, asked again, nothing stored
    ("say", "$320k"),
    ("say", "310,000"),
    ("say", "1984"),
    ("say", "Texas"),
    ("press", "No IRAs at all"),
    ("press", "None of these"),
    ("press", "No plan"),
    ("press", "Yes"),
    ("press", "As much as allowed"),
    ("press", "None of these"),
    ("press", "All correct: show my plan"),
    ("press", "Summary"),
]
CHAT = 7


def test_a_whole_interview_with_a_kill_in_the_middle(telegram, start):
    bot = start(real=True, fresh=True, ROTHBOT_TODAY="2026-11-23")
    telegram.say(CHAT, "/start")
    telegram.until(lambda: telegram.chats[CHAT] and telegram.chats[CHAT][-1].buttons)
    old = None
    for number, (way, words) in enumerate(TALK):
        before = len(telegram.chats[CHAT])
        if number == 4:
            bot.until_delivered()
            bot.kill()
            bot = start(real=True, ROTHBOT_TODAY="2026-11-23")
        if way == "press":
            shown = next(m for m in reversed(telegram.chats[CHAT]) if words in m.labels)
            old = old or shown
            telegram.press(CHAT, words, shown)
        else:
            telegram.say(CHAT, words)
        telegram.until(lambda before=before: _settled(telegram, before))
        bot.until_delivered()
    texts = [shown.text for shown in telegram.chats[CHAT]]
    assert any("I need an amount in dollars" in text for text in texts)
    assert sum("Your pay (compensation): $320,000" in text for text in texts) >= 1
    plan = "\n".join(texts[-6:])
    assert "The back door is open for 2026: $7,500" in plan
    assert re.search(r"☐\s+1\. Put \$7,500 into a traditional IRA", plan)
    assert "Education, not advice." in texts[-1]


def test_an_old_button_never_answers_todays_question(telegram, start):
    bot = start(real=True, ROTHBOT_TODAY="2026-11-23")
    telegram.say(CHAT, "/start")
    telegram.until(lambda: telegram.chats[CHAT] and telegram.chats[CHAT][-1].buttons)
    first = telegram.chats[CHAT][-1]
    kept = [list(row) for row in first.buttons]
    telegram.press(CHAT, "Single", first)
    telegram.until(lambda: "How much do you earn" in telegram.chats[CHAT][-1].text)
    bot.until_delivered()
    before = len(telegram.chats[CHAT])
    first.buttons = kept  # an old phone still shows them
    telegram.press(CHAT, "Single", first)
    telegram.until(lambda: _settled(telegram, before))
    assert "How much do you earn" in telegram.chats[CHAT][-1].text  # the same question is still open
    assert not any("Your pay (compensation):" in shown.text for shown in telegram.chats[CHAT])


def _settled(telegram, before):
    shown = telegram.chats[CHAT]
    return len(shown) > before and shown[-1].buttons
