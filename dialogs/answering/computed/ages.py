"""How old the people of a question are, and on which side of 59½ something was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from calc import law
from dialogs.answering.computed import kinds, wording
from dialogs.answering.computed.patterns import compiled, data, pattern_of
from dialogs.understanding import amounts, dates

if TYPE_CHECKING:
    from dialogs.answering.computed.question import Asked

OLD_ENOUGH = 60  # past 59½ for certain
_PAYOUT_AND_HALF = ("payout", "59½")  # what two days of a question can be of
_AN_AMOUNT = 100  # dollars; a smaller number is an age or a count


def catch_up_age() -> int:
    """The age at the end of the year from which on more may be contributed to an IRA (IRC 219(b)(5)(B))."""
    return law.standing().whole("ira_catch_up_age")


def told_age(asked: Asked) -> int | None:
    """On 31 December of the year asked about; None where nobody said."""
    if asked.age_told is not None:
        return asked.age_told
    if asked.births:
        return asked.year - asked.births[-1 if asked.who == "spouse" else 0]
    if (then := _then(asked)) is not None:
        return then
    if pattern_of("people", "old_enough").search(asked.text):
        return OLD_ENOUGH
    if asked.kind in kinds.OF_WITHDRAWALS and asked.told("nearly_sixty"):
        return OLD_ENOUGH
    if pair := of_two(asked):
        return pair[1 if asked.who == "spouse" else 0]
    if (named := _named(asked)) is not None:
        return named
    if asked.person.birth_year is not None:
        asked.lean("age", asked.year - asked.person.birth_year)
        return asked.year - asked.person.birth_year
    if pattern_of("people", "over").search(asked.text):
        return catch_up_age()
    return catch_up_age() - 1 if pattern_of("people", "under").search(asked.text) else None


def _then(asked: Asked) -> int | None:
    """From the age in a year that is named: "in 2024 at 51"."""
    then = pattern_of("people", "age_then").search(asked.text)
    if then is None:
        return None
    if asked.kind in kinds.OF_THE_YEAR and asked.year == int(then[1]):
        return int(then[2])
    later = [year for year in asked.years if year > int(then[1])]
    return int(then[2]) + (max(later, default=asked.today.year) - int(then[1]))


def _named(asked: Asked) -> int | None:
    """The age that words tell, or the one number that stands as an age does: "single, 51", "(2026, 34)"."""
    found = dates.ages(asked.text, asked.today)
    each = {*(age.years for age in found), *map(int, pattern_of("asks", "at_an_age").findall(asked.plain))}
    if asked.kind in kinds.OF_WITHDRAWALS and len({age < OLD_ENOUGH for age in each}) > 1:
        asked.in_doubt = True  # at which of two ages money comes out, nobody can tell
    if found:
        age = found[-1] if asked.who == "spouse" else found[0]
        return asked.year - age.births[0] if len(age.births) == 1 and asked.year == asked.today.year else age.years
    for way in data()["people"]["age"]:
        if match := compiled(way).search(asked.plain):
            return int(match[1])
    alone = {*_bare(asked)}
    standing = {int(number) for number in pattern_of("people", "lone_age").findall(asked.plain)}
    return alone.pop() if len(alone) == 1 and alone == standing else None


def _bare(asked: Asked) -> list[int]:
    """Numbers of the size of an age, with no unit beside them."""
    return [int(found[0]) for found in pattern_of("people", "bare_age").finditer(asked.plain)]


def may_be_meant(asked: Asked) -> bool:
    """Whether a number that was not read as an age may be one with a catch-up."""
    return any(number >= catch_up_age() for number in _bare(asked))


def _in_one_breath(asked: Asked) -> tuple[int, int] | None:
    """Two ages side by side: "we are 41 and 39"."""
    if other_first := pattern_of("people", "ages_spouse_first").search(asked.text):
        return int(other_first[2]), int(other_first[1])
    if (found := pattern_of("people", "two_ages").search(asked.text)) is None:
        return None
    first, second = (int(age) for age in found.groups() if age)
    return first, second


def of_two(asked: Asked) -> tuple[int, int] | None:
    """Of the speaker and of the spouse, where the question tells both."""
    if pair := _in_one_breath(asked):
        return pair
    found = dates.ages(asked.text, asked.today)
    if len(found) != 2:
        return None
    whose = [wording.owner_of(asked.text[: age.end]) for age in found]
    first, second = (age.years for age in found)
    return (second, first) if whose[1] == wording.SPEAKER != whose[0] else (first, second)


def of_other(asked: Asked) -> int:
    """Of the other spouse: as told, else the same."""
    if pair := of_two(asked):
        return pair[0 if asked.who == "spouse" else 1]
    found = dates.ages(asked.text, asked.today)
    other = asked.facts.you if asked.who == "spouse" else asked.facts.spouse
    if len(found) > 1:
        return found[1].years
    if other is not None and other.birth_year is not None:
        return asked.year - other.birth_year
    return asked.age


def taken_before_half(asked: Asked) -> bool | None:
    """Whether a payout came before the day of 59½, where both were told with their months; None: not told.

    The day nearest to the words for 59½ is that of it.
    """
    half = pattern_of("people", "old_enough").search(asked.text)
    if half is None:
        return None
    apart = (when for when in asked.times if when.end <= half.start() or when.start >= half.end())
    days = [when for when in apart if when.said >= dates.Said.MONTH]  # "1/2" is none
    if len(days) != len(_PAYOUT_AND_HALF):
        return None
    start, end = half.span()
    reached, taken = sorted(days, key=lambda when: min(abs(when.start - end), abs(start - when.end)))
    if taken.last < reached.first or taken.first > reached.last:
        return taken.last < reached.first
    return None


def with_births(text: str, kind: str) -> str:
    """A text with "born" before the years that stand alone among facts of a person: "single, 176k, 1990"."""
    alone = [int(year) for found in pattern_of("people", "born_alone").findall(text) for year in found if year]
    money = (span for span in amounts.find(text) if span.kind == "money")
    told_of = any(value >= _AN_AMOUNT for span in money for value in span.values)
    told_of = told_of and kind not in kinds.OF_WITHDRAWALS and not kind.startswith("limit")
    if not alone or not (told_of or max(alone) < law.standing().whole("first_roth_ira_year")):
        return text
    return pattern_of("people", "born_alone").sub(_born, text)


def _born(found: re.Match[str]) -> str:
    said = data()["people"]["born_in"]
    return " and ".join(said.format(year=year) for year in found.groups() if year)
