"""The figure of this person in each card whose rule has figures, worked out by hand from the law of 2026."""

from __future__ import annotations

from datetime import date

import pytest

from calc.planning.assess import look
from dialogs.answering.cards import LONGEST, cards, in_full
from tests.people import NOVEMBER, couple, person, single, with_plan

PLAN = {"after_tax_allowed": True, "exits": ["in_plan"], "pay": 320_000, "roll_in": "any", "offers_roth": True}
PAID = PLAN | {"prior_wages": 300_000, "after_tax_made": 9_000, "after_tax_earnings": 300}
IRA = {"ira_kinds": ["rollover", "roth"], "rollover": 58_000, "basis": 6_000, "roth_first_year": 2024}

SAVER = single(you=with_plan(birth_year=1974, features=PAID, **IRA))  # 52, income 310,000
TWO = couple(person(1964, 60_000), person(1990, 190_000), agi=247_000)  # 36 and 62, inside the range of 242 to 252
RETIRED = single(
    100_000,
    person(1952, 0, covered=False, ira_kinds=["traditional"], traditional=400_000, basis=0, ira_rmd=16_000),
    whole_return={"family_size": 1},
    tax_last_year=10_000,
    income_last_year=160_000,
)
YOUNG = single(120_000, person(1996, 125_000))  # 30, below the range
TOO_MUCH = single(300_000, person(moves=["roth"], contributed_roth=7_500))
APART = single(74_000, person(compensation=74_000), filing_status="mfs", lived_with_spouse=True)
LITTLE = single(60_000, person(1980, 4_200, covered=False))
OUTSIDE = single(you=person(covered=False))
LOCKED = single(
    you=with_plan(features={"after_tax_allowed": True, "exits": ["neither"], "prior_wages": 150_000}, birth_year=1963)
)
OLD = single(
    you=person(
        1966,
        plan_kinds=["old"],
        plans={"old": {"value": 90_000}},
        ira_kinds=["sep"],
        sep=40_000,
        basis=0,
        withheld=700,
    )
)
FULL = single(
    you=with_plan(features={"deferrals": 26_000, "after_tax_allowed": False, "pay": 400_000, "exits": ["neither"]})
)
SIMPLE = single(
    you=person(ira_kinds=["simple"], simple=20_000, simple_first_deposit="2025-06-10", basis=0, compensation=200_000)
)
SOLO = single(
    you=with_plan(
        features={"deferrals": 24_500, "employer_money": 20_000, "after_tax_allowed": True, "exits": ["in_plan"]}
        | {"net_profit": 200_000},
        kind="solo401k",
    )
)
CONVERTED = single(
    save=0, you=person(ira_kinds=["rollover"], rollover=60_000, basis=0, moves=["converted"], converted=40_000)
)
EARLY = single(
    state="CA",
    save=0,
    you=person(1984, ira_kinds=["rollover"], rollover=60_000, basis=0, moves=["withdrew"], withdrew=10_000),
)


@pytest.mark.parametrize(
    ("code", "facts", "told"),
    [
        ("C02", SAVER, "$32,500 deferred, $8,600 in IRAs"),  # 24,500 + 8,000; 7,500 + 1,100
        ("C02", TWO, "$35,750 deferred, $8,600 in IRAs"),  # 24,500 + 11,250 in the years of 60 to 63
        ("C03", SAVER, "Your pre-tax IRA money: $52,000"),  # 58,000 less 6,000
        ("C03", RETIRED, "Your pre-tax IRA money: $400,000"),
        ("C04", YOUNG, "up to $7,500, as the modified AGI of $120,000 is not above $153,000"),
        ("C04", TWO, "at most $3,750"),  # 7,500 × 5,000 / 10,000
        ("C04", TOO_MUCH, "nothing, as the modified AGI of $300,000 is not below $168,000"),
        ("C10", SAVER, "about 21.9% of a conversion would be tax-free"),  # 14,600 / 66,600
        ("C10", YOUNG, "hold no pre-tax money"),
        ("C11", OLD, "Your SEP IRA holds $40,000."),
        ("C11", OLD, "about 17.7% of a conversion would be tax-free"),  # 8,600 / 48,600
        ("C12", SIMPLE, "first deposit June 10, 2025, so it is free to move from June 10, 2027"),  # two years
        ("C13", TWO, "Your spouse's IRAs hold no pre-tax money"),
        ("C13", SAVER, "$52,000 in them is still pre-tax"),
        ("C14", SAVER, "21.9%"),
        ("C15", SAVER, "Your pre-tax IRA money today: $52,000. For 2026 the value on December 31 decides."),
        ("C16", SAVER, "21.9%"),
        ("C17", SAVER, "could go into a plan: $52,000"),
        ("C18", SAVER, "Your after-tax money so far: $6,000"),
        ("C19", SAVER, "Your pre-tax balance is $52,000"),
        ("C20", OLD, "Your money in an old plan: $90,000"),
        ("C22", SAVER, "21.9%"),
        ("C25", LITTLE, "at most $4,200, the pay that counts; the limit is $7,500"),
        ("C25", RETIRED, "pay that counts for 2026 is $0"),
        ("C26", TWO, "Your spouse's IRA contributions for 2026: at most the limit of $8,600"),
        ("C27", SAVER, "Your limit for 2026: $8,600; still open: $8,600"),
        ("C27", TOO_MUCH, "Your limit for 2026: $7,500; still open: $0"),
        ("C28", SAVER, "contribute by April 15, 2027; what is converted by December 31, 2026"),
        ("C29", OUTSIDE, "$7,500 could be deducted"),  # nobody is covered: no income limit (IRC 219(g)(1))
        ("C29", SAVER, "nothing can be deducted"),  # covered, above 91,000
        ("C30", APART, "nothing, as the modified AGI of $74,000 is not below $10,000"),
        ("C31", TWO, "Your spouse's direct contribution for 2026: at most $4,300"),  # 8,600 × 5,000 / 10,000
        ("C31", YOUNG, "up to $7,500"),
        ("C32", TWO, "at most $3,750"),
        ("C33", LITTLE, "at most $4,200"),
        ("C34", RETIRED, "nothing may be contributed"),
        ("C34", SAVER, "at most the limit of $8,600"),
        ("C35", TOO_MUCH, "above what is allowed: $7,500; each December 31 they stay costs $450"),  # 6 %
        ("C36", TOO_MUCH, "$7,500; each December 31 they stay costs $450"),
        ("C46", OLD, "withheld from the conversion, by what you told me: $700"),
        ("C46", SAVER, "Your 59½ comes between July 1, 2033 and June 30, 2034"),
        ("C48", RETIRED, "must still come out first: $16,000"),
        ("C48", SAVER, "begin with 2049"),  # born 1974: at 75
        ("C48", TWO, "Your spouse's required distributions begin with 2039"),
        ("C51", YOUNG, "contribute by April 15, 2027"),
        ("C56", TWO, "line 16 $7,500, line 18 (taxed) $0, line 14 $0"),
        ("C61", SAVER, "$6,000"),
        ("C65", SAVER, "free of tax from 59½ on"),  # the first year 2024 ends its five years before
        ("C69", SAVER, "free of tax from 59½ on"),
        ("C70", SAVER, "room of $28,500"),  # 72,000 - 24,500 - 10,000 - 9,000
        ("C70", LOCKED, "has no way out"),
        ("C70", FULL, "takes no after-tax money"),
        ("C71", SAVER, "$32,500; still open: $8,000"),
        ("C72", SAVER, "$28,500 of the $72,000"),
        ("C73", FULL, "$24,500; $1,500 above it was deferred"),
        ("C74", SAVER, "$9,300, of it $300 growth (taxed) and $9,000 contributions"),
        ("C78", SOLO, "Your after-tax room in the solo plan: $27,500"),  # 72,000 - 24,500 - 20,000
        ("C79", FULL, "is above the pay limit of $360,000"),
        ("C79", SAVER, "is within the pay limit of $360,000"),
        ("C80", SAVER, "up to $8,000 for 2026 must be Roth"),
        ("C80", LOCKED, "up to $11,250 for 2026 may be pre-tax or Roth"),  # 63; 150,000 is not above 150,000
        ("C80", YOUNG, "age in 2026 is 30: no catch-up yet"),
        ("C82", SAVER, "of it $300 growth (taxed) and $9,000 contributions (not taxed)"),
        ("C91", RETIRED, "above $109,000, $137,000, $171,000 and $205,000; your income without a conversion is"),
        ("C92", RETIRED, "For a family of 1 the credit ends above $62,600"),  # four times 15,650
        ("C93", CONVERTED, "Taxable part of this year's conversions: $40,000"),
        ("C95", TOO_MUCH, "is above your threshold of $200,000"),
        ("C95", TWO, "is not above your threshold of $250,000"),
        ("C95", APART, "is not above your threshold of $125,000"),
        ("C96", RETIRED, "Last year's tax of $10,000 makes $11,000 safe"),  # 110 %: income above 150,000
        ("C97", RETIRED, "up to $111,000 for 2026"),
        ("C97", SAVER, "age in 2026 is 52: not yet"),
        ("C99", YOUNG, "$7,500; still open: $7,500. Your deferral limit for 2026, by age: $24,500"),
        ("C113", SAVER, "59½ comes between July 1, 2033"),
        ("C124", EARLY, "Your California tax on this year's payouts, by the plan so far: $250"),  # 2.5 % of 10,000
        ("C130", TWO, "$35,750"),
        ("C131", OLD, "$90,000, income of the year"),
        ("C134", TOO_MUCH, "$450"),
        # taxed of 116,000 and the rest: less 18,150 and what is left of 6,000 at 6 % above 75,000, up to 105,700
        ("C135", RETIRED, "$10,745 more converted in 2026 fills the 22 % bracket"),
        ("C136", FULL, "$1,500 above it"),
        ("C137", SAVER, "21.9%"),
        ("C139", SAVER, "$9,300, of it $300 growth (taxed) and $9,000 contributions (not taxed)"),
        ("C138", SAVER, "$28,500 of the $72,000"),
    ],
)  # fmt: skip
def test_the_figure_is_this_persons(code, facts, told):
    assert told in in_full(code, look(facts, NOVEMBER), 2026)


@pytest.mark.parametrize("facts", [SAVER, TWO, RETIRED, YOUNG, TOO_MUCH, APART, LITTLE, LOCKED, OLD, FULL])
def test_an_answer_with_own_figures_is_read(facts):
    case = look(facts, NOVEMBER)
    for code in cards():
        answer = in_full(code, case, 2026)
        assert len(answer) <= LONGEST, code
        assert "{" not in answer


def test_figures_of_one_year_are_not_told_of_another():
    assert in_full("C31", look(YOUNG, NOVEMBER), 2025) == in_full("C31", None, 2025)


def test_in_january_the_dates_are_those_that_are_left():
    """A contribution for 2026 until April 15, 2027; a conversion is one of 2027."""
    told = in_full("C28", look(YOUNG, date(2027, 1, 20)), 2026)
    assert "contribute by April 15, 2027; what is converted by December 31, 2027 is a conversion of 2027" in told


def test_a_share_is_not_told_while_the_basis_is_not_known():
    unknown = single(you=person(ira_kinds=["rollover"], rollover=58_000))
    assert in_full("C10", look(unknown, NOVEMBER), 2026) == in_full("C10", None, 2026)
