"""``rothbot plan [FILE]``: facts as JSON, from a file or standard input, to the plan as text or as data."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

from pydantic import ValidationError

from bot.commands.jsonlines import dump
from calc.contradictions import contradictions
from calc.facts import Facts
from calc.planning import plan as plans
from calc.planning.as_json import as_data
from calc.public import untrusted
from calc.public.faults import refusal
from calc.refusals import Refusal
from dialogs.messages import plain
from dialogs.phrases import Refused, say
from dialogs.understanding import choices
from dialogs.views import exporting
from dialogs.views.plan.details import more
from dialogs.views.plan.steps import first


class _NoPlan(Exception):  # noqa: N818 - the name says what it is
    """A sentence, and the fact at fault."""


def main(given: argparse.Namespace) -> int:
    today = given.today or date.today()  # noqa: DTZ011 - the day where the person sits
    try:
        plan = _plan(_facts(_read(given.file)), today)
    except _NoPlan as refused:
        sentence, field = refused.args
        print(dump({"error": sentence, "field": field}) if given.json else sentence)
        return 1
    if given.json:
        print(dump(as_data(plan)))
    else:
        print("\n\n".join(map(plain, (*first(plan), *more(plan)))))
    return 0


def _read(file: str | None) -> bytes:
    if file is None or file == "-":
        return sys.stdin.buffer.read(untrusted.LONGEST)
    with Path(file).open("rb") as facts:
        return facts.read(untrusted.LONGEST)


def _facts(text: bytes) -> Facts:
    try:
        facts = exporting.facts_in(untrusted.read(text))
    except untrusted.Unreadable as reason:
        raise _NoPlan(say(f"channel.cli.facts.{reason}"), None) from None
    except ValidationError as error:
        _refuse(refusal(error, Facts))
    if facts.state is not None and facts.state not in choices.states():
        _refuse(Refusal("state_unknown", "state", state=facts.state))
    return facts


def _plan(facts: Facts, today: date) -> plans.Plan:
    for clash in contradictions(facts, today):
        raise _NoPlan(say(f"contradictions.{clash.reason}", **clash.values), clash.fields[0])
    try:
        return plans.plan(facts, today)
    except Refusal as refused:
        _refuse(refused)


def _refuse(refused: Refusal) -> NoReturn:
    raise _NoPlan(Refused(refused), refused.field) from None
