"""Every condition is held to two people: one it is meant for, and one who differs in what decides."""

import pytest

from calc.pitfalls.conditions import CONDITIONS
from tests.calc.pitfalls import (
    test_boundaries,
    test_contribution,
    test_conversion,
    test_names,
    test_paperwork,
    test_plan_money,
    test_pro_rata,
    test_withdrawal,
)
from tests.calc.pitfalls.both_ways import holds

GROUPS = (
    test_boundaries,
    test_contribution,
    test_conversion,
    test_names,
    test_paperwork,
    test_plan_money,
    test_pro_rata,
    test_withdrawal,
)
BOTH = {name: both for group in GROUPS for name, both in group.BOTH.items()}


@pytest.mark.parametrize("name", BOTH)
def test_applies_and_does_not(name):
    applies, does_not = BOTH[name]
    assert holds(name, applies)
    assert not holds(name, does_not)


def test_every_condition_is_tried():
    assert set(BOTH) == set(CONDITIONS)
