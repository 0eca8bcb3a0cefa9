"""What becomes of an ordinary answer: noted, offered to be tapped, listed, or asked again; ``heard/answers.toml``.

Every line was written as an attentive adviser would take it. "= x": noted at once; "~ x": noted, or offered;
"! x / y": never noted at once, and these readings are offered; skip: not known; question: a question.
"""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.interview import agenda as agendas
from dialogs.messages import Kind, Said
from dialogs.session import Session
from dialogs.understanding.intents import hear

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
    answers = {name: value for name, value in COUPLE.items() if name != fact}
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
