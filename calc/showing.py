"""How the types of the law stand in JSON: what pydantic must be told of classes that are not its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic_core import CoreSchema, core_schema


def shown_as(to_json: Callable[[Any], Any], described: dict[str, Any], cls: type) -> CoreSchema:
    """An instance that is written as ``to_json`` of it and described in the JSON Schema as ``described``."""
    return core_schema.is_instance_schema(
        cls,
        serialization=core_schema.plain_serializer_function_ser_schema(to_json),
        metadata={"pydantic_js_functions": [lambda _schema, _handler: described]},
    )
