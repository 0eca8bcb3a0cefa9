"""A plan as JSON: amounts as decimal strings, ratios as "n/d", days in ISO form, lines under their numbers."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from calc.planning.plan import Plan

_PLAN: TypeAdapter[Plan] = TypeAdapter(Plan)


def as_data(plan: Plan) -> dict[str, Any]:
    """JSON-ready; what the schema of ``schema()`` describes."""
    data: dict[str, Any] = _PLAN.dump_python(plan, mode="json")
    return data


def schema() -> dict[str, Any]:
    """The JSON Schema of ``as_data``."""
    return _PLAN.json_schema(mode="serialization")
