"""The list of what was heard in passing, waiting for a yes: facts, doubts with a button each, and what is left."""

from __future__ import annotations

from calc.facts import FilingStatus
from dialogs.interview.belonging import parted, whole_of
from dialogs.messages import Button
from dialogs.phrases import say
from dialogs.session import Answers, Session, Told
from dialogs.views import question
from dialogs.views.question import Rows

_AT_A_TIME = 3  # doubts
_MOST = 8  # quotations
_LONG = 60  # characters of one


def found_lines(
    session: Session, standing: Answers, year: int | None, lost: tuple[str, ...]
) -> tuple[list[str], list[str]]:
    """The facts, one line each; and what is to be said below them. standing: what each would change."""
    _, some = parted(session.found, session.answers, session.whole)
    facts = []
    for fact, value in session.found.items():
        if whole_of(fact):
            continue
        changes = fact in standing and fact not in some and standing[fact] != value
        line = question.told_line(fact, value, year)
        if changes:
            line = question.changed_line(fact, standing, session.found, year)
        line = question.with_days(line, fact, session.found)
        facts.append(f"• {say('talk.found.some', line=line) if fact in some else line}")
    below = [
        say(f"talk.found.doubt{'' if len(doubt) > 1 else '_one'}", readings=_readings(doubt, year))
        for doubt in session.doubts[:_AT_A_TIME]
    ]
    if (more := len(session.doubts) - _AT_A_TIME) > 0:
        below.append(say("talk.found.doubts_more", more=more))
    below += lost_lines("found.lost", lost)
    status = session.found.get("filing_status", session.answers.get("filing_status"))
    if status not in {None, FilingStatus.MFJ} and any(fact.startswith("spouse.") for fact in session.found):
        below.append(say("talk.found.no_spouse", status=question.told_line("filing_status", status, year)))
    return facts, below


def lost_lines(key: str, lost: tuple[str, ...]) -> list[str]:
    """What was said and is not in what was understood, in the words that it was said in; key: of the sentence."""
    said = [f"“{words if len(words) <= _LONG else f'{words[: _LONG - 1]}…'}”" for words in lost]
    named = [say(f"talk.{key}", parts=said[:_MOST])] if said else []
    return named + ([say("talk.found.lost_more", more=len(said) - _MOST)] if len(said) > _MOST else [])


def doubt_buttons(session: Session, year: int | None) -> Rows:
    """A button for each thing that a doubt can mean, of as many doubts as are shown at a time."""
    return tuple(
        (
            Button(
                question.short(_option(fact, value, year)),
                f"/edit {fact} {value or 'none' if isinstance(value, list) else value}",
            ),
        )
        for doubt in session.doubts[:_AT_A_TIME]
        for fact, value in doubt
    )


def _readings(doubt: tuple[tuple[str, Told], ...], year: int | None) -> str:
    """What a doubt can mean, one or another; of one fact its name is said once."""
    lines = [_option(fact, value, year) for fact, value in doubt]
    name = f"{lines[0].partition(': ')[0]}: "
    if all(line.startswith(name) for line in lines):
        lines[1:] = [line.removeprefix(name) for line in lines[1:]]
    return f" {say('talk.found.or')} ".join(lines)


def _option(fact: str, value: Told, year: int | None) -> str:
    return question.told_line(fact, value, year)
