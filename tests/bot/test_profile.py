"""What people see before they say a word, and what a link into the chat opens."""

PROFILE = ("setMyCommands", "setMyDescription", "setMyShortDescription", "setChatMenuButton")


def test_the_profile_is_set_once_and_again_only_where_it_differs(telegram, start):
    def made():
        return [method for method, _ in telegram.calls if method in PROFILE]

    bot = start(real=True)
    telegram.say(7, "/start")
    telegram.heard(7)
    assert sorted(made()) == sorted(PROFILE)
    assert {command["command"] for command in telegram.profile["commands"]} >= {
        "start",
        "repair",
        "forget",
        "privacy",
    }
    assert bot.stop() == 0
    telegram.calls.clear()
    telegram.profile["description"] = "what the last version said"
    start(real=True)
    telegram.say(7, "/resume")
    telegram.heard(7, 2)
    assert made() == ["setMyDescription"]


LINKS = {"mega": "allow two things", "backdoor": "Nobody sells a backdoor Roth", "nothing_we_know": "Which tax year"}


def test_a_link_opens_the_talk_at_its_subject_or_desk(telegram, start):
    start(real=True)
    for chat, (link, heard) in enumerate(LINKS.items(), start=1):
        telegram.say(chat, f"/start {link}")
        shown = telegram.heard(chat)[0].text
        assert "education, not advice" in shown
        assert "Which tax year" in shown
        assert heard in shown
    assert "nothing_we_know" not in shown
    for chat, desk in ((8, "repair"), (9, "check")):
        telegram.say(chat, f"/start {desk}")
        telegram.say(10 * chat, f"/{desk}")
        assert telegram.heard(chat)[0].text == telegram.heard(10 * chat)[0].text
