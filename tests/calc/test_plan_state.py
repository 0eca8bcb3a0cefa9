"""The state's part of a plan: whose age counts, what is left open, what the state's note adds."""

from __future__ import annotations

from dialogs.details import of_state
from dialogs.telling import money
from tests.people import couple, person, planned, single

SEP = {"ira_kinds": ["sep"], "sep": 60_000, "basis": 0}


def test_the_age_that_counts_is_that_of_the_spouse_who_converts() -> None:
    """New York leaves out 20,000 from 59½: a conversion of one born in 1955 costs nothing, of one of 1984 it does."""
    old, young = (
        planned(couple(person(1955, 90_000, **(SEP if whose == "old" else {})), you, state="NY")).tax
        for whose, you in (("old", person()), ("young", person(**SEP)))
    )
    assert old is not None
    assert young is not None
    assert old.state is not None
    assert young.state is not None
    assert old.state.value == 0
    assert young.state.value > 0


def test_a_year_that_was_not_checked_is_named() -> None:
    plan = planned(single(state="CA", you=person(**SEP)))
    assert any("not worked out for California" in line for line in money(plan))


def test_an_own_basis_is_told_where_something_is_converted() -> None:
    assert "New Jersey gives no deduction" in of_state(planned(single(state="NJ")))[0]
    assert of_state(planned(single(100_000, state="NJ"))) == []
