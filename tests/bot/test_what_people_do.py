"""What people do in a chat: answer an old question, correct a message, ask for a file twice, leave for good."""

import asyncio
from datetime import date

import pytest
from botapi import INTERNAL, Fault, Telegram
from in_process import CHAT, running, unhurried

from tests.stories.telling import said, stories

STORY = next(path for path in stories() if path.stem.startswith("03"))


async def planned(bot):
    """A whole interview up to its plan."""
    for words in said(STORY):
        await (bot.presses(words[1:]) if words.startswith("#") else bot.says(words))
        if words == "#All correct: show my plan":
            return


@pytest.fixture
def played(tmp_path, monkeypatch):
    unhurried(monkeypatch)

    def _played(talk, fault=lambda _method, _values: None, wrong=()):
        telegram = Telegram()
        telegram.fault = fault
        asyncio.run(running(telegram, tmp_path, date(2026, 11, 24), talk))
        assert telegram.wrong == list(wrong)
        return telegram

    return _played


def asking(telegram, words):
    return next(shown for shown in reversed(telegram.chats[CHAT]) if words in shown.text)


def test_a_reply_to_an_old_question_answers_that_one(played):
    async def talk(bot):
        await bot.says("/start", "2026", "single", "320k", "310k", "1984")
        bot.telegram.reply(CHAT, asking(bot.telegram, "In which year were you born"), "1983")
        await bot.settled()
        assert "1984 → 1983" in bot.shown[-1]
        assert "In which state" in bot.shown[-1]

    played(talk)


def test_an_edited_message_corrects_the_answer_it_gave(played):
    async def talk(bot):
        await bot.says("/start", "2026", "single", "320k")
        bot.telegram.edit(CHAT, "320k", "330k")
        await bot.settled()
        assert "$320,000 → $330,000" in bot.shown[-1]

    played(talk)


def test_an_edit_that_comes_with_the_message_it_corrects_is_heard_after_it(played):
    async def talk(bot):
        await bot.says("/start", "2026", "single")
        bot.telegram.say(CHAT, "320k")
        bot.telegram.edit(CHAT, "320k", "330k")
        await bot.settled()
        assert "$320,000 → $330,000" in bot.shown[-1]

    played(talk)


def test_forgetting_takes_the_messages_of_both_sides_back(played):
    async def talk(bot):
        await bot.says("/start", "2026", "single", "/forget")
        await bot.presses("Yes, delete it all")
        (last,) = bot.telegram.chats[CHAT]
        assert "deleted" in last.text

    telegram = played(talk)
    said = {message["message_id"] for message in telegram.said[CHAT] if "reply_markup" not in message}
    assert said <= set(telegram.deleted[CHAT])


def test_a_paper_is_drawn_while_the_talk_goes_on_and_the_same_one_goes_out_by_its_name(played):
    async def talk(bot):
        await planned(bot)
        bot.telegram.say(CHAT, "/calendar")
        bot.telegram.say(CHAT, "/help")
        await bot.settled()
        order = [bool(shown.document) for shown in bot.telegram.chats[CHAT]]
        assert order[-1]  # what was said after it did not wait for it
        await bot.says("/calendar")

    telegram = played(talk)
    methods = [method for method, _ in telegram.calls]
    assert methods.count("sendDocument") == 2
    assert telegram.uploads == 1
    assert "sendChatAction" in methods[: methods.index("sendDocument")]


def test_a_file_that_telegram_has_lost_is_made_again(played):
    async def talk(bot):
        await planned(bot)
        await bot.says("/calendar")
        bot.telegram.files.clear()
        bot.telegram.say(CHAT, "/calendar")
        await bot.settled()

    telegram = played(talk, wrong=["wrong file identifier"])
    assert telegram.uploads == 2


REFUSED = Fault(400, {"ok": False, "error_code": 400, "description": "Bad Request: can't parse entities"})


def test_what_only_decorates_holds_up_nobody_and_is_tried_once(played):
    decorating = ("answerCallbackQuery", "editMessageText", "editMessageReplyMarkup", "sendChatAction")

    async def talk(bot):
        await bot.says("/start")
        await bot.presses("Single")
        assert "How much do you earn" in bot.shown[-1]

    telegram = played(talk, lambda method, _: INTERNAL if method in decorating else None)
    made = [method for method, _ in telegram.calls]
    assert [made.count(method) for method in ("answerCallbackQuery", "editMessageText")] == [1, 1]


def test_buttons_that_could_not_be_taken_go_with_the_next_message(played):
    failing = [1]

    def fault(method, _values):
        if method == "editMessageText" and failing[0]:
            failing[0] -= 1
            return INTERNAL
        return None

    async def talk(bot):
        await bot.says("/start", "single")
        assert len(bot.telegram.live(CHAT)) == 2
        await bot.says("310k")
        assert len(bot.telegram.live(CHAT)) == 1

    played(talk, fault)


def test_a_message_that_telegram_never_takes_is_told(played):
    def fault(method, values):
        return REFUSED if method == "sendMessage" and "filing status" in values["shown"] else None

    async def talk(bot):
        await bot.says("/start", "2026")
        assert "Telegram did not take" in bot.shown[-1]

    played(talk, fault)


def test_every_tick_of_a_list_changes_its_message_in_place(played):
    async def talk(bot):
        await bot.says("/start", "2026", "single", "320k", "310k", "1984", "Texas")
        before = len(bot.shown)
        for label in ("Rollover IRA", "SEP IRA"):
            await bot.presses(label)
        await bot.presses("✓ SEP IRA", "✓ Rollover IRA", "Rollover IRA")
        assert len(bot.shown) == before

    played(talk)


def test_the_plan_is_pinned_on_wish_and_follows_each_tick(played):
    async def talk(bot):
        await planned(bot)
        await bot.says("/pin")
        pinned = bot.telegram._find({"chat_id": CHAT, "message_id": bot.telegram.pinned[CHAT]})
        assert pinned.buttons == []
        assert "☐ \n1. " in pinned.text
        await bot.says("/done 1", "yes")
        assert "☑" in pinned.text
        assert len(bot.telegram.live(CHAT)) == 1
        before = pinned.text
        await bot.says("/pin", "/done 2", "yes")
        assert pinned.text == before

    telegram = played(talk)
    pins = [values for method, values in telegram.calls if method == "pinChatMessage"]
    assert [values["disable_notification"] for values in pins] == [True]


def test_a_pinned_plan_that_was_deleted_is_sent_and_pinned_anew(played):
    async def talk(bot):
        await planned(bot)
        await bot.says("/pin")
        bot.telegram.chats[CHAT] = [s for s in bot.telegram.chats[CHAT] if s.message_id != bot.telegram.pinned[CHAT]]
        before = bot.telegram.pinned[CHAT]
        await bot.says("/done 1", "yes")
        assert bot.telegram.pinned[CHAT] != before
        await bot.says("/done 2", "yes")

    telegram = played(talk, wrong=["message to edit not found"])
    assert [method for method, _ in telegram.calls].count("pinChatMessage") == 2
