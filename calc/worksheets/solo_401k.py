"""A solo 401(k): earned income from net profit, the employer's part, and the room for after-tax money.

Pub. 560, deduction worksheet for self-employed; Schedule SE. The day job uses up 402(g) and the social security
wage base, never this plan's 415(c).
"""

from __future__ import annotations

from decimal import Decimal

from calc import law
from calc.derivation import ZERO, Draft, Money, Worksheet, cents, given, least, most, told
from calc.worksheets.mega_room import mega_room

SOURCE = "Pub. 560; Schedule SE; IRC 401(c)(2), 404(a)(8), 415(c)(3)(B)"


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
    f = Draft()
    f["net_profit"] = most(told(net_profit, "net_profit"), ZERO)
    f["subject_to_tax"] = cents(f["net_profit"] * year.figure("self_employment_share_of_net_profit"))
    base = most(year.figure("social_security_wage_base") - told(wages_elsewhere, "wages_elsewhere"), ZERO)
    social = cents(least(f["subject_to_tax"], base) * year.figure("self_employment_social_security_rate"))
    medicare = cents(f["subject_to_tax"] * year.figure("self_employment_medicare_rate"))
    f["self_employment_tax"] = social + medicare
    f["half_of_the_tax"] = cents(f["self_employment_tax"] * year.figure("self_employment_tax_deducted_share"))
    f["left"] = f["net_profit"] - f["half_of_the_tax"]
    share = year.figure("employer_contribution_share_of_pay")
    of_what_is_left = cents(f["left"] * (share / (given(1, "one") + share)))
    f["most_employer"] = least(of_what_is_left, cents(share * year.figure("compensation_cap_401a17")))
    f["employer_contribution"] = told(employer_contribution, "employer_contribution")
    f["excess_employer"] = most(f["employer_contribution"] - f["most_employer"], ZERO)
    f["earned_income"] = most(f["left"] - f["employer_contribution"], ZERO)
    room = mega_room(
        tax_year=tax_year,
        age=age,
        compensation=f["earned_income"],
        elective_deferrals=deferrals,
        employer_contributions=f["employer_contribution"],
        after_tax_so_far=after_tax_so_far,
        plan_after_tax_percent=plan_after_tax_percent,
        plan_after_tax_dollar_cap=plan_after_tax_dollar_cap,
        other_employer_deferrals=deferrals_elsewhere,
        related_additions=related_additions,
    )
    for number, amount in room.items():
        f[number] = amount
    return f.worksheet("solo_401k", f"{SOURCE}; {room.source}")
