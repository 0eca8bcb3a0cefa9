"""Answers recorded, opened again, dropped and kept aside."""

from __future__ import annotations

from typing import Any

from calc.contradictions import clash
from calc.facts import FilingStatus
from calc.unlikely import unlikely
from dialogs.actions.turn import Turn
from dialogs.interview import agenda as agendas
from dialogs.interview.agenda import Question
from dialogs.interview.belonging import days_of, given_on, unlocked, whole_of
from dialogs.phrases import say
from dialogs.session import DESKS, Answers, Told
from dialogs.views import question as screens
from dialogs.views.plan import replies

_PARTS = ("wages", "taken_off", "other_income")  # of an estimated income


def go_on(turn: Turn) -> None:
    turn.next_event = "proceed"


def record(turn: Turn) -> None:
    """The answer goes to the question that it was read for, which beside a list is the one that its yes opens."""
    fact = turn.heard.fact
    question = turn.agenda.question(fact) or (turn.next_question if fact is None else agendas.bound(fact))
    if question is not None:
        _note(turn, question, turn.heard.value)


def skip(turn: Turn) -> None:
    """Not to know is an answer too; what it would change is said in the review and in the plan."""
    question = turn.next_question
    if question is not None:
        _note(turn, question, None)


def tick(turn: Turn) -> None:
    question = turn.open
    if question is None:
        return
    chosen, key = set(agendas.ticks(question, turn.session)), str(turn.heard.value)
    chosen ^= {key}
    turn.change(ticks=tuple(choice for choice in question.card.choices if choice in chosen))
    turn.again = True


def tick_all(turn: Turn) -> None:
    """What a sentence spoke of, to be looked over before it counts."""
    if isinstance(turn.heard.value, list):
        turn.change(ticks=tuple(turn.heard.value))
        turn.say("ticked_for_you")
        turn.name_lost("noted.aside")


def take_ticks(turn: Turn) -> None:
    question = turn.open
    if question is not None:
        _note(turn, question, list(agendas.ticks(question, turn.session)))


def _note(turn: Turn, question: Question, value: Told) -> None:
    before, standing = dict(turn.session.answers), turn.standing
    days = {fact: told for fact, told in turn.heard.found.items() if whole_of(fact) == question.fact}
    told = {question.fact: value, **days}
    again = store(turn, told)
    worked = turn.heard.worked.get(question.fact)
    if worked and days_of(question.fact) not in told:
        turn.say("noted.worked", fact=screens.fact_line(question, value, turn.agenda), how=worked)
    elif turn.desk is None and standing.get(question.fact, value) != value:
        turn.show(screens.changed_line(question.fact, standing, told, turn.agenda.facts.tax_year))
    else:
        turn.echo(question, value)
    turn.name_lost("noted.aside")
    if worked or turn.heard.lost:
        offer_undo(turn, before)
    turn.settled = question.fact, screens.answer_shown(question, value, turn.agenda)
    if again:
        turn.say("asked_again", facts=again)
    facts = turn.agenda.facts
    if question.fact in _PARTS and facts.agi is None and facts.income is not None:
        turn.say("estimated", amount=facts.income)
    name_clash(turn, told, before)


def offer_undo(turn: Turn, before: Answers) -> None:
    """A button that brings back the answers of before."""
    turn.change(undo=dict(before))
    turn.first_buttons = (*turn.first_buttons, (screens.undo(turn.session),))


def store(turn: Turn, told: Answers) -> list[str]:
    """Store answers; the labels of those that now mean something else and are asked again."""
    before = turn.standing
    told = unlocked(given_on(told, before), before)
    changed = {fact for fact in told if fact in before and before[fact] != told[fact]}
    meanings = {fact for fact in changed if fact != "filing_status"}
    if "filing_status" in changed and FilingStatus.MFJ in {before["filing_status"], told["filing_status"]}:
        meanings.add("joint")
    dropped = {name for fact in meanings for name in agendas.depend_on(fact, before)} - set(told)
    labels = [turn.label(q.fact) for q in turn.agenda.told if q.fact in dropped]
    kept = {name: value for name, value in turn.session.answers.items() if name not in dropped}
    answers = kept | dict(told)
    history = [fact for fact in turn.session.history if fact not in dropped]
    history += [fact for fact in told if fact not in history]
    changes: dict[str, Any] = {"answers": answers, "history": tuple(history)}
    if turn.desk is not None and turn.session.planned is not None:  # at a desk nothing is only tried
        changes["planned"] = turn.session.planned | told
    of_desks = all(fact.split(".")[0] in DESKS for fact in told)  # no plan depends on these
    confirmed = turn.session.confirmed and of_desks
    aside: dict[str, Any] = {
        "reading": "",
        "reading_asks": False,
        "reading_scanned": False,
        "undo": None,
        "whole": (),
    }
    turn.change(revisit=None, ticks=None, found={}, confirmed=confirmed, **aside, **changes)
    return [] if of_desks else labels


def name_clash(turn: Turn, told: Answers, before: Answers) -> None:
    """Facts that cannot both be true are named at once, and the newer one is asked again."""
    found = clash(turn.agenda.facts, turn.today)
    if found is None or not set(found.fields) & set(told) or told.items() <= before.items():
        return
    turn.show(replies.clash_text(found))
    turn.change(revisit=next(fact for fact in found.fields if fact in told))
    others = [fact for fact in found.fields if fact not in told]
    turn.first_buttons = tuple((screens.change_button(fact, turn.agenda),) for fact in others)


def name_unlikely(turn: Turn, told: Answers) -> None:
    """What was taken from a list and seldom goes together: it counts, and a tap changes either."""
    found = next((one for one in unlikely(turn.agenda.facts) if set(one.fields) & set(told)), None)
    if found is not None:
        turn.show(say(f"unlikely.{found.reason}", **found.values))
        turn.first_buttons = tuple((screens.change_button(fact, turn.agenda),) for fact in found.fields)


def close(turn: Turn) -> None:
    turn.change(revisit=None, ticks=None)


def step_back(turn: Turn) -> None:
    """To the answer before; nothing is taken back, and the later answers stay."""
    turn.change(revisit=previous(turn), ticks=None)


def previous(turn: Turn) -> str | None:
    """The answer before the one on the table, among those that still count."""
    told = [fact for fact in turn.session.history if fact in turn.agenda.answers]
    if turn.session.revisit in told:
        told = told[: told.index(turn.session.revisit)]
    return told[-1] if told else None


def reopen(turn: Turn) -> None:
    name_slip(turn)
    turn.change(revisit=turn.heard.fact, ticks=None)


def name_slip(turn: Turn) -> None:
    """Why the value that came with a fact's name cannot be."""
    if turn.heard.reason:
        turn.say(f"misread.{turn.heard.reason}", **turn.heard.shown)


def confirm(turn: Turn) -> None:
    turn.change(confirmed=True, kept=None, revisit=None)


def start_over(turn: Turn) -> None:
    """The old answers stay until the new review is confirmed."""
    kept = turn.session.kept or turn.session.held
    turn.change(
        answers={},
        assumed={},
        history=(),
        kept=kept,
        planned=None,
        revisit=None,
        ticks=None,
        found={},
        confirmed=False,
    )
    turn.change(mentioned={}, asked=())
    turn.say("restarted")


def bring_back(turn: Turn) -> None:
    """The other answers; the present ones take their place, so that neither is lost."""
    back, present = turn.session.kept or {}, turn.session.held
    turn.change(answers=back, assumed={}, history=tuple(back), kept=present or None, planned=None)
    turn.change(revisit=None, ticks=None, found={}, confirmed=False)
    turn.say("restored")


def none_kept(turn: Turn) -> None:
    turn.say("none_kept")


def nothing_to_skip(turn: Turn) -> None:
    turn.say("nothing_to_skip")


def leave(turn: Turn) -> None:
    """Out of a question that is answered again, or of a yes-or-no; every answer stays."""
    turn.say("found.dropped" if turn.session.found else "left")
    turn.change(revisit=None, ticks=None, found={}, doubts=(), whole=(), found_done={}, ticking=None)
