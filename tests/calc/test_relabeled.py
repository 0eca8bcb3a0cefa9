"""A contribution that was moved to the other kind of IRA, on the forms of both years (Form 8606 instructions)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from calc.planning.plan import Plan
from calc.planning.relabeled import as_if_made_there
from tests.people import person, planned, single

MOVED = {"relabeled": 7_300, "relabeled_contribution": 7_000, "relabeled_year": 2025, "relabeled_from": "roth"}


def forms(plan: Plan) -> dict[int, Any]:
    return {form.year: form.sheet for one in plan.people if one.chosen for form in one.chosen.forms}


def test_moved_in_the_year_after_and_converted():
    """7,000 for 2025 went to a Roth IRA, moved in February 2026 and was converted as 7,420 in March: 420 is taxed."""
    you = person(1984, 210_000, ira_kinds=["roth"], basis=0, moves=["converted"], converted=7_420,
                 relabeled_on="2026-02-15", **MOVED)  # fmt: skip
    plan = planned(single(215_000, you))
    found = forms(plan)
    assert [found[2025].money(line) for line in ("1", "3", "14")] == [7_000, 7_000, 7_000]
    assert found[2026].money("2") == 7_000
    assert found[2026].money("18") == 420
    assert plan.case.taxable is not None
    assert plan.case.taxable.money == 420


def test_moved_after_the_year_it_counts_on_its_31_december():
    """20,000 converted in 2025, 60,000 left; 7,000 moved over in March 2026 as 7,300: line 6 is 67,300."""
    you = person(1984, 210_000, ira_kinds=["traditional"], traditional=67_300, year_end_value=60_000, basis=0,
                 moves=["converted", "roth"], converted=20_000, contributed_roth=7_000, converted_next=0,
                 relabeled_on="2026-03-15", **MOVED)  # fmt: skip
    sheet = forms(planned(single(215_000, you, tax_year=2025), date(2026, 3, 28)))[2025]
    assert [sheet.money(line) for line in ("1", "6", "18")] == [7_000, 67_300, Decimal("18396.33")]


def test_moved_to_the_roth_it_is_on_no_form():
    """Of a traditional contribution of the year nothing is left for line 1."""
    back = MOVED | {"relabeled_from": "traditional", "relabeled_year": 2026, "relabeled_on": "2026-06-01"}
    you = person(1984, 90_000, ira_kinds=["traditional"], traditional=0, basis=0, moves=["traditional"],
                 contributed=7_000, covered=False, **back)  # fmt: skip
    found = as_if_made_there(single(90_000, you)).you
    assert (found.contributed, found.contributed_roth) == (0, 7_000)
    assert forms(planned(single(90_000, you))) == {}


def test_it_is_carried_out_once_and_only_for_its_own_years():
    facts = single(215_000, person(1984, 210_000, ira_kinds=["roth"], basis=0, **MOVED, relabeled_on="2026-02-15"))
    once = as_if_made_there(facts)
    assert once.you.contributed_prior == 7_000
    assert as_if_made_there(once) == once
    older = facts.model_copy(update={"you": facts.you.model_copy(update={"relabeled_year": 2023})})
    assert as_if_made_there(older) == older
