"""What a person is told of a state."""

from __future__ import annotations

import pytest

from calc.refusals import Refusal
from calc.states.figures import Treatment, states
from dialogs.answering.answer import from_cards
from dialogs.phrases import phrases
from dialogs.state_notes import brief, note
from tests.people import NOVEMBER, single


@pytest.mark.parametrize("code", states())
@pytest.mark.parametrize("year", [2019, 2025, 2026, 2027])
def test_every_state_has_a_note_for_every_year(code: str, year: int):
    told = note(code, year)
    assert told.startswith(states()[code].name)
    assert len(told) < 600
    assert "{" not in told


def test_amounts_are_told_only_for_a_year_that_was_checked():
    assert "$35,000 from age 62 and up to $65,000 from age 65 for 2025" in note("GA", 2025)
    assert "$" not in note("GA", 2027)
    assert "$" not in note("CO", 2023)


def test_the_half_year_is_said_where_it_counts():
    assert "59½" in note("NY", 2025)
    assert "59½" not in note("CO", 2025)


@pytest.mark.parametrize(("code", "first"), [("NJ", 62), ("MI", 60), ("IA", 55), ("MS", 60), ("LA", 65)])
def test_who_is_far_from_the_age_of_an_exclusion_reads_of_none(code: str, first: int):
    """N.J.S.A. 54A:6-10 (62), MCL 206.30 (59½), Iowa 422.7 (55), Miss. 27-7-15 (59½), La. 47:44.1 (65)."""
    assert "leaves out" not in brief(code, 2026, [first - 10])
    assert "at any age" not in brief(code, 2026, [first - 10])
    assert "leaves out" in brief(code, 2026, [first + 5])


def test_own_basis_localities_and_open_questions_are_said():
    assert "Form 8606" in note("NJ", 2025)
    assert "city" in note("MD", 2025)
    for code, state in states().items():
        assert ("not settled" in note(code, 2025)) == bool(state.open_question)


def test_no_sentence_is_kept_for_a_state_that_does_not_exist():
    card = phrases()["states"]
    assert set(card["more"]) | set(card["look_up"]) <= set(states())
    assert set(card["basis"]) == {state.basis for state in states().values()}
    assert {kind.removesuffix("_parts").removesuffix("_before") for kind in card["kind"]} == set(Treatment)


def test_an_unknown_state_is_refused():
    with pytest.raises(Refusal, match="state_unknown"):
        note("PR", 2025)


def test_a_question_that_names_a_state_is_answered_for_that_state():
    """R&TC 17041: California taxes a conversion like other income; Texas has no income tax."""
    asked = from_cards("does california tax my conversion?", single(state="TX"), NOVEMBER).blocks[0]
    assert asked.split("\n")[1].startswith("California taxes a conversion like other income")
    own = from_cards("C90", single(state="TX"), NOVEMBER).blocks[0]
    assert own.split("\n")[1].startswith("Texas has no income tax")


@pytest.mark.parametrize(
    ("ages", "said"), [(None, True), ([59], True), ([60, 40], True), ([36], False), ([62], False)]
)
def test_the_half_birthday_is_spoken_of_to_those_whose_year_it_may_be(ages, said):
    """59½ falls in the year of 59 or of 60, by the month of birth (Tax Law 612(c)(3-a))."""
    assert ("59½" in note("NY", 2025, ages).split("from age 59½")[-1]) is said


def test_of_two_states_the_one_of_the_day_of_the_conversion_comes_first():
    """4 USC 114: no state taxes the retirement income of somebody who has moved away."""
    question = "I moved from California to Texas in June and converted in October, who taxes it"
    told = from_cards(question, single(state="NY"), NOVEMBER).blocks[0]
    assert "where you live on the day of the conversion" in told
    assert told.index("California taxes a conversion") < told.index("Texas has no income tax")
    assert "New York" not in told
    one = from_cards("is my conversion taxed in West Virginia?", single(state="NY"), NOVEMBER).blocks[0]
    assert "West Virginia" in one
    assert "day of the conversion" not in one
