"""A reply as Telegram's messages: whole, within the limits, and nothing that a person wrote is taken for markup."""

import pytest
from botapi_rules import plain, utf16
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.parse import Place, Press
from bot.channels.telegram.render import Message, html, marked, messages, pages
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
    return Heard(1, What.SAID, "7", Kind.PRESS, "1", Press(55, keyboard))


def test_a_press_uses_up_all_buttons_and_its_label_is_the_answer():
    (message,) = messages(press(("Yes", "1")), [Reply(("Next",), ((Button("No", "2"),),))])
    assert (message.uses_up, message.strips, message.answer, message.edits) == (True, 55, "Yes", None)


def test_a_box_that_is_ticked_changes_the_message_in_place():
    ticked = Reply(("Which?",), ((Button("[x] SEP", "1"), Button("Done", "2")),), again=True)
    (message,) = messages(press(("[ ] SEP", "1"), ("None", "3")), [ticked])
    assert (message.uses_up, message.edits) == (False, 55)


def test_the_same_question_again_is_a_new_message():
    (message,) = messages(press(("Yes", "1")), [Reply(("Because. Which?",), ((Button("Yes", "1"),),))])
    assert (message.strips, message.edits) == (55, None)


def test_what_brings_no_buttons_and_answers_nothing_leaves_those_that_are_there():
    assert not messages(Heard(1, What.SAID, "7"), [Reply(("Something went wrong.",))])[0].uses_up


def test_the_answer_is_marked_on_the_question_it_answered_and_on_no_other():
    asked = Message("Which <b>year</b>?", buttons=((("2026", "1"),),), question="tax_year")
    (typed,) = messages(Heard(1, What.SAID, "7"), [Reply(("Noted",), settled=("tax_year", "2026 & more"))])
    assert marked(asked, typed, 9) == Message("Which <b>year</b>?\n\n<b>→ 2026 &amp; more</b>", question="tax_year")
    assert marked(Message("Else?", question="state"), typed, 9) is None
    (tapped,) = messages(press(("Yes", "1")), [Reply(("Next",), ((Button("No", "2"),),))])
    assert marked(Message("Take it?"), tapped, 55).text == "Take it?\n\n<b>→ Yes</b>"
    assert marked(Message("Take it?"), tapped, 54) is None


def test_a_group_is_answered_where_it_spoke():
    heard = Heard(1, What.PUBLIC, "-100", about=Place(9, 3))
    (message,) = messages(heard, [Reply(("Alone, please.",))])
    assert (message.replies, message.thread) == (9, 3)


def test_a_message_to_send_can_be_copied_with_a_tap():
    text = html("# To HR\n| Is <after-tax> allowed?\n| Thank you.\nThat is all.")
    assert text == "<b>To HR</b>\n<pre>Is &lt;after-tax&gt; allowed?\nThank you.</pre>\nThat is all."


def test_button_data_that_telegram_would_refuse_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="64 bytes"):
        messages(Heard(1, What.SAID, "7"), [Reply(("?",), ((Button("Yes", "é" * 33),),))])


@given(st.builds(Message, text=TEXT, edits=st.none() | st.integers(1), answer=st.none() | st.text(min_size=1)))
def test_a_message_survives_the_outbox(message):
    assert Message.load(message.dump()) == message
