"""Lists of facts: the review, what can be changed, and the recap of a talk that goes on."""

from __future__ import annotations

from dialogs.interview.agenda import SECTIONS, Agenda, Question
from dialogs.messages import Button, Weight
from dialogs.phrases import say
from dialogs.session import Session, Stage
from dialogs.views.question import Rows, drop_buttons, fact_line, keep_or_drop, question_label, rows, short, verb

MOST = 8  # facts in a recap; the review has all of them


def review(session: Session, agenda: Agenda) -> tuple[list[str], Rows]:
    """Every fact by section, what is unknown, what is still open; buttons to change each."""
    blocks = [say("talk.review.title")]
    for section in SECTIONS:
        lines = [fact_line(q, agenda.answers[q.fact], agenda) for q in agenda.told if q.card.section is section]
        if lines:
            blocks.append("\n".join([f"# {say(f'talk.section.{section}')}", *lines]))
    unknown = [
        question_label(q, agenda) for q in agenda.told if agenda.answers[q.fact] is None and not q.card.not_known
    ]
    if unknown:
        blocks.append(say("talk.review.unknown", facts=unknown))
    extra = [question_label(q, agenda) for q in agenda.taken if q.fact not in session.answers]
    if extra and not agenda.open:
        blocks.append(say("talk.review.may_add", facts=extra))
    if waiting := [fact_line(q, session.answers[q.fact], agenda) for q in agenda.waiting]:
        blocks.append("\n".join([say("talk.review.waiting" if agenda.open else "talk.review.idle"), *waiting]))
    first: tuple[Button, ...] = (Button(say("talk.button.confirm"), "/plan", Weight.YES),)
    if agenda.open:
        blocks.append(say("talk.review.open", left=len(agenda.open)))
        first = (verb("resume"), *(drop_buttons(session) if session.planned is not None else ()))
    elif session.planned is not None:
        blocks.append(say("talk.whatif.keep"))
        first = keep_or_drop(session)
    else:
        blocks.append(say("talk.review.confirm"))
    sections = [s for s in SECTIONS if _told_in(s, agenda)]
    change = [Button(say("talk.button.change", what=say(f"talk.section.{s}")), f"/edit {s.value}") for s in sections]
    return blocks, (first, *rows(change))


def to_change(section: str | None, session: Session, agenda: Agenda) -> tuple[str, Rows]:
    """The facts of a section, or the sections, as buttons."""
    named = [s for s in SECTIONS if s.value == section]
    if not named:
        sections = [s for s in SECTIONS if _told_in(s, agenda)]
        return say("talk.edit.which_section"), rows(
            Button(say(f"talk.section.{s}"), f"/edit {s.value}") for s in sections
        )
    told = _told_in(named[0], agenda)
    extra = [q for q in agenda.taken if q.card.section is named[0] and q.fact not in session.answers]
    buttons = [
        Button(short(fact_line(q, {**agenda.answers, **session.answers}.get(q.fact), agenda)), f"/edit {q.fact}")
        for q in told
    ]
    buttons += [
        Button(short(say("talk.edit.add", label=question_label(q, agenda))), f"/edit {q.fact}") for q in extra
    ]
    return say("talk.edit.which"), tuple((button,) for button in (*buttons, verb("review")))


def _told_in(section: Stage, agenda: Agenda) -> list[Question]:
    """Also what was told before its question: it can be changed as well."""
    return [q for q in (*agenda.told, *agenda.waiting) if q.card.section is section]


def recap(session: Session, agenda: Agenda) -> str:
    """What is known, where we stopped, what is open; without a change that is only tried, which is asked about."""
    told = {**agenda.answers, **session.held}
    facts = [fact_line(q, told[q.fact], agenda) for q in (*agenda.told, *agenda.waiting)]
    shown_facts = facts if len(facts) <= MOST else facts[: MOST - 1]
    more = say("talk.recap.more", count=len(facts) - len(shown_facts)) if len(shown_facts) < len(facts) else ""
    changing = agenda.question(session.revisit)
    if changing is not None and changing.fact in told:
        where = say("talk.recap.changing", question=question_label(changing, agenda))
    elif not agenda.open and (session.confirmed or session.planned is not None):
        where = say("talk.recap.planned")
    elif agenda.open:
        stop = agenda.open[0]
        where = say(
            "talk.recap.open",
            section=say(f"talk.section.{stop.card.section}"),
            question=question_label(stop, agenda),
            left=len(agenda.open),
        )
    else:
        where = say("talk.recap.review")
    return "\n".join(line for line in (say("talk.recap.known"), *shown_facts, more, where) if line)
