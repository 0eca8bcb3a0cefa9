"""Talks as a client shows them, drawn from the calls that the bot made: ``python -m tests.bot.pictures``.

They are written to ``docs/pictures/talk-*.svg``. What is drawn is what the emulator of the Bot API has of a chat.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from PIL import ImageFont

sys.path.insert(0, str(Path(__file__).parent))

from botapi import Shown, Telegram
from in_process import CHAT, Running, running

from bot.papers import ink

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "docs" / "pictures"
WIDE, MARGIN, INSIDE, MOST = 460, 14, 12, 392  # pixels: the picture, around bubbles, in them, and the widest one
SIZE, LEAD, SMALL = 13, 19, 11
FONT, BOLD, MONO = ink.REGULAR, ink.BOLD, "mono"
FAMILY = "Verdana,DejaVu Sans,Bitstream Vera Sans,sans-serif"
MONO_WIDE = 0.61  # of a size, as all of its letters are
BACK, OURS, THEIRS, INK = "#d5dfe8", "#ffffff", "#e2f7cb", "#10202c"
QUIET, BUTTON, RULE = "#6b7884", "#ffffffcc", "#d3dae0"
STYLES = {"success": "#2f9e5b", "danger": "#cf3f36", "primary": "#2c78ae", "": "#2c6ea8"}


@dataclass
class Run:
    text: str
    bold: bool = False
    mono: bool = False

    @property
    def font(self) -> str:
        return MONO if self.mono else BOLD if self.bold else FONT


@dataclass
class Block:
    """kind: p, h3, li, box, done, summary, pre or row. deep: in a list or under a box. cells: of a row."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    deep: int = 0
    cells: list[tuple[str, bool, bool]] = field(default_factory=list)  # text, right, bold


class Blocks(HTMLParser):
    """The HTML of a message, rich or not, as blocks; what is folded is left closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._marks: list[str] = []
        self._deep = self._closed = 0
        self._cell: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "details":
            self._closed += 1
        elif tag == "summary":
            self.blocks.append(Block("summary"))
        elif self._closed:
            pass
        elif tag == "input":
            self.blocks[-1].kind = "done" if "checked" in given else "box"
        elif tag in {"p", "h3", "pre", "li"}:
            inside = self.blocks and self.blocks[-1].kind in {"li", "box", "done"} and not self.blocks[-1].runs
            if not (tag == "p" and inside):
                self.blocks.append(Block(tag, deep=self._deep))
        elif tag == "ul":
            self._deep += 1
        elif tag == "tr":
            self.blocks.append(Block("row"))
        elif tag in {"td", "th"}:
            self._cell = [given.get("align") or ""]
        self._marks.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._marks and self._marks.pop() != tag:
            pass
        self._closed -= tag == "details"
        self._deep -= tag == "ul" and not self._closed
        if tag in {"td", "th"} and self._cell is not None:
            side, *words = self._cell
            bold = tag == "th" or "\0" in words
            self.blocks[-1].cells.append(("".join(w for w in words if w != "\0"), side == "right", bold))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._closed and "summary" not in self._marks:
            return
        bold = bool({"b", "h3", "summary", "th"} & set(self._marks))
        if self._cell is not None:
            self._cell += [data, *(["\0"] if bold else [])]
            return
        mono = bool({"code", "pre"} & set(self._marks))
        first, *lines = data.split("\n")
        if not self.blocks or (self.blocks[-1].kind == "row"):
            self.blocks.append(Block("p"))
        self.blocks[-1].runs.append(Run(first, bold, mono))
        for line in lines:
            last = self.blocks[-1]
            self.blocks.append(Block(last.kind if mono else "p", [Run(line, bold, mono)], last.deep))


@cache
def _loaded(font: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(ink.font_file(font), size)


def wide(text: str, font: str, size: float) -> float:
    """As Verdana, DejaVu Sans and Bitstream Vera have it, which are of one width."""
    return len(text) * size * MONO_WIDE if font == MONO else _loaded(font, size).getlength(text)


def wrapped(runs: list[Run], room: float, size: float) -> list[list[Run]]:
    """The runs in lines that fit."""
    lines: list[list[Run]] = [[]]
    used = 0.0
    for run in runs:
        for number, word in enumerate(run.text.split(" ")):
            piece = f" {word}" if number and used else word
            length = wide(piece, run.font, size)
            if used and used + length > room:
                lines.append([])
                piece, used = word, 0.0
                length = wide(piece, run.font, size)
            lines[-1].append(Run(piece, run.bold, run.mono))
            used += length
    return lines


class Picture:
    def __init__(self) -> None:
        self.y = float(MARGIN)
        self.parts: list[str] = []

    def text(self, x: float, y: float, runs: list[Run], *, size: float = SIZE, end: bool = False) -> None:
        weight, mono = ' font-weight="700"', ' font-family="Menlo,DejaVu Sans Mono,Consolas,monospace"'
        spans = "".join(
            f"<tspan{weight if run.bold else ''}{mono if run.mono else ''}>{escape(run.text)}</tspan>" for run in runs
        )
        side = ' text-anchor="end"' if end else ""
        place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{INK}"'
        self.parts.append(f'<text {place}{side} xml:space="preserve">{spans}</text>')

    def box(self, x: float, y: float, w: float, h: float, fill: str, round_: float = 12, line: str = "none") -> None:
        place = f'x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"'
        self.parts.append(f'<rect {place} rx="{round_}" fill="{fill}" stroke="{line}"/>')

    def said(self, words: str) -> None:
        """By the person, on the right."""
        lines = wrapped([Run(words)], 260, SIZE)
        length = max(sum(wide(run.text, run.font, SIZE) for run in line) for line in lines) + 2 * INSIDE
        high = len(lines) * LEAD + 14
        self.box(WIDE - MARGIN - length, self.y, length, high, THEIRS)
        for number, line in enumerate(lines):
            self.text(WIDE - MARGIN - length + INSIDE, self.y + 20 + number * LEAD, line)
        self.y += high + 8

    def told(self, shown: Shown) -> None:
        """By the bot: its bubble, and its buttons under it."""
        html = shown.call.get("rich_message", {}).get("html") or shown.call.get("html", "")
        start, place = self.y, len(self.parts)
        self.y += 8
        for block in Blocks(html).blocks:
            self._block(block)
        high = self.y + 8 - start
        self.parts.insert(
            place, f'<rect x="{MARGIN}" y="{start:.1f}" width="{MOST}" height="{high:.1f}" rx="12" fill="{OURS}"/>'
        )
        self.y += 12
        for row in shown.buttons:
            self._buttons(row)
        self.y += 6

    def _buttons(self, row: list[dict]) -> None:
        each = (MOST - 4 * (len(row) - 1)) / len(row)
        for number, button in enumerate(row):
            x = MARGIN + number * (each + 4)
            self.box(x, self.y, each, 30, BUTTON, 8)
            label, fill = button["text"], STYLES[button.get("style", "")]
            while wide(label, BOLD, SMALL) > each - 10:
                label = label[:-2] + "…"
            place = f'x="{x + each / 2:.1f}" y="{self.y + 19:.1f}" font-size="{SMALL}" font-weight="700"'
            self.parts.append(f'<text {place} fill="{fill}" text-anchor="middle">{escape(label)}</text>')
        self.y += 34

    def _block(self, block: Block) -> None:
        x = MARGIN + INSIDE + (26 if block.deep or block.kind in {"li", "box", "done"} else 0)
        room = MARGIN + MOST - INSIDE - x
        if block.kind == "row":
            self._row(block)
            return
        if not any(run.text.strip() for run in block.runs):
            self.y += 7
            return
        if block.kind == "h3":
            self.y += 6
        if block.kind in {"box", "done"}:
            self.box(x - 24, self.y + 4, 13, 13, "#2f9e5b" if block.kind == "done" else OURS, 3, QUIET)
            if block.kind == "done":
                tick = f"M{x - 21:.1f} {self.y + 10.5:.1f} l3 3.5 l5.5 -7"
                self.parts.append(f'<path d="{tick}" fill="none" stroke="#fff" stroke-width="2"/>')
        elif block.kind == "li":
            self.text(x - 18, self.y + 15, [Run("•")])
        elif block.kind == "summary":
            self.box(x - 6, self.y, room + 12, 25, "#eef3f7", 6)
            block.runs.insert(0, Run("▸ ", bold=True))
            self.y += 3
        for line in wrapped(block.runs, room, SIZE):
            self.text(x, self.y + 15, line)
            self.y += LEAD
        self.y += {"summary": 7, "h3": 2}.get(block.kind, 2)

    def _row(self, block: Block) -> None:
        """Cells side by side; the first takes what the others leave."""
        cells = block.cells
        others = (MOST - 2 * INSIDE) * (0.24 if len(cells) <= 2 else 0.62 / (len(cells) - 1))
        first = MOST - 2 * INSIDE - others * (len(cells) - 1)
        widths = [first, *[others] * (len(cells) - 1)]
        pairs = zip(cells, widths, strict=True)
        told = [wrapped([Run(text, bold)], width - 6, SMALL) for (text, _, bold), width in pairs]
        high = max(len(lines) for lines in told) * 15 + 7
        x = float(MARGIN + INSIDE)
        for (_, right, _), lines, width in zip(cells, told, widths, strict=True):
            for number, line in enumerate(lines):
                self.text(x + (width - 3 if right else 3), self.y + 15 + number * 15, line, size=SMALL, end=right)
            x += width
        self.y += high
        self.parts.append(f'<path d="M{MARGIN + INSIDE} {self.y:.1f} h{MOST - 2 * INSIDE}" stroke="{RULE}"/>')

    def svg(self, title: str) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {self.y + MARGIN:.0f}" width="{WIDE}" '
            f'role="img" font-family="{FAMILY}"><title>{escape(title)}</title>'
            f'<rect width="100%" height="100%" fill="{BACK}"/>{"".join(self.parts)}</svg>\n'
        )


async def interview(bot: Running) -> None:
    await bot.says("/start")
    await bot.presses("Single")
    await bot.says("about 320k")
    bot.telegram.edit(CHAT, "about 320k", "about 325k")
    await bot.settled()
    await bot.says("310k", "1984", "texas")
    await bot.presses("Rollover IRA", "SEP IRA")


async def plan(bot: Running) -> None:
    await bot.says("/start", "2026", "single", "320k", "310k", "1984", "texas", "rollover", "93k", "none", "none")
    await bot.says("401k", "24,500", "no", "yes, from any IRA", "as much as allowed", "none", "/plan")


async def done(bot: Running) -> None:
    await plan(bot)
    await bot.says("/pin", "step 1 is done", "yes")


TALKS: dict[str, tuple[str, Callable[[Running], Awaitable[None]], int]] = {
    "interview": (
        "The interview: answers are marked, an edited message corrects one",
        interview,
        30,
    ),
    "plan": ("The plan as one message", plan, 2),
    "done": ("A step is ticked off, also in the pinned plan", done, 5),
}
"""Title, what is said, and how many of the last messages are drawn."""


def drawn(name: str) -> str:
    title, talk, last = TALKS[name]
    telegram = Telegram()
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(running(telegram, Path(place), date(2026, 11, 24), talk))
    picture = Picture()
    both = [*telegram.chats[CHAT], *(one for one in telegram.said[CHAT] if "reply_markup" not in one)]
    ordered = sorted(both, key=lambda one: one.message_id if isinstance(one, Shown) else one["message_id"])
    for one in ordered[-last:]:
        if isinstance(one, Shown):
            picture.told(one)
        elif "text" in one:
            picture.said(one["text"])
    return picture.svg(title)


def draw() -> None:
    """All of them, anew."""
    from bot.delivery import sender

    sender.BURST = 10**9  # nobody waits for a second between two messages
    FOLDER.mkdir(exist_ok=True)
    for one in TALKS:
        (FOLDER / f"talk-{one}.svg").write_text(drawn(one), "utf-8")


if __name__ == "__main__":
    draw()
