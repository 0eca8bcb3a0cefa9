"""The files of the states: whole, cited, dated, and of one mind with each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec

import pytest

from calc import law
from calc.facts import FilingStatus
from calc.refusals import Refusal
from calc.states.figures import State, StateLaw, Treatment, state_law, states

STATES = list(states().values())
NOT_PUBLISHED = {("CA", 2026, FilingStatus.HOH)}
TAXING = [state for state in STATES if state.treatment is not Treatment.NO_TAX]


def test_fifty_states_and_the_district():
    assert len(STATES) == 51
    assert sum(state.treatment is Treatment.NO_TAX for state in STATES) == 9
    assert {state.code for state in STATES if state.treatment is Treatment.EXEMPT} == {"IL", "PA"}


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.code)
def test_a_state_cites_its_law_and_says_when_and_against_what_it_was_checked(state: State):
    law_of_it, _, source = state.citation.partition("; ")
    assert law_of_it
    assert source
    assert state.checked >= date(2026, 11, 23)
    assert len(state.checked_against) >= 2
    assert {2024, 2025} <= set(state.years)


@pytest.mark.parametrize("state", TAXING, ids=lambda state: state.code)
def test_figures_hold_for_covered_years_only_and_are_written_once(state: State):
    about = {"years", "source", "checked_against"}
    written = [
        (name, year) for block in state.blocks for year in block["years"] for name in block if name not in about
    ]
    assert len(written) == len(set(written))
    assert {year for _, year in written} == set(state.years)
    assert find_spec(f"calc.states.{state.method}") is not None


def published(state: State, status: FilingStatus) -> Iterator[StateLaw]:
    """Each covered year in which the state has published a schedule for this status."""
    for year in state.years:
        if (state.code, year, status) not in NOT_PUBLISHED:
            yield state_law(state, year, status)


@pytest.mark.parametrize("state", TAXING, ids=lambda state: state.code)
@pytest.mark.parametrize("status", FilingStatus)
def test_every_figure_has_a_value_for_every_filing_status(state: State, status: FilingStatus):
    for figures in published(state, status):
        for name in figures.figures:
            assert figures.of_status(name) is not None


@pytest.mark.parametrize("state", TAXING, ids=lambda state: state.code)
@pytest.mark.parametrize("status", FilingStatus)
def test_a_schedule_climbs_from_zero(state: State, status: FilingStatus):
    for figures in published(state, status):
        if figures.has("brackets"):
            starts = [bracket.over.money for bracket in figures.brackets()]
            rates = [bracket.rate.money for bracket in figures.brackets()]
            assert starts[0] == 0
            assert starts == sorted(set(starts))
            assert rates == sorted(rates)


def test_states_with_a_basis_of_their_own_agree_with_the_standing_law():
    own = {state.code for state in STATES if state.basis not in {"none", "federal"}}
    assert own == set(law.standing().figures["states_with_own_ira_basis"].value)


def test_a_status_without_a_published_schedule_has_none_in_the_file():
    for code, year, status in NOT_PUBLISHED:
        with pytest.raises(Refusal):
            state_law(states()[code], year, status).brackets()
