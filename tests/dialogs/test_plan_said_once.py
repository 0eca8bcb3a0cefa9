"""What a plan says of one person does not hold of the other, nor against what it says beside it."""

from datetime import date

import pytest

from calc.planning.stakes import at_stake
from dialogs.views.plan.verdict import verdict_lines
from tests.people import NOVEMBER, codes, couple, person, planned, single, with_plan

JANUARY = date(2027, 1, 15)
NOTHING_DONE = {"ira_kinds": ["traditional"], "basis": 0, "moves": [], "plan_kinds": []}


def _verdict(made):
    return " ".join(line.text for line in verdict_lines(made))


def test_what_is_at_stake_is_of_those_whom_the_warning_names():
    """A tenth of 400,000: the spouse's 30,000 is small, the 90,000 of the other is not."""
    large = NOTHING_DONE | {"traditional": 90_000}
    small = NOTHING_DONE | {"traditional": 30_000}
    told = couple(person(1976, 150_000, **small), person(1975, 250_000, **large), agi=400_000)
    together = planned(told)
    alone = {way.who: way for way in together.ways if way.option.way == "convert_all"}
    price = alone["spouse"].cost.federal_at_most
    assert set(alone) == {"you", "spouse"}
    assert at_stake(together)["convert_everything"].money == pytest.approx(price.money, abs=1)


def test_nothing_converted_so_far_is_assumed_and_not_a_doubt_about_the_whole_tax():
    you = person(1982, 225_000, traditional=0, year_end_value=0, **NOTHING_DONE)
    said = _verdict(planned(single(220_000, you, tax_year=2026), JANUARY))
    assert "Assumed: nothing was converted in 2027 so far." in said
    assert "all of what was converted" not in said


def test_a_year_that_is_over_names_what_its_form_hangs_on():
    """6,000 in and 6,010 out: $10 is taxed if it was in by December, all of it if it came later (line 4)."""
    done = {"moves": ["traditional", "converted"], "contributed": 6_000, "converted": 6_010}
    you = person(1980, 180_000, **NOTHING_DONE | done, traditional=0, year_end_value=0)
    said = _verdict(planned(single(180_000, you, tax_year=2019), NOVEMBER))
    assert "between $10 and $6,010. What decides: Of it, paid after December 31, 2019." in said


@pytest.mark.parametrize(("worth", "left"), [(6_000, "$2,000"), (8_000, ""), (9_000, "")])
def test_basis_that_outlives_the_iras_is_named(worth, left):
    """8,000 of basis: all of it comes back out of 8,000 or more, and 2,000 is left after a loss."""
    you = person(**NOTHING_DONE | {"traditional": worth, "basis": 8_000})
    said = _verdict(planned(single(310_000, you)))
    assert (f"{left} of basis is left over" in said) if left else ("left over" not in said)


def test_basis_that_a_plan_could_set_apart_is_named_also_without_a_back_door():
    """60,000 with 20,000 of basis: the 401(k) takes 40,000 in, and the basis converts untaxed (IRC 408(d)(3)(H))."""
    you = with_plan(
        features={"roll_in": "any"}, compensation=95_000, ira_kinds=["traditional"], traditional=60_000, basis=20_000
    )
    said = _verdict(planned(single(90_000, you)))
    assert "with $40,000 of pre-tax money rolled into the 401(k) first, $20,000 converts with $0 taxed" in said


def test_what_was_converted_after_december_is_of_that_year():
    done = {"moves": [], "converted_next": 3_000, "year_end_value": 138_500}
    you = person(1977, 300_000, ira_kinds=["traditional"], traditional=138_500, basis=0, plan_kinds=[]) | done
    assert "converted or taken out in 2027 makes $3,000 of income" in _verdict(
        planned(single(save=0, you=you), JANUARY)
    )


def test_a_plan_without_room_is_full_whatever_it_allows():
    """10,000 deferred, 20,000 of the employer's and 42,000 after tax are 72,000 (415(c)): nothing is left to ask."""
    money = {"deferrals": 10_000, "employer_money": 20_000, "after_tax_made": 42_000, "after_tax_allowed": True}
    made = planned(single(250_000, with_plan(features=money | {"after_tax_capped": False, "exits": None})))
    assert "is full for 2026" in _verdict(made)
    assert "ask_after_tax" not in codes(made)
