"""Short answers about one plan, from its own figures: is it worth it, what first, waiting, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from calc import law
from calc.derivation import ZERO, Amount, total
from calc.planning.plan import Plan
from dialogs.phrases import say
from dialogs.views.plan import steps as telling
from dialogs.views.plan.screen import to_set_aside
from dialogs.views.plan.side_by_side import alternatives
from dialogs.views.plan.sizing import sizing
from dialogs.views.plan.steps import StepLine
from dialogs.views.plan.verdict import verdict

MOST = 4  # lines of a kind
CONVERTING = frozenset({"convert", "convert_part", "convert_share"})
SLOW = frozenset({"roll_in"})
THROUGH_PAYROLL = frozenset({"after_tax"})
AFTER_TAX = THROUGH_PAYROLL | {"after_tax_solo", "after_tax_in_plan", "after_tax_in_service"}
PAYING = "pay_tax"  # the codes of all steps that pay tax begin so
RISKS = "risks"
CONTRIBUTING = frozenset({"contribute_traditional", "contribute_direct"})
FORMS = frozenset({"form_8606", "form_8606_open"})
OF_A_KIND = {  # what steps have in common, in the order in which they are carried out
    "excess": frozenset({"recharacterize", "remove_excess", "excess_left"}),
    "roll_in": SLOW,
    "traditional": frozenset({"contribute_traditional"}),
    "convert": CONVERTING,
    "zero": frozenset({"zero_check"}),
    "after_tax": AFTER_TAX,
    "form": FORMS,
}
INTO_ROTH = CONVERTING | {"convert_wish", "contribute_direct", "after_tax_in_plan", "after_tax_in_service", "to_roth"}


def in_short(plan: Plan, asked: str, warned: Sequence[str] = ()) -> str:
    """asked: a kind of ``dialogs.understanding.of_plan``. warned: the warnings in words, the costliest first."""
    return "\n".join(_risks(warned) if asked == RISKS else ANSWERS[asked](plan))


def _worth(plan: Plan) -> Iterator[str]:
    """What it costs and brings; whether it pays hangs on a rate that nobody knows."""
    taxable = plan.case.taxable
    into_roth = any(step.code in INTO_ROTH for step in plan.every_step)
    if not plan.steps and not plan.forks:
        yield say("plan.short.nothing_to_do")
    elif taxable is None:
        yield say("plan.short.worth_unknown")
    elif not taxable.value:
        yield say("plan.short.worth_free" if into_roth else "plan.short.worth_later", steps=len(plan.steps))
    elif not into_roth:
        yield say("plan.short.worth_paid_out", taxable=taxable)
    elif _is_growth(plan, taxable):
        yield say("plan.short.worth_nearly_free", taxable=taxable, steps=len(plan.steps))
    else:
        yield say("plan.short.worth_taxed", rate=_rate(plan))
    yield from _verdict(plan)
    yield from _tax(plan)
    yield say("plan.short.yours")


def _is_growth(plan: Plan, taxable: Amount) -> bool:
    """Whether next to all of what moves into a Roth moves untaxed."""
    moving = total(ZERO, *(step.amount for step in plan.steps if step.code in INTO_ROTH and step.amount))
    return taxable.value <= (moving * law.threshold("growth_share")).value


def _rate(plan: Plan) -> str:
    """What a taxed dollar costs on average, where the tax is one amount."""
    taxable, tax = plan.case.taxable, plan.tax
    if taxable is None or tax is None or tax.federal is None or tax.federal_ends or tax.state_ends:
        return say("plan.short.rate_open")
    cost = total(tax.federal, tax.state or ZERO)
    return say("plan.short.rate", share=(cost / taxable).value)


def _first(plan: Plan) -> Iterator[str]:
    steps = telling.numbered(plan, plan.steps)
    if steps:
        yield telling.whole(steps[0], plan)
        if len(steps) > 1:
            left = plan.steps[plan.steps.index(steps[0].step) + 1 :]
            yield say("plan.short.after", count=len(left), next=telling.line(steps[1]))
        return
    yield say("plan.short.first_open" if plan.forks else "plan.short.nothing_to_do")
    yield from (telling.branch_words(plan, one) for one in plan.forks[:MOST])


def _would(plan: Plan) -> Iterator[str]:
    yield say("plan.short.would")
    yield from _verdict(plan)
    yield from (telling.line(one) for one in telling.numbered(plan, plan.steps)[:MOST])
    yield from _tax(plan)
    if plan.alternatives:
        yield say("plan.short.others")


def _wait(plan: Plan) -> Iterator[str]:
    """The days until which nothing is lost, the earliest first."""
    dated = [(day, one) for one in _all_steps(plan) if (day := _day(one)) is not None]
    if not dated:
        yield say("plan.short.wait_free")
        return
    dated.sort(key=lambda pair: pair[0])
    slow = any(one.step.code in SLOW for _, one in dated)
    yield say("plan.short.wait_slow" if slow else "plan.short.wait", day=dated[0][0])
    yield from (telling.line(one) for _, one in dated[:MOST])
    yield from _after_its_day(plan, {one.step.code: day for day, one in dated})


def _after_its_day(plan: Plan, days: Mapping[str, date]) -> Iterator[str]:
    """What is lost, and what is only another year's, where a step is late. days: the last of each kind of step."""
    when, codes = plan.case.season, days.keys()
    if codes & CONTRIBUTING:
        if any(days[code] < when.contribute_by for code in codes & CONTRIBUTING):
            yield say("plan.short.wait_counts_until", year=plan.tax_year, by=when.contribute_by)
        yield say("plan.short.wait_lost", year=plan.tax_year)
    if codes & THROUGH_PAYROLL:
        yield say("plan.short.wait_payroll")
    if codes & CONVERTING:
        yield say("plan.short.wait_converted", day=when.convert_by)
        yield say("plan.short.wait_growth")


def _all_steps(plan: Plan) -> Iterator[StepLine]:
    yield from telling.numbered(plan, plan.steps)
    for one in plan.forks:
        yield from telling.branch_steps(plan, one)


def _day(one: StepLine) -> date | None:
    by = one.step.by or one.step.values.get("day")
    return by if isinstance(by, date) else None


def _explain(plan: Plan) -> Iterator[str]:
    yield say("plan.short.explain", year=plan.tax_year)
    yield from _verdict(plan)
    steps = telling.numbered(plan, plan.steps)
    if steps:
        yield say("plan.short.to_do")
        yield from (telling.line(one) for one in steps[:MOST])
    yield from _tax(plan)
    if any(one.step.code in CONVERTING for one in steps):
        yield say("plan.short.words")


def _owed(plan: Plan) -> Iterator[str]:
    """What the plan adds to the tax, and what of it is paid when; the rest of the return is not our subject."""
    yield say("talk.tax.title")
    yield from telling.money(plan)[1:] or [say("talk.tax.none", year=plan.tax_year)]
    paying = [one for one in telling.numbered(plan, plan.steps) if one.step.code.startswith(PAYING)]
    yield from (telling.whole(one, plan) for one in paying)
    taxable, year = plan.case.taxable, plan.case.season.conversion_year
    if taxable is not None and taxable.value and not paying:
        yield say("plan.short.owed_with_return", year=year)


def _undo(plan: Plan) -> Iterator[str]:
    """What of the steps can be taken back, and until when."""
    codes = {one.code for one in plan.every_step}
    yield say("plan.short.undo")
    if codes & CONTRIBUTING:
        yield say("plan.short.undo_contribution", year=plan.tax_year, by=plan.case.season.correct_by)
    if codes & CONVERTING:
        yield say("plan.short.undo_conversion")
    if codes & SLOW:
        yield say("plan.short.undo_roll_in")
    if codes & AFTER_TAX:
        yield say("plan.short.undo_after_tax")


def _risks(warned: Sequence[str]) -> Iterator[str]:
    """The mistakes that would cost most here."""
    yield say("plan.short.risks" if warned else "plan.short.no_risks")
    yield from (f"• {one}" for one in warned[:MOST])


def _size(plan: Plan) -> Iterator[str]:
    """What to convert up to each edge, with its price; without old pre-tax money there is nothing to choose."""
    about, *edges = sizing(plan)[: MOST + 1] or [""]
    if edges:
        yield about
        yield from (f"• {line}" for line in edges)
        yield say("plan.short.size")
    elif all(one.pretax is not None and not one.pretax.value for one in plan.people):
        yield say("plan.short.no_size")
        yield from _verdict(plan)
    else:
        yield say("plan.short.no_edge")
        yield from (f"• {line}" for line in alternatives(plan))


def _not_converting(plan: Plan) -> Iterator[str]:
    yield say("plan.short.not_converting")
    yield from (f"• {line}" for line in alternatives(plan))


def _why(plan: Plan) -> Iterator[str]:
    """What each kind of step is for, in the order of the plan."""
    yield say("plan.short.why")
    yield from _each_kind(plan, "why")
    yield say("plan.short.why_order")


def _left_out(plan: Plan) -> Iterator[str]:
    """What follows where a kind of step is left out, or done in part."""
    year, by = plan.tax_year, plan.case.season.contribute_by
    yield say("plan.short.left_out")
    yield from _each_kind(plan, "left_out", year=year, by=by)
    if plan.case.facts.joint:
        yield say("plan.short.left_out_by_one")
    if {one.code for one in plan.every_step} & SLOW:
        yield say("plan.short.left_out_ways")
        yield from (f"• {line}" for line in alternatives(plan))


def _each_kind(plan: Plan, asked: str, **values: object) -> Iterator[str]:
    """A sentence for each kind of step that is in the plan."""
    codes = {one.code for one in plan.every_step}
    for kind, steps in OF_A_KIND.items():
        if codes & steps:
            yield say(f"plan.short.{asked}_{kind}", **values)


def _each(plan: Plan) -> Iterator[str]:
    """Whose an amount is."""
    yield say("plan.short.each_of_two" if plan.case.facts.joint else "plan.short.each_of_one")
    yield from (telling.line(one) for one in telling.numbered(plan, plan.steps))


def _again(plan: Plan) -> Iterator[str]:
    """What comes back in later years."""
    codes = {one.code for one in plan.every_step}
    yield say("plan.short.again")
    if codes & SLOW:
        yield say("plan.short.again_roll_in")
    if codes & AFTER_TAX:
        yield say("plan.short.again_after_tax")
    if codes & FORMS:
        yield say("plan.short.again_form")
    yield say("plan.short.again_kept")


def _verdict(plan: Plan) -> Iterator[str]:
    yield from (f"• {line}" for line in verdict(plan)[:MOST])


def _tax(plan: Plan) -> Iterator[str]:
    yield from to_set_aside(plan)


ANSWERS: Mapping[str, Callable[[Plan], Iterator[str]]] = {
    "worth": _worth,
    "first": _first,
    "would": _would,
    "wait": _wait,
    "explain": _explain,
    "owed": _owed,
    "undo": _undo,
    "size": _size,
    "not_converting": _not_converting,
    "why": _why,
    "left_out": _left_out,
    "each": _each,
    "again": _again,
}
