"""The conversation as one finite-state machine: every move of a talk is a row of this table.

A row says: on this event, from these stages, to that stage, when the guard holds, do this. Guards and replies are
methods of ``Turn``; the first row that fits wins. ``proceed`` is the one event nobody says: it follows an answer
and goes to the section of the first question that is still open, which is computed and stored nowhere.
An event without a row in a stage changes nothing and is answered with a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from transitions import Machine

from dialogs.actions.turn import Turn
from dialogs.answering.answer import known
from dialogs.messages import Reply, Said
from dialogs.phrases import template
from dialogs.session import DESKS, DOUBTING, Session, Stage
from dialogs.understanding.intents import hear

S = Stage
ASKING = (S.YOU, S.INCOME, S.IRAS, S.PLAN_AT_WORK, S.AIM)
SETTLED = (S.REVIEW, S.PLANNED, S.WHATIF)
UNDOING = (S.RESTARTING, S.RENEWING, S.IMPORTING, S.FORGETTING)  # to move on is to say no
ANSWERING = (*ASKING, *DESKS)
TALKING = (*ANSWERING, *SETTLED)
LARGEST = 64_000  # bytes of a stored talk; the longest that talking makes is a tenth of it
ANY = (*TALKING, *DOUBTING)  # nothing is said in a forgotten talk: the next word opens a new one
SAME = None


class Row(NamedTuple):
    events: str
    source: tuple[Stage, ...]
    dest: Stage | None
    when: Callable[[Turn], bool] | None
    do: tuple[Callable[[Turn], None], ...]


TABLE = tuple(
    Row(*row)
    for row in (
        ("start", TALKING, SAME, Turn.nothing_told, (Turn.ask,)),
        ("start resume", SETTLED, SAME, Turn.asks_anew, (Turn.recap, Turn.go_on)),
        ("start resume", ANY, SAME, None, (Turn.recap, Turn.ask, Turn.offer_ways)),
        ("answer", ANSWERING, SAME, None, (Turn.record, Turn.go_on)),
        ("tick", ANSWERING, SAME, None, (Turn.tick, Turn.ask)),
        ("ticked", ANSWERING, SAME, None, (Turn.tick_all, Turn.ask)),
        ("all_ticked", ANSWERING, SAME, None, (Turn.take_ticks, Turn.go_on)),
        ("skip", ANSWERING, SAME, Turn.may_skip, (Turn.skip, Turn.go_on)),
        ("skip", ANSWERING, SAME, None, (Turn.needed, Turn.ask)),
        ("skip", SETTLED, SAME, None, (Turn.nothing_to_skip, Turn.ask)),
        ("keep", ANSWERING, SAME, None, (Turn.close, Turn.go_on)),
        ("adopt", ANSWERING, SAME, Turn.answering_again, (Turn.close, Turn.go_on)),
        ("adopt", TALKING, SAME, Turn.trying, (Turn.keep_trial, Turn.go_on)),
        ("readings", ANSWERING, SAME, None, (Turn.offer_readings,)),
        ("misread", ANY, SAME, None, (Turn.explain, Turn.ask)),
        ("back", TALKING, SAME, Turn.has_history, (Turn.step_back, Turn.go_on)),
        ("back", TALKING, SAME, None, (Turn.at_the_start, Turn.ask)),
        ("back", (S.CONFIRMING,), SAME, None, (Turn.drop_found, Turn.go_on)),
        ("edit", TALKING, SAME, Turn.names_a_fact, (Turn.reopen, Turn.go_on)),
        ("edit", DESKS, S.REVIEW, Turn.names_another_fact, (Turn.reopen, Turn.go_on)),
        ("edit", TALKING, SAME, None, (Turn.list_facts,)),
        ("edit", UNDOING, SAME, Turn.names_a_fact, (Turn.leave, Turn.reopen, Turn.go_on)),
        ("edit", (S.CONFIRMING,), SAME, None, (Turn.how_to_correct, Turn.list_found)),
        ("which", (S.CONFIRMING,), SAME, None, (Turn.offer_lines,)),
        ("old_press", ANY, SAME, Turn.pressed_twice, (Turn.still_noted, Turn.ask)),
        ("old_press", ANY, SAME, None, (Turn.name_old_button, Turn.ask)),
        ("several", (*TALKING, S.CONFIRMING), S.CONFIRMING, Turn.asks_too, (Turn.answer_question, Turn.list_found)),
        ("several", (*TALKING, S.CONFIRMING), S.CONFIRMING, None, (Turn.list_found,)),
        ("yes", (S.CONFIRMING,), SAME, Turn.still_doubtful, (Turn.take_found, Turn.list_found)),
        ("yes", (S.CONFIRMING,), SAME, None, (Turn.take_found, Turn.go_on)),
        ("no", (S.CONFIRMING,), SAME, None, (Turn.drop_found, Turn.go_on)),
        ("leave_out", (S.CONFIRMING,), SAME, None, (Turn.take_off, Turn.list_found)),
        ("done", (*TALKING, S.CONFIRMING), S.CONFIRMING, Turn.step_is_named, (Turn.hold_step, Turn.list_found)),
        ("done", TALKING, SAME, Turn.takes_back, (Turn.take_back, Turn.go_on)),
        ("done", (*TALKING, S.CONFIRMING), SAME, None, (Turn.ask_which_step, Turn.ask)),
        ("review", TALKING, S.WHATIF, Turn.tried_out, (Turn.show_review,)),
        ("review", TALKING, S.REVIEW, Turn.nothing_open, (Turn.show_review,)),
        ("review", TALKING, SAME, None, (Turn.show_review,)),
        ("review", DOUBTING, SAME, None, (Turn.show_review, Turn.ask)),
        ("plan", TALKING, S.PLANNED, Turn.ready, (Turn.confirm, Turn.show_plan)),
        ("yes", (S.REVIEW,), S.PLANNED, Turn.ready, (Turn.confirm, Turn.show_plan)),
        ("no", (S.REVIEW,), SAME, None, (Turn.list_facts,)),
        ("plan more summary preparer", ANY, SAME, None, (Turn.show_plan, Turn.ask_again)),
        ("pdf picture calendar", ANY, SAME, None, (Turn.send_paper, Turn.ask)),
        ("whatif", TALKING, SAME, Turn.beyond_held, (Turn.not_so_much, Turn.ask)),
        ("whatif", TALKING, S.WHATIF, Turn.can_try, (Turn.try_out, Turn.go_on)),
        ("whatif", UNDOING, S.WHATIF, Turn.can_try, (Turn.leave, Turn.try_out, Turn.go_on)),
        ("whatif", TALKING, SAME, None, (Turn.too_early, Turn.ask)),
        ("yes", (S.WHATIF,), SAME, None, (Turn.keep_trial, Turn.go_on)),
        ("no", (S.WHATIF,), SAME, None, (Turn.drop_trial, Turn.go_on)),
        ("drop", TALKING, SAME, Turn.trying, (Turn.drop_trial, Turn.go_on)),
        ("cancel", (*ASKING, S.WHATIF), SAME, Turn.trying, (Turn.drop_trial, Turn.go_on)),
        ("adopt drop", TALKING, SAME, None, (Turn.no_trial, Turn.ask)),
        ("repair", TALKING, S.REPAIR, None, (Turn.sit_down, Turn.go_on)),
        ("check", TALKING, S.CHECK, None, (Turn.sit_down, Turn.go_on)),
        ("repair", UNDOING, S.REPAIR, None, (Turn.leave, Turn.sit_down, Turn.go_on)),
        ("check", UNDOING, S.CHECK, None, (Turn.leave, Turn.sit_down, Turn.go_on)),
        ("nextyear", TALKING, S.RENEWING, Turn.can_renew, (Turn.ask,)),
        ("nextyear", TALKING, SAME, None, (Turn.not_renewed, Turn.ask)),
        ("yes", (S.RENEWING,), SAME, None, (Turn.renew, Turn.go_on)),
        ("restart", TALKING, S.RESTARTING, Turn.something_told, (Turn.ask,)),
        ("restart", TALKING, SAME, None, (Turn.ask,)),
        ("yes", (S.RESTARTING,), SAME, None, (Turn.start_over, Turn.go_on)),
        ("restore", TALKING, SAME, Turn.has_kept, (Turn.bring_back, Turn.go_on)),
        ("restore", TALKING, SAME, None, (Turn.none_kept, Turn.ask)),
        ("forget", ANY, S.FORGETTING, None, (Turn.ask,)),
        ("yes", (S.FORGETTING,), S.FORGOTTEN, None, (Turn.say_forgotten,)),
        ("no back", UNDOING, SAME, None, (Turn.leave, Turn.go_on)),
        ("cancel", DESKS, S.REVIEW, None, (Turn.get_up, Turn.go_on)),
        ("cancel", (*ASKING, *DOUBTING), SAME, Turn.in_between, (Turn.leave, Turn.go_on)),
        ("cancel", TALKING, SAME, None, (Turn.pause,)),
        ("why", ANSWERING, SAME, Turn.about_the_question, (Turn.say_why, Turn.ask)),
        ("where_from", ANY, SAME, Turn.knows_amount, (Turn.explain_amount, Turn.ask)),
        ("where_from", ANY, SAME, None, (Turn.answer_question, Turn.ask)),
        ("tax", ANY, SAME, None, (Turn.tell_tax, Turn.ask)),
        ("next", ANY, SAME, None, (Turn.tell_next, Turn.ask)),
        ("why", DOUBTING, SAME, Turn.names_nothing, (Turn.why_a_yes, Turn.ask)),
        ("why", ANY, SAME, None, (Turn.explain_figures, Turn.ask_again)),
        ("question", ANY, SAME, None, (Turn.answer_question, Turn.ask)),
        ("export", ANY, SAME, None, (Turn.send_export, Turn.ask)),
        ("file", ANY, S.IMPORTING, Turn.is_an_export, (Turn.hold_file, Turn.ask)),
        ("file", ANY, SAME, None, (Turn.refuse_file, Turn.ask)),
        ("yes", (S.IMPORTING,), SAME, None, (Turn.take_file, Turn.go_on)),
        ("repeat", ANY, SAME, None, (Turn.ask,)),
        ("remind", ANY, SAME, None, (Turn.remind, Turn.ask)),
        ("help privacy ask import about thanks fine for_me free how_long", ANY, SAME, None, (Turn.tell, Turn.ask)),
        ("edited unreadable too_long empty unknown_command", ANY, SAME, None, (Turn.tell, Turn.ask)),
        ("proceed", ANY, S.REPAIR, Turn.at_repair, (Turn.repairing,)),
        ("proceed", ANY, S.CHECK, Turn.at_check, (Turn.checking,)),
        ("proceed", ANY, S.YOU, Turn.open_in_you, (Turn.ask,)),
        ("proceed", ANY, S.INCOME, Turn.open_in_income, (Turn.ask,)),
        ("proceed", ANY, S.IRAS, Turn.open_in_iras, (Turn.ask,)),
        ("proceed", ANY, S.PLAN_AT_WORK, Turn.open_in_plan_at_work, (Turn.ask,)),
        ("proceed", ANY, S.AIM, Turn.open_in_aim, (Turn.ask,)),
        ("proceed", ANY, S.WHATIF, Turn.trying, (Turn.compare,)),
        ("proceed", ANY, S.PLANNED, Turn.confirmed, (Turn.ask,)),
        ("proceed", ANY, S.REVIEW, None, (Turn.show_review,)),
    )
)
"""In order: the first row that fits wins."""


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
                "conditions": [row.when.__name__] if row.when else [],
                "after": [reply.__name__ for reply in row.do],
            }
            for row in TABLE
            for event in row.events.split()
        ],
    )


def trigger(event: str, turn: Turn) -> bool:
    """Move the talk by one event; False when the table does not allow it here, and then nothing has changed."""
    known = machine().events[event]
    return turn.state in known.transitions and bool(known.trigger(turn))


def step(session: Session, said: Said) -> tuple[Session, tuple[Reply, ...]]:
    """One turn of the conversation: what was said, in this talk → the talk after it, and what to answer.

    Pure and total: nothing a person can say raises, and nothing is lost.
    """
    turn = Turn(Session.new() if session.stage is Stage.FORGOTTEN else session, said.today)
    turn.catch_up()
    turn.heard = hear(turn.session, turn.agenda, turn.open, said, known)
    event: str | None = turn.heard.event
    while event:
        turn.next_event = None
        if not trigger(event, turn):
            turn.not_now()
        event = turn.next_event
    after, replies = turn.finish()
    if _size(after) > LARGEST and _size(_told(after)) > _size(_told(session)):
        return _as_before(session, said)
    return after, replies


def _size(session: Session) -> int:
    return len(session.dump().encode())


def _told(session: Session) -> Session:
    """What was told, wherever the talk is: where it goes on from there needs next to no room."""
    return session.but(stage=Stage.YOU, desk=None, talk=0, seen=None)


def _as_before(session: Session, said: Said) -> tuple[Session, tuple[Reply, ...]]:
    """No room for what came: the talk stays as it was, and that is told."""
    turn = Turn(session, said.today)
    turn.full()
    turn.ask()
    return turn.finish()


NEXT = "next"  # in the diagram: the fork after an answer, to where the first open question is
INTERVIEW = "interview"  # in the diagram: the sections of the interview as one


def page() -> str:
    """``docs/conversation.md``: an introduction, the diagram, and every row of the table."""
    rows = "\n".join(_row(row) for row in TABLE)
    head = "| event | from | to | when | do |\n|---|---|---|---|---|"
    return f"{template('pages.conversation')}\n\n```mermaid\n{diagram()}\n```\n\n{head}\n{rows}\n"


def diagram() -> str:
    """A Mermaid state diagram; moves that end in the same stage are in the table only."""
    lines = [
        "stateDiagram-v2",
        f"    [*] --> {ASKING[0]}",
        f"    state {NEXT} <<choice>>",
        f"    state {INTERVIEW} {{",
    ]
    lines += [f"        {stage}" for stage in ASKING] + ["    }"]
    lines += [f"    {source} --> {dest}: {', '.join(labels)}" for (source, dest), labels in _edges().items()]
    return "\n".join([*lines, f"    {Stage.FORGOTTEN} --> [*]"])


def _edges() -> dict[tuple[str, str], list[str]]:
    edges: dict[tuple[str, str], list[str]] = {}
    for row in TABLE:
        dest = NEXT if row.dest is None and Turn.go_on in row.do else row.dest
        if dest is None:
            continue
        label = row.when.__name__ if row.events == "proceed" and row.when else row.events.replace(" ", ", ")
        for source in [NEXT] if row.events == "proceed" else _sources(row.source):
            if source != dest:
                labels = edges.setdefault((source, str(dest)), [])
                labels += [] if label in labels else ["otherwise" if label == "proceed" else label]
    return edges


def _sources(stages: tuple[Stage, ...]) -> Iterator[str]:
    """The sections of the interview as one, where a row holds for all of them."""
    if set(ASKING) <= set(stages):
        yield INTERVIEW
        stages = tuple(stage for stage in stages if stage not in ASKING)
    yield from map(str, stages)


def _row(row: Row) -> str:
    events = "<br>".join(row.events.split())
    replies = "<br>".join(reply.__name__ for reply in row.do)
    when = row.when.__name__ if row.when else ""
    return f"| {events} | {'<br>'.join(_sources(row.source))} | {row.dest or 'same'} | {when} | {replies} |"
