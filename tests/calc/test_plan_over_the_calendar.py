"""A dozen households, walked over the calendar: a plan never orders what the law no longer allows on its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from calc import law
from calc.facts import Facts
from calc.planning.plan import Plan, plan
from calc.planning.season import season
from calc.planning.steps import Step
from dialogs.answering import cards
from tests.people import codes, couple, person, planned, single, with_plan

OLD = {"ira_kinds": ["rollover"], "rollover": 80_000, "basis": 0}
NEW = {"ira_kinds": ["traditional"], "traditional": 6_000, "basis": 0}
MADE = NEW | {"moves": ["traditional"], "contributed": 6_000, "contributed_late": 0}
CONVERTED = {
    "moves": ["traditional", "converted"],
    "contributed": 6_000,
    "contributed_late": 0,
    "converted": 6_000,
    "year_end_value": 80_000,
}
ROTH = {"ira_kinds": ["roth"], "roth_first_year": 2018, "moves": ["roth"], "contributed_roth": 6_000}
AFTER_TAX = {"after_tax_allowed": True, "exits": ["in_plan"], "pay": 320_000}
HOUSEHOLDS: dict[str, Facts] = {
    "clean": single(),
    "direct": single(60_000, person(compensation=60_000)),
    "contributed": single(you=person(**MADE)),
    "for the year before": single(you=person(**NEW | {"moves": ["prior"], "contributed_prior": 6_000})),
    "roll-in": single(you=with_plan(features={"roll_in": "any"}, **OLD)),
    "plan not asked": single(you=with_plan(**OLD)),
    "no plan": single(you=person(**OLD)),
    "converted beside old money": single(you=person(**OLD | CONVERTED)),
    "straight to Roth, too much income": single(you=person(**ROTH)),
    "straight to Roth, too little pay": single(40_000, person(compensation=4_000, **ROTH)),
    "too much in a traditional IRA": single(you=person(**MADE | {"contributed": 9_000, "traditional": 9_000})),
    "mega": single(you=with_plan(features=AFTER_TAX)),
    "deferred too much": single(you=with_plan(features={"deferrals": 40_000})),
    "aged 55": single(you=with_plan(birth_year=1970, features={"prior_wages": 200_000, "offers_roth": True})),
    "required distribution": single(you=person(1948, **MADE | {"traditional": 90_000})),
    "couple, one SEP": couple(person(ira_kinds=["sep"], sep=50_000, basis=0), person(**MADE)),
    "couple, one above the limit": couple(person(**ROTH)),
    "Massachusetts": single(state="MA"),
}
YEARS = (2023, 2026)  # one whose dates moved, also for Patriots' Day; one whose next year is not published
DAYS = (  # years after the tax year, month, day
    *((-1, 12, 1), (0, 1, 1), (0, 4, 15), (0, 4, 16), (0, 10, 15), (0, 10, 16), (0, 12, 10), (0, 12, 30)),
    *((0, 12, 31), (1, 1, 1), (1, 4, 14), (1, 4, 15), (1, 4, 16), (1, 4, 17), (1, 4, 18), (1, 6, 15), (1, 6, 16)),
    *((1, 10, 14), (1, 10, 15), (1, 10, 16), (1, 12, 30), (1, 12, 31), (2, 1, 1), (2, 4, 16), (3, 1, 1)),
)
MOVES_IN = ("contribute_traditional", "recharacterize")
CONVERTS = ("convert", "convert_part", "convert_share")
OF_THE_YEAR = ("after_tax", "after_tax_solo", "roth_catch_up", "no_catch_up")
CLOSED = (
    "deferrals_left",
    "return_457b",
    "return_additions",
    "excess_left",
    "remove_excess",
    "late_form_8606",
    "next_year",
)


@cache
def walk(year: int) -> list[tuple[str, Plan]]:
    days = [date(year + after, month, day) for after, month, day in DAYS]
    households = {name: facts.model_copy(update={"tax_year": year}) for name, facts in HOUSEHOLDS.items()}
    return [(name, plan(facts, today)) for name, facts in households.items() for today in days]


def of(made: Plan, *codes: str) -> list[Step]:
    return [step for step in made.steps if step.code in codes]


@pytest.fixture(params=YEARS)
def walked(request: pytest.FixtureRequest) -> list[tuple[str, Plan]]:
    return walk(request.param)


def wrong(walked: list[tuple[str, Plan]], slips: Any) -> list[str]:
    return [f"{name}, {made.today}: {slip}" for name, made in walked for slip in slips(made)]


def test_every_last_day_is_ahead_and_the_laws_own(walked: list[tuple[str, Plan]]) -> None:
    def slips(made: Plan) -> Iterator[object]:
        when, year = made.case.season, law.year(made.tax_year)
        allowed = {when.contribute_by, when.correct_by, when.convert_by, date(made.today.year, 12, 31)}
        allowed |= {year.date("excess_deferral_return_deadline"), *year.dates("estimated_tax_due_dates")}
        for step in made.steps:
            if step.by and (step.by < made.today or step.by not in allowed):
                yield step.code, step.by
        yield from ((one.code, one.on) for one in made.deadlines if one.on < made.today)

    assert wrong(walked, slips) == []


def test_nothing_is_ordered_that_the_day_forbids(walked: list[tuple[str, Plan]]) -> None:
    """IRC 219(f)(3), 408(d)(4), 408A(d)(6), 402(g)(2): each of these acts has its last day."""

    def slips(made: Plan) -> Iterator[str]:
        when, today = made.case.season, made.today
        due = law.year(made.tax_year).date("excess_deferral_return_deadline")
        last = {"contribute_direct": when.contribute_by, "contribute_traditional": when.contribute_by}
        last |= {"recharacterize": when.correct_by, "remove_excess": when.correct_by, "return_deferrals": due}
        last |= dict.fromkeys(OF_THE_YEAR, date(made.tax_year, 12, 31))
        yield from (step.code for step in made.steps if step.code in last and today > last[step.code])
        yield from (step.code for step in of(made, "excess_left") if today <= when.correct_by)
        yield from (step.code for step in of(made, "deferrals_left") if today <= due)
        yield from (step.code for step in made.steps if when.closed and step.code not in CLOSED)

    assert wrong(walked, slips) == []


def test_what_is_converted_is_there_before_and_in_the_same_year(walked: list[tuple[str, Plan]]) -> None:
    """A conversion counts for the calendar year in which it is made (IRC 408A(d)(3)), and takes what it finds."""

    def slips(made: Plan) -> Iterator[object]:
        for convert in of(made, *CONVERTS):
            if convert.by is None or convert.by.year != convert.year or convert.year < made.today.year:
                yield convert.code, convert.by, convert.year
            for step in of(made, *MOVES_IN, "roll_in", "rmd_first"):
                late = step.by is None or convert.by is None or step.by > convert.by
                if step.who == convert.who and (late or made.steps.index(step) > made.steps.index(convert)):
                    yield step.code, step.by, convert.by
        yield from (step.year for step in of(made, "roll_in") if step.by != date(step.year or 0, 12, 31))

    assert wrong(walked, slips) == []


def test_a_contribution_that_can_wait_says_where_its_conversion_then_falls(walked: list[tuple[str, Plan]]) -> None:
    def slips(made: Plan) -> Iterator[object]:
        when = made.case.season
        converting = {step.who for step in of(made, *CONVERTS)}
        for step in of(made, "contribute_traditional"):
            if step.who in converting and not when.over:
                told = step.by, step.values.get("later"), step.values.get("next_year")
                if told != (date(made.tax_year, 12, 31), when.contribute_by, made.tax_year + 1):
                    yield told

    assert wrong(walked, slips) == []


def test_every_conversion_and_contribution_has_the_form_of_its_year(walked: list[tuple[str, Plan]]) -> None:
    def slips(made: Plan) -> Iterator[object]:
        forms = {(step.who, step.year) for step in of(made, "form_8606", "late_form_8606")}
        for step in of(made, *MOVES_IN, *CONVERTS):
            feeds = step.code in CONVERTS or any(one.who == step.who for one in of(made, *CONVERTS))
            if feeds and (step.who, step.year) not in forms:
                yield step.code, step.year

    assert wrong(walked, slips) == []


def test_a_form_is_late_only_after_its_return_was_due(walked: list[tuple[str, Plan]]) -> None:
    def slips(made: Plan) -> Iterator[object]:
        for step in of(made, "form_8606", "late_form_8606"):
            known = step.year in law.years()
            late = known and made.today > season(step.year or 0, made.today, made.case.facts.state).contribute_by
            if late != (step.code == "late_form_8606"):
                yield step.code, step.year

    assert wrong(walked, slips) == []


def forked(made: Plan, *codes: str) -> list[Step]:
    """The same steps where they stand in a branch: near the end of the year a roll-in does."""
    return [step for branch in made.branches for step in branch.steps if step.code in codes]


def test_warnings_never_contradict_the_steps(walked: list[tuple[str, Plan]]) -> None:
    """What a warning tells to do is among the steps; what the steps forbid is in no warning."""
    needs = {
        "C35": ("recharacterize",),
        "C36": ("recharacterize", "remove_excess", "excess_left"),
        "C51": (*CONVERTS, "roll_in", "after_tax", "ask_plan_first"),
        "C80": ("roth_catch_up",),
        "C96": ("pay_tax", "pay_tax_later", "pay_tax_with_return"),
    }
    forbids = {"C04": ("contribute_traditional",)}

    def slips(made: Plan) -> Iterator[str]:
        closed = made.case.season.closed
        for code in cards.warnings(made.case):
            told = needs.get(code, ())
            missing = told and not of(made, *told) and not forked(made, *told)
            if closed:
                yield from [] if cards.card(code).closed else [code]
            elif missing or of(made, *forbids.get(code, ())):
                yield code

    assert wrong(walked, slips) == []


@pytest.mark.parametrize("year", law.years())
def test_days_on_which_something_is_filed_or_paid_are_working_days(year: int) -> None:
    """IRC 7503 moves a last day off Saturday, Sunday and holidays, never back."""
    of_law = law.year(year)
    names = ("ira_contribution_deadline", "ira_contribution_deadline_maine_massachusetts")
    found = [of_law.date(name) for name in (*names, "excess_removal_and_recharacterization_deadline")]
    found += of_law.dates("estimated_tax_due_dates")
    assert [day for day in found if day.weekday() > 4] == []
    october = of_law.date("excess_removal_and_recharacterization_deadline")
    assert timedelta(0) <= october - date(year + 1, 10, 15) <= timedelta(2)


def test_who_was_past_seventy_and_a_half_in_2019_had_no_limit_to_pay_into_a_traditional_ira():
    """IRC 219(d)(1), in force until 2019: all of it is an excess, and bears the 6% of every year-end (4973)."""
    you = person(birth_year=1948, ira_kinds=["traditional"], moves=["traditional"], contributed=7_000, basis=0)
    found = planned(single(you=you, tax_year=2019))
    assert found.people[0].excess.money == 7_000
    assert "excess_left" in codes(found)


def test_who_turned_seventy_after_the_bar_was_repealed_pays_in_like_everybody():
    you = person(birth_year=1948, ira_kinds=["traditional"], moves=["traditional"], contributed=7_000, basis=0)
    assert planned(single(you=you, tax_year=2020)).people[0].excess.money == 0


def test_the_last_day_to_contribute_is_named_while_it_is_unknown_what_has_gone_in() -> None:
    """IRC 219(f)(3): the due date of the return, April 15, 2027, for 2026; past it, no more."""
    unknown = single(you=person(moves=None))
    assert ("contribute", date(2027, 4, 15)) in [(one.code, one.on) for one in planned(unknown).deadlines]
    assert "contribute" not in [one.code for one in planned(unknown, date(2027, 4, 16)).deadlines]
