"""A message cut into clauses, each about somebody and holding at most one sum: what can be understood by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from calc.facts import PlanKind
from dialogs.text import clean
from dialogs.understanding import patterns as fact_words
from dialogs.understanding.mentions import MARK, Mention, figures, mark
from dialogs.understanding.questions import is_question
from dialogs.understanding.whose import plan_named, whom

_LINE = re.compile(r"[\n\r\u2028\u2029]+|(?:^|\s)[•*·▪‣●]\s")
_BULLET = re.compile(r"^\s*(?:[-–—>]\s+|\(?\d{1,2}[.)]\s+)")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_CUT = re.compile(
    r"\s*(?:;|\||,(?!\d)|\s[-–—]\s|&(?!\w)|\s\+\s|\b(?:and|but|while|plus|also)\b)\s*|\.\s*$", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:which|who|where|when|has|have|had|is|are|am|was|were)\b", re.IGNORECASE)
_OTHER = re.compile(r"(?<=§) (?=(?:my |the )?(?:wife|husband|spouse|partner)\b[^§]*§)", re.IGNORECASE)
_OWN = re.compile(r"(?:i|i'm|i've|we|my|our|he|she|his|her)\b", re.IGNORECASE)
_LITERAL = re.compile(r"\b(this|last|next) year\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """text: as written, with marks for figures; words: for the patterns, with the years told relative to the talk's.

    who: of whom (``you``, ``spouse``, ``both``); named: said in this clause; plan: the workplace plan spoken of.
    asks: it is a question or part of one. sentence: its number in the message.
    """

    text: str
    words: str
    mentions: tuple[Mention, ...]
    who: str
    named: bool
    plan: PlanKind | None
    asks: bool
    sentence: int

    @property
    def shown(self) -> str:
        said = iter(self.mentions)
        return MARK.sub(lambda _: next(said).words, self.text).strip(" .,;:!?")

    @property
    def sums(self) -> tuple[Mention, ...]:
        return tuple(m for m in self.mentions if m.kind in {"money", "number"})

    def of_kind(self, *kinds: str) -> Mention | None:
        return next((m for m in self.mentions if m.kind in kinds), None)


def sentences(text: str) -> list[str]:
    """Lines, items and sentences, cleaned."""
    lines = (clean(_BULLET.sub("", line)) for line in _LINE.split(text))
    return [sentence for line in lines for sentence in _SENTENCE.split(line) if sentence]


def clauses(said: list[str], years: tuple[int, int], who: str = "you", plan: PlanKind | None = None) -> list[Clause]:
    """The clauses of sentences. years: the talk's, the running one; who, plan: of whom and which we spoke before."""
    found = []
    for number, sentence in enumerate(said):
        marked, mentions = mark(sentence)
        parts = [part for cut in _CUT.split(marked) for part in _OTHER.split(cut) if part]
        pieces = [piece for part in parts for piece in _one_sum_each(part, mentions)]
        for piece, asks in zip(pieces, _asking(pieces, sentence), strict=True):
            own = tuple(figures(piece, mentions))
            words = _words(piece, own, years)
            named = whom(words)
            who = named or who
            plan = plan_named(words) or plan
            found.append(Clause(piece, words, own, who, named is not None, plan, asks, number))
    return found


def _asking(pieces: list[str], sentence: str) -> Iterator[bool]:
    """What follows a question belongs to it, until somebody speaks of himself again."""
    question = sentence.rstrip().endswith("?")
    opens = [
        is_question(piece) and (question or not number or not _GOES_ON.match(piece))
        for number, piece in enumerate(pieces)
    ]
    if question and not any(opens) and opens:
        opens[-1] = True
    before = False
    for piece, asks in zip(pieces, opens, strict=True):
        before = asks or (before and not _OWN.match(piece))
        yield before


def _one_sum_each(part: str, mentions: tuple[Mention, ...]) -> list[str]:
    """Cut before each sum where the sum comes first ("58k rollover 12k SEP"), else behind it."""
    kinds = [(m, mentions[int(m[1])].kind) for m in MARK.finditer(part)]
    dollars = [m for m, kind in kinds if kind == "money"]
    bare = [m for m, kind in kinds if kind == "number"]
    if dollars and bare:  # an age beside a sum
        cuts = sorted({edge for m in bare for edge in (m.start(), m.end())})
        return [piece for p in _pieces(part, cuts) for piece in _one_sum_each(p, mentions)]
    several = dollars or bare
    if len(several) < 2:
        return [part]
    ahead = several[0].start() < fact_words.first("heads", part.casefold())
    return _pieces(part, [m.start() for m in several[1:]] if ahead else [m.end() for m in several[:-1]])


def _pieces(part: str, cuts: list[int]) -> list[str]:
    edges = [0, *cuts, len(part)]
    pieces = (part[a:b].strip() for a, b in pairwise(edges))
    return [piece for piece in pieces if piece.strip(" .,;:")]


def _words(piece: str, mentions: tuple[Mention, ...], years: tuple[int, int]) -> str:
    """Lower case; sums as §, days as they are, years as this, last or another year of the talk."""
    talk, running = years
    said = iter(mentions)

    def word(_: re.Match[str]) -> str:
        mention = next(said)
        if mention.kind == "year":
            return _relative(int(mention.words), talk)
        return mention.words if mention.kind == "day" else "§"

    shift = {"this": 0, "last": -1, "next": 1}
    plain = _LITERAL.sub(lambda m: _relative(running + shift[m[1].casefold()], talk), MARK.sub(word, piece))
    return " ".join(plain.casefold().split())


def _relative(year: int, talk: int) -> str:
    return {talk: "this year", talk - 1: "last year"}.get(year, "another year")
