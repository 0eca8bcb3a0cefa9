"""What one clause tells, each thing as the facts it can be: a status, a state, an age, a sum, a day, a tick."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dialogs.interview.questions import card_of
from dialogs.understanding import answers, choices, patterns
from dialogs.understanding.clauses import Clause
from dialogs.understanding.gathering import Doubt, Option
from dialogs.understanding.mentions import Mention
from dialogs.understanding.places import place_named, unexplained
from dialogs.understanding.readings import Readings, Understood

_ADULT = 18
_PRONOUNED = ("you", "spouse")


def options(fact: str, words: str, today: date, *, sure: bool = False) -> Doubt:
    """What the words can mean as the fact, read by the card that asks for it. sure: only what has one reading."""
    card = card_of(fact)
    reading = answers.read(words, card, today) if card else None
    match reading:
        case Understood(value):
            return ((fact, value),)
        case Readings(values) if not sure:
            return tuple((fact, value) for value in values)
    return ()


def person(clause: Clause, today: date) -> Iterator[Doubt]:
    """Filing status, state and birth years."""
    statuses, codes, left = _status_and_state(clause)
    yield from statuses
    if codes:
        yield tuple(("state", code) for code in codes)
    yield from _births(clause, today, terse=not unexplained(left))


def is_bare_amount(clause: Clause) -> bool:
    """One amount, and beside it no word that says of what."""
    if [mention.kind for mention in clause.sums] != ["money"]:
        return False
    *_, left = _status_and_state(clause)
    return not unexplained(left)


def _status_and_state(clause: Clause) -> tuple[list[Doubt], tuple[str, ...], str]:
    """With what the clause says beside."""
    statuses, left = _status(clause)
    codes, left = place_named(re.sub(r"§\d+§", " § ", left))
    other, left = place_named(left) if codes else ((), left)
    return statuses, tuple(dict.fromkeys(codes + other)), left


def _status(clause: Clause) -> tuple[list[Doubt], str]:
    card, text = card_of("filing_status"), clause.text
    if card is None or patterns.says_of("status", clause.words):
        return [], text
    found: list[Doubt] = []
    for name, keys in choices.senses(clause.words, card).items():
        if " " in name or name in patterns.words()["status"]["alone"]:
            found.append(tuple(("filing_status", key) for key in keys))
            spelled = r"\W+".join(name.split())
            text = re.sub(rf"\b{spelled}\b", " | ", text, flags=re.IGNORECASE)
    return found, text


def _births(clause: Clause, today: date, *, terse: bool) -> Iterator[Doubt]:
    who = "you" if clause.who == "both" else clause.who
    whose = _PRONOUNED if re.search(r"\bboth\b", clause.words) else (who,)
    if ages := clause.of_kind("ages"):
        for one, years in zip(_PRONOUNED, re.split(r"\s*/\s*", ages.words), strict=True):
            yield _aged(one, years, today)
    elif age := clause.of_kind("age"):
        said = age.words if "turn" in age.words else _old(age.words)
        yield from (options(f"{one}.birth_year", said, today) for one in whose)
    elif (bare := _bare_age(clause)) and terse and (clause.named or who == "you"):
        yield from (_aged(one, bare.words, today) for one in whose)
    elif (year := clause.of_kind("year")) and terse and not clause.sums and _born(year, today):
        yield options(f"{who}.birth_year", year.words, today)


def _aged(who: str, words: str, today: date) -> Doubt:
    return options(f"{who}.birth_year", _old(words), today)


def _old(words: str) -> str:
    found = re.search(r"\d\d", words)
    return f"{found[0] if found else words} years old"


def _bare_age(clause: Clause) -> Mention | None:
    figure = clause.of_kind("number")
    alone = len(clause.sums) == 1 and figure is not None and re.fullmatch(r"\d\d", figure.words)
    return figure if alone and figure and int(figure.words) >= _ADULT else None


def _born(year: Mention, today: date) -> bool:
    return today.year - int(year.words) >= _ADULT


def circumstances(clause: Clause) -> Iterator[Option]:
    """What applies to somebody; not what is only supposed or denied."""
    if not any(patterns.says(name, clause.words) for name in ("supposed", "denied")):
        yield from (("circumstances", [key]) for key in patterns.named("circumstances", clause.words))


def ticks(clause: Clause) -> Iterator[Option]:
    """Accounts and plans that somebody is said to have, without a sum."""
    who = "you" if clause.who == "both" else clause.who
    for group, fact in (("kinds", "ira_kinds"), ("plans", "plan_kinds")):
        for key in patterns.named(group, clause.words):
            yield f"{who}.{fact}", [key]
