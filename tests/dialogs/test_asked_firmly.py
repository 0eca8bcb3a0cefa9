"""Figures out of longer first messages: each amount for what it was told for, or no figure at all.

Limits of 2026: $7,500; full to a modified AGI of 153,000 single and 242,000 jointly, nothing from 168,000 and
252,000 on.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from calc.effort import STEP, limited
from calc.facts import Facts
from dialogs.answering.computed.compute import compute
from tests.dialogs.figured import TODAY, figured
from tests.talk import Talk

HERE = Path(__file__).parent


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
        # pay of 165,000 less 24,500 before tax is below 153,000
        (
            "i make 150 thousand base and 15k bonus, single, 401k deferral 24,500 pretax. roth ira direct how much?",
            7_500,
        ),
        ("I have a 403b and a 457b at the state university, 36. how much can I defer in both together?", 49_000),
        ("457(b) max for 2026 if im 3 years from normal retirement age", 49_000),  # 457(b)(3): twice 24,500
        ("SIMPLE IRA limit for me, age 54, 2026, small firm 12 employees", 21_950),  # 18,100 + 3,850
        ("simple ira employee max 2025 age 62", 21_750),  # 16,500 + 5,250
        # 3% of 180,000 is 5,400
        ("salary 180k, i defer 24,500, employer matches 50% up to 6% of pay. how much mega backdoor space?", 42_100),
        (
            "salary 100k, i defer 24,500, they match 100% of the first 3% and 50% of the next 2%. after-tax room?",
            43_500,
        ),
        ("Employer puts in 8 % of 250,000 and I max my 401k. Mega backdoor room 2026? im 40", 27_500),
        # 4% of no more than 360,000 of pay
        ("employer matches 4% of pay, I earn 400k and defer 24,500, how much after tax can go in, 44 yo", 33_100),
        ("plan allows after tax up to 10% of pay. my pay 210,000, deferral 24,500, match 9,000. after tax?", 21_000),
        ("I deposited 7,500 for 2025 in March and 2026 now, ok?", False),  # 7,000 in 2025
        ("i have 3 roth iras and 1 traditional, 34 y/o, can i put 7500 in each?", False),
        ("I filed an extension until october 15. can I still put 7,000 in my IRA for 2025 today", False),
        ("joint magi 249k for 2026, age 40, put 7,500 into roth in january. how much must come out", 5_250),
        ("excess of 2,000 in roth since 2023, not removed. total excise for 2025", 2_000),
        ("age 56 left my job this year, take 20k from 401k. 10% penalty?", 0),
        ("rothh conversoin 20k of 80k ira w/ 8k bais taxabel amt?", 18_000),
        # 4,500 and 8,600 less two tenths
        ("I am 52 year, wife 49, we gain together 244 thousand. which roth amount for me and for her?", 6_880),
        ("We file jointly. Wife is 55, I'm 48. Combined modified AGI 250,500. Max direct Roth for her?", 1_290),
        # 3% and 4% of 95,000
        ("My salary is 95,000. employer gives 3% nonelective plus matches 4%. I defer 24,500. mega room?", 40_850),
        # what went into the plan is in no IRA any more
        (
            "I rolled 50,000 from IRA to my 401k in june, now 0 in IRAs, put in 7,500, converted 7,503. taxable?",
            3,
        ),
        ("simple ira 1.5 years old, i am 45, withdraw 8,000: penalty?", 2_000),  # 25% in the first two years
        # 7,500 of 19,500 is basis; the plan stays out
        (
            "45k in old 401k, 12k in rollover ira, no basis. if i backdoor 7,500, what is the taxable part?",
            "4615.38",
        ),
        ("Is 8,600 ok for IRA 2025 I was born 1974?", False),
        ("is 146,500 of wages in 2025 above the roth catch up limit", False),
        ("over contributed by 1,500 in 2024, still there. how much do I owe altogether until now", 1_500),
        ("2024 return: single, MAGI $155k, 52. allowed Roth contribution?", 3_200),  # 8,000 x 6/15
        ("joint MAGI 247k 2026: how much must it fall for a full Roth?", 5_000),
        ("is june 2027 too late to contribute for 2026", True),
        ("I have 20k pre-tax in an IRA and 300k in an old 403b. backdoor 7,500, taxable?", "5454.55"),
        # 7,000 x 3.5/15 is 1,633.33, rounded up: 3,000 is more
        ("HoH, 2025 MAGI 161,500, age 44, want to put 3,000 straight in. Allowed?", False),
        ("Wife stays home, I earn 9,000, both 26, joint return. How much into Roth IRAs together in 2026?", 9_000),
        # 72,000 less 24,500, 9,000 and 20,000 leaves 18,500
        ("I've put 20,000 after-tax in, deferrals 24,500, match 9,000, 2026. can I add another 20,000?", False),
        ("part-time wages of 12,000, how much can I defer in my 403b in 2026, age 30?", 12_000),  # 415(c)(1)(B)
        ("my RMD is 22,000 and 15,000 went to charity by QCD. how much do I still have to take?", 7_000),
        # 21,500/43,500 of 7,500
        ("8606: line 1 is 7,500, line 2 is 14,000, line 6 is 36,000, line 8 is 7,500. What is line 11?", "3706.90"),
        # 3% and 4% of 200,000
        (
            "company matches 50 cents on every dollar up to 6% of 200k pay, I defer 24,500. after-tax room 2026?",
            41_500,
        ),
        ("excess of 3,000 in 2022, fixed in 2025. what did i owe", 540),  # 180 for 2022, 2023 and 2024
        # 415(c) of the plan aside, 408(d)(2)
        ("Traditional 40,000 and SEP 20,000, basis 6,000, and 401k 300,000. I convert 15,000. taxable?", 13_500),
        ("Single. MAGI of 165,000 in 2025 and 150,000 in 2026. How much Roth for 2026, age 30?", 7_500),
        ("38, 8,000 from my IRA for my first house. 10%?", 0),  # 72(t)(2)(F)
        ("64, opened my first Roth IRA in 2024 with 7,000, now 9,000, take all. tax?", 0),  # no 10%, 2,000 taxed
        ("our MAGI will be 260k, both 40, we each put 7,500 in a Roth for 2026. total excess and 6%?", 15_000),
        (
            "put 7,500 in trad ira at 40, plus 7,500 in 403b roth. am i over the ira limit?",
            True,
        ),  # a limit of its own
        ("Zip 94110, DOB 03/12/1971. single, MAGI 160k. how much Roth?", 4_590),  # 8,600 x 8/15
        ("my w2 box 3 in 2025: 150,000 exactly. is the catch up roth forced?", False),  # not above
        # 15,000 of 75,000 is basis: a fifth of the 25,000 is free
        ("If 15,000 of my 75,000 traditional IRA is basis and I convert 25,000, how much is taxed?", 20_000),
        # 6,000 of 60,000 is basis: a tenth of the 12,000 is free
        ("I have 3 IRAs: 20k, 30k and 10k, with 6k basis total. Converting 12k. taxable?", 10_800),
        ("my MAGI goes from 150k to 157k, single, 30, 2026. what's left of my Roth limit?", 5_500),  # 11/15 of 7,500
        ("if we are 49 and 53, what can we put into IRAs together for 2025?", 15_000),  # 7,000 and 8,000
        # 10,000 of 60,000 is basis: 1,666.67 of 10,000 is free
        (
            "three IRAs: 20k rollover, 30k SEP, 10k nondeductible all basis. convert 10k - taxable slice?",
            "8333.33",
        ),
        # hers alone: 7,500 of 19,500 is basis
        (
            (
                "wife has 12k pre-tax in her IRA, I have none. she puts in 7,500 nondeductible and converts 7,500. "
                "what's taxed to her?"
            ),
            "4615.38",
        ),
        # 60,000 on December 31 and 20,000 converted: a fifth is basis
        ("If my year-end balance is 60k after converting 20k and my 8606 basis is 16k, what's taxable?", 16_000),
        ("we live in Illinois and convert 25k. what does the state take?", 0),  # at any age and income
        ("my contributions are 18,500 and the Roth is worth 26,000. what can I take out free at 33?", 18_500),
        # a SIMPLE opened in 2022 was free to move in 2026, and is in no IRA on December 31
        (
            (
                "With $0 in trad IRA at end of year but had 50k in SIMPLE that i rolled to 401k in november "
                "(opened simple in 2022) is my backdoor clean"
            ),
            True,
        ),
        ("my SIMPLE was opened in 2022, was it ok to move it? it went to my 401k in march", True),
        ("SIMPLE opened in june 2025, I rolled it to my IRA this march. was that ok?", False),
        ("SIMPLE opened in 2022, I rolled it to my IRA in march 2023. was that ok?", False),
        ("first deposit to my SIMPLE was in 2022. may it be converted yet?", True),
        # 22,000 paid in comes out first, and 3,000 of what a back door had converted after tax
        (
            (
                "I have both contributions from years ago (~22k) and backdoor conversions (~35k) in the same Roth. "
                "need 25k for a house. what comes out first, any penalty"
            ),
            0,
        ),
        ("I'm 38, contributed 22k plus conversions of 35k, taking 25k from my Roth. 10% penalty?", 300),
        # 12,000 of 85,000 is basis: 2,823.53 of 20,000 is free; words of asking are not needed
        ("12k basis, total 85k, convert 20k", "17176.47"),
        ("basis 9,000 total 36,000 converting 8,000", 6_000),
        # 7,500 of 75,000 is basis: a tenth of the conversion is free
        ("traditional IRA 7,500 basis 7,500, also SEP 67,500. conversion 7,500 taxable portion?", 6_750),
        # 50,400 + 16,100 + 2,050 + 6,000 less 40,000
        ("single retired 66, pension 40,000, how much to convert to fill the 12 % bracket in 2026?", 34_550),
    ],
)
def test_each_amount_is_used_for_what_it_was_told_for(asked: str, amount: object) -> None:
    found = figured(asked)
    assert found.amount == (Decimal(amount) if isinstance(amount, str) else amount)


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
    found = figured(asked)
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
        "AGI is 190k, joint, retired couple aged 68 with a pension, nothing else. how much Roth?",
        # what goes in year by year is no excess of the first year
        (
            "Been putting 6k-7k a year in my Roth since 2021 as a grad student and postdoc, now in industry at 230k "
            "since July and already did 7500 in January. What do I do about this year"
        ),
        "I put 7,000 a year in my Roth since 2021, single 190k. how much excise do I owe?",
        # an amount that is told as the limit was not deferred
        "do I lose the 7500 limit if my employer's 401k is maxed",
        "does maxing my 401k cut into the 7,500 limit?",
        "SIMPLE opened in 2024, can I convert it now?",  # the day decides
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
    found = figured("last year I earned 155k in FICA wages, I am 52. does my catch-up need to be Roth?")
    assert found.amount is True


def test_a_day_is_told_where_the_day_is_asked() -> None:
    found = figured("when does my conversion have to be done?")
    assert found.amount == date(2026, 12, 31)


@pytest.mark.parametrize("today", [date(2018, 5, 1), date(2031, 12, 5)], ids=str)
def test_in_a_year_without_limits_every_question_gets_an_answer_or_a_refusal(today):
    for number, line in enumerate((HERE / "figures_asked.jsonl").read_text("utf-8").splitlines()):
        if number % 6 == 0:
            with limited(STEP):
                found = compute(json.loads(line)["said"], Facts(), today)
            assert found is None or found.text


def test_a_share_needs_no_limit_of_its_year():
    """1,500 of the 7,500 is free: 7,500 of 37,500 (Form 8606 line 10)."""
    found = figured("SEP-IRA of $30k. Backdoor $7,500 this year. taxable bit?", today=date(2031, 12, 5))
    assert found.amount == 6_000


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("I'm 50 and became totally disabled. 30,000 from the IRA: 10% penalty?", "No 10%"),  # 72(t)(2)(A)(iii)
        ("48, inherited my mom's IRA, withdraw 10,000. do I pay the 10%?", "No 10%"),  # 72(t)(2)(A)(ii)
        ("42, took 30,000 from a governmental 457(b) after leaving. 10% penalty?", "No 10%"),  # 72(t)(9)
        ("my S corp made 120,000 profit, how much can its solo 401k take in 2026?", "W-2 wages"),  # 415(c)(3)
        ("I'm 55, a partner in a law firm, K-1 of 400,000 in 2025. must my 2026 catch-up be Roth?", "No"),  # 3121(a)
        ("I took my RMD of 9,000 on October 20, 2026. until when can I put it back?", "No"),  # 408(d)(3)(E)
        ("does an HSA count for the pro rata rule", "No"),  # 408(d)(2)
        (
            "5,000 excess in my Roth for 2021 until I removed it in March 2024. total excise?",
            "$900 in all",
        ),  # 3 x 300
        ("what MAGI triggers the first IRMAA step for a single person in 2026?", "Above $109,000"),
    ],
)
def test_what_is_told_beside_the_figures_turns_the_answer(asked: str, says: str) -> None:
    found = figured(asked)
    assert found.text.startswith(says) or (found.kind == "refused" and says in found.text)


@pytest.mark.parametrize(
    "asked",
    [
        "contributed 6,000 nondeductible each year 2019 to 2022, now 30,000. Converting it all: income?",
        "I put 7,500 in a traditional IRA and deducted it, then converted 7,500. how much is taxed?",
        "single, wages 100k and 40k of capital gains, convert 20,000 in 2026. federal tax?",
        "single, MAGI 150k of which I exclude 60k abroad with form 2555, 40. direct Roth 2026?",
        "my plan failed its ADP test. I deferred 24,500, match 9,000, 35. after-tax room 2026?",
        "single, MAGI 150k in 2026 and what was it like with 2023? how much Roth",
    ],
)
def test_no_figure_beside_what_no_worksheet_reckons_with(asked: str) -> None:
    found = compute(asked, Facts(), TODAY)
    assert found is None or found.kind in {"missing", "refused", "range"}


@pytest.mark.parametrize(
    "asked",
    [
        "how much more Roth can I put in? I contributed 3,000 already, single, 30",  # paid in is not earned
        "can I do a direct Roth if I convert 100k this year?",  # converted is no income
        "what would it cost to take 12k out of my Roth IRA early?",
    ],
)
def test_what_was_told_for_something_else_is_asked_for(asked):
    found = figured(asked)
    assert found.missing


def test_an_amount_that_has_no_part_in_it_is_named():
    found = figured("house cost 900k, single, MAGI 150k, 41. direct Roth for 2026 in full?")
    assert "the $900,000 is no part of it" in found.text


def test_a_limit_is_no_answer_where_every_amount_was_told_for_something_else():
    found = compute("61, deferring 35,750, employer 20k, 2026: room?", Facts(), TODAY)
    assert found is None or found.amount != 8_600


def test_money_that_is_held_and_then_moved_is_counted_once():
    talk = Talk().says("/start", "my Roth has 50k, my trad has 7,500 all nondeductible. convert the 7,500. taxed?")
    assert "$3,750" not in talk.text


def test_the_room_is_less_what_went_in_after_tax():
    asked = "can I still add 20k after-tax? deferrals 24.5k, match 12k, 10k after-tax in already, 40, 2026"
    found = figured(asked)
    assert found.text.startswith("Yes, $20,000 is within the room: $25,500")
    assert "$12,000 of employer money and $10,000 of after-tax money" in found.text


def test_a_day_for_an_amount_that_was_told_goes_before_a_card():
    talk = Talk().says("/start", "I deferred 3,500 too much over two jobs in 2026. when must it be out?")
    assert "April 15, 2027 is the last day" in talk.text


@pytest.mark.parametrize(
    ("asked", "head"),
    [
        ("contributed 3/2026 for 2025, converted 4/2026. which form which year?", "The contribution of March 2026"),
        ("contributed 3/2026 for 2025, converted 4/2026. which balance date counts?", "The contribution of March"),
        ("I contributed 7000 in 3/2026 for 2025 and converted in 5/2026, was that in time?", "Yes: The contribution"),
        ("put it in on 5/2/2026 for 2025, converted 5/9/2026, does it count?", "No: A contribution for 2025"),
    ],
)
def test_a_conversion_belongs_to_its_own_year_whatever_year_the_contribution_was_for(asked: str, head: str) -> None:
    """Contributions for 2025 until April 15, 2026; December 31 of the conversion's year counts (408(d)(2))."""
    found = figured(asked)
    assert found.text.startswith(head)
    assert found.amount == date(2026, 12, 31)


@pytest.mark.parametrize(
    "asked",
    [
        "can I convert my Roth into a traditional and then back again?",  # no conversion goes that way
        "I put 7,500 into a Roth by mistake and earn too much. can I recharacterize it and then convert?",
        "I converted last year, and contributed 7,500 to a Roth this year. can I recharacterize that?",
        "my sister inherited an IRA from mom. can I convert my own IRA to a Roth?",
        "I inherited an IRA from my dad and also have my own rollover IRA. can I convert my rollover to Roth?",
        "can I roll my IRA into my 401k and then convert to the Roth 401k?",  # in two steps, where the plan allows it
        "we are both retired but my wife has a consulting income of 20k. can we fund Roths?",
    ],
)
def test_no_rule_of_yes_or_no_answers_what_it_is_not_of(asked):
    assert not compute(asked, Facts(), TODAY) or compute(asked, Facts(), TODAY).card not in RULED


RULED = frozenset({"C17", "C25", "C44", "C45", "C49"})
