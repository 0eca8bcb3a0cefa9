"""Short words beside a list that waits for its yes: none of them stores the opposite, or drops what was told."""

import pytest

from dialogs.session import Stage
from tests.talk import Talk

OPENING = "I live in Ohio and my pay is $210,000"


def listed(*said: str) -> Talk:
    talk = Talk().says("/start", "2026", OPENING)
    assert talk.session.stage is Stage.CONFIRMING
    return talk.says(*said)


@pytest.mark.parametrize(
    "said", ["no trad ira", "no traditional IRA", "nope no trad ira", "I don't have a traditional IRA"]
)
def test_a_no_before_an_account_denies_the_account(said):
    talk = listed(said)
    assert "you.ira_kinds" not in talk.session.found
    assert talk.session.found["you.traditional"] == "0"
    assert talk.session.found["you.compensation"] == "210000"


@pytest.mark.parametrize("said", ["no 401k", "no roth"])
def test_what_is_denied_is_never_listed_as_owned(said):
    talk = listed(said)
    assert not {"you.ira_kinds", "you.plan_kinds"} & talk.session.found.keys()
    assert talk.session.found["you.compensation"] == "210000"


def test_money_of_a_plan_does_not_correct_the_line_of_an_ira():
    talk = listed(
        OPENING, "I am not having any traditional IRA", "in company 401k I am putting money, 90 thousand there is now"
    )
    assert talk.session.found["you.traditional"] == "0"
    assert all(".401k." in fact for doubt in talk.session.doubts for fact, _ in doubt)


def test_an_amount_of_another_thing_does_not_correct_the_pay():
    assert listed("0 pre tax").session.found["you.compensation"] == "210000"


@pytest.mark.parametrize("said", ["no, 320k", "320k", "actually 320k", "make it 320k"])
def test_a_bare_amount_still_corrects_the_one_line(said):
    assert listed(said).session.found["you.compensation"] == "320000"


@pytest.mark.parametrize(
    "said",
    [
        "yes it is correct",
        "yes correct",
        "yes is right",
        "yep thats right",
        "yes of course, I just told you",
        "yes, all of it is right",
        "ok looks good",
        "all good",
        "that is all correct",
        "that's all",
    ],
)
def test_a_yes_in_more_words_is_a_yes(said):
    talk = listed(said)
    assert talk.session.stage is not Stage.CONFIRMING
    assert talk.answers["you.compensation"] == "210000"


@pytest.mark.parametrize("said", ["not yet", "haven't", "I didn't", "never", "we haven't"])
def test_what_was_not_done_says_nothing_against_the_list(said):
    talk = listed(said)
    kept = {**talk.answers, **talk.session.found}
    assert kept["you.compensation"] == "210000"


@pytest.mark.parametrize("said", ["no", "nope", "not right", "wrong", "that's wrong"])
def test_a_no_to_a_list_of_several_asks_which_of_it_is_wrong(said):
    talk = listed(said)
    assert "What of it is wrong?" in talk.text
    assert "you.compensation" in talk.session.found
    talk.says("none of it")
    assert "you.compensation" not in {**talk.answers, **talk.session.found}


@pytest.mark.parametrize("said", ["no", "wrong"])
def test_a_no_to_a_single_line_drops_it(said):
    talk = Talk().says("/start", "2026", "I was born in 1960, do I have to take an RMD next year?")
    assert list(talk.session.found) == ["you.birth_year"]
    talk.says(said)
    assert not talk.session.found
    assert "you.birth_year" not in talk.answers


@pytest.mark.parametrize(
    ("asked", "said", "named"),
    [
        ((), "just a roth", "Your IRAs: Roth IRA"),
        (("1990",), "just a roth", "Your IRAs: Roth IRA"),
        ((), "a 401k at work", "Your workplace plans: 401(k)"),
        (("1990",), "my 401k", "Your workplace plans: 401(k)"),
    ],
)
def test_an_account_told_at_a_year_or_a_state_is_named(asked, said, named):
    assert named in Talk().says("/start", "2026", "single", "310k", "310k", *asked, said).reply.text


@pytest.mark.parametrize("said", ["same for her", "the same", "0", "not yet"])
def test_beside_a_list_nothing_answers_a_question_that_was_not_shown(said):
    talk = Talk().says("/start", "2026", "jointly")
    talk.says("my pay is $340,000 and I put nothing into IRAs yet")
    assert talk.session.stage is Stage.CONFIRMING
    talk.says(said)
    kept = {**talk.answers, **talk.session.found}
    assert "spouse.compensation" not in kept
    assert kept["you.compensation"] == "340000"
    assert "$340,000" in talk.reply.text


def test_what_is_not_placed_beside_a_list_is_told_what_can_be_said():
    talk = listed("same for her")
    assert talk.session.stage is Stage.CONFIRMING
    assert "I could not place that" in talk.reply.text
    assert "a yes or a no" not in talk.reply.text


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("my pension is 40,000 a year", ["40,000"]),
        ("yeah 401k at work", ["401k"]),
    ],
)
def test_what_a_year_has_no_place_for_is_named(said, named):
    talk = Talk().says("/start", "2026", "single", "310k", "310k", said)
    assert talk.reply.question == "you.birth_year"
    assert "401(k)" in talk.reply.text or "I found no place for" in talk.reply.text
    assert "401(k)" in talk.reply.text or all(words in talk.reply.text for words in named)


def test_social_security_has_its_place_and_a_pension_is_named():
    talk = Talk().says("/start", "2026", "single", "310k", "310k", "pension 30k and social security 40k")
    assert talk.session.found["whole_return.social_security"] == "40000"
    assert "pension 30k" in talk.reply.text


def test_an_amount_without_a_place_is_named_beside_a_list():
    talk = listed("0 pre tax and 7k of something")
    assert talk.session.found["you.compensation"] == "210000"
    assert "7k" in talk.reply.text


@pytest.mark.parametrize("said", ["none", "nothing", "none of the above", "not any"])
def test_none_says_neither_yes_nor_no_to_the_list_and_keeps_it(said):
    talk = listed(said)
    assert talk.stage == "confirming"
    assert talk.session.found["you.compensation"] == "210000"
    assert talk.labels[0] == "Yes, all"


def test_a_plan_beside_the_list_keeps_it_and_says_that_it_is_not_in_it():
    talk = listed("/plan")
    assert talk.session.found["you.compensation"] == "210000"
    assert "What waits for your yes below is not in it yet." in talk.text


def test_no_more_than_three_doubts_are_asked_at_a_time_and_the_next_follow():
    said = "I'm 42, my wife is 40, 58k in an IRA, she has 20k in an IRA, we make 300k"
    talk = Talk().says("/start", "2026", "married jointly", said)
    asked = len(talk.session.doubts)
    assert asked > 3
    assert len([label for label in talk.labels if ": " in label and not label.startswith("Leave")]) <= 6
    talk.press(next(button for button in talk.buttons if button.label.startswith("Birth year")))
    assert len(talk.session.doubts) == asked - 1


@pytest.mark.parametrize("said", ["why do you need all that", "why all these questions"])
def test_what_a_list_is_for_is_no_other_subject(said):
    talk = listed(said)
    assert "Nothing counts" in talk.text
    assert talk.session.found["you.compensation"] == "210000"


TOLD_PLAN = (
    "/start",
    "2026",
    "single, born 1984, Texas, pay 300k, agi 290k, no ira at all, 401k deferrals 24500",
    "yes",
)


@pytest.mark.parametrize("said", ["none", "no", "nothing"])
def test_none_beside_a_plan_that_was_told_is_asked_back(said):
    talk = Talk().says(*TOLD_PLAN, "none")
    assert talk.asked == "you.plan_kinds"
    talk.says(said)
    assert "That could be more than one of these" in talk.text
    assert "you.plan_kinds" not in talk.answers


def test_what_else_there_is_joins_what_was_told():
    talk = Talk().says(*TOLD_PLAN, "none", "I have a pension too", "done")
    assert talk.answers["you.plan_kinds"] == ["401k", "pension"]


@pytest.mark.parametrize("said", ["none", "nothing done yet", "I have none", "don't have any", "nope, none"])
def test_none_beside_an_account_that_was_told_asks_which(said):
    """No others, or none at all: who just told of a rollover IRA has one."""
    talk = Talk().says("/start", "single", "230k", "225k", "1984", "TX", "rollover IRA 38k, no basis", "yes", said)
    assert "you.ira_kinds" not in talk.answers
    assert {"Rollover IRA", "none"} <= set(talk.labels)


TWO_AGES = ("/start", "joint", "I'm 44 he's 47")  # November 24: two years for each


@pytest.mark.parametrize("words", ["nothing this year yet", "we haven't", "not yet", "never"])
def test_a_denial_beside_a_list_answers_no_question_that_it_hides(words):
    talk = Talk().says(*TWO_AGES)
    before = talk.session.answers
    assert "Is none of this list right?" in talk.says(words).text
    assert talk.session.answers == before


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("no, not 1981", {"you.birth_year": 1982}),
        ("1982 not 1981", {"you.birth_year": 1982}),
        ("not 1981 and not 1978", {"you.birth_year": 1982, "spouse.birth_year": 1979}),
    ],
)
def test_of_two_readings_the_one_that_is_not_denied_is_meant(words, left):
    talk = Talk().says(*TWO_AGES, words)
    assert talk.session.found == left
    assert "no place" not in talk.text


PLAN = ("/start", "single", "210k", "190k", "1992", "WA", "none", "none", "401k", "24,500")


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("company matches 50% up to the limit", "12250"),
        ("50% match up to the irs limit", "12250"),
        ("6% dollar for dollar", "12600"),
        ("they match half of what I put in", "12250"),
        ("5% match", "10500"),
    ],
)
def test_what_the_employer_puts_in_is_no_cap_of_after_tax_money(words, amount):
    talk = Talk().says(*PLAN, words)
    told = {**talk.session.answers, **talk.session.found}
    assert told["you.plans.401k.employer_money"] == amount
    assert not {"you.plans.401k.after_tax_capped", "you.plans.401k.after_tax_allowed"} & told.keys()


def test_what_finds_no_place_beside_a_list_is_heard_as_if_the_list_had_its_yes():
    talk = Talk().says("/start", "joint", "335k", "0", "330k", "401k with Amazon, I put 24500 pre tax")
    assert talk.says("50% match up to 4%").session.found == {
        "you.plans.401k.deferrals": "24500",
        "you.plans.401k.employer_money": "6700",
    }


def test_a_conversion_that_is_ordered_is_a_wish():
    talk = Talk().says("/start", "single", "210k", "convert 30000")
    assert talk.session.found == {"you.wish_convert": "30000"}


@pytest.mark.parametrize("words", ["around 520 together", "520 combined"])
def test_an_income_of_two_is_no_pay_of_one(words):
    talk = Talk().says("/start", "joint", words)
    assert {fact for doubt in talk.session.doubts for fact, _ in doubt} == {"agi", "wages"}


def test_two_ages_of_a_couple_are_one_each():
    for words in ("we are 36 and 33 years", "we're 36 and 33 years old", "36 and 33 years old"):
        doubts = Talk().says("/start", "joint", "335k", "0", "330k", words).session.doubts
        assert doubts == (
            (("you.birth_year", 1990), ("you.birth_year", 1989)),
            (("spouse.birth_year", 1993), ("spouse.birth_year", 1992)),
        )


MARKED = (*PLAN[:8], "I also have a 401k at work, maxed it, 24500")  # the list of plans is open, the 401(k) marked


def test_what_is_denied_beside_a_mark_takes_no_mark_away():
    told = Talk().says(*MARKED, "no after tax").session.answers
    assert told["you.plans.401k.after_tax_allowed"] is False
    for words in ("no mega backdoor", "no pension", "no IRAs either"):
        talk = Talk().says(*MARKED, words)
        assert "✓ 401(k)" in talk.labels
        assert "you.plan_kinds" not in {**talk.session.answers, **talk.session.found}


@pytest.mark.parametrize("words", ["no other plan", "nothing else at work", "no more plans"])
def test_that_there_is_no_other_plan_closes_the_list(words):
    assert Talk().says(*MARKED, words).session.answers["you.plan_kinds"] == ["401k"]


@pytest.mark.parametrize("said", ["yes finally", "yes! that's what I said", "yes but I already told you that"])
def test_a_yes_with_impatience_is_a_yes(said):
    assert listed(said).answers["you.compensation"] == "210000"


@pytest.mark.parametrize("said", ["remove the state", "the state is wrong", "leave out the state"])
def test_a_line_is_taken_off_in_words(said):
    assert listed(said).session.found == {"you.compensation": "210000"}


@pytest.mark.parametrize("said", ["210,000", "210k"])
def test_a_value_that_stands_in_the_list_changes_nothing(said):
    talk = listed("and I was born in 1985", said)
    assert talk.session.found == {"state": "OH", "you.compensation": "210000", "you.birth_year": 1985}
    assert talk.session.doubts == ()


def test_of_two_years_that_are_told_again_as_years_none_is_doubted():
    couple = Talk().says("/start", "mfj", "150k", "120k", "250k", "I'm 85 he's 83", "85 and 83 are the years!")
    assert (couple.answers["you.birth_year"], couple.answers["spouse.birth_year"]) == (1985, 1983)
    assert couple.session.doubts == ()


def test_of_two_pays_of_a_couple_the_one_settles_the_other():
    talk = Talk().says("/start", "married filing jointly, NC. Jo makes 129k, Tomas makes 141k.")
    talk.presses("Your pay (compensation): $129,000").says("yes")
    assert (talk.answers["you.compensation"], talk.answers["spouse.compensation"]) == ("129000", "141000")


def test_what_was_only_offered_is_named_when_a_yes_takes_it_and_can_be_taken_back():
    talk = Talk().says("/start", "I work in Seattle, single, salary 171000", "yes")
    assert talk.answers["state"] == "WA"
    assert "Noted: State: Washington" in talk.text
    assert "state" not in talk.presses("Undo").answers
    assert talk.answers["you.compensation"] == "171000"


def test_an_answer_beside_a_list_goes_to_the_question_it_is_of():
    talk = Talk().says("/start", "single", "182k", "176k", "1988", "MA", "Roth", "2017", "none")
    talk.says("What's after-tax? HR says no", "403b", "I max it out")
    assert talk.answers.get("you.plan_kinds") in (None, ["403b"])


THINGS = "I am 61, pay 48,000. I inherited an IRA, and have a rollover IRA with 84,000 and a Roth I opened in 2011"


@pytest.mark.parametrize(
    "said", ["leave out inherited", "no inherited IRA dear, that was land", "leave out my IRAs, the rest is ok"]
)
def test_a_thing_of_a_line_is_taken_off_in_words(said):
    found = Talk().says("/start", THINGS, said).session.found
    assert "you.ira_kinds" not in found
    assert found["you.rollover"] == "84000"


@pytest.mark.parametrize(
    "said",
    [
        "yes dear",
        "correct, go on",
        "All correct: show my plan",
        "looks good gimme the plan",
        "all of that is correct, go on",
    ],
)
def test_a_yes_to_a_list_with_words_behind_it_is_a_yes(said):
    assert listed(said).answers["you.compensation"] == "210000"


def test_what_is_told_anew_leaves_no_doubt_of_it():
    talk = Talk().says(
        "/start", "single. I make 190 and put 300 a month in the 457", "I make 190k", "3,600 for the 457"
    )
    assert talk.session.found["you.compensation"] == "190000"
    assert talk.session.found["you.plans.457b.deferrals"] == "3600"
    assert talk.session.doubts == ()


def test_whose_an_account_is_settles_whose_its_amount_is():
    opening = "We file jointly. My wife makes 64k. There is a SEP IRA with about 46,000 in it."
    talk = Talk().says("/start", opening)
    if ("you.sep", "46000") in {one for doubt in talk.session.doubts for one in doubt}:
        talk.says("The SEP is mine")
    assert talk.session.found["you.sep"] == "46000"


def test_two_short_years_choose_among_the_years_that_are_offered():
    talk = Talk().says("/start", "I'm 60, my wife is 58. We file jointly", "66 and 68")
    told = {**talk.answers, **talk.session.found}
    assert (told["you.birth_year"], told["spouse.birth_year"]) == (1966, 1968)
