"""Where today lies in the life of a tax year: what can still be done for it, and in which year a conversion falls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from calc import law
from calc.derivation import Amount


class Phase(StrEnum):
    AHEAD = "ahead"  # the tax year has not begun; its limits are known
    CURRENT = "current"  # contributions and conversions both count for it
    LATE = "late"  # January to April: contributions still count for it, conversions for the next year
    PAST = "past"  # nothing can be added; forms can be repaired


@dataclass(frozen=True, slots=True)
class Season:
    """tax_year: the year contributions are for. conversion_year: the year the plan's conversions fall in."""

    tax_year: int
    today: date
    phase: Phase
    conversion_year: int
    contribute_by: date  # the due date of the return, without extensions (IRC 219(f)(3))
    convert_by: date  # 31 December of the conversion year (IRC 408A(d)(3))
    correct_by: date  # last day to return or recharacterize a contribution (Reg. 301.9100-2(b))
    state: str | None = None

    @property
    def open(self) -> bool:
        """Whether a contribution for the tax year can still be made."""
        return self.phase is not Phase.PAST

    @property
    def over(self) -> bool:
        """Whether 31 December of the tax year has passed, so that its own conversions are history."""
        return self.phase in {Phase.LATE, Phase.PAST}

    @property
    def closed(self) -> bool:
        """Whether nothing is contributed or converted any more: what is left is filing, and putting right."""
        return self.phase is Phase.PAST and not self.split

    @property
    def correctable(self) -> bool:
        """Whether a contribution for the tax year can still be returned or recharacterized."""
        return self.today <= self.correct_by

    @property
    def split(self) -> bool:
        """Whether contribution and conversion fall in different tax years."""
        return self.conversion_year != self.tax_year

    @property
    def year_end_near(self) -> bool:
        """Whether holds and custodians' cut-offs make 31 December the first thing to speak of."""
        near = law.threshold("year_end_days").value
        return self.phase is Phase.CURRENT and 0 <= (self.convert_by - self.today).days <= near

    @property
    def before(self) -> Season | None:
        """The year that is just over, where a contribution for it still counts and this plan is of an earlier one."""
        last = self.today.year - 1
        found = season(last, self.today, self.state) if self.tax_year < last and last in law.years() else None
        return found if found and found.open else None

    @property
    def last_year(self) -> Season | None:
        """The year that is just over, where a contribution for it still counts beside this year's plan."""
        found = season(self.tax_year - 1, self.today, self.state) if self.tax_year - 1 in law.years() else None
        return found if found and self.phase is Phase.CURRENT and found.open else None

    def start_by(self, last: date, days: Amount) -> date:
        """The last day to begin what takes so many days and must be over by ``last``."""
        return last - timedelta(days=int(days.value))

    def converting_now(self) -> Season:
        """The same season with conversions from today on: they fall in the year in which they are made."""
        year = self.today.year
        return replace(self, conversion_year=year, convert_by=date(year, 12, 31))


@lru_cache(maxsize=256)
def season(tax_year: int, today: date, state: str | None = None) -> Season:
    """The season of ``today`` for ``tax_year``; Refusal when the year's law is not in the tables."""
    year = law.year(tax_year)
    own = state in law.standing().figures["states_with_own_due_date"].value
    contribute_by = year.date("ira_contribution_deadline_maine_massachusetts" if own else "ira_contribution_deadline")
    if today.year < tax_year:
        phase = Phase.AHEAD
    elif today.year == tax_year:
        phase = Phase.CURRENT
    else:
        phase = Phase.LATE if today <= contribute_by else Phase.PAST
    conversion_year = today.year if phase is Phase.LATE else tax_year
    return Season(
        tax_year,
        today,
        phase,
        conversion_year,
        contribute_by,
        date(conversion_year, 12, 31),
        year.date("excess_removal_and_recharacterization_deadline"),
        state,
    )
