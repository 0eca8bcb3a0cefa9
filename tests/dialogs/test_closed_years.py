"""A year that is over: only what can still change a form or a repair is asked, and nothing is told as if ahead."""

from __future__ import annotations

from datetime import date

import pytest

from calc.planning.plan import plan
from dialogs.answering import cards
from dialogs.interview.agenda import agenda
from dialogs.phrases import say
from dialogs.views.plan.screen import first_screen
from tests.people import person, single, with_plan
from tests.talk import Talk

NOVEMBER, JULY, MARCH = date(2026, 11, 24), date(2026, 7, 1), date(2026, 3, 2)
OLD = {"ira_kinds": ["rollover"], "rollover": 80_000, "basis": 0}
DONE = {"moves": ["traditional", "converted"], "contributed": 7_000, "contributed_late": 0, "converted": 7_000}
ANSWERS = {
    "tax_year": 2025,
    "filing_status": "single",
    "you.birth_year": 1970,
    "you.ira_kinds": ["rollover", "roth"],
    "you.rollover": "80000",
    "you.moves": ["traditional"],
    "you.contributed": "7000",
    "you.plan_kinds": ["401k", "old"],
    "you.plans.401k.after_tax_allowed": True,
    "you.plans.401k.after_tax_made": "5000",
}
AHEAD = {"save", "you.roth_first_year", "you.contributed_late", "you.plans.401k.exits", "you.plans.401k.roll_in"}
AHEAD |= {"you.plans.401k.highly_compensated", "you.plans.401k.prior_wages", "you.plans.old.value"}


def asked(today: date) -> set[str]:
    return {question.fact for question in agenda(ANSWERS, today).asked}  # type: ignore[arg-type]


def test_nobody_is_asked_what_to_save_or_move_for_a_closed_year() -> None:
    assert asked(NOVEMBER) & AHEAD == set()
    assert {"you.plans.401k.deferrals", "you.plans.401k.employer_money", "you.basis", "circumstances"} <= asked(
        NOVEMBER
    )


def test_until_april_it_is_asked_what_can_still_go_in_and_where_it_then_goes() -> None:
    assert {"save", "you.plans.401k.roll_in", "you.roth_first_year"} <= asked(MARCH)
    assert asked(MARCH) & {"you.plans.401k.exits", "you.plans.401k.highly_compensated"} == set()


def test_a_closed_year_is_about_filing() -> None:
    closed = plan(single(tax_year=2025, you=with_plan(**OLD | DONE, year_end_value=80_000)), NOVEMBER)
    text = "\n".join(first_screen(closed, [*cards.warned(closed.case).values()]).blocks)
    assert "Contributions for 2025 closed on April 15, 2026" in text
    assert [step.code for step in closed.steps] == ["deferrals_left", "late_form_8606"]
    for ahead in ("can still", "decides", "convert what is left", "Put $"):
        assert ahead not in text
    assert "nothing done now changes it" in text


def test_in_spring_a_closed_year_points_to_the_year_that_is_still_open() -> None:
    """In March 2026 a plan of 2024 is over, and a contribution for 2025 still counts until April 15."""
    text = "\n".join(first_screen(plan(single(tax_year=2024), MARCH)).blocks)
    assert "Until April 15, 2026 a contribution still counts for 2025, and one for 2026 is open as well" in text
    left = person(ira_kinds=["traditional"], traditional=7_000, basis=0, moves=["traditional"], contributed=7_000)
    found = plan(single(tax_year=2024, you=left | {"contributed_late": 0}), MARCH)
    assert [step.year for step in found.steps if step.code == "next_year"] == [2025]


def test_where_nothing_was_done_it_says_that_no_form_is_due() -> None:
    text = "\n".join(first_screen(plan(single(tax_year=2025), NOVEMBER)).blocks)
    assert "no Form 8606 is due" in text


@pytest.mark.parametrize("today", [MARCH, JULY, NOVEMBER])
def test_the_warning_about_an_excess_says_what_the_step_says(today: date) -> None:
    """With earnings until the extended due date, without them after it (IRC 408(d)(4), 408(d)(5))."""
    made = plan(
        single(40_000, person(compensation=4_000, moves=["roth"], contributed_roth=7_000), tax_year=2025), today
    )
    step, warning = made.steps[0].code, cards.short("C36", made.case)
    assert step == ("excess_left" if today == NOVEMBER else "remove_excess")
    assert "with its earnings" in warning
    assert ("without them" in warning) == (today != MARCH)


def test_why_no_plan_takes_the_old_money_is_told_as_it_is() -> None:
    contributory = {"ira_kinds": ["traditional"], "traditional": 80_000, "basis": 0}
    told = {
        "no_plan": person(**OLD),
        "refused": with_plan(features={"roll_in": "no"}, **OLD),
        "choosy": with_plan(features={"roll_in": "rollover_only"}, **contributory),
    }
    for code, you in told.items():
        assert say(f"plan.why_as_is.{code}", kind="401(k)") in "\n".join(
            first_screen(plan(single(you=you), NOVEMBER)).blocks
        )


def test_too_much_income_is_not_told_as_too_much_money() -> None:
    you = person(ira_kinds=["roth"], roth_first_year=2018, moves=["roth"], contributed_roth=8_000)
    text = "\n".join(first_screen(plan(single(you=you), NOVEMBER)).blocks)
    assert "$7,500 more went straight into a Roth IRA for 2026 than the income allows" in text
    assert "$500 more went into IRAs for 2026 than the law allows" in text


def test_a_contribution_that_could_wait_says_what_waiting_costs() -> None:
    text = "\n".join(first_screen(plan(single(), NOVEMBER)).blocks)
    assert "By December 31, 2026." in text
    assert "Until April 15, 2027 it counts for 2026, but is then converted in 2027" in text
    assert len(text) <= 1_600


def test_what_nobody_is_asked_for_a_closed_year_is_not_called_missing() -> None:
    features = {"after_tax_allowed": True, "after_tax_dollars": 20_000, "pay": 320_000}
    found = plan(single(tax_year=2024, you=with_plan(features=features, **OLD)), NOVEMBER).unknowns
    assert [gap.fact for gap in found if gap.fact.startswith("you.plans")] == []


def test_a_return_that_has_gone_in_is_amended() -> None:
    """Reg. 301.9100-2(b): until the October date, on Form 1040-X, where the return was filed on time."""
    told = ["/start", "/repair", "Roth contribution, income too high", "2025", "7,000", "7,000", "March 2025"]
    talk = Talk(today=JULY).says(*told, "0", "7,000", "none", "none", "yes", "none")
    assert "Form 1040-X" in talk.text
