"""The talk as a document in Telegram: sent out, sent back, and what is no such file."""

import json


def last(telegram, chat_id, words):
    """The last message, as soon as one has these words."""
    telegram.until(lambda: any(words in shown.text for shown in telegram.chats[chat_id]))
    return telegram.chats[chat_id][-1]


def test_export_is_a_document_and_brings_the_answers_into_another_chat(telegram, start):
    start(real=True)
    telegram.say(7, "/start")
    telegram.say(7, "2026")
    telegram.say(7, "single")
    telegram.say(7, "/export")
    telegram.until(lambda: any(shown.document for shown in telegram.chats[7]))
    file = next(shown.document for shown in telegram.chats[7] if shown.document)
    assert json.loads(file)["filing_status"] == "single"
    telegram.send_file(8, "rothbot-export.json", file)
    assert "Filing status: Single" in last(telegram, 8, "The file holds").text
    telegram.press(8, "Yes, take them")
    assert "earn from work" in last(telegram, 8, "are yours now").text


def test_files_that_are_none_of_ours_are_named_and_change_nothing(telegram, start):
    start(real=True)
    telegram.say(7, "/start")
    telegram.send_file(7, "big.json", b" " * 100_001)
    last(telegram, 7, "larger than 100 kB")
    telegram.send_file(7, "list.json", b"[1, 2]")
    last(telegram, 7, "not one of my exports")
    telegram.send_file(7, "photo.zip", b"PK", "application/zip")
    last(telegram, 7, "cannot read files of that kind")
    telegram.send_file(7, "lost.json", b"{}", lost=True)
    last(telegram, 7, "once more")
    telegram.say(7, "2026")
    assert "filing status" in last(telegram, 7, "Tax year: 2026").text
