"""Forms as they were printed against forms worked out: the first line that differs, and the mistake that explains it.

A suspected mistake is made on purpose: where the form that comes of it is the printed one, it is the likely cause.
Lines are those of Form 8606, then ``4a`` and ``4b`` of Form 1040, and ``5329``, the additional tax on an excess.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from calc import law
from calc.derivation import Value, cents
from calc.worksheets.form_8606 import PART_1, PART_2, form_8606
from calc.worksheets.worksheet_1_1 import worksheet_1_1

ORDER = (*PART_1, *PART_2, "4a", "4b", "5329")
NEAR = Decimal(1)  # forms are filled in with whole dollars
PLACES = Decimal("0.001")  # line 10 needs at least three
NONE = Decimal(0)

Lines = Mapping[str, Decimal | None]  # None: empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """What belongs on one person's form of one year; dollars, zero where there is none.

    contributed: line 1, of it ``late`` after 31 December; basis: line 2; value: line 6, of it in SEP and SIMPLE
    accounts; distributed, converted: lines 7 and 8; relabeled: on Form 1099-R with code N or R;
    taxable_box: box 2a of what was paid out or converted.
    """

    contributed: Decimal = NONE
    late: Decimal = NONE
    basis: Decimal = NONE
    value: Decimal = NONE
    sep_and_simple: Decimal = NONE
    distributed: Decimal = NONE
    converted: Decimal = NONE
    relabeled: Decimal = NONE
    taxable_box: Decimal = NONE


@dataclass(frozen=True, slots=True)
class Finding:
    """line: the first that differs, None where all agree; suspects: mistakes that explain it, the likeliest first.

    explained: whether a suspect gives the printed form in full, line by line. right: the form as it should be.
    """

    line: str | None
    printed: Decimal | None
    suspects: tuple[str, ...]
    explained: bool
    right: Lines


def reconcile(printed: Lines, entries: Entries, other: Entries | None = None) -> Finding:
    """``printed``: only the lines that were read off the form. ``other``: the spouse's entries, where they are known.

    A difference that rounding makes is none: whole dollars, or line 10 with three places.
    """
    right = worked(entries)
    line = first_difference(printed, right)
    if line is None:
        return Finding(None, None, (), explained=True, right=right)
    tried = {name: lines for name, lines in _tries(entries, other).items() if lines != right}
    whole = tuple(name for name, lines in tried.items() if first_difference(printed, lines) is None)
    if "rounding" in whole:
        return Finding(None, None, ("rounding",), explained=True, right=right)
    if whole:
        return Finding(line, printed[line], whole, explained=True, right=right)
    after = ORDER.index(line)
    partly = {name: first_difference(printed, lines) for name, lines in tried.items() if name != "rounding"}
    further = {name: ORDER.index(found) for name, found in partly.items() if found and ORDER.index(found) > after}
    suspects = tuple(sorted(further, key=lambda name: -further[name]))
    return Finding(line, printed[line], suspects[:2], explained=False, right=right)


def worked(entries: Entries) -> Lines:
    """The form of these entries, with the lines of Form 1040 that follow from it."""
    sheet = form_8606(
        line1=entries.contributed,
        line2=entries.basis,
        line4=entries.late,
        line6=entries.value,
        line7=entries.distributed,
        line8=entries.converted,
    )
    lines = {number: None if amount is None else _decimal(amount.value) for number, amount in sheet.items()}
    paid = entries.distributed + entries.converted
    taxable = (lines["15c"] or NONE) + (lines["18"] or NONE)
    return {**lines, "4a": paid, "4b": taxable, "5329": NONE}


def _decimal(value: Value) -> Decimal:
    """A ratio with more places than any form shows."""
    return value if isinstance(value, Decimal) else Decimal(value.numerator) / value.denominator


def first_difference(printed: Lines, right: Lines) -> str | None:
    """In the order of the form; an empty line and a zero are the same."""
    return next((line for line in ORDER if line in printed and not _same(line, printed[line], right[line])), None)


def _same(line: str, printed: Decimal | None, right: Decimal | None) -> bool:
    return abs((printed or NONE) - (right or NONE)) < (PLACES if line == "10" else NEAR)


def _rounded(entries: Entries) -> Lines:
    """With line 10 cut to three places, as the form allows."""
    lines = dict(worked(entries))
    share = lines["10"]
    if share is None or lines["5"] is None:
        return lines
    cut = share.quantize(PLACES, ROUND_HALF_UP)
    of_converted, of_paid = cents(entries.converted * cut), cents(entries.distributed * cut)
    free, taxed = min(of_converted + of_paid, lines["5"]), entries.distributed - of_paid
    lines |= {"10": cut, "11": of_converted, "12": of_paid, "13": free, "15a": taxed, "15c": taxed}
    lines |= {"14": entries.contributed + entries.basis - free, "4b": taxed + entries.converted - of_converted}
    if entries.converted:
        lines |= {"17": of_converted, "18": entries.converted - of_converted}
    return lines


def _by_worksheet(entries: Entries) -> Lines:
    """Pub. 590-B Worksheet 1-1 in place of lines 5 to 12, as software prints it beside an asterisk."""
    sheet = worksheet_1_1(
        prior_basis=entries.basis,
        contributions=entries.contributed,
        value=entries.value,
        distributions=entries.distributed,
        converted=entries.converted,
    )
    lines = {**worked(entries), **dict.fromkeys(("5", "6", "9", "10", "11", "12"))}
    free, taxed = sheet.money("8"), sheet.money("10")
    lines |= {"13": free, "14": entries.contributed + entries.basis - free, "4b": sheet.money("9")}
    lines |= {"15a": sheet.money("11"), "15c": sheet.money("11")}
    return lines | ({"17": entries.converted - taxed, "18": taxed} if entries.converted else {})


def _no_form(entries: Entries) -> Lines:
    """Without Form 8606 the taxable box of Form 1099-R goes straight to Form 1040."""
    empty = dict.fromkeys((*PART_1, *PART_2))
    return {**worked(entries), **empty, "4b": entries.taxable_box or entries.distributed + entries.converted}


def _excess(entries: Entries) -> Decimal:
    rate = law.standing().figure("excess_contribution_excise_rate_4973")
    return cents(entries.contributed * rate.money)


def _shifted(entries: Entries, **changes: Decimal) -> Lines:
    return worked(replace(entries, **changes))


MISTAKES: Mapping[str, Callable[[Entries], Lines]] = {
    "rounding": _rounded,
    "not_nondeductible": lambda e: _shifted(e, contributed=NONE, late=NONE),
    "basis_blank": lambda e: _shifted(e, basis=NONE),
    "nothing_but_the_1099": _no_form,
    "year_end_blank": lambda e: _shifted(e, value=NONE),
    "sep_forgotten": lambda e: _shifted(e, value=e.value - e.sep_and_simple),
    "line_4_blank": lambda e: _shifted(e, late=NONE),
    "conversion_as_payout": lambda e: _shifted(e, distributed=e.distributed + e.converted, converted=NONE),
    "relabeled_as_income": lambda e: _shifted(e, distributed=e.distributed + e.relabeled),
    "box_2a_taxed": lambda e: {**worked(e), "4b": e.taxable_box},
    "roth_as_well": lambda e: {**worked(e), "5329": _excess(e)},
    "roth_instead": lambda e: {**_shifted(e, contributed=NONE, late=NONE), "5329": _excess(e)},
    "worksheet_1_1": _by_worksheet,
}
"""Every usual slip, as the form that comes of it, the commonest first."""


def _tries(entries: Entries, other: Entries | None) -> dict[str, Lines]:
    tries = {name: slip(entries) for name, slip in MISTAKES.items()}
    return tries if other is None else tries | {"spouse_swapped": worked(other)}
