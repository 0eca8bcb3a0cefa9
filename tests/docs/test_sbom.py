"""The bill of materials names every package of the lock file, with its version and its hashes."""

import re

from tests.docs.pages import ROOT
from tests.docs.sbom import sbom


def test_every_pinned_package_is_named_with_its_hashes():
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    bill = sbom(lock, "rothbot", "1")
    named = {part["name"]: part for part in bill["components"]}
    pinned = re.findall(r"^([a-z0-9._-]+)==(\S+)", lock, re.MULTILINE | re.IGNORECASE)
    assert {name.lower().replace("_", "-").replace(".", "-") for name, _ in pinned} == set(named)
    assert named["sqlalchemy"]["purl"] == f"pkg:pypi/sqlalchemy@{dict(pinned)['sqlalchemy']}"
    assert all(part["hashes"] for part in named.values())
    assert sum(len(part["hashes"]) for part in named.values()) == lock.count("--hash=sha256:")
