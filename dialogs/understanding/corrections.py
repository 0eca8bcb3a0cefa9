"""Words that put a list of facts right while it waits for a yes: "no, 320k", "yes, and I live in Texas"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dialogs.interview.agenda import Agenda, bound
from dialogs.interview.questions import card_of
from dialogs.session import Answers, Told
from dialogs.text import bare, clean, tidy, without_pictures
from dialogs.understanding import accounts, answers
from dialogs.understanding import facts as in_passing
from dialogs.understanding.accounts import Thing
from dialogs.understanding.facts.telling import one_sum
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.readings import Misread, Understood
from dialogs.understanding.slots import COUPLE, VALUES
from dialogs.understanding.whose import whom

SHORT = 4  # digits
LEAST = 1000  # dollars; a smaller amount may stand in two lines by chance
HELD = frozenset({*VALUES, "value"})  # what an account or a plan holds
_BEGIN = pattern("corrections", "begin")
_MOVES, _ADDS = pattern("corrections", "moves"), pattern("corrections", "adds")
_DENIED = pattern("corrections", "denied")  # a no that belongs to the account behind it: "no trad ira"


def correction(
    text: str, found: Answers, agenda: Agenda, today: date, names: Mapping[str, str] | None = None
) -> tuple[str, Answers]:
    """The event, and the facts as they are meant: ``which`` where a bare value fits several lines of the list.

    names: of the two people.
    """
    said = tidy(text)
    plain = _BEGIN.sub("", said).strip()
    named = accounts.find(plain)
    if named and named[0].start == 0 and _DENIED.search(said.removesuffix(plain)):
        return "several", in_passing.listen(said, agenda, today, names=names).found
    cased = without_pictures(clean(text))
    written = cased[len(said) - len(plain) :] if said.endswith(plain) and len(cased) == len(said) else plain
    if told := in_passing.listen(written, agenda, today, names=names).found:
        return "several", _moved(told, found, said) or told
    whose = whom(plain, names)  # 15,000 for me is no income of both
    read = {fact: _value(plain, fact, today) for fact in found if _is_of(fact, named) and _is_whose(fact, whose)}
    if plain == said and any(value is not None and value == found[fact] for fact, value in read.items()):
        return "several", {}  # it stands there already
    fitting = {fact: value for fact, value in read.items() if value is not None and value != found[fact]}
    behind = next(iter(agenda.open), None)  # 330k, where two pays wait for their yes and the income is asked next
    if behind and len(fitting) > 1 and plain == said and (value := _value(plain, behind.fact, today)) is not None:
        fitting = {behind.fact: value, **fitting}
    return ("which" if len(fitting) > 1 else "several"), fitting


def _is_whose(fact: str, whose: str | None) -> bool:
    """Whether a line is of the person who is named beside what is said anew; or nobody is."""
    return whose not in COUPLE or bound(fact).who == whose


def is_led(text: str) -> bool:
    """Whether words say that something is put right: no, 320k; make that 320k."""
    said = tidy(text)
    return _BEGIN.sub("", said) != said


def _moved(told: Answers, found: Answers, said: str) -> Answers:
    """Of an amount of the list that is told of another account, that line anew: "the 92k is in the rollover".

    The line it stood in is taken away (None), with what denies that account.
    """
    if not _MOVES.search(said) or _ADDS.search(said):
        return {}
    sums = {fact: value for fact, value in told.items() if _is_sum(value) and found.get(fact) != value}
    if len(sums) != 1:
        return {}
    ((fact, value),) = sums.items()
    lines = [line for line, noted in found.items() if noted == value and line != fact and "." in line]
    if len(lines) != 1 or fact.rpartition(".")[2] not in HELD or lines[0].rpartition(".")[2] not in HELD:
        return {}
    who, _, rest = fact.partition(".")  # whoever had it has it still
    owner = lines[0].partition(".")[0]
    if whom(said) and who != owner:
        return {}
    left = {other: noted for other, noted in told.items() if other != fact and noted not in ("0", [])}
    return {**left, f"{owner}.{rest}": value, lines[0]: None}


def _is_sum(value: Told) -> bool:
    return isinstance(value, str) and value.isdecimal() and int(value) >= LEAST


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
    return one_sum(text) if worded else None
