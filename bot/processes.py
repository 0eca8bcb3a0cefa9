"""A module of ours in a process of its own: it gets no secret of this one, and nothing of the folder at hand.

``python -m`` looks in its working folder first, and a module of the same name that a person keeps there is not ours.
"""

from __future__ import annotations

import os
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]  # the folder that ``bot`` lies in: where such a process begins
_NEEDED = ("PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")


def environment() -> dict[str, str]:
    """What such a process needs to know of ours."""
    return {name: value for name, value in os.environ.items() if name in _NEEDED}
