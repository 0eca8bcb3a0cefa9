"""Bad lines of input: a clear sentence and the field, never a crash and never a guess."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from calc.facts import Facts, Person, WorkPlan
from calc.public import worksheets
from calc.public.faults import refusal
from calc.refusals import Refusal
from dialogs.phrases import say
from tests.calc.examples import cases

ROTH = {"tax_year": 2026, "filing_status": "single", "age": 40, "magi": 155_000, "compensation": 155_000}
FORM = {"tax_year": 2026, "line1": "7500", "line2": "0", "line6": "93000", "line8": "7500"}
OUT = {"first_roth_year": 2020, "contributions": [], "conversions": [], "distributions": [[2024, 500, False]]}


def refused(name: str, inputs: dict[str, Any]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        worksheets.answer(name, inputs)
    sentence = say(f"refusals.{caught.value.reason}", **caught.value.values)
    assert sentence.endswith(".")
    return caught.value


@pytest.mark.parametrize(
    ("name", "inputs", "field", "reason"),
    [
        ("roth-limit", {**ROTH, "magi": "NaN"}, "magi", "not_an_amount"),
        ("roth-limit", {**ROTH, "magi": float("inf")}, "magi", "not_an_amount"),
        ("roth-limit", {**ROTH, "magi": True}, "magi", "not_an_amount"),
        ("roth-limit", {**ROTH, "magi": "1e999999"}, "magi", "not_an_amount"),
        ("roth-limit", {**ROTH, "magi": "155,000"}, "magi", "not_an_amount"),
        ("roth-limit", {**ROTH, "magi": None}, "magi", "not_an_amount"),
        ("roth-limit", {**ROTH, "magi": [1]}, "magi", "not_an_amount"),
        ("roth-limit", {**ROTH, "magi": 10**9}, "magi", "above_most"),
        ("roth-limit", {**ROTH, "compensation": -1}, "compensation", "below_least"),
        ("roth-limit", {**ROTH, "compensation": "0.001"}, "compensation", "too_many_decimals"),
        ("roth-limit", {**ROTH, "age": 40.5}, "age", "not_a_whole_number"),
        ("roth-limit", {**ROTH, "age": True}, "age", "not_a_whole_number"),
        ("roth-limit", {**ROTH, "age": "40"}, "age", "not_a_whole_number"),
        ("roth-limit", {**ROTH, "age": 121}, "age", "above_most"),
        ("roth-limit", {**ROTH, "filing_status": "married"}, "filing_status", "unknown_choice"),
        ("roth-limit", {**ROTH, "filing_status": ["mfs"]}, "filing_status", "unknown_choice"),
        ("roth-limit", {**ROTH, "lived_with_spouse": 1}, "lived_with_spouse", "not_yes_or_no"),
        ("roth-limit", {**ROTH, "tax_year": 2050}, "tax_year", "year_unpublished"),
        ("roth-limit", {**ROTH, "tax_year": 2018}, "tax_year", "year_too_early"),
        ("roth-limit", {**ROTH, "income": 1}, "income", "unknown_field"),
        ("roth-limit", {}, "tax_year", "missing_field"),
        (
            "roth-distribution",
            {
                "first_roth_year": 2017,
                "contributions": [[2017, 4000]],
                "conversions": [],
                "distributions": [[2019, 20000, False]],
                "exception": "first_home",
            },
            "first_home_amount",
            "missing_field",
        ),
        (
            "roth-limit",
            {**ROTH, "compensation": 9_001, "own_compensation": 0, "spouse_compensation": 9_000},
            "compensation",
            "compensation_above_both",
        ),
        ("form-8606", {**FORM, "line4": "7500.01"}, "line4", "late_above_whole"),
        ("form-8606", {**FORM, "line6": None}, "line6", "missing_field"),
        (
            "form-8606",
            {**FORM, "distribution_or_conversion": False},
            "distribution_or_conversion",
            "moved_and_not_moved",
        ),
        ("form-8606", {**FORM, "net_converted": 5}, "net_converted", "part_2_not_alone"),
        ("form-8606", {"complete_part1": False, "net_converted": 5}, "basis_in_converted", "missing_field"),
        ("form-8606", {"complete_part1": False}, "net_converted", "missing_field"),
        ("form-8606", {}, "line1", "missing_field"),
        ("roth-distribution", {**OUT, "conversions": [[2021, 5]]}, "conversions.0.2", "not_a_list"),
        ("roth-distribution", {**OUT, "contributions": [2021]}, "contributions.0", "not_a_list"),
        ("roth-distribution", {**OUT, "contributions": 5}, "contributions", "not_a_list"),
        ("roth-distribution", {**OUT, "distributions": [[2024, "x", False]]}, "distributions.0.1", "not_an_amount"),
        ("roth-distribution", {**OUT, "distributions": []}, "distributions", "no_distribution"),
        ("roth-distribution", {**OUT, "exception": "tuition"}, "exception", "unknown_choice"),
        ("roth-distribution", {**OUT, "contributions": [[2020, 1]] * 151}, "contributions", "list_too_long"),
        ("state-tax", {**cases("federal_tax")[0]["inputs"], "state": "ca"}, "state", "not_a_state"),
    ],
)
def test_the_field_and_the_reason(name: str, inputs: dict[str, Any], field: str, reason: str):
    refusal = refused(name, inputs)
    assert (refusal.field, refusal.reason) == (field, reason)


def test_amounts_are_taken_exactly_as_numbers_or_strings():
    as_string = worksheets.answer("form-8606", FORM)
    as_number = worksheets.answer("form-8606", {**FORM, "line1": 7500.0, "line6": 93000, "line8": 7500.00})
    assert as_string == as_number


def test_pay_is_lent_by_the_spouse_on_a_joint_return_only():
    pay = {
        "compensation": None,
        "own_compensation": 0,
        "spouse_compensation": 9_000,
        "spouse_ira_contributions": 6_000,
    }
    joint = {**ROTH, **pay, "filing_status": "mfj"}
    assert worksheets.answer("roth-limit", joint)["limit"] == "3000.00"
    assert worksheets.answer("roth-limit", {**joint, "filing_status": "hoh"})["limit"] == "0.00"


@pytest.mark.parametrize(
    ("own", "others", "limit"),
    [(4_000, 4_000, "4000.00"), (4_000, 3_000, "4000.00"), (4_000, 4_500, "7500.00")],
)
def test_only_who_earns_less_than_the_spouse_counts_the_spouses_pay(own: int, others: int, limit: str):
    pay = {"compensation": None, "own_compensation": own, "spouse_compensation": others}
    joint = {**ROTH, **pay, "spouse_ira_contributions": 0, "filing_status": "mfj"}
    assert worksheets.answer("roth-limit", joint)["limit"] == limit  # IRC 219(c)(2)(B)


def test_part_3_can_stand_beside_part_1():
    both = worksheets.answer("form-8606", {**FORM, "line19": 500, "line22": 100, "line24": 100})
    assert both["part1"]["1"] == "7500.00"
    assert both["part3"]["25c"] == "300.00"


def test_forms_need_no_published_year():
    assert worksheets.answer("form-8606", {**FORM, "tax_year": 2031})["part2"]["18"] == "6940.30"


scraps = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.lists(st.integers(), max_size=3),
    st.sampled_from(["mfs", "mfj", "2026", "-5", "1e9", 2026, 55, 7500, "١٢", [[2024, 5, True]], [[2020, 1, 1]]]),
)


@pytest.mark.parametrize("name", [n for n in worksheets.WORKSHEETS if n != "state-tax"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_comes_in_is_answered_or_refused_in_words(name: str, data: st.DataObject):
    model, _ = worksheets.WORKSHEETS[name]
    fields = list(model.model_fields)
    example = data.draw(st.sampled_from(cases(name.replace("-", "_"))))["inputs"]
    inputs = {**example, **data.draw(st.dictionaries(st.sampled_from(fields), scraps, max_size=3))}
    try:
        said = json.dumps(worksheets.answer(name, inputs), allow_nan=False)
    except Refusal as refusal:
        said = say(f"refusals.{refusal.reason}", **refusal.values)
    assert said


def test_a_bound_is_a_number_and_no_code():
    with pytest.raises(Refusal) as refused:
        worksheets.answer("roth-limit", {**ROTH, "magi": 10**9})
    assert refused.value.values["most"] == 100_000_000


@pytest.mark.parametrize(
    ("facts", "field", "reason"),
    [
        ({"you": {"plans": []}}, "you.plans", "not_entries"),
        ({"you": 5}, "you", "not_entries"),
        ({"you": {"plans": {"4k": {}}}}, "you.plans.4k", "unknown_choice"),
        ({"you": {"ira_kinds": "traditional"}}, "you.ira_kinds", "not_choices"),
        ({"you": {"simple_first_deposit": "soon"}}, "you.simple_first_deposit", "not_a_date"),
        ({"tax_year": "x"}, "tax_year", "not_a_whole_number"),
        ({"lived_with_spouse": "maybe"}, "lived_with_spouse", "not_yes_or_no"),
    ],
)
def test_a_facts_file_that_cannot_be_meant_is_told_where_and_what(facts: dict[str, Any], field: str, reason: str):
    with pytest.raises(ValidationError) as caught:
        Facts.model_validate(facts)
    told = refusal(caught.value, Facts)
    assert (told.field, told.reason) == (field, reason)
    assert field in say(f"refusals.{told.reason}", **told.values)


@pytest.mark.parametrize(
    ("facts", "model"),
    [
        ({"income": 1}, Facts),
        ({"you": {"income": 1}}, Person),
        ({"you": {"plans": {"401k": {"income": 1}}}}, WorkPlan),
    ],
)
def test_an_entry_nobody_knows_is_answered_with_those_of_its_own_place(facts: dict[str, Any], model: type[BaseModel]):
    with pytest.raises(ValidationError) as caught:
        Facts.model_validate(facts)
    assert refusal(caught.value, Facts).values["entries"] == list(model.model_fields)
