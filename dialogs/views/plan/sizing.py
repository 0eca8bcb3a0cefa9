"""How much to convert, in words: one line for each edge of the return, with its price."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from calc.derivation import ZERO, Amount, dollars, total
from calc.planning.options import Way
from calc.planning.plan import Plan
from calc.planning.sizing import OF_BRACKETS, OF_STATE, Size, sizes
from dialogs.phrases import listed, say, template
from dialogs.views.plan.names import state_name, who
from dialogs.views.plan.side_by_side import federal_tax_shown, state_tax_shown

OF_THE_STATE = "state_"
MANY = 8  # edges behind More; all of them are in the data


def sizing(plan: Plan, told: int = 0) -> list[str]:
    """The edges, the smallest amount first. On one return both spouses share them: told of the larger IRA.

    told: how many of them ``sizing_first`` has told already.
    """
    found = _lines(plan, _told(plan))[:MANY]
    first = set(_lines(plan, _of_the_return(plan))[:told])
    left = [line for line in found if line not in first]
    return [*([] if told else [say("plan.size.about")]), *left] if left else []


def _of_the_return(plan: Plan) -> list[Size]:
    return [one for one in _told(plan) if not one.edge.startswith(OF_STATE)]


def sizing_first(plan: Plan, few: int) -> str:
    """The nearest edges as a block, for who has old money and needs no back door; else "". few: at most so many."""
    if not few or not any(one.idle or (one.chosen and one.chosen.way is Way.NOTHING) for one in plan.people):
        return ""
    found = _lines(plan, _of_the_return(plan))[:few]
    return "\n".join([template("plan.heading.sizes"), *(f"• {line}" for line in found)]) if found else ""


@dataclass(frozen=True, slots=True)
class Priced:
    """An amount to convert, what it stays below, and between what and what its federal tax lies."""

    edge: str
    convert: Amount
    federal: object
    ends: tuple[Amount, Amount]


def pictured(plan: Plan, few: int) -> tuple[Priced, ...]:
    """The nearest few amounts, the smallest first, for whom ``sizing_first`` is."""
    if not sizing_first(plan, few):
        return ()
    own = (one for one in _told(plan) if not one.edge.startswith(OF_THE_STATE))
    groups = [tuple(group) for _, group in groupby(own, lambda one: one.convert.value)][:few]
    return tuple(priced for group in groups if (priced := _priced(group)))


def _priced(together: tuple[Size, ...]) -> Priced | None:
    one = together[-1]
    ends = one.cost.federal_ends or ((one.cost.federal, one.cost.federal) if one.cost.federal else None)
    if ends is None:
        return None
    return Priced(_short(together), one.convert, federal_tax_shown(one.cost), ends)


def _short(together: tuple[Size, ...]) -> str:
    name = together[-1].edge
    bracket = name.startswith(OF_BRACKETS) and name != f"{OF_BRACKETS}0"
    code = "bracket" if bracket else name
    return say(f"plan.size.short.{code}", rate=name.removeprefix(OF_BRACKETS))


def _lines(plan: Plan, found: list[Size]) -> list[str]:
    """Edges of one amount in one line."""
    groups = (tuple(group) for _, group in groupby(found, lambda one: one.convert.value))
    return [_line(plan, group) for group in groups]


def _told(plan: Plan) -> list[Size]:
    each = {one.who: one.held.value for one in plan.people}
    found = sizes(plan.case, plan.taxes)
    whose = {one.who for one in found}
    larger = max(whose, key=lambda name: held.money if (held := each[name]) else 0, default=None)
    return [one for one in found if one.who == larger]


def _line(plan: Plan, together: tuple[Size, ...]) -> str:
    one = together[-1]
    state = ""
    if (one.cost.state and one.cost.state.value) or one.cost.state_ends:
        name = state_name(plan.case.facts.state)
        state = say("plan.size.state", name=name, state=state_tax_shown(one.cost))
    line = say(
        "plan.size.line",
        who=who(plan, one.who),
        convert=one.convert,
        edge=listed([_edge(plan, each) for each in together]),
        federal=federal_tax_shown(one.cost),
        state=state,
    )
    more = [line]
    beside_basis = one.taxed.value != one.convert.value  # then a dollar is taxed in part, and may lie on both sides
    if beside_basis:
        more.append(say("plan.size.taxed", taxed=dollars(one.taxed)))
    if one.cost.credit_lost and one.cost.credit_lost.value > 0:
        more.append(say("plan.size.lost", lost=dollars(one.cost.credit_lost)))
    if (next_dollar := one.next_federal) and not beside_basis:
        more.append(say("plan.size.next", next=total(next_dollar, one.next_state or ZERO)))
    return " ".join(more)


def _edge(plan: Plan, one: Size) -> str:
    name = one.edge
    values: dict[str, object] = {"state": state_name(plan.case.facts.state)}
    for prefix, code in ((OF_STATE, "state_bracket"), (OF_BRACKETS, "bracket")):
        if name.startswith(prefix) and name != f"{OF_BRACKETS}0":
            return say(f"plan.size.edge.{code}", rate=name.removeprefix(prefix), **values)
    if name == "medicare_step" and one.cost.medicare and one.next_medicare:
        values |= {
            "year": one.cost.medicare.looked_at.premium_year,
            "more": dollars(one.next_medicare),
        }
    return say(f"plan.size.edge.{name}", **values)
