"""What every run begins with, and what it tells at its end."""

from pathlib import Path
from typing import Any

import pytest

from tests.dialogs.corpus.hearing import counted

WAITING = Path(__file__).parent / "bot"  # for processes and a server most of the time


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, so that none of them is left alone at the end; then those that wait among those that work.

    So three at a time keep two cores busy.
    """
    modules = dict.fromkeys(item.path for item in items)
    place: dict[Path, float] = {}
    for waits in (True, False):
        group = [path for path in modules if path.is_relative_to(WAITING) == waits]
        place |= {path: number / len(group) for number, path in enumerate(group)}
    items.sort(key=lambda item: (item.get_closest_marker("long") is None, place[item.path]))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    terminalreporter.write_line(counted())
