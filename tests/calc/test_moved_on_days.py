"""What was converted and taken out part by part: 59½, the two years of a SIMPLE, the payments, the 60 days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from calc.contradictions import contradictions
from calc.facts import Facts, Person
from calc.needs import gaps
from calc.planning.plan import Plan
from tests.people import NOVEMBER, person, planned, single

RETIRED: dict[str, Any] = {"ira_kinds": ["traditional"], "traditional": 270_000, "basis": 0}


def parts(*told: tuple[str, int]) -> list[dict[str, object]]:
    return [{"on": on, "amount": amount} for on, amount in told]


def took_out(born: int, *told: tuple[str, int], **known: Any) -> Facts:
    you = person(born, 0, **{**RETIRED, "moves": ["withdrew"], "withdrawals": parts(*told), **known})
    return single(90_000, you)


def additional(plan: Plan) -> list[tuple[Decimal, bool]]:
    return [(one.tax.money, one.sure) for one in plan.early]


def test_the_parts_are_the_sum():
    told = Person.model_validate({"conversions": parts(("2026-03-01", 5_000), ("2026-06-10", 6_000))})
    assert told.converted == 11_000


@pytest.mark.parametrize(
    ("born", "days", "tax"),
    [
        (1967, ("2026-02-01", "2026-06-30"), [(3_000, True)]),  # 59½ from July 1, 2026 on
        (1966, ("2026-07-01", "2026-09-01"), []),  # 59½ until June 30, 2026
        (1966, ("2026-02-01", "2026-09-01"), [(3_000, False)]),  # February may be before it or after it
        (1965, ("2026-02-01", "2026-09-01"), []),
    ],
)
def test_the_days_tell_what_was_taken_before_59_and_a_half(born: int, days: tuple[str, str], tax: list[object]):
    """10 % of what is taxed, all of it here (IRC 72(t)(1), (2)(A)(i))."""
    facts = took_out(born, (days[0], 10_000), (days[1], 20_000))
    assert additional(planned(facts)) == tax


def test_what_came_out_before_that_day_is_asked_where_no_days_tell_it():
    told = took_out(1966, ("2026-07-01", 30_000))
    unknown = told.having("you", told.you.model_copy(update={"withdrawals": None}))
    younger = unknown.having("you", unknown.you.model_copy(update={"birth_year": 1976}))
    fact = "you.withdrew_early"
    assert [fact in gaps(one, NOVEMBER) for one in (told, unknown, younger)] == [False, True, False]


def test_of_what_is_taxed_the_part_before_that_day_bears_the_tax():
    """A tenth of 30,000 is basis: 27,000 taxed, of it 10,000 / 30,000 early, 10 % of 9,000."""
    facts = took_out(1966, ("2026-02-01", 10_000), ("2026-09-01", 20_000), basis=30_000, withdrew_early=10_000)
    assert additional(planned(facts)) == [(900, True)]


def test_days_after_the_two_years_show_that_no_young_simple_money_was_converted():
    simple = {"ira_kinds": ["simple"], "simple": 30_000, "simple_first_deposit": "2024-03-15", "moves": ["converted"]}
    asked = [
        "you.converted_simple" in gaps(single(150_000, person(1980, 150_000, basis=0, **simple, **told)), NOVEMBER)
        for told in (
            {"converted": 9_000},
            {"conversions": parts(("2026-03-01", 9_000))},
            {"conversions": parts(("2026-04-01", 9_000))},
        )
    ]
    assert asked == [True, True, False]


def test_each_payment_day_looks_at_what_was_converted_by_then():
    """Schedule AI: 10,000 in March and 40,000 in November beside 200,000 of income, 36,301 withheld.

    Tax of 2026 as if the months went on for the year: March 240,000 of income, 48,104; May 224,000, 42,984; August
    215,000, 40,334; the year 250,000, 51,304. 90 % of each, a quarter more each time, less what is withheld by then.
    """
    you = person(1975, 200_000, ira_kinds=["traditional"], traditional=0, year_end_value=0, basis=0,
                 moves=["converted"], conversions=parts(("2026-03-01", 10_000), ("2026-11-02", 40_000)))  # fmt: skip
    due = planned(single(200_000, you, tax_withheld=36_301)).due
    assert due is not None
    assert due.catching_up, "1,748 were missing in April"
    assert [amount.money for _, amount in due.rows] == [9_873]
    late = you | {"conversions": parts(("2026-10-01", 10_000), ("2026-11-02", 40_000))}
    due = planned(single(200_000, late, tax_withheld=36_301)).due
    assert due is not None
    assert (due.late, due.catching_up) == (True, False)


def test_what_left_an_ira_in_the_last_60_days_can_go_back():
    """IRC 408(d)(3)(A)(i): October 20 and 60 days; those of March are over. No required amount goes back."""
    facts = took_out(1970, ("2026-03-02", 5_000), ("2026-10-20", 10_000))
    days = [day.on for day in planned(facts).deadlines if day.code == "put_back"]
    assert days == [date(2026, 12, 19)]
    older = took_out(1950, ("2026-10-20", 10_000), ira_rmd=10_000)
    assert "put_back" not in {day.code for day in planned(older).deadlines}


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"conversions": parts(("2025-12-30", 5_000))}, "moved_in_another_year"),
        ({"conversions": parts(("2026-12-20", 5_000))}, "moved_ahead"),
        ({"conversions": parts(("2026-03-01", 5_000)), "converted": 6_000}, "parts_and_sum"),
        ({"moves": ["withdrew"], "withdrew": 5_000, "withdrew_early": 5_001}, "early_above_withdrew"),
    ],
)
def test_what_cannot_be_is_named(told: dict[str, Any], reason: str):
    facts = Facts.model_validate({"tax_year": 2026, "you": {"moves": ["converted"], **told}})
    assert [one.reason for one in contradictions(facts, NOVEMBER)] == [reason]
