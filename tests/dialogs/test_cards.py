"""The question cards: every example is an answer, every word means one choice, every fact has its question."""

from collections import Counter

import pytest

from calc import needs
from calc.facts import Facts, Person, WorkPlan
from calc.needs import when
from dialogs.interview.agenda import agenda
from dialogs.interview.questions import cards, label
from dialogs.text import bare
from dialogs.understanding import answers
from dialogs.understanding.choices import _names
from dialogs.understanding.readings import Understood
from tests.talk import NOVEMBER

SEVERAL_STATUSES = {  # what they are in life leaves open how they file, so it is asked which
    "divorce isnt final", "divorce is not final", "divorce is pending", "not divorced yet", "still legally married",
    "legally still married", "getting divorced", "married", "separated", "legally separated", "divorced", "widow",
    "widower", "widowed", "single parent", "single mom", "single dad",
}  # fmt: skip
COUNT_IF_TOLD = {  # told in a file; nobody is asked yet
    "whole_return",
    "relabeled_from", "catch_up_roth",
}  # fmt: skip
NOT_ASKED = {
    "after_tax_percent": "told by the cap",
    "after_tax_dollars": "told by the cap",
    "automatic": "told by the ways out",
    "conversions": "the days of converted, told with it",
    "withdrawals": "the days of withdrew, told with it",
    "you": "a person",
    "spouse": "a person",
    "plans": "the plans of a person",
}


@pytest.mark.parametrize("card", cards(), ids=lambda card: card.id)
def test_the_example_of_a_question_is_an_answer_to_it(card):
    first = card.example.split(", or ")[0].split(", ")
    text = first[0] if card.kind != "several" else ", ".join(first)
    assert isinstance(answers.read(text, card, NOVEMBER), Understood), text


@pytest.mark.parametrize("card", [card for card in cards() if card.choices], ids=lambda card: card.id)
def test_no_word_means_two_choices(card):
    words = Counter(word for word, _ in set(_names(card)))
    asked_back = SEVERAL_STATUSES if card.id == "filing_status" else set()
    assert {word for word, count in words.items() if count > 1} == asked_back


@pytest.mark.parametrize("card", cards(), ids=lambda card: card.id)
def test_every_label_typed_as_it_stands_is_its_choice(card):
    for key, choice in card.choices.items():
        label = choice.label.format(year=2026, before=2025)
        reading = answers.read(label, card, NOVEMBER)
        assert reading == Understood([key] if card.kind == "several" else key), label


def test_every_fact_has_a_question_or_a_reason_to_have_none():
    facts = {*Facts.model_fields, *Person.model_fields, *WorkPlan.model_fields}
    assert facts - {card.fact for card in cards()} == COUNT_IF_TOLD | set(NOT_ASKED)


def test_what_is_needed_stands_in_the_order_of_the_questions():
    """The unknowns of a plan are named in the order in which the interview asks."""
    everybody = {
        "filing_status": "mfj",
        "tax_year": 2026,
        "you.plan_kinds": ["401k", "old"],
        "spouse.plan_kinds": ["tsp"],
    }
    facts = agenda(everybody, NOVEMBER).facts
    asked = [question.fact for question in agenda(everybody, NOVEMBER).asked]
    needed = [one.name for one in needs.everything(facts)]
    assert [name for name in needed if name in asked] == asked


def test_what_is_needed_has_one_entry_for_each_question():
    assert [need.fact for need in needs.NEEDS if need.when is not when.never] == [
        fact for fact in (card.fact.removeprefix("whole_return.") for card in cards()) if fact != "roth"
    ]


def test_a_question_says_why_in_words_of_its_own():
    assert all(bare(card.why) != bare(card.text) for card in cards())


@pytest.mark.parametrize("who", ["you", "spouse"])
def test_every_fact_has_a_name_that_a_person_can_read(who):
    named = [f"{who}.{name}" for name in Person.model_fields if name not in NOT_ASKED]
    named += [f"{who}.plans.401k.{name}" for name in WorkPlan.model_fields]
    assert [fact for fact in named if fact in label(fact, 2026) or "_" in label(fact, 2026)] == []
