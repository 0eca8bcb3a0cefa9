"""Taking Roth money out. IRC 408A(d)(3)(F), (d)(4): contributions, conversions the oldest first, then earnings."""

from __future__ import annotations

from datetime import date

import pytest

from tests.talk import Talk

DAY = date(2026, 11, 28)


def asked_at_the_desk(*answers: str, state="TX", born="1984"):
    return Talk(today=DAY).says("/start", "2026", "single", "310k", "310k", born, state, "/withdraw", *answers)


def test_contributions_come_out_free_at_any_age():
    talk = asked_at_the_desk("roth ira", "12,000", "2018", "30,000", "none")
    assert "$12,000 comes out free of tax and of the 10%" in talk.text
    assert talk.asked is None


def test_a_taxed_conversion_inside_five_years_bears_the_ten_percent():
    # 12,000 of contributions, then 6,000 of 2023 that was not taxed, then 2,000 of the 7,000 of 2024: 10 % of 2,000
    answers = ("roth ira", "20,000", "2020", "12,000", "2023: 6,000; 2024: 7,000", "2023: 6,000")
    talk = asked_at_the_desk(*answers)
    assert "$200 of additional tax" in talk.text
    assert "January 1, 2029" in talk.text  # 2024 and five years
    assert "January 1, 2025" in talk.text  # earnings: 2020 and five years
    # R&TC 17085: 2.5 % more of the same 2,000
    assert "California adds $50" in asked_at_the_desk(*answers, state="CA").text


def test_earnings_are_free_after_five_years_and_59_and_a_half():
    talk = asked_at_the_desk("roth ira", "50,000", "2018", "10,000", "none", born="1960")
    assert "$50,000 comes out free of tax" in talk.text


def test_out_of_a_plan_everything_leaves_in_proportion():
    # 10,000 of earnings in 40,000: a quarter of 8,000 is taxed, and 10 % of it is due (IRC 402A(d), 72(e)(8))
    talk = asked_at_the_desk("roth 401k", "8,000", "2023", "30,000", "10,000")
    assert "income tax on $2,000" in talk.text
    assert "$200 of additional tax" in talk.text


def test_the_desk_opens_by_words_and_is_left_again():
    talk = Talk(today=DAY).says("/start", "2026", "can i take money out of my roth?")
    assert (talk.stage, talk.asked) == ("withdraw", "withdraw.account")
    assert talk.says("/cancel").asked == "filing_status"


STORY = (
    "I want to withdraw 24,000 from my Roth IRA. I contributed 12,000 and converted 14,000 in 2022 that was taxed "
    "and 6,500 in 2023 by the back door. I am 44"
)


def test_a_withdrawal_is_told_in_one_message_and_listed_before_it_counts():
    talk = Talk(today=DAY).says("/start", "2026", "single", STORY)
    assert talk.answers.get("withdraw.amount") is None
    talk.says("yes")
    assert talk.answers["withdraw.contributions"] == "12000"
    assert talk.answers["withdraw.conversions"] == ["2022:14000", "2023:6500"]
    assert talk.answers["withdraw.untaxed"] == ["2023:6500"]
    # 12,000 of contributions, then 12,000 of the taxed 14,000 of 2022: 10 % of it
    assert "$1,200 of additional tax" in talk.says("2015", "1982").text


def test_a_story_is_heard_at_any_question_of_the_desk():
    talk = Talk(today=DAY).says("/start", "2026", "single", "310k", "310k", "1981", "/withdraw", "a Roth IRA")
    talk.says("opened it 2016, put in 40k over the years, converted 30k in 2023, worth 95k, want 60k")
    assert "I found no place for “95k”" in talk.text
    talk.says("yes")
    assert talk.answers["withdraw.amount"] == "60000"
    assert talk.answers["withdraw.contributions"] == "40000"
    assert talk.answers["withdraw.conversions"] == ["2023:30000"]
    assert talk.answers["withdraw.first_year"] == 2016


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "I need 30k out of my Roth, I put in 6k in 2019 and 6k in 2020, and did a backdoor of 7,000 in 2024",
            {
                "amount": "30000",
                "first_year": 2019,
                "contributions": "12000",
                "conversions": ["2024:7000"],
                "untaxed": ["2024:7000"],
            },
        ),
        (
            "Thinking of taking 15k out of my Roth IRA, in 2022 I converted 20k from my rollover IRA",
            {"amount": "15000", "conversions": ["2022:20000"], "untaxed": []},
        ),
        (
            "I'd like to pull 9,000 from my Roth IRA. I paid in 12,000 and converted nothing",
            {"amount": "9000", "contributions": "12000", "conversions": []},
        ),
        ("I want to withdraw 9,000 from my Roth IRA and converted 8,000 once", {"amount": "9000"}),
        (
            "I want to take 60k out of my Roth, balance 95k, contributions 40k since 2016 and 30k converted 2023",
            {"amount": "60000", "first_year": 2016, "contributions": "40000", "conversions": ["2023:30000"]},
        ),
        (
            "I need 20k out of my Roth IRA: I have 95k in it, paid in 40k",
            {"amount": "20000", "contributions": "40000"},
        ),
    ],
)
def test_what_is_told_of_a_withdrawal_is_found(words, told):
    talk = Talk(today=DAY).says("/start", "2026", "single", words, "yes")
    found = {
        name.removeprefix("withdraw."): value for name, value in talk.answers.items() if name.startswith("withdraw.")
    }
    assert found == {"account": "roth_ira", **told}


def test_the_list_shows_all_that_a_yes_takes_over():
    talk = Talk(today=DAY).says(
        "/start", "I want to take 60k out of my Roth, contributions 40k since 2016 and 30k converted 2023"
    )
    assert "Conversions: 2023: 30,000" in talk.text


def test_a_withdrawal_told_whole_behind_the_command_is_answered_at_once_with_every_amount():
    talk = Talk(today=DAY).says("/start", "2026", "single")
    talk.says(
        "/withdraw 50,000. Put in 22k, conversions 2021: 40,000 (taxed), 2025: 10,000 (untaxed). Opened in 2016"
    )
    assert "Yes, $0" in talk.text
    assert "$22,000 of contributions, then $28,000 of the conversion of 2021" in talk.text
    assert "no part of it" not in talk.text
    assert not [name for name in talk.answers if name.startswith("withdraw.")]


@pytest.mark.parametrize(
    "words",
    [
        "I want to take 7,000 out of my Roth IRA because it was too much",
        "I want to take 20,000 out of my wife's Roth IRA",
        "I will convert 20,000 to my Roth IRA",
    ],
)
def test_other_wishes_open_no_withdrawal(words):
    assert Talk(today=DAY).says("/start", "2026", "single", words).stage != "withdraw"


def test_a_question_with_conversions_of_several_years_counts_each_by_its_own_clock():
    # 12,000 of contributions, all 14,000 of 2022 (taxed), 4,000 of the untaxed 6,500 of 2023: 10 % of 14,000
    asked = (
        "Can I withdraw 30,000 from my Roth IRA? I contributed 12,000 and converted 14,000 in 2022 that was taxed "
        "and 6,500 in 2023 by the back door. I am 44"
    )
    assert "$1,400 of additional tax" in Talk(today=DAY).says("/start", asked).text
