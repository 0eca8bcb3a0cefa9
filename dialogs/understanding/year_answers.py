"""Answers that are years and dates."""

from __future__ import annotations

import calendar
import re
from datetime import date

from calc import law
from dialogs.interview.questions import Card
from dialogs.session import Told
from dialogs.understanding import acts, amounts, dates
from dialogs.understanding.readings import Misread, Reading, Readings, Understood

OLDEST = 115  # years; nobody who files is older
YOUNGEST = 10  # with pay of their own, and so with an IRA
YOUNG = 14  # below this it is asked back
LONGEST = 200  # characters; a longer text is a story, and no answer
TERSE = 5  # words; in a longer sentence a year may be of anything
AHEAD = 5  # years; two digits beyond are of the last century
NO_DEED = {"born", "has"}  # acts that move no money
_MONTHS = (
    {name.casefold(): n for n, name in enumerate(calendar.month_name) if name}
    | {name.casefold(): n for n, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9}
)
_WORDS = {
    "this year": 0,
    "the current year": 0,
    "current year": 0,
    "last year": -1,
    "the year before": -1,
    "previous year": -1,
    "next year": 1,
}


def tax_year(text: str, card: Card, today: date) -> Reading:
    """A year whose law is known. Other years are refused by name, with what can still be said."""
    del card
    number = _year(text, today)
    if number is None or len(text) > LONGEST or _tells_of_money(text.strip(" .!,"), today):
        return Misread("not_a_year")
    found = covered(number)
    told = isinstance(found, Understood) and len(text.split()) <= TERSE and not text.endswith("?")
    return found if told or isinstance(found, Misread) else Readings((number,), "mentioned")


def covered(number: int) -> Understood | Misread:
    """What is made this year for the one before can still be planned; nothing can of a year further off."""
    known = law.years()
    if number in known:
        return Understood(number)
    early, next_one = number < known[0], number == known[-1] + 1
    reason = "year_too_early" if early else "year_unpublished" if next_one else "year_far"
    return Misread(reason, {"asked": number, "first": known[0], "latest": known[-1]})


def year(text: str, card: Card, today: date) -> Reading:
    """A year that has begun, for a Roth IRA's first year."""
    del card
    number = _year(text, today)
    if number is None:
        return Misread("not_a_year")
    if number > today.year:
        return Misread("year_ahead", {"asked": number})
    first = law.standing().whole("first_roth_ira_year")
    return Misread("year_before_roth", {"asked": number, "first": first}) if number < first else Understood(number)


def birth_year(text: str, card: Card, today: date) -> Reading:
    """The year of birth; an age leaves two years open, and two digits may be an age or a year.

    Words that tell of money, or a year too late for anybody with pay, are none unless the year stands alone.
    """
    del card
    said = text.strip(" .!,")
    other = len(said) > LONGEST or _tells_of_money(said, today)
    reading = Misread("not_a_year") if other else _birth(said, today)
    late = [n for n in _values(reading) if isinstance(n, int) and today.year - n < YOUNG]
    if not late or isinstance(reading, Readings):
        return reading
    return Readings(tuple(late), "young") if said.isdecimal() else Misread("not_a_year")


def _values(reading: Reading) -> tuple[Told, ...]:
    return (reading.value,) if isinstance(reading, Understood) else ()


def _tells_of_money(said: str, today: date) -> bool:
    """An amount, or something that was done with money: the year beside it is the year of that."""
    done = {name for act in acts.find(said) for name in act.names} - NO_DEED
    times = {place for when in dates.find(said, today) for place in range(when.start, when.end)}
    times |= {place for age in dates.ages(said, today) for place in range(age.start, age.end)}
    sums = [
        span for span in amounts.find(said) if span.kind == "money" and times.isdisjoint(range(span.start, span.end))
    ]
    return bool(done or sums) and not said.isdecimal()


def _birth(said: str, today: date) -> Reading:
    full = [when for when in dates.find(said, today) if when.said is dates.Said.DAY and when.sure]
    told = dates.ages(said, today)
    if len(full) == 1 and not told:
        return _born(full[0].year, today)
    if len(told) == 1:
        years = told[0].births
        return Understood(years[0]) if len(years) == 1 else Readings(years, "age")
    if found := re.search(r"(?<![-\d.,$])(?:1[89]|2\d)\d\d\b(?![.,]\d)", said):
        other = re.search(r"\d+", said.replace(found[0], "", 1))
        if other is None or full:
            return _born(int(found[0]), today)
        more = int(other[0]) if len(other[0]) == 4 else dates.two_digits(int(other[0][:2]), today)
        return Readings(tuple(dict.fromkeys((int(found[0]), more))), "two")
    age = re.search(r"(?<![-\d.,$])(\d{1,3})\b(?![.,]\d)", said)
    if age is None:
        return Misread("not_a_year")
    number = int(age[1])
    if re.search(r"'\d\d$|\bborn\b|/\d\d$", said) and number < 100:
        return _born(dates.two_digits(number, today), today)
    if not YOUNGEST <= number < OLDEST:
        return Misread("not_a_year")
    born = [today.year - number, today.year - number - 1]
    if re.search(r"\bturn(?:s|ed|ing)?\b", said) and "turned" not in said:
        return Understood(born[0])
    if said == age[1] and number > 9:  # 84: an age, or born in 1984
        hundred = dates.two_digits(number, today)
        if today.year - hundred >= 18:
            born = [hundred, *born] if number > 65 else [*born, hundred]
    return Readings(tuple(dict.fromkeys(born)), "age")


def _born(number: int, today: date) -> Reading:
    if number > today.year:
        return Misread("birth_ahead", {"asked": number})
    return Misread("birth_too_early", {"asked": number}) if today.year - number > OLDEST else Understood(number)


def day(text: str, card: Card, today: date) -> Reading:
    """A day that has come. Without a day of the month, the last one: it never shortens a waiting time."""
    del card
    found = dated(text.strip(" .!"), today)
    if found is None or found.year < today.year - OLDEST:
        return Misread("not_a_date")
    return Misread("date_ahead", {"day": found}) if found > today else Understood(found.isoformat())


def _year(text: str, today: date) -> int | None:
    said = text.strip(" .!?")
    if said in _WORDS:
        return today.year + _WORDS[said]
    found = re.search(r"(?<![-\d.,$])(\d{4})(?![\d.,])", said)
    if found and not re.search(r"\d", said.replace(found[0], "", 1)):
        return int(found[1])
    short = re.fullmatch(r"'?(\d\d)", said)
    return in_full(int(short[1]), today) if short else None


def in_full(number: int, today: date) -> int:
    """The year that ends in these two digits: in this century, unless it is far ahead."""
    this = today.year - today.year % 100 + number
    return this if this <= today.year + AHEAD else this - 100


def dated(text: str, today: date) -> date | None:
    """The day that tidied words name, be it past or ahead; of a month alone its last day; None for no day."""
    if text in {"today", "now"}:
        return today
    if m := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return _valid(int(m[1]), int(m[2]), int(m[3]))
    if m := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)", text):
        first, second, in_year = int(m[1]), int(m[2]), int(m[3]) if len(m[3]) == 4 else in_full(int(m[3]), today)
        return _valid(in_year, first, second) if first <= 12 else _valid(in_year, second, first)
    if m := re.fullmatch(r"(\d{1,2})[/-](\d{4})|(\d{4})-(\d{1,2})", text):
        return _month_end(int(m[2] or m[3]), int(m[1] or m[4]))
    month = next((n for word in re.findall(r"[a-z]+", text) if (n := _MONTHS.get(word))), None)
    number = re.search(r"\b(\d{4})\b", text)
    if month is None or number is None:
        return None
    in_month = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", text.replace(number[0], ""))
    return _valid(int(number[1]), month, int(in_month[1])) if in_month else _month_end(int(number[1]), month)


def _month_end(number: int, month: int) -> date | None:
    return _valid(number, month, calendar.monthrange(number, month)[1]) if 1 <= month <= 12 and number > 0 else None


def _valid(number: int, month: int, in_month: int) -> date | None:
    try:
        return date(number, month, in_month)
    except ValueError:
        return None
