"""Forks of the plan: where one fact that is not known decides what to do, each answer with its own steps and forms.

Steps that hold whatever the answer is stay in the plan; a branch has only what it adds. The fact is the one that
holds everything else back: what was already done, then which IRAs there are, then whether a plan takes money in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from calc import law, needs
from calc.derivation import ZERO
from calc.facts import AGGREGATED, Facts, IraKind, Move, PlanKind, RollIn, WorkPlan
from calc.planning.assess import look
from calc.planning.assessment import Case, Outlook, Route
from calc.planning.carried_out import RULES, Tick
from calc.planning.options import Form, Way
from calc.planning.rolling_in import accepted
from calc.planning.step import Step
from calc.planning.steps import SLOW, steps
from calc.refusals import Refusal

SETTLED = "settled_by_year_end"  # no fact of the talk: December tells
CONVERTS = {"convert", "convert_part", "convert_share", "convert_wish"}
PUT_RIGHT = {"rmd_first", "remove_excess", "recharacterize", "to_roth"}
MUST_SETTLE = CONVERTS | {"roll_in", "zero_check"}
REPORTED = {"form_8606_open", "form_8606"}  # that the form is filed is said once


@dataclass(frozen=True, slots=True)
class Branch:
    """One answer to one fact. id: a letter; fact: its public name; answer: a stable code.

    inline: its steps stand among those of the plan, for it is the answer that is hoped for.
    """

    id: str
    who: str
    fact: str
    answer: str
    steps: tuple[Step, ...]
    forms: tuple[Form, ...]
    inline: bool = False


def branches(case: Case, common: Sequence[Step], after: int = 0) -> tuple[Branch, ...]:
    """Of every person whose way an unknown fact decides; none where the plan is settled.

    common: the plan's steps; after: how many branches there are already.
    """
    found: list[Branch] = []
    for one in case.people:
        for fact, answer, update in _forks(case, one):
            letter = chr(ord("a") + after + len(found))
            branch = _branch(case, common, Branch(letter, one.who, fact, answer, (), ()), update)
            if branch:
                found.append(branch)
        converts = one.chosen is None or one.chosen.convert.value  # then it is one of the ways side by side
        if any(option.way is Way.SOLO for option in one.options) and not converts:
            letter = chr(ord("a") + after + len(found))
            found.extend(_own_plan(case, one, common, letter))
    return tuple(found)


def settling(case: Case, common: Sequence[Step]) -> tuple[tuple[Step, ...], tuple[Branch, ...]]:
    """The steps that hold in any case, and late in the year the fork: what settles by 31 December, and what does not.

    A roll-in takes weeks (``slow_move_days``), so near the end of the year it is no step but a branch; a conversion
    stays a step and has the other branch beside it. Not settled, the contribution is reported for its year and the
    rest follows in January, on the form of the next year.
    """
    if not case.season.year_end_near:
        return tuple(common), ()
    steps_left, found = list(common), list[Branch]()
    for one in case.people:
        must = [step for step in steps_left if step.who == one.who and step.code in MUST_SETTLE]
        if all(step.code == "zero_check" for step in must) or one.chosen is None:
            continue  # nothing is under way
        by_then = _put_right(case, one, steps_left)
        january = _looked(by_then, date(case.season.tax_year + 1, 1, 2))
        if january is None:
            continue
        first = chr(ord("a") + len(found))
        codes = MUST_SETTLE | {"form_8606"}
        own = [step for step in steps_left if step.who == one.who and step.code in codes]
        inline = all(step.code != "roll_in" for step in must)
        found.append(Branch(first, one.who, SETTLED, "yes", tuple(own), one.chosen.forms, inline))
        if not inline:
            steps_left = [_not_pressed(step) for step in steps_left if step not in own]
        letter = chr(ord("a") + len(found))
        after = next(person for person in january.people if person.who == one.who)
        there = {step.code for step in steps_left if step.who == one.who} - MUST_SETTLE - REPORTED - PUT_RIGHT
        later = [step for step in steps(january, None, ()) if step.who == one.who and step.code not in there]
        forms = after.chosen.forms if after.chosen else ()
        found.append(Branch(letter, one.who, SETTLED, "no", tuple(later), forms))
    return tuple(steps_left), tuple(found)


def _put_right(case: Case, one: Outlook, common: Sequence[Step]) -> Facts:
    """The facts of a year that ends as the IRAs stand now, once what comes before a conversion is carried out."""
    person = case.told.people[one.who]
    for step in common:
        if step.who == one.who and step.code in PUT_RIGHT and step.amount:
            tick = Tick(person, case.season.tax_year, step, step.amount.money, case.season.convert_by)
            person = person.model_copy(update=RULES[step.code](tick))
    facts = case.told.having(one.who, person)
    for who, each in facts.people.items():
        values = [each.ira_value(kind) for kind in AGGREGATED]
        if None not in values:
            at_end = {"year_end_value": sum(value for value in values if value), "contributed_late": ZERO.money}
            facts = facts.having(who, each.model_copy(update=at_end))
    return facts


def _not_pressed(step: Step) -> Step:
    """A contribution that would feed this year's conversion has the law's own last day once that is only a branch."""
    later = step.values.get("later")
    if step.code != "contribute_traditional" or not isinstance(later, date):
        return step
    return replace(step, by=later, values={"this_year": step.by})


def in_time_to_convert(common: Sequence[Step], forks: Sequence[Branch]) -> tuple[Step, ...]:
    """The steps; a contribution that one of the branches converts this year says by when it must be in for that."""
    by = {branch.who: step.by for branch in reversed(forks) for step in branch.steps if step.code in CONVERTS}
    return tuple(
        replace(step, values=step.values | {"this_year": day})
        if step.code == "contribute_traditional"
        and "deducted" not in step.values
        and step.by
        and (day := by.get(step.who))
        and day < step.by
        else step
        for step in common
    )


def _forks(case: Case, one: Outlook) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The fact that decides, and for each of its answers a code and what it puts into the facts."""
    if one.chosen is not None or case.season.closed or one.route is Route.NONE or one.cap is None:
        return
    if one.person.moves is None:
        yield f"{one.who}.moves", "nothing", {"moves": frozenset()}
        if one.cap.value:
            made = {"moves": frozenset({Move.TRADITIONAL}), "contributed": one.cap.money}
            yield f"{one.who}.moves", "contributed", made | _holding(one, one.cap.money)
    elif one.person.ira_kinds is None:
        yield f"{one.who}.ira_kinds", "none", {"ira_kinds": frozenset()} | _without_basis(one)
    elif one.options and accepted(one.person) is None and one.taker:
        fact = f"{one.who}.plans.{one.taker}.roll_in"
        yield fact, "yes", {"roll_in": RollIn.ANY}
        yield fact, "no", {"roll_in": RollIn.NO}


def _own_plan(case: Case, one: Outlook, common: Sequence[Step], letter: str) -> Iterator[Branch]:
    """A new solo 401(k) of the person's own business that takes the pre-tax money in."""
    person, kind = case.facts.people[one.who], PlanKind.SOLO
    kinds = (person.plan_kinds or frozenset()) | {kind}
    plan = WorkPlan(roll_in=RollIn.ANY, after_tax_allowed=False)
    with_it = person.model_copy(update={"plan_kinds": kinds, "plans": {**person.plans, kind: plan}})
    named = Branch(letter, one.who, f"{one.who}.plans.{kind}.roll_in", "opened", (), ())
    unfiled = [step for step in common if step.code != "form_8606"]  # each side has its own form
    branch = _of(_looked(case.told.having(one.who, with_it), case.today), unfiled, named)
    if branch and any(step.code == "roll_in" for step in branch.steps):
        when = case.season
        start = max(when.start_by(when.convert_by, law.threshold(SLOW["open_solo"])), case.today)
        first = Step("open_solo", one.who, None, when.conversion_year, when.convert_by, kind, start=start)
        yield replace(branch, steps=(first, *branch.steps))
        filed = tuple(step for step in common if step.who == one.who and step.code == "form_8606")
        forms = one.chosen.forms if one.chosen else ()
        yield Branch(chr(ord(letter) + 1), one.who, named.fact, "none", filed, forms, inline=True)


def _holding(one: Outlook, made: Any) -> dict[str, Any]:
    """The contribution in a traditional IRA, where no IRA was told that could hold it."""
    if one.person.ira_kinds is None or one.person.pretax_ira_kinds:
        return {}
    kinds = one.person.ira_kinds | {IraKind.TRADITIONAL}
    return {"ira_kinds": kinds, "traditional": made} | _without_basis(one)


def _without_basis(one: Outlook) -> dict[str, Any]:
    """No IRA holds any; but what was told stays, and of IRAs that something came out of nobody knows it."""
    person = one.person
    came_out = person.moves is not None and any(person.moved(move) != 0 for move in (Move.CONVERTED, Move.WITHDREW))
    return {} if person.basis is not None or came_out else {"basis": ZERO.money}


def _branch(case: Case, common: Sequence[Step], named: Branch, update: dict[str, Any]) -> Branch | None:
    return _of(_looked(needs.filled_in(case.told, named.fact, update), case.today), common, named)


def _of(other: Case | None, common: Sequence[Step], named: Branch) -> Branch | None:
    """What the person has to do beside the common steps where the facts are those of ``other``."""
    if other is None:
        return None
    who = named.who
    one = next(person for person in other.people if person.who == who)
    there = {(step.code, step.kind) for step in common if step.who == who}
    there |= {(code, None) for code in REPORTED if any(known in REPORTED for known, _ in there)}
    own = tuple(step for step in steps(other, None, ()) if step.who == who and (step.code, step.kind) not in there)
    forms = one.chosen.forms if one.chosen else ()
    return replace(named, steps=own, forms=forms) if own or forms else None


def _looked(facts: Facts, today: date) -> Case | None:
    try:
        return look(facts, today)
    except Refusal:
        return None
