"""What was said → which event. Nothing is decided here that depends on more than the words and the open question.

A press, an edit and a file say what they are. Words may be many things, so ``READERS`` are tried in order and the
first that recognises them wins. The order goes from what can hardly be meant otherwise to what is a guess:

1. nothing to read, a command, a yes or no that was asked for, a whole-text verb ("help"), a step carried out,
   what nearly everybody asks, a mistake that was made, a question about the plan as a whole, or for a figure that
   can be worked out;
2. an answer to the open question, for that is what most messages are, unless the message tells more than that;
3. a wish in a known form: a time zone, a change, a what-if, another year, where an amount comes from, a question;
4. facts told in passing, then choices, subjects and steps merely mentioned;
5. and what nobody recognises is a slip, explained in terms of the open question.

A reader never changes anything and asks nothing back: whatever is doubtful is an event of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from dialogs.interview import agenda as agendas
from dialogs.interview.agenda import Agenda, Question
from dialogs.messages import Kind, Said
from dialogs.session import DOUBTING, Session, Stage
from dialogs.text import bare
from dialogs.understanding import (
    about_question,
    buttons,
    choices,
    courtesies,
    doubts,
    feelings,
    judge,
    measure,
    mishaps,
    numerals,
    of_plan,
    people,
    questions,
    refiguring,
    roth_withdrawals,
    speaker,
    spelling,
    verbs,
    wishes,
)
from dialogs.understanding import told as telling_facts
from dialogs.understanding.answered import choosing, outright, put_right, slips
from dialogs.understanding.answered.kinds import DATED, LISTED, is_sum, reads_a_button
from dialogs.understanding.clauses import clauses
from dialogs.understanding.facts.telling import one_sum
from dialogs.understanding.lexicon import data, pattern, respelled
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.papers import hearing as papers
from dialogs.understanding.questions import is_question
from dialogs.understanding.replies import is_reply
from dialogs.understanding.slots import VALUES
from dialogs.understanding.tokens import tokens

FILES_NOT_READ = {"large_file": "too_large", "lost_file": "not_fetched"}  # why a file came without its text

READERS: tuple[Callable[[Message], Heard | None], ...] = (
    wishes.nothing,
    buttons.command,
    refiguring.another_way,
    wishes.none_of_them,
    wishes.yes_and_question,
    wishes.yes_or_no,
    outright.state_or_greeting,
    wishes.yes_to_nothing,
    doubts.line_left_out,
    doubts.settled_doubt,
    feelings.waiting,
    wishes.basic_question,
    of_plan.of_plan,
    put_right.answer_and_question,
    about_question.about_question,
    wishes.verb,
    wishes.step_done,
    wishes.step_asked,
    wishes.supposed,
    mishaps.mishap,
    roth_withdrawals.wants_money_out,
    wishes.figure_asked,
    put_right.put_right,
    put_right.of_the_other_too,
    put_right.last_answer,
    outright.answer,
    wishes.time_zone,
    slips.impossible_date,
    wishes.what_if,
    wishes.change,
    choosing.told_at_a_desk,
    slips.asked_softly,
    wishes.year_beyond,
    of_plan.of_the_plan_above,
    wishes.where_an_amount_is_from,
    wishes.question,
    telling_facts.correction,
    telling_facts.facts,
    telling_facts.known,
    choosing.choice_in_a_sentence,
    slips.one_amount,
    wishes.about_the_subject,
    wishes.step_mentioned,
    of_plan.perhaps_of_the_plan,
)


def hear(
    session: Session,
    agenda: Agenda,
    open_question: Question | None,
    said: Said,
    subject: Callable[[str], bool],
    figured: Callable[[str], bool],
) -> Heard:
    """subject: whether words that are nothing else are about something that a card answers.

    figured: whether they ask for a figure that can be worked out.
    """
    match said.kind:
        case Kind.EDITED:
            return Heard("edited")
        case Kind.FILE:
            return Heard("file", text=said.text)
        case Kind.OTHER if said.text in FILES_NOT_READ:
            return Heard("file", reason=FILES_NOT_READ[said.text])
        case Kind.OTHER:
            return Heard("too_long" if said.text == "long_text" else "unreadable", text=said.text)
        case Kind.UNREAD:
            return Heard("paper_unread", reason=said.text)
        case Kind.BLANK:
            return Heard("blank_form", text=said.text)
        case Kind.PAPER | Kind.SCAN:
            return papers.sent(Message(session, agenda, open_question, said, subject, figured))
        case Kind.PRESS:
            message = Message(session, agenda, open_question, said, subject, figured)
            return papers.about_it(message) or buttons.press(message)
    if measure.is_swollen(said.text):
        return Heard("too_long")
    asked_for = Message(session, agenda, open_question, said, subject, figured)
    if verbs.alone(said.text) and (heard := buttons.command(asked_for)):
        return heard
    if plain := refiguring.another_figure(asked_for) or outright.bare_amount(asked_for):
        return plain
    pressed_in_words = open_question is not None and reads_a_button(said.text, open_question)
    if not pressed_in_words and (
        paper := papers.pasted(Message(session, agenda, open_question, said, subject, figured))
    ):
        return paper
    if measure.is_too_long(said.text):
        return Heard("too_long")
    prose, beyond = measure.parted(said.text)
    prose = numerals.with_ages(respelled(spelling.corrected(prose), "message", "plainly"))
    kind = open_question.card.kind if open_question else ""
    waits = session.stage in DOUBTING or bool(session.found or session.readings)
    asked = open_question.fact.rpartition(".")[2] if open_question else ""
    prose = respelled(prose, "of_question", asked) if asked in data("patterns")["of_question"] else prose
    prose = feelings.without(courtesies.left_out(prose, kind, yes_is_due=waits))
    if not beyond:
        prose = questions.asking_apart(_with_its_state(respelled(prose, "message", "reply_first"), open_question))
        prose = _pairs_apart(prose, agenda, open_question)
    role = speaker.speaking(session, prose)
    if role is not None and (before := speaker.said_before(session, prose)):
        heard = hear(session, agenda, open_question, replace(said, text=before), subject, figured)
        return replace(heard, speaker=role, feeling="taken_over" if role else "handed_back")
    prose = prose if role is None else speaker.without_the_change(session, prose)
    session = session if role is None else session.but(speaker=role)
    spoken = Message(session, agenda, open_question, replace(said, text=prose), subject, figured, beyond)
    message = speaker.in_their_place(spoken)
    recognised = (reader(message) for reader in READERS)
    heard = next((heard for heard in recognised if heard), None)
    beside = None if heard or message is not spoken else _answer_beside_a_list(message)
    heard = _with_its_question(heard or beside or slips.misread(message), message)
    heard = _nothing_lost(heard, message)
    heard = _with_names(heard, message)
    heard = _with_feeling(heard if message is spoken else speaker.told_of(heard), message, said.text)
    heard = heard if role is None else _with_speaker(heard, role, asks="?" in message.text)
    return replace(heard, passed_over=message.passed_over) if beyond else heard


def _pairs_apart(text: str, agenda: Agenda, question: Question | None) -> str:
    """A text in which two values of a couple stand beside whose they are: 1980/1982, 240k/85k, 1980 and 1982."""
    kind = question.card.kind if question else ""
    if agenda.facts.joint and question is not None and question.fact == "you.birth_year":
        text = respelled(text, "people", "born_each")
    if agenda.facts.joint and question is not None and question.fact == "you.compensation":
        text = respelled(text, "people", "pair_in_words")
    couple = agenda.facts.joint or (question is not None and question.fact == "filing_status")
    if "/" not in text or not (agenda.facts.joint or (couple and pattern("people", "of_a_couple").search(text))):
        return text
    of_one = question is not None and question.card.of in {"person", "plan"}
    if kind == "money":
        return respelled(text, "people", "pair_of_sums") if of_one else text
    return respelled(respelled(text, "people", "pair_of_pays"), "people", "pair_of_years")


def _with_its_state(text: str, question: Question | None) -> str:
    """A text with the letters of a state that it begins with written large, where the state is asked: ma 175k."""
    if question is None or question.card.kind != "state" or not (led := pattern("choices", "code_first").match(text)):
        return text
    return f"{led[1].upper()}, {text[led.end() :]}" if led[1].upper() in choices.states() else text


def _answer_beside_a_list(message: Message) -> Heard | None:
    """While a list waits for its yes: an answer to the question it came between, as if the yes had been said.

    A question that was not shown yet is not answered, and "the same" is of the list.
    """
    session = message.session
    if session.stage is not Stage.CONFIRMING or session.ticking or is_reply(message.text, "same"):
        return None
    shown = session.revisit or next((one.fact for one in message.agenda.open), None)
    assumed = message.agenda.assumed
    after = agendas.agenda({**session.answers, **session.found}, message.said.today, assumed)
    question = next(iter(after.open), None)
    if question is None or question.fact != shown:
        return None
    heard = outright.answer(replace(message, agenda=after, question=question))
    stands = heard is not None and not isinstance(heard.value, list) and heard.value in session.found.values()
    return heard if heard and heard.event == "answer" and not stands else None


def _with_its_question(heard: Heard, message: Message) -> Heard:
    """A question in a story is answered also where a desk is gone to, and before a choice that it only names."""
    asks = "?" in message.text or (heard.event in _DESKS and is_question(message.text))
    if not asks or len(message.text.split()) < _STORY:
        return heard
    if heard.event == "readings" and heard.reason == "mentioned":
        return Heard("question", text=message.text)
    return replace(heard, asked=message.text) if heard.event in _DESKS else heard


def _with_names(heard: Heard, message: Message) -> Heard:
    """With the names that the message tells of the two: they serve as long as the talk."""
    known = message.session.names
    told = {name: who for name, who in message.names.items() if who in {*people.COUPLE, people.EITHER}}
    return heard if told == known else replace(heard, names=told)


def _with_speaker(heard: Heard, role: str, *, asks: bool) -> Heard:
    """With who speaks from now on; where nothing else was meant, that is all there is to answer."""
    only = heard.event == "misread" or (heard.event in {"explain", "question"} and not asks)
    only = only and not heard.found
    said = "taken_over" if role else "handed_back"
    return replace(heard, event="feeling" if only else heard.event, feeling=said, speaker=role)


_STORY = 12  # words
_DESKS = frozenset({"repair", "withdraw"})
_LEAST_HELD = 1000  # dollars; a smaller amount beside an account may be of anything
_LIFE = 40  # years; no older contribution is spoken of
_NOTING = ("answer", "noted", "several", "ticked", "skip")


def _nothing_lost(heard: Heard, message: Message) -> Heard:
    """With the figures of the message named that are no part of what is noted, listed or offered.

    Of readings to choose from, those that only pick something out are told with what they leave behind.
    """
    kind = message.question.card.kind if message.question else ""
    picked = heard.event == "readings" and (heard.doubted or heard.reason in {"one", "mentioned"})
    if not (heard.event in _NOTING or picked) or kind in LISTED:
        return heard
    doubted = (value for doubt in heard.doubts for _, value in doubt)
    year = message.agenda.facts.tax_year or message.said.today.year
    names = {heard.fact or "", *heard.found, *(fact for doubt in heard.doubts for fact, _ in doubt)}
    ticked = heard.value if isinstance(heard.value, list) else []
    earlier = [year - 1] if "prior" in ticked or any("prior" in name for name in names) else []
    since = any(token.text in data("grammar")["since"]["words"] for token in tokens(message.text.casefold()))
    if any(name.endswith(".basis") for name in names) and kind not in DATED and not since:
        earlier = list(range(year - _LIFE, year))  # 6,000 for 2022 and 6,500 for 2023
    answers = message.session.answers
    again = [value for fact, value in message.whole.found.items() if answers.get(fact, ...) == value]
    waiting = [doubt for doubt in message.session.doubts if any(fact in heard.found for fact, _ in doubt)]
    settled = [value for doubt in waiting for _, value in doubt]  # the one that is meant, and those denied
    replaced = [answers[fact] for fact in heard.found if fact in answers]  # 72k, not 70k: both stand in the list
    told = (heard.value, *heard.values, *heard.found.values(), *doubted, *again, *settled, *replaced)
    left = judge.unplaced(
        message.text,
        told,
        heard.worked.values(),
        heard.lost,
        message.said.today,
        chosen=kind in judge.CHOSEN,
        earlier=earlier,
    )
    left += _accounts_beside(heard, message)
    if held := _held_in_it(heard, message, left):
        return held
    return replace(heard, lost=(*heard.lost, *left)) if left else heard


def _held_in_it(heard: Heard, message: Message, left: Sequence[str]) -> Heard | None:
    """The one amount beside the one account that answers which there are: a regular one, 41k."""
    question, value = message.question, heard.value
    kinds = [one for one in value if one in VALUES] if isinstance(value, list) else []
    if question is None or heard.event != "answer" or len(kinds) != 1 or len(left) != 1 or value != kinds:
        return None
    fact, amount = f"{question.who}.{kinds[0]}", one_sum(left[0])
    bare = amount is not None and is_sum(left[0]) and Decimal(amount) >= _LEAST_HELD
    if not question.fact.endswith("ira_kinds") or not bare:
        return None
    return replace(heard, event="noted", found={question.fact: value, fact: amount}, whole=(question.fact,))


def _accounts_beside(heard: Heard, message: Message) -> list[str]:
    """The clauses of accounts that the question does not speak of, beside an answer in a word: yes, and a SEP."""
    question = message.question
    if heard.event != "answer" or question is None or question.card.kind not in {"yes_no", "choice"}:
        return []
    card, sides = question.card, _SIDES if question.kind else ()
    words = [card.text, card.plainly, *(one.label for one in card.choices.values())]
    known = {"any", str(question.kind), *bare(" ".join(words)).split(), *sides}
    parts = clauses(message.text, message.said.today, {})[1:]
    return [part.text for part in parts if not part.of("not") and {*part.keys("ira"), *part.keys("plan")} - known]


_SIDES = ("traditional", "roth")  # of a plan


_OF_A_FACT = (*measure.WEIGHTY, "circ", "status", "ira", "plan")  # getting divorced: a hard time, and a circumstance


def _with_feeling(heard: Heard, message: Message, said: str) -> Heard:
    """With what was said of themselves; where nothing else was meant, it is all there is to answer.

    said: the message as it came, its courtesies with it.
    """
    feeling = feelings.feeling(said)
    if not feeling:
        return heard
    if feeling == "spanish" and heard.event == "question" and not message.subject(message.text):
        return Heard("feeling", feeling=feeling)
    nothing_else = heard.event in {"misread", "readings"} and not heard.values
    asked = message.text.rstrip().endswith("?") or message.figured(message.text) or message.subject(message.text)
    asked = asked or any(
        is_question(one) and not feelings.feeling(one) for one in re.split(of_plan.END, message.text)
    )
    facts = "\n".join(part.text for part in clauses(message.text, message.said.today, {}) if part.of(*_OF_A_FACT))
    heard = replace(heard, lost=tuple(one for one in heard.lost if not feelings.feeling(one) or one in facts))
    told = heard.event == "question" and (not asked or (feeling == "aim" and not is_question(message.text)))
    return replace(heard, event="feeling" if nothing_else or told else heard.event, feeling=feeling)
