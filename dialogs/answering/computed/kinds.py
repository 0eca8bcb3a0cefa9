"""Which figure a question asks for, and what each of its amounts is of, by what the ways of asking taught.

The ways of asking are the files of ``locale/en/asking/computed``; ``make asking`` learns from them. An amount is of
what the words around it say, in a question of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from calc import law
from calc.effort import once
from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.answering.computed import wording
from dialogs.understanding import linear

_ROLE = re.compile(r"\{(\w+)\}")
NONE = "none"  # a question for no figure
FLOOR, STRENGTH = 0.02, 60.0  # what words right beside an amount add to what is learned
REST = "other"
NOTHING_SETTLED: Mapping[int, str] = {}
AS_LIKELY = 0.4  # of the likeliest, from which on something else may be meant
CLEAR = 0.6  # share of all chances below which an amount is of nothing certain
BESIDE = 0.4  # how likely an amount is of something that a question of its kind does not need
ONE_OF_THEM = 0.5
EARNED = frozenset({"pay", "other_pay", "profit", "magi"})
OF_INCOME = EARNED | {"taxable_income"}
OF_IRAS = frozenset({"value", "pretax", "worth_now", "left", "basis", "contribution", "conversion", "withdrawal"})
OF_PAID_IN = ("contribution", "deferrals", "taken_back", "allowed")  # words of which tell that it went in
OF_ACCOUNTS = frozenset({"value", "pretax", "basis", "contribution"})  # what several accounts hold
NO_OTHER = EARNED | {"growth"}  # what stays what it is where nothing else is said beside it
A_LIMIT = 0.5  # how much the weight of a word beside it an amount has that is a published limit
OF_ALL_INCOME = frozenset({"deduction", "direct", "excess"})  # whose limit falls with the income
OF_GROSS_PAY = OF_ALL_INCOME | {"federal", "state", "until", "break_even"}  # which deferrals before tax reduce
OF_BASIS = frozenset({"prorata", "basis_left"})  # where a contribution becomes basis
OF_WITHDRAWALS = frozenset({"roth_out", "roth_plan_out", "early_out", "withheld"})  # where 59 1/2 decides
OF_THE_YEAR = frozenset(
    {
        "break_even",
        "deduction",
        "deferral",
        "deferral_left",
        "deferred_too_much",
        "direct",
        "federal",
        "ira_amount",
        "limit_ira",
        "mega",
        "sep",
        "solo",
        "solo_employer",
        "state",
        "until",
        "whole_plan",
    }
)  # whose amounts are all of the year asked about
ONLY_ONCE = frozenset(
    {"magi", "taxable_income", "profit", "basis", "left", "worth_now", "excess", "growth", "taken_back"}
)
SEVERAL = frozenset(
    {"deferrals", "employer", "after_tax", "pretax", "other"}
)  # what may be told in parts, without a joining word
IN_PARTS = frozenset({"ira_amount", "roth_out", "excess", "deferred_too_much"})  # where contributions may be as well


@once
def kinds(marked: str) -> list[tuple[str, float]]:
    """The kinds of figure with their chances, the likeliest first; ``none`` is one of them."""
    chances = _learned("kinds").chances(wording.kind_features(marked))
    return sorted(chances.items(), key=lambda pair: -pair[1])


def figures(
    marked: str, sums: Sequence[Decimal], kind: str, settled: Mapping[int, str] = NOTHING_SETTLED
) -> Mapping[str, tuple[Decimal, ...]]:
    """Amounts by what they are of. What is said twice is one amount; what can be only one thing is the likelier.

    settled: what some amounts are of, by their numbers, whatever else is likely.
    """
    found: dict[str, list[tuple[int, Decimal]]] = {}
    for number, name in roles(marked, sums, kind, settled).items():
        found.setdefault(name, []).append((number, sums[number]))
    return {name: tuple(_different(sorted(placed), marked)) for name, placed in found.items()}


def roles(
    marked: str, sums: Sequence[Decimal], kind: str, settled: Mapping[int, str] = NOTHING_SETTLED
) -> Mapping[int, str]:
    """What each amount is of, by its number, the clearest first."""
    count = len(sums)
    chances: list[Mapping[str, float]] = [*_of_each(marked, tuple(sums), kind)]
    for number, role in settled.items():
        chances[number] = {role: 1.0, REST: 0.0}
    found: dict[int, str] = {}
    taken: dict[str, int] = {}
    left = set(range(count))
    while left:
        number, name = max(
            (
                (n, role)
                for n in left
                for role in chances[n]
                if role not in taken or _goes_with(marked, sums, (taken[role], n), role, kind)
            ),
            key=lambda pair: chances[pair[0]][pair[1]],
        )
        left.discard(number)
        taken.setdefault(name, number)
        found[number] = name
    return found


def _goes_with(marked: str, sums: Sequence[Decimal], pair: tuple[int, int], role: str, kind: str) -> bool:
    """Whether a second amount can be of what the first is of: the same once more, or a part of it."""
    first, second = sorted(pair)
    if sums[first] == sums[second] or role in SEVERAL or (role == "contribution" and kind in IN_PARTS):
        return True
    if role in {"contribution", "basis"} and kind in OF_BASIS and wording.of_other_years(marked, first, second):
        return True
    if role == wording.YEAR_END:
        return wording.side_by_side(marked, first, second)
    return role not in ONLY_ONCE and wording.joined(marked, first, second)


def doubts(marked: str, sums: tuple[Decimal, ...], kind: str) -> Iterator[tuple[int, str]]:
    """Of each amount that may be of more than one thing: its number, and what else it may be of."""
    each = _of_each(marked, sums, kind)
    clear = {
        name: n for n, one in enumerate(each) for name in ONLY_ONCE if one.get(name, 0) >= CLEAR * sum(one.values())
    }
    for number, one in enumerate(each):
        if sums.count(sums[number]) > 1:  # said twice, and once in plainer words
            continue
        earned = sum(one.get(name, 0.0) for name in EARNED)
        likeliest = max([earned, *(chance for name, chance in one.items() if name not in EARNED)])
        if likeliest < CLEAR * sum(one.values()):
            first, *others = sorted(one, key=lambda name: -one[name])
            yield from (
                (number, other)
                for other in others
                if one[other] > AS_LIKELY * one[first] and clear.get(other, number) == number
            )


def is_limit(amount: Decimal) -> bool:
    """Whether an amount is the limit of a year, by itself or with its catch-up."""
    return amount in _limits()


def is_overall_limit(amount: Decimal) -> bool:
    """Whether an amount is what may go into one plan in a year in all."""
    return amount in {law.year(year).figure("annual_additions_limit_415c").money for year in law.years()}


def needs(kind: str, role: str) -> bool:
    """Whether a question of this kind has amounts of this."""
    return role in _roles().get(kind, frozenset())


@once
def _of_each(marked: str, sums: tuple[Decimal, ...], kind: str) -> Sequence[Mapping[str, float]]:
    """For each amount how likely it is of each thing; what a question of the kind needs comes first."""
    count = len(sums)
    chances = [
        _learned("amounts").chances(wording.amount_features(marked, number, value, kind, count), scaled=False)
        for number, value in enumerate(sums)
    ]
    own = _roles().get(kind, frozenset())
    for number, one in enumerate(chances):
        _of_whom(marked, number, one)
        one |= {role: chance * BESIDE for role, chance in one.items() if role not in own}
        for role, weight in wording.nearest(marked, number).items():
            if role in own:
                one[role] = (one[role] + FLOOR) * STRENGTH**weight
        _beside_it(marked, number, one, own)
        if number and wording.of_two_earners(marked, number):
            chances[number - 1].update({**dict.fromkeys(EARNED, 0.0), "pay": 1.0})
            one.update({**dict.fromkeys(EARNED, 0.0), "other_pay": 1.0})
        for role in own & _limits().get(sums[number], frozenset()):
            one[role] = (one[role] + FLOOR) * STRENGTH**A_LIMIT
    return chances


def _beside_it(marked: str, number: int, chances: dict[str, float], own: frozenset[str]) -> None:
    """What is plainly an income or growth, "salary 130k", is none of what a question of the kind needs."""
    near = wording.nearest(marked, number)
    for role in NO_OTHER & {role for role, weight in near.items() if weight == 1} - own:
        if all(near[other] < 1 for other in own & near.keys()):
            chances[role] = (chances[role] + FLOOR) * STRENGTH


def _different(placed: list[tuple[int, Decimal]], marked: str) -> Iterator[Decimal]:
    """What is said twice is one amount, unless the words join two."""
    seen: dict[Decimal, int] = {}
    for number, value in placed:
        before = seen.get(value)
        seen[value] = number
        if before is None or wording.joined(marked, before, number) or wording.of_other_years(marked, before, number):
            yield value


def _of_whom(marked: str, number: int, chances: dict[str, float]) -> None:
    """Pay is that of whom the words before it name."""
    both = chances["pay"] + chances["other_pay"]
    if both > ONE_OF_THEM:
        of_spouse = wording.is_from_spouse(marked, number)
        of_spouse = wording.is_of_spouse(marked, number) if of_spouse is None else of_spouse
        chances |= {"pay": 0.0 if of_spouse else both, "other_pay": both if of_spouse else 0.0}


@cache
def _limits() -> Mapping[Decimal, frozenset[str]]:
    """What an amount is likely of that is the limit of a year, by itself and with its catch-up."""
    found: dict[Decimal, set[str]] = {}
    for year in map(law.year, law.years()):
        for role, name, catch_ups in (
            ("contribution", "ira_contribution_limit", ("ira_catch_up_50",)),
            ("deferrals", "elective_deferral_limit_402g", ("catch_up_50_414v", "catch_up_60_63_414v")),
        ):
            base = year.figure(name).money
            more = (one.money for one in map(year.maybe, catch_ups) if one is not None)
            for limit in (base, *(base + one for one in more)):
                found.setdefault(limit, set()).add(role)
    return {limit: frozenset(roles) for limit, roles in found.items()}


@cache
def _roles() -> Mapping[str, frozenset[str]]:
    """What amounts stand in questions of each kind."""
    return {
        kind: frozenset(role for text in asked for role in _ROLE.findall(text)) for kind, asked in _ways().items()
    }


def taught(kind: str) -> Sequence[str]:
    """The ways of asking for a kind of figure."""
    return _ways().get(kind, ())


@cache
def _ways() -> Mapping[str, Sequence[str]]:
    folder = ENGLISH / "asking" / "computed"
    return {entry.name.removesuffix(".toml"): read_toml(entry)["asked"] for entry in folder.glob("*.toml")}


@cache
def _learned(name: str) -> linear.Linear:
    folder = ENGLISH / "asking" / "weights"
    return linear.parse((folder / f"{name}.tsv").read_text("utf-8"))
