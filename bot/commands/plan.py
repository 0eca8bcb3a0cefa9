"""``rothbot plan [FILE]``: facts as JSON to the plan as text or as data; ``--lines``: one plan after the other.

``--pdf``, ``--picture`` and ``--calendar`` write the papers of the plan beside it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.commands.jsonlines import dump, read_lines
from bot.faults import Fault, where
from bot.log import log
from bot.papers import NAMES
from calc.contradictions import contradictions
from calc.facts import Facts
from calc.planning import plan as plans
from calc.planning.stakes import at_stake
from calc.public import plan as public
from calc.public import untrusted
from calc.public.faults import refusal
from calc.refusals import Refusal
from dialogs.answering import cards
from dialogs.phrases import Refused, say
from dialogs.understanding import choices
from dialogs.views import exporting
from dialogs.views.plan.as_data import as_data, as_text

TODAY = "today"  # beside the facts on a line


class _NoPlan(Exception):  # noqa: N818 - the name says what it is
    """A sentence, and the fact at fault."""


def main(given: argparse.Namespace) -> int:
    today = given.today or date.today()  # noqa: DTZ011 - the day where the person sits
    if given.lines:
        if given.file is not None or any(getattr(given, name) is not None for name in NAMES):
            raise Fault("cli.lines_alone")
        return _each(today)
    try:
        told = _object(_read(given.file))
        plan = _plan(_facts(told), _day(told, today))
    except _NoPlan as refused:
        sentence, field = refused.args
        print(dump({"error": sentence, "field": field}) if given.json else sentence)
        return 1
    print(dump(_data(plan)) if given.json else as_text(plan, _warned(plan)))
    for name in NAMES:
        if (to := getattr(given, name)) is not None:
            _paper(name, plan, Path(to))
    return 0


def _paper(name: str, plan: plans.Plan, to: Path) -> None:
    """A paper of ``bot.papers`` at the place that was named, for its owner's eyes alone."""
    from bot import papers

    try:
        content = papers.make(name, plan).content
    except papers.NotDrawn:
        raise Fault("file.not_drawn") from None
    to.touch(0o600)
    if to.is_file():  # and no pipe or device
        to.chmod(0o600)
    to.write_bytes(content)
    print(say("channel.file.written", file=to), file=sys.stderr)


def _each(today: date) -> int:
    """Facts one a line, plans one a line; a wrong line stops no other."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    wrong = False
    for line in read_lines(sys.stdin.buffer):
        result = answer(line, today)
        wrong |= "error" in result
        print(dump(result), flush=True)
    return 1 if wrong else 0


def answer(line: bytes, today: date) -> dict[str, Any]:
    """The plan of one line as data, or ``{"error": sentence, "field": name or null}``."""
    try:
        told = _object(line)
        return _data(_plan(_facts(told), _day(told, today)))
    except _NoPlan as refused:
        sentence, field = refused.args
        return {"error": sentence, "field": field}
    except Exception as error:  # noqa: BLE001 - a mistake of ours in one line must not cost the others
        log().error("plan_failed", error=where(error))
        return {"error": say("channel.cli.our_mistake"), "field": None}


def _data(plan: plans.Plan) -> dict[str, Any]:
    found = at_stake(plan)
    stakes = {code: found[card.name] for code, card in cards.cards().items() if card.name in found}
    return public.as_json(as_data(plan, _warned(plan), stakes))


def _warned(plan: plans.Plan) -> Mapping[str, str]:
    return cards.warned(plan.case, stakes=at_stake(plan))


def _read(file: str | None) -> bytes:
    if file is None or file == "-":
        return sys.stdin.buffer.read(untrusted.LONGEST)
    with Path(file).open("rb") as facts:
        return facts.read(untrusted.LONGEST)


def _object(text: bytes) -> dict[str, Any]:
    try:
        return untrusted.read(text)
    except untrusted.Unreadable as reason:
        raise _NoPlan(say(f"channel.cli.facts.{reason}", name=reason.name), None) from None


def _day(told: Mapping[str, Any], today: date) -> date:
    """The day of a line, where it has one of its own."""
    day = told.get(TODAY)
    try:
        return today if day is None else date.fromisoformat(day)
    except (TypeError, ValueError):
        raise _refused(Refusal("not_a_date", TODAY, entry=TODAY)) from None


def _facts(told: Mapping[str, Any]) -> Facts:
    try:
        facts = exporting.facts_in({name: value for name, value in told.items() if name != TODAY})
    except ValidationError as error:
        raise _refused(refusal(error, Facts)) from None
    if facts.state is not None and facts.state not in choices.states():
        raise _refused(Refusal("state_unknown", "state", state=facts.state))
    return facts


def _plan(facts: Facts, today: date) -> plans.Plan:
    for clash in contradictions(facts, today):
        raise _NoPlan(say(f"contradictions.{clash.reason}", **clash.values), clash.fields[0])
    try:
        return plans.plan(facts, today)
    except Refusal as refused:
        raise _refused(refused) from None


def _refused(refused: Refusal) -> _NoPlan:
    return _NoPlan(Refused(refused), refused.field)
