"""A page of a PDF: its words and its fields, each with its place."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader

from bot.incoming import Unread

MOST_WORDS = 20_000  # pieces of text on one page
MOST_FIELDS = 600
SAME_LINE = 3.5  # points between the feet of words that stand on one line
BESIDE = 65  # points from a line's number to the field behind it
GAP = 8  # points between two words of a table

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds odd in a file is nothing for our log


@dataclass(frozen=True, slots=True)
class Word:
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field to type in: its whole name, its place, what stands in it, and how much may."""

    name: str
    left: float
    bottom: float
    right: float
    top: float
    value: str = ""
    most: int | None = None


def printed_words(page: PageObject) -> list[Word]:
    """Unread, where there are more than any form or statement has."""
    found: list[Word] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, _size: Any) -> None:
        if len(found) > MOST_WORDS:
            raise Unread("too_much")
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append(Word(x, y, " ".join(text.split())))

    page.extract_text(visitor_text=visit)
    return found


def written(page: PageObject) -> int:
    """How many bytes of instructions draw a page: so much is there to be gone through."""
    contents = page.get_contents()
    return 0 if contents is None else len(contents.get_data())


def fields(page: PageObject) -> list[Field]:
    """The fields for text, as the page shows them."""
    return list(_fields(page))[:MOST_FIELDS]


def _fields(page: PageObject) -> Iterator[Field]:
    for reference in page.get("/Annots") or []:
        one = reference.get_object()
        if one.get("/Subtype") != "/Widget" or _inherited(one, "/FT") != "/Tx":
            continue
        left, bottom, right, top = (float(side) for side in one["/Rect"])
        value, most = _inherited(one, "/V"), _inherited(one, "/MaxLen")
        yield Field(_whole_name(one), left, bottom, right, top, str(value or "").strip(), int(most) if most else None)


def _inherited(one: Any, key: str) -> Any:
    for _ in range(16):
        if key in one:
            return one[key]
        if "/Parent" not in one:
            return None
        one = one["/Parent"].get_object()
    return None


def _whole_name(one: Any) -> str:
    parts: list[str] = []
    for _ in range(16):
        if "/T" in one:
            parts.append(str(one["/T"]))
        if "/Parent" not in one:
            break
        one = one["/Parent"].get_object()
    return ".".join(reversed(parts))


def text_lines(page: PageObject) -> list[str]:
    """The text as it is read, what is typed into fields in its place: line by line, from the left."""
    typed = [Word(one.left, one.bottom + 2, one.value) for one in fields(page) if one.value]
    rows: list[list[Word]] = []
    for word in sorted([*printed_words(page), *typed], key=lambda one: -one.y):
        if rows and abs(rows[-1][0].y - word.y) <= SAME_LINE:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [" ".join(word.text for word in sorted(row, key=lambda one: one.x)) for row in rows]


def by_line(page: PageObject, numbers: Iterable[str]) -> dict[str, list[Field]]:
    """The fields behind each printed line number: the nearest number before them on their line is theirs."""
    wanted = set(numbers)
    printed = [word for word in printed_words(page) if word.text in wanted]
    found: dict[str, list[Field]] = {}
    for field in sorted(fields(page), key=lambda one: one.left):
        near = [
            word for word in printed if field.bottom - 1 <= word.y <= field.top and 0 < field.left - word.x <= BESIDE
        ]
        if near:
            found.setdefault(max(near, key=lambda word: word.x).text, []).append(field)
    return found


def reader_of(content: bytes) -> PdfReader:
    """The pages of a file; what it holds of programs is never run."""
    from io import BytesIO

    return PdfReader(BytesIO(content), strict=False)
