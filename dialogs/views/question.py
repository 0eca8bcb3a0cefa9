"""What a person sees: a question with its buttons, and the lines and buttons that other screens are made of.

Words come from cards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeGuard

from calc import law
from calc.facts import RelabeledFrom
from dialogs.interview import questions, tax_years
from dialogs.interview.agenda import Agenda, Question, heard_of, hinted, ticks
from dialogs.interview.belonging import days_of, whole_of
from dialogs.interview.suggested_amounts import offered
from dialogs.messages import Button, Weight
from dialogs.phrases import day, money, say
from dialogs.session import DESKS, Answers, Session, Stage, Told
from dialogs.understanding import answers
from dialogs.understanding.buttons import (
    DONE,
    DONT_KNOW,
    FIGURES,
    KEEP,
    LINES,
    NOTHING,
    PROMPT,
    TICKED,
    TYPED,
    UNDO,
    VERB,
    of_figure,
)

Rows = tuple[tuple[Button, ...], ...]
LATEST = 3  # years offered at a desk
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
GROWN = range(18, 100)  # ages at which somebody is likely to ask for themselves
WIDE = 34  # characters of labels in one row of buttons


def rows(buttons: Iterable[Button]) -> Rows:
    """Short labels share a row; order is kept."""
    packed: list[list[Button]] = []
    for button in buttons:
        room = packed and sum(len(b.label) + 4 for b in packed[-1]) + len(button.label) <= WIDE
        if room:
            packed[-1].append(button)
        else:
            packed.append([button])
    return tuple(map(tuple, packed))


def verb(name: str, argument: str = "") -> Button:
    """A button that does what a command does, at any time."""
    return Button(say(f"talk.button.{name}"), f"/{name} {argument}".strip())


def own(question: Question, session: Session, *names: str) -> list[Button]:
    """Verbs that speak of this question, at this moment: pressed later they are known to be old."""
    slot = f"{session.talk}.{question.fact}"
    return [Button(say(f"talk.button.{name}"), f"{slot}.{VERB}{name}") for name in names]


def question_values(question: Question, agenda: Agenda) -> dict[str, object]:
    """What the words of the question's card leave open."""
    return questions.card_values(agenda.facts.tax_year, question.who, question.kind)


def question_label(question: Question, agenda: Agenda) -> str:
    return question.card.wording(question.who).label.format(**question_values(question, agenda))


def answer_shown(question: Question, value: Told, agenda: Agenda) -> str:
    return answers.shown(value, question.card, **question_values(question, agenda))


def fact_line(question: Question, value: Told, agenda: Agenda) -> str:
    line = say("talk.fact", label=question_label(question, agenda), value=answer_shown(question, value, agenda))
    if question.fact in agenda.assumed and agenda.assumed[question.fact] == value:
        line = say("talk.assumed.line", line=line)
    return with_days(line, question.fact, agenda.answers)


def with_days(line: str, fact: str, told: Answers) -> str:
    """The line of a sum with its parts and their days, where these were told."""
    parts = told.get(days_of(fact))
    if not isinstance(parts, list):
        return line
    alone = "alone_" if len(parts) == 1 else ""
    shown = ", ".join(_on_its_day(alone, *part.split()) for part in parts)
    return say("talk.noted.worked", fact=line, how=shown)


def _on_its_day(alone: str, on: str, amount: str) -> str:
    """Of a month the first day is kept, which stands for all of it."""
    when = date.fromisoformat(on)
    code = f"{alone}on_{'month' if when.day == 1 else 'day'}"
    return say(f"talk.value.{code}", amount=money(Decimal(amount)), on=when)


def year_assumed(agenda: Agenda) -> str:
    """Which tax year the talk takes it to be about."""
    return say("talk.assumed.year", **agenda.assumed)


def another_year() -> Button:
    return Button(say("talk.button.another_year"), "/edit tax_year")


def year_meant(words: str, agenda: Agenda) -> Rows:
    """For a number that looks like a year: that it is the tax year, where it is another one that is known, or of
    a birth that is still open.
    """
    year = int(words) if words.isdecimal() else 0
    of = agenda.facts.tax_year
    if year in law.years():
        return () if year == of else ((Button(told_line("tax_year", year, year), f"/edit tax_year {year}"),),)
    born = [q for q in agenda.open if q.card.kind == "birth_year"] if of is not None and of - year in GROWN else []
    return rows([Button(short(fact_line(q, year, agenda)), f"/edit {q.fact} {year}") for q in born])


def progress(question: Question, agenda: Agenda) -> str:
    left = len([q for q in agenda.open if q.fact != question.fact])
    section = agenda.section(question)
    where = say(f"talk.section.{section}")
    if question.fact in agenda.answers or (left == 0 and section in DESKS):
        return where  # an answer that is changed is none of those left; what a desk asks next hangs on the answer
    if agenda.facts.filing_status is None and section not in DESKS and left:  # nobody knows yet for how many
        return say("talk.progress.first", section=where, left=left)
    return say("talk.progress.last" if left == 0 else "talk.progress.left", section=where, left=left)


def asked(question: Question, session: Session, agenda: Agenda, today: date, opened: int = 0) -> tuple[str, Rows]:
    """The question as it stands, with its buttons. opened: by how many questions the talk has just become longer."""
    text = question.card.wording(question.who).text.format(**question_values(question, agenda))
    if question.fact == "save" and agenda.facts.paid_in:
        text = f"{text} {say('talk.asked.paid_in', amount=money(agenda.facts.paid_in))}"
    if question.fact in session.answers:
        now = answer_shown(question, session.answers[question.fact], agenda)
        text = f"{text}\n{say('talk.now', value=now)}"
    elif question.fact in agenda.assumed:
        now = answer_shown(question, agenda.assumed[question.fact], agenda)
        text = f"{text}\n{say('talk.assumed.now', value=now)}"
    elif heard := hinted(question, session):
        text = (
            f"{text}\n{say('talk.found.heard', readings=_either(answer_shown(question, v, agenda) for v in heard))}"
        )
    for doubt in heard_of(question, session):
        readings = _either(told_line(fact, value, agenda.facts.tax_year) for fact, value in doubt)
        text = f"{text}\n{say('talk.found.heard_of', readings=readings)}"
    where = progress(question, agenda)
    if opened:
        where = say("talk.progress.opened", where=where, more=opened)
    if session.planned is not None and agenda.section(question) not in DESKS:
        where = say("talk.progress.trying", where=where)
    return f"{where}\n{text}", _buttons(question, session, agenda, today)


def _buttons(question: Question, session: Session, agenda: Agenda, today: date) -> Rows:
    card = question.card

    def button(words: str, choice: str) -> Button:
        return Button(words, f"{session.talk}.{question.fact}.{choice}")

    first = [button(words, choice) for words, choice in _choices(question, session, agenda, today)]
    last = []
    if question.fact in session.answers or question.fact in agenda.assumed.keys() - agenda.anew:
        last.append(button(say("talk.button.keep"), KEEP))
    if card.unknown:
        last.append(button(card.unknown, DONT_KNOW))
    last += own(question, session, "why")
    if session.history or session.revisit:
        last += own(question, session, "back")
    if agenda.section(question) in DESKS:
        last += own(question, session, "cancel")
    elif session.planned is not None:
        last += drop_buttons(session)
    heard = hinted(question, session)
    if card.kind == "choice":  # each of them is a button already
        first.sort(key=lambda found: found.data.rpartition(".")[2] not in heard)
        return (*rows(first), *rows(last))
    return (*reading_buttons(question, heard, session, agenda), *rows(first), *rows(last))


def _either(readings: Iterable[str]) -> str:
    return f" {say('talk.found.or')} ".join(readings)


def _choices(question: Question, session: Session, agenda: Agenda, today: date) -> list[tuple[str, str]]:
    """The answers that can be tapped: label and choice."""
    card, own = question.card, question_values(question, agenda)
    if card.kind == "yes_no":
        return [(say("talk.value.yes"), f"{TYPED}yes"), (say("talk.value.no"), f"{TYPED}no")]
    if card.of == "desk" and card.kind == "tax_year":
        return [(str(year), f"{TYPED}{year}") for year in reversed(law.years()) if year <= today.year][:LATEST]
    if card.kind in {"by_year", "boxes"}:
        return [(card.none, NOTHING)] if card.none else []
    if card.kind == "tax_year":
        return [(str(year), f"{TYPED}{year}") for year in tax_years.offered(today)]
    if card.kind == "money" and card.offers_none and not card.not_known:
        amounts = offered(card.id, agenda.facts, question.who, question.kind)
        return [*((money(amount), f"{TYPED}{amount}") for amount in amounts), (say("talk.button.none"), f"{TYPED}0")]
    labels = [(choice.label.format(**own), key) for key, choice in card.choices.items()]
    if card.kind == "several":
        ticked = ticks(question, session)
        labels = [(say("talk.ticked", label=words) if key in ticked else words, key) for words, key in labels]
        labels.append((say("talk.button.done"), DONE) if ticked else (card.none, NOTHING))
    return labels


def reading_buttons(question: Question, found: tuple[Told, ...], session: Session, agenda: Agenda) -> Rows:
    """One button for each thing an answer may have meant."""
    typed = "" if question.card.kind == "choice" else TYPED
    return rows(
        Button(
            answer_shown(question, v, agenda),
            f"{session.talk}.{question.fact}.{typed}{TICKED.join(map(str, v)) if isinstance(v, list) else v}",
        )
        for v in found
    )


def short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def undo(session: Session) -> Button:
    return Button(say("talk.button.undo"), f"{session.talk}.{UNDO}.")


def keep_or_drop(session: Session) -> tuple[Button, ...]:
    """Wherever a trial shows; the slot names the trial, so these are good at any stage of it."""
    return (Button(say("talk.button.keep_new"), f"{session.talk}.{PROMPT}{Stage.WHATIF}.yes"), *drop_buttons(session))


def drop_buttons(session: Session) -> tuple[Button, ...]:
    return (Button(say("talk.button.keep_old"), f"{session.talk}.{PROMPT}{Stage.WHATIF}.no"),)


def yes_no(session: Session, stage: Stage, yes: str, no: str) -> Rows:
    slot = f"{session.talk}.{PROMPT}{stage}"
    weight = Weight.LOSS if stage is Stage.FORGETTING else Weight.YES
    return (
        (Button(say(f"talk.button.{yes}"), f"{slot}.yes", weight), Button(say(f"talk.button.{no}"), f"{slot}.no")),
    )


def told_line(fact: str, value: Told, tax_year: int | None) -> str:
    """A fact by its name, whether or not its question is asked yet."""
    card = questions.card_of(fact)
    if card is None:
        return say("talk.fact", label=questions.label(fact, tax_year), value=_without_card(value))
    own = questions.card_values(tax_year)
    return say("talk.fact", label=questions.label(fact, tax_year), value=answers.shown(value, card, **own))


def _without_card(value: Told) -> str:
    """Of a fact that nobody is asked for: dollars, a day, an account, a year."""
    if _is_dollars(value):
        return money(Decimal(value))
    if isinstance(value, str) and value in set(RelabeledFrom):
        return say(f"talk.value.{value}")
    return day(date.fromisoformat(value)) if isinstance(value, str) and _DAY.fullmatch(value) else str(value)


def _is_dollars(value: Told) -> TypeGuard[str]:
    return isinstance(value, str) and value.replace(".", "", 1).isdigit()


def leave_out(session: Session, tax_year: int | None) -> Rows:
    """One button for each fact that was understood, to take it off the list."""
    slot = f"{session.talk}.{PROMPT}{Stage.CONFIRMING}"
    return tuple(
        (Button(short(say("talk.button.leave_out", what=questions.label(fact, tax_year))), f"{slot}.{number}"),)
        for number, fact in enumerate(session.found)
        if not whole_of(fact)
    )


def changed_line(fact: str, old: Answers, new: Answers, tax_year: int | None) -> str:
    card = questions.card_of(fact)
    if card is None:
        return told_line(fact, new[fact], tax_year)
    own = questions.card_values(tax_year)
    before, after = (answers.shown(told[fact], card, **own) if fact in told else "–" for told in (old, new))
    return say("talk.changed", label=questions.label(fact, tax_year), before=before, after=after)


def change_button(fact: str, agenda: Agenda) -> Button:
    return Button(
        short(say("talk.button.change", what=questions.label(fact, agenda.facts.tax_year))), f"/edit {fact}"
    )


def to_repair() -> Rows:
    return ((Button(say("talk.button.to_repair"), "/repair"),),)


def figured_buttons(session: Session, *, lines: bool, figures: bool) -> Rows:
    """What can be looked at and changed of an answer that was worked out."""
    shown = ((LINES, lines), (FIGURES, figures))
    return rows(Button(say(f"talk.figured.{name}"), of_figure(session, name)) for name, there in shown if there)


def figure_buttons(session: Session, figures: Iterable[tuple[str, str]]) -> Rows:
    """Figures to choose from: name and label."""
    return tuple((Button(short(label), of_figure(session, name)),) for name, label in figures)


def figure_values(session: Session, name: str, values: Iterable[tuple[str, str]]) -> Rows:
    """What one figure may be instead: value and label."""
    return rows(Button(label, of_figure(session, f"{name}{TYPED}{value}")) for value, label in values)


def card_buttons(offered: Iterable[tuple[str, str]]) -> Rows:
    """Confusion cards to choose from: code and title."""
    return tuple((Button(short(title), f"/ask {code}"),) for code, title in offered)
