"""What the law says of one person for one year, worked out once and read by the plan and the pitfalls.

Every amount may be None: the facts do not tell. Nothing is guessed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from calc.derivation import Amount, Worksheet
from calc.facts import Facts, Person, PlanKind


class Route(StrEnum):
    """The way into a Roth IRA with this year's contribution."""

    DIRECT = "direct"  # the whole limit straight to the Roth IRA
    PART = "part"  # a part straight, the rest by the back door
    BACKDOOR = "backdoor"  # traditional contribution, then conversion
    NONE = "none"  # no compensation, or the limit is used up
    UNKNOWN = "unknown"  # income or age is not known


class MegaPath(StrEnum):
    """What the plan's features make of after-tax contributions."""

    OPEN_IN_PLAN = "open_in_plan"
    OPEN_IN_SERVICE = "open_in_service"
    NO_EXIT = "no_exit"  # after-tax allowed, but locked in until the job ends
    CLOSED = "closed"  # no after-tax contributions
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PlanOutlook:
    """One workplace plan."""

    kind: PlanKind
    path: MegaPath
    room: Worksheet | None  # the mega-room worksheet
    excess_deferrals: Amount | None  # over 402(g), across all plans; zero when none
    roth_catch_up: bool | None  # the catch-up must be Roth (414(v)(7))


@dataclass(frozen=True, slots=True)
class Outlook:
    """One person."""

    who: str  # "you" or "spouse"
    person: Person
    age: int | None  # on 31 December of the tax year
    limit: Amount | None  # IRA contribution limit of the year for the age
    compensation: Amount | None  # own, or with the spouse's on a joint return
    roth_magi: Amount | None  # conversions out
    roth_range: tuple[Decimal, Decimal] | None
    roth: Worksheet | None  # roth-limit
    deduction_magi: Amount | None  # conversions in
    deduction: Worksheet | None  # ira-deduction, for the traditional part of the route
    route: Route
    room: Amount | None  # what may still be contributed to any IRA for the year
    direct: Amount | None  # of it straight to a Roth IRA
    excess: Amount | None  # contributed above what the law allows
    pretax: Amount | None  # aggregated IRA money on which tax is still due, before this year's steps
    basis: Amount | None  # basis brought forward into this year's Form 8606
    taxable: Amount | None  # taxable part of the conversions of the recommended path
    plans: tuple[PlanOutlook, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """What a pitfall's condition sees."""

    facts: Facts
    today: date
    people: tuple[Outlook, ...]
    taxable: Amount | None  # of both spouses together
