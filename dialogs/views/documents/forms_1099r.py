"""The Forms 1099-R that a plan brings about, as the payers print them."""

from __future__ import annotations

from collections.abc import Iterator

from calc.derivation import ZERO, Amount, given
from calc.facts import Move
from calc.planning.assessment import MegaPath, Outlook, PlanOutlook
from calc.planning.options import Form
from calc.planning.plan import Plan
from dialogs.page import Table
from dialogs.phrases import say, shown
from dialogs.views.plan.names import kind_name, who

Row = tuple[str, ...]


def forms_1099r(plan: Plan) -> Table:
    """One row for each form: what moves, box 7, box 1, box 2a, box 5, and what is taxed in truth."""
    columns = ("what", "box_7", "box_1", "box_2a", "box_5", "taxed")
    rows = tuple(row for one in plan.people for row in _of(plan, one))
    return Table(
        tuple(say(f"papers.box.{name}") for name in columns),
        rows,
        (44, 11, 11, 11, 10, 13),
        numbers=frozenset({2, 3, 4, 5}),
    )


def _of(plan: Plan, one: Outlook) -> Iterator[Row]:
    name = who(plan, one.who)
    if one.relabel and one.relabel.value:
        yield _row(name, "recharacterized", one.relabel, ZERO, None, "recharacterized", ZERO)
    if one.to_roth.value:
        yield _row(name, "to_roth", one.to_roth, ZERO, None, "recharacterized", ZERO)
    way, year = one.chosen, plan.case.season.conversion_year
    if way and way.roll_in.value:
        yield _row(name, "rolled", way.roll_in, ZERO, None, "direct", ZERO, year=year, kind=kind_name(one.taker))
    for form in way.forms if way else ():
        yield from _conversion(plan, one, form)
    if one.along.value and plan.case.season.correctable:
        yield _row(name, "excess_back", one.along, ZERO, None, "excess_back", ZERO)
    for outlook in one.mega if plan.case.season.open else ():
        yield from _after_tax(plan, one, outlook)


def _conversion(plan: Plan, one: Outlook, form: Form) -> Iterator[Row]:
    """Box 2a repeats box 1, for the custodian does not know the basis."""
    moved, born = form.sheet.get("16"), one.person.birth_year
    if moved is None:
        return
    if one.along.value and form.year == plan.tax_year:  # the payer's form holds what went along, line 16 does not
        moved = given(plan.case.facts.people[one.who].moved(Move.CONVERTED) or 0, "converted")
    age = None if born is None else form.year - born  # on 31 December; 59½ may come before or after the conversion
    code = "either" if age is None or age in {59, 60} else "early" if age < 59 else "normal"
    yield _row(who(plan, one.who), "converted", moved, moved, None, code, form.sheet["18"], year=form.year)


def _after_tax(plan: Plan, one: Outlook, outlook: PlanOutlook) -> Iterator[Row]:
    """What of a plan's after-tax money moves this year; its growth is told only where there is some."""
    own = one.person.plan(outlook.kind)
    made = own.after_tax_made if own else None
    if outlook.put is None or made is None or plan.case.season.over:
        return
    paid_in = outlook.put + Amount(made, "given", (), "after_tax_made")
    if not paid_in.value:
        return
    growth = outlook.growth.line("taxable") if outlook.growth else ZERO
    what = "in_plan" if outlook.path is MegaPath.OPEN_IN_PLAN else "in_service"
    kind = kind_name(outlook.kind)
    yield _row(
        who(plan, one.who), what, paid_in + growth, growth, paid_in, "direct", growth, year=plan.tax_year, kind=kind
    )


def _row(
    name: str,
    what: str,
    box_1: Amount,
    box_2a: Amount,
    box_5: Amount | None,
    box_7: str,
    taxed: Amount | None,
    **values: object,
) -> Row:
    return (
        name + say(f"papers.moved.{what}", **values),
        say(f"papers.code.{box_7}"),
        shown(box_1),
        shown(box_2a),
        "" if box_5 is None else shown(box_5),
        "" if taxed is None else shown(taxed),
    )
