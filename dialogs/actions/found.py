"""Facts heard in passing: listed, put right, and noted only after a yes."""

from __future__ import annotations

from dataclasses import replace

from dialogs.actions import recording, steps
from dialogs.actions.turn import Turn
from dialogs.interview.belonging import choice_of, days_of, parted, whole_of
from dialogs.messages import Button
from dialogs.phrases import say
from dialogs.session import Stage
from dialogs.understanding.gathering import of_the_other_one, still_open, whose_it_is
from dialogs.views import found_list, question


def list_found(turn: Turn) -> None:
    """Everything understood, one line each, also what is not asked yet; stored only after a yes."""
    found, told = {**turn.session.found, **turn.heard.found}, {*turn.heard.found}
    gone = {fact for fact, value in turn.heard.found.items() if value is None and fact in turn.session.found}
    found = {fact: value for fact, value in found.items() if fact not in gone}  # a line that was moved
    waits = turn.session.stage is Stage.CONFIRMING
    earlier, whole = (turn.session.doubts, turn.session.whole) if waits else ((), ())
    earlier = tuple(doubt for doubt in earlier if len(own := {fact for fact, _ in doubt}) > 1 or not own & told)
    meant = [{*one} & {*other} for one in earlier for other in turn.heard.doubts if one != other]
    found |= dict(next(iter(both)) for both in meant if len(both) == 1)  # $3,600 or $300; then "3,600 for the 457"
    found |= whose_it_is(earlier, turn.heard.found, turn.heard.text)
    whole = tuple(dict.fromkeys((*whole, *turn.heard.whole)))
    found |= of_the_other_one((*earlier, *turn.heard.doubts), found) if turn.heard.found else {}
    turn.change(found=found, doubts=still_open((*earlier, *turn.heard.doubts), found), whole=whole)
    year = turn.agenda.facts.tax_year
    lines, below = found_list.found_lines(turn.session, turn.standing, year, turn.heard.lost)
    if turn.session.ticking:
        lines = [*steps.step_told(turn), *([say("talk.done.changes"), *lines] if lines else [])]
    title, right = (say(f"talk.found.{name}") for name in (("title", "right") if lines else ("unsure", "tap_one")))
    turn.show("\n".join([title, *lines, *below, right]))
    single = question.leave_out(turn.session, year) if len([fact for fact in found if not whole_of(fact)]) > 1 else ()
    turn.first_buttons = (*found_list.doubt_buttons(turn.session, year), *turn.first_buttons)
    single = (*turn.first_buttons, *single)
    (yes, no), *_ = question.yes_no(turn.session, turn.stage, "all_right", "not_right")
    turn.show(buttons=((yes, no) if lines else (no,), *single))


def how_to_correct(turn: Turn) -> None:
    turn.say("found.correct")


def how_to_go_on(turn: Turn) -> None:
    turn.say("found.go_on")


def offer_lines(turn: Turn) -> None:
    """A value that several of the facts on the list could have: which of them is it?"""
    year = turn.agenda.facts.tax_year
    found = turn.heard.found
    told = {fact: question.told_line(fact, value, year) for fact, value in found.items()}
    turn.first_buttons = tuple((Button(question.short(told[f]), f"/edit {f} {v}"),) for f, v in found.items())
    turn.heard = replace(turn.heard, found={})
    turn.say("found.which_line")
    list_found(turn)


def note_found(turn: Turn) -> None:
    """One undisputed fact: noted at once, old and new shown, with a button that takes it back."""
    before, standing = dict(turn.session.answers), turn.standing
    told, some = parted(turn.heard.found, before, turn.heard.whole)
    year = turn.agenda.facts.tax_year
    for fact, value in turn.heard.found.items():
        if whole_of(fact):
            continue
        if standing.get(fact, value) != value and fact not in some:
            line = question.changed_line(fact, standing, {fact: value}, year)
        else:
            line = question.told_line(fact, value, year)
        if days_of(fact) in turn.heard.found:
            line = question.with_days(line, fact, turn.heard.found)
        elif worked := turn.heard.worked.get(fact):
            line = say("talk.noted.worked", fact=line, how=worked)
        turn.say("noted.some" if fact in some else "noted.fact", line=line)
    turn.name_lost("noted.aside")
    open_question, ticks = turn.open, turn.session.ticks
    again = recording.store(turn, told)
    turn.change(mentioned=_joined(turn.session.mentioned, some))
    if ticks is not None and open_question is not None:
        here = {key for fact in turn.heard.found for many, key in [choice_of(fact)] if many == open_question.fact}
        turn.change(ticks=tuple(key for key in open_question.card.choices if key in {*ticks, *here}))
    recording.offer_undo(turn, before)
    if again:
        turn.say("asked_again", facts=again)
    recording.name_unlikely(turn, told)
    recording.name_clash(turn, told, before)


def _joined(before: dict[str, list[str]], some: dict[str, list[str]]) -> dict[str, list[str]]:
    """Ticks told before a list is asked, with those told now."""
    return {**before, **{fact: list(dict.fromkeys([*before.get(fact, ()), *keys])) for fact, keys in some.items()}}


def undo_noted(turn: Turn) -> None:
    """What was noted last is as before."""
    answers = turn.session.undo or {}
    history = tuple(fact for fact in turn.session.history if fact in answers)
    turn.change(answers=dict(answers), history=history, undo=None, ticks=None, revisit=None, confirmed=False)
    turn.say("noted.undone")


def leave_doubts(turn: Turn) -> None:
    """Of what could mean several things none was meant, or it is left open."""
    turn.change(doubts=())
    turn.heard = replace(turn.heard, found={}, doubts=())
    turn.say("found.doubts_left")


def hint_doubts(turn: Turn) -> None:
    """What is doubtful is asked with its own question."""
    turn.change(doubts=(), hinted=(*turn.session.hinted, *turn.session.doubts))


def take_settled(turn: Turn) -> None:
    """The list with what was doubtful in it and is told now: all that is taken is named, and can be taken back."""
    settled = {
        **turn.heard.found,
        **of_the_other_one(turn.session.doubts, {**turn.session.found, **turn.heard.found}),
    }
    before = dict(turn.session.answers)
    turn.change(found={**turn.session.found, **settled}, doubts=())
    for fact, value in {**settled, **turn.session.found}.items():
        turn.say("noted.fact", line=question.told_line(fact, value, turn.agenda.facts.tax_year))
    take_found(turn)
    recording.offer_undo(turn, before)


def take_found(turn: Turn) -> None:
    """The facts, and what was doubtful with one reading; what may mean several things is asked in its own place."""
    offered = (doubt[0] for doubt in turn.session.doubts if len(doubt) == 1)
    free = {fact: value for fact, value in offered if fact not in turn.session.found}
    asked_for = not turn.session.found  # then the yes is to nothing else
    single = {fact: value for fact, value in free.items() if asked_for or turn.standing.get(fact, value) == value}
    left = tuple(doubt for doubt in turn.session.doubts if len(doubt) > 1)
    found = {**single, **turn.session.found}
    turn.change(doubts=left)
    if turn.heard.asked:
        turn.change(unanswered=turn.heard.asked)
    hint_doubts(turn)
    before = dict(turn.session.answers)
    told, some = parted(found, before, turn.session.whole)
    again = recording.store(turn, told)
    turn.change(mentioned=_joined(turn.session.mentioned, some))
    for fact, value in single.items() if turn.session.found != single else ():
        turn.say("noted.fact", line=question.told_line(fact, value, turn.agenda.facts.tax_year))
    year = turn.agenda.facts.tax_year
    if replacing := [question.told_line(fact, value, year) for fact, value in free.items() if fact not in single]:
        turn.say("noted.aside", parts="; ".join(replacing))  # a guess replaces no answer that was given
    if single:
        recording.offer_undo(
            turn, {fact: value for fact, value in turn.session.answers.items() if fact not in single}
        )
    steps.keep_step(turn)
    if again:
        turn.say("asked_again", facts=again)
    if steps.WENT_WRONG in told:
        steps.lead_to_repair(turn)
    if left:
        turn.say("found.one_by_one")
        noted = next((fact for doubt in left for fact, _ in doubt if fact in turn.session.answers), None)
        turn.change(revisit=noted)
    recording.name_unlikely(turn, told)
    recording.name_clash(turn, told, before)


def take_off(turn: Turn) -> None:
    """One fact off the list that waits for a yes."""
    off = [fact for number, fact in enumerate(turn.session.found) if str(number) == turn.heard.text]
    gone = {*off, *map(days_of, off)}
    turn.change(found={fact: value for fact, value in turn.session.found.items() if fact not in gone})


def drop_found(turn: Turn) -> None:
    revisit = turn.session.revisit if turn.session.answers else None
    turn.change(
        found={},
        doubts=(),
        whole=(),
        ticking=None,
        reading="",
        reading_asks=False,
        reading_scanned=False,
        revisit=revisit,
    )
    turn.say("found.dropped")
