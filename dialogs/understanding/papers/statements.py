"""Statements: a plan's money by source, and the value of each IRA.

What went in during the year is told apart from what is there; a quarter's contributions are not the year's, and a
total over accounts belongs to none of them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from calc.facts import AGGREGATED, IraKind
from dialogs.session import Told
from dialogs.understanding.papers.reading import OWN, Context, Note, Reading, told_amount
from dialogs.understanding.papers.scan import Piece, Text
from dialogs.understanding.papers.words import any_of, pattern, words

NONE = Decimal(0)
_WORD = re.compile(r"[a-z]")
NEAR_SOURCE = 60  # characters behind a heading in which the first source of its part stands
GAP = 12  # characters between an account's kind and a word that goes with it
STILL_TRUE = 100  # days that a statement's value stands for today's
NEAR_YEAR_END = (12, 15)  # from this day a year to date is the year
SOURCES = ("in_plan", "after_tax", "roth", "employer", "rollover", "pretax", "total")
ACCOUNTS = ("inherited", "roth", "rollover", "sep", "simple", "traditional", "other")


@dataclass(frozen=True, slots=True)
class Source:
    """One row of a plan's statement: what its money is, and its columns by name."""

    kind: str
    columns: Mapping[str, Decimal]


def read_plan(text: Text, context: Context) -> Reading | None:
    headings, behind = columns(text)
    rows = list(_turned(text)) or list(_sources(text, headings, behind))
    days = text.days
    until = max(days) if days else None
    if not rows:
        return (
            Reading(kind="plan_statement", year=until.year if until else None, unfinished=True) if headings else None
        )
    year = until.year if until else _year_named(text)
    if year is None and context.tax_year != context.today.year:
        return Reading(kind="plan_statement", notes=(Note("which_year"),), unfinished=True)
    if year is not None and context.tax_year is not None and year != context.tax_year:
        return Reading(kind="plan_statement", year=year, notes=(Note("other_year", {"year": year}),))
    if not any("contributions" in row.columns for row in rows):
        return Reading(kind="plan_statement", year=year, notes=(Note("balances_only"),))
    if not _whole_year(text, days):
        return Reading(kind="plan_statement", year=year, notes=(Note("part_of_year"),))
    return _of_year(rows, until, year, context)


def _of_year(rows: list[Source], until: date | None, year: int | None, context: Context) -> Reading:
    who = context.who or "you"
    plan = f"{OWN}plans.{context.plan_kind(who, None)}"
    paid = {kind: _paid_in(rows, kind) for kind in ("after_tax", "pretax", "roth", "employer")}
    found: dict[str, Told] = {}
    if paid["after_tax"] is not None:
        found[f"{plan}.after_tax_made"] = told_amount(paid["after_tax"])
    over = until is not None and (until.month, until.day) >= NEAR_YEAR_END
    own = [paid[kind] for kind in ("pretax", "roth") if paid[kind] is not None]
    left: list[tuple[str, Decimal]] = []
    if over:
        if own:
            found[f"{plan}.deferrals"] = told_amount(sum((amount or NONE for amount in own), NONE))
        if paid["roth"]:
            found[f"{plan}.roth_deferrals"] = told_amount(paid["roth"])
        if paid["employer"] is not None:
            found[f"{plan}.employer_money"] = told_amount(paid["employer"])
    else:
        left = [(kind, amount) for kind in ("pretax", "roth", "employer") if (amount := paid[kind])]
    notes = () if over else (Note("statement_so_far"),)
    return Reading(kind="plan_statement", year=year, found=found, notes=notes, left=tuple(left))


def _paid_in(rows: list[Source], kind: str) -> Decimal | None:
    mine = [row.columns["contributions"] for row in rows if row.kind == kind and "contributions" in row.columns]
    return sum(mine, NONE) if mine else None


def _whole_year(text: Text, days: list[date]) -> bool:
    """Whether contributions are those from January on: the heading says so, or the period begins there."""
    if pattern("statement", "plan", "period", "year").search(text.text):
        return True
    return len(days) < 2 or min(days).month == 1


def _year_named(text: Text) -> int | None:
    found = re.search(r"(?<![\d/,.$-])(20\d\d)(?![\d,])", text.text)
    return int(found[1]) if found else None


def columns(text: Text) -> tuple[tuple[str, ...], int]:
    """The row of headings before the first row of amounts, in order, and where it ends; empty where there is none."""
    first = text.money[0].start if text.money else len(text.text)
    rows: list[list[tuple[str, int]]] = [[]]
    for match in _headings().finditer(text.text):
        between = text.text[rows[-1][-1][1] : match.start()] if rows[-1] else ""
        if rows[-1] and (re.search(r"[a-z]", between) or text.within(rows[-1][-1][1], match.start(), "money")):
            rows.append([])  # words between two headings make a sentence of them
        rows[-1].append((match.lastgroup or "", match.end()))
    ahead = [row for row in rows if not row or row[-1][1] <= first]
    row = max(ahead, key=len, default=[])
    if len({name for name, _ in row}) < 2:
        row = max((row for row in rows if _heads_sources(text, row)), key=len, default=row)
    if len({name for name, _ in row}) < 2:  # "contributions by source, year to date" heads a part, not columns
        return (), 0
    return tuple(name for name, _ in row if name != "share"), row[-1][1]


def _heads_sources(text: Text, row: list[tuple[str, int]]) -> bool:
    """Whether headings further down, behind a summary, stand over rows of sources with an amount for each."""
    if "contributions" not in {name for name, _ in row}:
        return False
    amounts = text.within(row[-1][1], len(text.text), "money")[: len(row)]
    label = text.text[row[-1][1] : amounts[0].start] if amounts else ""
    apart = (text.text[one.end : two.start] for one, two in itertools.pairwise(amounts))
    return len(amounts) == len(row) and _source_kind(label) is not None and not any(map(_WORD.search, apart))


@cache
def _headings() -> re.Pattern[str]:
    names = words("statement")["plan"]["columns"]
    ordered = {name: any_of(phrases) for name, phrases in names.items()}
    return re.compile("|".join(rf"(?P<{name}>(?<![\w-])(?:{way})(?![\w]))" for name, way in _longest_first(ordered)))


def _longest_first(ways: Mapping[str, str]) -> list[tuple[str, str]]:
    """Vested balance before vested, gain/loss before anything short."""
    order = ("vested", "opening", "closing", "inception", "period", "contributions", "growth", "withdrawals", "share")
    return [(name, ways[name]) for name in order]


def _sources(text: Text, headings: tuple[str, ...], behind: int) -> Iterator[Source]:
    """Each row: the words before its amounts say whose money it is, its amounts stand under the headings.

    Without a row of headings each amount has its heading before it, or stands in a part with a heading of its own.
    """
    at, label, part_of = behind, "", None
    run: list[tuple[str | None, Decimal]] = []
    for piece in (p for p in text.money if p.start >= behind):
        between = text.text[at : piece.start]
        heading = None
        if not headings:
            last = next(iter(reversed(list(_headings().finditer(between)))), None)
            heading = last.lastgroup if last else part_of
            if last and _source_kind(between[last.end() :]):
                part_of = last.lastgroup
        other = re.search(r"[a-z]{3}", between) and (headings or not _headings().search(between))
        if _source_kind(between) or other:
            yield from _source(label, run, headings)
            label, run = between, []
        run.append((heading, -piece.value if piece.negative else piece.value))
        at = piece.end
    yield from _source(label, run, headings)


def _turned(text: Text) -> Iterator[Source]:
    """A table whose columns are the sources: each row of amounts stands behind the heading that says what it is."""
    first = text.money[0].start if text.money else 0
    names = list(_named_sources().finditer(text.text[:first]))
    heads = list(_headings().finditer(text.text[:first]))
    row = [name for name in names if heads and name.end() <= heads[-1].start()]
    for before, name in reversed(list(itertools.pairwise(row))):
        if _WORD.search(text.text[before.end() : name.start()]):
            row = row[row.index(name) :]
            break
    if len(row) < 2 or any(row[0].start() < head.start() < row[-1].end() for head in heads):
        return
    columns_: list[dict[str, Decimal]] = [{} for _ in row]
    for head in _headings().finditer(text.text, row[-1].end()):
        amounts = text.within(head.end(), len(text.text), "money")[: len(row)]
        if len(amounts) < len(row) or _WORD.search(text.text[head.end() : amounts[-1].start]):
            continue
        for column, piece in zip(columns_, amounts, strict=True):
            column[head.lastgroup or ""] = -piece.value if piece.negative else piece.value
    if not all(columns_):
        return
    yield from (Source(kind, own) for name, own in zip(row, columns_, strict=True) if (kind := _source_kind(name[0])))


@cache
def _named_sources() -> re.Pattern[str]:
    names = words("statement")["plan"]["sources"]
    return re.compile(rf"(?<![\w-])(?:{any_of(phrase for phrases in names.values() for phrase in phrases)})(?![\w-])")


def parts(text: Text) -> bool:
    """Whether sources stand under a heading that says what is told of them."""
    found = list(_headings().finditer(text.text))
    return any(
        _source_kind(text.text[one.end() : one.end() + NEAR_SOURCE].partition("$")[0])
        for one in found
        if one.lastgroup in {"contributions", "closing"}
    ) and (sources_named(text.text) >= 2)


def _source_kind(label: str) -> str | None:
    plain = pattern("statement", "plan", "no_source").sub(" ", label)
    return next((kind for kind in SOURCES if pattern("statement", "plan", "sources", kind).search(plain)), None)


def sources_named(text: str) -> int:
    """How many kinds of a plan's money a text names; an IRA is none."""
    plain = pattern("statement", "plan", "no_source").sub(" ", text)
    return sum(pattern("statement", "plan", "sources", kind).search(plain) is not None for kind in SOURCES[:-1])


def _source(label: str, run: list[tuple[str | None, Decimal]], headings: tuple[str, ...]) -> Iterator[Source]:
    kind = _source_kind(label)
    if kind is None or kind == "total" or not run:
        return
    values = [amount for _, amount in run]
    if headings and len(values) == len(headings):
        columns_: dict[str, Decimal] = {}
        for name, amount in zip(headings, values, strict=True):
            columns_[name] = columns_.get(name, NONE) + amount
        yield Source(kind, columns_)
    elif headings and len(values) > 3 and values[0] + sum(values[1:-1], NONE) == values[-1]:
        yield Source(kind, {"opening": values[0], "contributions": values[1], "closing": values[-1]})
    elif not headings:
        yield Source(kind, {name: amount for name, amount in run if name} or {"closing": values[-1]})


def read_iras(text: Text, context: Context) -> Reading | None:
    """Values by account; the end of the statement says which year they are of."""
    values = _accounts(text)
    days = text.days
    until = max(days) if days else None
    if not values:
        return Reading(kind="ira_statement", year=until.year if until else None, unfinished=True)
    of_today = until is None or (context.today - until).days <= STILL_TRUE
    found: dict[str, Told] = {}
    notes: list[Note] = []
    own = {kind: amount for kind, amount in values.items() if kind in set(IraKind) and kind != "inherited"}
    over = context.tax_year is not None and context.tax_year < context.today.year
    if until is not None and context.tax_year == until.year and over and (until.month, until.day) == (12, 31):
        pretax = [own[kind] for kind in AGGREGATED if kind in own]
        if pretax:
            found[f"{OWN}year_end_value"] = told_amount(sum(pretax, NONE))
        notes.append(Note("of_year_end", {"day": until}))
    elif of_today:
        found |= {f"{OWN}{kind}": told_amount(amount) for kind, amount in own.items()}
        notes += [Note("as_of", {"day": until})] if until else []
    else:
        year = until.year if until else context.today.year
        return Reading(kind="ira_statement", year=year, notes=(Note("old_value", {"day": until}),))
    if "inherited" in values:
        notes.append(Note("inherited_apart"))
    left = [("other", values["other"])] if "other" in values else []
    return Reading(
        kind="ira_statement", year=until.year if until else None, found=found, notes=tuple(notes), left=tuple(left)
    )


def _accounts(text: Text) -> dict[str, Decimal]:
    """The value of each kind of account at the end; several of a kind are added up."""
    said = words("statement")["ira"]
    accounts = re.compile(
        "|".join(rf"(?P<{kind}>(?<![\w(-])(?:{any_of(said['accounts'][kind])})(?![\w]))" for kind in ACCOUNTS)
        + rf"|(?P<total>(?<![\w])(?:{any_of(said['total'])})(?![\w]))"
    )
    starts: list[tuple[str, int, int]] = []
    for match in accounts.finditer(text.text):
        kind = match.lastgroup or ""
        open_ = starts and not text.within(starts[-1][2], match.start(), "money")
        near = open_ and match.start() - starts[-1][2] <= GAP
        if (kind == "other" and near) or (kind == "total" and open_ and starts[-1][0] != "total"):
            continue  # "SEP-IRA brokerage account" is one account, and its total value is of it alone
        starts.append((kind, match.start(), match.end()))
    found: dict[str, Decimal] = {}
    headings, behind = columns(text)
    for number, (kind, start, end) in enumerate(starts):
        until = starts[number + 1][1] if number + 1 < len(starts) else len(text.text)
        row = text.within(end, until, "money")
        if "closing" in headings and start >= behind and len(row) >= len(headings):
            amount: Decimal | None = row[headings.index("closing")].value
        else:
            amount = _value_in(text, end, until)
        if kind != "total" and amount is not None:
            found[kind] = found.get(kind, NONE) + amount
    return found


def _value_in(text: Text, start: int, end: int) -> Decimal | None:
    """Behind the words for the value at the end; else the only amount there is."""
    region = text.text[start:end]
    before = [(m.start(), m.end()) for m in pattern("statement", "ira", "before").finditer(region)]
    last: Decimal | None = None
    for match in pattern("statement", "ira", "value").finditer(region):
        if any(first <= match.start() < final for first, final in before):
            continue
        behind = text.within(start + match.end(), end, "money")
        if behind:
            last = behind[-1].value if _two_columns(text, behind) else behind[0].value
            if match[0] not in {"value", "balance"}:
                return last
    if last is not None:
        return last
    amounts = text.within(start, end, "money")
    if len(amounts) > 1 and pattern("statement", "ira", "sum").search(text.text[amounts[-2].end : amounts[-1].start]):
        own = [piece.value for piece in amounts[:-1]]  # its own parts, or one account before the sum of them all
        return own[0] if len(own) == 1 else amounts[-1].value if sum(own, NONE) == amounts[-1].value else None
    if len(amounts) > 1 and _right_behind(text, start, amounts):
        return amounts[0].value
    if (newest := _newest(text, start)) is not None and _two_columns(text, amounts):
        return amounts[newest].value
    return amounts[0].value if len(amounts) == 1 else None


def _newest(text: Text, start: int) -> int | None:
    """Which of two columns that are headed by days is of the later day; None where there are no such columns."""
    heads = [m.end() for m in pattern("statement", "ira", "value").finditer(text.text[:start])][-2:]
    days = [piece.day for end in heads for piece in text.within(end, end + GAP + GAP, "day")[:1] if piece.day]
    return days.index(max(days)) if len(set(days)) == 2 else None


def _right_behind(text: Text, start: int, amounts: list[Piece]) -> bool:
    """The account and its amount, and then something that is called otherwise."""
    first, second = amounts[:2]
    return not re.search(r"\w", text.text[start : first.start]) and bool(
        re.search(r"[a-z]{3}", text.text[first.end : second.start])
    )


def _two_columns(text: Text, behind: list[Piece]) -> bool:
    """Last period and this one side by side: two amounts and nothing between them."""
    return len(behind) == 2 and not re.search(r"[a-z]", text.text[behind[0].end : behind[1].start])
