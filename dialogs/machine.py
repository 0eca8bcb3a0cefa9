"""The conversation as one finite-state machine: every move of a talk is a row of this table.

A row says: on this event, from these stages, to that stage, when the guard holds, do this. Guards and actions are
functions of the turn, and what they do to the talk they do through it. Rows that belong together stand together; of
a group the first row that fits wins, and no event from one stage has rows in two groups. ``proceed`` is the one
event nobody says: it follows an answer and goes to where the first open question is, which is computed and stored
nowhere. An event without a row in a stage changes nothing and is answered with a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from transitions import Machine

from calc.effort import STEP, Exhausted, limited
from dialogs.actions import (
    asking,
    desks,
    figuring,
    files,
    found,
    guards,
    papers,
    recording,
    reminders,
    renewal,
    showing,
    steps,
    trials,
)
from dialogs.actions.listening import turn_of
from dialogs.actions.turn import Turn
from dialogs.messages import Kind, Reply, Said
from dialogs.phrases import template
from dialogs.session import DESKS, DOUBTING, Session, Stage

S = Stage
ASKING = (S.YOU, S.INCOME, S.IRAS, S.PLAN_AT_WORK, S.AIM)
SETTLED = (S.REVIEW, S.PLANNED, S.WHATIF)
UNDOING = (S.RESTARTING, S.RENEWING, S.IMPORTING, S.FORGETTING)  # to move on is to say no
ANSWERING = (*ASKING, *DESKS)
TALKING = (*ANSWERING, *SETTLED)
LARGEST = 64_000  # bytes of a stored talk; the longest that talking makes is a tenth of it
OF_A_QUESTION = ("answer", "skip", "readings", "ticked", "misread", "why")  # what is said to a question that is named
ANY = (*TALKING, *DOUBTING)  # nothing is said in a forgotten talk: the next word opens a new one
SAME = None
ON_AT_LAST = (showing.answer_at_last, recording.go_on, desks.go_at_last)  # to what was asked for beside a list

Guard = Callable[[Turn], bool]
Action = Callable[[Turn], None]


class Row(NamedTuple):
    events: str
    source: tuple[Stage, ...]
    dest: Stage | None
    when: Guard | None
    do: tuple[Action, ...]


class Group(NamedTuple):
    """Rows that belong together, and what they are for; each fits on a screen."""

    name: str
    about: str
    rows: tuple[Row, ...]


GROUPS = (
    Group(
        "opening",
        "A talk is opened, gone on with, or asked to say its question again.",
        (
            Row("start", TALKING, SAME, guards.nothing_told, (asking.ask,)),
            Row("start resume", SETTLED, SAME, guards.asks_anew, (asking.recap, recording.go_on)),
            Row("start resume", ANY, SAME, None, (asking.recap, asking.ask, asking.offer_ways)),
            Row("repeat", ANY, SAME, None, (asking.ask,)),
        ),
    ),
    Group(
        "waiting",
        "Facts heard in one message, and a step told as done, wait for a yes.",
        (
            Row("which", (S.CONFIRMING,), SAME, None, (found.offer_lines,)),
            Row(
                "several",
                (*TALKING, S.CONFIRMING),
                S.CONFIRMING,
                guards.asks_too,
                (showing.answer_question, found.list_found),
            ),
            Row("several", (S.CONFIRMING,), SAME, guards.settles_the_list, (found.take_settled, *ON_AT_LAST)),
            Row("several", (*TALKING, S.CONFIRMING), S.CONFIRMING, None, (found.list_found,)),
            Row(
                "noted", TALKING, SAME, guards.asks_too, (showing.answer_question, found.note_found, recording.go_on)
            ),
            Row("noted", TALKING, SAME, None, (found.note_found, recording.go_on)),
            Row("undo", TALKING, SAME, guards.can_undo, (found.undo_noted, recording.go_on)),
            Row("undo", ANY, SAME, None, (asking.name_old_button, asking.ask)),
            Row("neither", (S.CONFIRMING,), SAME, guards.facts_wait, (found.leave_doubts, found.list_found)),
            Row("neither", (S.CONFIRMING,), SAME, None, (found.leave_doubts, recording.go_on)),
            Row("back", (S.CONFIRMING,), SAME, None, (found.drop_found, recording.go_on)),
            Row("edit", (S.CONFIRMING,), SAME, None, (found.how_to_correct, found.list_found)),
            Row("yes", (S.CONFIRMING,), SAME, None, (found.take_found, *ON_AT_LAST)),
            Row("answer", (S.CONFIRMING,), SAME, None, (found.take_found, recording.record, recording.go_on)),
            Row("no", (S.CONFIRMING,), SAME, None, (found.drop_found, *ON_AT_LAST)),
            Row("leave_out", (S.CONFIRMING,), SAME, None, (found.take_off, found.list_found)),
            Row(
                "done",
                (*TALKING, S.CONFIRMING),
                S.CONFIRMING,
                steps.step_is_named,
                (steps.hold_step, found.list_found),
            ),
            Row("pin", ANY, SAME, None, (steps.keep_in_view, asking.ask)),
            Row("done", TALKING, SAME, steps.takes_back, (steps.take_back, recording.go_on)),
            Row("done", (*TALKING, S.CONFIRMING), SAME, None, (steps.ask_which_step, asking.ask)),
        ),
    ),
    Group(
        "papers",
        "A paper is pasted or sent: its facts wait for a yes, its boxes are kept for the desk that needs them.",
        (
            Row("paper", (S.CHECK,), SAME, papers.belongs_here, (papers.lay_down, recording.go_on)),
            Row(
                "paper",
                (*TALKING, S.CONFIRMING),
                S.CONFIRMING,
                papers.tells_facts,
                (papers.take_in, found.list_found),
            ),
            Row("paper", (S.CONFIRMING,), SAME, papers.takes_all_back, (papers.take_in, recording.go_on)),
            Row("paper", ANY, SAME, papers.goes_on, (papers.take_in,)),
            Row("paper", ANY, SAME, None, (papers.take_in, asking.ask)),
            Row("blank_form", ANY, SAME, None, (papers.fill_blank, asking.ask)),
            Row("paper_unread", ANY, SAME, None, (papers.not_read, asking.ask)),
        ),
    ),
    Group(
        "answers",
        "The open question is answered, left open, not understood, or gone back from.",
        (
            Row(
                "answer",
                ANSWERING,
                SAME,
                guards.asked_beside,
                (showing.explain_beside, recording.record, showing.answer_beside, recording.go_on),
            ),
            Row("answer", ANSWERING, SAME, None, (recording.record, recording.go_on)),
            Row("tick", ANSWERING, SAME, None, (recording.tick, asking.ask)),
            Row("ticked", ANSWERING, SAME, None, (recording.tick_all, asking.ask)),
            Row("all_ticked", ANSWERING, SAME, None, (recording.take_ticks, recording.go_on)),
            Row("skip", ANSWERING, SAME, guards.may_skip, (recording.skip, recording.go_on)),
            Row("skip", ANSWERING, SAME, None, (asking.say_needed, asking.ask)),
            Row("skip", SETTLED, SAME, None, (recording.nothing_to_skip, asking.ask)),
            Row("keep", ANSWERING, SAME, None, (recording.close, recording.go_on)),
            Row(
                "readings",
                ANSWERING,
                SAME,
                guards.asked_beside,
                (showing.explain_beside, showing.answer_beside, asking.offer_readings),
            ),
            Row("readings", ANSWERING, SAME, None, (asking.offer_readings,)),
            Row("misread", ANY, SAME, None, (asking.explain, asking.ask)),
            Row("back", TALKING, SAME, guards.has_history, (recording.step_back, recording.go_on)),
            Row("back", TALKING, SAME, None, (asking.at_the_start, asking.ask)),
        ),
    ),
    Group(
        "changes",
        "A fact is named to be changed; a button of an earlier question is pressed.",
        (
            Row("edit", TALKING, SAME, guards.names_a_fact, (recording.reopen, recording.go_on)),
            Row("edit", DESKS, S.REVIEW, guards.names_another_fact, (recording.reopen, recording.go_on)),
            Row("edit", TALKING, SAME, None, (asking.list_facts,)),
            Row("edit", UNDOING, SAME, guards.names_a_fact, (recording.leave, recording.reopen, recording.go_on)),
            Row("old_press", ANY, SAME, guards.pressed_twice, (asking.still_noted, asking.ask)),
            Row("old_press", ANY, SAME, None, (asking.name_old_button, asking.ask)),
        ),
    ),
    Group(
        "plan",
        "The review leads to the plan; both, and the papers made from them, can be shown again.",
        (
            Row("review", TALKING, S.WHATIF, guards.tried_out, (showing.show_review,)),
            Row("review", TALKING, S.REVIEW, guards.nothing_open, (showing.show_review,)),
            Row("review", TALKING, SAME, None, (showing.show_review,)),
            Row("review", DOUBTING, SAME, None, (showing.show_review, asking.ask)),
            Row("plan", TALKING, S.PLANNED, guards.ready, (recording.confirm, showing.show_plan)),
            Row("plan more summary preparer letters", ANY, SAME, None, (showing.show_plan, asking.ask_again)),
            Row("pdf picture calendar", ANY, SAME, None, (showing.send_paper, asking.ask)),
            Row("yes", (S.REVIEW,), S.PLANNED, guards.ready, (recording.confirm, showing.show_plan)),
            Row("no", (S.REVIEW,), SAME, None, (asking.list_facts,)),
        ),
    ),
    Group(
        "trials",
        "A fact is tried out beside the plan, and kept or dropped.",
        (
            Row("whatif", TALKING, SAME, guards.beyond_held, (trials.not_so_much, asking.ask)),
            Row("whatif", TALKING, S.WHATIF, guards.can_try, (trials.try_out, recording.go_on)),
            Row("whatif", UNDOING, S.WHATIF, guards.can_try, (recording.leave, trials.try_out, recording.go_on)),
            Row("whatif", TALKING, SAME, guards.asks_a_figure, (showing.answer_question, asking.ask_again)),
            Row("whatif", TALKING, SAME, None, (trials.too_early, asking.ask)),
            Row("yes", (S.WHATIF,), SAME, None, (trials.keep_trial, recording.go_on)),
            Row("no", (S.WHATIF,), SAME, None, (trials.drop_trial, recording.go_on)),
            Row("adopt", ANSWERING, SAME, guards.answering_again, (recording.close, recording.go_on)),
            Row("adopt", TALKING, SAME, guards.trying, (trials.keep_trial, recording.go_on)),
            Row("drop", TALKING, SAME, guards.trying, (trials.drop_trial, recording.go_on)),
            Row("adopt drop", TALKING, SAME, None, (trials.no_trial, asking.ask)),
        ),
    ),
    Group(
        "desks",
        "At a desk: what went wrong is put right, a form on paper is checked, or a withdrawal is priced.",
        (
            Row("repair", TALKING, S.REPAIR, None, (desks.sit_down, desks.hear_out)),
            Row("check", TALKING, S.CHECK, None, (desks.sit_down, desks.hear_out)),
            Row("withdraw", TALKING, S.WITHDRAW, None, (desks.sit_down, desks.hear_out)),
            Row(
                "repair check withdraw",
                (S.CONFIRMING,),
                SAME,
                guards.facts_wait,
                (desks.list_first, found.list_found),
            ),
            Row("repair", (S.CONFIRMING,), S.REPAIR, None, (found.hint_doubts, desks.sit_down, desks.hear_out)),
            Row("check", (S.CONFIRMING,), S.CHECK, None, (found.hint_doubts, desks.sit_down, desks.hear_out)),
            Row("withdraw", (S.CONFIRMING,), S.WITHDRAW, None, (found.hint_doubts, desks.sit_down, desks.hear_out)),
            Row("repair", UNDOING, S.REPAIR, None, (recording.leave, desks.sit_down, desks.hear_out)),
            Row("check", UNDOING, S.CHECK, None, (recording.leave, desks.sit_down, desks.hear_out)),
            Row("withdraw", UNDOING, S.WITHDRAW, None, (recording.leave, desks.sit_down, desks.hear_out)),
        ),
    ),
    Group(
        "undoing",
        "What takes the place of the answers, or forgets them, waits for a yes.",
        (
            Row("nextyear", TALKING, S.RENEWING, guards.can_renew, (asking.ask,)),
            Row("nextyear", TALKING, SAME, None, (renewal.not_renewed, asking.ask)),
            Row("restart", TALKING, S.RESTARTING, guards.something_told, (asking.ask,)),
            Row("restart", TALKING, SAME, None, (asking.ask,)),
            Row("restore", TALKING, SAME, guards.has_kept, (recording.bring_back, recording.go_on)),
            Row("restore", TALKING, SAME, None, (recording.none_kept, asking.ask)),
            Row("forget", ANY, S.FORGETTING, None, (asking.ask,)),
            Row("file", ANY, S.IMPORTING, files.is_an_export, (files.hold_file, asking.ask)),
            Row("file", ANY, SAME, None, (files.refuse_file, asking.ask)),
            Row("yes", (S.RENEWING,), SAME, None, (renewal.renew, recording.go_on)),
            Row("yes", (S.RESTARTING,), SAME, None, (recording.start_over, recording.go_on)),
            Row("yes", (S.FORGETTING,), S.FORGOTTEN, None, (asking.say_forgotten,)),
            Row("yes", (S.IMPORTING,), SAME, None, (files.take_file, recording.go_on)),
        ),
    ),
    Group(
        "leaving",
        "What was begun is left: an answer that is changed, a trial, a desk, a yes or no.",
        (
            Row("cancel", (*ASKING, S.WHATIF), SAME, guards.trying, (trials.drop_trial, recording.go_on)),
            Row("no back", UNDOING, SAME, None, (recording.leave, recording.go_on)),
            Row("cancel", DESKS, S.REVIEW, None, (desks.get_up, recording.go_on)),
            Row("cancel", (*ASKING, *DOUBTING), SAME, guards.in_between, (recording.leave, recording.go_on)),
            Row("cancel", TALKING, SAME, None, (asking.pause,)),
        ),
    ),
    Group(
        "asides",
        "Asked or said in between: it is answered, and the talk stays where it is.",
        (
            Row("where_from", ANY, SAME, showing.knows_amount, (showing.explain_amount, asking.ask)),
            Row("where_from", ANY, SAME, None, (showing.answer_question, asking.ask)),
            Row("tax", ANY, SAME, None, (showing.tell_tax, asking.ask)),
            Row("next", (S.CONFIRMING,), SAME, None, (found.how_to_go_on, found.list_found)),
            Row("next", ANY, SAME, None, (steps.tell_next, asking.ask)),
            Row("of_plan", ANY, SAME, None, (showing.tell_of_plan, asking.ask)),
            Row("of_step", ANY, SAME, None, (showing.tell_step, asking.ask)),
            Row("why", ANY, SAME, guards.about_a_question, (asking.say_why, asking.ask)),
            Row("why", ANSWERING, SAME, guards.about_the_question, (asking.say_why, asking.ask)),
            Row("explain", (*ANSWERING, S.CONFIRMING), SAME, None, (asking.say_in_other_words, asking.ask)),
            Row("why", DOUBTING, SAME, guards.names_nothing, (asking.why_a_yes, asking.ask)),
            Row("why", ANY, SAME, None, (showing.explain_figures, asking.ask_again)),
            Row("question", ANY, SAME, None, (showing.answer_question, asking.ask)),
            Row("export", ANY, SAME, None, (files.send_export, asking.ask)),
            Row("remind", ANY, SAME, None, (reminders.set_reminders, asking.ask)),
            Row(
                "help privacy ask import about thanks fine for_me free how_long waiting",
                ANY,
                SAME,
                None,
                (asking.tell, asking.ask),
            ),
            Row("feeling", ANY, SAME, None, (asking.ask,)),
            Row("edited unreadable too_long empty unknown_command", ANY, SAME, None, (asking.tell, asking.ask)),
        ),
    ),
    Group(
        "figuring",
        "An answer that was worked out: its lines, and the same with another number; the talk stays where it is.",
        (
            Row("figure_lines", ANY, SAME, None, (figuring.show_lines, asking.ask)),
            Row("figures", ANY, SAME, None, (figuring.list_figures,)),
            Row("figure", ANY, SAME, None, (figuring.ask_figure,)),
            Row("refigure", ANY, SAME, None, (figuring.work_out_again, asking.ask)),
        ),
    ),
    Group(
        "proceed",
        "After an answer, on to what is open: the first row that fits is the fork of the diagram.",
        (
            *(Row("proceed", ANY, desk, guards.at(desk), (desks.ask_or_tell,)) for desk in DESKS),
            *(Row("proceed", ANY, section, guards.open_in(section), (asking.ask,)) for section in ASKING),
            Row("proceed", ANY, S.WHATIF, guards.trying, (trials.compare,)),
            Row("proceed", ANY, S.PLANNED, guards.confirmed, (asking.ask,)),
            Row("proceed", ANY, S.REVIEW, None, (showing.show_review,)),
        ),
    ),
)

TABLE = tuple(row for group in GROUPS for row in group.rows)


@cache
def machine() -> Machine:
    """The one machine, shared by all talks; it holds no talk."""
    return Machine(
        model=None,
        states=[stage.value for stage in Stage],
        initial=None,
        auto_transitions=False,
        transitions=[
            {
                "trigger": event,
                "source": [stage.value for stage in row.source],
                "dest": None if row.dest is None else row.dest.value,
                "conditions": [row.when] if row.when else [],
                "after": list(row.do),
            }
            for row in TABLE
            for event in row.events.split()
        ],
    )


def trigger(event: str, turn: Turn) -> bool:
    """Move the talk by one event; False when the table does not allow it here, and then nothing has changed."""
    known = machine().events[event]
    return turn.state in known.transitions and bool(known.trigger(turn, turn))


def step(session: Session, said: Said) -> tuple[Session, tuple[Reply, ...]]:
    """One turn of the conversation: what was said, in this talk → the talk after it, and what to answer.

    Pure and total: nothing a person can say raises, nothing is lost, and work and room have an end.
    """
    try:
        with limited(STEP):
            after, replies = _step(session, said)
    except Exhausted:
        return _as_before(session, said, "too_much")
    if _size(after) > LARGEST and _size(_told(after)) > _size(_told(session)):
        return _as_before(session, said, "full")
    return after, replies


def _step(session: Session, said: Said) -> tuple[Session, tuple[Reply, ...]]:
    session = Session.new() if session.stage is Stage.FORGOTTEN else session
    turn = _about(session, said) or turn_of(session, said)
    turn.change(readings=(), just_figured=False, changing="")
    event: str | None = turn.heard.event
    while event:
        turn.next_event = None
        if not trigger(event, turn):
            asking.not_now(turn)
        event = turn.next_event
    return turn.finish()


def _about(session: Session, said: Said) -> Turn | None:
    """What answers a question that is named with it, open or not: that question is on the table again first.

    An edited message is heard anew; of one that nobody remembers only a question, and facts that name themselves,
    count. None where the words are no answer to that question: then they are heard as ever.
    """
    words = replace(said, kind=Kind.TEXT, about=None) if said.kind is Kind.EDITED else replace(said, about=None)
    if said.about is not None:
        opened, _ = _step(session, Said(Kind.PRESS, f"/edit {said.about}", said.today))
        for of in (session, opened):
            turn = turn_of(of, words)
            named = turn.open is not None and turn.open.fact == said.about
            if named and (turn.heard.event in OF_A_QUESTION or said.about in turn.heard.found):
                return turn
    if said.kind is Kind.EDITED:
        turn = turn_of(session, words)
        return turn if turn.heard.event in {"several", "question"} else None
    return None


def _size(session: Session) -> int:
    return len(session.dump().encode())


def _told(session: Session) -> Session:
    """What was told, wherever the talk is: where it goes on from there needs next to no room."""
    return session.but(stage=Stage.YOU, desk=None, talk=0, seen=None)


def _as_before(session: Session, said: Said, why: str) -> tuple[Session, tuple[Reply, ...]]:
    """Nothing of what came is noted, and that is told. why: a key under ``talk``."""
    turn = Turn(session, said.today)
    turn.say(why)
    asking.ask(turn)
    return turn.finish()


NEXT = "next"  # in the diagram: the fork after an answer, to where the first open question is
BOXES = {"interview": ASKING, "desks": DESKS}  # in the diagram: stages that are left in the same ways, as one
ANYWHERE, MANY = "anywhere", 5  # in the diagram: one arrow for what leads on from so many boxes


def page() -> str:
    """``docs/conversation.md``: an introduction, the diagram, and every row of the table."""
    head = "| event | from | to | when | do |\n|---|---|---|---|---|"
    tables = ["\n".join([f"## {g.name}\n\n{g.about}\n\n{head}", *map(_row, g.rows)]) for g in GROUPS]
    return "\n\n".join([template("pages.conversation"), f"```mermaid\n{diagram()}\n```", *tables]) + "\n"


def diagram() -> str:
    """A Mermaid state diagram; moves that end in the same stage are in the table only."""
    lines = [
        "stateDiagram-v2",
        f"    [*] --> {ASKING[0]}",
        f"    state {NEXT} <<choice>>",
    ]
    for box, stages in BOXES.items():
        lines += [f"    state {box} {{", *(f"        {stage}" for stage in stages), "    }"]
    lines += [f"    {source} --> {dest}: {', '.join(labels)}" for (source, dest), labels in _edges().items()]
    return "\n".join([*lines, f"    {Stage.FORGOTTEN} --> [*]"])


def _edges() -> dict[tuple[str, str], list[str]]:
    leads: dict[tuple[str, str], list[str]] = {}  # by what and where to → from where
    for row in TABLE:
        dest = NEXT if row.dest is None and recording.go_on in row.do else row.dest
        if dest is None:
            continue
        label = row.when.__name__ if row.events == "proceed" and row.when else row.events.replace(" ", ", ")
        for source in [NEXT] if row.events == "proceed" else _sources(row.source):
            told = leads.setdefault(("otherwise" if label == "proceed" else label, str(dest)), [])
            told += [] if source in (*told, dest) else [source]
    edges: dict[tuple[str, str], list[str]] = {}
    for (label, dest), sources in leads.items():
        for source in [ANYWHERE] if len(sources) >= MANY else sources:
            edges.setdefault((source, dest), []).append(label)
    return edges


def _sources(stages: tuple[Stage, ...]) -> Iterator[str]:
    """The stages of a box as one, where a row holds for all of them."""
    for box, within in BOXES.items():
        if set(within) <= set(stages):
            yield box
            stages = tuple(stage for stage in stages if stage not in within)
    yield from map(str, stages)


def _row(row: Row) -> str:
    events = "<br>".join(row.events.split())
    replies = "<br>".join(reply.__name__ for reply in row.do)
    when = row.when.__name__ if row.when else ""
    return f"| {events} | {'<br>'.join(_sources(row.source))} | {row.dest or 'same'} | {when} | {replies} |"
