"""The facts of one state for one year, read from ``calc/law/states/<xx>.toml``, each with its citation.

A file names its state, how it treats a conversion, and blocks of figures; a block says for which years it holds,
so a figure answers only for a year that was checked.
A figure is one number for everybody, or a table by filing status (``mfj_qss = 25_000``).
Where one figure of a year is not published, blocks ``between`` hold what it can be, each a whole reading of the year:
the true one lies between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from calc.derivation import Amount, law
from calc.facts import FilingStatus
from calc.law import LAW, Bracket
from calc.packaged import read_toml
from calc.refusals import Refusal

PLACE = LAW / "states"
BY_AGE = "retirement_exclusion"  # the one figure that is a table by age
_ABOUT = {"years", "source", "checked_against", "missing"}


class Treatment(StrEnum):
    """What a state does with the taxable amount of a conversion."""

    NO_TAX = "no_tax"  # no income tax on wages or retirement income at all
    EXEMPT = "exempt"  # taxes income, but not a conversion
    TAXED = "taxed"  # like other income, whatever the age
    AGE = "age"  # taxed, with an exclusion that depends on age
    AMOUNT = "amount"  # taxed above a yearly exclusion that is open at any age


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """One file. ``method`` is the module of ``calc.states`` that works out the tax, empty where there is none."""

    code: str
    name: str
    treatment: Treatment
    basis: str  # code of the sentence on the state's own basis
    method: str
    local_tax: bool  # counties or cities tax income too; left out of every amount
    open_question: str  # what the state's own words leave open of a conversion, empty where nothing
    years: tuple[int, ...]  # tax years whose schedule was checked
    citation: str
    checked: date
    checked_against: tuple[str, ...]
    blocks: tuple[Mapping[str, Any], ...]
    between: tuple[Mapping[str, Any], ...] = ()  # readings of years of which a figure is missing

    def missing(self, year: int) -> str:
        """Which figure of the year is not published (a code of ``states.missing``); empty where none is."""
        return next((block["missing"] for block in self.between if year in block["years"]), "")

    def covers(self, year: int) -> bool:
        """Whether its tax can be worked out for the year, to the dollar or between two ends."""
        return year in self.years or bool(self.missing(year))

    @property
    def basis_lowers(self) -> bool:
        """Whether its own basis is the larger, for it gave no deduction: the federal taxable part is the most."""
        return self.basis in {"massachusetts", "new_jersey"}

    def never_taxed(self, year: int) -> bool:
        """Whether a conversion costs nothing there at any income: it neither is taxed nor ends an exemption."""
        untaxed = self.treatment in {Treatment.NO_TAX, Treatment.EXEMPT}
        ends = any("exemption_ends_above" in block for block in self.blocks)
        return untaxed and not ends and year in self.years


@dataclass(frozen=True, slots=True, eq=False)
class StateLaw:
    """The figures of one state that hold for one year and one filing status; read once (``state_law``)."""

    state: State
    year: int
    status: FilingStatus
    figures: Mapping[str, tuple[Any, str]]  # value as written, citation

    def has(self, name: str) -> bool:
        return name in self.figures

    def amount(self, name: str) -> Amount:
        """A figure as an amount; KeyError when the file has none, for that is a mistake of ours."""
        return law(Decimal(self.of_status(name)), name, self.figures[name][1])

    def maybe(self, name: str) -> Amount:
        """A figure that not every state or status has; zero where the law has no such thing."""
        return self.amount(name) if self.has(name) else law(0, name, self.state.name)

    def share(self, name: str) -> Amount:
        """A figure written in percent, as a share of one."""
        amount = self.amount(name)
        return law(amount.money / 100, "rate", amount.source)

    def whole(self, name: str) -> int:
        """An age, a birth year or a count."""
        return int(self.amount(name).money)

    @property
    def ages(self) -> frozenset[int]:
        """On 31 December, those from which another figure holds: of ages, of birth years, of tables by age.

        Who is 59 then may have been 59½ on the day, or not.
        """
        found = {age for age, _ in self.rows(BY_AGE)} if self.has(BY_AGE) else set[Amount]()
        found |= {self.amount(name) for name in self.figures if name.endswith("_age")}
        reached = {int(age.money.to_integral_value(way)) for age in found for way in (ROUND_FLOOR, ROUND_CEILING)}
        reached |= {self.year - self.whole(name) + 1 for name in self.figures if name.endswith("_born_before")}
        reached |= {self.year - self.whole(name) for name in self.figures if name.endswith("_born_up_to")}
        return frozenset(age for age in reached if age > 0)

    def rows(self, name: str) -> tuple[tuple[Amount, ...], ...]:
        """A table of rows, such as ``[from, amount]``."""
        return _rows(self, name)

    def brackets(self, name: str = "brackets") -> tuple[Bracket, ...]:
        """A rate schedule, written as rows of rate in percent and the income over which it applies."""
        return _brackets(self, name)

    def of_status(self, name: str) -> Any:
        """The figure as it is written for this filing status; Refusal where it was not found published for it."""
        value, _ = self.figures[name]
        if not isinstance(value, dict):
            return value
        for statuses, entry in value.items():
            if self.status in statuses.split("_"):
                return entry
        raise Refusal("state_status_not_covered", "filing_status", state=self.state.name, year=self.year)


@cache
def _rows(held: StateLaw, name: str) -> tuple[tuple[Amount, ...], ...]:
    citation = held.figures[name][1]
    return tuple(tuple(law(Decimal(cell), name, citation) for cell in row) for row in held.of_status(name))


@cache
def _brackets(held: StateLaw, name: str) -> tuple[Bracket, ...]:
    rows = _rows(held, name)
    bounds = [over.named("bracket_start") for _, over in rows]
    rates = [law(percent.money / 100, "rate", percent.source) for percent, _ in rows]
    return tuple(map(Bracket, rates, bounds, [*bounds[1:], None]))


@cache
def states() -> Mapping[str, State]:
    """All fifty states and the District of Columbia, by their two letters."""
    stems = sorted(entry.name.removesuffix(".toml") for entry in PLACE.iterdir() if entry.name.endswith(".toml"))
    return {stem.upper(): state_file(stem) for stem in stems if stem != "federal"}


@cache
def state_file(stem: str) -> State:
    return _state(read_toml(PLACE / f"{stem}.toml"))


def _state(raw: dict[str, Any]) -> State:
    return State(
        code=raw["state"],
        name=raw["name"],
        treatment=Treatment(raw["conversion"]),
        basis=raw["own_basis"],
        method=raw.get("method", ""),
        local_tax=raw.get("local_tax", False),
        open_question=raw.get("open_question", ""),
        years=tuple(raw["years"]),
        citation=f"{raw['law']}; {raw['source']}",
        checked=raw["checked"],
        checked_against=tuple(raw["checked_against"]),
        blocks=tuple(raw.get("figures", ())),
        between=tuple(raw.get("between", ())),
    )


@cache
def state_law(state: State, year: int, status: FilingStatus) -> StateLaw:
    """What holds in the year; later blocks of the file add to earlier ones and never repeat a figure."""
    return StateLaw(state, year, status, _held(state, year, state.blocks))


@cache
def state_laws(state: State, year: int, status: FilingStatus) -> tuple[StateLaw, ...]:
    """The same in every reading that a figure leaves which is not published; one where nothing is missing."""
    own = [block for block in state.between if year in block["years"]]
    if not own:
        return (state_law(state, year, status),)
    return tuple(StateLaw(state, year, status, _held(state, year, (*state.blocks, block))) for block in own)


def _held(state: State, year: int, blocks: tuple[Mapping[str, Any], ...]) -> dict[str, tuple[Any, str]]:
    return {
        name: (value, block.get("source", state.citation))
        for block in blocks
        if year in block["years"]
        for name, value in block.items()
        if name not in _ABOUT
    }
