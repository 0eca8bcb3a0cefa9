"""A step carried out becomes what an interview after that day would have found, and the plan moves on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from calc.contradictions import contradictions
from calc.facts import Facts
from calc.planning.plan import Plan, plan
from dialogs.actions import carrying_out
from dialogs.session import Told, step_key
from tests.people import NOVEMBER, codes, couple, person, planned, single, told, with_plan

ON = date(2026, 12, 1)
OPEN = {"after_tax_allowed": True, "exits": ["in_plan"]}
ROLLOVER = {"ira_kinds": ["rollover"], "rollover": 60_000, "basis": 0}


def tick(made: Plan, code: str, amount: int | str | None = None, on: date = ON) -> dict[str, Told]:
    step = next(step for step in made.steps if step.code == code)
    return carrying_out.ticked(made.case.facts, step, None if amount is None else Decimal(amount), on)


def after(facts: Facts, changes: dict[str, Told], today: date = NOVEMBER) -> Plan:
    for name, value in changes.items():
        facts = told(facts, name, value)
    assert contradictions(facts, today) == ()
    return plan(facts, today)


def test_a_contribution_becomes_a_move_a_balance_and_a_basis() -> None:
    assert tick(planned(single()), "contribute_traditional", 7500) == {
        "you.moves": ["traditional"],
        "you.contributed": "7500",
        "you.ira_kinds": ["traditional"],
        "you.traditional": "7500",
        "you.basis": "0",
    }


def test_a_part_leaves_the_rest_in_the_plan() -> None:
    moved = after(single(), tick(planned(single()), "contribute_traditional", 3000))
    assert moved.steps[0].code == "contribute_traditional"
    assert moved.steps[0].amount is not None
    assert moved.steps[0].amount.money == 4500


def test_what_was_meant_to_be_saved_is_not_saved_twice() -> None:
    facts = single(save=3000)
    assert "contribute_traditional" not in codes(after(facts, tick(planned(facts), "contribute_traditional")))


def test_growth_that_was_converted_along_is_taxed() -> None:
    waiting = person(moves=["traditional"], contributed=7500, ira_kinds=["traditional"], traditional=7500, basis=0)
    facts = single(you=waiting)
    moved = after(facts, tick(planned(facts), "convert", "7512.34"))
    assert moved.case.taxable is not None
    assert moved.case.taxable.money == Decimal("12.34")
    assert codes(moved)[0] == "zero_check"


def test_the_first_roth_ira_starts_its_five_years() -> None:
    facts = single(120_000, person(compensation=125_000))
    changes = tick(planned(facts), "contribute_direct", on=date(2027, 2, 1))
    assert (changes["you.roth_first_year"], changes["you.ira_kinds"]) == (2026, ["roth"])
    old = single(120_000, person(compensation=125_000, ira_kinds=["roth"], roth_first_year=2009))
    assert "you.roth_first_year" not in tick(planned(old), "contribute_direct")


def test_in_spring_the_contribution_is_late_money() -> None:
    spring = date(2027, 2, 10)
    changes = tick(planned(single(), spring), "contribute_traditional", on=spring)
    assert changes["you.contributed_late"] == "7500"


def test_a_conversion_of_another_year_is_no_fact_of_this_one() -> None:
    spring = date(2027, 2, 10)
    made = planned(single(), spring)
    step = next(step for step in made.steps if step.code == "convert")
    changes = carrying_out.ticked(made.case.facts, step, None, spring)
    assert changes == {}
    kept = carrying_out.done(step, None, spring, changes)
    assert (kept.key, kept.amount, kept.counted) == ("convert.you.2027", 7500, False)


def test_locked_simple_money_is_not_what_was_rolled_in() -> None:
    locked = {"simple": 5_000, "simple_first_deposit": "2025-06-01", "sep": 30_000, "basis": 0}
    facts = single(you=with_plan(features={"roll_in": "any"}, ira_kinds=["simple", "sep"], **locked))
    assert tick(planned(facts), "roll_in") == {"you.sep": "0"}


def test_an_expected_year_end_value_follows() -> None:
    facts = single(you=person(**ROLLOVER | {"year_end_value": 62_000}))
    assert tick(planned(facts), "contribute_traditional")["you.year_end_value"] == "69500"
    assert tick(planned(facts), "convert_share", 7500)["you.year_end_value"] == "54500"


def test_a_recharacterized_contribution_keeps_its_amount_and_brings_its_earnings() -> None:
    facts = single(you=person(moves=["roth"], contributed_roth=7500, ira_kinds=["roth"], roth_first_year=2020))
    changes = tick(planned(facts), "recharacterize", 7630)
    assert (changes["you.contributed"], changes["you.contributed_roth"]) == ("7500", "0")
    assert (changes["you.traditional"], changes["you.moves"]) == ("7630", ["traditional"])
    moved = after(facts, changes)
    assert (codes(moved)[0], moved.case.taxable and moved.case.taxable.money) == ("convert", 130)


def test_an_excess_taken_out_is_no_excess_any_more() -> None:
    facts = single(120_000, person(moves=["roth"], contributed_roth=8000, ira_kinds=["roth"], roth_first_year=2020))
    assert codes(after(facts, tick(planned(facts), "remove_excess", 512))) == []


def test_an_excess_that_came_out_of_the_roth_ira_was_no_conversion() -> None:
    """408(d)(4): 3,000 of 7,500 was allowed; 3,000 stays on lines 1 and 8, and nothing is taxed."""
    told = {"moves": ["traditional", "converted"], "contributed": 7_500, "converted": 7_500}
    facts = single(you=person(compensation=3_000, ira_kinds=["traditional"], traditional=0, basis=0, **told))
    changes = tick(planned(facts), "remove_excess", 4_600)
    assert [Decimal(str(changes[f"you.{name}"])) for name in ("contributed", "converted")] == [3_000, 3_000]
    done = after(facts, changes)
    assert "remove_excess" not in codes(done)
    assert done.case.taxable is not None
    assert done.case.taxable.value == 0


def test_after_tax_money_fills_the_room_and_still_has_to_be_moved() -> None:
    facts = single(you=with_plan(features=OPEN))
    changes = tick(planned(facts), "after_tax", 37_500)
    assert changes == {"you.plans.401k.after_tax_made": "37500"}
    left = codes(after(facts, changes))
    assert "after_tax" not in left
    assert "after_tax_in_plan" in left


def test_deferrals_returned_by_one_of_two_plans_are_not_guessed() -> None:
    both = {"401k": {"deferrals": 20_000}, "other401k": {"deferrals": 15_000}}
    assert tick(planned(single(you=person(plan_kinds=list(both), plans=both))), "return_deferrals") == {}
    alone = single(you=with_plan(features={"deferrals": 30_000}))
    assert tick(planned(alone), "return_deferrals") == {"you.plans.401k.deferrals": "24500"}


def test_what_no_fact_can_hold_is_kept_as_ticked() -> None:
    step = planned(single()).steps[-1]
    kept = carrying_out.done(step, None, ON, carrying_out.ticked(single(), step, None, ON))
    assert (kept.key, kept.on, kept.amount, kept.counted) == ("form_8606.you.2026", ON, None, False)
    assert carrying_out.found(planned(single()).steps, kept.key) == step


SPOUSE: dict[str, Any] = with_plan("403b", birth_year=1970, ira_kinds=["sep"], sep=60_000, basis=1_000)


@pytest.mark.parametrize(
    "facts",
    [
        single(),
        single(160_000),
        single(you=person(**ROLLOVER)),
        single(you=with_plan(features={"roll_in": "any", "after_tax_made": 30_000, **OPEN}, **ROLLOVER)),
        single(you=person(1950, 50_000, ira_kinds=["traditional"], traditional=200_000, basis=0)),
        couple(SPOUSE, with_plan(features={"roll_in": "any"}, **ROLLOVER)),
    ],
    ids=["clean", "part", "as it is", "roll-in", "RMD age", "couple"],
)
def test_carried_out_as_planned_the_forms_come_out_as_planned(facts: Facts) -> None:
    """Planned or done, the money is the same: so are the forms, and every amount has left the steps."""
    planned_forms = _forms(planned(facts))
    carried = planned(facts)
    while open_steps := [step for step in carried.steps if carrying_out.takes_amount(step) and step.amount]:
        step = open_steps[0]
        carried = after(carried.case.facts, carrying_out.ticked(carried.case.facts, step, None, ON))
        assert carrying_out.found(carried.steps, step_key(step)) is None
    assert _forms(carried) == planned_forms


def _forms(made: Plan) -> list[tuple[str, int, dict[str, Decimal]]]:
    return [
        (form.who, form.year, {number: line.value for number, line in form.sheet.items() if line is not None})
        for one in made.people
        if one.chosen
        for form in one.chosen.forms
    ]
