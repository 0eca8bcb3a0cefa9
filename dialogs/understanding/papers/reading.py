"""What a paper is taken for: its kind, year and owner, the facts it tells, and the boxes it fills at a desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from calc.facts import Facts, PlanKind
from dialogs.session import Told

OWN = "*."  # stands before a fact of whoever the paper belongs to, until that is known


@dataclass(frozen=True, slots=True)
class Context:
    """The talk that a paper comes into. who: whose it is where the paper does not say; None: it has to be asked."""

    facts: Facts
    today: date
    who: str | None = "you"

    @property
    def tax_year(self) -> int | None:
        return self.facts.tax_year

    def plan_kind(self, who: str, named: PlanKind | None) -> PlanKind:
        """The plan that a paper is about: as it says, else the only one of its owner, else a 401(k)."""
        person = self.facts.people.get(who)
        kinds = [k for k in PlanKind if person and k in (person.plan_kinds or ()) and k is not PlanKind.OLD]
        if named is not None and (named in kinds or not kinds):
            return named
        alike = [k for k in kinds if named is None or _family(k) == _family(named)]
        return alike[0] if len(alike) == 1 or alike else named or PlanKind.K401


def _family(kind: PlanKind) -> str:
    return "401k" if kind in {PlanKind.K401, PlanKind.OTHER401, PlanKind.SOLO} else kind.value


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence beside what was read: its name under ``papers_in.note``, and what it shows."""

    name: str
    shown: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that one press notes: its name under ``papers_in.offer``, the fact and its value."""

    name: str
    fact: str
    value: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """kind: a key under ``papers_in.kind``. found: facts by name, those of the owner with ``OWN`` before them.

    boxes: for the desk that compares forms, as ``check`` stores them. left: amounts with no place, by label.
    unread: what is written like an amount and is none. unfinished: nothing was read yet but what paper it is.
    beside: further forms of one message; the facts of all stand in ``found``.
    """

    kind: str
    year: int | None = None
    who: str | None = None
    found: Mapping[str, Told] = field(default_factory=dict)
    boxes: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    offers: tuple[Offer, ...] = ()
    left: tuple[tuple[str, Decimal], ...] = ()
    unread: tuple[str, ...] = ()
    unfinished: bool = False
    beside: tuple[Reading, ...] = ()

    @property
    def whole(self) -> tuple[Reading, ...]:
        """Every form of the message."""
        return (self, *self.beside)


def together(read: Sequence[Reading]) -> Reading:
    """Several forms as one message: what two of them tell differently is no fact, and named as without a place."""
    found: dict[str, Told] = {}
    differ: set[str] = set()
    for one in read:
        for name, value in one.found.items():
            fact = name.replace(OWN, f"{one.who}.", 1) if one.who else name
            if fact in found and not _same(found[fact], value):
                differ.add(fact)
            found.setdefault(fact, value)
    years = [one.year for one in read if one.year is not None]
    dated = [
        replace(
            one if _stands(one, read) else replace(one, notes=(), offers=()), year=one.year or next(iter(years), None)
        )
        for one in read
    ]
    unplaced = [
        (one.kind, Decimal(value))
        for one in read
        for name, value in one.found.items()
        if isinstance(value, str) and (name.replace(OWN, f"{one.who}.", 1) if one.who else name) in differ
    ]
    return replace(
        dated[0],
        found={fact: value for fact, value in found.items() if fact not in differ},
        left=(*dated[0].left, *unplaced),
        beside=tuple(dated[1:]),
    )


def _stands(one: Reading, read: Sequence[Reading]) -> bool:
    """Of several Forms 8606 of one person the newest alone says what basis is left."""
    newer = [r for r in read if (r.kind, r.who) == ("8606", one.who) and (r.year or 0) > (one.year or 0)]
    return one.kind != "8606" or not newer


def _same(one: Told, other: Told) -> bool:
    return one == other or (isinstance(one, str) and isinstance(other, str) and Decimal(one) == Decimal(other))


def told_amount(amount: Decimal) -> str:
    """As answers are stored."""
    return f"{amount:f}"
