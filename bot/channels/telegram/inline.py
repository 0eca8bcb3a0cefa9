"""Inline mode: cards and figures for any chat. Nothing personal: nothing is asked, kept or told that is anybody's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.channels.telegram.render import html, pages
from dialogs.answering.answer import for_anybody

LONGEST = 200  # characters of a question; Telegram takes 256
SHOWN = 120  # characters of an answer in the list
MOST = 5
KEPT = 3_600  # seconds that Telegram may answer the same question by itself


def asked(raw: Any) -> tuple[str, str] | None:
    """The number of an inline question and its words; None for every other update."""
    query = raw.get("inline_query") if isinstance(raw, Mapping) else None
    if not isinstance(query, Mapping):
        return None
    number, words = query.get("id"), query.get("query")
    return (number, words) if isinstance(number, str) and number and isinstance(words, str) else None


def articles(words: str, today: date) -> list[dict[str, Any]]:
    """What can be chosen to be sent: the answer, or the nearest cards; without a question the year's figures."""
    return [_article(number, title, blocks) for number, (title, blocks) in enumerate(_found(words, today)[:MOST])]


def _found(words: str, today: date) -> list[tuple[str, tuple[str, ...]]]:
    return for_anybody(words.strip()[:LONGEST], today)


def _article(number: int, title: str, blocks: tuple[str, ...]) -> dict[str, Any]:
    text = pages(blocks)[0]
    first = next((line for block in blocks for line in block.split("\n") if not line.startswith("# ")), "")
    sent = {"message_text": html(text), "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    return {
        "type": "article",
        "id": str(number),
        "title": title,
        "description": first[:SHOWN],
        "input_message_content": sent,
    }
