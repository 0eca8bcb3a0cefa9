from datetime import date

import pytest

from calc.pitfalls import paperwork
from tests.calc.pitfalls.both_ways import group, holds, with_ira
from tests.people import single

FEBRUARY = date(2027, 2, 10)
CONVERTED = with_ira(
    "traditional", 0, moves=["traditional", "converted"], contributed=7_500, converted=7_500, contributed_late=0
)

BOTH = {
    "form_8606_always": (CONVERTED, single(agi=90_000)),
    "looks_fully_taxable": ((CONVERTED, FEBRUARY), CONVERTED),
    "rounding_and_blanks": (with_ira(), CONVERTED),
}


@pytest.mark.parametrize("name", BOTH)
def test_applies_and_does_not(name):
    applies, does_not = BOTH[name]
    assert holds(name, applies)
    assert not holds(name, does_not)


def test_every_condition_is_tried():
    assert set(BOTH) == group(paperwork)
