"""The tax on net investment income that a conversion brings about."""

from __future__ import annotations

import re
from decimal import Decimal

from calc import law
from calc.derivation import cents, given
from calc.pitfalls.boundaries import NIIT
from dialogs.answering.computed.patterns import data
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import say

NOTHING = Decimal(0)


def tax_on_it(question: Asked) -> Computed | None:
    """What a conversion adds to the tax on investment income; None where not all of it is told."""
    found = re.search(data()["asks"]["investment_income"], question.marked)
    of_it = question.told("asks_niit") and question.speaks_of("convert")
    if found is None or not of_it or question.status is None:
        return None
    number = int(next(one for one in found.groups() if one))
    told = {name: value for name, value in question.figures.items() if value != question.sums[number]}
    moved, magi = told.get("conversion"), told.get("magi")
    if moved is None or magi is None:
        return None
    question.take_all()
    line = law.standing().figure(NIIT[question.status])
    income = question.sums[number]
    before, after = (min(max(one - line.money, NOTHING), income) for one in (magi, magi + moved))
    rate = law.standing().figure("niit_rate")
    more = cents(given(after - before, "over") * rate).money
    values = {"more": more, "line": line, "after": magi + moved, "income": income, "over": after - before}
    head = say("asked.niit.more" if more else "asked.niit.none", **values)
    if question.wants_verdict and not question.asks("much"):
        head = say("asked.yes" if more else "asked.no", rest=head)
    rule = say("asked.niit.rule", **values)
    return computed(question, "amount", head, amount=more, rule=rule, card="C95")
