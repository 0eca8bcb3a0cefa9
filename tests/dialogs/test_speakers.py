"""Who types can change: what the spouse says of themselves is the spouse's, until the first of the two is back."""

import pytest

from tests.talk import Talk

COUPLE = ("/start", "2026", "married jointly", "1979", "1983", "CO", "260k", "70k", "300k")


def couple():
    return Talk().says(*COUPLE)


@pytest.mark.parametrize(
    ("opening", "said", "fact", "value"),
    [
        ("hi this is his wife, he had to go", "I earn 72k", "spouse.compensation", "72000"),
        ("this is her husband", "my pay is 75,000", "spouse.compensation", "75000"),
        ("wife here", "his pay is 265k", "you.compensation", "265000"),
        ("its his wife now", "I have a Roth since 2011", "spouse.roth_first_year", 2011),
        ("this is his wife", "my husband has a SEP with 9,000", "you.sep", "9000"),
    ],
)
def test_what_the_spouse_says_is_the_spouses(opening, said, fact, value):
    talk = couple().says(opening, said)
    talk = talk.says("yes") if talk.stage == "confirming" else talk
    assert talk.answers[fact] == value


def test_in_one_message():
    talk = couple().says("Hi, this is his wife now. I earn 97k and I have a traditional IRA with 5,000.", "yes")
    assert talk.answers["spouse.compensation"] == "97000"
    assert talk.answers["spouse.traditional"] == "5000"
    assert talk.answers["you.compensation"] == "260000"


def test_the_first_of_the_two_comes_back():
    talk = couple().says("this is his wife", "it's me again", "I make 261k", "yes")
    assert talk.answers["you.compensation"] == "261000"
    assert talk.answers["spouse.compensation"] == "70000"


def test_a_number_alone_answers_what_was_asked():
    talk = Talk().says("/start", "2026", "married jointly", "1979", "1983", "CO", "this is his wife", "260k")
    assert talk.answers["you.compensation"] == "260000"


def test_nobody_takes_over_where_one_person_files():
    talk = Talk().says("/start", "2026", "single", "this is his wife", "I earn 72k")
    talk = talk.says("yes") if talk.stage == "confirming" else talk
    assert talk.session.speaker == ""
    assert talk.answers["you.compensation"] == "72000"
