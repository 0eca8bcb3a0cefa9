"""The TOML of the package is read exactly."""

from __future__ import annotations

from decimal import Decimal

from calc.packaged import read_toml


def test_a_fraction_is_exact(tmp_path):
    (file := tmp_path / "talk.toml").write_text("share = 0.10\ncount = 3\n", "utf-8")
    found = read_toml(file)
    assert found == {"share": Decimal("0.10"), "count": 3}
    assert str(found["share"]) == "0.10"
