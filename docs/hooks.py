"""What the site shows otherwise than the pages do.

A link that leads out of docs/, into the repository, leads to where that is, or is its words alone. A drawing that
another server's program would have to draw is left out: the site asks nothing of anybody.
"""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import PurePosixPath
from typing import Any

_LINK = re.compile(r"(?<!!)\[(?P<words>[^\]]*)\]\((?P<to>\.\./[^)]*)\)")
_DRAWN = re.compile(r"^```mermaid\n.*?^```$", re.MULTILINE | re.DOTALL)


def on_page_markdown(markdown: str, /, page: Any, **_: object) -> str:
    """Called for each page. ROTHBOT_HOME is the address of the repository."""
    home = os.environ.get("ROTHBOT_HOME", "").rstrip("/")
    folder = PurePosixPath("docs") / PurePosixPath(page.file.src_uri).parent

    def led(link: re.Match[str]) -> str:
        to = posixpath.normpath(str(folder / link["to"]))
        if to.startswith("docs/"):
            return link[0]
        return f"[{link['words']}]({home}/blob/main/{to})" if home else link["words"]

    return _LINK.sub(led, _DRAWN.sub("", markdown))
