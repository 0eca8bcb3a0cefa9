"""What the law says of one person for one year, worked out once and read by the plan and the pitfalls.

Every amount may be None: the facts do not tell. Nothing is guessed here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calc.derivation import ZERO, Amount, Worksheet, least, total
from calc.facts import Facts, Person, PlanKind
from calc.planning.balance import Balance
from calc.planning.deferrals import Above
from calc.planning.not_converted import NotConverted
from calc.planning.options import Option
from calc.planning.rolling_in import taker
from calc.planning.season import Season
from calc.worksheets.deferral_limits import CatchUp


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


OPEN = frozenset({MegaPath.OPEN_IN_PLAN, MegaPath.OPEN_IN_SERVICE})


@dataclass(frozen=True, slots=True)
class PlanOutlook:
    """One workplace plan."""

    kind: PlanKind
    path: MegaPath
    room: Worksheet | None  # the mega-room worksheet, or that of a solo 401(k)
    put: Amount | None  # of the room what the person wants to use; None while the room is not known
    additions: Worksheet | None  # the same sheet, also where no after-tax money is allowed
    excess_additions: Amount | None  # already above 415(c), and no catch-up can hold it; zero when none
    catch_up: CatchUp
    growth: Worksheet | None  # the after-tax account when all of it is moved; None without growth

    @property
    def roth_catch_up(self) -> bool | None:
        """Whether a catch-up must be Roth (IRC 414(v)(7)); None while last year's wages are not known."""
        if self.catch_up is CatchUp.UNKNOWN:
            return None
        return self.catch_up in {CatchUp.ROTH_ONLY, CatchUp.BARRED}


@dataclass(frozen=True, slots=True)
class Outlook:
    """One person."""

    who: str  # "you" or "spouse"
    person: Person
    age: int | None  # on 31 December of the tax year
    limit: Amount | None  # IRA contribution limit of the year for the age
    compensation: Amount | None  # own, or with the spouse's on a joint return
    roth_magi: Amount | None  # conversions out
    roth_range: tuple[Amount, Amount] | None
    roth: Worksheet | None  # roth-limit
    deduction: Worksheet | None  # ira-deduction, for the traditional part of the route, conversions in
    route: Route
    barred: bool | None  # by age, in the years that had such a bar
    room: Amount | None  # what may still be contributed to any IRA for the year
    direct: Amount | None  # of it straight to a Roth IRA
    direct_at_most: Amount | None  # the same where only what is added back to the income is not known
    contribute: Amount | None  # of it to a traditional IRA, by the back door
    excess: Amount | None  # contributed above what the law allows
    by_income: Amount | None  # of it what only the income limit of a Roth IRA forbids
    relabel: Amount | None  # of that what a recharacterization puts right; the rest of the outlook takes it as done
    to_roth: Amount  # of the traditional contribution what could have gone straight to the Roth IRA, likewise
    along: Amount  # of the excess what a conversion took along into the Roth IRA
    meant: NotConverted  # what was called a conversion and is none, likewise
    first_rmd: bool  # that year is the first one, whose distribution may wait until 1 April
    owes_rmd: bool  # the year of conversions is one of required distributions
    rmd: Amount | None  # of that what must still come out, likewise; None: not known
    held: Balance  # what sits in the IRAs
    rollover: Worksheet | None  # reverse-rollover; None where no plan takes IRA money, or nobody knows
    options: tuple[Option, ...]  # ways to finish the back door; empty when there is none or the facts do not tell
    chosen: Option | None  # the way the steps follow; None when an unknown fact decides
    plans: tuple[PlanOutlook, ...]
    idle: bool  # no IRA money is there to convert, whatever is still unknown
    growth: Amount  # on after-tax plan money that the steps move this year
    deferred: Worksheet | None  # against every limit on deferrals
    above: tuple[Above, ...]  # deferrals above one of them

    @property
    def cap(self) -> Amount | None:
        """The year's limit, or the pay where that is less or nothing; None while the limit is not known."""
        return least(self.limit, self.compensation) if self.limit and self.compensation else self.limit

    @property
    def pretax(self) -> Amount | None:
        """Aggregated IRA money on which tax is still due, before this year's steps."""
        return self.held.pretax

    @property
    def basis(self) -> Amount | None:
        """Basis brought forward into this year's Form 8606."""
        return self.held.basis

    @property
    def taker(self) -> PlanKind | None:
        """The plan that takes IRA money in, or has to be asked."""
        return taker(self.person)

    @property
    def taxable(self) -> Amount | None:
        """Taxable part of the IRA conversions of the chosen way; zero when nothing is converted."""
        if self.chosen:
            return self.chosen.taxable
        return ZERO if self.idle else None

    @property
    def payout(self) -> Amount:
        """Of it what is paid out and not converted."""
        return self.chosen.payout if self.chosen else ZERO

    @property
    def from_converting(self) -> Amount | None:
        """The rest of it."""
        return None if self.taxable is None else self.taxable - self.payout

    @property
    def mega(self) -> tuple[PlanOutlook, ...]:
        """The plans through which after-tax money can reach a Roth."""
        return tuple(p for p in self.plans if p.path in OPEN)


def taxable_of(people: Iterable[Outlook]) -> Amount | None:
    """What the ways of all make income, and the growth of plan money that moves; None while one is not settled."""
    parts = [one.taxable and total(one.taxable, one.growth) for one in people]
    known = [part for part in parts if part is not None]
    return total(*known) if len(known) == len(parts) else None


@dataclass(frozen=True, slots=True)
class Case:
    """What the plan is made from, and what a pitfall's condition sees."""

    facts: Facts  # the income without the year's distributions, where what was told holds them: they are added
    told: Facts  # as they were told
    today: date
    season: Season
    people: tuple[Outlook, ...]
    taxable: Amount | None  # conversions of both spouses, and the growth of plan money that moves
    in_plan: Amount  # of that growth what is converted inside the plans
    paid_out: Amount  # taxable part of what leaves IRAs in the tax year and is not converted; in no income told

    @property
    def payout(self) -> Amount:
        """The part of ``taxable`` that was, or has to be, paid out by IRAs."""
        return total(ZERO, *(one.payout for one in self.people))

    @property
    def from_converting(self) -> Amount | None:
        """The rest of it."""
        return None if self.taxable is None else self.taxable - self.payout
