"""The room for after-tax money in each of two plans of unrelated employers (IRC 415(c), (f))."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from dialogs.answering.computed.patterns import data, pattern_of
from dialogs.answering.computed.plans import MEGA, mega
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import say

TWO = 2  # plans
_LABEL = re.compile(data()["asks"]["plan_label"])


def of_two_plans(question: Asked) -> Computed | None:
    """Dollars for each plan that is told by a name with its own money; None where not just that is told and asked."""
    of_it = question.asks("mega") or pattern_of("asks", "room").search(" ".join(question.asking))
    if not of_it or question.kind not in {"none", "mega"} or question.speaks_of("gov457", "solo", "profit"):
        return None
    told = dict(_told(question))
    if len(told) != TWO or question.told("related"):
        return None
    rooms = {name: mega(_alone(question, words)) for name, words in told.items()}
    found = {name: one for name, one in rooms.items() if one is not None and one.kind == "amount"}
    asked = [match for part in _asking(question) for match in _LABEL.finditer(part)]
    named = {_name(match) for match in asked} & told.keys()
    wanted = [name for name in told if name in named] or list(told)
    if any(name not in found for name in wanted):
        return None
    question.take_all()
    first = found[wanted[0]]
    rule = say("asked.mega.rule_plans")
    values = {"year": question.year, "room": first.amount, "plan": wanted[0]}
    if len(wanted) == 1:
        head = say("asked.mega.of_plan", **values)
    else:
        head = say("asked.mega.of_plans", other=found[wanted[1]].amount, other_plan=wanted[1], **values)
    question.assumed += [one for one in first.asked.assumed if one not in question.assumed]
    question.sheets[:] = first.asked.sheets
    return computed(
        question, "amount", head, amount=first.amount, rule=rule, worksheet=MEGA, lines=first.lines, card="C72"
    )


def _asking(question: Asked) -> tuple[str, ...]:
    return question.asking if question.asking != (question.marked,) else ()


def _told(question: Asked) -> Iterator[tuple[str, str]]:
    """What is told of each plan, by its name; what asks is left out."""
    text = question.marked
    for part in _asking(question):
        text = text.replace(part, " . ")
    labels = list(_LABEL.finditer(text))
    found: dict[str, str] = {}
    for label, behind in zip_longest(labels, labels[1:]):
        words = text[label.end() : behind.start() if behind else len(text)]
        found[_name(label)] = f"{found.get(_name(label), '')} {label[0]} {words}".strip(" ,;.")
    yield from ((name, words) for name, words in found.items() if "§" in words)


def _name(label: re.Match[str]) -> str:
    name = next(word for word in label.groups() if word)
    return name.upper() if len(name) == 1 else name


def _alone(question: Asked, words: str) -> Asked:
    """The question for one plan, with the amounts of it alone."""
    said = re.sub(r"§(\d+)§", lambda mark: question.spans[int(mark[1])].words, words)
    year = say("asked.of_year", year=question.year)
    aged = f"{say('asked.of_age', age=question.told_age)}, " if question.told_age is not None else ""
    return replace(question, said=f"{aged}{said}, {year}", kind="mega", assumed=[], settled={})
