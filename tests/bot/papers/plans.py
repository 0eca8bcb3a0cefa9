"""Plans of many kinds for the papers: whoever they are, something can be drawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from calc.facts import Facts
from calc.planning.plan import Plan
from tests.people import couple, person, planned, single, with_plan

SPRING = date(2027, 2, 10)
ROLLOVER = {"ira_kinds": ["rollover"], "rollover": 60_000, "basis": 0}
OPEN = {"after_tax_allowed": True, "exits": ["in_plan", "in_service"], "after_tax_capped": False}


def spouse() -> dict[str, Any]:
    """With pre-tax and after-tax IRA money, and a plan of which HR has to be asked."""
    asked = {"after_tax_allowed": None, "deferrals": 32_500, "roll_in": "no", "prior_wages": 180_000}
    iras = {"ira_kinds": ["rollover", "sep"], "rollover": 41_000, "sep": 12_350, "basis": 3_200}
    return with_plan("403b", asked, birth_year=1970, compensation=190_000, **iras)


def pair(today: date | None = None) -> Plan:
    """A couple with everything: roll-in, mega backdoor, pro-rata."""
    you = with_plan(features=OPEN | {"roll_in": "any"}, compensation=260_000, **ROLLOVER)
    facts = couple(spouse(), you, agi=430_000, state="NJ")
    return planned(facts, today) if today else planned(facts)


PLANS: dict[str, Plan] = {
    "clean": planned(single()),
    "direct": planned(single(120_000, person(compensation=125_000))),
    "part": planned(single(160_000)),
    "pro-rata": planned(single(you=with_plan(features={"roll_in": "no"}, **ROLLOVER))),
    "undecided": planned(single(you=with_plan(**ROLLOVER))),
    "couple": pair(),
    "couple in spring": pair(SPRING),
    "past": planned(single(tax_year=2023)),
    "no pay": planned(single(you=person(compensation=0))),
    "hardly anything known": planned(single(you={"birth_year": None}, agi=None)),
    "two answers": planned(Facts(tax_year=2026, filing_status="qss", you={"birth_year": 1984})),
    "over the limit": planned(single(you=person(moves=["roth"], contributed_roth=7500, ira_kinds=["roth"]))),
    "deferred too much": planned(single(you=with_plan(features={"deferrals": 30_000}))),
}
