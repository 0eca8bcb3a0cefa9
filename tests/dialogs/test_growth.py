"""Reading grows with what is said, never with its square; what is longer than prose is read no further, and told."""

import sys
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest

from calc.effort import STEP, Exhausted, limited, spend
from calc.facts import Facts
from calc.planning.plan import plan
from dialogs.text import clean
from dialogs.understanding import amounts
from dialogs.understanding.clauses import clauses
from dialogs.understanding.measure import PROSE, parted
from dialogs.understanding.papers.lines import on_lines
from dialogs.understanding.papers.scan import Text
from tests.dialogs.people import SINGLE, interview
from tests.talk import NOVEMBER, Talk

PIECES = [
    *(
        "a ",
        "½",
        "1k ",
        "TX ",
        "new york ",
        "one hundred ",
        "between 1 and ",
        "a\n",
        "a. ",
        "? ",
        "1. ",
        "2022: 6,000 ",
    ),
    *(
        "1% to ",
        "1/",
        "1⁄2 ",
        "no no no ",
        "nineteen ",
        "1/1 ",
        "jan 1 ",
        "turning 42 ",
        "my wife ",
        "my wife has my IRA ",
        "my 401k ",
        "plan allows ",
        "step 1 ",
        "§0§",
        "x=1 ",
        "ﷺ",
    ),
]
MOST = 2.3  # twice as much is at most twice the work, and what is paid once


def calls(talk: Talk, text: str) -> int:
    """How many functions, ours and the library's, are called to answer it."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        talk.says(text)
    finally:
        sys.setprofile(None)
    return count


@cache
def begun(place: str) -> Talk:
    starts = {
        "birth": ("/start", "2026", "single", "310k", "310k"),
        "pay": ("/start", "2026", "single"),
        "list": ("/start", "42, mfj, we make 310k, 58k in a rollover IRA"),
    }
    return Talk().says(*starts[place])


@pytest.mark.parametrize(
    ("piece", "place"),
    [
        *((piece, "pay") for piece in PIECES[::2]),
        *((piece, "birth") for piece in PIECES[1::2]),
        *((piece, "list") for piece in PIECES[::4]),
    ],
)
def test_twice_as_much_is_at_most_twice_the_work(piece, place):
    start, most = begun(place), PROSE // len(clean(piece) + " ")
    Talk(session=start.session).says(piece * most)  # what is loaded once for all
    once, twice = (calls(Talk(session=start.session), piece * number) for number in (most // 2, most))
    assert twice < MOST * once, (once, twice)


@pytest.mark.parametrize("piece", ["1/", "1 1 ", "one hundred ", "5k a month ", "½", "no no no "])
def test_the_same_words_are_searched_once_a_step(piece, monkeypatch):
    """However many readers look for amounts, days and replies in them."""
    searched = []
    whole = amounts._spans
    monkeypatch.setattr(amounts, "_spans", lambda text: searched.append(text) or whole(text))
    Talk(session=begun("pay").session).says((piece * PROSE)[:PROSE])
    assert len(searched) == len(set(searched))


@pytest.mark.parametrize("piece", ["a ", "½", "ﷺ", "my 401k allows after-tax. "])
def test_beyond_the_length_of_prose_there_is_hardly_more_work(piece):
    start = begun("pay")
    whole, longest = (calls(Talk(session=start.session), (piece * 4096)[:size]) for size in (PROSE, 4000))
    assert longest < 4 * whole


def rounds(read: Callable[[], object]) -> int:
    """How many lines are run to do it, each round of a loop on one line among them."""
    count, before = 0, sys.gettrace()

    def traced(_frame: object, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "line"
        return traced

    sys.settrace(traced)
    try:
        read()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", ["1½. ", "½ ", "1/", "1. 7,000 "])
def test_twice_as_many_numbers_of_lines_are_at_most_twice_the_work(piece):
    on_lines("8606", Text.of(piece * 50))  # what is loaded once for all
    sizes = [rounds(lambda n=number: on_lines("8606", Text.of(piece * n))) for number in (100, 200, 400)]
    assert all(twice < MOST * once for once, twice in pairwise(sizes)), sizes


@pytest.mark.parametrize("piece", ["½ ", "5k "])
def test_twice_as_many_amounts_are_told_apart_with_at_most_twice_the_work(piece):
    texts = [clean(piece * number) for number in (50, 100, 200, 400)]
    _, *sizes = [rounds(lambda said=text: clauses(said, NOVEMBER, {})) for text in texts]
    assert all(twice < MOST * once for once, twice in pairwise(sizes)), sizes


def test_what_is_longer_than_prose_is_told_with_its_figures():
    filler = "It was a long day and the weather was nice. " * 30
    talk = Talk().says("/start", "2026", "single")
    talk.says(
        f"I was born in 1984. {filler} I make 210,000, put 12% into my plan since 2019 and have $58k somewhere."
    )
    assert "first 1,000 characters" in talk.text
    assert all(figure in talk.text for figure in ("210,000", "12%", "2019", "$58k"))
    assert "you.compensation" not in talk.answers


def test_of_signs_no_more_is_read_than_prose_has_words_and_the_figures_behind_them_are_named():
    talk = Talk().says("/start", "2026", "single", "-;" * 300 + " I make 210,000")
    assert "300 words and signs" in talk.text
    assert "210,000" in talk.text
    assert "you.compensation" not in talk.answers


@pytest.mark.parametrize("piece", ["½ ", "1/", "- ", "1 1 ", "½"])
def test_more_pieces_than_the_longest_message_of_words_has_are_not_read_at_all(piece):
    talk = Talk().says("/start", "2026", "single", (piece * 4096)[:4096])
    assert "too long for me to read safely" in talk.text
    assert talk.asked == "you.compensation"


def test_a_message_within_the_length_is_read_whole_and_nothing_is_said_of_length():
    talk = Talk().says("/start", "2026", "single", f"born 1984 {'and so on ' * 90}, I make 210k")
    assert "characters" not in talk.text


def test_no_word_and_no_number_is_cut_in_two():
    for length in range(PROSE - 12, PROSE + 12):
        text = "x" * 40 + " " + "word " * ((length - 41) // 5) + "7,500 dollars in my IRA and 1,234 more"
        head, rest = parted(text)
        assert head + rest == text
        assert not rest or head[-1] == " "


def test_a_pasted_letter_is_read_to_its_end():
    filler = "Thank you for reaching out to the benefits center; your question is important to us. " * 12
    letter = (
        f"{filler} The plan allows after-tax contributions up to 10% of pay. In-plan Roth conversions are allowed."
    )
    talk = Talk().says("/start", "2026", "single", "200k", "200k", "1984", "TX", letter)
    assert len(letter) > PROSE
    found = talk.session.found
    assert found["you.plans.401k.after_tax_allowed"] is True
    assert found["you.plans.401k.after_tax_capped"] == "10%"
    assert "took in none" not in talk.text


# The count that ends a step.


def test_more_work_than_there_is_room_for_ends():
    spend(10**9)  # outside of a limit nothing is counted
    with limited(10):
        spend(10)
        with pytest.raises(Exhausted):
            spend(1)
    spend(1)


def test_a_step_that_is_too_much_changes_nothing_and_says_so(monkeypatch):
    monkeypatch.setattr("dialogs.machine.STEP", 20)
    talk = Talk().says("/start", "2026", "single")
    talk.says("born 1984, I make 200k, my wife 100k, 58k in a rollover IRA, 12k in a SEP, no 401k, TX")
    assert "smaller parts" in talk.text
    assert talk.answers == {"tax_year": 2026, "filing_status": "single"}
    assert talk.asked == "you.compensation"
    assert talk.says("200k").answers["you.compensation"] == "200000"


UNKNOWN = Facts.model_validate(
    {
        "tax_year": 2026,
        "filing_status": "mfj",
        "you": {"birth_year": 1970, "moves": ["converted", "traditional"], "plan_kinds": ["401k", "403b"]},
        "spouse": {"moves": ["withdrew"], "plan_kinds": ["457b", "solo401k"]},
        "save": Decimal(7500),
    }
)


def test_with_everything_unknown_two_plans_have_room_in_one_step():
    with limited(STEP // 2):
        assert plan(UNKNOWN, NOVEMBER).unknowns


def test_everything_unknown_is_answered_within_one_step():
    open_ = (
        "state",
        "compensation",
        "agi",
        "wages",
        "taken_off",
        "other_income",
        "ira_kinds",
        "plan_kinds",
        "covered",
        "save",
    )
    talk = interview(SINGLE | dict.fromkeys((*open_, "basis"), "idk"))
    talk.says("yes", "/plan", "what if I earned 90k")
    assert "smaller parts" not in talk.text
