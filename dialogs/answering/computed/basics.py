"""What nearly everybody asks in few words: whether the back door is open, and by when all of it has to be done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from calc.facts import FilingStatus
from calc.worksheets.ira_limit import dollar_limit
from dialogs.answering.computed import contributions, days, prorata
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import say


def backdoor(question: Asked) -> Computed | None:
    """Whether the back door is open, what it takes, and what its tax hangs on."""
    most = dollar_limit(question.year, question.age).money
    from_age = question.law.whole("ira_catch_up_age")
    young, old = (dollar_limit(question.year, age).money for age in (from_age - 1, from_age))
    values: dict[str, object] = {"most": most, "year": question.year, "young": young, "old": old}
    of = {"both": "_each", "spouse": "_spouse"}.get(question.who, "")
    if question.compensation == 0 and question.status is not FilingStatus.MFJ:
        head, fine = say("asked.may.no_pay", **values), False
    elif _straight(question) == most:
        head, fine = say("asked.may.not_needed", **values, magi=question.magi), True
    else:
        head, fine = say(f"asked.may.open{of}", **values), True
    rule = say("asked.may.rule", tax=_tax(question)) if fine else say("asked.may.rule_no_pay")
    return computed(question, "yes_no", head, amount=fine, rule=rule, card="C05")


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
