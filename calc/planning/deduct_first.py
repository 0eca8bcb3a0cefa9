"""The deduction before the back door, where pre-tax money stays in the IRAs anyway.

Then most of a conversion is taxed, and basis comes back a few percent a year: a deduction that the law allows in full
now is worth more. The election not to deduct (IRC 408(o)(2)(B)(ii)) stays the other way.
"""

from __future__ import annotations

from dataclasses import replace

from calc import law
from calc.derivation import ZERO, Amount, least, total
from calc.planning.assessment import Case, Outlook, taxable_of
from calc.planning.deducting import deducting, deduction_by_income, income_of, to_roth_iras, without_payouts
from calc.planning.incomes import deduction_income
from calc.planning.options import Option, Way, deducting_way
from calc.planning.rmd import gives_to_charity
from calc.planning.tax_cost import Taxes, missing
from calc.refusals import Refusal

BEFORE_DEDUCTING = frozenset({Way.WAIT, Way.AS_IS})  # the ways that a deduction can be worth more than


def deduct_first(case: Case) -> Case:
    """The same case with the deduction as the way of everyone for whom it is worth more."""
    if not case.season.open or missing(case.facts) or case.taxable is None:
        return case
    found = {one.who: way for one in case.people if (way := _better(case, one))}
    if not found:
        return case
    people = [_taking(one, found[one.who]) if one.who in found else one for one in case.people]
    facts, paid_out = without_payouts(case.told, people, case.season.tax_year)
    again = deducting(people, facts, case.season, case.in_plan)
    return replace(case, facts=facts, people=tuple(again), taxable=taxable_of(again), paid_out=paid_out)


def _taking(one: Outlook, way: Option) -> Outlook:
    return replace(one, chosen=way, options=(way, *one.options))


def _better(case: Case, one: Outlook) -> Option | None:
    """None where too little would be saved, the back door is clean, or what may be deducted turns on itself.

    Nor for who gives from an IRA: what is deducted then makes as much of the gifts taxable (IRC 408(d)(8)(A)).
    """
    way, allowed = one.chosen, deduction_by_income(one, case.facts, case.season)
    made = one.held.made
    if way is None or way.way not in BEFORE_DEDUCTING or allowed is None or made is None or one.to_roth.value:
        return None
    if gives_to_charity(one.age, case.facts):
        return None
    amount = total(made, one.contribute or ZERO)
    found = deducting_way(one.who, one.held, case.season, one.contribute or ZERO, amount) if amount.value else None
    if found is None:
        return None
    year = case.season.tax_year
    trial = [_taking(one, found) if other is one else other for other in case.people]
    converted = to_roth_iras(trial, year, case.in_plan)
    facts, paid_out = without_payouts(case.told, trial, year)
    beside = total(case.in_plan, paid_out)
    income = deduction_income(facts, year, converted=converted, beside=beside)
    if income is None:
        return None
    deducted = least(allowed(income.line("magi").named("deduction_magi")).line("deduction"), amount)
    if deducted.value != amount.value:
        if (
            income_of(_taking(one, found), year).value or not deducted.value
        ):  # the part that is not deducted would move its own limit
            return None
        found = deducting_way(one.who, one.held, case.season, one.contribute or ZERO, deducted)
    saved = _saved(Taxes(facts, case.season), total(converted, beside), deducted)
    if found is None or saved is None or saved.value <= law.threshold("deduction_leads_dollars").value:
        return None
    return replace(found, saved=saved)


def _saved(taxes: Taxes, taxed: Amount, deducted: Amount) -> Amount | None:
    """Federal tax on the plainest return with so much income from the IRAs."""
    try:
        return taxes.federal(taxed.money) - taxes.federal(taxed.money - deducted.money)
    except Refusal:
        return None
