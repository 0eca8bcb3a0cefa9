"""When the Roth money of the plan is free: 59½ from the year of birth, five years from 1 January, 10 % before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from calc.facts import Facts
from tests.people import person, planned, single, with_plan

SEP = {"ira_kinds": ["sep"], "sep": 60_000, "basis": 0}


def notes(facts: Facts, today: date = date(2026, 11, 23)) -> dict[str, dict[str, Any]]:
    return {note.code: dict(note.values) for note in planned(facts, today).clocks}


def test_nobody_who_did_not_ask_is_told() -> None:
    assert notes(single()) == {}


def test_a_clean_back_door_is_free_at_any_time_and_its_earnings_from_59_and_a_half() -> None:
    told = notes(single(need_within=5))
    assert list(told) == ["converted", "earnings_age"]
    earnings = told["earnings_age"]  # born in 1984; the first Roth IRA is of 2026
    assert (earnings["first"], earnings["last"]) == (date(2043, 7, 1), date(2044, 6, 30))
    assert earnings["on"] == date(2031, 1, 1)


def test_what_is_taxed_now_bears_a_tenth_for_five_years() -> None:
    """8/9 of 7,500 is taxed beside 60,000 of SEP money."""
    told = notes(single(you=person(**SEP), need_within=2))["converted_taxed"]
    assert (told["taxed"].money, told["extra"].money) == (Decimal("6666.67"), Decimal("666.67"))
    assert told["on"] == date(2031, 1, 1)


def test_where_59_and_a_half_comes_first_it_frees_the_conversion() -> None:
    assert "converted_age" in notes(single(you=person(1967, **SEP), need_within=2))
    assert "converted" in notes(single(you=person(1966, **SEP), need_within=2))  # reached by 30 June 2026


def test_the_clock_of_earnings_runs_from_the_first_roth_ira_year() -> None:
    """Born in 1960 and past 59½: 2024 + 5."""
    old = person(1960, ira_kinds=["roth"], roth_first_year=2024)
    assert notes(single(you=old))["earnings_clock"]["on"] == date(2029, 1, 1)
    assert "earnings_unknown" in notes(single(you=person(1960, ira_kinds=["roth"]), need_within=2))


def test_a_direct_contribution_for_last_year_starts_last_years_clock() -> None:
    """Made in February 2027 for 2026: five years from 1 January 2026; born in 1965, so past 59½."""
    told = notes(single(100_000, person(1965), need_within=2), date(2027, 2, 10))
    assert list(told) == ["contributions", "earnings_clock"]
    assert told["earnings_clock"]["on"] == date(2031, 1, 1)


def test_a_conversion_of_next_spring_starts_next_years_clock() -> None:
    told = notes(single(you=person(1960), need_within=2), date(2027, 2, 10))
    assert told["earnings_clock"]["on"] == date(2032, 1, 1)


def test_what_is_converted_inside_a_plan_keeps_its_locks() -> None:
    features = {"after_tax_allowed": True, "exits": ["in_plan"]}
    assert "in_plan" in notes(single(you=with_plan(features=features), need_within=2))


def test_growth_taxed_inside_a_plan_bears_a_tenth_for_five_years() -> None:
    features = {"after_tax_allowed": True, "exits": ["in_plan"], "after_tax_made": 9_000, "after_tax_earnings": 400}
    told = notes(single(you=with_plan(features=features), need_within=2))["in_plan_taxed"]
    assert (told["taxed"].money, told["extra"].money, told["on"]) == (400, 40, date(2031, 1, 1))
