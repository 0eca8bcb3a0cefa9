"""A blank form that was sent, filled in: each line into the field beside its printed number, and no other.

Where a line has no such field, or more than one, nothing is filled: a figure on the wrong line is worse than none.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from bot.incoming.page import Field, by_line, reader_of

DECIMALS = 2  # fields of a ratio: before the point and behind it


class Misfit(ValueError):  # noqa: N818 - the name says what it is
    """A line of the form that has no field of its own."""


def fill(blank: bytes, lines: Mapping[str, Mapping[str, str]]) -> bytes:
    """lines: by person and line number, plain decimals. A form for each person, one behind the other. Misfit."""
    writer = PdfWriter()
    for number, own in enumerate(lines.values()):
        reader = reader_of(blank)
        if len(lines) > 1:
            reader.add_form_topname(f"form{number + 1}")
        begins = len(writer.pages)
        typed = _typed(reader, own)
        writer.append(reader)
        for page, values in zip(writer.pages[begins:], typed, strict=True):
            if values:
                writer.update_page_form_field_values(page, values, auto_regenerate=False)
    root = writer.root_object
    form = root["/AcroForm"].get_object()
    if isinstance(form, DictionaryObject) and "/XFA" in form:
        del form["/XFA"]  # else some programs show that, and nothing of what was filled in
    for name in ("/OpenAction", "/AA", "/Names"):
        if name in root:
            del root[NameObject(name)]
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _typed(reader: PdfReader, lines: Mapping[str, str]) -> list[dict[str, str]]:
    """What goes into each page, by the names of its fields."""
    typed: list[dict[str, str]] = []
    left = dict(lines)
    for page in reader.pages:
        found = by_line(page, lines)
        values: dict[str, str] = {}
        for number, fields in found.items():
            if number not in left:
                raise Misfit(number)
            values |= _into(fields, left.pop(number), number)
        typed.append(values)
    if left:
        raise Misfit(next(iter(left)))
    return typed


def _into(fields: list[Field], value: str, number: str) -> dict[str, str]:
    if len(fields) == 1:
        return {fields[0].name: f"{Decimal(value):,.2f}".removesuffix(".00")}
    whole, _, decimals = value.partition(".")
    if len(fields) == DECIMALS and fields[0].most == 1 and len(whole) == 1:
        return {fields[0].name: whole, fields[1].name: decimals or "000"}
    raise Misfit(number)
