"""Single steps: their amount, whom they address, and which other year they bring along."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from calc.facts import PlanKind
from calc.planning.plan import Plan
from calc.planning.steps import Step
from dialogs.phrases import shown
from tests.people import codes, couple, person, planned, single, with_plan

JULY = date(2026, 7, 1)
STRAIGHT = {"ira_kinds": ["roth"], "roth_first_year": 2018, "moves": ["roth"], "contributed_roth": 7_000}
SEP = {"ira_kinds": ["sep"], "sep": 50_000, "basis": 0}


def step(plan: Plan, code: str) -> Step:
    return next(one for one in plan.steps if one.code == code)


def test_what_is_recharacterized_after_its_year_is_converted_in_the_year_in_which_that_happens() -> None:
    """Reg. 1.408A-5; IRC 408A(d)(3): the contribution stays with 2025, the conversion belongs to 2026."""
    plan = planned(single(tax_year=2025, you=person(**STRAIGHT)), JULY)
    assert codes(plan) == ["recharacterize", "late_form_8606", "convert", "zero_check", "form_8606"]
    assert step(plan, "recharacterize").by == date(2026, 10, 15)
    assert step(plan, "recharacterize").values["amend"], "a return filed by April is amended (Reg. 301.9100-2)"
    convert = step(plan, "convert")
    assert (convert.year, convert.by) == (2026, date(2026, 12, 31))
    lines = {form.year: (form.sheet["1"], form.sheet["2"], form.sheet["8"]) for form in plan.people[0].chosen.forms}  # type: ignore[union-attr]
    assert {year: [x and x.value for x in found] for year, found in lines.items()} == {
        2025: [7_000, 0, None],
        2026: [0, 7_000, 7_000],
    }


def test_after_the_october_date_nothing_is_relabeled_and_nothing_converted() -> None:
    plan = planned(single(tax_year=2025, you=person(**STRAIGHT)), date(2026, 10, 16))
    assert codes(plan) == ["excess_left"]


def test_a_recharacterization_of_this_year_comes_before_the_conversion_of_this_year() -> None:
    moved = step(planned(single(you=person(**STRAIGHT))), "recharacterize")
    assert (moved.by, moved.values["later"]) == (date(2026, 12, 31), date(2027, 10, 15))
    assert "amend" not in moved.values, "no return of 2026 has gone in yet"


def test_the_form_of_last_year_is_not_late_before_its_return_is_due() -> None:
    """IRC 6072(a): the 2025 return, with its Form 8606, is due on April 15, 2026."""
    facts = single(you=person(ira_kinds=["traditional"], traditional=7_000, moves=["prior"], contributed_prior=7_000))
    facts = facts.model_copy(update={"you": facts.you.model_copy(update={"basis": Decimal(0)})})
    forms = {day: [s.code for s in planned(facts, day).steps if s.year == 2025] for day in _APRIL}
    assert forms == {_APRIL[0]: ["form_8606"], _APRIL[1]: ["late_form_8606"]}


_APRIL = (date(2026, 4, 15), date(2026, 4, 16))


@pytest.mark.parametrize(("born", "most"), [(1971, 8_000), (1965, 11_250)])
def test_a_catch_up_that_must_be_roth_names_its_limit(born: int, most: int) -> None:
    """Notice 2025-67: 8,000 for 2026, and 11,250 at ages 60 to 63 (IRC 414(v)(2)(E))."""
    known = {"prior_wages": 200_000, "offers_roth": True}
    found = step(planned(single(you=with_plan(birth_year=born, features=known))), "roth_catch_up").amount
    assert found is not None
    assert found.money == most


def test_the_tax_step_addresses_who_converts() -> None:
    clean = person(1984, 300_000)
    assert step(planned(couple(person(**SEP), clean)), "pay_tax").who == "spouse"
    assert step(planned(couple(clean, person(**SEP))), "pay_tax").who == "you"
    assert step(planned(couple(person(**SEP), person(**SEP))), "pay_tax").who == "both"


def test_excess_deferrals_come_back_from_a_plan_that_shares_the_limit() -> None:
    """A governmental 457(b) has a limit of its own (IRC 457(e)(15)), outside 402(g)."""
    plans = {"403b": {"deferrals": 30_000, "after_tax_allowed": False}, "457b": {"deferrals": 20_000}}
    found = step(planned(single(you=person(plan_kinds=list(plans), plans=plans))), "return_deferrals")
    assert found.amount is not None
    assert found.amount.money == 5_500
    assert (found.values["plans"], found.values["apart"]) == ([PlanKind.B403], True)


def test_a_cap_in_percent_holds_for_the_pay_that_is_left() -> None:
    """38 of 365 days are left after November 23: 10 percent of 33,315 is 3,332. Only that is sure to get in.

    Six tenths of it are paid out: so much fits where the percent counts the whole year's pay.
    """
    features = {"after_tax_allowed": True, "exits": ["in_plan"], "after_tax_percent": 10, "pay": 320_000}
    found = step(planned(single(you=with_plan(features=features))), "after_tax")
    assert found.amount is not None
    assert found.amount.money == 3_332
    assert "percent" not in found.values
    assert shown(found.values["fits"]) == "$19,989"


def test_only_the_papers_that_are_missing_are_looked_up() -> None:
    """Who has no plan at work and knows the balances is sent to the custodian and to the last Form 8606 alone."""
    you = person(ira_kinds=["traditional"], traditional=8_000, plan_kinds=[], moves=None, basis=None)
    found = step(planned(single(you=you)), "look_up")
    assert set(found.values) == {"moved", "line_14"}


def test_what_a_choosy_plan_leaves_behind_is_not_converted_along() -> None:
    held = {"ira_kinds": ["rollover", "traditional"], "rollover": 80_000, "traditional": 20_000, "basis": 0}
    plan = planned(single(you=with_plan(features={"roll_in": "rollover_only"}, **held)))
    assert "convert_part" in codes(plan)
    assert "zero_check" not in codes(plan)


def test_of_a_catch_up_made_the_part_that_is_not_roth_is_turned_into_it() -> None:
    """Born 1965: 32,500 deferred is 8,000 of catch-up, 3,000 of it Roth; 3,250 of 11,250 are left."""
    features = {"deferrals": 32_500, "catch_up_roth": 3_000, "prior_wages": 400_000, "offers_roth": True}
    plan = planned(single(395_000, with_plan(features=features, birth_year=1965, compensation=420_000)))
    amounts = {step.code: step.amount and step.amount.money for step in plan.steps}
    assert amounts["roth_catch_up_turn"] == 5_000
    assert amounts["roth_catch_up"] == 3_250
    assert "roth_catch_up_made" not in amounts
