"""What becomes of an ordinary answer: noted, offered to be tapped, listed, or asked again; ``heard/answers.toml``.

Every line was written as an attentive adviser would take it. "= x": noted at once; "~ x": noted, or offered;
"! x / y": never noted at once, and these readings are offered; skip: not known; question: a question.
"""

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.interview import agenda as agendas
from dialogs.interview.belonging import choice_of
from dialogs.interview.questions import card_of
from dialogs.messages import Kind, Said
from dialogs.session import Session
from dialogs.understanding.intents import hear
from tests.dialogs.corpus.hearing import at, questions

TODAY = date(2026, 11, 24)
TABLE = tomllib.loads((Path(__file__).parent / "heard" / "answers.toml").read_text("utf-8"))
COUPLE = {
    "tax_year": 2026, "filing_status": "mfj", "you.birth_year": 1984, "spouse.birth_year": 1987, "state": "OH",
    "you.compensation": "190000", "spouse.compensation": "70000", "agi": "250000",
    "you.ira_kinds": ["traditional", "rollover", "roth"], "spouse.ira_kinds": ["roth"], "you.plan_kinds": ["401k"],
    "spouse.plan_kinds": [], "you.traditional": "7600", "you.rollover": "58000",
    "you.moves": ["traditional", "prior", "converted", "withdrew"], "you.plans.401k.after_tax_allowed": True,
}  # fmt: skip


def heard(fact, text):
    """What the words amount to while the fact is asked for."""
    answers = {name: value for name, value in COUPLE.items() if name != fact and choice_of(name)[0] != fact}
    answers |= {"lived_with_spouse": {"filing_status": "mfs"}}.get(fact, {})
    answers = {"tax_year": {}, "filing_status": {"tax_year": 2026}}.get(fact, answers)
    agenda = agendas.agenda(answers, TODAY)
    session = Session.new().model_copy(update={"answers": answers})
    said = Said(Kind.TEXT, text, TODAY)
    return hear(session, agenda, agendas.bound(fact), said, lambda _: False, lambda _: False)


def shown(value):
    return " ".join(value) if isinstance(value, list) else str(value)


def outcome(fact, one):
    """What was noted, and what was put before the person, by fact."""
    match one.event:
        case "answer":
            return {fact: {shown(one.value)}}, {}
        case "noted":
            return {name: {shown(value)} for name, value in one.found.items()}, {}
        case "readings":
            return {}, {fact: set(map(shown, one.values))}
        case "ticked":
            return {}, {fact: {shown(one.value)}}
    offered = {name: {shown(value)} for name, value in one.found.items()}
    for name, value in (option for doubt in one.doubts for option in doubt):
        offered.setdefault(name, set()).add(shown(value))
    return {}, offered


def meant(fact, words):
    """Values by fact: "150000 & spouse.compensation=80000"; " / " stands between readings."""
    told = {}
    for part in words.split(" & ") if words else [""]:
        for one in part.split(" / "):
            name, named, value = one.rpartition("=")
            told.setdefault(name if named else fact, set()).add(value)
    return told


CASES = [(fact, text, wanted) for fact, said in TABLE.items() for text, wanted in said.items()]


@pytest.mark.parametrize(("fact", "text", "wanted"), CASES)
def test_an_answer_is_taken_as_an_adviser_would(fact, text, wanted):
    one = heard(fact, text)
    noted, offered = outcome(fact, one)
    sign, _, words = wanted.partition(" ")
    if sign in {"skip", "question"}:
        assert one.event in {sign, "explain"}
    elif sign == "!":
        assert noted == {}
        assert (
            not words
            or meant(fact, words).items()
            <= {name: values & meant(fact, words).get(name, set()) for name, values in offered.items()}.items()
        )
    elif noted:
        assert noted == meant(fact, words)
    else:
        assert sign == "~" or " & " in words
        assert all(values <= offered.get(name, set()) for name, values in meant(fact, words).items())


BESIDE = st.sampled_from([
    "but 500 of it was for 2025", "except the SIMPLE", "if the bonus comes", "for my friend",
    "minus what I took out", "and my wife the rest", "or a bit less", "plus some stock", "10% of it Roth",
    "half of it pre-tax", "unless they change it", "until June",
    "when I was 25",
])  # fmt: skip
MONEY = st.sampled_from([
    "you.compensation", "agi", "you.traditional", "you.rollover", "you.contributed", "you.converted",
    "you.plans.401k.deferrals", "you.plans.401k.employer_money", "save",
])  # fmt: skip


@given(MONEY, st.integers(2100, 9000).map(lambda n: f"{n:,}"), BESIDE, st.booleans())
@settings(max_examples=60, deadline=None)
def test_an_amount_with_a_piece_left_over_is_never_noted_in_silence(fact, amount, beside, before):
    text = f"{beside}, {amount}" if before else f"{amount} {beside}"
    assert heard(fact, text).event not in {"answer", "noted"}


AROUND = st.sampled_from(["about {}", "{} I think", "it's {}", "{} or so", "roughly {}", "well, {}", "{}, thanks"])


@given(MONEY, st.integers(2100, 9000).map(lambda n: f"{n:,}"), AROUND)
@settings(max_examples=30, deadline=None)
def test_an_amount_among_words_without_weight_is_noted(fact, amount, around):
    one = heard(fact, around.format(amount))
    assert one.event == "answer" or one.doubted
    assert amount.replace(",", "") in {one.value, *one.values}


PERSONS = ("", "couple", "small", "solo")


@cache
def asked():
    """Each question and one who is asked it; led there when it is first needed, not while tests are collected."""
    return {question: person for person in reversed(PERSONS) for question in questions(person)}


ASKED = st.deferred(lambda: st.sampled_from(sorted(asked())))
FIRST = {
    "money": "41,300", "cap": "11%", "yes_no": "yes", "state": "Ohio", "birth_year": "1984", "year": "2014",
    "tax_year": "2026", "date": "March 2025",
}  # fmt: skip
LEFT = (
    "of which 5,100 was never deducted", "last year it was 17,200", "(last year 17,200)", "my wife has 8,300",
    "not 14,900", "5,100 of it in gold", "after 5,100 for the HSA", "13% of it is Roth", "but my SEP has 23,400",
    "instead of 17,200", "and 6,700 in a brokerage account", "up from 17,200", "minus 5,100", "plus 5,100",
    "with 5,100 from 2019", "since 2011", "in 2019 it was 3,300", "at 3.7% interest", "my friend has 66,000",
    "if I get the bonus 77,000", "before I spent 5,100", "5,100 less than in 2023", "before 2020",
    "and 5,100 each for the kids", "including 5,100 of fees", "excluding 5,100 of fees", "the rest, 5,100, is cash",
    "whereas hers is 8,300", "it used to be 17,200", "I sold a car for 17,200",
)  # fmt: skip
FIGURE = re.compile(r"\d[\d,.]*\d")


def figures(text):
    return {figure.replace(",", "") for figure in FIGURE.findall(text)}


def plain_answer(question):
    card = card_of(question)
    if card.kind in {"choice", "several"}:
        return next(iter(card.choices.values())).label.format(year=2026, prior=2025)
    return FIRST[card.kind]


@given(
    ASKED,
    st.sampled_from(LEFT),
    st.sampled_from(["{0} {1}", "{0}, {1}", "{1}, {0}", "{0}. {1}"]),
)
@settings(max_examples=80 if settings.default.derandomize else 4000, deadline=None)
def test_every_figure_of_a_message_is_noted_offered_or_named(question, beside, order):
    before = at(question, asked()[question])
    text = order.format(plain_answer(question), beside)
    after = at(question, asked()[question]).says(text)
    changed = {fact: value for fact, value in after.answers.items() if before.answers.get(fact, ...) != value}
    if changed or after.stage == "confirming" or after.session.ticks != before.session.ticks:
        told = figures(f"{after.text} {after.labels} {changed}")
        assert figures(text) - told - {"401", "2026"} == set(), after.text


PIECES = {
    "two kids": "kids", "we have three kids": "kids", "my son 12": "12", "my daughter is 9": "9",
    "on Medicare": "edicare",
    "also a SEP with 9,100": "9,100", "getting divorced": "ivorce", "my wife turns 65": "65|1961",
    "being sued": "su|creditor",
    "living in Texas": "Texas", "my pension 4,300": "4,300", "did the 7,300 already": "7,300", "it earned 910": "910",
    "moving to Nevada in December": "Nevada|mov",
}  # fmt: skip


@given(
    ASKED,
    st.sampled_from(sorted(PIECES)),
    st.sampled_from(["{0}, {1}", "{0}. {1}", "{1}, {0}"]),
)
@settings(max_examples=60 if settings.default.derandomize else 3000, deadline=None)
def test_what_is_told_in_words_beside_an_answer_is_noted_listed_or_named(question, beside, order):
    before = at(question, asked()[question])
    after = at(question, asked()[question]).says(order.format(plain_answer(question), beside))
    changed = {fact: value for fact, value in after.answers.items() if before.answers.get(fact, ...) != value}
    if changed or after.stage == "confirming":
        shown = after.text if after.stage == "confirming" else after.text.rpartition("\n\n")[0]
        assert re.search(PIECES[beside], f"{shown} {changed}"), after.text


@pytest.mark.parametrize("felt", ["getting divorced", "we are getting divorced", "I am going through a divorce"])
def test_a_feeling_that_is_a_fact_too_is_named(felt):
    talk = at("you.basis_includes_prior", asked()["you.basis_includes_prior"]).says(f"yes, {felt}")
    assert re.search("ivorce", f"{talk.text.rpartition('Plan at work')[0]} {talk.answers}"), talk.text


@pytest.mark.parametrize("felt", ["I am so scared", "this is ridiculous", "I lost my job"])
def test_a_feeling_alone_is_not_quoted_as_lost(felt):
    talk = at("you.basis_includes_prior", asked()["you.basis_includes_prior"]).says(f"yes, {felt}")
    assert "Left out" not in talk.text


@pytest.mark.parametrize("said", ["2026, two kids", "two kids, 2026", "2026. we have three kids"])
def test_what_is_told_beside_a_tax_year_is_named(said):
    talk = at("tax_year", asked()["tax_year"]).says(said)
    assert talk.answers["tax_year"] == 2026
    assert "kids" in talk.text
