"""What people type in passing → the facts that are understood, what is asked back, what is named as not placed."""

import re
import tomllib
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.interview import agenda
from dialogs.phrases import say
from dialogs.understanding import facts as in_passing
from tests.dialogs.people import SINGLE, interview
from tests.talk import Talk

TODAY = date(2026, 11, 24)
NOBODY = agenda.agenda({}, TODAY)
TABLE = tomllib.loads(Path(__file__).with_name("told.toml").read_text("utf-8"))


def told(text):
    """Facts as the table writes them."""
    telling = in_passing.listen(text, NOBODY, TODAY)
    facts = {
        fact: " ".join(value) if isinstance(value, list) else str(value) for fact, value in telling.found.items()
    }
    for doubt in telling.doubts:
        names = list(dict.fromkeys(fact for fact, _ in doubt))
        if len(names) > 1:
            facts |= {name: str(dict(doubt)[name]) for name in names}
            facts[names[0]] += " or"
        else:
            facts[names[0]] = " or ".join(str(value) for _, value in doubt) if len(doubt) > 1 else f"?{doubt[0][1]}"
    return facts


@pytest.mark.parametrize(("text", "facts"), TABLE["said"].items())
def test_exactly_what_was_said_is_understood(text, facts):
    assert told(text) == facts


@pytest.mark.parametrize(("text", "lost"), TABLE["unplaced"].items())
def test_what_told_nothing_is_named(text, lost):
    assert list(in_passing.listen(text, NOBODY, TODAY).lost) == lost


CLAUSES = (
    "single", "I live in Texas", "I was born in 1984", "my AGI is 310k", "I have 58k in a rollover IRA",
    "I converted 5k in March", "my wife makes 60k", "my wife's SEP has 20k", "my basis is $6,500", "I make $1,985",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(CLAUSES), min_size=2, max_size=5, unique=True), st.sampled_from([", ", ". ", "\n", "; "])
)
@settings(max_examples=40, deadline=None)
def test_the_order_of_what_is_said_does_not_matter(clauses, between):
    ways = {tuple(sorted(told(between.join(order)).items())) for order in list(permutations(clauses))[:6]}
    assert len(ways) == 1


WORDS = st.sampled_from([
    "I", "my wife", "make", "have", "converted", "put", "in", "into", "a", "SEP", "rollover", "Roth", "IRA", "401k",
    "AGI", "basis", "line 14", "7k", "310,000", "42", "2025", "$1,985", "6500", "and", ",", "for", "this year", "not",
])  # fmt: skip


@given(st.lists(WORDS, min_size=2, max_size=14).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_no_figure_comes_from_nowhere(text):
    figures = {"0"} | {re.sub(r"[$,]", "", n).replace("k", "000") for n in re.findall(r"\$?\d[\d,]*k?", text)}
    amounts = [value for value in in_passing.listen(text, NOBODY, TODAY).found.values() if isinstance(value, str)]
    assert [value for value in amounts if value.isdecimal() and value not in figures] == []


def test_a_fact_and_a_question_are_both_taken_up():
    talk = Talk().says("/start", "2026", "I converted 5k in March, is that a problem?")
    assert "Converted in 2026: $5,000" in talk.text  # after the answer, and only offered: a question changes nothing
    assert "you.converted" not in talk.answers
    assert talk.says("yes").answers["you.converted"] == "5000"


def test_a_doubt_stays_open_after_a_yes_until_it_is_settled():
    talk = Talk().says("42, single, TX").says("yes")
    assert talk.answers == {"filing_status": "single", "state": "TX"}
    assert talk.asked == "tax_year"
    talk.says("2026", "310k", "310k")
    assert (talk.asked, talk.labels[:2]) == ("you.birth_year", ["1984", "1983"])
    talk.presses("1983")
    assert talk.answers["you.birth_year"] == 1983


def test_a_doubt_is_settled_by_typing_too():
    talk = Talk().says("42, single, TX", "1983", "yes")
    assert talk.answers == {"filing_status": "single", "state": "TX", "you.birth_year": 1983}


def test_an_account_named_without_its_value_is_ticked_when_the_list_is_asked():
    talk = Talk().says("I inherited an IRA", "yes")
    assert "you.ira_kinds" not in talk.answers
    talk.says("2026", "single", "310k", "310k", "1984", "TX")
    assert talk.asked == "you.ira_kinds"
    assert [label for label in talk.labels if label.startswith("✓")] == ["✓ Inherited IRA"]


def test_an_account_told_after_its_list_was_answered_joins_the_list():
    talk = interview(SINGLE).says("I have 58k in a rollover IRA", "yes")
    assert talk.answers["you.ira_kinds"] == ["rollover"]
    assert talk.answers["you.rollover"] == "58000"


def test_a_spouse_beside_a_single_status_is_named():
    talk = Talk().says("single, my wife makes 100k")
    assert "count only on a joint return" in talk.text


def test_a_year_like_amount_is_asked_and_taken_by_its_button():
    talk = Talk().says("/start", "2026", "single", "1985")
    assert "looks like a year" in talk.text
    assert talk.presses("$1,985").answers["you.compensation"] == "1985"


@pytest.mark.parametrize("status", ["single", "mfj"])
def test_a_year_like_amount_may_be_the_birth_year_that_is_still_open(status):
    talk = Talk().says("/start", "2026", status, "1985", "yes")
    assert "you.compensation" not in talk.answers
    assert talk.presses("Birth year: 1985").says("yes").answers["you.birth_year"] == 1985
    assert "you.compensation" not in talk.answers


def test_the_first_words_answer_the_question_and_the_rest_is_listed_with_it():
    talk = Talk().says("/start", "2026", "mfj", "155k", "155k", "310k", "1984, and my wife was born in 1987", "yes")
    assert talk.answers["you.birth_year"] == 1984
    assert talk.answers["spouse.birth_year"] == 1987


def test_the_other_spouse_is_not_taken_for_the_one_who_was_asked_about():
    talk = Talk().says("/start", "2026", "mfj", "my wife was born in 1987", "yes")
    assert talk.answers.get("you.birth_year") is None
    assert talk.answers["spouse.birth_year"] == 1987


def test_ages_of_both_are_two_answers():
    talk = Talk().says("/start", "2026", "mfj", "both 41").presses("Birth year: 1985", "Spouse's birth year: 1984")
    answers = talk.says("yes").answers
    assert (answers["you.birth_year"], answers["spouse.birth_year"]) == (1985, 1984)


def test_no_401k_is_asked_back_because_another_plan_may_be_there():
    talk = Talk().says("/start", "2026", "single", "I don't have a 401k")
    assert "you.plan_kinds" not in talk.answers
    assert talk.presses("Your workplace plans: none").says("yes").answers["you.plan_kinds"] == []


def test_who_maxes_out_a_plan_defers_the_limit_of_year_and_age():
    talk = Talk().says(
        "/start", "2026", "mfj", "155k", "155k", "310k", "1984", "1974", "we both max out our 401ks", "yes"
    )
    assert talk.answers["you.plans.401k.deferrals"] == "24500"
    assert talk.answers["spouse.plans.401k.deferrals"] == "32500"


def test_a_roth_value_is_noted_and_changes_no_step():
    talk = interview(SINGLE).says("/plan")
    before = talk.text
    talk.says("my Roth IRA has 30k", "yes", "/review")
    assert "Roth IRAs today: $30,000" in talk.text
    assert talk.answers["you.ira_kinds"] == ["roth"]
    talk.says("2015", "/plan")
    assert before.partition("# What to do")[0] == talk.text.partition("# What to do")[0]


def test_an_amount_beside_a_status_is_offered_as_income_or_pay():
    talk = Talk().says("MFJ, TX, 400k").presses("Your pay (compensation): $400,000").says("yes")
    assert talk.answers == {"filing_status": "mfj", "state": "TX", "you.compensation": "400000"}


def test_what_was_mentioned_before_starting_over_is_not_ticked_after_it():
    talk = Talk().says("I inherited an IRA", "yes", "2026", "/restart", "yes")
    talk.says("2026", "single", "310k", "310k", "1984", "TX")
    assert talk.asked == "you.ira_kinds"
    assert not [label for label in talk.labels if label.startswith("✓")]


def test_what_applies_is_ticked_when_the_list_is_asked():
    talk = Talk().says("/start", "2026", "single", "we are getting divorced", "yes")
    assert talk.session.mentioned == {"circumstances": ["divorce"]}


def test_of_a_letter_greeting_and_signature_are_not_quoted():
    letter = "Hi Anna,\nThanks for reaching out. Yes, the plan permits voluntary after-tax contributions.\nBest,\nHR"
    assert in_passing.listen(letter, NOBODY, TODAY).lost == ()


def test_what_an_account_is_worth_now_is_no_second_contribution():
    talk = Talk().says("I put 7000 into a roth, now its worth 8,100")
    assert talk.session.found == {"you.contributed_roth": "7000", "you.roth": "8100"}
    assert talk.session.doubts == ()


def test_a_question_that_nobody_is_sure_of_stands_behind_what_was_told():
    talk = Talk().says("/start", "I'm single and live in Ohio, how do gains in an IRA count?")
    assert say("talk.which_question") not in talk.text
    assert say("talk.which_question_beside") in talk.text
    assert talk.session.found == {"filing_status": "single", "state": "OH"}


@pytest.mark.parametrize("words", ["my SEP this year", "my SEP", "a SEP IRA this year", "my SEP-IRA in March"])
def test_a_sep_is_no_september_behind_a_word_that_owns_it(words):
    talk = Talk().says("/start", f"I put 9,000 into {words}, single")
    assert talk.session.found["you.sep_contribution"] == "9000"
    assert "sep_contribution" not in talk.text


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ("I took the RMD, 18,400, single", {"you.withdrew": "18400"}),
        ("I already took my RMD of 18,400 this year. I'm single", {"you.withdrew": "18400"}),
        ("my RMD is 18,400 this year, single", {"you.ira_rmd": "18400"}),
        ("my RMD this year is 18,400 and I took 10,000 of it", {"you.ira_rmd": "18400", "you.withdrew": "10000"}),
    ],
)
def test_a_required_distribution_is_no_pay(said, facts):
    talk = Talk().says("/start", said)
    assert facts.items() <= talk.session.found.items()
    assert talk.session.found["circumstances"] == ["rmd"]
    assert talk.session.doubts == ()


@pytest.mark.parametrize("said", ["with social security and pensions about 110,000 a year, single",
                                  "I get a pension of 40,000 a year, single"])  # fmt: skip
def test_a_pension_that_is_paid_is_no_balance(said):
    assert set(Talk().says("/start", said).session.found) == {"filing_status"}


def test_what_was_never_done_is_not_done_with_the_next_amount():
    said = "I have 7,000 in a traditional IRA that I never converted, plus another 7,500 this year"
    talk = Talk().says("/start", said)
    assert talk.session.found.get("you.converted") in {None, "0"}
    assert not any(fact == "you.converted" and value != "0" for doubt in talk.session.doubts for fact, value in doubt)


def test_a_way_out_of_a_plan_is_no_ira():
    talk = Talk().says("/start", "my 401k allows in-service rollovers")
    heard = {**talk.session.found, **talk.session.mentioned, **talk.answers}
    assert heard["you.plans.401k.exits"] == ["in_service"]
    assert "you.ira_kinds" not in heard


@pytest.mark.parametrize(
    "said", ["I converted 7,500 on March 3", "converted 7,500 on 3/3", "I converted 7,500 in March"]
)
def test_the_day_of_an_act_makes_its_amount_no_pay(said):
    talk = Talk().says("/start", "single", said)
    assert talk.answers["you.converted"] == "7500"
    assert "you.compensation" not in talk.answers
    assert talk.asked == "you.compensation"


BOTH_SAVE = ("/start", "mfj", "190k", "140k", "we both have 401ks", "yes", "his deferrals are 14,000")


@pytest.mark.parametrize(
    ("said", "fact", "amount"),
    [
        ("his employer matches half of that", "spouse.plans.401k.employer_money", "7000"),
        ("his company gives half of that", "spouse.plans.401k.employer_money", "7000"),
        ("they match 50% of what he puts in", "spouse.plans.401k.employer_money", "7000"),
        ("employer puts in 5 percent", "you.plans.401k.employer_money", "9500"),
    ],
)
def test_of_two_plans_the_match_goes_to_whose_it_is(said, fact, amount):
    talk = Talk().says(*BOTH_SAVE, said)
    heard = {**talk.answers, **talk.session.found}
    assert {name: value for name, value in heard.items() if name.endswith("employer_money")} == {fact: amount}
    assert "agi" not in heard


def test_half_of_what_nobody_named_is_no_income():
    assert "agi" not in Talk().says(*BOTH_SAVE, "half of it is his").answers


@pytest.mark.parametrize(
    ("said", "income"),
    [
        ("no other income", "210000"),
        ("nothing else", "210000"),
        ("that's it", "210000"),
        ("no additional income", "210000"),
        ("just that plus 3k interest", "213000"),
        ("only my salary and 3k in interest", "213000"),
    ],
)
def test_an_income_of_nothing_but_the_pay_is_the_pay(said, income):
    assert Talk().says("/start", "single", "210k", said).answers["agi"] == income


@pytest.mark.parametrize("said", ["no other income besides like 3k interest", "besides that 3k interest"])
def test_what_comes_beside_the_pay_is_offered_with_it(said):
    talk = Talk().says("/start", "single", "210k", said)
    assert "$213,000" in talk.labels
    assert "$3,000" not in talk.labels


@pytest.mark.parametrize("said", ["I'm 1986, he's 1983", "im 1986 and my husband is 1983"])
def test_who_is_of_a_year_was_born_in_it(said):
    heard = Talk().says("/start", "mfj", "161,500", "259,500", said).session.found
    assert (heard["you.birth_year"], heard["spouse.birth_year"]) == (1986, 1983)


@pytest.mark.parametrize(
    ("said", "worth", "basis"),
    [
        ("i have a trad ira with 6k nondeductible in it", None, "6000"),
        ("trad ira, 6k nondeductible", None, "6000"),
        ("my traditional has 50k with 12k nondeductible", "50000", "12000"),
        ("trad IRA 80k, 6k of it nondeductible", "80000", "6000"),
        ("i have 30k in a nondeductible ira", "30000", None),
    ],
)
def test_what_an_account_holds_nondeductible_is_its_basis(said, worth, basis):
    talk = Talk().says("/start", "single", "235k", "228k", "1985", "CO", said)
    heard = {**talk.answers, **talk.session.found}
    assert (heard.get("you.traditional"), heard.get("you.basis")) == (worth, basis)


def test_after_tax_money_is_of_the_one_plan_of_which_something_is_told():
    talk = Talk().says("/start", "joint", "160k", "0", "solo 401k, put in 24,500 and the company 40,000", "yes")
    talk.says("it does allow after tax")
    heard = {**talk.answers, **talk.session.found}
    assert heard["you.plans.solo401k.after_tax_allowed"] is True
    assert not any(".401k." in fact for fact in heard)


@pytest.mark.parametrize(
    ("said", "gone", "kept"),
    [
        ("Oregon. I have a traditional IRA my mother left... no that's hers, forget that. I have 41k in a rollover",
         "you.ira_kinds", ("you.rollover", "41000")),
        ("I have a SEP. nevermind. 401k with 80k", "you.ira_kinds", ("you.plans.401k.value", "80000")),
        ("single. I have a SEP with 20k. Forget that, it's closed. TX", "you.sep", ("state", "TX")),
    ],
)  # fmt: skip
def test_what_is_to_be_forgotten_is_not_listed(said, gone, kept):
    found = in_passing.listen(said, NOBODY, TODAY).found
    assert gone not in found
    assert found[kept[0]] == kept[1]
