"""A solo 401(k): earned income from net profit, the employer's part, and the room for after-tax money.

Pub. 560, deduction worksheet for self-employed; Schedule SE. The day job uses up 402(g) and the social security
wage base, never this plan's 415(c).
"""

from __future__ import annotations

from decimal import Decimal

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, cents, entered, given, least, most, told
from calc.worksheets.mega_room import mega_room

SOURCE = "Pub. 560; Schedule SE; IRC 401(c)(2), 404(a)(8), 415(c)(3)(B)"

Money = Amount | Decimal | int


def solo_401k(
    *,
    tax_year: int,
    age: int,
    net_profit: Money,
    wages_elsewhere: Money = ZERO,
    deferrals: Money = ZERO,
    deferrals_elsewhere: Money = ZERO,
    employer_contribution: Money = ZERO,
    after_tax_so_far: Money = ZERO,
    plan_after_tax_percent: Decimal | int | None = None,
    plan_after_tax_dollar_cap: Money | None = None,
    related_additions: Money = ZERO,
) -> Worksheet:
    """From ``net_profit`` to ``room``, in dollars and cents.

    net_profit: Schedule C, line 31. wages_elsewhere: W-2 boxes 3 and 7. deferrals: to this plan, catch-up included.
    ``most_employer``: a quarter of pay, which is a fifth of what is left of the profit after half the tax on it.
    ``excess_employer``: what the employer's contribution has above that. The rest as in ``mega_room``.
    """
    year = law.year(tax_year)
    out: dict[str, Amount | None] = {}
    profit = most(told(net_profit, "net_profit"), ZERO).named("net_profit")
    out["net_profit"] = profit
    subject = cents(profit * year.figure("self_employment_share_of_net_profit")).named("subject_to_tax")
    out["subject_to_tax"] = subject
    base = most(year.figure("social_security_wage_base") - told(wages_elsewhere, "wages_elsewhere"), ZERO)
    social = cents(least(subject, base) * year.figure("self_employment_social_security_rate"))
    medicare = cents(subject * year.figure("self_employment_medicare_rate"))
    out["self_employment_tax"] = tax = (social + medicare).named("self_employment_tax")
    half = cents(tax * year.figure("self_employment_tax_deducted_share")).named("half_of_the_tax")
    out["half_of_the_tax"] = half
    out["left"] = left = (profit - half).named("left")
    share = year.figure("employer_contribution_share_of_pay")
    by_pay = least(
        cents(left * (share / (given(1, "one") + share))), cents(share * year.figure("compensation_cap_401a17"))
    )
    out["most_employer"] = largest = by_pay.named("most_employer")
    employer = entered("employer_contribution", told(employer_contribution, "employer_contribution"))
    out["employer_contribution"] = employer
    out["excess_employer"] = most(employer - largest, ZERO).named("excess_employer")
    out["earned_income"] = earned = most(left - employer, ZERO).named("earned_income")
    room = mega_room(
        tax_year=tax_year,
        age=age,
        compensation=earned,
        elective_deferrals=deferrals,
        employer_contributions=employer,
        after_tax_so_far=after_tax_so_far,
        plan_after_tax_percent=plan_after_tax_percent,
        plan_after_tax_dollar_cap=plan_after_tax_dollar_cap,
        other_employer_deferrals=deferrals_elsewhere,
        related_additions=related_additions,
    )
    return Worksheet("solo_401k", {**out, **room}, f"{SOURCE}; {room.source}")
