"""What people say at every question, and in long messages, is taken as an attentive adviser takes it."""

import pytest

from tests.dialogs.corpus.hearing import at, facts_missed, missed, phrases, stories, value_of

PHRASES = phrases()
STORIES = stories()


@pytest.mark.parametrize("table", PHRASES)
def test_what_is_said_at_a_question(table):
    assert [fault for phrase in PHRASES[table] if (fault := missed(phrase))] == []
