"""What is certain already while the talk still asks: one line, right at every moment.

Status and income alone close the direct way for certain; open is open as far as told, and pay alone is no income.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from calc import law
from calc.facts import NO_PLAN, Facts
from calc.planning.assess import look
from calc.planning.assessment import OPEN, Case, MegaPath, Outlook, PlanOutlook
from calc.planning.workplace_plans import WITH_AFTER_TAX
from calc.refusals import Refusal
from calc.worksheets.roth_limit import roth_range
from dialogs.phrases import say
from dialogs.views.plan.names import kind_name

MEGA = {
    MegaPath.CLOSED: "mega_closed",
    MegaPath.UNKNOWN: "mega_exit",
    MegaPath.NO_EXIT: "mega_no_exit",
    MegaPath.OPEN_IN_PLAN: "mega_open",
    MegaPath.OPEN_IN_SERVICE: "mega_open",
}


def so_far(facts: Facts, today: date, ahead: Facts | None = None) -> str:
    """The line; empty while status and pay do not tell anything yet, or the year is no more open.

    ahead: the facts with those told before their question; a plan at work is mostly told so.
    """
    ahead = facts if ahead is None else ahead
    if facts.filing_status is None:
        return ""
    if facts.tax_year is None:  # the year is asked first, unless somebody tells all at once
        facts = facts.model_copy(update={"tax_year": min(today.year, law.latest())})
    if facts.no_pay and facts.tax_year is not None:
        return say("talk.so_far.line", parts=say("talk.so_far.no_pay", year=facts.tax_year))
    try:
        parts = list(_by_pay(facts, today) if facts.agi is None else _by_income(facts, today))
        parts += _mega_doors(ahead.model_copy(update={"tax_year": facts.tax_year}), today)
    except Refusal:
        return ""
    return say("talk.so_far.line", parts="; ".join(parts)) if parts else ""


def in_all_of(readings: Sequence[Facts], today: date) -> str:
    """What the line tells of the direct way in every one of these readings of what was said; empty where they differ.

    The reading that leaves more open is the one that is told.
    """
    told = [(_direct_way(facts, today), facts) for facts in readings]
    if not told or "" in (ways := {way for way, _ in told}) or len(ways) > 1:
        return ""
    least = min((facts for _, facts in told), key=lambda facts: facts.agi is not None)
    parts = _by_pay(least, today) if least.agi is None else _by_income(least, today)
    return say("talk.so_far.line", parts="; ".join(parts))


def _direct_way(facts: Facts, today: date) -> str:
    """Whether the direct way is open, in part or closed; empty where that is not told yet."""
    if facts.filing_status is None or facts.tax_year is None:
        return ""
    try:
        if facts.agi is None:
            return next((way for way, _ in _ways_by_pay(facts, today)), "")
        return _way_by_income(look(facts, today), facts)
    except Refusal:
        return ""


def _by_pay(facts: Facts, today: date) -> Iterator[str]:
    yield from (line for _, line in _ways_by_pay(facts, today))


def _ways_by_pay(facts: Facts, today: date) -> Iterator[tuple[str, str]]:
    """Pay says which way it looks, and no more: other income and what is taken off are not told yet."""
    pay = [person.compensation for person in facts.people.values() if person.compensation is not None]
    of_all = len(pay) == len(facts.people) or facts.wages is not None
    pay = [facts.wages] if facts.wages is not None else pay
    year = facts.tax_year
    if (
        not pay
        or year is None
        or facts.filing_status is None
        or (facts.filing_status == "mfs" and facts.lived_with_spouse is None)
    ):
        return
    if law.year(year).date("ira_contribution_deadline") < today:
        return
    start, end = (edge.money for edge in roth_range(year, facts.filing_status, facts.lived_with_spouse))
    if sum(pay) >= end:
        yield "closed", say("talk.so_far.pay_above", year=year, end=end)
    elif sum(pay) <= start and of_all:
        yield "open", say("talk.so_far.pay_below", year=year, start=start)


def _by_income(facts: Facts, today: date) -> Iterator[str]:
    case = look(facts, today)
    way = _way_by_income(case, facts)
    if not way:
        return
    yield say(f"talk.so_far.{way}", year=facts.tax_year or 0)
    if way != "open":
        yield from _back_doors(case)


def _way_by_income(case: Case, facts: Facts) -> str:
    first = case.people[0]
    if case.season.closed or first.roth_range is None or facts.agi is None:
        return ""
    start, end = first.roth_range
    magi = facts.agi if first.roth_magi is None else first.roth_magi.value  # what is added back only raises it
    return "closed" if magi >= end.value else "part" if magi > start.value else "open"


def _back_doors(case: Case) -> Iterator[str]:
    """A spouse's IRAs never count, so each has a back door of their own; what is the same is said once."""
    states = {one.who: _state(one) for one in case.people}
    if len(states) > 1 and len(set(states.values())) == 1 and "pro_rata" not in states.values():
        states = {"both": states["you"]}
    for who, state in states.items():
        if state:
            one = next((one for one in case.people if one.who == who), case.people[0])
            whose = say(f"talk.so_far.whose.{who if len(case.people) > 1 else 'only'}")
            yield say(f"talk.so_far.{state}", whose=whose, pretax=one.pretax or 0)


def _mega_doors(facts: Facts, today: date) -> Iterator[str]:
    """What the plans told make of the mega back door; only payroll of the year puts money in."""
    told = [person.plan(kind) for person in facts.people.values() for kind in WITH_AFTER_TAX]
    if not any(told) or facts.tax_year != today.year:
        return
    case = look(facts, today)
    for one in case.people:
        whose = say(f"talk.so_far.mega_whose.{one.who if len(case.people) > 1 else 'only'}")
        found = [(_mega_door(one, plan), plan) for plan in one.plans if plan.kind in WITH_AFTER_TAX]
        known = [(name, plan) for name, plan in found if name != "mega_asks"]
        for name, plan in known or found[:1]:
            room = plan.put or 0
            yield say(f"talk.so_far.{name}", whose=whose, kind=kind_name(plan.kind), room=room, year=facts.tax_year)


def _mega_door(one: Outlook, plan: PlanOutlook) -> str:
    if (one.person.plan(plan.kind) or NO_PLAN).after_tax_allowed is None:
        return "mega_asks"
    if plan.path not in OPEN or plan.put is None:
        return MEGA[plan.path]
    return "mega_room" if plan.put.value else "mega_full"


def _state(one: Outlook) -> str:
    if one.compensation is None or not one.compensation.value:
        return ""
    if one.person.ira_kinds is None or one.pretax is None:
        return "back_asks"
    return "pro_rata" if one.pretax.value else "clean"
