"""Which tick of which list a fact belongs to: 58,000 "in a rollover IRA" means that there is a rollover IRA.

An amount told for something the person had not ticked ticks it.
"""

from __future__ import annotations

from collections.abc import Collection

from calc.facts import AGGREGATED, AMOUNT_OF, PARTS_OF, Move
from dialogs.session import DESKS, Answers, Told

LISTS = ("ira_kinds", "plan_kinds", "moves", "circumstances")  # told one by one in passing, and asked for as a whole
_IRAS = {kind.value: kind.value for kind in AGGREGATED} | {
    "roth": "roth",
    "roth_first_year": "roth",
    "simple_first_deposit": "simple",
}
_OF_TWO = {"you": "spouse", "spouse": "you"}
_RELABELED = ("relabeled", "relabeled_contribution", "relabeled_year", "relabeled_on")
_MOVES = {fact: move for move, fact in AMOUNT_OF.items()} | dict.fromkeys(_RELABELED, Move.RELABELED)


def whole_of(fact: str) -> str:
    """The sum that parts with their days are of, as ("you.conversions", "you.converted"); empty for other facts."""
    who, _, name = fact.rpartition(".")
    return f"{who}.{PARTS_OF[name]}" if name in PARTS_OF and who not in DESKS else ""


def days_of(fact: str) -> str:
    """The fact that holds the days of a sum; empty where a sum has none."""
    who, _, name = fact.rpartition(".")
    return next((f"{who}.{many}" for many, whole in PARTS_OF.items() if whole == name), "")


def parted(
    told: Answers, noted: Answers, whole: Collection[str] = ()
) -> tuple[dict[str, Told], dict[str, list[str]]]:
    """What can be noted as it is, and ticks of lists that were not asked yet: they are some, perhaps not all.

    whole: the lists of which all was said.
    """
    some = {
        fact: value
        for fact, value in told.items()
        if isinstance(value, list) and value and fact.rpartition(".")[2] in LISTS and fact not in {*noted, *whole}
    }
    return {fact: value for fact, value in told.items() if fact not in some}, some


def choice_of(fact: str) -> tuple[str, str]:
    """The list and the choice in it, as ("you.moves", "converted"); empty where the fact belongs to none."""
    who, _, name = fact.partition(".")
    if name.startswith("plans."):
        return f"{who}.plan_kinds", name.split(".")[1]
    if name in _IRAS:
        return f"{who}.ira_kinds", _IRAS[name]
    return (f"{who}.moves", _MOVES[name].value) if name in _MOVES else ("", "")


def unlocked(told: Answers, before: Answers) -> dict[str, Told]:
    """``told``, and the lists answered before that it widens; a list that was never answered is still asked."""
    widened = dict(told)
    for fact, value in told.items():
        many, choice = choice_of(fact)
        chosen = widened.get(many, before.get(many))
        if choice and value not in (None, "0", 0) and isinstance(chosen, list) and choice not in chosen:
            widened[many] = [*chosen, choice]
    return widened


def given_on(told: Answers, before: Answers) -> dict[str, Told]:
    """``told``, and nothing left of an amount that was noted of one, where it is told of the other now.

    Only of an account that goes off the list; one that was merely not ticked keeps its amount for another tick.
    """
    given = dict(told)
    for fact, value in told.items():
        owner, _, kind = fact.partition(".")
        many, _ = choice_of(one := f"{_OF_TWO[owner]}.{kind}") if owner in _OF_TWO else ("", "")
        was, now = before.get(many), told.get(many)
        went = isinstance(was, list) and isinstance(now, list) and kind in was and kind not in now
        if many and went and one not in told and value is not None and before.get(one) == value:
            given[one] = "0"
    return given
