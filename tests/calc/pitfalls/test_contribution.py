from datetime import date

import pytest

from tests.calc.pitfalls.both_ways import holds, ira, said, with_ira
from tests.people import couple, person, single

FEBRUARY = date(2027, 2, 10)
DIRECT_8000 = person(moves=["roth"], contributed_roth=7_500)
ALL_CONVERTED = {"moves": ["traditional", "converted"], "contributed": 7_500, "converted": 7_500}

BOTH = {
    "compensation_needed": (single(you=person(compensation=7_499)), single(you=person(compensation=7_500))),
    "spousal_ira": (couple(person(compensation=0)), couple(person(compensation=60_000))),
    "one_limit_for_both": (
        with_ira("traditional", 4_000, moves=["traditional", "roth"], contributed=4_000, contributed_roth=3_500),
        with_ira("traditional", 4_000, moves=["traditional"], contributed=4_000),
    ),
    "two_different_years": (
        with_ira("traditional", 7_000, moves=["prior"], contributed_prior=7_000),
        with_ira("traditional", 7_500, moves=["traditional"], contributed=7_500),
    ),
    "accidental_deduction": (single(you=person(covered=False)), single(you=person(covered=True))),
    "married_separately": (single(filing_status="mfs", lived_with_spouse=True), single()),
    "phase_out_arithmetic": (single(agi=160_000, you=ira(value=20_000)), single(agi=160_000)),
    "conversion_left_out_of_magi": (single(agi=160_000, you=ira(value=20_000)), with_ira()),
    "foreign_exclusion": (single(you=person(foreign_excluded=100_000)), single(you=person(foreign_excluded=0))),
    "no_upper_age": (single(you=person(birth_year=1955)), single(you=person(birth_year=1956))),
    "direct_roth_too_high": (single(you=DIRECT_8000), single(agi=153_000, you=DIRECT_8000)),
    "excess_contribution": (single(you=DIRECT_8000), single()),
    "excess_converted": (
        single(you=person(compensation=3_000, ira_kinds=["traditional"], traditional=0, basis=0, **ALL_CONVERTED)),
        single(you=person(compensation=7_500, ira_kinds=["traditional"], traditional=0, basis=0, **ALL_CONVERTED)),
    ),
    "community_property": (single(filing_status="mfs", state="TX"), single(filing_status="mfs", state="NY")),
    "covered_by_plan": (single(you=ira("sep", covered=False)), single(you=ira("rollover", covered=False))),
}


@pytest.mark.parametrize(("born", "near"), [(1976, True), (1977, True), (1978, False), (1975, False)])
def test_the_year_of_fifty_and_the_one_before_are_near_the_catch_up(born, near):
    assert holds("one_limit_for_both", single(you=person(birth_year=born))) is near


def test_a_contribution_still_to_be_made_in_february_falls_in_two_years():
    assert holds("two_different_years", (single(), FEBRUARY))
    assert not holds("two_different_years", single())


@pytest.mark.parametrize(("agi", "near"), [(142_999, False), (143_000, True), (177_999, True), (178_000, False)])
def test_ten_thousand_dollars_around_the_range_are_near(agi, near):
    assert holds("phase_out_arithmetic", single(agi=agi, you=ira(value=20_000))) is near


def test_living_abroad_is_enough_to_speak_of_the_exclusion():
    assert holds("foreign_exclusion", said("abroad"))


def test_without_pay_no_way_is_open_to_those_who_file_separately():
    """IRC 219(c) needs a joint return."""
    separate = {"filing_status": "mfs", "lived_with_spouse": True}
    assert not holds("married_separately", single(you=person(compensation=0), **separate))
    assert holds("married_separately", single(you=person() | {"compensation": None}, **separate))


def test_unknown_compensation_is_not_too_little():
    assert not holds("compensation_needed", single(you=person() | {"compensation": None}))
