"""Nothing that anybody says or sends ends a step, harms the talk, or is noted though it cannot be."""

import json
from copy import deepcopy
from datetime import date

import pytest

from calc.refusals import Refusal
from dialogs.interview.agenda import agenda
from dialogs.interview.questions import card_of, every_card
from dialogs.machine import LARGEST
from dialogs.phrases import Refused
from dialogs.session import MOST_TICKS, Session
from dialogs.understanding import answers
from dialogs.understanding.readings import Misread, Readings, Understood
from tests.dialogs.people import COUPLE, SINGLE, interview
from tests.talk import NOVEMBER, Talk

NO_PLAN = ("/start", "2026", "single", "310000", "300000", "1984", "TX", "none", "none", "none")


def before_the_import() -> Talk:
    return Talk().says("/start", "2026", "single", "310k", "310k")


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
    talk = Talk().says(*NO_PLAN[:3])
    talk.says(words)
    assert talk.asked == "you.compensation"
    assert "you.compensation" not in talk.answers


@pytest.mark.parametrize("said", ["over 7,512.33", "7,512.33 or 8,000.75", "between 7,512.33 and 8,000.75"])
def test_a_reading_with_cents_can_be_pressed(said):
    talk = Talk().says("/start", "2026", "single", said)
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


def test_deferrals_without_a_birth_year_are_held_against_the_limit_of_every_age():
    """IRC 402(g), 414(v): for 2025 $23,500, with the catch-up $31,000, from 60 to 63 $34,750."""
    talk = Talk().says("/start", "/repair", "deferred too much over two jobs", "2025", "$32,000", "I don't know")
    talk.says("none", "no", "I don't know")
    assert deepcopy(talk.reply) == talk.reply
    assert "$8,500 above" in talk.text
    assert [line for line in talk.text.splitlines() if line.startswith("- ")] == [
        "- under 50: the limit of 2025 is $23,500, $8,500 is above it",
        "- 50 or older: the limit is $31,000 with the catch-up, $1,000 is above it",
        "- 60 to 63: the limit is $34,750 with the higher catch-up, $0 is above it",
    ]


def test_deferrals_that_no_age_makes_too_much_need_no_birth_year():
    talk = Talk().says("/start", "/repair", "deferred too much over two jobs", "2025", "$20,000", "I don't know")
    talk.says("none", "no")
    assert "Nothing has to be put right" in talk.text


def test_names_of_cards_are_not_kept_without_end():
    assert card_of.cache_info().maxsize


def test_a_stored_talk_with_a_fact_of_nobody_goes_on():
    """Such talks were stored once."""
    talk = interview(SINGLE | {"plan_kinds": "401k"})
    odd = talk.session.but(answers=talk.answers | {"yyou.plans.401k.employer_money": "9000", "you.plans.4k.pay": "1"})
    for words in ("/review", "/plan", "/edit agi 250k", "/export", "yes", "/whatif agi 90k", "/summary"):
        assert Talk(session=Session.load(odd.dump())).says(words).text


# Income that nobody told.

PAY = ("/start", "2026", "mfj", "240k", "95k")


@pytest.mark.parametrize("words", ["none", "nothing", "0", "zero"])
def test_no_word_is_an_income_of_nothing_beside_pay(words):
    """Both facts are named; the answer counts when it is confirmed, and the pay can be changed."""
    talk = Talk().says(*PAY, words)
    assert "agi" not in talk.answers
    assert talk.asked == "agi"
    assert "$335,000" in talk.text
    assert "$0" in talk.text
    assert sum(label.startswith("Change:") for label in talk.labels) == 2
    assert talk.press(talk.buttons[0]).answers["agi"] == "0"


@pytest.mark.parametrize("words", ["no", "nope", "n/a", "N/A.", "nah", "not applicable"])
def test_a_no_tells_nothing_of_an_income(words):
    talk = Talk().says(*PAY, words)
    assert talk.asked == "agi"
    assert "agi" not in talk.answers
    assert not any("$0" in label for label in talk.labels)


@pytest.mark.parametrize("words", ["none", "nothing"])
def test_without_pay_no_word_is_an_income_of_nothing_either(words):
    talk = Talk().says(*PAY[:3], "idk", "idk", words)
    assert "agi" not in talk.answers
    assert "$0" in talk.labels


@pytest.mark.parametrize("words", ["no", "nope", "n/a", "nah"])
def test_at_a_pay_a_no_is_asked_back(words):
    talk = Talk().says(*PAY[:3], words)
    assert "you.compensation" not in talk.answers
    assert talk.presses("$0").answers["you.compensation"] == "0"


def test_somebody_without_pay_says_none():
    assert Talk().says(*PAY[:4], "none").answers["spouse.compensation"] == "0"
    assert Talk().says(*PAY[:4], "0").answers["spouse.compensation"] == "0"


def test_an_unlikely_income_is_taken_when_it_is_said_again_or_confirmed():
    for words in ("90k", "yes"):
        talk = Talk().says(*PAY, "90k")
        assert "agi" not in talk.answers
        assert talk.says(words).answers["agi"] == "90000"


def test_the_pay_can_be_changed_where_the_income_is_doubted():
    talk = Talk().says(*PAY, "90k").presses("Change: Your pay (compensation)")
    assert talk.asked == "you.compensation"
    assert talk.says("40k", "90k").answers["agi"] == "90000"


@pytest.mark.parametrize(
    ("pay", "income"), [("200k", "165k"), ("60k", "31k"), ("31k", "0"), ("0", "0"), ("120k", "75k"), ("idk", "5k")]
)
def test_an_ordinary_income_is_not_doubted(pay, income):
    talk = Talk().says("/start", "2026", "single", pay, income)
    assert "agi" in talk.answers


def test_a_doubtful_income_in_a_list_is_named_after_the_yes():
    talk = Talk().says("/start", "2026", "single", "190k", "AGI is 0, I have a SEP with 20k", "yes")
    assert "$190,000 of pay and $0 of income" in talk.text
    assert "Change: Your pay (compensation)" in talk.labels


# Bare small numbers.

MONEY = sorted(
    {card.fact: card for card in every_card() if card.kind == "money" and not card.small}.values(),
    key=lambda card: card.id,
)


@pytest.mark.parametrize("card", MONEY, ids=lambda card: card.id)
def test_a_bare_small_number_is_asked_back_at_every_question_of_money(card):
    for words, likely, literal in (("24.5", "24500", "24.50"), ("7", "7000", "7"), ("12", "12000", "12")):
        assert answers.read(words, card, NOVEMBER) == Readings((likely, literal), "thousands")
    assert answers.read("24,5", card, NOVEMBER).values[0] == "24500"


@pytest.mark.parametrize("card", MONEY, ids=lambda card: card.id)
@pytest.mark.parametrize(
    ("words", "value"), [("$24.50", "24.50"), ("7 dollars", "7"), ("500", "500"), ("0", "0"), ("12 bucks", "12")]
)
def test_small_dollars_that_are_named_as_such_are_taken(card, words, value):
    assert answers.read(words, card, NOVEMBER) == Understood(value)


def test_the_literal_reading_can_be_pressed():
    talk = Talk().says(*NO_PLAN[:7], "traditional", "58")
    assert talk.asked == "you.traditional"
    assert talk.presses("$58").answers["you.traditional"] == "58"


@pytest.mark.parametrize(("words", "value"), [("nope", "no"), ("no", "no"), ("none", "no"), ("n/a", "no")])
def test_no_cap_is_not_a_cap_of_nothing(words, value):
    card = card_of("you.plans.401k.after_tax_capped")
    assert answers.read(words, card, NOVEMBER) == Understood(value)
    assert isinstance(answers.read("0", card, NOVEMBER), Readings)


# Births.

YEAR_OF_SOMETHING_ELSE = [
    "SEP contribution of 9,000 for 2025 paid in March 2026",
    "I put 7,000 in for 1999",
    "made a deposit in 2001",
    "opened my Roth in 1998",
    "contributed in 1997 and converted in 1999",
    "we converted in 2003",
    "deducted it all since 1990",
    "my employer paid in 1995",
    "actually it's tax year 2025",
    "in 2020 maybe",
    "$1984",
    "1,984",
    "started with 5k in 1988",
    "the IRA is from 2016",
    "minus 90",
    "negative 85",
    "minus 1984",
]


@pytest.mark.parametrize("words", YEAR_OF_SOMETHING_ELSE)
def test_a_year_in_a_sentence_about_money_is_nobodys_birth_year(words):
    talk = Talk().says("/start", "2026", "single", "310k", "310k", words)
    assert "you.birth_year" not in talk.answers
    assert "you.birth_year" not in talk.session.found


@pytest.mark.parametrize("words", ["minus 90", "negative 85", "minus 1984", "-90", "-5k", "minus 5,000"])
def test_a_loss_alone_is_no_income_that_is_offered_at_a_birth_year(words):
    talk = Talk().says("/start", "2026", "single", "310k", "310k", words)
    assert (talk.stage, talk.asked) == ("you", "you.birth_year")
    assert talk.session.found == {}
    assert "a year in four digits" in talk.text


@pytest.mark.parametrize("words", ["2015", "2026", "2013", "born 2020", "born in 2014"])
def test_a_birth_year_under_fourteen_years_ago_is_asked_back(words):
    talk = Talk().says("/start", "2026", "single", "310k", "310k", words)
    assert "you.birth_year" not in talk.answers
    assert talk.presses(words[-4:]).answers["you.birth_year"] == int(words[-4:])


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("3/12/83", 1983),
        ("12/3/83", 1983),
        ("1/2/85", 1985),
        ("12-31-79", 1979),
        ("03/12/1983", 1983),
        ("7/4/01", 2001),
        ("I was born on 3/12/83", 1983),
        ("March 3, 1984", 1984),
        ("im 41 turning 42 in dec", 1984),
        ("1984", 1984),
        ("'84", 1984),
        ("born in 84", 1984),
        ("I think 1984", 1984),
    ],
)
def test_a_birth_is_read_as_americans_write_it(words, year):
    assert Talk().says("/start", "2026", "single", "310k", "310k", words).answers["you.birth_year"] == year


def test_two_years_of_birth_are_asked_back():
    talk = Talk().says("/start", "2026", "single", "310k", "310k", "1983 or 84")
    assert talk.labels[:2] == ["1983", "1984"]


@pytest.mark.parametrize(
    ("fact", "words", "value"),
    [
        ("you.simple_first_deposit", "3/12/25", "2025-03-12"),
        ("you.simple_first_deposit", "3/12/98", "1998-03-12"),
        ("you.roth_first_year", "98", 1998),
        ("you.roth_first_year", "'08", 2008),
        ("tax_year", "26", 2026),
    ],
)
def test_two_digits_of_a_year_are_those_of_the_last_one_that_ends_so(fact, words, value):
    assert answers.read(words, card_of(fact), NOVEMBER) == Understood(value)


@pytest.mark.parametrize("words", ["1/1/0001", "0001-01-01", "12/31/1599"])
def test_no_day_is_noted_from_which_years_cannot_be_counted(words):
    assert isinstance(answers.read(words, card_of("you.simple_first_deposit"), NOVEMBER), Misread)


@pytest.mark.parametrize(
    ("words", "noted"), [("I have salary 9000 by month", "108000"), ("they pay me 9,000 and that is monthly", None)]
)
def test_an_amount_that_comes_every_month_is_not_the_years(words, noted):
    assert Talk().says("/start", "2026", "single", words).answers.get("you.compensation") == noted


def test_all_of_it_is_asked_back_with_what_it_can_be():
    talk = Talk().says(*NO_PLAN[:7], "traditional", "65,600", "traditional, converted", "7,500")
    assert talk.says("all of it").asked == "you.converted"
    assert "$7,500" in talk.labels


@pytest.mark.parametrize(
    ("words", "value"),
    [("50 thousand dollars and 25 cents", "50000.25"), ("7,500 dollars 33 cents", "7500.33"), ("37 cents", "0.37")],
)
def test_dollars_and_cents_in_words(words, value):
    assert answers.read(words, card_of("you.traditional"), NOVEMBER) == Understood(value)


@pytest.mark.parametrize("fact", ["you.compensation", "agi", "you.traditional", "you.plans.401k.deferrals"])
@pytest.mark.parametrize("words", ["401k", "my 401k", "401(k)", "403b", "1099-R", "form 8606"])
def test_the_name_of_a_plan_or_a_form_is_no_amount(fact, words):
    assert not isinstance(answers.read(words, card_of(fact), NOVEMBER), Understood)


@pytest.mark.parametrize("words", ["we make 300", "I earn 300k", "she makes 90k"])
def test_what_somebody_earns_is_no_value_of_an_ira(words):
    talk = Talk().says(*NO_PLAN[:7], "traditional", words)
    assert "you.traditional" not in talk.answers


@pytest.mark.parametrize(
    "words",
    [
        "roth phase-out for married couples in 2024?",
        "I put 7,000 in for 2023",
        "we have done this every year since 2019",
        "same as last year",
        "like last year",
    ],
)
def test_a_year_in_a_sentence_is_not_the_tax_year_at_once(words):
    assert "tax_year" not in Talk().says("/start", words).answers


@pytest.mark.parametrize("words", ["2025", "for 2025", "the tax year 2025 please", "last year", "25"])
def test_a_tax_year_in_few_words_is_taken(words):
    assert Talk().says("/start", words).answers["tax_year"] == 2025


FOREIGN = [
    "90k euros",
    "€90k",
    "£90k",
    "90k pesos",
    "I think 90k CAD",
    "about 90,000 EUR",
    "it is 90k GBP before tax",
]


@pytest.mark.parametrize("words", FOREIGN)
@pytest.mark.parametrize("before", [NO_PLAN[:3], (*NO_PLAN[:7], "traditional")], ids=["pay", "IRA"])
def test_an_amount_in_another_currency_is_never_noted(words, before):
    talk = Talk().says(*before)
    noted = talk.answers
    talk.says(words)
    assert talk.answers == noted
    assert "$90,000" not in talk.labels


@pytest.mark.parametrize("words", ["5k twice a month", "100k tops", "last year 90k", "(90k)"])
def test_what_may_not_be_the_amount_of_the_year_is_asked_back(words):
    assert "you.compensation" not in Talk().says(*NO_PLAN[:3], words).answers


@pytest.mark.parametrize(("words", "year"), [("2,500 every week", "130000"), ("9,000 monthly", "108000")])
def test_what_comes_every_week_or_month_is_the_years_with_its_sum_and_a_way_back(words, year):
    talk = Talk().says(*NO_PLAN[:3], words)
    assert talk.answers["you.compensation"] == year
    assert "Undo" in talk.labels
    assert "×" in "".join([talk.text, *(reply.text for reply in talk.in_view)])


@pytest.mark.parametrize("words", ["march", "tomorrow", "1/2", "this summer", "today"])
def test_a_day_without_a_year_is_no_tax_year(words):
    assert "tax_year" not in Talk().says("/start", words).answers


@pytest.mark.parametrize("words", ["12", "fourteen", "13"])
def test_a_very_young_age_is_asked_back_with_its_years(words):
    talk = Talk().says("/start", "2026", "single", "310k", "310k", words)
    assert "you.birth_year" not in talk.answers
    assert sum(label.isdecimal() for label in talk.labels) >= 2


def test_two_facts_that_hang_on_each_other_end_the_question_what_counts():
    """Whether one spouse is covered decides whether it matters that the other is; both were told, so both count."""
    told = {"tax_year": 2025, "filing_status": "mfj", "agi": "425000"}
    for who in ("you", "spouse"):
        told |= {f"{who}.birth_year": 1984, f"{who}.compensation": "240000", f"{who}.covered": True}
        told |= {f"{who}.ira_kinds": ["traditional"], f"{who}.plan_kinds": [], f"{who}.converted": "7000"}
    told |= {"you.moves": ["traditional", "converted"], "spouse.moves": ["converted"], "you.contributed": "7000"}
    found = agenda(told, date(2026, 6, 20))
    assert found.facts.you.covered is True
    assert not {"you.covered", "spouse.covered"} & found.idle.keys()
