"""Questions about the bot itself, in words that were not taught; and questions that only sound like them."""

from __future__ import annotations

import pytest

from dialogs.answering.cards import cards
from dialogs.answering.terms import about_the_bot
from tests.dialogs.test_asking import INSIDE
from tests.talk import Talk

OF_THE_BOT = [
    ("are you chatgpt", "No, I am a program"),
    ("so am i chatting with a robot here?", "No, I am a program"),
    ("is there a real cpa reading this", "nobody sits behind"),
    ("who pays for this", "Nothing is charged"),
    ("what's in it for you", "nothing is sold"),
    ("what does this thing cost me", "it is free"),
    ("do u take a cut if i open an account somewhere", "nothing is sold"),
    ("do you work for vanguard", "I belong to no broker"),
    ("can you see my account", "No, I see no account"),
    ("hey can you look into my vanguard account", "No, I see no account"),
    ("do you need my ssn", "I never ask for a name"),
    ("is this legal advice", "not advice"),
    ("are you a licensed advisor", "not advice"),
    ("can I trust your numbers", "names its law"),
    ("what happens if you're wrong", "names its law"),
    ("how up to date is your information", "figures of 2019 to 2026"),
    ("which years do you know", "figures of 2019 to 2026"),
    ("do you keep what I type", "kept, encrypted"),
    ("is this chat encrypted", "Not end to end"),
    ("how do i wipe all of this", "/forget deletes"),
    ("does anyone else see what i write here", "nothing is sold"),
    ("can my wife use this chat too", "one talk covers both"),
    ("can you do the conversion for me", "no access to any account"),
    ("can you talk to my custodian for me", "no access to any account"),
    ("can you fill out the 8606 for me", "I file nothing"),
    ("will you email me the plan", "I answer here only"),
    ("what languages do you speak", "English only"),
    ("what can you help me with", "ways into a Roth"),
    ("do you remember me from last week", "/resume"),
    ("why should i not just google it", "I compute every figure"),
    ("who am i talking to", "I am rothbot"),
]
OF_WORDS = [
    ("MAGI?", "Modified adjusted gross income"),
    ("AGI?", "Adjusted gross income is"),
    ("recharacterization?", "treats a contribution to one kind"),
    ("what's catch up contribution", "A catch-up is"),
    ("what's an excess contribution", "above what the law allows"),
    ("what is a plan administrator", "answers for a workplace plan"),
    ("1099-R what is that", "Form 1099-R reports"),
    ("safe harbor meaning", "A safe harbor is"),
    ("ordinary income?", "Ordinary income is taxed"),
    ("tax bracket what is that", "marginal rate"),
    ("what is the step transaction doctrine", "several steps as one"),
    ("what is the ACP test", "compares"),
]


@pytest.mark.parametrize(("asked", "told"), [*OF_THE_BOT, *OF_WORDS])
def test_the_bot_says_what_it_is_and_what_a_word_means(asked, told):
    assert told in Talk().says("hi", asked).text


@pytest.mark.parametrize(
    "asked",
    [
        "is this per person?",
        "my accountant says this is wrong, is it?",
        "do they mail me a form for this?",
        "is it too late to do this later?",
        "do you pay it when you file?",
        "what are the current limits?",
        "can i trust my HR on this?",
    ],
)
def test_what_only_sounds_so_is_not_about_the_bot(asked):
    assert about_the_bot(asked) is None


def test_no_question_of_ours_is_taken_for_one_about_the_bot():
    asked = [text for one in cards().values() for text in one.asked] + [text for _, text in INSIDE]
    assert [text for text in asked if about_the_bot(text)] == []
