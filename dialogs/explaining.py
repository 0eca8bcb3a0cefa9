"""Why a figure is what it is: a worksheet's lines read off the calculation itself."""

from __future__ import annotations

from fractions import Fraction

from calc.derivation import Amount, Worksheet
from dialogs.phrases import phrases, say, shown


def explain(sheet: Worksheet) -> str:
    """One block: each filled line with its words, how it was reached and what the law behind it is."""
    title = say(f"worksheets.{sheet.name}.title")
    return "\n".join([f"# {title}", *[_line(sheet, number, a) for number, a in sheet.items() if a is not None]])


def _line(sheet: Worksheet, number: str, amount: Amount) -> str:
    words = phrases()["worksheets"][sheet.name].get(number, "")
    how = formula(amount)
    source = f" [{amount.source}]" if amount.source else ""
    value = ratio(amount.value) if isinstance(amount.value, Fraction) else shown(amount)
    return say(
        "worksheets.line", number=number, words=words, value=value, how=f" = {how}" if how else "", source=source
    )


def formula(amount: Amount) -> str:
    """The operation over its operands; empty for a leaf and for a line that only takes over another."""
    if len(amount.operands) < 2:
        return "" if not amount.operands or amount.op == "+" else _named(amount.op, [_operand(amount.operands[0])])
    parts = [_operand(o) for o in amount.operands]
    return f" {amount.op} ".join(parts) if amount.op in "+-×÷" else _named(amount.op, parts)


def _operand(amount: Amount) -> str:
    """A named line or figure by its name; anything nameless is opened up."""
    value = ratio(amount.value) if isinstance(amount.value, Fraction) else shown(amount)
    if amount.name in {"", "zero"}:
        inner = formula(amount)
        return f"({inner})" if inner else value
    name = phrases()["worksheets"]["name"].get(amount.name)
    return f"{name or say('worksheets.numbered', number=amount.name)} ({value})"


def _named(op: str, parts: list[str]) -> str:
    return say(f"worksheets.operation.{_OPERATIONS[op]}", parts=", ".join(parts))


_OPERATIONS = {"least": "least", "most": "most", "cents": "cents", "dollars": "dollars", "round10": "round10"}


def ratio(value: Fraction) -> str:
    """Six places, as precise as any form asks for."""
    return f"{float(value):.6f}".rstrip("0").rstrip(".") or "0"
