"""A plan as data: a small public shape, described by its schema, one household a line."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.commands import plan as command
from calc.public.plan import schema
from tests.people import couple, person, single, with_plan

TODAY = date(2026, 11, 28)
LARGEST = 200_000  # characters of one plan
Run = Callable[..., "subprocess.CompletedProcess[str]"]

WITH_WITHDRAWAL = {  # a partial direct contribution beside a withdrawal of the year
    "tax_year": 2026,
    "filing_status": "qss",
    "you": {
        "birth_year": 1962,
        "compensation": 250000,
        "ira_kinds": [],
        "withdrew": 9000,
        "moves": ["withdrew"],
        "basis": 7000,
    },
    "agi": 240000,
    "add_backs": 2500,
}
FULL = {"after_tax_allowed": True, "exits": ["in_plan"], "after_tax_capped": False, "pay": 320_000, "roll_in": "any"}
OLD = {"ira_kinds": ["rollover"], "rollover": 58_000, "basis": 0}
HOUSEHOLDS = {
    "clean": single(),
    "with a plan": single(you=with_plan(features=FULL, **OLD)),
    "a couple": couple(with_plan("403b", {"catch_up_roth": 500}, birth_year=1970), with_plan(**OLD)),
    "open": single(None, person(ira_kinds=["sep"], sep=40_000)),
    "nothing told": single(None, {}, add_backs=None, state=None),
    "retired": single(90_000, person(1950, 0, ira_kinds=["traditional"], traditional=400_000, basis=0)),
}


def made(facts: dict[str, Any], today: date = TODAY) -> dict[str, Any]:
    return command.answer(json.dumps(facts, default=str).encode(), today)


def as_line(facts: Any) -> dict[str, Any]:
    return json.loads(facts.model_dump_json(exclude_none=True))


@pytest.mark.parametrize("name", HOUSEHOLDS)
def test_a_plan_fits_its_schema_and_is_small(name: str) -> None:
    found = made(as_line(HOUSEHOLDS[name]))
    Draft202012Validator(schema()).validate(found)
    assert len(json.dumps(found)) < LARGEST
    numbers = [(step["n"], step["branch"]) for step in found["steps"]]  # two branches are one place in the plan
    assert len(numbers) == len(set(numbers))
    assert all(step["from"] >= found["today"] for step in found["steps"])
    assert found["text"]


def test_a_withdrawal_beside_a_partial_contribution_is_data_too() -> None:
    found = made(WITH_WITHDRAWAL)
    assert found["tax_year"] == 2026
    assert len(json.dumps(found)) < LARGEST


def test_steps_have_their_public_codes_and_the_form_its_lines() -> None:
    found = made(as_line(single()))
    assert [step["code"] for step in found["steps"]] == [
        "contribute_traditional",
        "convert",
        "check_zero",
        "file_8606",
    ]
    assert found["steps"][0]["amount"] == "7500.00"
    assert found["forms"][0]["lines"] | {"10": "1"} == found["forms"][0]["lines"]
    assert found["forms"][0]["lines"]["14"] == "0.00"
    assert found["unknown"] == []


def test_a_share_on_line_10_stays_a_ratio() -> None:
    """7,500 of 7,500 + 58,000 - 7,500 + 7,500 = 65,500 is after-tax money: 15/131."""
    found = made(as_line(single(you=person(**OLD))))
    assert found["forms"][0]["lines"]["10"] == "15/131"


def test_what_is_open_is_a_range_with_what_decides() -> None:
    """7,500 × 50,000/57,500 with no basis; nothing with a basis of 50,000."""
    found = made(as_line(single(you=person(ira_kinds=["traditional"], traditional=50_000))))
    way = found["ways"][0]
    assert (way["code"], way["chosen"]) == ("open", False)
    assert way["taxed"] == {"low": "0.00", "high": "6521.74", "decided_by": ["you.basis"]}
    assert [gap["fact"] for gap in found["unknown"]] == ["you.basis", "you.self_employed"]


def test_no_fact_decides_what_the_law_of_a_state_leaves_open() -> None:
    """Colorado 2026 has not published its rate: who told the state is not to be asked for it again."""
    found = made(as_line(single(260_000, you=person(**OLD), state="CO")))
    chosen = next(way for way in found["ways"] if way["chosen"])
    assert Decimal(chosen["state"]["low"]) < Decimal(chosen["state"]["high"])
    assert chosen["state"]["decided_by"] == []
    assert "state" not in {gap["fact"] for gap in found["unknown"]}


def test_each_way_has_its_whole_price_and_doing_nothing_no_last_day() -> None:
    """32 % single at 310,000: 7,500 × 58,000/65,500 = 6,641.22 taxed at 35 %."""
    ways = {way["code"]: way for way in made(as_line(single(you=person(**OLD))))["ways"]}
    assert ways["as_is"]["chosen"]
    assert Decimal(ways["as_is"]["taxed"]) == Decimal("6641.22")
    assert (ways["nothing"]["by"], ways["nothing"]["contribute"]) == (None, "0.00")
    assert ways["convert_all"]["by"] == "2026-12-31"


def test_who_goes_straight_has_one_way() -> None:
    (way,) = made(as_line(single(90_000)))["ways"]
    assert (way["code"], way["contribute"], way["taxed"], way["by"]) == ("direct", "7500.00", "0.00", "2027-04-15")


def test_the_ledger_holds_one_catch_up_over_all_plans() -> None:
    """24,500 and 8,000 in 2026: 20,000 + 12,500 have used both."""
    plans = {kind: {"deferrals": paid, "prior_wages": 240_000} for kind, paid in (("401k", 20_000), ("403b", 12_500))}
    whole = made(as_line(single(you=person(1970, plan_kinds=["401k", "403b"], plans=plans))))["ledger"]["you"]
    assert whole["base"] == {"limit": "24500.00", "in": "24500.00", "left": "0.00"}
    assert {name: whole["catch_up"][name] for name in ("limit", "in", "left")} == {
        "limit": "8000.00", "in": "8000.00", "left": "0.00",
    }  # fmt: skip
    assert whole["catch_up"]["must_be_roth"] is True
    assert whole["plans"]["401k"]["base"]["in"] == "20000.00"


def test_lines_keep_their_order_their_day_and_their_faults(rothbot: str) -> None:
    facts = as_line(single(you=person(**OLD)))
    lines = [
        facts | {"today": "2027-02-10"},
        {"tax_year": 2050},
        facts | {"hat": 1},
        facts | {"today": "soon"},
        facts,
    ]
    feed = "".join(f"{json.dumps(line)}\n" for line in lines) + "no json\n"
    command_line = [rothbot, "plan", "--lines", "--today", "2026-11-28"]
    done = subprocess.run(command_line, input=feed, capture_output=True, text=True, check=False)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [each.get("today") for each in found] == ["2027-02-10", None, None, None, "2026-11-28", None]
    assert [each.get("field") for each in found] == [None, "tax_year", "hat", "today", None, None]
    assert all(each["error"] for each in found if "tax_year" not in each)
