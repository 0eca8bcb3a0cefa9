"""Time zones: those of a state as choices, and the one that a person names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.text import bare


@cache
def _cards() -> Mapping[str, Any]:
    return read_toml(ENGLISH / "zones.toml")


def of_state(state: str | None) -> tuple[str, ...]:
    """The zones of a state; without one those that most of the country lives in."""
    common = tuple(_cards()["names"])[:7]
    return tuple(_cards()["states"].get(state, common))


def label(zone: str) -> str:
    names: list[str] = _cards()["names"].get(zone, [zone.rpartition("/")[2].replace("_", " ")])
    return names[0]


def find(text: str) -> str | None:
    """The zone that words name: Eastern, Chicago, Europe/Berlin; None when they name none."""
    return _by_name().get(bare(text.replace("/", " ").replace("_", " ")))


@cache
def _by_name() -> Mapping[str, str]:
    """Every way to name a zone; a city that two regions have keeps its full name only."""
    zones = sorted(
        zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix", "right"))
    )
    cities: dict[str, list[str]] = {}
    for zone in zones:
        cities.setdefault(_plain(zone.rpartition("/")[2]), []).append(zone)
    names = {city: found[0] for city, found in cities.items() if len(found) == 1} | {
        _plain(zone): zone for zone in zones
    }
    ours = {bare(name): zone for zone, known in _cards()["names"].items() for name in known}
    return names | ours | {"utc": "UTC"}


def _plain(name: str) -> str:
    return bare(name.replace("/", " ").replace("_", " "))
