"""The parts of a document as flowables: text, tables, boxes to tick, letters to copy, worksheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BalancedColumns,
    CondPageBreak,
    Flowable,
    HRFlowable,
    PageBreak,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as Grid

from bot.papers import ink
from bot.papers.pdf_page import COLUMN, COLUMNS, GUTTER, WIDTH
from bot.papers.pdf_style import ACCENT, RULE, TINT, Styles
from calc.planning.plan import Plan
from dialogs.page import Letter, LineTold, Paragraphs, Part, Points, Section, Sheet, Table, Task, Tasks
from dialogs.phrases import say

BOX, COUNT, VALUE = 20, 22, 60  # points: the box to tick, the step's number, a line's amount
NARROW = 3  # columns that fit on a narrow page
Command = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """width: of the page, in points; on a narrow one a table of many columns stands row by row."""

    style: Styles
    width: float

    def story(self, plan: Plan, sections: Sequence[Section]) -> list[Flowable]:
        year, checked = plan.tax_year, plan.checked
        subtitle = say("papers.document.subtitle", today=plan.today, year=year, checked=checked)
        out: list[Flowable] = [
            self._text(say("papers.document.title", year=year), self.style.title),
            self._text(subtitle, self.style.note),
            Spacer(0, 5),
            HRFlowable("100%", 1.2, color=ACCENT, spaceAfter=0),
        ]
        parts = [part for section in sections for part in section.parts]
        steps = next((part.rows for part in parts if isinstance(part, Tasks)), ())
        first = steps[0] if len(steps) > 1 else None
        if first:
            out += [Spacer(0, 8), self._first(first)]
        for section in sections:
            out += self._section(section, without=first)
        return out

    def pages(self, sections: Iterable[Section]) -> list[Flowable]:
        """Sections on sheets of paper; one that is handed over by itself begins a page."""
        out: list[Flowable] = []
        for section in sections:
            if section.new_page and out:
                out.append(PageBreak())
            out += self._section(section)
        return out

    def _first(self, task: Task) -> Flowable:
        """The next thing to do, alone on top, with its box to tick."""
        told = [self._text(task.do, self.style.text), self._text(" · ".join(task.notes), self.style.note)]
        cells = [[_box(), [*told, *([self._text(task.by, self.style.head)] if task.by else [])]]]
        framed: list[Command] = [("BOX", (0, 0), (-1, -1), 1.2, ACCENT), ("BACKGROUND", (0, 0), (-1, -1), TINT)]
        roomy: list[Command] = [("TOPPADDING", (0, 0), (-1, -1), 8), ("BOTTOMPADDING", (0, 0), (-1, -1), 9)]
        return _grid(cells, (BOX + 8, self.width - BOX - 8), [*framed, *roomy, ("LEFTPADDING", (0, 0), (0, 0), 8)])

    def _section(self, section: Section, without: Task | None = None) -> Iterator[Flowable]:
        """The heading stays with what follows it. without: a task that stands elsewhere already."""
        heading = self._text(section.title, self.style.heading)
        heading.outline = section.title
        if not section.new_page:
            yield Spacer(0, 10)
        yield CondPageBreak(160 if section.small else 48)
        yield heading
        body = [list(self._part(part, without, small=section.small)) for part in section.parts]
        if section.small:
            columns = [flowable for part in body for flowable in (*part, Spacer(0, 4))]
            yield BalancedColumns(columns, COLUMNS, innerPadding=GUTTER)
            return
        for number, part in enumerate(body):
            if number:
                yield Spacer(0, 4)
            yield from part

    def _part(self, part: Part, without: Task | None, *, small: bool) -> Iterable[Flowable]:
        match part:
            case Paragraphs(lines):
                return [self._text(line, self.style.fine if small else self.style.text) for line in lines]
            case Points(lines):
                return [Paragraph(escape(line), self.style.point, bulletText="•") for line in lines]
            case Tasks(rows):
                return [self._tasks([row for row in rows if row is not without])]
            case Table() if self.width < WIDTH and len(part.head) > NARROW:
                return self._stacked(part)
            case Table():
                return [self._table(part)]
            case Letter(lines):
                return [self._letter(lines)]
            case Sheet():
                return [self._sheet(part)]

    def _tasks(self, rows: Sequence[Task]) -> Flowable:
        """A box to tick, what to do with its words and proof, and the last day."""
        cells = [[_box(), self._text(f"{r.number}.", self.style.cell), self._task(r)] for r in rows]
        lines: list[Command] = [("LINEBELOW", (0, n), (-1, n), 0.4, RULE) for n in range(len(rows) - 1)]
        roomy: list[Command] = [("TOPPADDING", (0, 0), (-1, -1), 2.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
        return _grid(cells, (BOX, COUNT, self.width - BOX - COUNT), [*lines, *roomy])

    def _task(self, row: Task) -> list[Flowable]:
        told = [self._text(row.do, self.style.cell), self._text(" · ".join(row.notes), self.style.note)]
        return [*told, *([self._text(row.by, self.style.head)] if row.by else [])]

    def _stacked(self, table: Table) -> list[Flowable]:
        """Each row by itself: its name, then the other columns' names with their amounts."""
        out: list[Flowable] = []
        for n, row in enumerate(table.rows):
            name = self._text(row[0], self.style.head)
            pairs = [
                [self._text(head, self.style.cell), self._text(cell, self.style.number)]
                for head, cell in zip(table.head[1:], row[1:], strict=True)
                if cell
            ]
            tint: list[Command] = [("BACKGROUND", (0, 0), (-1, -1), TINT)] if n in table.marked else []
            span: list[Command] = [("SPAN", (0, 0), (-1, 0)), ("LINEBELOW", (0, -1), (-1, -1), 0.4, RULE)]
            out.append(_grid([[name, ""], *pairs], (self.width * 0.62, self.width * 0.38), [*span, *tint]))
        return out

    def _table(self, table: Table) -> Flowable:
        head = [
            self._text(t, self._of(table, n, self.style.head_number, self.style.head))
            for n, t in enumerate(table.head)
        ]
        body = [self._row(table, number) for number in range(len(table.rows))]
        commands: list[Command] = [
            ("LINEBELOW", (0, 0), (-1, 0), 0.9, ACCENT),
            ("LINEBELOW", (0, 1), (-1, -1), 0.3, RULE),
            *(("BACKGROUND", (0, n + 1), (-1, n + 1), TINT) for n in sorted(table.marked)),
        ]
        whole = sum(table.widths)
        return _grid([head, *body], [self.width * share / whole for share in table.widths], commands, repeat=1)

    def _row(self, table: Table, number: int) -> list[Flowable]:
        bold = number in table.marked
        return [
            self._text(text, self._of(table, n, self.style.number, self.style.cell), bold=bold)
            for n, text in enumerate(table.rows[number])
        ]

    @staticmethod
    def _of(table: Table, column: int, number: ParagraphStyle, text: ParagraphStyle) -> ParagraphStyle:
        return number if column in table.numbers else text

    def _letter(self, lines: Sequence[str]) -> Flowable:
        body = [[self._text(line, self.style.cell)] for line in lines]
        return _grid(
            body, [self.width], [("BACKGROUND", (0, 0), (-1, -1), TINT), ("LEFTPADDING", (0, 0), (-1, -1), 8)]
        )

    def _sheet(self, sheet: Sheet) -> Flowable:
        """The title is the first row, so that it stays with its first lines."""
        rows = [[self._line(line), self._text(line.value, self.style.fine_number)] for line in sheet.lines]
        commands: list[Command] = [
            ("SPAN", (0, 0), (-1, 0)),
            ("TOPPADDING", (0, 0), (-1, 0), 6),
            ("LINEBELOW", (0, 1), (-1, -1), 0.25, RULE),
            ("NOSPLIT", (0, 0), (-1, min(2, len(rows)))),
        ]
        return _grid([[self._text(sheet.title, self.style.sheet), ""], *rows], (COLUMN - VALUE, VALUE), commands)

    def _line(self, line: LineTold) -> Paragraph:
        """The line's words, how it was reached, and the law in brackets."""
        number = f"{line.number}. " if line.number[0].isdigit() else ""
        quiet = f'<font color="{ink.QUIET}">'
        how = f" {quiet}= {escape(line.how)}</font>" if line.how else ""
        law = f" {quiet}[{escape(', '.join(line.sources))}]</font>" if line.sources else ""
        return Paragraph(f"{number}{escape(line.words)}{how}{law}", self.style.fine)

    @staticmethod
    def _text(text: str, style: ParagraphStyle, *, bold: bool = False) -> Paragraph:
        return Paragraph(f"<b>{escape(text)}</b>" if bold and text else escape(text), style)


def _box() -> Flowable:
    """An empty square, to be ticked with a pen."""
    return Grid([[""]], [11], [11], style=[("BOX", (0, 0), (-1, -1), 0.9, ACCENT)], hAlign="LEFT")


def _grid(
    cells: Sequence[Sequence[object]], widths: Sequence[float], commands: Sequence[Command], repeat: int = 0
) -> Grid:
    close: list[Command] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 0.7),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.7),
    ]
    return Grid(cells, widths, style=[*close, *commands], repeatRows=repeat, hAlign="LEFT")
