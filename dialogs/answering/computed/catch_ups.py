"""The catch-up of a plan at work: how much it is, whether it must be Roth, and who has the larger one."""

from __future__ import annotations

import re
from decimal import Decimal

from calc import law
from calc.worksheets.deferral_limits import deferral_limits
from calc.worksheets.mega_room import catch_up
from dialogs.answering.computed.patterns import data
from dialogs.answering.computed.plans import plan_of
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import say

NOTHING = Decimal(0)


def catch_up_part(question: Asked) -> Computed | None:
    """What of the deferrals is catch-up: what is above the limit for everybody."""
    made = question.figure("deferrals", "contribution", "other", "excess")
    made = plan_of(question).deferrals if made is None else made
    if made is None:
        return None
    base = deferral_limits(tax_year=question.year, age=0, deferred={}).money("limit")
    extra = catch_up(question.age, question.law).money
    part = min(max(made - base, NOTHING), extra)
    over = max(made - base - extra, NOTHING)
    values = {"part": part, "made": made, "base": base, "extra": extra, "over": over, "year": question.year}
    values["age"] = question.age
    head = say("asked.catch_up.over" if over else "asked.catch_up.part", **values)
    rule = say("asked.catch_up.rule", **values)
    return computed(question, "amount", head, amount=part, rule=rule, card="C130")


def roth_catch_up(question: Asked) -> Computed | None:
    """Whether the catch-up must be Roth: by last year's wages with the employer."""
    if (of_wages := question.year_of_wages) is not None:
        question.year = of_wages + 1
    line = question.law.maybe("roth_catch_up_wage_threshold_414v7")
    if line is None:
        head, rule = say("asked.catch_up.not_yet", year=question.year), say("asked.catch_up.rule_not_yet")
        return computed(question, "yes_no", head, amount=False, rule=rule, card="C80")
    box = re.search(data()["asks"]["in_box_3"], question.marked)
    wages = question.sums[int(box[1])] if box else question.figure("pay", "magi", "other_pay", "other")
    if wages is None:
        wages = next((plan.prior_wages for plan in question.person.plans.values() if plan.prior_wages), None)
    values = {"line": line, "wages": wages, "year": question.year, "before": question.year - 1}
    if wages is None:
        head = say("asked.catch_up.missing", **values)
        return computed(question, "missing", head, missing=("prior_wages",), card="C80")
    if question.told_age is not None and question.told_age < law.standing().whole("plan_catch_up_age"):
        head = say("asked.catch_up.too_young", **values)
        return computed(question, "yes_no", head, amount=False, card="C80")
    must = wages > line.money
    head = say("asked.catch_up.must" if must else "asked.catch_up.free", **values)
    if re.search(data()["asks"]["before_tax"], " ".join(question.asking)) and question.asks("may"):
        head = say("asked.catch_up.not_pretax" if must else "asked.catch_up.pretax", **values)
    rule = say("asked.catch_up.rule_roth", **values)
    return computed(question, "yes_no", head, amount=must, rule=rule, card="C80")


def larger(question: Asked) -> Computed | None:
    """Whether somebody has the larger catch-up of the years from 60 to 63; None where not just that is asked."""
    asks = question.wants_verdict and question.told("larger_catch_up") and question.asks("catch_up")
    if not asks or question.speaks_of("simple", "gov457"):
        return None
    age, figure = question.told_age, question.law.maybe("catch_up_60_63_414v")
    if age is None or figure is None:
        return None
    question.take_all()
    first, last = law.standing().figures["higher_catch_up_ages"].value
    yes, extra = first <= age <= last, catch_up(age, question.law)
    values = {"age": age, "larger": figure, "extra": extra, "year": question.year}
    values["limit"] = deferral_limits(tax_year=question.year, age=age, deferred={}).money("limit")
    key = "larger_yes" if yes else "larger_no" if extra.value else "larger_none"
    head, rule = say(f"asked.catch_up.{key}", **values), say("asked.catch_up.rule_larger")
    return computed(question, "yes_no", head, amount=yes, rule=rule, card="C130")
