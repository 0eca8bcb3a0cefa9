"""When the last questions are asked: what is wanted, and what only some need."""

from __future__ import annotations

from calc.facts import Circumstance
from calc.planning.households import Part
from calc.planning.price_questions import PREMIUM, SIZE, told
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


def long_term_gains(about: About) -> bool | Need:
    return _moves(about, Part.GAINS)


def taxable_interest(about: About) -> bool | Need:
    return _moves(about, Part.INTEREST)


def social_security(about: About) -> bool | Need:
    return _moves(about, Part.BENEFITS)


def self_employment_profit(about: About) -> bool | Need:
    return _moves(about, Part.BUSINESS)


def itemized(about: About) -> bool | Need:
    return _moves(about, Part.ITEMIZED)


def itemized_state_tax(about: About) -> bool | Need:
    return _moves(about, Part.STATE_TAX)


def children_under_17(about: About) -> bool | Need:
    return _moves(about, Part.CHILDREN)


def silver_premium(about: About) -> bool | Need:
    return _moves(about, PREMIUM)


def family_size(about: About) -> bool | Need:
    return _moves(about, SIZE)


def _moves(about: About, fact: str) -> bool | Need:
    """Asked where it is among the few that move the price of what may be converted most; once told it stays true."""
    if fact in about.of_the_price:
        return True
    return TAKE if fact in about.unknown or told(about.facts, fact) else False
