"""What the package index shows: README.md with links that work there, and the addresses of the project.

Where the project lives is told once, by whoever publishes it: ROTHBOT_HOME, an https address such as the release
workflow knows of itself. Without it there are no addresses, and a link into the repository is its words alone.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(?<!!)\[(?P<words>[^\]]*)\]\((?!https?://)(?P<to>[^)]*)\)")
_PICTURE = re.compile(r'(?<=src=")(?!https?://)(?P<to>[^"]+)')
_PICTURES = re.compile(r'<img [^>]*src="(?!https?://)[^>]*>|!\[[^\]]*\]\((?!https?://)[^)]*\)')


class Described(MetadataHookInterface):
    """Hatchling calls it when metadata are made."""

    def update(self, metadata: dict[str, Any]) -> None:
        home = os.environ.get("ROTHBOT_HOME", "").rstrip("/")
        readme = (Path(self.root) / "README.md").read_text("utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": described(readme, home)}
        metadata["urls"] = addresses(home)


def described(readme: str, home: str) -> str:
    """The page with every link absolute; with nowhere to lead to, links are words and pictures are left out."""
    if not home:
        return _LINK.sub(lambda link: link["words"], _PICTURES.sub("", readme))
    there = _LINK.sub(lambda link: f"[{link['words']}]({home}/blob/main/{link['to']})", readme)
    return _PICTURE.sub(lambda link: f"{home}/raw/main/{link['to']}", there)


def addresses(home: str) -> dict[str, str]:
    """The addresses of the project, by the names that the package index knows."""
    if not home:
        return {}
    return {
        "Source": home,
        "Documentation": f"{home}/blob/main/docs/index.md",
        "Changelog": f"{home}/blob/main/CHANGELOG.md",
        "Issues": f"{home}/issues",
    }
