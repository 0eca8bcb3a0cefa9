"""Why a figure is what it is: a worksheet's lines read off the calculation itself."""

from __future__ import annotations

from collections.abc import Iterator

from calc import law
from calc.derivation import Amount, Worksheet, cents, given
from dialogs.interview.questions import label
from dialogs.page import LineTold
from dialogs.phrases import listed, phrases, say, shown

_JOINED = "+-×÷"
_HIDDEN = {"", "zero", "percent"}
_SHARES = {"plan_after_tax_percent", "rate_later"}
_RATIOS = {"basis_ratio_cap", "rate", "one", "growth", "count"}


def explained(sheet: Worksheet) -> Iterator[LineTold]:
    """The filled lines, in the form's order."""
    for number, amount in sheet.items():
        if amount is not None:
            words = phrases()["worksheets"][sheet.name].get(number, number)
            sources = tuple(dict.fromkeys(_sources(amount)))
            yield LineTold(number, words, value(amount), formula(amount, sheet), sources)


def explain(sheet: Worksheet) -> str:
    """One block: each filled line with its words, how it was reached and what the law behind it is."""
    return "\n".join([f"# {say(f'worksheets.{sheet.name}.title')}", *map(line_told, explained(sheet))])


def line_told(line: LineTold) -> str:
    """A line as it is read aloud: number, words, value, how, law."""
    return say(
        f"worksheets.line.{'numbered' if line.number[0].isdigit() else 'named'}",
        number=line.number,
        words=line.words,
        value=line.value,
        how=f" = {line.how}" if line.how else "",
        source=f" [{'; '.join(line.sources)}]" if line.sources else "",
    )


def _sources(amount: Amount) -> Iterator[str]:
    """What the law says of the figures that stand in this line, and of no line behind it."""
    if amount.source:
        yield amount.source
    for operand in amount.operands:
        if operand.op == "law" and operand.source:
            yield operand.source
        elif operand.name in _HIDDEN:
            yield from _sources(operand)


def formula(amount: Amount, sheet: Worksheet, *, values: bool = True) -> str:
    """The operation over its operands; empty for a leaf, and the origin alone where a line only takes it over.

    values: each operand with its value; else by its name alone, as it stands on the form.
    """
    operands = [o for o in amount.operands if not (amount.op in {"+", "most"} and o.name == "zero")]
    if _is_percent(amount):
        operands = [o for o in operands if o.name != "percent"]
    if len(operands) == 1 and amount.op == "+":
        if operands[0].name == amount.name:
            return ""
        only = operands[0]
        return formula(only, sheet, values=values) if only.name in _HIDDEN else _operand(only, sheet, values=values)
    parts = [_operand(o, sheet, values=values) for o in operands]
    if not parts:
        return ""
    return f" {amount.op} ".join(parts) if amount.op in _JOINED else say(_operation(amount), parts=listed(parts))


def _operand(amount: Amount, sheet: Worksheet, *, values: bool) -> str:
    """A line, fact or figure by its name and value; anything nameless is opened up."""
    if amount.name in _HIDDEN:
        inner = formula(amount, sheet, values=values)
        return f"({inner})" if inner else value(amount)
    name = _name(amount.name, sheet)
    return f"{name} ({value(amount)})" if values else name


def _name(name: str, sheet: Worksheet) -> str:
    words = phrases()["worksheets"]
    if name[0].isdigit():
        return say("worksheets.numbered", number=name)
    if "." in name:
        return label(name, None)
    known: str | None = words[sheet.name].get(name) or words["name"].get(name) or figure_names().get(name)
    return known or name.replace("_", " ")


def figure_names() -> dict[str, str]:
    """What the figures of the law are called, for those that no worksheet names shorter."""
    card = phrases()["figures"]
    return {name: words for section in card["section"] for name, words in card[section].items()}


def _operation(amount: Amount) -> str:
    """The larger of a difference and nothing is said as a difference that stops at zero."""
    floored = amount.op == "most" and any(o.name == "zero" for o in amount.operands)
    return f"worksheets.operation.{'floored' if floored else amount.op}"


def value(amount: Amount) -> str:
    """Money as money, a rate in percent, a ratio with six places: as precise as any form asks for."""
    if _is_percent(amount):
        return f"{_decimal(amount)}%"
    if _is_share(amount):
        return f"{_decimal(amount * given(100, 'percent'))}%"
    return _decimal(amount) if _is_ratio(amount) else shown(cents(amount))


def _decimal(amount: Amount) -> str:
    return f"{float(amount.value):.6f}".rstrip("0").rstrip(".")


def _is_share(amount: Amount) -> bool:
    """A figure of the law, or a fact, that is a share of something and no money."""
    if amount.op == "law":
        figure = law.year(law.latest()).figures.get(amount.name)
        return figure is not None and figure.unit == "share"
    return amount.op == "given" and amount.name in _SHARES


def _is_percent(amount: Amount) -> bool:
    return amount.op == "×" and any(operand.name == "percent" for operand in amount.operands)


def _is_ratio(amount: Amount) -> bool:
    """By how it was reached, for a ratio may happen to be a whole number, and an exact amount of money a fraction."""
    if amount.op == "×":
        return all(map(_is_ratio, amount.operands))
    of_ratios = amount.op in {"least", "most", "+", "-"} and any(map(_is_ratio, amount.operands))
    return of_ratios or amount.op == "÷" or amount.name in _RATIOS
