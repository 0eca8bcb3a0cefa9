"""What to do, in the order that keeps it legal and cheap. A step is a code, an amount and a day; no sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from calc import law
from calc.derivation import Amount
from calc.facts import Circumstance, Exit, Move, PlanKind
from calc.options import Way
from calc.outlook import Case, MegaPath, Outlook, PlanOutlook, Route
from calc.season import Phase


@dataclass(frozen=True, slots=True)
class Step:
    """code: a key under ``[step]`` in the plan's phrases. by: the last day the law allows, or None."""

    code: str
    who: str
    amount: Amount | None = None
    year: int | None = None
    by: date | None = None
    kind: PlanKind | None = None
    values: dict[str, object] = field(default_factory=dict)


def steps(case: Case) -> tuple[Step, ...]:
    """Every step of everyone: what is wrong first, then what must settle by 31 December, then what can wait."""
    each = [s for person in case.people for s in _person(case, person)]
    ranked = sorted(enumerate(each), key=lambda pair: (_RANK.index(pair[1].code), pair[0]))
    return tuple(step for _, step in ranked)


_RANK = (
    "wait_for_limits",
    "return_deferrals",
    "recharacterize",
    "remove_excess",
    "rmd_first",
    "ask_plan_first",
    "ask_after_tax",
    "roll_in",
    "contribute_direct",
    "contribute_traditional",
    "convert",
    "convert_share",
    "convert_all",
    "zero_check",
    "after_tax",
    "after_tax_in_plan",
    "after_tax_in_service",
    "roth_catch_up",
    "pay_tax",
    "form_8606",
    "late_form_8606",
)


def _person(case: Case, one: Outlook) -> Iterator[Step]:
    yield from _repairs(case, one)
    if case.season.open:
        yield from _ira(case, one)
    if case.season.phase in {Phase.CURRENT, Phase.AHEAD}:
        for plan in one.plans:
            yield from _mega(case, one, plan)
    yield from _paperwork(case, one)


def _repairs(case: Case, one: Outlook) -> Iterator[Step]:
    when = case.season
    excess = next((p.excess_deferrals for p in one.plans if p.excess_deferrals), None)
    if excess and excess.value:
        due = law.year(when.tax_year).date("excess_deferral_return_deadline")
        yield Step("return_deferrals", one.who, excess, when.tax_year, due)
    if one.excess and one.excess.value:
        straight = one.person.moved(Move.ROTH) or 0
        limit = one.roth.money("limit") if one.roth else None
        by_income = limit is not None and straight > limit and one.room is not None
        code = "recharacterize" if by_income else "remove_excess"
        yield Step(code, one.who, one.excess, when.tax_year, when.correct_by)


def _ira(case: Case, one: Outlook) -> Iterator[Step]:
    when, way = case.season, one.chosen
    if Circumstance.RMD in (case.facts.circumstances or ()) and way and way.convert.value:
        yield Step("rmd_first", one.who, year=when.conversion_year, by=when.convert_by)
    if one.direct and one.direct.value:
        yield Step("contribute_direct", one.who, one.direct, when.tax_year, when.contribute_by)
    if one.contribute and one.contribute.value and one.route is not Route.DIRECT:
        yield Step("contribute_traditional", one.who, one.contribute, when.tax_year, when.contribute_by)
    if way is None:
        if one.options:
            yield Step("ask_plan_first", one.who, one.pretax, by=when.convert_by)
        return
    if way.way is Way.ROLL_IN:
        yield Step("roll_in", one.who, way.roll_in, when.conversion_year, when.convert_by)
    if way.convert.value and way.way is not Way.NOTHING:
        code = {Way.AS_IS: "convert_share", Way.CONVERT_ALL: "convert_all"}.get(way.way, "convert")
        yield Step(code, one.who, way.convert, when.conversion_year, when.convert_by)
        if way.way in {Way.CLEAN, Way.ROLL_IN}:
            yield Step("zero_check", one.who, year=when.conversion_year, by=when.convert_by)


def _mega(case: Case, one: Outlook, plan: PlanOutlook) -> Iterator[Step]:
    when = case.season
    room = plan.room.line("room") if plan.room else None
    if plan.path is MegaPath.UNKNOWN:
        yield Step("ask_after_tax", one.who, room, when.tax_year, kind=plan.kind)
    elif plan in one.mega and room and room.value:
        yield Step("after_tax", one.who, room, when.tax_year, when.convert_by, plan.kind)
        code = "after_tax_in_plan" if plan.path is MegaPath.OPEN_IN_PLAN else "after_tax_in_service"
        own = one.person.plan(plan.kind)
        both = own is not None and own.exits is not None and {Exit.IN_PLAN, Exit.IN_SERVICE} <= own.exits
        automatic = bool(own and own.automatic)
        yield Step(code, one.who, None, when.tax_year, None, plan.kind, {"both": both, "automatic": automatic})
    if plan.roth_catch_up:
        yield Step("roth_catch_up", one.who, None, when.tax_year, when.convert_by, plan.kind)


def _paperwork(case: Case, one: Outlook) -> Iterator[Step]:
    when = case.season
    forms = one.chosen.forms if one.chosen else ()
    for form in forms:
        late = form.year < when.tax_year or (when.phase is Phase.PAST and form.year == when.tax_year)
        yield Step("late_form_8606" if late else "form_8606", one.who, form.sheet["14"], form.year)
    if one.taxable and one.taxable.value and one is case.people[0]:
        yield Step("pay_tax", one.who, case.taxable or one.taxable, when.conversion_year)
