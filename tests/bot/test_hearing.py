"""What an update says: people, media, groups, blocks; and whatever else arrives stops nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.parse import Press, UnreadableUpdate, hear, parse
from bot.delivery.channel import Heard, Numberless, What
from dialogs.messages import Kind

ALONE = {"id": 7, "type": "private"}
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
    assert said(text=typed) == Heard(1, What.SAID, "7", Kind.TEXT, heard)


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
        ({"something_new": {}}, "message"),
    ],
)
def test_what_cannot_be_read_is_named(content, medium):
    assert said(**content) == Heard(1, What.SAID, "7", Kind.OTHER, medium)


def test_an_edit_is_told_apart():
    update = {"update_id": 1, "edited_message": {"chat": ALONE, "text": "no, 320k"}}
    assert hear(update) == Heard(1, What.SAID, "7", Kind.EDITED, "no, 320k")


@pytest.mark.parametrize(
    "update",
    [
        {"message": {"chat": GROUP, "text": "we make 310k"}},
        {"callback_query": {"id": "1", "data": "x", "message": {"chat": GROUP}}},
        {"my_chat_member": {"chat": GROUP, "new_chat_member": {"status": "member"}}},
    ],
)
def test_in_a_group_nothing_is_read(update):
    heard = hear({"update_id": 1, **update})
    assert (heard.what, heard.chat, heard.text) == (What.PUBLIC, "-100", "")


@pytest.mark.parametrize(
    ("update", "what"),
    [
        ({"my_chat_member": {"chat": ALONE, "new_chat_member": {"status": "kicked"}}}, What.LEFT),
        ({"my_chat_member": {"chat": ALONE, "new_chat_member": {"status": "member"}}}, What.NOTHING),
        ({"my_chat_member": {"chat": GROUP, "new_chat_member": {"status": "left"}}}, What.NOTHING),
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
    assert bare == Heard(1, What.SAID, "7", Kind.PRESS, "x", Press("q"))
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "x"}]]}
    message = {"message_id": 9, "chat": ALONE, "reply_markup": keyboard}
    whole = hear({"update_id": 1, "callback_query": {"id": "q", "data": "x", "message": message}})
    assert whole == Heard(1, What.SAID, "7", Kind.PRESS, "x", Press("q", 9, (("Yes", "x"),)))


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
