"""What a computed answer is, for a person and as data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from calc.derivation import Worksheet, cents
from dialogs.answering.computed.question import Asked
from dialogs.phrases import say

Found = Decimal | date | bool | tuple[Decimal, ...] | None
_WRITTEN = re.compile(r"\$[\d,]+(?:\.\d\d)?|[\d.]+%|[A-Z][a-z]+ \d{1,2}, \d{4}")
WORKED = frozenset({"amount", "range", "yes_no"})  # kinds of answer that come out of worksheets


@dataclass(frozen=True, slots=True)
class Computed:
    """kind: amount, range, date, limits, yes_no, missing or refused. missing: names of facts.

    amount: dollars, a day, a yes or no, or the ends of a range. lines: those of the worksheet.
    worksheet: its public name; None where a figure of the law is the answer. card: of the rule behind it.
    of_all: every amount of the question is in it. asked: the question as it was read.
    """

    asked: Asked = field(compare=False, repr=False)
    kind: str
    text: str
    amount: Found = None
    worksheet: str | None = None
    lines: Mapping[str, object] | None = None
    assumed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    who: str = "you"
    card: str | None = None
    of_all: bool = False

    @property
    def is_of_its_amounts(self) -> bool:
        """Whether amounts of the question's own were worked out, or a day for them: no rule answers it better."""
        worked = self.kind in {"amount", "yes_no"} and len(self.asked.sums) > len(self.asked.aside)
        return worked or (self.kind == "date" and bool(self.asked.sums))

    @property
    def is_of_all_amounts(self) -> bool:
        """Whether all of several amounts that the question tells were worked in."""
        return self.is_of_its_amounts and len(self.asked.sums) > 1 and not self.asked.aside

    @property
    def is_settled(self) -> bool:
        """Whether it is a figure or the range of one, and does not merely ask back or refuse."""
        return self.kind in {"amount", "date", "limits", "range", "yes_no"}

    @property
    def amounts_shown(self) -> tuple[str, ...]:
        """The amounts of its first sentence as they are written."""
        return tuple(_WRITTEN.findall(self.text.partition("\n\n")[0]))

    @property
    def sheets(self) -> tuple[Worksheet, ...]:
        """The worksheets behind an amount, a range or a yes or no."""
        return tuple(self.asked.sheets) if self.kind in WORKED and not self.missing else ()

    def as_data(self) -> dict[str, object]:
        """The object ``computed`` of ``rothbot ask --json``."""
        return {
            "kind": self.kind,
            "amount": _plain(self.amount),
            "worksheet": self.worksheet,
            "lines": dict(self.lines or {}),
            "assumed": list(self.assumed),
            "missing": list(self.missing),
            "who": self.who,
        }


def computed(
    question: Asked,
    kind: str,
    head: str,
    *,
    amount: Found = None,
    rule: str = "",
    worksheet: str | None = None,
    lines: Worksheet | Mapping[str, object] | None = None,
    missing: tuple[str, ...] = (),
    card: str | None = None,
    of_all: bool = False,
) -> Computed:
    """head: the verdict or the amount, which comes first. rule: how it comes about, with its law."""
    if isinstance(lines, Worksheet):
        question.sheets[:] = (lines,)
        lines = lines_of(lines)
    assumed = _assuming(question)
    text = "\n\n".join(part for part in (head, rule, assumed) if part)
    said = tuple(question.assumed)
    return Computed(question, kind, text, amount, worksheet, lines, said, missing, question.who, card, of_all)


def _assuming(question: Asked) -> str:
    return say("asked.assuming", what="; ".join(question.assumed)) if question.assumed else ""


def with_aside(found: Computed, amounts: Sequence[Decimal]) -> Computed:
    """The answer that names the amounts nothing was worked out with."""
    before = _assuming(found.asked)
    for amount in amounts:
        found.asked.assume("aside", amount=amount)
    told = found.text.removesuffix(before).rstrip()
    return replace(found, text=f"{told}\n\n{_assuming(found.asked)}", assumed=tuple(found.asked.assumed))


def without_assumed(found: Computed) -> str:
    """The answer without what was assumed, which several tell together."""
    return found.text.removesuffix(_assuming(found.asked)).rstrip()


def assumed_together(answers: Sequence[Computed]) -> str:
    """What several answers to one message assumed, each once; an amount that one of them reckons with is no aside."""
    asides = [{say("asked.assumed.aside", amount=one) for one in found.asked.aside} for found in answers]
    used = {what for one in asides for what in one if any(what not in other for other in asides)}
    said = dict.fromkeys(what for found in answers for what in found.assumed if what not in used)
    return say("asked.assuming", what="; ".join(said)) if said else ""


def verdict(question: Asked, head: str, *, yes: bool) -> str:
    """The head, after a yes or a no where one is asked for."""
    return say("asked.yes" if yes else "asked.no", rest=head) if question.wants_verdict else head


def lines_of(sheet: Worksheet) -> dict[str, object]:
    """Lines as dollars and cents in words of a machine; empty ones are None."""
    return {name: None if line is None else f"{cents(line.value):.2f}" for name, line in sheet.items()}


def facts_in_words(facts: tuple[str, ...]) -> list[str]:
    """Facts that are missing, in words."""
    return [say(f"asked.fact.{name}") for name in facts]


def _plain(amount: Found) -> object:
    match amount:
        case bool() | None:
            return amount
        case Decimal():
            return f"{amount:.2f}"
        case date():
            return amount.isoformat()
    return [f"{one:.2f}" for one in amount]
