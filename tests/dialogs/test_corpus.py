"""What people say at every question is taken as an attentive adviser takes it."""

import pytest

from tests.dialogs.corpus.hearing import missed, phrases

PHRASES = phrases()


@pytest.mark.parametrize("table", PHRASES)
def test_what_is_said_at_a_question(table):
    assert [fault for phrase in PHRASES[table] if (fault := missed(phrase))] == []
