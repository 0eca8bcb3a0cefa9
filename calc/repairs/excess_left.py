"""An excess contribution left in an IRA: 6 % for every year-end it is still there (IRC 4973, Form 5329)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calc import law
from calc.derivation import ZERO, Amount, Draft, Money, Worksheet, cents, least, most, told, total


class Account(StrEnum):
    """Whose part of Form 5329 it is."""

    TRADITIONAL = "traditional"  # Part III, lines 9 to 17
    ROTH = "roth"  # Part IV, lines 18 to 25


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEnd:
    """One year of the excess.

    contributed: new excess of the year; room: unused contribution limit, which absorbs an old excess;
    removed: taken out during the year, of the old excess; value: of all IRAs of this kind on 31 December.
    """

    year: int
    contributed: Money = ZERO
    room: Money = ZERO
    removed: Money = ZERO
    value: Money


def form_5329(account: Account | str, prior: Money, told_year: YearEnd) -> Worksheet:
    """Part III or IV for one year; ``left`` goes on to the next year, ``tax`` is due with this one."""
    roth = Account(account) is Account.ROTH
    lines = range(18, 26) if roth else (9, 10, *range(12, 18))
    before, room, removed, gone, old, new, left, tax = map(str, lines)
    f = Draft()
    f[before] = told(prior, "prior_excess")
    f[room] = told(told_year.room, "room")
    f[removed] = told(told_year.removed, "removed")
    f[gone] = f[room] + f[removed]
    f[old] = most(f[before] - f[gone], ZERO)
    f[new] = told(told_year.contributed, "contributed")
    f[left] = f[old] + f[new]
    rate = law.standing().figure("excess_contribution_excise_rate_4973")
    f[tax] = cents(least(f[left], told(told_year.value, "value")) * rate)
    f["left"], f["tax"] = f[left], f[tax]
    return f.worksheet(f"form_5329_{Account(account)}", "Form 5329; IRC 4973")


def excise_so_far(excess: Amount, since: int, today: date) -> Amount:
    """The tax of one excess left whole: 6 % for each 31 December from that of ``since`` on, at least one."""
    each = cents(excess * law.standing().figure("excess_contribution_excise_rate_4973"))
    return total(*[each] * max(today.year - since, 1))


def excise_by_year(account: Account | str, years: Iterable[YearEnd]) -> dict[int, Worksheet]:
    """The form of every year, oldest first, until nothing is left."""
    forms: dict[int, Worksheet] = {}
    prior: Amount = ZERO
    for one in sorted(years, key=lambda entry: entry.year):
        form = form_5329(account, prior, one)
        if prior.value or form.money("left"):
            forms[one.year] = form
        prior = form.line("left")
    return forms
