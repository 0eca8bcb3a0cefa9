"""The figures of the law, one file a year, each with its citation and the day it was checked.

``year(2026).figure("ira_contribution_limit")`` is an amount that carries its citation.
Law that does not change with the year (``standing.toml``) answers under its name in every year.
A year without a file is refused: nothing is carried forward.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date as Day  # noqa: N812 - Year.date would hide it
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from calc.derivation import Amount, law
from calc.packaged import read_toml
from calc.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one year. ``value`` is a Decimal, bool, date or a tuple of these; None: see ``none``.

    unit: ``dollars``, ``share`` of one, ``age`` in years, or ``count``.
    """

    name: str
    value: Any
    law: str
    source: str
    checked_against: tuple[str, ...]
    checked: Day
    none: str = ""
    unit: str = "dollars"
    amounts: tuple[Amount, ...] = ()  # a single number, or the two ends of a range, with the citation

    @property
    def citation(self) -> str:
        alone = self.source.startswith("statute") or self.source == self.law
        return self.law if alone else f"{self.law}; {self.source}"

    def amount(self, value: Decimal) -> Amount:
        return law(value, self.name, self.citation)


@dataclass(frozen=True, slots=True)
class Bracket:
    """One step of a rate schedule: ``rate`` as a share of one, on taxable income over ``over`` dollars."""

    rate: Amount
    over: Amount
    up_to: Amount | None  # None: the last step has no end


@dataclass(frozen=True, slots=True)
class Year:
    """The law of one tax year.

    A figure that only other years have is refused by name: the file is being written, and nothing is carried forward.
    A name that no year has is a KeyError: a mistake of ours, not of the person.
    """

    number: int
    figures: Mapping[str, Figure]
    schedules: Mapping[str, tuple[Bracket, ...]]

    def figure(self, name: str) -> Amount:
        """A figure that has a value this year; LookupError when the law has none."""
        found = self.figures.get(name)
        if found is not None and found.amounts:
            return found.amounts[0]
        amount = self.maybe(name)
        if amount is None:
            raise LookupError(f"{name} has no value in {self.number}: {self.figures[name].none}")
        return amount

    def maybe(self, name: str) -> Amount | None:
        """A figure, or None where the law of this year has no such thing."""
        amounts = self._published(name).amounts
        return amounts[0] if amounts else None

    def range(self, name: str) -> tuple[Amount, Amount]:
        """Start and end of a phase-out of modified AGI."""
        start, end = self._published(name).amounts
        return start, end

    def date(self, name: str) -> Day:
        return self.dates(name)[0]

    def dates(self, name: str) -> tuple[Day, ...]:
        value = self._published(name).value
        days = value if isinstance(value, tuple) else (value,)
        if not all(isinstance(day, Day) for day in days):
            raise TypeError(f"{name} is not a date")
        return days

    def whole(self, name: str) -> int:
        """An age, a count of years, days or times."""
        return int(self.figure(name).value)

    def brackets(self, status: str) -> tuple[Bracket, ...]:
        """The rate schedule; a surviving spouse uses the joint one (IRC 1(a)(2))."""
        joint = "mfj" if status == "qss" else status
        self._published(f"tax_brackets_{joint}")
        return self.schedules[joint]

    def _published(self, name: str) -> Figure:
        """The entry; Refusal where other years have it and this year's file does not hold it yet."""
        if name not in self.figures and name in known():
            raise Refusal("figure_unpublished", "tax_year", figure=name, year=self.number)
        return self.figures[name]


def year(number: int) -> Year:
    """The law of a tax year; Refusal on ``tax_year`` for a year without a file."""
    if number not in years():
        reason = "year_too_early" if number < years()[0] else "year_unpublished"
        raise Refusal(reason, "tax_year", year=number, first=years()[0], latest=latest())
    return _year(number)


LAW = Path(__file__).parent
_taken: dict[str, str] = {}  # the text of a year that came beside the package, by its number


def take(number: int, text: str) -> None:
    """Use this text as the file of a year, new or in place of ours, from now on; whoever calls vouches for it.

    For the start of a program, before any law was asked for. ValueError where it is no file of that year: not TOML,
    another year's, or a figure without its statute, source or comparison.
    """
    name = "the file"
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
        if raw.pop("year") != number:
            raise ValueError("another year")
        checked = raw.pop("checked")
        for name, entry in raw.items():
            _figure(name, entry, checked)
    except KeyError as missing:
        raise ValueError(f"{name} has no {missing.args[0]}") from None
    except (TypeError, AttributeError) as error:
        raise ValueError(f"{name}: {error}") from None
    _taken[str(number)] = text
    for cached in (years, latest, known, _year, _names, _read, first_year):
        cached.cache_clear()


def taken() -> Mapping[str, str]:
    """The texts of the years that came beside the package, by their numbers: what another process has to take too."""
    return _taken


@cache
def years() -> tuple[int, ...]:
    """The tax years that have a file, oldest first."""
    stems = {entry.name.removesuffix(".toml") for entry in LAW.iterdir()} | _taken.keys()
    return tuple(sorted(int(stem) for stem in stems if stem.isdecimal()))


@cache
def ahead() -> tuple[int, Mapping[str, Figure]]:
    """The year after the newest file, and what is out of it already; none of it serves a plan.

    What does not change with the year stands with it.
    """
    return int(read_toml(LAW / "ahead.toml")["year"]), {**standing().figures, **_read("ahead")}


@cache
def latest() -> int:
    """The newest year whose file holds all that the file before it holds; two files tell, so no more are read."""
    for number, before in pairwise(reversed(years())):
        if _names(str(before)) <= _names(str(number)):
            return number
    return years()[0]


def checked() -> Day:
    """No figure of a year or of the standing law was checked before this day."""
    held = (_read("standing"), *(_read(str(number)) for number in years()))
    return min(figure.checked for figures in held for figure in figures.values())


@cache
def known() -> frozenset[str]:
    """Every figure that any year file holds."""
    return frozenset().union(*(_names(str(number)) for number in years()))


@cache
def standing() -> Year:
    """Law that does not change with the year; ``number`` is 0."""
    return Year(0, _read("standing"), {})


@cache
def threshold(name: str) -> Amount:
    """Where our advice, not the law, draws a line ("small", "near"); the source is the reason for it."""
    line = _thresholds()[name]
    return Amount(Decimal(line["value"]), "given", (), name, line["reason"])


@cache
def _thresholds() -> dict[str, Any]:
    return read_toml(LAW / "thresholds.toml")


@cache
def _year(number: int) -> Year:
    own_file = _read(str(number))
    prefix = "tax_brackets_"
    schedules = {n.removeprefix(prefix): _brackets(f) for n, f in own_file.items() if n.startswith(prefix)}
    return Year(number, {**standing().figures, **own_file}, schedules)


def _brackets(schedule: Figure) -> tuple[Bracket, ...]:
    bounds = [schedule.amount(over) for _, over in schedule.value]
    rates = [schedule.amount(percent / 100).named("rate") for percent, _ in schedule.value]
    return tuple(map(Bracket, rates, bounds, [*bounds[1:], None]))


def own(number: int) -> Mapping[str, Figure]:
    """The figures of the year's own file, without the standing law."""
    return {name: figure for name, figure in year(number).figures.items() if name not in standing().figures}


def _raw(stem: str) -> dict[str, Any]:
    taken = _taken.get(stem)
    return tomllib.loads(taken, parse_float=Decimal) if taken else read_toml(LAW / f"{stem}.toml")


@cache
def _names(stem: str) -> frozenset[str]:
    """Of the figures of a file."""
    return frozenset(_raw(stem)) - {"checked", "year"}


@cache
def _read(stem: str) -> dict[str, Figure]:
    raw = _raw(stem)
    checked = raw["checked"]
    return {name: _figure(name, raw[name], checked) for name in raw if name in _names(stem)}


def _figure(name: str, entry: dict[str, Any], checked: Day) -> Figure:
    value = _exact(entry.get("value"))
    figure = Figure(
        name=name,
        value=value,
        law=entry["law"],
        source=entry["source"],
        checked_against=tuple(entry["checked_against"]),
        checked=entry.get("checked", checked),
        none=entry.get("none", ""),
        unit=entry.get("unit", "dollars"),
    )
    numbers = value if isinstance(value, tuple) else (value,)
    amounts = tuple(figure.amount(number) for number in numbers if isinstance(number, Decimal))
    return replace(figure, amounts=amounts)


def _exact(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_exact, value))
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def incomplete() -> list[tuple[int, list[str]]]:
    """Which years' files lack figures that an earlier year's file holds, for the update in November."""
    missing = {
        number: sorted(name for name in known() if first_year(name) < number and name not in _names(str(number)))
        for number in years()
    }
    return [(number, names) for number, names in missing.items() if names]


@cache
def first_year(name: str) -> int:
    """The first tax year whose file holds the figure; what is worked out from it begins there."""
    return min(number for number in years() if name in _names(str(number)))
