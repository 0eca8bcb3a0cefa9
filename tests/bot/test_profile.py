"""What people see before they say a word, and what a link into the chat opens."""

import re

import pytest
from botapi import GARBAGE, INTERNAL, Fault

from dialogs.phrases import other_languages
from dialogs.understanding.verbs import verbs

PROFILE = ("setMyCommands", "setMyDescription", "setMyShortDescription", "setChatMenuButton")


def test_the_profile_is_set_once_and_again_only_where_it_differs(telegram, start):
    def made():
        return [method for method, _ in telegram.calls if method in PROFILE]

    bot = start(real=True)
    telegram.say(7, "/start")
    telegram.heard(7)
    twice = sorted([*PROFILE, *PROFILE[:3]])  # in English, and for those whose Telegram is Spanish
    telegram.until(lambda: len(made()) >= len(twice))  # nobody who writes waits for it
    assert sorted(made()) == twice
    assert telegram.profiles["es"]["description"].startswith("Averiguo")
    assert {command["command"] for command in telegram.profiles[""]["commands"]} >= {
        "start",
        "repair",
        "forget",
        "privacy",
    }
    assert bot.stop() == 0
    telegram.calls.clear()
    telegram.profiles[""]["description"] = "what the last version said"
    start(real=True)
    telegram.say(7, "/resume")
    telegram.heard(7, 2)
    telegram.until(made)
    assert made() == ["setMyDescription"]


LINKS = {
    "mega": "allow two things",
    "backdoor": "Nobody sells a backdoor Roth",
    "nothing_we_know": "How will you file",
}


def test_a_link_opens_the_talk_at_its_subject_or_desk(telegram, start):
    start(real=True)
    for chat, (link, heard) in enumerate(LINKS.items(), start=1):
        telegram.say(chat, f"/start {link}")
        shown = telegram.heard(chat)[0].text
        assert "education, not advice" in shown
        assert "How will you file" in shown
        assert heard in shown
    assert "nothing_we_know" not in shown
    for chat, desk in ((8, "repair"), (9, "check")):
        telegram.say(chat, f"/start {desk}")
        telegram.say(10 * chat, f"/{desk}")
        assert telegram.heard(chat)[0].text == telegram.heard(10 * chat)[0].text


def test_who_reads_another_language_is_told_first_which_one_this_is(telegram, start):
    start(real=True)
    person = {"id": 5, "is_bot": False, "first_name": "Someone", "language_code": "es-419"}
    telegram.push(message=telegram.message(5, text="/start") | {"from": person})
    assert telegram.heard(5)[0].text.startswith("Por ahora solo hablo ingl")
    telegram.say(6, "/start")
    assert telegram.heard(6)[0].text.startswith("I find out")


def test_what_is_said_in_another_language_fits_and_names_only_commands_we_know():
    for told in other_languages().values():
        assert len(told["short"]) <= 120
        assert len(told["description"].strip()) <= 512
        assert told["menu"].keys() <= verbs().keys()


ODD = [Fault(200, {"ok": True, "result": True}), Fault(200, {"ok": True, "result": None}), GARBAGE, INTERNAL]


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_answer_to_what_only_decorates_stops_no_start(telegram, start, odd):
    cosmetic = re.compile(r"(get|set|delete)(My|Chat)")
    telegram.fault = lambda method, _: odd if cosmetic.match(method) else None
    start()
    telegram.say(7, "one")
    assert telegram.heard(7)[0].text.endswith("You said: one")
