"""``make accuracy``: what docs/accuracy.md counts, worked out again and printed."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from typing import Any

from calc.derivation import given
from calc.public import worksheets
from calc.refusals import Refusal
from calc.worksheets.whole_return.household import household
from calc.worksheets.whole_return.medicare import Medicare, tier
from tests.calc.examples import FOLDER, agrees, cases

CLOSE = {"state-tax": 2}  # dollars, where tables round in their own ways


def answered(case: dict[str, Any], family: str) -> dict[str, Any]:
    """The worksheet of a case, Form 8606 as one list of lines where the case is one."""
    got = worksheets.answer(family, case["inputs"])
    if "irmaa" in case["expect"] and got.get("irmaa"):
        got["irmaa"] = by_the_table_of(case, got)
    flat = family == "form-8606" and all(key[0].isdigit() for key in case["expect"])
    return got.get("part1", {}) | got.get("part2", {}) if flat else got


def by_the_table_of(case: dict[str, Any], got: dict[str, Any]) -> dict[str, int]:
    """The tiers of Medicare premiums by the table that the case was worked out with, where a newer one is out."""
    found: dict[str, int] = got["irmaa"]
    told, looked_at = case["inputs"], Medicare(found["premium_year"], case["expect"]["irmaa"]["table_year"])
    if not looked_at.table_year < found["table_year"] <= looked_at.premium_year:
        return found
    home = household(
        tax_year=told["tax_year"], filing_status=told["filing_status"], age=told["age"],
        spouse_age=told.get("spouse_age"), lived_with_spouse=told.get("lived_with_spouse", False),
    )  # fmt: skip
    beside = sum(told.get(name, 0) for name in ("tax_exempt_interest", "excluded_foreign_earned_income"))
    tiers = {
        f"tier_{which}": tier(home, looked_at, given(Decimal(got[f"agi_{which}"]) + beside, "income"))
        for which in ("without", "with")
    }
    return {"premium_year": looked_at.premium_year, "table_year": looked_at.table_year} | tiers


def right(case: dict[str, Any], family: str) -> bool:
    """Whether it comes out as expected: exactly, but for the families of ``CLOSE``."""
    got, expected = answered(case, family), case["expect"]
    if family in CLOSE:
        return abs(Decimal(got["delta"]) - Decimal(str(expected["delta"]))) <= CLOSE[family]
    return agrees(expected, got)


def counts() -> Counter[tuple[str, str, bool]]:
    """(file, worksheet, as expected) → how many."""
    found: Counter[tuple[str, str, bool]] = Counter()
    for path in sorted(FOLDER.glob("*.json")):
        for case in cases(path.stem):
            family = case.get("worksheet", path.stem.replace("_", "-"))
            found[path.stem, family, right(case, family)] += 1
    return found


def other_engine() -> list[dict[str, Any]]:
    """The households that another engine worked out; ``delta`` is what it says (``other_engine.py``)."""
    return [json.loads(line) for line in (FOLDER / "other_engine.jsonl").read_text("utf-8").splitlines()]


def beside(case: dict[str, Any]) -> str:
    """What the page calls the outcome of a household of the other engine."""
    inputs = {key: value for key, value in case.items() if key != "delta"}
    try:
        delta = worksheets.answer("state-tax", inputs)["delta"]
    except Refusal:
        return "refused by name"
    near = abs(Decimal(delta) - Decimal(str(case["delta"]))) <= CLOSE["state-tax"]
    return "within 2 dollars" if near else "different"


def yardstick() -> list[str]:
    """Each case of the public yardstick: what is expected, what comes out."""
    rows = []
    for case in cases("yardstick"):
        shown = of_what_is_expected(case["expect"], answered(case, case["worksheet"]))
        rows.append(
            f"{case['id']}\n  must be {json.dumps(case['expect'])}\n  is      {json.dumps(shown, default=str)}"
        )
    return rows


def of_what_is_expected(expected: dict[str, Any], got: dict[str, Any]) -> dict[str, Any]:
    """Of an answer the lines that a case speaks of."""
    return {
        key: of_what_is_expected(value, got[key]) if isinstance(value, dict) else got.get(key)
        for key, value in expected.items()
    }


if __name__ == "__main__":
    for (file, family, as_expected), count in sorted(counts().items()):
        margin = f" within {CLOSE[family]} dollars" if family in CLOSE else ""
        print(f"{file:18} {family:18} {count:4} {'as expected' if as_expected else 'DIFFERENT'}{margin}")  # noqa: T201
    for what, number in Counter(map(beside, other_engine())).most_common():
        print(f"{'other engine':18} {'state-tax':18} {number:4} {what}")  # noqa: T201
    print("\n".join(yardstick()))  # noqa: T201
