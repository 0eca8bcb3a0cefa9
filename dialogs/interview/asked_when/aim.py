"""When the last questions are asked: what is wanted, and what only some need."""

from __future__ import annotations

from calc.facts import Circumstance
from dialogs.interview.about import TAKE, About, Need
from dialogs.interview.asked_when.iras import converted


def foreign_excluded(about: About) -> bool:
    return Circumstance.ABROAD in (about.facts.circumstances or ()) and about.person.compensation != 0


def withheld(about: About) -> bool:
    return Circumstance.WITHHELD in (about.facts.circumstances or ()) and converted(about)


def save(about: About) -> bool:
    """Where there is, or may be, pay that a contribution can come from (IRC 219(b)(1)(B), 415(c)(1)(B))."""
    people = about.facts.people.values()
    return about.open and any(one.compensation != 0 or one.plan_kinds != frozenset() for one in people)


def rate_later(about: About) -> Need:
    del about
    return TAKE


need_within = rate_later
