"""Form 8606 against the law: basis is neither lost nor made, and what cannot be is refused by name."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.derivation import Worksheet, recompute
from calc.refusals import Refusal
from calc.worksheets.form_8606 import form_8606, part_2_alone, part_3

cents = st.integers(0, 30_000_000).map(lambda n: Decimal(n) / 100)


@st.composite
def forms(draw: st.DrawFn) -> Worksheet:
    line1 = draw(cents)
    return form_8606(
        line1=line1,
        line2=draw(cents),
        line4=draw(st.sampled_from([Decimal(0), line1, line1 / 2])).quantize(Decimal("0.01")),
        line6=draw(st.one_of(st.just(Decimal(0)), cents)),
        line7=draw(st.one_of(st.just(Decimal(0)), cents)),
        line8=draw(st.one_of(st.just(Decimal(0)), cents)),
    )


@settings(max_examples=150, deadline=None)
@given(forms())
def test_basis_is_neither_lost_nor_made(form: Worksheet):
    used = form["13"].money if form["13"] else Decimal(0)
    assert form.money("14") + used == form.money("3")
    assert form.money("14") >= 0
    if form["13"]:
        assert form.money("13") == form.money("11") + form.money("12")
        assert form.money("13") <= form.money("5")


@settings(max_examples=150, deadline=None)
@given(forms())
def test_every_dollar_paid_out_is_taxed_or_basis_and_never_both(form: Worksheet):
    if form["9"] is None:
        return
    out = form.money("7") + form.money("8")
    taxed = form.money("15c") + (form["18"].money if form["18"] else 0)
    assert 0 <= taxed <= out
    assert taxed + form.money("13") == out


@settings(max_examples=100, deadline=None)
@given(forms())
def test_every_line_is_what_its_trail_says(form: Worksheet):
    for line in form.values():
        if line is not None:
            assert recompute(line) == line.value


def test_two_half_cents_do_not_create_basis():
    """100.01 of basis over two equal payouts is 50.005 each; both round up, and line 12 gives way."""
    form = form_8606(line1=0, line2=Decimal("100.01"), line6=0, line7=200, line8=200)
    assert (form.money("11"), form.money("12")) == (Decimal("50.01"), Decimal("50.00"))
    assert form.money("14") == 0


def test_money_made_after_the_year_does_not_count_in_it():
    """Rule of line 4: the late contribution is basis carried on, never tax-free this year."""
    form = form_8606(line1=7000, line2=7000, line4=7000, line6=0, line8=7055)
    assert form.money("18") == 55
    assert form.money("14") == 7000


def test_late_backdoor_spans_two_forms():
    """A contribution for 2023 made and converted in spring 2024: two forms, basis carried, growth taxed."""
    first = form_8606(line1=6500, line2=0, distribution_or_conversion=False)
    assert first.money("14") == 6500
    assert [n for n, line in first.items() if line is None] == [
        *("4", "5", "6", "7", "8", "9", "10", "11", "12", "13"),
        *("15a", "15b", "15c", "16", "17", "18"),
    ]
    second = form_8606(line1=0, line2=first.line("14"), line6=0, line8=Decimal("6512.30"))
    assert second.money("18") == Decimal("12.30")
    assert second.money("14") == 0


def test_years_chain_until_the_last_dollar_of_basis_is_used():
    basis = Decimal(18000)
    for value_left in (80000, 40000, 0):
        form = form_8606(line1=0, line2=basis, line6=value_left, line8=40000)
        basis = form.money("14")
    assert basis == 0


def test_basis_above_value_after_a_loss_is_computed():
    form = form_8606(line1=6000, line2=10000, line6=4000, line8=9000)
    assert (form.money("18"), form.money("14")) == (0, 7000)
    assert form.line("10").value == 1


def test_a_rolled_over_payout_leaves_lines_7_and_8_empty_of_money():
    form = form_8606(line1=0, line2=500, line6=0, distribution_or_conversion=True)
    assert form["10"] is None
    assert form.money("14") == 500


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ({"line1": 1000, "line2": 0, "line4": 1001}, "late_above_whole"),
        ({"line1": 0, "line2": 0, "line7": 5, "distribution_or_conversion": False}, "moved_and_not_moved"),
        ({"line1": 0, "line2": 0, "line6": 10, "line7": 100, "line15b": 101}, "disaster_above_taxable"),
    ],
)
def test_what_cannot_be_is_refused_with_both_facts(lines: dict[str, int], reason: str):
    with pytest.raises(Refusal) as refused:
        form_8606(**lines)
    assert refused.value.reason == reason
    assert len(refused.value.values) == 2


def test_part_2_alone_uses_no_more_basis_than_was_converted():
    form = part_2_alone(net_converted=15000, basis_in_converted=16000)
    assert (form.money("17"), form.money("18")) == (15000, 0)


def test_part_3_stops_where_the_form_stops():
    covered = part_3(line19=9000, line22=12000, line24=5000)
    assert covered.money("23") == 0
    assert [covered[n] for n in ("24", "25a", "25b", "25c")] == [None] * 4
    all_home = part_3(line19=8000, line20=10000, line22=500)
    assert (all_home.money("21"), all_home.money("22"), all_home["23"]) == (0, 500, None)


def test_a_first_home_above_the_lifetime_limit_is_refused():
    with pytest.raises(Refusal) as refused:
        part_3(line19=20000, line20=10001)
    assert refused.value.reason == "first_home_above_lifetime"


def test_the_ordering_example_of_pub_590_b():
    """5,000 contributed, 80,000 converted, 7,000 taken at 60: nothing is taxed."""
    form = part_3(line19=7000, line22=5000, line24=80000)
    assert (form.money("23"), form.money("25a")) == (2000, 0)


def test_the_deductible_part_is_the_persons_choice_of_instalment():
    """Instructions, line 4: 1,000 nondeductible, taken to be the money paid in within the year: line 4 is zero."""
    form = form_8606(line1=1000, line2=0, line4=0, line6=30000, line7=2000)
    assert form.money("5") == 1000
    assert form.money("12") == Decimal("62.50")
