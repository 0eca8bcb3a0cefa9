"""How much of a message is read: prose up to a length, and of what is beyond it the figures are named."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.text import clean
from dialogs.understanding.clauses import sentences
from dialogs.understanding.mentions import mark

LONGEST = 4096  # characters, as in one Telegram message
PROSE = 1000  # characters that are read for facts, questions and wishes
CLAUSES = 60  # that are held against every pattern; prose of this length has twenty
WEIGHTY = ("money", "percent", "year", "day")  # kinds of figures that must not be passed over in silence


def is_too_long(text: str) -> bool:
    """Longer than a message can be, as it came or with its signs written out."""
    return len(text) > LONGEST or (not text.isascii() and len(clean(text)) > 2 * LONGEST)


def parted(text: str) -> tuple[str, str]:
    """The prose that is read, and what is beyond it; no word is cut in two where there are words."""
    if len(text) <= PROSE and len(clean(text)) <= PROSE:
        return text, ""
    end = PROSE
    while len(clean(text[:end])) > PROSE:  # a character can stand for several
        end //= 2
    space = next((n for n in range(end, 0, -1) if text[n - 1].isspace()), end)
    return text[:space], text[space:]


def figures(sentence: str) -> Iterator[str]:
    """The amounts, years, days and percentages of a sentence."""
    _, mentions = mark(sentence)
    yield from (mention.words for mention in mentions if mention.kind in WEIGHTY)


def figures_in(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every sentence that has some, and them."""
    for sentence in sentences(text):
        if found := tuple(figures(sentence)):
            yield sentence, found
