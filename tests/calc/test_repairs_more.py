"""Repairs of money that went on, over several years or into the wrong account: what each way moves and costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from calc.refusals import Refusal
from calc.repairs.basis_in_plan import basis_in_plan
from calc.repairs.deducted_converted import Deducted, deducted_converted
from calc.repairs.direct_roth import Deposit, Owner, direct_roth
from calc.repairs.early import additional_tax
from calc.repairs.excess_deferrals import excess_deferrals
from calc.repairs.excess_left import Account
from calc.repairs.excess_years import Excesses, excess_years
from calc.repairs.missing_8606 import missing_8606, missing_forms
from calc.repairs.relabeled import Relabeled, relabeled
from calc.repairs.withheld import withheld, withheld_from_plan
from calc.repairs.wrong_account import roth_plan_landed, wrong_year
from calc.worksheets.form_8606_years import YearOfIras

NOVEMBER = date(2026, 11, 28)
PLAN = {"gross": 9_000, "held_back": 1_800, "taken_on": date(2026, 11, 3), "today": NOVEMBER}


def incomes(way):
    return [(one.year, one.amount.money) for one in way.incomes]


def test_out_of_a_plan_all_pre_tax_money_is_income_and_only_what_was_kept_bears_the_ten_percent():
    """IRC 402(c), 72(t)(1): 9,000 of income, 10 % of 1,800; Form 1040 lines 5a and 5b, no Form 8606."""
    repair = withheld_from_plan(**PLAN, early=True)
    keep, good = repair.way("keep_as_distribution"), repair.way("make_good")
    assert (keep.taxable.money, keep.extra.money) == (9_000, 180)
    assert (good.taxable.money, good.extra.value, good.by) == (9_000, 0, date(2027, 1, 2))
    assert "8606" not in {*keep.forms, *good.forms}
    assert withheld_from_plan(**PLAN, early=False).way("keep_as_distribution").extra.value == 0


def test_after_tax_plan_money_counts_as_kept_first():
    """IRC 402(c)(2): what is rolled over is pre-tax first, so the 1,800 that was kept is after-tax."""
    keep = withheld_from_plan(**PLAN, early=True, after_tax=2_000).way("keep_as_distribution")
    assert (keep.taxable.money, keep.extra.value) == (7_000, 0)
    keep = withheld_from_plan(**PLAN, early=True, after_tax=1_000).way("keep_as_distribution")
    assert (keep.taxable.money, keep.extra.money) == (8_000, 80)


def test_california_adds_its_own_to_the_early_tax():
    """R&TC 17085: 2.5 %, and 6 % out of a young SIMPLE, on what the federal tax falls on."""
    told = {"gross": 40_000, "held_back": 10_000, "taken_on": date(2026, 10, 1), "today": NOVEMBER}
    for state, extra in (("CA", 1_250), ("OR", 1_000), (None, 1_000)):
        way = withheld(**told, under_59_half=True, state=state).way("keep_as_distribution")
        assert way.extra.money == extra
    taxed = withheld(**told, under_59_half=True).way("keep_as_distribution").taxable
    assert additional_tax(taxed, state="CA", simple=True).money == 12_400  # 25 % + 6 % of 40,000


def test_an_excess_that_was_converted_comes_out_of_the_roth_ira_or_costs_6_percent():
    """IRC 408(d)(4), 4973: 4,300 of 7,500; 6 % of it is 258 for each 31 December."""
    into_roth = Deposit(
        tax_year=2026,
        made_on=date(2026, 5, 1),
        amount=7_500,
        excess=4_300,
        opening=0,
        closing=7_500,
        added=7_500,
        reached=7_500,
    )
    repair = direct_roth(into_roth, Owner(filed_on_time=True, under_59_half=True, barred=True), NOVEMBER)
    back, later = repair.way("return"), repair.way("remove_later")
    assert (back.moved.money, back.taxable.value, back.by) == (4_300, 0, date(2027, 10, 15))
    assert later.extra.money == 258


@pytest.mark.parametrize(
    ("reached", "closing", "moved"),
    [
        (7_600, 8_360, Decimal("4793.06")),  # 4,300 × 76/75 = 4,357.33, and a tenth more
        (7_500, 6_750, Decimal(3870)),  # a tenth less
    ],
)
def test_the_growth_of_both_accounts_goes_along(reached, closing, moved):
    deposit = Deposit(
        tax_year=2026,
        made_on=date(2026, 5, 1),
        amount=7_500,
        excess=4_300,
        opening=0,
        closing=closing,
        added=reached,
        reached=reached,
    )
    back = direct_roth(deposit, Owner(filed_on_time=True, under_59_half=True, barred=True), NOVEMBER).way("return")
    assert back.moved.money == moved
    assert back.taxable.money == max(moved - 4_300, 0)


def excesses(contributed, unused=None, values=None):
    return Excesses(
        account=Account.ROTH, contributed=contributed, unused=unused or {}, removed={}, values=values or {}
    )


THREE_YEARS = {2022: 6_000, 2023: 6_500, 2024: 7_000}


def test_an_excess_of_three_years_is_one_table():
    """IRC 4973(a): 6,000, then 12,500, then 19,500 twice, 6 % of each: 3,450 by the end of 2025."""
    repair, forms = excess_years(excesses(THREE_YEARS), NOVEMBER)
    assert {year: form.money("25") for year, form in forms.items()} == {
        2022: 360,
        2023: 750,
        2024: 1_170,
        2025: 1_170,
    }
    out = repair.way("take_out")
    assert (out.moved.money, out.extra.money, out.by) == (19_500, 3_450, date(2026, 12, 31))
    assert out.forms == ("5329_2022", "5329_2023", "5329_2024", "5329_2025")
    assert repair.way("leave").extra.money == 4_620
    assert [way.code for way in repair.ways] == ["take_out", "leave"]


def test_unused_room_of_a_later_year_absorbs():
    """Form 5329 line 19: 7,000 unused in 2025 leaves 12,500, 6 % of which is 750."""
    repair, forms = excess_years(excesses(THREE_YEARS, unused={2025: 7_000}), NOVEMBER)
    assert forms[2025].money("24") == 12_500
    assert repair.way("take_out").extra.money == 360 + 750 + 1_170 + 750


def test_a_small_account_lowers_the_tax():
    """Form 5329 line 25: the smaller of the excess and the value on 31 December."""
    _, forms = excess_years(excesses({2022: 6_000}, values={2022: 4_000}), NOVEMBER)
    assert forms[2022].money("25") == 240


def test_the_newest_year_is_undone_for_its_own_year_while_october_is_ahead():
    """IRC 408(d)(4): in June 2026 the 7,000 of 2025 can still go back without the 6 % of 2025."""
    repair, _ = excess_years(excesses({2024: 7_000, 2025: 7_000}), date(2026, 6, 1))
    assert (repair.way("undo_newest").moved.money, repair.way("undo_newest").by) == (7_000, date(2026, 10, 15))
    out = repair.way("take_out")
    assert (out.moved.money, out.extra.money) == (7_000, 840), "6 % of the 7,000 of 2024, for 2024 and 2025"
    assert repair.way("leave").extra.money == 420 + 840 + 840


def test_an_excess_that_was_absorbed_owes_only_the_past():
    repair, _ = excess_years(excesses({2022: 6_000}, unused={2023: 6_500}), NOVEMBER)
    assert [(way.code, way.extra.money) for way in repair.ways] == [("absorbed", 360)]
    assert repair.amount.value == 0


@pytest.mark.parametrize("contributed", [{}, {2022: 0}, {2027: 100}])
def test_years_without_an_excess_or_ahead_are_refused(contributed):
    with pytest.raises(Refusal):
        excess_years(excesses(contributed), NOVEMBER)


def test_the_growth_of_a_returned_deferral_belongs_to_the_year_in_which_it_is_paid():
    """IRC 402(g)(2)(C): the deferral is income of its own year, its growth of the year of the payout."""
    told = {"tax_year": 2026, "excess": 5_500, "earnings": 340}
    repair = excess_deferrals(**told, roth=False, today=date(2027, 2, 1))
    assert incomes(repair.way("return")) == [(2026, 5_500), (2027, 340)]
    assert incomes(repair.way("leave")) == [(2026, 5_500), (None, 5_500)]
    assert incomes(excess_deferrals(**told, roth=True, today=NOVEMBER).way("return")) == [(2026, 340)]


SPRING = {"year": 2025, "made_on": date(2025, 3, 1), "contribution": 7_000, "moved_on": date(2026, 2, 10)}


def test_a_relabeled_contribution_that_was_converted_is_basis_in_both_years():
    """408A(d)(6): line 1 and 14 of 2025 are 7,000, line 2 of 2026 too; of 7,420 converted 420 is taxed."""
    repair, forms = relabeled(Relabeled(**SPRING, moved=7_420, then_converted=7_420))
    assert (forms[2025].money("1"), forms[2025].money("14")) == (7_000, 7_000)
    assert (forms[2026].money("2"), forms[2026].money("18"), forms[2026].money("14")) == (7_000, 420, 0)
    assert incomes(repair.way("report")) == [(2026, 420)]
    assert repair.way("report").forms == ("8606_2025", "statement", "8606_2026")


def test_relabeled_in_spring_it_still_stands_in_line_6_of_the_year_before():
    """Form 8606 instructions, line 6: 60,000 and the 7,300 that moved; 20,000 × 7,000 / 87,300 is free."""
    told = Relabeled(**SPRING, moved=7_300, value=60_000, converted=20_000)
    _, forms = relabeled(told)
    assert (forms[2025].money("6"), forms[2025].money("18")) == (67_300, Decimal("18396.33"))


def test_paid_in_after_the_year_it_frees_nothing_of_that_year():
    """Form 8606 line 4."""
    told = Relabeled(**(SPRING | {"made_on": date(2026, 1, 5)}), moved=7_000, value=60_000, converted=20_000)
    _, forms = relabeled(told)
    assert (forms[2025].money("4"), forms[2025].money("18"), forms[2025].money("14")) == (7_000, 20_000, 7_000)


def test_paid_in_after_the_year_it_was_in_no_ira_on_its_31_december():
    """Line 6 is 40,000 without it: 5,000 / 50,000 of 10,000 is free; 11,000 / 40,100 of 7,100 in the year after."""
    told = Relabeled(
        year=2025,
        made_on=date(2026, 1, 20),
        contribution=7_000,
        moved=7_100,
        moved_on=date(2026, 4, 2),
        basis=5_000,
        value=40_000,
        converted=10_000,
        then_converted=7_100,
        then_value=33_000,
    )
    _, forms = relabeled(told)
    assert (forms[2025].money("6"), forms[2025].money("18"), forms[2025].money("14")) == (40_000, 9_000, 11_000)
    assert (forms[2026].money("18"), forms[2026].money("14")) == (Decimal("5152.37"), Decimal("9052.37"))


PILE = [
    YearOfIras(year=2016, contributed=5_500),
    YearOfIras(year=2017, contributed=5_500),
    YearOfIras(year=2019, contributed=6_000, converted=6_000, value=11_000),
]


def test_a_pile_of_old_returns_is_read_from_the_oldest_on():
    """2016 was right, 2017 left 2016 out, 2019 is missing: 17,000 × 6,000 / 17,000 is free, 11,000 goes on."""
    found = missing_forms(
        PILE, filed=frozenset(), reported={2019: 6_000}, today=NOVEMBER, printed={2016: 5_500, 2017: 5_500}
    )
    assert [(one.year, one.printed and one.printed.money) for one in found] == [(2017, 5_500), (2019, None)]
    assert [one.form.money("14") for one in found] == [11_000, 11_000]
    assert missing_8606(found).way("file_and_pay").extra.money == 50, "one form was not filed"


def test_after_tax_money_in_a_plan_is_no_income_when_it_comes_back():
    """408(d)(3)(A)(ii): within 60 days it reaches a Roth IRA untaxed, for no pre-tax IRA money is left."""
    repair = basis_in_plan(sent=11_000, left_on=date(2026, 11, 2), today=NOVEMBER, earnings=60)
    convert, keep = repair.way("back_and_convert"), repair.way("back_and_keep")
    assert (convert.open, convert.by, incomes(convert)) == (True, date(2027, 1, 1), [(2026, 60)])
    assert (convert.sheet["18"].value, convert.sheet["17"].money) == (0, 11_000)
    assert incomes(keep) == [(2026, 60)]
    assert incomes(repair.way("leave")) == [(None, 11_000)]
    assert not basis_in_plan(sent=11_000, left_on=date(2026, 9, 1), today=NOVEMBER).way("back_and_convert").open


def test_roth_plan_money_in_a_traditional_ira_is_an_excess():
    """402A(c)(3), 4973: 6 % of 20,000 for each 31 December; until October it comes back with its growth."""
    told = {"amount": 20_000, "landed_on": date(2026, 10, 20), "taken_out": 0, "filed_on_time": True}
    repair = roth_plan_landed(**told, opening=30_000, closing=50_500, added=20_000, today=NOVEMBER)
    assert repair.way("return").moved.money == 20_200
    assert incomes(repair.way("return")) == [(2026, 200)]
    assert repair.way("leave").extra.money == 1_200
    assert repair.way("ask_for_correction").by == date(2026, 12, 19)


def test_a_contribution_counts_for_the_year_it_was_booked_for():
    """219(f)(3), 4973: the limit of the booked year is used up but for 500, so 6,500 of 7,000 is too much there."""
    repair = wrong_year(amount=7_000, booked=2026, meant=2025, room=500, today=date(2026, 4, 1))
    assert (repair.way("ask_custodian").open, repair.way("ask_custodian").by) == (True, date(2026, 4, 15))
    assert repair.way("return_above").moved.money == 6_500
    assert repair.way("leave_above").extra.money == 390
    fits = wrong_year(amount=7_000, booked=2026, meant=2025, room=7_500, today=NOVEMBER)
    assert [(way.code, way.by) for way in fits.ways] == [("ask_custodian", None), ("as_booked", None)]


def test_a_deduction_is_taken_back_or_the_conversion_is_taxed():
    """408(o)(2)(B): 7,000 deducted for 2025, converted as 7,100 in 2026."""
    told = Deducted(year=2025, deducted=7_000, converted_in=2026, converted=7_100)
    repair = deducted_converted(told, NOVEMBER)
    assert incomes(repair.way("take_back")) == [(2025, 7_000), (2026, 100)]
    assert incomes(repair.way("leave")) == [(2026, 7_100)]
    assert repair.way("take_back").forms == ("8606_2025_1040X", "8606_2026")


def test_in_one_year_deduction_and_taxed_conversion_cancel_out():
    told = Deducted(year=2025, deducted=7_000, converted_in=2025, converted=7_100)
    repair = deducted_converted(told, NOVEMBER)
    assert repair.ways[0].code == "leave"
    assert incomes(repair.way("take_back")) == [(2025, 7_100)]
