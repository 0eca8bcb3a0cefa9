"""Papers and blank forms on their way through a talk, in the terminal and in Telegram."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import files
import pytest

from bot import engine
from bot.channels.telegram import papers as telegram_papers
from bot.channels.telegram.parse import parse
from bot.channels.terminal.chat import Terminal
from dialogs.messages import Kind

DAY = date(2026, 11, 28)
FACTS = {
    "tax_year": 2026, "filing_status": "single", "state": "FL", "agi": 300_000, "circumstances": [],
    "you": {
        "birth_year": 1984, "compensation": 300_000, "covered": False, "ira_kinds": ["traditional"], "traditional": 0,
        "moves": ["traditional", "converted"], "contributed": 7_500, "contributed_late": 0, "converted": 7_510,
        "basis": 0, "year_end_value": 0, "plan_kinds": [],
    },
}  # fmt: skip


@pytest.fixture
def one(store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Terminal(store, engine.rothbot(), 0, lambda: DAY)


def said(terminal, *lines: str):
    return [reply for line in lines for reply in terminal.answer(line)][-1]


def test_a_stub_in_a_file_is_read_and_waits_for_a_yes(one, tmp_path):
    (tmp_path / "my stub.pdf").write_bytes(files.pdf())
    reply = said(one, "/start", "2026", "single", "/file my stub.pdf")
    assert "A pay stub for 2026" in reply.text
    assert reply.stage == "confirming"
    (tmp_path / "stub.txt").write_text("\n".join(files.STUB))
    assert said(one, "no", f"{tmp_path}/stub.txt").stage == "confirming"


def test_a_file_that_cannot_be_read_changes_nothing(one, tmp_path):
    (tmp_path / "locked.pdf").write_bytes(files.locked())
    reply = said(one, "/start", "2026", "/file locked.pdf")
    assert "password" in reply.text
    assert reply.question == "filing_status"
    assert "There is no file" in said(one, "/file gone.pdf").text


def test_a_blank_form_comes_back_filled_and_is_not_filled_before_there_is_a_plan(one, tmp_path):
    (tmp_path / "f8606.pdf").write_bytes(files.blank_form())
    (tmp_path / "facts.json").write_text(json.dumps(FACTS))
    assert "no plan yet" in said(one, "/start", "/file f8606.pdf").text
    said(one, "/import facts.json", "#Yes, take them")
    reply = said(one, "/file f8606.pdf")
    typed = files.typed(Path(reply.document).read_bytes())
    # 7,500 nondeductible, 7,510 converted, nothing left: basis 7,500 covers all but 10 (Form 8606, 2025 instructions)
    assert (typed["t00"], typed["t13"], typed["t19"]) == ("7,500", "0", "10")
    assert "name" not in typed
    (tmp_path / "old.pdf").write_bytes(files.blank_form(year=2019))
    refused = said(one, "/file old.pdf")
    assert "2019" in refused.text
    assert refused.document is None
    (tmp_path / "odd.pdf").write_bytes(files.blank_form(without="18"))
    assert "left it empty" in said(one, "/file odd.pdf").text


class Files:
    """Telegram's files by their id; one that is not there is lost."""

    def __init__(self, **contents: bytes) -> None:
        self.contents = contents

    async def get_file(self, file_id: str):
        return Place(self.contents[file_id])


class Place:
    def __init__(self, content: bytes) -> None:
        self.content = content

    async def download_as_bytearray(self) -> bytearray:
        return bytearray(BytesIO(self.content).read())


def update(**message: object) -> dict[str, object]:
    return {"update_id": 1, "message": {"message_id": 1, "chat": {"id": 7, "type": "private"}, **message}}


@pytest.mark.parametrize(("message", "kind", "words"), [
    ({"document": {"file_id": "stub", "file_name": "stub.pdf"}}, Kind.PAPER, "Gross Pay"),
    ({"document": {"file_id": "table", "mime_type": "text/csv"}}, Kind.PAPER, "Roth Conversion"),
    ({"document": {"file_id": "gone", "file_name": "a.pdf"}}, Kind.UNREAD, "lost_paper"),
    ({"document": {"file_id": "stub", "file_name": "a.pdf", "file_size": 9_000_000}}, Kind.UNREAD, "too_large"),
    ({"document": {"file_id": "stub", "file_name": "a.zip"}}, Kind.OTHER, "document"),
    ({"document": {"file_id": 7, "file_name": "a.pdf"}}, Kind.OTHER, "document"),
    ({"document": "?"}, Kind.OTHER, "document"),
    ({"photo": []}, Kind.OTHER, "photo"),
])  # fmt: skip
async def test_a_file_in_telegram_is_read_before_its_update_goes_on(message, kind, words):
    raw = update(**message)
    await telegram_papers.bring(raw, Files(stub=files.pdf(), table=b"03/09/2026,Roth Conversion,7000.00"))
    heard = parse(raw)
    assert heard.kind is kind
    assert words in heard.text


async def test_a_photo_is_not_fetched_where_nobody_can_read_it(monkeypatch):
    monkeypatch.setattr("bot.incoming.photo.PACKAGES", ("no_such_package",))
    raw = update(photo=[{"file_id": "small"}, {"file_id": "large"}])
    await telegram_papers.bring(raw, Files())
    assert (parse(raw).kind, parse(raw).text) == (Kind.UNREAD, "no_photos")
