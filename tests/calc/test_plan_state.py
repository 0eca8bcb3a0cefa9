"""The state's part of a plan: whose age counts, what is left open, what the state's note adds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from calc.facts import FilingStatus
from calc.planning.sheets import sheets
from calc.refusals import Refusal
from calc.states.figures import State, states
from calc.worksheets.state_tax import delta, possible_taxes
from dialogs.phrases import say
from dialogs.views.plan.details import state_lines
from dialogs.views.plan.side_by_side import alternatives
from dialogs.views.plan.steps import money
from tests.people import couple, person, planned, single

SEP = {"ira_kinds": ["sep"], "sep": 60_000, "basis": 0}


def test_the_age_that_counts_is_that_of_the_spouse_who_converts() -> None:
    """New York leaves out 20,000 from 59½: a conversion of one born in 1955 costs nothing, of one of 1984 it does."""
    old, young = (
        planned(couple(person(1955, 90_000, **(SEP if whose == "old" else {})), you, 361_000, state="NY")).tax
        for whose, you in (("old", person()), ("young", person(**SEP)))
    )
    assert old is not None
    assert young is not None
    assert old.state is not None
    assert young.state is not None
    assert old.state.value == 0
    assert young.state.value > 0


def test_the_age_that_counts_is_that_of_whoever_may_convert_while_the_amount_is_open() -> None:
    """The most that New York can take is the tax of the young one's conversion without a basis."""
    old, young = person(1955, 90_000), person(**SEP)
    made, without = (planned(couple(young | {"basis": basis}, old, 361_000, state="NY")) for basis in (None, 0))
    assert made.tax_range is not None
    assert made.tax_range.state is not None
    assert without.tax is not None
    assert without.tax.state is not None
    assert made.tax_range.state[1].value == without.tax.state.value > 0


OPEN = [state for state in states().values() if state.missing(2026)]


@pytest.mark.parametrize("state", OPEN, ids=lambda state: state.code)
def test_a_year_of_which_a_figure_is_missing_is_told_between_its_ends_and_names_the_figure(state: State) -> None:
    """Whether or not the figure decides for this household; what it leaves is narrow for somebody who earns."""
    for status in FilingStatus:
        found = possible_taxes(
            state=state.code,
            tax_year=2026,
            filing_status=status,
            age=50,
            spouse_age=50,
            wages=200_000,
            conversion_taxable=60_000,
        )
        costs = [sheet.money("delta") for sheet in found]
        assert 0 < min(costs) <= max(costs) <= min(costs) * Decimal("1.06")
    plan = planned(single(state=state.code, you=person(**SEP)))
    assert plan.tax is not None
    assert plan.tax.state_at_most is not None
    if plan.tax.state is None:
        assert any(say(f"refusals.of_a_state.{state.missing(2026)}") in line for line in money(plan))


def test_what_the_missing_figure_does_not_touch_is_exact() -> None:
    """Flat above the missing bounds: 5.65 % in Montana, 5.3 % in Idaho, 4.45 % in Utah, 3.7 % in Arkansas."""
    for code, cents in (("MT", 3_390), ("ID", 3_180), ("UT", 2_670), ("AR", 2_220), ("MD", 3_450)):
        cost = delta(
            state=code,
            tax_year=2026,
            filing_status="single",
            age=50,
            spouse_age=None,
            wages=300_000,
            conversion_taxable=60_000,
        )
        assert cost.money("delta") == cents, code


def test_colorado_lies_between_its_rate_and_the_largest_cut() -> None:
    """4.25 % to 4.4 % of 60,000; from 300,000 all but 1,000 of the standard deduction is added back from 2026 on."""
    plan = planned(single(260_000, you=person(**SEP), state="CO"))
    assert plan.tax is not None
    assert plan.tax.state_ends is not None
    with pytest.raises(Refusal) as open_:
        delta(
            state="CO",
            tax_year=2026,
            filing_status="single",
            age=40,
            spouse_age=None,
            wages=290_000,
            conversion_taxable=60_000,
        )
    least, most = open_.value.values["least"], open_.value.values["most"]
    assert (least, most) == (Decimal("3191.75"), Decimal("3304.40"))  # of 60,000 and 15,100 added back


def test_arkansas_below_the_bounds_that_are_known_stays_open() -> None:
    """Its table for low incomes of 2026 is not published."""
    you = person(compensation=25_000, moves=["converted"], converted=20_000, **SEP)
    plan = planned(single(25_000, you=you, state="AR"))
    assert any("not worked out" in line and "2026" in line for line in money(plan))


def test_an_own_basis_is_told_where_something_is_taxed() -> None:
    assert "New Jersey gives no deduction" in state_lines(planned(single(state="NJ", you=person(**SEP))))[0]
    assert state_lines(planned(single(state="NJ"))) == []
    assert state_lines(planned(single(100_000, state="NJ"))) == []


def test_a_state_with_a_larger_basis_of_its_own_takes_at_most_what_the_federal_one_leaves() -> None:
    """Massachusetts gives contributions back first, untaxed (M.G.L. c. 62; Schedule X): no sure amount is told."""
    there = planned(single(you=person(**SEP), state="MA"))
    assert any("Massachusetts tax on it: at most about" in line for line in money(there))
    assert all("state tax at most $" in line for line in alternatives(there) if "taxed $0" not in line)
    assert any("Virginia tax on it: about" in line for line in money(planned(single(you=person(**SEP), state="VA"))))


def test_what_a_state_leaves_open_is_told_with_both_ends_and_the_larger_is_set_aside() -> None:
    """New York 2026 leaves out 20,000 from 59½, and who was born in 1967 reaches it on some day of the year.

    60,000 converted beside 60,000: the most is 20,000 at the rate of what is taxed above the least.
    """
    plan = planned(single(you=person(1967, 334_500, **SEP), state="NY"))
    told = plan.tax
    assert told is not None
    assert told.state is None
    assert told.state_ends is not None
    least, most = told.state_ends
    assert least.value < most.value
    assert told.federal is not None
    step = next(step for step in plan.steps if step.code.startswith("pay_tax"))
    assert step.amount is not None
    assert abs(step.amount.money - told.federal.money - most.money) <= 1
    assert any("59½" in line and "between" in line for line in money(plan))
    assert any(" to $" in line.partition("state tax")[2].partition(";")[0] for line in alternatives(plan))


def test_a_state_that_never_taxes_a_conversion_needs_no_income() -> None:
    """In spring a conversion falls in a year whose income nobody told; Pennsylvania takes nothing, Ohio may."""
    spring = date(2026, 2, 2)
    for state, told in (("PA", True), ("TX", True), ("OH", False), ("IL", False)):
        plan = planned(single(you=person(1984, converted_next=0, **SEP), state=state, tax_year=2025), spring)
        assert plan.tax is not None
        assert (plan.tax.state is not None) == told
        assert any("tax on it: none" in line for line in money(plan)) == told


def test_a_state_that_only_ends_an_exemption_takes_no_more_than_that_of_a_year_nobody_told() -> None:
    """Illinois 2026: 2,925 at 4.95 % for one person, twice for two, and 1,000 more from 65."""
    spring = date(2026, 2, 2)
    alone = single(you=person(1984, converted_next=0, **SEP), state="IL", tax_year=2025)
    two = couple(person(1955, 90_000), person(1984, converted_next=0, **SEP), 300_000, state="IL", tax_year=2025)
    for facts, most in ((alone, "144.79"), (two, "339.07")):
        tax = planned(facts, spring).tax
        assert tax is not None
        assert tax.state_ends is not None
        assert [end.money for end in tax.state_ends] == [0, Decimal(most)]


def test_the_return_of_the_state_is_among_the_worksheets() -> None:
    """Kentucky leaves out 31,110 a year at any age, so that nothing is left of this conversion."""
    plan = planned(single(you=person(**SEP), state="KY"))
    sheet = next(sheet for _, sheet in sheets(plan) if sheet.name == "state_tax")
    assert plan.tax is not None
    assert plan.tax.state is not None
    assert sheet.line("delta").value == plan.tax.state.value
    assert plan.case.taxable is not None
    assert sheet.line("excluded").value == plan.case.taxable.value


@pytest.mark.parametrize(
    ("state", "most"), [("GA", 2_495), ("NY", 3_160), ("KY", 1_750), ("DE", 3_300), ("OK", 2_250)]
)
def test_retirement_income_may_have_used_up_the_exclusion(state: str, most: int) -> None:
    """No pay and 100,000 of income: what a state leaves out of a conversion is gone where that is a pension."""
    moved = {"ira_kinds": ["traditional"], "traditional": 300_000, "year_end_value": 300_000, "basis": 0}
    you = person(1960, 0, **moved, moves=["converted"], converted=50_000)
    told = planned(single(100_000, you, state=state)).tax
    assert told is not None
    assert told.state_at_most is not None
    assert abs(told.state_at_most.money - most) <= 5


def test_pay_alone_leaves_the_exclusion_to_the_conversion() -> None:
    moved = {"ira_kinds": ["traditional"], "traditional": 300_000, "year_end_value": 300_000, "basis": 0}
    you = person(1960, 100_000, **moved, moves=["converted"], converted=50_000, covered=False)
    told = planned(single(100_000, you, state="GA")).tax
    assert told is not None
    assert told.state is not None
    assert told.state.money == 0


def test_a_loss_may_count_against_a_conversion_in_the_state_too():
    """60,000 of loss: California taxes 40,000 of the 100,000, or all of it where it lets no loss count."""
    known = {"ira_kinds": ["traditional"], "traditional": 0, "year_end_value": 0, "basis": 0, "covered": False}
    facts = single(-60_000, person(1970, 0, **known, moves=["converted"], converted=100_000), state="CA")
    cost = planned(facts).tax
    assert cost is not None
    assert cost.state_ends is not None
    alone: dict[str, Any] = {"tax_year": 2026, "filing_status": "single", "age": 56, "spouse_age": None, "wages": 0}
    rest, whole = (delta(state="CA", **alone, conversion_taxable=x) for x in (40_000, 100_000))
    assert [end.money for end in cost.state_ends] == [rest.money("delta"), whole.money("delta")]
    assert [refusal.reason for refusal in cost.refused] == ["state_loss"]


def test_readings_of_a_state_a_few_dollars_apart_have_one_worksheet() -> None:
    """Maryland's standard deduction of 2026 was not found published; the papers need a sheet all the same."""
    iras = {"ira_kinds": ["traditional", "simple"], "traditional": 1_150, "simple": 400, "basis": 1_234.56}
    done = {"moves": ["converted"], "converted": 44_000, "withheld": 4_400, "simple_first_deposit": "2024-12-31"}
    apart = {"filing_status": "mfs", "lived_with_spouse": False, "state": "MD", "add_backs": None}
    you = person(1988, 60_000, covered=False, **iras, **done)
    made = planned(single(35_000, you, save=3_000, **apart), date(2026, 1, 20))
    assert made.tax is not None
    assert made.tax.state is not None
    told = [sheet.line("delta") for _, sheet in sheets(made) if sheet.name == "state_tax"]
    assert [amount.money for amount in told] == [made.tax.state.money]
