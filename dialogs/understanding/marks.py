"""A sentence with all that is recognised in it, each thing at its place: what clauses are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dialogs.text import bare, clean, tidy, without_pictures
from dialogs.understanding import amounts, choices, dates, shares
from dialogs.understanding.lexicon import Lexicon, data, joined
from dialogs.understanding.tokens import Token, tokens

_CUTS = ",;:()|&+/"
_LONGEST_PLACE = 4  # words
_ABBREVIATED = 3  # letters of D.C.


@dataclass(frozen=True, slots=True)
class Mark:
    """Something recognised: ``kind`` is the table of its vocabulary (or amount, share, time, age, state, name, word),
    ``keys`` what it can be; start and end are its place in the sentence.
    """

    start: int
    end: int
    kind: str
    keys: tuple[str, ...]
    amount: amounts.Span | None = None
    time: dates.When | None = None
    age: dates.Age | None = None
    share: shares.Share | None = None

    @property
    def key(self) -> str:
        return self.keys[0] if self.keys else ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """text: in lower case; cased: the same letters as they were typed; marks: from left to right."""

    text: str
    cased: str
    marks: tuple[Mark, ...]


def sentence(said: str, today: date, names: Mapping[str, str]) -> Sentence:
    """What is in one sentence. names: people by their names, in lower case."""
    cased = without_pictures(clean(said))
    text = cased.casefold()
    if len(text) != len(cased):
        cased = text = tidy(said)
    parts = tokens(text)
    found = sorted(_figures(text, today), key=lambda mark: mark.start)
    free = _free(parts, found)
    found += _words(parts, free, text)
    found += _states(parts, cased)
    found += _names(parts, names, found)
    found = _settled(found)
    found += _others(parts, found)
    return Sentence(text, cased, tuple(sorted(found, key=lambda mark: (mark.start, -mark.end))))


def _figures(text: str, today: date) -> Iterator[Mark]:
    """Amounts, shares, times and ages; a place is one of them."""
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return not any(start < b and a < end for a, b in taken)

    for age in dates.ages(text, today):
        if free(age.start, age.end) or age.whose == 1:
            taken.append((age.start, age.end))
            yield Mark(age.start, age.end, "age", (), age=age)
    for share in shares.find(text):
        if free(share.start, share.end):
            taken.append((share.start, share.end))
            yield Mark(share.start, share.end, "share", (), share=share)
    spans = amounts.find(text)
    for when in dates.find(text, today):
        scaled = any(s.start <= when.start < s.end and s.kind == "money" and not _in(s, when) for s in spans)
        if free(when.start, when.end) and not scaled:
            taken.append((when.start, when.end))
            yield Mark(when.start, when.end, "time", (), time=when)
    for span in spans:
        if free(span.start, span.end):
            taken.append((span.start, span.end))
            yield Mark(span.start, span.end, "amount", (span.kind,), amount=span)


def _in(span: amounts.Span, when: dates.When) -> bool:
    return when.start <= span.start and span.end <= when.end


def _free(parts: Sequence[Token], found: Sequence[Mark]) -> list[bool]:
    """Which tokens belong to no figure."""
    out = []
    left = sorted((mark.start, mark.end) for mark in found)
    place = 0
    for token in parts:
        while place < len(left) and left[place][1] <= token.start:
            place += 1
        out.append(not (place < len(left) and left[place][0] < token.end))
    return out


@cache
def vocabulary() -> Lexicon:
    """All words that carry something in a clause."""
    return joined(
        *(("people", table) for table in ("you", "spouse", "both", "each", "other")),
        *(("accounts", table) for table in ("ira", "plan", "thing")),
        ("acts", "act"),
        *(("grammar", table) for table in ("cut", "not", "mood", "link", "status", "skip")),
        ("circumstances", "circ"),
    )


def _words(parts: Sequence[Token], free: Sequence[bool], text: str) -> Iterator[Mark]:
    """The longest phrase at each place; a phrase may go around no figure."""
    place, bound = 0, 0
    while place < len(parts):
        if bound <= place:
            bound = next((number for number in range(place, len(parts)) if not free[number]), len(parts))
        if bound == place:  # a figure
            place, bound = place + 1, 0
            continue
        found = vocabulary().at(parts, place, bound)
        if found is None:
            if _cuts(parts[place], text):
                yield Mark(parts[place].start, parts[place].end, "cut", ("mark",))
            place += 1
            continue
        start, end = parts[found.first].start, parts[found.end - 1].end
        for table in dict.fromkeys(key.partition(".")[0] for key in found.keys):
            keys = tuple(key.partition(".")[2] for key in found.keys if key.partition(".")[0] == table)
            yield Mark(start, end, table, keys)
        place = found.end


def _cuts(token: Token, text: str) -> bool:
    """A comma and its like; a dash that stands apart."""
    apart = text[token.start - 1 : token.start] == " " and text[token.end : token.end + 1] == " "
    return token.kind == "mark" and (token.text in _CUTS or (token.text == "-" and apart))


def _settled(found: list[Mark]) -> list[Mark]:
    """Without the figures that are part of a name."""
    names = [(m.start, m.end) for m in found if m.kind in {"plan", "thing", "ira"}]
    return [
        m
        for m in found
        if m.kind not in {"amount", "time", "age"} or not any(a < m.end and m.start < b for a, b in names)
    ]


def _states(parts: Sequence[Token], cased: str) -> Iterator[Mark]:
    """Names of states and cities; letters only where they are written as such, names that people bear after "in"."""
    loud = cased == cased.upper()
    names = choices.state_names()
    shy = _shy()
    place = 0
    while place < len(parts):
        for count in range(min(_LONGEST_PLACE, len(parts) - place), 0, -1):
            part = parts[place : place + count]
            if part[0].kind == "mark" or (part[-1].kind == "mark" and part[-1].text != "."):
                continue
            if part[-1].kind == "mark" and len(bare(cased[part[0].start : part[-1].end])) > _ABBREVIATED:
                continue
            start, end = part[0].start, part[-1].end
            name = bare(cased[start:end])
            codes = names.get(name, ())
            if codes and _is_place(name, cased, start, end, shy, loud=loud):
                last = cased[:start].rstrip().endswith(",") and len(cased[:start].strip()) > 1
                yield Mark(start, end, "state", codes[-1:] if last and count == 1 else codes)
                place += count - 1
                break
        place += 1


def _is_place(name: str, cased: str, start: int, end: int, shy: frozenset[str], *, loud: bool) -> bool:
    before = bare(cased[max(0, start - 40) : start]).split()[-1:]
    led = bool(before) and before[0] in data("grammar")["place_before"]["words"]
    alone = not bare(cased[:start]) and not bare(cased[end:])
    if len(name) <= 3 and " " not in name:
        comma = cased[:start].rstrip().endswith(",")
        return cased[start:end].isupper() and (name not in shy or alone or (not loud and (comma or led)))
    return name not in shy or alone or led


@cache
def _shy() -> frozenset[str]:
    """Names of places that are other words as well."""
    return frozenset(map(bare, data("grammar")["place_shy"]["words"]))


def _names(parts: Sequence[Token], names: Mapping[str, str], found: Sequence[Mark]) -> Iterator[Mark]:
    for token in parts:
        name = token.text if token.text in names else token.text.removesuffix("s")
        if name in names and not any(m.start <= token.start < m.end for m in found):
            yield Mark(token.start, token.end, names[name], ("name",))


def _others(parts: Sequence[Token], found: Sequence[Mark]) -> Iterator[Mark]:
    """Every other word."""
    taken = sorted((mark.start, mark.end) for mark in found)
    place = 0
    for token in parts:
        while place < len(taken) and taken[place][1] <= token.start:
            place += 1
        inside = any(a <= token.start < b for a, b in taken[max(0, place - 3) : place + 3])
        if not inside and token.kind == "word":
            yield Mark(token.start, token.end, "word", (token.text,))


_LINE = re.compile(r"[\n\r\u2028\u2029]+|(?:^|\s)[•*·▪‣●]\s")
_BULLET = re.compile(r"^\s*(?:[-–—>]\s+|\(?\d{1,2}[.)]\s+)")
_SENTENCE = re.compile(r"(?<=[.!?])(?<![\s.][A-Za-z]\.)\s+")


def sentences(text: str) -> list[str]:
    """Lines, items and sentences of a text."""
    lines = (clean(_BULLET.sub("", line)) for line in _LINE.split(text))
    return [part for line in lines for part in _SENTENCE.split(line) if part]
