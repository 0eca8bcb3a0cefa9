"""The sheet of paper: its margins, what stands above and below, one column or two."""

from __future__ import annotations

from functools import cache
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import letter
from reportlab.lib.units import inch
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from bot.papers import ink
from dialogs.phrases import say

PAGE = letter
MARGIN = 0.65 * inch
TOP, BOTTOM = 0.65 * inch, 0.62 * inch
GUTTER = 0.18 * inch
WIDTH = PAGE[0] - 2 * MARGIN
HEIGHT = PAGE[1] - TOP - BOTTOM
COLUMNS = 3  # of the small print
COLUMN = (WIDTH - (COLUMNS - 1) * GUTTER) / COLUMNS


@cache
def fonts() -> None:
    """Embedded, so that the paper looks the same wherever it is opened."""
    faces = {"Vera": ink.REGULAR, "Vera-Bold": ink.BOLD, "Vera-Italic": ink.ITALIC}
    for name, file in faces.items():
        registerFont(TTFont(name, ink.font_file(file)))
    registerFontFamily("Vera", normal="Vera", bold="Vera-Bold", italic="Vera-Italic", boldItalic="Vera-Bold")


def template(running: str) -> PageTemplate:
    """running: the line on top of every page but the first, which has the title there."""
    fonts()
    frame = Frame(MARGIN, BOTTOM, WIDTH, HEIGHT, 0, 0, 0, 0, id="page")
    return PageTemplate("page", [frame], onPage=lambda canvas, document: _furniture(canvas, document, running))


def _furniture(canvas: Canvas, document: BaseDocTemplate, running: str) -> None:
    canvas.saveState()
    canvas.setFont("Vera", 7)
    canvas.setFillColor(HexColor(ink.QUIET))
    if document.page > 1:
        canvas.drawString(MARGIN, PAGE[1] - 0.42 * inch, running)
    canvas.setStrokeColor(HexColor(ink.RULE))
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, BOTTOM - 9, PAGE[0] - MARGIN, BOTTOM - 9)
    canvas.drawString(MARGIN, BOTTOM - 20, say("papers.document.footer"))
    canvas.restoreState()


class Numbered(Canvas):  # type: ignore[misc]
    """Keeps its pages until the end, when it is known how many there are."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - the library's name
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._kept, start=1):
            self.__dict__.update(page)
            self.setFont("Vera", 7)
            self.setFillColor(HexColor(ink.QUIET))
            of = say("papers.document.page", page=number, pages=len(self._kept))
            self.drawRightString(PAGE[0] - MARGIN, BOTTOM - 20, of)
            super().showPage()
        super().save()
