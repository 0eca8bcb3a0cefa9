"""What is counted: events and outcomes, by kind and question; never a word that was said."""

import json
import re
from pathlib import Path

import httpx
from botapi import BLOCKED
from prometheus_client import CollectorRegistry, generate_latest

from bot import metrics

ROOT = Path(__file__).parent.parent.parent


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


def test_dashboard_alerts_and_page_speak_of_what_is_measured(opened, tmp_path):
    stored = CollectorRegistry()
    stored.register(metrics.Stored(opened(f"sqlite:///{tmp_path}/store.db")))
    page = metrics.page() + generate_latest(stored).decode()
    kinds = dict(re.findall(r"^# TYPE (rothbot_\S+) (\S+)$", page, re.MULTILINE))
    measured = {name for name in kinds if not name.endswith("_created")}
    in_parts = {f"{name}_{part}" for name in measured if kinds[name] == "histogram" for part in ("bucket", "count")}
    board = json.loads((ROOT / "deploy/grafana/rothbot.json").read_text("utf-8"))
    asked = " ".join(target["expr"] for panel in board["panels"] for target in panel["targets"])
    for text in (asked, (ROOT / "deploy/prometheus/alerts.yml").read_text("utf-8")):
        assert set(re.findall(r"\brothbot_\w+", text)) <= measured | in_parts
    assert {name for name in measured if re.search(rf"\b{name}(_bucket)?\b", asked)} == measured, "all are shown"
    told = (ROOT / "docs/operations.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(rothbot_\w+)` ", told, re.MULTILINE)) == measured
