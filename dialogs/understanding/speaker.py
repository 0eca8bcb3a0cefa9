"""Who speaks: where the spouse took over, their words are heard in their place, and told of the right one of the two.

The talk is turned around for the length of one message: its facts, its open question and what waits for a yes. So
"I", "my husband" and "same as his" need no rule of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from dialogs.interview import agenda as agendas
from dialogs.session import DESKS, Session
from dialogs.understanding.gathering import Doubt
from dialogs.understanding.marks import sentences
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.people import SPOUSE, YOU, hands_over, taking_over
from dialogs.understanding.people import find as people_in

_Value = TypeVar("_Value")


def speaking(session: Session, text: str) -> str | None:
    """The role of the spouse who speaks from now on; empty where the one speaks again with whom the talk began.

    None where nobody took over: also at the beginning, where whoever speaks is ``you``.
    """
    role = taking_over(text, session.names)
    if role == "back":
        return "" if session.speaker else None
    told = [*session.answers, *session.found, *(fact for doubt in session.doubts for fact, _ in doubt)]
    begun = any(fact.startswith((YOU, SPOUSE)) for fact in told)
    if not role or not begun or role == session.speaker or (session.speaker and SPOUSE in {role, session.speaker}):
        return None
    return "" if session.speaker else role


def without_the_change(session: Session, text: str) -> str:
    """A text without the sentence that only tells who speaks now, where more stands behind it."""
    left = [one for one in sentences(text) if any(map(str.isdigit, one)) or not taking_over(one, session.names)]
    return " ".join(left) or text


def said_before(session: Session, text: str) -> str:
    """What the one who hands the phone on said before that, where nothing is told behind it: a rollover, 140k. I hand
    over to Nadia now.
    """
    parts = sentences(text)
    taken = ((place, taking_over(one, session.names)) for place, one in enumerate(parts))
    place = next(
        (place for place, role in taken if role and (hands_over(parts[place]) or _of(role, parts[:place]))), 0
    )
    behind = any(any(map(str.isdigit, one)) for one in parts[place:])
    return "" if behind else " ".join(parts[:place])


def _of(role: str, parts: Sequence[str]) -> bool:
    """Whether somebody spoke of a wife or a husband before she or he spoke: she's from 1963. This is his wife now."""
    roles = {person.role for person in people_in(" ".join(parts))}
    return bool(roles & {role, _PRONOUNS.get(role, role)})


_PRONOUNS = {"wife": "she", "husband": "he"}


def in_their_place(message: Message) -> Message:
    """The message as if the talk had begun with whom it is from."""
    session, question = message.session, message.question
    if not session.speaker or session.stage in DESKS or session.desk or session.planned is not None:
        return message
    turned = session.but(
        answers=_facts(session.answers),
        found=_facts(session.found),
        mentioned=_facts(session.mentioned),
        names=_whose(session.names),
        doubts=tuple(map(_doubt, session.doubts)),
        hinted=tuple(map(_doubt, session.hinted)),
        history=tuple(map(_other, session.history)),
        revisit=_other(session.revisit) if session.revisit else None,
    )
    asked = question and replace(question, fact=_other(question.fact), who=_other(f"{question.who}.")[:-1])
    agenda = agendas.agenda(turned.answers, message.said.today, message.agenda.assumed)
    return replace(message, session=turned, agenda=agenda, question=asked)


def told_of(heard: Heard) -> Heard:
    """What was heard in the spouse's place, of the right one of the two."""
    doubted = heard.doubted
    return replace(
        heard,
        fact=_other(heard.fact) if heard.fact else heard.fact,
        found=_facts(heard.found),
        doubts=tuple(map(_doubt, heard.doubts)),
        worked=_facts(heard.worked),
        whole=tuple(map(_other, heard.whole)),
        names=_whose(heard.names),
        doubted=doubted and replace(doubted, fields=tuple(map(_other, doubted.fields))),
    )


def _other(fact: str) -> str:
    who, dot, name = fact.partition(".")
    return {YOU: SPOUSE, SPOUSE: YOU}.get(who, who) + dot + name if dot else fact


def _whose(names: Mapping[str, str]) -> dict[str, str]:
    return {name: {YOU: SPOUSE, SPOUSE: YOU}.get(who, who) for name, who in names.items()}


def _facts(facts: Mapping[str, _Value]) -> dict[str, _Value]:
    return {_other(fact): value for fact, value in facts.items()}


def _doubt(doubt: Doubt) -> Doubt:
    return tuple((_other(fact), value) for fact, value in doubt)
