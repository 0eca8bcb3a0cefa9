"""The line of what is certain already. Ranges of 2026: 153,000 to 168,000 single, 242,000 to 252,000 jointly."""

from __future__ import annotations

from datetime import date

import pytest

from calc.facts import Facts, FilingStatus, Person
from dialogs.views.so_far import so_far
from tests.talk import Talk

DAY = date(2026, 11, 28)
SINGLE = Facts(tax_year=2026, filing_status=FilingStatus.SINGLE, you=Person(birth_year=1984))


def earning(pay, agi=None, told=None):
    you = Person.model_validate({"birth_year": 1984, "compensation": pay, **(told or {})})
    return Facts.model_validate({"tax_year": 2026, "filing_status": "single", "you": you, "agi": agi})


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (SINGLE, ""),  # nothing is certain by the status alone
        (earning(310_000), "looks closed"),  # other income and what is taken off are not told
        (earning(100_000), "keeps a direct Roth open"),
        (earning(160_000), ""),  # inside the range pay tells nothing
        (earning(200_000, 168_000), "is closed"),  # at the end nothing is left
        (earning(200_000, 167_999), "only in part"),
        (earning(200_000, 153_000), "is open for 2026, as far as told"),
    ],
)
def test_it_says_what_pay_and_income_make_certain(facts, says):
    line = so_far(facts, DAY)
    assert says in line
    assert bool(line) is bool(says)


def test_the_ira_balances_decide_the_back_door():
    asks = so_far(earning(200_000, 190_000), DAY)
    clean = so_far(earning(200_000, 190_000, {"ira_kinds": [], "moves": []}), DAY)
    mixed = so_far(
        earning(200_000, 190_000, {"ira_kinds": ["rollover"], "rollover": 58_000, "basis": 0, "moves": []}), DAY
    )
    assert "hangs on the IRA balances" in asks
    assert "free of tax, as far as told" in clean
    assert "$58,000 of pre-tax IRA money" in mixed


def test_it_comes_last_once_and_again_when_it_changes():
    talk = Talk(today=DAY).says("/start", "2026", "single")
    assert "So far" not in talk.text
    assert talk.says("310k").text.splitlines()[-1].startswith("So far: the pay alone")
    assert talk.says("300k").text.splitlines()[-1].startswith("So far: a direct Roth is closed for 2026")
    assert "So far" not in talk.says("what is basis?").text
    assert "free of tax" in talk.says("1984", "TX", "none", "none").text


def test_an_opening_message_has_its_first_verdict_within_five():
    talk = Talk(today=DAY).says(
        "/start", "single in Ohio, I make 310k, AGI 300k. Should I do a backdoor Roth?", "yes"
    )
    assert talk.text.splitlines()[-1].startswith("So far:")


def test_without_pay_nothing_new_goes_in_and_a_conversion_needs_none():
    talk = Talk().says("/start", "2026", "single", "none, I'm retired")
    assert "without pay from work nothing new can go into an IRA for 2026" in talk.text
    assert "direct Roth" not in talk.says("74,000").text


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        ({"deferrals": 8_160}, "what decides the mega back door: whether the 401(k) takes after-tax money"),
        ({"after_tax_allowed": False}, "the mega back door is closed in the 401(k)"),
        ({"after_tax_allowed": True}, "a way out to Roth decides the mega back door"),
        ({"after_tax_allowed": True, "exits": ["neither"]}, "closed as long as you work there"),
        ({"after_tax_allowed": True, "exits": ["in_plan"]}, "the mega back door is open in the 401(k)"),
        (  # 72,000 less 24,500 and 10,000
            {
                "after_tax_allowed": True,
                "after_tax_made": 0,
                "after_tax_capped": False,
                "exits": ["in_plan"],
                "deferrals": 24_500,
                "employer_money": 10_000,
                "pay": 310_000,
            },
            "with room for $37,500 in 2026 as far as told",
        ),
    ],
)
def test_the_plan_at_work_decides_the_mega_back_door(plan, says):
    line = so_far(earning(310_000, 300_000, {"plan_kinds": ["401k"], "plans": {"401k": plan}}), DAY)
    assert says in line
    assert line.startswith("So far: a direct Roth is closed for 2026")


def test_after_the_year_no_payroll_puts_after_tax_money_in():
    told = {"plan_kinds": ["401k"], "plans": {"401k": {"after_tax_allowed": True, "exits": ["in_plan"]}}}
    assert "mega" not in so_far(earning(310_000, 300_000, told), date(2027, 2, 1))


def test_the_opening_that_asks_for_the_mega_back_door_has_its_verdict_within_five():
    talk = Talk(today=DAY).says(
        "I work at a big company, single in Seattle, base 60k plus 42k RSUs, 8 % into the 401k, trad IRA is empty. "
        "Should I do a mega backdoor Roth?",
        "yes",
    )
    assert "a direct Roth open for 2026" in talk.text
    talk.says("2026", "my 401k allows after-tax contributions and in-plan Roth conversions", "yes")
    assert talk.text.splitlines()[-1].endswith("the mega back door is open in the 401(k).")


TEACHERS = (
    "My wife and I are both teachers with 403bs. Combined {income}. Someone at work says we need the backdoor. Do we?"
)


def test_beside_a_question_what_holds_in_every_reading_is_told_before_the_list_has_its_yes() -> None:
    talk = Talk().says("/start", TEACHERS.format(income="150k"))
    assert (
        "So far: the pay keeps a direct Roth open for 2026; more income than $242,000 would narrow it." in talk.text
    )
    assert talk.stage == "confirming"


def test_beside_a_question_nothing_is_told_where_the_readings_differ() -> None:
    talk = Talk().says("/start", TEACHERS.format(income="246k"))  # in part as an income, not said as a pay
    assert "So far" not in talk.text
