"""A page in Telegram: one rich message, or ordinary ones that say the same; nothing is left out of either."""

import asyncio
from dataclasses import fields, is_dataclass
from datetime import date

import pytest
from botapi import GARBAGE, TOO_MANY, Fault, Telegram
from botapi_rules import plain, rich_plain, utf16
from hypothesis import given
from hypothesis import strategies as st
from in_process import CHAT, running, unhurried
from papers.plans import PLANS

from bot.channels.telegram.page import ordinary, rich
from dialogs.page import Letter, Paragraphs, Points, Section, Sheet, Table, Task, Tasks, of_block
from dialogs.session import Done
from dialogs.views.documents.in_chat import chat_page
from dialogs.views.plan.replies import sheets_told
from tests.stories.telling import said, stories

STORY = next(path for path in stories() if path.stem.startswith("03"))
FORMS = ("plan", "more", "summary", "preparer")
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=9
)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=40).map(" ".join), min_size=1, max_size=4).map(tuple)
PARTS = st.one_of(
    st.builds(Paragraphs, LINES),
    st.builds(Points, LINES),
    st.builds(Letter, LINES),
    st.builds(lambda a, b, c: Tasks((Task("1", a, (b,), c, b, date(2026, 12, 31)),)), WORDS, WORDS, WORDS),
    st.builds(lambda a, b, c, d: Table((a, b), ((c, d),), (1, 1), frozenset({1})), WORDS, WORDS, WORDS, WORDS),
)
SECTIONS = st.lists(
    st.builds(Section, WORDS | st.just(""), st.lists(PARTS, max_size=4).map(tuple), folded=st.booleans()),
    min_size=1,
    max_size=6,
)


def words(of: object) -> set[str]:
    """All words of a page, without those that a message leaves out."""
    if isinstance(of, Table):
        kept = [column for column in range(len(of.head)) if column not in of.unsaid]
        return {word for row in of.rows for column in kept for word in row[column].split()}
    if isinstance(of, str):
        return set(of.split())
    if isinstance(of, tuple):
        return {word for one in of for word in words(one)}
    if not is_dataclass(of):
        return set()
    told = (
        one.name for one in fields(of) if one.name not in {"say", "number"}
    )  # which stand in the notes, or before "."
    return {word for name in told for word in words(getattr(of, name))}


@given(SECTIONS)
def test_whatever_a_page_holds_telegram_takes_it_and_no_word_is_lost(sections):
    told = {word for word in words(tuple(sections)) if word != "•"}
    texts = [plain(text) for text in ordinary(sections)]
    assert all(0 < utf16(text) <= 4096 for text in texts)
    assert told <= {word for text in texts for word in text.split()}
    if html := rich(sections):
        assert told <= set(rich_plain({"html": html}).split())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", PLANS)
def test_every_plan_is_one_message(name, form):
    sections = chat_page(PLANS[name], form, ["First.", "Second.", "Third.", "Fourth."])
    if form == "preparer" and not sections:
        return
    html = rich(sections)
    assert html
    assert words(sections) - {"•"} <= set(rich_plain({"html": html}).split())
    assert all(0 < utf16(plain(text)) <= 4096 for text in ordinary(sections))


def test_a_worksheet_is_a_table_with_its_law_under_it():
    sheet = sheets_told(PLANS["pro-rata"])[0]
    html = rich([Section(sheet.title, (Sheet("", sheet.lines),))])
    assert html
    assert html.count("<tr>") == len(sheet.lines)
    shown = rich_plain({"html": html})
    assert all(source in shown for line in sheet.lines for source in line.sources)


def test_what_is_too_large_for_one_rich_message_goes_out_in_ordinary_ones():
    assert rich([Section("", (Points(("a word " * 10,) * 300),))]) is None


def test_a_ticked_step_says_when_and_no_more():
    plan = PLANS["clean"]
    step = plan.steps[0]
    done = Done(step.code, step.who, step.year, step.kind, date(2026, 11, 25), None, counted=False)
    html = rich(chat_page(plan, "plan", done=[done]))
    assert html
    assert html.count('<input type="checkbox" checked/>') == 1
    assert "November 25, 2026" in html


def test_a_block_keeps_what_it_is():
    section = of_block("# To HR\nHello\n| Is it allowed?\n| Thank you.\n• one")
    parts = (Paragraphs(("Hello",)), Letter(("Is it allowed?", "Thank you.")), Points(("one",)))
    assert section == Section("To HR", parts)


async def planned(bot):
    """A whole interview up to its plan."""
    for words in said(STORY):
        await (bot.presses(words[1:]) if words.startswith("#") else bot.says(words))
        if words == "#All correct: show my plan":
            return


def messages(telegram, method):
    return [values for name, values in telegram.calls if name == method]


def play(tmp_path, monkeypatch, talk, telegram=None):
    unhurried(monkeypatch)
    telegram = telegram or Telegram()
    asyncio.run(running(telegram, tmp_path, date(2026, 11, 24), talk))
    assert telegram.wrong == []
    return telegram


def test_a_server_without_rich_messages_is_asked_once(tmp_path, monkeypatch):
    telegram = Telegram()
    telegram.lacks = {"sendRichMessage"}

    async def talk(bot):
        await planned(bot)
        await bot.says("/plan", "/more")

    play(tmp_path, monkeypatch, talk, telegram)
    texts = [shown.text for shown in telegram.chats[CHAT]]
    assert sum("in short" in text for text in texts) == 2
    assert telegram.refused["sendRichMessage"] == 1


REFUSED = Fault(400, {"ok": False, "error_code": 400, "description": "Bad Request: RICH_MESSAGE_INVALID"})
ODD = Fault(501, {"ok": False, "error_code": 501, "description": "Not Implemented"})


async def until_the_plan_is_there(bot):
    """As often as what is not taken is sent again."""
    await planned(bot)
    for _ in range(6):
        if not any("in short" in text for text in bot.shown):
            await bot.later(20)


@pytest.mark.parametrize("fault", [REFUSED, ODD, Fault(404, "nothing here"), GARBAGE])
def test_whatever_a_server_answers_to_a_rich_message_the_plan_arrives(tmp_path, monkeypatch, fault):
    telegram = Telegram()
    telegram.fault = lambda method, _: fault if method == "sendRichMessage" else None

    play(tmp_path, monkeypatch, until_the_plan_is_there, telegram)
    assert any("in short" in shown.text for shown in telegram.chats[CHAT])
    assert len(telegram.live(CHAT)) == 1


def test_lines_that_break_say_nothing_of_rich_messages(tmp_path, monkeypatch):
    telegram, left = Telegram(), [4]

    def fault(method, _):
        if method == "sendRichMessage" and left[0]:
            left[0] -= 1
            raise ConnectionResetError

    telegram.fault = fault

    play(tmp_path, monkeypatch, until_the_plan_is_there, telegram)
    assert left == [0]
    assert messages(telegram, "sendRichMessage")
    assert sum("in short" in shown.text for shown in telegram.chats[CHAT]) == 1


def test_a_rich_message_that_must_wait_is_not_said_twice(tmp_path, monkeypatch):
    telegram = Telegram()
    left = [1]

    def fault(method, _):
        if method == "sendRichMessage" and left[0]:
            left[0] -= 1
            return TOO_MANY
        return None

    telegram.fault = fault

    async def talk(bot):
        await planned(bot)
        await bot.later(2)

    play(tmp_path, monkeypatch, talk, telegram)
    assert sum("in short" in shown.text for shown in telegram.chats[CHAT]) == 1


def test_what_newer_servers_know_is_left_out_where_it_is_refused(tmp_path, monkeypatch):
    telegram = Telegram()
    rows = []

    def fault(method, values):
        if method == "sendMessage":
            rows.append(values.get("reply_markup", {}).get("inline_keyboard", []))
            newer = any("style" in button for row in rows[-1] for button in row)
            return REFUSED if newer else None
        return None

    telegram.fault = fault

    async def talk(bot):
        await bot.says("/start", "2026", "/forget")

    play(tmp_path, monkeypatch, talk, telegram)
    assert {button.get("style") for button in rows[-2][0]} == {"danger", None}
    assert all(button.keys() == {"text", "callback_data"} for row in rows[-1] for button in row)


def test_words_to_use_have_a_button_that_copies_them(tmp_path, monkeypatch):
    telegram = play(tmp_path, monkeypatch, planned)
    (sent,) = messages(telegram, "sendRichMessage")
    copied = [
        b["copy_text"]["text"] for row in sent["reply_markup"]["inline_keyboard"] for b in row if "copy_text" in b
    ]
    assert "Traditional IRA contribution for 2026" in copied
    assert all(f"<code>{text}</code>" in sent["rich_message"]["html"] for text in copied)
