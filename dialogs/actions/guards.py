"""The conditions of the table: what may happen now."""

from __future__ import annotations

from collections.abc import Callable

from calc.contradictions import clash
from dialogs.actions import recording
from dialogs.actions.turn import Turn
from dialogs.answering.answer import is_settled
from dialogs.interview import agenda as agendas
from dialogs.interview import next_season
from dialogs.session import Stage
from dialogs.understanding.buttons import DONE, DONT_KNOW, NOTHING
from dialogs.understanding.gathering import of_the_other_one, still_open


def nothing_told(turn: Turn) -> bool:
    return not turn.session.answers


def something_told(turn: Turn) -> bool:
    return bool(turn.session.answers)


def may_skip(turn: Turn) -> bool:
    return turn.open is not None and bool(turn.open.card.unknown)


def has_history(turn: Turn) -> bool:
    return recording.previous(turn) is not None


def names_a_fact(turn: Turn) -> bool:
    return turn.agenda.question(turn.heard.fact) is not None


def names_another_fact(turn: Turn) -> bool:
    """Of the interview, while the talk is at a desk."""
    return turn.interview.question(turn.heard.fact) is not None


def pressed_twice(turn: Turn) -> bool:
    """The same button again: what it says is what is already noted."""
    fact, choice = turn.heard.fact or "", turn.heard.text.removeprefix("=")
    noted = turn.session.answers.get(fact, "")
    if isinstance(noted, list):
        return choice in {DONE, *noted} or (choice == NOTHING and not noted)
    words = {True: "yes", False: "no", None: DONT_KNOW}
    return choice == (words[noted] if isinstance(noted, bool | None) else str(noted))


def nothing_open(turn: Turn) -> bool:
    return not turn.interview.open


def asks_too(turn: Turn) -> bool:
    """Facts came with a question."""
    return turn.heard.reason == "asked"


def asked_beside(turn: Turn) -> bool:
    """An answer came with a question."""
    return bool(turn.heard.asks)


def can_undo(turn: Turn) -> bool:
    """The last thing noted can be taken back."""
    return turn.session.undo is not None


def settles_the_list(turn: Turn) -> bool:
    """What was doubtful in the list is told in words, and nothing else: the rest stood there to be read."""
    session, heard = turn.session, turn.heard
    if heard.reason != "settled" or heard.lost or session.ticking or session.reading:
        return False
    found = {**session.found, **heard.found}
    found |= of_the_other_one(session.doubts, found)
    return not still_open((*session.doubts, *heard.doubts), found)


def facts_wait(turn: Turn) -> bool:
    """Facts wait for a yes beside what is doubtful."""
    return bool(turn.session.found)


def ready(turn: Turn) -> bool:
    """Everything is answered, nothing contradicts, and no trial is under way."""
    return can_try(turn) and turn.session.planned is None


def can_try(turn: Turn) -> bool:
    """There is a plan to hold a change against."""
    return trying(turn) or (not turn.interview.open and clash(turn.agenda.facts, turn.today) is None)


def asks_a_figure(turn: Turn) -> bool:
    """What is asked can be worked out without a plan."""
    facts, before = turn.agenda.facts_ahead, turn.before_it(turn.heard.text)
    return bool(turn.heard.text) and is_settled(turn.heard.text, facts, turn.today, before)


def beyond_held(turn: Turn) -> bool:
    """A conversion is thought of that the IRAs do not hold, by what was told."""
    return turn.heard.value is not None and not turn.heard.found and can_try(turn)


def about_a_question(turn: Turn) -> bool:
    """A "why" that stood under a question means that one, also when another is open by now."""
    return turn.asked_about is not None


def about_the_question(turn: Turn) -> bool:
    """Without the number of a worksheet, "why" means the question on the table, where there is one."""
    return not turn.heard.text and turn.open is not None


def names_nothing(turn: Turn) -> bool:
    return not turn.heard.text


def has_kept(turn: Turn) -> bool:
    return turn.session.kept is not None


def in_between(turn: Turn) -> bool:
    """Something can be left without leaving the talk: an answer being changed, or a yes-or-no."""
    return turn.session.revisit is not None or turn.stage not in agendas.SECTIONS


def can_renew(turn: Turn) -> bool:
    return next_season.next_year(turn.real.facts) is not None


def trying(turn: Turn) -> bool:
    return turn.session.planned is not None


def asks_anew(turn: Turn) -> bool:
    """Questions have come up after the review: a new version asks more, or another day."""
    return bool(turn.interview.open)


def answering_again(turn: Turn) -> bool:
    return turn.session.revisit is not None


def tried_out(turn: Turn) -> bool:
    """A trial whose questions are all answered."""
    return trying(turn) and not turn.interview.open


def confirmed(turn: Turn) -> bool:
    return turn.session.confirmed


def at(desk: Stage) -> Callable[[Turn], bool]:
    """Whether the talk is at this desk."""

    def guard(turn: Turn) -> bool:
        return turn.desk is desk

    return _named(f"at_{desk}", guard)


def open_in(section: Stage) -> Callable[[Turn], bool]:
    """Whether the first open question stands in this section."""

    def guard(turn: Turn) -> bool:
        question = turn.next_question
        return question is not None and question.card.section is section

    return _named(f"open_in_{section}", guard)


def _named(name: str, guard: Callable[[Turn], bool]) -> Callable[[Turn], bool]:
    guard.__name__ = name  # as the table's page shows it
    return guard
