"""Is a message a question, and does it name a year?"""

from __future__ import annotations

import re
from functools import cache

from calc.effort import once
from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.text import tidy
from dialogs.understanding.lexicon import pattern

_YEAR = re.compile(r"(?<![\d,$.])20[0-4]\d(?!\d|[,.]\d)")
_BY_NOUN, _STATED = pattern("questions", "by_noun"), pattern("questions", "stated")
_BY_NAME, _MAXED = pattern("questions", "by_name"), pattern("questions", "maxed")
_BY_CLAUSE, _BY_START = pattern("questions", "by_clause"), pattern("questions", "by_start")
_RHETORICAL = pattern("questions", "rhetorical")
_TAG = pattern("questions", "tag")
_RELATIVE = pattern("questions", "relative")
_TELLS = pattern("questions", "tells")
_BEFORE_IT = pattern("questions", "when_it_was")
_TELLING, _WONDERING = pattern("questions", "telling"), pattern("questions", "wondering")
_NUMBER = re.compile(r"\d{2}")
_CLAUSE, _GOES_ON = pattern("questions", "clause"), pattern("questions", "goes_on")
_TOLD = 4  # words; fewer before a question belong to it


@once
def is_question(text: str) -> bool:
    """Whether a typed message asks rather than answers: "does my wife's SEP count", "why do you need that"."""
    plain = _RHETORICAL.sub("", tidy(text))
    plain = plain if asks_by_tag(plain) else _TAG.sub("", plain)
    if not plain.rstrip().endswith("?") and _only_tells(plain):
        return False
    if plain.rstrip().endswith("?") or _anywhere().search(plain):
        return True
    first, *others = (clause.strip() for clause in _CLAUSE.split(plain))
    opening = [first, *(clause for clause in others if not _told_later().match(clause))]
    return any(_opening().match(one) and not (_RELATIVE.match(one) or _only_tells(one)) for one in opening)


def asks_by_tag(text: str) -> bool:
    """Whether a closing "ok?" or "right?" asks of a subject before it, and is not put behind what is told."""
    plain = tidy(text)
    found = _TAG.search(plain)
    if found is None or "?" not in found[0]:
        return False
    told = plain[: found.start()]
    last = _CLAUSE.split(told)[-1]
    answers = found["apart"] and (len(told.split()) < _TOLD or any(map(str.isdigit, last)))
    return not (answers or is_telling(last)) and pattern("questions", "of_a_tag").search(last) is not None


def _only_tells(clause: str) -> bool:
    """Whether it begins like a question, tells something, and goes on to ask nothing."""
    told = _told().match(clause) or _placed().match(clause)
    if told is None and (told := _BEFORE_IT.match(clause)) and _anywhere().search(clause, told.end()):
        return False  # when I left, what do I do
    return told is not None and not re.search(rf"\b(?:{_any('first')})\b", clause[told.end() :])


def asking_apart(text: str) -> str:
    """A text with a full stop before the question it ends in, where nothing closes what was told before it."""
    told, *asked = _GOES_ON.split(text, maxsplit=1)
    if not asked or len(told.split()) < _TOLD or is_question(told) or pattern("wishes", "supposes").search(told):
        return text
    return f"{told}. {asked[0].rstrip(' .!?')}?"


def is_telling(text: str) -> bool:
    """Whether words that no question was found in tell something rather than name a subject."""
    plain = tidy(text)
    return _TELLING.search(plain) is not None and not (_WONDERING.search(plain) or is_question(text))


def asks_by_noun(text: str) -> bool:
    """Whether words without a verb ask for a figure by its name: "annual additions limit 2024", "taxable part"."""
    plain = pattern("questions", "by_an_age").sub("", tidy(text))
    clauses = [clause.strip() for clause in _CLAUSE.split(plain)]
    if _BY_NOUN.search(plain) is not None and _STATED.search(clauses[0]) is None:
        return True
    at_an_end = {0, len(clauses) - 1}  # in the midst of what is told, "401k max" tells as well
    return _NUMBER.search(plain) is not None and any(
        _names_a_figure(clause, alone=len(clauses) == 1, by_name=place in at_an_end)
        for place, clause in enumerate(clauses)
    )


def _names_a_figure(clause: str, *, alone: bool, by_name: bool) -> bool:
    if _BY_CLAUSE.search(clause) or (_BY_START.match(clause) and not _TELLS.search(clause)):
        return True
    return by_name and _BY_NAME.match(clause) is not None and (alone or not _MAXED.match(clause))


def year_asked(text: str) -> int | None:
    """The one year a question names; None when it names none, or several."""
    years = {int(found) for found in _YEAR.findall(tidy(text))}
    return years.pop() if len(years) == 1 else None


@cache
def _words() -> dict[str, list[str]]:
    return read_toml(ENGLISH / "asking" / "questions.toml")


@cache
def _opening() -> re.Pattern[str]:
    """A question word; or a verb that opens a question, before the one it is about."""
    return re.compile(
        rf"(?:{_any('first')})\b|(?!{'|'.join(_words()['a_day'])})"
        rf"(?:{_any('verbs')}) (?:(?:{_any('subjects')})\b|\$?\d[\d,.]*k?(?: \S+){{2}})",
    )


@cache
def _told() -> re.Pattern[str]:
    """What begins like a question and tells something: "did the conversion in May", "when I was 25"."""
    return re.compile(rf"(?:{_any('told')})\b")


@cache
def _told_later() -> re.Pattern[str]:
    """What begins like a question and goes on with what was told: "and have my own Roth", "doesn't have a plan"."""
    return re.compile(rf"(?:{_any('told_later')})\b|(?:{_any('goes_on')}) (?!(?:{_any('subjects')})\b)")


@cache
def _placed() -> re.Pattern[str]:
    """What begins like a question and tells of an amount where it is: "has 12k in a SEP", "is 58k"."""
    amount = rf"(?:(?:{_any('hedges')}) )?\$?\d[\d,.]*[km]?\b"
    end = rf"[ .!]*$|[,;] | (?:{_any('places')})\b"
    return re.compile(rf"(?:{_any('told_amounts')}) {amount}|(?:{_any('told_behind')}) {amount}(?:{end})")


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('anywhere')})\b")


def _any(kind: str) -> str:
    return "|".join(re.escape(word) for word in _words()[kind])
