"""What works and is seldom meant: a fixed day, an open door, a key for all, no backup, a clock that stands still."""

from __future__ import annotations

import ipaddress
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from bot.channels.telegram.settings import TelegramSettings
from bot.doctor.finding import Finding, fine, note
from bot.faults import Fault
from bot.settings import StoreSettings
from bot.store.place import place

LATE = 2 * 86_400  # seconds since the newest backup
NOTICED = 0.05  # seconds after which a clock that stands still can be told
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def of_run(settings: TelegramSettings) -> Iterator[Finding]:
    if settings.rothbot_today:
        yield note("settings", "fixed_day", day=settings.rothbot_today)
    address = urlsplit(settings.telegram_api_base_url)
    if address.scheme == "http" and not _is_here(address.hostname or ""):
        yield note("settings", "in_clear", address=address.hostname)
    if not _is_here(settings.rothbot_host):
        yield note("settings", "open_door", host=settings.rothbot_host)
    if not settings.rothbot_contact:
        yield note("settings", "no_contact")


def of_key(settings: StoreSettings) -> Iterator[Finding]:
    """A key file that others on the machine can read."""
    try:
        file = place(settings).key_file
    except Fault:
        return
    if not settings.rothbot_key.get_secret_value() and file.exists() and file.stat().st_mode & _OTHERS:
        yield note("key", "readable", file=file)


def of_backups(settings: StoreSettings, now: float) -> Finding:
    """Whether there is one, and of the last two days. now: seconds since 1970."""
    if not settings.rothbot_backups:
        return note("backups", "unknown")
    made = [file.stat().st_mtime for file in Path(settings.rothbot_backups).glob("rothbot-*.gz")]
    if not made:
        return note("backups", "none", folder=settings.rothbot_backups)
    newest = datetime.fromtimestamp(max(made), UTC).date()
    if now - max(made) >= LATE:
        return note("backups", "old", folder=settings.rothbot_backups, made=newest)
    return fine("backups", folder=settings.rothbot_backups, made=newest)


def of_clock(wall: float, steady: float) -> Iterator[Finding]:
    """A clock that stands still, by how much it and the processor's own have gone on since we began; seconds."""
    if steady > NOTICED and abs(wall) < steady / 10:
        yield note("clock", "stands", seconds=round(steady, 1))


def _is_here(host: str) -> bool:
    """This machine, or a name without a dot: a container beside us."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or not ("." in host or host[:1].isdigit())  # an address may be one number
