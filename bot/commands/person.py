"""``rothbot person``: what a written request asks for, where the person cannot send ``/export`` or ``/forget``."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from bot.faults import Fault
from bot.settings import StoreSettings, read
from bot.store import chats, held, talks
from bot.store.locks import lock
from bot.store.opening import open_store
from dialogs.phrases import say


def main(given: argparse.Namespace) -> int:
    store = open_store(read(StoreSettings), new=False)
    try:
        with store.transaction() as db:
            number = chats.find(db, store.vault, given.channel, [given.chat]).get(given.chat)
            if number is None:
                raise Fault("store.no_talk", place=store.place, chat=given.chat, channel=given.channel)
            if given.act == "export":
                from dialogs.session import Session
                from dialogs.views.exporting import export_of, with_beside

                session = Session.load(talks.load(db, store.vault, [number])[number])
                content = export_of(session, date.today())  # noqa: DTZ011 - the machine's own day
                sys.stdout.write(with_beside(content, held.beside(db, store.vault, number)))
            elif lock(db, [number]):
                talks.forget(db, number)
            else:
                raise Fault("store.locked", place=store.place)
        if given.act == "forget":
            store.clean()
            print(say("channel.person.forgotten", chat=given.chat))
    finally:
        store.close()
    return 0
