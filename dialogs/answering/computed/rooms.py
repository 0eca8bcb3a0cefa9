"""How far it is to an edge: the end of a tax bracket, or of the range in which the Roth limit falls."""

from __future__ import annotations

from decimal import Decimal

from calc.facts import FilingStatus
from calc.worksheets.federal_tax import federal_tax
from calc.worksheets.roth_limit import roth_range
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed, facts_in_words
from dialogs.answering.computed.taxes import inputs_of
from dialogs.phrases import percent, say

NOTHING = Decimal(0)


def until(question: Asked) -> Computed | None:
    """Dollars until the edge that is named; None for one that no bracket and no range is: the end of the credit."""
    if question.told("premium_credit") and not question.speaks_of("bracket", "range"):
        return None
    if question.status is None:
        head = say("asked.until.missing", what=facts_in_words(("filing_status",)))
        return computed(question, "missing", head, missing=("filing_status",), card="C03")
    of_roth = (
        question.speaks_of("range", "direct", "contribute")
        or ("magi" in question.figures and not _edges(question))
        or (question.asks("roth") and not question.speaks_of("convert"))
    )
    return (
        _roth(question, question.status) if of_roth and not _edges(question) else _bracket(question, question.status)
    )


def _edges(question: Asked) -> bool:
    if question.percent is not None or question.speaks_of("bracket", "taxable_income"):
        return True
    return question.speaks_of("convert") and not question.told("of_a_backdoor")


def _roth(question: Asked, status: FilingStatus) -> Computed:
    start, end = (edge.money for edge in roth_range(question.year, status, question.lived))
    magi = question.magi
    if magi is None:
        head = say("asked.until.missing", what=facts_in_words(("agi",)))
        return computed(question, "missing", head, missing=("agi",), card="C31")
    values = {"magi": magi, "start": start, "end": end, "year": question.year}
    values |= {"to_start": start - magi, "to_end": end - magi, "over": magi - start, "over_end": magi - end}
    key = (
        "roth_end"
        if magi < end and question.says("all_lost")
        else "roth_below"
        if magi <= start
        else "roth_inside"
        if magi < end
        else "roth_above"
    )
    amount = start - magi if magi <= start else end - magi if magi < end else magi - end
    rule = say("asked.until.roth_rule", **values)
    return computed(question, "amount", say(f"asked.until.{key}", **values), amount=amount, rule=rule, card="C31")


def _bracket(question: Asked, status: FilingStatus) -> Computed:
    taxable = question.figure("taxable_income")
    if taxable is None and question.income is None and (edge := _edge(question, status)):
        return edge
    if taxable is None and question.income is None:
        head = say("asked.until.missing", what=facts_in_words(("agi",)))
        return computed(question, "missing", head, missing=("agi",), card="C03")
    if taxable is None:
        sheet = federal_tax(**inputs_of(question, status, NOTHING))  # type: ignore[arg-type]
        taxable = sheet.money("taxable_income_without")
    brackets = question.law.brackets(status.value)
    wanted = question.percent
    meant = [b for b in brackets if wanted is not None and b.rate.money * 100 == wanted]
    if meant and (question.speaks_of("going_into") or question.says("into_rate")):
        place = brackets.index(meant[0])
        meant = [brackets[place - 1]] if place else []
    inside = [b for b in brackets if b.over.money <= taxable]
    bracket = meant[0] if meant else inside[-1]
    if bracket.up_to is None:
        head = say("asked.until.top", over=bracket.over, rate=percent(bracket.rate.money), year=question.year)
        return computed(question, "amount", head, card="C03")
    room = max(bracket.up_to.money - taxable, NOTHING)
    if "taxable_income" not in question.figures:
        room = _reached(question, status, bracket.up_to.money, room)
    values = {"room": room, "up_to": bracket.up_to, "rate": percent(bracket.rate.money), "taxable": taxable}
    values["year"] = question.year
    key = "bracket" if room else "bracket_gone"
    head, rule = say(f"asked.until.{key}", **values), say("asked.until.bracket_rule", **values)
    return computed(question, "amount", head, amount=room, rule=rule, card="C03")


def _reached(question: Asked, status: FilingStatus, up_to: Decimal, room: Decimal) -> Decimal:
    """The conversion that brings the taxable income to an edge: less where a deduction falls with it."""
    low, high = NOTHING, room
    while high - low > 1:
        sheet = federal_tax(**inputs_of(question, status, high))  # type: ignore[arg-type]
        if sheet.money("taxable_income_with") <= up_to:
            return high
        middle = (low + high) // 2
        sheet = federal_tax(**inputs_of(question, status, middle))  # type: ignore[arg-type]
        low, high = (middle, high - 1) if sheet.money("taxable_income_with") <= up_to else (low, middle)
    return low


def _edge(question: Asked, status: FilingStatus) -> Computed | None:
    """Where the bracket that is named ends, for whoever tells no income."""
    found = (b for b in question.law.brackets(status.value) if b.rate.money * 100 == question.percent)
    bracket = next(found, None)
    if bracket is None or bracket.up_to is None:
        return None
    values = {"up_to": bracket.up_to, "rate": percent(bracket.rate.money), "year": question.year}
    head = say("asked.until.edge", status=say(f"asked.status.{status.value}"), **values)
    return computed(question, "limits", head, amount=(bracket.up_to.money,), card="C03")
