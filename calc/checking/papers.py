"""The papers of a year: Forms 1099-R and 5498 as their payers sent them, and what the person adds to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from calc.checking.tables import Payout, payout

NONE = Decimal(0)
QUESTIONS = (
    "charity",
    "rolled_over",
    "rollover_under_way",
    "deducted",
    "inherited",
    "inherited_basis",
    "returned",
    "roth_contributions",
    "roth_conversions",
)
"""What no paper tells, in dollars: ``told`` holds the answers under these names."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One form. ``boxes``: by number; an amount as Decimal, the codes of box 7 as ``7Y``; what is blank is not there.

    ira: the box IRA/SEP/SIMPLE of Form 1099-R is ticked. kind: of Form 5498: ira, sep, simple, roth.
    corrected: it stands in place of the one with the same owner, form, year, payer and account.
    """

    form: str
    owner: str
    year: int
    boxes: Mapping[str, Decimal | str]
    payer: str = ""
    account: str = ""
    ira: bool = False
    kind: str = "ira"
    corrected: bool = False
    beneficiary: bool = False

    def money(self, box: str) -> Decimal:
        held = self.boxes.get(box, NONE)
        return held if isinstance(held, Decimal) else NONE

    @property
    def payout(self) -> Payout:
        """What a Form 1099-R is by box 7."""
        return payout(str(self.boxes.get("7", "")), ticked=self.ira, beneficiary=self.beneficiary)

    @property
    def taxable(self) -> Decimal:
        """Box 2a; where it is blank, box 1 without the part that was taxed before (box 5)."""
        return self.money("2a") if "2a" in self.boxes else max(self.money("1") - self.money("5"), NONE)

    @property
    def place(self) -> tuple[str, str, int, str, str]:
        return self.form, self.owner, self.year, self.payer, self.account


def standing(papers: Iterable[Paper]) -> tuple[list[Paper], list[Paper]]:
    """The papers that count, and those that a corrected one has replaced."""
    told = list(papers)
    replaced: list[Paper] = []
    for corrected in (paper for paper in told if paper.corrected):
        olds = [p for p in told if not p.corrected and p.place == corrected.place and not _among(p, replaced)]
        replaced += [min(olds, key=lambda old: _unlike(old, corrected))] if olds else []
    return [paper for paper in told if not _among(paper, replaced)], replaced


def _among(paper: Paper, papers: Iterable[Paper]) -> bool:
    """The very paper: two payouts of one amount are two papers."""
    return any(paper is other for other in papers)


def _unlike(old: Paper, corrected: Paper) -> int:
    """How many boxes differ; of several papers in the same place the likest one was corrected."""
    names = old.boxes.keys() | corrected.boxes.keys()
    return sum(old.boxes.get(name) != corrected.boxes.get(name) for name in names)


@dataclass(frozen=True, slots=True)
class Told:
    """Dollars that answer ``QUESTIONS`` for one person; what is not there was not told."""

    answers: Mapping[str, Decimal] = field(default_factory=dict)

    def __contains__(self, question: str) -> bool:
        return question in self.answers

    def __getitem__(self, question: str) -> Decimal:
        return self.answers.get(question, NONE)

    def get(self, question: str, otherwise: Decimal | None) -> Decimal:
        return self.answers.get(question, otherwise or NONE)

    def having(self, question: str, amount: Decimal) -> Told:
        return Told({**self.answers, question: amount})
