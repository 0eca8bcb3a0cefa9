"""Steps that are carried out: ticked, listed for a yes, taken off again, and the one that is next."""

from __future__ import annotations

from dialogs.actions import carrying_out
from dialogs.actions.carrying_out import Carried, Slip
from dialogs.actions.turn import Turn
from dialogs.messages import Button
from dialogs.phrases import say
from dialogs.session import MOST_TICKS, Done, step_key
from dialogs.views import question
from dialogs.views.plan import steps as telling

WENT_WRONG = "repair.what"  # the question of the desk that puts it right
NOT_AFTER_ALL = "not"  # after a step's key: its tick is taken off


def tell_next(turn: Turn) -> None:
    """The next open step of the plan, where there is one; a question that is open is next by itself."""
    if WENT_WRONG in turn.session.answers:
        lead_to_repair(turn)
    if not turn.real.open and turn.open is None:
        name_next(turn)


def lead_to_repair(turn: Turn) -> None:
    """The desk that begins with what went wrong, as it was told."""
    if turn.desk is not None:
        return
    turn.say("desk.waits")
    turn.first_buttons = (*turn.first_buttons, *question.to_repair())


def keep_in_view(turn: Turn) -> None:
    """The plan follows each tick where the carrier keeps it in view; said again, no more."""
    if turn.planned(turn.real.facts) is None:
        turn.say("pin.no_plan")
    else:
        turn.say("pin.off" if turn.session.in_view else "pin.on")
        turn.change(in_view=not turn.session.in_view)


def _carried(turn: Turn) -> Carried | Slip:
    made = turn.planned(turn.real.facts)
    if made is None:
        return Slip("no_plan")
    if len(turn.ticks_of_year) >= MOST_TICKS:
        return Slip("full", {"most": MOST_TICKS})
    return carrying_out.carried(made, turn.ticks_of_year, turn.heard.text, turn.standing, turn.today)


def step_is_named(turn: Turn) -> bool:
    """A step of the plan that can have been done as it was told; not while a change is only tried out."""
    told = bool(turn.heard.text) and turn.session.planned is None
    return told and not takes_back(turn) and isinstance(_carried(turn), Carried)


def hold_step(turn: Turn) -> None:
    """Kept aside with what it changes, until it is confirmed."""
    found = _carried(turn)
    if isinstance(found, Carried):
        turn.change(ticking=found.done, found=dict(found.changes))


def takes_back(turn: Turn) -> bool:
    """A tick is meant to go: it was a slip."""
    name, _, after = turn.heard.text.partition(" ")
    return after == NOT_AFTER_ALL and any(tick.key == name for tick in turn.ticks_of_year)


def take_back(turn: Turn) -> None:
    name = turn.heard.text.partition(" ")[0]
    gone = [tick for tick in turn.ticks_of_year if tick.key == name][-1]
    _keep(turn, [tick for tick in turn.ticks_of_year if tick is not gone])
    turn.say("done.taken_back" if gone.counted else "done.open_again")
    if gone.counted:
        turn.first_buttons = ((question.verb("edit"),),)


def ask_which_step(turn: Turn) -> None:
    """Every open step as a button, after the reason why what was said could not be noted."""
    if turn.session.planned is not None:
        turn.say("done.trying")
        return
    found = _carried(turn)
    if isinstance(found, Slip) and (turn.heard.text or found.reason in {"no_plan", "no_steps", "all_ticked"}):
        if found.reason.startswith("misread."):
            turn.say(f"misread.{found.reason.removeprefix('misread.')}", **found.shown)
            turn.say("done.example")
        else:
            turn.say(f"done.{found.reason}", **found.shown)
        if found.fact and turn.real.question(found.fact):
            turn.first_buttons = ((question.change_button(found.fact, turn.real),),)
            return
    _list_steps(turn)


def _list_steps(turn: Turn) -> None:
    made = turn.planned(turn.real.facts)
    if made is None or not made.every_step:
        return
    ticks = {tick.key: tick for tick in turn.ticks_of_year}
    buttons = []
    parts = [("", made.steps), *((branch.id, branch.steps) for branch in made.forks)]
    for number, step in (
        (f"{letter}{at}", step) for letter, steps in parts for at, step in enumerate(steps, start=1)
    ):
        words = telling.step_words(made, step)
        label = say("talk.done.step", number=number, who=words.who, do=words.do)
        tick = ticks.get(step_key(step))
        if tick and not tick.counted:
            label = say("talk.ticked", label=label)
        data = f"/done {step_key(step)}" + (f" {NOT_AFTER_ALL}" if tick and not tick.counted else "")
        buttons.append((Button(question.short(label), data),))
    turn.say("done.which")
    turn.first_buttons = tuple(buttons)


def step_told(turn: Turn) -> tuple[str, ...]:
    """The line of the step that waits for a yes."""
    made = turn.planned(turn.real.facts)
    waiting = turn.session.ticking
    return (carrying_out.done_line(made, waiting),) if made and waiting else ()


def keep_step(turn: Turn) -> None:
    """The step counts as done; the plan stays confirmed, for it has only moved on."""
    done = turn.session.ticking
    if done is None:
        return
    turn.change(ticking=None, confirmed=turn.before.confirmed)
    _keep(turn, [*(t for t in turn.ticks_of_year if t.counted or t.key != done.key), done])
    turn.say("done.kept")
    name_next(turn)


def _keep(turn: Turn, ticks: list[Done]) -> None:
    year = turn.real.facts.tax_year or 0
    turn.change(done={**turn.session.done, year: tuple(ticks)})


def name_next(turn: Turn) -> None:
    """The first step that is left, so that a tick leads on."""
    made = turn.planned(turn.real.facts)
    if made is None:
        return
    still = {tick.key for tick in turn.ticks_of_year if not tick.counted}
    left = [step for step in made.steps if step_key(step) not in still]
    if not left:
        turn.show(say("papers.summary.all_done"))
        return
    words = telling.step_words(made, left[0])
    turn.say("done.next", who=words.who, do=words.do, left=len(left))
