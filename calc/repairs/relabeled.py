"""A contribution that was relabeled (recharacterized), and what became of it: the forms of its years.

It counts as made to the other kind of IRA on the original day (IRC 408A(d)(6); Reg. 1.408A-5). Moved over after
31 December, it still stands in that year's line 6, with its growth, if it was paid in by then (Form 8606
instructions, line 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from calc.derivation import ZERO, Money, Worksheet, told, total
from calc.repairs import Income, Repair, WayOut
from calc.worksheets.form_8606_years import YearOfIras, form_8606_years


@dataclass(frozen=True, slots=True, kw_only=True)
class Relabeled:
    """A Roth contribution that became a traditional one.

    year: the tax year it was for; made_on: the day it was paid in. contribution: without growth; moved: with its
    growth or loss, on ``moved_on``. basis: line 14 of the form before ``year``. value: of traditional, SEP and SIMPLE
    IRAs on 31 December of ``year``, this money left out unless it had moved by then; converted: in ``year``.
    then_year: of a later conversion of it; what was converted then, all together, and the value on its 31 December.
    """

    year: int
    made_on: date
    contribution: Money
    moved: Money
    moved_on: date
    basis: Money = ZERO
    value: Money = ZERO
    converted: Money = ZERO
    then_year: int = 0
    then_converted: Money = ZERO
    then_value: Money = ZERO


def relabeled(told_move: Relabeled) -> tuple[Repair, dict[int, Worksheet]]:
    """The forms of both years: nondeductible on line 1 of its own year, basis on line 2 of the later one."""
    year, contribution = told_move.year, told(told_move.contribution, "contribution")
    late = told_move.made_on.year > year
    beside = told(told_move.value, "value")
    if told_move.moved_on.year > year and not late:
        beside = total(beside, told(told_move.moved, "moved"))
    own = YearOfIras(
        year=year,
        contributed=contribution,
        late=contribution if late else ZERO,
        value=beside,
        converted=told_move.converted,
    )
    then = told_move.then_year or year + 1
    after = YearOfIras(year=then, value=told_move.then_value, converted=told_move.then_converted)
    forms = form_8606_years((own, after), told_move.basis)
    taxed = {number: form["18"] or ZERO for number, form in forms.items()}
    way = WayOut(
        "report",
        moved=told(told_move.moved, "moved"),
        taxable=taxed[year],
        taxable_year=year,
        more=(Income(taxed.get(then, ZERO), then),),
        forms=(f"8606_{year}", "statement", *([f"8606_{then}"] if then in forms else [])),
        sheet=forms.get(then, forms[year]),
    )
    return Repair("relabeled", contribution, (way,)), forms
