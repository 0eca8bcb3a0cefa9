"""Every way through the desks ends in ways out, a finding, or a sentence that says why there is none."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.desks.repairs import SITUATIONS
from dialogs.interview.questions import card_of, desk_cards
from dialogs.session import Stage
from tests.talk import Talk

AMOUNTS = ["none", "1", "500", "7,000", "7,500.55", "58k", "2 million"]
TOLD = {
    "tax_year": ["2019", "2024", "2025", "2026"],
    "year": ["2019", "2024", "2025", "2026"],
    "birth_year": ["1950", "1967", "1985", "idk"],
    "date": ["March 2019", "October 20, 2026", "2025-12-31", "January 2024"],
    "yes_no": ["yes", "no"],
    "percent": ["24", "0", "37"],
    "by_year": ["none", "2022: 6,000; 2023: 6,500", "2019-2024: 6,000", "2010: 5,000"],
    "boxes": ["none", "1 7,000 2a 7,000 7 2", "1 7,000 5 0 7 ira", "1 500 7 7"],
}
LONGEST = 20  # questions of one desk


def walk(talk: Talk, data: st.DataObject) -> Talk:
    for _ in range(LONGEST):
        if talk.asked is None:
            break
        card = card_of(talk.asked)
        assert card
        words = list(card.choices) or TOLD.get(card.kind, AMOUNTS)
        if card.unknown:
            words = [*words, "idk"]
        asked = talk.asked
        talk.says(data.draw(st.sampled_from(words)))
        if talk.asked == asked:
            talk.says("January 2024" if card.kind == "date" else card.example.split(", or ")[0])
    return talk


def ends(talk: Talk) -> bool:
    """With ways out or a finding; else the last answer is shown back and one sentence says why there is none."""
    return "Education, not advice" in talk.text or len(talk.reply.blocks) == 2


@pytest.mark.parametrize("what", SITUATIONS)
@given(
    data=st.data(),
    today=st.sampled_from([date(2026, 1, 5), date(2026, 4, 15), date(2026, 10, 16), date(2026, 12, 31)]),
)
@settings(max_examples=8, deadline=None)
def test_every_repair_ends(what, data, today):
    start = data.draw(st.sampled_from(["single", "mfj"]))
    talk = walk(Talk(today=today).says("/start", "2026", start, f"/repair {what}"), data)
    assert (talk.stage, talk.asked) == ("repair", None)
    assert ends(talk)


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_every_comparison_ends(data):
    talk = Talk(today=date(2026, 3, 2)).says(
        "/start", "2025", data.draw(st.sampled_from(["single", "mfj"])), "/check"
    )
    walk(talk, data)
    assert (talk.stage, talk.asked) == ("check", None)
    assert ends(talk)


@pytest.mark.parametrize("card", [*desk_cards(Stage.REPAIR), *desk_cards(Stage.CHECK)], ids=lambda card: card.id)
def test_the_example_of_a_question_answers_it(card):
    from dialogs.understanding import answers
    from dialogs.understanding.readings import Understood

    for text in card.example.split(", or "):
        assert isinstance(answers.read(text, card, date(2026, 11, 24)), Understood), text
