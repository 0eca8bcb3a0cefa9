"""An order for a paper: what it is drawn from, as text that can wait in a queue and cross to another process."""

from __future__ import annotations

import json
from datetime import date

from calc.facts import Facts
from calc.planning.plan import Plan, plan


def order(facts: Facts, today: date) -> str:
    """JSON with the facts, as their schema has them, and the day of the plan."""
    return json.dumps({"today": today.isoformat(), "facts": facts.model_dump(mode="json", exclude_defaults=True)})


def ordered(text: str) -> Plan:
    """The plan that was ordered; what went wrong since is a mistake of ours."""
    data = json.loads(text)
    return plan(Facts.model_validate(data["facts"]), date.fromisoformat(data["today"]))
