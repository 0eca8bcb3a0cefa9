"""Pay stubs: this period and the year so far, row by row, and what the year comes to with the pay dates left.

One period is never the year, and net pay is nothing that counts. What is left is counted in pay dates, as they fall:
a year of 26 periods often has 25 dates left to pay, never periods times an average.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise

from calc import law
from calc.facts import PlanKind
from calc.worksheets.mega_room import catch_up
from dialogs.session import Told
from dialogs.understanding.papers.reading import OWN, Context, Note, Reading, told_amount
from dialogs.understanding.papers.scan import Piece, Text
from dialogs.understanding.papers.words import any_of, pattern, words

FAR = 40  # characters between the words "pay date" and the day
SPAN = 80  # characters behind "pay period" in which both its ends stand
MONTH = 31
CENT = Decimal("0.011")
LEAST = 100  # dollars of a bare number
WITH_HOURS, A_FIFTH = 4, Decimal("0.2")
LEAST_ACROSS = 4  # columns of a table of totals
OF_A_PLAN = ("pretax", "roth", "after_tax", "employer")
_YEARS = range(1990, 2100)
WEEK, TWO_WEEKS = 7, 14
COUNTS = {"weekly": 52, "biweekly": 26, "semimonthly": 24, "monthly": 12}
TURN, LATE = 5, 28  # halves of a month end on the 5th, 10th, 15th, 20th, 25th, or with the month
NEAR_COUNT = Decimal("0.35")  # of a period: how near the year so far must be to a whole number of checks
NONE = Decimal(0)
KINDS = {"k401": PlanKind.K401, "b403": PlanKind.B403, "g457": PlanKind.GOV457, "tsp": PlanKind.TSP}


@dataclass(frozen=True, slots=True)
class Row:
    """kind: gross, net, pretax, roth, after_tax, employer or other. current, ytd: None where the stub has none."""

    kind: str
    label: str
    plan: PlanKind | None
    current: Decimal | None
    ytd: Decimal | None


def read(text: Text, context: Context) -> Reading | None:
    """None where the text has no row of a stub and no pay date."""
    text = _tags_first(text)
    rows = list(_together(_rows(text)))
    day = _pay_day(text)
    if not rows and day is None:
        return None
    year = day.year if day else None
    about = context.today.year if year is None else year
    if context.tax_year is not None and about != context.tax_year:
        return Reading(kind="stub", year=about, notes=(Note("other_year", {"year": about}),), unfinished=not rows)
    if not any(row.ytd is not None and row.kind not in {"other", "net"} for row in rows):
        nothing = bool(rows) and any(row.kind != "net" for row in rows)
        notes = (Note("stub_one_period"),) if nothing else ()
        return Reading(kind="stub", year=year, notes=notes, unfinished=not nothing)
    return _year(rows, day, text, context)


def _year(rows: list[Row], day: date | None, text: Text, context: Context) -> Reading:
    left = dates_left(day, _every(text, rows, day)) if day else None
    once = _once(rows) if left else ()
    left = None if once else left  # what does not come every time is not to come again
    began = _hired(text, day)
    who = context.who or "you"
    found: dict[str, Told] = {}
    for kind, own in _by_plan(rows, who, context).items():
        found |= _of_plan(own, f"{OWN}plans.{kind}", left, day, context)
    gross = _total(rows, "gross", left)
    if gross is not None and left is not None:
        found[f"{OWN}plans.{context.plan_kind(who, _named(rows))}.pay"] = told_amount(gross)
        untold = context.facts.people.get(who) is None or context.facts.people[who].compensation is None
        if untold and not began:
            found[f"{OWN}compensation"] = told_amount(gross)
    if once:
        note = Note("stub_irregular", {"what": once})
    elif left:
        note = Note("stub_dates", {"dates": left, "count": len(left)})
    else:
        note = Note("stub_so_far" if left is None else "stub_last")
    outside = tuple((row.label, row.ytd) for row in rows if row.kind == "other" and row.ytd)
    person = context.facts.people.get(who)
    guessed = not (_named(rows) or (person and person.plan_kinds)) and any(row.kind in OF_A_PLAN for row in rows)
    notes = (note, *([Note("plan_not_named")] if guessed else []), *([Note("stub_hired")] if began else []))
    return Reading(kind="stub", year=day.year if day else None, found=found, notes=notes, left=outside)


def _once(rows: Iterable[Row]) -> tuple[str, ...]:
    """The rows of this check that are paid once: a bonus, a commission, back pay."""
    paid = (row for row in rows if row.kind == "other" and row.current)
    return tuple(row.label for row in paid if pattern("stub", "row", "once").search(row.label))


def _hired(text: Text, day: date | None) -> bool:
    """Whether the job began in the stub's own year."""
    return any(
        day is not None and piece.day is not None and piece.day.year == day.year and piece.day < day
        for match in pattern("stub", "row", "hired").finditer(text.text)
        for piece in text.within(match.end(), match.end() + FAR, "day")[:1]
    )


def _named(rows: Iterable[Row]) -> PlanKind | None:
    return next((row.plan for row in rows if row.plan), None)


def _by_plan(rows: list[Row], who: str, context: Context) -> Mapping[PlanKind, list[Row]]:
    """The rows of each plan; one that names no plan belongs to the first that is named."""
    first = _named(rows)
    found: dict[PlanKind, list[Row]] = {}
    for row in rows:
        if row.kind in OF_A_PLAN:
            found.setdefault(context.plan_kind(who, row.plan or first), []).append(row)
    return found


def _of_plan(
    rows: list[Row], plan: str, left: list[date] | None, day: date | None, context: Context
) -> Iterator[tuple[str, Told]]:
    own = [_total(rows, kind, left) for kind in ("pretax", "roth")]
    if any(amount is not None for amount in own):
        year_so_far = sum((row.ytd or NONE for row in rows if row.kind in {"pretax", "roth"}), NONE)
        whole = sum((amount or NONE for amount in own), NONE)
        within = _within_limit(whole, year_so_far, day, context)
        yield f"{plan}.deferrals", told_amount(within)
        if own[1] is not None and own[1] <= within:
            yield f"{plan}.roth_deferrals", told_amount(own[1])
    if (match := _total(rows, "employer", left)) is not None:
        yield f"{plan}.employer_money", told_amount(match)
    made = [row.ytd for row in rows if row.kind == "after_tax" and row.ytd is not None]
    if made:
        yield f"{plan}.after_tax_made", told_amount(sum(made, NONE))


def _total(rows: Iterable[Row], kind: str, left: list[date] | None) -> Decimal | None:
    """The year so far, and this period's amount for each pay date that is left; None where there is no such row."""
    mine = [row for row in rows if row.kind == kind and row.ytd is not None]
    if not mine:
        return None
    to_come = len(left or ())
    return sum((row.ytd or NONE for row in mine), NONE) + to_come * sum((row.current or NONE for row in mine), NONE)


def _within_limit(whole: Decimal, so_far: Decimal, day: date | None, context: Context) -> Decimal:
    """Payroll stops at the limit; what is in already stays as it is."""
    if day is None or day.year not in law.years():
        return whole
    person = context.facts.people.get(context.who or "you")
    year = law.year(day.year)
    limit = year.figure("elective_deferral_limit_402g").money
    if person is not None and person.birth_year is not None:
        limit += catch_up(day.year - person.birth_year, year).money
    return min(whole, max(so_far, limit))


def _tags_first(text: Text) -> Text:
    """Columns that are named behind their amounts, as in 4,800.00 current 110,400.00 YTD, named in front of them."""
    return Text(_behind().sub(lambda m: f"{m['tag']} {m['amount']} {m['tag2']} {m['amount2']}", text.text))


@cache
def _behind() -> re.Pattern[str]:
    amount, tag = r"-?\$?[\d,]{1,12}\.\d\d", _TAGS().pattern
    pair = rf"(?P<amount>{amount})\s*\(?(?P<tag>{tag})\)?[\s,;|]+(?P<amount2>{amount})\s*\(?(?P<tag2>{tag})\)?"
    return re.compile(rf"(?<![\w,.$-]){pair}(?!\W{{0,3}}{amount})")


def _amounts(text: Text) -> list[Piece]:
    """The amounts; bare numbers too, where a stub is written in them."""
    bare = [p for p in text.within(0, len(text.text), "whole") if _may_be_dollars(p, text)]
    return sorted([*text.money, *bare], key=lambda p: p.start) if len(bare) > len(text.money) else text.money


def _may_be_dollars(piece: Piece, text: Text) -> bool:
    """Neither a year, nor the number of a plan, nor a count of something."""
    if pattern("stub", "row", "plan").match(text.text, piece.start) or int(piece.value) in _YEARS:
        return False
    return piece.value >= LEAST or (not piece.value and not text.text[piece.end :].lstrip().startswith("/"))


def _rows(text: Text) -> Iterator[Row]:
    """Runs of words and the amounts behind them; a heading in the words says the order of the columns."""
    heads = _Heads()
    at, label = 0, ""
    values: list[tuple[Piece, str | None]] = []
    order, employer = heads.order, heads.employer
    pieces, number = _amounts(text), 0
    while number < len(pieces):
        piece = pieces[number]
        between = text.text[at : piece.start]
        if across := _across(between, pieces[number:], text):
            if values:
                yield from _row(label, values, order, employer=employer)
                values = []
            names, totals = across
            yield from totals
            number += len(totals) and names
            at = pieces[number - 1].end
            label = ""
            continue
        found, tag = heads.part(between)
        if found and values:
            yield from _row(label, values, order, employer=employer)
            values = []
        if found or not values:
            label, order, employer = found or label, heads.order, heads.employer
        values.append((piece, tag))
        at = piece.end
        number += 1
    if values:
        yield from _row(label, values, order, employer=employer)


def _across(between: str, pieces: list[Piece], text: Text) -> tuple[int, list[Row]] | None:
    """A table of totals: its columns are gross, deductions and net, its rows this period and the year so far.

    How many amounts it takes, and the rows of what is in it; None where there is none.
    """
    tags = list(_TAGS().finditer(between))
    if not tags or re.search(r"\w", between[tags[-1].end() :]):
        return None
    columns = [m.lastgroup for m in _across_columns().finditer(between[: tags[-1].start()])]
    wide = len(columns)
    if wide < LEAST_ACROSS or "gross" not in columns or len(pieces) < 2 * wide:
        return None
    second = text.text[pieces[wide - 1].end : pieces[wide].start]
    if not _TAGS().search(second) or any(
        re.search(r"[a-z]", text.text[a.end : b.start]) for a, b in pairwise(pieces[:wide])
    ):
        return None
    order = ["ytd" if _TO_DATE().fullmatch(m[0]) else "current" for m in (tags[-1], *_TAGS().finditer(second))][:2]
    lines = dict(zip(order, (pieces[:wide], pieces[wide : 2 * wide]), strict=True))
    if len(lines) != 2:
        return None
    place = columns.index("gross")
    return 2 * wide, [Row("gross", "gross", None, lines["current"][place].value, lines["ytd"][place].value)]


@cache
def _across_columns() -> re.Pattern[str]:
    names = words("stub")["across"]
    return re.compile("|".join(rf"(?P<{name}>(?<![\w-])(?:{any_of(ways)})(?![\w]))" for name, ways in names.items()))


def _together(rows: Iterable[Row]) -> Iterator[Row]:
    """A row whose period stands in one part of the stub and whose year so far in another is one row."""
    waiting: dict[tuple[str, str], Row] = {}
    for row in rows:
        half = (row.current is None) != (row.ytd is None)
        other = waiting.get((row.kind, row.label))
        if not half:
            yield row
        elif other is None:
            waiting[row.kind, row.label] = row
        elif other.ytd is None and row.ytd is not None:
            waiting[row.kind, row.label] = replace(row, current=other.current)
        elif other.current is None and row.current is not None:
            waiting[row.kind, row.label] = replace(other, current=row.current)
        else:
            yield row
    yield from waiting.values()


class _Heads:
    """What the headings have said so far: the order of the columns, which column a part of the stub is, and whose
    money it is about.
    """

    def __init__(self) -> None:
        self.order: tuple[str, ...] = ("current", "ytd")
        self.employer = False
        self.part_of: str | None = None
        self.last = ""  # the row that was named without a column

    def part(self, between: str) -> tuple[str, str | None]:
        """The label in the words between two amounts, and a tag that says which column the next amount stands in."""
        tags = list(_TAGS().finditer(between))
        names = ["ytd" if _TO_DATE().fullmatch(match[0]) else "current" for match in tags]
        self._sections(between)
        if {"ytd", "current"} <= set(names):
            self.order, self.part_of = tuple(dict.fromkeys(names)), None
            label = between[tags[-1].end() :]
            if not _names(label):  # the last heading stands right before its amount
                label = between[: tags[0].start()]
            return self._label(label), None
        if len(tags) == 1:
            before, behind = between[: tags[0].start()], between[tags[0].end() :]
            if again := self._again(before, behind):
                return again, names[0]
            if not _names(behind):
                return self._label(before), names[0]
            whole = f"{before} {behind}" if _names(before) and self.part_of is None else behind
            self.part_of = names[0]
            return self._label(
                behind if _kind(self._label(behind), employer=self.employer)[0] != "other" else whole
            ), (names[0])
        label = self._label(between)
        self.last = label or self.last
        return label, self.part_of if label else None

    def _again(self, before: str, behind: str) -> str:
        """The row that was just named, once more for its other column: gross 2,100.00, ytd gross 98,700.00."""
        here = self._label(behind)
        kind, plan = _kind(here, employer=self.employer)
        same = (kind, plan or None) == _kind(self.last, employer=self.employer) or (
            kind == _kind(self.last, employer=self.employer)[0] and set(here.split()) <= set(self.last.split())
        )
        return self.last if here and self.last and not _names(before) and kind != "other" and same else ""

    def _sections(self, between: str) -> None:
        starts = [(m.start(), True) for m in pattern("stub", "row", "section_employer").finditer(between)]
        starts += [(m.start(), False) for m in pattern("stub", "row", "section_own").finditer(between)]
        if starts:
            self.employer = max(starts)[1]

    @staticmethod
    def _label(words_: str) -> str:
        for name in ("section_employer", "section_own"):
            last = max((m.end() for m in pattern("stub", "row", name).finditer(words_)), default=0)
            words_ = words_[last:] if re.search(r"[a-z]{2}", words_[last:]) else words_
        return " ".join(re.sub(r"[^\w()/&%.' -]+|(?<![\w(])[-.](?!\w)|[(](?=\s|$)", " ", words_).split())


def _names(words_: str) -> bool:
    """Whether there is something in it that can be the name of a row."""
    return re.search(r"[a-z]{2}", words_) is not None or pattern("stub", "row", "plan").search(words_) is not None


def _TAGS() -> re.Pattern[str]:  # noqa: N802 - a constant that is read when it is needed
    said = words("stub")
    return re.compile(rf"(?<![\w])(?:{any_of([*said['current'], *said['year_to_date']])})(?![\w])")


def _TO_DATE() -> re.Pattern[str]:  # noqa: N802
    return re.compile(any_of(words("stub")["year_to_date"]))


def _row(
    label: str, values: list[tuple[Piece, str | None]], order: tuple[str, ...], *, employer: bool
) -> Iterator[Row]:
    current = ytd = None
    tagged = {tag: piece.value for piece, tag in values if tag}
    plain = [piece.value for piece, tag in values if not tag]
    if tagged:
        ytd, current = tagged.get("ytd"), tagged.get("current")
        if current is None and plain:
            current = plain[-1]
    elif (with_hours := _beside_hours(plain)) is not None:
        current, ytd = with_hours
    elif len(plain) > 1:
        pair = dict(zip(order, plain[-2:], strict=False))
        ytd, current = pair.get("ytd"), pair.get("current")
    elif plain:
        current = plain[0]
    if current is not None and ytd is not None and current > ytd:
        current, ytd = (ytd, current) if not tagged else (None, None)  # one period is never more than the year so far
    kind, plan = _kind(label, employer=employer)
    if label and kind != "none" and (current, ytd) != (None, None):
        yield Row(kind, label, plan, current, ytd)


def _beside_hours(plain: list[Decimal]) -> tuple[Decimal, Decimal] | None:
    """This period and the year so far where hours stand beside both, and both have grown alike."""
    if len(plain) < WITH_HOURS or not (plain[-3] and plain[-1]):
        return None
    times = plain[-1] / plain[-3]
    alike = any(hours and abs(plain[-2] / hours - times) <= times * A_FIFTH for hours in plain[:-3])
    return (plain[-3], plain[-1]) if alike and plain[-3] < plain[-1] else None


def _kind(label: str, *, employer: bool) -> tuple[str, PlanKind | None]:
    def says(name: str) -> bool:
        return pattern("stub", "row", name).search(label) is not None

    plan = next((kind for name, kind in KINDS.items() if says(name)), None)
    if says("net") and not says("plan"):
        return "net", None
    if says("not_gross"):
        return "other", None
    if says("gross") and not says("plan"):
        return "gross", None
    if says("loan"):
        return "other", None
    matched = says("employer") or employer
    if not (
        says("plan")
        or (says("after_tax") and not says("other"))
        or (matched and says("employer") and not says("other"))
    ):
        return "other", None
    if says("other") and plan is None:
        return "other", None
    if matched:
        return "employer", plan
    return ("after_tax" if says("after_tax") and not says("roth") else "roth" if says("roth") else "pretax"), plan


def _pay_day(text: Text) -> date | None:
    """The day beside the words for it; else the end of the period."""
    for name in ("pay_day", "period"):
        for match in pattern("stub", name).finditer(text.text):
            near = [p.day for p in text.within(match.end(), match.end() + FAR, "day") if p.day]
            if near:
                return near[0] if name == "pay_day" else max(near[:2])
    return None


def _every(text: Text, rows: list[Row], day: date | None) -> str | None:
    """How often pay comes: in words, by the length of the period, else by how many checks the year so far makes."""
    for name in ("biweekly", "semimonthly", "weekly", "monthly"):
        if pattern("stub", "every", name).search(text.text):
            return name
    ends: date | None = None
    for match in pattern("stub", "period").finditer(text.text):
        until = pattern("stub", "pay_day").search(text.text, match.end())
        end = min(match.end() + SPAN, until.start() if until else len(text.text))
        span = sorted({p.day for p in text.within(match.end(), end, "day") if p.day})
        ends = span[-1] if span and ends is None else ends
        pairs = [(first, last) for first, last in pairwise(span) if WEEK <= (last - first).days + 1 <= MONTH]
        if pairs:
            return _by_length(*pairs[0])
    gross = next((r for r in rows if r.kind == "gross" and r.current and r.ytd), None)
    return _by_count(gross, day, ends) if gross and day else None


def _by_length(first: date, last: date) -> str | None:
    days = (last - first).days + 1
    whole_month = monthrange(last.year, last.month)[1]
    if days <= WEEK:
        return "weekly"
    if first.day in {1, 16} and last.day in {15, whole_month} and days < whole_month:
        return "semimonthly"
    return "biweekly" if days <= TWO_WEEKS + 1 else "semimonthly" if days < 28 else "monthly"


def _by_count(gross: Row, day: date, ends: date | None) -> str | None:
    """The one rhythm whose pay dates up to this day are the year so far over this period.

    Of several that are near, the one in which a year's pay is a round sum. A period that ends on any day of a month
    is no half of one.
    """
    each = gross.current or Decimal(1)
    checks = (gross.ytd or NONE) / each
    if abs(checks - round(checks)) > NEAR_COUNT:
        return None
    turns = ends is None or ends.day % TURN == 0 or ends.day >= LATE
    rhythms = COUNTS if turns else ("weekly", "biweekly")
    near = [every for every in rhythms if abs(_paid_so_far(day, every) - checks) <= 1 + NEAR_COUNT]
    exact = [every for every in near if abs(_paid_so_far(day, every) - checks) <= NEAR_COUNT]
    round_ = [every for every in near if _is_round(each * COUNTS[every], COUNTS[every] * CENT)]
    fits = exact if len(exact) == 1 else round_ if len(round_) == 1 else near
    return fits[0] if len(fits) == 1 else None


def _is_round(sum_: Decimal, within: Decimal) -> bool:
    return abs(sum_ - round(sum_, -2)) <= within


def _paid_so_far(day: date, every: str) -> int:
    """Pay dates of the year up to and with this one."""
    if every in {"weekly", "biweekly"}:
        return (day - date(day.year, 1, 1)).days // (WEEK if every == "weekly" else TWO_WEEKS) + 1
    return COUNTS[every] - len(dates_left(day, every) or ())


def dates_left(day: date, every: str | None) -> list[date] | None:
    """The pay dates after this one in its year; None where it is not known how often pay comes."""
    if every in {"weekly", "biweekly"}:
        step = timedelta(WEEK if every == "weekly" else TWO_WEEKS)
        found, following = [], day + step
        while following.year == day.year:
            found.append(following)
            following += step
        return found
    if every == "monthly":
        return [_in_month(day, month, day.day) for month in range(day.month + 1, 13)]
    if every == "semimonthly":
        return _twice_a_month(day)
    return None


def _twice_a_month(day: date) -> list[date]:
    """The 15th and the last of each month, or two days that lie fifteen apart; the day's own turn is over."""
    last = monthrange(day.year, day.month)[1]
    if day.day >= last - 3 or abs(day.day - 15) <= 1:  # brought forward where it falls on a weekend
        turns = (15, 31)
        after = int(day.day > 20)
    else:
        turns = (day.day, day.day + 15) if day.day <= 15 else (day.day - 15, day.day)
        after = turns.index(day.day)
    days = [_in_month(day, month, turn) for month in range(day.month, 13) for turn in turns]
    return days[after + 1 :]


def _in_month(day: date, month: int, number: int) -> date:
    return day.replace(month=month, day=min(number, monthrange(day.year, month)[1]))
