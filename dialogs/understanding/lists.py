"""Answers that are lists: dollars by year, and the boxes or lines of a form with what stands in them.

Stored as ``2023:6500`` and ``2a:7000``; an empty line as ``4:``, a code as ``7:g``, an asterisk beside a line as
``13:4000*``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from calc.checking.tables import KINDS, is_code
from dialogs.interview.questions import Card
from dialogs.text import bare, ways_to_say
from dialogs.understanding import amounts as money
from dialogs.understanding.lexicon import lexicon, pattern
from dialogs.understanding.readings import Misread, Reading, Understood
from dialogs.understanding.tokens import tokens

_MOST = 120  # entries: the boxes of a few forms, the years of a life
_LONGEST = 16  # characters of an entry
_YEAR = r"(?<![\d$.,])(?:19|20)\d\d(?![\d,.]\d|\d|k)"
_SPAN = pattern("lists", "span")
_FORMS = {"1099-r", "1099r", "5498", "8606", "1040"}
_MARKS = {  # said alone beside the boxes of a form
    "plan": ("ira", "no"),
    "pension": ("ira", "no"),
    "401k": ("ira", "no"),
    "403b": ("ira", "no"),
    "inherited": ("inherited", "yes"),
    "beneficiary": ("inherited", "yes"),
    "corrected": ("corrected", "yes"),
}
_EMPTY = {"blank", "empty", "nothing", "-", "--", "n/a", "na", "none"}
_FLAGS = {"yes", "no"}  # whether a box is ticked
_ASIDE = pattern("lists", "aside")
_DOLLARS = re.compile(r"-?\d+(?:\.\d+)?")
_KIND = pattern("lists", "kind")


def by_year(text: str, card: Card, today: date) -> Reading:
    """Dollars for each of several years: 2021: 6,000, 2022: 6,000; also 6,000 each for 2021 to 2023."""
    if bare(text) in ways_to_say("zero") | ways_to_say("none") | {bare(card.none)}:
        return Understood([])
    spans = list(_years_and_sums(text))
    spans = list(_one_each(spans)) if _says_each(text) else spans
    pairs = list(zip(spans[::2], spans[1::2], strict=False))
    found: dict[int, Decimal] = {}
    for one, other in pairs:
        years, amount = one[0] or other[0], one[1] or other[1]
        if not years or not isinstance(amount, money.Exact) or found.keys() & set(years):
            return Misread("not_by_year")
        if amount.value < 0:
            return Misread("negative", {"amount": amount.value})
        if years[-1] > today.year:
            return Misread("year_ahead", {"asked": years[-1]})
        found |= dict.fromkeys(years, amount.value)
    if not found or len(spans) % 2:
        return Misread("not_by_year")
    return Understood([f"{year}:{amount:f}" for year, amount in sorted(found.items())])


_Span = tuple[tuple[int, ...], money.Amount | None]


def _says_each(text: str) -> bool:
    return next(lexicon("arithmetic", "each", "each_year").find(tokens(text.casefold())), None) is not None


def _one_each(spans: Sequence[_Span]) -> Iterator[_Span]:
    """One amount beside each of several years that are named: 6,000 each in 2021 and 2022."""
    sums = [span for span in spans if span[1] is not None]
    for span in spans:
        if len(sums) != 1 or span[1] is None:
            yield span
            yield from sums if len(sums) == 1 else ()


def years_in(text: str) -> tuple[int, ...]:
    """The years that a text names, those of a span one by one."""
    return tuple(year for found in _SPAN.finditer(text) if found[1] for year in _years(found[1], found[2]))


def _years_and_sums(text: str) -> Iterator[tuple[tuple[int, ...], money.Amount | None]]:
    """The years and the amounts of a text, from left to right, each beside nothing."""
    told: list[tuple[int, tuple[int, ...], money.Amount | None]] = []
    for found in _SPAN.finditer(text):
        if found[1]:
            told.append((found.start(), _years(found[1], found[2]), None))
        elif not any(map(str.isdigit, found[3])):  # nothing
            told.append((found.start(), (), money.read(found[3])))
    for span in money.find(text):
        if span.kind != "year" and not any(start == span.start for start, *_ in told):
            told.append((span.start, (), span.amount))
    yield from ((years, amount) for _, years, amount in sorted(told, key=lambda one: one[0]))


def _years(first: str, last: str | None) -> tuple[int, ...]:
    return tuple(range(int(first), int(last or first) + 1))


def boxes(text: str, card: Card, today: date) -> Reading:
    """The boxes of one form or several, each box with what stands in it (``by_form`` parts the forms)."""
    del today
    if bare(text) in ways_to_say("none") | {bare(card.none)}:
        return Understood([])
    words = (
        re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", _ASIDE.sub(" ", _KIND.sub(lambda m: m[1] or "ira", text)))
        .replace(",", " ")
        .split()
    )
    found: list[str] = []
    label = ""
    for word in words:
        if not label and word in _FORMS:
            continue
        if not label and word in _MARKS and _MARKS[word][0] in card.flags:
            found.append(":".join(_MARKS[word]))
            continue
        if not label:
            label = word.rstrip(".)")
            if label not in card.boxes:
                return Misread("not_a_box", {"part": word[:30], "boxes": ", ".join(card.boxes)})
        elif (content := _content(word.rstrip("."), label, card)) is not None:
            found.append(f"{label}:{content}")
            label = ""
        else:
            return Misread("not_in_a_box", {"part": word[:30], "box": label})
    if label or not found:
        return Misread("box_without_content", {"box": label})
    return Understood(list(found))


def _content(word: str, label: str, card: Card) -> str | None:
    if word in _EMPTY:
        return ""
    if label in card.flags:
        return word if word in _FLAGS else None
    if label in card.codes:
        return word if _is_code(word, card.form) else None
    star = "*" if word.endswith("*") else ""
    plain = word.removesuffix("*")
    if plain.startswith("."):
        plain = f"0{plain}"
    return plain + star if _DOLLARS.fullmatch(plain) or (star and not plain) else None


def _is_code(word: str, form: str) -> bool:
    """Whether box 7 of the form can hold it: one or two distribution codes, or a kind of IRA."""
    return word in KINDS if form == "5498" else len(word) in {1, 2} and all(map(is_code, word.upper()))


def could_be(entries: Sequence[str], card: Card) -> bool:
    """Whether this is stored of an answer: years or boxes that the card knows, each with what can stand there."""
    for entry in entries:
        name, _, content = entry.partition(":")
        if card.kind == "by_year":
            sound = bool(re.fullmatch(_YEAR, name)) and bool(_DOLLARS.fullmatch(content))
        else:
            sound = name in card.boxes and _content(content, name, card) == content
        if not sound or len(content) > _LONGEST:
            return False
    return len(entries) <= _MOST


def entry_shown(entry: str) -> str:
    """``2023:6500`` as 2023: 6,500; a code in capitals; a yes, a no and an empty line as they are."""
    name, _, content = entry.partition(":")
    plain = content.removesuffix("*")
    code = plain if plain in _FLAGS else plain.upper()
    shown = f"{Decimal(plain):,}" if _DOLLARS.fullmatch(plain) else code or "–"
    return f"{name}: {shown}{'*' if content.endswith('*') else ''}"


def by_form(told: Iterable[str], order: Sequence[str]) -> list[dict[str, str]]:
    """The boxes of each form: the next one begins where a box is named again, or the boxes begin anew."""
    forms: list[dict[str, str]] = []
    for entry in told:
        name, _, content = entry.partition(":")
        last = next(reversed(forms[-1])) if forms else ""
        anew = len(forms[-1]) > 1 and order.index(name) < order.index(last) if forms else True
        if anew or name in forms[-1]:
            forms.append({})
        forms[-1][name] = content
    return forms


def amounts(told: Iterable[str]) -> Iterator[tuple[str, Decimal]]:
    """What is stored, as pairs: a year or a line, and dollars; lines without dollars are left out."""
    for entry in told:
        name, _, content = entry.partition(":")
        if _DOLLARS.fullmatch(content.removesuffix("*")):
            yield name, Decimal(content.removesuffix("*"))
