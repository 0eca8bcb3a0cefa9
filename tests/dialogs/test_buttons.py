"""Buttons know their question and their moment."""

from calc.facts import PlanKind
from calc.planning.workplace_plans import WITH_AFTER_TAX
from dialogs.interview.questions import cards
from dialogs.understanding.buttons import TYPED
from tests.dialogs.people import COUPLE, SINGLE, interview
from tests.talk import Talk


def test_an_old_button_never_answers_todays_question_but_offers_to_change_its_own():
    talk = Talk().says("/start", "2026")
    old = talk.button("Head of household")
    talk.says("single", "310k")
    before = talk.session.answers
    talk.press(old)
    assert talk.session.answers == before
    assert talk.asked == "agi"
    assert "Noted is: Single" in talk.text
    talk.presses("Change: Filing status")
    assert talk.asked == "filing_status"


def test_an_old_back_does_not_step_back_from_todays_question():
    talk = Talk().says("/start", "2026", "single")
    old = talk.button("Back")
    talk.says("310k", "305k").press(old)
    assert talk.asked == "you.birth_year"
    assert "Noted is: $310,000" in talk.text
    talk.presses("Change: Your pay (compensation)")
    assert talk.asked == "you.compensation"


def test_an_old_why_gives_the_reason_of_its_own_question():
    talk = Talk().says("/start")
    reason = talk.presses("Why?").reply.blocks[0]
    old = talk.button("Why?")
    talk.says("2026", "single").press(old)
    assert talk.asked == "you.compensation"
    assert talk.reply.blocks[0] == reason
    assert talk.presses("Why?").reply.blocks[0] != reason


def test_an_old_cancel_of_a_desk_leaves_no_other():
    talk = interview(SINGLE).says("yes", "/check")
    old = next(button for button in talk.buttons if button.data.endswith("/cancel"))
    talk.press(old).says("/repair").press(old)
    assert talk.stage == "repair"


def test_a_double_tap_counts_once():
    talk = Talk().says("/start", "2026")
    single = talk.button("Single")
    talk.press(single).press(single)
    assert talk.asked == "you.compensation"
    assert "already noted" in talk.text


def test_a_double_tap_on_done_or_none_counts_once():
    talk = Talk().says("/start", "2026", "single", "310k", "310k", "1984", "CA")
    none = talk.button("No IRAs at all")
    talk.press(none).press(none)
    assert talk.asked == "you.moves"
    assert talk.answers["you.ira_kinds"] == []


def test_quick_ticks_on_the_same_keyboard_all_count():
    talk = Talk().says("/start", "2026", "single", "310k", "310k", "1984", "CA")
    first, second = talk.button("SEP IRA"), talk.button("Roth IRA")
    talk.press(first).press(second).presses("Done")
    assert talk.answers["you.ira_kinds"] == ["sep", "roth"]


def test_an_old_yes_to_forgetting_forgets_nothing():
    talk = Talk().says("/start", "2026", "/forget")
    yes = talk.button("Yes, delete it all")
    talk.says("no", "single").press(yes)
    assert talk.stage == "income"
    talk.says("/forget").press(yes)
    assert talk.stage == "forgetting"
    assert talk.answers["filing_status"] == "single"


def test_labels_in_one_message_differ_and_data_fits_into_64_bytes():
    talk = Talk().says("/start")
    answers = COUPLE | {"plan_kinds": "401k and second 401k and old 401k", "value": "90k"}
    while talk.asked:
        assert len(set(talk.labels)) == len(talk.labels)
        assert all(len(button.data.encode()) <= 64 for button in talk.buttons)
        talk.says(answers[talk.asked.rpartition(".")[2]])
    assert talk.stage == "review"


def test_the_longest_button_of_any_question_fits_into_64_bytes_in_the_ten_thousandth_turn():
    for card in cards():
        kinds = WITH_AFTER_TAX if card.fact.startswith("after_tax") else PlanKind  # the others are never asked for it
        longest = max(kinds, key=len)
        fact = {"all": "", "person": "spouse.", "plan": f"spouse.plans.{longest}."}[card.of] + card.fact
        choices = [*card.choices, f"{TYPED}100000000.00" if card.kind == "money" else f"{TYPED}1984"]
        assert max(len(f"99999.{fact}.{choice}".encode()) for choice in choices) <= 64


def test_made_up_button_data_changes_nothing():
    talk = interview(SINGLE)
    before = talk.session.answers
    for data in ("", ".", "..", "/", "/nothing", "0.agi.=5", "99.state.CA", "x" * 64, "/edit nothing.at.all"):
        talk.press(type(talk.buttons[0])("?", data))
        assert talk.session.answers == before
        assert talk.text


def test_of_buttons_that_read_alike_only_one_is_shown():
    """Two doubts that can mean the same: who reads the labels could not tell them apart."""
    text = "w-2 2025\nbox 1 188,200.00\nbox 2 31,000.00\nbox 3 176,100.00\nbox 5 211,70 ady paid or the whole year?"
    talk = Talk().says("/start", text)
    assert talk.labels
    assert len(set(talk.labels)) == len(talk.labels)


def test_a_reading_of_a_list_is_a_button_that_answers():
    answers = ("single", "0", "50k", "1951", "ohio", "roth", "2009", "I have a pension", "none")
    talk = Talk().says("/start", *answers, "nothing anymore")
    assert {"pension", "none"} <= set(talk.labels)
    talk.presses("none")
    assert talk.answers["you.plan_kinds"] == []
