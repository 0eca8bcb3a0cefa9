"""The confusion cards: whole, in plain words, without a figure of the law, and shown in the right order."""

from __future__ import annotations

import re
from datetime import date

import pytest

from calc import law
from calc.pitfalls.conditions import CONDITIONS
from calc.planning.assess import look
from dialogs.answering.cards import card, cards, in_full, short, warnings
from dialogs.views.plan import replies
from tests.people import NOVEMBER, couple, person, single, with_plan

ALL = list(cards().values())
FORMS = {1040, 1099, 2210, 2555, 5305, 5329, 5498, 5500, 8606, 8958}
GAPS = {7, 8, 9, 23, 24, 54, 62, 63, 64, 89, 101}  # numbers that were never given to a card
PUBLIC = {f"C{n:02}" for n in range(1, 103)} - {f"C{n:02}" for n in GAPS}  # known outside, so they stay
YES_OR_NO = re.compile(r"(can|could|do|does|did|is|are|am|was|may|must|should|will|would|has|have) ", re.IGNORECASE)
ANSWER = re.compile(r"(Yes|No|It depends)\b")
ROLLOVER = person(ira_kinds=["rollover"], rollover=58_000, basis=0)
OPEN = {"after_tax_allowed": True, "exits": ["in_plan"], "pay": 320_000}


def texts(one):
    others = (other.verdict for other in one.otherwise)
    return (one.title, one.verdict, *others, one.say, one.in_year, one.newest, one.for_you, one.short, one.closed)


def test_the_public_codes_are_all_there():
    assert {one.code for one in ALL} >= PUBLIC
    assert len(ALL) == len({one.name for one in ALL})


def test_a_card_has_a_condition_unless_it_only_answers_questions():
    assert {one.name for one in ALL if not one.asked_only} == set(CONDITIONS)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.code)
def test_a_card_is_short_and_calm(one):
    assert len(in_full(one.code, None, 2026)) <= 600
    assert len(short(one.code)) <= 220
    assert not re.search(r"[!…]|[\U0001F300-\U0001FAFF]", "".join(texts(one)))
    assert one.authority


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.code)
def test_a_yes_or_no_question_is_answered_first(one):
    closed = sum(YES_OR_NO.match(text) is not None for text in one.asked)
    assert one.verdict
    assert ANSWER.match(one.verdict) or closed * 3 < len(one.asked)
    assert in_full(one.code, None, 2026).startswith(one.verdict.split("{")[0])
    assert len(one.verdict) <= 200


@pytest.mark.parametrize(
    ("code", "asked", "first"),
    [
        (
            "C48",
            "Do RMDs have to be taken before I convert? Im 74",
            "Yes, the required distribution (RMD) of the year",
        ),
        ("C48", "can I convert my rmd", "No, a required minimum distribution"),
        ("C25", "do I need earned income to convert? I'm retired at 58", "No, to convert you need"),
        ("C25", "no job but dividends, can I contribute", "Yes, to contribute you need earned income"),
        ("C80", "Do they mean all of my contributions or only the extra part", "Only the extra from age 50"),
        ("C73", "two jobs, 403b and 401k. Can I put 24.5k into each one?", "No, what you defer from your pay shares"),
        ("C73", "does the new employer's plan have a fresh 72k limit", "Yes, an unrelated employer's plan"),
        ("C55", "my accountant never filed an 8606. is this a disaster", "No, that is no"),
        ("C55", "do I have to file 8606 if I only contributed and did not convert", "Yes, for every year"),
        ("C73", "can I max both a 457(b) from the county and a 403(b) with 24,500 each", "The limit on deferrals"),
        ("C34", "I'm 68. My daughter says convert some. Is that sensible at my age?", "Age alone speaks neither"),
        ("C04", "I could have done it directly. Was the backdoor a mistake", "No harm is done"),
        ("C68", "is it true that it comes out pro rata? versus roth ira", "Yes, an early payout from a Roth 401(k)"),
        ("C75", "is my mega affected by the 200k rollover IRA", "No, your IRA balances do not matter"),
        ("C75", "can I roll only the after-tax part and leave the rest in", "Not the contributions alone"),
        (
            "C15",
            "I rolled the 401k to an IRA in june. can it be undone",
            "It can still be put right until December 31",
        ),
        ("C30", "Vanguard let me put 7k in the Roth in feb. problem?", "Separate filers who lived together"),
        (
            "C52",
            "Can I convert a single stock in kind instead of selling",
            "Yes, holdings can be converted as they are",
        ),
        (
            "C77",
            "they are refunding 6,400 of my after tax. do i owe tax on that",
            "Only the earnings in what comes back",
        ),
        ("C05", "is there any income where backdoor stops being allowed? we make 1.2M", "No income is too high"),
        ("C46", "My tax guy withheld 20%, said its required. Is it?", "No, withholding from an IRA"),
        ("C72", "is it on top of 24,500 or included in it?", "It is on top"),
        ("C27", "I am turning 50 on dec 28 this year, can I put in the extra", "Yes, in the whole calendar year"),
        (
            "C113",
            "pay for our kid's college with roth money. is that penalty free?",
            "Yes, from an IRA (not from a plan)",
        ),
        (
            "C11",
            "If I convert some of my SEP, may I contribute less to the SEP this year",
            "No, a conversion takes nothing",
        ),
        ("C25", "I only get S corp distributions, can I fund an IRA", "Only the W-2 wages"),
        ("C25", "does my partnership K-1 count as earned income", "A partner's net earnings"),
        ("C25", "is rental income earned income for a Roth", "No, rent is no pay"),
        (
            "C28",
            "does an extension give me until October to contribute for last year",
            "No, an extension does not help",
        ),
        ("C35", "do I need an extension to recharacterize", "No extension is needed"),
        ("C36", "I moved the Roth to Schwab. Which broker removes the excess", "The broker that holds the money now"),
        (
            "C47",
            "they withheld 10% of it, can I put it in a Roth after 40 days",
            "Yes, within 60 days it can go straight",
        ),
        ("C48", "may the first RMD wait until April 1 while I convert in December", "No, not if you convert before"),
        (
            "C49",
            "mom is 80 and has an IRA from my late dad, may she convert it",
            "Yes, a surviving spouse may convert",
        ),
        ("C49", "I inherited my dad's IRA, may I convert it", "No, unless you inherited it from your spouse"),
        ("C59", "is my basis on the 5498", "No, you do not file Form 5498, and your after-tax money"),
        ("C65", "I'm 62. Do I have to wait five years to spend what I convert", "No, from 59½ on"),
        ("C65", "does a contribution I took back start the clock", "No, a contribution taken back"),
        ("C79", "can I top up in January what I missed", "No, what you miss by the last paycheck"),
        ("C91", "my wife is not on Medicare yet, does hers go up as well", "Two years later, for each of you"),
        ("C91", "can I appeal it as a life-changing event", "No, a conversion is no life-changing event"),
        ("C131", "is there an income limit on it", "No, there is no income limit"),
        ("C138", "do I have to max my deferrals first", "No law asks you to fill"),
        ("C145", "do I have to tell the broker to rename it", "No, the custodian has no part in it"),
        ("C147", "does the rule of 55 work for an old employer's plan", "No, not from an IRA"),
        ("C148", "do I owe the 10% penalty on qdro money", "No, what the plan pays you"),
        ("C152", "does a conversion count toward the once a year rule", "No, that does not count"),
        ("C155", "would filing separately save it", "No, separate returns do not save it"),
    ],
)
def test_the_verdict_answers_what_was_asked(code, asked, first):
    answer = in_full(code, None, 2026, asked=(asked,))
    assert answer.startswith(first)
    assert len(answer) <= 600


def test_a_state_that_is_known_is_the_answer():
    """R&TC 17041, 17501: a conversion is ordinary income in California, with no exclusion for retirement income."""
    answer = in_full("C90", None, 2026, instead="California taxes a conversion like other income.")
    assert answer == "California taxes a conversion like other income."


def test_every_way_of_asking_belongs_to_one_card():
    asked = [text.casefold() for one in ALL for text in one.asked]
    assert len(asked) == len(set(asked))
    assert all(len(one.asked) >= 10 for one in ALL)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.code)
def test_no_card_states_an_amount_or_rate_of_the_law_in_digits(one):
    """Amounts come from the year files. What stays in digits are ages, days, form numbers and years."""
    words = " ".join(texts(one))
    assert not re.search(r"\$ ?\d|\d ?%|\d,\d{3}", words)
    numbers = {int(found) for found in re.findall(r"\b\d{4,}\b", words)}
    assert {n for n in numbers - FORMS if not 1979 < n < 2030} == set()


@pytest.mark.parametrize("year", law.years())
def test_every_card_can_be_told_for_every_year(year):
    for one in ALL:
        assert "{" not in in_full(one.code, None, year)
        assert "{" not in short(one.code)


def test_a_year_without_figures_is_named_and_gets_none_of_another_year():
    answer = in_full("C27", None, 2050)
    assert "2050" in answer
    assert "7,500" not in answer
    assert "7,500" in in_full("C27", None, 2026)
    assert "6,000" in in_full("C27", None, 2020)


def test_a_figure_that_does_not_exist_in_a_year_is_left_unsaid():
    """The Roth catch-up rule has no wage threshold before 2026 (Notice 2023-62)."""
    assert "150,000" in in_full("C80", None, 2026)
    assert "$" not in in_full("C80", None, 2019)


def test_one_figure_that_a_year_lacks_does_not_silence_the_others():
    """The higher catch-up begins in 2025 (SECURE 2.0 sec. 109)."""
    assert "23,000" in in_full("C130", None, 2024)
    assert "11,250" not in in_full("C130", None, 2024)
    assert "11,250" in in_full("C130", None, 2026)


@pytest.mark.parametrize("year", [2024, 2026])
def test_medicare_steps_are_those_of_the_newest_table(year):
    """Those of 2026 (90 FR 52063) begin at $109,000 of the income of 2024; whatever year is asked about."""
    newest = law.latest()
    first, *_ = law.year(newest).figures["medicare_tiers_single"].amounts
    assert law.year(2026).figures["medicare_tiers_single"].amounts[0].value == 109_000
    assert f"premiums of {newest}" in in_full("C91", None, year)
    assert f"above ${first.value:,}," in in_full("C91", None, year)


def test_the_tax_free_share_comes_with_its_assumption():
    """Form 8606 line 10: 7,500 of 65,500 is 11.5 percent."""
    answer = in_full("C10", look(single(you=ROLLOVER), NOVEMBER), 2026)
    assert "11.5%" in answer
    assert "before December 31, 2026" in answer
    assert "$58,000" in answer


def test_a_couple_is_told_apart():
    case = look(couple(ROLLOVER, person(ira_kinds=["sep"], sep=12_000, basis=0)), NOVEMBER)
    assert short("C11", case).startswith("Your SEP IRA")
    both = in_full("C10", case, 2026)
    assert "Your IRAs" in both
    assert "Your spouse's IRAs" in both
    assert short("C16", look(couple(with_plan(), person()), NOVEMBER)).startswith("Your spouse's workplace plan")


def test_what_is_not_known_is_not_said():
    nobody_knows = single(you=person(ira_kinds=None, moves=None))
    assert in_full("C10", look(nobody_knows, NOVEMBER), 2026) == in_full("C10", None, 2026)


def test_that_there_is_nothing_is_said_where_it_was_told():
    assert "no pre-tax money" in in_full("C10", look(single(), NOVEMBER), 2026)


def test_the_most_urgent_comes_first():
    iras = {"ira_kinds": ["simple", "rollover"], "simple": 9_000, "rollover": 58_000, "basis": 0}
    young = {"simple_first_deposit": "2026-02-01"}
    over = {"moves": ["roth"], "contributed_roth": 7_500, "foreign_excluded": 10_000}
    you = with_plan(features=OPEN | {"roll_in": "any"}, **iras, **young, **over)
    codes = warnings(look(single(you=you), NOVEMBER))
    assert codes[:5] == ("C33", "C12", "C10", "C72", "C36")


def test_pre_tax_ira_money_is_one_warning():
    you = with_plan(features={"roll_in": "any"}, ira_kinds=["rollover"], rollover=58_000, basis=0)
    codes = warnings(look(single(you=you), NOVEMBER))
    assert "C10" in codes
    assert not {"C15", "C17"} & set(codes)


def test_after_the_precedence_severity_decides():
    codes = [code for code in warnings(look(single(you=with_plan()), NOVEMBER)) if code not in {"C33", "C12", "C10"}]
    ranks = [("critical", "high", "medium", "low").index(card(code).severity) for code in codes]
    assert ranks == sorted(ranks)


def test_what_the_steps_say_anyway_is_no_warning():
    codes = warnings(look(single(you=ROLLOVER), NOVEMBER))
    assert not {"C01", "C55"} & set(codes)


def test_what_was_answered_already_is_not_repeated():
    case = look(single(you=with_plan()), NOVEMBER)
    assert "C16" in warnings(case)
    assert "C16" not in warnings(case, answered=frozenset({"C16"}))


def test_a_conversion_in_an_unpublished_year_is_said():
    newest = law.latest()
    assert "C99" in warnings(look(single(tax_year=newest), date(newest + 1, 2, 1)))


def test_three_are_shown_first():
    assert replies.SHOWN == 3
