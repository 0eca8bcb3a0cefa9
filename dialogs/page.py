"""What a page is made of, before anybody lays it out: in a chat, on paper or as words alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby


@dataclass(frozen=True, slots=True)
class LineTold:
    """One line of a worksheet in words. how: the operation over its operands; sources: the law of this line alone."""

    number: str
    words: str
    value: str
    how: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraphs:
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Points:
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One step with a box to tick: what to do, the words to use and the proof, the last day ("" where none is).

    say: the words to use, as they stand in the notes; on: the last day; done: what is said of a tick, "" without one.
    """

    number: str
    do: str
    notes: tuple[str, ...]
    by: str
    say: str = ""
    on: date | None = None
    done: str = ""


@dataclass(frozen=True, slots=True)
class Tasks:
    rows: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """widths: shares of the page. Columns and rows are counted from zero.

    numbers: the columns that hold amounts. marked: rows to set off. unsaid: the columns that a message leaves out.
    days: what the first column names, row by row, where that is a day.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numbers: frozenset[int] = frozenset()
    marked: frozenset[int] = frozenset()
    unsaid: frozenset[int] = frozenset()
    days: tuple[date, ...] = ()


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
    """new_page: to be handed over by itself. small: for those who want to know; in two columns.

    folded: in a chat only its title shows until somebody opens it.
    """

    title: str
    parts: tuple[Part, ...]
    new_page: bool = False
    small: bool = False
    folded: bool = False


def in_words(section: Section) -> Iterator[str]:
    """A section as blocks of a message; a table becomes one line a row."""
    heading = f"# {section.title}"
    for part in section.parts:
        told = list(part_in_words(part))
        if told:
            yield "\n".join([heading, *told]) if heading else "\n".join(told)
            heading = ""


def part_in_words(part: Part) -> Iterator[str]:
    """A part in words; a table becomes one line a row."""
    match part:
        case Paragraphs(told) | Letter(told):
            yield from told
        case Points(told):
            yield from (f"• {line}" for line in told)
        case Tasks(rows):
            yield from (f"{row.number}. {row.do}" for row in rows)
        case Table():
            yield from (_row(part, row) for row in part.rows)
        case Sheet(title, sheet):
            yield from [title] if title else []
            yield from (f"{line.words}: {line.value}" for line in sheet)


def _row(table: Table, row: tuple[str, ...]) -> str:
    """The first cell names the row, as a number with its column's name; the others come with their columns' names."""
    cells = [
        f"{name} {cell}".strip() if len(table.head) > 2 else cell
        for column, (name, cell) in enumerate(zip(table.head, row, strict=True))
        if column and cell and column not in table.unsaid
    ]
    name = f"{table.head[0]} {row[0]}" if row[0][:1].isdigit() else row[0]
    return f"• {name}: {', '.join(cells)}"


def of_block(block: str) -> Section:
    """A block of a message as a section: its heading, what is there to be copied, points, and the rest."""
    lines = block.split("\n")
    title = lines.pop(0).removeprefix("# ") if lines[0].startswith("# ") else ""
    parts: list[Part] = []
    for kind, group in groupby(lines, key=_kind):
        told = tuple(line.removeprefix(kind) for line in group)
        parts.append(Letter(told) if kind == "| " else Points(told) if kind == "• " else Paragraphs(told))
    return Section(title, tuple(parts))


def _kind(line: str) -> str:
    return next((mark for mark in ("| ", "• ") if line.startswith(mark)), "")
