"""A question is asked only when its answer can change the plan, and one that could is not left out."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.facts import Facts
from calc.planning.plan import planned
from dialogs.answering import cards
from dialogs.interview import codec
from dialogs.interview.agenda import Agenda, agenda
from dialogs.views.plan import replies
from tests.talk import NOVEMBER

SINGLE: dict[str, Any] = {
    "tax_year": 2026, "filing_status": "single", "you.birth_year": 1984, "state": "TX", "you.compensation": "200000",
    "agi": "200000", "you.ira_kinds": [], "you.moves": [], "you.plan_kinds": [], "save": "100000000",
    "circumstances": [],
}  # fmt: skip
SEPARATE = SINGLE | {"filing_status": "mfs", "lived_with_spouse": True, "you.covered": False}
WITH_IRA = SINGLE | {
    "you.ira_kinds": ["traditional"], "you.traditional": "7000", "you.basis": "0", "you.plan_kinds": ["401k"],
    "you.moves": ["traditional"], "you.contributed": "7000",
    "you.plans.401k.deferrals": "1000", "you.plans.401k.after_tax_allowed": False,
}  # fmt: skip


def asked(answers: dict[str, Any], today: date = NOVEMBER) -> set[str]:
    return {question.fact for question in agenda(answers, today).asked}


def told(facts: Facts, today: date = NOVEMBER) -> str:
    """The plan and what is behind "more", without the list of what was assumed, which repeats the answers."""
    made = planned(facts, today)
    if made is None:
        return ""
    warned = [*cards.warned(made.case).values()]
    blocks = [*replies.tell(made, "plan", warned), *replies.tell(made, "more", warned)]
    return "\n".join(block for block in blocks if not block.startswith("# Assumed"))


def with_fact(known: Agenda, fact: str, value: object) -> Facts:
    """The facts as if this one had been told, asked for or not."""
    return codec.decode({**known.answers, fact: value})  # type: ignore[dict-item]


def test_living_together_on_separate_returns_the_spouses_plan_decides_about_the_deduction():
    """IRC 219(g)(1), (4): either spouse's coverage counts, unless they lived apart all year."""
    assert "spouse.covered" in asked(SEPARATE)
    assert "spouse.covered" not in asked(SEPARATE | {"you.covered": True})
    assert "spouse.covered" not in asked(SEPARATE | {"lived_with_spouse": False})
    assert "spouse.covered" not in asked(SINGLE)
    plans = {told(agenda(SEPARATE | {"spouse.covered": answer}, NOVEMBER).facts) for answer in (True, False)}
    assert len(plans) == 2


def test_money_that_was_not_deducted_is_not_asked_into_a_plan():
    """IRC 408(d)(3)(A)(ii): only what would be taxed may go into a plan."""
    assert "you.plans.401k.roll_in" not in asked(WITH_IRA)
    assert "you.plans.401k.roll_in" in asked(WITH_IRA | {"you.traditional": "9000"})
    assert "you.plans.401k.roll_in" in asked(WITH_IRA | {"you.basis": None})


@pytest.mark.parametrize(("basis", "offered"), [("0", False), ("7000", True)])
def test_who_goes_straight_to_roth_is_offered_the_plan_beside_old_basis_alone(basis, offered):
    """IRC 408(d)(3)(H): with the rest in a plan the basis is converted alone; what is all pre-tax costs the same."""
    told_of = WITH_IRA | {"agi": "5000", "you.moves": [], "you.traditional": "58000", "you.basis": basis}
    known = agenda(told_of, NOVEMBER)
    taken = {question.fact for question in known.taken}
    assert ("you.plans.401k.roll_in" in taken, "you.plans.401k.roll_in" in asked(told_of)) == (offered, False)
    plans = {told(with_fact(known, "you.plans.401k.roll_in", answer)) for answer in ("any", "no")}
    assert len(plans) == 1 + offered


def test_without_pay_and_without_a_plan_nobody_is_asked_how_much_to_save():
    """IRC 219(b)(1)(B): no more goes into an IRA than the pay of the year, a spouse's included on a joint one."""
    without = SINGLE | {"you.compensation": "0"}
    assert "save" in asked(SINGLE)
    assert "save" not in asked(without)
    assert "save" in asked(without | {"you.plan_kinds": ["401k"]})
    assert "save" in asked(without | {"filing_status": "mfj", "spouse.compensation": "90000"})


@pytest.mark.parametrize(
    ("agi", "moves", "wanted"), [("90000", [], False), ("90000", ["traditional"], True), ("200000", [], True)]
)
def test_who_goes_straight_to_roth_is_not_asked_about_coverage(agi, moves, wanted):
    answers = SINGLE | {"agi": agi, "you.moves": moves, "you.contributed": "1000", "you.ira_kinds": ["traditional"]}
    assert ("you.covered" in asked(answers)) is wanted


@given(
    st.fixed_dictionaries(
        {
            "filing_status": st.sampled_from(["single", "mfj", "mfs"]),
            "lived_with_spouse": st.booleans(),
            "agi": st.sampled_from(["5000", "60000", "160000", "310000"]),
            "you.moves": st.sampled_from([[], ["traditional"], ["traditional", "converted"]]),
            "you.traditional": st.sampled_from(["0", "7000", "58000"]),
            "you.basis": st.sampled_from(["0", "7000"]),
            "you.covered": st.booleans(),
            "you.plans.401k.roll_in": st.sampled_from(["any", "no"]),
        }
    ),
    st.sampled_from([NOVEMBER, date(2026, 3, 3), date(2028, 2, 3)]),
)
@settings(max_examples=12, deadline=None)
def test_a_question_that_is_not_asked_could_not_have_changed_the_plan(answers, today):
    person = {"ira_kinds": [], "moves": [], "plan_kinds": [], "birth_year": 1984, "compensation": "90000"}
    told_of = WITH_IRA | {"you.contributed": "7000", "you.converted": "3000"} | answers
    told_of |= {f"spouse.{name}": value for name, value in person.items()} | {"add_backs": "0"}
    known = agenda(told_of, today)
    counted = {question.fact for question in (*known.asked, *known.taken)}
    for fact, values in {"you.covered": (True, False), "you.plans.401k.roll_in": ("any", "no")}.items():
        if fact not in counted:
            texts = {told(with_fact(known, fact, value), today) for value in values} - {""}
            assert len(texts) <= 1, fact
