"""What was said → which event. Nothing is decided here that depends on more than the words and the open question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs import answers, asking, verbs
from dialogs.agenda import Agenda, Question
from dialogs.answers import choosing
from dialogs.answers.readings import DontKnow, Misread, Readings, Understood
from dialogs.answers.words import bare, clean, ways_to_say
from dialogs.deck import Card, card_of
from dialogs.listening import converting, corrections, naming, several
from dialogs.listening.gathering import Doubt
from dialogs.listening.several import Telling
from dialogs.offers import offered
from dialogs.reminders import zones
from dialogs.session import DOUBTING, Session, Stage, Told
from dialogs.speech import Kind, Said
from dialogs.telling import whence
from dialogs.ticking import tick_words

FILES_NOT_READ = {"large_file": "too_large", "lost_file": "not_fetched"}  # why a file came without its text
LONGEST = 4096  # characters, as in one Telegram message
WORDY = 3  # words; a longer text that is no answer may still be about the subject
YES_OR_NO = (*DOUBTING, Stage.WHATIF, Stage.REVIEW)
DATED = ("date", "year", "tax_year", "birth_year")
LISTED = ("boxes", "by_year")  # several numbers are one answer there
BY_THE_WAY = ("HI", "OK")  # states, and said without a state in mind
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
    doubts: tuple[Doubt, ...] = ()
    lost: tuple[str, ...] = ()
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
    by_the_way = bare(text).upper() in BY_THE_WAY and not text.isupper()
    if by_the_way and open_question and open_question.card.kind == "state":
        return Heard("readings", open_question.fact, values=(bare(text).upper(),), reason="mentioned")
    if open_question is None and bare(text) in ways_to_say("yes") | ways_to_say("no"):
        return Heard("fine")  # nothing waits for it
    verb = verbs.in_words(text) or ("repeat" if text.endswith("?") and not bare(text) else None)
    if verb and not (open_question and choosing.is_exact(text, open_question.card)):
        return Heard(verb)
    if tick_words.says_done(text, while_asked=open_question is not None):
        return Heard("done", text=text)
    if session.stage is Stage.CONFIRMING and (settled := _settled(text, session, said)):
        return Heard("several", found=settled)
    brief = len(text.split()) <= WORDY and not re.search(r"[\n,;/&]", said.text)
    told = Telling({}) if brief else _told(open_question, agenda, session, said)
    alone = open_question and (open_question.card.kind in LISTED or not _more(told, open_question))
    if open_question and alone and (answer := _answer(text, open_question, session, agenda, said)):
        return answer
    if brief:
        told = _told(open_question, agenda, session, said)
    if session.reminding and not session.reminding.zone and zones.find(text):
        return Heard("remind", text=text)
    if open_question and open_question.card.kind in DATED and (slip := _misread(text, open_question, said)).shown:
        return slip  # a day or a year was understood, and it cannot be right
    if changed := _change(text, agenda, said):
        return changed
    at_desk = open_question is not None and open_question.card.of == "desk" and not text.endswith("?")
    if open_question and at_desk and (spoken_of := choosing.told_of(text, open_question.card)):
        return Heard("readings", open_question.fact, values=spoken_of, reason="mentioned")
    if (asked := naming.year_wanted(text, bare=open_question is None)) and (gap := naming.uncovered(asked)):
        return Heard("misread", text=text, **gap)
    if amount := whence.asked_amount(text):
        return Heard("whence", value=f"{amount:f}", text=text)
    asks = asking.is_question(text) and (told.asks or not told.facts)
    if asks and not told.facts:
        return Heard("question", text=text)
    if session.stage is Stage.CONFIRMING and not session.ticking:
        event, found = corrections.correction(text, session.found, agenda, said.today)
        if found:
            return Heard(event, found=found, doubts=told.doubts, lost=told.lost)
    if told.facts:
        if open_question and told.facts == {open_question.fact} and not (told.lost or asks):
            return _only(told, open_question)
        return Heard(
            "several", found=told.found, doubts=told.doubts, lost=told.lost, text=text, reason="asked" if asks else ""
        )
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
        fact, found, slip = naming.told(rest, agenda, said.today)
        return Heard("several" if found and name == "edit" else name, fact, found=found, text=rest, **slip)
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
    value = _exactly(choice.removeprefix(TYPED), card, said)
    return None if value is None else Heard("answer", fact, value)


def _exactly(text: str, card: Card, said: Said) -> Told:
    """The value that a button stands for, also where the same words, typed, could mean something else."""
    match answers.read(text, card, said.today):
        case Understood(value):
            return value
        case Readings(values):
            return next((value for value in values if str(value) == text), None)
    return None


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


def _told(question: Question | None, agenda: Agenda, session: Session, said: Said) -> Telling:
    """What a text tells that is not noted already; its first words may answer the open question."""
    who = "spouse" if question and question.who == "spouse" else "you"
    kind = question.kind if question else None
    told = several.listen(said.text, agenda, said.today, who, kind).without(session.answers)
    if question is None or not told.facts:
        return told
    if question.fact not in told.found:
        head = several.head(said.text)
        reading = answers.read(head, question.card, said.today)
        if isinstance(reading, Understood) and not several.listen(head, agenda, said.today, who, kind).facts:
            return told.along_with(question.fact, reading.value, head)
    return told.meaning(question.fact)


def _settled(text: str, session: Session, said: Said) -> dict[str, Told]:
    """The one reading of a doubt that typed words mean."""
    options = [(fact, value, card_of(fact)) for doubt in session.doubts for fact, value in doubt]
    meant = {fact: value for fact, value, card in options if card and _exactly(text, card, said) == value}
    return meant if len(meant) == 1 else {}


def _more(told: Telling, question: Question) -> bool:
    """Whether a text says more than an answer to the question on the table would, or speaks of the other spouse."""
    others = told.facts - {question.fact}
    cards = [card_of(fact) for fact in others]
    return bool(others) and (told.pieces > 1 or any(c is question.card or (c and c.of == "plan") for c in cards))


def _only(told: Telling, question: Question) -> Heard:
    """What came in more words than an answer needs, and is one: to the open question."""
    if question.fact not in told.found:
        return Heard(
            "readings", question.fact, values=tuple(v for doubt in told.doubts for _, v in doubt), reason="two"
        )
    value = told.found[question.fact]
    if question.card.kind == "several" and value:
        return Heard("ticked", question.fact, value)
    return Heard("answer", question.fact, value)


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
    fact, found, slip = naming.told(told[1], agenda, said.today)
    if trial:
        found = found or dict(several.find(told[1], agenda, said.today))
        if amount := converting.amount(told[1]):
            return Heard("whatif", found=converting.tried(told[1], amount, agenda), value=amount, text=text)
        return Heard("whatif", fact, found=found, text=text, **slip) if fact or found else None
    if found:
        return Heard("several", found=found)
    return Heard("edit", fact, text=text, **slip) if fact else None


_CHANGE = re.compile(
    r"(?:please )?(?:change|edit|correct|fix|update|set) (?:my |the |our )?(.+?)[.!?]*$", re.IGNORECASE
)
_WHAT_IF = re.compile(r"what if (?:my |the |our )?(.+?)[.!?]*$", re.IGNORECASE)
