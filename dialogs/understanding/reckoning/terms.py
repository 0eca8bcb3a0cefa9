"""The amounts of one answer, each with what is said of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dialogs.phrases import money, say
from dialogs.understanding import amounts, dates
from dialogs.understanding.clauses import Clause, articles, clauses
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.marks import Mark, sentence
from dialogs.understanding.reckoning.ratios import referred_to
from dialogs.understanding.reckoning.setting import (
    INCOMES,
    MOST_TIMES,
    OF_WORK,
    PAIR,
    SMALL,
    ZERO,
    Setting,
    is_current,
)
from dialogs.understanding.reckoning.words import (
    has_op,
    is_count,
    is_counted,
    is_each,
    operation_between,
    operations,
    says_each,
)
from dialogs.understanding.tokens import Token, tokens

_FLOWS = frozenset({"contributed", "contributed_roth", "contributed_prior", "converted", "withdrew"})


LISTED = (
    "taken_off",
    "other_income",
    "add_backs",
    "itemized",
    "taxable_interest",
    "long_term_gains",
)  # several kinds of them come one after the other


_NEAR = 4  # words at an amount


@dataclass(frozen=True, slots=True)
class Term:
    value: Decimal
    shown: str
    small: bool  # below a thousand and without a scale: perhaps thousands are meant
    operation: str = "plus"
    listed: bool = False  # nothing but a comma or an "and" before it
    holds: bool | None = None  # said to count now, or not any more


_Place = tuple[int, int, Mark | None, Decimal | None]  # start and end, the amount or the value that words point at


def _does(between: str, behind: str, *, more: bool) -> str:
    """What an amount does to those before it; a minus behind it that leads to the next one is of that one.

    more: whether there is a next one: + 2k of dividends - 20k.
    """
    said = tokens(behind) if more else []
    last = [one for one in lexicon("arithmetic", "op").find(said) if "op.minus" in one.keys and one.end == len(said)]
    return operation_between(between, behind[: said[last[0].first].start] if last else behind)


def terms_of(plain: str, said: Sequence[Token], setting: Setting) -> Iterator[Term]:
    """The amounts of the answer and the facts it points at, each with what it does to those before it."""
    told = sentence(plain, setting.today, {})
    marks = [mark for mark in told.marks if mark.kind in {"amount", "time"}]
    aside = _aside(plain, setting)
    places = _placed(said, told.marks, setting)
    times = _times_of(marks, [(start, end) for start, end, *_ in places], plain)
    before, kept, minus, times_each, led = 0, 0, False, Decimal(1), None
    for number, (start, end, place, value) in enumerate(places):
        following = places[number + 1][0] if number + 1 < len(places) else len(plain)
        between, behind = _without_owners(plain[before:start]), _without_owners(plain[end:following])
        before = end
        if number + 1 < len(places) and _is_multiplied(place, behind):
            times_each, led = _often(value_of(place, value), between)  # 38k plus 4 x 1,500
            continue
        between, led = (between, None) if led is None else (led, None)
        time = times.get(start)
        holds = None if setting.name in _FLOWS else _holds(between, behind, setting, first=not kept)
        if time is not None and not holds and setting.name != "basis" and not is_current(time, setting):
            if kept and has_op(f"{between} {behind}", "part", "minus"):
                yield Term(value_of(place, value), "", small=is_small(place), operation="minus")
            continue
        operation = _does(between, behind, more=following < len(plain)) if kept else "plus"
        listed = setting.name in LISTED and _lists(between)
        if operation == "unclear" and listed and not has_op(f"{between} {behind}", "unclear", "from"):
            operation = "plus"  # 24.5k 401k, 8k HSA
        if operation == "unclear" and setting.name == "deferrals" and sides_of(plain) == len(places) == PAIR:
            operation = "plus"  # 15k traditional, 5k Roth
        apart = start in times and kept and len(times) == len(places)
        if operation == "unclear" and setting.name in _FLOWS and apart and not has_op(between, "unclear", "from"):
            operation = "plus"  # 4,000 in January, 3,500 in May
        if operation == "plus" and setting.name in OF_WORK and _is_kept_somewhere(behind):
            operation = "unclear"  # 190k and 58k at Vanguard: a second job, or what lies there
        operation = "drop" if start in aside else operation
        few = number + 1 < len(places)
        if (
            operation == "drop"
            or (few and not kept and is_counted(behind) and not (is_count(behind) or says_each(plain)))
            or (setting.name in OF_WORK and _is_net(between, behind) and (kept or few))
            or (not kept and has_op(between, "instead") and number + 1 < len(places))
        ):
            continue
        times_two = 2 if is_each(behind) and setting.question.card.of in {"all", "desk"} else 1
        each = place.amount.amount if place is not None and place.amount is not None else None
        many = isinstance(each, amounts.Per) and has_op(behind, "times")  # 19,000 a month x 12
        shown = each.value if many and isinstance(each, amounts.Per) else value_of(place, value)
        shown, how, times_each = *_multiplied(shown * times_two, times_each), Decimal(1)
        if shown < 0 and kept and operation in {"plus", "unclear", "minus"}:
            shown, operation = -shown, "minus"
        if operation == "plus" and minus and _goes_on_so(between, behind):
            operation = "minus"  # minus 24.5k and 4k
        minus = operation == "minus"
        small = is_small(place) and not (is_counted(behind) or how)
        kept += 1
        joined = not [
            word
            for word in tokens(between)
            if word.text not in {",", ";", "+", "&"} and not has_op(word.text, "plus")
        ]
        operation = "times" if is_counted(behind) and kept > 1 else operation
        yield Term(shown, how or money(shown), small, operation, joined, holds)


def _is_multiplied(place: Mark | None, behind: str) -> bool:
    """Whether a number says how often what follows it comes: 4 x 1,500."""
    times = value_of(place, None) if place is not None and place.amount else ZERO
    counts = 1 < abs(times) <= MOST_TIMES and times % 1 == 0
    return counts and "op.times" in operations().whole(tokens(behind))


def _often(number: Decimal, before: str) -> tuple[Decimal, str]:
    """How often an amount comes, and the words before that; the sign of "minus 4 x 1,500" is read with the number."""
    return abs(number), f"{before} -" if number < 0 else before


def _multiplied(each: Decimal, times: Decimal) -> tuple[Decimal, str]:
    """So often so much, and how that is worked out; nothing where it comes once."""
    return each * times, say("talk.worked.times", times=f"{times:f}", base=each) if times > 1 else ""


def _without_owners(words: str) -> str:
    """Words without those that only say out of whose pay an amount comes: 24,500 from me, 9k from him."""
    said = tokens(words)
    for found in reversed(list(lexicon("grammar", "link").find(said))):
        if "link.own_part" in found.keys:
            words = f"{words[: said[found.first].start]}{words[said[found.end - 1].end :]}"
    return words


def _placed(said: Sequence[Token], told: Sequence[Mark], setting: Setting) -> list[_Place]:
    """The amounts of an answer and the facts it points at, from left to right."""
    carrying = sorted(
        mark.start for mark in told if mark.kind in {"act", "thing"}
    )  # what she makes, and not "my wife"
    places: list[_Place] = [
        (mark.start, mark.end, mark, None) for mark in told if mark.amount and mark.amount.kind != "year"
    ]
    amount_at = {edge: mark for start, end, mark, _ in places if mark for edge in (start, end)}
    taken = {place for start, end, *_ in places for place in range(start, end)}
    for found in lexicon("arithmetic", "reference").find(said):
        start, end = said[found.first].start, said[found.end - 1].end
        key = found.keys[0].partition(".")[2]
        if (
            key in {"ours", "put_in", "limit"}
            or (key == "pay" and setting.name in INCOMES and _goes_on(said, found.end))
            or (key in {"mine", "theirs"} and bisect_left(carrying, start) < bisect_left(carrying, end))
        ):
            value = None if is_its_own(key, setting) else referred_to(key, setting)
            beside = [amount_at[edge] for edge in (start - 1, start, end, end + 1) if edge in amount_at]
            if any(value_of(mark, None) >= 0 for mark in beside):
                continue  # "I make 250k" and "250k salary" tell the amount itself
            if value is not None and taken.isdisjoint(range(start, end)):
                places.append((start, end, None, value))
                taken |= {*range(start, end)}
    return sorted(places, key=lambda place: place[0])


def _lists(between: str) -> bool:
    """Whether one thing follows another, and nothing is set against it: 24.5k 401k, 8k HSA."""
    against = next(lexicon("arithmetic", "against").find(tokens(between)), None)
    return bool(between.strip()) and against is None


def _goes_on_so(between: str, behind: str) -> bool:
    """Whether an amount is only joined to the one before, and is none of a kind that comes on top: and 4k hsa."""
    said = tokens(between)
    joins = {said[one.first].text for one in operations().find(said) if {"op.plus", "op.joined"} & set(one.keys)}
    added = {key for one in operations().find(tokens(behind)) for key in one.keys} & {"op.joined"}
    return joins <= set(data("arithmetic")["carried"]["words"]) and not added


def _goes_on(said: Sequence[Token], place: int) -> bool:
    """Whether something is added to it or taken off it: salary less 20k; of "salary 190k" it is not."""
    found = operations().at(said, place)
    return found is not None and not {"op.plus", "op.minus"}.isdisjoint(found.keys)


def sides_of(plain: str) -> int:
    """How often a side of a plan is named: pre-tax, Roth."""
    return len(list(lexicon("arithmetic", "side").find(tokens(plain))))


def is_its_own(reference: str, setting: Setting) -> bool:
    """Whether it points at the very fact that is asked for: "her salary is 95,000"."""
    if setting.name == "wages":  # our two paychecks, 335
        return reference in {"ours", "pay"}
    return setting.question.card.of != "all" and reference == {"you": "mine", "spouse": "theirs"}.get(
        setting.question.who
    )


def _holds(before: str, behind: str, setting: Setting, *, first: bool) -> bool | None:
    """Whether the words right at an amount say that it counts now, or that it did, or is what arrives of a pay.

    What comes on top does neither: bonus was 18k; plus 6k from before.
    """
    if has_op(before, "joined") or (not first and has_op(before, "plus")):
        return None
    past = ("before", "take_home") if setting.name in OF_WORK and not _is_profit(behind) else ("before",)
    for words in _beside(before, behind):
        for tables, holds in ((("now",), True), (past, False)):
            if next(lexicon("arithmetic", *tables).find(words), None):
                return holds
    return None


def _is_net(before: str, behind: str) -> bool:
    """Whether the words right at an amount say that it is what arrives."""
    net = any(next(lexicon("arithmetic", "take_home").find(words), None) for words in _beside(before, behind))
    return net and not _is_profit(behind)


def _is_kept_somewhere(behind: str) -> bool:
    """Whether the words behind an amount name a house that keeps money."""
    return next(lexicon("grammar", "custodian").find(tokens(behind)), None) is not None


def _is_profit(behind: str) -> bool:
    """Whether the words behind an amount say that a business of one's own leaves it: 30k Schedule C net."""
    return next(lexicon("arithmetic", "net_profit").find(tokens(behind)), None) is not None


def _beside(before: str, behind: str) -> tuple[Sequence[Token], Sequence[Token]]:
    """The few words right before and right behind an amount, up to where a clause ends."""
    head, tail = list(tokens(before)), list(tokens(behind))
    ends = [number for number, token in enumerate(head) if lexicon("arithmetic", "ends").at(head, number) and token]
    begins = next(
        (number for number in range(len(tail)) if lexicon("arithmetic", "ends").at(tail, number)), len(tail)
    )
    return head[ends[-1] + 1 if ends else 0 :][-_NEAR:], tail[:begins][:_NEAR]


def _aside(plain: str, setting: Setting) -> set[int]:
    """The places of amounts that are somebody else's, or of no work where pay is asked for: a friend's, dividends."""
    found: set[int] = set()
    for clause in clauses(plain, setting.today, {}):
        if clause.amount and (clause.has("other") or is_unearned(clause, setting.name)):
            found.add(clause.amount.start)
    return found


def is_unearned(clause: Clause, name: str) -> bool:
    """Whether a clause is about money that is no pay where pay is asked for, and no deferral where those are."""
    unearned = clause.has("thing", "hsa", "unearned", "loan", "firm") or clause.has("act", "took_out")
    return unearned if name == "compensation" else name == "deferrals" and clause.has("thing", "after_tax")


def _times_of(marks: Sequence[Mark], places: Sequence[tuple[int, int]], plain: str) -> dict[int, dates.When]:
    """The time of each amount, by its place: the one right behind it, else the last before it that is of no other."""
    found: dict[int, dates.When] = {}
    left = [mark for mark in marks if mark.time]
    for start, end in places:
        behind = next(
            (mark for mark in left if mark.start >= end and _is_right_behind(plain[end : mark.start])), None
        )
        if behind is not None and behind.time:
            found[start] = behind.time
            left.remove(behind)
    for number, (start, _) in enumerate(places):
        after = places[number - 1][1] if number else 0
        ahead = [mark for mark in left if after <= mark.start < start]
        if start not in found and ahead and (time := ahead[-1].time):
            found[start] = time
    return found


def _is_right_behind(between: str) -> bool:
    """Whether no more than a small word stands between an amount and its time."""
    words = tokens(between)
    if "(" in between or next(lexicon("arithmetic", "ends").find(words), None):
        return False
    return len(words) <= 1 + sum(1 for word in words if word.text in articles()) and "," not in between


def value_of(mark: Mark | None, value: Decimal | None) -> Decimal:
    if mark is None or mark.amount is None:
        return value if value is not None else ZERO
    match mark.amount.amount:
        case amounts.Per(each, 0):
            return each
        case amounts.Per(each, times):
            return each * times
    return mark.amount.values[0] if mark.amount.values else ZERO


def is_small(mark: Mark | None) -> bool:
    if mark is None or mark.amount is None:
        return False
    if mark.key == "number" and not any(map(str.isdigit, mark.amount.words)):  # ninety five
        return True
    number = mark.amount.words.split()[-1] if mark.amount.words.split() else ""
    return mark.amount.values != () and 0 < abs(mark.amount.values[0]) < SMALL and not _unit(number)


def _unit(words: str) -> bool:
    return any(not (c.isdigit() or c in ".,+-") for c in words)
