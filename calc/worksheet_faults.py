"""What was wrong with a line of input, as a refusal that names the field."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ValidationError

from calc.refusals import Refusal

_REASONS = {
    "missing": "missing_field",
    "extra_forbidden": "unknown_field",
    "decimal_type": "not_an_amount",
    "decimal_parsing": "not_an_amount",
    "finite_number": "not_an_amount",
    "decimal_max_places": "too_many_decimals",
    "int_type": "not_a_whole_number",
    "bool_type": "not_yes_or_no",
    "enum": "unknown_choice",
    "list_type": "not_a_list",
    "tuple_type": "not_a_list",
    "greater_than_equal": "below_least",
    "less_than_equal": "above_most",
    "too_long": "list_too_long",
    "string_type": "not_a_state",
    "string_pattern_mismatch": "not_a_state",
}


def refusal(error: ValidationError, model: type[BaseModel]) -> Refusal:
    """The first thing wrong. ``field`` is dotted into lists: ``conversions.0.1``."""
    first: dict[str, Any] = dict(error.errors(include_url=False, include_input=False)[0])
    field, kind = ".".join(str(step) for step in first["loc"]), first["type"]
    if kind == "missing" and len(first["loc"]) > 1:
        kind = "list_type"
    context = first.get("ctx", {})
    values: dict[str, object] = {"entry": field}
    match kind:
        case "extra_forbidden":
            values["entries"] = list(model.model_fields)
        case "enum":
            values["choices"] = context["expected"]
        case "decimal_max_places":
            values["places"] = context["decimal_places"]
        case "greater_than_equal":
            values["least"] = _bound(context["ge"])
        case "less_than_equal":
            values["most"] = _bound(context["le"])
        case "too_long":
            values["most"] = context["max_length"]
    return Refusal(_REASONS.get(kind, "not_understood"), field, **values)


def _bound(limit: Any) -> Decimal | int:
    """The library names a decimal bound as it would be written in code."""
    return Decimal(limit.removeprefix("Decimal('").removesuffix("')")) if isinstance(limit, str) else int(limit)
