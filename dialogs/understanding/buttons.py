"""Buttons and typed commands. A button's data is ``version.slot.choice``, or a command."""

from __future__ import annotations

from hashlib import blake2s

from calc.facts import FilingStatus
from dialogs.interview.agenda import Question
from dialogs.interview.questions import Card
from dialogs.messages import Said
from dialogs.session import Session, Stage, Told
from dialogs.text import tidy
from dialogs.understanding import answers, converting, naming, roth_withdrawals, supposing, verbs
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.of_plan import plan_kind
from dialogs.understanding.readings import Readings, Understood

UNDO = "@undo"  # takes back what was noted last
FIGURE = "@figure"  # of an answer that was worked out
FILING = "filing"  # the one figure that is chosen from buttons
LINES, FIGURES = "lines", "change"  # its worksheet, and the figures it leans on
PROMPT = "@"  # with the stage, stands for the question in the buttons of a yes-or-no
VERB = "/"  # before a verb that speaks of the button's own question
OF_A_QUESTION = ("why", "back", "cancel")
DONT_KNOW, KEEP, DONE, NOTHING, TYPED = "~", "keep!", "done!", "none!", "="
TICKED = ","  # between the choices of one reading of a list


def press(message: Message) -> Heard:
    """A button of this question and this moment answers; any other is recognised as old."""
    session, question, data = message.session, message.question, message.said.text
    if typed := verbs.command(data):
        name, rest = typed
        if name == "edit" and " " in rest:
            return _command(name, rest, message)
        if name == "ask" and (kind := plan_kind(rest)):
            return Heard("of_plan", text=kind)
        if name in verbs.verbs():
            return Heard("question" if name == "ask" and rest else name, fact=rest or None, text=rest)
    version, _, rest = data.partition(".")
    slot, choice = _parts(rest)
    if slot == FIGURE and version == _of_question(session.figured):
        return _of_figures(choice)
    old = Heard("old_press", fact=slot, text=choice)
    of_now = version == str(session.talk)
    if (verb := choice.removeprefix(VERB)) != choice and verb in OF_A_QUESTION:
        if of_now and question is not None and slot == question.fact:
            return Heard(verb)
        return Heard("why", fact=slot) if verb == "why" else old  # a reason is that of its own question
    if not of_now:
        return old
    if slot == f"{PROMPT}{Stage.WHATIF}" and session.planned is not None and choice in {"yes", "no"}:
        return Heard("adopt" if choice == "yes" else "drop")
    if slot == UNDO:
        return Heard("undo", fact=slot)
    if slot == f"{PROMPT}{session.stage}":
        return Heard(choice) if choice in {"yes", "no"} else Heard("leave_out", text=choice)
    if question is None or slot != question.fact:
        return old
    return _choice(choice, question, message.said) or old


def of_figure(session: Session, choice: str) -> str:
    """What a button of the answer that was worked out last holds: it is old once another question is answered."""
    return f"{_of_question(session.figured)}.{FIGURE}.{choice}"


def _of_question(question: str) -> str:
    return blake2s(question.encode(), digest_size=5).hexdigest() if question else ""


def _of_figures(choice: str) -> Heard:
    if choice in {LINES, FIGURES}:
        return Heard("figure_lines" if choice == LINES else "figures")
    name, _, words = choice.partition(TYPED)
    if not words:
        return Heard("figure", fact=name)
    of_status = name == FILING and words in {status.value for status in FilingStatus}
    return Heard("refigure", fact=name, text=words) if of_status else Heard("old_press", fact=FIGURE)


def _parts(rest: str) -> tuple[str, str]:
    """The fact and what it is answered with; a value that stands as it would be typed may have a point in it."""
    slot, typed, value = rest.partition(f".{TYPED}")
    if typed:
        return slot, f"{TYPED}{value}"
    slot, _, choice = rest.rpartition(".")
    return slot, choice


def command(message: Message) -> Heard | None:
    """/plan, /edit my state, /ask …"""
    typed = verbs.command(message.text)
    return _command(*typed, message) if typed else None


def meant_by(words: str, card: Card, said: Said) -> Told:
    """The value that a button stands for, also where the same words, typed, could mean something else."""
    match answers.read(words, card, said.today):
        case Understood(value):
            return value
        case Readings(values):
            return next((value for value in values if str(value) == words), None)
    return None


def _command(name: str, rest: str, message: Message) -> Heard:
    if name in {"ask", "question"} and rest:
        return Heard("question", text=rest)
    if name == "whatif" and (amount := converting.amount(rest, message.agenda, message.said.today)):
        return Heard(name, found=converting.tried(rest, amount, message.agenda), value=amount, text=rest)
    if name == "whatif" and (found := supposing.changes(tidy(rest), message.agenda, message.said.today)):
        return Heard(name, found=found, text=rest)
    if name in {"edit", "whatif"} and rest:
        fact, found, slip = naming.fact_told(rest, message.agenda, message.said.today)
        return Heard("several" if found and name == "edit" else name, fact, found=found, text=rest, **slip)
    if name == "withdraw" and rest:
        ways = (rest, roth_withdrawals.asked_at_once(rest))
        stories = (one for one in ways if roth_withdrawals.is_story(one, message.said.today))
        if asked := next((one for one in stories if message.figured(one)), None):
            return Heard("question", text=asked)
        found, lost = roth_withdrawals.desk_answers(f"{name} {rest}", message.said.today)
        return Heard(name, found=found if len(found) > 1 else {}, lost=lost)
    return Heard(name, text=rest) if name in verbs.verbs() else Heard("unknown_command", text=name[:40])


def _choice(choice: str, question: Question, said: Said) -> Heard | None:
    card, fact = question.card, question.fact
    if choice == DONT_KNOW:
        return Heard("skip")
    if choice == KEEP:
        return Heard("keep")
    if choice == NOTHING and card.none:
        return Heard("answer", fact, [])
    if card.kind == "several":
        if choice == DONE:
            return Heard("all_ticked")
        if choice.startswith(TYPED):
            ticked = choice.removeprefix(TYPED).split(TICKED)
            return Heard("answer", fact, [key for key in card.choices if key in ticked])
        return Heard("tick", fact, choice) if choice in card.choices else None
    if choice in card.choices:
        return Heard("answer", fact, choice)
    value = meant_by(choice.removeprefix(TYPED), card, said)
    return None if value is None else Heard("answer", fact, value)
