"""Inline mode: what anybody can send into any chat; nothing personal is in it."""

import asyncio
from datetime import date

import pytest
from botapi import Telegram
from botapi_rules import plain
from in_process import CHAT, running

from bot.channels.telegram.inline import articles, asked

TODAY = date(2026, 11, 24)


def told(words):
    found = articles(words, TODAY)
    return [one["title"] for one in found], [plain(one["input_message_content"]["message_text"]) for one in found]


def test_a_question_is_answered_by_its_card_with_its_law():
    titles, texts = told("does my 401k count for the pro rata rule?")
    assert "Education, not advice." in texts[0]
    assert "408(d)(2)" in texts[0]
    assert titles[0] in texts[0]


def test_an_unsure_question_offers_the_nearest_cards_whole():
    titles, texts = told("something about rollover and basis maybe")
    assert len(titles) == len(set(titles)) <= 5
    assert all("Education, not advice." in text for text in texts)


@pytest.mark.parametrize(("words", "amount"), [("", "$7,500"), ("2024", "$7,000")])
def test_without_a_question_there_are_the_limits_of_a_year(words, amount):
    _, texts = told(words)
    assert amount in texts[0]


@pytest.mark.parametrize("words", ["limits 2024", "what changes in 2024?"])
def test_where_a_year_is_named_its_limits_can_be_chosen(words):
    titles, texts = told(words)
    place = titles.index("Limits for 2024")
    assert place < 2
    assert "$7,000" in texts[place]


@pytest.mark.parametrize("words", ["x" * 300, "<b>", "\u202e", "what is the best pizza in town", "/start", "🙂"])
def test_whatever_is_asked_something_can_be_sent(words):
    assert told(words)[0]


def test_what_is_no_inline_question_is_none():
    assert asked({"inline_query": {"id": "1", "query": "x"}}) == ("1", "x")
    others = (None, {}, {"inline_query": None}, {"inline_query": {"id": 1, "query": "x"}})
    assert [asked(raw) for raw in others] == [None] * len(others)


def test_it_is_answered_beside_and_the_talk_of_whoever_asks_knows_nothing_of_it(tmp_path):
    telegram = Telegram()

    async def talk(bot):
        await bot.says("/start", "2026", "single")
        telegram.push(inline_query={"id": "i1", "from": {"id": CHAT}, "query": "is it legal?", "offset": ""})
        before = list(bot.shown)
        await bot.settled()
        assert bot.shown == before

    asyncio.run(running(telegram, tmp_path, TODAY, talk))
    assert telegram.wrong == []
    assert telegram.inline["i1"]
