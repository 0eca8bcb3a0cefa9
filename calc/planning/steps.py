"""What to do, in the order that keeps it legal and cheap. A step is a code, an amount and a day; no sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from calc import law
from calc.derivation import ZERO, Amount, dollars, least, most, total
from calc.facts import AMOUNT_OF, FilingStatus, IraKind, PlanKind
from calc.planning.assessment import Case, MegaPath, Outlook, PlanOutlook, Route
from calc.planning.early import Early
from calc.planning.half_birthday import half_birthday
from calc.planning.ledger import Ledger, ledger
from calc.planning.net_pay import net_pay_left, pay_left, reachable, under_the_cap
from calc.planning.options import Way, fresh_is_free
from calc.planning.paying_in_time import Payments
from calc.planning.putting_right import before_converting, putting_right
from calc.planning.rmd import gives_to_charity, of_charity_age
from calc.planning.rolling_in import accepted, movable
from calc.planning.season import Phase, Season, season
from calc.planning.step import RANK, Step
from calc.planning.tax_cost import TaxCost
from calc.planning.workplace_plans import counted_pay
from calc.refusals import Refusal
from calc.worksheets.deferral_limits import CatchUp
from calc.worksheets.mega_room import catch_up
from calc.worksheets.payroll import payroll

__all__ = ["Step", "must_be_empty", "rmd_first", "steps"]


def steps(case: Case, tax: TaxCost | None, payouts: Sequence[Early], due: Payments | None = None) -> tuple[Step, ...]:
    """Every step of everyone: what is wrong first, then what must settle by 31 December, then what can wait."""
    each = [*(s for person in case.people for s in _person(case, person)), *_pay(case, tax, payouts, due)]
    ranked = sorted(each, key=lambda step: (_later(case, step), RANK.index(step.code)))
    return tuple(_begun(case, step) for step in ranked)


def _later(case: Case, step: Step) -> int:
    """What is due with an earlier return stands first, and before the rest what is still for a tax year just over."""
    if step.code == "form_8606" and step.year is not None and step.year < case.season.tax_year:
        return 0
    next_year = case.season.split and step.year == case.season.conversion_year and step.code != "open_solo"
    return 1 + next_year


SLOW = {  # what waits for somebody else, and the line of ours that tells how long
    "roll_in": "slow_move_days",
    "ask_plan_first": "slow_move_days",
    "open_solo": "new_plan_days",
    "convert": "custodian_days",
    "convert_part": "custodian_days",
    "convert_share": "custodian_days",
    "convert_wish": "custodian_days",
    "rmd_first": "custodian_days",
    "charity_first": "slow_move_days",
    "recharacterize": "custodian_days",
    "to_roth": "custodian_days",
    "remove_excess": "custodian_days",
    "return_deferrals": "excess_notice_days",
}


def _begun(case: Case, step: Step) -> Step:
    """With the last day to begin, where that day is still ahead; else it is to be begun today."""
    if step.by is None or step.code not in SLOW:
        return step
    start = case.season.start_by(step.by, law.threshold(SLOW[step.code]))
    if step.values.get("still"):  # what payroll has not taken yet is kept out first
        start = case.today
    return replace(step, start=max(start, case.today))


def _person(case: Case, one: Outlook) -> Iterator[Step]:
    yield from putting_right(case, one)
    if one.contribute is None and case.season.open:
        found = _to_look_up(case, one)
        yield Step("look_up", one.who, year=case.season.tax_year, by=case.season.contribute_by, values=found)
    if not case.season.closed:
        yield from _ira(case, one)
        yield from _old_money(case, one)
    if case.season.phase in {Phase.CURRENT, Phase.AHEAD}:
        kept = ledger(case, one)
        for plan in one.plans:
            yield from _mega(case, one, plan, kept)
        yield from _catch_up(case, one, kept)
    yield from _paperwork(case, one)


def _to_look_up(case: Case, one: Outlook) -> dict[str, object]:
    """Which papers tell what is not known of this person: by name, those alone."""
    person, mine = one.person, one.person.pretax_ira_kinds
    papers = {
        "worth": mine is None or any(person.ira_value(kind) is None for kind in mine),
        "line_14": mine != () and person.basis is None,
        "moved": any(person.moved(move) is None for move in AMOUNT_OF),
        "takes": mine != () and person.plan_kinds != frozenset() and accepted(person) is None,
        "earned": case.facts.income is None or person.compensation is None,
    }
    return {name: True for name, open_still in papers.items() if open_still}


def _ira(case: Case, one: Outlook) -> Iterator[Step]:
    when, way = case.season, one.chosen
    moving = way is not None and (way.convert.value or way.roll_in.value)
    held = any(one.person.ira_value(kind) != 0 for kind in one.person.pretax_ira_kinds or ())
    if (moving or held) and rmd_first(one):
        if gives_to_charity(one.age, case.facts):
            most_of_it = law.year(when.tax_year).maybe("qcd_limit")
            yield Step(
                "charity_first", one.who, None, when.conversion_year, when.convert_by, values={"limit": most_of_it}
            )
        waits = one.first_rmd and not moving and not when.over
        values: dict[str, object] = {"april": date(when.conversion_year + 1, 4, 1)} if waits else {}
        left = one.held.value if one.rmd else None
        values |= {"left": left} if left and left.value else {}
        yield Step("rmd_first", one.who, one.rmd, when.conversion_year, when.convert_by, values=values)
    if one.direct and one.direct.value:
        yield Step("contribute_direct", one.who, one.direct, when.tax_year, when.contribute_by)
    if one.contribute and one.contribute.value and one.route is not Route.DIRECT:
        deducts: dict[str, object] = {"deducted": way.deducted} if way and way.deducted.value else {}
        deducts |= {"gifts": True} if deducts and of_charity_age(one.age) else {}
        put = Step(
            "contribute_traditional", one.who, one.contribute, when.tax_year, when.contribute_by, values=deducts
        )
        yield before_converting(one, put, when)
    if way is None:
        if one.options:
            yield Step("ask_plan_first", one.who, movable(one.held) or one.pretax, by=when.convert_by, kind=one.taker)
        elif balance_unknown(one):
            yield Step("find_basis", one.who, by=when.convert_by)
        return
    apart: dict[str, object] = {"inherited": True} if IraKind.INHERITED in (one.person.ira_kinds or ()) else {}
    if way.way is Way.ROLL_IN:
        yield Step("roll_in", one.who, way.roll_in, when.conversion_year, when.convert_by, one.taker)
    if way.convert.value and way.way is not Way.NOTHING:
        whole = "convert_part" if way.left.value else "convert"
        code = {Way.AS_IS: "convert_share", Way.WISH: "convert_wish"}.get(way.way, whole)
        rolled: dict[str, object] = {"rolled": way.roll_in} if way.roll_in.value else {}
        rolled |= apart | ({"taxable": way.taxable} if way.way is Way.WISH else {})
        yield Step(code, one.who, way.convert, when.conversion_year, when.convert_by, values=rolled)
    if must_be_empty(case, one):
        kinds = one.person.ira_kinds
        others = kinds is None or bool(kinds & {IraKind.SEP, IraKind.SIMPLE})
        values = {"day": when.convert_by, "others": others} | apart
        yield Step("zero_check", one.who, year=when.conversion_year, values=values)


def _old_money(case: Case, one: Outlook) -> Iterator[Step]:
    """Who can contribute nothing still has a conversion to decide on: how much, by when, and what it costs."""
    when, there = case.season, convertible(one)
    if one.route is Route.NONE and one.idle and there.value:
        yield Step("choose_amount", one.who, there, when.conversion_year, when.convert_by)


def convertible(one: Outlook) -> Amount:
    """Pre-tax IRA money that may be converted from today on."""
    if one.pretax is None or one.held.locked is None or one.held.value is None:
        return ZERO
    return least(one.pretax, most(one.held.value - one.held.locked, ZERO))


def overdue(year: int, case: Case) -> bool:
    """Whether the return of a year was due before today, extensions left out."""
    known = law.years()
    return year < known[0] or (year in known and not season(year, case.today, case.facts.state).open)


def balance_unknown(one: Outlook) -> bool:
    """Whether money goes, or went, by the back door although value or basis of the IRAs is not known."""
    made, contribute = one.held.made, one.contribute
    going = (made and made.value) or (contribute and contribute.value and one.route is not Route.DIRECT)
    return bool(going) and one.chosen is None and not one.options


def must_be_empty(case: Case, one: Outlook) -> bool:
    """Whether the IRAs must stand at zero on 31 December for the conversion, made or planned, to stay untaxed."""
    way, made = one.chosen, one.held.converted_next if case.season.split else one.held.converted
    if way is None or way.left.value or way.way not in {Way.CLEAN, Way.ROLL_IN}:
        return False
    return bool(way.convert.value or (made and made.value))


def rmd_first(one: Outlook) -> bool:
    """Whether a required minimum distribution must still come out of the IRAs, or may have to."""
    return one.owes_rmd and (one.rmd is None or one.rmd.value > 0)


def _mega(case: Case, one: Outlook, plan: PlanOutlook, kept: Ledger) -> Iterator[Step]:
    when = case.season
    room = plan.room.line("room") if plan.room else None
    if plan.path is MegaPath.UNKNOWN and (room is None or room.value):  # without room there is nothing to ask
        yield Step("ask_after_tax", one.who, room, when.tax_year, kind=plan.kind)
    elif plan in one.mega:
        own = one.person.plan(plan.kind)
        put = reachable(one, plan, when, before=roth_catch_up_left(one, kept))
        more, made = bool(put and put.value), bool(own and own.after_tax_made)
        if more and plan.kind is PlanKind.SOLO:
            yield Step("after_tax_solo", one.who, put, when.tax_year, when.convert_by, plan.kind)
        elif more and put:
            through = _payroll(case, one, plan, put)
            yield Step("after_tax", one.who, put, when.tax_year, when.convert_by, plan.kind, through)
        if more or made:
            code = "after_tax_in_plan" if plan.path is MegaPath.OPEN_IN_PLAN else "after_tax_in_service"
            values: dict[str, object] = {"automatic": bool(own and own.automatic), "growth": None}
            if plan.growth:
                values |= {"growth": plan.growth.line("taxable"), "paid_in": plan.growth.line("untaxed")}
            yield Step(code, one.who, None, when.tax_year, None, plan.kind, values)


def _catch_up(case: Case, one: Outlook, kept: Ledger) -> Iterator[Step]:
    """One catch-up over all 401(k), 403(b), TSP and SIMPLE plans (IRC 414(v)(2)(D)), one of a 457(b) beside it."""
    shared = [plan for plan in one.plans if plan.kind is not PlanKind.GOV457]
    beside = [plan for plan in one.plans if plan.kind is PlanKind.GOV457]
    for plans, share in ((shared, kept), (beside, kept.plans.get(PlanKind.GOV457, kept))):
        must = [plan for plan in plans if plan.catch_up in {CatchUp.ROTH_ONLY, CatchUp.BARRED}]
        if must:
            best = next((plan for plan in must if plan.catch_up is CatchUp.ROTH_ONLY), must[0])
            yield from _one_catch_up(case, one, best, share)


def _one_catch_up(case: Case, one: Outlook, plan: PlanOutlook, kept: Ledger) -> Iterator[Step]:
    when, made, left = case.season, kept.catch_up.made, kept.catch_up.left
    at = one.who, when.tax_year, when.convert_by, plan.kind
    who, year, by, kind = at
    if made and made.value and kept.roth_in is None:
        yield Step("roth_catch_up_made", who, made, year, by, kind)
    elif made and kept.roth_in and kept.roth_in.value < made.value:
        yield Step("roth_catch_up_turn", who, made - kept.roth_in, year, by, kind, {"roth": kept.roth_in})
    if plan.catch_up is CatchUp.BARRED:
        figure = "deferral_limit_457b" if kind is PlanKind.GOV457 else "elective_deferral_limit_402g"
        base, pay = law.year(year).figure(figure), counted_pay(who, one.person, kind, law.year(year))
        if pay is None or pay.value > base.value:  # else nothing above the limit can be deferred
            yield Step("no_catch_up", who, base, year, by, kind)
    elif left is None or left.value:
        largest = None if one.age is None else catch_up(one.age, law.year(year))
        first = kept.base.left
        values: dict[str, object] = {"first": first} if first and first.value else {}
        amount, net = left or largest, net_pay_left(one, kind, when)
        if amount and net:  # out of net pay, after what is left of the ordinary limit
            amount = least(amount, dollars(most(net - (first or ZERO), ZERO)))
        if amount is None or amount.value:
            yield Step("roth_catch_up", who, amount, year, by, kind, values)


def roth_catch_up_left(one: Outlook, kept: Ledger) -> Amount:
    """What a catch-up that must be Roth still takes of net pay; nothing where it may be pre-tax or is not known."""
    must = any(plan.catch_up is CatchUp.ROTH_ONLY for plan in one.plans if plan.kind is not PlanKind.GOV457)
    return kept.catch_up.left if must and kept.catch_up.left else ZERO


def _payroll(case: Case, one: Outlook, plan: PlanOutlook, put: Amount) -> dict[str, object]:
    """The percent of the gross pay that is left this year; empty where pay is not known, or payroll is over."""
    gross = pay_left(one, plan.kind, case.season)
    if gross is None or plan.put is None:
        return {}
    try:
        found = payroll(room=put, pay=gross, paychecks=1)
    except Refusal:
        return {}
    own, capped = one.person.plan(plan.kind), under_the_cap(one, plan.kind, case.season)
    net = net_pay_left(one, plan.kind, case.season)
    if own and capped and net and put.money == capped.money < plan.put.money:
        return {"cap": own.after_tax_percent, "fits": least(plan.put, dollars(net))}
    unused = dollars(found.unused)
    values: dict[str, object] = {"percent": found.percent} | ({"unused": unused} if unused.value else {})
    if put.money < plan.put.money:
        share = law.threshold("net_pay_share")
        values |= {"wanted": plan.put, "share": share}
    return values


def _pay(case: Case, tax: TaxCost | None, payouts: Sequence[Early], ahead_of_it: Payments | None) -> Iterator[Step]:
    """Due for the quarter of the conversion, from cash outside the IRA (IRC 6654); with no exception to 72(t)."""
    when = case.season
    if tax is None or case.taxable is None or not case.taxable.value or when.closed:
        return
    due = [] if when.split else law.year(when.tax_year).dates("estimated_tax_due_dates")
    ahead = next((day for day in due if day >= when.today), None)
    additional = total(*(one.whole for one in payouts if one.year == when.conversion_year))
    federal = tax.federal_at_most
    together = dollars(total(federal, tax.state_at_most or ZERO, additional)) if federal else None
    if together and together.value < law.threshold("least_tax_step_dollars").value:
        return
    code = "pay_tax" if together and ahead else "pay_tax_later"
    if together and case.taxable.value < law.threshold("large_taxable_dollars").value:
        code, ahead = "pay_tax_with_return", None
    owing = [one.who for one in case.people if one.taxable and (one.taxable + one.growth).value]
    who = owing[0] if len(owing) == 1 else "both"
    paid = total(*(one.meant.withheld for one in case.people))
    values: dict[str, object] = {"taxable": case.taxable, "income": kind_of_income(case)}
    values |= {"withheld": paid} if paid.value and not when.split else {}
    values |= {"early": additional} if additional.value else {}
    values |= {"young": True} if not paid.value and any(_young(one, when) for one in case.people) else {}
    if together and ahead_of_it and code == "pay_tax":
        code = "pay_tax_ahead" if ahead_of_it.rows else "pay_tax_covered"
        ahead = ahead_of_it.rows[0][0] if ahead_of_it.rows else when.contribute_by
        values |= _in_time(case, ahead_of_it, tax)
    yield Step(code, who, together, when.conversion_year, ahead, values=values)


def last_payment(case: Case, taxable: Amount | None, due: Payments | None) -> Iterator[Step]:
    """In January, for the year before: the fourth payment, where a safe harbor is not reached without it."""
    if not taxable or not due or not due.rows or not case.season.split:
        return
    (day, pay), *_ = due.rows
    owing = [one.who for one in case.people if one.held.converted and one.held.converted.value]
    values: dict[str, object] = {
        "taxable": taxable,
        "required": dollars(due.sheet.line("9")),
        "paid": due.sheet.line("6"),
    }
    yield Step(
        "pay_tax_january", owing[0] if len(owing) == 1 else "both", pay, case.season.tax_year, day, values=values
    )


def _young(one: Outlook, when: Season) -> bool:
    """Whether something is still converted by one who is under 59½ on 31 December, or may be."""
    converts = one.chosen is not None and bool(one.chosen.convert.value)
    born = one.person.birth_year
    return converts and born is not None and half_birthday(born).last > when.convert_by


def _in_time(case: Case, due: Payments, tax: TaxCost) -> dict[str, object]:
    """What of it must be in by which day, and the safe harbor that makes it enough."""
    sheet, harbor = due.sheet, due.harbor
    pay, withheld = sheet.line("pay"), sheet.line("6")
    below = not pay.value and sheet.line("9").value > withheld.value
    values: dict[str, object] = {"required": dollars(sheet.line("9")), "paid": withheld}
    values["harbor"] = "below" if below else harbor
    standing = law.standing()
    of_this_year = harbor == "this_year"
    share = "estimated_tax_current_year_share" if of_this_year else "estimated_tax_prior_year_share_high"
    separate = case.facts.filing_status is FilingStatus.MFS
    values["share"] = standing.figure(share)
    values["high"] = standing.figure("estimated_tax_high_agi_mfs" if separate else "estimated_tax_high_agi")
    values["least"] = standing.figure("estimated_tax_none_below")
    if due.rows:
        (day, first), *later = due.rows
        values |= {"day": day, "part": first, "pay": dollars(pay), "year_end": case.season.convert_by}
        values |= {"later": tuple(later)} if later else {}
        values |= {"more": True} if tax.federal_at_most and pay.value > tax.federal_at_most.value else {}
        values |= {"catching_up": True} if due.catching_up else {"late": True} if due.late else {}
        values |= {"rmd": True} if any(rmd_first(one) for one in case.people) else {}
    return values | ({"state": True} if tax.state_at_most and tax.state_at_most.value else {})


def kind_of_income(case: Case) -> str:
    """Where the taxable amount comes from: ``converted``, ``paid_out`` or ``both``."""
    if not case.payout.value:
        return "converted"
    return "paid_out" if case.taxable and case.taxable.value == case.payout.value else "both"


def _paperwork(case: Case, one: Outlook) -> Iterator[Step]:
    forms = one.chosen.forms if one.chosen else ()
    for form in forms:
        late = overdue(form.year, case)
        yield Step("late_form_8606" if late else "form_8606", one.who, form.sheet["14"], form.year)
    left = one.chosen.basis_left if one.chosen else ZERO
    waits = left.value and one.held.made and one.held.made.value
    if case.season.closed and waits and fresh_is_free(one.held):
        before = case.season.before
        yield Step("next_year", one.who, left, before.tax_year if before else case.today.year)
    year, first = case.season.tax_year, reported_anyway(one)
    if first and not overdue(year, case):
        penalty = law.standing().figure("form_8606_not_filed_penalty")
        yield Step("form_8606_open", one.who, first, year, values={"penalty": penalty})


def reported_anyway(one: Outlook) -> Amount | None:
    """Line 1 of the tax year's Form 8606 where the rest of the form turns on what is not known.

    A nondeductible contribution is reported for its year, converted or not (IRC 408(o)(4)(A)).
    """
    if one.chosen is not None or one.route is Route.DIRECT:
        return None
    line = total(ZERO, *(amount for amount in (one.held.made, one.contribute) if amount))
    return line.named("1") if line.value else None
