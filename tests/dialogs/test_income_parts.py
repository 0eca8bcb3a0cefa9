"""An income beside pay told by its parts: Social Security by Pub. 915, a loss taken off, distributions left out."""

from __future__ import annotations

import pytest

from calc.facts import Facts
from dialogs.understanding.income_parts import read
from dialogs.understanding.readings import Misread, Understood
from tests.talk import Talk

SINGLE = Facts.model_validate({"tax_year": 2026, "filing_status": "single", "you": {"compensation": 0}})
COUPLE = Facts.model_validate(
    {
        "tax_year": 2026,
        "filing_status": "mfj",
        "you": {"compensation": 0},
        "spouse": {"compensation": 60_000},
        "wages": 60_000,
        "taken_off": 10_000,
    }
)


@pytest.mark.parametrize(
    ("said", "facts", "right"),
    [
        # 30,000 and half of 45,000: 4,500 and 85 % of the 18,500 above 34,000
        ("45k social security, 30k pension and 31k rmd", SINGLE, 50_225),
        # 20,000 and half of 24,000 lie 7,000 above 25,000
        ("ss is 24k, pension 1,500 a month, 2k interest", SINGLE, 23_500),
        ("just social security, 30k", SINGLE, 0),
        ("30k pension, 12k dividends and a 5k loss on rent", SINGLE, 37_000),
        ("20k of taxable social security and 40k pension", SINGLE, 60_000),
        ("pension 30k plus a 50k roth conversion", SINGLE, 30_000),
        # 50,000 of pay after deferrals and half of 48,000: 6,000 and 85 % of the 30,000 above 44,000
        ("my social security 30k and hers 18k", COUPLE, 31_500),
    ],
)
def test_each_part_counts_as_the_law_counts_it(said: str, facts: Facts, right: int):
    found = read(said, facts)
    assert isinstance(found, Understood)
    assert found.value == str(right)
    assert found.worked


def test_amounts_that_belong_to_no_part_are_asked_for_again():
    assert read("social security 24k 18k and a pension", SINGLE) == Misread("parts")


def test_without_status_nothing_is_taken_for_the_taxed_part():
    assert read("social security 24k and 20k pension", Facts()) == Misread("benefits_first")


@pytest.mark.parametrize(
    "said",
    [
        "3k interest and 5k gains",
        "8,000",
        "none",
        "80k",
        "80k including my RMD",
        "80k with social security",
        "rmd 12k",
    ],
)
def test_what_is_simply_added_is_left_to_the_sum(said: str):
    assert read(said, SINGLE) is None


def test_who_earns_nothing_is_asked_for_no_pay_again_and_hears_how_it_was_reached():
    talk = Talk().says("/start", "2026", "single", "none").presses("Help me estimate it")
    talk.says("1952")
    assert talk.asked == "other_income"
    talk.says("45k social security, 30k pension and 31k RMD")
    assert "$50,225" in talk.text
    assert "not $31,000" in talk.text
    assert talk.session.answers["other_income"] == "50225"
    assert "wages" not in talk.session.answers


def test_the_same_is_heard_where_the_whole_income_is_asked():
    talk = Talk().says("/start", "2026", "single", "none", "45k social security and 30k pension")
    assert talk.session.answers["agi"] == "50225"
