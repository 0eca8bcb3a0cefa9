"""How much to convert: edges by hand from the law, and every edge recomputed on two returns of its own."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc import law
from calc.derivation import cents
from calc.facts import Facts
from calc.planning.sizing import Size, sizes
from calc.worksheets.conversion_tax import ConversionTax, conversion_tax
from calc.worksheets.state_tax import possible_taxes
from calc.worksheets.whole_return.household import household
from tests.people import PLAIN, couple, person, planned, single

IRA: dict[str, Any] = {"ira_kinds": ["traditional"], "basis": 0, "covered": False}


def sized(facts: Facts) -> list[Size]:
    plan = planned(facts)
    return list(sizes(plan.case, plan.taxes))


def edges(facts: Facts) -> dict[str, Decimal]:
    """The first of each name."""
    return {size.edge: size.convert.money for size in reversed(sized(facts))}


def retired(agi: int, held: int, *, born: int = 1968, **known: Any) -> Facts:
    return single(agi, person(born, 0, **IRA, traditional=held), **known)


def test_a_loss_year_converts_46_100_dollars_for_nothing():
    """30,000 of loss and the standard deduction of 16,100; the first bracket takes 12,400 more."""
    found = edges(retired(-30_000, 60_000))
    assert found == {"bracket_0": 46_100, "bracket_10": 58_500}


def test_a_couple_with_marketplace_insurance():
    """32,200 + 100,800 - 70,000 to the end of the 12 % bracket; 84,600 is four times the poverty line of two."""
    market = {"second_lowest_silver_premium_year": 26_400, "household_size": 2}
    rest = {**PLAIN, "social_security": 0, "marketplace": market}
    you, spouse = person(1966, 20_000, **IRA, traditional=500_000), person(1967, 0, covered=False)
    facts = couple(spouse, you, 70_000, circumstances=["marketplace"], whole_return=rest)
    found = edges(facts)
    assert (found["credit_cliff"], found["bracket_12"]) == (14_600, 63_000)
    cliff = next(size for size in sized(facts) if size.edge == "credit_cliff")
    assert cliff.next_federal is not None
    assert cliff.next_federal.money == Decimal("17973.96")  # 26,400 less 9.96 % of 84,600, and 12 cents
    untold = facts.model_copy(update={"whole_return": Facts.model_validate({"whole_return": PLAIN}).whole_return})
    assert edges(untold)["credit_cliff"] == 14_600, "without the premium the cliff is known all the same"


def test_steps_of_medicare_and_the_senior_deduction():
    """2026 table: above 109,000 and 137,000; the deduction falls from 75,000 and is gone at 175,000."""
    facts = retired(60_000, 200_000, born=1959, whole_return={**PLAIN, "social_security": 0})
    steps = [size.convert.money for size in sized(facts) if size.edge == "medicare_step"]
    assert steps == [49_000, 77_000, 111_000, 145_000]
    assert edges(facts)["senior_deduction"] == 15_000
    assert edges(facts)["senior_deduction_gone"] == 114_999


def test_investment_income_children_and_gains():
    """200,000 for a single parent, both; gains are untaxed up to the first threshold of taxable income."""
    rest = {**PLAIN, "long_term_gains": 20_000, "children_under_17": 2}
    facts = single(80_000, person(1980, 60_000, **IRA, traditional=300_000), filing_status="hoh", whole_return=rest)
    found = edges(facts)
    zero, _ = law.year(2026).range("ltcg_thresholds_0_15_20_hoh")
    standard = law.year(2026).figure("standard_deduction_hoh").money
    assert (found["niit"], found["child_credit"]) == (120_000, 120_000)
    assert found["gains_0"] == zero.money + standard - 80_000


def test_a_business_that_bears_no_limit():
    """No wages, no property: above the threshold of 201,750 the deduction falls."""
    rest = {**PLAIN, "self_employment_profit": 100_000}
    you = person(1980, 100_000, **IRA, traditional=300_000, self_employed=True)
    found = next(size for size in sized(single(120_000, you, whole_return=rest)) if size.edge == "qbi")
    assert found.convert.money == 201_750 + 16_100 - 120_000


@pytest.mark.parametrize(
    ("state", "born", "edge", "amount"),
    [
        ("GA", 1964, "state_exclusion", 35_000),  # O.C.G.A. 48-7-27(a)(5): 35,000 at 62
        ("GA", 1961, "state_exclusion", 65_000),  # 65,000 at 65
        ("NY", 1960, "state_exclusion", 20_000),  # Tax Law 612(c)(3-a)
        ("NJ", 1960, "state_exclusion", 75_000),  # NJ-1040, line 28a: single, income up to 100,000
        ("NJ", 1960, "state_exclusion_gone", 150_000),
        ("CA", 1970, "state_exclusion", None),
        ("PA", 1960, "state_exclusion", None),  # takes nothing of any
        ("TX", 1960, "state_exclusion", None),
    ],
)
def test_what_a_state_leaves_out(state: str, born: int, edge: str, amount: int | None):
    found = edges(retired(0, 400_000, born=born, state=state, whole_return={**PLAIN, "social_security": 0}))
    assert found.get(edge) == amount


def test_basis_comes_along():
    """A quarter of the IRA was taxed before: four dollars move for three that are income."""
    facts = single(10_000, person(1968, 0, **IRA | {"basis": 50_000}, traditional=200_000))
    found = next(size for size in sized(facts) if size.edge == "bracket_10")
    assert found.convert.money == 24_666  # 18,500 more of income fill the first bracket
    assert abs(found.taxed.money - found.convert.money * 3 / 4) <= Decimal("0.01")


def test_a_required_distribution_comes_before():
    """Of 60,000 beside the distribution of 20,000: 100,800 + the deductions less 80,000."""
    you = person(1950, 0, **IRA, traditional=500_000, ira_rmd=20_000, withdrawals_in_agi=False)
    alone = edges(retired(80_000, 480_000, born=1950, whole_return={**PLAIN, "social_security": 0}))
    beside = edges(single(60_000, you, whole_return={**PLAIN, "social_security": 0}))
    assert beside == alone


def test_where_the_year_or_the_money_is_not_known_nothing_is_said():
    assert sized(single(80_000, person(1968, 0))) == []
    assert sized(single(80_000, person(1968, 0, ira_kinds=["traditional"], basis=0))) == []
    assert sized(retired(80_000, 100_000, tax_year=2025)) == []


STATUSES = ("single", "hoh", "mfj", "mfs", "qss")


@settings(max_examples=8, deadline=None)
@given(
    agi=st.integers(-40_000, 400_000),
    held=st.integers(5_000, 900_000),
    gains=st.integers(0, 60_000),
    benefits=st.sampled_from([0, 0, 24_000, 48_000]),
    itemized=st.sampled_from([0, 0, 45_000]),
    status=st.sampled_from(STATUSES),
    born=st.sampled_from([1950, 1958, 1962, 1985]),
    abroad=st.sampled_from([0, 0, 90_000]),
)
def test_every_edge_is_exact_to_the_dollar(
    agi: int, held: int, gains: int, benefits: int, itemized: int, status: str, born: int, abroad: int
):
    """Two returns of a worksheet of their own: the price, the next dollar, and the line that passes its figure."""
    rest = {**PLAIN, "long_term_gains": gains, "social_security": benefits, "itemized": itemized}
    rest |= {"itemized_state_tax": 0} if itemized else {}
    known = {"ira_kinds": ["traditional"], "traditional": held, "basis": 0, "covered": False, "ira_rmd": 0}
    you = person(born, abroad, **known, **({"foreign_excluded": abroad} if abroad else {}))
    spouse = {"spouse": person(1970, 0, covered=False)} if status == "mfj" else {}
    more = {"add_backs": abroad, "circumstances": ["abroad"] if abroad else []}
    facts = single(agi, you, filing_status=status, lived_with_spouse=False, whole_return=rest, **spouse, **more)
    plan = planned(facts)
    home = plan.taxes.home
    again = household(
        tax_year=2026, filing_status=status, age=2026 - born, spouse_age=56 if status == "mfj" else None,
        long_term_gains=Decimal(gains), social_security=Decimal(benefits), mortgage_interest=Decimal(itemized),
        excluded_foreign_earned_income=Decimal(abroad), other_income=home.other_income.money,
    )  # fmt: skip
    for size in sizes(plan.case, plan.taxes):
        here, further = (_returns(again, size, one_more) for one_more in (0, 1))
        assert size.cost.federal is not None
        assert _cents(here) == size.cost.federal.money, size
        assert size.next_federal is not None
        assert _cents(further) - _cents(here) == size.next_federal.money, size
        assert _passes(size.edge, here, further), size


def _returns(home: Any, size: Size, more: int) -> ConversionTax:
    share = size.taxed.value / size.convert.value if size.convert.value else 1
    return conversion_tax(home, Decimal(round((size.convert.money + more) * share * 100)) / 100)


def _cents(found: ConversionTax) -> Decimal:
    """Both returns to the cent, then their difference."""
    without, with_it = (
        sum(Fraction(found.sheet.line(f"{name}_{case}").value) for name in ("federal_income_tax", "niit"))
        for case in ("without", "with")
    )
    return cents(Fraction(with_it)) - cents(Fraction(without))


def _passes(edge: str, here: ConversionTax, further: ConversionTax) -> bool:
    """Whether one dollar more crosses what the edge is named after."""
    if edge.startswith("bracket_0"):
        return _cents(here) == 0 < _cents(further)
    if edge == "medicare_step":
        assert here.irmaa is not None
        assert further.irmaa is not None
        return here.irmaa.with_it < further.irmaa.with_it
    if edge == "niit":
        return here.sheet.line("niit_with").value == 0 < further.sheet.line("niit_with").value
    if edge == "senior_deduction_gone":
        return here.sheet.line("senior_deduction_with").value > further.sheet.line("senior_deduction_with").value == 0
    if edge == "senior_deduction":
        full = here.sheet.line("senior_deduction_without").value
        return (
            here.sheet.line("senior_deduction_with").value == full > further.sheet.line("senior_deduction_with").value
        )
    rates = [found.sheet.line("taxable_income_with").value for found in (here, further)]
    return rates[0] < rates[1]


def test_the_states_own_return_crosses_its_bracket():
    """California: the last dollar taxed at 6 %, by the state's own worksheet."""
    facts = retired(40_000, 300_000, state="CA")
    found = [size for size in sized(facts) if size.edge == "state_bracket_6"]
    assert len(found) == 1
    convert = found[0].convert.money
    worked = [
        possible_taxes(
            tax_year=2026, state="CA", filing_status="single", age=58, spouse_age=None, wages=Decimal(40_000),
            conversion_taxable=convert + more,
        )[0].money("tax_with")
        for more in (-1, 0, 1, 2)
    ]  # fmt: skip
    assert worked[1] - worked[0] == Decimal("0.06")
    assert worked[3] - worked[2] == Decimal("0.08")


def test_a_small_premium_has_no_credit_left_at_the_cliff_so_the_edge_is_where_the_credit_ends():
    """6,000 of premium, a couple: the credit is used up far below four times the poverty line of 84,600."""
    market = {"second_lowest_silver_premium_year": 6_000, "household_size": 2}
    rest = {**PLAIN, "social_security": 0, "marketplace": market}
    you, spouse = person(1966, 20_000, **IRA, traditional=500_000), person(1967, 0, covered=False)
    facts = couple(spouse, you, 40_000, circumstances=["marketplace"], whole_return=rest)
    convert = edges(facts)["credit_cliff"]
    home = planned(facts).taxes.home
    left = [
        conversion_tax(home, Decimal(convert + more)).sheet.line("premium_tax_credit_with").value for more in (0, 1)
    ]
    assert left[0] > 0 == left[1]
    assert convert < 30_000


def test_a_credit_for_children_that_is_more_than_the_tax_has_no_edge():
    """90,000 earned abroad, 85,000 deducted: at 200,000 the tax is less than three credits, so their fall is free."""
    rest = {**PLAIN, "children_under_17": 3, "itemized": 85_000, "itemized_state_tax": 0}
    you = person(1975, 90_000, **IRA, traditional=80_000, foreign_excluded=90_000)
    facts = single(37_443, you, filing_status="qss", add_backs=90_000, circumstances=["abroad"], whole_return=rest)
    assert "child_credit" not in edges(facts)
