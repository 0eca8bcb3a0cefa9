"""A talk as a file to keep, and back again: the facts by the published schema, and beside them the whole talk.

What comes in was written by anybody: every part is checked, and what does not hold is named and changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError

from calc import law
from calc.facts import PARTS_OF, Facts, Money, exists
from calc.public import untrusted
from dialogs.interview import agenda as agendas
from dialogs.interview import codec
from dialogs.interview.belonging import whole_of
from dialogs.interview.questions import card_of, meaning
from dialogs.phrases import phrases, say
from dialogs.session import MOST_TICKS, Answers, Done, Session, Told
from dialogs.understanding import answers as reading

FORMAT = 1
LARGEST = 100_000  # bytes; an export is a tenth of it
TAX_YEAR = "tax_year"
OURS = "rothbot"  # the one key of the file that is no fact
COUPLE = ("you", "spouse")


@dataclass(frozen=True, slots=True)
class Imported:
    """day: of the export; None for a file that holds facts only. left: names that no question of ours asks for."""

    day: date | None
    answers: Answers
    done: Mapping[int, tuple[Done, ...]] = field(default_factory=dict)
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a file cannot be taken. reason: a key under ``talk.file``."""

    reason: str
    shown: Mapping[str, object] = field(default_factory=dict)


def export(session: Session, facts: Facts, today: date) -> str:
    """The file's text. facts: those that count; the talk holds also answers that no question asks any more.

    What the person does not know stands by name beside the talk, and so do the days of the parts of a sum.
    """
    told = _plain(
        facts.model_dump(mode="json", exclude_none=True, exclude={TAX_YEAR} if facts.year_assumed else None)
    )
    for who in COUPLE:
        if who in told:
            told[who] = {name: value for name, value in told[who].items() if name not in PARTS_OF}
    about = say("talk.export_about", day=today)
    talk = session.model_dump(mode="json")
    unknown = [name for name, value in talk["answers"].items() if value is None]
    days = {name: value for name, value in talk["answers"].items() if whole_of(name)}
    apart = {*unknown, *days}
    talk["answers"] = {name: value for name, value in talk["answers"].items() if name not in apart}
    beside = {"unknown": unknown} | ({"days": days} if days else {})
    beside |= {"assumed": {TAX_YEAR: facts.tax_year}} if facts.year_assumed else {}
    ours = {"about": about, "version": FORMAT, "day": today.isoformat(), **beside, "talk": talk}
    return _written({OURS: ours, **told})


def export_of(session: Session, today: date) -> str:
    """The same for whoever keeps the talk; what is only tried out counts for nothing."""
    answers = session.answers if session.planned is None else session.held
    return export(session, agendas.agenda(answers, today, session.assumed).facts, today)


def with_beside(content: str, beside: Mapping[str, object]) -> str:
    """An export, and what is held beside the talk."""
    data = json.loads(content)
    data[OURS]["beside"] = beside
    return _written(data)


def _written(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of facts, alone or in an export."""
    published = Facts.model_json_schema()
    parts = published["$defs"]
    named = {"": published, "you.": parts["Person"], "you.plans.401k.": parts["WorkPlan"]}
    for whose, part in {**named, "whole_return.": parts["WholeReturn"]}.items():
        for name, described in part["properties"].items():
            if means := meaning(f"{whose}{name}"):
                described["description"] = means
    ours = {
        "version": {"type": "integer"},
        "day": {"type": "string", "format": "date"},
        "unknown": {"type": "array"},
        "days": {"type": "object"},
        "assumed": {"type": "object"},
        "talk": {"type": "object"},
    }
    published["properties"][OURS] = {"type": "object", "properties": ours, "required": ["version"]}
    return published


def facts_in(data: Mapping[str, Any]) -> Facts:
    """The facts of a file, with what its talk assumed; pydantic's ValidationError where they are none."""
    assumed = {} if TAX_YEAR in data else _beside("assumed", data.get(OURS))
    told: dict[str, Any] = {**assumed, **{name: value for name, value in data.items() if name != OURS}}
    for fact, parts in _beside("days", data.get(OURS)).items():
        who, _, many = fact.partition(".")
        if whole_of(fact) and isinstance(told.get(who), dict) and isinstance(parts, list):
            told[who] = {many: codec.dated(parts), **told[who]}
    facts = Facts.model_validate(told)
    return facts.assuming_year() if assumed else facts


def _beside(name: str, ours: Any) -> Mapping[str, Any]:
    """What stands beside a file's talk: the days of parts, or what the talk took without being told."""
    found = ours.get(name) if isinstance(ours, dict) else None
    return found if isinstance(found, dict) else {}


def read_export(text: str, today: date) -> Imported | Bad:
    """What a file holds, or why it cannot be taken."""
    if len(text.encode(errors="replace")) > LARGEST:
        return Bad("too_large", {"most": LARGEST // 1000})
    try:
        data = untrusted.read(text)
    except untrusted.Unreadable as reason:
        if reason.name:
            return Bad("twice", {"name": reason.name})
        return Bad("not_json" if str(reason) in {"not_json", "blank"} else "not_export")
    if not data.keys() & {OURS, *Facts.model_fields}:
        return Bad("not_export")
    ours = data.get(OURS, {})
    if not isinstance(ours, dict):
        return Bad("not_export")
    if _newer(ours.get("version"), FORMAT):
        return Bad("newer")
    try:
        facts = facts_in(data)
    except ValidationError as error:
        return _named(error)
    found = _talk(ours, facts, today) if "talk" in ours else Imported(None, codec.encode(facts))
    return found if isinstance(found, Bad) else _checked(found)


def _talk(ours: Mapping[str, Any], facts: Facts, today: date) -> Imported | Bad:
    """The answers of the talk; where the facts were changed by hand, they count and the talk's answers do not."""
    talk = ours["talk"]
    version = talk.get("version") if isinstance(talk, dict) else None
    if not isinstance(version, int) or version < 1:
        return Bad("damaged")
    if _newer(version, Session.new().version):
        return Bad("newer")
    unknown = ours.get("unknown", [])
    if not isinstance(unknown, list) or not all(isinstance(name, str) for name in unknown):
        return Bad("damaged")
    if isinstance(talk.get("answers"), dict):
        talk = {**talk, "answers": {**talk["answers"], **_beside("days", ours), **dict.fromkeys(unknown)}}
    try:
        session = Session.load(json.dumps(talk, default=str))
        day = date.fromisoformat(str(ours.get("day", today.isoformat())))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return Bad("damaged")
    left = tuple(name[:60] for name in session.held if not _is_ours(name))
    answers = {**_beside("assumed", ours), **session.held}  # whoever takes the file says yes to its year
    told: Answers = {name: value for name, value in answers.items() if _is_ours(name)}
    if isinstance(_checked(Imported(day, told)), Bad) or agendas.agenda(told, day).facts != facts:
        told = codec.encode(facts)
    if not all(year in law.years() and len(ticks) <= MOST_TICKS for year, ticks in session.done.items()):
        return Bad("ticks", {"most": MOST_TICKS})
    if not all(_could_be(tick) for ticks in session.done.values() for tick in ticks):
        return Bad("damaged")
    return Imported(day, told, session.done, left)


def _could_be(tick: Done) -> bool:
    """Whether a talk can have got this tick: of a step that there is, by one of the two, of an amount."""
    known = tick.code in phrases()["papers"]["done"] and tick.who in {"you", "spouse"}
    in_time = tick.year in {None, *law.years()} and tick.on.year in {*law.years(), law.latest() + 1}
    return known and in_time and (tick.amount is None or reading.is_of(Money, tick.amount))


def _newer(version: object, ours: int) -> bool:
    return isinstance(version, int) and version > ours


def _named(error: ValidationError) -> Bad:
    """Facts that we do not know, by name; else the first whose value cannot be."""
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    unknown = [".".join(map(str, fault["loc"]))[:60] for fault in faults if fault["type"] == "extra_forbidden"]
    if unknown:
        return Bad("unknown_facts", {"facts": unknown[:5]})
    return Bad("bad_fact", {"fact": ".".join(str(part) for part in faults[0]["loc"] if part != "[key]")[:60]})


def _checked(found: Imported) -> Imported | Bad:
    """Every answer that a question asks has to be one that the question could have got."""
    wrong = next((name for name, value in found.answers.items() if not _fits(name, value)), None)
    if wrong is not None:
        return Bad("bad_fact", {"fact": wrong[:60]})
    year = found.answers.get(TAX_YEAR)
    if year is not None and year not in law.years():
        return Bad("year", {"asked": year, "first": law.years()[0], "latest": law.latest()})
    return found


def _is_ours(name: str) -> bool:
    """Whether a question asks for it, or the law knows it though none does."""
    return card_of(name) is not None or exists(name)


def _fits(name: str, value: Told) -> bool:
    card = card_of(name)
    if card is not None and not reading.could_be(value, card):
        return False
    return (card is not None and card.of == "desk") or bool(codec.readable({name: value}))


def _plain(node: Any) -> Any:
    """Without what is empty; sets in one order, so that the same talk gives the same file."""
    if isinstance(node, dict):
        return {name: _plain(value) for name, value in node.items() if value != {}}
    if isinstance(node, list):
        return node if any(isinstance(one, dict) for one in node) else sorted(node)
    return node
