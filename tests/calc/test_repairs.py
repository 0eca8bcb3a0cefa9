"""Repairs: what each way out moves, adds to income and costs, and until when it is open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.derivation import recompute
from calc.refusals import Refusal
from calc.repairs.direct_roth import Deposit, Owner, direct_roth
from calc.repairs.earnings import net_income_attributable
from calc.repairs.excess_left import Account, YearEnd, excise_by_year
from calc.repairs.missing_8606 import missing_8606, missing_forms, refund_by
from calc.repairs.withheld import withheld
from calc.worksheets.form_8606_years import YearOfIras

SPRING = date(2026, 3, 1)
DEPOSIT = Deposit(
    tax_year=2025,
    made_on=date(2025, 2, 3),
    amount=7_000,
    excess=7_000,
    opening=20_000,
    closing=29_700,
    added=7_000,
)
OWNER = Owner(filed_on_time=True, under_59_half=True)


@pytest.mark.parametrize(("closing", "earnings"), [(28_250, Decimal("46.30")), (24_250, Decimal("-101.85"))])
def test_the_published_examples_of_attributable_earnings(closing: int, earnings: Decimal):
    """20,000 before, 7,000 contributed, 1,000 of it too much."""
    sheet = net_income_attributable(contribution=1_000, opening=20_000, closing=closing, added=7_000)
    assert sheet.money("earnings") == earnings


def test_the_published_recharacterization():
    """4,000 contributed, worth 4,400; 3,000 of it moves with 300 of earnings."""
    sheet = net_income_attributable(contribution=3_000, opening=0, closing=4_400, added=4_000)
    assert sheet.money("moved") == 3_300


def test_later_deposits_and_payouts_are_adjusted_for():
    """Reg. 1.408-11(b): opening with what was put in since, closing with what was taken out since."""
    sheet = net_income_attributable(contribution=1_000, opening=9_000, closing=9_500, added=3_000, taken_out=3_700)
    assert (sheet.money("adjusted_opening"), sheet.money("adjusted_closing")) == (12_000, 13_200)
    assert sheet.money("earnings") == 100


def test_more_cannot_go_back_than_came_in():
    with pytest.raises(Refusal) as refused:
        net_income_attributable(contribution=2_000, opening=0, closing=1, added=1_000)
    assert refused.value.reason == "back_above_added"


@pytest.mark.parametrize(("excess", "tax"), [(1_200, 72), (1_000, 60)])
def test_the_published_excise_is_6_percent_a_year(excess: int, tax: int):
    years = [YearEnd(year=2021, contributed=excess, value=50_000), YearEnd(year=2022, value=50_000)]
    forms = excise_by_year(Account.ROTH, years)
    assert [form.money("25") for form in forms.values()] == [tax, tax]


def test_the_excise_stops_when_the_excess_is_gone():
    forms = excise_by_year(
        Account.TRADITIONAL,
        [
            YearEnd(year=2022, contributed=6_000, value=5_000),  # 6 % of the smaller value
            YearEnd(year=2023, room=2_500, value=9_000),
            YearEnd(year=2024, removed=3_500, value=9_000),
            YearEnd(year=2025, value=9_000),
        ],
    )
    assert {year: form.money("17") for year, form in forms.items()} == {2022: 300, 2023: 210, 2024: 0}
    assert forms[2023].money("14") == 3_500


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 8_000)] * 4), min_size=1, max_size=6))
def test_the_excise_never_exceeds_6_percent_of_what_is_there(told: list[tuple[int, int, int, int]]):
    years = [
        YearEnd(year=2019 + n, contributed=c, room=r, removed=out, value=v) for n, (c, r, out, v) in enumerate(told)
    ]
    for year, form in excise_by_year(Account.ROTH, years).items():
        assert form.money("left") >= 0
        assert form.money("tax") <= Decimal("0.06") * told[year - 2019][3]
        assert all(line is None or recompute(line) == line.value for line in form.values())


def test_relabeling_moves_the_earnings_and_taxes_them_at_the_conversion():
    """29,700 of 27,000 adjusted is a tenth more: 700 of earnings go along, and only they are taxed."""
    way = direct_roth(DEPOSIT, OWNER, SPRING).way("relabel_and_convert")
    assert (way.moved.money, way.taxable.money) == (7_700, 700)
    assert (way.by, way.open, way.taxable_year) == (date(2026, 10, 15), True, 2026)
    assert way.price(Decimal("0.24")).value == 168


def test_relabeling_beside_pre_tax_money_is_taxed_in_proportion():
    """7,000 of basis over 77,000 left and 7,700 converted: 636.36 free, 7,063.64 taxed."""
    owner = Owner(filed_on_time=True, under_59_half=True, iras=77_000)
    way = direct_roth(DEPOSIT, owner, SPRING).way("relabel_and_convert")
    assert way.taxable.money == Decimal("7063.64")


def test_returned_earnings_are_income_of_the_year_of_the_deposit():
    way = direct_roth(DEPOSIT, OWNER, SPRING).way("return")
    assert (way.moved.money, way.taxable.money, way.extra.value, way.taxable_year) == (7_700, 700, 0, 2025)


def test_before_the_act_of_2022_returned_earnings_bore_10_percent():
    early = Deposit(
        tax_year=2021,
        made_on=date(2021, 2, 3),
        amount=6_000,
        excess=6_000,
        opening=0,
        closing=6_600,
        added=6_000,
    )
    assert direct_roth(early, OWNER, date(2022, 6, 1)).way("return").extra.money == 60


def test_a_spring_deposit_for_the_year_before_is_taxed_in_the_year_it_was_made():
    late = Deposit(
        tax_year=2025,
        made_on=date(2026, 2, 3),
        amount=7_000,
        excess=7_000,
        opening=0,
        closing=7_100,
        added=7_000,
    )
    assert direct_roth(late, OWNER, SPRING).way("return").taxable_year == 2026


def test_without_a_return_on_time_october_is_lost():
    owner = Owner(filed_on_time=False, under_59_half=True)
    way = direct_roth(DEPOSIT, owner, date(2026, 5, 1)).way("return")
    assert (way.by, way.open) == (date(2026, 4, 15), False)


def test_leaving_it_costs_6_percent_for_each_year_end():
    owner = Owner(filed_on_time=True, under_59_half=True, room_next=7_500)
    repair = direct_roth(DEPOSIT, owner, date(2027, 11, 1))
    assert not repair.way("return").open
    assert repair.way("remove_later").extra.money == 840  # for 2025 and 2026
    assert repair.way("remove_later").by == date(2027, 12, 31)
    assert repair.way("absorb").moved.money == 7_000


def test_without_pay_there_is_nothing_to_relabel():
    owner = Owner(filed_on_time=True, under_59_half=True, barred=True)
    assert [way.code for way in direct_roth(DEPOSIT, owner, SPRING).ways] == ["return", "remove_later"]


YEARS = [
    YearOfIras(year=2020, contributed=6_000),
    YearOfIras(year=2021, contributed=6_000),
    YearOfIras(year=2024, contributed=7_000, converted=19_200),
]


@pytest.mark.parametrize(("year", "by"), [(2021, date(2025, 4, 15)), (2022, date(2026, 4, 15)), (1999, None)])
def test_an_early_return_counts_from_april_15_also_where_the_due_date_was_the_18th(year: int, by: date | None):
    assert refund_by(year) == by


def test_missing_forms_come_oldest_first_and_an_overtaxed_conversion_is_amended():
    """19,000 of basis, 19,200 converted: 200 is taxable, the return showed all of it."""
    missing = missing_forms(YEARS, filed=frozenset({2021}), reported={2024: 19_200}, today=SPRING)
    assert [(one.year, one.amended) for one in missing] == [(2020, False), (2024, True)]
    assert missing[1].overtaxed.money == 19_000
    assert missing[1].refund_by == date(2028, 4, 15)
    repair = missing_8606(missing)
    assert repair.way("file_and_pay").extra.money == 100
    assert repair.way("file_with_cause").extra.value == 0
    assert repair.way("file_with_cause").forms == ("8606_2020", "8606_2024_1040X")


def test_after_three_years_the_refund_is_gone_but_the_basis_is_not():
    missing = missing_forms(YEARS, filed=frozenset(), reported={2024: 19_200}, today=date(2028, 4, 16))
    assert not missing[-1].open
    assert not missing[-1].amended
    assert missing[-1].form.money("13") == 19_000


def test_income_reported_too_low_is_amended_at_any_time():
    missing = missing_forms(YEARS, filed=frozenset({2020, 2021}), reported={}, today=date(2040, 1, 1))
    assert missing[0].amended
    added = missing_8606(missing).way("file_with_cause").incomes
    assert [(one.year, one.amount.money) for one in added] == [(2024, 200)]


def test_where_nothing_left_the_ira_nothing_was_withheld():
    repair = withheld(gross=0, held_back=0, taken_on=SPRING, today=SPRING, under_59_half=True)
    assert [(way.taxable.value, way.extra.value) for way in repair.ways] == [(0, 0), (0, 0)]
