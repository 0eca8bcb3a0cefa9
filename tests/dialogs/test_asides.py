"""Words by the way: thanks, who are you, how much tax, why this number. Each has a short answer and moves nothing."""

import pytest

from tests.dialogs.people import SINGLE, interview
from tests.talk import Talk

OLD_MONEY = SINGLE | {"state": "Texas", "ira_kinds": "rollover", "rollover": "58k", "basis": "none", "roll_in": "no"}


def planned(told=SINGLE):
    return interview(told).says("yes")


def asked_for_the_state():
    return Talk().says("/start", "2026", "single", "310k", "310k", "1984")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("thanks", "welcome"),
        ("ok", "All right"),
        ("no", "All right"),
        ("yes", "All right"),
        ("who are you?", "a program"),
        ("Are you a bot?", "no adviser"),
        ("can you do it for me?", "no access to your accounts"),
        ("is this free", "sell nothing"),
        ("how long does this take?", "ten minutes"),
        ("help", "/back"),
        ("is this legal?", "Yes, it is allowed"),
        ("what next?", "$7,500 into a traditional IRA"),
        ("how much tax do I owe?", "Taxable part of the conversions: $0"),
        ("?", "Your plan stands"),
    ],
)
def test_a_word_by_the_way_has_its_answer_and_the_plan_stands(said, answer):
    talk = planned()
    before = talk.answers
    talk.says(said)
    assert answer in talk.text
    assert (talk.stage, talk.answers) == ("planned", before)


@pytest.mark.parametrize(
    "said", ["thanks", "who are you", "what next", "how much tax do I owe", "how long does this take", "?"]
)
def test_in_the_interview_the_question_is_asked_again(said):
    talk = asked_for_the_state().says(said)
    assert talk.asked == "state"
    assert "In which state" in talk.text
    assert "state" not in talk.answers


def test_ok_at_the_question_for_the_state_is_asked_back_and_capitals_are_oklahoma():
    assert asked_for_the_state().says("ok").labels[0] == "Oklahoma"
    assert asked_for_the_state().says("ok").presses("Oklahoma").answers["state"] == "OK"
    assert asked_for_the_state().says("OK").answers["state"] == "OK"


def test_why_a_number_is_answered_from_its_worksheet_with_the_law():
    text = planned().says("why 7500?").text
    assert "the smaller of IRA limit ($7,500) and Your pay" in text
    assert "IRC 219(b)(5)(A)" in text


def test_a_taxed_amount_is_traced_to_its_line():
    """7,500 × 58,000 / 65,500 of the conversion is taxed: line 18 of Form 8606."""
    text = planned(OLD_MONEY).says("why $6,641.22?").text
    assert "18. Taxable amount of the conversion: $6,641.22" in text


def test_a_number_that_was_told_is_told_back_and_a_limit_is_cited_before_there_is_a_plan():
    assert "You told me: Rollover IRA today: $58,000" in planned(OLD_MONEY).says("why 58k").text
    assert "IRC 219(b)(5)(A)" in asked_for_the_state().says("why 7500?").text


def test_the_tax_is_what_the_plan_adds():
    text = planned(OLD_MONEY).says("how much tax do I owe").text
    assert "Federal tax on it: about $2,324" in text, "35 % of 6,641.22"


def test_a_conversion_thought_of_is_tried_and_leaves_the_ira():
    """27,500 are converted of 65,500, of which 7,500 are basis: 27,500 × 58,000 / 65,500 is taxed."""
    talk = planned(OLD_MONEY).says("what if I convert 20k?")
    assert talk.stage == "whatif"
    assert "Taxed: $6,641.22 → $24,351.15" in talk.text
    assert "do not hold $20,000" in planned().says("what if I convert 20k?").text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("my MAGI is 158k, single, can I still contribute?", {"agi": "158000", "filing_status": "single"}),
        ("can I do a Roth, my MAGI is 158k and I'm single?", {"agi": "158000", "filing_status": "single"}),
        (
            "I have a 200k rollover IRA with 10k basis, how much is taxed if I convert 50k?",
            {"you.rollover": "200000", "you.basis": "10000"},
        ),
    ],
)
def test_what_stands_in_one_sentence_with_a_question_is_listed_after_its_answer(said, told):
    talk = Talk().says("/start", "2026", said)
    assert talk.session.found == told
    assert talk.session.answers == {"tax_year": 2026}
    assert talk.text.index("Law: ") < talk.text.index("I understood")


@pytest.mark.parametrize(
    "said",
    [
        "I convert 50k of a 200k IRA with 10k basis, how much is taxed?",
        "if I'm single with 160k, can I contribute to a Roth?",
        "my sister makes 150k, can she contribute to a Roth?",
        "someone with MAGI of 158k, single, how much Roth?",
    ],
)
def test_a_supposition_beside_a_question_proposes_nothing(said):
    assert not Talk().says("/start", "2026", said).session.found


def test_a_first_name_serves_as_long_as_the_talk():
    talk = Talk().says("/start", "2026", "My wife Priya makes 140k and I make 280k, joint", "yes")
    talk.says("Priya has 20k in a SEP")
    assert talk.session.found == {"spouse.sep": "20000"}
    talk.says("yes", "/forget", "yes", "/start")
    assert not talk.session.names


def test_what_is_planned_is_not_done():
    talk = Talk().says("/start", "2026", "I plan to put in 7,500 next week and convert it right away.")
    assert "you.moves" not in {**talk.session.found, **talk.session.mentioned}
    assert "you.converted" not in talk.session.found


def test_a_question_that_nothing_closes_off_is_answered_and_what_stands_before_it_is_listed():
    talk = Talk().says("/start", "we file jointly both have 401ks she has an old ira what do i do")
    assert talk.session.found["filing_status"] == "mfj"
    assert talk.session.found["spouse.plan_kinds"] == ["401k"]
    assert "What to do comes with the plan" in talk.text


def test_a_question_with_a_year_is_no_tax_year():
    talk = Talk().says("/start", "how much is the limit in 2026 if I'm 51?")
    assert not talk.session.readings
    assert "Do you mean this?" not in talk.text


def test_an_amount_behind_an_account_is_no_income():
    talk = Talk().says("/start", "2026", "jointly", "92k", "185k")
    talk.says("mike has an old 401k rolled to ira, like 60k")
    assert "agi" not in {**talk.answers, **talk.session.found}


def test_none_of_the_readings_asks_again():
    talk = Talk().says("/start", "2026", "single", "265")
    assert talk.session.readings
    talk.says("none of those")
    assert talk.asked == "you.compensation"
    assert not talk.session.readings


def test_a_high_number_beside_a_person_may_be_a_year_of_birth():
    talk = Talk().says("/start", "2026", "jointly", "155k", "155k", "310k", "him 83, me 85")
    assert [doubt[0] for doubt in talk.session.doubts] == [("spouse.birth_year", 1983), ("you.birth_year", 1985)]


def test_whoever_wants_only_a_verdict_gets_it_from_what_is_told():
    """A single person's full contribution is allowed up to 153,000 of modified AGI in 2026."""
    talk = Talk().says("/start", "single, 120k salary")
    assert "Yes, up to $7,500" in talk.says("just tell me if i can do a damn roth").text
    assert not talk.session.answers
    told_nothing = Talk().says("/start", "just tell me if i can do a damn roth")
    assert "It depends on the income (modified AGI) and on how you file" in told_nothing.text


def test_why_all_that_is_answered_beside_a_list():
    talk = Talk().says("/start", "we make 310k together, married filing jointly", "why do you need all that")
    assert "I ask only for what can still change your plan" in talk.text
    assert "I understood" in talk.text


def test_how_a_rule_works_is_told_without_a_yes_or_no():
    talk = Talk().says("/start", "how does the pro rata rule work")
    assert "\nFor tax, all your traditional IRAs are one" in talk.text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "I moved from CA to NV in July, converting 100k. which state taxes it",
            "where you live on the day of the conversion",
        ),
        ("my dad died and left me his IRA 300k, can i convert it", "any other inherited IRA cannot be converted"),
    ],
)
def test_a_question_beside_a_story_is_answered_in_front_of_the_list(said, answer):
    talk = Talk().says("/start", "2026", said)
    assert answer in talk.text.partition("I understood:")[0]
    assert talk.stage == "confirming"


def test_an_income_that_may_be_too_high_is_no_matter_of_days():
    assert "Yes, until" not in Talk().says("/start", "if my income turns out too high can I still contribute?").text


def test_whether_it_is_too_late_for_a_year_chooses_no_year():
    talk = Talk().says("/start", "is it too late for 2025")
    assert "tax_year" not in talk.answers
    assert "It is too late: for 2025" in talk.text
    assert talk.asked == "tax_year"


def test_why_a_form_is_no_paper_of_it():
    talk = planned()
    talk.says("why the form 8606")
    assert "Your Form 8606 for 2026, as planned" in talk.text
    assert talk.stage == "planned"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("what if I get fired before the rollover", "What you earned in the year until then still counts"),
        ("what if I die before the conversion is done", "The money goes to the beneficiary with its basis"),
        ("what happens to the money if I die in between", "The money goes to the beneficiary with its basis"),
        ("the check was lost in the mail, what now", "stop that check and issue a new one"),
    ],
)
def test_what_may_happen_on_the_way_has_its_answer_and_changes_nothing(said, answer):
    talk = planned()
    before = talk.answers
    talk.says(said)
    assert answer in talk.text
    assert (talk.stage, talk.answers) == ("planned", before)
