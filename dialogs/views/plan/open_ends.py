"""What is still unknown, in words: between what and what the plan lies, and which facts decide."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from calc import needs
from calc.derivation import Amount, dollars
from calc.facts import Move, PlanKind
from calc.needs import Beside, Decides
from calc.planning.assessment import Outlook
from calc.planning.moving import made
from calc.planning.options import Way
from calc.planning.plan import Plan
from calc.planning.ranges import OUTCOMES, Range
from dialogs.interview.questions import label, reason
from dialogs.phrases import listed, say
from dialogs.views.plan.names import kind_name, state_name, who

NAMED = 3  # facts that one sentence of the verdict can carry
MANY = 2  # facts that are named where nothing hangs on them that has a range; /review has them all


def of_person(plan: Plan, one: Outlook) -> Iterator[tuple[str, str]]:
    """For the verdict, under the outcome that is open: straight to Roth, by the back door, and what is taxed."""
    shown = ("direct", "taxable") if one.contribute is not None else ("contribute", "taxable")
    for found in plan.ranges:
        if found.who == one.who and found.decides in shown and found.facts and not _forked(plan, found):
            looked_up = (
                found.decides == "taxable" and found.highest is None and one.contribute is None
            )  # a step has it
            yield "taxable_open" if looked_up else found.decides, _sentence(plan, found)


def straight_between(plan: Plan, one: Outlook) -> bool:
    """Whether the verdict tells between what and what may go straight to Roth."""
    return outcome_open(plan, one, Decides.DIRECT)


def outcome_open(plan: Plan, one: Outlook, *decides: Decides) -> bool:
    """Whether one of these outcomes is open, so that no amount of it is told flatly."""
    return any(found.who == one.who and found.decides in decides and found.facts for found in plan.ranges)


def income_open(plan: Plan) -> bool:
    """Whether a gap bears on the income by which the Roth limit goes, or on what may go in at all."""
    people = plan.case.told.people.values()
    bearing = {Decides.DIRECT} | ({Decides.TAXABLE} if any(made(one, Move.WITHDREW) for one in people) else set())
    needed = [need for gap in plan.unknowns if (need := needs.need(gap.fact))]
    return any(need.decides & bearing or {Beside.GROWTH, Beside.INCOME} & {*need.beside} for need in needed)


def _forked(plan: Plan, found: Range) -> bool:
    """Whether the one fact that decides forks the plan: then each answer has its own amount there."""
    return found.decides in {"contribute", "taxable"} and any(found.facts == (fork.fact,) for fork in plan.forks)


def forked_tax(plan: Plan, one: Outlook) -> Range | None:
    """Between what and what the tax lies that one answer about a plan decides, each answer with steps of its own."""
    found = open_tax(plan, one)
    return found if found and found.highest is not None and _forked(plan, found) else None


def open_tax(plan: Plan, one: Outlook) -> Range | None:
    """What is taxed of one person's IRAs, while facts decide it."""
    own = (found for found in plan.ranges if (found.who, found.decides) == (one.who, Decides.TAXABLE))
    return next((found for found in own if found.facts), None)


def of_room(plan: Plan, one: Outlook, kind: PlanKind) -> str:
    """For the verdict on one workplace plan; empty where its room is settled, or can no longer be used."""
    if plan.case.season.over:
        return ""
    rooms = [found for found in plan.ranges if (found.who, found.kind) == (one.who, kind) and found.facts]
    return _sentence(plan, rooms[0]) if rooms else ""


def of_tax(plan: Plan) -> list[str]:
    """For the figures: what is taxed and what it costs; empty where both are settled."""
    found = plan.tax_range
    if found is None or (found.highest is not None and not found.highest.value):
        return []
    if found.highest is None:
        grown = all(one.highest is not None for one in plan.ranges if one.decides == "taxable")
        code = "growth" if grown else "at_least" if found.lowest.value else "open"
        return [say(f"plan.figures.taxable_{code}", low=found.lowest)]
    state = state_name(plan.case.facts.state)
    lines = [_between("taxable", found.lowest, found.highest, state)]
    for code, tax in (("federal", found.federal), ("state", found.state)):
        if tax:
            lines.append(_between(code, dollars(tax[0]), dollars(tax[1]), state))
    if found.federal and not found.state and state:
        lines.append(say("plan.figures.state_unknown", state=state, year=plan.case.season.conversion_year))
    if found.federal is None and plan.case.facts.income is None:
        lines.append(say("plan.figures.federal_open"))
    return [*lines, *of_growth(plan)]


def of_growth(plan: Plan) -> list[str]:
    """What stands beside a price where nobody said whether a plan takes after-tax money."""
    unsaid = any(note.code == "no_after_tax_growth" for note in plan.assumptions)
    return [say("plan.figures.growth_unsaid")] if unsaid else []


def _between(code: str, low: Amount, high: Amount, state: str) -> str:
    """Both ends of an amount, or the one amount that it is all the same."""
    if low.value != high.value:
        return say(f"plan.figures.{code}_range", state=state, low=low, high=high)
    settled = code if code == "taxable" or high.value else f"{code}_none"
    return say(f"plan.figures.{settled}", state=state, taxable=high, federal=high, tax=high)


def unknown(plan: Plan) -> list[str]:
    """One line for each outcome that is open, then one for all facts that have no range."""
    straight = {(found.who, found.facts) for found in plan.ranges if found.decides == "direct"}
    rest = [found for found in plan.ranges if found.decides == "contribute" and (found.who, found.facts) in straight]
    told = (found for found in plan.ranges if found.facts and found not in rest)  # what does not go straight
    ranges = sorted(told, key=lambda found: OUTCOMES.index(found.decides))
    return [*(_line(plan, found) for found in ranges), *_without_range(plan)]


def beside_the_verdict(plan: Plan) -> list[str]:
    """Of it what the verdict does not say already."""
    return [*apart(plan), *without_range(plan)]


def apart(plan: Plan) -> list[str]:
    """Outcomes of which the verdict does not speak: a deduction that changes something, the room of a closed year."""
    over, split = plan.case.season.over, plan.case.season.split
    washed = {one.who for one in plan.people if not split and one.chosen and one.chosen.way is Way.CLEAN}
    told = (
        found
        for found in plan.ranges
        if (found.decides == "deduction" and found.who not in washed) or (found.decides == "room" and over)
    )
    return [_line(plan, found) for found in told if found.facts]


def without_range(plan: Plan) -> list[str]:
    """The other facts, less those that stand beside the tax."""
    costs = [plan.behind.cost if plan.behind else None, plan.tax]
    return _without_range(plan, {fact for cost in costs if cost and cost.federal_ends for fact in cost.moved_by})


def _without_range(plan: Plan, named: Collection[str] = ()) -> list[str]:
    bare = [_label(plan, gap.fact) for gap in plan.unknowns if not gap.ranged and gap.fact not in named]
    if len(bare) > MANY + 1:
        bare[MANY:] = [say("plan.unknown.more", number=len(bare) - MANY)]
    return [say("plan.unknown.also", facts=listed(bare))] if bare else []


def papers_needed(plan: Plan, fact: str) -> str:
    """What is missing, and why it is asked for."""
    return say("plan.unknown.needed", fact=_label(plan, fact), why=reason(fact, plan.tax_year))


def _line(plan: Plan, found: Range) -> str:
    several = "s" if len(found.facts) > 1 else ""
    return who(plan, found.who) + say(
        f"plan.unknown.fact{several}",
        fact=listed([_label(plan, fact) for fact in found.facts]),
        what=_filled("plan.unknown", plan, found),
    )


def _sentence(plan: Plan, found: Range) -> str:
    if found.highest is None and all(fact.endswith(".converted_next") for fact in found.facts):
        return say("plan.unknown.converted_next", year=plan.case.season.conversion_year)
    facts = (*_allowed_first(plan, found), *found.facts)
    names = [_label(plan, fact) for fact in facts[:NAMED]]
    if more := len(facts) - len(names):
        names.append(say("plan.unknown.more", number=more))
    sentence = say("plan.unknown.sentence", what=_filled("plan.unknown.between", plan, found), facts=listed(names))
    return f"{sentence} {say('plan.unknown.growth')}" if found.decides == "direct" and _grows(found) else sentence


def _grows(found: Range) -> bool:
    """Whether growth of after-tax money is among what decides."""
    return any((need := needs.need(fact)) is not None and Beside.GROWTH in need.beside for fact in found.facts)


def _allowed_first(plan: Plan, found: Range) -> tuple[str, ...]:
    """Where it is open whether a plan takes after-tax money at all, that decides before anything else does."""
    fact = f"{found.who}.plans.{found.kind}.after_tax_allowed"
    return (fact,) if found.kind and fact not in found.facts and fact in {gap.fact for gap in plan.unknowns} else ()


def _filled(table: str, plan: Plan, found: Range) -> str:
    code = found.decides if found.highest is not None else f"{found.decides}_open"
    kind = kind_name(found.kind)
    return say(f"{table}.{code}", low=found.lowest, high=found.highest, year=plan.tax_year, kind=kind)


def _label(plan: Plan, fact: str) -> str:
    return label(fact, plan.tax_year)
