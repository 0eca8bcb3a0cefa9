"""What an income does to Medicare premiums two years later, and how much fits before the next step."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from calc import law
from calc.facts import FilingStatus
from calc.worksheets.whole_return.medicare import LOOK_BACK, TIERS, Medicare, surcharge
from dialogs.answering.computed.limits import TIERS as TABLE
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import say

NOTHING = Decimal(0)
MONTHS = 12
TWO = 2  # amounts: the income, and what is converted
ORDINALS = ("first_step", "second_step", "third_step", "fourth_step")


def premiums(question: Asked) -> Computed | None:
    """Dollars a year and month of surcharge, or dollars until a step; None where not all of it is told."""
    if not question.told("asks_irmaa") or question.status is None:
        return None
    told = replace(question, kind="federal", assumed=[])
    magi = told.figure("magi", "pay")
    moved = told.figure("conversion")
    magi = question.facts.income if magi is None else magi
    tables = [number for number in law.years() if f"{TABLE}_single" in law.year(number).figures]
    age, premium_year = question.told_age, question.year + LOOK_BACK
    too_young = age is not None and age < question.law.whole("medicare_lookback_age")
    if magi is None or too_young or premium_year < tables[0] or len(question.sums) > TWO:
        return None
    newest = min(premium_year, tables[-1])
    looked_at = Medicare(premium_year, newest)
    if "magi" not in told.figures and "pay" in told.figures:
        question.assume("pay_is_magi")
    limits = _limits(question, question.status, looked_at)
    values: dict[str, object] = {"year": question.year, "premium": looked_at.premium_year, "table": newest}
    rule = say("asked.irmaa.rule_own" if premium_year == newest else "asked.irmaa.rule", **values)
    question.take_all()
    if moved is None and question.told("until_step"):
        return _room(question, magi, limits, values, rule)
    within = question.told("magi_with_it")
    after = magi if moved is None or within else magi + moved
    tiers = [_tier(question, limits, one) for one in (magi, after)]
    before_cost, cost = (surcharge(looked_at, one).money for one in tiers)
    more = cost if within or moved is None else cost - before_cost
    values |= {"more": more, "monthly": more / MONTHS, "magi": magi, "after": after, "first": limits[0]}
    converted = moved is not None and not within
    key = ("more" if converted else "cost") if more else "no_more" if before_cost and converted else "none"
    key = "monthly" if key == "cost" and question.told("by_the_month") else key
    head = say(f"asked.irmaa.{key}", **values)
    if key not in {"cost", "monthly"}:
        rule = f"{say(f'asked.irmaa.from_{key}', **values)} {rule}"
    if question.wants_verdict:
        head = say("asked.yes" if more else "asked.no", rest=head)
    return computed(question, "amount", head, amount=more, rule=rule, card="C91")


def _room(
    question: Asked, magi: Decimal, limits: tuple[Decimal, ...], values: dict[str, object], rule: str
) -> Computed | None:
    """How much more income fits before the step that is named, else the next one."""
    named = next((n for n, name in enumerate(ORDINALS) if question.told(name)), None)
    ahead = [limit for limit in limits[:-1] if limit >= magi]
    limit = limits[named] if named is not None and named < len(limits) - 1 else ahead[0] if ahead else None
    if limit is None or limit < magi:
        return None
    values |= {"room": limit - magi, "limit": limit, "magi": magi}
    rule = f"{say('asked.irmaa.from_room', **values)} {rule}"
    return computed(question, "amount", say("asked.irmaa.room", **values), amount=limit - magi, rule=rule, card="C91")


def _limits(question: Asked, status: FilingStatus, looked_at: Medicare) -> tuple[Decimal, ...]:
    """The incomes above which the steps begin; the last one begins at its own."""
    together = status is FilingStatus.MFS and question.lived
    group = "mfs_together" if together else "mfj" if status is FilingStatus.MFJ else "single"
    amounts = law.year(looked_at.table_year).figures[f"{TABLE}_{group}"].amounts
    return tuple(one.money for one in amounts)


def _tier(question: Asked, limits: tuple[Decimal, ...], income: Decimal) -> int:
    """0 to 5; separate filers who lived together know three."""
    *lower, last = limits
    if income >= last:
        return len(TIERS)
    passed = sum(income > limit for limit in lower)
    together = question.status is FilingStatus.MFS and question.lived
    return TIERS[-2] if together and passed else passed
