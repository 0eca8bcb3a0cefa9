"""A paper among the things that are said: pasted whole, line after line, or sent as a file.

What was sent so far is kept until its facts are confirmed, without the words that no paper of its kind needs: names,
addresses and numbers of accounts are not among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from calc.checking.tables import table
from dialogs.interview.questions import card_of
from dialogs.session import Stage
from dialogs.text import bare, tidy, ways_to_say
from dialogs.understanding import answers
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.papers import LONGEST, read
from dialogs.understanding.papers.reading import Context, Reading
from dialogs.understanding.papers.scan import Text
from dialogs.understanding.papers.words import pattern, words
from dialogs.understanding.readings import Understood
from dialogs.understanding.verbs import command, in_words

MINE, SPOUSES = "you", "spouse"
OWNERS = (MINE, SPOUSES)
FILES = ("marks", "form_1099r", "form_5498", "form_w2", "returns", "stub", "statement", "plan", "moves")
OF_A_YEAR = ("W-2", "5498", "8606", "1040")  # that tell facts of the year they are of
FAMILIAR = 0.6  # of the words of a line that goes on with a paper
PROSE = ("plan", "mail")  # kept as they are: each sentence is read by itself


def pasted(message: Message) -> Heard | None:
    """A paper, or more of one; None where the words are something else."""
    said, session = message.said.text, message.session
    if said.lstrip().startswith("/"):
        return about_it(message)
    if in_words(message.text) or bare(said) in ways_to_say("yes") | ways_to_say("no"):
        return None
    question = message.question
    boxes = question is not None and question.card.kind == "boxes"
    if question and boxes and isinstance(answers.read(said, question.card, message.said.today), Understood):
        return None
    if session.reading:
        more = _more(message)
        if more is not None:
            return more
    found = read(said, _context(message))
    return None if found is None else _heard(found, said, message)


def sent(message: Message) -> Heard:
    """The text of a file."""
    found = read(message.said.text, _context(message), surely=True)
    if found is None or (found.unfinished and not found.boxes):
        return Heard("paper_unread", reason="nothing_found" if message.text else "no_text")
    return _heard(found, message.said.text, message)


def about_it(message: Message) -> Heard | None:
    """Whose the paper is, or which year it is of, by a button."""
    typed = command(message.said.text.strip())
    if typed is None or typed[0] != "paper" or not message.session.reading:
        return None
    return _told(typed[1], message)


def _told(what: str, message: Message) -> Heard | None:
    whole = message.session.reading
    if what in OWNERS:
        found = read(whole, replace(_context(message), who=what), surely=True)
        return None if found is None else _heard(replace(found, who=what), whole, message)
    if re.fullmatch(r"(?:19|20)\d\d", what):
        whole = f"{whole}\nfor tax year {what}"
        found = read(whole, _context(message), surely=True)
        return None if found is None else _heard(found, whole, message)
    return None


def _more(message: Message) -> Heard | None:
    """The next line of the paper that is being sent, or an answer to what was asked about it."""
    said, session = message.said.text, message.session
    if session.reading_asks and (what := _answers(said)):
        return _told(what, message)
    context = _context(message)
    alone = read(said, context)
    before = read(session.reading, context, surely=True)
    if before is None or (alone is not None and _begins(alone, before)):
        return None
    whole = f"{session.reading}\n{said}"[:LONGEST]
    found = read(whole, context, surely=True)
    if found is None or found.kind != before.kind:
        return None
    changed = (found.found, found.boxes, found.year) != (before.found, before.boxes, before.year)
    if not (_familiar(said, found.kind) or (changed and not _own_words(said))):
        return None
    return _heard(found, whole, message)


def _begins(alone: Reading, before: Reading) -> bool:
    """The heading of another form, or of the next of the same kind."""
    heading = alone.unfinished and alone.kind in _TITLED
    return heading and (alone.kind != before.kind or not before.unfinished)


_TITLED = ("1099-R", "5498", "W-2", "8606", "5329", "1040")


def _answers(said: str) -> str | None:
    """Mine, my wife's, 2025: what a question about a paper can be answered with."""
    plain = bare(said)
    if re.fullmatch(r"(?:19|20)\d\d", plain):
        return plain
    if pattern("marks", "whose", "spouse").search(tidy(said)) or plain in words("marks")["whose"]["of_spouse"]:
        return SPOUSES
    return MINE if plain in words("marks")["whose"]["of_you"] else None


def _own_words(said: str) -> bool:
    """What somebody says rather than what stands on a paper."""
    return "?" in said or re.search(r"(?<!\w)(?:i|i'm|i've|my|we|our|me)(?!\w)", tidy(said)) is not None


def _plain_amounts(said: str) -> bool:
    """Nothing but amounts and ticks, as they stand in the boxes."""
    return not re.sub(r"[\s$\d.,()%*xX☒✓-]+", "", said)


def _familiar(said: str, kind: str) -> bool:
    """Whether most words of a line are words of such papers."""
    if kind in PROSE and not said.rstrip().endswith("?"):
        return False
    own = re.findall(r"[a-z]{2,}", tidy(said))
    known = sum(word in _bag() for word in own)
    return bool(own or _plain_amounts(said)) and known >= FAMILIAR * len(own)


@cache
def _bag() -> frozenset[str]:
    """Every word and every code that stands on any paper."""
    codes = frozenset(map(str.casefold, table("form_w2")["box_12"]))
    return codes.union(
        word for name in FILES for phrase in _phrases(words(name)) for word in re.findall(r"[a-z]{2,}", phrase)
    )


def _phrases(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for item in node:
            yield from _phrases(item)
    else:
        for key, item in node.items():
            yield key.casefold()
            yield from _phrases(item)


def _context(message: Message) -> Context:
    """Whose paper it is where it does not say: of a couple the one who is being asked about."""
    facts = message.agenda.facts
    who: str | None = MINE
    if facts.joint:
        asked = message.question.who if message.question else None
        who = asked if asked in OWNERS and message.session.stage is not Stage.CHECK else None
    return Context(facts, message.said.today, who)


def _heard(found: Reading, whole: str, message: Message) -> Heard:
    context = _context(message)
    who = found.who or context.who
    whose = who or MINE
    facts = {name.replace("*.", f"{whose}.", 1): value for name, value in found.found.items()}
    facts = {name: value for name, value in facts.items() if card_of(name) is not None}
    noted = message.session.answers
    new = {name: value for name, value in facts.items() if name not in noted or noted[name] != value}
    asks = ""
    if found.year is None and found.kind in OF_A_YEAR and (new or found.boxes):
        asks, new = "year", {}
    elif who is None and (new or found.boxes) and not found.unfinished:
        asks, new = "whose", {}
    kept = whole if found.kind in PROSE else _without_names(whole)
    shown: dict[str, object] = {"reading": found, "who": whose, "asks": asks, "known": bool(facts) and not new}
    return Heard("paper", found=new, text=kept, reason=found.kind.casefold().replace(" ", "_"), shown=shown)


def _without_names(text: str) -> str:
    """The words of papers, amounts, days and codes; everything else is left out."""
    pieces = Text.of(text)
    hidden = {(p.start, p.end) for p in pieces.pieces if p.kind == "id"}
    plain = (
        "".join(" " if any(a <= n < b for a, b in hidden) else c for n, c in enumerate(pieces.text))
        if hidden
        else pieces.text
    )
    kept = [word for word in plain.split() if _is_kept(word)]
    return " ".join(kept)


def _is_kept(word: str) -> bool:
    letters = re.findall(r"[a-z]{2,}", word)
    return all(part in _bag() for part in letters)
