"""The sentence of a refusal; it keeps the reason, so that refusals are counted without a look at the words."""

from __future__ import annotations

from typing import Self

from calc.refusals import Refusal
from dialogs.phrases import say


class Refused(str):
    """reason: the key of the sentence under ``refusals``."""

    __slots__ = ("reason",)
    reason: str

    def __new__(cls, refusal: Refusal) -> Self:
        sentence = super().__new__(cls, say(f"refusals.{refusal.reason}", **refusal.values))
        sentence.reason = refusal.reason
        return sentence

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """A copy is the sentence alone."""
        return str, (str(self),)
