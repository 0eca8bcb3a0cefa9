"""What plan documents, HR and custodians write, and the facts that are read from it: nothing that is not said."""

import pytest

from dialogs.understanding.plan_words import facts
from dialogs.understanding.statements import statements
from dialogs.views.plan.as_data import as_text
from tests.dialogs.people import COUPLE, SINGLE, interview
from tests.people import person, planned, single
from tests.talk import Talk

IN, OUT, BY_ITSELF = ["in_plan"], ["in_service"], ["automatic"]
YES, NO = {"after_tax_allowed": True}, {"after_tax_allowed": False}

SAID = [
    # after-tax contributions
    ("The Plan permits participants to make voluntary after-tax employee contributions.", YES),
    ("Participants may elect to contribute on an after-tax basis.", YES),
    ("Your plan offers after-tax (non-Roth) contributions.", YES),
    ("Yes, you can make after-tax contributions (not Roth, not pre-tax).", YES),
    ("After-tax contributions: Available", YES),
    ("Pre-tax, Roth, and after-tax contributions are permitted.", YES),
    ("After-tax contributions are allowed and are not matched.", YES),
    ("We support the mega backdoor Roth.", YES),
    ("After-tax contributions are not permitted under the Plan.", NO),
    ("The plan doesn't allow after tax contributions.", NO),
    ("No, we don't currently offer after-tax contributions.", NO),
    ("Employee after-tax contributions are prohibited.", NO),
    ("After-tax contributions: No", NO),
    ("The Plan does not provide for voluntary after-tax contributions.", NO),
    # not said
    ("Roth contributions are made on an after-tax basis.", {}),
    ("After-tax Roth contributions reduce your take-home pay.", {}),
    ("Your premiums are deducted on an after-tax basis.", {}),
    ("The plan will allow after-tax contributions effective January 1, 2027.", {}),
    ("If you are not an HCE, you may make after-tax contributions.", {}),
    ("I think the plan allows after-tax contributions.", {}),
    ("We are considering after-tax contributions for the future.", {}),
    ("Does the plan allow after-tax contributions?", {}),
    ("I will check with our provider whether after-tax contributions are allowed.", {}),
    ("Certain employees may make after-tax contributions.", {}),
    ("We do not offer a mega backdoor.", {}),
    ("Voluntary After-Tax Contributions", {}),
    ("Can I make after-tax contributions to my 401(k)", {}),
    ("I want to make after-tax contributions with in-plan conversion.", {}),
    # the plan's own cap
    ("You may make after-tax contributions up to 10% of compensation.", YES | {"after_tax_capped": "10%"}),
    ("You may contribute between 1% and 8% of pay on an after-tax basis.", YES | {"after_tax_capped": "8%"}),
    ("After-tax contributions may not exceed 6% of eligible compensation.", YES | {"after_tax_capped": "6%"}),
    ("After-tax contributions are limited to $20,000 per year.", YES | {"after_tax_capped": "20000"}),
    ("After-tax contributions are allowed with no plan limit.", YES | {"after_tax_capped": "no"}),
    ("After-tax contributions are allowed up to the IRS limit.", YES | {"after_tax_capped": "no"}),
    ("Combined pre-tax, Roth and after-tax contributions may not exceed 50% of pay.", YES),
    ("After-tax contributions are allowed; HCEs are limited to 5%.", YES),
    ("The company matches 6% of pay. After-tax contributions are permitted.", YES),
    # ways out
    ("In-plan Roth conversions are available.", {"exits": IN}),
    ("You may request an in-plan Roth rollover of your after-tax balance at any time.", {"exits": IN}),
    ("After-tax money is automatically converted to Roth in the plan each pay period.", YES | {"exits": BY_ITSELF}),
    ("The plan has an automatic Roth in-plan conversion feature, processed daily.", {"exits": BY_ITSELF}),
    ("In-plan conversions are available on request, not automatically.", {"exits": IN}),
    ("In-plan Roth conversions are automatic.", {"exits": BY_ITSELF}),
    ("In-plan conversions are not automatic.", {}),
    ("In-service distributions of after-tax amounts are permitted at any time.", {"exits": OUT}),
    ("You can withdraw after-tax money while still employed and roll it to a Roth IRA.", {"exits": OUT}),
    ("In-plan Roth conversions and in-service withdrawals are both permitted.", {"exits": [*IN, *OUT]}),
    ("Neither in-plan conversions nor in-service distributions are available.", {"exits": []}),
    ("In-plan conversions are available, but in-service withdrawals are not.", {"exits": IN}),
    ("In-plan conversions are not available.", {}),
    ("In-service withdrawals are allowed after age 59 1/2.", {}),
    ("In-service withdrawals are limited to hardship.", {}),
    ("A participant may withdraw his or her after-tax contributions at any time.", {"exits": OUT}),
    # roll-ins
    ("The Plan does not accept rollovers from IRAs.", {"roll_in": "no"}),
    ("Rollovers from IRAs are not accepted.", {"roll_in": "no"}),
    ("You may roll over pre-tax money from a traditional IRA into the plan.", {"roll_in": "any"}),
    ("The plan accepts incoming rollovers from traditional, SEP and SIMPLE IRAs.", {"roll_in": "any"}),
    ("We accept rollovers from conduit IRAs only.", {"roll_in": "rollover_only"}),
    ("We only take IRA money that originated in an employer plan.", {"roll_in": "rollover_only"}),
    ("The plan accepts rollovers from traditional IRAs, but not Roth IRAs or after-tax amounts.", {"roll_in": "any"}),
    ("The plan accepts rollover contributions from other qualified plans.", {}),
    ("The plan does not accept rollovers from Roth IRAs.", {}),
    ("You may roll your balance over to an IRA when you leave.", {}),
    ("You can take a direct rollover to a traditional IRA.", {}),
    # the rest
    ("You are considered a highly compensated employee.", {"highly_compensated": True}),
    ("You are not an HCE for 2026.", {"highly_compensated": False}),
    ("Highly compensated employees are subject to testing.", {}),
    ("The plan offers Roth 401(k) contributions.", {"offers_roth": True}),
    ("There is no Roth option in the plan.", {"offers_roth": False}),
    # met elsewhere
    ("You can contribute up to 75% of pay on a combined pre-tax, Roth, and after-tax basis.", YES),
    ("After-Tax Contributions: 1% - 10% of pay", YES | {"after_tax_capped": "10%"}),
    ("The Plan does not permit employee after-tax contributions other than Roth contributions.", NO),
    ("Our 401(k) does not have an after-tax option at this time.", NO),
    ("The plan no longer accepts after-tax contributions.", NO),
    ("Please note that after-tax contributions are not eligible for employer match.", {}),
    ("Your after-tax contributions will be automatically swept to Roth each payroll.", YES | {"exits": BY_ITSELF}),
    ("You can enroll in the Roth in-plan conversion feature by phone; it is not automatic.", {"exits": IN}),
    ("Participants may elect to convert vested after-tax amounts to the Roth source within the plan.", {"exits": IN}),
    ("You may withdraw your after-tax account at any time while employed.", {"exits": OUT}),
    ("No in-service withdrawals are available prior to age 59½ except for hardship.", {}),
    ("The plan accepts direct rollovers from a traditional IRA (excluding nondeductible money).", {"roll_in": "any"}),
    ("Conduit IRA money is accepted. Contributory IRA money is not accepted.", {}),
    ("We do accept roll-ins of pre-tax IRA money including SEP and SIMPLE.", {"roll_in": "any"}),
    ("IRA rollovers: Not allowed", {"roll_in": "no"}),
    ("After-tax contributions aren't available, but Roth deferrals are.", NO | {"offers_roth": True}),
    ("The plan permits pre-tax and Roth deferrals only.", {"offers_roth": True}),
    ("I have 58k in a rollover IRA and converted 7,000 to Roth.", {}),
    ("Participants may contribute up to 8% of pay on a voluntary after-tax basis.", YES | {"after_tax_capped": "8%"}),
    ("The Plan does not currently offer voluntary after-tax employee contributions.", NO),
    ("Yes - our plan does allow after-tax contributions.", YES),
    ("In-plan Roth rollovers of after-tax amounts are permitted.", {"exits": IN}),
    ("In-plan Roth conversions are not offered. In-service distributions are not available.", {"exits": []}),
    ("We do not accept rollovers from any type of IRA.", {"roll_in": "no"}),
    ("Rollovers into the plan from a traditional IRA are accepted.", {"roll_in": "any"}),
    # several sentences, and one verb for several things
    ("The plan does not allow after-tax contributions, in-plan conversions or IRA roll-ins.", NO | {"roll_in": "no"}),
    ("The plan allows after-tax contributions but does not accept IRA rollovers.", YES | {"roll_in": "no"}),
    ("Does the plan allow after-tax contributions? Yes. Does it accept IRA rollovers? No.", YES | {"roll_in": "no"}),
    ("• After-tax contributions: yes, up to 10% • In-plan Roth conversion: yes, daily • IRA roll-ins: no",
     YES | {"after_tax_capped": "10%", "exits": BY_ITSELF, "roll_in": "no"}),
    ("After-tax contributions are permitted. After-tax contributions are not permitted.", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), SAID, ids=[text[:60] for text, _ in SAID])
def test_only_what_is_said_is_read(text, told):
    assert facts(statements(text)) == told


LETTER = (
    "The Plan permits participants to make voluntary after-tax employee contributions up to 10% of compensation. "
    "In-service distributions of after-tax amounts are permitted. The Plan does not accept rollovers from IRAs."
)
UNSURE = SINGLE | {
    "ira_kinds": "rollover", "rollover": "58k", "basis": "none", "after_tax_allowed": "idk", "employer_money": "12k",
    "roll_in": "idk",
}  # fmt: skip


def test_a_sentence_of_the_plan_document_is_listed_and_counts_after_a_yes():
    talk = interview(UNSURE).says(LETTER)
    assert talk.stage == "confirming"
    assert talk.answers["you.plans.401k.after_tax_allowed"] is None
    talk.presses("Yes, all")
    plan = {name.rpartition(".")[2]: value for name, value in talk.answers.items() if ".401k." in name}
    assert plan["after_tax_allowed"] is True
    assert (plan["after_tax_capped"], plan["exits"], plan["roll_in"]) == ("10%", ["in_service"], "no")


def test_a_letter_is_not_taken_for_the_answer_to_the_open_question():
    talk = Talk().says("/start", "2026", "single", "310k", "310k", "1984", "CA", "none", "none", "401k", "24,500")
    assert talk.asked == "you.plans.401k.after_tax_allowed"
    talk.says("Yes, we allow after-tax contributions up to 10% of pay, with automatic in-plan conversion.")
    assert talk.stage == "confirming"
    assert "automatic in-plan Roth conversion" in talk.text
    assert "10% of pay" in talk.text


def test_a_reply_by_numbers_answers_the_numbered_questions_of_the_message():
    talk = interview(UNSURE).says("yes", "/letters")
    assert "1. Does the plan allow voluntary after-tax" in talk.text
    asked = talk.text.partition("A message to send")[2]
    assert "3. Does the plan accept a direct rollover of pre-tax IRA money" in asked
    talk.says("1. Yes, up to 10% of pay 2. In-plan conversion, on request 3. Only from rollover IRAs", "yes")
    plan = {name.rpartition(".")[2]: value for name, value in talk.answers.items() if ".401k." in name}
    assert (plan["after_tax_allowed"], plan["after_tax_capped"]) == (True, "10%")
    assert (plan["exits"], plan["roll_in"]) == (["in_plan"], "rollover_only")


def test_the_plan_that_is_spoken_of_is_the_one_of_the_open_question():
    told = COUPLE | {"you.plans.401k.after_tax_allowed": "no"}
    talk = Talk().says("/start")
    while talk.asked != "spouse.plans.401k.after_tax_allowed":
        talk.says(told.get(talk.asked, told.get(talk.asked.rpartition(".")[2])))
    talk.says("Our plan allows after-tax contributions and in-plan Roth conversions.", "yes")
    assert talk.answers["spouse.plans.401k.exits"] == ["in_plan"]
    assert talk.answers["you.plans.401k.after_tax_allowed"] is False


def test_before_the_plans_are_known_a_letter_is_about_a_401k_as_the_list_says():
    talk = Talk().says("/start", "Our plan allows after-tax contributions and in-plan Roth conversions.")
    assert "After-tax in your 401(k): Yes" in talk.text
    assert talk.says("no").answers == {}


def test_dollars_in_a_letter_are_no_income():
    talk = interview(COUPLE).says("You may make after-tax contributions up to $20,000 in our plan.")
    assert "$310,000" not in talk.text
    assert "Whose paper is it?" in talk.text  # both have a plan at work
    assert "After-tax cap" in talk.says("mine").text


def test_an_inherited_ira_is_out_of_every_sentence_about_all_iras() -> None:
    """IRC 408(d)(3)(C): it is neither converted nor counted, and nobody is told to empty it."""
    made = planned(single(190_000, person(1983, 200_000, ira_kinds=["inherited"], covered=False)))
    told = [line for line in as_text(made, {}).splitlines() if "SIMPLE IRAs" in line or "entire" in line]
    assert told
    assert [line for line in told if "inherited" not in line] == []
