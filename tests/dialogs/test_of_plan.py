"""Questions about one's own plan as a whole, answered from its own figures."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from calc.derivation import dollars
from dialogs.answering.taught import ways_of_asking
from dialogs.session import Session
from dialogs.understanding.of_plan import KINDS, NONE, SURE, WEIGHTS, plan_kind
from dialogs.views.plan.in_short import ANSWERS, RISKS, in_short
from dialogs.views.plan.steps import by_number
from dialogs.views.plan.where_from import where_from
from tests.dialogs.people import COUPLE, SINGLE, interview
from tests.dialogs.test_own_figures import RETIRED, SAVER, YOUNG
from tests.people import couple, person, planned, single
from tests.talk import Talk

CLEAN = single()
PRO_RATA = couple(person(compensation=80_000, ira_kinds=["sep"], sep=45_000, basis=0))
KEPT_ASIDE = tomllib.loads((Path(__file__).parent / "after_plan.toml").read_text("utf-8"))
NO_WAY = single(you=person(ira_kinds=["rollover"], rollover=90_000, basis=0))


def test_every_kind_that_is_heard_has_an_answer():
    assert set(KINDS) == {*ANSWERS, RISKS}


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("is it worth it?", "worth"),
        ("So is all this really worth the trouble for us?", "worth"),
        ("what first?", "first"),
        ("where do I start?", "first"),
        ("what would you do?", "would"),
        ("what should we do?", "would"),
        ("what are my options?", "would"),
        ("what's the cheapest way out?", "would"),
        ("what's my wife's best move", "would"),
        ("what is the best way to do this?", "would"),
        ("what if I wait?", "wait"),
        ("can it wait until next year?", "wait"),
        ("explain it to my wife", "explain"),
        ("how do I explain this to my husband?", "explain"),
    ],
)
def test_before_a_plan_it_is_said_what_is_missing(asked, kind):
    talk = Talk().says("/start")
    before = talk.answers
    talk.says(asked)
    assert "That comes with the plan" in talk.text
    assert talk.asked == "tax_year"
    assert talk.answers == before
    assert kind in KINDS


@pytest.mark.parametrize(
    "asked", ["is the backdoor worth it at 300k?", "what if my income is 300k", "what first year counts"]
)
def test_a_question_of_its_own_is_none_about_the_plan(asked):
    assert "That comes with the plan" not in Talk().says("/start").says(asked).text


@pytest.mark.parametrize(
    "asked", ["What do you think?", "what should we do?", "did I screw up?", "so, what now?", "any advice?"]
)
def test_beside_what_is_told_it_comes_with_the_plan_and_no_card_is_guessed(asked):
    talk = Talk().says(f"I am single, I live in Texas, and I have a rollover IRA with 60k. {asked}")
    assert "comes with the plan" in talk.text
    assert "Rollover IRA today: $60,000" in talk.text
    assert not [one for one in talk.buttons if one.data.startswith("/ask")]


def test_a_back_door_without_tax_is_worth_it_as_far_as_tax_goes():
    assert in_short(planned(CLEAN), "worth").startswith("Yes, as far as tax goes")


def test_where_something_is_taxed_the_rate_of_this_plan_decides():
    """400,000 joint lies in the bracket of 24 % with what the conversion adds, and Texas takes none."""
    plan = planned(PRO_RATA)
    told = in_short(plan, "worth")
    assert "24%" in told
    assert f"${dollars(plan.tax.federal).money:,}" in told


def test_a_little_growth_does_not_make_it_a_matter_of_rates():
    """300 of growth beside 9,300 of after-tax money and a clean 14,600."""
    assert in_short(planned(SAVER), "worth").startswith("Yes, as far as tax goes: only $300 is taxed now")


def test_a_required_distribution_is_taxed_whatever_is_done():
    assert in_short(planned(RETIRED), "worth").startswith("Nothing goes into a Roth in this plan: the $16,000")


def test_waiting_loses_what_is_not_contributed():
    assert "cannot be made up later" in in_short(planned(YOUNG), "wait")
    assert "weeks" not in in_short(planned(YOUNG), "wait")
    assert "weeks" in in_short(planned(SAVER), "wait")


def test_where_nothing_goes_into_a_roth_it_is_no_yes():
    assert in_short(planned(NO_WAY), "worth").startswith("Not this year")


@pytest.mark.parametrize("facts", [CLEAN, PRO_RATA, NO_WAY])
def test_the_first_step_is_that_of_the_plan_and_waiting_names_its_days(facts):
    plan = planned(facts)
    assert in_short(plan, "first").startswith("1")
    first = min(step.by for step in plan.steps if step.by)
    assert f"{first:%B} {first.day}, {first.year}" in in_short(plan, "wait")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("facts", [CLEAN, PRO_RATA, NO_WAY])
def test_it_is_short(facts, kind):
    assert 0 < len(in_short(planned(facts), kind)) <= 1_200


@pytest.fixture(scope="module")
def at_the_plan():
    """Somebody who has answered everything and has the plan before them, as it is stored."""
    talk = Talk().says("/start")
    while talk.asked is not None:
        talk.says(SINGLE.get(talk.asked.rpartition(".")[2], "I don't know"))
    return talk.presses("All correct: show my plan").session.dump()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("honestly is it worth the hassle", "Yes, as far as tax goes"),
        ("do we gain anything by this", "Yes, as far as tax goes"),
        ("what do I get out of this", "Yes, as far as tax goes"),
        ("so what's step one", "1. "),
        ("and what do I do on monday", "1. "),
        ("what should be my very first call", "1. "),
        ("if you were me what would you do", "I decide nothing for you"),
        ("what's your take", "I decide nothing for you"),
        ("which option would you go for", "I decide nothing for you"),
        ("can I put this off", "Nothing is lost until"),
        ("must this be done before new year", "Nothing is lost until"),
        ("what's the harm in waiting a month", "Nothing is lost until"),
        ("explain like I'm 12", "In short, for 2026"),
        ("can you make it shorter for my husband", "In short, for 2026"),
        ("my wife doesn't get it, can you explain it to her", "In short, for 2026"),
        ("how much tax will I owe and when", "What this plan adds to it"),
        ("and the state?", "What this plan adds to it"),
        ("can I still back out of this", "Nothing binds you before a step is carried out"),
        ("what if I change my mind", "A conversion cannot be undone"),
        ("what could go wrong", "What would cost most here"),
        ("so what's the catch", "What would cost most here"),
        ("how much will it save me", "Yes, as far as tax goes"),
        ("what's step 2 about", "2. "),
        ("can I skip step 1", "1. "),
        ("step 40?", "There is no step 40"),
    ],
)
def test_after_the_plan_a_few_words_tell_what_is_meant(at_the_plan, asked, told):
    assert told in Talk(session=Session.load(at_the_plan)).says(asked).text


def test_what_may_be_meant_of_the_plan_is_offered(at_the_plan):
    talk = Talk(session=Session.load(at_the_plan)).says("will it rain tomorrow afternoon")
    talk = talk if "What if I wait?" in talk.labels else talk.says("does it keep well")
    assert "Nothing is lost until" in talk.presses("What if I wait?").text


def test_an_amount_that_only_the_plan_names_is_told_by_the_plan():
    plan = planned(SAVER)
    assert where_from(Decimal(300), plan.case.facts, plan)
    assert not where_from(Decimal(31), plan.case.facts, plan)


def test_which_of_two_a_step_is_of_changes_no_filing_status():
    talk = interview(COUPLE).says("is step 2 for both of us or just me")
    assert talk.answers["filing_status"] == "mfj"
    assert "Both of you: Roll $58,000" in talk.text


def test_waiting_past_the_year_tells_what_is_lost_and_what_is_not():
    told = in_short(planned(CLEAN), "wait")
    assert "An IRA contribution counts for 2026 until April 15, 2027" in told
    assert "What is converted after December 31, 2026 belongs to the next year" in told


def test_what_can_be_taken_back_hangs_on_the_steps():
    assert "until October 15, 2027" in in_short(planned(CLEAN), "undo")
    assert "After-tax money" not in in_short(planned(CLEAN), "undo")
    assert "A conversion cannot be undone" in in_short(planned(CLEAN), "undo")
    assert "A conversion cannot be undone" not in in_short(planned(NO_WAY), "undo")


def test_a_step_is_found_by_its_number_also_that_of_a_branch():
    plan = planned(single(you=person(ira_kinds=["rollover"], rollover=90_000, basis=0, plan_kinds=["401k"])))
    fork = plan.forks[0]
    assert by_number(plan, "1").step is plan.steps[0]
    assert by_number(plan, f"{fork.id}2").step is fork.steps[1]
    assert by_number(plan, "99") is by_number(plan, "h1") is by_number(plan, f"{fork.id}9") is None


def test_words_of_the_field_are_no_words_about_the_plan(at_the_plan):
    asked = "which comes first, the contribution or the conversion"
    assert "I decide nothing for you" not in Talk(session=Session.load(at_the_plan)).says(asked).text


def test_what_is_kept_aside_was_not_taught():
    taught = {text.casefold().strip(" ?") for text, _ in ways_of_asking()}
    assert not [text for texts in KEPT_ASIDE.values() for text in texts if text.casefold().strip(" ?") in taught]


@pytest.mark.parametrize("kind", KINDS)
def test_words_that_were_not_taught_are_understood(kind):
    understood = [plan_kind(text, SURE) == kind for text in KEPT_ASIDE[kind]]
    assert sum(understood) >= 0.8 * len(understood)


def test_what_is_about_something_else_is_seldom_taken_for_the_plan():
    taken = [plan_kind(text, SURE) is not None for text in KEPT_ASIDE[NONE]]
    assert sum(taken) <= 0.05 * len(taken)


def test_the_weights_of_the_plan_stay_small():
    assert len(WEIGHTS.read_bytes()) <= 400_000


REPAIRED = SINGLE | {"moves": "Roth IRA contribution", "direct": "7,000"}


@pytest.mark.parametrize(
    ("people", "asked", "told"),
    [
        (COUPLE, "why do I have to empty the IRA", "pre-tax money in any of them on December 31"),
        (COUPLE, "can I do steps 1 and 3 at the same time", "Of one account keep the order"),
        (COUPLE, "what if I don't do the rollover first", "Without the roll-in"),
        (COUPLE, "what if my plan doesn't accept roll-ins", "Without the roll-in"),
        (COUPLE, "what if we skip the mega part", "The after-tax part stands alone"),
        (COUPLE, "what if only I do it", "changes nothing in the other's steps"),
        (COUPLE, "is the 7500 per person", "Per person: each of you"),
        (SINGLE, "is the 7500 per person", "yours alone"),
        (SINGLE, "why not directly into the roth", "income limits what may go there"),
        (SINGLE, "do I have to do all of this every year", "a new choice each year"),
        (SINGLE, "how long will all this take", "A custodian needs some days"),
        (REPAIRED, "what if I don't repair it", "costs 6% for each year it stays"),
        (REPAIRED, "why do I have to fix that", "costs 6% for each year it stays"),
    ],
)
def test_what_is_asked_of_its_steps_is_answered_and_supposes_nothing(people, asked, told):
    talk = interview(people).says("/plan")
    before = dict(talk.answers)
    assert told in talk.says(asked).text
    assert (talk.answers, talk.stage) == (before, "planned")
