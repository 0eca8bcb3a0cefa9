"""From answers, as they are stored, to the facts of the law, and back again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from calc.facts import PARTS_OF, Exit, Facts, FilingStatus
from dialogs.interview.questions import card_of
from dialogs.session import Answers, Told

_IN_ANOTHER = {"after_tax_percent", "after_tax_dollars", "automatic"}  # told by the answer to another question


def decode(answers: Answers) -> Facts:
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
        decode({name: value, "filing_status": FilingStatus.MFJ})
    except ValidationError:
        return False
    return True


def _fields(name: str, value: Told) -> dict[str, Any]:
    """Two questions tell more than one fact in one answer: a plan's cap, and the ways out of it.

    Parts with their days are kept as "2026-03-01 5000".
    """
    if name == "after_tax_capped":
        text = str(value)
        if text == "no":
            return {name: False}
        capped = {"after_tax_percent": text[:-1]} if text.endswith("%") else {"after_tax_dollars": text}
        return {name: True, **capped}
    if name in PARTS_OF and isinstance(value, list):
        return {name: dated(value)}
    if name == "exits" and isinstance(value, list):
        ways = {Exit.IN_PLAN if way == "automatic" else Exit(way) for way in value} or {Exit.NEITHER}
        automatic = {"automatic": "automatic" in value} if Exit.IN_PLAN in ways else {}
        return {name: ways, **automatic}
    return {name: value}


def dated(parts: Sequence[object]) -> list[dict[str, str]]:
    """Parts of a sum as the facts have them."""
    return [{"on": on, "amount": amount} for on, _, amount in (str(part).partition(" ") for part in parts)]


def encode(facts: Facts) -> dict[str, Told]:
    """Every known fact under its dotted name; what is not known is left out, as if it had never been asked."""
    return {name: _stored(name, value) for name, value in _known(facts.model_dump(exclude_none=True), "")}


def _known(node: Mapping[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    for name, value in node.items():
        if isinstance(value, dict):
            yield from _known(value, f"{path}{name}.")
        elif name == "after_tax_capped":
            yield f"{path}{name}", _cap(node)
        elif name == "exits":
            yield f"{path}{name}", _ways(value, automatic=bool(node.get("automatic")))
        elif name not in _IN_ANOTHER:
            yield f"{path}{name}", value


def _cap(plan: Mapping[str, Any]) -> Any:
    """One answer for what are three facts: no cap, a percent of pay, or dollars."""
    if not plan["after_tax_capped"]:
        return "no"
    if "after_tax_percent" in plan:
        return f"{plan['after_tax_percent']:f}%"
    return plan.get("after_tax_dollars")


def _ways(exits: frozenset[Exit], *, automatic: bool) -> list[str]:
    found = {str(way) for way in exits - {Exit.NEITHER}}
    return sorted(found - {"in_plan"} | {"automatic"} if automatic and "in_plan" in found else found)


def _stored(name: str, value: Any) -> Told:
    """As a session keeps it: money as text, a list in the order of its question."""
    card = card_of(name)
    match value:
        case bool() | None:
            return value
        case Decimal():
            return f"{value:f}"
        case tuple():
            return [f"{part['on']} {part['amount']:f}" for part in value]
        case frozenset() | list():
            chosen = {str(one) for one in value}
            return [key for key in card.choices if key in chosen] if card else sorted(chosen)
        case int() if card is None or card.kind != "choice":
            return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
