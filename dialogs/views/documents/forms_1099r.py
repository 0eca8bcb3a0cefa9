"""The Forms 1099-R that a plan brings about, as the payers print them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calc.derivation import ZERO, Amount, cents, given
from calc.facts import Move
from calc.planning.assessment import MegaPath, Outlook, PlanOutlook
from calc.planning.options import Form
from calc.planning.plan import Plan
from dialogs.page import Table
from dialogs.phrases import say, shown
from dialogs.views.plan.names import kind_name, who

COLUMNS = ("what", "box_7", "box_1", "box_2a", "box_4", "box_5", "taxed")
BOX_4 = COLUMNS.index("box_4")


@dataclass(frozen=True, slots=True)
class Printed:
    """One Form 1099-R as it will come. taxed: in truth; of_plan: it is on lines 5a and 5b of Form 1040."""

    what: str
    code: str
    box_1: Amount
    box_2a: Amount
    taxed: Amount
    box_4: Amount | None = None
    box_5: Amount | None = None
    year: int | None = None
    of_plan: bool = False


def forms_1099r(plan: Plan) -> Table:
    """One row for each form: what moves, box 7, box 1, box 2a, box 4 where tax was withheld, box 5, what is taxed."""
    rows = [_row(one) for one in forms_to_come(plan)]
    shown_ = [n for n in range(len(COLUMNS)) if n != BOX_4 or any(row[BOX_4] for row in rows)]
    widths = (44, 11, 11, 11, 10, 10, 13) if len(shown_) < len(COLUMNS) else (38, 10, 11, 11, 9, 9, 12)
    return Table(
        tuple(say(f"papers.box.{COLUMNS[n]}") for n in shown_),
        tuple(tuple(row[n] for n in shown_) for row in rows),
        tuple(widths[n] for n in shown_),
        numbers=frozenset(range(2, len(shown_))),
    )


def forms_to_come(plan: Plan) -> tuple[Printed, ...]:
    """Every form that the plan and what was told bring about."""
    return tuple(form for one in plan.people for form in _of(plan, one))


def _of(plan: Plan, one: Outlook) -> Iterator[Printed]:
    name = who(plan, one.who)
    if one.relabel and one.relabel.value:
        yield Printed(name + say("papers.moved.recharacterized"), "recharacterized", one.relabel, ZERO, ZERO)
    if one.to_roth.value:
        yield Printed(name + say("papers.moved.to_roth"), "recharacterized", one.to_roth, ZERO, ZERO)
    way, year = one.chosen, plan.case.season.conversion_year
    if way and way.roll_in.value:
        what = say("papers.moved.rolled", year=year, kind=kind_name(one.taker))
        yield Printed(name + what, "direct", way.roll_in, ZERO, ZERO, year=year)
    for form in way.worked if way else ():
        yield from _paid_out(plan, one, form)
    if one.along.value and plan.case.season.correctable:
        yield Printed(name + say("papers.moved.excess_back"), "excess_back", one.along, ZERO, ZERO)
    for outlook in one.mega if plan.case.season.open else ():
        yield from _after_tax(plan, one, outlook)


def _paid_out(plan: Plan, one: Outlook, form: Form) -> Iterator[Printed]:
    """What was converted, with the tax withheld from it, and what was kept or given.

    Box 2a repeats box 1, for the custodian does not know the basis.
    """
    name, sheet, year = who(plan, one.who), form.sheet, form.year
    told, own = plan.case.facts.people[one.who], form.year == plan.tax_year
    moved, out = sheet.get("16") or ZERO, sheet.get("7") or ZERO
    withheld = given(told.withheld, "withheld") if own and told.withheld else ZERO
    held_back = withheld if withheld.value else None
    withheld = withheld if moved.value and withheld.money <= out.money else ZERO
    taxed_out = sheet.get("15c") or ZERO
    of_withheld = cents(taxed_out * (withheld / out)) if withheld.value else ZERO
    if moved.value:
        gross = moved + withheld if withheld.value else moved
        if one.along.value and own:  # the payer's form holds what went along, line 16 does not
            gross = given(told.moved(Move.CONVERTED) or 0, "converted")
        taxed = (sheet.get("18") or ZERO) + of_withheld if withheld.value else sheet.get("18") or ZERO
        what = name + say("papers.moved.converted", year=year)
        yield Printed(what, f"conversion.{_age(one, year)}", gross, gross, taxed, held_back, year=year)
    kept = out - withheld if withheld.value else out
    if kept.value:
        what = name + say("papers.moved.paid_out", year=year)
        taxed = taxed_out - of_withheld if withheld.value else taxed_out
        box_4 = None if moved.value else held_back
        yield Printed(what, f"payout.{_age(one, year)}", kept, kept, taxed, box_4, year=year)
    if own and told.charity:
        gift = given(told.charity, "charity")
        yield Printed(name + say("papers.moved.charity", year=year), "charity", gift, gift, ZERO, year=year)


def _age(one: Outlook, year: int) -> str:
    """By the birthday in the year: 59½ may come before or after the payout."""
    born = one.person.birth_year
    age = None if born is None else year - born
    return "either" if age is None or age in {59, 60} else "early" if age < 59 else "normal"


def _after_tax(plan: Plan, one: Outlook, outlook: PlanOutlook) -> Iterator[Printed]:
    """What of a plan's after-tax money moves this year; its growth is told only where there is some."""
    own = one.person.plan(outlook.kind)
    made = own.after_tax_made if own else None
    to_come = plan.after_tax_to_come(one.who, outlook)
    if to_come is None or made is None or plan.case.season.over:
        return
    paid_in = to_come + Amount(made, "given", (), "after_tax_made")
    if not paid_in.value:
        return
    growth = outlook.growth.line("taxable") if outlook.growth else ZERO
    way = "in_plan" if outlook.path is MegaPath.OPEN_IN_PLAN else "in_service"
    what = who(plan, one.who) + say(f"papers.moved.{way}", year=plan.tax_year, kind=kind_name(outlook.kind))
    whole = paid_in + growth
    yield Printed(what, "direct", whole, growth, growth, box_5=paid_in, year=plan.tax_year, of_plan=True)


def _row(one: Printed) -> tuple[str, ...]:
    boxes = (one.box_1, one.box_2a, one.box_4, one.box_5, one.taxed)
    code = say(f"papers.code.{one.code}")
    return (one.what, code, *("" if amount is None else shown(amount) for amount in boxes))
