"""The spouse takes the phone: what "I" says then is the spouse's, and what "he" has is his."""

from tests.dialogs.corpus.hearing import at
from tests.talk import Talk


def begun() -> Talk:
    """His talk, as far as what has been done already."""
    answers = ("2026", "married jointly", "260k", "70k", "300k", "1979", "1983", "CO", "roth and rollover", "done")
    return Talk().says("/start", *answers, "95k", "2012")


def test_who_takes_over_is_greeted_and_the_question_stays():
    talk = begun()
    asked = talk.asked
    talk.says("hi this is his wife, he had to go. what do you need from me?")
    assert talk.asked == asked
    assert "“your spouse” is you" in talk.text


def test_what_i_says_is_the_spouses_from_then_on():
    talk = begun().says("this is his wife now", "I earn 72k", "yes", "I have 12,500 in a traditional IRA")
    assert talk.answers["spouse.compensation"] == "72000"
    assert talk.answers["spouse.traditional"] == "12500"
    assert talk.answers["you.compensation"] == "260000"
    assert "you.traditional" not in talk.answers


def test_what_he_has_is_his_and_a_bare_answer_is_of_whom_was_asked():
    talk = begun().says("his wife here", "he earns 262k", "yes", "none")
    assert talk.answers["you.compensation"] == "262000"
    assert talk.answers["you.moves"] == []


def test_an_answer_with_i_is_not_taken_for_the_one_who_was_asked():
    talk = begun().says("/edit you.compensation", "this is his wife", "I make 72k")
    assert talk.answers["you.compensation"] == "260000"
    assert talk.session.found == {"spouse.compensation": "72000"}


def test_the_phone_goes_back():
    talk = begun().says("this is his wife", "I earn 72k", "yes", "her husband again", "I make 262k", "yes")
    assert (talk.answers["you.compensation"], talk.answers["spouse.compensation"]) == ("262000", "72000")


def test_at_the_beginning_whoever_speaks_is_you():
    talk = Talk().says("/start", "this is his wife", "2026", "married jointly", "I make 72k")
    assert talk.answers["you.compensation"] == "72000"


def test_the_first_of_the_two_comes_back():
    talk = begun().says("this is his wife", "it's me again", "I make 261k", "yes")
    assert talk.answers["you.compensation"] == "261000"
    assert talk.answers["spouse.compensation"] == "70000"


def test_a_number_alone_answers_what_was_asked():
    talk = Talk().says("/start", "2026", "married jointly", "this is his wife", "260k")
    assert talk.answers["you.compensation"] == "260000"


def test_nobody_takes_over_where_one_person_files():
    talk = Talk().says("/start", "2026", "single", "this is his wife", "I earn 72k")
    talk = talk.says("yes") if talk.stage == "confirming" else talk
    assert talk.session.speaker == ""
    assert talk.answers["you.compensation"] == "72000"


def test_who_takes_over_while_a_list_waits_speaks_of_themselves():
    talk = Talk().says("/start", "2026, married jointly, I'm 51, Maryland, salary 230k, my wife doesn't earn")
    talk.says("this is his wife now. I do work, 64,000 at the library! And I was born in 1977.")
    assert "“your spouse” is you" in talk.text
    talk.says("yes")
    assert talk.answers["you.compensation"] == "230000"
    assert talk.answers["spouse.compensation"] == "64000"
    assert talk.answers["spouse.birth_year"] == 1977
    assert "you.birth_year" not in talk.answers


def test_a_known_name_tells_who_speaks_now():
    opening = (
        "hey so this is Lena and Marcus on one phone. married, joint. Lena makes 162k, Marcus teaches, 71k. utah"
    )
    talk = Talk().says("/start", opening, "yes", "205k", "1988", "1987", "none", "nothing")
    talk.says("marcus here. I've got a rollover")
    assert talk.session.answers["spouse.ira_kinds"] == ["rollover"]
    assert talk.session.answers["you.ira_kinds"] == []


def test_while_a_list_waits_the_name_of_the_other_stays_theirs():
    talk = Talk().says(
        "/start", "We are Beth and Carl. Beth is typing. We file jointly. I was born in 1969 and Carl in 1966."
    )
    talk.says("Carl here now, she handed me the phone. I have a SEP with 113,000. Beth has a rollover with 64,500.")
    assert talk.session.found["spouse.sep"] == "113000"
    assert talk.session.found["you.rollover"] == "64500"
    assert "spouse.rollover" not in talk.session.found


def couple():
    """A couple whose first message tells both names, as far as the spouse's IRAs."""
    opening = "married jointly, TX. I'm 56 and make 310k, Ana makes 85k, she's 54"
    return Talk().says("/start", opening, "yes", "372k", "1970", "1972", "rollover", "120k", "none", "none")


def test_who_gets_the_phone_from_the_other_speaks_of_themselves():
    for handing in ("hang on, giving the phone to Ana", "passing you to my wife", "here's my wife", "hi, Ana here"):
        talk = couple().says(handing)
        assert "“your spouse” is you" in talk.text, handing
        talk.says("I have a traditional IRA, 15,900", "yes")
        assert talk.answers["spouse.traditional"] == "15900", handing
        assert "you.traditional" not in talk.answers, handing


def test_who_greets_with_a_known_name_speaks_of_themselves():
    talk = couple().says("hi Ana here. I have a traditional IRA, 15,900", "yes")
    assert talk.answers["spouse.traditional"] == "15900"
    assert "you.traditional" not in talk.answers


def test_an_account_that_is_the_others_goes_over_with_its_value():
    answers = ("mfj", "310k", "0", "372k", "1986", "1985", "tx", "roth, and a rollover w 22k", "yes")
    talk = Talk().says("/start", *answers, "wait no, the rollover is his", "yes", "done")
    assert talk.answers["you.ira_kinds"] == ["roth"]
    assert (talk.answers["you.rollover"], talk.answers["spouse.rollover"]) == ("0", "22000")


def test_what_was_said_before_the_phone_is_handed_on_is_of_who_had_it():
    talk = Talk().says("/start", "married filing jointly, I make 205k and my wife Nadia makes 88k", "yes", "274k")
    talk.says("1970", "1972", "IL", "I have a rollover, 140k. Now handing over to Nadia, she knows her own stuff")
    assert talk.answers["you.rollover"] == "140000"
    assert talk.says("nothing yet", "none").answers.get("spouse.rollover") is None


def test_a_reading_is_chosen_by_i_mean():
    talk = Talk().says("/start", "mfj", "205k", "88k", "274k", "1970", "she's 72", "I mean 1972")
    assert (talk.answers["spouse.birth_year"], talk.answers["agi"]) == (1972, "274000")


def test_only_the_account_that_is_named_goes_over():
    talk = at("you.plan_kinds", "couple").says("wait, no, the rollover is his")
    assert (talk.answers["you.traditional"], talk.answers["you.rollover"]) == ("7600", "58000")
    told = talk.session.found
    assert (told["you.ira_kinds"], told["spouse.rollover"]) == (["traditional", "roth"], "58000")
    assert told.keys() == {"you.ira_kinds", "spouse.ira_kinds", "spouse.rollover"}


def test_an_account_that_is_only_not_ticked_keeps_its_amount():
    talk = at("you.plan_kinds", "couple").says("/edit you.ira_kinds", "traditional and roth")
    assert (talk.answers["you.ira_kinds"], talk.answers["you.rollover"]) == (["traditional", "roth"], "58000")


def test_nothing_is_left_of_an_amount_that_is_the_others_now():
    talk = at("you.plan_kinds", "couple").says("wait, no, the rollover is his", "yes")
    assert (talk.answers["you.traditional"], talk.answers["you.rollover"]) == ("7600", "0")
    assert talk.answers["spouse.rollover"] == "58000"


def test_who_takes_over_may_say_a_name_beside_the_role():
    for said in ("this is Ellen now, his wife, I'll take over", "I'm Ellen, the wife", "hi it's ellen, his wife"):
        talk = begun().says(said, "I have 12,500 in a traditional IRA")
        talk = talk.says("yes") if talk.stage == "confirming" else talk
        assert talk.answers["spouse.traditional"] == "12500", said
        assert "you.traditional" not in talk.answers, said


def test_what_was_said_of_her_before_she_took_over_is_hers():
    talk = Talk().says("/start", "mfj", "205k", "88k", "274k", "1970")
    talk.says("she's from 1972. this is Ellen now, his wife, I'll take over")
    assert talk.answers["spouse.birth_year"] == 1972


def test_names_written_small_never_make_the_spouses_account_ones_own():
    for said in (
        "dan has a rollover 31k. priya has a traditional ira with 7900",
        "dan has the 401k, priya has the 403b",
    ):
        talk = Talk().says("/start", "mfj", "121k", "168k", "252k", "1982", "1984", "CO", said)
        owners = [{fact.partition(".")[0] for fact, _ in doubt} for doubt in talk.session.doubts]
        assert owners, said
        assert all(one == {"you", "spouse"} for one in owners), said
        assert "you.traditional" not in talk.answers
        assert "you.plan_kinds" not in talk.answers
