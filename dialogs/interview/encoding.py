"""From the facts of the law back to answers as they are stored; the inverse of ``dialogs.interview.decoding``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from calc.facts import Exit, Facts
from dialogs.interview.questions import card_of
from dialogs.session import Told

_IN_ANOTHER = {"after_tax_percent", "after_tax_dollars", "automatic"}  # told by the answer to another question


def answers(facts: Facts) -> dict[str, Told]:
    """Every known fact under its dotted name; what is not known is left out, as if it had never been asked."""
    return {name: _told(name, value) for name, value in _known(facts.model_dump(exclude_none=True), "")}


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


def _told(name: str, value: Any) -> Told:
    """As a session keeps it: money as text, a list in the order of its question."""
    card = card_of(name)
    match value:
        case bool() | None:
            return value
        case Decimal():
            return f"{value:f}"
        case frozenset() | list():
            chosen = {str(one) for one in value}
            return [key for key in card.choices if key in chosen] if card else sorted(chosen)
        case int() if card is None or card.kind != "choice":
            return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
