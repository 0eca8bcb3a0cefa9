"""What a paper is made of, before anybody lays it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.views.plan.explaining import LineTold


@dataclass(frozen=True, slots=True)
class Paragraphs:
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Points:
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One step with a box to tick: what to do, the words to use and the proof, the last day ("" where none is)."""

    number: int
    do: str
    notes: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Tasks:
    rows: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """widths: shares of the page. Columns and rows are counted from zero.

    numbers: the columns that hold amounts. marked: rows to set off. unsaid: the columns that a message leaves out.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numbers: frozenset[int] = frozenset()
    marked: frozenset[int] = frozenset()
    unsaid: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Letter:
    """Something to copy and send."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its title, whose it is, and its lines with how each was reached."""

    title: str
    lines: tuple[LineTold, ...]


Part = Paragraphs | Points | Tasks | Table | Letter | Sheet


@dataclass(frozen=True, slots=True)
class Section:
    """new_page: to be handed over by itself. small: for those who want to know; in two columns."""

    title: str
    parts: tuple[Part, ...]
    new_page: bool = False
    small: bool = False


def in_words(section: Section) -> Iterator[str]:
    """A section as blocks of a message; a table becomes one line a row."""
    heading = f"# {section.title}"
    for part in section.parts:
        lines = list(_lines(part))
        if lines:
            yield "\n".join([heading, *lines]) if heading else "\n".join(lines)
            heading = ""


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Paragraphs(lines) | Letter(lines):
            yield from lines
        case Points(lines):
            yield from (f"• {line}" for line in lines)
        case Tasks(rows):
            yield from (f"{row.number}. {row.do}" for row in rows)
        case Table():
            yield from (_row(part, row) for row in part.rows)
        case Sheet(title, lines):
            yield title
            yield from (f"{line.words}: {line.value}" for line in lines)


def _row(table: Table, row: tuple[str, ...]) -> str:
    """The first cell names the row, as a number with its column's name; the others come with their columns' names."""
    cells = [
        f"{name} {cell}".strip()
        for column, (name, cell) in enumerate(zip(table.head, row, strict=True))
        if column and cell and column not in table.unsaid
    ]
    name = f"{table.head[0]} {row[0]}" if row[0][:1].isdigit() else row[0]
    return f"• {name}: {', '.join(cells)}"
