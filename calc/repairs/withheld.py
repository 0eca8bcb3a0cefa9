"""Tax withheld from a conversion: that part never reached the Roth and is a distribution (IRC 3405, 72(t)).

Out of an IRA it is taxed in proportion, on Form 8606. Out of a workplace plan the IRAs have nothing to do with it:
what was rolled over counts as pre-tax money first (IRC 402(c)(2)), and Form 1040 takes it on lines 5a and 5b.
"""

from __future__ import annotations

from datetime import date, timedelta

from calc import law
from calc.derivation import ZERO, Amount, Draft, Money, Worksheet, least, told
from calc.refusals import Refusal
from calc.repairs import Repair, WayOut
from calc.repairs.early import additional_tax
from calc.worksheets.form_8606 import form_8606


def withheld(
    *,
    gross: Money,
    held_back: Money,
    taken_on: date,
    today: date,
    under_59_half: bool,
    year_end_value: Money = ZERO,
    basis: Money = ZERO,
    contribution: Money = ZERO,
    state: str | None = None,
) -> Repair:
    """Put the withheld part into the Roth from other money within 60 days, or keep it as a distribution.

    gross: what left the traditional IRA; held_back: the tax in it. year_end_value, basis, contribution: lines 6, 2
    and 1 of Form 8606. What was withheld is credited on the return either way.
    Refusal: more held back than was taken out.
    """
    whole, kept = _told(gross, held_back)

    def form(distributed: Amount, converted: Amount) -> Worksheet:
        return form_8606(line1=contribution, line2=basis, line6=year_end_value, line7=distributed, line8=converted)

    good, kept_out = form(ZERO, whole), form(kept, whole - kept)
    taxed_out = kept_out["15c"] or ZERO  # empty where nothing left the IRA
    extra = additional_tax(taxed_out, state=state) if under_59_half else ZERO
    keep = WayOut(
        "keep_as_distribution",
        taxable=taxed_out + (kept_out["18"] or ZERO),
        taxable_year=taken_on.year,
        extra=extra,
        forms=("8606", "5329") if extra.value else ("8606",),
        sheet=kept_out,
    )
    return Repair("withheld", kept, (_make_good(taken_on, today, kept, good["18"] or ZERO, "8606", good), keep))


def withheld_from_plan(
    *,
    gross: Money,
    held_back: Money,
    taken_on: date,
    today: date,
    early: bool,
    after_tax: Money = ZERO,
    state: str | None = None,
) -> Repair:
    """The same out of a 401(k), 403(b) or another plan, on its way to a Roth IRA.

    gross, after_tax: boxes 1 and 5 of Form 1099-R, the tax that was withheld included. early: the additional tax
    applies, under 59½ and no job left in or after the year of 55. All pre-tax money is income either way, for it
    either reached a Roth IRA or was kept; only what was kept and is taxed bears the additional tax.
    Refusal: more held back than was taken out, or more after-tax money in it.
    """
    whole, kept = _told(gross, held_back)
    paid_in = told(after_tax, "after_tax")
    if paid_in.money > whole.money:
        raise Refusal("after_tax_above_gross", "after_tax", after_tax=paid_in, gross=whole)
    f = Draft()
    f["5a"] = whole
    f["5b"] = whole - paid_in
    f["rolled"] = whole - kept
    f["rolled_pretax"] = least(f["5b"], f["rolled"])
    f["kept_taxed"] = f["5b"] - f["rolled_pretax"]
    sheet = f.worksheet("plan_payout", "IRC 402(c)(2), 408A(e); Form 1040 lines 5a and 5b")
    extra = additional_tax(sheet.line("kept_taxed"), state=state) if early else ZERO
    keep = WayOut(
        "keep_as_distribution",
        taxable=sheet.line("5b"),
        taxable_year=taken_on.year,
        extra=extra,
        forms=("1040_5a", "5329") if extra.value else ("1040_5a",),
        sheet=sheet,
    )
    good = _make_good(taken_on, today, kept, sheet.line("5b"), "1040_5a", sheet)
    return Repair("withheld_plan", kept, (good, keep))


def _told(gross: Money, held_back: Money) -> tuple[Amount, Amount]:
    whole, kept = told(gross, "gross"), told(held_back, "held_back")
    if kept.money > whole.money:
        raise Refusal("withheld_above_gross", "held_back", withheld=kept, gross=whole)
    return whole, kept


def _make_good(taken_on: date, today: date, kept: Amount, taxed: Amount, form: str, sheet: Worksheet) -> WayOut:
    by = taken_on + timedelta(days=law.standing().whole("sixty_day_rollover_days"))
    return WayOut("make_good", by, today <= by, kept, taxed, taken_on.year, forms=(form,), sheet=sheet)
