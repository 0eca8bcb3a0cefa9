"""One file a repair, found by its name: the choice in the desk's first question."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from dialogs.desks.situation import Situation

SITUATIONS: Mapping[str, Situation] = {
    found.name: import_module(f"{__name__}.{found.name}").SITUATION for found in iter_modules(__path__)
}
BY_STEP: Mapping[str, str] = {step: name for name, one in SITUATIONS.items() for step in one.steps}
"""Steps of a plan that put something right, and the situation in which the desk goes into it."""
