"""The few big figures of a plan: what goes where, at what tax, for one person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calc.derivation import Amount, dollars
from calc.needs import Decides
from calc.planning.assessment import Outlook, Route
from calc.planning.plan import Plan
from dialogs.interview.questions import label
from dialogs.phrases import say, shown
from dialogs.views.plan.open_ends import open_tax, outcome_open
from dialogs.views.plan.steps import kind_name


@dataclass(frozen=True, slots=True)
class Headline:
    """amount: whole dollars as shown, empty where the sentence stands alone."""

    amount: str
    text: str


def headlines(plan: Plan, one: Outlook) -> Iterator[Headline]:
    """At least one: what cannot be done or is not known is said too."""
    found = [*_repairs(plan, one), *_ira(plan, one), *_mega(plan, one)]
    if found:
        yield from found
    elif one.room is None:
        missing = [gap.fact for gap in plan.unknowns if gap.fact.partition(".")[0] in {one.who, "agi"}]
        yield _line("not_enough", facts=[label(fact, plan.tax_year) for fact in missing])
    elif one.route is Route.NONE:
        yield _line("none", year=plan.tax_year)
    elif not plan.case.season.open:
        yield _line("past", year=plan.tax_year)
    else:
        yield _line("done", year=plan.tax_year)


def _repairs(plan: Plan, one: Outlook) -> Iterator[Headline]:
    if one.excess and one.excess.value:
        yield _line("excess", one.excess, year=plan.tax_year)
    for above in one.above:
        yield _line("excess_deferrals", above.excess)


def _ira(plan: Plan, one: Outlook) -> Iterator[Headline]:
    year, way = plan.tax_year, one.chosen
    if one.direct and one.direct.value:
        yield _so_far(_line("direct", one.direct, year=year), plan, one, Decides.DIRECT)
    if way is None:
        if one.contribute and one.contribute.value:
            code = "undecided" if one.options else "back_door"
            yield _so_far(_line(code, one.contribute, year=year), plan, one, Decides.CONTRIBUTE)
            yield from _taxed_between(plan, one)
        return
    if way.roll_in.value:
        yield _line("roll_in", way.roll_in, kind=kind_name(one.taker))
    if way.contribute.value:
        yield _so_far(_line("back_door", way.contribute, year=year), plan, one, Decides.CONTRIBUTE)
    elif way.convert.value:
        yield _so_far(_line("convert", way.convert), plan, one, Decides.CONTRIBUTE, Decides.TAXABLE)
    if way.convert.value or way.taxable.value:
        code = "taxed" if way.taxable.value else "not_taxed"
        code = "taxed_then" if plan.case.season.closed else code
        taxed = _line(code, way.taxable, left=dollars(way.left), day=plan.case.season.convert_by)
        yield _so_far(taxed, plan, one, Decides.TAXABLE)


def _taxed_between(plan: Plan, one: Outlook) -> Iterator[Headline]:
    """Of a contribution whose way is open."""
    found = open_tax(plan, one)
    if found is None:
        return
    if found.highest is None:
        yield _line("undecided_open")
    else:
        yield _line("undecided_taxed", found.highest, low=dollars(found.lowest))


def _so_far(headline: Headline, plan: Plan, one: Outlook, *decides: Decides) -> Headline:
    """The headline of an outcome; where that is open it says so."""
    if not outcome_open(plan, one, *decides):
        return headline
    return Headline(headline.amount, say("papers.headline.so_far", headline=headline.text))


def _mega(plan: Plan, one: Outlook) -> Iterator[Headline]:
    if plan.case.season.over:
        return
    tops = {
        found.kind: found.highest for found in plan.ranges if (found.who, found.decides) == (one.who, Decides.ROOM)
    }
    perhaps = {kind: most for kind, most in tops.items() if kind is not None and most is not None and most.value}
    for outlook in one.mega:
        to_come = plan.after_tax_to_come(one.who, outlook)
        if to_come and to_come.value and outlook.kind not in perhaps:
            yield _line("mega", to_come, kind=kind_name(outlook.kind), year=plan.tax_year)
    for kind, most in perhaps.items():
        yield _line("mega_perhaps", most, kind=kind_name(kind))


def _line(code: str, amount: Amount | None = None, **values: object) -> Headline:
    return Headline("" if amount is None else shown(dollars(amount)), say(f"papers.headline.{code}", **values))
