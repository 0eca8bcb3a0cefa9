"""A contribution that was deducted by mistake and then converted.

Deducted money is no basis. Left as it is, it is taxed when converted; or the deduction is taken back by an amended
return with Form 8606, and the conversion is free of tax. IRC 408(o)(2)(B); Form 8606 instructions, "Amending".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from calc.derivation import ZERO, Money, Worksheet, told
from calc.refusals import Refusal
from calc.repairs import Income, Repair, WayOut
from calc.repairs.missing_8606 import refund_by
from calc.worksheets.form_8606_years import YearOfIras, form_8606_years


@dataclass(frozen=True, slots=True, kw_only=True)
class Deducted:
    """year: of the deduction; deducted: dollars of it. converted, value: in ``converted_in``, line 8 and line 6.

    basis: line 14 of the form before ``year``.
    """

    year: int
    deducted: Money
    converted_in: int
    converted: Money
    value: Money = ZERO
    basis: Money = ZERO


def deducted_converted(told_mistake: Deducted, today: date) -> Repair:
    """Both ways: the deduction taken back, or left; each year's income beside what the deduction had taken off.

    Refusal: nothing was converted.
    """
    amount = told(told_mistake.deducted, "deducted")
    if not told(told_mistake.converted, "converted").value:
        raise Refusal("nothing_to_repair", "converted")
    year, then = told_mistake.year, told_mistake.converted_in
    by = refund_by(year)
    kept, undone = _taxed(told_mistake, basis_of_year=ZERO), _taxed(told_mistake, basis_of_year=amount)
    free = undone["18"] or ZERO
    both = year == then
    back = WayOut(
        "take_back",
        by,
        by is None or today <= by,
        moved=amount,
        taxable=amount,
        taxable_year=year,
        more=(Income(free, then),),
        forms=(f"8606_{year}_1040X",) if both else (f"8606_{year}_1040X", f"8606_{then}"),
        sheet=undone,
    )
    leave = WayOut("leave", taxable=kept["18"] or ZERO, taxable_year=then, forms=(f"8606_{then}",), sheet=kept)
    return Repair("deducted_converted", amount, (leave, back) if both else (back, leave))


def _taxed(told_mistake: Deducted, *, basis_of_year: Money) -> Worksheet:
    own = YearOfIras(year=told_mistake.year, contributed=basis_of_year)
    moved = YearOfIras(year=told_mistake.converted_in, value=told_mistake.value, converted=told_mistake.converted)
    if own.year == moved.year:
        moved = YearOfIras(
            year=own.year, contributed=basis_of_year, value=told_mistake.value, converted=told_mistake.converted
        )
        return form_8606_years((moved,), told_mistake.basis)[moved.year]
    return form_8606_years((own, moved), told_mistake.basis)[moved.year]
