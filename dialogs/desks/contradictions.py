"""Answers at the repair desk that cannot both be true: told as soon as both are there, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from calc import law
from calc.refusals import Refusal
from calc.repairs import Repair
from dialogs.desks.visit import Visit
from dialogs.understanding.lists import amounts

NONE = Decimal(0)
FIRST_8606 = "nondeductible_contributions_from"
BACK = {"relabel_and_convert", "return"}  # ways that take a contribution out of one account, with its growth


def contradiction(visit: Visit) -> Refusal | None:
    """The first one among the answers of ``visit``, which holds those of one repair."""
    return next((found for check in _CHECKS for found in check(visit)), None)


def of_result(visit: Visit, repair: Repair) -> Refusal | None:
    """What only the worked-out amounts show: a loss above the amount, more going back than there is."""
    closing = visit.money("closing")
    for way in repair.ways:
        if way.moved.money < 0:
            return Refusal("loss_above_amount", "earnings", loss=-(visit.money("earnings") or NONE))
        if closing is not None and way.open and way.code in BACK and way.moved.money > closing:
            return Refusal("back_above_value", "closing", moved=way.moved, value=closing)
    return None


def _zero(visit: Visit) -> Iterator[Refusal]:
    for name in ("excess", "held_back", "moved_over"):
        if visit.money(name) == 0:
            yield Refusal("nothing_to_repair", name)


def _part_above_whole(visit: Visit) -> Iterator[Refusal]:
    excess, made = visit.money("excess"), visit.money("contributed")
    if excess is not None and made is not None and excess > made:
        yield Refusal("excess_above_contributed", "excess", excess=excess, made=made)
    gross, kept, own = (visit.money(name) for name in ("gross", "held_back", "plan_after_tax"))
    if gross is not None and kept is not None and kept > gross:
        yield Refusal("withheld_above_gross", "held_back", withheld=kept, gross=gross)
    if gross is not None and own is not None and own > gross:
        yield Refusal("after_tax_above_gross", "plan_after_tax", after_tax=own, gross=gross)


def _paid_in_its_time(visit: Visit) -> Iterator[Refusal]:
    """A contribution goes in from January 1 of its year on; the latest that a disaster allowed is in October."""
    day, year = visit.day("made_on"), visit.year
    if day is None or year is None:
        return
    of_year = law.year(year)
    last = of_year.date("excess_removal_and_recharacterization_deadline")
    if not (day.year >= year and day <= last):
        yield Refusal("paid_in_outside", "made_on", day=day, year=year, due=of_year.date("ira_contribution_deadline"))


def _above_the_limit(visit: Visit) -> Iterator[Refusal]:
    """More than anybody may put in for that year, whatever the age. Years without figures are not looked at."""
    taken, moved_on, booked = visit.day("taken_on"), visit.day("moved_on"), visit.told("booked")
    year = visit.year or (taken.year if taken else None)
    alone = {
        "contribution": year,
        "deducted": year,
        "relabeled": year,
        "booked_room": booked if isinstance(booked, int) else None,
        "room": moved_on.year if moved_on else None,
    }
    told = [(name, of, visit.money(name)) for name, of in alone.items()]
    told += [
        (name, of, amount) for name in ("contributions", "unused") for of, amount in by_year(visit, name).items()
    ]
    for name, of, amount in told:
        if of in law.years() and amount is not None and amount > (limit := _limit(of)):
            yield Refusal("above_any_limit", name, amount=amount, limit=limit, year=of)


def _directly_above_the_limit(visit: Visit) -> Iterator[Refusal]:
    made, year = visit.money("contributed"), visit.year
    relabels = visit.choice("what") == "direct_roth"
    if relabels and made is not None and year in law.years() and made > (limit := _limit(year)):
        yield Refusal("direct_above_limit", "contributed", amount=made, limit=limit, year=year)


def _empty(visit: Visit) -> Iterator[Refusal]:
    """Nothing is left in the account, and nothing was taken out of it."""
    gone = visit.money("taken_out")
    if visit.money("closing") == 0 and (gone == 0 or (gone is None and visit.choice("what") == "simple_early")):
        yield Refusal("empty_account", "closing")


def _converted(visit: Visit) -> Iterator[Refusal]:
    if visit.yes("gone_on") and visit.money("reached") == 0:
        yield Refusal("nothing_reached", "reached")
    if visit.choice("what") == "plan_rolled" and visit.money("converted") == 0:
        yield Refusal("nothing_converted", "converted", year=visit.year)
    year, then = visit.year, visit.told("converted_in")
    earliest = year if visit.choice("what") == "deducted" else (year or 0) + 1
    if year is not None and isinstance(then, int) and then < (earliest or 0):
        yield Refusal("converted_before", "converted_in", then=then, earliest=earliest)


def _moved_over(visit: Visit) -> Iterator[Refusal]:
    paid, moved, year = visit.day("made_on"), visit.day("moved_over_on"), visit.year
    if moved is None or paid is None or year is None:
        return
    if moved < paid:
        yield Refusal("moved_before_paid", "moved_over_on", moved=moved, paid=paid)
    last = law.year(year).date("excess_removal_and_recharacterization_deadline")
    if moved > last:
        yield Refusal("moved_too_late", "moved_over_on", moved=moved, last=last, year=year)


def _years_of_excess(visit: Visit) -> Iterator[Refusal]:
    """What was taken out is no more than what was too much until then; a year is over its limit or under it."""
    over = by_year(visit, "excesses")
    if not over:
        return
    for year, amount in by_year(visit, "unused").items():
        if amount and (year in over or year < min(over)):
            yield Refusal("unused_in_year_of_excess", "unused", year=year)
    out = by_year(visit, "removed")
    for year in sorted(out):
        gone, there = (sum((each for of, each in one.items() if of <= year), NONE) for one in (out, over))
        if gone > there:
            yield Refusal("removed_above_excess", "removed", year=year, gone=gone, there=there)


def _booked(visit: Visit) -> Iterator[Refusal]:
    year, booked = visit.year, visit.told("booked")
    if year is None or not isinstance(booked, int):
        return
    if booked == year:
        yield Refusal("booked_as_meant", "booked", year=year)
    elif abs(booked - year) > 1:
        yield Refusal("booked_too_far", "booked", year=year, booked=booked)


def _refund(visit: Visit) -> Iterator[Refusal]:
    year, arrived = visit.year, visit.told("arrived")
    if year is not None and isinstance(arrived, int) and arrived < year:
        yield Refusal("arrived_before", "arrived", year=year, arrived=arrived)
    back = visit.money("refund")
    if visit.choice("what") == "acp" and back is not None and year in law.years():
        limit = law.year(year).figure("annual_additions_limit_415c").money
        if back > limit:
            yield Refusal("refund_above_limit", "refund", amount=back, limit=limit, year=year)


def _forms(visit: Visit) -> Iterator[Refusal]:
    """Of past Forms 8606: what one answer says of a year that another one leaves out, or holds less of."""
    made, out = by_year(visit, "contributions"), by_year(visit, "conversions")
    for year, amount in by_year(visit, "payouts").items():
        out[year] = out.get(year, NONE) + amount
    first = law.standing().whole(FIRST_8606)
    for year in sorted({*made, *out}):
        if year < first:
            yield Refusal("before_form_8606", "contributions", year=year, first=first)
    if visit.answered("payouts"):
        for year, taxed in by_year(visit, "reported").items():
            if taxed > out.get(year, NONE):
                yield Refusal("reported_above_paid", "reported", year=year, taxed=taxed, out=out.get(year, NONE))
    for year, late in by_year(visit, "late").items():
        if late > made.get(year, NONE):
            yield Refusal("late_above_made", "late", year=year, late=late, made=made.get(year, NONE))


def by_year(visit: Visit, name: str) -> dict[int, Decimal]:
    """Dollars by year of an answer that is a list; empty for none and for "I don't know"."""
    return {int(year): amount for year, amount in amounts(visit.listed(name) or [])}


def _limit(year: int) -> Decimal:
    """For the older ones, catch-up included: nobody may put in more."""
    of_year = law.year(year)
    return of_year.figure("ira_contribution_limit").money + of_year.figure("ira_catch_up_50").money


_CHECKS: tuple[Callable[[Visit], Iterator[Refusal]], ...] = (
    _zero,
    _part_above_whole,
    _paid_in_its_time,
    _directly_above_the_limit,
    _above_the_limit,
    _empty,
    _converted,
    _moved_over,
    _years_of_excess,
    _booked,
    _refund,
    _forms,
)
