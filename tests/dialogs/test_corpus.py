"""What people say at every question, and in longer messages, is taken as an attentive adviser takes it."""

import pytest

from tests.dialogs.corpus.hearing import counted, facts_missed, missed, phrases, stories
from tests.talk import Talk

PHRASES = phrases()
STORIES = stories()
GROUPS = [list(STORIES)[start::8] for start in range(8)]


@pytest.mark.parametrize("table", PHRASES)
def test_what_is_said_at_a_question(table):
    assert [fault for phrase in PHRASES[table] if (fault := missed(phrase))] == []


@pytest.mark.parametrize("group", range(8))
def test_the_facts_of_a_story(group):
    opened = Talk().says("/start")
    missing = {}
    for story in GROUPS[group]:
        talk = Talk(opened.today, opened.session, opened.reply).says(story)
        if fault := facts_missed(opened, talk, STORIES[story]):
            missing[story] = fault
    assert missing == {}


def test_there_is_enough_of_it():
    assert sum(map(len, PHRASES.values())) >= 1_500, counted()
    assert len(STORIES) >= 150, counted()
