from datetime import date
from typing import Any

import pytest

from tests.calc.pitfalls.both_ways import holds, said
from tests.people import person, single, with_plan

FEBRUARY = date(2027, 2, 10)
OPEN = {"after_tax_allowed": True, "exits": ["in_plan"], "pay": 320_000}


def one(kind: str = "401k", features: dict | None = None, **known: Any):
    return single(you=with_plan(kind, features, **known))


def two(*kinds: str):
    return single(you=person(plan_kinds=list(kinds), plans={kind: {"deferrals": 9_000} for kind in kinds}))


BOTH = {
    "plan_must_allow": (one(features={"after_tax_allowed": None}), one(features=OPEN)),
    "after_tax_is_not_roth": (one(features=OPEN), one()),
    "how_much_room": (one(features=OPEN), one()),
    "per_person_per_employer": (two("401k", "other401k"), two("401k")),
    "after_tax_earnings": (one(features=OPEN | {"after_tax_earnings": 60}), one(features=OPEN)),
    "pro_rata_in_the_plan": (
        one(features=OPEN, ira_kinds=["rollover"], rollover=58_000, basis=0),
        one(features=OPEN),
    ),
    "which_exit": (one(features=OPEN | {"exits": ["in_plan", "in_service"]}), one(features=OPEN)),
    "highly_compensated": (
        one(features=OPEN | {"highly_compensated": True}),
        one(features=OPEN | {"highly_compensated": False, "prior_wages": 200_000}),
    ),
    "solo_401k": (one("solo401k"), one()),
    "payroll_mechanics": (one(features=OPEN), one("solo401k", OPEN)),
    "roth_catch_up": (
        one(features={"prior_wages": 150_001}, birth_year=1974),
        one(features={"prior_wages": 150_000}, birth_year=1974),
    ),
    "mega_tax_forms": (
        (one(features=OPEN | {"after_tax_made": 9_000}), FEBRUARY),
        one(features=OPEN | {"after_tax_made": 9_000}),
    ),
    "tax_exempt_457b": (one("457b_tax_exempt"), one("457b")),
    "other_plans": (one("tsp"), one()),
    "employer_stock": (said("stock"), single()),
    "no_exit": (one(features=OPEN | {"exits": ["neither"]}), one(features=OPEN)),
    "in_plan_pretax": (one(features=OPEN | {"value": 80_000}), one(features=OPEN)),
}


@pytest.mark.parametrize(("wages", "high"), [(160_001, True), (160_000, False)])
def test_last_years_wages_make_highly_compensated_where_the_person_does_not_know(wages, high):
    """IRC 414(q): more than 160,000 of pay in 2025 for plan year 2026 (Notice 2024-80)."""
    assert holds("highly_compensated", one(features=OPEN | {"prior_wages": wages})) is high
