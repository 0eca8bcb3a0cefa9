"""The typefaces and sizes of the PDF."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from bot.papers import ink

INK, QUIET, ACCENT, RULE = map(HexColor, (ink.INK, ink.QUIET, ink.ACCENT, ink.RULE))
TINT = HexColor("#EAF1F6")  # behind a row that is set off


@dataclass(frozen=True, slots=True)
class Styles:
    """cell, number: of tables; head: of their columns. fine: of the worksheets."""

    size: float
    title: ParagraphStyle
    heading: ParagraphStyle
    text: ParagraphStyle
    point: ParagraphStyle
    note: ParagraphStyle
    cell: ParagraphStyle
    number: ParagraphStyle
    head: ParagraphStyle
    head_number: ParagraphStyle
    sheet: ParagraphStyle
    fine: ParagraphStyle
    fine_number: ParagraphStyle


def styles(size: float) -> Styles:
    """size: 1 is what one likes to read; less when a page would otherwise be begun for a few lines."""

    def style(name: str, points: float, leading: float, **more: object) -> ParagraphStyle:
        given = {"fontName": "Vera", "textColor": INK} | more
        return ParagraphStyle(name, fontSize=points * size, leading=leading * size, **given)

    bold = {"fontName": "Vera-Bold", "textColor": ACCENT}
    right = {"alignment": TA_RIGHT}
    return Styles(
        size=size,
        title=style("title", 19, 24, **bold),
        heading=style("heading", 10.5, 13, spaceAfter=3, **bold),
        text=style("text", 8.3, 11.2, spaceAfter=3),
        point=style("point", 8.3, 11.2, leftIndent=11, bulletIndent=1, spaceAfter=1.5),
        note=style("note", 7.3, 9.5, textColor=QUIET),
        cell=style("cell", 7.5, 9.3),
        number=style("number", 7.5, 9.3, **right),
        head=style("head", 7.5, 9.3, **bold),
        head_number=style("head-number", 7.5, 9.3, **bold, **right),
        sheet=style("sheet", 7.3, 9.2, **bold),
        fine=style("fine", 6.4, 7.9),
        fine_number=style("fine-number", 6.4, 7.9, **right),
    )
