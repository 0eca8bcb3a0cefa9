"""``rothbot doctor``: looks at everything the bot needs; exit status 1 when something keeps it from running."""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Iterator
from datetime import date

from bot.channels.telegram.settings import TelegramSettings, WebhookSettings
from bot.cli import version
from bot.doctor import cautions, stored
from bot.doctor.finding import Finding, by_fault, fine, note
from bot.faults import Fault
from bot.settings import StoreSettings, read


def main(_: argparse.Namespace) -> int:
    level = set()
    for finding in examine():
        print(finding, flush=True)
        level.add(finding.level)
    return 1 if "wrong" in level else 0


def examine() -> Iterator[Finding]:
    wall, steady = time.time(), time.monotonic()
    yield fine("version", version=version(), python=platform.python_version())
    try:
        settings = read(
            WebhookSettings if {"ROTHBOT_WEBHOOK_URL", "ROTHBOT_WEBHOOK_SECRET"} & {*os.environ} else TelegramSettings
        )
    except Fault as fault:
        yield by_fault("settings", fault)
    else:
        yield fine("settings")
        from bot.doctor import telegram

        yield from cautions.of_run(settings)
        yield from telegram.examine(settings)
    try:
        of_store = read(StoreSettings)
        yield from stored.examine(of_store)
        yield from cautions.of_key(of_store)
        yield cautions.of_backups(of_store, time.time())
    except Fault as fault:
        yield by_fault("database", fault)
    yield from cautions.of_clock(time.time() - wall, time.monotonic() - steady)
    yield _years(date.today())  # noqa: DTZ011 - the machine's own day


def _years(today: date) -> Finding:
    from calc import law
    from dialogs.pages.figures import unfinished

    first, latest = min(law.years()), max(law.years())
    if missing := unfinished():
        return note("years", "unfinished", problem=missing, first=first, latest=latest)
    if today.year > latest:
        return note("years", "behind", missing=today.year, first=first, latest=latest)
    if signed := sorted(map(int, law.taken())):
        return fine("years", "signed", first=first, latest=latest, signed=signed)
    return fine("years", first=first, latest=latest)
