"""Tax withheld from a conversion: that part never reached the Roth and is a distribution (IRC 3405(b), 72(t))."""

from __future__ import annotations

from datetime import date, timedelta

from calc import law
from calc.derivation import ZERO, Amount, Money, Worksheet, cents, told
from calc.refusals import Refusal
from calc.repairs import Repair, WayOut
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
) -> Repair:
    """Put the withheld part into the Roth from other money within 60 days, or keep it as a distribution.

    gross: what left the traditional IRA; held_back: the tax in it. year_end_value, basis, contribution: lines 6, 2
    and 1 of Form 8606. What was withheld is credited on the return either way.
    Refusal: more held back than was taken out.
    """
    whole, kept = told(gross, "gross"), told(held_back, "held_back")
    if kept.money > whole.money:
        raise Refusal("withheld_above_gross", "held_back", withheld=kept, gross=whole)
    standing = law.standing()
    by = taken_on + timedelta(days=standing.whole("sixty_day_rollover_days"))

    def form(distributed: Amount, converted: Amount) -> Worksheet:
        return form_8606(line1=contribution, line2=basis, line6=year_end_value, line7=distributed, line8=converted)

    good, kept_out = form(ZERO, whole), form(kept, whole - kept)
    taxed_out = kept_out["15c"] or ZERO  # empty where nothing left the IRA
    rate = standing.figure("early_distribution_additional_tax_rate_72t")
    extra = cents(taxed_out * rate) if under_59_half else ZERO
    year = taken_on.year
    ways = (
        WayOut("make_good", by, today <= by, kept, good["18"] or ZERO, year, forms=("8606",), sheet=good),
        WayOut(
            "keep_as_distribution",
            moved=ZERO,
            taxable=taxed_out + (kept_out["18"] or ZERO),
            taxable_year=year,
            extra=extra,
            forms=("8606", "5329") if extra.value else ("8606",),
            sheet=kept_out,
        ),
    )
    return Repair("withheld", kept, ways)
