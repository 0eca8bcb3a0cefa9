"""Room for after-tax contributions to one employer's plan: IRC 415(c), and the plan's own cap."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from calc import law
from calc.derivation import ZERO, Amount, Draft, Money, Worksheet, cents, given, least, most, told, total

SOURCE = "IRC 415(c), 402(g), 414(v), 401(a)(17)"


class Cap(StrEnum):
    """Which cap leaves the least."""

    DOLLARS = "415c"
    COMPENSATION = "compensation"  # 100 % of pay, IRC 415(c)(1)(B)
    PLAN = "plan"


def mega_room(
    *,
    tax_year: int,
    age: int,
    compensation: Money,
    elective_deferrals: Money,
    employer_contributions: Money,
    after_tax_so_far: Money = ZERO,
    plan_after_tax_percent: Decimal | int | None = None,
    plan_after_tax_dollar_cap: Money | None = None,
    other_employer_deferrals: Money | None = None,
    related_additions: Money = ZERO,
) -> Worksheet:
    """The caps in order and ``room``; ``before_floor_415c`` and ``before_floor_plan`` may be negative.

    compensation: this employer's 415(c)(3) pay, gross of deferrals. elective_deferrals: catch-up included.
    other_employer_deferrals use up 402(g) and never this plan's 415(c). related_additions share it: of employers
    under common control, or of a 403(b) beside a business that the person controls (Reg. 1.415(f)-1(f)).
    ``excess_deferrals``: above 402(g) and the catch-up, over all plans; ``excess_additions``: already above 415(c).
    Catch-up that arises from 415(c) or a plan limit (Reg. 1.414(v)-1(b)) is ``more_as_catch_up``: a person of 50 or
    more may have up to that much more room.
    """
    year = law.year(tax_year)
    pay, deferred = told(compensation, "compensation"), told(elective_deferrals, "elective_deferrals")
    made = told(after_tax_so_far, "after_tax_so_far")
    elsewhere = told(other_employer_deferrals or ZERO, "other_employer_deferrals")
    deferral_limit = year.figure("elective_deferral_limit_402g")
    f = Draft()
    f["limit_415c"] = year.figure("annual_additions_limit_415c")
    f["overall_limit"] = least(f["limit_415c"], pay)
    f["max_catch_up"] = catch_up(age, year)
    f["counted_deferrals"] = least(deferred, deferral_limit)
    f["catch_up_used"] = deferred - f["counted_deferrals"]
    employer = told(employer_contributions, "employer_contributions")
    additions = total(f["counted_deferrals"], employer, made, told(related_additions, "related_additions"))
    f["before_floor_415c"] = f["overall_limit"] - additions
    f["room_415c"] = most(f["before_floor_415c"], ZERO)
    cap = _plan_cap(year, pay, plan_after_tax_percent, plan_after_tax_dollar_cap)
    f["plan_cap"] = cap
    f["before_floor_plan"] = None if cap is None else f["plan_cap"] - made
    f["room_plan"] = None if cap is None else most(f["before_floor_plan"], ZERO)
    f["room"] = f["room_415c"] if cap is None else least(f["room_415c"], f["room_plan"])
    f["excess_deferrals"] = most(total(deferred, elsewhere) - (deferral_limit + f["max_catch_up"]), ZERO)
    f["excess_additions"] = most(ZERO - f["before_floor_415c"], ZERO)
    f["more_as_catch_up"] = least(f["counted_deferrals"], most(f["max_catch_up"] - f["catch_up_used"], ZERO))
    return f.worksheet("mega_room", SOURCE)


def binding(sheet: Worksheet) -> Cap:
    """The cap that leaves the least, before flooring at zero."""
    plan, free = sheet["before_floor_plan"], sheet.money("before_floor_415c")
    if plan is not None and plan.money < free:
        return Cap.PLAN
    return Cap.COMPENSATION if sheet.money("overall_limit") < sheet.money("limit_415c") else Cap.DOLLARS


def catch_up(age: int, year: law.Year) -> Amount:
    """The plan catch-up for the age on 31 December (IRC 414(v)(2)(B), (E)); zero below 50."""
    if age < year.whole("plan_catch_up_age"):
        return ZERO
    higher = year.maybe("catch_up_60_63_414v")
    first, last = year.range("higher_catch_up_ages")
    return higher if higher and first.money <= age <= last.money else year.figure("catch_up_50_414v")


def _plan_cap(year: law.Year, pay: Amount, percent: Decimal | int | None, dollars: Money | None) -> Amount | None:
    caps = []
    if percent is not None:
        share = given(Decimal(percent) / 100, "plan_after_tax_percent")
        caps.append(cents(share * least(pay, year.figure("compensation_cap_401a17"))))
    if dollars is not None:
        caps.append(told(dollars, "plan_after_tax_dollar_cap"))
    if not caps:
        return None
    return least(*caps) if len(caps) > 1 else caps[0]
