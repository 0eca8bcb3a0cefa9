from datetime import date

from tests.calc.pitfalls.both_ways import holds, with_ira
from tests.people import single

FEBRUARY = date(2027, 2, 10)
CONVERTED = with_ira(
    "traditional", 0, moves=["traditional", "converted"], contributed=7_500, converted=7_500, contributed_late=0
)

BOTH = {
    "form_8606_always": (CONVERTED, single(agi=90_000)),
    "looks_fully_taxable": ((CONVERTED, FEBRUARY), CONVERTED),
    "rounding_and_blanks": (with_ira(basis=7_000), CONVERTED),
}


def test_a_contribution_alone_is_reported_as_well():
    assert holds("form_8606_always", with_ira("traditional", 7_500, moves=["traditional"], contributed=7_500))
