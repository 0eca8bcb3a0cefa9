"""Each thing that people say is recognised in one place; its cases are data in ``heard/``."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.text import tidy
from dialogs.understanding import accounts, acts, amounts, dates, people
from dialogs.understanding.lexicon import Lexicon
from dialogs.understanding.replies import replies
from dialogs.understanding.tokens import tokens
from tests.dialogs.test_money import CLEAR, RANGES

TODAY = date(2026, 11, 28)
HEARD = Path(__file__).parent / "heard"


def table(name):
    return tomllib.loads((HEARD / f"{name}.toml").read_text("utf-8"))


TIMES = table("times")
AGES = TIMES.pop("ages")
WORDS = table("words")


@pytest.mark.parametrize(("text", "found"), table("amounts").items())
def test_amounts_in_a_text(text, found):
    spans = amounts.find(tidy(text))
    assert [f"{s.words} = {' '.join(map(str, s.values))}" for s in spans] == found
    assert all(tidy(text)[s.start : s.end] == s.words for s in spans)


@pytest.mark.parametrize("text", [text for text in (*CLEAR, *RANGES) if any(c.isdigit() for c in text)])
def test_what_is_an_amount_by_itself_is_found_in_a_sentence_with_the_same_value(text):
    alone = amounts.read(tidy(text))
    found = amounts.find(f"i have {tidy(text)} in it")
    if len(found) == 1 and found[0].words in tidy(text):
        assert set(found[0].values) <= {abs(v) for v in amounts.Span(0, 0, "", alone).values} | set(
            amounts.Span(0, 0, "", alone).values
        )


@pytest.mark.parametrize(("text", "found"), TIMES.items())
def test_times_in_a_text(text, found):
    assert [f"{w.first} {w.last}{'' if w.sure else ' ?'}" for w in dates.find(tidy(text), TODAY)] == found


@pytest.mark.parametrize(("text", "found"), AGES.items())
def test_ages_in_a_text(text, found):
    assert [" ".join(map(str, age.births)) for age in dates.ages(tidy(text), TODAY)] == found


@pytest.mark.parametrize(("text", "found"), WORDS["people"].items())
def test_people_in_a_text(text, found):
    assert [f"{p.who} {p.role}".strip() for p in people.find(tidy(text))] == found


@pytest.mark.parametrize(("text", "found"), WORDS["accounts"].items())
def test_accounts_in_a_text(text, found):
    assert [f"{thing.kind} {thing.name}" for thing in accounts.find(tidy(text))] == found


@pytest.mark.parametrize(("text", "found"), WORDS["acts"].items())
def test_acts_in_a_text(text, found):
    assert [act.names[0] for act in acts.find(tidy(text))] == found


@pytest.mark.parametrize(("text", "found"), WORDS["replies"].items())
def test_short_replies(text, found):
    assert sorted(replies(text)) == found


def test_a_name_stands_for_a_person_once_it_is_known():
    assert [p.who for p in people.find("mark's sep", {"mark": "spouse"})] == ["spouse"]


def test_who_takes_over_is_told():
    assert people.taking_over("hi, this is his wife, he had to go", {}) == "wife"
    assert people.taking_over("my wife", {}) == ""
    known = {"marcus": "spouse", "lena": "you"}
    assert people.taking_over("Marcus here. I have a rollover", known) == "spouse"
    assert people.taking_over("this is Lena again", known) == "back"
    assert people.taking_over("Marcus here has a Roth", known) == ""


def test_a_template_stands_for_all_its_phrases():
    known = Lexicon({"spouse": ["[my] (wife|husband)[s]"], "plan": ["my [old |](401k|plan)", "my wife[s 401k]"]})
    wives = ["my wifes", "my wife", "my husbands", "my husband", "wifes", "wife", "husbands", "husband"]
    plans = ["my 401k", "my plan", "my old 401k", "my old plan", "my wifes 401k", "my wife"]
    said = {phrase: known.whole(tokens(phrase)) for phrase in (*wives, *plans)}
    assert said == dict.fromkeys(wives, ("spouse",)) | dict.fromkeys(plans, ("plan",)) | {
        "my wife": ("spouse", "plan")
    }
    assert [known.whole(tokens(phrase)) for phrase in ("my", "my my wife", "old plan", "wife 401k")] == [()] * 4
    for template in ("(a|b", "a)", "(a]", "[a"):
        with pytest.raises(ValueError, match="unbalanced"):
            Lexicon({"wrong": [template]})


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_no_text_is_too_strange(text):
    plain = tidy(text)
    for recognise in (amounts.find, people.find, accounts.find, acts.find):
        assert all(0 <= one.start < one.end <= len(plain) for one in recognise(plain))
    assert all(0 <= when.start < when.end <= len(plain) for when in dates.find(plain, TODAY))
