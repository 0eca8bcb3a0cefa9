"""Every circumstance changes something: a step, a warning, or whom to ask and what."""

from __future__ import annotations

import pytest

from calc.facts import Circumstance
from calc.pitfalls.conditions import applying
from calc.planning.professional import CALLS
from dialogs.views.plan.details import more, to_ask
from tests.people import couple, person, planned, single

SEP = {"ira_kinds": ["sep"], "sep": 60_000, "basis": 0}


@pytest.mark.parametrize("circumstance", Circumstance)
def test_no_circumstance_is_asked_for_nothing(circumstance: Circumstance) -> None:
    """Told by someone with a taxable conversion and an age that tells nothing by itself."""
    told = planned(single(you=person(**SEP), circumstances=[circumstance]))
    without = planned(single(you=person(**SEP)))
    assert applying(told.case) != applying(without.case) or circumstance in CALLS


def test_whom_to_ask_stands_with_the_question() -> None:
    plan = planned(couple(person(ira_kinds=["inherited"]), circumstances=["divorce", "withheld"]))
    lines = to_ask(plan)
    assert [line.split(":")[0] for line in lines] == ["Tax withheld from a conversion", "Divorce", "Your spouse"]
    assert "within 60 days" in lines[0]
    assert any("Worth asking others" in block for block in more(plan))
