"""Everyday ways of answering, at every question that can take them, are taken as an attentive adviser takes them."""

import pytest

from tests.dialogs.corpus.hearing import missed, ways

WAYS = ways()


@pytest.mark.parametrize("way", WAYS)
def test_a_way_of_answering_at_each_question_that_can_take_it(way):
    assert [fault for phrase in WAYS[way] if (fault := missed(phrase))] == []
