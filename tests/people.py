"""Facts of people for the tests: a person, and only what differs."""

from __future__ import annotations

from datetime import date
from typing import Any

from calc.facts import Facts
from calc.planning.plan import Plan, plan

NOVEMBER = date(2026, 11, 23)

QUIET: dict[str, Any] = {"ira_kinds": [], "moves": [], "plan_kinds": []}
PLAIN = {"long_term_gains": 0, "taxable_interest": 0, "itemized": 0, "children_under_17": 0}  # the rest of the return


def person(birth_year: int = 1984, compensation: int = 320_000, **known: Any) -> dict[str, Any]:
    return QUIET | {"birth_year": birth_year, "compensation": compensation, "covered": True} | known


def single(agi: int = 310_000, you: dict[str, Any] | None = None, **known: Any) -> Facts:
    """A single person in Texas in 2026, earning above every Roth range; no IRA, no plan, a plain return."""
    told = {"tax_year": 2026, "filing_status": "single", "state": "TX", "circumstances": []}
    base = told | {"agi": agi, "add_backs": 0, "whole_return": PLAIN}
    return Facts.model_validate(base | {"you": you or person()} | known)


def couple(spouse: dict[str, Any], you: dict[str, Any] | None = None, agi: int = 400_000, **known: Any) -> Facts:
    return single(agi, you, filing_status="mfj", spouse=spouse, **known)


def with_plan(kind: str = "401k", features: dict[str, Any] | None = None, **known: Any) -> dict[str, Any]:
    """A person with one workplace plan: full deferral of 2026, 10,000 from the employer, no after-tax money."""
    plain = {"deferrals": 24_500, "employer_money": 10_000, "after_tax_made": 0, "after_tax_allowed": False}
    return person(plan_kinds=[kind], plans={kind: plain | (features or {})}, **known)


def planned(facts: Facts, today: date = NOVEMBER) -> Plan:
    return plan(facts, today)


def codes(plan: Plan) -> list[str]:
    return [step.code for step in plan.steps]


def told(facts: Facts, fact: str, value: Any) -> Facts:
    """The same facts with one more told, by its dotted name."""
    data = facts.model_dump(exclude_none=True)
    *path, last = fact.split(".")
    owner = data
    for part in path:
        owner = owner.setdefault(part, {})
    owner[last] = value
    return Facts.model_validate(data)
