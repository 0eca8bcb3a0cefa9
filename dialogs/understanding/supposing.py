"""Changes that are supposed of a plan, in plain words: "what if I earn 20k more", "what if I convert half".

Each way of saying it is a pattern of ``[supposing]``, and the function of its name says which facts it changes, by
the facts as they are. The first that can be worked out counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from calc import law
from calc.facts import AGGREGATED, Facts, FilingStatus, Person, PlanKind, RollIn
from calc.planning.rolling_in import TAKERS
from calc.worksheets.deferral_limits import SHARED
from calc.worksheets.mega_room import catch_up
from dialogs.interview.agenda import Agenda
from dialogs.interview.questions import card_of
from dialogs.session import Told
from dialogs.text import tidy
from dialogs.understanding import accounts, answers, people, shares
from dialogs.understanding.facts.telling import one_sum
from dialogs.understanding.lexicon import data, pattern
from dialogs.understanding.readings import Understood
from dialogs.understanding.whose import whom

Changes = dict[str, Told]
_ROOM = "supposing"


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed, of whom, and the facts that it changes."""

    words: str
    found: re.Match[str]
    who: str
    facts: Facts
    today: date

    @property
    def person(self) -> Person:
        return self.facts.people[self.who]

    @property
    def amount(self) -> Decimal | None:
        """The one amount in the words."""
        told = one_sum(self.words)
        return None if told is None else Decimal(told)

    @property
    def plan(self) -> PlanKind | None:
        """The plan that is named, else the first of this year that takes deferrals."""
        held = [kind for kind in PlanKind if kind in (self.person.plan_kinds or ())]
        named = [thing.name for thing in accounts.find(self.words) if thing.kind == "plan"]
        return next((kind for kind in held if kind in named), next((kind for kind in held if kind in SHARED), None))


def body(text: str, *, trying: bool) -> str | None:
    """What is supposed, without the words that open it; None where nothing is. trying: a trial waits for a change."""
    said = tidy(text).strip(" .!?")
    opened = pattern(_ROOM, "opening").match(said)
    asks = pattern(_ROOM, "asks").search(said, opened.end() if opened else 0)
    if not opened:
        return said if trying and not asks else None
    return said[opened.end() : asks.start() if asks else None]


def plainly(words: str) -> str:
    """The same opened by the plainest of its openings."""
    return f"{data('patterns')[_ROOM]['plainly']} {words}"


def changes(words: str, agenda: Agenda, today: date) -> Changes:
    """The facts that change and their new values; empty where the words suppose nothing that is known here."""
    facts = agenda.facts
    named = whom(words)
    who = named if named in facts.people else people.YOU
    for name, read in READERS.items():
        found = pattern(_ROOM, name).search(words)
        told = read(Supposed(words, found, who, facts, today)) if found else None
        if told:
            return told
    return {}


def is_relative(words: str) -> bool:
    """Whether an amount in them is a change ("20k more"), and not the new value."""
    return bool(pattern(_ROOM, "more").search(words) or pattern(_ROOM, "less").search(words))


def _by(said: Supposed, held: Decimal | None) -> str | None:
    """What is held, with the amount or the share of it more or less."""
    share = next((one.percent for one in shares.find(said.words)), None)
    change = said.amount if share is None else None if held is None else held * share / 100
    if change is None or held is None:
        return None
    less = pattern(_ROOM, "less").search(said.words)
    return f"{max(held - change if less else held + change, Decimal(0)):f}"


def _relative(said: Supposed) -> Changes | None:
    """More or less of pay, of income, of deferrals, of a conversion, or in an IRA."""
    subject = next((name for name in _SUBJECTS if pattern(_ROOM, name).search(said.words)), "pay")
    if subject == "deferrals":
        kind = said.plan
        plan = said.person.plan(kind) if kind else None
        value = _by(said, plan.deferrals if plan else None)
        return {f"{said.who}.plans.{kind}.deferrals": value} if value else None
    if subject == "conversion":
        value = _by(said, said.person.wish_convert or Decimal(0))
        return {f"{said.who}.wish_convert": value} if value else None
    if subject == "account":
        return _worth(said, lambda held: _by(said, held))
    if subject == "income":
        value = _by(said, said.facts.agi)
        return {"agi": value} if value else None
    value = _by(said, said.person.compensation)
    return {f"{said.who}.compensation": value} if value else None


_SUBJECTS = ("conversion", "deferrals", "account", "income")


def _income(said: Supposed) -> Changes | None:
    return None if said.amount is None or said.facts.agi is None else {"agi": f"{said.amount:f}"}


def _pay(said: Supposed) -> Changes | None:
    return None if said.amount is None else {f"{said.who}.compensation": f"{said.amount:f}"}


def _no_pay(said: Supposed) -> Changes | None:
    both = whom(said.words) == people.BOTH
    return {f"{who}.compensation": "0" for who in (said.facts.people if both else [said.who])}


def _moves(said: Supposed) -> Changes | None:
    card = card_of("state")
    reading = answers.read(said.found["place"], card, said.today) if card else None
    return {"state": reading.value} if isinstance(reading, Understood) else None


def _married(said: Supposed) -> Changes | None:
    return None if said.facts.joint else {"filing_status": FilingStatus.MFJ.value}


def _divorced(said: Supposed) -> Changes | None:
    return {"filing_status": FilingStatus.SINGLE.value} if said.facts.joint else None


def _age(said: Supposed) -> Changes | None:
    year = said.facts.tax_year
    return None if year is None else {f"{said.who}.birth_year": year - int(said.found["age"])}


def _converts(said: Supposed) -> Changes | None:
    """A share of what the IRAs hold."""
    held = [said.person.ira_value(kind) for kind in AGGREGATED]
    known = [value for value in held if value is not None]
    whole = sum(known, Decimal(0))
    if not whole or len(known) < len(held):
        return None
    part = Decimal(str(data("patterns")[_ROOM]["parts"][said.found["part"]]))
    return {f"{said.who}.wish_convert": f"{(whole * part).quantize(Decimal(1)):f}"}


def _rolls_in(said: Supposed) -> Changes | None:
    """A plan of this year takes the pre-tax IRA money in."""
    held = [kind for kind in TAKERS if kind in (said.person.plan_kinds or ())]
    named = [thing.name for thing in accounts.find(said.words) if thing.kind == "plan"]
    kind = next((kind for kind in held if kind in named), held[0] if held else None)
    return None if kind is None else {f"{said.who}.plans.{kind}.roll_in": RollIn.ANY.value}


def _most_deferred(said: Supposed) -> Changes | None:
    kind, born, year = said.plan, said.person.birth_year, said.facts.tax_year
    if kind not in SHARED or kind is PlanKind.SIMPLE or born is None or year not in law.years():
        return None
    limits = law.year(year)
    limit = limits.figure("elective_deferral_limit_402g") + catch_up(year - born, limits)
    return {f"{said.who}.plans.{kind}.deferrals": f"{limit.money:f}"}


def _none_deferred(said: Supposed) -> Changes | None:
    return None if said.plan is None else {f"{said.who}.plans.{said.plan}.deferrals": "0"}


def _grows(said: Supposed) -> Changes | None:
    return None if said.amount is None else _worth(said, lambda _: f"{said.amount:f}")


def _worth(said: Supposed, value: Callable[[Decimal], str | None]) -> Changes | None:
    """Of the account that is named, else of the only one."""
    kinds = [kind for kind in AGGREGATED if said.person.ira_value(kind)]
    named = [thing.name for thing in accounts.find(said.words) if thing.kind == "ira"]
    kind = next((kind for kind in kinds if kind in named), kinds[0] if len(kinds) == 1 else None)
    held = said.person.ira_value(kind) if kind else None
    new = None if held is None else value(held)
    return {f"{said.who}.{kind}": new} if new is not None else None


def _gains(said: Supposed) -> Changes | None:
    """Gains are part of the income, which grows by them."""
    if said.amount is None or said.facts.agi is None:
        return None
    told = said.facts.whole_return
    gains = ((told and told.long_term_gains) or Decimal(0)) + said.amount
    return {"whole_return.long_term_gains": f"{gains:f}", "agi": f"{said.facts.agi + said.amount:f}"}


def _itemizes(said: Supposed) -> Changes | None:
    return None if said.amount is None else {"whole_return.itemized": f"{said.amount:f}"}


def _children(said: Supposed) -> Changes | None:
    word = said.found["count"]
    number = int(data("patterns")[_ROOM]["counts"].get(word, word))
    told = said.facts.whole_return
    held = (told and told.children_under_17) or 0
    return {"whole_return.children_under_17": str(number if number > 1 else held + 1)}


READERS: dict[str, Callable[[Supposed], Changes | None]] = {
    "moves": _moves,
    "married": _married,
    "divorced": _divorced,
    "converts": _converts,
    "rolls_in": _rolls_in,
    "most_deferred": _most_deferred,
    "none_deferred": _none_deferred,
    "gains": _gains,
    "itemizes": _itemizes,
    "children": _children,
    "changes_by": _relative,
    "income_is": _income,
    "pay_is": _pay,
    "no_pay": _no_pay,
    "grows": _grows,
    "age": _age,
}
