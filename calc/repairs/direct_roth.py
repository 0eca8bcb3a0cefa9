"""Money put straight into a Roth IRA although the income was too high, or above the limit.

Relabel it as a traditional contribution and convert it, take it back with its earnings, or leave it and pay 6 % a
year until it is removed or absorbed. Also above the limit in a traditional IRA, and converted since: the excess
follows its money into the Roth IRA, and comes out of there with the growth of both accounts.
IRC 408(d)(4), 408A(d)(6), 4973; Reg. 1.408-11, 1.408A-5, 301.9100-2(b).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from calc import law
from calc.derivation import ZERO, Amount, Draft, Money, Worksheet, cents, least, most, told, total
from calc.refusals import Refusal
from calc.repairs import Repair, WayOut
from calc.repairs.earnings import net_income_attributable
from calc.repairs.excess_left import excise_so_far
from calc.worksheets.form_8606 import form_8606


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """The contribution and the one Roth IRA it went into.

    made_on: the day of the deposit; excess: the part of ``amount`` that may not stay. opening, closing, added,
    taken_out: as in ``net_income_attributable``; ``added`` holds the whole contribution.
    reached: a traditional contribution that was converted: what the whole of it had become when it came into the
    Roth IRA. Then that account is the one whose values are told, and ``added`` holds ``reached`` instead.
    """

    tax_year: int
    made_on: date
    amount: Money
    excess: Money
    opening: Money
    closing: Money
    added: Money
    taken_out: Money = ZERO
    reached: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """What decides the price. iras: 31 December value of traditional, SEP and SIMPLE IRAs without this money.

    filed_on_time: whether the return of the tax year was, or will be; without it the October date is lost.
    barred: a traditional contribution is not allowed either (no pay, or over the limit), so it cannot be relabeled.
    room_next: contribution limit of the next year that will not be used otherwise.
    """

    filed_on_time: bool
    under_59_half: bool
    iras: Money = ZERO
    basis: Money = ZERO
    barred: bool = False
    room_next: Money = ZERO


def direct_roth(deposit: Deposit, owner: Owner, today: date) -> Repair:
    year = law.year(deposit.tax_year)
    late = "excess_removal_and_recharacterization_deadline"
    by = year.date(late if owner.filed_on_time else "ira_contribution_deadline")
    earned = attributable(deposit)
    ways = [] if owner.barred else [_relabel(deposit, owner, earned, by, today)]
    ways.append(_return(deposit, owner, earned, by, today))
    ways += _later(deposit, owner, earned.line("contribution"), today)
    return Repair("direct_roth", earned.line("contribution"), tuple(ways))


def attributable(deposit: Deposit) -> Worksheet:
    """``earnings`` and ``moved`` of the excess, in the account in which it is now.

    Once converted, it has its share of what reached the Roth IRA, and that of the growth since; a loss lowers it.
    """
    if deposit.reached is None:
        return net_income_attributable(
            contribution=deposit.excess,
            opening=deposit.opening,
            closing=deposit.closing,
            added=deposit.added,
            taken_out=deposit.taken_out,
        )
    f = Draft()
    f["contribution"] = told(deposit.excess, "excess")
    whole, reached = told(deposit.amount, "contributed"), told(deposit.reached, "reached")
    if not whole.value:
        raise Refusal("nothing_added", "contributed")
    f["came_over"] = cents(reached * (f["contribution"] / whole))
    since = net_income_attributable(
        contribution=f["came_over"],
        opening=deposit.opening,
        closing=deposit.closing,
        added=deposit.added,
        taken_out=deposit.taken_out,
    )
    f["moved"] = since.line("moved")
    f["earnings"] = f["moved"] - f["contribution"]
    return f.worksheet("excess_converted", "Reg. 1.408-11")


def _relabel(deposit: Deposit, owner: Owner, earned: Worksheet, by: date, today: date) -> WayOut:
    """Recharacterize, then convert: taxed like any conversion, old pre-tax IRA money in proportion."""
    excess, moved = earned.line("contribution"), earned.line("moved")
    same_year = today.year == deposit.tax_year
    form = form_8606(
        line1=excess if same_year else ZERO,
        line2=owner.basis if same_year else total(*(told(owner.basis, "basis"), excess)),
        line6=owner.iras,
        line8=most(moved, ZERO),
    )
    taxable = form["18"] or ZERO
    forms = ("8606", "statement") if same_year else ("8606", "statement", "8606_next")
    return WayOut(
        "relabel_and_convert",
        by,
        today <= by,
        moved,
        taxable,
        max(today.year, deposit.tax_year),
        forms=forms,
        sheet=form,
    )


def _return(deposit: Deposit, owner: Owner, earned: Worksheet, by: date, today: date) -> WayOut:
    """Withdraw it with its earnings, which are income of the year in which the deposit was made (408(d)(4))."""
    standing = law.standing()
    taxable = most(earned.line("earnings"), ZERO)
    spared = today >= standing.date("no_additional_tax_on_returned_earnings_from") or not owner.under_59_half
    rate = standing.figure("early_distribution_additional_tax_rate_72t")
    extra = ZERO if spared else cents(taxable * rate)
    return WayOut(
        "return",
        by,
        today <= by,
        earned.line("moved"),
        taxable,
        deposit.made_on.year,
        extra=extra,
        forms=("1040",),
        sheet=earned,
    )


def _later(deposit: Deposit, owner: Owner, excess: Amount, today: date) -> list[WayOut]:
    """Leave it: 6 % for the tax year and for every later year-end that passes; earnings may stay."""
    so_far = excise_so_far(least(excess, told(deposit.closing, "closing")), deposit.tax_year, today)
    year_end = date(max(today.year, deposit.tax_year + 1), 12, 31)
    ways = [WayOut("remove_later", year_end, open=True, moved=excess, extra=so_far, forms=("5329",))]
    absorbed = least(excess, told(owner.room_next, "room_next"))
    if absorbed.value:
        ways.append(WayOut("absorb", year_end, open=True, moved=absorbed, extra=so_far, forms=("5329",)))
    return ways
