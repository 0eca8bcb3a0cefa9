"""The seam to the law: facts in, plan text out. What must be refused comes back as its sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from calc import law
from calc.contradictions import Contradiction, contradictions
from calc.facts import Facts, PlanKind
from calc.planning.assess import look
from calc.planning.assessment import Case
from calc.planning.notes import questions
from calc.planning.plan import Plan, plan
from calc.refusals import Refusal
from calc.states.figures import states as all_states
from dialogs.phrases import say
from dialogs.refused import Refused
from dialogs.steps_done import Done
from dialogs.text import bare


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet behind the plan, as a button and as text."""

    title: str
    text: str


def clash(facts: Facts, today: date) -> Contradiction | None:
    """The first pair of facts that cannot both be true."""
    return next(iter(contradictions(facts, today)), None)


def clash_text(found: Contradiction) -> str:
    return say(f"contradictions.{found.reason}", **found.values)


def tell(
    facts: Facts, today: date, form: str, asked: frozenset[str] = frozenset(), done: Sequence[Done] = ()
) -> tuple[str, ...]:
    """The blocks of a plan in one of its forms, or the one sentence that says why there is none yet.

    asked: codes of confusions that were answered in this talk, so that no warning repeats them.
    done: the steps that were ticked off.
    """
    if facts.tax_year is None or facts.filing_status is None:
        return (say("talk.plan_needs"),)
    try:
        return FORMS[form](plan(facts, today), asked, done)
    except Refusal as refusal:
        return (Refused(refusal),)


def short(facts: Facts, today: date) -> str:
    """The verdict only; figures are held side by side elsewhere."""
    return "\n".join(tell(facts, today, "short"))


def put_right(facts: Facts, today: date) -> tuple[tuple[str, str], ...]:
    """What the plan would put right, and whose: situations of the repair desk."""
    from dialogs.desks.repairing import BY_STEP

    try:
        steps = plan(facts, today).steps
    except Refusal:
        return ()
    return tuple(dict.fromkeys((BY_STEP[step.code], step.who) for step in steps if step.code in BY_STEP))


def messages(facts: Facts, today: date) -> dict[tuple[str, PlanKind], list[str]]:
    """The numbered questions of the message to each plan, as the plan writes it."""
    case = _case(facts, today)
    asked: dict[tuple[str, PlanKind], list[str]] = {}
    for note in questions(case) if case else ():
        if note.kind is not None:
            asked.setdefault((note.who, note.kind), []).append(say(f"plan.question.{note.code}", **note.values))
    return asked


def sheets(facts: Facts, today: date) -> tuple[Sheet, ...]:
    """Every worksheet behind the plan, in the order in which the plan speaks of them."""
    from calc.planning import sheets as plan_sheets
    from dialogs.views.plan import explaining

    try:
        found = tuple(plan_sheets.sheets(plan(facts, today)))
    except Refusal:
        return ()
    several = len({who for who, _ in found}) > 1
    told: list[Sheet] = []
    for who, sheet in found:
        title = say(f"talk.sheet.{who if several else 'one'}", title=say(f"worksheets.{sheet.name}.title"))
        before = sum(title in {one.title, one.title.rpartition(" (")[0]} for one in told)  # of another plan
        told.append(Sheet(f"{title} ({before + 1})" if before else title, explaining.explain(sheet)))
    return tuple(told)


@dataclass(frozen=True, slots=True)
class Found:
    """answered: the code of the card that is told. offered: the nearest cards, when none is sure."""

    blocks: tuple[str, ...]
    answered: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()


def answer(question: str, facts: Facts, today: date) -> Found:
    """A question in words, or the code of a card that was picked, from the confusion cards."""
    from dialogs.answering import cards as confusions
    from dialogs.answering import classify

    picked = question.upper() if question.upper() in confusions.cards() else None
    found = classify.ask(question)
    code = picked or found.card
    if code is not None:
        year = classify.year_asked(question) or facts.tax_year or law.latest()
        card = confusions.card(code)
        of_state = _of_state(question, facts, year) if card.state else ""
        told = confusions.told(code, _case(facts, today), year, instead=of_state)
        return Found((f"# {card.title}\n{told}", say("talk.authority", authority=card.authority)), (code,))
    if found.outside:
        return Found((say("talk.outside"),))
    return Found((say("talk.which_question"),), offered=found.others)


def _of_state(question: str, facts: Facts, year: int) -> str:
    """What the state that the question names, or else the person's own, makes of a conversion; empty for neither."""
    from dialogs.views.plan import states

    asked = " " + bare(question.replace("'s", "")) + " "
    names = {code: state.name for code, state in all_states().items()}
    named = [code for code, name in names.items() if f" {bare(name)} " in asked]
    longest = max(named, key=lambda code: len(names[code]), default=facts.state)  # West Virginia is not Virginia
    return states.note(longest, year) if longest else ""


def _case(facts: Facts, today: date) -> Case | None:
    """What the law says of this person so far; None while too little is known."""
    if facts.tax_year is None or facts.filing_status is None:
        return None
    try:
        return look(facts, today)
    except Refusal:
        return None


def _first(made: Plan, asked: frozenset[str], _: Sequence[Done]) -> tuple[str, ...]:
    from dialogs.views.plan import steps as telling

    return telling.first(made, answered=asked)


def _more(made: Plan, asked: frozenset[str], _: Sequence[Done]) -> tuple[str, ...]:
    """The rest: also the warnings that did not come first."""
    from dialogs.answering import cards as confusions
    from dialogs.views.plan import details

    rest = confusions.warnings(made.case, answered=asked)[confusions.SHOWN :]
    lines = [f"• {confusions.short(code, made.case)}" for code in rest]
    return (*details.more(made), *(["\n".join([say("talk.more_warnings"), *lines])] if lines else []))


def _summary(made: Plan, asked: frozenset[str], done: Sequence[Done]) -> tuple[str, ...]:
    from dialogs.views.plan import summary

    return summary.summary(made, done, answered=asked)


def _preparer(made: Plan, _: frozenset[str], __: Sequence[Done]) -> tuple[str, ...]:
    from dialogs.views.documents.preparer import preparer

    return preparer(made) or (say("papers.preparer.none", year=made.tax_year),)


def _short(made: Plan, _: frozenset[str], __: Sequence[Done]) -> tuple[str, ...]:
    from dialogs.views.plan import steps as telling

    return tuple(telling.verdict(made))


FORMS: Mapping[str, Callable[[Plan, frozenset[str], Sequence[Done]], tuple[str, ...]]] = {
    "plan": _first,
    "more": _more,
    "summary": _summary,
    "preparer": _preparer,
    "short": _short,
}
