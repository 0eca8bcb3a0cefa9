"""Answers that are years, ages and dates, read from the times that a text names (``dates``)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from calc import law
from dialogs.interview.questions import Card
from dialogs.understanding import accounts, amounts, dates
from dialogs.understanding.acts import find as acts_in
from dialogs.understanding.dates import Said, When
from dialogs.understanding.lexicon import Found, Lexicon, lexicon
from dialogs.understanding.numerals import in_digits, small_number, year_in_words
from dialogs.understanding.readings import Misread, Reading, Readings, Understood
from dialogs.understanding.tokens import tokens

NO_DEED = {"born", "has", "is_a", "works", "maxed"}  # acts that move no money
OLDEST = 115  # years; nobody who files is older
OLD = 99  # above this it is asked back
YOUNGEST = 10  # with pay of their own, and so with an IRA
YOUNG = 14  # below this it is asked back
LONGEST = 200  # characters; a longer text is a story, and no answer
ADULT = 18
TERSE = 8  # words; in a longer sentence a year may be of anything
_LATE = 2200  # above this four digits are no year
_UNTIL = 4  # the month of the deadline
_CLOCK = 7  # years; in these it may decide whether a Roth IRA has been there for five
_AGED = re.compile(r"(?<![\d.,$/-])\d{2}(?:\d{2})?(?![\d/%-])")
_HALF = Decimal("0.5")
_YEAR_IN_WORDS = 5  # words; two thousand and twenty five
_MOST = 3  # readings that can be offered
_FOUR = re.compile(r"(?<![-\d.,$])\d{4}(?![\d.,]*\d)")
_FIVE = re.compile(r"(?:19|20)\d{3}")
_TWO = re.compile(r"(?<![-\d.,$/'])(\d{2})\b(?![.,/]?\d| ?%)")

_FEW_WORDS = 3  # "for tax year 2199" is no form; a longer sentence may name one
_YEARS = range(1900, 2100)  # that a sentence can name; another number of four digits in it is a form's


def tax_year(text: str, card: Card, today: date) -> Reading:
    """A year whose law is known. Other years are refused by name, with what can still be said."""
    del card
    years = [] if _is_no_answer(text.strip(" .!,")) or _is_day(text, today) else _years(text, today)
    if not years and (number := small_number(text.strip(" .!,"))) is not None and number == int(number):
        years = [dates.in_full(int(number), today)] if YOUNGEST <= number < OLDEST else []
    short = [dates.in_full(int(two), today) for two in _TWO.findall(text)] if len(text.split()) <= TERSE else []
    if not years and short and set(short) <= {*law.years()}:  # doing 26 now; 25 or 26
        return Readings(tuple(dict.fromkeys(short))[:_MOST], "two" if len(set(short)) > 1 else "mentioned")
    if not years:
        return Misread("not_a_year")
    years = _before_filing(text, today) or years
    if len(years) > 1:
        return Readings(tuple(years[:_MOST]), "two")
    found = covered(years[0])
    plain = not text.endswith("?") and next(lexicon("replies", "alike").find(tokens(text)), None) is None
    told = isinstance(found, Understood) and len(text.split()) <= TERSE and plain
    return found if told or isinstance(found, Misread) else Readings((years[0],), "mentioned")


def _before_filing(text: str, today: date) -> list[int]:
    """The year whose return goes in at a time that is named: "the one I file in April 2027" is of 2026."""
    plain = text.casefold()
    said = tokens(plain)
    filed = next(lexicon("calendar", "filed_in").find(said), None)
    if filed is None or filed.end >= len(said):
        return []
    start = said[filed.end].start
    every = dates.find(plain, today)
    spoken = [then.year - 1 for when, then in pairwise(every) if when.start < start < when.end == then.start - 1]
    times = [when for when in every if when.start == start and str(when.year) in when.words]
    if not times:
        return spoken  # "the one I file in April" is a time by itself
    return [times[0].year - 1] if times[0].said >= Said.MONTH else [times[0].year - 1, times[0].year]


def _is_day(text: str, today: date) -> bool:
    """Whether all that it names is a day or a month whose year is not said: "tomorrow", "1/2"."""
    times = dates.find(text.strip(" .!?"), today)
    return bool(times) and all(when.said is not Said.YEAR and str(when.year) not in when.words for when in times)


def covered(number: int) -> Understood | Misread:
    """What is made this year for the one before can still be planned; nothing can of a year further off."""
    known = law.years()
    if number in known:
        return Understood(number)
    early, next_one = number < known[0], number == known[-1] + 1
    reason = "year_too_early" if early else "year_unpublished" if next_one else "year_far"
    return Misread(reason, {"asked": number, "first": known[0], "latest": known[-1]})


def year(text: str, card: Card, today: date) -> Reading:
    """A year that has begun, for a Roth IRA's first year: that of the money, not of the opening."""
    del card
    times = dates.find(text, today)
    years = _years(text, today)
    paid = [act.start for act in acts_in(text) if "paid_in" in act.names]
    if len(years) > 1 and paid:
        behind = [when.year for when in times if when.start > paid[-1]]
        years = behind[:1] or years
    if not years:
        return Misread("not_a_year")
    if len(years) > 1:
        return Readings(tuple(years[:_MOST]), "two")
    number = years[0]
    if number > today.year:
        return Misread("year_ahead", {"asked": number})
    first = law.standing().whole("first_roth_ira_year")
    if number < first:
        return Misread("year_before_roth", {"asked": number, "first": first})
    recent = [when for when in times if when.year == number == today.year and when.said is not Said.YEAR]
    if recent and recent[0].last.month <= _UNTIL and not any("converted" in act.names for act in acts_in(text)):
        return Readings((number, number - 1), "two")  # until April it may have been for the year before
    if (bound := next(lexicon("calendar", "bound").find(tokens(text)), None)) and not _is_reached(
        text, bound, number
    ):
        denied = next(lexicon("grammar", "not").find(tokens(text)[: bound.first]), None)  # never had one before
        shift = -1 if bound.keys[0].endswith("before") and not denied else 0
        return Readings((number + shift,), "bound")
    decides = number > today.year - _CLOCK  # an older one has run, whatever year it was
    return Readings((number,), "mentioned") if decides and _is_rough(text) else Understood(number)


def _is_reached(text: str, bound: Found, number: int) -> bool:
    """Whether a word bounds something else than the year that is told behind it: before I turned 30, so 2013."""
    start = tokens(text)[bound.end - 1].end
    year = text.find(f"{number}", start)
    return "," in text[start:year] if year > start else False


def _is_rough(text: str) -> bool:
    """Whether a year is told as one that it may be: around 1980."""
    return next(lexicon("calendar", "roughly").find(tokens(text.casefold())), None) is not None


def _years(text: str, today: date) -> list[int]:
    """The years that a text names, each once; what stands behind "not" is denied."""
    said = text.strip(" .!?")
    found: list[int] = []
    times = dates.find(said, today)
    whole = [when for when in times if when.said is Said.YEAR] or list(times)
    for when in whole:
        before = tokens(said[max(0, when.start - 16) : when.start])
        denied = any("link.instead" in one.keys and one.end == len(before) for one in _links().find(before))
        if not denied or len(whole) == 1:
            found.append(when.year)
    if not found:
        forms = frozenset(_FOUR.findall(said)) if len(said.split()) > _FEW_WORDS else frozenset()
        found = [
            int(year) for year in _FOUR.findall(said) if year not in forms or int(year) in _YEARS
        ]  # "my own 8606"
    if not any(when.said is Said.YEAR for when in times) and (spoken := _spoken(said)):
        found = [spoken]
    led = lexicon("accounts", "thing").at(words := tokens(said), 0)
    short_of = said[words[led.end].start :] if led and "thing.tax_year" in led.keys and led.end < len(words) else said
    if not found and (short := re.fullmatch(r"(?:[a-z]{2} ?)?(\d\d)", short_of)):
        found = [dates.in_full(int(short[1]), today)]
    if (
        len(found) == 1
        and (other := re.search(r"(?<![\d-])(\d\d)(?![\d-])", said))
        and _follows_or(said, other.start())
    ):
        found.append(found[0] // 100 * 100 + int(other[1]))
    return list(dict.fromkeys(found))


def _spoken(said: str) -> int | None:
    """The first year that is told in words: nineteen eighty eight, in June."""
    words = tokens(said)
    spans = (
        said[words[first].start : words[end - 1].end]
        for first in range(len(words))
        for end in range(min(first + _YEAR_IN_WORDS, len(words)), first + 1, -1)
        if words[first].kind == "word"
    )
    return next((year for span in spans if (year := year_in_words(span))), None)


def _links() -> Lexicon:
    return lexicon("grammar", "link")


def _follows_or(said: str, place: int) -> bool:
    return next(lexicon("arithmetic", "op").find(tokens(said[max(0, place - 4) : place])), None) is not None


def birth_year(text: str, card: Card, today: date) -> Reading:
    """The year of birth; an age leaves two years open, and two digits may be an age or a year."""
    del card
    said = text.strip(" .!,?")
    if _is_no_answer(said) or any("tax_year" in thing.names for thing in accounts.find(said)):
        return Misread("not_a_year")
    if _is_only_bounded(said):
        return Misread("not_a_year")
    spoken = in_digits(said)  # turned fifty last March
    if ages := [age for age in dates.ages(said, today) or dates.ages(spoken, today) if age.births]:
        births = ages[0].births
        if not YOUNGEST <= ages[0].years < OLDEST:
            return Misread("not_a_year")
        return Understood(births[0]) if len(births) == 1 else Readings(births, "age")
    school = next(lexicon("calendar", "school").find(tokens(said)), None)
    if school is not None and not any("born" in act.names for act in acts_in(said)):
        return Misread("not_a_year")
    of_account = any(one.kind in {"ira", "plan"} for one in accounts.find(said))
    if of_account and not any("born" in act.names for act in acts_in(said)):
        return Misread("not_a_year")  # joined the plan in 2009
    if _counts_something(said):
        return Misread("not_a_year")
    if (two := _born_in_two_digits(said, today)) is not None:
        return _born(two, today)
    if (born_in := _with_birthday(said, today)) is not None:
        return born_in
    if is_slip(said):
        return Misread("not_a_year")
    born = [when for when in dates.find(said, today) if when.said is not Said.YEAR or not _is_small(when, said)]
    years = _years(said, today) if born or _FOUR.search(said) or _spoken(said) else []
    if len(years) > 1:
        return Readings(tuple(years[:_MOST]), "two")
    if years:
        told = _born(years[0], today)
        return Readings((told.value,), "mentioned") if isinstance(told, Understood) and _is_rough(said) else told
    return _two_digits(said, today)


def _counts_something(said: str) -> bool:
    """Whether a number of two digits counts what goes on, or is of somebody else: worked 22 years; kids, 8 and 11."""
    words = tokens(said)
    children = next(lexicon("people", "other").find(words), None)
    first = next((token for token in words if token.kind == "number"), None)
    if first is None or _FOUR.search(said):
        return False
    works = any({"works", "earned"} & set(act.names) and act.start < first.start for act in acts_in(said))
    return works or (children is not None and first.start > words[children.first].start)


def _is_only_bounded(said: str) -> bool:
    """Whether every age and year in it is one that somebody is above or below: over 50, before 1973."""
    found = [(one.start(), one.end()) for one in _AGED.finditer(said)]
    return bool(found) and all(dates.is_bounded(said, *place) for place in found)


def _born_in_two_digits(said: str, today: date) -> int | None:
    """The year of a birth that is told without its century, behind a month or a season: born in the summer of 66."""
    times = dates.find(said, today)
    found = [two for two in _TWO.findall(said) if not any(two in when.words for when in times)]
    born = any("born" in act.names for act in acts_in(said))
    seasonal = bool(times) and all(when.said is not Said.YEAR and not when.sure for when in times)
    behind = seasonal and len(found) == 1 and said.rfind(found[0]) > times[0].start  # 47, birthday in June
    return dates.two_digits(int(found[0]), today) if born and behind else None


def _with_birthday(said: str, today: date) -> Reading | None:
    """An age, and the month of the birthday without its year: "47, birthday was in June"."""
    times = [when for when in dates.find(said, today) if when.said is not Said.YEAR]
    found = _TWO.findall(said)
    ahead = len(times) == 1 and times[0].sure and times[0].first > today and len(found) == 1
    if ahead and ADULT <= int(found[0]) < OLDEST and found[0] not in times[0].words:  # 60 next month
        born = times[0].year - int(found[0])
        return Readings((born, born - 1), "age")
    times = [when for when in times if not when.sure]
    if len(times) != 1 or len(found) != 1 or not ADULT <= int(found[0]) < OLDEST:
        return None
    if times[0].words.find(found[0]) >= 0:  # the day itself
        return None
    month, now = (times[0].last.month, times[0].last.day), (today.month, today.day)
    return Understood(today.year - int(found[0]) - (month > now))


def is_slip(text: str) -> bool:
    """Whether a text is a year with a digit too many: 19833."""
    return _FIVE.fullmatch(text.strip(" .!,?")) is not None


def _is_small(when: When, said: str) -> bool:
    return not re.search(r"\d|'", said[when.start : when.end])


def _is_no_answer(said: str) -> bool:
    return len(said) > LONGEST or _tells_of_money(said)


def _tells_of_money(said: str) -> bool:
    """An amount, or something that was done with money: the year beside it is the year of that."""
    if amounts.is_below_zero(said):
        return True
    if any(span.values and (max(span.values) > _LATE or "$" in span.words) for span in amounts.find(said)):
        return True
    return any(set(act.names) - NO_DEED for act in acts_in(said))


def _two_digits(said: str, today: date) -> Reading:
    found = _TWO.findall(said)
    spoken = [span.values[0] for span in amounts.find(said) if span.kind == "number" and span.values]
    number = int(found[0]) if len(found) == 1 else small_number(said)
    number = spoken[0] if number is None and len(spoken) == 1 and not found else number
    number = Decimal(int(number)) if isinstance(number, Decimal) and number % 1 == _HALF else number  # 49 and a half
    if number is None or number != int(number) or not 0 <= number < OLDEST:
        bare = re.fullmatch(r"\d{1,3}", said)
        return Misread("not_a_year") if bare is None or int(bare[0]) >= OLDEST else _age(int(bare[0]), today)
    number = int(number)
    if number < YOUNGEST:
        return Misread("not_a_year")
    hundred = dates.two_digits(number, today)
    born = list(dates.births(number, today)) if number >= ADULT else []
    written = re.search(r"\d", said) is not None
    if today.year - hundred >= ADULT and number > 65:
        named = re.search(r"'\d\d", said) or any("born" in act.names for act in acts_in(said))
        named = named or any("link.from" in one.keys for one in lexicon("grammar", "link").find(tokens(said)))
        born = [hundred, *born] if written and not named else [hundred]
    elif today.year - hundred >= ADULT:
        born = [*born, hundred]
    if not born:
        return _age(number, today)
    reason = "age_or_year" if hundred in born else "age"
    return Understood(born[0]) if len(born) == 1 else Readings(tuple(dict.fromkeys(born)), reason)


def _age(years: int, today: date) -> Reading:
    if not YOUNGEST <= years < OLDEST:
        return Misread("not_a_year")
    return Readings(dates.births(years, today), "age")


def _born(number: int, today: date) -> Reading:
    if number > today.year:
        return Misread("birth_ahead", {"asked": number})
    if today.year - number > OLDEST:
        return Misread("birth_too_early", {"asked": number})
    if today.year - number > OLD:
        return Readings((number,), "mentioned")
    return Readings((number,), "young") if today.year - number < YOUNG else Understood(number)


def day(text: str, card: Card, today: date) -> Reading:
    """A day that has come. Without a day of the month, the last one: it never shortens a waiting time."""
    del card
    found = [when for when in dates.find(text.strip(" .!"), today) if when.said is not Said.YEAR]
    if not found:
        return Misread("not_a_date")
    if len(found) > 1:
        exact = _most_exact(found)
        if len(exact) > 1:
            return Readings(tuple(when.last.isoformat() for when in exact[:_MOST]), "two")
        found = exact
    when = found[0]
    if (later := dates.counted_from(text, when)) is not None:
        when, told = later, later is not when
        if not told and when.first <= today:
            return Readings((min(when.last, today).isoformat(),), "mentioned")
    elif (month := dates.of_two_digits(when, today)) is not None and when.first <= today and month.first <= today:
        if month.first <= when.first <= month.last:
            return Understood(when.last.isoformat())
        ends = [min(month.last, today), when.last]
        return Readings(tuple(dict.fromkeys(end.isoformat() for end in ends)), "two")
    if when.said is Said.SEASON:
        ends = [min(end, today) for end in (_month_end(when.first), when.last)]
        return Readings(tuple(dict.fromkeys(end.isoformat() for end in ends)), "two")
    if when.year < today.year - OLDEST:
        return Misread("not_a_date")
    if when.first > today:
        return Misread("date_ahead", {"day": when.last})
    return Understood(min(when.last, today).isoformat())


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _most_exact(found: Sequence[When]) -> list[When]:
    best = max(when.said for when in found)
    return [when for when in found if when.said is best]


def dated(text: str, today: date) -> date | None:
    """The day that tidied words name, be it past or ahead; of a month alone its last day; None for no day."""
    found = [when for when in dates.find(text, today) if when.said >= Said.MONTH]
    return found[0].last if found else None
