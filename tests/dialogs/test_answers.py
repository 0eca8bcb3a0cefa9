"""The other kinds of answer: choices, years, dates, states, percents, caps."""

from datetime import date

import pytest

from calc import law
from dialogs.interview.questions import card_of
from dialogs.understanding import answers
from dialogs.understanding.readings import DontKnow, Misread, Readings, Understood

TODAY = date(2026, 11, 24)


def read(fact, text):
    card = card_of(fact)
    assert card is not None
    return answers.read(text, card, TODAY)


PLAN = "you.plans.401k"


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("filing_status", "MFJ", "mfj"),
        ("filing_status", "we file jointly", "mfj"),
        ("filing_status", "Single.", "single"),
        ("filing_status", "head of househould", "hoh"),
        ("filing_status", "qualifying widow", "qss"),
        ("state", "ca", "CA"),
        ("state", "Califronia", "CA"),
        ("state", "new york state", "NY"),
        ("state", "I live in Washington DC", "DC"),
        ("state", "Mass.", "MA"),
        ("you.birth_year", "born in '84", 1984),
        ("you.birth_year", "March 3, 1984", 1984),
        ("you.birth_year", "1984", 1984),
        ("you.roth_first_year", "2019", 2019),
        ("you.roth_first_year", "last year", 2025),
        ("tax_year", "this year", 2026),
        ("tax_year", "2019", 2019),
        ("you.simple_first_deposit", "March 2024", "2024-03-31"),
        ("you.simple_first_deposit", "3/15/2024", "2024-03-15"),
        ("you.simple_first_deposit", "15.3.2024", "2024-03-15"),
        ("you.simple_first_deposit", "2024-03-15", "2024-03-15"),
        ("you.ira_kinds", "Rollover and a Roth", ["rollover", "roth"]),
        ("you.ira_kinds", "SEP, simple; traditional", ["traditional", "sep", "simple"]),
        ("you.ira_kinds", "none of these", []),
        ("you.plan_kinds", "an old 401k & my 403(b)", ["403b", "old"]),
        (f"{PLAN}.after_tax_allowed", "yes it does", True),
        (f"{PLAN}.after_tax_allowed", "nope", False),
        (f"{PLAN}.after_tax_capped", "up to 10% of pay", "10%"),
        (f"{PLAN}.after_tax_capped", "$20k", "20000"),
        (f"{PLAN}.after_tax_capped", "up to $20k", "20000"),
        (f"{PLAN}.after_tax_capped", "no cap", "no"),
        (f"{PLAN}.exits", "automatic and in-service", ["automatic", "in_service"]),
        ("rate_later", "22%", "22"),
        ("rate_later", "about 22.5 percent", "22.5"),
        ("other_income", "-3,000", "-3000"),
        ("you.contributed", "2000", "2000"),
    ],
)
def test_understood(fact, text, value):
    assert read(fact, text) == Understood(value)


@pytest.mark.parametrize(
    ("fact", "text", "values"),
    [
        ("you.birth_year", "42", (1984, 1983, 1942)),
        ("you.birth_year", "I'm 42 years old", (1984, 1983)),
        ("you.birth_year", "84", (1984, 1942, 1941)),
        ("state", "Washington", ("DC", "WA")),
        ("filing_status", "married", ("mfj", "mfs")),
        ("filing_status", "divorced", ("single", "hoh")),
        ("filing_status", "widowed", ("single", "hoh", "qss")),
        ("filing_status", "separated", ("mfj", "mfs", "hoh")),
        ("agi", "310", ("310000", "310")),
        ("agi", "-3,000", ("-3000", "3000")),
        ("you.compensation", "1985", ("1985",)),
        ("you.rollover", "2026", ("2026",)),
        ("agi", "over 300k", ("300000",)),
        ("agi", "300-320k", ("300000", "310000", "320000")),
        ("you.rollover", "58.000", ("58000", "58")),
        (f"{PLAN}.after_tax_capped", "10", ("10%", "10000", "10")),
        ("rate_later", "0.22", ("22", "0.22")),
    ],
)
def test_what_can_mean_several_things_is_asked_back(fact, text, values):
    reading = read(fact, text)
    assert isinstance(reading, Readings)
    assert reading.values == values


@pytest.mark.parametrize(
    ("fact", "text", "reason"),
    [
        ("tax_year", f"{law.latest() + 1}", "year_unpublished"),
        ("tax_year", "2018", "year_too_early"),
        ("tax_year", "soon", "not_a_year"),
        ("you.birth_year", "2030", "birth_ahead"),
        ("you.birth_year", "5", "not_a_year"),
        ("you.birth_year", "3.5", "not_a_year"),
        ("you.birth_year", "-5", "not_a_year"),
        ("tax_year", "-2026", "not_a_year"),
        ("you.birth_year", "1850", "birth_too_early"),
        ("you.roth_first_year", "1990", "year_before_roth"),
        ("you.roth_first_year", "2027", "year_ahead"),
        ("you.simple_first_deposit", "2027-01-05", "date_ahead"),
        ("you.simple_first_deposit", "2024-02-30", "not_a_date"),
        ("state", "Puerto Rico", "territory"),
        ("state", "Bavaria", "not_a_state"),
        ("filing_status", "it's complicated", "not_a_choice"),
        ("you.ira_kinds", "rollover and a gold one", "not_a_choice_part"),
        (f"{PLAN}.after_tax_allowed", "perhaps", "not_yes_or_no"),
        ("you.rollover", "-5", "negative"),
        ("rate_later", "120%", "percent_too_large"),
    ],
)
def test_what_cannot_be_is_explained(fact, text, reason):
    reading = read(fact, text)
    assert isinstance(reading, Misread)
    assert reading.reason == reason


def test_next_year_is_a_tax_year_once_its_figures_are_out():
    card, newest = card_of("tax_year"), law.latest()
    assert card is not None
    assert answers.read("next year", card, date(newest - 1, 11, 24)) == Understood(newest)
    reading = answers.read("next year", card, date(newest, 11, 24))
    assert isinstance(reading, Misread)
    assert reading.reason == "year_unpublished"


@pytest.mark.parametrize("text", ["I don't know", "no idea", "not sure", "IDK", "can't remember"])
def test_not_knowing_is_understood_everywhere(text):
    for fact in ("agi", "state", "you.birth_year", f"{PLAN}.exits", f"{PLAN}.after_tax_allowed", "rate_later"):
        assert read(fact, text) == DontKnow()


def test_a_number_may_count_the_choices_and_is_asked_back():
    assert read("filing_status", "2") == Readings(("mfj",), "mentioned")
    assert isinstance(read("filing_status", "9"), Misread)
