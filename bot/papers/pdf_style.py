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


def styles(*, phone: bool) -> Styles:
    """phone: for a page that is as wide as a phone; a point of it is a point of the screen."""

    def style(name: str, size: tuple[float, float], **more: object) -> ParagraphStyle:
        given = {"fontName": "Vera", "textColor": INK} | more
        return ParagraphStyle(name, fontSize=size[0], leading=size[1], **given)

    bold = {"fontName": "Vera-Bold", "textColor": ACCENT}
    right = {"alignment": TA_RIGHT}
    text, small = ((12, 16.5), (11, 14.5)) if phone else ((9.2, 12.4), (8.5, 10.8))
    heading = (14.5, 18.0) if phone else (11.5, 14.5)
    note = (10.5, 13.5) if phone else (8.3, 10.6)
    return Styles(
        title=style("title", (21, 26), **bold),
        heading=style("heading", heading, spaceAfter=4, **bold),
        text=style("text", text, spaceAfter=4),
        point=style("point", text, leftIndent=13, bulletIndent=1, spaceAfter=3),
        note=style("note", note, textColor=QUIET),
        cell=style("cell", small),
        number=style("number", small, **right),
        head=style("head", small, **bold),
        head_number=style("head-number", small, **bold, **right),
        sheet=style("sheet", (8.8, 11), **bold),
        fine=style("fine", (8, 10)),
        fine_number=style("fine-number", (8, 10), **right),
    )
