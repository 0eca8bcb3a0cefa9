"""An amount told for something the person had not ticked ticks it: 20,000 in a SEP means that there is a SEP."""

from __future__ import annotations

from calc.facts import AGGREGATED, Move, PlanKind
from dialogs.session import Answers, Told

_TICKED_BY = {kind.value: ("ira_kinds", kind.value) for kind in AGGREGATED} | {
    "contributed": ("moves", Move.TRADITIONAL.value),
    "contributed_roth": ("moves", Move.ROTH.value),
    "contributed_prior": ("moves", Move.PRIOR.value),
    "converted": ("moves", Move.CONVERTED.value),
    "withdrew": ("moves", Move.WITHDREW.value),
}


def unlocked(told: Answers, before: Answers) -> dict[str, Told]:
    """``told``, and the lists answered before that it widens; a list that was never answered is still asked."""
    widened = dict(told)
    for fact, value in told.items():
        who, _, name = fact.partition(".")
        switch = _switch(name)
        if switch is None or not value:
            continue
        many, choice = f"{who}.{switch[0]}", switch[1]
        chosen = widened.get(many, before.get(many))
        if isinstance(chosen, list) and choice not in chosen:
            widened[many] = [*chosen, choice]
    return widened


def _switch(name: str) -> tuple[str, str] | None:
    if name.startswith("plans."):
        kind = name.split(".")[1]
        return ("plan_kinds", kind) if kind in set(PlanKind) else None
    return _TICKED_BY.get(name)
