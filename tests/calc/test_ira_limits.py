"""The Roth limit and the IRA deduction: exact ratio, up to the next 10, at least 200, more pay never lowers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc import law
from calc.derivation import given as fact
from calc.derivation import recompute
from calc.planning.contribution_room import counted_compensation
from calc.refusals import Refusal
from calc.worksheets.ira_deduction import ira_deduction
from calc.worksheets.ira_limit import lifted
from calc.worksheets.roth_limit import roth_limit
from tests.people import couple, person

years = st.sampled_from(law.years())
RANGES = {"single": "single_hoh", "hoh": "single_hoh", "mfj": "mfj_qss", "qss": "mfj_qss"}


def roth(**changes: Any) -> Decimal:
    usual = {
        "tax_year": 2026,
        "filing_status": "single",
        "lived_with_spouse": None,
        "age": 40,
        "magi": 160_000,
        "compensation": 200_000,
    }
    return roth_limit(**(usual | changes)).money("limit")


def deduction(**changes: Any):
    usual = {
        "tax_year": 2026,
        "filing_status": "single",
        "lived_with_spouse": None,
        "covered": True,
        "spouse_covered": None,
        "age": 40,
        "magi": 85_000,
        "compensation": 200_000,
        "contribution": 7_500,
    }
    return ira_deduction(**(usual | changes))


@settings(max_examples=200, deadline=None)
@given(years, st.sampled_from(sorted(RANGES)), st.integers(18, 80), st.integers(0, 300_000), st.integers(0, 20_000))
def test_roth_limit_is_the_statutes_fraction(year: int, status: str, age: int, magi: int, pay: int):
    figures = law.year(year)
    start, end = (int(a.value) for a in figures.range(f"roth_ira_phaseout_{RANGES[status]}"))
    cap = int(figures.figure("ira_contribution_limit").value)
    cap = min(cap + (int(figures.figure("ira_catch_up_50").value) if age >= 50 else 0), pay)
    if magi <= start:
        want = cap
    elif magi >= end:
        want = 0
    else:
        want = min(cap, max(200, ceil(Fraction(cap * (end - magi), (end - start) * 10)) * 10))
    assert roth(tax_year=year, filing_status=status, age=age, magi=magi, compensation=pay) == want


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 20_000), st.integers(0, 20_000), st.integers(100_000, 260_000))
def test_more_pay_never_lowers_a_limit(pay: int, more: int, magi: int):
    assert roth(compensation=pay, magi=magi) <= roth(compensation=pay + more, magi=magi)
    lower, higher = (deduction(compensation=p, magi=magi // 2) for p in (pay, pay + more))
    assert lower.money("deduction") <= higher.money("deduction")


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 120_000), st.integers(0, 10_000), st.integers(0, 12_000))
def test_a_contribution_is_deducted_or_basis_or_too_much(magi: int, pay: int, paid: int):
    sheet = deduction(magi=magi, compensation=pay, contribution=paid)
    parts = [sheet.money(n) for n in ("deduction", "nondeductible", "excess_contribution")]
    assert sum(parts) == paid
    assert min(parts) >= 0
    for line in sheet.values():
        assert line is None or recompute(line) == line.value


def test_the_floor_of_200_holds_only_below_the_top():
    assert roth(magi=Decimal("167999.99")) == 200
    assert roth(magi=168_000) == 0
    assert deduction(magi=90_999).money("dollar_limit_after_phaseout") == 200
    assert deduction(magi=91_000).money("dollar_limit_after_phaseout") == 0


def test_traditional_contributions_use_up_the_limit():
    assert roth(magi=100_000, traditional_contributions=7_000) == 500
    assert roth(magi=100_000, traditional_contributions=8_000) == 0


def test_exactly_50_counts_as_50():
    assert roth(age=50, magi=0) == 8_600
    assert roth(age=49, magi=0) == 7_500


def test_a_loss_counts_as_no_income():
    assert roth(magi=-50_000) == 7_500
    assert deduction(magi=-50_000).money("deduction") == 7_500


def test_filing_separately_turns_on_whether_they_lived_together():
    assert roth(filing_status="mfs", lived_with_spouse=True, magi=20_000) == 0
    assert roth(filing_status="mfs", lived_with_spouse=False, magi=20_000) == 7_500
    with pytest.raises(Refusal) as refused:
        roth(filing_status="mfs", lived_with_spouse=None)
    assert refused.value.field == "lived_with_spouse"


@pytest.mark.parametrize(
    ("together", "spouse_covered", "want"), [(True, True, 0), (True, False, 7_500), (False, True, 7_500)]
)
def test_separate_filer_without_a_plan(together: bool, spouse_covered: bool, want: int):  # noqa: FBT001
    sheet = deduction(
        filing_status="mfs",
        covered=False,
        lived_with_spouse=together,
        spouse_covered=spouse_covered,
        magi=50_000,
    )
    assert sheet.money("deduction") == want


def test_nobody_covered_means_no_range():
    assert (
        deduction(filing_status="mfj", covered=False, spouse_covered=False, magi=900_000).money("deduction") == 7_500
    )


def test_a_spouse_whose_cover_is_not_known_is_asked_about():
    with pytest.raises(Refusal) as refused:
        deduction(filing_status="mfj", covered=False, spouse_covered=None)
    assert refused.value.field == "spouse_covered"


def test_traditional_contributions_of_2019_stop_at_70_and_a_half():
    older = deduction(tax_year=2019, age=71, magi=0, contribution=6_000)
    assert older.money("excess_contribution") == 6_000
    assert deduction(tax_year=2020, age=71, magi=0, contribution=6_000).money("deduction") == 6_000
    with pytest.raises(Refusal) as refused:
        deduction(tax_year=2019, age=70, magi=0)
    assert refused.value.reason == "birthday_decides"


@pytest.mark.parametrize(("reduced", "limit"), [("490.30", 500), ("1925", 1_930), ("2275", 2_280), ("65", 200)])
def test_rounding_is_per_person_and_upward(reduced: str, limit: int):
    """490.30 in the instructions of Form 8606; a couple's 1,925 and 2,275 come to 4,210, not 4,200."""
    assert lifted(fact(Decimal(reduced), "reduced")).value == limit


@pytest.mark.parametrize(
    ("yours", "spouses", "counted"),
    [
        (8_000, 8_000, (8_000, 8_000)),  # with equal pay nobody counts the other's
        (8_100, 8_000, (8_100, 8_000)),  # 8,000 is above the limit of 7,500, and the one over 50 earns more
        (0, 100_000, (92_500, 100_000)),  # less what the spouse may put in
    ],
)
def test_only_who_earns_less_counts_the_pay_of_the_other(yours: int, spouses: int, counted: tuple[int, int]):
    """IRC 219(c)(2)(B); the speaker is over 50."""
    facts = couple(person(birth_year=1984, compensation=spouses), person(birth_year=1970, compensation=yours))
    found = [counted_compensation(who, facts, law.year(2026)) for who in ("you", "spouse")]
    assert [amount and amount.value for amount in found] == list(counted)
