"""The same question with other words for each of its amounts: the same figure, or none, and never another one.

The words are those of the vocabulary that stand right before or right behind an amount.
"""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import pytest

from calc.facts import Facts
from dialogs.answering.computed.compute import compute
from dialogs.answering.computed.patterns import data

TODAY = date(2026, 11, 28)
EACH = 5  # ways of saying an amount that are tried, of each amount of each question
SETTLED = {"amount", "yes_no"}
NOT_THESE = {  # words that tell more than what it is of
    "basis": {"incl", "including"},
    "contribution": {"another"},
    "withdrawal": {"rmd", "rmd of", "missed", "is missing"},
}
# A question with a place for what each amount is told with; the amounts; the figure of the law.
ASKED = (
    (
        "single, 40, {magi}, 2026. how much may I put straight into a Roth?",
        {"magi": "158,000"},
        "5000",
    ),
    (
        "joint, 45, 2026: {magi}. how much can go directly into my Roth IRA?",
        {"magi": "245,000"},
        "5250",
    ),
    (
        "single, 40, covered by a 401k, {magi} in 2026. deductible part of 7,500?",
        {"magi": "86,000"},
        "3750",
    ),
    (
        "{basis} and {value}. I convert 10,000 in 2026. how much is taxed?",
        {"basis": "10,000", "value": "50,000"},
        "8000",
    ),
    (
        "{pretax}, and 7,500 of new nondeductible money. converting 7,500: taxed how much?",
        {"pretax": "67,500"},
        "6750",
    ),
    (
        "2026, 40 years old, pay 200,000. {deferrals}, {employer}. after-tax room?",
        {"deferrals": "20,000", "employer": "12,000"},
        "40000",
    ),
    (
        "2026, 40 years old. {deferrals} so far in the 401k. what is left for the year?",
        {"deferrals": "14,500"},
        "10000",
    ),
    (
        "I'm 40. {profit} in 2026: what may go into a SEP?",
        {"profit": "100,000"},
        "18587.04",
    ),
    (
        "single, 2026, {taxable_income}. federal tax on converting 10,000?",
        {"taxable_income": "60,000"},
        "2200",
    ),
    (
        "single, 2026, {taxable_income}. how much until the end of the 22% bracket?",
        {"taxable_income": "90,000"},
        "15700",
    ),
    (
        "single, 40, 2026, {magi}: {contribution} to a Roth. how much is too much?",
        {"magi": "200,000", "contribution": "7,500"},
        "7500",
    ),
    (
        "40 years old, {withdrawal} of my traditional IRA, all pre-tax. the 10% penalty?",
        {"withdrawal": "15,000"},
        "1500",
    ),
)


def _said(role, amount):
    """The amount with each word of the vocabulary that tells what it is of."""
    words = data()["near"][role]
    before = [f"{word} {amount}" for word in words["before"] if word not in NOT_THESE.get(role, ())]
    return before + [f"{amount} {word}" for word in words["behind"] if word not in NOT_THESE.get(role, ())]


def _swapped():
    chance = random.Random(20)
    for text, amounts, expected in ASKED:
        plain = {role: _said(role, amount)[0] for role, amount in amounts.items()}
        for role, amount in amounts.items():
            ways = _said(role, amount)
            for way in chance.sample(ways, min(EACH, len(ways))):
                yield text.format(**{**plain, role: way}), Decimal(expected)


@pytest.fixture(scope="module")
def answered():
    return [(text, expected, compute(text, Facts(), TODAY, asked=True)) for text, expected in _swapped()]


def test_no_word_for_an_amount_makes_another_figure(answered):
    other = [
        (text, found.kind, found.amount)
        for text, expected, found in answered
        if found is not None and found.kind in SETTLED and found.amount != expected
    ]
    assert not other


def test_most_words_for_an_amount_lead_to_its_figure(answered):
    missed = [text for text, expected, found in answered if found is None or found.amount != expected]
    assert len(missed) / len(answered) <= 0.1, missed
