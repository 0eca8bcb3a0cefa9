"""The transition table."""

from itertools import product

import pytest

from dialogs.actions.turn import Turn
from dialogs.machine import ANY, GROUPS, TABLE, machine, trigger
from dialogs.session import Stage
from dialogs.understanding import verbs
from tests.talk import NOVEMBER

EVENTS = {event for row in TABLE for event in row.events.split()}


def test_every_command_is_an_event():
    assert set(verbs.verbs()) <= EVENTS


def test_every_stage_can_be_reached_and_all_but_the_forgotten_one_left():
    assert {row.dest for row in TABLE} - {None} >= set(Stage) - {Stage.CONFIRMING} - {Stage.FORGOTTEN}
    sources = {stage for row in TABLE for stage in row.source}
    assert sources == set(ANY)
    assert set(Stage) - sources == {Stage.FORGOTTEN}


def test_whatever_is_open_there_is_one_stage_to_go_on_to():
    proceeds = [row for row in TABLE if row.events == "proceed"]
    assert all(row.source == ANY for row in proceeds)
    assert proceeds[-1].when is None


def test_the_machine_makes_no_moves_of_its_own():
    assert set(machine().events) == EVENTS
    assert machine().models == []


def test_a_move_the_table_does_not_have_changes_nothing(session_in_you):
    turn = Turn(session_in_you, NOVEMBER)
    assert not trigger("yes", turn)
    assert turn.state == "you"
    assert turn.session == session_in_you


@pytest.fixture
def session_in_you():
    from dialogs.session import Session

    return Session.new()


def test_guards_and_actions_are_told_apart_by_their_names():
    named = {function for row in TABLE for function in (row.when, *row.do) if function}
    assert len({function.__name__ for function in named}) == len(named)


def test_the_order_of_the_groups_means_nothing():
    """First fit is read within a group: no event from one stage has rows in two of them."""
    home: dict[tuple[str, Stage], str] = {}
    for group in GROUPS:
        for row in group.rows:
            for key in product(row.events.split(), row.source):
                assert home.setdefault(key, group.name) == group.name, (key, group.name)


def test_a_group_fits_on_a_screen():
    assert max(len(group.rows) for group in GROUPS) <= 20
