"""What every run begins with, and what it tells at its end."""

from typing import Any

import pytest

from tests.dialogs.corpus.hearing import counted


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, so that none of them is left alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    terminalreporter.write_line(counted())
