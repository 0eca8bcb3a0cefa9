"""What a story tells that was done with one person's IRAs, year by year: paid in, relabeled, converted, still there.

It is read for what is asked of it, and nothing of it is stored.
Every amount has its place, or the story is not clear and no figure is made of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from calc import law
from dialogs.understanding.clauses import Clause, clauses
from dialogs.understanding.dates import When
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.marks import Mark
from dialogs.understanding.money_answers import is_like_a_year

_ROOM = "deeds"
_LEAST = 100  # dollars; a smaller number is an age or a count
_MEANT = ("wished", "supposed", "will_be")


class Whole(Enum):
    """What stands in place of an amount where all that was there was converted or relabeled."""

    ALL = "all"


@dataclass(slots=True)
class Deeds:
    """roth, traditional: paid in, by the year it is for. relabeled: into traditional ones, likewise. converted: by
    the year in which it was done. pretax: what of pre-tax money is in IRAs. unplaced: amounts that tell nothing here.
    """

    roth: dict[int, Decimal] = field(default_factory=dict)
    traditional: dict[int, Decimal] = field(default_factory=dict)
    relabeled: dict[int, Decimal | Whole] = field(default_factory=dict)
    converted: dict[int, Decimal | Whole] = field(default_factory=dict)
    pretax: Decimal | None = None
    arrived: int | None = None  # the year in which pre-tax money came into an IRA, where that is told
    unplaced: list[str] = field(default_factory=list)
    taken_as: list[tuple[dict[int, Decimal], Decimal]] = field(
        default_factory=list
    )  # paid in, and no year told before

    @property
    def are_clear(self) -> bool:
        return not self.unplaced


@dataclass(slots=True)
class _Place:
    """What a clause without a year or an account goes on with."""

    number: int = -1
    done: int | None = None
    for_year: int | None = None
    said_for: int | None = None  # the year that the sentence named as the one it is for
    act: str = ""
    account: str = ""
    aside: bool = False  # whether the clause before told an amount of something else


def read(text: str, today: date) -> Deeds:
    """What the statements of a text tell; its questions and suppositions tell nothing."""
    found, place, named = Deeds(), _Place(), set[int]()
    for clause in clauses(text, today, {}):
        named |= {year for year in (_for_year(clause),) if year}
        if clause.asks or clause.has("mood", *_MEANT):
            continue
        _read(clause, found, place, today)
    _of_the_year_named(found, named, today)
    return found


def _of_the_year_named(found: Deeds, named: set[int], today: date) -> None:
    """What was paid in before any year was told is for the one that the story is about; of several nobody knows."""
    for of, amount in found.taken_as:
        if not named or named == {today.year}:
            continue
        of[today.year] -= amount
        if not of[today.year]:
            del of[today.year]
        if len(named) == 1:
            _add(of, next(iter(named)), amount)
        else:
            found.unplaced.append(f"{amount}")


def _read(clause: Clause, found: Deeds, place: _Place, today: date) -> None:
    if clause.number != place.number:
        place.number, place.act, place.aside, place.said_for = clause.number, "", False, None
    time, for_year = _done(clause), _for_year(clause)
    done = time.year if time else None
    place.done = done or place.done
    place.said_for = for_year or place.said_for
    if for_year is None and time and _is_late_for(place.said_for, time):
        for_year = place.said_for
    kinds = clause.keys("ira")
    account = "roth" if "roth" in kinds else "traditional" if kinds or _says(clause, "undeducted") else ""
    amount = _amount(clause)
    carried = place.act if amount is not None and not clause.strange else ""  # and 7,500 for 2026
    act = _act(clause) or carried
    if not act and amount is not None and account and clause.has("link", "into") and not clause.of("act"):
        act = "paid_in"  # May 2025 3,000 to my Roth
    place.act, place.account = act, account or place.account
    bare = all(mark.kind in {"amount", "word", "link"} for mark in clause.marks)
    place.aside = _is_aside(clause, act) or (place.aside and bare and amount is not None)
    if amount is not None and place.aside:
        return
    if clause.has("spouse") and not clause.has("you", "both", "each"):
        found.unplaced += [clause.text] if amount is not None else []
        return
    when = done or place.done or today.year
    year = for_year or (done if act == "paid_in" else None) or place.for_year or when
    if act == "relabeled":
        found.relabeled[for_year or _made_for(found.roth, amount) or year] = Whole.ALL if amount is None else amount
    elif act == "converted" and not (amount is None and clause.of("not")):
        found.converted[when] = Whole.ALL if amount is None else amount
    elif act == "backdoor" and amount is not None:
        _add(found.traditional, for_year or when, amount)
        found.converted[when] = Whole.ALL
    elif act == "paid_in" and amount is not None and {"sep", "simple"} & set(kinds):
        found.pretax = (found.pretax or Decimal(0)) + amount
    elif act == "paid_in" and amount is not None:
        place.for_year = for_year
        to = found.roth if place.account == "roth" else found.traditional
        _add(to, year, amount)
        found.taken_as += [(to, amount)] if year == today.year and not (done or for_year or place.done) else []
    elif amount is not None and _is_pretax(clause, act, account):
        found.pretax = (found.pretax or Decimal(0)) + amount
        found.arrived = when if act == "rolled_over" else found.arrived
    elif amount:
        found.unplaced.append(clause.text)


def _act(clause: Clause) -> str:
    acts = set(clause.keys("act"))
    return next((one for one in ("relabeled", "converted", "backdoor", "paid_in", "rolled_over") if one in acts), "")


def _made_for(roth: Mapping[int, Decimal], amount: Decimal | None) -> int | None:
    """The year whose contributions were relabeled: the earliest from which as much can have been."""
    return next((year for year in sorted(roth) if amount is None or roth[year] >= amount), None)


def _is_aside(clause: Clause, act: str) -> bool:
    """Whether an amount is of an income, a paper or a total, or is what was allowed."""
    if clause.has("thing", "agi", "income", "pay", "salary", "bonus") and act != "paid_in":
        return True
    return clause.has("link", "total") or _says(clause, "aside")


def _is_pretax(clause: Clause, act: str, account: str) -> bool:
    if account == "roth" or (clause.of("plan") and account != "traditional"):
        return False
    rolled = bool({"rollover", "sep", "simple"} & set(clause.keys("ira")))
    held = clause.has("act", "has") or act == "rolled_over"
    return (held or rolled) and (rolled or act == "rolled_over" or clause.has("thing", "pretax"))


def _add(to: dict[int, Decimal], year: int, amount: Decimal) -> None:
    to[year] = to.get(year, Decimal(0)) + amount


def _amount(clause: Clause) -> Decimal | None:
    mark = clause.amount
    if mark is None or mark.amount is None or mark.key != "money" or len(mark.amount.values) != 1:
        return None
    value = mark.amount.values[0]
    return None if is_like_a_year(mark.amount.words) or value < _LEAST else value


def _done(clause: Clause) -> When | None:
    """The time in which it was done: the last that is not the one it is for."""
    return next((time for time, is_for in reversed(_times(clause)) if not is_for), None)


def _for_year(clause: Clause) -> int | None:
    return next((time.year for time, is_for in reversed(_times(clause)) if is_for), None)


def _times(clause: Clause) -> list[tuple[When, bool]]:
    """Each time that names a year, and whether a "for" stands before it."""
    found: list[tuple[When, bool]] = []
    before: Mark | None = None
    for mark in clause.marks:
        if mark.time is not None and mark.time.year:
            found.append((mark.time, before is not None and before.kind == "link" and "for" in before.keys))
        before = mark
    return found


def _is_late_for(year: int | None, time: When) -> bool:
    """Whether what was paid in then can have been for that year, as it was said: from January to its last day."""
    return (
        year in law.years()
        and time.year == year + 1
        and time.first <= law.year(year).date("ira_contribution_deadline")
    )


def _says(clause: Clause, name: str) -> bool:
    return pattern(_ROOM, name).search(clause.text) is not None
