"""The year files: complete, cited, checked, and refused by name where there is none."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import calc
from calc import law
from calc.refusals import Refusal

FILES = [*law.years(), 0]


def figures(number: int):
    return law.own(number) if number else law.standing().figures


@pytest.mark.parametrize("number", FILES)
def test_every_figure_has_a_citation_and_the_day_it_was_checked(number: int):
    missing = [
        name
        for name, figure in figures(number).items()
        if not (figure.law.strip() and figure.source.strip() and figure.checked_against and figure.checked)
    ]
    assert missing == []


@pytest.mark.parametrize("number", FILES)
def test_a_figure_without_a_value_says_why(number: int):
    silent = [n for n, f in figures(number).items() if (f.value is None) != bool(f.none)]
    assert silent == []


def test_the_year_files_hold_the_same_figures():
    assert law.incomplete() == []


def test_a_year_that_is_not_published_is_refused_by_name():
    with pytest.raises(Refusal) as refused:
        law.year(2050)
    assert refused.value.reason == "year_unpublished"
    assert refused.value.values == {"year": 2050, "first": 2019, "latest": law.latest()}


def test_a_year_before_the_first_is_refused_by_name():
    with pytest.raises(Refusal) as refused:
        law.year(2018)
    assert (refused.value.reason, refused.value.field) == ("year_too_early", "tax_year")


def test_a_year_file_that_is_being_written_refuses_what_it_lacks():
    """In November the limits come before the rate schedules: what is out is used, the rest is refused by name."""
    whole = law.year(2026)
    figures = {name: figure for name, figure in whole.figures.items() if not name.startswith("tax_brackets")}
    begun = law.Year(2027, figures, {})
    assert begun.figure("ira_contribution_limit").value == 7500
    with pytest.raises(Refusal) as refused:
        begun.brackets("single")
    assert refused.value.values == {"figure": "tax_brackets_single", "year": 2027}
    with pytest.raises(KeyError):
        begun.figure("a_name_that_no_year_has")


def test_an_amount_carries_its_citation():
    limit = law.year(2026).figure("ira_contribution_limit")
    assert limit.value == Decimal(7500)
    assert "IRC 219(b)(5)" in limit.source
    assert "Notice 2025-67" in limit.source


def test_what_a_year_did_not_have_is_none_not_zero():
    assert law.year(2024).maybe("catch_up_60_63_414v") is None
    with pytest.raises(LookupError, match="first in 2025"):
        law.year(2024).figure("catch_up_60_63_414v")


@pytest.mark.parametrize("number", law.years())
def test_a_deadline_never_falls_on_a_weekend(number: int):
    names = (
        "ira_contribution_deadline",
        "ira_contribution_deadline_maine_massachusetts",
        "excess_removal_and_recharacterization_deadline",
        "estimated_tax_due_dates",
    )
    days = [day for name in names for day in law.year(number).dates(name)]
    assert [day for day in days if day.weekday() >= 5] == []


@pytest.mark.parametrize("number", [2021, 2022, 2023, 2024, 2025, 2026])
def test_the_due_date_is_the_first_working_day_from_15_april(number: int):
    """IRC 7503; the District of Columbia keeps 16 April, or the weekday nearest to it."""
    day, holiday = date(number + 1, 4, 15), date(number + 1, 4, 16)
    holiday += timedelta({5: -1, 6: 1}.get(holiday.weekday(), 0))
    while day.weekday() >= 5 or day == holiday:
        day += timedelta(1)
    assert law.year(number).date("ira_contribution_deadline") == day


@pytest.mark.parametrize("number", law.years())
@pytest.mark.parametrize("status", ["single", "hoh", "mfj", "mfs", "qss"])
def test_a_rate_schedule_climbs_without_a_gap(number: int, status: str):
    steps = law.year(number).brackets(status)
    assert steps[0].over.value == 0
    assert steps[-1].up_to is None
    assert [s.up_to and s.up_to.value for s in steps[:-1]] == [s.over.value for s in steps[1:]]
    assert [s.rate.value for s in steps] == sorted(s.rate.value for s in steps)


@pytest.mark.parametrize("number", law.years())
def test_separate_filers_have_half_the_joint_schedule(number: int):
    """IRC 1(j)(2)(D): every bound but the printing's rounding is half of the joint one."""
    joint, separate = (law.year(number).brackets(status) for status in ("mfj", "mfs"))
    assert [s.over.value * 2 for s in separate] == [j.over.value for j in joint]


def test_no_figure_of_the_law_stands_in_python():
    """A number of three digits or more in calc/ that equals a figure would be the law in the wrong place."""
    whole = {amount.value for n in FILES for figure in figures(n).values() for amount in figure.amounts}
    found = []
    for file in Path(calc.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, int | float) and value > 100 and value in whole:
                found.append(f"{file.name}:{node.lineno}: {value}")
    assert found == []


def test_limits_of_years_that_people_quote():
    assert law.year(2019).figure("annual_additions_limit_415c").value == 56000
    assert law.year(2019).figure("elective_deferral_limit_402g").value == 19000
    assert law.year(2020).figure("ira_contribution_limit").value == 6000
    assert law.year(2020).figure("ira_catch_up_50").value == 1000


def test_what_is_out_of_the_year_ahead_serves_no_plan():
    """Figure by figure with its citation; while that year has no file, a plan for it is refused by name."""
    number, figures = law.ahead()
    assert number in {law.latest(), law.latest() + 1}
    assert "social_security_wage_base" in figures
    assert "ira_contribution_limit" not in figures
    assert all(figure.law and figure.source and figure.checked_against for figure in figures.values())
    assert number in law.years() or law.year(law.latest()).number < number
