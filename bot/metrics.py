"""What is counted and measured, for Prometheus. No label holds anything that a person said.

``count`` takes the tallies of the worker and the sender: ``updates.done``, ``sends.blocked``, ``stage.review`` …
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import suppress

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import func, literal, select

from bot.faults import Fault
from bot.store import Store
from bot.store.schema import State, inbox, is_open, outbox, talks, waits

registry = CollectorRegistry()
ProcessCollector(registry=registry)

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)
_SLOW = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)

COUNTED = {
    "updates": Counter("rothbot_updates", "Updates by what became of them", ["outcome"], registry=registry),
    "heard": Counter("rothbot_heard", "What people said, by what it was understood as", ["event"], registry=registry),
    "stage": Counter("rothbot_steps", "Steps by the stage the talk was in after them", ["stage"], registry=registry),
    "refused": Counter("rothbot_refusals", "What the law does not answer, by reason", ["reason"], registry=registry),
    "misread": Counter("rothbot_misread", "Answers not understood, by question", ["question"], registry=registry),
    "sends": Counter("rothbot_sends", "Messages by what became of them", ["outcome"], registry=registry),
}
"""Family of a tally → its counter, which has one label."""

step_seconds = Histogram("rothbot_step_seconds", "One step, without storage", buckets=_FAST, registry=registry)
transaction_seconds = Histogram(
    "rothbot_transaction_seconds", "One transaction of the database thread", buckets=_FAST, registry=registry
)
update_seconds = Histogram(
    "rothbot_update_seconds", "From taking an update in to its commit", buckets=_FAST, registry=registry
)
delivery_seconds = Histogram(
    "rothbot_delivery_seconds", "One message, until Telegram has taken it", buckets=_SLOW, registry=registry
)


def count(tallies: Mapping[str, int]) -> None:
    for tally, number in tallies.items():
        family, _, label = tally.partition(".")
        COUNTED[family].labels(label).inc(number)


class Stored(Collector):
    """What lies in the database, looked up when it is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._first, self._since = 0, 0.0  # the first message of the outbox, and since when it is that

    def collect(self) -> Iterator[GaugeMetricFamily]:
        numbers: dict[str, float] = {"rothbot_database_up": 0}
        with suppress(Fault):
            numbers = self._look()
        for name, value in numbers.items():
            yield GaugeMetricFamily(name, _STORED[name], value=value)

    def _look(self) -> dict[str, float]:
        aside = inbox.c.state == literal(State.ASIDE.value, literal_execute=True)
        with self._store.snapshot() as db:
            oldest = db.scalar(select(func.min(inbox.c.received)).where(waits(inbox.c)))
            first = db.scalar(select(func.min(outbox.c.id))) or 0
            numbers = {
                "rothbot_database_up": 1.0,
                "rothbot_talks": db.scalar(select(func.count()).select_from(talks)) or 0,
                "rothbot_inbox_waiting": db.scalar(select(func.count()).where(waits(inbox.c))) or 0,
                "rothbot_inbox_oldest_seconds": max(0.0, time.time() - oldest / 1000) if oldest else 0.0,
                "rothbot_inbox_aside": db.scalar(select(func.count()).where(is_open(inbox.c), aside)) or 0,
                "rothbot_outbox_messages": db.scalar(select(func.count()).select_from(outbox)) or 0,
            }
        now = time.monotonic()
        if first != self._first:
            self._first, self._since = first, now
        return numbers | {"rothbot_outbox_oldest_seconds": now - self._since if first else 0.0}


_STORED = {
    "rothbot_database_up": "Whether the database answers",
    "rothbot_talks": "Talks that are kept",
    "rothbot_inbox_waiting": "Updates that wait for another try",
    "rothbot_inbox_oldest_seconds": "How long the oldest of them has been waiting",
    "rothbot_inbox_aside": "Updates that were set aside and are kept for a day",
    "rothbot_outbox_messages": "Messages on their way out",
    "rothbot_outbox_oldest_seconds": "How long the first of them has been seen as the first, at least",
}


def exposition() -> str:
    """What Prometheus reads."""
    return generate_latest(registry).decode()
