from tests.calc.pitfalls.both_ways import holds
from tests.people import person, single, with_plan

OLD_ROTH = {"ira_kinds": ["roth"], "roth_first_year": 2015}
YOUNG_ROTH = {"ira_kinds": ["roth"], "roth_first_year": 2024}
ROTH_AT_WORK = with_plan(features={"roth_deferrals": 10_000})

BOTH = {
    "five_year_clocks": (
        single(you=person(birth_year=1960, **YOUNG_ROTH)),
        single(you=person(birth_year=1960, **OLD_ROTH)),
    ),
    "ordering": (single(need_within=10), single(need_within=20)),
    "converted_principal": (single(need_within=10), single(agi=90_000, need_within=10)),
    "penalty_exceptions": (single(need_within=10), single(need_within=20)),
    "california_early": (single(need_within=10, state="CA"), single(need_within=10, state="OR")),
    "new_jersey_roth": (single(need_within=10, state="NJ"), single(need_within=20, state="NJ")),
    "roth_in_a_plan": (single(you=ROTH_AT_WORK, need_within=5), single(you=with_plan(), need_within=5)),
    "plan_roth_to_roth_ira": (single(you=ROTH_AT_WORK), single(you=ROTH_AT_WORK | OLD_ROTH)),
}


def test_money_that_can_wait_past_both_clocks_needs_no_clock():
    assert holds("five_year_clocks", single())
    assert not holds("five_year_clocks", single(need_within=20))


def test_california_taxes_what_was_withheld_too():
    held = person(
        ira_kinds=["traditional"], traditional=20_000, moves=["converted"], converted=50_000, withheld=10_000
    )
    assert holds("california_early", single(you=held, state="CA", circumstances=["withheld"]))
    older = held | {"birth_year": 1960}
    assert not holds("california_early", single(you=older, state="CA", circumstances=["withheld"]))


def test_when_the_money_is_needed_is_not_guessed():
    assert not holds("ordering", single())
