"""Fonts and colors that the picture and the PDF share.

The fonts are Bitstream Vera, which ships with reportlab: wide open letters, and free to embed.
White letters stand out from each color by at least 4.5 : 1 (WCAG 2.2, 1.4.3); pieces are also named, and apart by a
white seam, so that nobody has to tell colors.
"""

from __future__ import annotations

from importlib.resources import files

from dialogs.views.documents.picture import Role

REGULAR, BOLD, ITALIC = "Vera.ttf", "VeraBd.ttf", "VeraIt.ttf"

PAPER = "#FFFFFF"
INK = "#1B2530"
QUIET = "#55606C"  # notes and footers
RULE = "#C9D1D9"
TRACK = "#EDF1F4"  # what is left of a limit
ACCENT = "#14507A"
OVER = "#A33A12"
BAND = "#F2D8C4"  # between the least and the most price

OF = {
    Role.MADE: "#14507A",
    Role.DIRECT: "#1E7A4B",
    Role.BACK_DOOR: "#2C78AE",
    Role.OWN: "#14507A",
    Role.DEFERRALS: "#14507A",
    Role.EMPLOYER: "#62707C",
    Role.AFTER_TAX_MADE: "#14563A",
    Role.AFTER_TAX: "#267D51",
    Role.PRETAX: "#B4500F",
    Role.AFTER_TAX_MONEY: "#2C78AE",
    Role.TAXED: "#B4500F",
    Role.UNTAXED: "#2C78AE",
}


def font_file(name: str) -> str:
    return str(files("reportlab") / "fonts" / name)
