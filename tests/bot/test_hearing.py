"""What an update says: people, media, groups, blocks; and whatever else arrives stops nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.parse import Place, Press, UnreadableUpdate, hear, parse, pressed
from bot.delivery.channel import Heard, Numberless, What
from dialogs.messages import Kind

ALONE = {"id": 7, "type": "private"}
CHANNEL = {"id": -200, "type": "channel"}
GROUP = {"id": -100, "type": "supergroup"}


def said(**message: object):
    return hear({"update_id": 1, "message": {"message_id": 5, "chat": ALONE, **message}})


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("about 310k", "about 310k"),
        ("/why", "/why"),
        ("/back@rothbot_bot", "/back"),
        ("/ask@rothbot_bot is it legal?", "/ask is it legal?"),
        ("/start private", "/start"),
        ("310k \ud83d", "310k ?"),
        ("a" * 4096, "a" * 4096),
    ],
)
def test_words(typed, heard):
    assert said(text=typed) == Heard(1, What.SAID, "7", Kind.TEXT, heard, message=5)


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("/back@Rothbot_Bot", "/back"),
        ("/start@rothbot_bot private", "/start"),
        ("/forget@other_bot", "/forget@other_bot"),
        ("/start@other_bot private", "/start@other_bot private"),
        ("/ask@other_bot is it legal?", "/ask@other_bot is it legal?"),
        ("/help@", "/help"),
    ],
)
def test_a_command_for_another_bot_is_none_of_ours(typed, heard):
    message = {"message_id": 5, "chat": ALONE, "text": typed}
    assert parse({"update_id": 1, "message": message}, "rothbot_bot").text == heard


@pytest.mark.parametrize(
    ("content", "medium"),
    [
        ({"photo": [{}], "caption": "my W-2"}, "photo"),
        ({"sticker": {}}, "sticker"),
        ({"voice": {}}, "voice"),
        ({"animation": {}, "document": {"file_name": "a.gif"}}, "document"),
        ({"location": {}}, "location"),
        ({"text": "a" * 100_000}, "long_text"),
        ({"text": "\N{GRINNING FACE}" * 2049}, "long_text"),
        ({"video_note": {}}, "video_note"),
        ({"live_photo": {}, "photo": [{}]}, "live_photo"),
        ({"document": None, "voice": {}}, "voice"),
    ],
)
def test_what_cannot_be_read_is_named(content, medium):
    assert said(**content) == Heard(1, What.SAID, "7", Kind.OTHER, medium, message=5)


def test_an_edit_is_told_apart():
    update = {"update_id": 1, "edited_message": {"message_id": 5, "chat": ALONE, "text": "no, 320k"}}
    assert hear(update) == Heard(1, What.SAID, "7", Kind.EDITED, "no, 320k", message=5, refers=5)


def test_a_reply_says_to_which_message():
    heard = said(text="320k", reply_to_message={"message_id": 3, "text": "Which year?"})
    assert (heard.message, heard.refers) == (5, 3)


NULLS = {"message": None, "edited_message": None, "callback_query": None, "my_chat_member": None}


def test_a_field_that_is_null_is_absent():
    press = {
        "id": "1",
        "from": {"id": 7},
        "data": "/why",
        "message": {"message_id": 4, "chat": ALONE | {"title": None}},
    }
    assert hear({"update_id": 1, **NULLS, "callback_query": press}).text == "/why"
    words = {"message_id": 5, "chat": ALONE, "text": "310k", "photo": None, "pinned_message": None, "entities": None}
    assert hear({"update_id": 1, **NULLS, "message": words}).text == "310k"


def test_formatted_text_is_read_as_its_words():
    paragraph = {"type": "paragraph", "text": ["We make ", {"type": "bold", "text": "310k"}, "."]}
    points = {"type": "list", "items": [{"label": "1", "blocks": [{"type": "paragraph", "text": "Texas"}]}]}
    rich = {"blocks": [{"type": "heading", "text": "Us", "size": 1}, paragraph, points]}
    assert said(rich_message=rich).text == "Us\nWe make 310k.\nTexas"


SERVICE = ("pinned_message", "gift", "web_app_data", "successful_payment", "forum_topic_created", "poll_option_added",
           "giveaway_created", "users_shared", "chat_background_set", "something_new")  # fmt: skip


@pytest.mark.parametrize("field", SERVICE)
def test_what_nobody_sent_gets_no_answer(field):
    assert said(**{field: {}}).what is What.NOTHING


COMMAND = {"message_id": 9, "text": "/start@rothbot_bot", "entities": [{"type": "bot_command"}]}


@pytest.mark.parametrize(
    ("update", "place"),
    [
        ({"message": {"chat": GROUP, **COMMAND}}, Place(9)),
        ({"message": {"chat": GROUP, **COMMAND, "message_thread_id": 3, "is_topic_message": True}}, Place(9, 3)),
        ({"message": {"chat": GROUP, "message_id": 9, "text": "@x hi", "entities": [{"type": "mention"}]}}, Place(9)),
        ({"my_chat_member": {"chat": GROUP, "new_chat_member": {"status": "member"}}}, None),
    ],
)
def test_who_addresses_us_in_a_group_is_answered_there_and_nothing_is_read(update, place):
    heard = hear({"update_id": 1, **update})
    assert (heard.what, heard.chat, heard.text, heard.about) == (What.PUBLIC, "-100", "", place)


@pytest.mark.parametrize(
    ("update", "what"),
    [
        ({"my_chat_member": {"chat": ALONE, "new_chat_member": {"status": "kicked"}}}, What.LEFT),
        ({"my_chat_member": {"chat": ALONE, "new_chat_member": {"status": "member"}}}, What.NOTHING),
        ({"my_chat_member": {"chat": GROUP, "new_chat_member": {"status": "left"}}}, What.LEFT),
        ({"my_chat_member": {"chat": CHANNEL, "new_chat_member": {"status": "administrator"}}}, What.NOTHING),
        (
            {
                "my_chat_member": {
                    "chat": GROUP,
                    "old_chat_member": {"status": "member"},
                    "new_chat_member": {"status": "administrator"},
                }
            },
            What.NOTHING,
        ),
        ({"message": {"chat": GROUP, "message_id": 9, "text": "we make 310k"}}, What.NOTHING),
        ({"message": {"chat": GROUP, "new_chat_title": "x"}}, What.NOTHING),
        ({"message": {"chat": CHANNEL, **COMMAND}}, What.NOTHING),
        ({"callback_query": {"id": "1", "data": "x", "message": {"chat": GROUP}}}, What.NOTHING),
        ({"message": {"chat": GROUP, "left_chat_member": {}}}, What.NOTHING),
        ({"message": {"chat": ALONE, "pinned_message": {}}}, What.NOTHING),
        ({"edited_message": {"chat": GROUP, "text": "x"}}, What.NOTHING),
        ({"channel_post": {"chat": GROUP, "text": "x"}}, What.NOTHING),
    ],
)
def test_what_nobody_said(update, what):
    assert hear({"update_id": 1, **update}).what is what


def test_a_press_needs_little():
    bare = hear({"update_id": 1, "callback_query": {"id": "q", "from": {"id": 7}, "data": "x"}})
    assert bare == Heard(1, What.SAID, "7", Kind.PRESS, "x", Press())
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "x"}]]}
    message = {"message_id": 9, "chat": ALONE, "reply_markup": keyboard}
    whole = hear({"update_id": 1, "callback_query": {"id": "q", "data": "x", "message": message}})
    assert whole == Heard(1, What.SAID, "7", Kind.PRESS, "x", Press(9, (("Yes", "x"),)))


def test_every_press_is_answered_whatever_it_lacks():
    assert pressed({"update_id": 1, "callback_query": {"id": "q"}}) == "q"
    assert [pressed(raw) for raw in ({}, None, {"callback_query": None}, {"callback_query": {"id": 5}})] == [None] * 4


def test_who_is_to_be_told_is_known_where_it_can_be():
    with pytest.raises(UnreadableUpdate) as raised:
        hear({"update_id": 1, "message": {"chat": ALONE, "text": 5}})
    assert raised.value.chat == "7"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "chat", "text", "from", "data", "message", "document"]), inner
        )
    ),
    max_leaves=8,
)
UPDATES = st.fixed_dictionaries(
    {"update_id": st.integers() | JSON},
    optional=dict.fromkeys(("message", "edited_message", "callback_query", "my_chat_member", "poll"), JSON),
)


@settings(max_examples=300, deadline=None)
@given(JSON | UPDATES)
def test_whatever_comes_is_heard_or_is_unreadable(raw):
    try:
        heard = parse(raw)
    except Numberless:
        return
    assert heard.number == raw["update_id"]
