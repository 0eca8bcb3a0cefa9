"""The verdict: two or three lines a person can repeat to their spouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calc import law
from calc.derivation import ZERO, Amount, dollars, given, least, most, total
from calc.facts import IraKind, Move, PlanKind, RollIn
from calc.needs import Decides
from calc.planning.assessment import MegaPath, Outlook, PlanOutlook, Route
from calc.planning.balance import unlocked_on
from calc.planning.branches import SETTLED
from calc.planning.options import Option, Way, moved_already
from calc.planning.plan import Plan
from calc.planning.rolling_in import accepted
from calc.planning.season import Phase
from calc.planning.steps import balance_unknown
from calc.worksheets.mega_room import Cap, binding
from dialogs.phrases import say
from dialogs.views.plan import open_ends
from dialogs.views.plan.names import kind_name, who, who_knows


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """One line of the verdict. code: its phrase, a stable name. who: ``both`` where it is about the couple.

    bare: the text without the name in front.
    """

    code: str
    text: str
    who: str = "both"
    bare: str = ""


NOTHING = VerdictLine("", "")
TAXED = {"taxable", "taxable_open"}
ROOM_OPEN, CLOSED = "mega_room_unknown", "mega_closed"
CAPPED = {
    "mega_open",
    "mega_open_late",
    "mega_open_over",
    "mega_full",
    "mega_past",
}  # beside a room stands what bounds it


def verdict(plan: Plan) -> list[str]:
    """Two or three lines a person can repeat at the table, for each of them."""
    return [line.text for line in verdict_lines(plan)]


def verdict_lines(plan: Plan) -> list[VerdictLine]:
    """The same, each with its code and whom it is about."""
    found = [*_season(plan), *_folded(plan, [list(_about(plan, one)) for one in plan.people])]
    return [*(found or [_certain(plan, plan.people[0])]), *_last_year(plan)]


def _last_year(plan: Plan) -> Iterator[VerdictLine]:
    """In spring, that the year before is open as well, where nothing was told of it."""
    before = plan.case.season.last_year
    told = any(Move.PRIOR in (one.person.moves or ()) for one in plan.people)
    if before and not told and any(one.compensation is None or one.compensation.value for one in plan.people):
        yield _line("last_year", year=before.tax_year, by=before.contribute_by)


def _folded(plan: Plan, each: list[list[VerdictLine]]) -> Iterator[VerdictLine]:
    """What holds of both spouses in the same words is said once, in the place of the first."""
    own, other = each[0], each[1] if len(each) > 1 else []
    same = {line.bare for line in own} & {line.bare for line in other}
    for line in own:
        both = f"{who(plan, 'both')}{line.bare}"
        yield VerdictLine(line.code, both, "both", line.bare) if line.bare in same else line
    yield from (line for line in other if line.bare not in same)


def _season(plan: Plan) -> Iterator[VerdictLine]:
    when = plan.case.season
    values = {"year": when.tax_year, "convert_by": when.convert_by, "contribute_by": when.contribute_by}
    if when.phase is Phase.LATE and any(one.room is None or one.room.value for one in plan.people):
        converts = any(one.route is not Route.DIRECT or (one.chosen and one.chosen.forms) for one in plan.people)
        code = "late" if converts else "late_direct"
        yield _line(code, by=when.contribute_by, conversion_year=when.conversion_year, year=when.tax_year)
    elif when.phase is Phase.AHEAD:
        yield _line("ahead", year=when.tax_year)
    elif when.year_end_near:
        parts = [plan.steps, *(branch.steps for branch in plan.branches)]
        codes = {step.code for part in parts for step in part}
        musts = [
            ("roll_in", "roll_in"),
            ("convert", "convert"),
            ("convert_part", "convert"),
            ("convert_share", "convert"),
            ("after_tax", "after_tax"),
        ]
        due = next((must for code, must in musts if code in codes), None)
        if due:
            yield _line("season", must=say(f"plan.must.{due}"), **values)


def _about(plan: Plan, one: Outlook) -> Iterator[VerdictLine]:
    prefix = who(plan, one.who)
    for line in (*_ira_lines(plan, one), *(line for p in one.plans for line in _at_plan(plan, one, p))):
        if line.text:
            yield VerdictLine(line.code, prefix + line.text, one.who, line.text)


def _at_plan(plan: Plan, one: Outlook, outlook: PlanOutlook) -> Iterator[VerdictLine]:
    line, between = _mega_line(plan, one, outlook), open_ends.of_room(plan, one, outlook.kind)
    yield _line("mega_room_between", kind=kind_name(outlook.kind)) if between and line.code == ROOM_OPEN else line
    if line.code in CAPPED:
        yield VerdictLine("cap", _cap(outlook))
    if line.code != CLOSED:  # a plan that takes no after-tax money has no room for it
        yield VerdictLine("room", between)


def _line(code: str, /, **values: object) -> VerdictLine:
    return VerdictLine(code, say(f"plan.verdict.{code}", **values))


def _ira_lines(plan: Plan, one: Outlook) -> Iterator[VerdictLine]:
    when, way = plan.case.season, one.chosen
    year = when.tax_year
    if one.meant:
        amount = total(one.meant.withheld, one.meant.in_roth)
        yield _line("not_converted", amount=amount, year=year)
    yield from _excess(one, year)
    if one.to_roth.value:
        yield _line("to_roth", amount=one.to_roth, year=year, by=when.correct_by)
    yield from _at_work(plan, one)
    if not when.open:
        yield from _over(plan, one)
        return
    yield from _contributed(plan, one)
    yield from _isolated(plan, one)
    yield from _settled(plan, one)
    locked, first = one.held.locked, one.person.simple_first_deposit
    if locked and locked.value and first:
        yield _line("simple_locked", amount=locked, day=unlocked_on(first))
    if one.rmd is None and one.owes_rmd and (way or one.options):
        yield _line("before_rmd", year=when.conversion_year)
    if way is not None:
        yield _way_so_far(plan, one)
        yield from _lost(way)
        yield from _of_own_business(plan, one)
    elif one.options and one.route is not Route.DIRECT:  # who needs no back door waits for no answer
        yield _line("undecided", year=year, amount=_still(plan, one), kind=kind_name(one.taker))
    elif balance_unknown(one):
        yield _line("balance_unknown", year=year, amount=_still(plan, one))
    if way is not None and IraKind.INHERITED in (one.person.ira_kinds or ()):
        yield _line("inherited")
    yield from (VerdictLine(code, text) for code, text in open_ends.of_person(plan, one))


def _contributed(plan: Plan, one: Outlook) -> Iterator[VerdictLine]:
    """What can go into IRAs for the year, and by which route."""
    way, year, between = one.chosen, plan.tax_year, open_ends.straight_between(plan, one)
    so_far = "_so_far" if between else ""  # a sentence beside it then tells between what and what it lies
    if one.compensation and one.compensation.value == 0:
        yield _line("no_compensation", year=year)
    elif one.room is None or one.contribute is None:
        yield _certain(plan, one)
    elif one.barred and one.route is Route.NONE:
        yield _line("age_bar", year=year)
    elif one.route is Route.NONE and not (one.excess and one.excess.value) and not one.to_roth.value:
        own = one.person.contributed or one.person.contributed_roth
        yield _line("limit_used" if own else "pay_used", year=year)
    elif one.route is Route.DIRECT and one.direct is not None and not one.direct.value:
        yield _line("direct_unused", year=year)
    elif one.route is Route.DIRECT:
        yield _line(f"direct{so_far}", direct=one.direct, year=year)
    elif one.route is Route.PART:
        later = way is not None and way.way in {Way.DEDUCT, Way.WAIT}  # then the rest takes no back door this year
        code = "part_first" if later else "part"
        yield _line(f"{code}{so_far}", direct=one.direct, contribute=one.contribute, year=year)
    elif one.route is Route.UNKNOWN:
        code = "any_income" if between else "income_unknown" if one.direct_at_most is None else "income_at_most"
        apart = way is None and not one.options and not balance_unknown(one)  # else how it is open is said beside
        if apart or not between:
            ending = "" if apart else "_beside"
            yield _line(f"{code}{ending}", contribute=one.contribute, direct=one.direct_at_most, year=year)
    elif one.contribute.value and (straight := could_go_straight(one)):
        code = "direct_too_so_far" if between or open_ends.income_open(plan) else "direct_too"
        yield _line(code, direct=straight)


def _isolated(plan: Plan, one: Outlook) -> Iterator[VerdictLine]:
    """Basis that could be set apart by one who needs no back door, and converted alone."""
    way = next((w.option for w in plan.ways if (w.who, w.option.way) == (one.who, Way.ROLL_IN)), None)
    if one.idle and way is not None and not way.taxable.value:
        values = {"basis": one.held.basis, "roll_in": way.roll_in, "convert": way.convert, "taxable": way.taxable}
        yield _line("isolated", kind=kind_name(one.taker), **values)


def _still(plan: Plan, one: Outlook) -> str:
    """What can still go in, where that is known."""
    if open_ends.outcome_open(plan, one, Decides.CONTRIBUTE) or not one.contribute or not one.contribute.value:
        return ""
    return say("plan.amount_open", amount=one.contribute)


def could_go_straight(one: Outlook) -> Amount | None:
    """What the income would allow to go straight to a Roth IRA of one whose back door takes all of it."""
    made, room = one.person.moved(Move.ROTH), one.room
    if one.route is not Route.BACKDOOR or one.roth is None or made is None or room is None:
        return None
    most_of_it = least(room, most(one.roth.line("limit") - given(made, "made"), ZERO))
    return most_of_it if most_of_it.value > law.standing().figure("phaseout_floor").value else None


def _settled(plan: Plan, one: Outlook) -> Iterator[VerdictLine]:
    """What the tax year's own form says once its 31 December is past: final, whatever is still done."""
    year, forms = plan.tax_year, one.chosen.forms if one.chosen else ()
    sheets = [form.sheet for form in forms if form.year == year and plan.case.season.split and form.sheet["9"]]
    if sheets:
        lines = (sheet[number] or ZERO for sheet in sheets for number in ("15c", "18"))
        yield _line("settled", year=year, taxable=total(ZERO, *lines), basis=sheets[-1].line("14"))


def _over(plan: Plan, one: Outlook) -> Iterator[VerdictLine]:
    """Once nothing more can be contributed: what is left for the year, and what comes next."""
    when, way = plan.case.season, one.chosen
    year = when.tax_year
    if one.limit:
        code = "past" if way is None else "past_forms" if way.forms else "past_no_form"
        yield _line(code, year=year, by=when.contribute_by, limit=one.limit)
    if way is None:  # what the year's form hangs on
        yield from (VerdictLine(code, text) for code, text in open_ends.of_person(plan, one) if code in TAXED)
    if way and way.convert.value:
        yield _way_so_far(plan, one)
    before, unconverted = when.before, any((s.code, s.who) == ("next_year", one.who) for s in plan.steps)
    if unconverted:
        yield _line("next_year", year=year, now=before.tax_year if before else plan.today.year, made=one.held.made)
    if before:
        yield _line("next_open", by=before.contribute_by, year=before.tax_year, now=plan.today.year)
    elif not unconverted and plan.today.year in law.years():
        yield _line("next", now=plan.today.year)


def _lost(way: Option) -> Iterator[VerdictLine]:
    """Basis above all that the IRAs held: nothing deducts it once they are empty (IRC 67(g))."""
    for form in way.worked[-1:]:
        sheet = form.sheet
        if sheet["9"] and not (sheet["6"] and sheet.line("6").value):
            left = sheet.line("5") - sheet.line("13")
            if left.value > 0:
                yield _line("basis_left_over", left=left, year=form.year)


def _of_own_business(plan: Plan, one: Outlook) -> Iterator[VerdictLine]:
    """A plan of one's own that would take the pre-tax money in, and what that spares."""
    solo = next((option for option in one.options if option.way is Way.SOLO), None)
    if solo and any(fork.who == one.who for fork in plan.forks):
        day = plan.case.season.convert_by
        yield _line("solo", roll_in=solo.roll_in, convert=solo.convert, taxable=solo.taxable, by=day)


def _certain(plan: Plan, one: Outlook) -> VerdictLine:
    """What is certain before it is known what was done: status, income and pay alone close or open the direct way."""
    when, figures = plan.case.season, law.year(plan.tax_year)
    year, cap, magi, reach = when.tax_year, one.cap, one.roth_magi, one.roth_range
    if cap and one.limit and magi and reach:
        over, under = magi.value >= reach[1].value, magi.value <= reach[0].value
        code = "direct_closed" if over else "direct_open" if under else "direct_part"
        if over or under or cap.value == one.limit.value:  # else the pay may be less than what the income leaves
            return _line(code, year=year, limit=cap, top=reach[1])
    base = figures.figure("ira_contribution_limit")
    at_50 = base + figures.figure("ira_catch_up_50")
    return _line("limit_known", year=year, limit=base, limit50=at_50, by=when.contribute_by)


def _excess(one: Outlook, year: int) -> Iterator[VerdictLine]:
    """What is above the limit, and what only the income forbids to go straight into a Roth IRA."""
    if one.excess and one.by_income:
        for code, above in (("excess", one.excess - one.by_income), ("excess_by_income", one.by_income)):
            if above.value:
                yield _line(code, excess=above, year=year)


def _at_work(plan: Plan, one: Outlook) -> Iterator[VerdictLine]:
    """What is above a limit of a workplace plan."""
    year = plan.tax_year
    for found in one.above:
        due = law.year(year).date("excess_deferral_return_deadline")
        ending = found.limit or ("_late" if plan.today > due else "")
        yield _line(f"excess_deferrals{ending}", excess=found.excess, allowed=found.allowed, year=year, by=due)
    for outlook in one.plans:
        kind = kind_name(outlook.kind)
        if outlook.excess_additions and outlook.excess_additions.value:
            yield _line("excess_additions", excess=outlook.excess_additions, kind=kind, year=year)
        employer = outlook.room.lines.get("excess_employer") if outlook.room else None
        if outlook.room and employer and employer.value:
            largest = outlook.room.line("most_employer")
            yield _line("excess_employer", most=largest, excess=employer, kind=kind, year=year)


def _way_so_far(plan: Plan, one: Outlook) -> VerdictLine:
    """The way that leads, and that its amounts may still change."""
    line = _way(plan, one)
    if not line.text or not open_ends.outcome_open(plan, one, Decides.CONTRIBUTE, Decides.TAXABLE):
        return line
    return VerdictLine(line.code, f"{line.text} {say('plan.verdict.may_change')}")


def _way(plan: Plan, one: Outlook) -> VerdictLine:
    way, when = one.chosen, plan.case.season
    if way is None:
        return NOTHING
    code = str(way.way)
    first = one.person.simple_first_deposit
    unlocked = unlocked_on(first) if first and one.held.locked and one.held.locked.value else None
    if way.way is Way.CLEAN:
        code = "clean_growth" if way.taxable.value else "clean" if way.contribute.value else "clean_made"
        if way.taxable.value and one.held.value and not one.held.value.value:
            code = "clean_after"
        code = "clean_left" if way.left.value else code
    elif way.way is Way.ROLL_IN and way.taxable.value:
        code = "roll_in_part" if way.left.value else "roll_in_taxed"
    elif way.way is Way.ROLL_IN and any((fork.fact, fork.who) == (SETTLED, one.who) for fork in plan.forks):
        code = "roll_in_late"
    elif way.way is Way.WAIT:
        code = "wait_made" if not way.contribute.value else "wait_until" if unlocked else "wait"
    elif way.way is Way.DEDUCT:
        code = "deduct" if way.contribute.value else "deduct_made"
    moved = moved_already(one.held) or one.held.converted_next.value
    if way.way in {Way.NOTHING, Way.RELABEL}:
        if not way.payout.value:
            return NOTHING
        code = "paid_out"
    elif not way.convert.value and not way.contribute.value and way.way not in {Way.WAIT, Way.DEDUCT}:
        if when.split and not one.held.converted_next.value and not way.roll_in.value:
            return NOTHING  # of the new year; the old one's form has spoken
        if not moved:
            empty = way.way is Way.CLEAN and not (one.held.made and one.held.made.value) and not one.along.value
            return _line("nothing", year=when.tax_year) if empty else NOTHING
        clean = way.way is Way.CLEAN
        made = bool(one.held.made and one.held.made.value)
        code = "roll_in_after" if way.roll_in.value else ("done" if made else "converted") if clean else "moved"
    elif way.way is Way.AS_IS and moved:
        code = "as_is_moved"
    return _line(
        code,
        year=when.tax_year,
        conversion_year=when.conversion_year,
        year_end=when.convert_by,
        contribute=way.contribute,
        convert=way.convert,
        roll_in=way.roll_in,
        taxable=way.taxable,
        pretax=one.pretax,
        apart=f" {say('plan.apart.inherited')}" if IraKind.INHERITED in (one.person.ira_kinds or ()) else "",
        left=way.left,
        kind=kind_name(one.taker),
        unlocked=unlocked,
        basis=way.basis_left,
        deducted=way.deducted,
        saved=dollars(way.saved),
        why=say(f"plan.why_as_is.{_why_as_is(one)}", kind=kind_name(one.taker))
        if way.way in {Way.AS_IS, Way.WAIT}
        else "",
    )


def _why_as_is(one: Outlook) -> str:
    """Why no plan takes the pre-tax money in first."""
    if one.held.value and not one.held.value.value:
        return "gone"
    if accepted(one.person) is RollIn.NO:
        return "refused" if one.taker else "no_plan"
    return "locked" if one.held.locked and one.held.locked.value else "choosy"


def _mega_line(plan: Plan, one: Outlook, outlook: PlanOutlook) -> VerdictLine:
    when = plan.case.season
    room = outlook.room.line("room") if outlook.room else None
    values = {
        "kind": kind_name(outlook.kind),
        "whom": who_knows(outlook.kind),
        "year": when.tax_year,
        "room": room,
    }
    if when.phase in {Phase.LATE, Phase.PAST}:
        known = room is not None and outlook.room is not None
        return _line("mega_past", **values) if known else NOTHING
    match outlook.path:
        case MegaPath.OPEN_IN_PLAN | MegaPath.OPEN_IN_SERVICE:
            if room is None:
                return _line(ROOM_OPEN, **values)
            if not room.value:
                return _line("mega_full", **values)
            reach = None if outlook.kind is PlanKind.SOLO else plan.after_tax_to_come(one.who, outlook)
            late = reach is not None and outlook.put is not None and reach.value < outlook.put.value
            code = "mega_open" if not late else "mega_open_late" if reach and reach.value else "mega_open_over"
            return _line(code, reach=reach, **values)
        case MegaPath.NO_EXIT:
            return _line("mega_no_exit", **values)
        case MegaPath.UNKNOWN:
            full = room is not None and not room.value
            return _line("mega_full" if full else "mega_unknown", **values)
        case MegaPath.CLOSED:
            asked = one.person.plan(outlook.kind)
            return _line(CLOSED, **values) if asked and asked.after_tax_allowed is False else NOTHING


def _cap(outlook: PlanOutlook) -> str:
    if outlook.room is None:
        return ""
    limit = outlook.room.line("limit_415c")
    text = say(f"plan.cap.{binding(outlook.room)}", kind=kind_name(outlook.kind), limit=limit)
    more = outlook.room.line("more_as_catch_up")
    return (
        f"{text} {say('plan.cap.more', amount=more)}" if more.value and binding(outlook.room) is Cap.DOLLARS else text
    )
