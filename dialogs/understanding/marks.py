"""A sentence with all that is recognised in it, each thing at its place: what clauses are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

from calc.effort import once
from dialogs.text import bare, clean, tidy, without_pictures
from dialogs.understanding import amounts, choices, dates, shares
from dialogs.understanding.lexicon import Found, Lexicon, data, joined, lexicon
from dialogs.understanding.tokens import Token, tokens

_NEAR = 40  # characters
_WITH = re.compile(r"(?<!\w)w$")  # w/ 92,000
_THOUSANDS = re.compile(r"\d+k")
_CUTS = ",;:()|&+/"
_LETTERS = 3
_CODE = 2  # letters
_OR = 4  # letters between two places
_BEHIND = 8  # marks
_NO_PEOPLE = frozenset({"ira", "plan", "thing", "time"})  # what "both" may be before, or "each" behind


@dataclass(frozen=True, slots=True)
class Mark:
    """Something recognised: ``kind`` is the table of its vocabulary (or amount, share, time, age, state, name, word),
    ``keys`` what it can be; start and end are its place in the sentence.
    """

    start: int
    end: int
    kind: str
    keys: tuple[str, ...]
    amount: amounts.Span | None = None
    time: dates.When | None = None
    age: dates.Age | None = None
    share: shares.Share | None = None

    @property
    def key(self) -> str:
        return self.keys[0] if self.keys else ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """text: in lower case; cased: the same letters as they were typed; marks: from left to right."""

    text: str
    cased: str
    marks: tuple[Mark, ...]


def sentence(said: str, today: date, names: Mapping[str, str]) -> Sentence:
    """What is in one sentence. names: people by their names, in lower case."""
    return _sentence(said, today, tuple(names.items()))


@once
def _sentence(said: str, today: date, names: tuple[tuple[str, str], ...]) -> Sentence:
    cased = without_pictures(clean(said))
    text = cased.casefold()
    if len(text) != len(cased):
        cased = text = tidy(said)
    parts = tokens(text)
    found = sorted(_figures(text, today), key=lambda mark: mark.start)
    free = _free(parts, found)
    found += _words(parts, free, text)
    found += _states(parts, cased, frozenset(dict(names)))
    found += _names(parts, dict(names), found, len(text))
    found = _without_cuts(_settled(found, len(text)), text)
    found += _others(parts, found, len(text))
    found = _excepted(_whole_words(found, text), text)
    return Sentence(text, cased, tuple(sorted(found, key=lambda mark: (mark.start, -mark.end))))


def _figures(text: str, today: date) -> Iterator[Mark]:
    """Amounts, shares, times and ages; a place is one of them."""
    taken = bytearray(len(text) + 1)
    spans = amounts.find(text)
    dollars = bytearray(len(text) + 1)
    for span in spans:
        if span.kind == "money":
            dollars[span.start : span.end] = b"\1" * (span.end - span.start)

    def free(start: int, end: int) -> bool:
        open_ = not any(taken[start:end])
        if open_:
            taken[start:end] = b"\1" * (end - start)
        return open_

    for age in dates.ages(text, today):
        if free(age.start, age.end) or age.whose == 1:
            yield Mark(age.start, age.end, "age", (), age=age)
    for share in shares.find(text):
        if free(share.start, share.end):
            yield Mark(share.start, share.end, "share", (), share=share)
    for when in dates.find(text, today):
        before = when.start > 0 and dollars[when.start - 1]
        scaled = dollars[when.start] and (before or dollars[when.end])
        if not scaled and free(when.start, when.end):
            yield Mark(when.start, when.end, "time", (), time=when)
    for span in spans:
        if free(span.start, span.end):
            yield Mark(span.start, span.end, "amount", (span.kind,), amount=span)


def _free(parts: Sequence[Token], found: Sequence[Mark]) -> list[bool]:
    """Which tokens belong to no figure."""
    out = []
    place = 0
    for token in parts:
        while place < len(found) and found[place].end <= token.start:
            place += 1
        out.append(not (place < len(found) and found[place].start < token.end))
    return out


_OWNED = frozenset({"ira", "plan", "thing", "act", "circ"})
_WHOSE = ("you", "spouse", "both")


@cache
def vocabulary() -> Lexicon:
    """All words that carry something in a clause."""
    return joined(
        *(("people", table) for table in ("you", "spouse", "both", "each", "either", "other")),
        *(("accounts", table) for table in ("ira", "plan", "thing")),
        ("acts", "act"),
        *(("grammar", table) for table in ("cut", "not", "mood", "link", "status", "skip")),
        ("circumstances", "circ"),
    )


def _words(parts: Sequence[Token], free: Sequence[bool], text: str) -> Iterator[Mark]:
    """The longest phrase at each place; a phrase may go around no figure."""
    place, bound = 0, 0
    while place < len(parts):
        if bound <= place:
            bound = next((number for number in range(place, len(parts)) if not free[number]), len(parts))
        if bound == place:  # a figure
            place, bound = place + 1, 0
            continue
        found = vocabulary().at(parts, place, bound)
        if found is None:
            if _cuts(parts[place], text):
                key = "bracket" if parts[place].text == "(" else "mark"
                yield Mark(parts[place].start, parts[place].end, "cut", (key,))
            place += 1
            continue
        start, end = parts[found.first].start, parts[found.end - 1].end
        tables = tuple(dict.fromkeys(key.partition(".")[0] for key in found.keys))
        person = _person_ahead(parts, found, tables)
        if person is not None:
            yield person
            start = parts[found.first + 1].start
        subject = _subject_of_cut(parts, found, tables)
        if subject is not None:
            yield subject
            end = parts[found.first].end
        for table in tables:
            keys = tuple(key.partition(".")[2] for key in found.keys if key.partition(".")[0] == table)
            yield Mark(start, end, table, keys)
        place = found.end


def _person_ahead(parts: Sequence[Token], found: Found, tables: Sequence[str]) -> Mark | None:
    """Whose it is, where a phrase begins with that: my old job's 401(k), she stays at home."""
    if not _OWNED.issuperset(tables) or found.end - found.first == 1:
        return None
    person = lexicon("people", *_WHOSE).at(parts, found.first, found.first + 1)
    if person is None:
        return None
    table, _, key = person.keys[0].partition(".")
    return Mark(parts[found.first].start, parts[found.first].end, table, (key,))


def _subject_of_cut(parts: Sequence[Token], found: Found, tables: Sequence[str]) -> Mark | None:
    """Who begins the clause behind a relative: that she has at work."""
    led = parts[found.first].text in data("grammar")["relative_to"]["words"]
    if tuple(tables) != ("cut",) or found.end - found.first != _CODE or not led:
        return None
    person = lexicon("people", *_WHOSE).at(parts, found.first + 1, found.end)
    if person is None:
        return None
    table, _, key = person.keys[0].partition(".")
    return Mark(parts[found.first + 1].start, parts[found.first + 1].end, table, (key,)) if table != "both" else None


def _cuts(token: Token, text: str) -> bool:
    """A comma and its like; a dash that stands apart."""
    apart = text[token.start - 1 : token.start] == " " and text[token.end : token.end + 1] == " "
    if token.text == "/" and _WITH.search(text[: token.start]):
        return False
    return token.kind == "mark" and (token.text in _CUTS or (token.text == "-" and apart))


def _settled(found: list[Mark], length: int) -> list[Mark]:
    """Without the figures that are part of a name."""
    named = bytearray(length + 1)
    for mark in found:
        if mark.kind in {"plan", "thing", "ira"}:
            named[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    return [m for m in found if m.kind not in {"amount", "time", "age"} or not any(named[m.start : m.end])]


def _without_cuts(found: list[Mark], text: str) -> list[Mark]:
    """Without "or" where it is the state behind a comma, and nothing follows: single, 34, OR."""
    ends = {m.end: m for m in found if m.kind == "state" and text[m.end :].lstrip()[:1] in {"", *_CUTS, *".!?"}}
    return [m for m in found if m.kind != "cut" or m.end not in ends or ends[m.end].start != m.start]


def _excepted(found: list[Mark], text: str) -> list[Mark]:
    """With "but" behind a denial, before an account, as what excepts it: no other IRA but the Roth."""
    told = sorted((mark for mark in found if mark.kind != "word"), key=lambda mark: (mark.start, -mark.end))
    denied = {
        cut
        for denial, account, cut, behind in zip(told, told[1:], told[2:], told[3:], strict=False)
        if [denial.kind, account.kind, cut.kind, behind.kind] == ["not", "ira", "cut", "ira"]
        and text[cut.start : cut.end] in data("grammar")["but"]["words"]
    }
    found = [replace(mark, kind="link", keys=("except",)) if mark in denied else mark for mark in found]
    goes_on = {
        mark
        for mark, behind in pairwise(told)
        if mark.kind == "link" and "except" in mark.keys and behind.kind == "time" and mark not in denied
    }  # next year 230k, but for 2026 it's 155k
    return [replace(mark, kind="cut", keys=("words",)) if mark in goes_on else mark for mark in found]


def _whole_words(found: list[Mark], text: str) -> list[Mark]:
    """With "both" and "each" as mere words where they are of two accounts or years: both a 403(b) and a 457(b), 6,000
    each for 2021 and 2022 are of one person.
    """
    if not any(mark.kind == "each" for mark in found):
        return found
    told = sorted(found, key=lambda mark: (mark.start, -mark.end))
    small = data("grammar")["articles"]["words"]
    alone = not any(mark.kind in {"both", "spouse", "other"} for mark in told)
    of_years = alone and any(_joins(told[place : place + 3], "time") for place in range(len(told)))
    out = []
    for number, mark in enumerate(told):
        behind = [one for one in told[number + 1 :][:_BEHIND] if one.kind != "word" or one.key not in small]
        while behind and behind[0].kind == "link":  # both in 2025 and 2026
            behind = behind[1:]
        cut = next((place for place, one in enumerate(behind) if one.kind == "cut"), len(behind))
        word = text[mark.start : mark.end] if mark.kind == "each" else ""
        both = word == "both" and _joins([*behind[:1], *behind[cut : cut + 2]], *_NO_PEOPLE)
        often = word and behind and behind[0].kind == "time" and behind[0].start - mark.end <= 1  # each January
        a_year = word == "each" and of_years
        out.append(replace(mark, kind="word", keys=("both",)) if both or often or a_year else mark)
    return out


def _joins(three: Sequence[Mark], *kinds: str) -> bool:
    """Whether these are two of one of these kinds with "and" between them."""
    match three:
        case [first, joint, last]:
            return (
                {first.kind, last.kind} <= {*kinds} and joint.kind == "cut" and joint.end - joint.start == len("and")
            )
    return False


def _states(parts: Sequence[Token], cased: str, people: frozenset[str]) -> Iterator[Mark]:
    """Names of states and cities; letters only where they are written as such, names that people bear after "in"."""
    shy = _shy()
    place, city = 0, (-1, frozenset[str]())  # where the place before ends, and where it may lie
    while place < len(parts):
        found = choices.state_words().at(parts, place)
        place += 1
        if found is None:
            continue
        start, end = parts[found.first].start, parts[found.end - 1].end
        name = bare(cased[start:end])
        rest = cased[:start] + cased[end:]
        loud = rest == rest.upper() and rest != rest.lower()
        if cased[max(0, start - 1) : start].isdigit():  # 401(k)s
            continue
        between = _is_between_cuts(cased, start, end) and name not in people  # single, Virginia, 42
        lower = parts[found.end] if found.end < len(parts) else None  # austin tx
        if lower and lower.start - end <= 1 and _is_code(cased, lower, found, parts, shy):
            yield Mark(start, lower.end, "state", (lower.text.upper(),))
            place, city = found.end + 1, (lower.end, frozenset(found.keys))
            continue
        visa = lexicon("grammar", "no_place").at(parts, found.end) is not None  # a TN visa
        either = start - city[0] <= _OR and _is_or(parts, found.first - 1)  # DC or Washington
        either = either or (found.first == 0 and _is_or(parts, found.end))
        behind_city = 0 <= start - city[0] <= _CODE and bool(city[1] & set(found.keys)) and cased[start:end].isupper()
        if (
            (name not in shy or len(name) > _CODE)
            and lower
            and lower.text == "state"
            and not _is_of_states(parts, found.end + 1)
        ):
            yield Mark(start, lower.end, "state", found.keys)  # wa state
            place, city = found.end + 1, (lower.end, frozenset(found.keys))
            continue
        if not visa and (between or either or behind_city or _is_place(name, cased, start, end, shy, loud=loud)):
            before = cased[max(0, start - _NEAR) : start].strip()
            last = before.endswith(",") and len(before) > 1 and found.end - found.first == 1 and len(name) > _CODE
            beside = tuple(key for key in found.keys if key in city[1]) if 0 <= start - city[0] <= _CODE else ()
            code = cased[end : end + _CODE + 1].strip(" ,")  # Portland OR
            narrowed = (code,) if len(found.keys) > 1 and not loud and code in found.keys else ()
            keys = beside or narrowed or (_of_the_name(name, found.keys) if last else found.keys)
            yield Mark(start, end, "state", keys)
            place, city = found.end, (end, frozenset(keys))


def _is_of_states(parts: Sequence[Token], place: int) -> bool:
    """Whether "state" before a place belongs to the word there: state tax."""
    return lexicon("grammar", "of_a_state").at(parts, place) is not None


def _of_the_name(name: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The state that bears the name itself, where one does: Seattle, Washington; of a city all that have one."""
    return tuple(key for key in keys if bare(choices.states()[key][0]) == name) or keys


def _is_code(cased: str, code: Token, place: Found, parts: Sequence[Token], shy: frozenset[str]) -> bool:
    """Whether two small letters behind a city are those of its state, and no word: austin tx."""
    behind = parts[place.end + 1] if place.end + 1 < len(parts) else None
    closes = behind is None or behind.kind != "word"
    if not cased[code.start : code.end].islower() or vocabulary().at(parts, place.end):  # in Portland or near it
        return False
    return len(code.text) == _CODE and code.text.upper() in place.keys and (code.text not in shy or closes)


def _is_or(parts: Sequence[Token], place: int) -> bool:
    """Whether one of two is joined there."""
    found = lexicon("arithmetic", "op").at(parts, place) if 0 < place < len(parts) else None
    return found is not None and found.end == place + 1 and "op.unclear" in found.keys


def _is_between_cuts(cased: str, start: int, end: int) -> bool:
    """Whether a name of several letters that is written large is all that stands between two cuts."""
    before, behind = cased[:start].rstrip(), cased[end:].lstrip()
    small = cased.islower() and bare(cased[start:end]) in choices.state_names()
    large = end - start > _LETTERS and (small or (cased[start].isupper() and not cased.isupper()))
    if not before and bare(cased[start:end]) in choices.state_names():  # Virginia, joint return
        return large and behind[:1] in _CUTS and not behind[1:].lstrip()[:1].isdigit()
    return large and bool(before) and before[-1] in _CUTS and (not behind or behind[0] in f"{_CUTS}.!")


def _is_place(name: str, cased: str, start: int, end: int, shy: frozenset[str], *, loud: bool) -> bool:
    ahead = bare(cased[max(0, start - _NEAR) : start]).split()
    before = ahead[-1:]
    led = bool(before) and before[0] in data("grammar")["place_before"]["words"]
    led = led or " ".join(ahead[-2:]) in data("grammar")["place_is"]["words"]
    alone = not bare(cased[max(0, start - _NEAR) : start]) and not bare(cased[end : end + _NEAR])
    if len(name) == _CODE and before and before[0] in data("grammar")["definite_article"]["words"]:
        return False  # a hospital of the VA
    if len(name) <= _LETTERS and " " not in name:
        comma = cased[max(0, start - _NEAR) : start].rstrip().endswith(",")
        typed = alone and name not in shy and start == 0  # "tx" is the whole message
        behind = cased[end:].lstrip()
        in_town = len(ahead) > 1 and ahead[-2] in data("grammar")["in_town"]["words"]  # in tuscon az
        lives = (led or in_town) and name not in shy and (not behind or behind[0] in f"{_CUTS}.!")  # living in nj
        led_by_status = bool(before) and before[0] in data("grammar")["status_before"]["words"]  # mfj nc
        hurried = (led_by_status and not cased.isupper()) or (bool(before) and bool(_THOUSANDS.fullmatch(before[0])))
        typed = typed or (
            (comma or led_by_status or hurried)  # 205k nj
            and name not in shy
            and (not behind or behind[0] in f"{_CUTS}.!" or hurried)
        )
        return (
            typed
            or lives
            or (cased[start:end].isupper() and (name not in shy or alone or (not loud and (comma or led))))
        )
    common = " " in name and cased[start:end].islower()  # the school district
    return name not in shy or alone or (led and not common) or _is_in_a_list(name, before, cased[end:])


def _is_in_a_list(name: str, before: Sequence[str], behind: str) -> bool:
    """Whether a state's name stands right behind a status or an income, and a year or nothing behind it."""
    word = before[0] if before else ""
    told = word in data("grammar")["status_before"]["words"] or _THOUSANDS.fullmatch(word)
    ends = not behind.strip() or behind.lstrip()[0] in f"{_CUTS}.!0123456789"
    return bool(told) and ends and name in choices.state_names()


@cache
def _shy() -> frozenset[str]:
    """Names of places that are other words as well."""
    return frozenset(map(bare, data("grammar")["place_shy"]["words"]))


def _names(parts: Sequence[Token], names: Mapping[str, str], found: Sequence[Mark], length: int) -> Iterator[Mark]:
    taken = _occupied(found, length)
    for token in parts:
        name = token.text if token.text in names else token.text.removesuffix("s")
        if name in names and not taken[token.start]:
            yield Mark(token.start, token.end, names[name], ("name",))


def _others(parts: Sequence[Token], found: Sequence[Mark], length: int) -> Iterator[Mark]:
    """Every other word."""
    taken = _occupied(found, length)
    for token in parts:
        if token.kind == "word" and not taken[token.start]:
            yield Mark(token.start, token.end, "word", (token.text,))


def is_part_of(text: str, marks: Sequence[Mark], amount: Mark, start: int = 0) -> bool:
    """Whether an amount is only a part of an account: 15k of the rollover. start: where the text begins for marks."""
    account = next((mark for mark in marks if mark.kind == "ira" and mark.start >= amount.end), None)
    if account is None:
        return False
    said = tokens(text[amount.end - start : account.end - start])
    led = lexicon("arithmetic", "part_of").at(said, 0)
    return led is not None and amount.end + said[led.end - 1].end >= account.start - 1


def _occupied(found: Sequence[Mark], length: int) -> bytearray:
    taken = bytearray(length + 1)
    for mark in found:
        taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    return taken


_LINE = re.compile(r"[\n\r\u2028\u2029]+|(?:^|\s)[•*·▪‣●]\s")
_BULLET = re.compile(r"^\s*(?:[-–—>]\s+|\(?\d{1,2}[.)]\s+)")
_SENTENCE = re.compile(r"(?<=[.!?])(?<![\s.][A-Za-z]\.)\s+")


def sentences(text: str) -> list[str]:
    """Lines, items and sentences of a text."""
    lines = (clean(_BULLET.sub("", line)) for line in _LINE.split(text))
    return [part for line in lines for part in _parted(line) if part]


def _parted(line: str) -> Iterator[str]:
    """The sentences of a line; the point of an abbreviation ends none."""
    start = 0
    for found in _SENTENCE.finditer(line):
        last = re.split(r"[\s(,;]", line[start : found.start()])[-1]
        before_figures = line[found.end() :].lstrip("$")[:1].isdigit()
        tables = ("abbreviations", "before_figures") if before_figures else ("abbreviations",)
        if all(last.removesuffix(".").casefold() not in data("grammar")[table]["words"] for table in tables):
            yield line[start : found.start()]
            start = found.end()
    yield line[start:]
