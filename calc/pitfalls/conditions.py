"""When each confusion applies: one function per card, of the card's name, over the outlook of the people.

What is not known is never taken for true: a condition speaks only when the facts tell.
A card that answers nothing but a question has no condition. The modules follow the groups of the cards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from calc.pitfalls import boundaries, contribution, conversion, names, paperwork, plan_money, pro_rata, withdrawal
from calc.planning.assessment import Case

Condition = Callable[[Case], bool]

_GROUPS = (names, pro_rata, contribution, conversion, paperwork, withdrawal, plan_money, boundaries)

CONDITIONS: Mapping[str, Condition] = {
    name: thing
    for group in _GROUPS
    for name, thing in vars(group).items()
    if callable(thing) and not name.startswith("_") and getattr(thing, "__module__", "") == group.__name__
}


def applying(case: Case) -> tuple[str, ...]:
    """The names of the confusions whose condition holds, in the order of the groups."""
    return tuple(name for name, condition in CONDITIONS.items() if condition(case))


def whose(name: str, case: Case) -> tuple[str, ...]:
    """Whom of the people a confusion is about; empty when it is about the couple, or about nobody."""
    condition = CONDITIONS.get(name)
    if condition is None:
        return ()
    return tuple(one.who for one in case.people if condition(replace(case, people=(one,))))
