"""What is counted: events and outcomes, by kind and question; never a word that was said."""

import re

import httpx
from botapi import BLOCKED


def read(address):
    """Name with labels → value."""
    text = httpx.get(f"{address}/metrics").text
    return text, {name: float(value) for name, value in re.findall(r"^(rothbot\S*) (\S+)$", text, re.MULTILINE)}


def test_a_bot_that_polls_tells_its_health_and_counts(telegram, start):
    bot = start(real=True, ROTHBOT_PORT="0", ROTHBOT_TODAY="2026-11-23")
    for count, words in enumerate(
        ["/start", "2026", "my secret word", "what is a SEP?", "what is the weather?"], start=1
    ):
        telegram.say(7, words)
        telegram.heard(7, count)
    telegram.fault = lambda _method, values: BLOCKED if values.get("chat_id") == 8 else None
    telegram.say(8, "/start")
    bot.until_delivered()
    address = bot.address()
    assert [httpx.get(f"{address}{path}").status_code for path in ("/healthz", "/readyz", "/telegram")] == [
        200,
        200,
        404,
    ]
    text, values = read(address)
    assert values['rothbot_updates_total{outcome="done"}'] == 6
    assert values['rothbot_heard_total{event="question"}'] == 1
    assert values['rothbot_heard_total{event="question.outside"}'] == 1
    assert values['rothbot_misread_total{question="filing_status"}'] == 1
    assert values['rothbot_steps_total{stage="you"}'] == 6
    assert values['rothbot_sends_total{outcome="sent"}'] == 5
    assert values['rothbot_sends_total{outcome="blocked"}'] == 1
    assert values["rothbot_step_seconds_count"] == 6
    assert values["rothbot_delivery_seconds_count"] == 6
    assert (values["rothbot_talks"], values["rothbot_outbox_messages"], values["rothbot_database_up"]) == (2, 0, 1)
    assert "secret" not in text
    assert "SEP" not in text
