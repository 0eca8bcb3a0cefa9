"""What payroll can still take this year: pay after withholding, for the days that are left.

After-tax and Roth money come out of pay after income tax and FICA. The share that is left of gross pay then is a
line of ours (``calc/law/thresholds.toml``); the plan names it.
"""

from __future__ import annotations

from calc import law
from calc.derivation import ZERO, Amount, cents, dollars, given, least, most
from calc.facts import PlanKind
from calc.planning.assessment import Outlook, PlanOutlook
from calc.planning.season import Season
from calc.planning.workplace_plans import counted_pay


def pay_left(one: Outlook, kind: PlanKind, when: Season) -> Amount | None:
    """Gross pay of this employer from today to 31 December, in dollars; None while pay is not known."""
    if when.over or kind is PlanKind.SOLO:
        return None
    pay = counted_pay(one.who, one.person, kind, law.year(when.tax_year))
    if pay is None:
        return None
    last = when.convert_by
    whole = (last - last.replace(month=1, day=1)).days + 1
    left = given(min((last - when.today).days, whole), "days_left")
    return cents(pay * (left / given(whole, "days_of_the_year"))).named("pay_left")


def net_pay_left(one: Outlook, kind: PlanKind, when: Season) -> Amount | None:
    """Of it what is left after withholding and FICA."""
    gross = pay_left(one, kind, when)
    return gross and cents(gross * law.threshold("net_pay_share")).named("net_pay_left")


def reachable(one: Outlook, plan: PlanOutlook, when: Season, *, before: Amount = ZERO) -> Amount | None:
    """Of the after-tax money that is wanted what payroll is sure to take still; None while that is not known.

    before: what comes out of the same net pay first, a Roth catch-up.
    """
    if plan.put is None:
        return None
    net = net_pay_left(one, plan.kind, when)
    if net is None:
        return plan.put
    capped = under_the_cap(one, plan.kind, when)
    sure = [plan.put, dollars(most(net - before, ZERO)), *([capped] if capped else [])]
    return least(*sure).named("after_tax_reachable")


def under_the_cap(one: Outlook, kind: PlanKind, when: Season) -> Amount | None:
    """What the plan's own percent takes of the gross pay that is left; None without one, or while pay is not known.

    Where the percent counts the whole year's pay more may fit, but that is for the plan to say.
    """
    own, gross = one.person.plan(kind), pay_left(one, kind, when)
    if own is None or own.after_tax_percent is None or gross is None:
        return None
    return dollars(gross * given(own.after_tax_percent / 100, "plan_percent"))
