"""What comes out of a Roth IRA, what an excess costs while it stays, and what leaves with it."""

from __future__ import annotations

from decimal import Decimal

from calc import law
from calc.derivation import ZERO, cents, given
from calc.public.worksheets import answer
from calc.repairs.earnings import net_income_attributable
from calc.worksheets.reverse_rollover import reverse_rollover
from dialogs.answering.computed.contributions import roth_most
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed, facts_in_words, lines_of
from dialogs.phrases import percent, say

SHEET = "roth-distribution"
NOTHING = Decimal(0)
_OLD_ENOUGH = 60  # at 59 the half year decides


def roth_out(question: Asked) -> Computed | None:
    """Tax and 10 % on a withdrawal from a Roth IRA."""
    if not question.is_of("roth_out"):
        return None
    put_in, converted = question.figure("contribution") or NOTHING, question.figure("conversion") or NOTHING
    taken = question.figure("withdrawal")
    if taken is None:
        taken = converted or put_in
    if not taken or not (put_in or converted):
        return None
    years = [when for when in question.years if when <= question.today.year]
    year = question.today.year if not years or len(years) == 1 else max(years)
    made = min(years, default=year)
    backdoor = converted and put_in == converted
    free = backdoor or question.says("untaxed")
    age = question.told_age
    if converted and not free:
        question.assume("all_taxed")
    earnings = max(taken - (NOTHING if backdoor else put_in) - converted, NOTHING)
    risky = earnings or (converted and not free and taken > put_in and year < made + _clock())
    if age is None and risky:
        head = say("asked.roth_out.missing", most=_tenth(taken - put_in), taken=taken)
        return computed(question, "missing", head, missing=("birth_year",), worksheet=SHEET, card="C66")
    inputs = {
        "first_roth_year": made,
        "contributions": [] if backdoor or not put_in else [[made, put_in]],
        "conversions": [[made, NOTHING if free else converted, converted if free else NOTHING]] if converted else [],
        "distributions": [[year, taken, (age or 0) >= _OLD_ENOUGH]],
    }
    out = answer(SHEET, inputs)
    tax, extra = Decimal(str(out["taxable"])), Decimal(str(out["additional_tax"]))
    values = {"taken": taken, "taxed": tax, "extra": extra, "until": made + _clock(), "made": made}
    key = "nothing" if not tax and not extra else "both" if tax and extra else "income" if tax else "extra"
    head = say(f"asked.roth_out.{key}", **values)
    rule = say("asked.roth_out.rule_clock" if extra and not tax else "asked.roth_out.rule", **values)
    return computed(question, "amount", head, amount=extra, rule=rule, worksheet=SHEET, lines=out, card="C66")


def _clock() -> int:
    return law.standing().whole("roth_clock_years")


def _tenth(amount: Decimal) -> Decimal:
    rate = law.standing().figure("early_distribution_additional_tax_rate_72t")
    return cents(given(amount, "amount") * rate).money


def excess(question: Asked) -> Computed | None:
    """What is above the limit, and the 6 % a year while it stays."""
    if not question.is_of("excess") or (question.asks("too_much") and question.asks("yes_no")):
        return None
    over = question.figure("excess")
    lines: dict[str, object] = {}
    worksheet = None
    paid = question.figure("contribution", "value") or question.only_sum or question.person.contributed_roth
    if over is None and paid is not None:
        if question.status is None or question.magi is None:
            facts = (("filing_status", question.status), ("agi", question.magi))
            missing = tuple(name for name, value in facts if value is None)
            head = say("asked.excess.missing", what=facts_in_words(missing))
            return computed(question, "missing", head, missing=missing, worksheet="roth-limit", card="C36")
        limit, lines = roth_most(question, question.status)
        worksheet, over = "roth-limit", max(paid - limit, NOTHING)
    if over is None:
        return None
    rate = law.standing().figure("excess_contribution_excise_rate_4973")
    yearly = cents(given(over, "excess") * rate).money
    values = {"over": over, "yearly": yearly, "year": question.year, "paid": paid or NOTHING}
    ends = question.today.year - question.year
    if not over:
        head = say("asked.excess.none", **values)
    elif ends > 0:
        head = say("asked.excess.so_far", so_far=yearly * ends, next=question.today.year, ends=ends, **values)
    else:
        head = say("asked.excess.cost", **values)
    until = question.law.date("excess_removal_and_recharacterization_deadline")
    late = until < question.today
    rule = say("asked.excess.rule_late" if late else "asked.excess.rule", until=until, rate=percent(rate.money))
    return computed(question, "amount", head, amount=over, rule=rule, worksheet=worksheet, lines=lines, card="C36")


def earnings(question: Asked) -> Computed | None:
    """The earnings that leave with a contribution that is taken back, from what the account was and is worth."""
    if not question.is_of("earnings"):
        return None
    paid = question.figure("contribution") or question.person.contributed_roth
    now = question.figure("worth_now")
    back = question.figure("taken_back") or paid
    if paid is None or now is None or back is None or not paid:
        return None
    sheet = net_income_attributable(contribution=back, opening=NOTHING, closing=now, added=paid)
    growth = sheet.money("earnings")
    values = {"growth": growth, "out": back + growth, "back": back, "paid": paid, "now": now}
    head = say("asked.earnings.out" if question.asks("comes_out") else "asked.earnings.growth", **values)
    rule = say("asked.earnings.rule", **values)
    amount = back + growth if question.asks("comes_out") else growth
    return computed(question, "amount", head, amount=amount, rule=rule, lines=lines_of(sheet), card="C36")


def roll_in(question: Asked) -> Computed | None:
    """How much IRA money a plan takes so that only after-tax money stays."""
    if not question.is_of("roll_in"):
        return None
    value, basis = question.figure("value", "worth_now"), question.figure("basis", "contribution", "after_tax")
    if value is None and question.outlook is not None and question.outlook.rollover is not None:
        sheet = question.outlook.rollover
    elif value is None or basis is None:
        return None
    else:
        sheet = reverse_rollover(value=value, basis=basis)
    values = {"most": sheet.money("maximum"), "stays": sheet.money("stays"), "value": sheet.money("value")}
    head, rule = say("asked.roll_in.most", **values), say("asked.roll_in.rule", **values)
    return computed(
        question, "amount", head, amount=sheet.money("maximum"), rule=rule, lines=lines_of(sheet), card="C17"
    )


def withheld(question: Asked) -> Computed | None:
    """What of a conversion counts as one when tax was withheld from it."""
    moved, share = question.figure("conversion"), question.percent_withheld
    if moved is None or share is None:
        return None
    held = cents(given(moved, "moved") * given(share, "share") / given(100, "percent")).money
    age = question.told_age
    values = {"held": held, "kept": moved - held, "extra": _tenth(held)}
    if age is None:
        head = say("asked.withheld.missing", **values)
        return computed(question, "missing", head, missing=("birth_year",), card="C46")
    old = age >= _OLD_ENOUGH
    head = say("asked.withheld.old" if old else "asked.withheld.young", **values)
    rule = say("asked.withheld.rule")
    amount = ZERO.money if old else _tenth(held)
    return computed(question, "amount", head, amount=amount, rule=rule, card="C46")
