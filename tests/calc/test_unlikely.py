"""What can be and seldom is: named with both facts; ordinary facts are left alone."""

from decimal import Decimal

import pytest

from calc.facts import Facts, Person, PlanKind, WorkPlan
from calc.unlikely import unlikely


def reasons(person):
    person = dict(person)
    plan = {name: person.pop(name) for name in ("deferrals", "employer_money") if name in person}
    plans = {PlanKind.K401: WorkPlan(**{name: Decimal(amount) for name, amount in plan.items()})} if plan else {}
    amounts = {name: value if name == "birth_year" else Decimal(value) for name, value in person.items()}
    return [one.reason for one in unlikely(Facts(tax_year=2026, you=Person(plans=plans, **amounts)))]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"birth_year": 1984, "contributed": 7_501}, "above_ira_limit"),
        ({"birth_year": 1984, "contributed": 5_000, "contributed_roth": 3_000}, "above_ira_limit"),
        ({"birth_year": 1984, "contributed_prior": 7_500}, "above_ira_limit"),
        ({"birth_year": 1984, "deferrals": 32_500}, "above_deferral_limit"),
        ({"birth_year": 1962, "deferrals": 35_750}, "above_deferral_limit"),
        ({"compensation": 100_000, "employer_money": 31_000}, "employer_money_and_pay"),
        ({"birth_year": 2006, "compensation": 240_000}, "age_and_pay"),
        ({"birth_year": 1936, "compensation": 180_000}, "age_and_pay"),
    ],
)
def test_what_is_unlikely_is_named(told, reason):
    assert reasons(told) == [reason]


@pytest.mark.parametrize(
    "told",
    [
        {"birth_year": 1984, "contributed": 7_500},
        {"birth_year": 1976, "contributed": 8_600},
        {"birth_year": 1984, "contributed_prior": 7_000},
        {"birth_year": 1976, "deferrals": 32_500},
        {"birth_year": 1965, "deferrals": 35_750},
        {"birth_year": 1984, "deferrals": "24500.06"},
        {"compensation": 100_000, "employer_money": 30_000},
        {"birth_year": 2006, "compensation": 60_000},
        {"contributed": 9_000},
    ],
)
def test_what_is_ordinary_or_not_known_is_left_alone(told):
    assert reasons(told) == []
