"""The contribution deducted after all, beside the plan that elects it as nondeductible."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from calc.facts import Facts
from calc.planning.deducting_instead import DeductingInstead
from calc.planning.options import Way
from tests.people import person, planned, single

SEP = {"ira_kinds": ["sep"], "sep": 60_000, "basis": 0}
DONE = {"moves": ["traditional", "converted"], "contributed": 7_500, "converted": 7_500}


def only(facts: Facts, today: date = date(2026, 11, 23)) -> DeductingInstead:
    (found,) = planned(facts, today).deducting
    return found


def middle(**known: Any) -> Facts:
    """Covered, single, 2026: the range runs from 81,000 to 91,000."""
    return single(84_000, person(compensation=90_000, **known))


def test_deducting_a_clean_back_door_saves_nothing() -> None:
    """Nobody covered, so all may be deducted; the same 7,500 is then taxed when it is converted."""
    found = only(single(you=person(covered=False)))
    assert (found.settled.deduction.money, found.settled.taxable.money, found.elected.money) == (7_500, 7_500, 0)
    assert found.saved.money == 0


def test_beside_pre_tax_money_it_trades_basis_for_tax_today() -> None:
    """8/9 of 7,500 would be taxed: deducting it saves 35 % of 7,500, nothing is converted, and no form is due."""
    plan = planned(single(you=person(covered=False, **SEP)))
    chosen = plan.people[0].chosen
    assert chosen is not None
    assert (chosen.way, chosen.deducted.money, chosen.saved.money) == (Way.DEDUCT, 7_500, 2_625)
    assert (chosen.convert.money, chosen.taxable.money, chosen.forms) == (0, 0, ())
    assert [step.code for step in plan.steps] == ["contribute_traditional"]
    assert plan.deducting == ()


def test_inside_the_range_the_circle_is_closed() -> None:
    """84,000 and 6,666.67 leave 333.33 of the range: 250 may be deducted, at 22 %; Worksheet 1-1 keeps the rest."""
    found = only(middle(**SEP, **DONE))
    assert (found.settled.deduction.money, found.settled.taxable.money) == (250, Decimal("6666.67"))
    assert found.saved.money == 55
    assert found.settled.sheet is not None
    assert found.other is None


def test_late_money_inside_the_range_has_two_readings() -> None:
    late = (
        SEP | DONE | {"contributed": 7_000, "contributed_late": 3_000, "converted": 4_000, "year_end_value": 60_000}
    )
    found = only(single(84_000, person(compensation=90_000, **late), tax_year=2025), date(2026, 3, 1))
    assert found.other is not None


def test_where_nothing_may_be_deducted_nothing_is_shown() -> None:
    assert planned(single(you=person(**SEP))).deducting == ()
    assert planned(single(you=person(covered=False)), date(2027, 2, 10)).deducting == ()  # converted in another year


def test_an_age_at_which_the_birthday_decides_leaves_only_the_deduction_open() -> None:
    """2019: nobody who had reached 70½ could contribute; of one who turned 70 only the birthday tells."""
    made = planned(single(100_000, person(1949, **SEP), tax_year=2019), date(2020, 3, 1))
    assert made.people[0].deduction is None
    assert made.people[0].barred is None


def test_a_conversion_of_the_year_that_is_over_is_taxed_there() -> None:
    """2025: 7,000 with 3,000 of it late, 4,000 converted beside 60,000: 4,000 × 60,000/64,000 is 3,750, at 22 %."""
    late = (
        SEP | DONE | {"contributed": 7_000, "contributed_late": 3_000, "converted": 4_000, "year_end_value": 60_000}
    )
    you = person(compensation=90_000, self_employed=False, **late)
    made = planned(single(84_000, you, tax_year=2025), date(2026, 3, 1))
    assert made.behind is not None
    assert made.behind.cost.federal is not None
    assert (made.behind.taxable.money, made.behind.cost.federal.money) == (3_750, 825)
    assert made.case.taxable is not None
    assert made.case.taxable.money == Decimal("2662.50")  # 3,000 more in 2026: 3,000 × (1 - 6,750/60,000)
    assert planned(middle(**SEP, **DONE)).behind is None
