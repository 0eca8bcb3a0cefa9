"""What a conversion costs in income tax, federal and state, and the rate at which Roth and pre-tax are even."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import product

from calc.derivation import ZERO, cents, given
from calc.facts import Circumstance, FilingStatus
from calc.public.worksheets import answer
from calc.refusals import Refusal
from calc.states.figures import Treatment, states
from calc.worksheets.federal_tax import federal_tax, schedule_tax
from dialogs.answering.computed import wording
from dialogs.answering.computed.patterns import data
from dialogs.answering.computed.prorata import taxed_part
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed, facts_in_words, verdict
from dialogs.phrases import Refused, percent, phrases, say
from dialogs.text import bare
from dialogs.understanding import choices, marks

FEDERAL, STATE = "federal-tax", "state-tax"
NOTHING = Decimal(0)
_NOT_SENIOR = 64
ANY_AGE = (30, 57, 62, 75)
WHATEVER = (Decimal(40_000), Decimal(400_000))  # dollars of pay, low and high


def federal(question: Asked) -> Computed | None:
    """The federal income tax on a conversion."""
    amount = taxed_part(question)
    income = question.figure("taxable_income")
    if amount is not None and income is None and question.percent is not None and question.income is None:
        return _at_rate(question, amount, question.percent)
    if amount == 0 and question.sums:
        head = say("asked.federal.nothing", year=question.year)
        return computed(question, "amount", head, amount=NOTHING, worksheet=FEDERAL, card="C03")
    missing = tuple(
        name
        for name, gone in (
            ("conversion", amount is None),
            ("filing_status", question.status is None),
            ("agi", income is None and question.income is None),
        )
        if gone
    )
    if missing or amount is None or question.status is None:
        head = say("asked.federal.missing", what=facts_in_words(missing), year=question.law.number)
        return computed(question, "missing", head, missing=missing, worksheet=FEDERAL, card="C03")
    if income is not None:
        return _on_taxable(question, question.status, income, amount)
    out = question.work(FEDERAL, inputs_of(question, question.status, amount))
    cost = Decimal(str(out["delta"]))
    before, after = (Decimal(str(out[f"taxable_income_{one}"])) for one in ("without", "with"))
    values = {"cost": cost, "amount": amount, "year": question.year, "before": before, "after": after}
    rule = say("asked.federal.rule", **values) + _rates(question, question.status, before, after)
    if Circumstance.MARKETPLACE in (question.facts.circumstances or ()) or question.told("premium_credit"):
        rule = f"{say('asked.federal.premium', **values)} {rule}"
    head = " ".join(filter(None, (say("asked.federal.cost", **values), _of_the_state_too(question, amount))))
    return computed(question, "amount", head, amount=cost, rule=rule, worksheet=FEDERAL, lines=out, card="C03")


def asks_for_all_tax(question: Asked) -> bool:
    """Whether what a conversion costs is asked for, and a state is named only as where somebody lives."""
    both = question.told("both_taxes") or not question.told("of_the_state")
    return question.told("whole_cost") and both and _state_named(question) is not None


def _of_the_state_too(question: Asked, amount: Decimal) -> str:
    """The sentence on the state's part, where the whole cost is asked for; what is not known of it is said."""
    if not asks_for_all_tax(question):
        return ""
    try:
        own = state(replace(question, assumed=[]))
    except Refusal as refusal:
        return without_ends(refusal) or Refused(refusal)
    return str(own.text).partition("\n\n")[0] if own is not None and own.kind == "amount" and amount else ""


def without_ends(refusal: Refusal) -> str:
    """The sentence of a refusal without the ends between which the amount lies: no amount is told for one."""
    known = refusal.reason in phrases()["asked"]["unsettled"]
    return say(f"asked.unsettled.{refusal.reason}", **refusal.values) if known else ""


def _at_rate(question: Asked, amount: Decimal, rate: Decimal) -> Computed:
    cost = cents(given(amount, "amount") * given(rate, "rate") / given(100, "percent")).money
    values = {"cost": cost, "amount": amount, "rate": percent(rate / 100)}
    rule = say("asked.federal.rule_rate", **values)
    return computed(question, "amount", say("asked.federal.at_rate", **values), amount=cost, rule=rule, card="C03")


def _on_taxable(question: Asked, status: FilingStatus, income: Decimal, amount: Decimal) -> Computed:
    low, high = given(income, "taxable_income"), given(income + amount, "taxable_income")
    cost = cents(schedule_tax(question.law, status, high) - schedule_tax(question.law, status, low)).money
    values = {"cost": cost, "amount": amount, "year": question.year, "before": income, "after": income + amount}
    rule = say("asked.federal.rule_taxable", **values) + _rates(question, status, income, income + amount)
    return computed(question, "amount", say("asked.federal.cost", **values), amount=cost, rule=rule, card="C03")


def _rates(question: Asked, status: FilingStatus, before: Decimal, after: Decimal) -> str:
    """The sentence on the rates that lie between two taxable incomes."""
    steps = question.law.brackets(status.value)
    rates = [
        percent(step.rate.value)
        for step in steps
        if step.over.money < after and (step.up_to is None or step.up_to.money > before)
    ]
    return " " + say("asked.federal.rates", rates=rates) if rates else ""


def inputs_of(question: Asked, status: FilingStatus, amount: Decimal) -> dict[str, object]:
    question.assume("wages_only")
    return {
        "tax_year": question.year,
        "filing_status": status.value,
        "age": question.age,
        "spouse_age": _spouse_age(question) if status is FilingStatus.MFJ else None,
        "wages": max(question.income or NOTHING, NOTHING),
        "conversion_taxable": amount,
    }


def _spouse_age(question: Asked) -> int:
    other = question.facts.you if question.who == "spouse" else question.facts.spouse
    if told := re.search(data()["asks"]["both_aged"], question.text):
        return int(told[told.lastindex or 0])
    if pair := question.ages_of_two:
        return pair[0 if question.who == "spouse" else 1]
    if other is not None and other.birth_year is not None:
        return question.year - other.birth_year
    return min(question.age, _NOT_SENIOR)


def territory(question: Asked) -> Computed | None:
    """The refusal of a place that has a tax system of its own."""
    place = _territory(question)
    if place is None or not question.speaks_of("tax", "taxed", "state"):
        return None
    return computed(question, "refused", say("asked.refused.territory", place=place), card="C90")


def state(question: Asked) -> Computed | None:
    """The state income tax on a conversion, or the refusal of a place or year that was not checked."""
    if len(set(wording.states_named(question.text))) > 1 or question.moves_home:
        return None  # the day of the conversion decides which state it is, and its card tells
    code = _state_named(question) or question.facts.state
    amount = taxed_part(question)
    if code is not None and amount is None and question.wants_verdict:
        return None  # whether a state taxes it at all, its card tells
    if code is None or amount is None:
        first = ("state",) if code is None else ("conversion",)
        head = say("asked.state.missing", what=facts_in_words(first), year=question.year)
        return computed(question, "missing", head, missing=first, worksheet=STATE, card="C90")
    free = states()[code].treatment is Treatment.NO_TAX
    _refuse_early(code, question)
    status = question.status
    needed = (("filing_status", status), ("agi", question.income))
    missing = tuple(name for name, value in needed if value is None and not free)
    if missing and _takes_nothing(question, code, amount):
        question.assumed.clear()
        head = say("asked.state.no" if question.wants_verdict else "asked.state.nothing", **_named(question, code))
        return computed(question, "amount", head, amount=NOTHING, worksheet=STATE, card="C90")
    if missing:
        head = say("asked.state.missing", what=facts_in_words(missing), year=question.year)
        return computed(question, "missing", head, missing=missing, worksheet=STATE, card="C90")
    out = question.work(STATE, inputs_of(question, status or FilingStatus.SINGLE, amount) | {"state": code})
    cost = Decimal(str(out["delta"]))
    if free:
        question.assumed.clear()
    values = {"cost": cost, "amount": amount, "state": states()[code].name, "year": question.year}
    head = say("asked.state.cost" if cost else "asked.state.nothing", **values)
    if question.wants_verdict:
        head = verdict(question, head, yes=True) if cost else say("asked.state.no", **values)
    rule = say("asked.state.rule_free" if free else "asked.state.rule", **values)
    return computed(question, "amount", head, amount=cost, rule=rule, worksheet=STATE, lines=out, card="C90")


def _named(question: Asked, code: str) -> dict[str, object]:
    return {"state": states()[code].name, "year": question.year, "amount": NOTHING, "cost": NOTHING}


def _takes_nothing(question: Asked, code: str, amount: Decimal) -> bool:
    """Whether the state takes nothing whatever the person earns and however they file, at the age that is told."""
    ages = ANY_AGE if question.told_age is None else (question.told_age,)
    for status, wages, age in product((FilingStatus.SINGLE, FilingStatus.MFJ), WHATEVER, ages):
        inputs = inputs_of(replace(question, assumed=[]), status, amount)
        if Decimal(str(answer(STATE, inputs | {"wages": wages, "age": age, "state": code})["delta"])):
            return False
    return True


def _refuse_early(code: str, question: Asked) -> None:
    """Refusal where the state has no figures for the year, before anything is asked for."""
    status = question.status or FilingStatus.SINGLE
    answer(STATE, inputs_of(replace(question, assumed=[]), status, NOTHING) | {"state": code})


def _state_named(question: Asked) -> str | None:
    """The one state that the question names."""
    found = {mark.keys for mark in marks.sentence(question.said, question.today, {}).marks if mark.kind == "state"}
    found = found or {choices.state_names()[name] for name in wording.states_named(question.text)}
    names = found.pop() if len(found) == 1 else ()
    return names[0] if len(names) == 1 else None


def _territory(question: Asked) -> str | None:
    asked = f" {bare(question.said)} "
    named = [said for said in choices.territories() if len(said) > 2 and f" {said} " in asked]
    return choices.territories()[max(named, key=len)] if named else None


def of_two_rates(question: Asked) -> Computed | None:
    """Whether a rate now is better than another one later; None where not just these two are told."""
    found = [re.search(data()["asks"][name], question.text) for name in ("rate_now", "rate_later")]
    rates = [Decimal(one["rate"] or one["behind"]) / 100 for one in found if one]
    if len(rates) != len(found) or len(question.sums) > 1 or not question.speaks_of("convert", "roth"):
        return None
    now, later = rates
    moved = question.figure("conversion", "value", "pretax") or NOTHING
    more = cents(given(moved, "moved") * given(abs(now - later), "rate")).money
    values = {"now": now, "later": later, "moved": moved, "more": more}
    key = "even" if now == later else "dearer" if now > later else "cheaper"
    head = say(f"asked.two_rates.{key}", **values)
    if more:
        head += " " + say(f"asked.two_rates.of_{key}", **values)
    question.take_all()
    rule = say("asked.two_rates.rule")
    return computed(question, "yes_no", head, amount=now < later, rule=rule, card="C68")


def at_told_rates(question: Asked) -> Computed | None:
    """The tax by a federal and a state rate that are both told, on all of a conversion; None where more is told."""
    found = [re.search(data()["asks"][f"{name}_rate"], question.text) for name in ("federal", "state")]
    rates = [Decimal(one["rate"] or one["behind"]) / 100 for one in found if one]
    if len(rates) != len(found) or len(question.sums) != 1 or not question.speaks_of("convert"):
        return None
    if not question.asks("tax", "much") or question.told("breaks_even") or question.speaks_of("grow", "withdraw"):
        return None
    if not question.says("no_basis"):
        question.assume("all_taxed")
    question.take_all()
    moved = question.sums[0]
    parts = [cents(given(moved, "moved") * given(rate, "rate")).money for rate in rates]
    values: dict[str, object] = {"federal": parts[0], "state": parts[1], "both": sum(parts, NOTHING), "amount": moved}
    values |= {"rate": percent(rates[0]), "state_rate": percent(rates[1])}
    rule = say("asked.federal.rule_rates", **values)
    return computed(
        question, "amount", say("asked.federal.at_rates", **values), amount=sum(parts, NOTHING), rule=rule, card="C03"
    )


def on_returned_earnings(question: Asked) -> Computed | None:
    """The tax at a rate that is told on earnings that came out with a returned contribution, and that no 10 % is."""
    found = re.search(data()["asks"]["bracket_told"], question.text)
    told = Decimal(found["before"] or found["behind"]) if found else question.percent
    of_it = question.told("earnings_returned") and question.asks("tax", "taxed", "much", "penalty")
    if told is None or not of_it or len(question.sums) != 1:
        return None
    rate = told
    question.take_all()
    cost = cents(given(question.sums[0], "earnings") * given(rate / 100, "rate")).money
    values = {"cost": cost, "rate": percent(rate / 100), "earnings": question.sums[0]}
    rule = say("asked.earnings.rule_taxed")
    return computed(question, "amount", say("asked.earnings.taxed", **values), amount=cost, rule=rule, card="C36")


def break_even(question: Asked) -> Computed | None:
    """The later rate at which Roth and pre-tax are worth the same: the rate saved now."""
    taxable, status = question.figure("taxable_income"), question.status
    rates = [re.search(data()["asks"][f"{name}_rate"], question.text) for name in ("federal", "state")]
    parts = [Decimal(one["rate"] or one["behind"]) for one in rates if one]
    if taxable is None and len(parts) == len(rates) and not question.sums:
        both = sum(parts, NOTHING) / 100
        head = say("asked.break_even.both_rates", both=percent(both))
        rule = say("asked.break_even.rule_told", rate=both)
        return computed(question, "amount", head, amount=both, rule=rule, card="C68")
    if taxable is None and question.percent is not None:
        rate_now = question.percent / 100
        head = say("asked.break_even.rate", rate=rate_now)
        rule = say("asked.break_even.rule_told", rate=rate_now)
        return computed(question, "amount", head, amount=rate_now, rule=rule, card="C68")
    if status is None or (taxable is None and question.income is None):
        missing = tuple(
            name
            for name, gone in (
                ("filing_status", status is None),
                ("agi", taxable is None and question.income is None),
            )
            if gone
        )
        head = say("asked.break_even.missing", what=facts_in_words(missing))
        return computed(question, "missing", head, missing=missing, card="C68")
    if taxable is None:
        inputs = inputs_of(question, status, NOTHING)
        taxable = federal_tax(**inputs).money("taxable_income_without")  # type: ignore[arg-type]
    steps = [step for step in question.law.brackets(status.value) if step.over.money < taxable or not step.over.value]
    rate = steps[-1].rate
    values: dict[str, object] = {"rate": rate.value, "taxable": taxable, "year": question.year}
    values |= {"over": steps[-1].over, "up_to": steps[-1].up_to or ZERO}
    rule = say("asked.break_even.rule" if steps[-1].up_to else "asked.break_even.rule_top", **values)
    head = say("asked.break_even.rate", **values)
    return computed(question, "amount", head, amount=Decimal(str(rate.money)), rule=rule, card="C68")
