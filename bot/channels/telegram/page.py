"""A page in Telegram: as one rich message, or, where that cannot be shown, as few ordinary ones as its limit allows.

Rich: headings, tables, boxes to tick, folded parts, days that know the reader's time. Ordinary: bold headings, narrow
tables in monospace and wide ones as points, folded parts as quotations that expand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from html import escape

from bot.channels.telegram.parse import LONGEST_TEXT, utf16
from dialogs.page import Letter, LineTold, Paragraphs, Part, Points, Section, Sheet, Table, Task, Tasks, part_in_words
from dialogs.phrases import day

LONGEST_RICH = 32_768  # characters
MOST_BLOCKS = 500
MOST_COLUMNS = 20
NARROW = 34  # characters of monospace that a phone shows in one line
_SAME_DAY = time(10, 30, tzinfo=UTC)  # falls on the same day from Honolulu to Auckland
_ROOM = 600  # units of a message that are left for marks
_BLOCK = re.compile(r"</?(?:pre|code)>")


def rich(sections: Sequence[Section]) -> str | None:
    """The page as the HTML of one rich message; None where it is larger than one can be."""
    html = "".join(map(_section, sections))
    blocks = sum(html.count(tag) for tag in ("<p>", "<h3>", "<li>", "<ul>", "<table", "<details", "<pre>", "<block"))
    tables = (part for section in sections for part in section.parts if isinstance(part, Table))
    wide = any(len(table.head) > MOST_COLUMNS for table in tables)
    return None if len(html) > LONGEST_RICH or blocks > MOST_BLOCKS or wide else html


def _section(section: Section) -> str:
    inside, title = "".join(map(_part, section.parts)), _safe(section.title)
    if section.folded and title:
        return f"<details><summary>{title}</summary>{inside}</details>"
    return f"<h3>{title}</h3>{inside}" if title else inside


def _part(part: Part) -> str:
    match part:
        case Paragraphs(told):
            return "".join(f"<p>{_safe(line)}</p>" for line in told if line.strip())
        case Points(told):
            return f"<ul>{''.join(f'<li><p>{_safe(line)}</p></li>' for line in told)}</ul>" if told else ""
        case Letter(told):
            return f"<pre>{_safe(_joined(told))}</pre>"
        case Tasks(rows):
            return f"<ul>{''.join(map(_task, rows))}</ul>"
        case Table():
            return _table(part)
        case Sheet(title, told):
            head = f"<p><b>{_safe(title)}</b></p>" if title else ""
            cells = (_row((line.number, line.words, line.value), numbers={2}) for line in told)
            return f"{head}<table bordered striped>{''.join(cells)}</table>{_derived(told)}"


def _derived(told: Sequence[LineTold]) -> str:
    """How each line was reached, and the law behind it."""
    how = ((line.number, [line.how, *line.sources]) for line in told if line.how or line.sources)
    points = "".join(f"<li><p>{_safe(f'{name}: {_dotted(parts)}')}</p></li>" for name, parts in how)
    return f"<blockquote><ul>{points}</ul></blockquote>" if points else ""


def _task(task: Task) -> str:
    notes = "".join(f"<p>{note}</p>" for note in _notes(task, dated=True))
    box = f'<input type="checkbox"{" checked" if task.done else ""}/>'
    return f"<li>{box}<p><b>{task.number}. {_safe(task.do)}</b></p>{notes}</li>"


def _notes(task: Task, *, dated: bool) -> Iterator[str]:
    """The words to use can be copied with a tap. Of what is done only that it is.

    dated: the last day is one that a client knows.
    """
    if task.done:
        yield _safe(task.done)
        return
    said = _safe(task.say)
    for note in map(_safe, task.notes):
        yield note.replace(said, f"<code>{said}</code>") if said else note
    if task.by:
        yield _dated(task.by, task.on if dated else None)


def _dated(text: str, on: date | None) -> str:
    if on is None:
        return _safe(text)
    unix, shown = int(datetime.combine(on, _SAME_DAY).timestamp()), _safe(day(on))
    return _safe(text).replace(shown, f'<tg-time unix="{unix}" format="wD">{shown}</tg-time>')


def _table(table: Table) -> str:
    """Without the columns that a message leaves out; rows that are set off are bold."""
    kept = _kept(table)
    numbers = {place for place, column in enumerate(kept) if column in table.numbers}
    head = [table.head[column] for column in kept]
    rows = [_row(head, numbers=numbers, tag="th")] if any(head) else []
    for index, row in enumerate(table.rows):
        on = table.days[index] if table.days else None
        rows.append(_row([row[column] for column in kept], numbers=numbers, bold=index in table.marked, on=on))
    return f"<table bordered striped>{''.join(rows)}</table>"


def _row(
    cells: Sequence[str], *, numbers: set[int], tag: str = "td", bold: bool = False, on: date | None = None
) -> str:
    told = [_safe(cell) if column else _dated(cell, on) for column, cell in enumerate(cells)]
    told = [f"<b>{cell}</b>" if bold and cell else cell for cell in told]
    sides = (' align="right"' if column in numbers else "" for column in range(len(cells)))
    return f"<tr>{''.join(f'<{tag}{side}>{cell}</{tag}>' for side, cell in zip(sides, told, strict=True))}</tr>"


def _kept(table: Table) -> list[int]:
    return [column for column in range(len(table.head)) if column not in table.unsaid]


def ordinary(sections: Sequence[Section]) -> list[str]:
    """The page as the HTML of ordinary messages, each whole in itself."""
    texts: list[str] = []
    for piece in (piece for section in sections for piece in _pieces(section)):
        if texts and utf16(texts[-1]) + 2 + utf16(piece) <= LONGEST_TEXT:
            texts[-1] += "\n\n" + piece
        else:
            texts.append(piece)
    return texts


def _pieces(section: Section) -> Iterator[str]:
    """A section in pieces that fit into one message: its title goes with the first, a fold is closed in each."""
    heading = f"<b>{_safe(section.title)}</b>\n" if section.title else ""
    groups = list(_grouped([line for part in section.parts for line in _lines(part)]))
    if heading and not groups:
        yield heading.strip()
    for group in groups:
        inside = "\n".join(group)
        yield heading + (f"<blockquote expandable>{inside}</blockquote>" if section.folded else inside)
        heading = ""


def _grouped(told: Sequence[str]) -> Iterator[list[str]]:
    """Lines that fit together; one that is too long alone is cut where it must be, without its marks."""
    group: list[str] = []
    for line in told:
        for piece in [line] if utf16(line) <= LONGEST_TEXT - _ROOM else _cut(line):
            if group and sum(utf16(one) + 1 for one in group) + utf16(piece) > LONGEST_TEXT - _ROOM:
                yield group
                group = []
            group.append(piece)
    if group:
        yield group


def _cut(line: str) -> Iterator[str]:
    """In pieces without marks, at the end of a word where there is one."""
    most, bare = (LONGEST_TEXT - _ROOM) // 2, _BLOCK.sub("", line)  # a character may count twice
    while bare:
        end = len(bare) if len(bare) <= most else max(bare.rfind(" ", 0, most), bare.rfind("\n", 0, most))
        end = end if end > 0 else most
        yield bare[:end].strip()
        bare = bare[end:].lstrip()


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Tasks(rows):
            for task in rows:
                yield f"{'☑' if task.done else '☐'} {task.number}. {_safe(task.do)}"
                yield from _notes(task, dated=False)
        case Letter(told):
            yield f"<pre>{_safe(_joined(told))}</pre>"
        case Table() if narrow := _monospace(part):
            yield f"<pre>{_safe(narrow)}</pre>"
        case _:
            yield from map(_safe, part_in_words(part))


def _monospace(table: Table) -> str:
    """The table with its columns aligned; empty where a phone would break its lines."""
    kept = _kept(table)
    rows = [[row[column] for column in kept] for row in (table.head, *table.rows)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(kept))]
    if sum(widths) + 2 * (len(widths) - 1) > NARROW:
        return ""
    sides = [str.rjust if column in table.numbers else str.ljust for column in kept]
    aligned = ([side(cell, width) for side, cell, width in zip(sides, row, widths, strict=True)] for row in rows)
    return "\n".join("  ".join(row).rstrip() for row in aligned)


def _joined(told: Sequence[str]) -> str:
    return "\n".join(told)


def _dotted(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part)


def _safe(text: str) -> str:
    return escape(text, quote=False)
