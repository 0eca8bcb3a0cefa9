"""What a warning is about in dollars, for these people: what it would cost to go against it.

Only where it can be counted from the plan itself; a warning that is not named here has no dollars. Names are those
of the conditions in ``calc.pitfalls``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from calc import law
from calc.derivation import ZERO, Amount, cents, dollars, least, most, total
from calc.pitfalls.conditions import whose
from calc.planning.assessment import Outlook
from calc.planning.households import year_covered
from calc.planning.options import Way
from calc.planning.plan import Alternative, Plan, owner
from calc.planning.putting_right import still_above
from calc.planning.tax_cost import TaxCost, Taxes, missing

NONE: Mapping[str, Amount] = MappingProxyType({})


def at_stake(plan: Plan) -> Mapping[str, Amount]:
    """Whole dollars by the name of the warning; none where it comes to nothing."""
    found = ((name, count(_of_whom(name, plan))) for name, count in COUNTED.items())
    return {name: dollars(amount) for name, amount in found if amount is not None and amount.value >= 1}


def _of_whom(name: str, plan: Plan) -> Plan:
    """The plan with the ways of those alone whom the warning is about: it names no other."""
    about = whose(name, plan.case)
    return replace(plan, ways=tuple(way for way in plan.ways if way.who in about)) if about else plan


def _price(cost: TaxCost) -> Amount:
    return total(ZERO, *(part for part in (cost.federal_at_most, cost.state_at_most) if part))


def _ways(plan: Plan, *codes: Way) -> Iterator[Alternative]:
    return (way for way in plan.ways if way.option.way in codes)


def _as_is(plan: Plan) -> Amount:
    """Tax on converting the new money beside the old, above that of the way chosen."""
    chosen = {way.who: _price(way.cost) for way in plan.ways if way.chosen}
    dear = (
        most(_price(way.cost) - chosen.get(way.who, ZERO), ZERO) for way in _ways(plan, Way.AS_IS) if not way.chosen
    )
    taken = (_price(way.cost) * _left_behind(way, plan) for way in _ways(plan, Way.AS_IS) if way.chosen)
    return total(ZERO, *dear, *taken)


def _left_behind(way: Alternative, plan: Plan) -> Amount:
    """What share of the taxed amount would be untaxed if no pre-tax money stayed in the IRAs."""
    year, taxed = plan.case.season.conversion_year, way.option.taxable
    sheets = [form.sheet for form in way.option.worked if form.year == year and form.sheet["9"]]
    kept = (least(f.line("5"), f.line("7") + f.line("8")) - f.line("13") for f in sheets)
    return total(ZERO, *kept) / taxed if taxed.value else ZERO


def _everything(plan: Plan) -> Amount:
    return total(ZERO, *(_price(way.cost) for way in _ways(plan, Way.CONVERT_ALL)))


def excise(one: Outlook) -> Amount:
    """Six percent of what one person has above the limit, for each year-end it stays (IRC 4973)."""
    return cents((one.excess or ZERO) * law.standing().figure("excess_contribution_excise_rate_4973"))


def _excess(plan: Plan) -> Amount:
    return total(ZERO, *map(excise, plan.people))


def _along(plan: Plan) -> Amount:
    rate = law.standing().figure("excess_contribution_excise_rate_4973")
    return total(ZERO, *(most(still_above(one), ZERO) for one in plan.people if one.along.value)) * rate


def _credit(plan: Plan) -> Amount:
    lost = (way.cost.credit_lost for way in plan.ways if way.chosen)
    return most(ZERO, *(amount for amount in lost if amount))


def _early(plan: Plan) -> Amount:
    return total(ZERO, *(one.tax for one in plan.early))


def _of_california(plan: Plan) -> Amount:
    return total(ZERO, *(one.of_state for one in plan.early))


def _taxed_again(plan: Plan) -> Amount:
    """Federal tax on the basis that came out untaxed in the tax year, if no form said that it does."""
    case, year = plan.case, plan.tax_year
    chosen = (one.chosen for one in plan.people if one.chosen)
    sheets = (form.sheet for option in chosen for form in option.forms if form.year == year)
    free = total(ZERO, *(sheet["13"] or ZERO for sheet in sheets))
    taxable = plan.behind.taxable if plan.behind else case.taxable
    if not free.value or taxable is None:
        return ZERO
    taxes = Taxes(case.facts, replace(case.season, conversion_year=year)) if case.season.split else plan.taxes
    return taxes.cost(free, before=taxable, owner=owner(case)).federal_at_most or ZERO


def _premiums(plan: Plan) -> Amount:
    from calc.worksheets.whole_return.medicare import (
        surcharge,
    )  # late: the tables are read only where they are needed

    found = plan.tax.medicare if plan.tax else None
    if found is None or found.with_it <= found.without:
        return ZERO
    return surcharge(found.looked_at, found.with_it) - surcharge(found.looked_at, found.without)


def _on_investments(plan: Plan) -> Amount:
    """The tax on net investment income that what is taxed brings along (IRC 1411)."""
    taxable, facts = plan.case.taxable, plan.case.facts
    if taxable is None or plan.case.season.split or missing(facts) or not year_covered(facts):
        return ZERO
    without, with_it = (plan.taxes.plainest(part).sheet.line("niit") for part in (ZERO.money, taxable.money))
    return most(with_it - without, ZERO)


def _deferrals(plan: Plan) -> Amount:
    """What was deferred above the limit and is taxed twice where it stays."""
    return total(ZERO, *(found.excess for one in plan.people for found in one.above))


COUNTED: Mapping[str, Callable[[Plan], Amount]] = {
    "separate_account": _as_is,
    "reverse_rollover": _as_is,
    "december_31_decides": _as_is,
    "sep_counts": _as_is,
    "simple_locked": _as_is,
    "convert_everything": _everything,
    "excess_contribution": _excess,
    "excess_converted": _along,
    "direct_roth_too_high": _excess,
    "marketplace_credit": _credit,
    "medicare_premiums": _premiums,
    "investment_income_tax": _on_investments,
    "looks_fully_taxable": _taxed_again,
    "form_8606_always": _taxed_again,
    "paid_out_by_check": _early,
    "california_early": _of_california,
    "deferral_limits": _deferrals,
}
