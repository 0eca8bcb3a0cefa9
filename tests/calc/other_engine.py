"""The state tax on a conversion by another engine, policyengine-us, for the sample beside the verified cases.

It is no dependency: it knows no 2026, and takes a minute to begin. In an environment of its own:

    pip install policyengine-us==2.68.0
    python tests/calc/other_engine.py < tests/examples/other_engine.jsonl > again.jsonl

A line has the inputs of the worksheet ``state-tax``; ``delta`` comes out anew: state income tax with the conversion,
less that without it, before refundable credits, in dollars.
``tests/calc/test_other_engine.py`` holds ours against it.
"""

from __future__ import annotations

import json
import sys
from typing import Any

STATUS = {"single": "SINGLE", "mfj": "JOINT", "hoh": "HEAD_OF_HOUSEHOLD"}


def situation(cases: list[dict[str, Any]], *, converted: bool) -> dict[str, Any]:
    """All households side by side, in that engine's own words."""
    groups = ("tax_units", "families", "spm_units", "marital_units", "households")
    whole: dict[str, Any] = {"people": {}, **{group: {} for group in groups}}
    for number, case in enumerate(cases):
        year = str(case["tax_year"])
        income = case["conversion_taxable"] if converted else 0
        members = [f"earner{number}"]
        whole["people"][members[0]] = {
            "age": {year: case["age"]},
            "employment_income": {year: case["wages"]},
            "taxable_ira_distributions": {year: income},
        }
        if case["filing_status"] == "mfj":
            members.append(f"spouse{number}")
            whole["people"][members[1]] = {"age": {year: case["spouse_age"]}}
        for group in groups:
            whole[group][f"{group}{number}"] = {"members": members}
        whole["tax_units"][f"tax_units{number}"]["filing_status"] = {year: STATUS[case["filing_status"]]}
        whole["households"][f"households{number}"]["state_code"] = {year: case["state"]}
    return whole


def main() -> None:
    from policyengine_us import Simulation  # type: ignore[import-not-found]

    cases = [json.loads(line) for line in sys.stdin]
    for year in sorted({case["tax_year"] for case in cases}):
        chosen = [case for case in cases if case["tax_year"] == year]
        with_it, without = (
            Simulation(situation=situation(chosen, converted=converted)).calculate(
                "state_income_tax_before_refundable_credits", year
            )
            for converted in (True, False)
        )
        for case, more, less in zip(chosen, with_it, without, strict=True):
            print(json.dumps({**case, "delta": round(float(more - less), 2)}))  # noqa: T201


if __name__ == "__main__":
    main()
