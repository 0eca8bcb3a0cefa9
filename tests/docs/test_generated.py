"""The pages that are made from cards, phrases and code say what these say."""

from importlib.resources import files

import pytest

from bot.commands.docs import PAGES
from dialogs.pages import phrases
from tests.docs.pages import ROOT


@pytest.fixture(scope="module")
def calls():
    return phrases.spoken((files("bot"), files("dialogs"), files("calc")))


@pytest.mark.parametrize("name", PAGES)
def test_the_page_in_docs_is_the_generated_one(name):
    assert (ROOT / "docs" / name).read_text("utf-8") == PAGES[name](), "run: make docs"


def test_every_phrase_is_said_somewhere(calls):
    assert phrases.unsaid(calls) == []


def test_every_call_names_a_table_of_phrases(calls):
    """So that a sentence leads to the code that says it, and not to a call that could say anything."""
    said = [one for one in calls if not one.where.startswith("dialogs/pages/")]
    assert [one for one in said if one.begins("no such file.")] == []


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("talk.restarted", "dialogs/actions/recording.py: start_over"),  # turn.say(...) fills in the table
        ("plan.step.convert.do", "dialogs/views/plan/steps.py: step_words"),  # two parts are filled in
        ("plan.alternative.open", "dialogs/views/plan/side_by_side.py: _line"),  # a default of what is called
        ("repairs.withheld.title", "dialogs/desks/telling_repairs.py: told"),  # through a function between
        ("channel.cli.no_docs", "bot/faults.py: Fault.__str__"),
    ],
)
def test_a_phrase_leads_to_the_function_that_says_it(key, where, calls):
    assert where in {one.where for one in phrases.said_by(key, calls)}


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("refusals.late_above_whole", "calc/worksheets/form_8606.py: form_8606"),
        ("plan.step.recharacterize.do", "calc/planning/putting_right.py: putting_right"),
    ],
)
def test_a_phrase_leads_to_the_function_that_names_it(key, where, calls):
    assert where in {one.where for one in calls if one.named and one.fits(key)}
