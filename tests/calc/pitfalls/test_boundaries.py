from datetime import date

from calc import law
from calc.pitfalls.conditions import applying
from calc.planning.assess import look
from tests.calc.pitfalls.both_ways import holds, ira, said
from tests.people import NOVEMBER, PLAIN, single

TAXED = ira()
CLEAN = single()
NEWEST = law.latest()

BOTH = {
    "state_differs": (single(state="NJ"), single(state="TX")),
    "moved_states": (said("moving"), CLEAN),
    "medicare_premiums": (single(you=ira(birth_year=1963)), single(you=ira(birth_year=1964))),
    "marketplace_credit": (said("marketplace", you=TAXED), said("marketplace")),
    "college_aid": (said("aid"), CLEAN),
    "creditors": (said("lawsuits"), CLEAN),
    "investment_income_tax": (single(you=TAXED, whole_return={**PLAIN, "long_term_gains": 5_000}), single(you=TAXED)),
    "estimated_tax": (single(you=TAXED), single(you=ira(value=1_000))),
    "charity_and_basis": (
        said("charity", you=ira(birth_year=1955, basis=5_000)),
        said("charity", you=ira(birth_year=1957, basis=5_000)),
    ),
    "divorce": (said("divorce"), CLEAN),
    "old_numbers": ((single(tax_year=NEWEST), date(NEWEST + 1, 2, 10)), CLEAN),
}


def test_those_on_medicare_are_told_before_63():
    assert holds("medicare_premiums", said("medicare", you=TAXED))


def test_nothing_known_means_nothing_claimed():
    bare = single(agi=None, you={"birth_year": None}, state=None, circumstances=None, filing_status=None)
    assert applying(look(bare, NOVEMBER)) == ()
