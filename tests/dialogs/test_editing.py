"""Going back, changing answers, starting over: nothing is lost, and only what depended on a change is asked again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.interview import agenda
from tests.dialogs.people import COUPLE, SINGLE, interview
from tests.talk import NOVEMBER, Talk


def facts(talk):
    return agenda.agenda(talk.session.answers, NOVEMBER).facts


def test_back_goes_to_the_answer_before_and_keeps_the_later_ones():
    talk = Talk().says("/start", "2026", "single", "310k", "310k", "1984", "CA")
    talk.says("/back", "go back")
    assert talk.asked == "you.birth_year"
    assert "Noted so far: 1984" in talk.text
    talk.says("1985")
    assert talk.asked == "you.ira_kinds"
    assert talk.answers["state"] == "CA"
    assert talk.answers["you.birth_year"] == 1985


def test_back_at_the_first_question_says_so():
    talk = Talk().says("/start", "/back")
    assert talk.asked == "tax_year"
    assert "nothing before it" in talk.text


def test_keep_leaves_an_answer_as_it_is():
    talk = Talk().says("/start", "2026", "single", "/back").presses("Keep it")
    assert talk.asked == "you.compensation"
    assert talk.answers["filing_status"] == "single"


def test_an_answer_changed_in_the_review_leads_back_to_the_review():
    talk = interview(SINGLE).presses("Change: You", "State: California")
    assert (talk.stage, talk.asked) == ("you", "state")
    talk.says("Texas")
    assert talk.stage == "review"
    assert "State: Texas" in talk.text


def test_a_change_can_be_named_in_words():
    talk = interview(SINGLE).says("change my filing status")
    assert talk.asked == "filing_status"


def test_a_change_asks_only_what_it_opens():
    talk = interview(SINGLE).says("/edit you.ira_kinds", "rollover")
    assert talk.asked == "you.rollover"
    talk.says("58k", "none")
    assert talk.asked == "you.plans.401k.roll_in"
    talk.says("no")
    assert talk.asked == "you.self_employed", "a plan of one's own could take it in"
    talk.says("no")
    assert talk.asked == "whole_return.itemized", "now a conversion is taxed, and its price turns on the return"
    talk.says("none")
    assert talk.asked == "tax_withheld", "and more than 1,000 dollars of tax are at stake"
    talk.says("I don't know")
    assert talk.stage == "review"


def test_an_answer_that_no_longer_counts_is_out_of_the_facts_and_comes_back_with_its_question():
    talk = interview(COUPLE).says("/edit filing_status", "single")
    assert facts(talk).spouse is None
    assert talk.asked == "agi"
    talk.says("155k", "none")
    talk.says("/edit filing_status", "married filing jointly")
    spouse = facts(talk).spouse
    assert spouse is not None
    assert spouse.rollover == 58_000


def test_the_income_of_a_joint_return_is_asked_again_after_a_change_to_single_but_not_between_single_statuses():
    assert interview(COUPLE).says("/edit filing_status", "single").asked == "agi"
    assert interview(SINGLE).says("/edit filing_status", "head of household").stage == "review"


def test_another_tax_year_asks_again_for_what_belongs_to_a_year():
    talk = interview(SINGLE).says("/edit tax_year", "2025")
    assert "you.birth_year" in talk.answers
    assert "agi" not in talk.answers
    assert talk.asked == "you.compensation"


def test_facts_that_cannot_both_be_true_are_named_with_a_way_to_change_either():
    talk = Talk(today=NOVEMBER.replace(year=2027, month=2))
    talk = interview(
        SINGLE
        | {"ira_kinds": "traditional", "traditional": "7k", "moves": "traditional", "basis": "none"}
        | {"contributed": "7,000", "contributed_late": "none", "roll_in": "no"},
        talk,
    )
    talk.says("/edit you.contributed_late", "9,000")
    assert "$9,000" in talk.text
    assert "$7,000" in talk.text
    assert talk.asked == "you.contributed_late"
    assert any("Paid into traditional IRAs" in label for label in talk.labels)
    talk.says("7,000")
    assert talk.stage == "review"


def test_starting_over_keeps_the_old_answers_until_the_new_talk_is_confirmed():
    talk = interview(SINGLE)
    old = talk.answers
    talk.says("start over").presses("Yes, start over")
    assert talk.answers == {}
    talk.says("2026", "bring back")
    assert talk.answers == old


def test_what_if_leaves_the_plan_alone_until_the_change_is_kept():
    talk = interview(SINGLE).presses("All correct: show my plan").says("/whatif agi", "100k")
    assert talk.stage == "whatif"
    assert "$310,000 → $100,000" in talk.text
    talk.presses("Drop it")
    assert (talk.stage, talk.answers["agi"]) == ("planned", "310000")
    talk.says("/whatif agi", "100k").presses("Keep the change")
    assert (talk.stage, talk.answers["agi"]) == ("planned", "100000")


ANSWERS = {
    "filing_status": ["single", "married filing jointly", "married filing separately"],
    "you.ira_kinds": ["none", "rollover", "sep and roth"],
    "you.plan_kinds": ["401k", "no plan", "403b and old 401k"],
    "you.birth_year": ["1984", "1961"],
    "agi": ["310k", "160k"],
}
REST = COUPLE | {
    "lived_with_spouse": "yes", "add_backs": "none", "sep": "40k", "roth_first_year": "2019", "covered": "no",
    "prior_wages": "160k", "offers_roth": "yes", "value": "90k", "self_employment_profit": "none",
}  # fmt: skip


@given(st.lists(st.sampled_from([(fact, text) for fact, texts in ANSWERS.items() for text in texts]), max_size=8))
@settings(max_examples=8 if settings.default.derandomize else 100, deadline=None)
def test_the_order_of_answers_and_edits_does_not_matter(edits):
    """Edits in any order, ending in the same answers, answer all that a talk that told them at once is asked.

    What was told once stays true, also where nobody would be asked for it any more.
    """
    last = dict(edits)
    talk = interview(REST)
    for fact, text in edits:
        talk.says(f"/edit {fact}", text)
        interview(REST | last | {fact: text}, talk)
    for fact, text in last.items():
        interview(REST | last, talk.says(f"/edit {fact}", text))
    once, edited = (agenda.agenda(done.session.answers, NOVEMBER) for done in (interview(REST | last), talk))
    assert {fact: edited.answers.get(fact) for fact in _in_both(once, edited)} == _in_both(once, edited)


def _in_both(once, edited):
    """Answers of a talk that told it at once which still are asked for, or which the other one has too.

    On the way there either may have been asked for more: what mattered while the spouse's plans were not known.
    """
    asked = {question.fact for question in once.asked} | set(edited.answers)
    return {fact: value for fact, value in once.answers.items() if fact in asked}
