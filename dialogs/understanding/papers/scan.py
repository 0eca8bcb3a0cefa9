"""The text of a paper as pieces: amounts, percentages, days, years and blank dollar signs, each with its place.

One pass of one pattern, so the time grows with the length of the text and with nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from calc.facts import LARGEST
from dialogs.text import clean
from dialogs.understanding import lexicon
from dialogs.understanding.papers.words import months

CENTURY = 2000
_MONTH = "|".join(months())
_SHARE = lexicon.data("patterns")["papers"]["a_share"]
_SECTION = lexicon.data("patterns")["papers"]["section_number"]
_PIECE = lexicon.compiled(
    rf"""
    (?P<iso>\b(?:19|20)\d\d-\d\d?-\d\d?\b)
    | (?P<us>\b\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)\b)
    | (?P<named>\b(?:{_MONTH})[a-z]*(?:\.?\s\d{{1,2}}
        (?:\s?-\s?(?:(?:{_MONTH})[a-z]*\.?\s)?\d{{1,2}})?,?\s|-\d{{1,2}}-)(?:19|20)\d\d\b)
    | (?P<euro>\b\d{{1,2}}[\s-](?:{_MONTH})[a-z]*\.?[\s,-]\s?(?:19|20)\d\d\b)
    | (?P<id>\*[\w*-]{{0,20}} | \b[a-z]{{1,3}}\d{{0,6}}-[\d-]{{3,20}}\b | \b\d{{1,9}}-\d{{1,9}}-\d{{1,9}}\b
        | \b\d{{2}}-\d{{5,12}}\b | \b\d{{3,12}}-\d{{3,12}}\b | \bx{{1,12}}\d{{2,12}}\b
        | \b{_SECTION}(?!\d|,\d))
    | (?P<percent>(?<![\d.,])\d{{1,3}}(?:\.\d+)?\s?{_SHARE})
    | (?P<money>(?P<sign>[-(])?\$\s?(?P<dollars>\d{{1,3}}(?:,\d{{3}})+(?:\.\d\d?)?|\d+(?:\.\d\d?)?|\.\d\d)
        (?!\d|,[a-z]?\d|\.\d|[?#]))
    | (?P<figure>(?<![\w./?#])(?<!\d,)(?P<minus>[-(](?=\d))?
        (?P<plain>\d{{1,3}}(?:,\d{{3}})+(?:\.\d\d)?|\d+\.\d\d|\.\d\d)(?![\d%/?#]|,\d))
    | (?P<blank>\$)
    | (?P<whole>(?<![\w.,/$-])\d{{1,9}}(?![\w/%]|[.,]\d|,[a-z]\d))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """kind: money (a $, a comma or cents show it), whole (a bare number), percent, day, blank (a bare $) or id."""

    kind: str
    start: int
    end: int
    value: Decimal = Decimal(0)
    day: date | None = None
    negative: bool = False


@dataclass(frozen=True)
class Text:
    """A paper's text in lower case on one line, digits and dashes made plain; ``pieces`` in order."""

    text: str

    @classmethod
    def of(cls, said: str) -> Text:
        return cls(_mended(_LEADERS.sub(" ", clean(said).casefold()).replace("\N{FRACTION SLASH}", "/")))

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(_pieces(self.text))

    def within(self, start: int, end: int, *kinds: str) -> list[Piece]:
        """The pieces of these kinds (any, without one) between two places."""
        starts, ends = self._edges
        between = self.pieces[bisect_left(starts, start) : bisect_right(ends, end)]
        return [p for p in between if not kinds or p.kind in kinds]

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        """Where the pieces start and end: both rise, as no piece lies over another."""
        return [p.start for p in self.pieces], [p.end for p in self.pieces]

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """What is written like an amount and is none: digits that are missing, or grouped as in no dollars."""
        return tuple(m[0].rstrip(".,") for m in _LIKE_AN_AMOUNT.finditer(self.text) if not self._holds(m.span()))

    def _holds(self, span: tuple[int, int]) -> bool:
        """Whether an amount, a day or a number of something lies there."""
        starts, ends = self._edges
        over = self.pieces[bisect_right(ends, span[0]) : bisect_left(starts, span[1])]
        return any(piece.kind in {"money", "day", "percent", "id"} for piece in over)

    @property
    def days(self) -> list[date]:
        return [piece.day for piece in self.pieces if piece.day is not None]

    @property
    def money(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind == "money"]


_LIKE_AN_AMOUNT = lexicon.compiled(
    r"""(?<![\w.,$/*?#-])
    (?: \$?\d[\d,.]{0,12}[?#][\d,.?#]{0,12}  # 7,0?2.44
      | \$?\d{1,3}(?:\.\d{3})+,\d\d | \$?\d{3,9},\d\d  # 7.012,44
      | \$?\d{1,9}(?:,\d{1,9}){1,4}\.\d\d | \$\d{1,9}(?:,\d{1,9}){1,4}  # 5,00.00
      | \$?\d{1,3}(?:,\d{3}){0,2},\d{5} | \$?\d{2,3}\.\d{5}  # 20,30000
    )(?![\w?#$/*%-])""",
    re.VERBOSE,
)
_LEADERS = lexicon.compiled(r"(?:\s?\.){3,}\s?|[•·|]+|\t")
"""Rows of dots and rules that lead the eye from a label to its amount."""


_LETTERS = str.maketrans("oil", "011")
_GAPS: tuple[
    tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...
] = (  # as a picture, a table or a spreadsheet leaves them: 9, 615.38 and $5,201. 22 and 401 (k) and "a","b"
    (lexicon.compiled(r'\s?"[\s"]*'), " "),
    (  # 7,0l2.44 and 7,o12.44: letters that a picture shows for digits, in what else is an amount
        lexicon.compiled(
            r"(?<![\w.,])(?=[\doil,.]{0,12}\d)[\doil]{1,3}(?:(?:,[\doil]{3})+(?:\.[\doil]{2})?|\.[\doil]{2})(?!\w)"
        ),
        lambda torn: torn[0].translate(_LETTERS),
    ),
    (lexicon.compiled(r"(?<=\.\d\d),(?=-?\$?[\d.])|(?<=(?<![\d,])\d{4}),(?=\d+\.\d\d(?!\d))"), ", "),
    (
        lexicon.compiled(r"(?<![\w.,])([01])\s?\.\s?(\d{3,6})(?![\d.,])"),
        r"\1.\2",
    ),  # a ratio, in a field on each side of its point
    (lexicon.compiled(r"(?<![\w.,])(\$?\d{1,3})\s(0\d\d\.\d\d)(?!\d)"), r"\1,\2"),  # no amount begins with a nought
    (lexicon.compiled(r"(?<!\d),(?=[a-z(])|(?<=\d),(?=[a-z(](?!\d))|(?<=[a-z)]),(?=\S)"), ", "),
    (lexicon.compiled(r"(?<![\w.,])(?<![a-z]\s)(\d{1,3}),\s(\d{3}\.\d\d)(?!\d)"), r"\1,\2"),
    (lexicon.compiled(r"(\$\s?\d{1,3}),\s(\d{3}\.\d\d)(?!\d)"), r"\1,\2"),
    (lexicon.compiled(r"(\$\s?[\d,]{1,9},\d{3})\.\s(\d\d)(?!\d)"), r"\1.\2"),
    (lexicon.compiled(r"(?<=[a-z]{2})(?=(?:401|403|457)[kb]\b)|(?<=\b401k|\b403b)(?=[a-z]{3})"), " "),
    (lexicon.compiled(r"(?<!\w)(401|403|457)\s?[({\[]\s?([kb])\s?[)}\]]"), r"\1(\2)"),
    (lexicon.compiled(r"(?<!\w)(?:s|§\s?)(?=\d{1,3}(?:,\d{3})*\.\d\d(?!\d))"), "$"),
)


_OF_THE_RETURN = lexicon.compiled(r"(?<![\d,.])(?:8606|5329|1040)(?!\d)")
_ITS_NUMBER = lexicon.compiled(r"(?m)^(\d{1,2}[a-c]?)(?=\s?[A-Z])(.*[a-z)])\1\s?(\d{1,3}(?:,\d{3})+|\d{1,3})$")
"""A printed line whose number at the right was read together with its label and its amount."""
_GLUED = lexicon.compiled(
    r"(?m)(?<=^\d)(?=[A-Z][a-z])|(?<=^\d\d)(?=[A-Z][a-z])|(?<=\d[a-d])(?=[A-Z])|(?<=(?:19|20)\d\d)(?=[A-Z])"
    r"|(?<=\d-[A-Z])(?=[A-Z][a-z])|(?<=W-\d)(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\$?\d{1,3}(?:,\d{3})*\.\d\d(?!\d))"
    r"|(?<=[a-z]{4})(?=\$?\d{1,3}(?:,\d{3})+(?![\d,]))|(?<=[a-z]{4})(?=\$\d)"
    r"|(?<=\))(?=\w)|(?<=[A-Za-z]{4})(?=\d{4}(?!\d))|(?<=[A-Za-z])(?=(?:19|20)\d\d(?!\d))|(?<=[a-z])(?=X\b)"
)


_POINTS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?=\.\d\d(?!\d))")
"""Points that a picture shows for commas: 20.300.00."""


def unglued(text: str) -> str:
    """What was read off a picture, which leaves out gaps: Form1099-R2025, code(s)2, planX."""
    text = _POINTS.sub(lambda grouped: grouped[0].replace(".", ","), text)
    if _OF_THE_RETURN.search(text):
        text = _ITS_NUMBER.sub(r"\1\2 \1 \3", text)
    return _GLUED.sub(" ", text)


def _mended(text: str) -> str:
    """Numbers that were torn apart, whole again."""
    for torn, whole in _GAPS:
        text = torn.sub(whole, text)
    return text


def _pieces(text: str) -> Iterator[Piece]:
    for match in _PIECE.finditer(text):
        start, end = match.span()
        kind = match.lastgroup if match.lastgroup not in {"dollars", "sign", "plain", "minus"} else None
        kind = kind or ("money" if match["money"] else "figure")
        match kind:
            case "iso" | "us" | "named" | "euro":
                yield from _days(kind, match[0], start, end)
            case "percent":
                yield Piece("percent", start, end, Decimal(re.sub(r"[^\d.]", "", match[0])))
            case "money" | "figure":
                digits = match["dollars"] or match["plain"]
                amount = Decimal(digits.replace(",", ""))
                if amount <= LARGEST:
                    yield Piece("money", start, end, amount, negative=bool(match["sign"] or match["minus"]))
            case "blank":
                yield Piece("blank", start, end)
            case "whole":
                yield Piece("whole", start, end, Decimal(match[0]))
            case _:
                yield Piece("id", start, end)


def _days(kind: str, said: str, start: int, end: int) -> Iterator[Piece]:
    """One day, or both ends of a span that is written as one."""
    try:
        found = list(_read_days(kind, said))
    except ValueError:
        return
    for day in found:
        yield Piece("day", start, end, day=day)


def _read_days(kind: str, said: str) -> Iterator[date]:
    parts = re.findall(r"[a-z]+|\d+", said)
    match kind:
        case "iso":
            yield date(*map(int, parts))
        case "us":
            month, day, year = map(int, parts)
            yield date(year + CENTURY if year < 100 else year, month, day)
        case "euro":
            yield date(int(parts[2]), months()[parts[1][:3]], int(parts[0]))
        case _:
            yield from _named(said)


def _named(said: str) -> list[date]:
    words = re.findall(r"[a-z]+|\d+", said)
    year, numbers, month = int(words[-1]), [], 0
    for word in words[:-1]:
        if word.isdecimal():
            numbers.append((month, int(word)))
        else:
            month = months()[word[:3]]
    return [date(year, month, day) for month, day in numbers]
