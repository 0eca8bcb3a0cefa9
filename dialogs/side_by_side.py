"""What a person can choose between, each way with its price."""

from __future__ import annotations

from collections.abc import Iterator

from calc import law
from calc.company_money import CompanyMoney
from calc.conversions import Way
from calc.derivation import Amount, dollars
from calc.facts import Exit, PlanKind
from calc.plan import Alternative, Plan
from dialogs.phrases import say
from dialogs.plan_names import kind_name, who


def alternatives(plan: Plan) -> list[str]:
    """One line a way: the back door's, further money that could be converted, the two exits of a plan."""
    return [
        *(_alternative(plan, one) for one in plan.alternatives),
        *(_company(plan, one) for one in plan.company_money),
        *_exits(plan),
    ]


def _alternative(plan: Plan, one: Alternative) -> str:
    option = one.option
    return say(
        "plan.alternative.line",
        who=who(plan, one.who),
        name=say(f"plan.alternative.{option.way}"),
        mark=f" {say('plan.alternative.mark')}" if one.chosen else "",
        contribute=option.contribute,
        taxable=option.taxable,
        federal=or_open(one.cost.federal),
        state=or_open(one.cost.state),
        basis=option.basis_left,
        by=plan.case.season.convert_by,
    )


def _company(plan: Plan, one: CompanyMoney) -> str:
    standing = law.standing()
    code = "ask" if not one.ways else "direct" if one.ways[0] is Way.DIRECT else "in_plan"
    return say(
        f"plan.company.{'tsp' if one.kind is PlanKind.TSP else code}",
        who=who(plan, one.who),
        kind=kind_name(one.kind),
        taxable=one.taxable,
        federal=or_open(one.cost.federal),
        state=or_open(one.cost.state),
        withheld=one.withheld,
        year=plan.case.season.conversion_year,
        least=standing.figure("tsp_conversion_minimum"),
        stays=standing.figure("tsp_left_in_each_source"),
        times=standing.whole("tsp_conversions_per_year"),
    )


def _exits(plan: Plan) -> Iterator[str]:
    for one in plan.people:
        for outlook in one.mega:
            own = one.person.plan(outlook.kind)
            if own and own.exits and {Exit.IN_PLAN, Exit.IN_SERVICE} <= own.exits:
                yield who(plan, one.who) + say("plan.alternative.exits", kind=kind_name(outlook.kind))


def or_open(amount: Amount | None) -> object:
    """Whole dollars: the tax is an estimate for most."""
    return dollars(amount) if amount is not None else say("plan.alternative.open")
