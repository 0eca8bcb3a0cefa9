"""An amount that is named by what it stays below: "up to the 12 % bracket", "before the subsidy is lost"."""

from __future__ import annotations

from calc.planning.sizing import OF_BRACKETS
from dialogs.text import tidy
from dialogs.understanding import shares
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.tokens import tokens


def named(text: str) -> str | None:
    """The edge, under its name in ``calc.planning.sizing``; None where none is, or several are.

    A percentage is a bracket's rate where brackets, rates or what is converted at it are spoken of.
    """
    said = tokens(tidy(text))
    found = {key.partition(".")[2] for one in lexicon("edges", "edge").find(said) for key in one.keys}
    rates = {f"{share.percent.normalize():f}" for share in shares.find(tidy(text))}
    plain = found - {"bracket"}
    if len(plain) == 1:
        return plain.pop()
    if plain or len(rates) != 1:
        return None
    return f"{OF_BRACKETS}{rates.pop()}" if "bracket" in found or is_sized(text) else None


def is_sized(text: str) -> bool:
    """Whether it is asked how much to convert, or how much is left up to somewhere."""
    keys = {key.partition(".")[2] for one in lexicon("edges", "sized").find(tokens(tidy(text))) for key in one.keys}
    return {"how_much", "convert"} <= keys or {"until", "convert"} <= keys or {"how_much", "until"} <= keys
