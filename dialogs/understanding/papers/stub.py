"""Pay stubs: this period and the year so far, row by row, and what the year comes to with the pay dates left.

One period is never the year, and net pay is nothing that counts. What is left is counted in pay dates, as they fall:
a year of 26 periods often has 25 dates left to pay, never periods times an average.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from calc import law
from calc.facts import PlanKind
from calc.worksheets.mega_room import catch_up
from dialogs.session import Told
from dialogs.understanding.papers.reading import OWN, Context, Note, Reading, told_amount
from dialogs.understanding.papers.scan import Piece, Text
from dialogs.understanding.papers.words import any_of, pattern, words

FAR = 40  # characters between the words "pay date" and the day
WEEK, TWO_WEEKS = 7, 14
COUNTS = {"weekly": 52, "biweekly": 26, "semimonthly": 24, "monthly": 12}
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
    rows = list(_rows(text))
    day = _pay_day(text)
    if not rows and day is None:
        return None
    year = day.year if day else None
    about = context.today.year if year is None else year
    if context.tax_year is not None and about != context.tax_year:
        return Reading(kind="stub", year=about, notes=(Note("other_year", {"year": about}),))
    if not any(row.ytd is not None and row.kind not in {"other", "net"} for row in rows):
        nothing = bool(rows) and any(row.kind != "net" for row in rows)
        notes = (Note("stub_one_period"),) if nothing else ()
        return Reading(kind="stub", year=year, notes=notes, unfinished=not nothing)
    return _year(rows, day, text, context)


def _year(rows: list[Row], day: date | None, text: Text, context: Context) -> Reading:
    left = dates_left(day, _every(text, rows, day)) if day else None
    who = context.who or "you"
    named = next((row.plan for row in rows if row.plan), None)
    plan = f"{OWN}plans.{context.plan_kind(who, named)}"
    found: dict[str, Told] = {}
    notes: list[Note] = []
    gross = _total(rows, "gross", left)
    if gross is not None and left is not None:
        found[f"{plan}.pay"] = told_amount(gross)
        if context.facts.people.get(who) is None or context.facts.people[who].compensation is None:
            found[f"{OWN}compensation"] = told_amount(gross)
    own = [_total(rows, kind, left) for kind in ("pretax", "roth")]
    if any(amount is not None for amount in own):
        year_so_far = sum((row.ytd or NONE for row in rows if row.kind in {"pretax", "roth"}), NONE)
        whole = sum((amount or NONE for amount in own), NONE)
        found[f"{plan}.deferrals"] = told_amount(_within_limit(whole, year_so_far, day, context))
    if own[1] is not None:
        found[f"{plan}.roth_deferrals"] = told_amount(own[1])
    if (match := _total(rows, "employer", left)) is not None:
        found[f"{plan}.employer_money"] = told_amount(match)
    made = [row.ytd for row in rows if row.kind == "after_tax" and row.ytd is not None]
    if made:
        found[f"{plan}.after_tax_made"] = told_amount(sum(made, NONE))
    if left:
        notes.append(Note("stub_dates", {"dates": left, "count": len(left)}))
    elif left is None:
        notes.append(Note("stub_so_far"))
    else:
        notes.append(Note("stub_last"))
    outside = tuple((row.label, row.ytd) for row in rows if row.kind == "other" and row.ytd)
    return Reading(kind="stub", year=day.year if day else None, found=found, notes=tuple(notes), left=outside)


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


def _rows(text: Text) -> Iterator[Row]:
    """Runs of words and the amounts behind them; a heading in the words says the order of the columns."""
    heads = _Heads()
    at, label = 0, ""
    values: list[tuple[Piece, str | None]] = []
    order, employer = heads.order, heads.employer
    for piece in text.money:
        found, tag = heads.part(text.text[at : piece.start])
        if found and values:
            yield from _row(label, values, order, employer=employer)
            values = []
        if found or not values:
            label, order, employer = found or label, heads.order, heads.employer
        values.append((piece, tag))
        at = piece.end
    if values:
        yield from _row(label, values, order, employer=employer)


class _Heads:
    """What the headings have said so far: the order of the columns, and whose money a part of the stub is about."""

    def __init__(self) -> None:
        self.order: tuple[str, ...] = ("current", "ytd")
        self.employer = False

    def part(self, between: str) -> tuple[str, str | None]:
        """The label in the words between two amounts, and a tag that says which column the next amount stands in."""
        tags = list(_TAGS().finditer(between))
        names = ["ytd" if _TO_DATE().fullmatch(match[0]) else "current" for match in tags]
        if {"ytd", "current"} <= set(names):
            self.order = tuple(dict.fromkeys(names))
            self._sections(between)
            label = between[tags[-1].end() :]
            if not re.search(r"[a-z]{2}", label):  # the last heading stands right before its amount
                label, names = between[: tags[0].start()], []
                return self._label(label), None
            return self._label(label), None
        self._sections(between)
        if len(tags) == 1:
            before, behind = between[: tags[0].start()], between[tags[0].end() :]
            if re.search(r"[a-z]{2}", behind):
                return self._label(f"{before} {behind}" if names[0] == "ytd" and not before.strip() else behind), (
                    names[0] if not before.strip() or re.search(r"[a-z]{2}", before) else None
                )
            return self._label(before), names[0]
        return self._label(between), None

    def _sections(self, between: str) -> None:
        starts = [(m.start(), True) for m in pattern("stub", "row", "section_employer").finditer(between)]
        starts += [(m.start(), False) for m in pattern("stub", "row", "section_own").finditer(between)]
        if starts:
            self.employer = max(starts)[1]

    @staticmethod
    def _label(words_: str) -> str:
        return " ".join(re.sub(r"[^\w()/&%.' -]+|(?<![\w(])[-.](?!\w)", " ", words_).split())


def _TAGS() -> re.Pattern[str]:  # noqa: N802 - a constant that is read when it is needed
    said = words("stub")
    return re.compile(rf"(?<![\w(])(?:{any_of([*said['current'], *said['year_to_date']])})(?![\w])")


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
    elif len(plain) > 1:
        pair = dict(zip(order, plain[-2:], strict=False))
        ytd, current = pair.get("ytd"), pair.get("current")
    elif plain:
        current = plain[0]
    kind, plan = _kind(label, employer=employer)
    if label and kind != "none":
        yield Row(kind, label, plan, current, ytd)


def _kind(label: str, *, employer: bool) -> tuple[str, PlanKind | None]:
    def says(name: str) -> bool:
        return pattern("stub", "row", name).search(label) is not None

    plan = next((kind for name, kind in KINDS.items() if says(name)), None)
    if says("net") and not says("plan"):
        return "net", None
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
    for match in pattern("stub", "period").finditer(text.text):
        span = [p.day for p in text.within(match.end(), match.end() + FAR, "day") if p.day][:2]
        if len(span) == 2:
            return _by_length(min(span), max(span))
    gross = next((r for r in rows if r.kind == "gross" and r.current and r.ytd), None)
    return _by_count(gross, day) if gross and day else None


def _by_length(first: date, last: date) -> str | None:
    days = (last - first).days + 1
    whole_month = monthrange(last.year, last.month)[1]
    if days <= WEEK:
        return "weekly"
    if first.day in {1, 16} and last.day in {15, whole_month} and days < whole_month:
        return "semimonthly"
    return "biweekly" if days <= TWO_WEEKS + 1 else "semimonthly" if days < 28 else "monthly"


def _by_count(gross: Row, day: date) -> str | None:
    """The one rhythm whose number of checks up to this day is the year so far over this period."""
    checks = (gross.ytd or NONE) / (gross.current or Decimal(1))
    if abs(checks - round(checks)) > NEAR_COUNT:
        return None
    fits = [every for every, n in COUNTS.items() if abs(n - len(dates_left(day, every) or ()) - checks) < 1]
    return fits[0] if len(fits) == 1 else None


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
