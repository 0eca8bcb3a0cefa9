"""What is held of one person beside the talk itself, for the export and for a written request."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from bot.faults import Fault
from bot.store.keyring import Keyring
from bot.store.schema import inbox, is_open, messages, outbox, reminders, talks


def beside(db: Connection, ring: Keyring, talk: int) -> dict[str, Any]:
    """Ready for JSON. A text that no key opens is None; times are in UTC.

    to_be_sent: messages under way; waiting: what was said and is not answered yet, or was set aside; messages: the
    numbers of those that can still be taken back or ask for a fact, and their words while their buttons are there;
    buttons: what a channel keeps of the last ones; set_aside: a talk that did not open once, when another was begun.
    """
    opened = _opener(ring, talk)
    row = db.execute(select(talks.c.heard, talks.c.shown, talks.c.aside).where(talks.c.talk == talk)).one_or_none()
    heard, shown, aside = row or (None, None, None)
    due = db.scalar(select(reminders.c.due).where(reminders.c.talk == talk))
    sent = db.scalars(select(outbox.c.body).where(outbox.c.talk == talk).order_by(outbox.c.id))
    said = select(inbox.c.raw).where(inbox.c.talk == talk, is_open(inbox.c)).order_by(inbox.c.number)
    kept = select(messages.c.number, messages.c.at, messages.c.about, messages.c.live)
    rows = db.execute(kept.where(messages.c.talk == talk).order_by(messages.c.number.desc()))
    return {
        "last_word": _moment(heard),
        "next_reminder": _moment(due),
        "to_be_sent": [opened("message", body) for body in sent],
        "waiting": [opened("update", raw) for raw in db.scalars(said)],
        "messages": [
            {"number": number, "at": _moment(at), "about": opened("question", about)}
            | ({} if live is None else {"words": opened("message", live)})
            for number, at, about, live in rows
        ],
        "buttons": opened("shown", shown),
        "set_aside": opened("session", aside),
    }


def _opener(ring: Keyring, talk: int) -> Callable[[str, bytes | None], Any]:
    def opened(what: str, sealed: bytes | None) -> Any:
        with suppress(Fault, ValueError):
            text = None if sealed is None else ring.unseal(what, talk, sealed)
            return text if text is None or what == "question" else json.loads(text)
        return None

    return opened


def _moment(at: int | None) -> str | None:
    return None if at is None else datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="seconds")
