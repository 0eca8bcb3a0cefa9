"""Whatever is known, unknown or brought by a file, and whatever is said then, there is an answer."""

import json
from copy import deepcopy
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from calc.facts import PlanKind
from dialogs.interview.questions import Card, card_of, every_card
from dialogs.session import Session
from dialogs.understanding import answers
from tests.dialogs.test_any_sequence import WORDS
from tests.talk import Talk

AMOUNTS = ["0", "1", "7500", "24500", "60000", "312455.55", "100000000"]
PLACES = {
    "all": [""],
    "person": ["you.", "spouse."],
    "plan": [f"{who}.plans.{kind}." for who in ("you", "spouse") for kind in PlanKind],
    "desk": [""],
}
FACTS = sorted(f"{place}{card.fact}" for card in every_card() for place in PLACES[card.of])
OF_PLANS = [
    "my 401k allows in-plan conversions",
    "I have a 403b with in-service withdrawals",
    "she has a 457b at work that takes IRA roll-ins",
    "my husband's plan allows after-tax up to 10%, no cap from HR, conversions automatic",
    "solo 401k from my LLC",
    "no 401k any more, but a TSP with 90k",
    "what if my 401k allowed in-plan conversions",
    "does my pension count, and I have a 403b?",
]
SAID = [*WORDS, *OF_PLANS, "idk", "all of it", "none", "why 7500?", "/nextyear", "/done", "yes", "drop it", "no"]


def stored(card: Card) -> st.SearchStrategy[object]:
    """What an answer to the card's question can be, as it is stored."""
    keys = st.sampled_from(sorted(card.choices) or ["no"])
    kinds: dict[str, st.SearchStrategy[object]] = {
        "choice": keys,
        "several": st.lists(keys, unique=True, max_size=3),
        "yes_no": st.booleans(),
        "state": st.sampled_from(["CA", "TX", "NH", "NJ", "MA", "MS"]),
        "money": st.sampled_from([*AMOUNTS, *(["-40000"] if card.signed else [])]),
        "cap": st.sampled_from(["no", "0%", "10%", "100%", "0", "20000"]),
        "percent": st.sampled_from(["0", "12.5", "100"]),
        "tax_year": st.sampled_from([2019, 2024, 2025, 2026]),
        "year": st.sampled_from([1998, 2015, 2026, 2200]),
        "birth_year": st.sampled_from([1900, 1950, 1961, 1966, 1976, 1984, 2012]),
        "date": st.sampled_from(["1900-01-01", "2024-02-29", "2025-05-05", "2200-12-31"]),
        "by_year": st.sampled_from([[], ["2022:6000", "2023:6500"], ["1999:0"]]),
        "boxes": st.lists(st.sampled_from([f"{box}:7000" for box in card.boxes] or ["1:5"]), unique=True, max_size=4),
    }
    return kinds[card.kind] | st.none()


@st.composite
def told(draw: st.DrawFn) -> dict[str, object]:
    """Answers as they are stored, of one or of two, some of them "I don't know"."""
    names = draw(st.lists(st.sampled_from(FACTS), unique=True, max_size=40))
    found: dict[str, object] = {"tax_year": 2026, "filing_status": draw(st.sampled_from(["single", "mfj", "mfs"]))}
    for name in names:
        card = card_of(name)
        assert card is not None
        value = draw(stored(card))
        if answers.could_be(value, card):
            found[name] = value
    return found


def sound(talk: Talk) -> None:
    assert talk.text.strip()
    talk.text.encode()
    assert deepcopy(talk.reply).blocks == talk.reply.blocks
    assert all(len(button.data.encode()) <= 64 for button in talk.buttons)
    json.dumps([button.label for button in talk.buttons]).encode()


@settings(max_examples=40, deadline=None)
@given(told(), st.lists(st.sampled_from(SAID) | st.integers(0, 20), min_size=2, max_size=8), st.integers(0, 400))
def test_every_word_has_an_answer_whatever_is_known(facts, words, days):
    day = date.fromordinal(date(2026, 3, 3).toordinal() + days)
    talk = Talk(today=day, session=Session.new().but(answers=facts, history=tuple(facts))).says("/resume")
    for word in words:
        if isinstance(word, str):
            talk.says(word)
        elif talk.buttons:
            talk.press(talk.buttons[word % len(talk.buttons)])
        sound(talk)
        if talk.stage == "forgotten":
            break


@settings(max_examples=25, deadline=None)
@given(told())
def test_what_is_exported_can_be_sent_back(facts):
    talk = Talk(session=Session.new().but(answers=facts, history=tuple(facts))).says("/export")
    assert talk.reply.content
    new = Talk().uploads(talk.reply.content)
    assert new.stage == "importing", new.text
    sound(new.says("yes"))
    sound(new.says("/plan"))


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8), st.lists, max_leaves=8
    ),
    st.sampled_from(FACTS),
)
def test_no_value_of_a_file_breaks_anything(value, name):
    """A stranger's file, in the place of an answer of the talk."""
    content = Talk().says("/start", "2026", "single").says("/export").reply.content
    data = json.loads(content or "")
    data["rothbot"]["talk"]["answers"][name] = value
    talk = Talk().says("/start").uploads(json.dumps(data))
    sound(talk)
    for words in ("yes", "/review", "/plan", "/repair", "/check"):
        sound(talk.says(words))
