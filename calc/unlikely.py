"""Facts that can both be true and seldom are: asked about once, with both, and taken when they are confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from calc import law
from calc.contradictions import Contradiction
from calc.facts import Facts

BEARING = ("agi", "wages", "compensation")  # names of facts that can make something unlikely


def unlikely(facts: Facts) -> Iterator[Contradiction]:
    """What should be asked back; in the shape of a contradiction, though none."""
    yield from _income_below_pay(facts)


def _income_below_pay(facts: Facts) -> Iterator[Contradiction]:
    """An income of the return far below the pay in it: deferrals take off some, only a loss takes off the rest."""
    income, name = (facts.agi, "agi") if facts.agi is not None else (facts.wages, "wages")
    earned = {who: person.compensation for who, person in facts.people.items() if person.compensation}
    excluded = sum(person.foreign_excluded or 0 for person in facts.people.values())
    pay = sum(amount for amount in earned.values() if amount is not None) - excluded
    if income is None or not earned:
        return
    share, dollars = (law.threshold(f"income_below_pay_{of}").money for of in ("share", "dollars"))
    if income < pay * share and pay - income > dollars:
        fields = name, *(f"{who}.compensation" for who in earned)
        yield Contradiction("income_below_pay", fields, {"income": income, "pay": pay})
