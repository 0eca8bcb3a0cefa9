"""Net income attributable to a contribution that is returned or recharacterized (Reg. 1.408-11, 1.408A-5 Q&A-2)."""

from __future__ import annotations

from calc.derivation import ZERO, Draft, Money, Worksheet, cents, told, total
from calc.refusals import Refusal


def net_income_attributable(
    *, contribution: Money, opening: Money, closing: Money, added: Money = ZERO, taken_out: Money = ZERO
) -> Worksheet:
    """``earnings`` (a loss is negative) and ``moved``, what leaves the account with them.

    contribution: the part that goes back. opening: value of the IRA just before the whole contribution came in.
    closing: value just before it goes back. added: the whole contribution and everything else put in or transferred
    in since; taken_out: paid or transferred out since. One IRA alone, not all of them.
    Refusal: more goes back than came in, or nothing was in the account.
    """
    f = Draft()
    back, came_in = told(contribution, "contribution"), told(added, "added")
    f["contribution"] = back
    f["adjusted_opening"] = total(told(opening, "opening"), came_in)
    f["adjusted_closing"] = total(told(closing, "closing"), told(taken_out, "taken_out"))
    if back.money > came_in.money:
        raise Refusal("back_above_added", "contribution", contribution=back, added=came_in)
    if f["adjusted_opening"].money == 0:
        raise Refusal("nothing_added", "added")
    f["earnings"] = cents(back * ((f["adjusted_closing"] - f["adjusted_opening"]) / f["adjusted_opening"]))
    f["moved"] = back + f["earnings"]
    return f.worksheet("net_income_attributable", "Reg. 1.408-11")
