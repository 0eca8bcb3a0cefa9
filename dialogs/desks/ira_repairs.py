"""Repairs of IRA money: what each needs to be told, and how it is handed to the law.

Each situation is a pair: the questions it needs, in order and as few as what is known leaves open, and its solution.
Facts of the talk count where the talk is about the same year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from calc import law
from calc.derivation import ZERO
from calc.facts import Move
from calc.repairs import Repair
from calc.repairs.direct_roth import Deposit, Owner
from calc.repairs.direct_roth import direct_roth as solve_direct_roth
from calc.repairs.earnings import net_income_attributable
from calc.repairs.pretax_in_ira import plan_rolled_to_ira
from calc.repairs.simple_early import simple_early
from calc.repairs.withheld import withheld
from calc.room import room
from dialogs.desks.visit import AskedToo, Visit

Questions = Iterator[str | AskedToo]
NONE = Decimal(0)


def direct_roth_questions(visit: Visit) -> Questions:
    """A direct contribution although the income was too high."""
    yield "year"
    if _contributed(visit) is None or visit.answered("contributed"):
        yield "contributed"
    if visit.answered("excess") or excess(visit) is None:
        yield "excess"
    yield from _deposit_questions(visit)
    if visit.year is not None and visit.iras(visit.year) is None:
        yield "iras"
    if visit.year is not None and _basis(visit) is None and _iras(visit):
        yield "basis"


def direct_roth(visit: Visit) -> Repair:
    owner = Owner(
        filed_on_time=_filed_on_time(visit),
        under_59_half=False,  # no 10 % on returned earnings any more, whatever the age
        iras=_iras(visit) or NONE,
        basis=_basis(visit) or NONE,
    )
    return solve_direct_roth(_deposit(visit), owner, visit.today)


def too_much_questions(visit: Visit) -> Questions:
    """More than the limit for the age, or more than the pay of the year."""
    yield "account"
    yield "year"
    yield "contributed"
    if visit.answered("excess") or excess(visit) is None:
        yield "excess"
    yield from _deposit_questions(visit)


def too_much(visit: Visit) -> Repair:
    """Above the limit nothing can be relabeled: the other kind of IRA shares it."""
    owner = Owner(filed_on_time=_filed_on_time(visit), under_59_half=False, barred=True)
    found = solve_direct_roth(_deposit(visit), owner, visit.today)
    return replace(found, code=f"too_much_{visit.choice('account')}")


def withheld_questions(visit: Visit) -> Questions:
    yield from ("gross", "held_back", "taken_on")
    taken = visit.day("taken_on")
    if taken is not None:
        yield from _form_questions(visit, taken.year)
    if visit.person.birth_year is None:
        yield AskedToo("birth_year")


def withheld_tax(visit: Visit) -> Repair:
    taken_on = visit.day("taken_on") or visit.today
    value, basis, contribution = _form_entries(visit, taken_on.year)
    return withheld(
        gross=visit.money("gross") or NONE,
        held_back=visit.money("held_back") or NONE,
        taken_on=taken_on,
        today=visit.today,
        under_59_half=under_59_half(visit, taken_on),
        year_end_value=value,
        basis=basis,
        contribution=contribution,
    )


def rolled_questions(visit: Visit) -> Questions:
    """A company plan went to an IRA in the year of a conversion."""
    yield from ("year", "rolled", "converted")
    if visit.year is not None:
        yield from _form_questions(visit, visit.year)
    yield "plan_takes"


def rolled(visit: Visit) -> Repair:
    year = visit.year or visit.today.year
    value, basis, contribution = _form_entries(visit, year)
    return plan_rolled_to_ira(
        rolled=visit.money("rolled") or NONE,
        converted=visit.money("converted") or NONE,
        year_end_value=value,
        conversion_year=year,
        today=visit.today,
        basis=basis,
        contribution=contribution,
        plan_takes=visit.yes("plan_takes"),
    )


def undo_questions(visit: Visit) -> Questions:
    """Converted, and sorry for it: what is left is to keep the taxed part small."""
    yield from ("year", "converted")
    if visit.year is not None:
        yield from _form_questions(visit, visit.year)
        if _form_entries(visit, visit.year)[0]:
            yield "plan_takes"


def undo(visit: Visit) -> Repair:
    year = visit.year or visit.today.year
    value, basis, contribution = _form_entries(visit, year)
    found = plan_rolled_to_ira(
        rolled=value,
        converted=visit.money("converted") or NONE,
        year_end_value=value,
        conversion_year=year,
        today=visit.today,
        basis=basis,
        contribution=contribution,
        plan_takes=visit.yes("plan_takes"),
    )
    useful = [way for way in found.ways if way.code == "leave" or (way.code == "roll_back" and way.moved.value)]
    return replace(found, code="undo", ways=tuple(sorted(useful, key=lambda way: way.code != "leave")))


def simple_questions(visit: Visit) -> Questions:
    """SIMPLE money moved inside its two years."""
    yield from ("moved", "moved_on", "room", "opening", "closing")
    if visit.person.birth_year is None:
        yield AskedToo("birth_year")


def simple(visit: Visit) -> Repair:
    moved, moved_on = visit.money("moved") or NONE, visit.day("moved_on") or visit.today
    room_left = visit.money("room") or NONE
    opening, closing = visit.money("opening"), visit.money("closing")
    grown = ZERO
    if opening is not None and closing is not None and moved > room_left:
        grown = net_income_attributable(
            contribution=moved - room_left, opening=opening, closing=closing, added=moved
        ).line("earnings")
    return simple_early(
        moved=moved,
        moved_on=moved_on,
        today=visit.today,
        under_59_half=under_59_half(visit, moved_on),
        room=room_left,
        earnings=grown,
    )


def under_59_half(visit: Visit, day: date) -> bool:
    """As far as a birth year tells; the costlier answer where it does not."""
    born = visit.person.birth_year
    return born is None or day.year - born < law.standing().figure("roth_qualified_age").value


def excess(visit: Visit) -> Decimal | None:
    """The part of a contribution that may not stay: as told, else from the year's limit and the talk's income."""
    told, made, year = visit.money("excess"), _contributed(visit), visit.year
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


def _deposit_questions(visit: Visit) -> Questions:
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


def _filed_on_time(visit: Visit) -> bool:
    return visit.yes("filed") is not False


def _deposit(visit: Visit) -> Deposit:
    made = _contributed(visit) or NONE
    over = min(excess(visit) or made, made)
    opening, closing = visit.money("opening"), visit.money("closing")
    if opening is None or closing is None:  # without both values no earnings are worked out, and that is said
        opening, closing = NONE, made
    return Deposit(
        tax_year=visit.year or visit.today.year,
        made_on=visit.day("made_on") or visit.today,
        amount=made,
        excess=over,
        opening=opening,
        closing=closing,
        added=made + (visit.money("added") or NONE),
        taken_out=visit.money("taken_out") or NONE,
    )


def _contributed(visit: Visit) -> Decimal | None:
    told, person = visit.money("contributed"), visit.of_talk(visit.year)
    return told if told is not None else (person.contributed_roth or None) if person else None


def _iras(visit: Visit) -> Decimal | None:
    told = visit.money("iras")
    return told if told is not None else visit.iras(visit.year)


def _basis(visit: Visit) -> Decimal | None:
    told, person = visit.money("basis"), visit.of_talk(visit.year)
    return told if told is not None else person.basis if person else None


def _form_questions(visit: Visit, year: int) -> Questions:
    """Lines 6, 2 and 1 of Form 8606 of a year of a conversion, where the talk does not tell them."""
    person = visit.of_talk(year)
    if person is None or (person.year_end_value is None and visit.iras(year) is None):
        yield "year_end"
    if person is None or person.basis is None:
        yield "basis"
    if person is None or person.moved(Move.TRADITIONAL) is None:
        yield "contribution"


def _form_entries(visit: Visit, year: int) -> tuple[Decimal, Decimal, Decimal]:
    """Value on December 31, basis of earlier years, contribution for the year; what is not known counts as none."""
    person = visit.of_talk(year)
    in_talk = person.year_end_value if person and person.year_end_value is not None else visit.iras(year)
    value = visit.money("year_end") if visit.answered("year_end") else in_talk
    basis = visit.money("basis") if visit.answered("basis") else person.basis if person else None
    made = visit.money("contribution")
    if not visit.answered("contribution") and person:
        made = person.moved(Move.TRADITIONAL)
    return value or NONE, basis or NONE, made or NONE
