from tests.calc.pitfalls.both_ways import holds, ira, with_ira
from tests.people import person, single, with_plan

BOTH = {
    "strategy_not_product": (single(), single(agi=90_000)),
    "roth_401k_is_another_account": (single(you=with_plan()), single()),
    "conversion_is_not_backdoor": (single(agi=90_000, you=ira()), with_ira()),
    "backdoor_not_needed": (single(agi=153_000), single(agi=154_000)),
    "four_different_moves": (
        with_ira(value=0, moves=["converted"], converted=7_501),
        with_ira(value=0, moves=["converted"], converted=7_500),
    ),
}


def test_no_income_known_is_not_an_income_that_allows_a_direct_contribution():
    assert not holds("backdoor_not_needed", single(agi=None, you=person()))


def test_converting_old_money_alone_is_no_backdoor_at_any_income():
    assert holds("conversion_is_not_backdoor", with_ira(moves=["converted"], converted=20_000))
