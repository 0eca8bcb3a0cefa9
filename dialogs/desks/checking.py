"""The desk where printed forms are compared with those that the papers and the talk lead to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from calc.checking.papers import QUESTIONS
from calc.checking.verdict import Verdict, check
from calc.effort import once
from dialogs.desks import telling_checks
from dialogs.desks.papers import asked_of, contradiction, given, left_out, missing, people
from dialogs.desks.visit import AskedToo, Visit
from dialogs.phrases import Refused, say


def questions(visit: Visit) -> Iterator[str | AskedToo]:
    """The papers first, then what they leave open, then the printed forms, then what could make them right."""
    yield "year"
    if visit.year is None:
        return
    if visit.facts.joint:
        yield "who"
        if visit.choice("who") is None:
            return
    whole = True
    for who in people(visit):
        papers = [asked_of(who, name, visit) for name in ("paid_out", "received")]
        yield from papers
        if not all(map(visit.answered, papers)):
            return
        yield from (asked_of(who, name, visit) for name in missing(visit, who))
        yield asked_of(who, "printed", visit)
        whole = whole and visit.answered(asked_of(who, "printed", visit))
    if whole:
        yield from _that_could_help(visit)


def _that_could_help(visit: Visit) -> Iterator[str]:
    """What was asked here before, and while the forms are not right what else could make them so, one by one."""
    for who in people(visit):
        yield from (name for q in QUESTIONS if visit.answered(name := asked_of(who, q, visit)))
    if contradiction(visit):
        return
    open_ = [asked_of(q.who, q.name, visit) for q in _verdict(visit).questions]
    yield from [name for name in open_ if not visit.answered(name)][:1]


def told(visit: Visit) -> tuple[str, ...]:
    clash = contradiction(visit)
    if clash is not None:
        return (Refused(clash),)
    blocks = list(telling_checks.told(_verdict(visit), visit.today))
    if left_out(visit):
        blocks.insert(-1, say("checks.return_left_out"))
    return tuple(blocks)


@dataclass(frozen=True)
class _Same:
    """A visit, and all that its verdict hangs on."""

    by: str
    visit: Visit = field(compare=False)


def _verdict(visit: Visit) -> Verdict:
    """Worked out once for a step, which looks at the desk several times."""
    here = {fact: value for fact, value in visit.answers.items() if fact.startswith(f"{visit.desk}.")}
    return _checked(_Same(json.dumps([here, visit.facts.model_dump_json(), visit.today.isoformat()]), visit))


@once
def _checked(same: _Same) -> Verdict:
    return check(given(same.visit))
