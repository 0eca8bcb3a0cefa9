"""What the session keeps of a step that was ticked off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from calc.derivation import given
from calc.facts import PlanKind
from calc.planning.steps import Step

MOST_TICKS = 50  # of one year; nobody has that many steps


@dataclass(frozen=True, slots=True)
class Done:
    """One tick. amount: dollars, None where the step has none.

    counted: the plan's own amounts know of it, so that a step of the same key in the plan is about the rest.
    """

    code: str
    who: str
    year: int | None
    kind: PlanKind | None
    on: date
    amount: Decimal | None
    counted: bool

    @property
    def key(self) -> str:
        return _key(self)

    @property
    def step(self) -> Step:
        """The step as far as it is kept, to be told in words."""
        amount = None if self.amount is None else given(self.amount, "done")
        return Step(self.code, self.who, amount, self.year, None, self.kind)


def key(step: Step) -> str:
    """A step's name that outlives changes of amounts: ``contribute_traditional.you.2026``; under 50 bytes."""
    return _key(step)


def _key(of: Step | Done) -> str:
    return ".".join(str(part) for part in (of.code, of.who, of.year, of.kind) if part is not None)
