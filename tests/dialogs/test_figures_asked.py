"""Questions with the asker's own numbers. Expected figures are worked out by hand from the law beside each case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from calc import law
from calc.facts import Facts, FilingStatus, Person, PlanKind, WorkPlan
from dialogs.answering.answer import from_cards
from dialogs.answering.computed.compute import compute
from dialogs.machine import step
from dialogs.messages import Kind, Said
from dialogs.session import Session

TODAY = date(2026, 11, 28)
NONE = Facts()


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        # IRC 408A(c)(3), 2026 single 153,000 to 168,000: 7,500 x (168,000 - 155,000) / 15,000
        ("single, 33, MAGI 155,000 for 2026. how much can I put straight into a Roth?", "6500"),
        # joint 242,000 to 252,000, age 50 on: 8,600 x 2,000 / 10,000 = 1,720
        ("married jointly, I'm 52, our 2026 MAGI is 250,000. how much can I contribute directly to a Roth?", "1720"),
        # IRC 219(b)(1): never more than pay
        ("I'm 20 and earned 3,100 in 2026. how much can I put in a Roth?", "3100"),
        # IRC 219(b)(1), 408A(c)(2): no pay, no contribution, however low the income
        ("single, 2026 MAGI 60,000 and no wages. how much can I put in a Roth?", "0"),
        # IRC 219(g), 2026 single covered 81,000 to 91,000: 7,500 x 4,000 / 10,000
        ("single, 40, I have a 401k, 2026 MAGI 87,000: how much of a 7,500 IRA contribution is deductible?", "3000"),
        # Form 8606: basis 7,500 in 30,000, so 25 % of 7,500 is free
        ("I put 7,500 in for 2026 and have 22,500 pre-tax. if I convert 7,500 how much is taxed?", "5625"),
        ("if I convert 40k out of a 100k IRA with 25k basis, how much is taxed?", "30000"),
        ("my IRA is worth 80,000 and basis is 20,000. if I convert everything what is taxed?", "60000"),
        # the growth of after-tax plan money alone (IRC 72(e)(8))
        ("my 401k after-tax is 20,000 with 1,200 growth. what's taxed if I convert now?", "1200"),
        # IRC 219(g)(7), 2026: 7,500 x (252,000 - 245,000) / 10,000
        (
            "my wife is covered by a 401k, I'm not. MAGI 245,000 joint 2026, 40. of 7,500 how much is deductible?",
            "5250",
        ),
        # IRC 415(c): 72,000 - 24,500 - 10,000
        ("pay 300k, age 40, I defer 24,500 and my employer puts in 10,000 in 2026. after-tax room?", "37500"),
        # catch-up stands outside 415(c)(1): 72,000 - 24,500 - 10,000 again
        ("pay 300k, age 55, I defer 32,500 and my employer puts in 10,000 in 2026. after-tax room?", "37500"),
        # IRC 402(g), 414(v)(2)(E)
        ("I turn 60 in 2026. how much can I put into my 401(k)?", "35750"),
        ("I turn 50 in 2026. how much can I put into my 401(k)?", "32500"),
        # two returns, 2026 joint: 250,000 - 32,200 = 217,800, then 40,000 more in the 24 % bracket
        ("we're both 40, married jointly, 250k of wages, and convert 40,000 in 2026. extra federal tax?", "9600"),
        # 2026 joint, taxable 200,000 to 240,000: 11,400 x 22 % + 28,600 x 24 % (Rev. Proc. 2025-32)
        ("what tax do I pay on converting 40,000 in 2026 if we're married with 200k taxable income?", "9372"),
        # IRC 4973: 8,000 x 6 %
        ("I have an excess of 8,000 in my Roth for 2026. what does it cost a year if left in?", "8000"),
        # Reg. 1.408-11: 6,000 came in, worth 6,600, all of it goes back
        ("my 6,000 went into a new Roth and is 6,600 now. I take it all out. how much are the earnings?", "600"),
        # IRC 72(t), 408A(d)(3)(F): 10 % of the taxed 20,000, third of five years
        ("I converted 20,000 in 2024 and take 20,000 out of the Roth in 2026 at age 40. penalty?", "2000"),
        # contributions first, IRC 408A(d)(4)(B)
        ("I took 9k out of my Roth, had put in 12k over the years, I'm 35. tax or penalty?", "0"),
        # 155,000 and 20,000 are above the 168,000 at which nothing is left
        ("I make 155k plus 20k bonus, single. how much can I put directly in a Roth in 2026?", "0"),
        # IRC 219(b)(5), 2024: 7,000 and 1,000
        ("when I was 51 in 2024 what was my IRA limit", "8000"),
    ],
)
def test_an_amount_comes_from_the_worksheet(question: str, amount: str) -> None:
    found = compute(question, NONE, TODAY)
    assert found is not None
    assert found.amount == Decimal(amount)
    assert f"${Decimal(amount):,}" in found.text[:100]


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("by when must I convert for it to be on my 2026 return?", date(2026, 12, 31)),  # the calendar year
        ("how late may I relabel a Roth contribution of 2026?", date(2027, 10, 15)),  # with the return filed in time
        ("how late may I relabel last year's Roth contribution?", date(2026, 10, 15)),
        ("last day to contribute to an IRA for 2026?", date(2027, 4, 15)),  # IRC 219(f)(3)
        ("took 20,000 out of my IRA on october 20 2026. last day to roll it back?", date(2026, 12, 19)),  # 60 days
        ("I converted in 2023. when can I take that conversion without the 10%?", date(2028, 1, 1)),
        ("first deposit to my SIMPLE was june 10 2025. from what day can I move it?", date(2027, 6, 10)),
    ],
)
def test_a_day_is_told(question: str, day: date) -> None:
    found = compute(question, NONE, TODAY)
    assert found is not None
    assert found.amount == day
    assert f"{day:%B} {day.day}, {day.year}" in found.text[:80]


@pytest.mark.parametrize(
    "question",
    [
        "is it too late for 2025",
        "can I still do 2025?",
        "Am I too late for last year?",
        "Can I still make a 2025 contribution and convert it, or is it too late?",
        "can I still contribute for 2025 and convert?",
    ],
)
@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 24), "It is too late: "),
        (date(2026, 2, 1), "In part: "),
        (date(2026, 4, 16), "It is too late: "),
    ],
)
def test_whether_a_year_is_still_open_is_told_of_both_days(question: str, today: date, first: str) -> None:
    found = compute(question, NONE, today)
    assert found is not None
    assert found.text.startswith(first)
    assert "December 31, 2025" in found.text
    assert "April 15, 2026" in found.text


@pytest.mark.parametrize("place", ["Puerto Rico", "US Virgin Islands"])
def test_a_place_that_is_not_covered_is_refused_by_name(place: str) -> None:
    found = compute(f"{place.lower()} tax on a 20,000 conversion?", NONE, TODAY)
    assert found is not None
    assert found.kind == "refused"
    assert f"the tax of {place}:" in found.text


def _text(question: str) -> str:
    found = compute(question, NONE, TODAY)
    return found.text if found else ""


def test_what_a_conversion_costs_in_all_is_told_of_both_returns() -> None:
    # 2026, single: 17,875 at 24 %, 54,450 at 32 %, 27,675 at 35 %
    told = _text("how much tax if I convert 100k making 200k single in California, 40")
    assert told.startswith("$31,400.25 of federal income tax. $9,396 of state income tax in California.")
    told = _text("how much tax does California take of a 100k conversion, single, 200k")
    assert told.startswith("$9,396 of state income tax in California.")


def test_the_state_is_named_as_missing_or_taken_from_the_talk() -> None:
    question = "what state tax will I pay on converting 50,000? single, 180k"
    without = compute(question, NONE, TODAY)
    with_it = compute(question, Facts(tax_year=2026, state="TX"), TODAY)
    assert without is not None
    assert with_it is not None
    assert without.missing == ("state",)
    assert with_it.amount == Decimal(0)  # Texas has no income tax


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("what's a Roth IRA?", "retirement"),
        ("what does pre-tax mean?", "taxed"),
        ("do you store my answers?", "/forget"),
        ("do you sell my data?", "No"),
        ("is this free?", "Yes"),
        ("are you a person?", "No"),
        ("why should I ask you instead of chatgpt?", "law"),
    ],
)
def test_words_of_the_field_and_the_bot_itself_are_explained(question: str, word: str) -> None:
    (text,) = from_cards(question, NONE, TODAY).blocks
    assert word in text
    assert text.count(". ") <= 2


@pytest.mark.parametrize(
    ("question", "ends"),
    [
        ("what was the Roth income limit for 2021, single?", (125000, 140000)),  # Notice 2020-79
        ("what is the roth phase-out for married couples in 2026?", (242000, 252000)),  # Notice 2025-67
        ("deduction phase-out 2024 for covered joint filers?", (123000, 143000)),  # Notice 2023-75
    ],
)
def test_a_published_range_is_told(question: str, ends: tuple[int, int]) -> None:
    found = compute(question, NONE, TODAY)
    assert found is not None
    assert found.amount == ends


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("single, 45, MAGI 200,000 in 2026: can I put 7,500 straight into a Roth?", "No"),
        ("single, 45, MAGI 140,000 in 2026: can I put 7,500 straight into a Roth?", "Yes"),
        ("I defer 24,500 at job A and 10,000 at job B in 2026, age 40. is that too much?", "Yes, $10,000"),
        ("married jointly, 45, MAGI 249,000 in 2026: can I put 7,500 straight into a Roth?", "No"),
    ],
)
def test_a_verdict_comes_first(question: str, first: str) -> None:
    found = compute(question, NONE, TODAY)
    assert found is not None
    assert found.text.startswith(first)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("we're married filing jointly, how much can I contribute directly to a Roth in 2026?", "agi"),
        ("how much after-tax can I put in my 401k in 2026? I defer 24,500", "employer_money"),
        ("solo 401k maximum for 2026, I'm 45?", "net_profit"),
        ("I convert 20,000 of my IRA, how much of it is taxed?", "basis"),
        ("the IRA is 7,640 now. if I convert it all, how much is taxed?", "basis"),
    ],
)
def test_what_is_missing_is_named(question: str, missing: str) -> None:
    found = compute(question, NONE, TODAY)
    assert found is not None
    assert missing in found.missing
    assert "ell me" in found.text


def test_a_year_without_figures_is_refused_by_name() -> None:
    for question in (f"what's the IRA limit for {law.latest() + 1}?", "what was the roth limit in 2017?"):
        found = compute(question, NONE, TODAY)
        assert found is not None
        assert (found.kind, found.amount) == ("refused", None)
        assert question[-5:-1] in found.text


def test_what_the_talk_knows_is_used_and_the_question_wins() -> None:
    you = Person(birth_year=1984, compensation=Decimal(175000))
    facts = Facts(tax_year=2026, filing_status=FilingStatus.SINGLE, agi=Decimal(160000), you=you)
    told = compute("how much can I put directly into a Roth for 2026?", facts, TODAY)
    asked = compute("with a MAGI of 150,000, how much can I put directly into a Roth for 2026?", facts, TODAY)
    assert told is not None
    assert asked is not None
    assert (told.amount, asked.amount) == (Decimal(4000), Decimal(7500))


def test_a_plan_of_the_talk_is_used() -> None:
    plan = WorkPlan(pay=Decimal(250000), deferrals=Decimal(24500), employer_money=Decimal(12500))
    you = Person(birth_year=1985, plan_kinds=frozenset({PlanKind.K401}), plans={PlanKind.K401: plan})
    facts = Facts(tax_year=2026, filing_status=FilingStatus.SINGLE, you=you)
    found = compute("what's my after-tax room?", facts, TODAY)
    assert found is not None
    assert found.amount == Decimal(35000)  # 72,000 - 24,500 - 12,500


@pytest.mark.parametrize(
    "said",
    [
        "what is the roth phase-out for married couples in 2024?",
        "if my MAGI for 2026 is 167,900, single, 30 years old, how many dollars directly into roth?",
        "suppose I am single with a MAGI of 167,900 in 2026. how many dollars directly into roth at 30?",
    ],
)
def test_a_question_is_answered_and_changes_nothing(said: str) -> None:
    before, opening = step(Session.new(), Said(Kind.TEXT, "/start", TODAY))
    after, replies = step(before, Said(Kind.TEXT, said, TODAY))
    assert after.answers == before.answers
    assert after.stage == before.stage
    assert "Law:" in replies[-1].text
    assert replies[-1].text.endswith(opening[-1].text[-40:])


def test_what_is_stated_beside_a_question_is_listed_after_its_answer() -> None:
    said = "my MAGI for 2026 is 167,900, single, born in 1996. how many dollars directly into roth?"
    before, _ = step(Session.new(), Said(Kind.TEXT, "/start", TODAY))
    after, replies = step(before, Said(Kind.TEXT, said, TODAY))
    text = "\n".join(reply.text for reply in replies)
    assert after.answers == before.answers
    assert after.found["filing_status"] == "single"
    assert after.found["you.birth_year"] == 1996
    assert text.index("Law:") < text.index("Filing status: Single")


@pytest.mark.parametrize(
    "said",
    [
        "I got married in 2024 and make 200k",
        "does my wife's SEP count for my backdoor?",
        "is an 8606 needed every year?",
        "the limit of my credit card is 7,500",
        "my wife has 50,000 in a SEP and I convert 7,500, how much is taxed?",  # two people's money
    ],
)
def test_other_words_are_left_to_others(said: str) -> None:
    assert compute(said, NONE, TODAY) is None


def test_an_answer_is_short_and_says_what_was_assumed() -> None:
    answer = from_cards("I make 160,000, single, how much can I put in a Roth?", NONE, TODAY)
    (text,) = answer.blocks
    assert len(text) < 600
    assert "Assumed: " in text
    assert "under 50" in text


def test_what_was_paid_in_is_no_withdrawal() -> None:
    """171,000 is above the range of 2025 (150,000 to 165,000): all of it is too much, 6 % for one year-end (4973)."""
    found = compute(
        "I'm single, made 171,000. I put 7,000 straight into my Roth for 2025. What do I owe?", NONE, TODAY
    )
    assert found is not None
    assert found.amount == Decimal(7_000)
    assert "$420" in str(found)
    asked = compute("I put 7,000 straight into my Roth for 2025. What do I owe?", NONE, TODAY)
    assert asked is not None
    assert set(asked.missing) == {"filing_status", "agi"}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("retired, no wages, single, income 60k. can I contribute to a Roth?", "No: without pay"),
        ("can I put money in a Roth with income 300k single and wages of 3,000?", "takes $3,000."),
        ("we make 310k joint, can we do a direct roth?", "takes $7,500 for each spouse"),
        ("single, I make 310k, can I do a direct roth?", "takes $7,500."),
    ],
)
def test_where_the_direct_way_is_closed_the_back_door_is_told_as_far_as_there_is_pay_for_it(question, told):
    assert told in from_cards(question, NONE, TODAY).blocks[0]


@pytest.mark.parametrize(
    ("question", "anybody"),
    [
        ("my daughter is 15 and earned 4,200 babysitting, can she have a Roth and can I pay it in?", True),
        ("my son made 3,000 mowing lawns, how much can go in his roth?", True),
        ("single with one child and i made 160k, how much can go into a roth ira?", False),
    ],
)
def test_of_a_childs_roth_it_is_said_that_anybody_may_pay(question: str, anybody: bool) -> None:  # noqa: FBT001
    """IRC 219(b)(1), 408A(c)(2): the limit is the owner's pay, whoever pays the money in."""
    found = from_cards(question, NONE, TODAY)
    assert ("Anybody may pay it in" in "\n".join(found.blocks)) is anybody


@pytest.mark.parametrize(
    ("question", "tax"),
    [
        ("if i withdrew 30,000 from my IRA in march and turn 59 1/2 in july what is the penalty", "3000"),
        ("I turned 59 1/2 in July and took 30,000 out of my IRA in March, what is the penalty", "3000"),
        ("I turned 59 1/2 in March and withdrew 30,000 in July from my traditional ira, any penalty?", "0"),
    ],
)
def test_the_day_of_the_payout_is_held_against_that_of_59_and_a_half(question: str, tax: str) -> None:
    """IRC 72(t)(2)(A)(i): made on or after the date on which 59 1/2 is attained."""
    found = compute(question, NONE, TODAY)
    assert found is not None
    assert found.amount == Decimal(tax)
