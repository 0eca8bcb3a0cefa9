"""The questions of one message, each as it would stand alone: with all that is told, and without the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from dialogs.answering.computed import wording
from dialogs.phrases import say
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.questions import is_question

ITS_OWN = 4  # words of a question that leans on nothing
MOST = 4  # questions; of more the message is read as a whole


@dataclass(frozen=True, slots=True)
class Ask:
    """words: those that ask. alone: what is told around them, and no other question."""

    words: str
    alone: str


def asks(text: str) -> tuple[Ask, ...]:
    """The questions of a message in their order; none where it asks one thing, or too many."""
    spans = [span for span in wording.asking_spans(text) if not _is_told(text, *span)]
    spans = _joined(text, [part for span in spans for part in _apart(text, span)])
    if not 1 < len(spans) <= MOST:
        return ()
    return tuple(Ask(text[start:end], _without(text, spans, n)) for n, (start, end) in enumerate(spans))


def halves(text: str) -> Iterator[tuple[Ask, ...]]:
    """The ways to take one question for several figures, the others by their names: "the tax and the penalty".

    All that are named come first, then two and two.
    """
    spans = [_going_on(text, span) for span in _joined(text, wording.asking_spans(text))]
    for span in spans:
        found = (pattern("questions", name).finditer(text, *span) for name in ("and_a_second", "joined_by_and"))
        cuts = sorted({cut.span() for cut in chain.from_iterable(found)})
        for chosen in ([cuts] if 1 < len(cuts) < MOST else []) + [[cut] for cut in cuts]:
            starts, ends = [span[0], *(end for _, end in chosen)], [*(start for start, _ in chosen), span[1]]
            words = [text[start:end].strip(" ,;") for start, end in zip(starts, ends, strict=True)]
            if all(words):
                named = [words[0], *(_account_of(words[0], one) + one for one in words[1:])]
                yield tuple(Ask(one, _with(text, spans, span, _opened(one))) for one in named)


def _going_on(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """With what goes on behind a comma by a name alone: "what's the IRA limit, and the 401k limit"."""
    start, end = span
    if pattern("questions", "and_a_second").match(text, end) is None:
        return span
    closed = pattern("questions", "sentence_end").search(text, end)
    return start, closed.start() if closed else len(text)


def _account_of(head: str, tail: str) -> str:
    """What a bare limit is of, where the words before it name that: "the IRA limit and the catch-up"."""
    named = pattern("questions", "account").search(head)
    bare = pattern("questions", "bare_limit").match(tail) and not pattern("questions", "account").search(tail)
    return f"{named[0]} " if named and bare else ""


def _opened(words: str) -> str:
    """A figure by its name as a question of its own."""
    return words if is_question(words) else say("asked.second", what=words)


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether a clause goes on with a statement: ", when our income was too high.", ", which is a SEP, "."""
    if not text[:start].rstrip().endswith(","):
        return False
    if text[end : end + 1] in {",", "."} and pattern("questions", "in_between").match(text, start, end):
        return True
    goes_on = pattern("questions", "subordinate").match(text, start, end)
    return bool(goes_on) and not pattern("questions", "closed_by_a_mark").match(text, end)


def _apart(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """A part of a sentence taken apart where one question is joined to the next, with where it is asked of."""
    start, end = span
    found = list(pattern("questions", "joined_by_and").finditer(text, start, end))
    starts, ends = [start, *(one.end() for one in found)], [*(one.start() for one in found), end]
    parts: list[tuple[int, int]] = []
    for first, last in zip(starts, ends, strict=True):
        if parts and pattern("questions", "place_of_it").match(text, *parts[-1]):
            parts[-1] = (parts[-1][0], last)
        elif first < last:
            parts.append((first, last))
    return parts


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same, where an alternative and a bare "and how?" go with the question beside them."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        goes_on = pattern("questions", "alternative").match(text, start, end) or _leans(text[start:end])
        if found and (goes_on or _is_supposed(text, found[-1], start) or _leans(text[slice(*found[-1])])):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _is_supposed(text: str, part: tuple[int, int], behind: int) -> bool:
    """Whether a part is told as the condition of the question behind it in its sentence: "what if ... , how much"."""
    opening = pattern("questions", "supposed").match(text, *part)
    return opening is not None and pattern("questions", "sentence_end").search(text, part[1], behind) is None


def _leans(words: str) -> bool:
    """Whether it asks of what stands before it: "is that right?"."""
    if pattern("questions", "why_alone").match(words):
        return True
    few = len(pattern("questions", "and_so").sub("", words).split()) < ITS_OWN
    return few and pattern("questions", "names_one").search(words) is None


def _without(text: str, spans: Sequence[tuple[int, int]], kept: int) -> str:
    pieces, place = [], 0
    for number, (start, end) in enumerate(spans):
        if number != kept:
            pieces += [text[place:start], _condition_of(text[start:end])]
            place = end
    return " ".join(" ".join([*pieces, text[place:]]).split())


def _condition_of(words: str) -> str:
    """What a question tells as its condition, with its amounts; empty where it tells none."""
    found = pattern("questions", "condition").search(words)
    return words[found.start() :] if found else ""


def _with(text: str, spans: Sequence[tuple[int, int]], kept: tuple[int, int], words: str) -> str:
    """The text with these words in the place of one question, and without the others."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + (words if (start, end) == kept else "") + text[end:]
    return " ".join(text.split())
