"""The summary holds the whole plan, in blocks that may be sent one by one, and follows what was ticked off."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from bot.channels.telegram.render import pages
from calc.planning.carried_out import takes_amount
from calc.planning.plan import Plan, plan
from dialogs.actions.carrying_out import done, ticked
from dialogs.phrases import money, phrases
from dialogs.views.plan.summary import summary
from tests.people import NOVEMBER, couple, person, planned, single, told, with_plan
from tests.talk import Talk

ON = date(2026, 12, 1)
ROLLOVER = {"ira_kinds": ["rollover"], "rollover": 60_000, "basis": 0}
MEGA = {"after_tax_allowed": True, "exits": ["in_plan"], "roll_in": "any", "highly_compensated": None}


def busy() -> Plan:
    spouse = with_plan("403b", {"after_tax_allowed": None}, birth_year=1970, ira_kinds=["sep"], sep=60_000, basis=0)
    return planned(couple(spouse, with_plan(features=MEGA, **ROLLOVER), state="IL"))


PLANS = {
    "clean": planned(single()),
    "couple": busy(),
    "spring": planned(single(), date(2027, 2, 10)),
    "past": planned(single(tax_year=2023)),
    "no step": planned(single(you=person(compensation=0))),
    "unknowns": planned(single(you={"birth_year": None})),
}


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
def test_every_step_is_one_block_with_a_box_its_words_its_day_and_its_proof(made: Plan) -> None:
    boxes = [block for block in summary(made) if "☐" in block]
    assert len(boxes) == len(made.every_step)
    for block, step in zip(boxes, made.every_step, strict=True):
        assert block.count("☐") == 1
        assert "Proof: " in block
        if step.by:
            assert f"By {step.by:%B} {step.by.day}, {step.by.year}" in block
        if step.amount and takes_amount(step):
            assert money(step.amount.money) in block


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
def test_every_deadline_is_in_it(made: Plan) -> None:
    text = "\n".join(summary(made))
    for day in made.deadlines:
        assert f"• {day.on:%B} {day.on.day}, {day.on.year}: " in text


def test_messages_are_cut_between_steps_and_never_inside_one() -> None:
    blocks = summary(busy())
    texts = pages(blocks)
    assert len(texts) > 1
    assert "\n\n".join(texts) == "\n\n".join(blocks)
    assert all(any(block in text for text in texts) for block in blocks)


def test_the_message_to_send_comes_along_where_a_step_points_to_it() -> None:
    assert any("voluntary after-tax" in block for block in summary(busy()))


def test_what_is_done_stays_as_one_line_and_the_rest_moves_on() -> None:
    facts = single()
    step = planned(facts).steps[0]
    changes = ticked(facts, step, None, ON)
    kept = done(step, None, ON, changes)
    for name, value in changes.items():
        facts = told(facts, name, value)
    blocks = summary(plan(facts, NOVEMBER), done=[kept])
    assert "☑ $7,500 into a traditional IRA for 2026, December 1, 2026" in blocks[1]
    assert [block[:4] for block in blocks if block.startswith("☐")] == ["☐ 1.", "☐ 2.", "☐ 3."]


def test_a_part_of_a_step_is_ticked_and_its_rest_is_still_open() -> None:
    facts = single()
    step = planned(facts).steps[0]
    changes = ticked(facts, step, Decimal(3000), ON)
    kept = done(step, Decimal(3000), ON, changes)
    for name, value in changes.items():
        facts = told(facts, name, value)
    text = "\n".join(summary(plan(facts, NOVEMBER), done=[kept]))
    assert "☑ $3,000 into a traditional IRA" in text
    assert "☐ 1. Put $4,500 into a traditional IRA" in text


def test_a_step_that_no_fact_can_hold_is_ticked_in_its_place() -> None:
    made = planned(single())
    step = made.steps[-1]
    text = "\n".join(summary(made, done=[done(step, None, ON, {})]))
    assert "☑ 4. File Form 8606 for 2026" in text
    assert "Done on December 1, 2026." in text
    assert text.count("☐") == 3


def test_a_tick_whose_step_is_gone_is_not_lost() -> None:
    pay = next(step for step in planned(single(you=person(**ROLLOVER))).steps if step.code == "pay_tax")
    blocks = summary(PLANS["no step"], done=[done(pay, None, ON, {})])
    assert "☑ the tax on the conversion paid, December 1, 2026" in blocks[1]


def test_every_step_has_a_line_for_when_it_is_done() -> None:
    words = phrases()
    assert set(words["plan"]["step"]) - {"by", "proof", "say"} <= set(words["papers"]["done"])


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
def test_lines_are_for_a_phone_and_a_terminal(made: Plan) -> None:
    """No tabs, no runs of spaces that would hold columns, nothing that needs a wide screen."""
    text = "\n".join(summary(made))
    assert "\t" not in text
    assert "  " not in text
    assert text.splitlines()[-1].startswith("Education, not advice")


@pytest.mark.parametrize("words", ["/letters", "send me the message for HR", "letter to my custodian"])
def test_what_to_write_to_hr_and_to_the_custodian_comes_on_its_own(words: str) -> None:
    facts = {
        "tax_year": 2026, "filing_status": "single", "state": "TX", "agi": 250_000, "circumstances": [],
        "you": {
            "birth_year": 1980, "compensation": 250_000, "ira_kinds": ["rollover"], "rollover": 58_000, "basis": 0,
            "moves": [], "plan_kinds": ["401k"], "plans": {"401k": {"deferrals": 24_500, "roll_in": None}},
        },
    }  # fmt: skip
    talk = Talk(today=NOVEMBER).says("/start").uploads(json.dumps(facts)).presses("Yes, take them").says(words)
    copied = [line for line in talk.text.split("\n") if line.startswith("| ")]
    assert any("401(k)" in line for line in copied)
    assert talk.session.answers["you.rollover"] == "58000"
    assert not talk.text.startswith("# 2026 in short")
