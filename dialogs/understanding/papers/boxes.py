"""Forms with numbered boxes (1099-R, 5498, W-2): which amount stands in which box.

A label is the box's number with its words, its words alone where they say enough, or "box" and the number. What
follows a label belongs to it up to the next label; where several labels stand together, as in a row of headings, the
amounts that follow belong to them in turn.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from calc import law
from calc.checking.tables import boxes as boxes_of
from calc.checking.tables import is_code, table
from dialogs.understanding import lexicon
from dialogs.understanding.papers.scan import Piece, Text
from dialogs.understanding.papers.words import any_of, words

FILES = {"1099-R": "form_1099r", "5498": "form_5498", "W-2": "form_w2"}
NEAR_CODE, NEAR_KIND = 60, 80  # characters behind a label in which its code or its kind stands
CLOSE = 14  # characters between a label and a bare number that belongs to it
_TICKED, _EMPTY = "[☒☑✓✔■]", "[☐□]"
VALUES = ("money", "blank", "whole")


@dataclass(frozen=True, slots=True)
class Label:
    box: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Filled:
    """money: by box; behind: what stands behind each label, up to the next; whole: with the label."""

    money: Mapping[str, Decimal]
    labels: tuple[Label, ...]
    behind: Mapping[str, tuple[str, ...]]
    whole: Mapping[str, tuple[str, ...]]
    blank: frozenset[str]


def filled(form: str, text: Text) -> Filled:
    """The boxes of a form as far as the text shows them."""
    labels = tuple(_labels(form, text.text))
    holds = boxes_of(form)
    money: dict[str, Decimal] = {}
    blank: set[str] = set()
    behind: dict[str, tuple[str, ...]] = {}
    whole: dict[str, tuple[str, ...]] = {}
    waiting: list[Label] = []
    for number, label in enumerate(labels):
        until = labels[number + 1].start if number + 1 < len(labels) else len(text.text)
        behind[label.box] = (*behind.get(label.box, ()), text.text[label.end : until])
        whole[label.box] = (*whole.get(label.box, ()), text.text[label.start : until])
        if holds.get(label.box) == "money":
            waiting.append(label)
        elif label.box in {"7", "13", "12"} and not _in_a_row(text, label, until):
            waiting = []
            continue
        elif label.box != "7":
            continue
        values = [p for p in text.within(label.end, until, *VALUES) if p.kind != "whole" or _close(text, label, p)]
        if not values:
            continue
        takers = waiting if len(values) >= len(waiting) else waiting[-len(values) :]
        for taker, piece in zip(takers, values, strict=False):
            if piece.kind == "blank":
                blank.add(taker.box)
            elif taker.box not in money:
                money[taker.box] = -piece.value if piece.negative else piece.value
        waiting = []
    if form == "W-2" and not {"1", "3", "5"} <= money.keys():
        money |= _by_rates(text)
    return Filled(money, labels, behind, whole, frozenset(blank))


def _in_a_row(text: Text, label: Label, until: int) -> bool:
    """Whether the heading of a code stands among headings: before another one, or right before their amounts."""
    behind = text.within(label.end, until)
    if behind:
        between = re.sub(any_of(words("form_1099r")["ira"]), "", text.text[label.end : behind[0].start])
        return behind[0].kind == "money" and not re.search(r"[a-z]", between)
    return not re.search(r"\w", text.text[label.end : until])


def _by_rates(text: Text) -> dict[str, Decimal]:
    """Boxes 1 to 6 of Form W-2 where all headings stand before all amounts: the taxes tell which they are."""
    amounts = [p.value for p in text.money]
    rates = ("self_employment_social_security_rate", "self_employment_medicare_rate")  # an employee pays half of each
    old_age, health = (law.standing().figure(name).money / 2 for name in rates)
    for n in range(len(amounts) - 5):
        six = amounts[n : n + 6]
        alike = abs(six[2] * old_age - six[3]) <= 1 and -1 <= six[5] - six[4] * health <= six[5] / 2
        if alike and six[2] and six[4]:
            return dict(zip("123456", six, strict=True))
    return {}


def parts(form: str, text: Text) -> list[Text]:
    """A text of several forms of a kind, cut where box 1, or the kind of account, stands again behind a name."""
    said = words(FILES[form])
    labels = list(_labels(form, text.text))
    ones = [label.start for label in labels if label.box == "1" and _has_value(text, label)]
    if form == "5498" and len(ones) < 2:
        ones = [label.start for label in labels if label.box == "7"]
    names = [m.start() for m in re.finditer(rf"(?<![\w-])(?:{any_of([*said['names'], *said['title']])})", text.text)]
    cuts: list[int] = []
    for before, start in itertools.pairwise(ones):
        between = [place for place in names if before < place < start]
        if between:
            cuts.append(between[-1] if form != "W-2" else between[0])
    ends = [0, *cuts, len(text.text)]
    return [Text(text.text[start:end]) for start, end in itertools.pairwise(ends)]


def _has_value(text: Text, label: Label) -> bool:
    return any(
        p.start - label.end <= NEAR_KIND for p in text.within(label.end, label.end + 2 * NEAR_KIND, "money", "whole")
    )


def _close(text: Text, label: Label, piece: Piece) -> bool:
    """A bare number belongs to a label only right behind it: everything else may be a number of anything."""
    between = text.text[label.end : piece.start]
    return len(between) <= CLOSE and not re.search(r"[a-z]{4,}|\d", between)


def _labels(form: str, text: str) -> Iterator[Label]:
    known, names = _pattern(form)
    for match in known.finditer(text):
        yield Label(names[match.lastgroup or ""], match.start(), match.end())


@cache
def _pattern(form: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Every way to write a label, the surest first; the names of the groups lead to the boxes."""
    said, marks = words(FILES[form]), words("marks")
    box = any_of(marks["box"])
    names: dict[str, str] = {}
    parts: list[str] = []

    def part(number: str, way: str) -> None:
        group = f"g{len(names)}"
        names[group] = number
        parts.append(rf"(?P<{group}>{way})")

    for number, phrases in said["boxes"].items():
        part(number, rf"(?:(?:{box})\s*#?\s*)?{_number(number)}\s*[.:)-]?\s*(?:{any_of(phrases)})(?![\w])")
    for number, phrases in said["alone"].items():
        part(number, rf"(?:{any_of(phrases)})(?![\w])(?:\s*\((?:(?:{box})\s*)?{_number(number)}\))?")
    if form == "W-2":
        part("12", lexicon.data("patterns")["papers"]["box_12_and_code"])
    for number in boxes_of(form):
        part(number, rf"(?:{box})\s*#?\s*{_number(number)}(?![\w])")
    return re.compile(rf"(?<![\w$.,/-])(?:{'|'.join(parts)})"), names


def _number(box: str) -> str:
    """``2a``, also written ``2 a`` and ``2(a)``."""
    match = re.fullmatch(r"(\d+)([a-c]?)", box)
    assert match is not None
    return match[1] + (rf"\s?\(?{match[2]}\)?" if match[2] else "")


def is_ticked(text: str, label: str) -> bool | None:
    """Whether a mark stands behind a label: True, False for an empty box, None where neither is there."""
    tick, off = any_of(words("marks")["ticks"]), lexicon.data("patterns")["papers"]["empty_box"]
    box = any_of(words("marks")["box"])
    before = re.search(rf"(?:[\[(]\s*(?P<on>{tick})?\s*[\])]|(?P<glyph>{_TICKED})|{_EMPTY})\s*(?:{label})", text)
    if before is not None and _marks_come_first(text):
        return bool(before["on"] or before["glyph"])
    match = re.search(rf"(?:{label})\s*(?:{box})?\s*:?\s*[\[(]?\s*(?:(?P<on>{tick})(?![\w])|(?P<off>{off}))", text)
    if match is not None:
        return bool(match["on"])
    return bool(before["on"] or before["glyph"]) or None if before is not None else None


def _marks_come_first(text: str) -> bool:
    """Whether the first box to tick stands behind nothing that could be its label."""
    first = re.search(rf"[\[(]\s*\w?\s*[\])]|{_TICKED}|{_EMPTY}", text)
    return first is not None and re.search(r"(?:[:|;,]|\d)\s*$", text[: first.start()]) is not None


def code_of_1099r(found: Filled) -> str:
    """Box 7; of a row of headings the code stands among the amounts, behind the last heading."""
    codes = codes_of_1099r(found.behind.get("7", ())) or _code_1_before_box_1(found)
    if codes or not found.labels or "7" not in found.behind or any(part.strip(" ,;|") for part in found.behind["7"]):
        return codes
    last = found.behind[found.labels[-1].box][-1]
    return codes_of_1099r([last]) if found.money else ""


def _code_1_before_box_1(found: Filled) -> str:
    """Distribution code: 1 Gross distribution: where no label has its number, the 1 before box 1 is the code."""
    bare = not found.whole.get("2a", ("2",))[0].startswith("2")
    empty = not found.behind.get("7", ("7",))[0].strip(" :|,;")
    return "1" if bare and empty and found.whole.get("1", ("",))[0].startswith("1") else ""


def codes_of_1099r(behind: Iterable[str]) -> str:
    """Box 7: one or two codes, before or after the words beside them; empty where none is there."""
    ira = any_of(words("form_1099r")["ira"])
    for region in behind:
        near = region[:NEAR_CODE]
        found = _codes(re.split(ira, near)[0]) or _codes(re.sub(ira, " ", near))
        if found:
            return found
    return ""


def _codes(region: str) -> str:
    """The first one or two codes of a few words."""
    tokens = re.findall(
        r"(?<![\w.,$])([1-9a-y]{1,2})(?![\w%]|[.,]\d)", lexicon.pattern("papers", "box_8").sub(" ", region)
    )
    found = ""
    for token in tokens:
        letters = token.upper()
        if all(map(is_code, letters)) and len(found + letters) <= 2:
            if found and letters not in table("form_1099r")["codes"][found]["beside"]:
                break
            found += letters
        if len(found) == 2:
            break
    return found


def ira_ticked(text: Text, behind: Iterable[str]) -> bool | None:
    """The box IRA/SEP/SIMPLE: a mark behind its words, or behind the code that a column puts between."""
    ira = any_of(words("form_1099r")["ira"])
    direct = is_ticked(text.text, ira)
    if direct:
        return True
    tick = any_of(words("marks")["ticks"])
    for region in behind:
        if re.search(rf"(?:{ira})\s+[1-9a-y]{{1,2}}\s+\[?(?:{tick})(?![\w])", region[:NEAR_KIND]):
            return True
        row = re.search(
            rf"(?:{ira})\s+(?:\$?[\d,]+\.\d\d\s+){{2,}}[1-9a-y]{{1,2}}(?:\s+(?P<on>{tick}|y))?(?![\w])", region
        )
        if row is not None:  # headings in a row, then their amounts, the code and the mark
            return row["on"] is not None
    return direct if direct is not None else (False if re.search(ira, text.text) else None)


def kind_of_5498(places: Iterable[str]) -> str | None:
    """Box 7: the kind that is ticked, or named where there is nothing to tick."""
    said = words("form_5498")["kinds"]
    tick = any_of(words("marks")["ticks"])
    alternatives = "|".join(rf"(?P<{kind}>{any_of(said[kind])})" for kind in ("roth", "simple", "sep", "ira"))
    for place in places:
        near = place[:NEAR_KIND]
        match = re.search(rf"(?<![\w/])(?:{alternatives})\s*[\[(]?\s*(?:{tick})(?![\w])", near)
        if match:
            return match.lastgroup
        named = re.findall(rf"(?<![\w/])(?:{alternatives})(?![\w])", near)
        if len(named) == 1:
            only = re.search(rf"(?<![\w/])(?:{alternatives})(?![\w])", near)
            return only.lastgroup if only else None
    return None


def box_12(text: Text) -> dict[str, Decimal]:
    """The amounts of box 12 of Form W-2 by code; where its place is empty, codes with cents anywhere behind it."""
    start = lexicon.pattern("papers", "box_12").search(text.text)
    if start is None:
        return {}
    rest = text.text[start.start() :]
    end = lexicon.pattern("papers", "behind_box_12").search(rest)
    found = dict(_coded(rest[: end.start()] if end else rest, r"(?:\.\d\d)?"))
    return found or dict(_coded(rest, r"\.\d\d"))


def _coded(region: str, cents: str) -> Iterator[tuple[str, Decimal]]:
    codes = "|".join(sorted(map(str.casefold, table("form_w2")["box_12"]), key=len, reverse=True))
    amount = rf"(?P<amount>\d{{1,3}}(?:,\d{{3}})+{cents}|\d+{cents})(?![\w%]|[.,]\d)"
    seen: set[str] = set()
    for match in re.finditer(rf"(?<![\w/])(?P<code>{codes})\s*[|:=-]?\s*\$?\s*{amount}", region):
        if match["code"] not in seen:
            seen.add(match["code"])
            yield match["code"].upper(), Decimal(match["amount"].replace(",", ""))
