"""Leads people to a question, once for all that is said there, and compares what follows with what is expected."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from calc import law
from dialogs.interview.belonging import whole_of
from dialogs.interview.questions import card_of
from tests.talk import Talk

HERE = Path(__file__).parent
MOST_OFFERED = 4
Expected = str | Mapping[str, str]
_REFUSALS = {"question.unsure", "question.outside", "question.which"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Said at the question, by one of the people of ``people.toml``."""

    question: str
    person: str
    said: str
    expected: Expected


@cache
def phrases() -> dict[str, list[Phrase]]:
    """All phrases, by the table that they stand in; ``{unpublished}`` is the first year without figures."""
    found: dict[str, list[Phrase]] = {}
    for path in sorted((HERE / "phrases").glob("*.toml")):
        text = path.read_text("utf-8").replace("{unpublished}", f"{law.latest() + 1}")
        for name, table in tomllib.loads(text).items():
            question, _, person = name.partition("@")
            found.setdefault(name, []).extend(Phrase(question, person, *line) for line in table.items())
    return found


@cache
def ways() -> dict[str, list[Phrase]]:
    """Every way of answering at every question that can take it, by the name of the way."""
    found = tomllib.loads((HERE / "ways.toml").read_text("utf-8"))
    return {
        name: [
            Phrase(question, person, said, expected)
            for place, expected in way["at"].items()
            for question, _, person in [place.partition("@")]
            for said in way["says"]
        ]
        for name, way in found.items()
    }


@cache
def stories() -> dict[str, dict[str, str]]:
    """Longer messages, and the facts in them."""
    return dict(tomllib.loads((HERE / "stories.toml").read_text("utf-8"))["stories"])


def counted() -> str:
    """How much is held there, in a line."""
    kinds = [len(table) for table in phrases().values()]
    cells = sum(map(len, ways().values()))
    return (
        f"what people say: {sum(kinds)} phrases at {len(kinds)} questions, {len(ways())} ways of answering"
        f" at {cells} places, {len(stories())} stories"
    )


def missed(phrase: Phrase) -> str:
    """What is wrong with what follows a phrase; nothing where it is as expected."""
    talk = at(phrase.question, phrase.person).says(phrase.said)
    before = at(phrase.question, phrase.person)
    changed = _changed(before, talk)
    if isinstance(phrase.expected, str):
        fault = _fault(phrase, before, talk, changed)
    else:
        fault = facts_missed(before, talk, phrase.expected)
    return f"{phrase.said!r} → {fault} [{talk.reply.heard}]" if fault else ""


def _fault(phrase: Phrase, before: Talk, talk: Talk, changed: Mapping[str, Any]) -> str:
    expected, question = str(phrase.expected), phrase.question
    if expected in {"answered", "declined", "asked back"}:
        if changed or talk.asked != question or talk.session.ticks != before.session.ticks:
            return f"{changed or talk.stage}"
        return "" if expected == _kind(talk) else _kind(talk)
    if " or " in expected or expected.startswith("?"):
        wanted = {value_of(question, one) for one in expected.removeprefix("?").split(" or ")}
        offered = {_plain(value) for value in _offered(talk, question)}
        fits = wanted <= offered and len(offered) <= max(MOST_OFFERED, len(wanted))
        return "" if fits and not changed else f"noted {changed}, offered {offered}"
    wanted = value_of(question, expected)
    ticked = talk.session.ticks is not None and not changed and set(talk.session.ticks) == set(wanted or ())
    noted = changed.keys() == {question} and _plain(changed[question]) == wanted
    return "" if noted or (ticked and isinstance(wanted, tuple)) else f"{changed or _offered(talk, question)}"


def facts_missed(before: Talk, talk: Talk, expected: Mapping[str, str]) -> str:
    """Which of some facts are not noted, after a yes where they are listed, and what else is."""
    if talk.stage == "confirming":
        talk = Talk(talk.today, talk.session, talk.reply).says("yes")
    changed = {fact: _plain(value) for fact, value in _changed(before, talk).items()}
    wanted = {fact: value_of(fact, value) for fact, value in expected.items()}
    left = {fact: value for fact, value in wanted.items() if changed.get(fact, ...) != value}
    more = {fact: value for fact, value in changed.items() if fact not in wanted}
    return " ".join([f"missing {left}"] * bool(left) + [f"beside {more}"] * bool(more))


def _kind(talk: Talk) -> str:
    heard = talk.reply.heard
    if heard.startswith("question.outside"):
        return "declined"
    again = heard.startswith(("misread", "readings", "several", "ticked")) or heard in _REFUSALS
    return "asked back" if again else "answered"


def _offered(talk: Talk, question: str) -> tuple[Any, ...]:
    if talk.session.doubts:
        return tuple(value for doubt in talk.session.doubts for fact, value in doubt if fact == question)
    return talk.session.readings


def _changed(before: Talk, talk: Talk) -> dict[str, Any]:
    old, new = (
        {fact: value for fact, value in {**one.session.mentioned, **one.answers}.items() if not whole_of(fact)}
        for one in (before, talk)
    )  # the days of a sum belong to it
    gone = {fact: "gone" for fact in old if fact not in new}
    return {fact: value for fact, value in new.items() if fact not in old or old[fact] != value} | gone


def _plain(value: Any) -> Any:
    return tuple(sorted(value)) if isinstance(value, list | tuple) else value


def value_of(fact: str, words: str) -> Any:
    """A value as data tells it, as a talk holds it."""
    card = card_of(fact)
    kind = card.kind if card else ""
    if words == "unknown":
        return None
    match kind:
        case "several" | "by_year" | "boxes":
            return () if words == "none" else tuple(sorted(words.split()))
        case "yes_no":
            return {"yes": True, "no": False}.get(words, words)
        case "year" | "tax_year" | "birth_year":
            return int(words) if words.isdecimal() else words
    return "0" if words == "none" else words


def at(question: str, person: str = "") -> Talk:
    """A talk at the question; each time another one, in the same state."""
    desk = question.partition(".")[0] if question.startswith(("repair.", "check.")) else ""
    talks = _led(person, desk)
    if question not in talks:
        raise LookupError(f"{question} is not asked of {person or 'somebody'}")
    talk = talks[question]
    return Talk(talk.today, talk.session, talk.reply)


def questions(person: str) -> list[str]:
    """All that is asked of a person in the interview."""
    return list(_led(person, ""))


@cache
def _led(person: str, desk: str) -> dict[str, Talk]:
    """The talk of a person at each question that is asked, on the way to the review or the end of a desk."""
    talk = Talk().says("/start", *([f"/{desk}"] if desk else []))
    answers = people()["somebody"] | (people()[person] if person else {})
    found: dict[str, Talk] = {}
    while talk.asked and talk.asked not in found:
        found[talk.asked] = Talk(talk.today, talk.session, talk.reply)
        for words in _answers(talk, answers):
            _say(talk, words)
    return found


def _answers(talk: Talk, answers: Mapping[str, str]) -> Iterator[str]:
    asked = talk.asked or ""
    yield from answers.get(asked, answers.get(asked.rpartition(".")[2], "I don't know")).split("\n")


def _say(talk: Talk, words: str) -> None:
    command, _, rest = words.partition(" ")
    if command not in {"/tick", "/choose"}:
        talk.says(words)
        return
    for key in rest.split():
        talk.press(next(b for b in talk.buttons if b.data.endswith(f".{key}")))
    if command == "/tick":
        talk.press(next(b for b in talk.buttons if b.data.endswith(".done!")))


@cache
def people() -> dict[str, dict[str, str]]:
    return tomllib.loads((HERE / "people.toml").read_text("utf-8"))
