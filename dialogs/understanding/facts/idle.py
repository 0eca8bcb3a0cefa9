"""Who has stopped working, and what they earn all the same."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.understanding.clauses import Clause, articles
from dialogs.understanding.facts.hearing import COUPLE, Hearing
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.tokens import tokens


def is_out_of_work(clause: Clause) -> bool:
    """Whether it tells that somebody lost or left their work, or has retired."""
    if clause.asks or clause.of("not", "other") or clause.has("mood", "wished", "supposed", "will_be"):
        return False
    return clause.has("act", "retired") or _stops(clause)


def without_work(hearing: Hearing, parts: Sequence[Clause], lost: list[str]) -> list[str]:
    """Offer no pay of who retired before this year; what is left of the lost words where a pay was told besides."""
    told = hearing.gathering
    for part in parts:
        if (
            starts_work(part, hearing.years[0])
            and part.amount is None
            and _pays_told(hearing, whose_work(hearing, part))
        ):
            lost = [words for words in lost if words != part.text]
        idle = part.has("act", "idle") and not part.asks and not part.of("other") and not part.has("mood")
        if not (idle or is_out_of_work(part)) or part.amount is not None:
            continue
        people = whose_work(hearing, part)
        if _pays_told(hearing, people):
            lost = [words for words in lost if words != part.text]
        elif (part.has("act", "retired") and _is_of_before(hearing, part)) or part.has("act", "idle"):
            for fact in _pays(people):
                if fact not in told and not told.doubts(fact) and fact not in hearing.agenda.answers:
                    told.add(((fact, "0"),), sure=False)
            lost = [words for words in lost if words != part.text]
    return lost


def hear_of_jobs(hearing: Hearing, parts: Sequence[Clause]) -> None:
    """Learn who stopped working in the year, and who began a job or has more than one."""
    hearing.stopped = any(is_out_of_work(part) for part in parts)
    began = (part for part in parts if starts_work(part, hearing.years[0]))
    hearing.changed_jobs = frozenset(who for part in began for who in whose_work(hearing, part))


def starts_work(clause: Clause, year: int) -> bool:
    """Whether it tells of a job that began in the year, or of more than one: what one pays need not be all."""
    if clause.asks or clause.of("not", "other") or clause.has("mood", "wished", "supposed"):
        return False
    years = [mark.time.year for mark in clause.marks if mark.time]
    if years and max(years) != year:
        return False
    return next(lexicon("grammar", "starts_work").find(tokens(clause.text.casefold())), None) is not None


def _stops(clause: Clause) -> bool:
    stops = next(lexicon("grammar", "stops_work").find(tokens(clause.text.casefold())), None)
    return stops is not None or _leaves_a_firm(clause)


def _leaves_a_firm(clause: Clause) -> bool:
    """Whether somebody is said to have left what has a name of one word, and nothing else: I left Intel in April."""
    if clause.has("link", "it", "all"):
        return False
    marks = [mark for mark in clause.marks if mark.kind not in {"time", "link"} and mark.key not in articles()]
    words = [mark.key for mark in marks[1:] if mark.kind == "word"]
    named = len(marks) == len(("I", "left", "Intel")) and len(words) == len(marks) - 1
    return named and marks[0].kind in COUPLE and words[0] in data("grammar")["leaves"]["words"]


def whose_work(hearing: Hearing, clause: Clause) -> tuple[str, ...]:
    """Whose work a clause tells of; the speaker's where nobody is named."""
    named = clause.of(*COUPLE)
    if clause.of("both", "each") and not hearing.alone:
        return COUPLE
    return (named[0].kind,) if named else (hearing.asked_of,)


def _pays(people: Sequence[str]) -> list[str]:
    return [f"{who}.compensation" for who in people if who in COUPLE]


def _pays_told(hearing: Hearing, people: Sequence[str]) -> bool:
    """Whether a pay of each was told, noted or offered."""
    told = hearing.gathering
    return all(fact in told or told.doubts(fact) or fact in hearing.agenda.answers for fact in _pays(people))


def _is_of_before(hearing: Hearing, clause: Clause) -> bool:
    """Whether it was before the tax year, so that there is no work in all of it."""
    years = [mark.time.year for mark in clause.marks if mark.time]
    return bool(years) and max(years) < hearing.years[0]
