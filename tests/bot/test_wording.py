"""A reply as Telegram's messages: whole, within the limits, and nothing that a person wrote is taken for markup."""

import pytest
from botapi_rules import plain, utf16
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.parse import Press
from bot.channels.telegram.render import Message, html, messages, pages
from bot.delivery.channel import Heard, What
from dialogs.messages import Button, Kind, Reply

TEXT = st.text(st.characters(codec="utf-8"), max_size=300)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(TEXT, st.builds(lambda text, times: text * times, TEXT, st.integers(1, 200))), max_size=6))
def test_no_word_is_lost_and_no_message_is_too_long(blocks):
    texts = pages(blocks)
    assert "".join("".join(texts).split()) == "".join("".join(blocks).split())
    assert all(1 <= utf16(text) <= 4096 for text in texts)


@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_what_is_shown_is_what_was_meant(text):
    shown = plain(html(text))
    assert shown == "\n".join(line.removeprefix("# ") for line in text.split("\n"))


def test_a_heading_is_bold_and_the_rest_is_plain():
    assert html("# What <b> is\nline & line") == "<b>What &lt;b&gt; is</b>\nline &amp; line"


def test_messages_are_cut_between_blocks_before_inside_of_one():
    short, long = "a" * 3000, "b" * 2000
    assert pages([short, long]) == [short, long]
    lines = "\n".join("c" * 999 for _ in range(6))
    assert pages([lines]) == ["\n".join(["c" * 999] * 4), "\n".join(["c" * 999] * 2)]


def test_a_character_that_telegram_counts_twice_counts_twice():
    assert [utf16(text) for text in pages(["\N{GRINNING FACE}" * 2049])] == [4096, 2]


def test_the_buttons_stand_under_the_last_part():
    first, last = messages(Heard(1, What.SAID, "7"), [Reply(("a" * 4000, "b" * 4000), ((Button("Yes", "1"),),))])
    assert (first.buttons, last.buttons) == ((), ((("Yes", "1"),),))


def press(*keyboard: tuple[str, str]):
    return Heard(1, What.SAID, "7", Kind.PRESS, "x", Press("q1", 55, keyboard))


def test_a_press_is_answered_and_its_buttons_go():
    (message,) = messages(press(("Yes", "1")), [Reply(("Next",), ((Button("No", "2"),),))])
    assert (message.answers, message.strips, message.edits) == ("q1", 55, None)


def test_a_box_that_is_ticked_changes_the_message_in_place():
    ticked = Reply(("Which?",), ((Button("[x] SEP", "1"), Button("Done", "2")),))
    (message,) = messages(press(("[ ] SEP", "1"), ("Done", "2")), [ticked])
    assert (message.answers, message.strips, message.edits) == ("q1", None, 55)


def test_the_same_question_again_is_a_new_message():
    (message,) = messages(press(("Yes", "1")), [Reply(("Because. Which?",), ((Button("Yes", "1"),),))])
    assert (message.strips, message.edits) == (55, None)


def test_a_message_to_send_can_be_copied_with_a_tap():
    text = html("# To HR\n| Is <after-tax> allowed?\n| Thank you.\nThat is all.")
    assert text == "<b>To HR</b>\n<pre>Is &lt;after-tax&gt; allowed?\nThank you.</pre>\nThat is all."


def test_a_press_without_a_reply_is_answered_all_the_same():
    (message,) = messages(press(("Yes", "1")), [])
    assert (message.answers, message.text) == ("q1", "")


def test_button_data_that_telegram_would_refuse_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="64 bytes"):
        messages(Heard(1, What.SAID, "7"), [Reply(("?",), ((Button("Yes", "é" * 33),),))])


@given(st.builds(Message, text=TEXT, edits=st.none() | st.integers(1), answers=st.none() | st.text(min_size=1)))
def test_a_message_survives_the_outbox(message):
    assert Message.load(message.dump()) == message
