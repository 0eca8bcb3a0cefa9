"""From January to April: contributed for one year, converted in the next, each on its own form."""

from __future__ import annotations

from datetime import date
from typing import Any

from calc.planning.plan import Plan
from tests.people import codes, person, planned, single

MARCH = date(2026, 3, 20)
MADE = {"ira_kinds": ["traditional"], "basis": 0, "moves": ["traditional"], "contributed": 7_000}


def spring(**told: Any) -> Plan:
    you = person(contributed_late=7_000, **MADE | told)
    return planned(single(310_000, you, tax_year=2025), MARCH)


def forms(plan: Plan) -> list[tuple[int, dict[str, str]]]:
    filled = [(form.year, form.sheet) for form in plan.people[0].chosen.forms]
    return [(year, {n: f"{x.money:.2f}" for n, x in sheet.items() if x and n != "10"}) for year, sheet in filled]


def test_what_was_converted_already_is_on_the_next_years_form() -> None:
    plan = spring(traditional=0, converted_next=7_000)
    (first, old), (second, new) = forms(plan)
    assert (first, old) == (2025, {"1": "7000.00", "2": "0.00", "3": "7000.00", "14": "7000.00"})
    assert (second, new["2"], new["8"], new["14"], new["18"]) == (2026, "7000.00", "7000.00", "0.00", "0.00")
    assert codes(plan) == ["form_8606", "zero_check", "form_8606"]  # the form of 2025 is due in April


def test_what_is_still_to_be_converted_comes_on_top() -> None:
    """3,500 converted, 3,500 to come, 50,000 of old money: 7,000 × 7,000/57,000 = 859.65 of 7,000 is free."""
    kinds = {"ira_kinds": ["traditional", "rollover"], "traditional": 3_500, "rollover": 50_000}
    plan = spring(**kinds, converted_next=3_500)
    new = forms(plan)[1][1]
    assert [new[n] for n in ("6", "8", "11", "14")] == ["50000.00", "7000.00", "859.65", "6140.35"]


def test_while_nobody_told_it_the_plan_says_what_it_takes() -> None:
    plan = spring(traditional=7_000)
    assert "none_converted_next" in [note.code for note in plan.assumptions]
    assert "you.converted_next" in [unknown.fact for unknown in plan.unknowns]


def test_outside_the_window_it_counts_for_nothing() -> None:
    you = person(**MADE, traditional=7_000, converted_next=7_000)
    plan = planned(single(310_000, you))
    assert [form.year for form in plan.people[0].chosen.forms] == [2026]
    assert plan.people[0].chosen.convert.money == 7_000 + 500
