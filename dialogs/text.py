"""Text as people type it, made plain: other scripts' digits, hidden and direction marks, odd spaces and dashes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from calc.effort import once
from calc.packaged import read_toml
from dialogs import ENGLISH

_DASHES = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹣－", "-") | dict.fromkeys("‘’‛′`´ʼ", "'") | dict.fromkeys("“”„″", '"')
)
_LETTER_O = re.compile(r"(?<=\d)[oO](?=\d)")  # 4o1k, 2o26
_PICTURES = {"So", "Mn", "Me"}  # with the marks that choose how a picture looks
_ARABIC_MARKS = str.maketrans({"٫": ".", "٬": ",", "،": ",", "؟": "?", "。": ".", "、": ","})


@once
def clean(text: str) -> str:
    """The same words without what nobody sees; case is kept."""
    if text.isascii() and text.isprintable():
        return _LETTER_O.sub("0", " ".join(text.split()))
    visible = "".join(
        " " if unicodedata.category(c) in {"Zs", "Zl", "Zp", "Cc"} else c
        for c in text
        if unicodedata.category(c) not in {"Cf", "Co", "Cs", "Cn"}
    )
    plain = unicodedata.normalize("NFKC", "".join(map(_apart, visible))).translate(_ARABIC_MARKS).translate(_DASHES)
    return _LETTER_O.sub("0", " ".join("".join(_digit(c) for c in plain).split()))


@once
def tidy(text: str) -> str:
    """Cleaned and in lower case, pictures left out: what the readers read."""
    return without_pictures(clean(text).casefold())


def without_pictures(text: str) -> str:
    """Cleaned text without its pictures; case is kept."""
    if text.isascii():
        return text
    return " ".join("".join(c for c in text if unicodedata.category(c) not in _PICTURES).split())


def bare(text: str) -> str:
    """Letters, digits and single spaces only: for comparing words."""
    return " ".join(re.sub(r"[^\w½]+", " ", tidy(text).replace("'", "")).split())


def _apart(character: str) -> str:
    """The mark of a footnote is no digit of the number before it, and a fraction stands apart from it."""
    form = unicodedata.decomposition(character)
    if form.startswith(("<super>", "<sub>")) and character.isdigit():
        return ""
    return f" {character}" if form.startswith("<fraction>") else character


def _digit(character: str) -> str:
    if character.isascii():
        return character
    value = unicodedata.digit(character, -1)
    return str(value) if value >= 0 and unicodedata.category(character) == "Nd" else character


@cache
def ways_to_say(what: str) -> frozenset[str]:
    """How people say yes, no, none, zero, unsure or done (``locale/en/words.toml``), as ``bare`` leaves it."""
    raw = read_toml(ENGLISH / "words.toml")
    return frozenset(map(bare, raw[what]))
