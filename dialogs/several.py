"""Several facts in one message: found, then listed and confirmed; only what was said, nothing guessed.

"42, married filing jointly, we make 310k, I have 58k in a rollover IRA, my 401k has after-tax"
The text is cut into clauses; each speaks of somebody (``you``, ``spouse`` or ``both``) and tells what it tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from calc.facts import IraKind, PlanKind
from dialogs import choosing, letters, money
from dialogs.agenda import Agenda
from dialogs.deck import card_of
from dialogs.readings import Understood
from dialogs.session import Answers, Told
from dialogs.whose import only_plan, plan_named, whom, without_names
from dialogs.words import bare, tidy

_CUT = re.compile(r"\s*(?:[;\n!]|[.,](?=\s)|\.$|\band\b|\bbut\b|\bwhile\b|\bplus\b|\balso\b)\s*")
_KINDS = f"{IraKind.TRADITIONAL}|{IraKind.ROLLOVER}|{IraKind.SEP}|{IraKind.SIMPLE}"
_SUM = re.compile(
    r"(?<![\w$])\$?\s?\d(?:[\d,.']*\d)?\s?(?:k|m|mm|mil|million|thousand|grand|lakh)?\b(?![%\d])"
    r"|\bhalf a million\b|\ba million\b|\ba quarter (?:of a )?million\b"
)
_AGE = re.compile(r"^(?:\w+ )?(?:is |am |are |i'm |aged? |turned )*(\d\d)(?: years?(?: old)?| yrs?(?: old)?| yo)?$")
_BORN = re.compile(r"\bborn\b.*?\b(19\d\d|20\d\d)\b")
_STATE = re.compile(
    r"(?:\b(?:live|living|reside|based|residents?|file)s? (?:jointly )?(?:in|of) |^in |^from )([a-z. ]+)$"
)
_OF_PLANS = re.compile(r"\bafter-?tax\b|\bafter tax\b|\bin-plan\b|\bin-service\b|\birs limit|\b415\b|\broll-?ins?\b")
_EARN = r"\b(?:make|makes|earn|earns|salary|wage|wages|pay|paid|compensation|w-?2)\b"
_INCOME = r"\b(?:agi|magi|adjusted gross|income|make|earn|gross)\b"


def find(text: str, agenda: Agenda, today: date, who: str = "you", kind: PlanKind | None = None) -> Answers:
    """Facts by name; empty when the text tells none for sure. who, kind: of whom and which plan we were speaking."""
    if not re.search(r"[a-z]", tidy(text)):  # a bare number, which no question asked for
        return {}
    found = dict(letters.read(text, agenda, today, who, kind))
    plan = kind
    for clause in filter(None, _CUT.split(tidy(text))):
        who = whom(clause) or who
        plan = plan_named(clause) or plan or only_plan("you" if who == "both" else who, agenda)
        for fact, value in _facts(clause, who, plan, today):
            found.setdefault(fact, value)  # what is said twice counts as it was said first
    return {fact: value for fact, value in found.items() if card_of(fact)}


def _facts(clause: str, who: str, plan: PlanKind | None, today: date) -> Iterator[tuple[str, Told]]:
    yield from _status(clause)
    yield from _state(clause, today)
    one = "you" if who == "both" else who
    bare_plan = without_names(clause)
    yield from _birth(bare_plan, one, today)
    if not _OF_PLANS.search(bare_plan):
        yield from _sums(bare_plan, who, one, plan)
    if re.search(r"\b(?:no|any|without) (?:\w+ )?iras?\b", clause) and not re.search(r"\bother\b", clause):
        yield f"{one}.ira_kinds", []


def _status(clause: str) -> Iterator[tuple[str, Told]]:
    card = card_of("filing_status")
    if card is None or len(clause) > 60:
        return
    for key, choice in card.choices.items():
        words = [bare(choice.label), *(bare(word) for word in choice.also if len(word) > 2)]
        if any(re.search(rf"\b{re.escape(word)}\b", bare(clause)) for word in words if " " in word or word in _ALONE):
            yield "filing_status", key
            return


_ALONE = {"single", "mfj", "mfs", "hoh", "qss", "jointly", "separately"}


def _state(clause: str, today: date) -> Iterator[tuple[str, Told]]:
    card, place = card_of("state"), _STATE.search(clause)
    name = place[1] if place else clause
    known = bare(name) in {bare(spelling) for names in choosing.states().values() for spelling in names}
    letters = len(name) == 2 and name.upper() in choosing.states() and (place is not None or name not in _WORDS)
    if card and (known or letters):
        reading = choosing.state(name, card, today)
        if isinstance(reading, Understood):
            yield "state", reading.value


_WORDS = {"in", "or", "me", "hi", "ok", "oh", "de", "la", "pa", "ma", "al", "id", "mo"}  # words as well as letters


def _birth(clause: str, who: str, today: date) -> Iterator[tuple[str, Told]]:
    """From an age the likelier of two years: the list that is confirmed shows it."""
    if born := _BORN.search(clause):
        yield f"{who}.birth_year", int(born[1])
    elif age := _AGE.match(re.sub(r"^(?:and |my |i |we |she's |he's )+", "", clause)):
        passed = today.month > 6
        yield f"{who}.birth_year", today.year - int(age[1]) - (0 if passed else 1)


def _sums(clause: str, who: str, one: str, plan: PlanKind | None) -> Iterator[tuple[str, Told]]:
    amounts = [amount for words in _SUM.findall(clause) if isinstance(amount := money.read(words), money.Exact)]
    if len(amounts) != 1:
        return
    value = f"{amounts[0].value:f}"
    if kind := re.search(rf"\b({_KINDS})\b(?:[ -]+iras?)?", clause):
        if not re.search(r"\b(?:contribut|convert|put|paid)", clause):
            yield f"{one}.{kind[1]}", value
    elif re.search(r"\bbasis\b|\bline 14\b|\b8606\b", clause):
        yield f"{one}.basis", value
    elif re.search(r"\bmatch|\bemployer (?:puts|pays|contributes|adds)\b|\bprofit.sharing\b", clause) and plan:
        yield f"{one}.plans.{plan}.employer_money", value
    elif re.search(r"\bplan\b", clause) and re.search(r"\b(?:put|defer|contribut)", clause) and plan:
        if "after-tax" not in clause and "after tax" not in clause:
            yield f"{one}.plans.{plan}.deferrals", value
    elif re.search(r"\b(?:m?agi|adjusted gross|household)\b", clause) or (
        who == "both" and re.search(_INCOME, clause)
    ):
        yield "agi", value
    elif re.search(_EARN, clause):
        yield f"{one}.compensation", value


def one_sum(text: str) -> str | None:
    """The only amount in a text that says more than an amount, to be offered and confirmed."""
    plain = without_names(tidy(text))
    amounts = {amount for words in _SUM.findall(plain) if isinstance(amount := money.read(words), money.Exact)}
    return f"{amounts.pop().value:f}" if len(amounts) == 1 else None
