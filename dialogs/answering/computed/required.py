"""Required minimum distributions: how much, and what a missed one costs; and the fines for Form 8606."""

from __future__ import annotations

import re
from datetime import date

from calc import law
from calc.derivation import ZERO
from calc.worksheets.required_distribution import first_distribution_year, missed_distribution, required_distribution
from dialogs.answering.computed.patterns import data
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import percent, say

RULE = "C48"
TWO = 2  # amounts: what is required, and what was taken


def rmd_amount(question: Asked) -> Computed | None:
    """What must leave the IRAs in the year; None where it is told."""
    if question.told("as_rmd"):
        return None
    if (left := left_after_charity(question)) is not None:
        return left
    age, value = question.told_age, question.figure("value", "pretax", "worth_now", "withdrawal")
    value = question.held[0] if value is None else value
    if age is None or value is None:
        key = "both" if age is None and value is None else "age" if age is None else "value"
        gone = (("birth_year", age), ("ira_values", value))
        missing = tuple(name for name, told in gone if told is None)
        return computed(question, "missing", say(f"asked.rmd.missing_{key}"), missing=missing, card=RULE)
    first = first_distribution_year(question.year - age)
    if question.year < first:
        head = say("asked.rmd.none_yet", year=question.year, first=first)
        return computed(question, "amount", head, amount=ZERO.money, card=RULE)
    sheet = required_distribution(tax_year=question.year, age=age, value=value)
    values = {"amount": sheet.money("amount"), "value": value, "year": question.year, "age": age}
    head = say("asked.rmd.amount", **values)
    rule = say("asked.rmd.amount_rule", divisor=sheet.line("divisor").money, **values)
    return computed(question, "amount", head, amount=sheet.money("amount"), rule=rule, lines=sheet, card=RULE)


def left_after_charity(question: Asked) -> Computed | None:
    """What of a required distribution is left after a charity distribution; None where not both are told."""
    required = re.search(data()["asks"]["required_told"], question.marked)
    given = re.search(data()["asks"]["charity_told"], question.marked)
    if required is None or given is None or not question.told("what_is_left"):
        return None
    due = question.sums[int(required["number"] or required["front"])]
    paid = question.sums[int(given["behind"] or given["before"])]
    left = max(due - paid, ZERO.money)
    head = say("asked.rmd.after_charity", left=left, due=due, given=paid)
    return computed(question, "amount", head, amount=left, rule=say("asked.rmd.charity_rule"), card="C97")


def missed_rmd(question: Asked) -> Computed:
    """The excise tax on a required distribution that was not taken, and how long the lower rate lasts."""
    standing = law.standing()
    year = min(question.year, question.today.year - 1) if not question.years else question.year
    missed = question.figure("withdrawal", "excess", "contribution", "value")
    required = re.search(data()["asks"]["required_told"], question.marked)
    due = question.figure("value") if question.told("only_took") else None
    if required is not None and len(question.sums) == TWO and question.speaks_of("withdraw"):
        number = int(required["number"] or required["front"])
        question.take_all()
        due, missed = question.sums[number], question.sums[1 - number]
    if told := re.search(data()["asks"]["missed_amount"], question.marked):
        question.take_all()
        due, missed = None, question.sums[int(told[1])]
    if due is not None and missed is not None and missed < due:
        missed = due - missed
    rates = (standing.figure(f"missed_rmd_{name}_4974") for name in ("excise_rate", "corrected_rate"))
    rate, less = (percent(one.money) for one in rates)
    if missed is None:
        head = say("asked.rmd.missed_missing", rate=rate, less=less)
        return computed(question, "missing", head, missing=("withdrawal",), card=RULE)
    sheet = missed_distribution(tax_year=year, missed=missed)
    until = date(year + standing.whole("missed_rmd_correction_years"), 12, 31)
    values = {"tax": sheet.money("tax"), "corrected": sheet.money("corrected"), "missed": missed, "until": until}
    values |= {"rate": rate, "less": less, "year": year}
    in_time = question.today <= until
    made_up = in_time and question.told("made_up")
    head = say(
        "asked.rmd.made_up" if made_up else "asked.rmd.missed" if in_time else "asked.rmd.missed_late", **values
    )
    rule = say("asked.rmd.made_up_rule" if made_up else "asked.rmd.missed_rule", **values)
    tax = sheet.money("corrected" if made_up else "tax")
    return computed(question, "amount", head, amount=tax, rule=rule, lines=sheet, card=RULE)


def form_penalty(question: Asked) -> Computed | None:
    """The fine for a Form 8606 that was not filed, or that says too much; None where it is asked what to do."""
    if question.asks_how and not question.asks("penalty", "much"):
        return None
    key = "overstated" if question.speaks_of("overstated") else "not_filed"
    name = {"overstated": "form_8606_overstated_nondeductible_penalty", "not_filed": "form_8606_not_filed_penalty"}
    fine = law.standing().figure(name[key]).money
    through = re.findall(data()["asks"]["years_through"], question.text)
    spans = [range(int(first), int(last) + 1) for first, last in through]
    spelled = re.search(data()["asks"]["so_many_years"], question.text)
    count = int(data()["asks"]["counts"].get(spelled["count"], spelled["count"])) if spelled else 1
    count = max(count, len({*question.years, *(year for span in spans for year in span)}))
    several = {"whole": fine * count, "count": count}
    head = say(f"asked.form.{key}_several" if count > 1 else f"asked.form.{key}", fine=fine, **several)
    return computed(question, "amount", head, amount=fine * count, rule=say("asked.form.rule"), card="C55")
