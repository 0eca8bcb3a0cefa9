"""What is told of something that was denied before counts, and is not lost without a word."""

from __future__ import annotations

from dialogs.interview.belonging import unlocked


def test_an_amount_ticks_what_it_belongs_to() -> None:
    before = {"you.ira_kinds": [], "you.moves": ["roth"], "spouse.ira_kinds": ["sep"]}
    assert unlocked({"you.sep": 20_000}, before)["you.ira_kinds"] == ["sep"]
    assert unlocked({"you.converted": 5_000}, before)["you.moves"] == ["roth", "converted"]
    assert unlocked({"spouse.sep": 1}, before) == {"spouse.sep": 1}


def test_nothing_and_what_was_never_asked_tick_nothing() -> None:
    assert unlocked({"you.sep": 0}, {"you.ira_kinds": []}) == {"you.sep": 0}
    assert unlocked({"you.sep": None}, {"you.ira_kinds": []}) == {"you.sep": None}
    assert unlocked({"you.sep": 5}, {}) == {"you.sep": 5}
    assert unlocked({"you.plans.401k.deferrals": 5}, {"you.plan_kinds": []})["you.plan_kinds"] == ["401k"]
