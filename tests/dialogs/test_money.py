"""Amounts as people type them: read for sure, read in two ways, or explained; never guessed."""

from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.text import tidy
from dialogs.understanding.amounts import Between, Bound, Either, Exact, Per, Wrong, read

CLEAR = {
    "$310k": 310_000,
    "310,000": 310_000,
    "about 310k": 310_000,
    "~310K+": 310_000,
    "310k or so": 310_000,
    "310kish, roughly": 310_000,
    "we make $310K/year": 310_000,
    "USD 310000": 310_000,
    "310 000": 310_000,
    "310\u202f000": 310_000,
    "310'000": 310_000,
    "310.000,50": Decimal("310000.50"),
    "$1,234,567.89": Decimal("1234567.89"),
    "1.234.567": 1_234_567,
    "12,34,567": 1_234_567,
    "1.2m": 1_200_000,
    "1.2MM": 1_200_000,
    "7.500k": 7_500,
    "1,5 million": 1_500_000,
    "1 million 200 thousand": 1_200_000,
    "half a million": 500_000,
    "a quarter million": 250_000,
    "three quarters of a million": 750_000,
    "a million and a half": 1_500_000,
    "2 and a half million": 2_500_000,
    "three hundred and ten thousand": 310_000,
    "seven thousand five hundred": 7_500,
    "one point two million": 1_200_000,
    "a hundred grand": 100_000,
    "12 lakh": 1_200_000,
    "1.5 crore": 15_000_000,
    "٣١٠٬٠٠٠": 310_000,
    "３１０，０００": 310_000,
    "\u200b310\u200f000\u200b": 310_000,
    "none": 0,
    "Nothing.": 0,
    "nil": 0,
    "-5,000": -5_000,
    "(5,000)": -5_000,
    "minus 3k": -3_000,
    "$7k-ish": 7_000,
    "seven and a half grand": 7_500,
    "half a mil": 500_000,
    "twenty-five hundred": 2_500,
    "7,000.00": 7_000,
    "1.5e5": 150_000,  # a number as a calculator shows it
    "185 thousand five hundred": 185_500,
    "37 cents": Decimal("0.37"),
    "7500¹": 7_500,
    '"7k"': 7_000,
    "💰7k": 7_000,
    "5 K.": 5_000,
    "(about 7k)": 7_000,
}

TWO_WAYS = {
    "7.500": (7_500, Decimal("7.50")),
    "$58.000": (58_000, 58),
    "1,5": (Decimal("1.50"), 15),
    "12,34": (Decimal("12.34"), 1234),
}

RANGES = {
    "300-320k": (300_000, 320_000),
    "$300k – $320k": (300_000, 320_000),
    "between 300 and 320k": (300_000, 320_000),
    "300 to 320 thousand": (300_000, 320_000),
    "320k or 300k": (300_000, 320_000),
    "300k to 320": (300_000, 320_000),
    "150-160k": (150_000, 160_000),
    "between 5 and 6k": (5_000, 6_000),
    "five or six grand": (5_000, 6_000),
    "twelve thousand to fifteen thousand": (12_000, 15_000),
}

EXPLAINED = {
    "€5,000": "currency",
    "5000 pounds": "currency",
    "10%": "percent",
    "200,000,000": "too_large",
    "9" * 400: "too_large",
    "a lot": "no_number",
    "six figures": "no_number",
    "k": "no_number",
    "--5": "unclear",
    "1.2.3": "unclear",
    "7,5000": "unclear",
    "50 60": "unclear",
    "310k5": "unclear",
    "5k+2k": "unclear",
    "2x7k": "unclear",
    "7k each": "unclear",
    "7½k": "unclear",
    "mid 300s": "unclear",
    "nineteen eighty five": "unclear",
    "two million five": "unclear",
    "a couple thousand": "unclear",
    "a buck fifty": "no_number",
}


@pytest.mark.parametrize(("text", "amount"), CLEAR.items())
def test_one_reading(text, amount):
    assert read(tidy(text)) == Exact(Decimal(amount))


@pytest.mark.parametrize(("text", "amounts"), TWO_WAYS.items())
def test_two_readings(text, amounts):
    assert read(tidy(text)) == Either(tuple(map(Decimal, amounts)))


@pytest.mark.parametrize(("text", "ends"), RANGES.items())
def test_a_range_keeps_both_ends(text, ends):
    assert read(tidy(text)) == Between(*map(Decimal, ends))


@pytest.mark.parametrize("text", ["over 300k", "at least $300,000", "just under 300k", "no more than 300 thousand"])
def test_an_end_is_no_amount(text):
    assert read(tidy(text)) == Bound(Decimal(300_000))


@pytest.mark.parametrize(("text", "reason"), EXPLAINED.items())
def test_what_is_no_amount_says_why(text, reason):
    found = read(tidy(text))
    assert isinstance(found, Wrong)
    assert found.reason == reason


def readings(text):
    match read(tidy(text)):
        case Exact(value):
            return {value}
        case Either(values):
            return set(values)
    return set()


AMOUNTS = st.decimals(min_value=0, max_value=100_000_000, places=2)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("5k a month", 12),
        ("5,000 monthly", 12),
        ("$5k every two weeks", 26),
        ("5k a quarter", 4),
        ("5k a paycheck", 0),
    ],
)
def test_what_comes_several_times_a_year_is_told_apart(text, times):
    assert read(tidy(text)) == Per(Decimal(5_000), times)


@given(AMOUNTS, st.sampled_from(["en_US", "de_DE", "fr_FR", "de_CH", "en_IN", "es_MX"]))
@settings(max_examples=300)
def test_what_a_locale_writes_is_among_the_readings(amount, locale):
    assert amount in readings(format_decimal(amount, locale=locale))


@given(AMOUNTS)
@settings(max_examples=100)
def test_what_we_write_we_read_back_in_one_way(amount):
    assert read(tidy(format_currency(amount, "USD", locale="en_US"))) == Exact(amount)


@given(st.integers(1, 99_999))
def test_thousands_by_suffix(number):
    assert read(f"{number}k") == Exact(Decimal(number * 1000))


@given(st.text(max_size=40))
@settings(max_examples=300)
def test_anything_at_all_is_answered(text):
    assert isinstance(read(tidy(text)), Exact | Either | Between | Bound | Per | Wrong)
