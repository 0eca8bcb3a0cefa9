"""The files of the states: whole, cited, dated, and of one mind with each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.util import find_spec

import pytest

from calc import law
from calc.facts import FilingStatus
from calc.refusals import Refusal
from calc.states.figures import State, StateLaw, Treatment, state_law, state_laws, states

STATES = list(states().values())
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
    assert {year for _, year in written} >= set(state.years)
    open_years = {year for block in state.between for year in block["years"]}
    assert {year for _, year in written} <= {*state.years, *open_years}
    assert find_spec(f"calc.states.{state.method}") is not None


def readings(state: State, status: FilingStatus) -> Iterator[StateLaw]:
    """Of each covered year; of one with a missing figure every reading that it leaves."""
    for year in {*state.years, *(year for block in state.between for year in block["years"])}:
        yield from state_laws(state, year, status)


@pytest.mark.parametrize("state", TAXING, ids=lambda state: state.code)
@pytest.mark.parametrize("status", FilingStatus)
def test_every_figure_has_a_value_for_every_filing_status(state: State, status: FilingStatus):
    for figures in readings(state, status):
        for name in figures.figures:
            assert figures.of_status(name) is not None


@pytest.mark.parametrize("state", TAXING, ids=lambda state: state.code)
@pytest.mark.parametrize("status", FilingStatus)
def test_a_schedule_climbs_from_zero(state: State, status: FilingStatus):
    for figures in readings(state, status):
        if figures.has("brackets"):
            starts = [bracket.over.money for bracket in figures.brackets()]
            rates = [bracket.rate.money for bracket in figures.brackets()]
            assert starts[0] == 0
            assert starts == sorted(set(starts))
            assert rates == sorted(rates)


def test_states_with_a_basis_of_their_own_agree_with_the_standing_law():
    own = {state.code for state in STATES if state.basis not in {"none", "federal"}}
    assert own == set(law.standing().figures["states_with_own_ira_basis"].value)


@pytest.mark.parametrize("state", [state for state in TAXING if state.between], ids=lambda state: state.code)
def test_a_missing_figure_has_readings_of_one_kind_in_a_year_that_is_not_checked(state: State):
    (year,) = {year for block in state.between for year in block["years"]}
    assert year not in state.years
    assert len({block["missing"] for block in state.between}) == 1
    assert len({frozenset(block) for block in state.between}) == 1 or state.code == "DC"
    assert len(state_laws(state, year, FilingStatus.SINGLE)) == len(state.between) >= 2


def test_a_status_without_a_schedule_is_refused():
    blocks = ({"years": [2026], "brackets": {"single_mfj": [[1, 0]]}},)
    place = replace(states()["OR"], blocks=blocks, between=())
    with pytest.raises(Refusal) as refused:
        state_law(place, 2026, FilingStatus.HOH).brackets()
    assert (refused.value.reason, refused.value.field) == ("state_status_not_covered", "filing_status")
