"""What the plan took for granted, and what only HR, a custodian or an old return can answer. Codes, no sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from calc.facts import Move, PlanKind
from calc.planning.assessment import Case, Outlook
from calc.planning.not_converted import withheld_unknown
from calc.planning.options import Way, moved_already
from calc.planning.rolling_in import TAKERS
from calc.planning.season import Phase
from calc.planning.workplace_plans import WITH_AFTER_TAX, growth_unsaid, pay_beside_the_business
from calc.worksheets.deferral_limits import CatchUp


@dataclass(frozen=True, slots=True)
class Note:
    """code: a key under ``[assumption]``, ``[question]``, ``[clock]`` or ``[ask]`` in the plan's phrases."""

    code: str
    who: str = "you"
    kind: PlanKind | None = None
    values: dict[str, object] = field(default_factory=dict)


def assumptions(case: Case) -> tuple[Note, ...]:
    return tuple(_assumed(case))


def _assumed(case: Case) -> Iterator[Note]:
    facts, when = case.facts, case.season
    if facts.year_assumed:
        yield Note("tax_year", values={"year": when.tax_year})
    if facts.income is not None:
        withdrew = any(one.held.withdrew and one.held.withdrew.value for one in case.people)
        yield Note("income_bare" if withdrew else "income", values={"amount": facts.income, "year": when.tax_year})
        if facts.agi is None:
            yield Note("income_estimated")
    if facts.save is None and any(_has_room(one) for one in case.people):
        yield Note("save_all", values={"year": when.tax_year})
    yield from _left_out(case)
    for one in case.people:
        if one.chosen is None:
            continue
        if one.chosen.convert.value:
            yield Note("year_end", one.who, values={"amount": one.chosen.left, "year": when.conversion_year})
        if one.person.basis is None and not one.person.pretax_ira_kinds:
            yield Note("no_earlier_basis", one.who)
        deducts = one.to_roth.value or one.chosen.way is Way.DEDUCT
        if one.deduction and one.deduction.money("deduction") and not deducts:
            yield Note("nondeductible", one.who, values={"year": when.tax_year})
        if one.held.prior and one.held.prior.value:
            yield Note("prior_year_quiet", one.who, values={"year": when.tax_year - 1})
    for one in case.people:
        beside = pay_beside_the_business(one.who, one.person)
        if beside is not None and any(plan.kind is PlanKind.SOLO and plan.room for plan in one.plans):
            yield Note("pay_beside", one.who, PlanKind.SOLO, {"amount": beside})
    if not when.over:
        untold = (one.who for one in case.people if growth_unsaid(one.person))
        yield from (Note("no_after_tax_growth", who) for who in untold)
    if case.taxable and case.taxable.value and not when.split:
        yield Note("tax_estimate", values={"year": when.tax_year})
    if any(p.room for one in case.people for p in one.mega) and when.phase is Phase.CURRENT:
        yield Note("whole_year", values={"year": when.tax_year})


def _left_out(case: Case) -> Iterator[Note]:
    """What the figures take or leave of conversions and required distributions."""
    when, told = case.season, case.facts.people
    for one in case.people:
        holds = one.held.value is None or one.held.value.value > 0
        if one.rmd and one.rmd.value and case.facts.income is not None:
            yield Note("rmd_included", one.who, values={"amount": one.rmd, "year": when.conversion_year})
        elif one.owes_rmd and one.rmd is None and holds and one.person.pretax_ira_kinds != ():
            yield Note("before_rmd", one.who, values={"year": when.conversion_year})
        if withheld_unknown(told[one.who], case.facts):
            yield Note("withheld_unknown", one.who, values={"year": when.tax_year})
        relabels = when.over and one.relabel and one.relabel.value and moved_already(one.held)
        if relabels and told[one.who].moved(Move.TRADITIONAL) == 0:
            yield Note("relabeled_in_year", one.who, values={"year": when.tax_year})
        if when.split and told[one.who].converted_next is None and one.chosen and one.chosen.convert.value:
            yield Note("none_converted_next", one.who, values={"year": when.conversion_year})


def _has_room(one: Outlook) -> bool:
    amounts = (one.direct, one.contribute, *(plan.put for plan in one.mega))
    return any(amount is not None and amount.value for amount in amounts)


def questions(case: Case) -> tuple[Note, ...]:
    """One note for each open question, addressed to ``hr`` or ``custodian`` or the person's own ``papers``."""
    return tuple(note for one in case.people for note in _asked(case, one)) if case.season.open else ()


def _asked(case: Case, one: Outlook) -> Iterator[Note]:
    pretax = one.pretax is None or one.pretax.value > 0
    for outlook in one.plans:
        kind, plan = outlook.kind, one.person.plan(outlook.kind)
        if plan is None:
            continue
        if kind in WITH_AFTER_TAX:
            if plan.after_tax_allowed is None:
                yield Note("after_tax_allowed", one.who, kind)
            if plan.after_tax_allowed is not False and plan.exits is None:
                yield Note("exits", one.who, kind)
            if plan.after_tax_allowed and plan.after_tax_capped is None and _no_cap(plan):
                yield Note("cap", one.who, kind)
            if plan.after_tax_allowed and plan.highly_compensated is not False and kind is not PlanKind.SOLO:
                yield Note("testing", one.who, kind, {"year": case.season.tax_year})
        if outlook.catch_up is CatchUp.ROTH_ONLY and plan.takes_roth is None:
            yield Note("roth_deferrals", one.who, kind)
        if plan.value and plan.exits is None and kind in CURRENT:
            yield Note("in_plan_pretax", one.who, kind)
        of_use = (
            not one.idle or one.held.after_tax is None or one.held.after_tax.value
        )  # else there is no basis to free
        if plan.roll_in is None and pretax and of_use and one.person.pretax_ira_kinds and kind in TAKERS:
            yield Note("roll_in", one.who, kind)
    if one.person.basis is None and one.person.pretax_ira_kinds:
        yield Note("basis", one.who)
    if one.person.simple and one.person.simple_first_deposit is None:
        yield Note("simple_first_deposit", one.who)


CURRENT = frozenset({PlanKind.K401, PlanKind.OTHER401, PlanKind.B403, PlanKind.GOV457})  # of a job that lasts


def _no_cap(plan: object) -> bool:
    return getattr(plan, "after_tax_percent", None) is None and getattr(plan, "after_tax_dollars", None) is None
