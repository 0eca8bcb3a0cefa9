"""The question cards: loaded once, checked when loaded.

A card holds every word of its question and names one fact. When it is asked, ``calc.needs`` tells.
``{year}``, ``{plan}`` and other values are filled in when it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from calc import law
from calc.facts import PlanKind
from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.phrases import phrases, say
from dialogs.session import DESKS, Stage

KindName = Literal[
    "tax_year",
    "choice",
    "several",
    "yes_no",
    "money",
    "percent",
    "year",
    "birth_year",
    "date",
    "state",
    "cap",
    "by_year",
    "boxes",
]
Label = Annotated[str, StringConstraints(max_length=60)]
ButtonLabel = Annotated[str, StringConstraints(max_length=44)]
LONGEST = 300  # characters of a question
_PLANS = frozenset(map(str, PlanKind))
UNKNOWN_YEARS = {"year": "tax_year", "before": "year_before", "next": "year_after"}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(_Part):
    """One button. ``also``: other words a person may type for it. ``short``: how the answer is shown back.

    tells: names of further questions of the desk that a story of this kind may answer.
    over_years: the choice that it is where the story is of several years.
    """

    label: ButtonLabel
    also: tuple[str, ...] = ()
    short: str = ""
    tells: tuple[str, ...] = ()
    over_years: str = ""


class Hint(_Part):
    """What people ask about the question itself: words that tell it, and its answer."""

    words: tuple[str, ...]
    text: str


class Wording(_Part):
    """The words of a question. The wording for the spouse may leave ``why`` and ``example`` to the card."""

    label: Label
    text: Annotated[str, StringConstraints(max_length=LONGEST)]
    why: str = ""
    example: str = ""


class Card(Wording):
    """One question.

    of: whom the fact belongs to: all, each person, each workplace plan of each person, or a desk.
    boxes: the lines or boxes of a form that an answer may name (``boxes``); codes: those of them
        that hold letters or words, as they stand on that ``form``; flags: what is marked yes or no.
    unknown: the label of "I don't know", or empty where everybody knows; not_known: how it is shown back.
    spouse, joint: other words for the spouse's fact, and for a fact of two who file together.
    changes_with: what makes an earlier answer mean something else when it changes, so that it is asked again:
        the tax year, or from one return to a joint one and back (``joint``); at a desk its first question.
    plainly, where, asked: the question in other words, where its answer stands, and answers to questions about it.
    signed: the amount may be below zero. seldom_negative: it may, but a minus is asked back.
    seldom_zero: it may be zero, but a word for nothing is asked back.
    small: an amount under this was probably meant in thousands.
    told: how a story tells it: words around an amount (``{}``), words for a yes; of choices, what names none of them,
        as regular expressions.
    offers_none: "None" is a button of its own; where it is not, something comes in, and a "no" is no amount.
    """

    id: str
    number: int
    fact: str
    of: Literal["all", "person", "plan", "desk"]
    section: Stage
    kind: KindName
    choices: Mapping[str, Choice] = Field(default_factory=dict)
    none: ButtonLabel = ""
    unknown: ButtonLabel = "I don't know"
    not_known: str = ""
    boxes: tuple[str, ...] = ()
    form: str = ""
    codes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    changes_with: tuple[str, ...] = ()
    signed: bool = False
    seldom_negative: bool = False
    seldom_zero: bool = False
    small: Decimal = Decimal(0)
    offers_none: bool = True
    plainly: str = ""
    where: str = ""
    asked: tuple[Hint, ...] = ()
    told: tuple[str, ...] = ()
    spouse: Wording | None = None
    joint: Wording | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.kind in {"choice", "several", "cap"}) != bool(self.choices):
            raise ValueError(f"{self.id}: choices are for choice, several and cap")
        if self.of == "person" and self.spouse is None:
            raise ValueError(f"{self.id}: a question to each person needs a wording for the spouse")
        if not (self.why and self.example):
            raise ValueError(f"{self.id}: every question says why it is asked and shows a good answer")
        return self

    def wording(self, who: str) -> Wording:
        """The words for this person; ``both`` for a fact of two who file together."""
        other = {"spouse": self.spouse, "both": self.joint}.get(who)
        if other is None:
            return self
        return other.model_copy(update={"why": other.why or self.why, "example": other.example or self.example})


@cache
def cards() -> tuple[Card, ...]:
    """The question cards of the interview, in the order of their numbers."""
    found = _read(ENGLISH / "cards" / "questions")
    return tuple(Card(id=name, number=number, **card) for number, name, card in found)


def every_card() -> tuple[Card, ...]:
    """Those of the interview and of all desks."""
    return (*cards(), *(card for desk in DESKS for card in desk_cards(desk)))


@cache
def desk_cards(desk: Stage) -> tuple[Card, ...]:
    """The questions of a desk, in order; facts stand under the desk's name, and what they mean hangs on the first."""
    found: list[Card] = []
    for number, name, card in _read(ENGLISH / "cards" / "desks" / desk):
        fact = f"{desk}.{name}"
        first = (found[0].fact,) if found else ()
        found.append(Card(id=fact, number=number, fact=fact, of="desk", section=desk, changes_with=first, **card))
    return tuple(found)


def _read(folder: Path) -> list[tuple[int, str, dict[str, Any]]]:
    """Number, name and content of every card of a folder, in the order of their numbers."""
    names = [entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")]
    parts = sorted((int(number), name) for number, _, name in (stem.partition("-") for stem in names))
    return [(number, name, read_toml(folder / f"{number:02}-{name}.toml")) for number, name in parts]


@lru_cache(maxsize=4096)  # names come in from outside as well
def card_of(fact: str) -> Card | None:
    """The card that asks for a dotted fact, or None when no question asks for it (any more), or of nobody we know."""
    if fact.startswith("whole_return."):
        return next((card for card in cards() if card.fact == fact), None)
    *owner, name = fact.split(".")
    if owner and owner[0] in DESKS:
        here = f"{owner[0]}.{name}" if owner[1:] in ([], ["spouse"]) else fact  # of a couple the spouse's own
        return next((card for card in desk_cards(Stage(owner[0])) if card.fact == here), None)
    match owner:
        case []:
            of = "all"
        case ["you" | "spouse"]:
            of = "person"
        case ["you" | "spouse", "plans", kind] if kind in _PLANS:
            of = "plan"
        case _:
            return None
    return next((card for card in cards() if card.of == of and card.fact == name), None)


def card_values(tax_year: int | None, who: str = "you", kind: str | None = None) -> dict[str, object]:
    """What the words of a card leave open: the years, and whose plan it is."""
    own: dict[str, object] = {"first": law.years()[0], "latest": law.latest()}
    if tax_year is None:
        own |= {name: say(f"talk.value.{words}") for name, words in UNKNOWN_YEARS.items()}
    else:
        own |= {"year": tax_year, "before": tax_year - 1, "next": tax_year + 1}
    if kind is not None:
        own["plan"] = say(f"talk.plan_of.{who}", plan=say(f"talk.plan_name.{kind}"))
    return own


def label(fact: str, tax_year: int | None) -> str:
    """The short name of a dotted fact, as the review has it, also where no question asks for it."""
    card, path = card_of(fact), fact.split(".")
    if card is None:
        name: str = phrases()["talk"]["fact_name"].get(path[-1], fact)
        return say("talk.of_spouse", fact=name) if path[0] == "spouse" else name
    return card.wording(path[0]).label.format(**_open(card, path, tax_year))


def reason(fact: str, tax_year: int | None) -> str:
    """Why it is asked, in the words of its question; empty where no question asks for it."""
    card, path = card_of(fact), fact.split(".")
    return card.wording(path[0]).why.format(**_open(card, path, tax_year)) if card else ""


def meaning(fact: str) -> str:
    """What a dotted fact is, whoever reads it and of whichever plan; empty where nobody has a name for it."""
    card, path = card_of(fact), fact.split(".")
    if card is None:
        name: str = phrases()["talk"]["fact_name"].get(path[-1], "")
        return name
    return card.label.format(**_open(card, path, None) | {"plan": say("talk.value.plan")})


def _open(card: Card, path: list[str], tax_year: int | None) -> dict[str, object]:
    return card_values(tax_year, path[0], path[2] if card.of == "plan" else None)
