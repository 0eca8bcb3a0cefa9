"""Facts heard in passing: listed, put right, and noted only after a yes."""

from __future__ import annotations

from dataclasses import replace

from dialogs.actions import recording, steps
from dialogs.actions.turn import Turn
from dialogs.interview.belonging import parted
from dialogs.messages import Button
from dialogs.phrases import say
from dialogs.session import Stage
from dialogs.understanding.gathering import still_open
from dialogs.views import found_list, question


def list_found(turn: Turn) -> None:
    """Everything understood, one line each, also what is not asked yet; stored only after a yes."""
    found = {**turn.session.found, **turn.heard.found}
    earlier = turn.session.doubts if turn.session.stage is Stage.CONFIRMING else ()
    turn.change(found=found, doubts=still_open((*earlier, *turn.heard.doubts), found))
    year = turn.agenda.facts.tax_year
    lines, below = found_list.lines(turn.session, year, turn.heard.lost)
    if turn.session.ticking:
        lines = [*steps.step_told(turn), *([say("talk.done.changes"), *lines] if lines else [])]
    title, right = (say(f"talk.found.{name}") for name in (("title", "right") if lines else ("unsure", "tap_one")))
    turn.show("\n".join([title, *lines, *below, right]))
    single = question.leave_out(turn.session, year) if len(found) > 1 else ()
    turn.first_buttons = (*found_list.readings(turn.session, year), *turn.first_buttons)
    single = (*turn.first_buttons, *single)
    (yes, no), *_ = question.yes_no(turn.session, turn.stage, "all_right", "not_right")
    turn.show(buttons=((yes, no) if lines else (no,), *single))


def how_to_correct(turn: Turn) -> None:
    turn.say("found.correct")


def offer_lines(turn: Turn) -> None:
    """A value that several of the facts on the list could have: which of them is it?"""
    year = turn.agenda.facts.tax_year
    found = turn.heard.found
    told = {fact: question.told_line(fact, value, year) for fact, value in found.items()}
    turn.first_buttons = tuple((Button(question.short(told[f]), f"/edit {f} {v}"),) for f, v in found.items())
    turn.heard = replace(turn.heard, found={})
    turn.say("found.which_line")
    list_found(turn)


def take_found(turn: Turn) -> None:
    told, some = parted(turn.session.found, turn.session.answers)
    again = recording.store(turn, told)
    turn.change(mentioned={**turn.session.mentioned, **some})
    steps.keep_step(turn)
    if again:
        turn.say("asked_again", facts=again)


def take_off(turn: Turn) -> None:
    """One fact off the list that waits for a yes."""
    left = [item for number, item in enumerate(turn.session.found.items()) if str(number) != turn.heard.text]
    turn.change(found=dict(left))


def drop_found(turn: Turn) -> None:
    turn.change(found={}, doubts=(), ticking=None, reading="", reading_asks=False)
    turn.say("found.dropped")
