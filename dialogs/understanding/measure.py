"""How much of a message is read: prose up to a length, and of what is beyond it the figures are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dialogs.text import clean
from dialogs.understanding.marks import Mark, sentence, sentences
from dialogs.understanding.tokens import tokens

LONGEST = 4096  # characters, as in one Telegram message
PROSE = 1000  # characters that are read for facts, questions and wishes
PIECES = 300  # words, numbers and signs that are read of it; a thousand characters of prose have two hundred
MOST_PIECES = 4 * PIECES  # of a message of the longest that there can be; nothing of one that has more is read
CLAUSES = 60  # that are held against every pattern; prose of this length has twenty
WEIGHTY = ("amount", "share", "time")  # what must not be passed over in silence


def is_too_long(text: str) -> bool:
    """Longer than a message can be, as it came or with its signs written out, or of more pieces than one has."""
    return len(text) > LONGEST or len(plain := clean(text)) > 2 * LONGEST or len(tokens(plain)) > MOST_PIECES


def is_swollen(text: str) -> bool:
    """Whether its signs, written out, are more than twice as long as the longest message: of no use as a paper."""
    return len(text) <= LONGEST and not text.isascii() and len(clean(text)) > 2 * LONGEST


def parted(text: str) -> tuple[str, str]:
    """The prose that is read, and what is beyond it; no word is cut in two where there are words."""
    if _is_read(text):
        return text, ""
    end = PROSE
    while not _is_read(text[:end]):  # a character can stand for several
        end = end * 3 // 4
    space = next((n for n in range(end, 0, -1) if text[n - 1].isspace()), end)
    return text[:space], text[space:]


def _is_read(text: str) -> bool:
    """Whether all of it is."""
    return len(text) <= PROSE and len(plain := clean(text)) <= PROSE and len(tokens(plain)) <= PIECES


def figures_of(marks: Iterable[Mark], text: str, start: int = 0) -> Iterator[str]:
    """The words of amounts, times and percentages among marks; start: the place of the text that they stand in."""
    for mark in marks:
        plain = mark.amount is None or mark.key != "number"
        if mark.kind in WEIGHTY and plain:
            yield text[mark.start - start : mark.end - start]


def figures_in(text: str, today: date) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every sentence that has some, and them."""
    for said in sentences(text):
        whole = sentence(said, today, {})
        if found := tuple(figures_of(whole.marks, whole.cased)):
            yield said, found
