"""What custodians write of money that moved: confirmations by e-mail, and histories of transactions.

A rollover in is no contribution and no conversion, a reinvestment is nothing that left, and both sides of one
conversion are one conversion. What happened in another year than the talk's is said to be of that year.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from calc.facts import Move
from dialogs.session import Told
from dialogs.understanding import lexicon
from dialogs.understanding.papers.reading import OWN, Context, Note, Reading, told_amount
from dialogs.understanding.papers.scan import Piece, Text
from dialogs.understanding.papers.words import pattern

NONE = Decimal(0)
_YEARS = range(1990, 2100)
ACTS = (
    "relabeled",
    "rolled_out",
    "rolled_in",
    "returned",
    "converted",
    "contributed",
    "paid_out",
    "withheld",
    "invested",
)
OF_IRAS = frozenset({"contributed", "converted", "paid_out"})  # what is told of an IRA, unless a plan is named
BESIDE = 40  # characters before an amount that say what it is
SPRING = 4  # up to this month a contribution may be for the year before


@dataclass(frozen=True, slots=True)
class Moved:
    """One entry: what was done, with how much, on which day, for which year, into what kind of account."""

    act: str
    amount: Decimal
    day: date | None
    year: int | None  # that a contribution was for, where it is said
    roth: bool


def history(text: Text, context: Context) -> Reading | None:
    return _reading("history", list(_by_day(text)), context)


def of_a_plan(text: Text) -> Reading | None:
    """A history whose entries are those of a workplace plan."""
    return Reading(kind="history", notes=(Note("of_a_plan"),)) if text.money and _of_a_plan(text.text) else None


def mail(text: Text, context: Context) -> Reading | None:
    """Sentences; a day and a year said once hold for the whole message."""
    found = list(_by_sentence(text)) or list(_as_a_form(text))
    if pattern("moves", "acts", "relabeled").search(text.text) and text.money:
        found = [_relabeled(text)]
    if pattern("moves", "acts", "returned").search(text.text):  # whatever else it says of the money
        found = [replace(one, act="returned") if one.act in {"contributed", "paid_out"} else one for one in found]
    return _reading("mail", found, context) if found else None


def _by_day(text: Text) -> Iterator[Moved]:
    """Each entry begins with its day."""
    days = [p for p in text.pieces if p.kind == "day" and p.day is not None]
    heading = text.text[: days[0].start] if days else ""
    account_roth = _is_roth(heading)
    for number, piece in enumerate(days):
        until = days[number + 1].start if number + 1 < len(days) else len(text.text)
        amounts = text.within(piece.end, until, "money") or _whole(text, piece.end, until)
        said = text.text[piece.end : until]
        act = _of_an_employer(_act(said), f"{heading} {said}" if _is_of_one_kind(heading) else said)
        if act in {None, "invested"} and _for_a_year(said):
            act = "contributed"  # money that comes in for a tax year, whatever it is called
        if amounts and act is not None and not (act in OF_IRAS and _of_a_plan(said)):
            yield Moved(act, amounts[0].value, piece.day, _year_for(said, piece.day), _is_roth(said) or account_roth)


def _is_of_one_kind(heading: str) -> bool:
    """Whether a heading names a SEP or SIMPLE IRA and no other account."""
    kinds = ("sep", "simple", "roth")
    named = [kind for kind in kinds if pattern("moves", "accounts", kind).search(heading)]
    return len(named) == 1 and named[0] != "roth"


def _for_a_year(said: str) -> bool:
    years = ("current", "prior", "named")
    return any(pattern("moves", "years", name).search(said) for name in years)


def _whole(text: Text, start: int, end: int) -> list[Piece]:
    """Bare numbers that can be dollars: neither years nor counts of a few."""
    return [p for p in text.within(start, end, "whole") if p.value >= 100 and int(p.value) not in _YEARS]


def _by_sentence(text: Text) -> Iterator[Moved]:
    whole_days = text.days
    day = whole_days[0] if len(set(whole_days)) == 1 else None
    acts = {act for start, end in _sentences(text.text) if (act := _act(text.text[start:end]))}
    for start, end in _sentences(text.text):
        said = text.text[start:end]
        act = _of_an_employer(_act(said), said)
        if act is None and acts == {"contributed"} and pattern("moves", "accounts", "ira").search(said):
            act = _of_an_employer("contributed", said)  # what the letter is about, said in another sentence
        if act in {None, "invested"} and _for_a_year(said) and pattern("moves", "accounts", "ira").search(said):
            act = _of_an_employer("contributed", said)
        amounts = text.within(start, end, "money")
        if act in {None, "invested"} or not amounts or (act in OF_IRAS and _of_a_plan(said)):
            continue
        own = [p.day for p in text.within(start, end, "day") if p.day]
        when = own[0] if own else day
        yield Moved(act or "", amounts[0].value, when, _year_for(said, when) or _named(text.text), _is_roth(said))


def _as_a_form(text: Text) -> Iterator[Moved]:
    """One thing that was done, its account, amount, year and day each in a line of its own."""
    act, amounts = _of_an_employer(_act(text.text), text.text), text.money
    if act in {None, "invested"} or len(amounts) != 1 or (act in OF_IRAS and _of_a_plan(text.text)):
        return
    if not text.text[: amounts[0].start].endswith(": "):
        return
    day = text.days[0] if len(set(text.days)) == 1 else None
    yield Moved(act or "", amounts[0].value, day, _year_for(text.text, day), _is_roth(text.text))


def _relabeled(text: Text) -> Moved:
    """One recharacterization, whose parts may stand in several sentences: the contribution, its growth, the sum."""
    amounts = [(p.value, text.text[max(p.start - BESIDE, 0) : p.start]) for p in text.money]
    contribution = next(
        (value for value, before in amounts if lexicon.pattern("papers", "contribution_before").search(before)), None
    )
    growth = next(
        (value for value, before in amounts if lexicon.pattern("papers", "growth_before").search(before)), NONE
    )
    if contribution is None:
        largest = max(value for value, _ in amounts)
        contribution = largest - growth if growth < largest else largest
    day = text.days[0] if text.days else None
    start = pattern("moves", "acts", "relabeled").search(text.text)
    region = text.text[start.start() :] if start else text.text
    into = lexicon.pattern("papers", "into")
    to = into.search(region) or into.search(text.text)
    return Moved("relabeled", contribution, day, _year_for(text.text, day), bool(to and to[1] == "roth"))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in lexicon.pattern("papers", "sentence_end").finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _act(said: str) -> str | None:
    return next((act for act in ACTS if pattern("moves", "acts", act).search(said)), None)


def _of_an_employer(act: str | None, said: str) -> str | None:
    """What goes into a SEP or SIMPLE IRA is no contribution of one's own to an IRA."""
    if act != "contributed":
        return act
    if pattern("moves", "accounts", "sep").search(said):
        return "sep"
    return None if pattern("moves", "accounts", "simple").search(said) else act


def _of_a_plan(said: str) -> bool:
    """What may go or went into a plan at work is no contribution to an IRA."""
    sources = (pattern("statement", "plan", "sources", kind) for kind in ("pretax", "employer"))
    plan = pattern("plan", "subjects", "after_tax").search(said) or pattern("stub", "row", "plan").search(said)
    plan = plan or next((found for one in sources if (found := one.search(said))), None)
    return bool(plan) and pattern("moves", "accounts", "ira").search(said) is None


def is_about(said: str) -> bool:
    """Whether it says that something was done with money in an account."""
    return _act(said) not in {None, "invested"}


def speaks_of_moves(said: str) -> bool:
    """Whether it names what is done with money in an account, or the account."""
    kinds = ("roth", "traditional", "sep", "simple")
    return _act(said) is not None or any(pattern("moves", "accounts", kind).search(said) for kind in kinds)


def contributed(said: str) -> bool:
    return _act(said) == "contributed"


def _is_roth(said: str) -> bool:
    return pattern("moves", "accounts", "roth").search(said) is not None


def _year_for(said: str, day: date | None) -> int | None:
    named = _named(said)
    if named is not None or day is None:
        return named
    if pattern("moves", "years", "prior").search(said):
        return day.year - 1
    alone = re.findall(r"(?<![\d/.,$-])(20\d\d)(?![\d/,-]|\.\d)", said) if contributed(said) else []
    if len(set(alone)) == 1:
        return int(alone[0])
    return day.year if pattern("moves", "years", "current").search(said) else None


def _named(said: str) -> int | None:
    """A year that stands by itself in an entry is the year it is for; beside the words for it, in a letter."""
    beside = lexicon.pattern("papers", "year_beside").search(said)
    before = lexicon.pattern("papers", "year_before").search(said)
    behind = lexicon.pattern("papers", "year_behind").search(said)
    found = beside or before or behind
    return int(found[1]) if found else None


def _reading(kind: str, moved: list[Moved], context: Context) -> Reading | None:
    if not moved:
        return None
    talk = context.tax_year or context.today.year
    told = [one for one in moved if one.act != "invested"]
    notes: list[Note] = []
    sums: dict[str, Decimal] = defaultdict(Decimal)
    years: set[int] = set()
    for one in _once(told):
        year = one.day.year if one.day else talk
        for_year = one.year or year
        fact = _fact(one, talk, year, for_year, notes)
        if fact:
            sums[fact] += one.amount
        elif one.act in {"converted", "paid_out"} and year != talk:
            years.add(year)
        elif one.act == "contributed" and for_year != talk:
            years.add(for_year)
    notes += [Note("other_year", {"year": year}) for year in sorted(years)]
    found: dict[str, Told] = {f"{OWN}{fact}": told_amount(amount) for fact, amount in sums.items()}
    first = next((one.day.year for one in told if one.day), None)
    return Reading(
        kind=kind, year=first, found=found, notes=tuple(n for i, n in enumerate(notes) if n not in notes[:i])
    )


def _once(moved: Iterable[Moved]) -> Iterator[Moved]:
    """Both sides of a conversion, and an entry that is listed twice with the other sign, are one."""
    seen: list[tuple[str, Decimal, date | None]] = []
    for one in moved:
        twin = ("converted", one.amount, one.day) if one.act == "converted" else None
        if twin and twin in seen:
            seen.remove(twin)
            continue
        if twin:
            seen.append(twin)
        yield one


def _fact(one: Moved, talk: int, year: int, for_year: int, notes: list[Note]) -> str | None:
    """The fact of the talk that an entry is part of."""
    match one.act:
        case "converted":
            return Move.CONVERTED if year == talk else "converted_next" if year == talk + 1 else None
        case "contributed":
            if one.year is None and one.day is not None and one.day.month <= SPRING:
                notes.append(
                    Note(
                        "taken_as_current" if year == talk else "which_contribution_year",
                        {"year": year, "before": year - 1},
                    )
                )
                if year != talk:
                    return None
            if for_year == talk:
                return "contributed_roth" if one.roth else "contributed"
            return "contributed_prior" if for_year == talk - 1 and year == talk and not one.roth else None
        case "sep":
            return "sep_contribution" if for_year == talk else None
        case "paid_out":
            return "withdrew" if year == talk and not one.roth else None
        case "rolled_in":
            notes.append(Note("rolled_in", {"amount": one.amount}))
        case "rolled_out":
            notes.append(Note("rolled_out", {"amount": one.amount}))
        case "relabeled":
            notes.append(Note("relabeled", {"amount": one.amount}))
            if for_year == talk:
                return "contributed_roth" if one.roth else "contributed"
            notes.append(Note("other_year", {"year": for_year}))
        case "returned":
            notes.append(Note("returned", {"amount": one.amount}))
        case "withheld" if one.amount:
            notes.append(Note("withheld", {"amount": one.amount}))
    return None
