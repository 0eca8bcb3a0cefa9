"""``make sbom``: what is installed with the bot, as a CycloneDX 1.6 document, read off the lock file.

A scanner can hold it against known vulnerabilities; nothing here is looked up.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def sbom(lock: str, name: str, version: str) -> dict[str, Any]:
    """lock: a requirements file with hashes; each distribution of a package has one of those that stand there."""
    places = list(_PINNED.finditer(lock))
    ends = [place.start() for place in places[1:]] + [len(lock)]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": name, "version": version}},
        "components": [
            _component(place["name"], place["version"], _HASH.findall(lock[place.end() : end]))
            for place, end in zip(places, ends, strict=True)
        ],
    }


def _component(name: str, version: str, hashes: list[str]) -> dict[str, Any]:
    normal = re.sub(r"[-_.]+", "-", name).lower()
    purl = f"pkg:pypi/{normal}@{version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": normal,
        "version": version,
        "purl": purl,
        "hashes": [{"alg": "SHA-256", "content": content} for content in hashes],
    }


def main() -> None:
    from bot.cli import version

    lock = (ROOT / "requirements.txt").read_text("utf-8")
    json.dump(sbom(lock, "rothbot", version()), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
