"""What anybody may write is bounded before it is computed with: digits, exponents, depth, count and size."""

import json
from decimal import Decimal

import pytest
from pydantic import ValidationError

from calc.facts import LARGEST, Facts
from calc.public import untrusted, worksheets
from calc.refusals import Refusal

TRAPS = ("1e-999999999", "1e-99999999", "1E+999999999", "1e999", "0." + "0" * 90 + "1", "9" * 4000, "-1e-40", "1e-3")


@pytest.mark.parametrize("digits", TRAPS)
@pytest.mark.parametrize("written", ["{}", '"{}"'], ids=["number", "words"])
def test_no_amount_of_a_fact_has_digits_that_no_dollars_have(digits, written):
    told = untrusted.read('{"agi": ' + written.format(digits) + "}")
    with pytest.raises(ValidationError):
        Facts.model_validate(told)


@pytest.mark.parametrize("digits", TRAPS)
def test_no_amount_of_a_worksheet_has_them_either(digits):
    told = untrusted.read('{"tax_year": 2026, "filing_status": "single", "age": 40, "magi": ' + digits + "}")
    with pytest.raises(Refusal) as refused:
        worksheets.answer("roth-limit", told)
    assert refused.value.field == "magi"


def test_dollars_and_cents_are_taken_exactly():
    told = untrusted.read('{"agi": 160000.55, "save": "7500", "you": {"basis": 12345678.9}}')
    facts = Facts.model_validate(told)
    assert (facts.agi, facts.save, facts.you.basis) == (Decimal("160000.55"), Decimal(7500), Decimal("12345678.9"))


@pytest.mark.parametrize("amount", [LARGEST + 1, Decimal("0.001"), Decimal("NaN"), True, "ten", 10**400])
def test_the_type_of_an_amount_is_bounded_by_itself(amount):
    with pytest.raises(ValidationError):
        Facts.model_validate({"save": amount})


@pytest.mark.parametrize(
    "told",
    [
        {"you": {"birth_year": 10**9}},
        {"you": {"birth_year": -5}},
        {"tax_year": 10**30},
        {"you": {"roth_first_year": 1}},
        {"you": {"simple_first_deposit": "0001-01-01"}},
        {"you": {"simple_first_deposit": "9999-12-31"}},
        {"need_within": 10**6},
    ],
)
def test_years_and_days_are_those_that_can_be_counted_from(told):
    with pytest.raises(ValidationError):
        Facts.model_validate(told)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 100_000, "not_json"),
        ('{"a":' * 500 + "1" + "}" * 500, "too_much"),
        ('{"a": [' + "[" * 30 + "]" * 30 + "]}", "too_much"),
        ('{"a": [' + ",".join("1" * 30_000) + "]}", "too_much"),
        ('{"a": "' + "x" * untrusted.LONGEST + '"}', "too_long"),
        ('{"a": "\\ud83d"}', "not_utf8"),
        ('{"\\udc00": 1}', "not_utf8"),
        ("[1]", "not_object"),
        ("  ", "blank"),
        (b'{"a": "\xff"}', "not_utf8"),
        ('{"agi": 1, "agi": 2}', "twice"),
        ('{"you": [{"basis": 0, "basis": 0}]}', "twice"),
    ],
)
def test_a_text_beyond_every_bound_is_told_apart_by_reason(text, reason):
    with pytest.raises(untrusted.Unreadable, match=f"^{reason}$"):
        untrusted.read(text)


def test_what_is_within_the_bounds_comes_through():
    text = json.dumps({"a": [["§", "😀", -1.5, None]] * 3000})
    assert len(untrusted.read("\ufeff" + text)["a"]) == 3000
