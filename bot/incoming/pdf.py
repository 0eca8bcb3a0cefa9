"""PDF: the text of its first pages, with what is typed into fields, and whether it is a blank form."""

from __future__ import annotations

import re
from itertools import islice

from pypdf import PageObject

from bot.incoming import LONGEST, InFile, Unread, page
from dialogs.understanding.papers.words import words

MOST_PAGES = 8
MOST_OBJECTS = 50_000
MOST_WRITTEN = 2_500_000  # bytes that draw the pages; an official form has a tenth of it
LEAST_FIELDS = 10  # of a form that is there to be filled
LEAST_TEXT = 40  # characters below which a page is a picture
MOST_PICTURES = 2
NUMBERS = tuple(f"{number}{letter}" for number in range(1, 60) for letter in ("", "a", "b", "c"))
FILLED = ("8606", "5329")  # forms that are filled in


def taken_from(content: bytes) -> InFile | tuple[bytes, ...]:
    """What it says; of a scan the pictures on its first pages. Unread, with the reason, where nothing can be had."""
    if not content[:1024].lstrip().startswith(b"%PDF") or content.count(b" obj") > MOST_OBJECTS:
        raise Unread("damaged" if b"%PDF" not in content[:1024] else "too_much")
    reader = page.reader_of(content)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unread("locked")
    if len(reader.xref_objStm) + sum(map(len, reader.xref.values())) > MOST_OBJECTS:
        raise Unread("too_much")
    pages = list(islice(reader.pages, MOST_PAGES))
    if sum(map(page.written, pages)) > MOST_WRITTEN:
        raise Unread("too_much")
    text = "\n".join(line for one in pages for line in page.text_lines(one))[: 2 * LONGEST]
    if len("".join(text.split())) < LEAST_TEXT:
        return _pictures(pages)
    form = _blank(pages, text)
    if form is None:
        return InFile(text)
    found = [number for one in pages for number in page.by_line(one, NUMBERS)]
    return InFile(text, form, _year(text, form), tuple(number for number in found if found.count(number) == 1))


def _blank(pages: list[PageObject], text: str) -> str | None:
    """The form that has its fields still empty; those for a name and a number do not count."""
    open_ = [one for each in pages for one in page.fields(each)]
    if len(open_) < LEAST_FIELDS or any(re.fullmatch(r"[\d,.() -]+", one.value) for one in open_ if one.value):
        return None
    heading = text.casefold()
    named = [form for form in FILLED if any(title in heading for title in words("returns")[form]["title"])]
    return named[0] if len(named) == 1 else None


def _year(text: str, form: str) -> int | None:
    """As printed at the foot of each page, behind the form's number."""
    found = re.search(rf"{form}\s*\((20\d\d)\)", text)
    return int(found[1]) if found else None


def _pictures(pages: list[PageObject]) -> tuple[bytes, ...]:
    return tuple(image.data for one in pages[:MOST_PICTURES] for image in islice(one.images, 1))
