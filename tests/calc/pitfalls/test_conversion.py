from datetime import date

from tests.calc.pitfalls.both_ways import holds, ira, said, with_ira
from tests.people import NOVEMBER, couple, person, single

CONTRIBUTED = {"moves": ["traditional"], "contributed": 7_500}
CONVERTED = {"moves": ["traditional", "converted"], "contributed": 7_500, "converted": 7_500}
PRIOR = {"moves": ["prior"], "contributed_prior": 7_000}

BOTH = {
    "how_long_to_wait": (with_ira("traditional", 7_500, **CONTRIBUTED), with_ira("traditional", 0, **CONVERTED)),
    "few_cents_left": (with_ira("traditional", 49, **CONVERTED), with_ira("traditional", 50, **CONVERTED)),
    "gains_before_converting": (
        with_ira("traditional", 7_600, **CONTRIBUTED),
        with_ira("traditional", 7_500, **CONTRIBUTED),
    ),
    "loss_before_converting": (
        with_ira("traditional", 7_000, **CONTRIBUTED),
        with_ira("traditional", 7_500, **CONTRIBUTED),
    ),
    "no_undo": (with_ira(**CONVERTED), with_ira(moves=["converted"], converted=7_500)),
    "how_many_conversions": (
        with_ira("traditional", 7_000, **PRIOR),
        with_ira("traditional", 7_500, **CONTRIBUTED),
    ),
    "withholding": (said("withheld"), single()),
    "paid_out_by_check": (with_ira(moves=["withdrew"], withdrew=5_000), with_ira()),
    "rmd_first": (single(you=ira(birth_year=1953)), single(you=ira(birth_year=1954))),
    "inherited_no_conversion": (single(you=person(ira_kinds=["inherited"])), single()),
    "same_accounts_again": (single(you=person(ira_kinds=["roth"])), single()),
    "december_cutoffs": ((single(), date(2026, 12, 10)), (single(), date(2026, 12, 9))),
    "hard_to_value": (said("annuity"), single()),
    "excluded_income_rate": (
        single(agi=60_000, add_backs=130_000, you=ira(foreign_excluded=130_000, compensation=190_000)),
        single(agi=190_000, you=ira(foreign_excluded=0, compensation=190_000)),
    ),
    "never_invested": (with_ira("traditional", 0, **CONVERTED), with_ira("traditional", 7_500, **CONTRIBUTED)),
}


def test_nothing_is_left_behind_when_nothing_is_left():
    assert not holds("few_cents_left", with_ira("traditional", 0, **CONVERTED))


def test_old_pre_tax_money_is_not_growth():
    assert not holds("gains_before_converting", with_ira("rollover", 58_000, **CONTRIBUTED))


def test_whoever_says_that_distributions_are_required_is_believed():
    assert holds("rmd_first", said("rmd"))


def test_the_age_of_either_spouse_counts():
    assert holds("rmd_first", (couple(ira(birth_year=1950), person()), NOVEMBER))


def test_people_born_in_1960_or_later_start_at_75():
    year = {"tax_year": 2026}
    assert not holds("rmd_first", single(you=ira(birth_year=1960), **year))


def test_no_distribution_was_required_in_2020():
    assert not holds("rmd_first", (single(you=ira(birth_year=1945), tax_year=2020), date(2020, 11, 1)))


def test_a_required_distribution_never_goes_on_to_a_roth_ira():
    """IRC 408(d)(3)(E); and after 60 days nothing that was paid out does."""
    paid = {"moves": ["withdrew"], "withdrew": 20_000, "birth_year": 1950}
    assert not holds("paid_out_by_check", single(you=ira(value=300_000, ira_rmd=20_000, **paid)))
    more = single(you=ira(value=300_000, ira_rmd=15_000, **paid))
    assert holds("paid_out_by_check", more)
    assert holds("paid_out_by_check", (more, date(2027, 3, 1)))
    assert not holds("paid_out_by_check", (more, date(2027, 3, 2)))
