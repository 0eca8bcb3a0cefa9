"""The linear classifier of ``dialogs.understanding``, which answering reads its weights with as well."""

from __future__ import annotations

from dialogs.understanding.linear import UNIT, Linear, parse, write

__all__ = ["UNIT", "Linear", "parse", "write"]
