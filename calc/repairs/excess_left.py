"""An excess contribution left in an IRA: 6 % for every year-end it is still there (IRC 4973, Form 5329)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, cents, entered, least, most, told

Money = Amount | Decimal | int


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
    first = 18 if roth else 9
    names = {
        "prior": str(first),
        "room": str(first + 1),
        "removed": str(first + 2) if roth else "12",
        "gone": "21" if roth else "13",
        "old": "22" if roth else "14",
        "new": "23" if roth else "15",
        "left": "24" if roth else "16",
        "tax": "25" if roth else "17",
    }
    out: dict[str, Amount | None] = {}
    out[names["prior"]] = before = entered(names["prior"], told(prior, "prior_excess"))
    out[names["room"]] = room = entered(names["room"], told(told_year.room, "room"))
    out[names["removed"]] = taken = entered(names["removed"], told(told_year.removed, "removed"))
    out[names["gone"]] = gone = (room + taken).named(names["gone"])
    out[names["old"]] = old = most(before - gone, ZERO).named(names["old"])
    out[names["new"]] = new = entered(names["new"], told(told_year.contributed, "contributed"))
    out[names["left"]] = left = (old + new).named(names["left"])
    rate = law.standing().figure("excess_contribution_excise_rate_4973")
    out[names["tax"]] = tax = cents(least(left, told(told_year.value, "value")) * rate).named(names["tax"])
    out["left"], out["tax"] = entered("left", left), entered("tax", tax)
    return Worksheet(f"form_5329_{Account(account)}", out, "Form 5329; IRC 4973")


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
