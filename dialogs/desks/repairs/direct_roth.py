"""A direct contribution although the income was too high."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calc import law
from calc.facts import Move
from calc.planning.contribution_room import room
from calc.repairs import Repair
from calc.repairs.direct_roth import Deposit, Owner, direct_roth
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import Visit
from dialogs.phrases import say

NONE = Decimal(0)


def questions(visit: Visit) -> Questions:
    yield "year"
    if visit.answered("contributed") or contributed(visit) is None:
        yield "contributed"
    if visit.answered("excess") or excess(visit) is None:
        yield "excess"
    yield from deposit_questions(visit)
    if visit.year is not None and visit.iras(visit.year) is None:
        yield "iras"
    if _iras(visit) and visit.basis(visit.year) is None:
        yield "basis"


def solve(visit: Visit) -> Repair:
    owner = Owner(
        filed_on_time=filed_on_time(visit),
        under_59_half=False,  # no 10 % on returned earnings any more, whatever the age
        iras=_iras(visit) or NONE,
        basis=_basis(visit) or NONE,
    )
    return direct_roth(deposit(visit), owner, visit.today)


def excess(visit: Visit) -> Decimal | None:
    """The part of a contribution that may not stay: as told, else from the year's limit and the talk's income."""
    told, made, year = visit.money("excess"), contributed(visit), visit.year
    if told is not None or made is None or year is None or visit.of_talk(year) is None:
        return told
    to_roth = visit.choice("account") != "traditional"
    changes = {"contributed_roth" if to_roth else "contributed": made}
    person = visit.person.model_copy(
        update={
            **changes,
            "moves": (visit.person.moves or frozenset()) | {Move.ROTH if to_roth else Move.TRADITIONAL},
        }
    )
    found = room(visit.who, visit.facts.having(visit.who, person), law.year(year))
    known = found.excess if found.roth or not to_roth else None
    return known.money if known and known.value else None


def notes(visit: Visit, _: Repair) -> Iterator[str]:
    if visit.money("excess") is None:
        yield "worked_out_excess" if excess(visit) is not None else "whole_excess"
    if visit.yes("filed"):
        yield "amend"
    day, year = visit.day("made_on"), visit.year
    if day is not None and year is not None and day > law.year(year).date("ira_contribution_deadline"):
        yield "paid_in_late"


def letters(visit: Visit, repair: Repair) -> Iterator[str]:
    """The statement that goes with the return once it is relabeled (Form 8606 instructions)."""
    way = repair.way("relabel_and_convert")
    if way.open:
        yield say(
            "repairs.direct_roth.letter",
            year=visit.year,
            made_on=visit.day("made_on"),
            amount=repair.amount,
            moved=way.moved,
        )


def deposit_questions(visit: Visit) -> Questions:
    yield from ("made_on", "opening", "closing")
    if visit.money("opening") is not None and visit.money("closing") is not None:
        yield from ("added", "taken_out")
    if visit.year is not None and _between_the_dates(visit):
        yield "filed"


def _between_the_dates(visit: Visit) -> bool:
    """Whether it matters that the return was on time: after April 15, up to the October date."""
    year = law.year(visit.year or visit.today.year)
    last = year.date("excess_removal_and_recharacterization_deadline")
    return year.date("ira_contribution_deadline") < visit.today <= last


def filed_on_time(visit: Visit) -> bool:
    return visit.yes("filed") is not False


def deposit(visit: Visit) -> Deposit:
    made = contributed(visit) or NONE
    over = min(excess(visit) or made, made)
    reached = visit.money("reached") if visit.yes("gone_on") else None
    came_in = made if reached is None else reached
    opening, closing = visit.money("opening"), visit.money("closing")
    if opening is None or closing is None:  # without both values no earnings are worked out, and that is said
        opening, closing = NONE, came_in
    return Deposit(
        tax_year=visit.year or visit.today.year,
        made_on=visit.day("made_on") or visit.today,
        amount=made,
        excess=over,
        opening=opening,
        closing=closing,
        added=came_in + (visit.money("added") or NONE),
        taken_out=visit.money("taken_out") or NONE,
        reached=reached,
    )


def contributed(visit: Visit) -> Decimal | None:
    told, person = visit.money("contributed"), visit.of_talk(visit.year)
    return told if told is not None else (person.contributed_roth or None) if person else None


def _iras(visit: Visit) -> Decimal | None:
    told = visit.money("iras")
    return told if told is not None else visit.iras(visit.year)


def _basis(visit: Visit) -> Decimal | None:
    told = visit.money("basis")
    return told if told is not None else visit.basis(visit.year)


SITUATION = Situation(questions, solve, "contributed", steps=("recharacterize",), notes=notes, letters=letters)
