"""After-tax IRA money that went into a workplace plan with a roll-in (IRC 408(d)(3)(A)(ii), (H)).

A plan may not take it. Sent back, it was a distribution of basis: it can still reach a Roth IRA inside 60 days of
the day it left the IRA, and is no income either way (Form 8606, lines 7 or 8); its growth in the plan is.
"""

from __future__ import annotations

from datetime import date, timedelta

from calc import law
from calc.derivation import ZERO, Money, most, told
from calc.repairs import Income, Repair, WayOut
from calc.worksheets.form_8606 import form_8606


def basis_in_plan(*, sent: Money, left_on: date, today: date, earnings: Money = ZERO, iras: Money = ZERO) -> Repair:
    """sent: after-tax dollars that went in. earnings: on them in the plan. iras: left in IRAs on 31 December."""
    amount, grown = told(sent, "sent"), told(earnings, "earnings")
    by = left_on + timedelta(days=law.standing().whole("sixty_day_rollover_days"))
    income = most(grown, ZERO)

    def form(*, converted: bool) -> WayOut:
        sheet = form_8606(
            line1=ZERO,
            line2=amount,
            line6=iras,
            line7=ZERO if converted else amount,
            line8=amount if converted else ZERO,
        )
        taxed = sheet["18" if converted else "15c"] or ZERO
        return WayOut(
            "back_and_convert" if converted else "back_and_keep",
            by if converted else None,
            not converted or today <= by,
            moved=amount + grown,
            taxable=taxed,
            taxable_year=left_on.year,
            more=(Income(income, today.year),),
            forms=("8606",),
            sheet=sheet,
        )

    leave = WayOut("leave", more=(Income(amount, None),))
    return Repair("basis_in_plan", amount, (form(converted=True), form(converted=False), leave))
