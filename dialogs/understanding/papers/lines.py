"""Forms of the return (8606, 5329, 1040): which amount stands on which line.

A printed line begins with its number and words and ends with its number again and the amount. Typed lines say
"line 14" and the amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from dialogs.understanding import lexicon
from dialogs.understanding.papers.scan import Text
from dialogs.understanding.papers.words import any_of, words

_THE_LINE = lexicon.data("patterns")["papers"]["the_line"]
_AMOUNT = r"[×x]?\s*\(?-?\$?\s?(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d\d?)?|\d*\.\d+|\d+)\*?\)?(?![\w%/(]|[.,]\d)"
_A_SUM = r"\$?(?:\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d+\.\d\d|\d{3,}|0)"
FEW = 3  # pairs that make a list of them
_YEARS = range(1990, 2100)


def on_lines(form: str, text: Text) -> dict[str, Decimal | None]:
    """The lines that the text shows; None for one that is printed and left empty."""
    text = Text(lexicon.pattern("papers", "amount_and_its_line").sub(r"line \2 \1 ", text.text))
    printed = dict(_printed(form, text.text))
    if printed and lexicon.pattern("papers", "instructed").search(text.text):
        return printed  # the numbers of lines in a form's own words are no lines
    return {**dict(_typed(form, text)), **printed}


def of_several(form: str, text: Text) -> bool:
    """Whether a line is printed twice with different amounts, and so is another one: two forms, not a slip of one."""
    amounts: dict[str, set[Decimal]] = {}
    for line, amount in _printed(form, text.text):
        if amount is not None:
            amounts.setdefault(line, set()).add(amount)
    return sum(len(own) > 1 for own in amounts.values()) > 1


def _printed(form: str, text: str) -> Iterator[tuple[str, Decimal | None]]:
    pattern, names = _pattern(form)
    starts = [(names[m.lastgroup or ""], m) for m in pattern.finditer(text)]
    last = ""
    for number, (named, match) in enumerate(starts):
        until = starts[number + 1][1].start() if number + 1 < len(starts) else len(text)
        lettered = named[-1].isalpha() and re.match(rf"{named[-1]}(?!\w)", match[0])
        line = f"{last[:-1]}{named[-1]}" if lettered else named
        last = line = line if line in words("returns")[form]["lines"] else named  # "b Taxable amount" behind line 5a
        region = text[match.end() : until]
        if (typed := re.match(_THE_LINE, match[0])) and typed[0]:  # line 11 143,800, line 4a 0
            region = re.split(rf"\W(?={_THE_LINE.rstrip('?')}\d)", region)[0]
        found = _at_the_right(line, region)
        if found is not None:
            yield line, found[0]


def _at_the_right(line: str, behind: str) -> tuple[Decimal | None] | None:
    """The amount behind the number that is repeated at the right; an empty line where only the number is there."""
    unnamed = lexicon.data("patterns")["papers"]["behind_no_word"]
    again = rf"(?<![\w.,$]){unnamed}{re.escape(line)}(?![\w.,])"
    amounts = list(re.finditer(rf"{again}\s+{_AMOUNT}", behind))
    if amounts:
        return (_decimal(amounts[-1]["amount"]),)
    if re.search(again, behind):
        return (None,)
    last = [
        m
        for m in re.finditer(rf"(?<![\w.,$/-]){_AMOUNT}", behind)
        if "," in m["amount"] or "." in m["amount"] or "$" in m[0]
    ]
    if last:
        return (_decimal(last[-1]["amount"]),)
    few = lexicon.pattern("papers", "few_dollars_at_the_end").search(behind)
    return (_decimal(few[1]),) if few else None


@cache
def _pattern(form: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    names: dict[str, str] = {}
    parts: list[str] = []
    for line, phrases in words("returns")[form]["lines"].items():
        names[f"g{len(names)}"] = line
        number, letter = re.fullmatch(r"(\d+)([a-z]?)", line).groups()  # type: ignore[union-attr]
        first = rf"{number}\s?{letter}" if letter else number
        bare = rf"|{letter}" if letter and letter != "a" else ""
        parts.append(rf"(?P<g{len(names) - 1}>{_THE_LINE}(?:{first}{bare})\s*[.:)-]?\s+(?:{any_of(phrases)}))")
    return re.compile(rf"(?<![\w$.,/-])(?:{'|'.join(parts)})"), names


def _typed(form: str, text: Text) -> Iterator[tuple[str, Decimal | None]]:
    """As in: line 14 of my 2025 form 8606: 7,000; line 8 = 0; line 2 blank."""
    word = any_of(words("marks")["line"])
    starts = list(re.finditer(rf"(?<![\w])(?:{word})\s*#?\s*(\d{{1,2}}(?:z|\s?[a-c])?)(?![\w.,]\d|\w)", text.text))
    known = words("returns")[form]["lines"]
    if not starts:  # as in: 1. 7,000 2. 13,000
        starts = list(re.finditer(r"(?<![\w.,$/-])(\d{1,2}[a-c]?)\s?[.:)=]\s+(?=\$?\d)", text.text)) or _in_pairs(
            form, text.text
        )
    for number, match in enumerate(starts):
        line = match[1].replace(" ", "")
        until = starts[number + 1].start() if number + 1 < len(starts) else len(text.text)
        if line not in known:
            continue
        pieces = text.within(match.end(), until, "money", "whole")
        pieces = [
            p for p in pieces if p.kind == "money" or (int(p.value) not in _YEARS and str(p.value) not in _FORMS)
        ]
        near = [p for p in pieces[:1] if not re.search(r"\w", text.text[match.end() : p.start])]
        money = near or [p for p in pieces if p.kind == "money"] or pieces
        if money:
            yield line, money[0].value
        elif lexicon.pattern("papers", "nothing_there").match(text.text[match.end() : until]):
            yield line, None


def _in_pairs(form: str, text: str) -> list[re.Match[str]]:
    """Numbers of lines and amounts in turn, without a word: 1a 95,000 2b 420 11a 94,020."""
    found = list(re.finditer(rf"(?<![\w.,$/-])(\d{{1,2}}[a-z]?)\s+(?=(?:{_A_SUM})(?:\s|\W*$))", text))
    known = sum(one[1] in words("returns")[form]["lines"] for one in found)
    return found if known >= FEW and known > len(found) / 2 else []


_FORMS = frozenset({"8606", "5329", "1040", "1099", "5498"})


def _decimal(said: str) -> Decimal:
    return Decimal(said.replace(",", ""))
