"""People for the conditions of confusions: ``BOTH`` of each group names one it is meant for and one it is not."""

from __future__ import annotations

from datetime import date
from typing import Any

from calc.facts import Facts
from calc.pitfalls.conditions import CONDITIONS
from calc.planning.assess import look
from tests.people import NOVEMBER, person, single

Told = Facts | tuple[Facts, date]


def holds(name: str, told: Told) -> bool:
    facts, today = told if isinstance(told, tuple) else (told, NOVEMBER)
    return CONDITIONS[name](look(facts, today))


def ira(kind: str = "rollover", value: int = 58_000, **known: Any) -> dict[str, Any]:
    """A person with one IRA, all of it pre-tax unless a basis is given."""
    return person(**({"ira_kinds": [kind], kind: value, "basis": 0} | known))


def with_ira(kind: str = "rollover", value: int = 58_000, **known: Any) -> Facts:
    return single(you=ira(kind, value, **known))


def said(*circumstances: str, **known: Any) -> Facts:
    return single(**({"circumstances": list(circumstances)} | known))
