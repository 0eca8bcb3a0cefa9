"""The one thing the law says instead of a number it does not have.

A ``Refusal`` is an answer, not a fault: an unknown year, state or situation, or facts that contradict each other.
It names its reason (a key of the phrase cards), the field at fault and the values to show; it holds no sentence.
Anything else that is raised in ``calc`` is a mistake of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from calc.derivation import shown_as

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


class Refusal(Exception):  # noqa: N818 - it is not an error
    """Raised by the law when it must not answer.

    reason: key of the sentence in ``dialogs/locale/en/phrases/refusals.toml``.
    field: the fact or input at fault, dotted.
    values: what the sentence shows (years, amounts, names of facts).
    """

    def __init__(self, reason: str, field: str, **values: object) -> None:
        super().__init__(reason, field, values)
        self.reason = reason
        self.field = field
        self.values = values

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: object) -> CoreSchema:
        text = {"type": "string"}
        described = {"type": "object", "properties": {"reason": text, "field": text}}
        return shown_as(lambda refusal: {"reason": refusal.reason, "field": refusal.field}, described, cls)

    def __str__(self) -> str:
        return f"{self.reason} ({self.field})"
