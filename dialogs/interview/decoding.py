"""From answers, as they are stored, to the facts of the law."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from calc.facts import Exit, Facts, FilingStatus
from dialogs.session import Answers, Told


def facts(answers: Answers) -> Facts:
    """The facts that the answers tell; "I don't know" leaves a fact unknown."""
    tree: dict[str, Any] = {}
    for name, value in answers.items():
        if value is None:
            continue
        *path, last = name.split(".")
        node = tree
        for part in path:
            node = node.setdefault(part, {})
        node.update(_fields(last, value))
    if tree.get("filing_status") == FilingStatus.MFJ:
        tree.setdefault("spouse", {})
    else:  # married separately, only whether a plan covers the spouse counts
        separate = {"covered": tree.pop("spouse", {}).get("covered")}
        if tree.get("filing_status") == FilingStatus.MFS and separate["covered"] is not None:
            tree["spouse"] = separate
    return Facts.model_validate(tree)


def readable(answers: Answers) -> Answers:
    """Without the answers that their own question could no longer read, after a change of the questions."""
    return {name: value for name, value in answers.items() if _alone(name, value)}


def _alone(name: str, value: Told) -> bool:
    try:
        facts({name: value, "filing_status": FilingStatus.MFJ})
    except ValidationError:
        return False
    return True


def _fields(name: str, value: Told) -> dict[str, Any]:
    """Two questions tell more than one fact in one answer: a plan's cap, and the ways out of it."""
    if name == "after_tax_capped":
        text = str(value)
        if text == "no":
            return {name: False}
        capped = {"after_tax_percent": text[:-1]} if text.endswith("%") else {"after_tax_dollars": text}
        return {name: True, **capped}
    if name == "exits" and isinstance(value, list):
        ways = {Exit.IN_PLAN if way == "automatic" else Exit(way) for way in value} or {Exit.NEITHER}
        automatic = {"automatic": "automatic" in value} if Exit.IN_PLAN in ways else {}
        return {name: ways, **automatic}
    return {name: value}
