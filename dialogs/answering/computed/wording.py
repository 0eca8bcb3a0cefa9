"""What of a question is looked at: for the kind of figure it asks for, and for what each of its amounts is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise
from string import ascii_lowercase
from typing import Any

from calc.effort import once
from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.answering.vocabulary import plain_words
from dialogs.understanding import people
from dialogs.understanding.choices import state_names
from dialogs.understanding.questions import is_question

STATE = "somestate"  # stands for the name of a state
YEAR_END, OF_ANY_DAY = "left", {"value", "worth_now"}
STATE_CODE = 2  # letters; codes are words of other meanings as well
MARK = re.compile(r"§(\d+)§")
CLOSE = 3  # words between an amount and the word before it that tells what it is of
REACH = 7  # words to each side that can tell what an amount is of
SPEAKER = "speaker"  # of the owners
_LONG_WORD = re.compile(r"[a-z]{4,}")
_LONG = 5  # letters; of a shorter word a letter less or more makes another one
_SENTENCE = re.compile(r"(?:[:!?\n]|(?<!\.)\.(?!\.)|;(?![^()]*\)))+(?!\d)")
_PART = re.compile(r",(?!\d)| - |\.{2,}")
_SIZES = (100, 1_000, 3_000, 9_000, 18_000, 40_000, 85_000, 150_000, 300_000)
_STOP = frozenset(",.;:?!")
_PIECE = re.compile(r"§\d+§|[a-z0-9%&'½/-]+|[,.;:?!]")


@cache
def _data() -> Mapping[str, Any]:
    return read_toml(ENGLISH / "asking" / "figures.toml")


def kind_features(marked: str) -> frozenset[str]:
    """The notions of the whole question, and of the part of it that asks, alone and in pairs."""
    asking, all_of_it = notions(" ".join(asking_parts(marked))), notions(marked)
    count = min(len(MARK.findall(marked)), 4)
    return frozenset(
        (
            *all_of_it,
            *(f"?{name}" for name in asking),
            *(f"{a} {b}" for a, b in combinations(sorted(all_of_it), 2)),
            *(f"?{a} {b}" for a, b in combinations(sorted(asking), 2)),
            f"# {count}",
            *(f"?{name} {count}" for name in asking),
        )
    )


@once
def notions(marked: str) -> tuple[str, ...]:
    """The names of what a text speaks of (``locale/en/asking/notions.toml``)."""
    plain = _of_a_state(marked)
    return tuple(name for name, pattern in _notions() if pattern.search(plain))


@cache
def _notions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    raw = read_toml(ENGLISH / "asking" / "notions.toml")
    return tuple((name, any_of(words)) for name, words in raw.items())


def any_of(words: list[str]) -> re.Pattern[str]:
    """A pattern of any of these words; an asterisk stands for any ending."""
    longest_first = sorted(words, key=len, reverse=True)
    alternatives = (re.escape(word).replace(r"\*", r"[\w'-]*") for word in longest_first)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w%])")


def _of_a_state(marked: str) -> str:
    return _states().sub(STATE, marked)


def states_named(text: str) -> list[str]:
    """The names of states in tidied text; codes are left to those who know the case."""
    return _states().findall(text)


@cache
def _states() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in state_names() if len(name) > STATE_CODE)})\b")


def in_right_letters(text: str) -> str:
    """Tidied text with the field's words put right where one letter is missing, doubled, too much or misplaced."""
    return _LONG_WORD.sub(lambda word: _misspelled().get(word[0], word[0]), text)


@cache
def _misspelled() -> Mapping[str, str]:
    words = _data()["asks"]["spelled"]
    found = {wrong: word for word in words for wrong in _slips(word)}
    return {wrong: word for wrong, word in found.items() if wrong not in words}


def _slips(word: str) -> Iterator[str]:
    """What a word becomes by one slip of a finger; an ending more or less makes another word of it."""
    places = range(len(word))
    yield from (word[:n] + word[n] + word[n:] for n in places)
    yield from (word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in places[:-1])
    if len(word) >= _LONG:
        yield from (word[:n] + word[n + 1 :] for n in places[:-1])
        yield from (word[:n] + letter + word[n:] for n in places[1:] for letter in ascii_lowercase)


def sentences(marked: str) -> list[str]:
    return _SENTENCE.split(marked)


def asking_parts(marked: str) -> list[str]:
    """The parts of a text that ask; the whole where none does by its words."""
    return [marked[start:end] for start, end in asking_spans(marked)] or [marked]


@once
def asking_spans(marked: str) -> list[tuple[int, int]]:
    """Where the parts of a text stand that ask: clauses, or the whole sentence with a question mark."""
    found: list[tuple[int, int]] = []
    place, opened = 0, ""
    for end in (*_SENTENCE.finditer(marked), None):
        first, last = place, end.start() if end else len(marked)
        told = bool(found) and opened.strip().endswith(":") and found[-1][1] >= first - len(opened)
        asks = end is not None and "?" in end[0] and not told
        opened = end[0] if end else ""
        place = end.end() if end else len(marked)
        cuts = list(_PART.finditer(marked, first, last))
        starts, ends = [first, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), last]
        parts = [_bounds(marked, *span) for span in zip(starts, ends, strict=True)]
        asking = [span for span in parts if marked[slice(*span)] and is_question(marked[slice(*span)])]
        whole = _bounds(marked, first, last)
        found += asking or ([whole] if asks and marked[slice(*whole)] else [])
    return found


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of text without the blanks around it."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def amount_features(marked: str, number: int, value: Decimal, kind: str, count: int) -> frozenset[str]:
    """Of the amount §number§: the words around it, its size, and what the question asks for."""
    pieces = _PIECE.findall(marked)
    place = pieces.index(f"§{number}§")
    before = list(_words(pieces[:place][::-1]))
    behind = list(_words(pieces[place + 1 :]))
    size = next((n for n, below in enumerate(_SIZES) if value < below), len(_SIZES))
    near = (
        *(f"<{name}" for name in notions(" ".join(before[:4][::-1]))),
        *(f">{name}" for name in notions(" ".join(behind[:4]))),
    )
    return frozenset(
        (
            *_nearest(marked, number, kind),
            *(f"@{name}" for name in near),
            *(f"@{name} kind {kind}" for name in near),
            f"kind {kind}",
            f"kind {kind} of {min(count, 4)}",
            f"kind {kind} {min(number, 4)}",
            f"size {size}",
            f"kind {kind} size {size}",
            *_side("<", before),
            *_side(">", behind),
            *(f"<{a}>{b}" for a in before[:1] for b in behind[:1]),
            *(
                f"{feature} kind {kind}"
                for feature in (*(f"<{w}" for w in before[:3]), *(f">{w}" for w in behind[:3]))
            ),
        )
    )


def _nearest(marked: str, number: int, kind: str) -> Iterator[str]:
    """The notions that stand nearest before and behind an amount in its sentence, up to the next amount."""
    head, _, tail = marked.partition(f"§{number}§")
    before, behind = _SENTENCE.split(head)[-1], _SENTENCE.split(tail, maxsplit=1)[0]
    clause = MARK.split(before)[-1]
    for sign, text in (("<<", clause), (">>", MARK.split(behind)[0]), ("<", before)):
        placed = [(end if sign[0] == "<" else -start, name) for name, start, end in _placed(text)]
        for _, name in sorted(placed, reverse=True)[:2]:
            yield f"{sign}@{name}"
            yield f"{sign}@{name} kind {kind}"


@once
def _placed(text: str) -> list[tuple[str, int, int]]:
    """Where a text speaks of something, each with its name."""
    return [(name, *found.span()) for name, pattern in _notions() for found in pattern.finditer(text)]


@once
def nearest(marked: str, number: int) -> Mapping[str, float]:
    """What an amount is of by the words right beside it, each with its weight: the closer, the more."""
    head, _, tail = _spelled_alike(marked).partition(f"§{number}§")
    before = _filler().sub("", MARK.split(_SENTENCE.split(head)[-1])[-1].rstrip())
    behind = MARK.split(_SENTENCE.split(tail, maxsplit=1)[0])[0].lstrip(" (")
    behind = _of_year().sub("", behind)
    found: dict[str, float] = {}
    for role, (last, first) in _near().items():
        ends = [len(before[m.end() :].split()) for m in last.finditer(before)]
        starts = [len(behind[: m.start()].split()) for m in first.finditer(behind)]
        weights = (
            *(1 / (1 + gap) for gap in ends if gap <= CLOSE),
            *(1 / (1 + gap) for gap in starts if not gap),
        )
        if weights:
            found[role] = max(weights)
    if found.get("value") == 1 and (_was_worth().search(before) or _before_it().match(behind)):
        found.pop("worth_now", None)
    if found.get("contribution") == 1:  # "adds 7,500 nondeductible" is new money, and becomes basis
        found.pop("basis", None)
    if 1 not in found.values() and (another := _and_another().match(tail)):  # "40,000 and 60,000 left"
        found |= {YEAR_END: 1} if nearest(marked, int(another[1])).get(YEAR_END) == 1 else {}
    if found.get(YEAR_END) == 1:  # "worth 100,000 on December 31" is what is left then
        found = {role: weight for role, weight in found.items() if role not in OF_ANY_DAY}
    return found


@cache
def _and_another() -> re.Pattern[str]:
    """A second amount of the same thing, with nothing but a joining word before it."""
    return re.compile(_data()["asks"]["and_another_amount"])


@cache
def _was_worth() -> re.Pattern[str]:
    """What an account was worth is not what it is worth now: "was worth 14,000"."""
    return re.compile(_data()["asks"]["was_worth"])


@cache
def _before_it() -> re.Pattern[str]:
    """What an account was worth before money went in: "worth 20,000 before I added"."""
    return re.compile(_data()["asks"]["before_it"])


@cache
def _of_year() -> re.Pattern[str]:
    """The year between an amount and what it is of: "7,000 from 2025 contributions"."""
    return re.compile(_data()["asks"]["of_year"])


@cache
def _spelled_alike(marked: str) -> str:
    """With one spelling of what people write in two: "after tax" as "after-tax"."""
    return _two_words().sub(r"\g<first>-\g<second>", marked)


@cache
def _two_words() -> re.Pattern[str]:
    return re.compile(_data()["asks"]["two_words"])


@cache
def _filler() -> re.Pattern[str]:
    """Words between a name and its amount that say nothing: "after-tax so far 12,000"."""
    return re.compile(_data()["asks"]["filler"])


@cache
def _near() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {role: (any_of(words["before"]), any_of(words["behind"])) for role, words in _data()["near"].items()}


def is_of_spouse(marked: str, number: int) -> bool:
    """Whether the last person named before an amount, in its sentence, is the spouse."""
    before = _SENTENCE.split(marked.partition(f"§{number}§")[0])[-1]
    found = [p for p in people.find(before) if p.who in {people.YOU, people.SPOUSE, people.BOTH}]
    return bool(found) and found[-1].who == people.SPOUSE


def is_from_spouse(marked: str, number: int) -> bool | None:
    """Whose an amount is by the words right behind it: "110k from me and 136k from her"; None where none tell it."""
    found = _from().match(marked.partition(f"§{number}§")[2])
    return None if found is None else found["spouse"] is not None


@cache
def _from() -> re.Pattern[str]:
    return re.compile(_data()["asks"]["from_whom"])


def clause_before(marked: str, number: int) -> str:
    """The words before an amount, back to the amount before it or to the start of its part of the sentence."""
    head = _SENTENCE.split(marked.partition(f"§{number}§")[0])[-1]
    return _PART.split(MARK.split(head)[-1])[-1]


def clause_behind(marked: str, number: int) -> str:
    """The words behind an amount, up to the next amount or to the end of its part of the sentence."""
    tail = _SENTENCE.split(marked.partition(f"§{number}§")[2], maxsplit=1)[0]
    return _PART.split(tail.partition("§")[0])[0]


def owner(marked: str, number: int) -> str:
    """Whose an amount is by the last of he, she and I before it: a word of that table, or nothing."""
    return owner_of(marked.partition(f"§{number}§")[0])


def paid_for(marked: str, number: int) -> str:
    """Whose a contribution is: "7,500 in a Roth IRA for me and 7,500 for her", or else as ``owner``."""
    found = re.match(_data()["asks"]["behind_it"], marked.partition(f"§{number}§")[2])
    if found is None:
        return owner(marked, number)
    return SPEAKER if found["speaker"] else "spouse"


def owner_of(words: str) -> str:
    """The last of he, she and I in these words."""
    found = [(place.start(), name) for name, table in _owners() for place in table.finditer(words)]
    return max(found)[1] if found else ""


def is_joint(words: str) -> bool:
    """Whether the last person in these words is both of two: "we earn"."""
    found = [p for p in people.find(words) if p.who != people.OTHER]
    return bool(found) and found[-1].who in {people.BOTH, people.EACH}


@cache
def _owners() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(words)) for name, words in _data()["owners"].items())


def joined(marked: str, one: int, other: int) -> bool:
    """Whether the words between two amounts join them: "and", "plus", "another"."""
    between = marked.partition(f"§{one}§")[2].partition(f"§{other}§")[0]
    words = _PIECE.findall(between)
    return len(words) <= REACH and not set(words).isdisjoint(_joining())


def side_by_side(marked: str, one: int, other: int) -> bool:
    """Whether two amounts stand beside each other with a joining word alone: "40,000 and 60,000 left"."""
    found = _and_another().match(marked.partition(f"§{one}§")[2])
    return found is not None and found[1] == str(other)


def of_two_earners(marked: str, number: int) -> bool:
    """Whether an amount is the second of what two people earn: "we earn 130k and 118k"."""
    if (pays := re.search(_data()["asks"]["two_pays"], marked)) and int(pays["second"]) == number:
        return True
    found = re.search(_data()["asks"]["two_earners"], marked)
    return found is not None and int(found["second"] or found["second_too"]) == number


def of_other_years(marked: str, one: int, other: int) -> bool:
    """Whether two amounts are told of two years: "7,000 for 2024 … and 7,000 for 2025"."""
    tails = (marked.partition(f"§{number}§")[2] for number in (one, other))
    first, second = (re.match(_data()["asks"]["year_of_it"], tail) for tail in tails)
    return first is not None and second is not None and first[1] != second[1]


def years_of(marked: str) -> dict[int, int]:
    """The year right behind each amount, by its number: "165,000 in 2025 and 150,000 in 2026"."""
    tails = (
        (int(mark[1]), re.match(_data()["asks"]["year_right_behind"], marked[mark.end() :]))
        for mark in MARK.finditer(marked)
    )
    return {number: int(found[1]) for number, found in tails if found}


@cache
def _joining() -> frozenset[str]:
    return frozenset(_data()["asks"]["joining"])


def _side(sign: str, words: list[str]) -> Iterator[str]:
    for place, word in enumerate(words[:REACH]):
        yield f"{sign}{word}"
        if place < 3:
            yield f"{sign}{place}{word}"
    for a, b in pairwise(words[:5]):
        yield f"{sign}{a} {b}"


def _words(pieces: list[str]) -> Iterator[str]:
    """Nearest first; another amount is #, and the end of the sentence ends it."""
    for piece in pieces[: 2 * REACH]:
        if piece in _STOP:
            yield piece
            if piece != ",":
                return
        elif MARK.fullmatch(piece):
            yield "#"
        else:
            yield from _known(piece)


def _known(piece: str) -> Iterator[str]:
    for word in plain_words(piece):
        yield re.sub(r"^\d{1,3}$", "n", word)
