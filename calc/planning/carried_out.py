"""What a step that was carried out changes about a person: one rule a step, under the step's code.

A rule returns new values of the fields of ``calc.facts.Person`` (of a plan's with its path); None where nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from calc.derivation import Amount, least, told
from calc.facts import AGGREGATED, IraKind, Move, Person, PlanKind, RollIn
from calc.planning.balance import unlocked_on
from calc.planning.contribution_room import followed
from calc.planning.steps import Step
from calc.worksheets.deferral_limits import SHARED

Changes = dict[str, Any]

ZERO = Decimal(0)
_NEW_MONEY_FIRST = AGGREGATED  # a contribution waits in the traditional IRA
_OLD_MONEY_FIRST = (IraKind.ROLLOVER, IraKind.SEP, IraKind.SIMPLE, IraKind.TRADITIONAL)


@dataclass(frozen=True, slots=True)
class Tick:
    person: Person
    tax_year: int
    step: Step
    money: Decimal
    on: date

    @property
    def in_year(self) -> bool:
        return self.on.year == self.tax_year

    @property
    def planned(self) -> Decimal:
        """Without the earnings that moved along."""
        return min(self.money, self.step.amount.money) if self.step.amount else self.money


def _contribute_direct(tick: Tick) -> Changes:
    return {
        "moves": _with(tick.person.moves, Move.ROTH),
        "contributed_roth": _plus(tick.person.moved(Move.ROTH), tick.money),
        **_opened(tick, tick.tax_year),
    }


def _contribute_traditional(tick: Tick) -> Changes:
    before = tick.person.moved(Move.TRADITIONAL)
    changes = {
        "moves": _with(tick.person.moves, Move.TRADITIONAL),
        "contributed": _plus(before, tick.money),
        **_paid_in(tick, tick.money),
    }
    if tick.on.year > tick.tax_year:
        late = ZERO if before == 0 else tick.person.contributed_late
        changes["contributed_late"] = _plus(late, tick.money)
    return changes


def _convert(tick: Tick) -> Changes:
    before = tick.person.converted_next
    if tick.on.year == tick.tax_year + 1 and before is not None:
        return {"converted_next": before + tick.money, **_paid_out(tick, tick.money, _NEW_MONEY_FIRST)}
    if not tick.in_year:
        return {}
    return {
        "moves": _with(tick.person.moves, Move.CONVERTED),
        "converted": _plus(tick.person.moved(Move.CONVERTED), tick.money),
        **_paid_out(tick, tick.money, _NEW_MONEY_FIRST),
        **_opened(tick, tick.on.year),
    }


def _roll_in(tick: Tick) -> Changes:
    first = tick.person.simple_first_deposit
    locked = {IraKind.SIMPLE} if first and tick.on < unlocked_on(first) else set()
    kind = tick.step.kind  # a plan that has taken money in takes it in
    takes: Changes = {f"plans.{kind}.roll_in": RollIn.ANY} if kind and _unasked(tick.person, kind) else {}
    return takes | _paid_out(tick, tick.money, (kind for kind in _OLD_MONEY_FIRST if kind not in locked))


def _unasked(person: Person, kind: PlanKind) -> bool:
    plan = person.plan(kind)
    return plan is not None and plan.roll_in is None


def _rmd(tick: Tick) -> Changes:
    if not tick.in_year:
        return {}
    return {
        "moves": _with(tick.person.moves, Move.WITHDREW),
        "withdrew": _plus(tick.person.moved(Move.WITHDREW), tick.money),
        **_paid_out(tick, tick.money, _OLD_MONEY_FIRST),
    }


def _recharacterize(tick: Tick) -> Changes:
    """The contribution counts as made to the traditional IRA on its first day (IRC 408A(d)(6))."""
    straight = _less(tick.person.moved(Move.ROTH), tick.planned)
    moves = _with(tick.person.moves, Move.TRADITIONAL)
    return {
        "moves": moves - {Move.ROTH} if moves and not straight else moves,
        "contributed_roth": straight,
        "contributed": _plus(tick.person.moved(Move.TRADITIONAL), tick.planned),
        **_paid_in(tick, tick.money),
    }


def _to_roth(tick: Tick) -> Changes:
    """The contribution counts as made to the Roth IRA on its first day (IRC 408A(d)(6))."""
    left = _less(tick.person.moved(Move.TRADITIONAL), tick.planned)
    moves = _with(tick.person.moves, Move.ROTH)
    return {
        "moves": moves - {Move.TRADITIONAL} if moves and not left else moves,
        "contributed": left,
        "contributed_roth": _plus(tick.person.moved(Move.ROTH), tick.planned),
        **_paid_out(tick, tick.money, _NEW_MONEY_FIRST),
    }


def _remove_excess(tick: Tick) -> Changes:
    """Roth first: traditional contributions use up the common limit before (IRC 408A(c)(2)).

    What a conversion took along comes out of the Roth IRA too, and was neither contributed nor converted.
    """
    straight = tick.person.moved(Move.ROTH) or ZERO
    from_roth = min(straight, tick.planned)
    changes: Changes = {"contributed_roth": straight - from_roth} if from_roth else {}
    rest, out = tick.planned - from_roth, tick.money - from_roth
    along = tick.step.values.get("along")
    if rest and isinstance(along, Amount):
        left, gone = followed(tick.person, least(along, told(rest, "rest")))
        changes |= {"contributed": left.contributed, "converted": left.converted}
        rest = out = rest - gone.money
    if rest:
        made = changes.get("contributed", tick.person.moved(Move.TRADITIONAL))
        changes["contributed"] = _less(made, rest)
        changes |= _paid_out(tick, out, _NEW_MONEY_FIRST)
    return changes


def _after_tax(tick: Tick) -> Changes:
    kind = tick.step.kind
    plan = tick.person.plan(kind) if kind else None
    return {f"plans.{kind}.after_tax_made": _plus(plan.after_tax_made, tick.money)} if plan else {}


def _return_deferrals(tick: Tick) -> Changes:
    """Where two plans could have paid it back, no fact tells which."""
    plans = {kind: plan for kind in SHARED if (plan := tick.person.plan(kind)) and plan.deferrals}
    if len(plans) != 1:
        return {}
    ((kind, plan),) = plans.items()
    return {f"plans.{kind}.deferrals": _less(plan.deferrals, tick.planned)}


def _returned(tick: Tick) -> Changes:
    return _from_plan(tick, "deferrals")


def _additions_returned(tick: Tick) -> Changes:
    """After-tax money goes back first (Rev. Proc. 2021-30, section 6.06(2)), then deferrals, then employer money."""
    kind, rest, changes = tick.step.kind, tick.planned, Changes()
    plan = tick.person.plan(kind) if kind else None
    order = ("after_tax_made", "employer_money" if "employer" in tick.step.values else "deferrals", "employer_money")
    for fact in dict.fromkeys(order):
        before = getattr(plan, fact, None)
        if before:
            changes[f"plans.{kind}.{fact}"] = _less(before, rest)
            rest = max(rest - before, ZERO)
    return changes


def _from_plan(tick: Tick, fact: str) -> Changes:
    kind = tick.step.kind
    plan = tick.person.plan(kind) if kind else None
    return {f"plans.{kind}.{fact}": _less(getattr(plan, fact), tick.planned)} if plan else {}


def _paid_in(tick: Tick, money: Decimal) -> Changes:
    """Money that came into a traditional IRA; a first one has no basis from earlier years."""
    person = tick.person
    changes: Changes = {
        "ira_kinds": _with(person.ira_kinds, IraKind.TRADITIONAL),
        "traditional": _plus(person.ira_value(IraKind.TRADITIONAL), money),
    }
    if person.basis is None and person.pretax_ira_kinds == ():
        changes["basis"] = ZERO
    if person.year_end_value is not None and tick.in_year:
        changes["year_end_value"] = person.year_end_value + money
    return changes


def _paid_out(tick: Tick, money: Decimal, order: Iterable[IraKind]) -> Changes:
    """Money that left the IRAs, from one kind after the other; what is above their values is growth since then."""
    changes: Changes = {}
    left = money
    for kind in order:
        value = tick.person.ira_value(kind)
        taken = min(value or ZERO, left)
        if value is not None and taken:
            changes[kind.value] = value - taken
            left -= taken
    if tick.person.year_end_value is not None and tick.in_year:
        changes["year_end_value"] = _less(tick.person.year_end_value, money)
    return changes


def _opened(tick: Tick, year: int) -> Changes:
    """The Roth IRA that the money went to; the first one starts the five years."""
    kinds = tick.person.ira_kinds
    if kinds is None or IraKind.ROTH in kinds:
        return {}
    return {"ira_kinds": kinds | {IraKind.ROTH}, "roth_first_year": year}


def _plus(before: Decimal | None, money: Decimal) -> Decimal | None:
    return None if before is None else before + money


def _less(before: Decimal | None, money: Decimal) -> Decimal | None:
    return None if before is None else max(before - money, ZERO)


def _with(chosen: frozenset[Any] | None, one: Any) -> frozenset[Any] | None:
    return None if chosen is None else chosen | {one}


RULES: Mapping[str, Callable[[Tick], Changes]] = {
    "contribute_direct": _contribute_direct,
    "contribute_traditional": _contribute_traditional,
    "convert": _convert,
    "convert_part": _convert,
    "convert_share": _convert,
    "convert_wish": _convert,
    "roll_in": _roll_in,
    "rmd_first": _rmd,
    "to_roth": _to_roth,
    "recharacterize": _recharacterize,
    "remove_excess": _remove_excess,
    "after_tax": _after_tax,
    "after_tax_solo": _after_tax,
    "return_deferrals": _return_deferrals,
    "return_simple": _returned,
    "return_457b": _returned,
    "return_additions": _additions_returned,
}


def takes_amount(step: Step) -> bool:
    """Whether dollars belong to the tick; where they are not said, the step's own amount was meant."""
    return step.code in RULES
