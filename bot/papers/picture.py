"""The picture of a plan: one card, 1080 pixels wide, that reads on a phone, in a light or a dark chat."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from bot.papers import ink
from calc.derivation import ZERO, most, total
from calc.planning.plan import Plan
from dialogs.phrases import say
from dialogs.views.documents.picture import Bar, Mark, Panel, Picture, Piece, Role, alt_text, picture

WIDTH = 1080
MARGIN = 56
INNER = WIDTH - 2 * MARGIN
RIGHT = WIDTH - MARGIN
TALLEST = 8000  # of the sheet that is drawn on; what is not used is cut off
EDGE = 4
TITLE, PANEL, BIG, TEXT, SMALL, INSIDE, FINE = 56, 42, 46, 36, 33, 29, 27
LEAD = 1.3  # line height over font size
BAR = 46  # height of a bar
CURVE = 330  # height of the price
BESIDE = 262  # where the words beside an amount or a day begin


def draw(plan: Plan) -> bytes:
    """The picture as PNG, with its words inside; its height follows from what the plan holds."""
    sheet, words, out = _Sheet(), PngInfo(), BytesIO()
    sheet.everything(picture(plan))
    words.add_itxt("Description", alt_text(plan), "en-US")
    sheet.cut().quantize(256, dither=Image.Dither.NONE).save(out, "PNG", optimize=True, pnginfo=words)
    return out.getvalue()


def size(png: bytes) -> tuple[int, int]:
    """Height and width in pixels."""
    with Image.open(BytesIO(png)) as image:
        return image.height, image.width


class _Sheet:
    """A pen that goes down the page."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (WIDTH, TALLEST), ink.PAPER)
        self._draw = ImageDraw.Draw(self._image)
        self._y = MARGIN - 10

    def everything(self, shown: Picture) -> None:
        self._line(shown.title, TITLE, bold=True, color=ink.ACCENT)
        for line in _wrapped(shown.first, _font(TEXT, bold=True), INNER):
            self._line(line, TEXT, bold=True)
        for panel in shown.panels:
            self._panel(panel)
        if shown.dates:
            self._heading(say("papers.picture.dates"))
            for on, what in shown.dates:
                self._beside(on, what, SMALL)
        self._y += 14
        self._rule()
        for line in _wrapped(shown.footer, _font(FINE), INNER):
            self._line(line, FINE, color=ink.QUIET)

    def cut(self) -> Image.Image:
        height = self._y + MARGIN - 24
        frame = (EDGE // 2, EDGE // 2, WIDTH - EDGE // 2 - 1, height - EDGE // 2 - 1)
        self._draw.rectangle(frame, outline=ink.RULE, width=EDGE)
        return self._image.crop((0, 0, WIDTH, height))

    def _panel(self, panel: Panel) -> None:
        self._heading(panel.title)
        for one in panel.headlines:
            self._beside(one.amount, one.text, BIG)
        for bar in panel.bars:
            self._bar(bar)
        if panel.curve:
            self._curve(panel.curve)
        if panel.note:
            self._y += 6
            for line in _wrapped(panel.note, _font(FINE), INNER):
                self._line(line, FINE, color=ink.QUIET)

    def _curve(self, marks: Sequence[Mark]) -> None:
        """Price against amount: a band from the least to the most, a mark at each edge, and below what it is."""
        top, bottom = self._y + 20, self._y + 20 + CURVE
        farthest, dearest = marks[-1].amount.money, max(mark.price[1].money for mark in marks) or 1
        font = _font(FINE, bold=True)

        def at(amount: Decimal, price: Decimal) -> tuple[int, int]:
            return MARGIN + round((INNER - 30) * amount / farthest), bottom - round(CURVE * price / dearest)

        low = [(MARGIN, bottom), *(at(mark.amount.money, mark.price[0].money) for mark in marks)]
        high = [(MARGIN, bottom), *(at(mark.amount.money, mark.price[1].money) for mark in marks)]
        self._draw.rectangle((MARGIN, top, RIGHT, bottom), fill=ink.TRACK)
        self._draw.polygon([*low, *reversed(high)], fill=ink.BAND)
        for line in (low, high):
            self._draw.line(line, fill=ink.OF[Role.TAXED], width=5, joint="curve")
        for number, (x, y) in enumerate(high[1:], start=1):
            self._draw.line((x, y, x, bottom), fill=ink.QUIET, width=2)
            near = y - 22 if number % 2 or len(marks) == 1 else y + 26  # neighbors do not cover each other
            self._draw.ellipse((x - 21, near - 21, x + 21, near + 21), fill=ink.ACCENT)
            self._draw.text((x, near), str(number), ink.PAPER, font, anchor="mm")
        self._draw.line((MARGIN, bottom, RIGHT, bottom), fill=ink.QUIET, width=3)
        self._y = bottom + 14
        for mark in marks:
            self._beside(mark.label, mark.text, SMALL)

    def _heading(self, text: str) -> None:
        self._y += 18
        self._rule()
        self._line(text, PANEL, bold=True)
        self._y += 4

    def _bar(self, bar: Bar) -> None:
        """What it is and how much of it, the bar, and below it the names of pieces that are too narrow for theirs."""
        self._y += 10
        right = bar.note
        if bar.limit is not None:
            used = total(ZERO, *(piece.amount for piece in bar.pieces))
            right = say("papers.picture.of_limit", used=used, limit=bar.limit)
        self._caption(bar.title, right, marked=bar.chosen)
        self._legend(self._pieces(bar))
        if bar.limit is not None and bar.note:
            self._line(bar.note, SMALL, color=ink.OVER)

    def _caption(self, title: str, right: str, *, marked: bool) -> None:
        """A line with something at each end; what is in the plan carries a mark."""
        font, bold, x = _font(SMALL), _font(SMALL, bold=marked), MARGIN
        if marked:
            mark, small = say("papers.picture.mark"), _font(FINE, bold=True)
            wide = round(small.getlength(mark)) + 24
            self._draw.rectangle((x, self._y + 2, x + wide, self._y + 40), fill=ink.ACCENT)
            self._draw.text((x + 12, self._y + 5), mark, ink.PAPER, small)
            x += wide + 16
        if x + bold.getlength(title) + 24 + font.getlength(right) > RIGHT:
            self._draw.text((x, self._y), title, ink.INK, bold)
            self._y, x = self._y + round(SMALL * LEAD), MARGIN
            self._draw.text((x, self._y), right, ink.QUIET, font)
        else:
            self._draw.text((x, self._y), title, ink.INK, bold)
            self._draw.text((RIGHT - font.getlength(right), self._y), right, ink.QUIET, font)
        self._y += round(SMALL * LEAD) + 6

    def _pieces(self, bar: Bar) -> list[Piece]:
        """Draws them with their names; those whose names do not fit inside come back."""
        filled = total(ZERO, *(piece.amount for piece in bar.pieces))
        whole = most(filled, bar.limit) if bar.limit is not None else filled
        top, bottom, font = self._y, self._y + BAR, _font(INSIDE, bold=True)
        self._draw.rectangle((MARGIN, top, RIGHT, bottom), fill=ink.TRACK, outline=ink.RULE)
        so_far, narrow = ZERO, []
        for piece in bar.pieces:
            start = MARGIN + round(INNER * so_far.money / whole.money)
            so_far = so_far + piece.amount
            end = max(MARGIN + round(INNER * so_far.money / whole.money), start + 6)
            self._draw.rectangle((start, top, end, bottom), fill=ink.OF[piece.role])
            if start > MARGIN:
                self._draw.rectangle((start - 2, top, start + 2, bottom), fill=ink.PAPER)
            text = say("papers.picture.piece", name=piece.name, amount=piece.amount)
            if font.getlength(text) + 28 <= end - start:
                self._draw.text((start + 14, top + 6), text, ink.PAPER, font)
            else:
                narrow.append(piece)
        self._y = bottom + 8
        return narrow

    def _legend(self, pieces: list[Piece]) -> None:
        """A square of the color, the name and the amount of each piece; as many to a line as fit."""
        font, x = _font(SMALL), MARGIN
        high = round(SMALL * LEAD)
        for piece in pieces:
            text = say("papers.picture.piece", name=piece.name, amount=piece.amount)
            wide = 40 + round(font.getlength(text))
            if x > MARGIN and x + wide > RIGHT:
                x, self._y = MARGIN, self._y + high
            self._draw.rectangle((x, self._y + 7, x + 28, self._y + 35), fill=ink.OF[piece.role])
            self._draw.text((x + 40, self._y), text, ink.INK, font)
            x += wide + 30
        self._y += high if pieces else 0

    def _beside(self, amount: str, text: str, size: int) -> None:
        """Something bold, and beside it the words that belong to it."""
        bold, plain, x = _font(size, bold=True), _font(min(size, TEXT)), MARGIN
        if amount:
            self._draw.text((x, self._y), amount, ink.ACCENT, bold)
            x += max(BESIDE, round(bold.getlength(amount)) + 24)
        top = self._y + (size - plain.size) * 3 // 4 if amount else self._y
        for line in _wrapped(text, plain, RIGHT - x):
            self._draw.text((x, top), line, ink.INK, plain)
            top += round(plain.size * LEAD)
        self._y = max(round(top), self._y + round(size * LEAD)) + 4

    def _line(self, text: str, size: int, *, bold: bool = False, color: str = ink.INK) -> None:
        self._draw.text((MARGIN, self._y), text, color, _font(size, bold=bold))
        self._y += round(size * LEAD)

    def _rule(self) -> None:
        self._draw.rectangle((MARGIN, self._y, RIGHT, self._y + 2), fill=ink.RULE)
        self._y += 18


def _wrapped(text: str, font: ImageFont.FreeTypeFont, wide: float) -> list[str]:
    """Cut between words; a word wider than the line stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= wide:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


@cache
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(ink.font_file(ink.BOLD if bold else ink.REGULAR), size)
