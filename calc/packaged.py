"""The TOML files of the package, kept after the first look as Python keeps its own modules.

To parse them is a tenth of a start. What comes of it is kept in ``__pycache__`` beside the file, where and whenever
Python would keep a module, under a hash of what the file holds: what is stale, broken or cannot be written is parsed.
``python -m calc.packaged FOLDER ...`` keeps all of some folders, for an image whose processes write nothing.
"""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib.machinery import SourceFileLoader
from importlib.util import source_hash
from pathlib import Path
from types import CodeType
from typing import Any


def read_toml(file: Path) -> dict[str, Any]:
    """What a file of the package holds, a new one each time; every fraction is a Decimal."""
    kept = _Kept(file)
    try:
        code = kept.get_code(kept.name)
    except (EOFError, TypeError, ValueError):  # a broken cache
        code = None
    names: dict[str, Any] = {"Decimal": Decimal, "datetime": dt}
    exec(code or kept.source_to_code(kept.content, kept.path), names)  # noqa: S102 - as a module of the package is run
    found: dict[str, Any] = names["TABLE"]
    return found


class _Kept(SourceFileLoader):
    """As if ``talk.toml`` were the module ``talk.toml.py``."""

    def __init__(self, file: Path) -> None:
        super().__init__(file.name, f"{file}.py")
        self.content = file.read_bytes()

    def get_data(self, path: str) -> bytes:
        return self.content if path == self.path else super().get_data(path)

    def path_stats(self, path: str) -> Mapping[str, Any]:  # noqa: ARG002 - there is one
        """What the cache is good for: the content, and not the hour at which it was written."""
        return {"mtime": int.from_bytes(source_hash(self.content)[:4], "little"), "size": len(self.content)}

    def set_data(self, path: str, data: Any, *, _mode: int = 0) -> None:  # nobody else may write it
        super().set_data(path, data, _mode=0o644)

    def source_to_code(  # type: ignore[override] # of two bases that differ the one that is called
        self, data: Any, path: Any, *, _optimize: int = -1
    ) -> CodeType:
        table = tomllib.loads(data.decode("utf-8"), parse_float=Decimal)
        code: CodeType = compile(f"TABLE = {table!r}", path, "exec")
        return code


if __name__ == "__main__":
    for folder in sys.argv[1:]:
        for one in Path(folder).rglob("*.toml"):
            read_toml(one)
