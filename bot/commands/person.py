"""``rothbot person``: what a written request asks for, where the person cannot send ``/export`` or ``/forget``.

``block`` and ``unblock``, for who abuses the bot: what such a chat says is not heard, and nothing is sent to it.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from datetime import date

from sqlalchemy import Connection

from bot.faults import Fault
from bot.settings import StoreSettings, read
from bot.store import Store, chats, held, talks
from bot.store.forgetting import is_doomed
from bot.store.locks import lock
from bot.store.opening import open_store
from dialogs.messages import NewerTalk
from dialogs.phrases import say


def main(given: argparse.Namespace) -> int:
    with closing(open_store(read(StoreSettings), new=False)) as store:
        with store.transaction() as db:
            number = chats.find(db, store.ring, given.channel, [given.chat]).get(given.chat)
            if given.act in {"block", "unblock"}:
                done = f"{given.act}ed" if _block(db, store, given, number) else "as_it_was"
                print(say(f"channel.person.{done}", chat=given.chat))
                if number is None:  # who mistypes a number would take somebody for blocked who goes on
                    print(say("channel.person.not_known", chat=given.chat, channel=given.channel))
                return 0
            if number is None:
                raise Fault("store.no_talk", place=store.place, chat=given.chat, channel=given.channel)
            if given.act == "export":
                _export(db, store, number)
            else:
                _hold(db, store, number)
                talks.forget(db, number)
        if given.act == "forget":
            store.clean()
            print(say("channel.person.forgotten", chat=given.chat))
            with store.transaction() as db:
                left = is_doomed(db)
            if left:
                print(say("channel.person.key_left", place=store.ring.place))
                return 1
    return 0


def _block(db: Connection, store: Store, given: argparse.Namespace, number: int | None) -> bool:
    """Whether that is a change. What waits in the chat, and for it, is dropped."""
    on = given.act == "block"
    if on and number is not None:
        _hold(db, store, number)
        talks.silence(db, number)
    return store.ring.block(store.ring.mark(given.channel, given.chat), on=on)


def _export(db: Connection, store: Store, number: int) -> None:
    from dialogs.session import Session
    from dialogs.views.exporting import export_of, with_beside

    words = talks.load(db, store.ring, [number]).get(number)  # none where a message is still on its way, and no more
    try:
        session = Session.new() if words is None else Session.load(words)
    except NewerTalk:
        raise Fault("store.newer", place=store.place) from None
    content = export_of(session, date.today())  # noqa: DTZ011 - the machine's own day
    sys.stdout.write(with_beside(content, held.beside(db, store.ring, number)))


def _hold(db: Connection, store: Store, number: int) -> None:
    if not lock(db, [number]):
        raise Fault("store.locked", place=store.place)
