"""The bot as a process of its own against a Bot API server that checks every call."""


def test_a_talk_with_taps_and_words(telegram, start):
    start()
    telegram.say(7, "/start")
    first = telegram.heard(7)[0]
    assert first.text == "Question 1\n\nYou said: /start"
    assert first.labels == ["Yes", "No", "Why we ask"]
    telegram.press(7, "No")
    assert telegram.heard(7, 2)[1].text == "Question 2\n\nYou said: 1:no"
    telegram.until(lambda: not first.buttons)  # used up
    telegram.until(lambda: telegram.answered)
    telegram.say(7, "5 < 6 & 7 > 2")
    assert telegram.heard(7, 3)[2].text.endswith("You said: 5 < 6 & 7 > 2")


def test_killed_in_the_middle_and_started_again(telegram, start):
    bot = start()
    telegram.say(7, "one")
    telegram.heard(7)
    bot.until_delivered()
    bot.kill()
    telegram.say(7, "two")
    telegram.say(8, "other")
    start()
    assert telegram.heard(7, 2)[1].text == "Question 2\n\nYou said: two"
    assert telegram.heard(8)[0].text == "Question 1\n\nYou said: other"
    assert len(telegram.chats[7]) == 2
