"""A talk as a file: everything comes back from it, and no other file changes anything."""

import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.facts import Facts
from dialogs.interview.agenda import agenda
from dialogs.interview.codec import decode, encode
from dialogs.interview.questions import cards
from dialogs.views import exporting
from tests.dialogs.people import COUPLE, SINGLE, example, interview
from tests.dialogs.test_walks import CHOICES, ELSE
from tests.talk import NOVEMBER, Talk


def exported(talk: Talk) -> str:
    content = talk.says("/export").reply.content
    assert talk.reply.document == "export"
    assert content is not None
    return content


def known(talk: Talk) -> Facts:
    return agenda(talk.session.answers, talk.today).facts


@settings(max_examples=15, deadline=None)
@given(st.fixed_dictionaries({name: st.sampled_from(texts) for name, texts in CHOICES.items()}), st.integers(3, 60))
def test_a_talk_sent_back_in_a_new_chat_is_the_same_talk(choices, length):
    talk = Talk().says("/start")
    while talk.asked and talk.said < length:
        asked = talk.asked
        talk.says((ELSE | choices).get(asked.rpartition(".")[2]) or example(asked))
        if talk.asked == asked:
            talk.says("idk")
    new = Talk().uploads(exported(talk))
    assert not new.answers
    new.says("yes")
    assert known(new) == known(talk)
    assert new.answers == talk.answers
    assert new.says("/plan").reply.blocks[:3] == talk.says("/plan").reply.blocks[:3]


@pytest.mark.parametrize("answers", [SINGLE, COUPLE], ids=["single", "couple"])
def test_facts_alone_are_read_as_well_and_give_the_same_facts(answers):
    talk = interview(answers)
    alone = {name: value for name, value in json.loads(exported(talk)).items() if name != "rothbot"}
    new = Talk().uploads(json.dumps(alone)).says("yes")
    assert known(new) == known(talk)


def test_the_export_fits_the_published_schema_and_its_facts_are_the_facts():
    talk = interview(COUPLE)
    data = json.loads(exported(talk))
    assert data.keys() <= exporting.schema()["properties"].keys()
    assert exporting.facts_in(data) == known(talk)
    assert (data["rothbot"]["version"], data["rothbot"]["day"]) == (1, "2026-11-24")


def test_the_schema_tells_of_each_new_fact_what_it_is_and_between_what_it_lies():
    """Money lies between 0 and 100,000,000, a year between 1900 and 2199, said in keywords of JSON Schema."""
    schema = exporting.schema()
    person, plan = (schema["$defs"][name]["properties"] for name in ("Person", "WorkPlan"))
    money = ("charity", "relabeled", "relabeled_contribution", "wish_convert", "sep_contribution")
    for fact in (*(person[name] for name in money), plan["catch_up_roth"]):
        number, text, unknown = fact["anyOf"]
        assert number == {"type": "number", "minimum": 0, "maximum": 100_000_000}
        assert (text["type"], unknown["type"]) == ("string", "null")
        assert all(re.search(text["pattern"], told) for told in ("7500", "7500.00"))
        assert not any(re.search(text["pattern"], told) for told in ("", "7,500", "1e9", "x7", "7x"))
    assert person["relabeled_year"]["anyOf"][0] == {"type": "integer", "minimum": 1900, "maximum": 2199}
    assert schema["properties"]["agi"]["anyOf"][0]["minimum"] == -100_000_000
    own = ("withdrawals_in_agi", "self_employed", "relabeled_on", "relabeled_from", "relabeled_year", *money)
    assert all(person[name].get("description") for name in own)
    assert plan["catch_up_roth"]["description"] == "Roth part of the catch-up"
    assert {"401a", "457b_tax_exempt"} <= set(schema["$defs"]["PlanKind"]["enum"])


def test_what_no_question_asks_is_named_and_left_out():
    """Anybody can write into a file; what a question asked once and no more is moved by a migration."""
    talk = interview(SINGLE)
    old = Talk(session=talk.session.but(answers={**talk.session.answers, "you.favorite_color": "blue"}))
    new = Talk().uploads(exported(old))
    assert "you.favorite_color" in new.text
    assert new.says("yes").answers == talk.answers


def test_ticks_travel_along():
    talk = interview(SINGLE | {"plan_kinds": "none", "covered": "no"}).says("yes", "done on 3 March, 7,500", "yes")
    new = Talk().uploads(exported(talk)).says("yes")
    assert new.session.done == talk.session.done


def test_the_answers_of_before_can_be_brought_back():
    file = exported(interview(SINGLE))
    talk = interview(COUPLE)
    before = talk.answers
    talk.uploads(file)
    assert talk.answers == before
    talk.says("yes")
    assert talk.answers["filing_status"] == "single"
    assert talk.says("bring back").answers == before


def test_no_leaves_everything_as_it_was():
    talk = interview(COUPLE)
    before = talk.answers
    assert talk.uploads(exported(interview(SINGLE))).presses("No, leave it").answers == before
    assert talk.session.found == {}


def test_facts_that_were_changed_by_hand_count():
    data = json.loads(exported(interview(SINGLE)))
    data["agi"] = 160_000
    talk = Talk().uploads(json.dumps(data)).says("yes")
    assert talk.answers["agi"] == "160000"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("not json", "not JSON"),
        ("[" * 50_000, "not JSON"),
        ("", "not JSON"),
        ("[1, 2]", "none of my exports|not one of my exports"),
        ('{"name": "photo"}', "not one of my exports"),
        ('{"tax_year": 2026, "favorite_color": "blue"}', "do not know: favorite_color"),
        ('{"tax_year": 2026, "you": {"shoe_size": 9}}', "do not know: you.shoe_size"),
        ('{"agi": -5e99}', "value of agi"),
        ('{"agi": NaN}', "value of agi"),
        ('{"state": "Atlantis"}', "value of state"),
        ('{"filing_status": "complicated"}', "value of filing_status"),
        ('{"you": {"birth_year": -3}}', "value of you.birth_year"),
        ('{"tax_year": 2031}', "about 2031; I cover 2019 to"),
        ({"rothbot": {"version": 2}}, "newer version"),
        ({"rothbot": {"version": 1, "talk": {"version": 99}}}, "newer version"),
        ({"rothbot": {"version": 1, "talk": {"version": 2, "stage": 5}}}, "damaged"),
        ({"rothbot": {"version": 1, "talk": {"version": -1}}}, "damaged"),
        ('{"tax_year": 2026}' + " " * 100_000, "larger than 100 kB"),
    ],
)
def test_any_other_file_is_named_and_changes_nothing(content, sentence):
    talk = Talk().says("/start", "2026", "single")
    before, asked = talk.answers, talk.asked
    whole = content if isinstance(content, str) else json.dumps(json.loads(exported(interview(SINGLE))) | content)
    talk.uploads(whole)
    assert any(part in talk.text for part in sentence.split("|")), talk.text
    assert (talk.answers, talk.asked) == (before, asked)


@pytest.mark.parametrize(("medium", "sentence"), [("large_file", "100 kB"), ("lost_file", "once more")])
def test_a_file_that_did_not_come_along_is_named(medium, sentence):
    assert sentence in Talk().says("/start").sends(medium).text


@pytest.mark.parametrize(
    "plan",
    [
        {"after_tax_capped": False},
        {"after_tax_capped": True, "after_tax_percent": "10"},
        {"after_tax_capped": True, "after_tax_dollars": "20000"},
        {"exits": ["in_plan", "in_service"], "automatic": True},
        {"exits": ["in_plan"], "automatic": False},
        {"exits": ["neither"]},
    ],
)
def test_answers_that_tell_several_facts_come_back(plan):
    told = {"filing_status": "mfj", "spouse": {"plan_kinds": ["401k"], "plans": {"401k": plan}}}
    assert decode(encode(Facts.model_validate(told))) == Facts.model_validate(told)


def test_every_kind_of_question_can_be_in_a_file():
    kinds = {card.kind for card in cards()}
    talk = interview(COUPLE | {"tax_year": "2026"}, Talk(today=date(2026, 11, 24)))
    assert {"money", "several", "choice", "birth_year", "state", "cap"} <= kinds
    assert all(
        exporting.read_export(exported(talk), NOVEMBER).answers[name] == value for name, value in talk.answers.items()
    )


def test_facts_that_no_question_asks_for_come_in_with_a_file_and_count():
    rest = {"wages": "180000", "long_term_gains": "4000", "marketplace": {"household_size": 2}}
    plans = {"401a": {}, "457b_tax_exempt": {}, "401k": {"catch_up_roth": "500"}}
    relabeled = {"relabeled": "7420", "relabeled_on": "2026-02-03", "relabeled_from": "roth"}
    told = {
        "tax_year": 2026,
        "filing_status": "single",
        "whole_return": rest,
        "you": {"charity": "600", "self_employed": True, "plan_kinds": list(plans), "plans": plans, **relabeled},
    }
    new = Talk().uploads(json.dumps(told)).says("yes")
    known_now = known(new)
    assert known_now.whole_return == Facts.model_validate(told).whole_return
    for name in ("charity", "self_employed", "relabeled", "relabeled_on", "relabeled_from"):
        assert getattr(known_now.you, name) == getattr(Facts.model_validate(told).you, name)
    assert known_now.you.plan_kinds == set(plans)
    assert known_now.you.plans["401k"].catch_up_roth == 500
    back = json.loads(exported(new))
    assert back["whole_return"]["marketplace"] == {"household_size": 2}
    assert back["you"]["plans"]["401k"]["catch_up_roth"] == "500"
