"""The confusion cards: what people get wrong, said in plain words, with this person's numbers where they are known.

A card is the file of its name; the condition of the same name in ``calc.pitfalls`` tells when it applies.
Its sentences are filled with three kinds of values: law that does not change (``say``, ``short``), the figures of
a year (``in_year``, ``newest``) and what this person told (``for_you``). A line whose values are not known is
left out. What is told of this person stands right behind the verdict, in place of the year's figures.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from calc import law
from calc.derivation import ZERO, Amount
from calc.packaged import read_toml
from calc.pitfalls import conditions
from calc.pitfalls.facts import mega_open
from calc.planning.assessment import Case
from calc.planning.stakes import NONE as NO_STAKES
from calc.refusals import Refusal
from dialogs import ENGLISH
from dialogs.answering.card_values import of_person
from dialogs.phrases import Refused, fill, say
from dialogs.text import bare

LONGEST = 600  # characters of an answer, its source aside
_SEVERITIES = ("critical", "high", "medium", "low")


class Otherwise(BaseModel):
    """What answers first of all where the question was put another way. asked: a pattern of the bare question.

    say: what goes with it in place of the rule.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    asked: str
    verdict: str
    say: str = ""


class Card(BaseModel):
    """One confusion. ``asked``: ways people ask about it, from which ``dialogs.answering.classify`` learns.

    verdict: what answers a yes-or-no question, first of all: yes, no, or what it depends on.
    otherwise: in its place where the question is put in another way, by the first pattern that fits.
    may: in its place where it is asked whether a backdoor may be done all the same.
    newest: what holds by the newest year's figures, whatever year is asked about.
    beside: the year's figures are told also where this person's are.
    asked_only: nothing in the facts tells when it applies, so it only answers questions.
    state: where a state is named or told, the note on it is the answer.
    repair: the repair desk goes into it. in_steps: the steps of a plan say it, so it is no warning.
    one_of: cards that make one warning between them, the first of those that apply.
    urgent: place among the warnings that come before all others; urgent_for: only for one who can still use it.
    closed: in place of ``short`` once nothing can be done for the year but filing and putting right; a card
    without it is no warning then.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    code: str
    title: str
    severity: Literal["critical", "high", "medium", "low"]
    group: Literal["A", "B", "C", "D", "E", "F", "G", "H"]
    repair: bool = False
    in_steps: bool = False
    one_of: str = ""
    urgent: int = 0
    urgent_for: Literal["", "mega"] = ""
    asked_only: bool = False
    state: bool = False
    verdict: str = ""
    otherwise: tuple[Otherwise, ...] = ()
    may: str = ""
    say: str
    in_year: str = ""
    newest: str = ""
    beside: bool = False
    for_you: str = ""
    short: str
    closed: str = ""
    authority: str
    asked: tuple[str, ...]


@cache
def cards() -> Mapping[str, Card]:
    """All cards by code, in the order of the codes; package data, read and checked once."""
    folder = ENGLISH / "cards" / "confusions"
    read = [
        Card(name=entry.name.removesuffix(".toml"), **read_toml(entry))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    ]
    return {card.code: card for card in sorted(read, key=lambda card: int(card.code[1:]))}


def card(code: str) -> Card:
    """The card of a public code; KeyError when there is none."""
    return cards()[code]


def titled(text: str) -> str:
    """The code of the card whose title a text is; empty for any other."""
    return _titles().get(bare(text), "")


@cache
def _titles() -> Mapping[str, str]:
    return {bare(one.title): one.code for one in cards().values()}


def warnings(
    case: Case, *, answered: frozenset[str] = frozenset(), stakes: Mapping[str, Amount] = NO_STAKES
) -> tuple[str, ...]:
    """The codes of all confusions that apply and were not answered yet: the costliest first, then the most urgent.

    stakes: dollars, by the name of the card, as far as they can be counted.
    """
    names = set(conditions.applying(case))
    applying = [one for one in cards().values() if one.name in names]
    firsts = {one.one_of: one for one in reversed(applying)}
    left = [one for one in applying if not one.one_of or one is firsts[one.one_of]]
    left = [one for one in left if one.code not in answered and not one.in_steps]
    if case.season.closed:
        left = [one for one in left if one.closed]
    mega = any(mega_open(one) for one in case.people)
    dollars = {one.code: stakes[one.name].money for one in left if one.name in stakes}
    return tuple(
        one.code
        for one in sorted(left, key=lambda one: (-dollars.get(one.code, ZERO.money), *_urgency(one, mega=mega)))
    )


def warned(
    case: Case, *, answered: frozenset[str] = frozenset(), stakes: Mapping[str, Amount] = NO_STAKES
) -> Mapping[str, str]:
    """The same warnings in words, by their codes; with what is at stake, said once for each amount."""
    told: dict[str, str] = {}
    said: set[Decimal] = set()
    for code in warnings(case, answered=answered, stakes=stakes):
        stake = stakes.get(card(code).name)
        new = stake is not None and stake.money not in said
        told[code] = " ".join([short(code, case), *([say("talk.at_stake", amount=stake)] if new else [])])
        said |= {stake.money} if stake else set()
    return told


def _urgency(one: Card, *, mega: bool) -> tuple[bool, int, int, int]:
    urgent = one.urgent if mega or not one.urgent_for else 0
    return not urgent, urgent, _SEVERITIES.index(one.severity), int(one.code[1:])


def short(code: str, case: Case | None = None) -> str:
    """One or two sentences for the list of warnings."""
    one = card(code)
    text = (case and case.season.closed and one.closed) or one.short
    return fill(text, **_standing(), **_owner(_whose(code, case)))


def in_full(
    code: str,
    case: Case | None,
    year: int,
    *,
    instead: str = "",
    may: bool = False,
    asked: Sequence[str] = (),
    variant: Otherwise | None = None,
    longest: int = LONGEST,
) -> str:
    """The whole answer: the verdict, this person's numbers, what holds for everybody, and the year's figures.

    year: whose figures are shown. A year without published figures is named as such, and nothing is carried over;
    nothing of this person is told of a year that their facts are not of.
    instead: what is known better than what holds for everybody. may: it is asked whether a backdoor may be done.
    asked: the words that ask, then all that was said. variant: what is known to answer them. longest: characters.
    """
    one = card(code)
    other = variant or _by_question(one, asked)
    verdict = (other.verdict if other else "") or (may and one.may) or one.verdict
    about = conditions.whose(one.name, case) if case else ()
    own = tuple(_for_people(one, case)) if case and case.season.tax_year == year else ()
    values = {**_standing(), **_owner(about)}
    first = instead or _flowing(fill(verdict, **values))
    rule = () if instead else fill((other and other.say) or one.say, **values).strip().splitlines()
    figures = (
        () if own and not one.beside else (*_figures_of(one.in_year, year), *_figures_of(one.newest, law.latest()))
    )
    around = [first, *own, *figures]
    return " ".join([first, *own, *_that_fit(rule, around, longest), *figures])


def verdict_for(code: str, asked: Sequence[str]) -> str:
    """The first sentence for a question that is put so; empty where the card has one verdict for all."""
    other = _by_question(card(code), asked)
    return verdict_of(other) if other else ""


def verdict_of(other: Otherwise) -> str:
    """The first sentence of another answer, in full."""
    return _flowing(fill(other.verdict, **_standing(), **_owner(())))


def answers_just_that(code: str, question: str) -> bool:
    """Whether a card has a verdict of its own for a question that is put so, which no figure answers better."""
    return _by_question(card(code), (question,)) is not None


def _by_question(one: Card, asked: Sequence[str]) -> Otherwise | None:
    """The verdict for what was asked: by the words that ask before all that was said."""
    ways = ((other, said) for said in map(bare, asked) for other in one.otherwise)
    return next((other for other, said in ways if re.search(other.asked, said)), None)


def _that_fit(rule: Sequence[str], around: Sequence[str], longest: int) -> Sequence[str]:
    """Of the sentences of the rule the foremost, as many as leave an answer that is read; all beside nothing."""
    if not around:
        return rule
    fitting = (n for n in range(len(rule), 0, -1) if len(" ".join([*around, *rule[:n]])) <= longest)
    return rule[: next(fitting, 0)]


def _figures_of(text: str, year: int) -> Iterator[str]:
    if not text:
        return
    try:
        figures = law.year(year).figures
    except Refusal as refusal:
        yield Refused(refusal)
        return
    values = {name: figure.value for name, figure in figures.items()}
    for line in text.strip().splitlines():  # a line of which the year lacks a figure is left out
        if all(values.get(name) is not None for name in _names(line) - {"year"}):
            yield fill(line, year=year, **values)


def _for_people(one: Card, case: Case) -> Iterator[str]:
    """Each line of which all is known, once where it is the same for both."""
    about = conditions.whose(one.name, case) or tuple(person.who for person in case.people)
    told: dict[str, None] = {}
    for person in case.people:
        if person.who in about and one.for_you:
            values = of_person(person, case, _names(one.for_you), _owner((person.who,)))
            lines = (line for line in one.for_you.strip().splitlines() if all(values.get(n) for n in _names(line)))
            told |= dict.fromkeys(fill(line, **values) for line in lines)
    yield from told


def _whose(code: str, case: Case | None) -> tuple[str, ...]:
    return conditions.whose(card(code).name, case) if case else ()


def _owner(people: tuple[str, ...]) -> dict[str, object]:
    key = "both" if len(people) > 1 else people[0] if people else "you"
    words = say(f"confusions.whose.{key}")
    return {"whose": words, "Whose": words[0].upper() + words[1:], "who": say(f"plan.who.{key}") + " "}


@cache
def _standing() -> Mapping[str, object]:
    return {name: figure.value for name, figure in law.standing().figures.items()}


def _names(text: str) -> set[str]:
    fields = (name for _, name, _, _ in string.Formatter().parse(text) if name)
    return {name.split("[")[0] for name in fields}


def _flowing(text: str) -> str:
    return " ".join(text.split("\n")).strip()
