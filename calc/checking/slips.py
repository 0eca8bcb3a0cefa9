"""Usual mistakes, made on purpose: where the form that comes of one is the printed one, it is the likely cause.

Each slip takes a person's entries and gives those of somebody who made it, or the lines that come of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from calc.checking import forms
from calc.checking.entries import Entries, Lines
from calc.checking.papers import NONE
from calc.worksheets.form_8606 import PART_1, PART_2

Slip = Callable[[Entries], Iterator[Entries]]


def _with(**changes: Callable[[Entries], Decimal]) -> Slip:
    """The entries with some of them otherwise; whoever enters too much is not held back by the limit."""

    def slip(e: Entries) -> Iterator[Entries]:
        free = {"limit": None} if "contributed" in changes else {}
        yield replace(e, **free, **{name: change(e) for name, change in changes.items()})  # type: ignore[arg-type]

    return slip


def _none(_: Entries) -> Decimal:
    return NONE


def _account_forgotten(e: Entries) -> Iterator[Entries]:
    for value in e.beside.values:
        yield replace(e, value=max(e.value - value, NONE))


SLIPS: Mapping[str, Slip] = {
    "not_nondeductible": _with(contributed=_none, late=_none),
    "deduction_forgotten": _with(deducted=_none),
    "basis_blank": _with(basis=_none),
    "basis_twice": _with(basis=lambda e: e.basis + e.line_1),
    "basis_as_contribution": _with(contributed=lambda e: e.contributed + e.basis),
    "year_end_blank": _with(value=_none, under_way=_none),
    "sep_forgotten": _with(value=lambda e: e.value - e.beside.separate_value),
    "account_forgotten": _account_forgotten,
    "roth_in_line_6": _with(value=lambda e: e.value + (e.roth_value or NONE)),
    "inherited_in_line_6": _with(value=lambda e: e.value + e.beside.inherited_value),
    "inherited_as_own": _with(
        value=lambda e: e.value + e.beside.inherited_value,
        pool=lambda e: e.pool + e.beside.inherited_paid,
        apart=lambda e: e.apart - e.beside.inherited_paid,
    ),
    "inherited_payout_as_own": _with(pool=lambda e: e.pool + e.beside.inherited_paid),
    "line_4_blank": _with(late=_none),
    "line_4_whole": _with(late=lambda e: e.line_1),
    "employer_money_on_line_1": _with(contributed=lambda e: e.contributed + e.beside.employer),
    "roth_contribution_on_line_1": _with(contributed=lambda e: e.contributed + e.beside.roth_contributed),
    "returned_not_taken_off": _with(contributed=lambda e: e.contributed + e.beside.returned),
    "returned_as_payout": _with(
        pool=lambda e: e.pool + e.beside.returned_paid, contributed=lambda e: e.contributed + e.beside.returned
    ),
    "conversion_as_payout": _with(converted=_none),
    "payout_as_conversion": _with(converted=lambda e: e.pool - e.given - e.rolled - e.under_way),
    "distribution_converted": _with(converted=lambda e: min(e.beside.box_3, e.pool)),
    "charity_as_payout": _with(
        given=_none, pool=lambda e: e.pool + e.beside.given, apart=lambda e: e.apart - e.beside.given
    ),
    "rollover_as_payout": _with(rolled=_none, under_way=_none),
    "under_way_forgotten": _with(under_way=_none, pool=lambda e: e.pool - e.under_way),
    "plan_rollover_off_line_7": _with(rolled=lambda e: min(e.beside.rolled_in, e.pool - e.converted)),
    "relabeled_as_income": _with(pool=lambda e: e.pool + e.beside.relabeled),
    "relabeled_left_off": _with(
        contributed=lambda e: max(e.contributed - e.beside.relabeled_contribution, NONE),
        value=lambda e: max(e.value - e.beside.relabeled_later, NONE),
    ),
    "relabeled_not_in_line_6": _with(value=lambda e: max(e.value - e.beside.relabeled_later, NONE)),
    "plan_as_conversion": _with(
        converted=lambda e: e.converted + (e.beside.roth_plan_in or e.beside.plan_to_roth),
        pool=lambda e: e.pool + (e.beside.roth_plan_in or e.beside.plan_to_roth),
    ),
}
"""By name, the commonest first: the entries of whoever made the slip."""


def whole_form_slips(e: Entries) -> Iterator[tuple[str, Lines]]:
    """Slips that no entry explains: Form 8606 was not made, or another worksheet took the place of its lines."""
    yield "nothing_but_the_1099", dict.fromkeys((*PART_1, *PART_2))
    yield "worksheet_1_1", forms.by_worksheet_1_1(e)


def by_slip(e: Entries) -> Iterator[tuple[str, Lines]]:
    """Each slip that changes anything, with the Form 8606 that comes of it."""
    plain = forms.worked(e)
    for name, slip in SLIPS.items():
        for slipped in slip(e):
            if slipped != e and slipped.pool >= slipped.converted and (lines := forms.worked(slipped)) != plain:
                yield name, lines
    yield from whole_form_slips(e)
