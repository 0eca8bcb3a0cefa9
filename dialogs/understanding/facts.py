"""Facts told in passing, at any moment: found, listed and confirmed; only what was said, nothing guessed.

"42, married filing jointly, we make 310k, I have 58k in a rollover IRA, my 401k has after-tax"
What can mean two things is a doubt, to be asked with both as buttons; what told nothing is named too. The words are
data (``cards/patterns.toml``), and every value is read by the card of its own question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from calc.effort import CLAUSE, spend
from calc.facts import PlanKind
from dialogs.interview.agenda import Agenda
from dialogs.session import Answers, Told
from dialogs.text import tidy
from dialogs.understanding import amounts as money
from dialogs.understanding import letters, one_clause, patterns, sums
from dialogs.understanding.clauses import Clause, clauses, sentences
from dialogs.understanding.gathering import Doubt, Gathering, still_open
from dialogs.understanding.measure import CLAUSES, WEIGHTY
from dialogs.understanding.mentions import mark
from dialogs.understanding.places import unexplained


@dataclass(frozen=True, slots=True)
class Telling:
    """found: facts by name; doubts: what may be one fact or another; lost: words that told nothing.

    asks: part of it is a question. pieces: how many clauses it has.
    """

    found: Answers
    doubts: tuple[Doubt, ...] = ()
    lost: tuple[str, ...] = ()
    asks: bool = False
    pieces: int = 0

    @property
    def facts(self) -> frozenset[str]:
        return frozenset(self.found) | {fact for doubt in self.doubts for fact, _ in doubt}

    def without(self, noted: Answers) -> Telling:
        """What is news."""
        found = {fact: value for fact, value in self.found.items() if noted.get(fact, ...) != value}
        return replace(self, found=found, doubts=still_open(self.doubts, noted))

    def along_with(self, fact: str, value: Told, words: str) -> Telling:
        """With one more fact, which the words told."""
        lost = tuple(part for part in self.lost if tidy(part) not in tidy(words))
        found = {fact: value, **self.found}
        return replace(self, found=found, doubts=still_open(self.doubts, found), lost=lost)

    def meaning(self, fact: str) -> Telling:
        """Of a doubt that can be the fact that was asked for, only that."""
        found, doubts = dict(self.found), []
        for doubt in self.doubts:
            asked = tuple(option for option in doubt if option[0] == fact)
            if len(asked) == 1 < len(doubt):
                found[fact] = asked[0][1]
            else:
                doubts.append(asked or doubt)
        return replace(self, found=found, doubts=tuple(doubts))


def listen(
    text: str, agenda: Agenda, today: date, who: str = "you", kind: PlanKind | None = None, letter: str = ""
) -> Telling:
    """What a text tells. who, kind: of whom and of which plan we were speaking.

    letter: the whole of what was pasted, where the text is only its beginning.
    """
    if not re.search(r"[^\W\d_]", text):  # a bare number, which no question asked for
        return Telling({})
    said = sentences(text)
    gathering = Gathering(agenda.answers)
    for option in letters.read(letter or text, agenda, today, who, kind).items():
        gathering.add((option,))
    of_plans = frozenset(n for n, one in enumerate(said) if letters.read(one, agenda, today, who, kind))
    parts = clauses(said, (agenda.facts.tax_year or today.year, today.year), who, kind)
    listener = _Listener(agenda, today, of_plans)
    lost: list[str] = []
    for clause in parts[CLAUSES:]:
        lost += [mention.words for mention in clause.mentions if mention.kind in WEIGHTY]
    for clause in parts[:CLAUSES]:
        spend(CLAUSE)
        if clause.asks:
            continue
        told = list(listener.hear(clause))
        for doubt, sure in told:
            gathering.add(doubt, sure=sure)
        if not told and not listener.understood and (clause.sums or _weighs(clause)):
            lost.append(clause.shown)
        elif told and not listener.understood:
            lost += [mention.words for mention in clause.sums]
    if amount := _untold_income(parts, lost, gathering):
        lost.remove(amount)
        gathering.add(sums.income(amount, today))
    found, doubts = gathering.settled()
    return Telling(found, doubts, tuple(dict.fromkeys(lost)), any(c.asks for c in parts), len(parts))


def _weighs(clause: Clause) -> bool:
    """Whether there is anything in it to miss: not in filler, and not in a greeting or a signature."""
    return bool(unexplained(clause.text)) and not patterns.says("courtesy", clause.words)


def _untold_income(parts: list[Clause], lost: list[str], gathering: Gathering) -> str | None:
    """The one amount of a terse list ("MFJ, TX, 400k") that no word places, where no income is told or known."""
    bare = [mention.words for clause in parts if one_clause.is_bare_amount(clause) for mention in clause.sums]
    amounts = [words for words in lost if words.casefold() in bare]
    placed = gathering.tells("filing_status", "state", "birth_year")
    return amounts[0] if len(amounts) == 1 and placed and not gathering.tells("agi", "compensation") else None


class _Listener:
    """Hears clause after clause: one without a topic of its own goes on with that of the clause before."""

    def __init__(self, agenda: Agenda, today: date, of_plans: frozenset[int]) -> None:
        self._agenda, self._today, self._of_plans = agenda, today, of_plans
        self._topic: patterns.Topic | None = None
        self._waits = False  # for the sum that its clause did not name
        self._has: int | None = None  # the sentence in which somebody has something
        self._others: int | None = None  # the sentence that tells of somebody else's taxes
        self.understood = True  # whether every figure of the last clause was

    def hear(self, clause: Clause) -> Iterator[tuple[Doubt, bool]]:
        """What the clause can tell, and whether a single reading is sure."""
        self.understood = False
        if self._of_others(clause):
            return
        yield from (((option,), True) for option in one_clause.circumstances(clause))
        doubtful, denied = (patterns.says(name, clause.words) for name in ("doubtful", "denied"))
        of_plan = clause.sentence in self._of_plans
        self.understood = not clause.sums and of_plan
        if not doubtful:
            yield from self._person(clause)
        if of_plan and patterns.says("of_plans", clause.words):
            self.understood = True
            return
        topic = self._topic_of(clause)
        if not self.understood and topic and (told := self._sum(topic, clause)):
            self.understood = not any(isinstance(value, list) for _, value in told)
            yield told, topic.sure and sums.is_plain(told[0][0], clause, self._today)
        if doubtful:
            return
        day, sure = sums.dated(clause, self._today, self._agenda)
        if day:
            yield day, sure
        yield from sums.nothing(clause, self._agenda)
        if not denied:
            yield from (((option,), True) for option in sums.the_most(clause, self._agenda))
        for key in patterns.named("yes_no", clause.words):
            yield ((f"{'spouse' if clause.who == 'spouse' else 'you'}.{key}", not denied),), True
        if not denied and not of_plan and not self.understood and self._has_something(clause):
            yield from (((option,), True) for option in one_clause.ticks(clause))

    def _person(self, clause: Clause) -> Iterator[tuple[Doubt, bool]]:
        for doubt in one_clause.person(clause, self._today):
            aged = doubt[0][0].endswith("birth_year") if doubt else False
            self.understood |= aged and len(clause.sums) <= 1 and clause.of_kind("money") is None
            yield doubt, not aged or "birth" in clause.words or "born" in clause.words

    def _sum(self, topic: patterns.Topic, clause: Clause) -> Doubt:
        words = sums.sum_words(clause)
        if words is None or not sums.may_tell(topic, clause):
            return ()
        return sums.of_topic(topic, clause, words, self._agenda, self._today)

    def _topic_of(self, clause: Clause) -> patterns.Topic | None:
        """Its own, or the one it goes on with: "I make 200k, my wife 100k"; "my SEP, 20k"."""
        own = patterns.topic(clause.words)
        before, waits = self._topic, self._waits
        self._topic, self._waits = own or before, own is not None and not clause.sums
        goes_on = not unexplained(clause.text) and (waits or clause.named)
        return own or (before if goes_on else None)

    def _of_others(self, clause: Clause) -> bool:
        """Of a friend who "makes 400k and lives in Texas", until one of the couple is spoken of again."""
        if patterns.says("others", clause.words):
            self._others = clause.sentence
        elif self._others != clause.sentence or patterns.says("own", clause.words):
            self._others = None
        return self._others is not None

    def _has_something(self, clause: Clause) -> bool:
        if patterns.says("have", clause.words):
            self._has = clause.sentence
        return self._has == clause.sentence or not unexplained(
            re.sub(r"(?i)\b(?:sep|simple|roth|rollover)\b", "", clause.text)
        )


def find(text: str, agenda: Agenda, today: date, who: str = "you", kind: PlanKind | None = None) -> Answers:
    """Facts that a text tells for sure, by name."""
    return listen(text, agenda, today, who, kind).found


def head(text: str) -> str:
    """The words before the first comma, "and" or end of a line."""
    return re.split(r",\s|[\n;]|\b(?:and|but)\b", text, maxsplit=1)[0]


def one_sum(text: str) -> str | None:
    """The only amount in a text that says more than an amount, to be offered and confirmed."""
    _, mentions = mark(tidy(text))
    said = [money.read(m.words) for m in mentions if m.kind in {"money", "number"}]
    amounts = {amount.value for amount in said if isinstance(amount, money.Exact)}
    return f"{amounts.pop():f}" if len(amounts) == 1 and len(said) == 1 else None
