"""The pages: one as wide as a phone and as long as it takes, then sheets of paper for whoever prepares the return."""

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
SHEET = "sheet"
MARGIN = 0.65 * inch
TOP, BOTTOM = 0.65 * inch, 0.62 * inch
GUTTER = 0.18 * inch
SMALL = 8  # points of what stands above and below a page
WIDTH = PAGE[0] - 2 * MARGIN
HEIGHT = PAGE[1] - TOP - BOTTOM
COLUMNS = 2  # of the small print
PHONE = 390  # points: the width of a phone, so that a point of type is a point on its screen
PHONE_MARGIN = 20
PHONE_WIDTH = PHONE - 2 * PHONE_MARGIN
LONGEST = 14_000  # points; a PDF knows no longer page
COLUMN = (WIDTH - (COLUMNS - 1) * GUTTER) / COLUMNS


@cache
def fonts() -> None:
    """Embedded, so that the paper looks the same wherever it is opened."""
    faces = {"Vera": ink.REGULAR, "Vera-Bold": ink.BOLD, "Vera-Italic": ink.ITALIC}
    for name, file in faces.items():
        registerFont(TTFont(name, ink.font_file(file)))
    registerFontFamily("Vera", normal="Vera", bold="Vera-Bold", italic="Vera-Italic", boldItalic="Vera-Bold")


def templates(running: str, long: float) -> list[PageTemplate]:
    """running: the line on top of every page but the first, which has the title there. long: what the first holds."""
    fonts()
    height = min(long, LONGEST) + TOP + BOTTOM
    phone = Frame(PHONE_MARGIN, BOTTOM, PHONE_WIDTH, height - TOP - BOTTOM, 0, 0, 0, 0, id="phone")
    sheet = Frame(MARGIN, BOTTOM, WIDTH, HEIGHT, 0, 0, 0, 0, id="sheet")

    def furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
        _furniture(canvas, document, running)

    return [
        PageTemplate("phone", [phone], onPage=furniture, pagesize=(PHONE, height)),
        PageTemplate(SHEET, [sheet], onPage=furniture, pagesize=PAGE),
    ]


def _furniture(canvas: Canvas, document: BaseDocTemplate, running: str) -> None:
    wide, high = canvas._pagesize  # noqa: SLF001 - the library has no other name for it
    margin = PHONE_MARGIN if wide == PHONE else MARGIN
    canvas.saveState()
    canvas.setFont("Vera", SMALL)
    canvas.setFillColor(HexColor(ink.QUIET))
    if document.page > 1:
        canvas.drawString(margin, high - 0.42 * inch, running)
    canvas.setStrokeColor(HexColor(ink.RULE))
    canvas.setLineWidth(0.5)
    canvas.line(margin, BOTTOM - 9, wide - margin, BOTTOM - 9)
    canvas.drawString(margin, BOTTOM - 20, say("papers.document.footer"))
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
            self.setFont("Vera", SMALL)
            self.setFillColor(HexColor(ink.QUIET))
            wide, _ = self._pagesize
            of = say("papers.document.page", page=number, pages=len(self._kept))
            low = BOTTOM - (32 if wide == PHONE else 20)  # on a phone below the line, not beside it
            self.drawRightString(wide - (PHONE_MARGIN if wide == PHONE else MARGIN), low, of)
            super().showPage()
        super().save()
