"""Net income attributable to a contribution that is returned or recharacterized (Reg. 1.408-11, 1.408A-5 Q&A-2)."""

from __future__ import annotations

from decimal import Decimal

from calc.derivation import ZERO, Amount, Worksheet, cents, entered, told, total
from calc.refusals import Refusal

Money = Amount | Decimal | int


def net_income_attributable(
    *, contribution: Money, opening: Money, closing: Money, added: Money = ZERO, taken_out: Money = ZERO
) -> Worksheet:
    """``earnings`` (a loss is negative) and ``moved``, what leaves the account with them.

    contribution: the part that goes back. opening: value of the IRA just before the whole contribution came in.
    closing: value just before it goes back. added: the whole contribution and everything else put in or transferred
    in since; taken_out: paid or transferred out since. One IRA alone, not all of them.
    Refusal: more goes back than came in, or nothing was in the account.
    """
    out: dict[str, Amount | None] = {}
    back, came_in = told(contribution, "contribution"), told(added, "added")
    out["contribution"] = entered("contribution", back)
    out["adjusted_opening"] = start = total(told(opening, "opening"), came_in).named("adjusted_opening")
    out["adjusted_closing"] = end = total(told(closing, "closing"), told(taken_out, "taken_out")).named(
        "adjusted_closing"
    )
    if back.money > came_in.money:
        raise Refusal("back_above_added", "contribution", contribution=back, added=came_in)
    if start.money == 0:
        raise Refusal("nothing_added", "added")
    growth = cents(back * ((end - start) / start))
    out["earnings"] = earned = growth.named("earnings")
    out["moved"] = (back + earned).named("moved")
    return Worksheet("net_income_attributable", out, "Reg. 1.408-11")
