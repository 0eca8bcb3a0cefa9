"""A message cut into clauses, each with at most one amount, and what each is about: whose, which account, which act.

A clause that leaves something out goes on with what was said before it: "I put 7,000 into a traditional IRA for 2025
and 7,500 for 2026"; "I make 200k, my wife 100k".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise, takewhile, zip_longest

from dialogs.understanding.dates import Said
from dialogs.understanding.lexicon import data, lexicon, pattern
from dialogs.understanding.marks import Mark, Sentence, sentence, sentences
from dialogs.understanding.questions import is_question
from dialogs.understanding.tokens import tokens

FIGURES = ("amount", "share", "time", "age")
PEOPLE = ("you", "spouse", "both", "each", "either", "other")
COUPLE = ("you", "spouse")


@dataclass(frozen=True, slots=True)
class Clause:
    """text: as written; marks: what is in it; asks: it is a question or part of one; number: of its sentence;
    start: its place in the sentence, as the marks have theirs; joined: what it was cut at;
    relative: it is about something in the clause before; owner: whose it is, as words behind it tell.
    """

    text: str
    marks: tuple[Mark, ...]
    asks: bool
    number: int
    start: int
    joined: str = ""
    relative: bool = False
    owner: str = ""

    def of(self, *kinds: str) -> list[Mark]:
        return [mark for mark in self.marks if mark.kind in kinds]

    def has(self, kind: str, *keys: str) -> bool:
        """Whether something of the kind, and of one of the keys where they are given, stands in it."""
        return any(mark.kind == kind and (not keys or set(keys) & set(mark.keys)) for mark in self.marks)

    def keys(self, kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key for mark in self.marks if mark.kind == kind for key in mark.keys))

    @property
    def amount(self) -> Mark | None:
        return next((mark for mark in self.marks if mark.kind == "amount" and mark.key != "year"), None)

    @property
    def unknown(self) -> list[str]:
        """Words that nothing recognised."""
        return [mark.key for mark in self.marks if mark.kind == "word"]

    @property
    def strange(self) -> list[str]:
        """Words that may change what is told: nothing recognised them, and none of them is harmless."""
        return [word for word in self.unknown if not is_harmless(word)]

    @property
    def turns(self) -> bool:
        """Whether an amount in it came back, or became another thing."""
        return not _words("turns").isdisjoint(self.unknown) or self.has("act", "returned")

    @property
    def dangerous(self) -> bool:
        """Whether a word can turn an amount into something else: less than, half, a limit."""
        return not _words("danger").isdisjoint(self.unknown)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(data("grammar")[name]["words"])


def is_harmless(word: str) -> bool:
    """Whether a word that nothing recognised does not change what stands beside it."""
    return (word in _words("harmless") or word in articles()) and word not in _words("danger")


@cache
def weightless() -> frozenset[str]:
    """Words that nothing recognises and that change nothing."""
    return _words("harmless") - _words("danger") - _words("carries")


def danger() -> frozenset[str]:
    """Words that can turn an amount into something else."""
    return _words("danger")


def articles() -> frozenset[str]:
    """Words without weight."""
    return _words("articles")


def clauses(text: str, today: date, names: Mapping[str, str]) -> list[Clause]:
    """The clauses of a message, in order."""
    found: list[Clause] = []
    parts_told = sentences(text)
    wholes = _others_apart([sentence(said, today, names) for said in parts_told])
    for number, (said, whole) in enumerate(zip(parts_told, wholes, strict=True)):
        cuts = [one for cut in _cut(whole) for one in _one_subject_each(cut, whole)]
        parts = _with_who_is_meant([part for cut in cuts for part in _one_amount_each(cut, whole)], whole)
        asks = _asking(whole, parts, said)
        for (start, end, joined), asking in zip(parts, asks, strict=True):
            inside = _inside(whole, start, end)
            marks = inside[1:] if _is_leading_no(inside) else inside
            shown = whole.cased[start:end]
            begins = start + len(shown) - len(shown.lstrip(" .,;:!?"))
            meant = marks[-1].kind if "bracket" in _cuts_inside(whole, start, end) and marks else ""
            found.append(
                Clause(
                    shown.strip(" .,;:!?"),
                    marks,
                    asking,
                    number,
                    begins,
                    joined,
                    "relative" in joined.split(),
                    meant if meant in COUPLE else "",
                )
            )
    return [_with_owner(*pair) for pair in zip(found, (*found[1:], None), strict=False)]


def _cuts_inside(whole: Sentence, start: int, end: int) -> set[str]:
    return {mark.key for mark in _inside(whole, start, end) if mark.kind == "cut"}


def _with_who_is_meant(parts: Sequence[Part], whole: Sentence) -> list[Part]:
    """With a person in brackets in the clause before them: born in 1977 (me) and 1975 (Ben)."""
    joined: list[Part] = []
    for part in parts:
        inside = _inside(whole, part[0], part[1])
        person = bool(inside) and all(mark.kind in COUPLE or "it" in mark.keys for mark in inside)
        before = _inside(whole, joined[-1][0], joined[-1][1]) if joined and part[2] == "bracket" and person else ()
        if any(mark.kind in {"time", "age", "amount"} for mark in before) and not any(
            mark.kind in COUPLE for mark in before
        ):
            joined[-1] = (joined[-1][0], part[1], joined[-1][2])
        else:
            joined.append(part)
    return joined


def _with_owner(clause: Clause, behind: Clause | None) -> Clause:
    """Of "the pension is all that she has" whose the pension is."""
    if behind is None or not behind.relative or behind.number != clause.number or clause.of(*PEOPLE):
        return clause
    first = next(iter(behind.marks), None)
    owned = bool(clause.of("ira", "plan")) and first is not None and first.kind in COUPLE and not behind.amount
    return replace(clause, owner=first.kind) if owned and first and not clause.owner else clause


def _others_apart(wholes: Sequence[Sentence]) -> list[Sentence]:
    """With the age of a child, "he" or "she" after one, and the partner of somebody else, not taken for the speaker's
    or the spouse's: my sister and her husband.

    Where a couple is told of, "she" may be the wife; then it is left as it is, but after others beside a husband.
    """
    wholes = list(_without_their_partners(wholes))
    marks = [mark for whole in wholes for mark in whole.marks]
    roles = {key for mark in marks if mark.kind == "spouse" for key in mark.keys if key in _ROLES}
    couple = any(
        mark.kind == "both"
        or (mark.kind == "spouse" and mark.key not in _PRONOUNS)
        or (mark.kind == "status" and mark.key in {"mfj", "mfs"})
        for mark in marks
    )
    told, others, apart = False, False, list[Sentence]()
    for whole in wholes:
        kept: list[Mark] = []
        for mark, behind in zip_longest(whole.marks, whole.marks[1:]):
            ends = behind is not None and behind.kind == "other" and behind.start - mark.end <= 1
            if mark.kind == "age" and ends:
                continue  # my 16 year old daughter
            told = told or (mark.kind == "other" and bool(_CHILD.search(whole.text[mark.start : mark.end])))
            others = others or mark.kind == "other"
            pronoun = mark.kind == "spouse" and mark.key in _PRONOUNS
            theirs = pronoun and ((told and not couple) or (others and roles == {_ROLE_OF_OTHER.get(mark.key)}))
            kept.append(replace(mark, kind="other", keys=("words",)) if theirs else mark)
        apart.append(replace(whole, marks=tuple(kept)))
    return apart


_CHILD = pattern("clauses", "child")
_PRONOUNS = frozenset({"she", "he"})
_ROLES = frozenset({"wife", "husband"})
_ROLE_OF_OTHER = {"she": "husband", "he": "wife"}


def _without_their_partners(wholes: Sequence[Sentence]) -> Iterator[Sentence]:
    """With the husband or wife of somebody else as somebody else: my sister and her husband."""
    others = False
    for whole in wholes:
        kept: list[Mark] = []
        for mark in whole.marks:
            others = others or mark.kind == "other"
            before = kept[-1] if kept else None
            owned = before is not None and before.key in _PRONOUNS and mark.start - before.end <= 1
            if others and owned and before and before.kind == "spouse" and mark.key in _ROLES:
                kept[-1] = replace(before, kind="other", keys=("words",))
                kept.append(replace(mark, kind="other", keys=("words",)))
            else:
                kept.append(mark)
        yield replace(whole, marks=tuple(kept))


Part = tuple[int, int, str]
_INVERTED = pattern("questions", "inverted")
_PAIR = 2
_ACCOUNTS = frozenset({"ira", "plan"})
_CLOSING = frozenset(
    {"amount", "ira", "plan", "thing", "time", "act", "state", "status", "age", "word"}
)  # what a clause can end with
_WHOLE = frozenset({"ira", "plan", "amount", "thing", "state", "age", "status", "time"})
_PIECES = frozenset({"status", "amount", "state", "age"})
_EARNERS = (["you", "act"], ["both", "act"])
_NEAR = 30  # characters
_GROWN, _CENTURY = 18, 100  # years
_A_PAY = 40_000  # dollars; hardly anybody puts as much into a plan in a year
_AHEAD = 12  # marks behind a person that are looked at
_OF_ACCOUNT = frozenset({"of", "into", "in", "from"})
_ASIDE = " .,;:!?()"


def _is_leading_no(marks: Sequence[Mark]) -> bool:
    """In "No I meant …" what was said before is denied, and nothing in it."""
    if len(marks) < _PAIR or marks[0].kind != "not" or "no" not in marks[0].keys:
        return False
    return marks[1].kind in {"you", "spouse", "both"} or "sorry" in marks[1].keys


def _inside(whole: Sentence, start: int, end: int) -> tuple[Mark, ...]:
    """The marks that lie between two places."""
    first = bisect_left(whole.marks, start, key=lambda mark: mark.start)
    last = bisect_left(whole.marks, end, key=lambda mark: mark.start)
    return tuple(mark for mark in whole.marks[first:last] if mark.end <= end)


def _cut(whole: Sentence) -> Iterator[Part]:
    """At commas and words that join."""
    start, joined = 0, ""
    for mark in whole.marks:
        if mark.kind != "cut" or mark.start < start or _is_between(whole, mark):
            continue
        if "bracket" not in joined and _is_apposition(whole, start, mark):
            continue
        if whole.text[start : mark.start].strip(_ASIDE):
            yield start, mark.start, joined
            joined = ""
        start, joined = mark.end, f"{joined} {mark.key}".strip()
    if whole.text[start:].strip(_ASIDE):
        yield start, len(whole.text), joined


def _is_between(whole: Sentence, cut: Mark) -> bool:
    """Whether a word stands between somebody and what they do, or behind that: we also have, there is also."""
    first = bisect_left(whole.marks, cut.start, key=lambda mark: mark.start)
    last = bisect_left(whole.marks, cut.end, key=lambda mark: mark.start)
    before, behind = whole.marks[max(0, first - 1) : first], whole.marks[last : last + 1]
    too = any(mark.kind == "link" and "too" in mark.keys for mark in whole.marks[first:last])
    near = too and bool(before and behind) and cut.start - before[0].end <= 1 and behind[0].start - cut.end <= 1
    return near and (before[0].kind == "act" or (before[0].kind in {*PEOPLE, "mood"} and behind[0].kind == "act"))


def _is_apposition(whole: Sentence, start: int, cut: Mark) -> bool:
    """Whether a bare amount stands before the cut, and where it went to behind: ", 7,500, to my traditional IRA"."""
    before = _inside(whole, start, cut.start)
    behind = next(iter(_inside(whole, cut.end, cut.end + _NEAR)), None)
    led = behind is not None and behind.kind == "link" and not {"into", "in"}.isdisjoint(behind.keys)
    if not led or [mark.kind for mark in before] != ["amount"]:
        return False
    amount = before[0].amount
    ahead = _inside(whole, cut.end, len(whole.text))
    account = next((mark for mark in ahead if mark.kind in _ACCOUNTS), None)
    if account is None or any(mark.kind in {"act", "amount", "time"} for mark in ahead if mark.end <= account.start):
        return False  # AGI: 241,000, in September I moved 51,500 from my traditional IRA
    of_pay = amount is not None and bool(amount.values) and amount.values[0] >= _A_PAY
    return not (of_pay and account.kind == "plan")  # 132,000, in the 403(b)


def _one_subject_each(part: Part, whole: Sentence) -> Iterator[Part]:
    """Before each subject of a sentence that nothing closes, and before each piece of a list without commas.

    "we make 420k both have 401(k)s"; "single 172k from Ohio".
    """
    start, end, joined = part
    inside = _inside(whole, start, end)
    edges = sorted(
        {
            *_subjects(inside, whole),
            *_pieces(inside),
            *_denials(inside),
            *_existing(inside, whole),
            *_exceptions(inside),
            *_behind_ages(inside),
            *_behind_homes(inside, whole),
            *_plans_behind_years(inside),
        }
    )
    for number, (one, other) in enumerate(pairwise([start, *edges, end])):
        yield one, other, "" if number else joined


def _subjects(inside: Sequence[Mark], whole: Sentence) -> Iterator[int]:
    """Where somebody else's clause begins behind a whole one: a person, and at once what they do or have.

    "we live in Ohio I make 210k my basis is 8,000"
    """
    told = next((mark.end for mark in inside if mark.kind in {*FIGURES, "ira", "plan"}), None)
    acts = next((mark.end for mark in inside if mark.kind in {"act", "not"}), None)
    home = next((mark.end for mark in inside if mark.kind in {"state", "status"}), None)
    someone = False
    for number, (before, mark) in enumerate(pairwise(inside), 1):
        someone = someone or before.kind in PEOPLE
        if mark.kind not in PEOPLE or not (before.kind in _CLOSING or "total" in before.keys):  # together
            continue
        if whole.text[before.start : before.end] in data("grammar")["with"]["words"]:  # with my son
            continue
        ahead = [one for one in inside[:number] if one.kind != "word"]
        if [one.kind for one in ahead] == ["link", "plan"] and "old" in ahead[1].keys:  # from an earlier job I have
            continue
        done = any(end is not None and end <= mark.start for end in (acts, home))
        done = done or (before.kind == "amount" and someone)  # hubby 62k
        has_told = any(end is not None and end <= mark.start for end in (told, home))
        owns = inside[number + 1 : number + 2] and inside[number + 1].kind not in {"act", "not", "mood"}
        if has_told and (done or owns) and _is_subject(inside[number : number + _AHEAD]):
            yield mark.start


def _exceptions(inside: Sequence[Mark]) -> Iterator[int]:
    """Where somebody else is excepted from what was said before: no IRAs for either of us except she has one."""
    before: str | None = None
    for mark, behind in pairwise(inside):
        before = before or (mark.kind if mark.kind in PEOPLE else None)
        other = before is not None and behind.kind in PEOPLE and behind.kind != before
        if other and mark.kind == "link" and "except" in mark.keys:
            yield mark.start


def _behind_ages(inside: Sequence[Mark]) -> Iterator[int]:
    """Where it goes on behind an age that stands bare behind a status: single 43 make 176k."""
    for before, mark, behind in zip(inside, inside[1:], inside[2:], strict=False):
        span = mark.amount
        bare = mark.key == "number" and before.kind == "status" and behind.kind == "act"
        if span and bare and span.words.isdecimal() and _GROWN <= int(span.words) < _CENTURY:
            yield behind.start


def _behind_homes(inside: Sequence[Mark], whole: Sentence) -> Iterator[int]:
    """Where it is told, behind a whole thing and no comma, where somebody lives, and where it goes on behind that."""
    told = next((mark.end for mark in inside if mark.kind in FIGURES), None)
    home = None
    for before, mark in pairwise(inside):
        words = whole.text[mark.start : mark.end]
        lives = mark.kind == "word" and words in data("grammar")["lives"]["words"]
        if lives and told is not None and told <= mark.start and before.kind in _CLOSING:
            home = mark.start
            yield home
        elif home is not None and mark.kind == "act" and before.kind == "state":
            yield mark.start


def _plans_behind_years(inside: Sequence[Mark]) -> Iterator[int]:
    """Where a plan is told behind the year since when there is an IRA: a roth from 2016 401k at work I put 20k in."""
    fours = zip(inside, inside[1:], inside[2:], inside[3:], strict=False)
    for account, since, time, plan in fours:
        if [account.kind, time.kind, plan.kind] == ["ira", "time", "plan"] and since.kind in {"link", "act"}:
            yield plan.start


def _existing(inside: Sequence[Mark], whole: Sentence) -> Iterator[int]:
    """Where it is said, behind a whole thing and no comma, that there is something."""
    told = next((mark.end for mark in inside if mark.kind in _WHOLE), None)
    for before, mark in pairwise(inside):
        closed = told is not None and told <= mark.start and before.kind in _CLOSING
        said = whole.text[mark.start : mark.end] if mark.kind == "act" and closed else ""
        if said and lexicon("grammar", "there_is").at(tokens(said), 0) is not None:
            yield mark.start


def _is_subject(rest: Sequence[Mark]) -> bool:
    """Whether a person stands first, with what they do, or with something of theirs that is told of."""
    if "other" in {mark.kind for mark in rest[:_PAIR]}:  # my boss
        return True
    behind = [mark for mark in rest[1:] if not _is_small(mark)]
    if not behind or behind[0].start - rest[0].end > _NEAR:
        return False
    owned = behind[0].kind in {"ira", "plan", "thing"} and rest[0].kind in {"you", "spouse"}
    led = behind[0] is not rest[1] or (len(rest) > _PAIR and rest[_PAIR].kind not in FIGURES)  # my basis is 8,600
    return behind[0].kind in {"act", "not", "mood"} or (
        owned and led and any(mark.kind in FIGURES for mark in behind)
    )


def _is_small(mark: Mark) -> bool:
    """Whether a mark may stand between somebody and what they do: I also have."""
    light = mark.kind == "cut" or (mark.kind == "word" and is_harmless(mark.key))
    return light or (mark.kind == "link" and not {"too", "only", "more"}.isdisjoint(mark.keys))


def _denials(inside: Sequence[Mark]) -> Iterator[int]:
    """Where it is said, behind a whole thing and no comma, that there is no account: 210k salary no IRAs."""
    figures = [mark.end for mark in inside if mark.kind in FIGURES]
    denied = False
    for before, mark, behind in zip(inside, inside[1:], inside[2:], strict=False):
        no_account = (
            mark.kind == "not"
            and "no" in mark.keys
            and (behind.kind in {"ira", "plan"} or not {"basis", "match"}.isdisjoint(behind.keys))
        )
        named = before.kind in _ACCOUNTS  # traditional and Roth no SEP
        denied = denied or no_account
        if denied and before.kind in _WHOLE and mark.kind == "link" and "only" in mark.keys:
            yield mark.start  # no match just my own 23k
        elif no_account and before.kind in _WHOLE | {"word"} and (named or (figures and figures[0] <= mark.start)):
            yield mark.start


def _pieces(inside: Sequence[Mark]) -> Iterator[int]:
    """Where the pieces begin of a status with an amount and more, none of them joined to another."""
    earns = [mark.kind for mark in inside[:_PAIR]] in _EARNERS and inside[1].keys == ("earned",)
    begin = _PAIR if earns else 0  # I make 172k single
    head = list(takewhile(lambda mark: _is_piece(mark, inside) or _is_light(mark), inside[begin:]))
    rest = inside[begin + len(head)] if begin + len(head) < len(inside) else None
    pieces = [mark for mark in head if _is_piece(mark, inside)]
    if rest is not None and len(pieces) > 1 and "status" in {mark.kind for mark in pieces}:
        if pieces[-1].kind == "amount" and not _last_is_figure(inside):  # single, 58k rollover 12k SEP
            rest = pieces.pop()
        yield from (mark.start for mark in [*pieces[1:], rest] if mark.start > inside[0].start)
        return
    kinds = {mark.kind for mark in inside[begin:] if not (mark.kind == "time" and _is_piece(mark, inside))}
    if not (_PIECES & kinds == kinds - {"link", "you", "both", "cut"} and {"status", "amount"} <= kinds):
        return
    for before, mark in pairwise(inside[begin:]):
        if _is_piece(mark, inside):
            yield before.start if before.kind == "link" and before is not inside[0] else mark.start


def _is_piece(mark: Mark, inside: Sequence[Mark]) -> bool:
    """Whether a mark can be a piece of a list without commas; so can a year, but for that of a marriage."""
    if mark.time is None or mark.time.said is not Said.YEAR:
        return mark.kind in _PIECES
    before = next((one for one in reversed(inside) if one.end <= mark.start), None)
    return before is not None and before.kind in {"state", "amount", "age"}


def _last_is_figure(inside: Sequence[Mark]) -> bool:
    """Whether a list gives the name first and then the amount: old 401(k) 120k, Roth 60k."""
    figures = [mark for mark in inside if mark.kind == "amount" and mark.key != "year"]
    return len(figures) > 1 and _are_behind(inside, figures[-2:])


def _one_amount_each(part: Part, whole: Sentence) -> Iterator[Part]:
    """Before each amount where the amount comes first ("58k rollover 12k SEP"), else behind it."""
    start, end, joined = part
    inside = _inside(whole, start, end)
    told = [m for m in inside if m.kind in FIGURES]
    between = (m for m in inside if told and told[0].end <= m.start and m.end <= told[-1].start)
    other = next(
        (m for m in between if m.kind == "spouse" and not _is_behind(m, inside) and not _owns(m, inside)), None
    )
    if other is not None and other.start > start:
        yield from _one_figure_each((start, other.start, joined), whole)
        yield from _one_amount_each((other.start, end, ""), whole)
        return
    yield from _one_figure_each(part, whole)


def _is_behind(person: Mark, inside: Sequence[Mark]) -> bool:
    """Whether the amount before a person is theirs: "310k hers"."""
    theirs = any(mark.start == person.start and mark.kind == "link" and "it" in mark.keys for mark in inside)
    before = [mark for mark in inside if mark.end <= person.start]
    return theirs and bool(before) and before[-1].kind == "amount"


def _owns(person: Mark, inside: Sequence[Mark]) -> bool:
    """Whether somebody is only whose account it is: "100k of his traditional IRA", "5,500 into her Roth"."""
    before = [mark for mark in inside if mark.end <= person.start]
    behind = [mark for mark in inside if mark.start >= person.end]
    led = bool(before) and not _OF_ACCOUNT.isdisjoint({before[-1].key, *before[-1].keys})
    theirs = any(m.kind == "link" and "it" in m.keys and m.start == person.start for m in inside)
    return led and bool(behind) and (theirs or behind[0].kind in {"ira", "plan"})  # we put 7,000 into hers


def _one_figure_each(part: Part, whole: Sentence) -> Iterator[Part]:
    start, end, joined = part
    inside = _inside(whole, start, end)
    figures = [m for m in inside if (m.kind == "amount" and m.key != "year") or m.kind == "age"]
    if len(figures) < 2:
        yield part
        return
    names = (m for m in inside if m.kind in {"ira", "plan", "thing", "act"} and m.keys != ("has",))
    heads = [m.start for m in names]
    ahead = not heads or (figures[0].start < min(heads) and not _are_behind(inside, figures))
    leads = [m for m in inside if m.kind == "link" and not {"without", "of_it"}.isdisjoint(m.keys)]
    people = [m for m in inside if m.kind in {"you", "spouse"}]
    edges = (
        [_beginning(f, b, leads, heads, people) for f, b in zip(figures[1:], figures, strict=False)] if ahead else []
    )
    edges = edges or [_end_of(f, b, inside) for f, b in pairwise(figures)]
    for one, other in zip([start, *edges], [*edges, end], strict=True):
        if whole.text[one:other].strip(" .,;:"):
            yield one, other, joined if one == start else ""


def _are_behind(inside: Sequence[Mark], figures: Sequence[Mark]) -> bool:
    """Whether every figure but the first stands right behind its account: 205k, old 401(k) 120k, Roth 60k."""
    led = (_before(figure, inside) for figure in figures[1:])
    behind = [mark for mark in inside if mark.start >= figures[-1].end and not _is_light(mark)]
    if any(mark.kind in {"ira", "plan"} for mark in behind) or (behind and behind[0].kind == "thing"):
        return False  # 58k rollover 12k SEP; a rollover with 10k basis
    return all(before is not None and before.kind in {"ira", "plan"} for before in led)


def _before(mark: Mark, inside: Sequence[Mark]) -> Mark | None:
    """What stands before a mark, over words without weight and what only says that there is something."""
    small = (one for one in reversed(inside) if one.end <= mark.start and not _is_light(one))
    return next(small, None)


def _is_light(mark: Mark) -> bool:
    return mark.keys == ("has",) or (mark.kind == "word" and mark.key in articles())


def _end_of(figure: Mark, behind: Mark, inside: Sequence[Mark]) -> int:
    """Where a figure's words end: before the next one's own act, where it has one as well, else behind it."""
    acts = [m for m in inside if m.kind == "act" and m.keys != ("has",)]
    own = any(act.end <= figure.start for act in acts)
    if own and (account := _where_it_went(figure, behind, inside)):
        return account.end
    others = [act for act in acts if figure.end <= act.start and act.end <= behind.start]
    if not (own and others):
        return figure.end
    person = next(
        (m for m in inside if m.kind in {"you", "spouse", "both"} and 0 <= others[0].start - m.end <= 1), None
    )
    return (person or others[0]).start


def _where_it_went(figure: Mark, behind: Mark, inside: Sequence[Mark]) -> Mark | None:
    """The account that a figure went into, where more stands before the next: 20k into the plan on top of 24k."""
    between = [m for m in inside if figure.end <= m.start and m.end <= behind.start and not _is_light(m)]
    led = bool(between) and between[0].kind == "link" and not {"into", "in"}.isdisjoint(between[0].keys)
    place = next((number for number, m in enumerate(between) if m.kind in _ACCOUNTS), 0)
    plain = led and place and all(m.kind in {"you", "spouse"} for m in between[1:place])
    more = [m for m in between[place + 1 :] if m.kind not in _ACCOUNTS]
    return between[place] if plain and more else None


def _beginning(
    figure: Mark, before: Mark, leads: Sequence[Mark], heads: Sequence[int], people: Sequence[Mark]
) -> int:
    """Where a figure's own words begin: at what takes it from the one before, or makes it a part of it."""
    if before.kind == "age" and any(before.end <= head < figure.start for head in heads):
        return before.end  # at 73 I have to take an RMD of 14,200
    person = next((m.start for m in people if figure.kind == "age" and 0 <= figure.start - m.end <= 1), None)
    if person is not None:  # wife 38 me 40
        return person
    between = (mark.start for mark in leads if before.end <= mark.start and mark.end <= figure.start)
    return next(between, figure.start)


def _asking(whole: Sentence, parts: Sequence[Part], said: str) -> list[bool]:
    """What follows a question belongs to it, until somebody speaks of himself again."""
    question = said.rstrip().endswith("?")
    if not question and pattern("questions", "headed").match(said):
        return [False for _ in parts]
    goes_on = lexicon("grammar", "goes_on")
    opens: list[bool] = []
    for number, (start, end, _) in enumerate(parts):
        text = whole.text[start if number else 0 : end]  # "which" may have been taken for a link
        verb = bool(number) and not question and goes_on.at(tokens(text), 0) is not None
        verb = verb and not _INVERTED.match(text)
        opens.append(is_question(text.rstrip(" ?") if any(opens) else text) and not verb)
    if question and not any(opens) and opens:
        opens[-1] = True
    asks, before = [], False
    for (start, end, _), opened in zip(parts, opens, strict=True):
        first = next((mark for mark in _inside(whole, start, end) if mark.kind != "link"), None)
        own = first is not None and first.kind in {"you", "spouse", "both"}
        before = opened or (before and not own)
        asks.append(before)
    return asks
