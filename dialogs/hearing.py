"""What was said → which event. Nothing is decided here that depends on more than the words and the open question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs import answers, asking, choosing, corrections, letters, several, tick_words, verbs, zones
from dialogs.agenda import Agenda, Question
from dialogs.deck import card_of
from dialogs.offers import offered
from dialogs.readings import DontKnow, Misread, Readings, Understood
from dialogs.session import DOUBTING, Session, Stage, Told
from dialogs.speech import Kind, Said
from dialogs.words import bare, clean, ways_to_say

FILES_NOT_READ = {"large_file": "too_large", "lost_file": "not_fetched"}  # why a file came without its text
LONGEST = 4096  # characters, as in one Telegram message
WORDY = 3  # words; a longer text that is no answer may still be about the subject
YES_OR_NO = (*DOUBTING, Stage.WHATIF, Stage.REVIEW)
DATED = ("date", "year", "tax_year", "birth_year")
PROMPT = "@"  # with the stage, stands for the question in the buttons of a yes-or-no
DONT_KNOW, KEEP, DONE, NOTHING, TYPED = "~", "keep!", "done!", "none!", "="


@dataclass(frozen=True, slots=True)
class Heard:
    """An event with what came along: a fact by name, a value, several of them, words, or the reason of a slip."""

    event: str
    fact: str | None = None
    value: Told = None
    values: tuple[Told, ...] = ()
    found: Mapping[str, Told] = field(default_factory=dict)
    text: str = ""
    reason: str = ""
    shown: Mapping[str, object] = field(default_factory=dict)


def hear(session: Session, agenda: Agenda, open_question: Question | None, said: Said) -> Heard:
    match said.kind:
        case Kind.EDITED:
            return Heard("edited")
        case Kind.FILE:
            return Heard("file", text=said.text)
        case Kind.OTHER if said.text in FILES_NOT_READ:
            return Heard("file", reason=FILES_NOT_READ[said.text])
        case Kind.OTHER:
            return Heard("too_long" if said.text == "long_text" else "unreadable", text=said.text)
        case Kind.PRESS:
            return _press(session, agenda, open_question, said)
    text = clean(said.text)
    if not text:
        return Heard("empty")
    if len(text) > LONGEST:
        return Heard("too_long")
    if typed := verbs.command(text):
        return _command(*typed, agenda, said)
    if session.stage in YES_OR_NO and bare(text) in ways_to_say("yes") | ways_to_say("no"):
        return Heard("yes" if bare(text) in ways_to_say("yes") else "no")
    verb = verbs.in_words(text)
    if verb and not (open_question and choosing.is_exact(text, open_question.card)):
        return Heard(verb)
    if tick_words.says_done(text, while_asked=open_question is not None):
        return Heard("done", text=text)
    pasted = _pasted(text, open_question, agenda, said)
    if open_question and not pasted and (answer := _answer(text, open_question, session, agenda, said)):
        return answer
    if session.reminding and not session.reminding.zone and zones.find(text):
        return Heard("remind", text=text)
    if open_question and open_question.card.kind in DATED and (slip := _misread(text, open_question, said)).shown:
        return slip  # a day or a year was understood, and it cannot be right
    if changed := _change(text, agenda, said):
        return changed
    at_desk = open_question is not None and open_question.card.of == "desk" and not text.endswith("?")
    if open_question and at_desk and (told := choosing.told_of(text, open_question.card)):
        return Heard("readings", open_question.fact, values=told, reason="mentioned")
    if asking.is_question(text) and not pasted:
        return Heard("question", text=text)
    if session.stage is Stage.CONFIRMING and not session.ticking:
        event, found = corrections.correction(text, session.found, agenda, said.today)
        if found:
            return Heard(event, found=found)
    found = _news(text, open_question, agenda, session, said)
    if found:
        if open_question and found.keys() == {open_question.fact}:
            return Heard("answer", open_question.fact, found[open_question.fact])
        return Heard("several", found=found)
    if open_question and (meant := choosing.mentioned(text, open_question.card)):
        if open_question.card.kind == "several":
            return Heard("ticked", open_question.fact, list(meant))
        return Heard("readings", open_question.fact, values=meant, reason="mentioned")
    if len(text.split()) > WORDY and asking.ask(text).card:
        return Heard("question", text=text)
    return _misread(text, open_question, said)


def _command(name: str, rest: str, agenda: Agenda, said: Said) -> Heard:
    if name in {"ask", "question"} and rest:
        return Heard("question", text=rest)
    if name in {"edit", "whatif"} and rest:
        fact, found = _told_of(rest, agenda, said)
        return Heard("several" if found and name == "edit" else name, fact, found=found, text=rest)
    return Heard(name, text=rest) if name in verbs.verbs() else Heard("unknown_command", text=name[:40])


def _press(session: Session, agenda: Agenda, open_question: Question | None, said: Said) -> Heard:
    """A button of this question and this moment answers; any other is recognised as old."""
    if typed := verbs.command(said.text):
        name, rest = typed
        if name == "edit" and " " in rest:
            return _command(name, rest, agenda, said)
        if name in verbs.verbs():
            return Heard("question" if name == "ask" and rest else name, fact=rest or None, text=rest)
    version, _, rest = said.text.partition(".")
    slot, _, choice = rest.rpartition(".")
    if version != str(session.talk):
        return Heard("old_press", fact=slot, text=choice)
    if slot == f"{PROMPT}{Stage.WHATIF}" and session.planned is not None and choice in {"yes", "no"}:
        return Heard("adopt" if choice == "yes" else "drop")
    if slot == f"{PROMPT}{session.stage}":
        return Heard(choice) if choice in {"yes", "no"} else Heard("leave_out", text=choice)
    if open_question is None or slot != open_question.fact:
        return Heard("old_press", fact=slot, text=choice)
    return _choice(choice, open_question, said) or Heard("old_press", fact=slot, text=choice)


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
        return Heard("tick", fact, choice) if choice in card.choices else None
    if choice in card.choices:
        return Heard("answer", fact, choice)
    reading = answers.read(choice.removeprefix(TYPED), card, said.today)
    return Heard("answer", fact, reading.value) if isinstance(reading, Understood) else None


def _answer(text: str, question: Question, session: Session, agenda: Agenda, said: Said) -> Heard | None:
    """The event of a text that is an answer to the open question, or None when it is none."""
    if question.card.kind == "several" and session.ticks and bare(text) in ways_to_say("done"):
        return Heard("all_ticked")
    if bare(text) in ways_to_say("most"):
        amounts = offered(question.card.id, agenda.facts, question.who, question.kind)
        if amounts:
            return Heard("answer", question.fact, str(amounts[0]))
    match answers.read(text, question.card, said.today):
        case Understood(value):
            return Heard("answer", question.fact, value)
        case Readings(values, reason):
            return Heard("readings", question.fact, values=values, reason=reason)
        case DontKnow():
            return Heard("skip")
    return None


def _pasted(text: str, question: Question | None, agenda: Agenda, said: Said) -> bool:
    """Whether a text says more of a plan than an answer to the question on the table would."""
    if len(text.split()) <= WORDY:
        return False
    told = letters.read(
        text, agenda, said.today, question.who if question else "you", question.kind if question else None
    )
    return bool(told.keys() - {question.fact if question else ""})


def _news(text: str, question: Question | None, agenda: Agenda, session: Session, said: Said) -> dict[str, Told]:
    """The facts that a text tells and that are not noted already."""
    who = "spouse" if question and question.who == "spouse" else "you"
    told = several.find(text, agenda, said.today, who, question.kind if question else None)
    return {fact: value for fact, value in told.items() if session.answers.get(fact, ...) != value}


def _misread(text: str, question: Question | None, said: Said) -> Heard:
    if question is None:
        return Heard("misread", text=text)
    reading = answers.read(text, question.card, said.today)
    if reading == Misread("unclear") and (value := several.one_sum(text)):
        return Heard("readings", question.fact, values=(value,), reason="one")
    if isinstance(reading, Misread):
        return Heard("misread", question.fact, text=text, reason=reading.reason, shown=reading.shown)
    return Heard("misread", question.fact, text=text)


def _change(text: str, agenda: Agenda, said: Said) -> Heard | None:
    """Words like: change my state; set the filing status to single; what if my income were 140k."""
    trial = _WHAT_IF.match(text)
    told = trial or _CHANGE.match(text)
    if told is None:
        return None
    fact, found = _told_of(told[1], agenda, said)
    if trial:
        found = found or dict(several.find(told[1], agenda, said.today))
        return Heard("whatif", fact, found=found, text=text) if fact or found else None
    if found:
        return Heard("several", found=found)
    return Heard("edit", fact, text=text) if fact else None


_CHANGE = re.compile(
    r"(?:please )?(?:change|edit|correct|fix|update|set) (?:my |the |our )?(.+?)[.!?]*$", re.IGNORECASE
)
_WHAT_IF = re.compile(r"what if (?:my |the |our )?(.+?)[.!?]*$", re.IGNORECASE)
_SET_TO = re.compile(r"^(.+?) (?:to|is|was|were|=) (.+)$|^(\S+) (\S+)$", re.IGNORECASE)


def _told_of(words: str, agenda: Agenda, said: Said) -> tuple[str | None, dict[str, Told]]:
    """The fact that is named and, where a value follows, the fact with its value."""
    if fact := _named(words, agenda):
        return fact, {}
    parts = _SET_TO.match(words)
    name, value = (parts[1] or parts[3], parts[2] or parts[4]) if parts else ("", "")
    fact = _named(name, agenda) if name else None
    card = card_of(fact) if fact else None
    reading = answers.read(value, card, said.today) if card else None
    return fact, {fact: reading.value} if fact and isinstance(reading, Understood) else {}


def _named(words: str, agenda: Agenda) -> str | None:
    """The fact that a person means: by its dotted name, or by the words of its label."""
    if card_of(words):
        return words
    wanted = set(bare(words).split()) - {"my", "the", "our"}
    if not wanted:
        return None
    questions = (*agenda.told, *agenda.asked, *agenda.taken, *agenda.waiting)
    fitting = [q for q in questions if wanted <= set(bare(q.card.wording(q.who).label).split())]
    return fitting[0].fact if fitting else None
