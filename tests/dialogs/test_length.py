"""How long a talk is: messages are counted, and what is said to be left never grows without its reason."""

import itertools
import re

from tests.dialogs.people import COUPLE, SINGLE
from tests.talk import Talk

NO_PLAN = SINGLE | {"plan_kinds": "none", "covered": "no"}
AT_WORK = {"after_tax_capped": "no cap", "exits": "automatic", "tax_withheld": "idk", "tax_before": "idk"}
CLEAN = COUPLE | AT_WORK | {"ira_kinds": "none"}
TAXABLE = COUPLE | AT_WORK


def told(answers):
    """The talk at its review, and at each question how many were said to be left, and whether it was said why."""
    talk, left = Talk().says("/start"), []
    while talk.asked:
        said = re.search(r"about (\d+) more after this( \(your answer opened)?", talk.text)
        left.append((int(said[1]) if said else 0, bool(said and said[2])))
        talk.says(answers.get(talk.asked, answers.get(talk.asked.rpartition(".")[2])))
    assert talk.stage == "review"
    return talk, left


def test_a_clean_back_door_of_one_person_takes_at_most_14_messages():
    assert told(NO_PLAN)[0].said <= 14


def test_a_couple_with_two_plans_at_work_takes_at_most_30():
    assert told(CLEAN)[0].said <= 30


def test_and_at_most_36_with_a_taxable_conversion():
    assert told(TAXABLE)[0].said <= 36


def test_what_is_left_never_grows_without_its_reason():
    for answers in (NO_PLAN, CLEAN, TAXABLE):
        left = told(answers)[1]
        grown = [after for before, after in itertools.pairwise(left) if after[0] > before[0]]
        assert all(reason for _, reason in grown)
