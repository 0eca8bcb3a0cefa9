"""What a reader can make of an answer: a value, several possible ones, "I don't know", or a slip and its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs.session import Told


@dataclass(frozen=True, slots=True)
class Understood:
    """worked: how a value that was computed was reached; empty for one that was said.

    sure: whoever read it knows what every other amount, time and turn of the text is for.
    """

    value: Told
    worked: str = ""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Readings:
    """It may mean any of these, the likeliest first. reason: key of the sentence under ``talk.readings``;
    worked: how the likeliest was reached, where it was computed.
    """

    values: tuple[Told, ...]
    reason: str = "two"
    worked: str = ""


@dataclass(frozen=True, slots=True)
class DontKnow:
    pass


@dataclass(frozen=True, slots=True)
class Misread:
    """reason: key of the sentence under ``talk.misread``; ``shown`` fills it in."""

    reason: str
    shown: Mapping[str, object] = field(default_factory=dict)


Reading = Understood | Readings | DontKnow | Misread
