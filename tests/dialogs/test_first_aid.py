"""Nothing that anybody says or sends ends a step, harms the talk, or is noted though it cannot be."""

import json
from copy import deepcopy

import pytest

from calc.refusals import Refusal
from dialogs.machine import LARGEST
from dialogs.phrases import Refused
from dialogs.session import MOST_TICKS, Session
from tests.dialogs.people import COUPLE, SINGLE, interview
from tests.talk import Talk

NO_PLAN = ("/start", "2026", "single", "1984", "TX", "310000", "300000", "none", "none", "none")


def before_the_import() -> Talk:
    return Talk().says("/start", "2026", "single")


def file_of(talk: Talk, **changes: object) -> str:
    """The talk's export, with something written into its session by hand."""
    content = talk.says("/export").reply.content
    assert content
    data = json.loads(content)
    data["rothbot"]["talk"] |= changes
    return json.dumps(data)


# What is told of a plan after "none" to plans.


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("my 401k allows in-plan conversions", "401k"),
        ("I have a 401k with in-service withdrawals", "401k"),
        ("actually my 401k has after-tax and in-plan conversion", "401k"),
        ("my 403b at work allows in-plan roth rollover", "403b"),
        ("my 457b plan allows neither in-plan conversions nor in-service withdrawals", "457b"),
    ],
)
def test_a_plan_told_after_none_ticks_the_plan(sentence, kind):
    talk = Talk().says(*NO_PLAN)
    assert talk.answers["you.plan_kinds"] == []
    talk.says(sentence)
    assert talk.stage == "confirming"
    assert talk.says("yes").answers["you.plan_kinds"] == [kind]


# Numbers.


@pytest.mark.parametrize(
    "words",
    [
        "one hundred " * 16,
        "hundred " * 300,
        f"{'9' * 40} five",
        f"{'9' * 30} and a half million",
        "million " * 400,
        f"minus 5 to {'9' * 40}",
        f"between {'9' * 40} and {'9' * 41}",
        "point " + "one " * 300,
        "one point " + "five " * 300,
        "half " * 400,
        "100,000,000 a week",
        "99999999 biweekly",
    ],
)
def test_a_number_that_nobody_can_mean_is_asked_back(words):
    talk = Talk().says(*NO_PLAN[:5])
    talk.says(words)
    assert talk.asked == "you.compensation"
    assert "you.compensation" not in talk.answers


@pytest.mark.parametrize("said", ["over 7,512.33", "7,512.33 or 8,000.75", "between 7,512.33 and 8,000.75"])
def test_a_reading_with_cents_can_be_pressed(said):
    talk = Talk().says("/start", "2026", "single", "1984", "TX", said)
    assert "$7,512.33" in talk.labels
    assert talk.presses("$7,512.33").answers["you.compensation"] == "7512.33"


# Facts of nobody.


@pytest.mark.parametrize(
    "words",
    [
        "yu.birth_year 1980",
        "you.plans.401kk.roll_in no",
        "yu.plans.401k.roll_in no",
        "you.plan.401k.roll_in no",
        "you.plans..roll_in no",
        "you..birth_year 1980",
        ".birth_year 1980",
        "a.b.c.d.e.f 1",
        "spouse.spouse.birth_year 1980",
        "repair.nothing 5",
    ],
)
@pytest.mark.parametrize("command", ["/whatif", "/edit"])
def test_a_fact_of_nobody_is_not_noted(words, command):
    talk = interview(COUPLE).says("yes")
    before = talk.answers
    talk.says(f"{command} {words}")
    assert talk.answers == before


@pytest.mark.parametrize(
    "answers",
    [
        {"yyou.plans.401k.employer_money": "9000"},
        {"zz.hidden": "x"},
        {"0x10repair.what": "undo"},
        {"you.plans.401kk.roll_in": "no"},
        {f"you.x{number}": "1" for number in range(40)},
    ],
)
def test_what_a_file_tells_of_nobody_is_named_and_left_out(answers):
    talk = interview(SINGLE | {"plan_kinds": "401k"})
    new = Talk().uploads(file_of(talk, answers=talk.answers | answers))
    assert next(iter(answers)) in new.text
    assert new.says("yes").answers == talk.answers


# Files.


def test_a_file_with_a_number_of_endless_digits_is_refused():
    talk = before_the_import()
    for digits in ("1e-999999999", "1e-9999999", "-1e-50", "1E999999999", '"1e-999999999"', '"0.001"'):
        talk.uploads('{"agi":' + digits + "}")
        assert "value of agi" in talk.text
        assert talk.stage != "importing"


@pytest.mark.parametrize(
    "wrong",
    [
        {"you.compensation": "1e-99999999"},
        {"you.compensation": "9" * 5000},
        {"you.compensation": "0.001"},
        {"you.compensation": True},
        {"you.birth_year": 10**12},
        {"you.birth_year": True},
        {"you.simple_first_deposit": "0001-01-01"},
        {"you.plans.401k.after_tax_capped": "1e-9999999%"},
        {"you.ira_kinds": ["roth"] * 50},
        {"you.ira_kinds": ["gold"]},
        {"check.paid_out": ["zz:5"]},
        {"check.paid_out": ["1:1e-99999"]},
        {"repair.made": ["2021:" + "9" * 500]},
        {"repair.made": ["later:5"]},
        {"repair.made": [f"{year}:1" for year in range(1900, 2100)]},
        {"repair.what": "nonsense"},
        {"repair.gross": "-5"},
    ],
)
def test_no_answer_comes_in_by_a_file_that_its_question_could_not_have_got(wrong):
    talk = interview(SINGLE)
    new = before_the_import().uploads(file_of(talk, answers=talk.answers | wrong))
    name = next(iter(wrong))
    if new.stage == "importing":  # the facts beside it were sound, and they count
        new.says("yes")
    assert new.answers.get(name) == talk.answers.get(name)


TICK = {
    "code": "convert",
    "who": "you",
    "year": 2026,
    "kind": None,
    "on": "2026-03-03",
    "amount": "7500",
    "counted": True,
}


@pytest.mark.parametrize(
    "done",
    [
        {"3000": [TICK]},
        {str(year): [TICK] for year in range(2019, 2400)},
        {"2026": [TICK] * (MOST_TICKS + 1)},
        {"2026": [TICK | {"code": "x" * 5000}]},
        {"2026": [TICK | {"who": "nobody"}]},
        {"2026": [TICK | {"amount": "1e-999999"}]},
        {"2026": [TICK | {"on": "0001-01-01"}]},
    ],
)
def test_no_ticks_come_in_that_no_plan_can_have(done):
    new = before_the_import()
    before = new.answers
    new.uploads(file_of(interview(SINGLE), done=done))
    assert "Nothing was changed" in new.text
    assert (new.answers, new.session.done) == (before, {})


def test_half_a_character_in_a_file_is_refused():
    new = before_the_import()
    new.uploads(file_of(interview(SINGLE), answers={"n": "\ud83d"}))
    assert "Nothing was changed" in new.text


def test_a_talk_does_not_grow_beyond_its_room():
    talk = before_the_import()
    stuffed = talk.session.but(mentioned={"you.ira_kinds": ["x" * LARGEST]})
    talk = Talk(session=stuffed).says("1984")
    assert "no room left" in talk.text
    assert talk.answers == stuffed.answers
    assert talk.asked == "you.birth_year"
    assert talk.says("/forget").presses("Yes, delete it all").stage == "forgotten"


# What is said is copied, stored and loaded.


def test_the_sentence_of_a_refusal_can_be_copied():
    sentence = Refused(Refusal("fact_missing", "birth_year"))
    assert deepcopy(sentence) == sentence


def test_deferrals_without_a_birth_year_are_answered():
    talk = Talk().says("/start", "/repair", "deferred too much over two jobs", "2025", "$30,000", "I don't know")
    talk.says("none", "no")
    assert deepcopy(talk.reply) == talk.reply
    assert talk.text


def test_names_of_cards_are_not_kept_without_end():
    from dialogs.interview.questions import card_of

    assert card_of.cache_info().maxsize


def test_a_stored_talk_with_a_fact_of_nobody_goes_on():
    """Such talks were stored once."""
    talk = interview(SINGLE | {"plan_kinds": "401k"})
    odd = talk.session.but(answers=talk.answers | {"yyou.plans.401k.employer_money": "9000", "you.plans.4k.pay": "1"})
    for words in ("/review", "/plan", "/edit agi 250k", "/export", "yes", "/whatif agi 90k", "/summary"):
        assert Talk(session=Session.load(odd.dump())).says(words).text
