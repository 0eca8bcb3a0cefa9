"""The TOML of the package is read as it is written, whatever became of what was kept of it."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from calc.packaged import read_toml

ROOT = Path(__file__).parents[2]

FIRST = """
name = "a \\"quoted\\" § name"
share = 0.10
count = 3
yes = true
day = 2026-04-15
[of]
list = [[1, 2], ["x"]]
"""
READ = {
    "name": 'a "quoted" § name',
    "share": Decimal("0.10"),
    "count": 3,
    "yes": True,
    "day": date(2026, 4, 15),
    "of": {"list": [[1, 2], ["x"]]},
}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (at := tmp_path / "talk.toml").write_text(FIRST, "utf-8")
    return at


def kept(file: Path) -> Path:
    return Path(cache_from_source(f"{file}.py"))


def test_it_is_kept_and_read_the_same(file: Path) -> None:
    assert read_toml(file) == READ
    assert kept(file).is_file()
    assert read_toml(file) == READ
    assert str(read_toml(file)["share"]) == "0.10"


def test_each_reader_has_its_own(file: Path) -> None:
    read_toml(file)["of"]["list"].clear()
    assert read_toml(file) == READ


def test_what_was_kept_of_other_content_is_not_taken_whatever_the_clock_says(file: Path) -> None:
    read_toml(file)
    stamp = file.stat().st_mtime
    file.write_text(FIRST.replace("count = 3", "count = 4"), "utf-8")  # as long as before
    os.utime(file, (stamp, stamp))
    assert read_toml(file) == READ | {"count": 4}


@pytest.mark.parametrize("left", [0, 5, 16, 40, -1])
def test_what_is_broken_is_parsed_anew(file: Path, left: int) -> None:
    read_toml(file)
    whole = kept(file).read_bytes()
    kept(file).write_bytes(whole[:left])
    assert read_toml(file) == READ


def test_all_of_a_folder_is_kept_ahead(file: Path) -> None:
    kept_by = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-m", "calc.packaged", str(file.parent)], cwd=ROOT, env=kept_by, check=True)
    assert kept(file).is_file()


def test_nobody_else_may_write_what_is_kept(file: Path) -> None:
    before = os.umask(0)
    try:
        read_toml(file)
    finally:
        os.umask(before)
    assert kept(file).stat().st_mode & 0o022 == 0


def test_where_nothing_can_be_written_it_is_parsed(file: Path) -> None:
    kept(file).parent.write_text("no folder", "utf-8")
    assert read_toml(file) == READ


def test_a_file_that_is_not_there_is_missing(file: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_toml(file.with_name("none.toml"))
