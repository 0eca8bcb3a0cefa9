"""Figures out of longer first messages: each amount for what it was told for, or no figure at all.

Limits of 2026: $7,500; full to a modified AGI of 153,000 single and 242,000 jointly, nothing from 168,000 and
252,000 on.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from calc.facts import Facts
from dialogs.answering.computed.compute import compute

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("asked", "amount"),
    [
        ("we make about 250 together, married. roth still possible?", 1_500),  # a fifth of 7,500
        ("she makes 71 and i make 68, we file jointly, can we do roth?", 7_500),
        ("I make 240 and she makes 30, we file jointly. can she still put money in a roth ira?", 0),
        ("my MAGI is 158k, single, can I still contribute?", 5_000),  # two thirds
        ("My MAGI will be 245k, married jointly, we are both 33, how much each?", 5_250),
        ("I'm 28, make 55k, and put 4k in a traditional IRA this year. how much Roth can I still do?", 3_500),
        (
            "I am single, AGI 140k, and I will convert 60k this year. Can I still make a full direct contribution?",
            7_500,
        ),
        ("My MAGI is 152k, married but file separately, apart since 2024. how much Roth?", 7_500),
        ("am I over the limit? I put 7k in Roth and 2k in traditional, I'm 44 and make 90k single", 1_500),
        ("I'm 47, salary 130k, my 401k: 18k so far this year. How much more can I defer?", 6_500),  # of 24,500
        ("I left my job at 57 and took 20k from the 401k. do I owe the 10 percent and how much", 0),  # 72(t)(2)(A)(v)
        ("I forgot my RMD of 8,000 last year, fixed it this March. what is the excise tax?", 800),  # 10 %
        # 7,000 of 57,000 is basis: 859.65 of 7,000 is free
        (
            "I have 50k in a SIMPLE, 0 basis, and 7k nondeductible in a traditional. convert 7k: taxable part?",
            "6140.35",
        ),
        ("our joint MAGI is 238k in 2026. how much more can we earn and still do full Roths?", 4_000),
        # 20,000 paid in comes out first, and 5,000 of earnings bears 10 %
        ("I am 40. put 20k in Roth over the years, it's at 35k, want 25k out for a car. what will it cost me", 500),
        # 15,200 less a basis of two years, 14,000
        (
            (
                "I put 7k in traditional for 2024 (nondeductible, 8606 filed) and 7k for 2025, total is now 15,200. "
                "convert everything, what's taxable?"
            ),
            1_200,
        ),
    ],
)
def test_each_amount_is_used_for_what_it_was_told_for(asked: str, amount: int | str) -> None:
    found = compute(asked, Facts(), TODAY)
    assert found is not None
    assert found.amount == Decimal(amount)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            (
                "we both salary 165 and 140. i put already 7500 in roth ira for me and 7500 for her, is it problem? "
                "we file together"
            ),
            "Yes: $7,500 of your $7,500 is too much for 2026, and $7,500 of your spouse's $7,500.",
        ),
        (
            (
                "my husband put 7,500 in his Roth and I put 7,500 in mine, we make 248k together filing jointly. "
                "are we over?"
            ),
            "Yes: $4,500 of your $7,500 is too much for 2026, and $4,500 of your spouse's $7,500.",  # limit 3,000
        ),
        (
            (
                "my wife put 7,500 in her Roth and I put 5,000 in mine, we make 200k together filing jointly. "
                "are we over?"
            ),
            "No: $5,000 of yours and $7,500 of your spouse's are each within a limit of their own",
        ),
    ],
)
def test_what_two_people_paid_in_is_never_one_sum(asked: str, told: str) -> None:
    found = compute(asked, Facts(), TODAY)
    assert found is not None
    assert found.text.startswith(told)


@pytest.mark.parametrize(
    "asked",
    [
        (
            "I accidentally contributed to Roth 2 years in a row (2024, 2025), 7k each, income was too high "
            "(single 180k). Fix?"
        ),
        (
            "I contributed 6k to roth in 2023 and 2024 and 2025, single with 200k each of those years. how much "
            "penalty do I owe?"
        ),
        "my husband put 7,500 in his Roth and I put 7,500 in mine. is that too much?",  # no income is told
        "Got married in November, we both make 130k, each contributed 7,500 to Roth in January. too much?",
        "my income is 149k single plus 6k interest. how much can I put in a Roth",
        "We had 236k AGI but expect 10k of capital gains, joint. Can we still do full Roth?",
        "wife and I gross 260k combined, we max both 401ks at 24,500 each. Is direct Roth possible?",  # before that
        "Our MAGI is 244k but it includes a 10k Roth conversion. What's our Roth limit each?",
        "I contributed 7,500 to Roth and withdrew 2,000 of it the same week. can I put the 2,000 back?",
        "I have 3 IRAs: 20k, 30k and 10k, with 6k basis total. Converting 12k. taxable?",
        "AGI is 190k, joint, retired couple aged 68 with a pension, nothing else. how much Roth?",
        "I have a 403b and a 457b at the state university, 36. how much can I defer in both together?",
    ],
)
def test_no_figure_where_the_amounts_told_do_not_settle_it(asked: str) -> None:
    found = compute(asked, Facts(), TODAY)
    assert found is None or found.kind == "missing"


def test_an_inherited_account_is_none_of_ones_own() -> None:
    found = compute(
        "I inherited 45k traditional IRA from my dad and have my own 7,500 nondeductible. converting my 7,500: "
        "how much taxed?",
        Facts(),
        TODAY,
    )
    assert found is None or found.kind in {"missing", "range"}


def test_wages_of_the_last_year_are_those_that_decide_about_the_catch_up_of_this_one() -> None:
    """155,000 in 2025 is above 150,000 (414(v)(7))."""
    found = compute(
        "last year I earned 155k in FICA wages, I am 52. does my catch-up need to be Roth?", Facts(), TODAY
    )
    assert found is not None
    assert found.amount is True


def test_a_day_is_told_where_the_day_is_asked() -> None:
    found = compute("when does my conversion have to be done?", Facts(), TODAY)
    assert found is not None
    assert found.amount == date(2026, 12, 31)
