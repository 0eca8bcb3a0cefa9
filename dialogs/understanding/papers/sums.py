"""A paper that was read off a picture: which of its amounts another one on it confirms.

A printed sum that holds confirms its lines, and so does an amount that stands in two places. What nothing confirms is
asked about one by one, never noted by a yes to a whole list; what is part of a sum that does not hold is asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from calc import law
from calc.checking.tables import table
from dialogs.session import Told
from dialogs.understanding.papers import boxes, lines
from dialogs.understanding.papers.reading import Note, Offer, Reading
from dialogs.understanding.papers.scan import Text

NONE = Decimal(0)
CENTS = Decimal(1)  # rounding of a tax that is reckoned check by check
_SUM = re.compile(r"(?P<first>\d+[a-c]?)(?P<rest>(?: [+-] \d+[a-c]?)+)(?:: [\w ]+)?")
AS_READ = "as_read"
EXCISE = "excess_contribution_excise_rate_4973"
TAXES = {  # of an amount, on which line
    "W-2": (("3", "4", "self_employment_social_security_rate"), ("5", "6", "self_employment_medicare_rate")),
    "5329": (("16", "17", EXCISE), ("24", "25", EXCISE)),
}


def confirmed(read: Reading, text: Text) -> Reading:
    """The reading with what is confirmed; the rest as an offer for each amount, or to be told anew."""
    sure, broken = _over(_checked(one.kind, text) for one in read.whole)
    found: dict[str, Told] = {}
    offers: list[Offer] = []
    asked: list[tuple[str, Told]] = []
    for fact, value in read.found.items():
        amount = _amount(value)
        if amount is None or amount in sure:
            found[fact] = value
        elif amount in broken or read.beside:
            asked.append((fact, value))
        else:
            offers.append(Offer(AS_READ, fact, value))
    named = {_amount(value) for _, value in (*asked, *((one.fact, one.value) for one in offers))}
    forms = [_with_boxes(one, sure) for one in read.whole]
    asked += [
        (f"{one.kind}.{box}", amount)
        for one in read.whole
        for box, _, amount in (entry.partition(":") for entry in one.boxes if not _stays(entry, sure))
        if Decimal(amount) not in {NONE, *named}
    ]
    notes = [Note("scanned"), *([Note("sum_fails")] if broken else [])]
    notes += [Note("as_read")] if offers else []
    notes += [Note("unconfirmed", {"asked": tuple(dict.fromkeys(asked))})] if asked else []
    return replace(
        forms[0],
        found=found,
        offers=(*(one for one in read.offers if _amount(one.value) not in broken), *offers),
        notes=(*read.notes, *notes),
        beside=tuple(forms[1:]),
    )


def _over(checked: Iterable[tuple[set[Decimal], set[Decimal]]]) -> tuple[set[Decimal], set[Decimal]]:
    """Of several forms on one picture: what one of them contradicts is not sure."""
    sures, brokens = zip(*checked, strict=True)
    broken = set().union(*brokens)
    return set().union(*sures) - broken, broken


def _with_boxes(one: Reading, sure: set[Decimal]) -> Reading:
    kept = tuple(entry for entry in one.boxes if _stays(entry, sure))
    return replace(one, boxes=kept if any(_in_box(entry) is not None for entry in kept) else ())


def _stays(entry: str, sure: set[Decimal]) -> bool:
    amount = _in_box(entry)
    return amount is None or amount in sure


def _amount(value: Told) -> Decimal | None:
    """Of a fact that is dollars or a share; None of every other one."""
    if not isinstance(value, str) or not re.fullmatch(r"\d+(?:\.\d+)?%?", value):
        return None
    return Decimal(value.rstrip("%"))


def _in_box(entry: str) -> Decimal | None:
    box, _, value = entry.partition(":")
    return None if box in {"7", "13b"} else _amount(value)


def _checked(kind: str, text: Text) -> tuple[set[Decimal], set[Decimal]]:
    """Amounts that another one confirms, and those of a sum that does not hold."""
    shown = _shown(kind, text)
    often = Counter(shown.values())
    sure = {amount for amount, times in often.items() if times > 1}
    broken: set[Decimal] = set()
    for holds, parts in (*_sums(kind, shown), *_taxes(kind, shown), *_pay(kind, shown, text)):
        (sure if holds else broken).update(parts)
    return sure - broken, broken - {NONE}


def _shown(kind: str, text: Text) -> Mapping[str, Decimal]:
    if kind in boxes.FILES:
        return boxes.filled(kind, text).money
    if kind in table("returns"):
        return {line: amount for line, amount in lines.on_lines(kind, text).items() if amount is not None}
    return {}


def _sums(kind: str, shown: Mapping[str, Decimal]) -> Iterator[tuple[bool, list[Decimal]]]:
    """Each printed sum of which there are lines: whether it holds, and its amounts. An empty line is zero."""
    for line, parts in _worked(kind).items():
        told = [amount for part in (line, *parts) if (amount := shown.get(part)) is not None]
        if line in shown and len(told) > 1:
            total = sum((sign * shown.get(part, NONE) for part, sign in parts.items()), NONE)
            yield shown[line] == max(total, NONE), told


@cache
def _worked(kind: str) -> Mapping[str, Mapping[str, int]]:
    """The lines of a form that are sums of others, each of these with its sign."""
    found: dict[str, Mapping[str, int]] = {}
    for line, worked in table("returns").get(kind, {}).items():
        if isinstance(worked, str) and (match := _SUM.fullmatch(worked)):
            others = re.findall(r"([+-]) (\d+[a-c]?)", match["rest"])
            found[line] = {match["first"]: 1, **{part: 1 if sign == "+" else -1 for sign, part in others}}
    return found


def _taxes(kind: str, shown: Mapping[str, Decimal]) -> Iterator[tuple[bool, list[Decimal]]]:
    """A tax that is a share of the amount beside it: social security, Medicare, the excise on an excess."""
    for of, tax, name in TAXES.get(kind, ()):
        if of in shown and tax in shown and shown[of]:
            halved = 2 if kind == "W-2" else 1  # an employee pays half of what the self-employed pay
            due = shown[of] * law.standing().figure(name).money / halved
            if abs(shown[tax] - due) <= CENTS:  # less where a limit cuts it, more for high pay: that denies nothing
                yield True, [shown[of], shown[tax]]


def _pay(kind: str, shown: Mapping[str, Decimal], text: Text) -> Iterator[tuple[bool, list[Decimal]]]:
    """Of Form W-2: pay for Medicare less what was deferred before tax is box 1."""
    if kind != "W-2" or not {"1", "5"} <= shown.keys():
        return
    plans = table("form_w2")["box_12"]
    deferred = [
        amount for code, amount in boxes.box_12(text).items() if plans[code].get("plan") and not plans[code]["roth"]
    ]
    if deferred and shown["5"] - sum(deferred, NONE) == shown["1"]:
        yield True, [shown["1"], shown["5"], *deferred, sum(deferred, NONE)]
