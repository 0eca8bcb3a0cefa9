"""What was wrong with a line of input, as a refusal that names the field."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

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
    "int_parsing": "not_a_whole_number",
    "int_from_float": "not_a_whole_number",
    "bool_type": "not_yes_or_no",
    "bool_parsing": "not_yes_or_no",
    "date_type": "not_a_date",
    "date_parsing": "not_a_date",
    "date_from_datetime_parsing": "not_a_date",
    "enum": "unknown_choice",
    "list_type": "not_a_list",
    "tuple_type": "not_a_list",
    "frozen_set_type": "not_choices",
    "dict_type": "not_entries",
    "model_type": "not_entries",
    "greater_than_equal": "below_least",
    "less_than_equal": "above_most",
    "too_long": "list_too_long",
    "string_type": "not_a_state",
    "string_pattern_mismatch": "not_a_state",
}


def refusal(error: ValidationError, model: type[BaseModel]) -> Refusal:
    """The first thing wrong. ``field`` is dotted into lists: ``conversions.0.1``."""
    first: dict[str, Any] = dict(error.errors(include_url=False, include_input=False)[0])
    way = [str(step) for step in first["loc"] if step != "[key]"]
    field, kind = ".".join(way), first["type"]
    if kind == "missing" and len(first["loc"]) > 1:
        kind = "list_type"
    context = first.get("ctx", {})
    values: dict[str, object] = {"entry": field}
    match kind:
        case "extra_forbidden":
            values["entries"] = _entries(model, way[:-1])
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


def _entries(model: type[BaseModel], way: list[str]) -> list[str]:
    """What may stand where this way through the models ends."""
    for step in way:
        if step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation) or model
    return list(model.model_fields)


def _model_in(kind: Any) -> type[BaseModel] | None:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    return next(filter(None, map(_model_in, get_args(kind))), None)


def _bound(limit: Any) -> Decimal | int:
    """The library names a decimal bound as it would be written in code."""
    return Decimal(limit.removeprefix("Decimal('").removesuffix("')")) if isinstance(limit, str) else int(limit)
