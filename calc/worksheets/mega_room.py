"""Room for after-tax contributions to one employer's plan: IRC 415(c), and the plan's own cap."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, cents, entered, given, least, most, told, total

SOURCE = "IRC 415(c), 402(g), 414(v), 401(a)(17)"

Money = Amount | Decimal | int


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
    out: dict[str, Amount | None] = {}
    out["limit_415c"] = limit = entered("limit_415c", year.figure("annual_additions_limit_415c"))
    out["overall_limit"] = overall = least(limit, pay).named("overall_limit")
    out["max_catch_up"] = catch = entered("max_catch_up", catch_up(age, year))
    out["counted_deferrals"] = counted = least(deferred, deferral_limit).named("counted_deferrals")
    out["catch_up_used"] = used = (deferred - counted).named("catch_up_used")
    employer = told(employer_contributions, "employer_contributions")
    additions = total(counted, employer, made, told(related_additions, "related_additions"))
    out["before_floor_415c"] = free = (overall - additions).named("before_floor_415c")
    out["room_415c"] = room = most(free, ZERO).named("room_415c")
    out["plan_cap"] = cap = _plan_cap(year, pay, plan_after_tax_percent, plan_after_tax_dollar_cap)
    out["before_floor_plan"] = out["room_plan"] = None
    if cap is not None:
        out["before_floor_plan"] = left = (cap - made).named("before_floor_plan")
        out["room_plan"] = by_plan = most(left, ZERO).named("room_plan")
        room = least(room, by_plan)
    out["room"] = entered("room", room)
    out["excess_deferrals"] = most(total(deferred, elsewhere) - (deferral_limit + catch), ZERO).named(
        "excess_deferrals"
    )
    out["excess_additions"] = most(ZERO - free, ZERO).named("excess_additions")
    out["more_as_catch_up"] = least(counted, most(catch - used, ZERO)).named("more_as_catch_up")
    return Worksheet("mega_room", out, SOURCE)


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
    return (least(*caps) if len(caps) > 1 else entered("plan_cap", caps[0])).named("plan_cap")
