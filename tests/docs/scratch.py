"""A scratch copy of the tree, in which the recipes of CONTRIBUTING.md are followed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

WHOLE = "ROTHBOT_RECIPES" in os.environ  # set by ``make recipes``
LONGEST = 60.0  # seconds that a bot may take to start and answer, or to stop
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "site", "dist", "*.egg-info", ".*_cache", "*.db*")
_UNANSWERED = re.compile(r'^(\S+\.talk), line (\d+): .*such as "(> .*)", and tell', re.MULTILINE)


class Copy:
    """A scratch copy of the tree; commands see it and not the checkout."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT, folder, ignore=NOT_COPIED, symlinks=True)

    def add(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(exist_ok=True)
        with (self.folder / path).open("a", encoding="utf-8") as file:
            file.write(text)

    def change(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text, path
        file.write_text(text.replace(old, new), "utf-8")

    def changed(self, *folders: str) -> list[str]:
        """Files of the checkout that are not here as they are there."""
        files = (file for folder in folders for file in (ROOT / folder).rglob("*") if file.suffix in {".py", ".toml"})
        paths = (file.relative_to(ROOT) for file in files)
        return sorted(str(path) for path in paths if (self.folder / path).read_bytes() != (ROOT / path).read_bytes())

    @contextmanager
    def running(self, *arguments: str, **settings: str) -> Iterator[None]:
        """``rothbot`` while it runs; at the end it is told to stop, and stops cleanly."""
        env = os.environ | {"PYTHONPATH": str(self.folder), "XDG_DATA_HOME": str(self.folder / ".data")} | settings
        command = [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())", *arguments]
        with subprocess.Popen(command, cwd=self.folder, env=env, stderr=subprocess.PIPE, text=True) as process:
            try:
                yield
            finally:
                process.terminate()
                _, errors = process.communicate(timeout=LONGEST)
            assert process.returncode == 0, errors[-3000:]

    def wait_for(self, path: str, lines: int) -> list[str]:
        """The lines of a file, once there are so many."""
        file, end = self.folder / path, time.monotonic() + LONGEST
        while time.monotonic() < end:
            found = file.read_text("utf-8").splitlines() if file.exists() else []
            if len(found) >= lines:
                return found
            time.sleep(0.05)
        pytest.fail(f"{path} has fewer than {lines} lines")

    def python(self, *arguments: str, feed: str = "", status: int | None = 0) -> tuple[str, str]:
        """Output and errors of a command that ends with ``status``, or any where it is None."""
        env = os.environ | {"PYTHONPATH": str(self.folder), "XDG_DATA_HOME": str(self.folder / ".data")}
        done = subprocess.run(
            [sys.executable, *arguments],
            check=False, cwd=self.folder, env=env, input=feed, capture_output=True, text=True,
        )  # fmt: skip
        assert status is None or done.returncode == status, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout, done.stderr

    def rothbot(self, *arguments: str, feed: str = "") -> str:
        return self.python("-c", "import sys; from bot.cli import main; sys.exit(main())", *arguments, feed=feed)[0]

    def docs(self) -> None:
        """``make docs``."""
        self.rothbot("docs")

    def talks(self) -> None:
        """The golden talks told anew; a question that has come up is answered where the talk says so."""
        asked: list[str] = []
        for _ in range(3):
            unanswered = self.python("-m", "tests.stories.telling", *asked, status=None)[1]
            if not unanswered:
                return
            asked = []
            for name, line, answer in _UNANSWERED.findall(unanswered):
                asked.append(name)
                story = self.folder / "tests/stories" / name
                lines = story.read_text("utf-8").splitlines()
                lines.insert(int(line) - 1, answer)
                story.write_text("\n".join(lines) + "\n", "utf-8")
        pytest.fail(unanswered)

    def asking(self) -> None:
        """``make asking``; it takes a minute, so only ``make recipes`` has it."""
        if WHOLE:
            self.python("-m", "dialogs.answering.train", "C998")

    def tests(self, *which: str) -> None:
        """The tests of the rooms that were touched; with ``make recipes`` all of them."""
        whole = ("-n", "2", "--hypothesis-profile=ci", "--ignore", "tests/docs/test_contributing.py")
        self.python("-m", "pytest", "-q", "-p", "no:cacheprovider", *(whole if WHOLE else which))
