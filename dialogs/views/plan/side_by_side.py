"""What a person can choose between, each way with its price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from calc import law
from calc.derivation import ZERO, Amount, dollars, total
from calc.facts import Circumstance, Exit, PlanKind
from calc.planning.assessment import Outlook
from calc.planning.company_money import CompanyMoney
from calc.planning.conversions import ToRoth
from calc.planning.deducting_instead import DeductingInstead
from calc.planning.options import Way
from calc.planning.plan import Alternative, Plan
from calc.planning.rmd import gives_to_charity
from calc.planning.steps import rmd_first
from calc.planning.tax_cost import TaxCost
from dialogs.phrases import say, shown
from dialogs.views.plan.names import kind_name, who

COLUMNS = ("way", "put_in", "taxed", "tax", "basis")


def alternatives(plan: Plan) -> list[str]:
    """One line a way: the back door's, further money that could be converted, a plan's exits, how to defer."""
    return [*(_alternative(plan, one) for one in plan.alternatives), *other_choices(plan)]


@dataclass(frozen=True, slots=True)
class Table:
    """names: a line for each way, with the letter under which it stands in the table; rows: of equal length."""

    names: tuple[str, ...]
    rows: tuple[str, ...]


def table(plan: Plan) -> Table:
    """The ways of everyone: what is put in, taxed, what that costs with the state's part, and the basis left."""
    ways = plan.alternatives
    if not ways:
        return Table((), ())
    letters = [chr(ord("A") + at) for at in range(len(ways))]
    names = (_name(plan, one, letter) for one, letter in zip(ways, letters, strict=True))
    cells = [[say(f"plan.table.{column}") for column in COLUMNS]]
    cells += [[letter, *_cells(one)] for one, letter in zip(ways, letters, strict=True)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    rows = ("  ".join(cell.rjust(wide) for cell, wide in zip(row, widths, strict=True)) for row in cells)
    return Table(tuple(names), tuple(rows))


def _name(plan: Plan, one: Alternative, letter: str) -> str:
    """With the mark of the chosen way, or that nobody has to, or what comes first."""
    person = next(person for person in plan.people if person.who == one.who)
    mark = say("plan.alternative.mark") if one.chosen else say("plan.alternative.free") if person.idle else ""
    if rmd_first(person) and one.option.way is Way.CONVERT_ALL:
        mark = say("plan.alternative.after_rmd")
    name = way_name(plan, one)
    later = _rates(plan, one.option.taxable, one.cost) if one.option.way is Way.CONVERT_ALL else ""
    return say("plan.table.name", letter=letter, who=who(plan, one.who), name=name, mark=mark and f" {mark}") + later


def way_name(plan: Plan, one: Alternative) -> str:
    """Of who needs no back door, or has converted already, by what it means for them."""
    person, way = next(person for person in plan.people if person.who == one.who), one.option.way
    no_more = way is Way.AS_IS and not one.option.convert.value
    idle = way is Way.NOTHING and person.idle
    return say(f"plan.alternative.{'no_more' if no_more else 'no_conversion' if idle else way}")


def _cells(one: Alternative) -> list[str]:
    """Whole dollars; where a part of the tax is not worked out, a plus says so."""
    option, cost = one.option, one.cost
    federal, state = cost.federal_ends or _twice(cost.federal), cost.state_ends or _twice(cost.state)
    parts = [part for part in (federal, state) if part]
    low, high = (dollars(total(ZERO, *(part[end] for part in parts))) for end in (0, 1))
    tax = f"{shown(low)}–{shown(high)}" if low.value != high.value else shown(low)
    tax = say("plan.table.open") if federal is None else f"{tax}+" if state is None and option.taxable.value else tax
    return [shown(dollars(option.contribute)), shown(dollars(option.taxable)), tax, shown(dollars(option.basis_left))]


def _twice(amount: Amount | None) -> tuple[Amount, Amount] | None:
    return None if amount is None else (amount, amount)


def other_choices(plan: Plan, *, washes: bool = True) -> list[str]:
    """What has no place in a table of the back door's ways. washes: also a deduction that saves nothing."""
    return [
        *(_deducted(plan, one) for one in plan.deducting if washes or not _wash(one)),
        *(
            _company(plan, one) + _own_rmd(plan, one) + _rates(plan, one.taxable, one.cost)
            for one in plan.company_money
        ),
        *_exits(plan),
        *_deferring(plan),
    ]


def _alternative(plan: Plan, one: Alternative) -> str:
    """Old money that need not be converted is shown with its rate."""
    person = next(person for person in plan.people if person.who == one.who)
    if person.idle:
        return _old(plan, one, person) + _rates(plan, one.option.taxable, one.cost)
    rates = _rates(plan, one.option.taxable, one.cost) if one.option.way is Way.CONVERT_ALL else ""
    return _line(plan, one) + rates


def _old(plan: Plan, one: Alternative, person: Outlook) -> str:
    """What one who needs no back door could convert all the same."""
    line = say(
        "plan.alternative.old",
        who=who(plan, one.who),
        convert=one.option.convert,
        taxable=one.option.taxable,
        federal=federal_tax_shown(one.cost),
        state=state_tax_shown(one.cost),
        basis=one.option.basis_left,
    )
    return f"{line} {say('plan.alternative.rmd')}" if rmd_first(person) else line


def _line(plan: Plan, one: Alternative) -> str:
    option, when = one.option, plan.case.season
    return say(
        "plan.alternative.line",
        who=who(plan, one.who),
        name=way_name(plan, one),
        mark=f" {say('plan.alternative.mark')}" if one.chosen else "",
        contribute=option.contribute,
        taxable=option.taxable,
        federal=federal_tax_shown(one.cost),
        state=state_tax_shown(one.cost),
        basis=option.basis_left,
        by=when.correct_by if option.way is Way.RELABEL else when.convert_by,
    )


def _deducted(plan: Plan, one: DeductingInstead) -> str:
    best, saved = one.settled, dollars(one.saved)
    change = "lower" if saved.value > 0 else "higher" if saved.value < 0 else "same"
    same = best.taxable.value == one.elected.value
    person = next(person for person in plan.people if person.who == one.who)
    later = plan.case.season.split and person.chosen is not None and person.chosen.convert.value
    code = "kept" if person.to_roth.value else "wash_later" if later else "wash" if _wash(one) else "line"
    line = say(
        f"plan.deducting.{f'{code}_as_before' if code == 'line' and same else code}",
        year=plan.tax_year,
        conversion_year=plan.case.season.conversion_year,
        who=who(plan, one.who),
        deduction=best.deduction,
        taxable=best.taxable,
        elected=one.elected,
        tax=say(f"plan.deducting.{change}", amount=abs(saved.money)),
        basis=best.form.line("14"),
    )
    if gives_to_charity(person.age, plan.case.facts):
        line = f"{line} {say('plan.step.contribute_traditional.also.gifts')}"
    if one.other is None:
        return line
    other = say("plan.deducting.other", deduction=one.other.deduction, taxable=one.other.taxable)
    return f"{line} {other}"


def _wash(one: DeductingInstead) -> bool:
    """Whether what is deducted is taxed again by the same conversion."""
    return not dollars(one.saved).value and one.settled.form.line("14").value == 0


def _company(plan: Plan, one: CompanyMoney) -> str:
    standing = law.standing()
    code = "ask" if not one.ways else "direct" if one.ways[0] is ToRoth.DIRECT else "in_plan"
    return say(
        f"plan.company.{'tsp' if one.kind is PlanKind.TSP else code}",
        who=who(plan, one.who),
        kind=kind_name(one.kind),
        taxable=one.taxable,
        federal=federal_tax_shown(one.cost),
        state=state_tax_shown(one.cost),
        withheld=one.withheld,
        shares=f" {say('plan.company.shares')}"
        if Circumstance.STOCK in (plan.case.facts.circumstances or ())
        else "",
        year=plan.case.season.conversion_year,
        least=standing.figure("tsp_conversion_minimum"),
        stays=standing.figure("tsp_left_in_each_source"),
        times=standing.whole("tsp_conversions_per_year"),
    )


def _own_rmd(plan: Plan, one: CompanyMoney) -> str:
    """At the age of required distributions a plan pays its own before anything leaves it for a Roth."""
    person = next(person for person in plan.people if person.who == one.who)
    return f" {say('plan.company.rmd', year=plan.case.season.conversion_year)}" if person.owes_rmd else ""


def _exits(plan: Plan) -> Iterator[str]:
    for one in plan.people:
        for outlook in one.mega:
            own = one.person.plan(outlook.kind)
            if own and own.exits and {Exit.IN_PLAN, Exit.IN_SERVICE} <= own.exits:
                yield who(plan, one.who) + say("plan.alternative.exits", kind=kind_name(outlook.kind))


def _rates(plan: Plan, taxable: Amount, cost: TaxCost) -> str:
    """The rate now beside the rate that was told for later."""
    later = plan.case.facts.rate_later
    if later is None or not taxable.value or cost.federal is None:
        return ""
    now = Fraction(cost.federal.value) / Fraction(taxable.value)
    return f" {say('plan.rates.conversion', now=now, later=later / 100)}"


def _deferring(plan: Plan) -> Iterator[str]:
    found, later = plan.deferring, plan.case.facts.rate_later
    if found is None or later is None:
        return
    lines = {name: dollars(amount) for name, amount in found.sheet.items() if amount is not None}
    gap = abs(lines["difference"].money)
    values: dict[str, object] = {**lines, "even": found.break_even, "later": later / 100, "gap": gap}
    yield " ".join(
        [say("plan.rates.deferrals", year=plan.tax_year, **values), say(f"plan.rates.{found.better}", **values)]
    )


def federal_tax_shown(cost: TaxCost, unknown: str = "plan.alternative.open") -> object:
    """Both ends where the rest of the return was not told."""
    return _between(*cost.federal_ends) if cost.federal_ends else or_open(cost.federal, unknown)


def state_tax_shown(cost: TaxCost, unknown: str = "plan.alternative.open") -> object:
    """Both ends where the state leaves a point open; a ceiling where its own basis can only lower the tax."""
    if cost.ceiling and cost.state:
        return say("plan.alternative.at_most", most=dollars(cost.state))
    if cost.state_ends is None:
        return or_open(cost.state, unknown)
    return _between(*cost.state_ends)


def _between(low: Amount, high: Amount) -> str:
    return say("plan.alternative.between", least=dollars(low), most=dollars(high))


def or_open(amount: Amount | None, unknown: str = "plan.alternative.open") -> object:
    """Whole dollars: the tax is an estimate for most."""
    return dollars(amount) if amount is not None else say(unknown)
