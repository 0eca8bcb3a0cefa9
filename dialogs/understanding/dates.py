"""Days, months and years that a text names, and the ages in it: one grammar for all of them.

Words are in ``locale/en/recognisers/calendar.toml``. A time is a span of days: a day, a month or a year; where its
year is not said, the last one that has begun is meant, and ``sure`` is False.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum
from functools import cache

from calc.effort import once
from dialogs.understanding.lexicon import Found, Lexicon, data, lexicon
from dialogs.understanding.tokens import Token, tokens

_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?![\d-])")
_FULL = re.compile(r"(?<![\d/.,$-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/]|[.,-]\d)")
_MONTH_OF_YEAR = re.compile(r"(?<![\d/$])(\d{1,2})[/-](\d{4})(?![\d/-])")
_SHORT = re.compile(r"(?<![\d/$.,-])(1[0-2]|0?[1-9])/([0-3]?\d)(?![\d/%]|[.,]\d| ?k\b)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_MONTH = re.compile(r"(\d{1,2})")
_ORDINAL = 2  # letters behind the number of a day: 1st, 22nd
_LAST_DAY = 31
_MIDDLE = {"early": (0, 1 / 3), "middle": (1 / 3, 2 / 3), "late": (2 / 3, 1)}
_DAYS_OF_WEEK, _MONTHS = 7, 12
_NEAR = 25  # characters from an age to the day of its birthday
_APART = frozenset(",;:.")  # between an age and a date that is of something else
_RECENT = 5  # years; 3/25 may be a month of one of these
_AHEAD = 5  # years; two digits beyond are of the last century


class Said(IntEnum):
    """How exactly a time was told."""

    YEAR = 0
    SEASON = 1
    MONTH = 2
    DAY = 3


@dataclass(frozen=True, slots=True)
class When:
    """A time in a text: where it stands, and its first and last day. sure: its year was said, or follows."""

    start: int
    end: int
    words: str
    first: date
    last: date
    said: Said
    sure: bool = True

    @property
    def year(self) -> int:
        return self.last.year


@dataclass(frozen=True, slots=True)
class Age:
    """An age in a text, and the birth years that it leaves open, the likelier first: none for an age of another time.
    whose: 0, or of a pair 0 and 1; None for both of two people. bounded: somebody is older or younger than it.
    """

    start: int
    end: int
    words: str
    years: int
    births: tuple[int, ...]
    whose: int | None = 0
    bounded: bool = False


@once
def find(text: str, today: date) -> tuple[When, ...]:
    """The times in tidied text, from left to right."""
    said = tokens(text)
    found: list[When] = []
    place = 0
    written = {when.start: when for when in _written(text, today)}
    while place < len(said):
        when = written.get(said[place].start) or _at(said, place, text, today)
        if when is None:
            place += 1
            continue
        found.append(when)
        while place < len(said) and said[place].start < when.end:
            place += 1
    return tuple(found)


def whole(text: str, today: date) -> When | None:
    """The time that a whole text names, words without weight left out; None where there is none, or several."""
    found = find(text, today)
    return found[0] if len(found) == 1 else None


def _written(text: str, today: date) -> Iterator[When]:
    """Those in figures alone."""
    taken = bytearray(len(text) + 1)
    for pattern, read in ((_ISO, _iso), (_FULL, _full), (_MONTH_OF_YEAR, _month_of_year), (_SHORT, _short)):
        for found in pattern.finditer(text):
            if any(taken[found.start() : found.end()]):
                continue
            if when := read(found, today):
                taken[found.start() : found.end()] = b"\1" * (found.end() - found.start())
                yield when


def _iso(found: re.Match[str], today: date) -> When | None:
    del today
    if found[3] is None:
        return _month(found.span(), found[0], int(found[1]), int(found[2]))
    return _day(found.span(), found[0], int(found[1]), int(found[2]), int(found[3]))


def _full(found: re.Match[str], today: date) -> When | None:
    first, second = int(found[1]), int(found[3])
    year = int(found[4]) if len(found[4]) == 4 else two_digits(int(found[4]), today)
    month, in_month = (first, second) if first <= _MONTHS else (second, first)
    return _day(found.span(), found[0], year, month, in_month)


def _month_of_year(found: re.Match[str], today: date) -> When | None:
    del today
    return _month(found.span(), found[0], int(found[2]), int(found[1]))


def of_two_digits(when: When, today: date) -> When | None:
    """The month of a recent year that a day without a year may be as well: of 3/25 March 2025."""
    found = _SHORT.fullmatch(when.words)
    year = today.year - today.year % 100 + int(found[2]) if found else 0
    if found is None or when.sure or not today.year - _RECENT <= year <= today.year:
        return None
    return _month((when.start, when.end), when.words, year, int(found[1]))


def _short(found: re.Match[str], today: date) -> When | None:
    if int(found[2]) < 1:
        return None
    return _latest(found.span(), found[0], today, int(found[1]), int(found[2]))


def two_digits(number: int, today: date) -> int:
    """The last year that ends so: 83 is 1983."""
    return today.year - (today.year - number) % 100


def in_full(number: int, today: date) -> int:
    """The year that ends in these two digits, no birth: in this century, unless it is far ahead."""
    this = today.year - today.year % 100 + number
    return this if this <= today.year + _AHEAD else this - 100


def _day(span: tuple[int, int], said: str, year: int, month: int, in_month: int, *, sure: bool = True) -> When | None:
    try:
        day = date(year, month, in_month)
    except ValueError:
        return None
    return When(*span, said, day, day, Said.DAY, sure)


def _month(span: tuple[int, int], said: str, year: int, month: int, *, sure: bool = True) -> When | None:
    if not (1 <= month <= _MONTHS and date.min.year <= year <= date.max.year):
        return None
    last = calendar.monthrange(year, month)[1]
    return When(*span, said, date(year, month, 1), date(year, month, last), Said.MONTH, sure)


def _latest(span: tuple[int, int], said: str, today: date, month: int, in_month: int | None = None) -> When | None:
    """The month, or the day of a month, whose year is not said: the last that has begun."""
    year = today.year if (month, in_month or 1) <= (today.month, today.day) else today.year - 1
    if in_month is None:
        return _month(span, said, year, month, sure=False)
    return _day(span, said, year, month, in_month, sure=False)


@cache
def _words() -> Lexicon:
    return lexicon(
        "calendar", "month", "shy", "day", "weekday", "feast", "season", "part", "which", "unit", "spoken_year"
    )


def _at(said: Sequence[Token], place: int, text: str, today: date) -> When | None:
    """A time in words that begins at a token."""
    for read in (_ago, _spoken, _part_of, _day_of_month, _month_named, _year_alone):
        found = read(said, place, text, today)
        if found:
            return found
    return None


def _span(said: Sequence[Token], first: int, end: int) -> tuple[int, int]:
    return said[first].start, said[end - 1].end


def _key(found: Found | None, *tables: str) -> str | None:
    """The part of a vocabulary's key behind its table."""
    keys = (key.partition(".") for key in found.keys) if found else ()
    return next((name for table, _, name in keys if table in tables), None)


def small_count(said: Sequence[Token], place: int) -> tuple[int, int] | None:
    """A small number at a token, in figures or words, and the token behind it."""
    if place < len(said) and said[place].kind == "number" and said[place].text.isdecimal():
        return int(said[place].text[:6]), place + 1
    found = lexicon("calendar", "small").at(said, place)
    name = _key(found, "small")
    return (int(name), found.end) if found and name else None


def _ago(said: Sequence[Token], place: int, text: str, today: date) -> When | None:
    """Two weeks ago, 18 months ago."""
    counted = small_count(said, place)
    unit = _words().at(said, counted[1]) if counted else None
    name = _key(unit, "unit")
    if counted is None or unit is None or name is None:
        return None
    behind = lexicon("calendar", "ago").at(said, unit.end)
    if behind is None or counted[0] > 1200:
        return None
    span = _span(said, place, behind.end)
    found = _back(span, text[slice(*span)], name, counted[0], today)
    return _in_a_month(found, said, behind.end, text) if found and name == "year" else found


def counted_from(text: str, when: When) -> When | None:
    """The time that a text counts from another in it: started in June 2024, the first deposit a month later; two
    weeks after I joined in March. None where it counts nothing; the time itself where it was only later.
    """
    said = tokens(text)
    for place in range(len(said)):
        behind = lexicon("calendar", "later").at(said, place)
        if behind is None:
            continue
        way = behind.keys[0].partition(".")[2]
        follows = said[place].start < when.start
        if (way == "after") is not follows:
            continue
        for start in range(max(0, place - 3), place):
            counted = small_count(said, start)
            unit = _words().at(said, counted[1]) if counted else None
            if counted and unit and unit.end == place and (name := _key(unit, "unit")):
                return _forward(when, name, counted[0])
        return when
    return None


def _forward(when: When, unit: str, count: int) -> When:
    """A time so many units later."""
    if unit in {"day", "week"}:
        days = timedelta(days=min(count, 1000) * (_DAYS_OF_WEEK if unit == "week" else 1))
        return replace(when, first=when.first + days, last=when.last + days)
    per = {"year": _MONTHS, "quarter": 3}.get(unit, 1)
    months = when.first.year * _MONTHS + when.first.month - 1 + min(count, 1000) * per
    return _month((when.start, when.end), when.words, months // _MONTHS, months % _MONTHS + 1) or when


def _in_a_month(year: When | None, said: Sequence[Token], end: int, text: str) -> When | None:
    """Of a year the month that is named behind it: two years ago in May."""
    led = lexicon("grammar", "link").at(said, end)
    found = _words().at(said, led.end) if led and "link.in" in led.keys else None
    month = _key(found, "month", "shy")
    if year is None or found is None or month is None:
        return year
    span = year.start, said[found.end - 1].end
    return _month(span, text[slice(*span)], year.year, int(month)) or year


def _back(span: tuple[int, int], words: str, unit: str, count: int, today: date) -> When | None:
    if unit == "year":
        return _whole_year(span, words, today.year - count)
    if unit in {"month", "quarter"}:
        months = today.year * _MONTHS + today.month - 1 - count * (3 if unit == "quarter" else 1)
        return _month(span, words, months // _MONTHS, months % _MONTHS + 1)
    day = today - timedelta(days=count * (_DAYS_OF_WEEK if unit == "week" else 1))
    return When(*span, words, day, day, Said.DAY)


def _whole_year(span: tuple[int, int], words: str, year: int) -> When | None:
    if not date.min.year <= year <= date.max.year:
        return None
    return When(*span, words, date(year, 1, 1), date(year, 12, 31), Said.YEAR)


def _spoken(said: Sequence[Token], place: int, text: str, today: date) -> When | None:
    """Yesterday, last year, last March, next month, on Friday, on tax day."""
    found = _words().at(said, place)
    if found is None:
        return None
    if (name := _key(found, "day")) is not None:
        day = today + timedelta(days=int(name))
        return When(*(span := _span(said, place, found.end)), text[slice(*span)], day, day, Said.DAY)
    if (name := _key(found, "spoken_year")) is not None:
        return _whole_year(span := _span(said, place, found.end), text[slice(*span)], today.year + int(name))
    if (name := _key(found, "feast")) is not None:
        month, in_month = map(int, name.split("-"))
        return _with_year(said, place, found.end, text, today, month, in_month)
    if _key(found, "weekday") is not None and "'" in text[slice(*_span(said, place, found.end))]:
        return None  # we'd
    if (name := _key(found, "weekday")) is not None:
        day = today - timedelta(days=(today.weekday() - int(name)) % _DAYS_OF_WEEK or _DAYS_OF_WEEK)
        return When(*(span := _span(said, place, found.end)), text[slice(*span)], day, day, Said.DAY)
    if (name := _key(found, "which")) is not None:
        return _relative(said, place, found.end, int(name), text, today)
    if (name := _key(found, "season")) is not None:
        return _season(said, place, found.end, name, text, today)
    return None


def _relative(said: Sequence[Token], place: int, after: int, shift: int, text: str, today: date) -> When | None:
    """Last March, this week, next month, last summer."""
    found = _words().at(said, after)
    if found is None:
        return None
    span = _span(said, place, found.end)
    words = text[slice(*span)]
    if (unit := _key(found, "unit")) is not None:
        if unit == "year":
            return _whole_year(span, words, today.year + shift)
        return _back(span, words, unit, -shift, today)
    named = _month_named(said, after, text, today)
    if named is not None and named.said is Said.DAY:  # last October 12
        return replace(named, start=said[place].start, words=text[said[place].start : named.end])
    if (name := _key(found, "month", "shy")) is not None:
        month = int(name)
        year = today.year - (shift <= 0 and month > today.month) + (shift > 0 and month <= today.month)
        if shift < 0 and month == today.month:
            year -= 1
        return _month(span, words, year, month, sure=shift != 0 or month <= today.month)
    if (name := _key(found, "season")) is not None:
        return _season(said, place, found.end, name, text, today)
    if (name := _key(found, "weekday")) is not None:
        return _spoken(said, after, text, today)
    return None


def _season(said: Sequence[Token], place: int, end: int, name: str, text: str, today: date) -> When | None:
    first, last = map(int, name.split("-"))
    year, end, sure = _year_behind(said, end, today)
    year = year or (today.year if first <= today.month else today.year - 1)
    begins = date(year, first, 1)
    ends = date(year + (last < first), last, 28)
    span = _span(said, place, end)
    return When(*span, text[slice(*span)], begins, ends, Said.SEASON, sure)


def _part_of(said: Sequence[Token], place: int, text: str, today: date) -> When | None:
    """Early 2024, mid March."""
    found = _words().at(said, place)
    part = _key(found, "part")
    if found is None or part is None or found.end == len(said):
        return None
    of = next((r for r in (_month_named, _year_alone, _spoken) if r(said, found.end, text, today)), None)
    whole_time = of(said, found.end, text, today) if of else None
    if whole_time is None or whole_time.said is Said.DAY:
        return None
    days = (whole_time.last - whole_time.first).days
    low, high = _MIDDLE[part]
    start = said[place].start
    return replace(
        whole_time,
        start=start,
        words=text[start : whole_time.end],
        first=whole_time.first + timedelta(days=int(days * low)),
        last=whole_time.first + timedelta(days=int(days * high)),
        said=max(whole_time.said, Said.SEASON),
    )


def _day_of_month(said: Sequence[Token], place: int, text: str, today: date) -> When | None:
    """15 March, the 15th of April, 3rd of May 2024, the first of March."""
    if spoken := lexicon("calendar", "in_month", "counted_day").at(said, place):
        counted = spoken.keys[0].startswith("counted_day")  # twelve October
        of = None if counted else lexicon("calendar", "of").at(said, spoken.end)
        found = _words().at(said, of.end if of else spoken.end) if of or counted else None
        found = None if counted and _key(found, "shy") else found
        name = _key(found, "month", "shy")
        day_ = int(spoken.keys[0].partition(".")[2])
        return _with_year(said, place, found.end, text, today, int(name), day_) if found and name else None
    if said[place].kind != "number" or not _IN_MONTH.fullmatch(said[place].text):
        return None
    in_month, after = int(said[place].text), place + 1
    ordinal = after < len(said) and said[after].start == said[place].end and len(said[after].text) == _ORDINAL
    after += bool(ordinal and said[after].kind == "word")
    of = lexicon("calendar", "of").at(said, after)
    found = _words().at(said, of.end if of else after)
    name = _key(found, "month", "shy")
    inside = of is not None and not ordinal and any(token.text == "in" for token in said[of.first : of.end])
    if found is None or name is None or inside:  # I converted 12 in May
        return None
    return _with_year(said, place, found.end, text, today, int(name), in_month)


def _month_named(said: Sequence[Token], place: int, text: str, today: date) -> When | None:
    """March, March 15, March 15th 2024, Mar '25."""
    found = _words().at(said, place)
    name, shy = _key(found, "month"), _key(found, "shy")
    if found is None or (name is None and shy is None):
        return None
    after, in_month = found.end + _is_dot(said, found.end), None
    the = lexicon("calendar", "of").at(said, after)
    at = the.end if the and the.end < len(said) and said[the.end].kind == "number" else after
    spoken = lexicon("calendar", "in_month", "counted_day").at(said, the.end if the else after)
    counted = spoken is not None and spoken.keys[0].startswith("counted_day")
    if counted and spoken and (the or spoken.end < len(said)):  # in June five thousand
        spoken = None
    if spoken:  # march the first
        in_month, after = int(spoken.keys[0].partition(".")[2]), spoken.end
        at = len(said)
    if at < len(said) and _IN_MONTH.fullmatch(said[at].text) and 0 < int(said[at].text) <= 31 and _ends(said, at):
        in_month, after = int(said[at].text), at + 1
        after += after < len(said) and _is_ordinal(said, after)
    when = _with_year(said, place, after, text, today, int(name or shy or 0), in_month)
    before = {said[place - 1].text} if place else set()
    if (
        when is not None
        and not when.sure
        and when.year < today.year
        and before & set(data("calendar")["ends"]["words"])
    ):
        when = replace(when, first=when.first.replace(year=today.year), last=when.last.replace(year=today.year))
    if name is None and in_month is None and before & set(data("calendar")["before_a_thing"]["words"]):
        return None  # "my SEP this year"
    alone = name is None and when is not None and when.end == said[found.end - 1].end and len(said) > 1
    return None if alone and not before & set(data("calendar")["before_month"]["words"]) else when


def _is_dot(said: Sequence[Token], place: int) -> bool:
    return place < len(said) and said[place].text == "." and said[place].start == said[place - 1].end


def _is_ordinal(said: Sequence[Token], place: int) -> bool:
    return said[place].start == said[place - 1].end and len(said[place].text) == _ORDINAL


def _ends(said: Sequence[Token], place: int) -> bool:
    """Whether the number stands for itself: no scale and no percent sign follows."""
    if place + 1 == len(said):
        return True
    behind = said[place + 1]
    return _is_ordinal(said, place + 1) or (behind.text not in data("numbers")["scales"] and behind.text not in "%/")


def _with_year(
    said: Sequence[Token], place: int, end: int, text: str, today: date, month: int, in_month: int | None
) -> When | None:
    year, end, _ = _year_behind(said, end, today)
    span = _span(said, place, end)
    words = text[slice(*span)]
    if year is None:
        return _latest(span, words, today, month, in_month)
    if in_month is None:
        return _month(span, words, year, month)
    return _day(span, words, year, month, in_month)


def _year_behind(said: Sequence[Token], place: int, today: date) -> tuple[int | None, int, bool]:
    """The year that follows, the token behind it, and whether one does."""
    at = place + (place < len(said) and said[place].text == ",")
    of = lexicon("calendar", "of").at(said, at)
    named = lexicon("calendar", "of_year").at(said, at)
    if named and named.end < len(said) and re.fullmatch(r"[3-9]\d", said[named.end].text) and _ends(said, named.end):
        return two_digits(int(said[named.end].text), today), named.end + 1, True  # August of 91
    of = None if of and said[at].text in data("calendar")["of_a_deed"]["words"] else of
    for start in (of.end if of else at, at):
        if start < len(said) and _YEAR.fullmatch(said[start].text) and _ends(said, start):
            return int(said[start].text), start + 1, True
        led = at == place or said[place - 1].kind == "number" or _is_ordinal(said, place - 1)  # laid off in March, 41
        short = start == at < len(said) and led and re.fullmatch(r"[3-9]\d", said[start].text)
        if short and int(short[0]) > _LAST_DAY and _ends(said, start):  # Oct 84
            return two_digits(int(short[0]), today), start + 1, True
        if start + 1 < len(said) and said[start].text == "'" and len(said[start + 1].text) == 2:
            number = said[start + 1].text
            return (two_digits(int(number), today), start + 2, True) if number.isdecimal() else (None, place, False)
        spoken = _words().at(said, start)
        goes_on = at > place and spoken is not None and _key(lexicon("calendar", "day").at(said, start), "day") == "0"
        if (name := _key(spoken, "spoken_year")) is not None and spoken and not goes_on:  # in January, now it looks
            return today.year + int(name), spoken.end, True
    return None, place, False


def _year_alone(said: Sequence[Token], place: int, text: str, today: date) -> When | None:
    """2024, '24; no amount with a dollar sign before it or a scale behind."""
    token = said[place]
    if token.text == "'" and place + 1 < len(said) and said[place + 1].start == token.end:
        behind = said[place + 1]
        alone = len(behind.text) == 2 and behind.text.isdecimal()
        span = _span(said, place, place + 2)
        return _whole_year(span, text[slice(*span)], two_digits(int(behind.text), today)) if alone else None
    dollars = place > 0 and said[place - 1].text in {"$", "-"} and said[place - 1].end == token.start
    dollars = dollars and not (place > 1 and said[place - 1].text == "-" and _YEAR.fullmatch(said[place - 2].text))
    if dollars or not _YEAR.fullmatch(token.text) or not _ends(said, place):
        return None
    span = _span(said, place, place + 1)
    return _whole_year(span, token.text, int(token.text))


def is_bounded(text: str, start: int, end: int) -> bool:
    """Whether the age or the year at a place of tidied text is only a bound: 50+, before 1973."""
    figure = re.search(r"\d+", text[start:end])
    if figure is None:
        return False
    start, end = start + figure.start(), start + figure.end()
    before, behind = tokens(text[max(0, start - _BESIDE) : start]), tokens(text[end : end + _BESIDE])
    words = lexicon("calendar", "bounded")
    led = any("bounded.ahead" in one.keys and one.end == len(before) for one in words.find(before))
    followed = words.at(behind, 0)
    return led or (followed is not None and "bounded.behind" in followed.keys)


_BESIDE = 24  # characters


@once
def ages(text: str, today: date) -> tuple[Age, ...]:
    """The ages in tidied text; a bare number is none."""
    found: list[Age] = []
    taken = bytearray(len(text) + 1)
    for name in ("both", "pair", "was", "had", "turn", "old", "is"):
        for match in _age_pattern(name).finditer(text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found += _ages_of(name, match, text, today)
    turning = [age for age in found if len(age.births) == 1]
    if len(turning) == 1 and len(found) == 2:  # "41 turning 42": one person, and the birthday settles it
        other = next(age for age in found if age is not turning[0])
        if turning[0].births[0] in other.births and other.whose == turning[0].whose:
            start, end = min(a.start for a in found), max(a.end for a in found)
            return (replace(turning[0], start=start, end=end, words=text[start:end]),)
    found = [replace(age, bounded=is_bounded(text, age.start, age.end)) for age in found]
    return tuple(sorted(found, key=lambda age: age.start))


def _ages_of(name: str, match: re.Match[str], text: str, today: date) -> Iterator[Age]:
    if name == "pair":
        for whose, group in enumerate("ab"):
            yield Age(match.start(), match.end(), match[0], years := int(match[group]), births(years, today), whose)
        return
    years = int(next(n for n in match.groups() if n))
    if name == "was":
        born = int(match["y"]) - years
        yield Age(match.start(), match.end(), match[0], today.year - born, (born, born - 1))
        return
    open_ = births(years, today)
    if name == "turn":
        dated = find(text[match.end() : match.end() + _NEAR], today)
        close = bool(dated) and "," not in text[match.end() : match.end() + dated[0].start]
        then = not close and _age_pattern("of_then").search(text[: match.start()])  # before I turned 30
        open_ = () if then else _turned(years, match, text, today)
    if name in {"is", "old"} and _age_pattern("will_be").search(text[: match.start()]):
        open_ = ()  # it pays when he is 60
    if name == "had":  # the birthday was: 38 last birthday, in March
        dated = find(text[match.end() : match.end() + _NEAR], today)
        open_ = (dated[0].year - years,) if dated else open_
    start = match.start() if name == "turn" else match.start(next(g for g in ("n", "n2", "n3") if _has(match, g)))
    yield Age(start, match.end(), text[start : match.end()], years, open_, None if name == "both" else 0)


def _has(match: re.Match[str], group: str) -> bool:
    return match.groupdict().get(group) is not None


def births(years: int, today: date) -> tuple[int, ...]:
    """The birth years that an age leaves open, the likelier first: after a birthday this year, or before it."""
    passed = today.timetuple().tm_yday > 366 // 2
    this, last = today.year - years, today.year - years - 1
    return (this, last) if passed else (last, this)


def _turned(years: int, match: re.Match[str], text: str, today: date) -> tuple[int, ...]:
    """Of a birthday that was or will be, the year; with a day beside it there is no doubt."""
    rest = text[match.end() : match.end() + _NEAR]
    behind = find(rest, today)
    apart = bool(behind) and not _APART.isdisjoint(rest[: behind[0].start])
    if apart and behind[0].sure and behind[0].year != today.year:
        behind = ()  # turns 65, 2014: that is the year of something else
    if _age_pattern("turned").search(match[0]):
        return (behind[0].first.year - years,) if behind else (today.year - years,)
    if behind:
        when = behind[0]
        year = when.year if when.sure and when.said is not Said.MONTH else _coming(when, today)
        return (year - years,)
    return (today.year - years,)


def _coming(when: When, today: date) -> int:
    """The year of a month that is still ahead."""
    if when.sure:
        return when.year
    return today.year + ((when.last.month, when.last.day) < (today.month, today.day))


@cache
def _age_pattern(name: str) -> re.Pattern[str]:
    return re.compile(data("calendar")["ages"][name])
