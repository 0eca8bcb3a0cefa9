"""Words that put a list of facts right while it waits for a yes: "no, 320k", "yes, and I live in Texas"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dialogs.interview.agenda import Agenda
from dialogs.interview.questions import card_of
from dialogs.session import Answers, Told
from dialogs.text import bare, tidy
from dialogs.understanding import accounts, answers
from dialogs.understanding import facts as in_passing
from dialogs.understanding.accounts import Thing
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.readings import Misread, Understood

SHORT = 4  # digits
_BEGIN = pattern("corrections", "begin")
_DENIED = pattern("corrections", "denied")  # a no that belongs to the account behind it: "no trad ira"


def correction(text: str, found: Answers, agenda: Agenda, today: date) -> tuple[str, Answers]:
    """The event, and the facts as they are meant: ``which`` where a bare value fits several lines of the list."""
    said = tidy(text)
    plain = _BEGIN.sub("", said).strip()
    named = accounts.find(plain)
    if named and named[0].start == 0 and _DENIED.search(said.removesuffix(plain)):
        return "several", in_passing.find(said, agenda, today)
    if told := in_passing.find(plain, agenda, today):
        return "several", told
    read = {fact: _value(plain, fact, today) for fact in found if _is_of(fact, named)}
    fitting = {fact: value for fact, value in read.items() if value is not None and value != found[fact]}
    return ("which" if len(fitting) > 1 else "several"), fitting


def _is_of(fact: str, named: Sequence[Thing]) -> bool:
    """Whether a value can be of a line of the list: what is named beside it stands in the name of the line."""
    card = card_of(fact)
    return card is not None and all(bare(thing.words) in bare(f"{card.text} {card.label}") for thing in named)


def _value(text: str, fact: str, today: date) -> Told:
    """A bare small number is too little to tell dollars from an age."""
    card = card_of(fact)
    if card is None or (card.kind == "money" and len(text) < SHORT and text.isdecimal()):
        return None
    reading = answers.read(text, card, today)
    if isinstance(reading, Understood):
        return reading.value
    worded = card.kind == "money" and isinstance(reading, Misread)
    return in_passing.one_sum(text) if worded else None
