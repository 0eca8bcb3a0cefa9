"""Files in the terminal: the export lands in the folder at hand, and comes back from there."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot import engine
from bot.channels.terminal.chat import Terminal

DAY = date(2026, 11, 23)


@pytest.fixture
def terminal(store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def _terminal(chat_id: int = 0) -> Terminal:
        return Terminal(store, engine.rothbot(), chat_id, lambda: DAY)

    return _terminal


def said(terminal: Terminal, *lines: str):
    return [reply for line in lines for reply in terminal.answer(line)][-1]


def test_the_export_is_written_named_and_for_the_owner_alone(terminal):
    reply = said(terminal(), "/start", "2026", "single", "/export")
    file = Path(reply.document)
    assert str(file) in reply.text
    assert json.loads(file.read_text("utf-8"))["filing_status"] == "single"
    assert oct(file.stat().st_mode & 0o777) == "0o600"


def test_a_second_export_does_not_write_over_the_first(terminal):
    one = terminal()
    first = said(one, "/start", "2026", "/export").document
    before = Path(first).read_bytes()
    assert said(one, "single", "/export").document != first
    assert Path(first).read_bytes() == before


def test_the_file_brings_the_answers_into_another_chat(terminal):
    file = said(terminal(), "/start", "2026", "single", "310k", "310k", "1984", "/export").document
    other = terminal(7)
    assert "Birth year: 1984" in said(other, "/start", f"/import {file}").text
    assert said(other, "yes").question == "state"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "There is no file"),
        (b"x" * 100_001, "larger than 100 kB"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"{}", "not one of my exports"),
    ],
    ids=["missing", "large", "binary", "something else"],
)
def test_a_file_that_is_none_of_ours_changes_nothing(terminal, tmp_path, content, sentence):
    one = terminal()
    said(one, "/start", "2026")
    if content is not None:
        (tmp_path / "file.json").write_bytes(content)
    reply = said(one, "/import file.json")
    assert sentence in reply.text
    assert said(one, "/resume").question == "filing_status"


def test_where_nothing_can_be_written_that_is_said(terminal, tmp_path, monkeypatch):
    one = terminal()
    said(one, "/start", "2026")
    monkeypatch.setattr(Path, "cwd", lambda: tmp_path / "gone")
    reply = said(one, "/export")
    assert "could not be written" in reply.text
    assert reply.document is None
