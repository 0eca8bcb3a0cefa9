"""What every run tells at its end."""

from typing import Any

from tests.dialogs.corpus.hearing import counted


def pytest_terminal_summary(terminalreporter: Any) -> None:
    terminalreporter.write_line(counted())
