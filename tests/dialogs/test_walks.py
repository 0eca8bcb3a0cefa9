"""Every way through the interview ends in the review, and every question is asked on some way."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, product

import pytest

from calc import law
from dialogs.interview.questions import cards
from tests.dialogs.people import example
from tests.talk import Talk

CHOICES = {
    "filing_status": ["single", "mfj", "mfs"],
    "lived_with_spouse": ["yes", "idk"],
    "birth_year": ["1984", "1964", "idk", "1951"],
    "compensation": ["310k", "60k", "none"],
    "agi": ["310k", "160k", "60k", "idk"],
    "ira_kinds": ["none", "rollover and roth", "simple and sep", "traditional, inherited", "idk"],
    "moves": ["none", "traditional and converted", "last year and withdrawal", "roth"],
    "plan_kinds": [
        "none",
        "401k",
        "401k and second 401k",
        "solo 401k and old 401k",
        "pension, 403b, 457b",
        "401k, 403b, solo 401k and old 401k",
        "tsp",
        "idk",
    ],
    "after_tax_allowed": ["yes", "no", "idk"],
    "after_tax_capped": ["no cap", "10%", "$20,000", "idk"],
    "after_tax_made": ["none", "9k"],
    "exits": ["automatic", "on request and in-service", "none", "idk"],
    "circumstances": ["none", "living abroad and rmd", "tax withheld", "marketplace"],
}
ELSE = {
    "tax_year": "2026", "state": "CA", "wages": "200k", "taken_off": "20k", "other_income": "-3k",
    "add_backs": "none", "traditional": "8k", "rollover": "58k", "sep": "40k", "simple": "12k",
    "simple_first_deposit": "March 2025", "roth_first_year": "2019", "contributed": "7,000",
    "contributed_late": "7,000", "contributed_roth": "7,000", "contributed_prior": "7,000",
    "converted": "7,000", "withdrew": "2,000", "withdrew_early": "1,000",
    "basis": "13,500", "year_end_value": "58k", "net_profit": "90k",
    "converted_simple": "2,000", "converted_next": "500", "ira_rmd": "4,000", "withheld": "700",
    "basis_includes_prior": "yes", "pay": "170k", "deferrals": "24,500", "prior_wages": "160k",
    "offers_roth": "yes", "employer_money": "12k", "after_tax_earnings": "100", "value": "90k",
    "highly_compensated": "no", "covered": "yes", "roll_in": "only rollover", "foreign_excluded": "50k",
    "save": "as much as allowed", "long_term_gains": "12k", "taxable_interest": "3k", "social_security": "30k",
    "itemized": "38k", "itemized_state_tax": "20k", "children_under_17": "2", "self_employment_profit": "90k",
    "silver_premium": "18k", "family_size": "2", "withdrawals_in_agi": "no",
    "relabeled_contribution": "7,000", "relabeled": "7,100", "relabeled_on": "April 3, 2026",
    "relabeled_year": "2025", "self_employed": "no", "wish_convert": "50k", "sep_contribution": "10k",
    "charity": "1,000", "tax_withheld": "9,000", "tax_last_year": "13,000", "income_last_year": "120,000",
    "first_taken_on": "October 2026",
}  # fmt: skip
GATES = {"after_tax_allowed": "yes", "after_tax_made": "9k", "exits": "on request", "plan_kinds": "401k, solo 401k"}
OLDER = {fact: texts[0] for fact, texts in CHOICES.items()} | {"birth_year": "1951", "ira_kinds": "rollover"}
FREELANCE = OLDER | {"birth_year": "1984", "compensation": "60k", "agi": "60k", "ira_kinds": "simple and sep"}
RETIRED = OLDER | {"compensation": "none", "agi": "60k", "plan_kinds": "none"}
RETIRED |= {"moves": "withdrawal", "circumstances": "charity"}
HALF = RETIRED | {"tax_year": "2026", "birth_year": "1967"}  # 59½ in that year
INSURED = FREELANCE | {"plan_kinds": "none", "circumstances": "marketplace"}
PARENTS = FREELANCE | {
    "tax_year": "2026",
    "filing_status": "mfj",
    "agi": "420k",
    "plan_kinds": "401k",
    "roll_in": "no",
}
RELABELED = OLDER | {"tax_year": "2025", "moves": "relabeled and converted"}
DAYS = (date(2026, 11, 24), date(2027, 2, 3))
YEARS = tuple(map(str, law.years()))  # in turn, every other walk
LONGEST = 90  # answers; a couple with three plans each


def gates() -> Iterator[dict[str, str]]:
    """Each choice once where the plan at work is open as wide as it can be."""
    first = {fact: texts[0] for fact, texts in CHOICES.items()}
    yield from (first | GATES | {fact: text} for fact, texts in CHOICES.items() for text in texts)


def pairs() -> Iterator[dict[str, str]]:
    """Each pair of choices of two questions is walked at least once."""
    wanted = {
        ((one, a), (other, b))
        for one, other in combinations(CHOICES, 2)
        for a, b in product(CHOICES[one], CHOICES[other])
    }
    while wanted:
        walk: dict[str, str] = {}
        for pair in sorted(wanted):
            if all(walk.get(fact, text) == text for fact, text in pair):
                walk |= dict(pair)
        wanted -= set(combinations(sorted(walk.items(), key=lambda item: list(CHOICES).index(item[0])), 2))
        yield {fact: texts[0] for fact, texts in CHOICES.items()} | walk


@pytest.fixture(scope="module")
def walked() -> list[tuple[Talk, list[str]]]:
    walks = []
    ways = [RETIRED, OLDER, INSURED, PARENTS, RELABELED, *gates(), *pairs(), HALF]
    years = [{"tax_year": YEARS[number // 2 % len(YEARS)]} if number % 2 else {} for number in range(len(ways))]
    for number, choices in enumerate(year | way for way, year in zip(ways, years, strict=True)):
        talk, asked = Talk(today=DAYS[number // 16 % 2]).says("/start"), []
        while talk.asked and len(asked) < LONGEST:
            asked.append(talk.asked)
            name = talk.asked.rpartition(".")[2]
            talk.says((ELSE | choices).get(name) or example(asked[-1]))
            if talk.asked == asked[-1]:  # two facts that clash: the newer one is not known then
                talk.says("idk")
        walks.append((talk, asked))
    return walks


def test_every_way_ends_in_the_review(walked):
    assert {talk.stage for talk, _ in walked} == {"review"}


def test_every_tax_year_is_walked_on_either_day(walked):
    told = {(talk.today, talk.answers["tax_year"]) for talk, _ in walked}
    assert told == {(day, int(year)) for day in DAYS for year in YEARS}


def test_no_question_is_asked_twice_on_a_way(walked):
    assert all(len(set(asked)) == len(asked) for _, asked in walked)


def test_every_question_but_the_optional_ones_is_asked_on_some_way(walked):
    asked = {fact.rpartition(".")[2] for _, facts in walked for fact in facts}
    assert {card.fact.rpartition(".")[2] for card in cards()} - asked == {
        "highly_compensated",
        "rate_later",
        "roth_deferrals",
        "need_within",
        "roth",
    }


def test_every_way_leads_to_a_plan_or_to_a_sentence_that_says_why_not(walked):
    for talk, _ in walked:
        talk.says("/plan")
        assert talk.stage in {"planned", "review"}
        assert "Education, not advice" in talk.text or "cannot" in talk.text or "matters" in talk.text, talk.text
