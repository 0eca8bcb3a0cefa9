"""Taking Roth money out. IRC 408A(d)(3)(F), (d)(4): contributions, conversions the oldest first, then earnings."""

from __future__ import annotations

from datetime import date

from tests.talk import Talk

DAY = date(2026, 11, 28)


def asked_at_the_desk(*answers: str, state="TX", born="1984"):
    return Talk(today=DAY).says("/start", "2026", "single", born, state, "/withdraw", *answers)


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
