"""What nearly everybody asks in few words: whether the back door is open, and by when all of it has to be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from calc.facts import FilingStatus
from calc.worksheets.ira_limit import dollar_limit
from calc.worksheets.roth_limit import roth_range
from dialogs.answering.computed import contributions, days, prorata
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import say

ENDS = ("start", "end")


def backdoor(question: Asked) -> Computed | None:
    """Whether the back door is open, what it takes, and what its tax hangs on."""
    most = dollar_limit(question.year, question.age).money
    from_age = question.law.whole("ira_catch_up_age")
    young, old = (dollar_limit(question.year, age).money for age in (from_age - 1, from_age))
    values: dict[str, object] = {"most": most, "year": question.year, "young": young, "old": old}
    if question.speaks_of("excluded_pay"):
        name = "excluded_all" if question.speaks_of("all_excluded") else "excluded"
        rule = say("asked.may.rule_excluded")
        return computed(question, "yes_no", say(f"asked.may.{name}", **values), amount=False, rule=rule, card="C05")
    if question.asks("need"):
        return _need(question, values)
    of = {"both": "_each", "spouse": "_spouse"}.get(question.who, "")
    if question.compensation == 0 and question.status is not FilingStatus.MFJ:
        head, fine = say("asked.may.no_pay", **values), False
    elif _straight(question) == most:
        head, fine = say("asked.may.not_needed", **values, magi=question.magi), True
    else:
        head, fine = say(f"asked.may.open{of}", **values), True
    rule = say("asked.may.rule", tax=_tax(question)) if fine else say("asked.may.rule_no_pay")
    return computed(question, "yes_no", head, amount=fine, rule=rule, card="C05")


def _need(question: Asked, values: Mapping[str, object]) -> Computed:
    """Whether the back door is needed: only where not all may go straight into a Roth IRA."""
    straight, most = _straight(question), values["most"]
    if straight is None or question.magi is None:
        ranges = {"single": FilingStatus.SINGLE, "joint": FilingStatus.MFJ}
        found = {name: roth_range(question.year, status, None) for name, status in ranges.items()}
        ends = {f"{name}_{end}": edge for name, both in found.items() for end, edge in zip(ENDS, both, strict=True)}
        head, needed = say("asked.may.need", **values, **ends), None
    else:
        name = "not" if straight == most else "part" if straight else "all"
        head = say(f"asked.may.need_{name}", **values, magi=question.magi, straight=straight)
        needed = straight != most
    kind = "yes_no" if needed is not None else "range"
    return computed(question, kind, head, amount=needed, rule=say("asked.may.rule_need"), card="C04")


def _straight(question: Asked) -> Decimal | None:
    """What may go straight into a Roth IRA; None where that is not known."""
    if question.magi is None or question.status is None:
        return None
    return contributions.roth_most(question, question.status)[0]


def _tax(question: Asked) -> str:
    """What of the conversion would be taxed, or what that hangs on."""
    own = prorata.taxed_of_new(question)
    return say("asked.may.tax_open") if own is None else say(f"asked.backdoor.{own[0]}", **own[1])


def is_over(question: Asked) -> bool:
    """Whether nothing can be contributed for the year any more."""
    last: date = question.law.date("ira_contribution_deadline")
    return last < question.today


def deadline(question: Asked) -> Computed:
    """The two days of a tax year: for the contribution, and for the conversion."""
    head, _ = days.of_the_year(question)
    last: date = question.law.date("ira_contribution_deadline")
    return computed(question, "date", head, amount=last, rule=say("asked.late_year.rule"), card="C28")
