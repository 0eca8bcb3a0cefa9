"""The lines of one Form 8606 in a sentence."""

from __future__ import annotations

from calc.derivation import ZERO, Worksheet
from dialogs.phrases import listed, say

LINES = ("1", "2", "4", "6", "7", "8", "13", "14")
ALWAYS = {"1", "2", "14"}
WITH_MONEY_OUT = {"6", "13"}


def form_lines(form: Worksheet) -> str:
    """Those that carry the basis, and those with an amount; lines 6 and 13 where money left the IRAs."""
    amounts = {number: form[number] or ZERO for number in LINES}
    out = any(amounts[number].value for number in ("7", "8"))
    shown = [n for n in LINES if n in ALWAYS or (n in WITH_MONEY_OUT and out) or amounts[n].value]
    return listed([say("repairs.form_line", number=number, amount=amounts[number]) for number in shown])
