"""Facts are copied without being checked again."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel

from calc.facts import Facts, Person, PlanKind, WorkPlan

MARRIED = Facts(
    tax_year=2026,
    filing_status="mfj",
    agi=Decimal(240_000),
    you=Person(birth_year=1980, plans={PlanKind.K401: WorkPlan(pay=Decimal(90_000))}),
)


@pytest.mark.parametrize("told", [MARRIED, MARRIED.assuming_year(), MARRIED.you, WorkPlan()])
@pytest.mark.parametrize("update", [None, {}, {"agi": None}, {"birth_year": 1971, "basis": Decimal(7_000)}])
def test_a_copy_is_the_one_that_pydantic_makes(told: BaseModel, update: dict[str, Any] | None) -> None:
    theirs, before = BaseModel.model_copy(told, update=update), repr(told)
    ours = told.model_copy(update=update)
    assert type(ours) is type(told)
    assert (ours.__dict__, list(ours.__dict__)) == (theirs.__dict__, list(theirs.__dict__))
    assert ours.model_fields_set == theirs.model_fields_set
    assert ours.__pydantic_private__ == theirs.__pydantic_private__
    assert repr(told) == before


def test_who_assumed_the_year_tells_its_copies() -> None:
    assert MARRIED.assuming_year().having("spouse", Person(birth_year=1982)).year_assumed
    assert not MARRIED.year_assumed


def test_a_spouse_of_whom_nothing_was_told_is_there() -> None:
    assert list(MARRIED.people) == ["you", "spouse"]
    assert MARRIED.people["spouse"] == Person()
