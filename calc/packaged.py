"""The TOML files of the package."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any


def read_toml(file: Path) -> dict[str, Any]:
    """What a file of the package holds; every fraction is a Decimal."""
    return tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
