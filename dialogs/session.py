"""What is remembered of a talk: versioned JSON, frozen, and nothing that can be computed.

Answers stand under the names of the facts (``you.birth_year``, ``spouse.plans.401k.deferrals``) as JSON values;
None is an answer too: "I don't know". A name that is missing was never answered.
The open question is not stored: ``dialogs.interview.agenda`` finds it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from calc.derivation import given
from calc.facts import PlanKind
from calc.planning.step import Step
from dialogs.messages import NewerTalk

Told = bool | int | str | list[str] | None
Answers = Mapping[str, Told]


class Stage(StrEnum):
    """Where the talk is, in words a person would use; the first five are the sections of the interview."""

    YOU = "you"
    INCOME = "income"
    IRAS = "iras"
    PLAN_AT_WORK = "plan_at_work"
    AIM = "aim"
    REVIEW = "review"
    PLANNED = "planned"
    CONFIRMING = "confirming"  # several facts were heard in one message and wait for a yes
    WHATIF = "whatif"  # a fact is being tried out beside the plan
    RESTARTING = "restarting"  # asked to start over, not yet confirmed
    REPAIR = "repair"  # at the desk for what went wrong already
    CHECK = "check"  # at the desk where forms on paper are compared
    WITHDRAW = "withdraw"  # at the desk for taking Roth money out
    RENEWING = "renewing"  # asked to carry this season's answers into the next, not yet confirmed
    IMPORTING = "importing"  # a file of an earlier talk was sent, not yet confirmed
    FORGETTING = "forgetting"  # asked to forget everything, not yet confirmed
    FORGOTTEN = "forgotten"  # the store deletes every row of this chat


DESKS = (Stage.REPAIR, Stage.CHECK, Stage.WITHDRAW)  # small interviews beside the large one
DOUBTING = (  # waiting for a yes or a no
    Stage.CONFIRMING,
    Stage.RESTARTING,
    Stage.RENEWING,
    Stage.IMPORTING,
    Stage.FORGETTING,
)


MOST_TICKS = 50  # of one year; nobody has that many steps


@dataclass(frozen=True, slots=True)
class Done:
    """One tick. amount: dollars, None where the step has none.

    counted: the plan's own amounts know of it, so that a step of the same key in the plan is about the rest.
    """

    code: str
    who: str
    year: int | None
    kind: PlanKind | None
    on: date
    amount: Decimal | None
    counted: bool

    @property
    def key(self) -> str:
        return step_key(self)

    @property
    def step(self) -> Step:
        """The step as far as it is kept, to be told in words."""
        amount = None if self.amount is None else given(self.amount, "done")
        return Step(self.code, self.who, amount, self.year, None, self.kind)


def step_key(of: Step | Done) -> str:
    """A step's name that outlives changes of amounts: ``contribute_traditional.you.2026``; under 50 bytes."""
    return ".".join(str(part) for part in (of.code, of.who, of.year, of.kind) if part is not None)


class Reminding(BaseModel):
    """What a person asked to be reminded of, and was told already, by the keys of ``dialogs.reminders.Reminder``.

    since: the day it was asked for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: date
    zone: str | None = None  # by its IANA name; None while it is being asked for
    everything: bool = False  # the whole plan, but for ``off``
    only: tuple[str, ...] = ()  # else these
    off: tuple[str, ...] = ()
    later: dict[str, date] = Field(default_factory=dict)  # put off to a day
    told: tuple[str, ...] = ()
    news: bool = False  # one message when a new year's limits are in

    def but(self, **changes: Any) -> Reminding:
        return self.model_copy(update=changes)

    def wants(self, key: str) -> bool:
        return key not in self.off and (self.everything or key in self.only)

    def toggled(self, key: str) -> Reminding:
        """On or off for one reminder."""
        if self.wants(key):
            return self.but(off=(*self.off, key), only=tuple(one for one in self.only if one != key))
        return self.but(off=tuple(one for one in self.off if one != key), only=(*self.only, key))

    def stopped(self, key: str) -> Reminding:
        return self.toggled(key) if self.wants(key) else self

    def put_off(self, key: str, day: date) -> Reminding:
        told = tuple(one for one in self.told if one != key)
        return self.but(later={**self.later, key: day}, told=told)


class Filed(BaseModel):
    """A paper that was read, kept for the desk that compares forms: its boxes as the desk stores them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: str
    who: str
    year: int | None
    boxes: tuple[str, ...]


MOST_FILED = 16  # papers; the oldest go first


class Session(BaseModel):
    """One talk. Copy with ``but``; never change in place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[2] = 2
    stage: Stage = Stage.YOU
    answers: dict[str, Told] = Field(default_factory=dict)
    assumed: dict[str, Told] = Field(default_factory=dict)  # the tax year that was named and that nobody told
    history: tuple[str, ...] = ()  # facts in the order they were answered, for /back
    revisit: str | None = None  # the fact that is being answered again
    readings: tuple[Told, ...] = ()  # what the last answer may have meant
    ticks: tuple[str, ...] | None = None  # what is ticked so far in an open multi-select
    found: dict[str, Told] = Field(default_factory=dict)  # heard in one message, not yet confirmed
    whole: tuple[str, ...] = ()  # of the lists in ``found`` those that are complete
    undo: dict[str, Told] | None = None  # the answers before the last that can be taken back by a button
    doubts: tuple[tuple[tuple[str, Told], ...], ...] = ()  # with ``found``: one of these facts is meant, each time
    hinted: tuple[tuple[tuple[str, Told], ...], ...] = ()  # doubts that a yes left: asked with their own questions
    mentioned: dict[str, list[str]] = Field(default_factory=dict)  # ticks told before their list was asked
    found_done: dict[int, tuple[Done, ...]] = Field(default_factory=dict)  # the ticks of a file, with ``found``
    confirmed: bool = False  # the review was confirmed for exactly these answers
    kept: dict[str, Told] | None = None  # the answers of before, while starting over
    planned: dict[str, Told] | None = None  # the answers of the plan, while a what-if is tried
    asked: tuple[str, ...] = ()  # codes of the confusion cards that answered a question: no warning repeats them
    figured: str = ""  # the question that a worksheet answered last, in full: the next may lean on it
    just_figured: bool = False  # whether that was the last that was said
    changing: str = ""  # the figure of that question that is asked for, by its name
    unanswered: str = ""  # came with facts that are settled first: a question, or the command of a desk
    done: dict[int, tuple[Done, ...]] = Field(default_factory=dict)  # steps ticked off, by tax year, oldest first
    ticking: Done | None = None  # a step told as done, with what it changes in ``found``; not yet confirmed
    reminding: Reminding | None = None
    in_view: bool = False  # the plan is kept in view, as it stands
    reading: str = ""  # the paper that is being sent, line by line, without names and numbers of accounts
    reading_asks: bool = False  # whose it is, of which year, or whether it comes beside what is noted
    reading_scanned: bool = False  # it was read off a picture: what nothing on it confirms is asked
    filed: tuple[Filed, ...] = ()  # papers that were read, the latest last
    so_far: str = ""  # what was last said to be certain already
    speaker: str = ""  # wife or husband, where the spouse of the one speaks with whom the talk began
    names: dict[str, str] = Field(default_factory=dict)  # first names, in lower case: you, spouse or either
    desk: Stage | None = None  # where a yes or a no leads back to
    talk: int = 0  # counts settled questions: a button of another count is an old button
    seen: date | None = None  # the day of the last word

    @classmethod
    def new(cls) -> Session:
        return cls()

    @classmethod
    def load(cls, text: str) -> Session:
        """A stored talk of any version that ever landed; NewerTalk when it is of one that is yet to come."""
        raw: dict[str, Any] = json.loads(text)
        if raw["version"] > len(MIGRATIONS) + 1:
            raise NewerTalk
        for migrate in MIGRATIONS[raw["version"] - 1 :]:
            raw = migrate(raw)
        return cls.model_validate(raw)

    def dump(self) -> str:
        return self.model_dump_json(exclude_defaults=False)

    @property
    def held(self) -> dict[str, Told]:
        """The answers without a change that is only tried; what was told at a desk happened."""
        if self.planned is None:
            return self.answers
        return self.planned | {fact: value for fact, value in self.answers.items() if fact.split(".")[0] in DESKS}

    def but(self, **changes: Any) -> Session:
        return self.model_copy(update=changes)


def _steps_are_ticked_off(raw: dict[str, Any]) -> dict[str, Any]:
    """Version 2 keeps what was carried out; in version 1 nothing was."""
    return {**raw, "version": 2, "done": {}, "ticking": None}


MIGRATIONS: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = (_steps_are_ticked_off,)
"""Entry n takes a talk of version n + 1 to version n + 2; none is ever removed."""
