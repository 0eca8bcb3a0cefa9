"""Status, state, circumstances, and when somebody was born."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from calc import law
from dialogs.understanding import dates
from dialogs.understanding.clauses import Clause, articles
from dialogs.understanding.dates import Said
from dialogs.understanding.facts.hearing import COUPLE, Hearing, is_or_so
from dialogs.understanding.facts.signs import is_an_age, is_denied, is_joint, words_of
from dialogs.understanding.facts.telling import options
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.marks import Mark
from dialogs.understanding.numerals import year_in_words
from dialogs.understanding.slots import (
    LAST,
    OTHER,
    THIS,
    Slots,
    slots,
)
from dialogs.understanding.tokens import tokens

ADULT, YOUNG, OLDEST = 18, 10, 110
_CENTURY = 100  # a smaller number is a year without its century
_LIKELY_YEAR = 75  # a number from here on beside a person is rather a year of birth than an age
_BESIDE_PLACE = ("act", "link", "amount", "time", "thing")  # with one of these a second state is no other home
_NEAR = 60  # characters
_STATUSES: Mapping[str, tuple[str, ...]] = {  # what a word for a status can be, the likelier first
    "married": ("mfj", "mfs"),
    "separated": ("mfj", "mfs", "hoh"),
    "divorced": ("single", "hoh"),
    "widowed": ("single", "hoh", "qss"),
    "widowed_now": ("mfj", "mfs"),  # in the tax year itself: the return is still a joint one
}


def hear_household(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    told = False
    if is_joint(clause):
        hearing.gathering.add((("filing_status", "mfj"),))
        told = True
    for mark in clause.of("status"):
        denied = is_denied(clause, mark) and mark.key != "single"
        past = mark.key in {"mfj", "mfs"} and not clause.has("act", "opened")
        if denied and mark.key == "married":
            hearing.gathering.add(tuple(("filing_status", key) for key in _STATUSES["divorced"]))
            told = True
        later = any(one.time and one.time.year > hearing.today.year for one in clause.marks)  # marry next year
        alone = mark.key == "single" and hearing.gathering.value("filing_status") in {"hoh", "qss", "mfs"}  # just me
        if denied or later or alone or (past and slots(clause, hearing.years).year in {LAST, OTHER}):
            continue
        hearing.divorced_before |= mark.key == "divorced" and own.year in {LAST, OTHER}
        word = "widowed_now" if mark.key == "widowed" and own.year == THIS else mark.key
        keys = _STATUSES.get(word, (word,))
        hearing.gathering.add(tuple(("filing_status", key) for key in keys))
        told = True
    for name, together in (("lives_apart", False), ("lives_together", True)):
        denied = together and bool(clause.of("not"))  # did not live together after that
        if not denied and next(lexicon("grammar", name).find(tokens(clause.text.casefold())), None):
            hearing.apart = together
            break
    if codes := _lived_in(hearing, clause):
        first = hearing.gathering.value("state")
        if (
            "or" in clause.joined.split() and isinstance(first, str) and not clause.of(*_BESIDE_PLACE)
        ):  # DC or Washington
            both = dict.fromkeys((first, *codes))
            hearing.gathering.add(tuple(("state", code) for code in both), corrects=True)
        else:
            hearing.gathering.add(tuple(("state", code) for code in codes))
        told = True
    if year := _tax_year(clause):
        hearing.gathering.add((("tax_year", year),))
        told = True
    if not clause.of("not") and clause.number not in hearing.general:
        if "rmd" in slots(clause, hearing.years).things and (clause.amount or not hearing.asks_of_payouts):
            hearing.gathering.add((("circumstances", ["rmd"]),))
            told = told or not hearing.asks_of_payouts
        for key in clause.keys("circ"):
            if _applies(key, hearing, clause, own):
                hearing.gathering.add((("circumstances", [key.partition("_")[0]]),))
                told = True
    return told


def _applies(key: str, hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """Whether what a clause names applies in the year that the talk is about."""
    match key:
        case "divorce":
            return not hearing.divorced_before and own.year not in {LAST, OTHER}
        case "moving":  # we moved to Nevada in June
            return own.year == THIS or (hearing.question is not None and hearing.question.fact == "circumstances")
        case "moving_on":  # moving to Nevada in December
            of_state = clause.marks[0].kind == "circ" and bool(clause.of("state"))
            return of_state and not any(_is_of_another_year(mark, hearing) for mark in clause.marks)
        case "moving_now":  # we're moving to Texas, and not to a custodian
            custodian = next(lexicon("grammar", "custodian").find(tokens(clause.text.casefold())), None)
            return custodian is None and not clause.of("ira", "plan")
        case _:
            return True


def _is_of_another_year(mark: Mark, hearing: Hearing) -> bool:
    """Whether a time names a year, or is of the next one."""
    if mark.time is None:
        return False
    return any(map(str.isdigit, mark.time.words)) or mark.time.first.year > hearing.today.year


def _tax_year(clause: Clause) -> int | None:
    """The year that a whole clause says the talk is about: for tax year 2025."""
    led = [mark for mark in clause.marks if mark.kind == "link" and "for" in mark.keys]
    times = [mark.time for mark in clause.marks if mark.time]
    if len(clause.marks) != len(led) + len(times) or not (led and len(times) == 1) or clause.joined:
        return None
    said = words_of(clause, led[0]).split()
    whole = times[0].said is Said.YEAR and times[0].words.isdecimal() and said[-2:] == ["tax", "year"]
    return times[0].year if whole and times[0].year in law.years() else None


def hear_births(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    if is_or_so(hearing, clause):
        return False
    worked = next((mark.start for mark in clause.of("act") if "works" in mark.keys), None)
    hearing.aged_in = clause.number if clause.of("age") else hearing.aged_in
    ages = [mark.age for mark in clause.marks if mark.age and not (worked is not None and worked < mark.start)]
    if is_bounded_age(clause):
        return hearing.question is not None and hearing.question.card.kind == "birth_year"
    if hearing.question_of_plan and next(lexicon("plan", "from_age").find(tokens(clause.text.casefold())), None):
        return False  # at which the plan lets money go
    for age in ages:
        paired = len(ages) == 2 and ages[1].whose == 1
        people_of = (COUPLE[age.whose],) if paired and age.whose is not None else _aged(hearing, age.whose)
        for who in people_of:
            last = clause.text[age.start - clause.start : age.end - clause.start].rpartition(" ")[2]
            read = _births_of(int(last), age.births) if last.isdecimal() else age.births
            born = tuple((f"{who}.birth_year", year) for year in read)
            hearing.gathering.add(born, sure=len(born) == 1)
    if ages:
        return True
    times = [mark.time for mark in clause.marks if mark.time]
    if hearing.aged_in == clause.number and not clause.has("act", "born"):
        own = replace(own, acts=own.acts - {"born"})  # me 45, born in January, she 43
    if hearing.account_in == clause.number and not (clause.has("act", "born") or clause.of(*COUPLE)):
        own = replace(own, acts=own.acts - {"born"})  # born in 1968 …, a Roth (1998)
    if times and "born" in own.acts and clause.of("not") and hearing.gathering.tells("birth_year"):
        return True  # born in 1987, not 1986
    old = [one for one in times if hearing.today.year - one.year >= YOUNG] if "born" in own.acts else []
    time, amount = next(iter(old if "born" in own.acts else times), None), clause.amount
    of_years = hearing.question is not None and hearing.question.card.kind in {"year", "date"}
    if (of_years and "born" not in own.acts) or (time and hearing.today.year - time.year < YOUNG):
        return False
    of_account = clause.has("link", "it") and bool(hearing.before.iras)  # Roths, mine from 1999
    if time and ("born" in own.acts or (_is_from(clause) and not of_account)):
        return _born(hearing, time.year)
    if "born" in own.acts and (spoken := _spoken_year(hearing, clause)):
        return _born(hearing, spoken)
    if time and "bracket" in clause.joined and hearing.account_in == clause.number:  # a Roth (1998)
        for who in hearing.people if hearing.accounts == {"roth"} else ():
            hearing.gathering.add(((f"{who}.roth_first_year", time.year),))
        return hearing.accounts == {"roth"}
    terse = not (set(clause.unknown) - articles() or clause.of("ira", "plan", "thing", "act", "not"))
    terse = terse and not clause.has("link", "for", "than", "more", "of_it")
    of_sums = hearing.question is not None and hearing.question.card.kind == "money"
    if terse and clause.of("you", "spouse") and (spoken := _spoken_year(hearing, clause, whole=True)):
        return _born(hearing, spoken)
    terse = terse and not of_sums  # a bare number is a sum there
    of_a_roth = clause.has("link", "from") and hearing.account_in == clause.number  # the other is a Roth, from 1999
    terse = terse and not (of_a_roth and not clause.of(*COUPLE))
    if amount and is_an_age(clause, amount):  # convert before 73
        return False
    if amount and amount.key == "number" and amount.amount and terse and amount.amount.words.isdecimal():
        years = int(amount.amount.words)
        if clause.has("link", "from") or "born" in own.acts:  # my wife's from 81
            return _born(hearing, dates.two_digits(years, hearing.today))
        if (
            "earned" in hearing.before.acts and hearing.summed_in == clause.number and clause.of("you", "spouse")
        ):  # I make 140 and she 95
            return False
        for who in hearing.people if years >= ADULT else ():
            read = _births_of(years, dates.births(years, hearing.today))
            hearing.gathering.add(tuple((f"{who}.birth_year", year) for year in read), sure=False)
        return years >= ADULT
    written = time is not None and time.said is Said.YEAR and time.words.isdecimal()
    if (
        time
        and written
        and terse
        and (not amount or _leads_with_a_person(clause))
        and hearing.today.year - time.year >= ADULT
    ):
        return _born(hearing, time.year)
    return False


def is_bounded_age(clause: Clause) -> bool:
    """Whether every figure is an age or a year that somebody is above or below: over 50, born before 1973."""
    figures = [mark for mark in clause.marks if mark.age or mark.time or mark.amount]
    places = [(mark.start - clause.start, mark.end - clause.start, mark) for mark in figures]
    plain = clause.text.casefold()
    return bool(places) and all(
        (mark.age is not None and mark.age.bounded) or dates.is_bounded(plain, start, end)
        for start, end, mark in places
    )


def hear_either_year(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """Two years of which one is meant: born in 83 or 84; a Roth from 2016 or 2017."""
    span = clause.amount.amount if clause.amount else None
    numbers = [int(word) for word in span.words.split() if word.isdecimal()] if span else []
    if span is None or len(numbers) != len(COUPLE) or len(span.words.split()) != len(numbers) + 1:
        return False
    born, roth = "born" in own.acts, own.iras == ("roth",) and not own.acts - {"opened", "has"}
    years = [dates.two_digits(one, hearing.today) if born and one < _CENTURY else one for one in numbers]
    if not all(OLDEST >= hearing.today.year - year >= (YOUNG if born else 0) for year in years) or not (born or roth):
        return False
    for who in hearing.people:
        fact = f"{who}.birth_year" if born else f"{who}.roth_first_year"
        hearing.gathering.add(tuple((fact, year) for year in years))
        if roth and not born:
            hearing.tick(who, "ira_kinds", "roth")
    return True


def _spoken_year(hearing: Hearing, clause: Clause, *, whole: bool = False) -> int | None:
    """A year of birth that is told like an amount: 87, nineteen eighty, 1981. whole: of four digits."""
    span = next((mark.amount for mark in clause.marks if mark.amount), None)
    if span is None:
        return None
    year = year_in_words(span.words)
    if year is None and span.words.isdecimal():
        number = int(span.words)
        years = (number,) if number >= _CENTURY or whole else (1900 + number, 2000 + number)
        year = next((one for one in years if YOUNG < hearing.today.year - one <= OLDEST), None)
    return year if year and YOUNG < hearing.today.year - year <= OLDEST else None


def hear_older(hearing: Hearing, clause: Clause) -> bool:
    """Two years older: than the other, whose year of birth was told."""
    said = tokens(clause.text.casefold())
    found = next(lexicon("arithmetic", "older").find(said), None)
    way = found.keys[0].partition(".")[2] if found else ""
    if way not in {"older", "younger"} or len(hearing.people) != 1:
        return False
    (who,) = hearing.people
    born = hearing.gathering.value(f"{'spouse' if who == 'you' else 'you'}.birth_year")
    counts = [count[0] for place in range(len(said)) if (count := dates.small_count(said, place))]
    if next(lexicon("arithmetic", "older_one").find(said), None):
        return _is_the_older(hearing, who, older=way == "older")
    if not isinstance(born, int) and len(counts) == 1:
        shift = -counts[0] if way == "older" else counts[0]
        other = hearing.gathering.values(f"{'spouse' if who == 'you' else 'you'}.birth_year")
        doubt = tuple((f"{who}.birth_year", year + shift) for year in other if isinstance(year, int))
        hearing.gathering.add(doubt, sure=False)
        return bool(doubt)
    if not isinstance(born, int) or len(counts) != 1:
        return False
    hearing.gathering.add(((f"{who}.birth_year", born - counts[0] if way == "older" else born + counts[0]),))
    return True


def _is_the_older(hearing: Hearing, who: str, *, older: bool) -> bool:
    """Of two years of birth that were told of a couple, who has which: we're 1979 and 1981, he's the older one."""
    other = "spouse" if who == "you" else "you"
    years = sorted({int(str(year)) for one in COUPLE for year in hearing.gathering.values(f"{one}.birth_year")})
    if len(years) != len(COUPLE):
        return False
    for one, year in zip((who, other) if older else (other, who), years, strict=True):
        hearing.gathering.add(((f"{one}.birth_year", year),), corrects=True)
    return True


def _leads_with_a_person(clause: Clause) -> bool:
    """Whether a clause begins with somebody and a year: me 1987 320k."""
    return [mark.kind for mark in clause.marks[:2]] in (["you", "time"], ["spouse", "time"])


def _aged(hearing: Hearing, whose: int | None) -> tuple[str, ...]:
    if whose is None:
        return COUPLE
    return hearing.people if hearing.who != "both" else ("you",)


def _born(hearing: Hearing, year: int) -> bool:
    for who in hearing.people if hearing.who != "both" else ("you",):  # we're in Colorado, 1985
        hearing.gathering.add(
            options(f"{who}.birth_year", str(year), hearing.today),
            corrects=hearing.correcting and not hearing.with_two,
        )
    hearing.born_in = hearing.sentence
    return True


def _births_of(number: int, births: tuple[int, ...]) -> tuple[int, ...]:
    """Of a bare number beside a person the years of birth: of a high one first the year without its century."""
    return (1900 + number, *births) if _LIKELY_YEAR <= number < _CENTURY else births


def _is_from(clause: Clause) -> bool:
    """Of "I'm from 1986" the year of birth."""
    about = clause.of("ira", "plan", "thing", "act", "amount", "share", "state")
    return clause.has("link", "from") and not about and bool(clause.of("you", "spouse"))


def _lived_in(hearing: Hearing, clause: Clause) -> tuple[str, ...]:
    """The states that a clause says somebody lives in now: not where they came from, or where the employer is."""
    found: list[tuple[str, ...]] = []
    if clause.number == 0 and clause.text.casefold() in data("grammar")["interjection"]["words"]:
        return ()
    for mark in clause.of("state"):
        words = tokens(clause.text[max(0, mark.start - clause.start - _NEAR) : mark.start - clause.start])
        before = next(
            (one for start in range(max(0, len(words) - 7), len(words)) if (one := _before_place(words, start))), ""
        )
        if before not in {"there", "commute"}:
            found.append(tuple(mark.keys))
        elif before == "commute" and hearing.who == "you" and not clause.of("not"):
            hearing.commutes = tuple(mark.keys)
        elif words and words[-1].text in data("grammar")["comes_from"]["words"] and clause.number == 0:
            hearing.commutes = hearing.commutes or tuple(mark.keys)  # two teachers from Sacramento
    if _goes_from_one_to_another(clause):  # moved CA to NV
        found = found[-1:]
    either = {key for keys in found if len(keys) > 1 for key in keys}
    sure = [keys for keys in found if len(keys) == 1 and keys[0] in either]  # Portland, Oregon
    return tuple(dict.fromkeys(key for keys in sure or found for key in keys))


def _goes_from_one_to_another(clause: Clause) -> bool:
    """Whether somebody moved, and both states stand in it: the later one is where they live."""
    states = clause.of("state")
    if len(states) != len(COUPLE) or not clause.has("act", "rolled_over") or clause.amount is not None:
        return False
    between = [mark for mark in clause.marks if states[0].end <= mark.start and mark.end <= states[1].start]
    return [mark.kind for mark in between] == ["link"] and "into" in between[0].keys


def _before_place(words: tuple[object, ...], start: int) -> str:
    """``here`` or ``there``, by the phrase that ends just before the name of a place."""
    found = lexicon("grammar", "live").at(words, start)  # type: ignore[arg-type]
    if found is None or found.end < len(words) - 1:
        return ""
    ways = [key.partition(".")[2] for key in found.keys]
    return "commute" if "commute" in ways else ways[0]
