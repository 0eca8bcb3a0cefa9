"""Settings that work and are seldom meant: a fixed day, an open door, words in clear on a network, a key for all."""

from __future__ import annotations

import ipaddress
import stat
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.channels.telegram.settings import TelegramSettings
from bot.doctor.finding import Finding, note
from bot.faults import Fault
from bot.settings import StoreSettings
from bot.store.place import place

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


def _is_here(host: str) -> bool:
    """This machine, or a name without a dot: a container beside us."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or "." not in host
