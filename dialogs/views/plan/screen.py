"""The first screen of a plan, and what is left for the second.

One person reads at most 1,600 characters and a couple 2,400: the verdict, the next step whole, the others on a line
each, the heads of forks, the tax, the warnings that weigh most, and one line for what was ticked. What does not fit
is told behind More, and nothing is told in both places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calc.derivation import dollars
from calc.facts import Circumstance
from calc.planning.households import year_covered
from calc.planning.plan import Plan
from calc.planning.sizing import credit_cliff
from calc.planning.stakes import at_stake
from calc.planning.tax_cost import TaxCost, missing
from dialogs.phrases import say
from dialogs.views.plan import open_ends
from dialogs.views.plan import steps as telling
from dialogs.views.plan.names import state_name
from dialogs.views.plan.side_by_side import federal_tax_shown, state_tax_shown
from dialogs.views.plan.sizing import sizing_first
from dialogs.views.plan.verdict import VerdictLine, verdict_lines

LATER = {
    "mega_unknown",
    "mega_room_between",
    "mega_full",
    "cap",
    "room",
    "contribute",
    "taxable_open",
    "inherited",
    "simple_locked",
    "any_income",
    "income_unknown",
    "income_at_most",
    "income_unknown_beside",
    "income_at_most_beside",
    "basis_left_over",
    "direct_too",
    "direct_too_so_far",
}  # can wait
FEW = 1  # warnings; more where more can be counted in dollars
ROOM = {1: 1_600, 2: 2_400}  # characters, by the number of people
DETAIL = (
    (3, 3, 3, 3),
    (2, 3, 3, 3),
    (2, 2, 2, 2),
    (1, 2, 1, 1),
    (1, 1, 0, 0),
    (1, 0, 0, 0),
)  # verdict lines a person, warnings, ticked, amounts to convert


@dataclass(frozen=True, slots=True)
class Screen:
    """blocks: as sent. verdict: lines left for More. warnings, sizes: how many of them are told here."""

    blocks: tuple[str, ...]
    verdict: tuple[str, ...]
    warnings: int
    sizes: int = 0
    brief: bool = False  # also the next step has a line only, and is told whole behind More


def first_screen(plan: Plan, warned: Sequence[str] = ()) -> Screen:
    """With as much detail as there is room for. warned: the warnings in words, the weightiest first."""
    warned = warned[: max(counted(plan, warned), FEW)]
    screens = (_screen(plan, warned, *detail) for detail in DETAIL)
    room = ROOM[len(plan.people)]
    for found in screens:
        if len("\n\n".join(found.blocks)) <= room:
            return found
    return _screen(plan, warned, *DETAIL[-1], brief=True)


def counted(plan: Plan, warned: Sequence[str]) -> int:
    """How many of the warnings name dollars; those come first."""
    dollars_told = tuple(say("talk.at_stake", amount=amount) for amount in at_stake(plan).values())
    return sum(text.endswith(dollars_told) for text in warned)


def _screen(
    plan: Plan, warned: Sequence[str], lines: int, warnings: int, ticked: int, amounts: int, *, brief: bool = False
) -> Screen:
    said, left = _apart(verdict_lines(plan), lines)
    shown = list(warned[:warnings])
    sizes = sizing_first(plan, amounts)
    blocks = (
        _titled(say("plan.heading.verdict", year=plan.tax_year), said),
        *_steps(plan, brief=brief),
        *_forks(plan),
        *to_set_aside(plan),
        *([sizes] if sizes else []),
        *([_titled(say("plan.heading.warnings"), [f"• {warning}" for warning in shown])] if shown else []),
        *_ticked(plan, ticked),
        telling.footer(plan),
    )
    return Screen(blocks, tuple(left), len(shown), len(sizes.splitlines()[1:]), brief)


def _apart(lines: Sequence[VerdictLine], most: int) -> tuple[list[str], list[str]]:
    """The first lines of each person, and the others."""
    said: list[str] = []
    left: list[str] = []
    told: dict[str, int] = {}
    urgent = {one.who for one in lines if one.code not in LATER}
    for one in lines:
        waits = one.code in LATER and (one.who in urgent or "both" in urgent)
        told[one.who] = told.get(one.who, 0) + (not waits)
        (left if waits or told[one.who] > most else said).append(one.text)
    return said, left


def _steps(plan: Plan, *, brief: bool) -> Iterator[str]:
    """The next one whole; the others in one block."""
    steps = telling.numbered(plan, plan.steps)
    if not steps:
        return
    first, *rest = steps
    if brief:
        yield _titled(say("plan.heading.next"), [telling.line(one) for one in steps])
        return
    yield f"{say('plan.heading.next')}\n{telling.whole(first, plan)}"
    if rest:
        yield _titled(say("plan.heading.then"), [telling.line(one) for one in rest])


def _forks(plan: Plan) -> Iterator[str]:
    """The head of each branch, and which steps it has."""
    heads = []
    for one in plan.forks:
        steps = telling.branch_steps(plan, one)
        text = telling.branch_words(plan, one).removesuffix(":")
        numbers = steps[0].number if len(steps) == 1 else f"{steps[0].number}–{steps[-1].number}" if steps else ""
        code = "head_bare" if not steps else "head_one" if len(steps) == 1 else "head"
        heads.append(say(f"plan.branch.{code}", text=text, numbers=numbers))
    if heads:
        yield _titled(say("plan.heading.branches"), heads)


def to_set_aside(plan: Plan) -> Iterator[str]:
    """What to set aside, in one line; nothing where nothing is taxed."""
    lines = []
    if plan.behind and plan.behind.taxable.value:
        lines.append(_price(plan, plan.tax_year, plan.behind.taxable, plan.behind.cost))
    still, taxable = open_ends.of_tax(plan), plan.case.taxable
    bounded = plan.tax_range is not None and plan.tax_range.highest is not None
    if still and plan.tax_range and (bounded or plan.tax_range.lowest.value):
        lines.append(" ".join(still))  # where nothing bounds it, the verdict says what decides
    if taxable is not None and taxable.value and plan.tax is not None and not (still and bounded):
        price = _price(plan, plan.case.season.conversion_year, taxable, plan.tax, so_far=bool(still))
        lines.append(" ".join((price, *open_ends.of_growth(plan))))
    if plan.early:
        lines.extend(telling.additional(plan))
    if lines:
        yield _titled(say("plan.heading.tax"), lines)


def _price(plan: Plan, year: int, taxable: object, cost: TaxCost, *, so_far: bool = False) -> str:
    state = plan.case.facts.state
    line = say(
        f"plan.figures.price{'_so_far' if so_far else ''}{'_of_state' if state else ''}",
        year=year,
        taxable=taxable,
        federal=federal_tax_shown(cost),
        state=state_name(state),
        tax=state_tax_shown(cost),
    )
    lost = cost.credit_lost if cost.credit_lost and cost.credit_lost.value > 0 else None
    return f"{line} {say('plan.figures.credit_lost', lost=dollars(lost))}" if lost else line


def _ticked(plan: Plan, most: int) -> Iterator[str]:
    """One line for the circumstances that were told: what the first of them do here, and the names of the others."""
    counted = _of_the_credit(plan)
    told = sorted(plan.case.facts.circumstances or (), key=lambda one: (one not in counted, one))
    if told:
        whole = [counted.get(one) or say(f"plan.ticked.{one}") for one in told[:most]]
        rest = [say(f"plan.ticked.short.{one}") for one in told[most:]]
        yield say("plan.ticked.line", all=" ".join([*whole, *([f"{', '.join(rest)}."] if rest else [])]))


def _of_the_credit(plan: Plan) -> dict[str, str]:
    """What marketplace insurance means with what this plan converts, where the premium in dollars was not told."""
    facts, taxable, when = plan.case.facts, plan.case.taxable, plan.case.season
    ticked = Circumstance.MARKETPLACE in (facts.circumstances or ())
    if not ticked or not taxable or not taxable.value or missing(facts) or not year_covered(facts) or when.split:
        return {}
    cliff = credit_cliff(plan.taxes, taxable.money)
    if cliff is None:
        return {}
    code = "marketplace_lost" if cliff.passed else "marketplace_kept"
    values = {"income": dollars(cliff.income), "line": dollars(cliff.ends_above), "size": cliff.size}
    return {Circumstance.MARKETPLACE: say(f"plan.ticked.{code}", year=when.tax_year, **values)}


def _titled(heading: str, lines: Sequence[str]) -> str:
    return "\n".join([heading, *lines])
