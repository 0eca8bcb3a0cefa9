"""Questions in a person's own words: the right card, asked back when unsure, declined when it is another subject."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.facts import Facts
from dialogs.answering.answer import from_cards
from dialogs.answering.cards import cards
from dialogs.answering.classify import OUTSIDE, RARITY, WEIGHTS, Answer, classify
from dialogs.answering.taught import examples
from dialogs.answering.vocabulary import plain_words
from dialogs.understanding.questions import is_question, year_asked
from tests.people import NOVEMBER
from tests.talk import Talk

ASKED = [
    (set(labels.split()), text)
    for file in sorted((Path(__file__).parent / "asked").glob("*.toml"))
    for labels, texts in tomllib.loads(file.read_text("utf-8")).items()
    for text in texts
]
INSIDE = [(right, text) for right, text in ASKED if right != {OUTSIDE}]


def share(found):
    found = list(found)
    return sum(found) / len(found)


@pytest.fixture(scope="module")
def answered():
    return [(right, classify(text)) for right, text in INSIDE]


def test_questions_like_these_were_not_taught():
    taught = {example.text.casefold() for example in examples()}
    assert not taught & {text.casefold() for _, text in ASKED}


def test_the_right_card_comes_first(answered):
    assert share(bool(answer.others) and answer.others[0] in right for right, answer in answered) >= 0.85


def test_the_right_card_is_among_three(answered):
    assert share(bool(right & set(answer.others)) for right, answer in answered) >= 0.95


def test_a_wrong_card_is_seldom_told_without_asking_back(answered):
    assert share(answer.card is not None and answer.card not in right for right, answer in answered) <= 0.02


def test_most_questions_are_answered_at_once(answered):
    assert share(answer.card is not None for _, answer in answered) >= 0.7


def test_another_subject_is_declined():
    assert share(classify(text).outside for right, text in ASKED if right == {OUTSIDE}) >= 0.95


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("how do i do a backdor roth", "C01"),
        ("megabackdoor", "C70"),
        ("prorata rule", "C10"),
        ("8606 form late", "C55"),
        ("pro ratta with sep", "C11"),
        ("what about 2027", "C99"),
    ],
)
def test_slips_and_bare_words_are_understood(text, card):
    assert classify(text).others[0] == card


@pytest.mark.parametrize("text", ["hello there", "thanks a lot", "start over please", "show me my plan"])
def test_greetings_and_commands_are_no_questions_of_ours(text):
    assert classify(text).outside


@pytest.mark.parametrize(
    "text", ["I have 58k in a rollover IRA", "we make 310k and live in Ohio", "my 401k has after-tax"]
)
def test_what_a_person_tells_gets_no_card(text):
    assert classify(text).card is None


@pytest.mark.parametrize("text", ["", "   ", "?!", "🤷", "ß" * 5_000])
def test_what_has_no_known_word_is_declined(text):
    assert classify(text) == Answer(None, 1.0, ())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_anything_gets_an_answer(text):
    answer = classify(text)
    assert answer.card is None or answer.card == answer.others[0]
    assert 0 <= answer.score <= 1
    assert len(answer.others) in {0, 3}
    assert set(answer.others) <= set(cards())


def test_an_answer_to_a_title_is_its_card():
    assert share(classify(card.title).others[:1] == (card.code,) for card in cards().values()) >= 0.9


def test_each_card_has_a_file_of_its_own():
    found = {entry.name for entry in WEIGHTS.iterdir()}
    assert found == {f"{name}.tsv" for name in (*cards(), OUTSIDE, RARITY)}


def test_the_weights_stay_small():
    assert sum(len(entry.read_bytes()) for entry in WEIGHTS.iterdir()) <= 30_000 * len(cards())


@pytest.fixture(scope="module")
def learn():
    """Imported only here: scikit-learn takes seconds to load, and each process of a run would load it to collect."""
    from dialogs.answering.train import learn

    return learn


def test_a_card_learned_alone_changes_its_own_lines_and_no_others(learn):
    few = {"C41", "C46", "C48", "C65"}
    lessons = [example for example in examples() if example.card in few]
    whole = learn(lessons, (), {})
    assert whole.keys() == {*few, RARITY}
    again = learn(lessons, (), {}, ["C46"])
    assert again.keys() == {"C46"}
    told = {line.split("\t")[0] for line in again["C46"].splitlines()}
    known = {line.split("\t")[0] for line in whole[RARITY].splitlines()}
    assert told - {""} <= known


def test_the_same_lessons_give_the_same_weights(learn):
    lessons = [example for example in examples() if example.card in {"C41", "C46"}]
    assert learn(lessons, (), {}) == learn(lessons, (), {})


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("My wife's 401(k)s", "my spouse 401k"),
        ("401k, 403 (b), 457b", "401k 403b 457b"),
        ("Pre-tax and post tax", "pretax and aftertax"),
        ("$0.37 or 7,012.50 or 58k", "sumcents or sumira or sumplan"),
        ("Form 8606 and 1099-R for 2025", "8606 and 1099r for someyear"),
        ("under 59½ by 12/31", "under age59 by dec31"),
        ("rolling over my SEP-IRA", "rollover my sep"),
    ],
)
def test_different_words_for_one_thing_are_read_as_one(text, read):
    assert " ".join(plain_words(text)) == read


@pytest.mark.parametrize(
    "text",
    [
        "does my wife's SEP count",
        "what is basis",
        "why do you need that",
        "how much can i put in",
        "My wife has a SEP, does that count",
        "is an inherited ira included?",
        "58k, is that a lot",
        "can we do both",
        "I wonder about the five year rule",
        "explain pro rata",
        "has my wife's SEP to be counted",
        "is 7500 the limit",
        "is 58k too much for a roth",
        "did 7000 count as basis",
        "full Roth contribution ok?",
        "MAGI 170k, single. full Roth contribution, right?",
    ],
)
def test_a_question_is_recognized(text):
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "310k",
        "about 300-320k",
        "married filing jointly",
        "I have 58k in a rollover IRA",
        "I do not know",
        "no idea",
        "will be 300k",
        "is 300k",
        "has 12k in a SEP",
        "have 40k in my rollover",
        "was 12k",
        "did 7000 in March",
        "may 2025",
        "I am 42",
        "none of these",
        "I make 80k, ok?",
        "my pay is 80k ok?",
        "I contributed 7000 to my Roth, right?",
        "both of us, 155k each",
        "42, married filing jointly, we make 310k, my 401k has after-tax",
    ],
)
def test_an_answer_is_no_question(text):
    assert not is_question(text)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("what was the IRA limit in 2019", 2019),
        ("limits for 2027?", 2027),
        ("what is the limit", None),
        ("is it 2025 or 2026", None),
        ("can I convert $2,026", None),
        ("can I put in 2025.50 dollars", None),
    ],
)
def test_the_year_a_question_is_about(text, year):
    assert year_asked(text) == year


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("when should I claim social security", "ssa.gov"),
        ("do I have to file an FBAR", "fincen.gov"),
        ("which state has the best 529 plan", "Publication 970"),
        ("which factor from the uniform table do I use at 79", "590-B"),
        ("what's the weather like today", ""),
        ("will it rain tomorrow", ""),
    ],
)
def test_what_is_declined_is_pointed_to_its_place(text, where):
    (told,) = from_cards(text, Facts(), NOVEMBER).blocks
    assert told.startswith("That is outside what I know")
    assert where in told
    assert told.endswith("plans around them.") is not bool(where)


@pytest.mark.parametrize(
    "said", ["does an HSA count for the pro rata rule", "do roth conversions count as income",
             "Is it better to convert all at once or over several years?"],
)  # fmt: skip
def test_a_question_about_something_else_is_no_question_about_the_question(said):
    assert Talk().says("/start", said).reply.heard != "explain"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("what is basis", "line 14"),
        ("what's IRMAA?", "Medicare"),
        ("define 415(c)", "annual additions"),
        ("what is a true-up", "match"),
        ("what do you store about me?", "/forget"),
    ],
)
def test_who_asks_for_the_meaning_of_a_word_gets_it(asked: str, says: str) -> None:
    (told,) = from_cards(asked, Facts(), NOVEMBER).blocks
    assert says.casefold() in told.casefold()
    assert "# " not in told
