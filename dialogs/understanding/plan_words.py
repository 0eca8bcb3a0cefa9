"""What pasted sentences say of a workplace plan: of a plan document, of HR, of a custodian, or of the person.

The patterns are data (``locale/en/plan_words.toml``). A statement is a sentence, or a question with the answer to it;
it is read clause by clause, and a clause without a yes or no of its own goes on with the one before: "does not allow
after-tax contributions, in-plan conversions or roll-ins" denies all three. What is doubtful is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from itertools import takewhile
from typing import Any

from calc.effort import once
from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.session import Told
from dialogs.understanding import amounts
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.statements import Statement, reply

_CLAUSE = pattern("plan_words", "clause")
_PART = pattern("plan_words", "part")
_PERCENT = pattern("plan_words", "percent")
_LEAST_CAP = 100  # dollars
_CAPS = amounts.Exact | amounts.Bound
BOTH = ("in_plan", "in_service")


@cache
def _patterns(*names: str) -> re.Pattern[str]:
    node: Any = read_toml(ENGLISH / "plan_words.toml")
    for name in names:
        node = node[name]
    return re.compile(node if isinstance(node, str) else "|".join(node))


def facts(told: Iterable[Statement]) -> dict[str, Told]:
    """Facts of one plan, by their names in the session's answers; what is said both ways is left out."""
    found: dict[str, set[Told]] = {}
    ways: dict[bool, set[str]] = {True: set(), False: set()}
    for statement in told:
        if not _patterns("doubtful").search(statement.words):
            for name, value in _read(statement):
                if name in {*BOTH, "automatic"}:
                    ways[bool(value)].add(name)
                else:
                    found.setdefault(name, set()).add(value)
    sure = {name: values.pop() for name, values in found.items() if len(values) == 1}
    if sure.get("after_tax_allowed") is False:
        sure.pop("after_tax_capped", None)
    return sure | _exits(ways[True], ways[False])


def _exits(open_: set[str], closed: set[str]) -> dict[str, Told]:
    """Ways out that are open; none only where both are denied."""
    clear = open_ - closed
    if "automatic" in clear and "in_plan" in clear:
        clear.discard("in_plan")
    if clear:
        return {"exits": [way for way in ("automatic", *BOTH) if way in clear]}
    return {"exits": []} if closed >= set(BOTH) else {}


def _read(statement: Statement) -> Iterator[tuple[str, Told]]:
    """Every feature of a statement; of the question only what the answer leaves to a yes or no."""
    answer = reply(statement)
    told = list(_clauses(statement, True if statement.question else None))
    if answer is not None:
        asked = [part for part in _CLAUSE.split(statement.question) if _patterns("allowed").search(part)]
        found = [pair for part in asked for pair in _features(part, part, part, answer)]
        ways = {name for name, _ in found if name in BOTH}
        unclear = answer and len(ways) > 1 and "both" not in statement.words  # yes to "this or that"
        known = {name for name, _ in told} | (ways if unclear else set())
        told += [pair for pair in found if pair[0] not in known]
    yield from told
    yield from _cap(statement, answer)
    yield from _highly_compensated(statement.words)


def _clauses(statement: Statement, allowed: bool | None) -> Iterator[tuple[str, Told]]:  # noqa: FBT001 - at first
    """A clause goes on with the yes or no before it; those that come before any take the first there is."""
    words, topic = statement.words, f"{statement.question} {statement.words}"
    clauses = [clause for clause in _CLAUSE.split(words) if clause]
    said = [_allowed(clause) for clause in clauses]
    last = next((one for one in said if one is not None), allowed)
    for clause, own in zip(clauses, said, strict=True):
        last = last if own is None else own
        if last is not None:
            yield from _features(clause, words, topic, last)


def _allowed(clause: str) -> bool | None:
    said = _patterns("no_denial").sub(" ", clause)
    if _patterns("denied").search(said):
        return False
    return True if _patterns("allowed").search(said) else None


def _features(clause: str, whole: str, topic: str, allowed: bool) -> Iterator[tuple[str, Told]]:  # noqa: FBT001 - what is said
    """What a clause names; whole: the statement that it is part of; topic: with the question before it."""
    entering = _patterns("after_tax", "not_these").sub(" ", clause)
    if _patterns("after_tax", "words").search(entering) and not ("door" in clause and not allowed):
        yield "after_tax_allowed", allowed
    for way in BOTH:
        if _patterns(way, "words").search(clause) and not (way == "in_service" and _needs_an_age(whole)):
            yield way, allowed
            if way == "in_plan" and allowed and _by_itself(whole):
                yield "automatic", True
    yield from _roll_in(clause, topic, allowed)
    if _patterns("offers_roth", "words").search(clause) and not _patterns("offers_roth", "not_these").search(clause):
        yield "offers_roth", allowed


@once  # each clause asks it of the whole statement again
def _says(whole: str, *names: str) -> bool:
    return bool(_patterns(*names).search(whole))


def _needs_an_age(whole: str) -> bool:
    return _says(whole, "in_service", "not_these")


def _by_itself(whole: str) -> bool:
    return _says(whole, "in_plan", "automatic") and not _says(whole, "in_plan", "by_hand")


def _roll_in(clause: str, topic: str, allowed: bool) -> Iterator[tuple[str, Told]]:  # noqa: FBT001 - what is said
    """Only what is said of IRA money; a roll-in from other plans is another thing."""
    left = _patterns("roll_in", "not_these").sub(" ", clause)
    if not (_says(topic, "roll_in", "words") and _patterns("roll_in", "ira").search(left)):
        return
    if _patterns("roll_in", "only_rollover").search(left) and not _patterns("roll_in", "contributory").search(left):
        if allowed:
            yield "roll_in", "rollover_only"
    else:
        yield "roll_in", "any" if allowed else "no"


def _cap(statement: Statement, answer: bool | None) -> Iterator[tuple[str, Told]]:  # noqa: FBT001 - yes or no
    """The plan's own cap, where the sentence, or the question before it, speaks of after-tax contributions alone."""
    words, question = statement.words, statement.question
    named = _patterns("after_tax", "words")
    about = [text for text in (words, question) if any(named.search(one) for one in (text, *_PART.split(text)))]
    alone = [_patterns("no_denial").sub(" ", text) for text in (words, *about)]
    if not about or any(_patterns("cap", "not_these").search(text) for text in alone):
        return
    words = _beside_after_tax(words)
    shares, sums = set(_PERCENT.findall(words)), _dollars(words)
    asked = answer is False and _patterns("cap", "asked").search(question)
    if asked or _patterns("cap", "none").search(words):
        yield "after_tax_capped", "no"
    elif len(shares) == 1:
        yield "after_tax_capped", f"{shares.pop()}%"
    elif len(sums) == 1 and not shares:
        yield "after_tax_capped", f"{sums.pop():f}"


def _beside_after_tax(words: str) -> str:
    """Of a statement what goes with its after-tax money, and not what somebody has or does before or behind it."""
    parts = _PART.split(words)
    named = [place for place, part in enumerate(parts) if _patterns("after_tax", "words").search(part)]
    if not named:
        return words
    leads = [_patterns("cap", "leads").search(part) is not None for part in parts]
    others = [_patterns("cap", "others").search(part) is not None for part in parts]
    ahead = takewhile(lambda place: leads[place], range(named[0] - 1, -1, -1))
    behind = takewhile(lambda place: leads[place] or not others[place], range(named[-1] + 1, len(parts)))
    return ", ".join(parts[place] for place in sorted({*ahead, *range(named[0], named[-1] + 1), *behind}))


def _dollars(words: str) -> set[Decimal]:
    """The amounts of dollars in a statement, written as such."""
    spans = [span for span in amounts.find(words) if span.kind == "money" and isinstance(span.amount, _CAPS)]
    named = [
        span
        for span in spans
        if "$" in words[max(0, span.start - 1) : span.end]
        or isinstance(span.amount, amounts.Bound)
        or _patterns("cap", "led").search(words[: span.start])
    ]
    return {span.values[0] for span in named if span.values[0] >= _LEAST_CAP}


def _highly_compensated(words: str) -> Iterator[tuple[str, Told]]:
    if said := _patterns("highly_compensated", "words").search(words):
        yield "highly_compensated", " not " not in f" {said[0]} "
