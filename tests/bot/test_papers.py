"""The papers on their way to the person: files in the terminal, a photo and documents in Telegram."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from icalendar import Calendar
from PIL import Image
from pypdf import PdfReader

from bot import engine
from bot.channels.terminal.chat import Terminal
from bot.engine import Engine
from dialogs.messages import Reply

DAY = date(2026, 11, 23)
TOLD = ("/start", "2026", "single, born 1984, Texas, I earn 320k, my AGI is 310k, no IRAs", "yes", "none of these")


@pytest.fixture
def terminal(opened, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = opened(f"sqlite:///{tmp_path}/talk.db")

    def _terminal(carried: Engine | None = None) -> Terminal:
        return Terminal(store, carried or engine.rothbot(), 0, lambda: DAY)

    return _terminal


def said(terminal: Terminal, *lines: str) -> Reply:
    return [reply for line in lines for reply in terminal.answer(line)][-1]


def test_the_terminal_writes_the_papers_and_says_where(terminal):
    one = terminal()
    said(one, *TOLD)
    for line, opened in (
        ("/pdf", lambda file: PdfReader(file).pages),
        ("/picture", lambda file: Image.open(BytesIO(file.read_bytes()))),
        ("calendar file", lambda file: Calendar.from_ical(file.read_bytes()).walk("VEVENT")),
    ):
        reply = said(one, line)
        file = Path(reply.document)
        assert str(file) in reply.text
        assert opened(file)
        assert oct(file.stat().st_mode & 0o777) == "0o600"
        assert reply.question == "you.plan_kinds"  # the talk is where it was


def test_a_second_paper_does_not_write_over_the_first(terminal):
    one = terminal()
    first = said(one, *TOLD, "/calendar").document
    before = Path(first).read_bytes()
    assert said(one, "/calendar").document != first
    assert Path(first).read_bytes() == before


def test_without_a_plan_there_is_a_sentence_and_no_file(terminal, tmp_path):
    reply = said(terminal(), "/start", "/pdf")
    assert reply.document is None
    assert "at least the tax year and the filing status" in reply.text
    assert not list(tmp_path.glob("roth-plan*"))


def test_when_a_paper_cannot_be_drawn_the_text_comes_all_the_same(terminal):
    """A conversation that orders what nobody can draw: the words arrive, the failure is logged and named."""
    real = engine.rothbot()

    def step(talk, heard):
        session, _ = real.step(talk, heard)
        return session, (Reply(("Here is your plan.",), document="pdf", content="no order"),)

    told = terminal(Engine(real.new, real.load, step)).answer("/pdf")
    assert told[0].blocks[0] == "Here is your plan."
    assert "could not be made" in told[-1].text
    assert {reply.document for reply in told} == {None}


def test_telegram_gets_a_photo_and_documents(telegram, start):
    start(real=True, ROTHBOT_TODAY=DAY.isoformat())
    for line in TOLD:
        telegram.say(7, line)
    for line in ("/picture", "/pdf", "/calendar"):
        telegram.say(7, line)
    telegram.until(lambda: sum(name in {"sendPhoto", "sendDocument"} for name, _ in telegram.calls) == 3, 60)
    sent = [(name, values) for name, values in telegram.calls if name in {"sendPhoto", "sendDocument"}]
    assert sorted(name for name, _ in sent) == ["sendDocument", "sendDocument", "sendPhoto"]
    (photo,) = (values for name, values in sent if name == "sendPhoto")
    documents = [values for name, values in sent if name == "sendDocument"]  # each comes when it is drawn
    calendar, pdf = sorted(documents, key=lambda values: values["document"].startswith(b"%PDF"))
    assert Image.open(BytesIO(photo["photo"])).width == 1080
    assert photo["caption"].startswith("Roth plan for 2026")
    assert PdfReader(BytesIO(pdf["document"])).metadata.title == "Roth plan for 2026"
    assert len(Calendar.from_ical(calendar["document"]).walk("VEVENT")) == 4


def test_other_chats_do_not_wait_for_a_drawing(telegram, start):
    """While one chat's papers are being drawn, another one is answered: its reply comes before the last paper."""
    start(real=True, ROTHBOT_TODAY=DAY.isoformat())
    for line in TOLD:
        telegram.say(7, line)
    telegram.until(lambda: len(telegram.chats[7]) >= len(TOLD))
    for line in ("/pdf", "/pdf", "/pdf"):
        telegram.say(7, line)
    telegram.say(8, "/start")
    telegram.until(lambda: sum(name == "sendDocument" for name, _ in telegram.calls) == 3, 60)
    order = [(name, values["chat_id"]) for name, values in telegram.calls if name in {"sendMessage", "sendDocument"}]
    last_paper = max(n for n, one in enumerate(order) if one == ("sendDocument", 7))
    assert order.index(("sendMessage", 8)) < last_paper
