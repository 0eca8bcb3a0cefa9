"""A reminder goes out by itself: nobody has said anything, and the process was killed in between."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

ZONES = ("Europe/London", "Asia/Tokyo", "America/Los_Angeles")


def awake() -> str:
    """A zone in which it is day now."""
    return next(zone for zone in ZONES if 9 <= datetime.now(ZoneInfo(zone)).hour < 19)


def test_the_process_sends_it_once_and_a_button_of_it_is_understood(telegram, start):
    assert datetime.now(UTC).year >= 2026  # the limits of 2026 are in, so who plans for 2025 has news
    bot = start(real=True)
    for words in ("/start", "2025", "single", "/remind", awake(), "/remind news"):
        telegram.say(7, words)
    telegram.until(lambda: any("one message" in shown.text for shown in telegram.chats[7]))
    telegram.until(lambda: any("limits for 2026 are in" in shown.text for shown in telegram.chats[7]))
    bot.until_delivered()
    bot.kill()
    start(real=True)
    telegram.press(7, "Stop this one")
    telegram.until(lambda: any("no message about new limits" in shown.text for shown in telegram.chats[7]))
    assert sum("limits for 2026 are in" in shown.text for shown in telegram.chats[7]) == 1
