"""Workplace plans: deferrals, everything together, room for after-tax money, and the solo 401(k)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal

from calc import law
from calc.derivation import cents, given
from calc.facts import PlanKind, WorkPlan
from calc.worksheets.deferral_limits import deferral_limits, last_three_years_457b, simple_limits
from calc.worksheets.mega_room import catch_up
from calc.worksheets.solo_401k import solo_401k
from dialogs.answering.computed import kinds
from dialogs.answering.computed.patterns import data
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed, facts_in_words
from dialogs.phrases import say

NOTHING = Decimal(0)
_CENT = Decimal("0.01")
_SUPER = 60  # the age with the largest catch-up
_PAID_IN = frozenset({"deferrals", "employer", "contribution"})
_OF_ONE_PLAN = 2  # amounts: what is deferred, and what the employer gives
_ENDINGS = {PlanKind.GOV457: "_457b", PlanKind.SIMPLE: "_simple"}
MEGA = "mega-room"
_SHARE_OF = re.compile(data()["asks"]["share_of"])


def mega(question: Asked) -> Computed | None:
    """Room for after-tax contributions to one plan; two people's or two plans' money is not added up."""
    if pair := question.of_each("deferrals", "employer"):
        return _mega_of_two(question, pair)
    told = sum(len(question.each(role)) for role in ("deferrals", "employer"))
    if question.told("unrelated") or (
        question.speaks_of("two_jobs") and (told > _OF_ONE_PLAN or len(question.each("deferrals")) > 1)
    ):
        return None  # each has a limit of its own, and whose money is whose nobody can tell
    if shared := _SHARE_OF.search(question.marked):
        if shared["deferrals"]:
            return None  # a share of what is deferred, and not of pay
        question.settle({int(shared["number"]): "pay"})
    _too_much_for_a_plan(question)
    plan = plan_of(question)
    deferred, employer = question.whole("deferrals"), question.whole("employer")
    if deferred is None and question.person is question.facts.you:
        deferred = question.figure("contribution")  # "I put 24,500 in", of a plan
    cap = _cap_told(question)
    made = question.figure("after_tax") or plan.after_tax_made or NOTHING
    asked = question.figure("after_tax") if question.wants_verdict or question.asks("excess") else None
    if asked is not None:
        made = plan.after_tax_made or NOTHING
    if further := _further(question):
        asked, made = further
    deferred = _deferred_in_words(question, deferred)
    if employer is None and question.says("no_employer"):
        employer = NOTHING
    _lean_on(question, plan, {"deferrals": deferred, "employer": employer, "after_tax": question.figure("after_tax")})
    deferred = plan.deferrals if deferred is None else deferred
    employer = plan.employer_money if employer is None else employer
    pay = _pay_of(question, plan, deferred)
    if pay is not None and deferred is not None and pay < deferred:
        return None  # nobody defers more than the pay: one of them is something else
    top = question.law.figure("annual_additions_limit_415c").money
    if pay is None and "plan_after_tax_percent" in _caps(plan, question):
        return None  # a cap in percent of a pay that nobody told
    if pay is None:
        question.assume("pay_enough", most=top)
    if question.told_age is None and deferred is not None:
        question.assume("under_50")
    out = question.work(
        MEGA,
        {
            "tax_year": question.year,
            "age": question.told_age if question.told_age is not None else question.age,
            "compensation": pay if pay is not None else top,
            "elective_deferrals": deferred or NOTHING,
            "employer_contributions": employer or NOTHING,
            "after_tax_so_far": made,
            **_caps(plan, question),
            **({} if cap is None else {"plan_after_tax_dollar_cap": cap}),
        },
    )
    room = Decimal(str(out["room"]))
    values = {
        "room": room,
        "top": Decimal(str(out["overall_limit"])),
        "deferred": Decimal(str(out["counted_deferrals"])),
        "employer": employer or NOTHING,
        "made": made,
        "year": question.year,
        "counted": top - question.law.figure("elective_deferral_limit_402g").money,
    }
    missing = tuple(name for name, value in (("deferrals", deferred), ("employer_money", employer)) if value is None)
    if missing:
        key = "missing_deferrals" if "deferrals" in missing else "missing_employer"
        head = say(f"asked.mega.{key}", what=facts_in_words(missing), **values)
        return computed(
            question, "range", head, amount=(NOTHING, room), missing=missing, worksheet=MEGA, lines=out, card="C72"
        )
    rule = say("asked.mega.rule", **values)
    if asked is not None and question.asks("over"):
        over = asked > room
        head = say(f"asked.mega.{'over' if over else 'within'}", asked=asked, over=asked - room, **values)
        head = say("asked.yes" if over else "asked.no", rest=head)
        return computed(question, "yes_no", head, amount=over, rule=rule, worksheet=MEGA, lines=out, card="C72")
    if asked is not None:
        key = "yes" if asked <= room else "no"
        head = say(f"asked.mega.{key}", asked=asked, over=asked - room, **values)
        return computed(
            question, "yes_no", head, amount=asked <= room, rule=rule, worksheet=MEGA, lines=out, card="C72"
        )
    head = say("asked.mega.room", **values)
    return computed(question, "amount", head, amount=room, rule=rule, worksheet=MEGA, lines=out, card="C72")


def _pay_of(question: Asked, plan: WorkPlan, deferred: Decimal | None) -> Decimal | None:
    """The pay of the question, else of the plan or the talk, unless that is less than what is deferred from it."""
    told = question.figure("pay", "magi")
    if told is not None:
        return told
    pay = plan.pay if plan.pay is not None else question.person.compensation
    return None if pay is not None and deferred is not None and pay < deferred else pay


def _too_much_for_a_plan(question: Asked) -> None:
    """What is more than all that one plan may take is the pay."""
    of = kinds.roles(question.marked, question.sums, question.kind, question.settled)
    most = question.law.figure("annual_additions_limit_415c").money + catch_up(_SUPER, question.law).money
    too_much = [n for n, role in of.items() if role in _PAID_IN and question.sums[n] > most]
    first = () if "pay" in of.values() else too_much[:1]
    if too_much:
        question.settle({**dict.fromkeys(too_much, kinds.REST), **dict.fromkeys(first, "pay")})


def _cap_told(question: Asked) -> Decimal | None:
    """The dollars that the plan takes after tax at most: "allows after-tax up to 12k"."""
    of = kinds.roles(question.marked, question.sums, question.kind, question.settled)
    bound = re.compile(data()["asks"]["no_more_than"])
    bounded = [n for n, role in of.items() if role == "after_tax" and bound.search(question.spans[n].words)]
    if bounded:
        question.settle(dict.fromkeys(bounded, "cap"))
    return question.figure("cap")


def _lean_on(question: Asked, plan: WorkPlan, told: Mapping[str, Decimal | None]) -> None:
    """The amounts of the talk's plan that stand for those the question does not tell."""
    known = {"deferrals": plan.deferrals, "employer": plan.employer_money, "after_tax": plan.after_tax_made}
    for role, amount in told.items():
        if amount is None:
            question.lean(role, known[role])


def _further(question: Asked) -> tuple[Decimal, Decimal] | None:
    """After-tax money that is to come on top, and what is in already; None where the question does not tell both."""
    found = re.search(data()["asks"]["further"], question.marked)
    if found is None or not question.wants_verdict:
        return None
    number = int(found["number"])
    of = kinds.roles(question.marked, question.sums, question.kind, question.settled)
    made = [question.sums[n] for n, role in of.items() if role == "after_tax" and n != number]
    return (question.sums[number], sum(made, NOTHING)) if made else None


def _mega_of_two(question: Asked, pair: tuple[Asked, Asked]) -> Computed | None:
    """The room of each of two spouses, you first; None where one of them is not told in full."""
    own, other = (mega(one) for one in pair)
    if own is None or other is None or own.kind != "amount" or other.kind != "amount":
        return None
    head = say("asked.mega.of_two", room=own.amount, other=other.amount, year=pair[0].year)
    rule = own.text.partition("\n\n")[2]
    question.assumed += pair[0].assumed
    question.sheets[:] = own.sheets
    amount = own.amount
    return computed(question, "amount", head, amount=amount, rule=rule, worksheet=MEGA, lines=own.lines, card="C72")


def whole_plan(question: Asked) -> Computed | None:
    """Everything that can go into one plan: 415(c) and the catch-up above it."""
    top = question.law.figure("annual_additions_limit_415c").money
    extra = catch_up(question.age, question.law).money
    pay = question.figure("pay", "magi")
    pay = pay if pay is not None else question.person.compensation
    if pay is None:
        question.assume("pay_enough", most=top)
    whole = min(top, pay) + extra if pay is not None else top + extra
    values = {"whole": whole, "top": top, "extra": extra, "year": question.year}
    rule = say("asked.whole_plan.rule_extra" if extra else "asked.whole_plan.rule", **values)
    return computed(question, "amount", say("asked.whole_plan.most", **values), amount=whole, rule=rule, card="C72")


def deferral(question: Asked) -> Computed | None:
    """The most that may be deferred from pay, and what of it is left."""
    if (
        question.speaks_of("gov457")
        and question.asks("whole", "both_of_us", "total_out")
        and question.told("beside_457")
    ):
        return _both_limits(question)
    kind = _kind(question)
    if kind is PlanKind.GOV457 and question.told("last_three"):
        return _last_three(question)
    if question.who == "both" and (ages := question.ages_of_two) and not question.sums:
        return _of_two_ages(question, kind, ages)
    told = _deferred_so_far(question)
    if kind is PlanKind.SIMPLE and told is not None and question.asks("plan"):  # one limit for both
        kind = PlanKind.K401
    further = re.search(data()["asks"]["so_much_more"], question.marked)
    ahead = further and told is not None and "contribution" not in question.figures  # no part of what is in
    if ahead or re.search(data()["asks"]["after_tax_put"], question.marked):
        return None  # nor is after-tax money a deferral
    if told is None and (question.kind == "deferral_left" or question.asks("still")):
        told = plan_of(question).deferrals
    if told is not None and question.asks("over") and not question.asks("still"):
        return deferred_too_much(question)
    small = kind is PlanKind.SIMPLE and question.told("few_employees")
    if question.told_age is None and question.asks("catch_up"):
        question.age = law.standing().whole("plan_catch_up_age")  # asked for with it
    sheet = deferral_limits(
        tax_year=question.year,
        age=question.age,
        deferred={kind: told or NOTHING},
        small_simple_employer=small,
    )
    ending = _ENDINGS.get(kind, "")
    limit, left = sheet.money(f"limit{ending}"), sheet.money(f"left{ending}")
    values = {"limit": limit, "left": left, "year": question.year, "deferred": told or NOTHING}
    if told is None and not question.sums and question.kind == "deferral_left" and not question.wants_verdict:
        return _so_far_missing(question, limit)
    extra = _catch_up_in(question, kind, small=small)
    pay = question.figure("pay", "profit", "magi")
    if pay is not None and pay < limit and told is None and question.asks("still") and question.speaks_of("two_jobs"):
        return None  # what one plan got already sounds like a pay
    if pay is not None and pay < limit and told is None and not question.speaks_of("spouse", "two_jobs"):
        head = say("asked.deferral.pay", pay=pay, limit=limit, year=question.year)
        rule = say("asked.deferral.rule_pay")
        return computed(question, "amount", head, amount=pay, rule=rule, lines=sheet, card="C130")
    left_asked = told is not None
    asked = question.figure("contribution") if "deferrals" in question.figures else None
    if question.wants_verdict and asked is not None and not question.speaks_of("roth", "spouse", "them"):
        values["asked"] = asked
        head = say("asked.deferral.more_yes" if asked <= left else "asked.deferral.more_no", **values)
        rule = say("asked.deferral.rule", **values)
        return computed(question, "yes_no", head, amount=asked <= left, rule=rule, lines=sheet, card="C130")
    if extra and question.asks("catch_up") and told is None and not question.asks("whole", "limit"):
        part = {"extra": extra, "base": limit - extra, **values}
        head, rule = say("asked.deferral.catch_up", **part), say("asked.deferral.rule", **values)
        return computed(question, "amount", head, amount=extra, rule=rule, lines=sheet, card="C130")
    alone = ending if ending == "_simple" else ""
    head = say("asked.deferral.left" if left_asked else f"asked.deferral.limit{alone}", **values)
    head += _by_paycheck(question, left) if left_asked else ""
    base = limit - extra
    rule = say("asked.deferral.rule_extra" if extra else "asked.deferral.rule", base=base, extra=extra, **values)
    if kind is PlanKind.SIMPLE:
        rule = _of_a_simple(question, small=small)
    elif question.told("long_service"):
        more = law.standing().figure("service_catch_up_403b_year")
        head += " " + say("asked.deferral.service", more=more)
    amount = left if left_asked else limit
    return computed(question, "amount", head, amount=amount, rule=rule, lines=sheet, card="C130")


def _deferred_so_far(question: Asked) -> Decimal | None:
    """What was deferred, with two employers both parts; more than goes into a plan in a year is what it holds."""
    told = question.figure("deferrals", "contribution")
    if question.told("of_two_employers") and {"deferrals", "contribution"} <= question.figures.keys():
        told = question.figures["deferrals"] + question.figures["contribution"]
    most = question.law.figure("annual_additions_limit_415c").money
    return None if told is not None and told > most else told


def _so_far_missing(question: Asked, limit: Decimal) -> Computed:
    """What is left hangs on what went in so far, which nobody told."""
    head = say("asked.deferral.missing", limit=limit, year=question.year)
    return computed(question, "limits", head, amount=(limit,), missing=("deferrals",), card="C130")


def _of_a_simple(question: Asked, *, small: bool) -> str:
    """How the limit of a SIMPLE IRA is made up, and what it is with the employers of the other size."""
    base, extra = simple_limits(question.age, question.law, small_employer=small)
    other = sum((one.money for one in simple_limits(question.age, question.law, small_employer=not small)), NOTHING)
    values = {"base": base, "extra": extra, "other": other}
    if other == (base + extra).money:
        return say("asked.deferral.rule_simple_alone", **values)
    return say("asked.deferral.rule_simple_small" if small else "asked.deferral.rule_simple", **values)


def _of_two_ages(question: Asked, kind: PlanKind, ages: tuple[int, int]) -> Computed:
    """What each of two spouses may defer, you first."""
    ending = _ENDINGS.get(kind, "")
    sheets = [deferral_limits(tax_year=question.year, age=age, deferred={kind: NOTHING}) for age in ages]
    own, other = (sheet.money(f"limit{ending}") for sheet in sheets)
    head = say("asked.deferral.of_two", limit=own, other=other, year=question.year)
    rule = say("asked.deferral.rule")
    return computed(question, "amount", head, amount=own, rule=rule, lines=sheets[0], card="C130")


def _last_three(question: Asked) -> Computed:
    """The limit of a 457(b) in the three years before the plan's normal retirement age."""
    most = cents(last_three_years_457b(question.year)).money
    own = question.law.figure("deferral_limit_457b").money
    head = say("asked.deferral.last_three", most=most, limit=own, year=question.year)
    rule = say("asked.deferral.rule_last_three", limit=own)
    return computed(question, "amount", head, amount=most, rule=rule, card="C130", of_all=True)


def _both_limits(question: Asked) -> Computed:
    """What may be deferred into a governmental 457(b) and another plan together."""
    sheet = deferral_limits(
        tax_year=question.year, age=question.age, deferred={PlanKind.GOV457: NOTHING, PlanKind.B403: NOTHING}
    )
    own, rest = sheet.money("limit_457b"), sheet.money("limit")
    head = say("asked.deferral.both_together", both=own + rest, limit=own, rest=rest, year=question.year)
    rule = say("asked.deferral.rule_457b")
    return computed(question, "amount", head, amount=own + rest, rule=rule, card="C130", of_all=True)


def _catch_up_in(question: Asked, kind: PlanKind, *, small: bool) -> Decimal:
    """What of the limit is catch-up: a SIMPLE IRA has one of its own."""
    if kind is not PlanKind.SIMPLE:
        return catch_up(question.age, question.law).money
    old, young = (
        deferral_limits(tax_year=question.year, age=age, deferred={kind: NOTHING}, small_simple_employer=small)
        for age in (question.age, 0)
    )
    return old.money("limit_simple") - young.money("limit_simple")


def _by_paycheck(question: Asked, left: Decimal) -> str:
    """What is left, over the paychecks that are told to come; empty where none are."""
    checks = re.search(data()["asks"]["paychecks_left"], question.plain)
    if checks is None or not left:
        return ""
    each = (left / int(checks["count"])).quantize(_CENT, ROUND_DOWN)
    return " " + say("asked.deferral.by_paycheck", each=each, count=int(checks["count"]))


def deferred_too_much(question: Asked) -> Computed | None:
    """Whether what was deferred over several jobs is above the limit."""
    made = question.figure("deferrals", "contribution")
    if made is None:
        return None
    told = question.each("deferrals")
    if question.speaks_of("gov457") and len(told) > 1:
        return _beside_a_457b(question, told)
    sheet = deferral_limits(tax_year=question.year, age=question.age, deferred={_kind(question): made})
    ending = _ENDINGS.get(_kind(question), "")
    limit = sheet.money(f"limit{ending}")
    over = max(made - limit, NOTHING)
    values = {"limit": limit, "over": over, "made": made, "year": question.year}
    may = question.wants_verdict and not question.asks("over")
    key = "too_much" if over and not question.wants_verdict else "over" if over else "within"
    head = say(f"asked.deferral.{'may_' if may else ''}{key}", **values)
    until = question.law.date("excess_deferral_return_deadline")
    rule = say("asked.deferral.rule_over" if over else "asked.deferral.rule", until=until)
    return computed(question, "amount", head, amount=over, rule=rule, lines=sheet, card="C130", of_all=True)


def _beside_a_457b(question: Asked, told: tuple[Decimal, ...]) -> Computed:
    """A governmental 457(b) has a limit of its own beside that of the other plans."""
    limits = deferral_limits(tax_year=question.year, age=question.age, deferred={PlanKind.GOV457: NOTHING})
    other = deferral_limits(tax_year=question.year, age=question.age, deferred={PlanKind.K401: NOTHING})
    own, rest = limits.money("limit_457b"), other.money("limit")
    within = sum(told, NOTHING) <= own + rest and max(told) <= max(own, rest)
    values = {"limit": own, "rest": rest, "year": question.year}
    over = "_over" if question.asks("over") else ""
    head = say(f"asked.deferral.both_{'yes' if within else 'no'}{over}", **values)
    return computed(question, "yes_no", head, amount=within, rule=say("asked.deferral.rule_457b"), card="C130")


def plan_growth(question: Asked) -> Computed | None:
    """What of after-tax plan money is taxed when it moves to Roth: its growth."""
    growth = question.figure("growth")
    if growth is None and (made := question.figure("after_tax")) is not None:
        now = question.figure("worth_now", "value")
        growth = max(now - made, NOTHING) if now is not None else None
    if growth is None:
        return None
    head = say("asked.mega.growth", growth=growth)
    return computed(question, "amount", head, amount=growth, rule=say("asked.mega.rule_growth"), card="C74")


def solo(question: Asked) -> Computed | None:
    """What may go into a solo 401(k), from the profit of the business."""
    plan = next((p for kind, p in question.person.plans.items() if kind is PlanKind.SOLO), WorkPlan())
    if question.told("of_a_corporation") and (wages := question.figure("pay")) is not None:
        in_all = question.told("both_parts") or (question.kind == "solo" and question.asks("whole"))
        return _all_of_wages(question, wages) if in_all else _of_wages(question, wages, sep=False)
    profit = question.figure("profit", "pay", "magi")
    profit = plan.net_profit if profit is None else profit
    top = question.law.figure("annual_additions_limit_415c").money
    limit = question.law.figure("elective_deferral_limit_402g").money + catch_up(question.age, question.law).money
    extra = catch_up(question.age, question.law).money
    if profit is None and question.told("employee_part"):
        elsewhere = question.figure("deferrals", "contribution") or (limit if question.says("maxed") else NOTHING)
        own = max(limit - elsewhere, NOTHING)
        head = say("asked.solo.own", own=own, limit=limit, elsewhere=elsewhere, year=question.year)
        return computed(question, "amount", head, amount=own, rule=say("asked.solo.rule_own"), card="C78")
    if profit is None:
        head = say("asked.solo.missing", top=top + extra, year=question.year)
        return computed(question, "range", head, amount=(NOTHING, top + extra), missing=("net_profit",), card="C78")
    elsewhere = question.figure("deferrals") or (limit if question.says("maxed") else NOTHING)
    sheet = solo_401k(
        tax_year=question.year,
        age=question.age,
        net_profit=profit,
        wages_elsewhere=_wages_beside(question),
        deferrals_elsewhere=elsewhere,
    )
    employer = sheet.money("most_employer")
    earned = sheet.money("left")
    own = min(max(limit - elsewhere, NOTHING), earned)
    whole = min(own + employer, top + extra, earned)
    values = {"employer": employer, "own": own, "whole": whole, "profit": profit, "year": question.year}
    values |= {"half": sheet.money("half_of_the_tax"), "earned": earned}
    part = question.kind == "solo_employer" or (question.asks("employer") and not question.asks("defer"))
    part = part and not question.asks("whole") and not question.told("both_parts")
    head = say("asked.solo.employer" if part else "asked.solo.whole", **values)
    rule = say("asked.solo.rule", **values)
    amount = employer if part else whole
    return computed(question, "amount", head, amount=amount, rule=rule, lines=sheet, card="C78")


def _of_wages(question: Asked, wages: Decimal, *, sep: bool) -> Computed:
    """What an owner's own corporation may put in: a quarter of the wages it pays."""
    question.reckoned.add("s_corporation")
    year = question.law
    top = year.figure("annual_additions_limit_415c").money
    counted = given(min(wages, year.figure("compensation_cap_401a17").money), "pay")
    deferred = NOTHING if sep else question.figure("deferrals") or NOTHING
    base = min(deferred, year.figure("elective_deferral_limit_402g").money)  # the catch-up is not counted
    share = cents(counted * year.figure("employer_contribution_share_of_pay")).money
    most = max(min(share, min(top, wages) - base), NOTHING)
    values = {"most": most, "wages": wages, "year": question.year}
    rule = say("asked.solo.rule_wages", top=top)
    return computed(question, "amount", say("asked.solo.of_wages", **values), amount=most, rule=rule, card="C78")


def _deferred_in_words(question: Asked, told: Decimal | None) -> Decimal | None:
    """What is deferred, also where it is told without an amount: nothing, or all that may be."""
    if question.says("no_deferrals") and not question.plainly("deferrals", "deferrals"):
        return NOTHING
    if told is None and question.says("full_deferral"):
        return deferral_limits(tax_year=question.year, age=question.age, deferred={}).money("limit")
    return told


def _all_of_wages(question: Asked, wages: Decimal) -> Computed:
    """What goes into the plan of an owner's own corporation in all: deferred from the wages, and put in by it."""
    extra = catch_up(question.age, question.law).money
    limit = question.law.figure("elective_deferral_limit_402g").money + extra
    own = min(limit, wages)
    top = question.law.figure("annual_additions_limit_415c").money + extra
    share = given(min(wages, question.law.figure("compensation_cap_401a17").money), "pay")
    quarter = cents(share * question.law.figure("employer_contribution_share_of_pay")).money
    question.reckoned.add("s_corporation")
    whole = min(own + quarter, top)
    head = say("asked.solo.whole", whole=whole, own=own, employer=whole - own, year=question.year)
    rule = say("asked.solo.rule_wages", top=top)
    return computed(question, "amount", head, amount=whole, rule=rule, card="C78")


def _wages_beside(question: Asked) -> Decimal:
    """Wages of a job beside the business, which use up the social security wage base."""
    return question.figure("pay") or NOTHING if "profit" in question.figures else NOTHING


def plan_of(question: Asked) -> WorkPlan:
    """The one plan of this year that the talk knows; an empty one where there are several or none."""
    current = [plan for kind, plan in question.person.plans.items() if kind not in {PlanKind.OLD, PlanKind.PENSION}]
    return current[0] if len(current) == 1 and question.of_this_year else WorkPlan()


def _caps(plan: WorkPlan, question: Asked) -> dict[str, object]:
    percent = question.shares.get("cap", question.shares.get("after_tax", plan.after_tax_percent))
    caps = {"plan_after_tax_percent": percent, "plan_after_tax_dollar_cap": plan.after_tax_dollars}
    return {name: value for name, value in caps.items() if value is not None}


def _kind(question: Asked) -> PlanKind:
    if question.speaks_of("simple") and re.search(data()["asks"]["beside_457"], question.text):
        return PlanKind.K401  # one limit for both
    if question.speaks_of("gov457"):
        return PlanKind.GOV457
    return PlanKind.SIMPLE if question.speaks_of("simple") else PlanKind.K401


def sep(question: Asked) -> Computed | None:
    """What may go into a SEP IRA, from the profit of the business, which what a SEP holds is not."""
    holds = question.told("sep_holds")
    if holds and not question.asks("limit", "much"):
        return None
    if question.told("of_a_corporation") and (wages := question.figure("pay")) is not None:
        return _of_wages(question, wages, sep=True)
    profit = None if holds else question.figure("profit", "pay", "magi")
    top = question.law.figure("annual_additions_limit_415c").money
    if profit is None:
        head = say("asked.sep.missing", top=top, year=question.year)
        return computed(question, "range", head, amount=(NOTHING, top), missing=("net_profit",), card="C78")
    sheet = solo_401k(tax_year=question.year, age=0, net_profit=profit, wages_elsewhere=_wages_beside(question))
    most = min(sheet.money("most_employer"), top)
    values = {"most": most, "profit": profit, "year": question.year}
    values |= {"half": sheet.money("half_of_the_tax"), "earned": sheet.money("left")}
    head, rule = say("asked.sep.most", **values), say("asked.sep.rule", **values)
    return computed(question, "amount", head, amount=most, rule=rule, lines=sheet, card="C78")
