"""How much can be converted before something on the return changes: "up to the 12 % bracket"."""

from __future__ import annotations

from calc.derivation import Amount, dollars
from calc.planning.plan import planned
from calc.planning.sizing import Size, sizes
from calc.planning.tax_cost import TaxCost
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed, facts_in_words
from dialogs.phrases import say
from dialogs.understanding import edges

WORKSHEET = "conversion-tax"
CARDS = {"credit_cliff": "C92", "medicare_step": "C91", "niit": "C95", "state_exclusion": "C90"}
OTHERS = "C03"


def size(question: Asked) -> Computed | None:
    """By the facts of the talk; without them it is said what is needed."""
    edge = edges.named(question.said)
    if edge is None or not edges.is_sized(question.said):
        return None
    card, facts = CARDS.get(edge, OTHERS), question.facts
    needed = (("filing_status", facts.filing_status), ("agi", facts.income), ("ira_values", _held(question)))
    missing = tuple(name for name, value in needed if value is None)
    plan = planned(facts, question.today)
    if missing or plan is None:
        head = say("asked.size.missing", what=facts_in_words(missing))
        return computed(question, "missing", head, missing=missing, worksheet=WORKSHEET, card=card)
    found = next((one for one in sizes(plan.case, plan.taxes) if one.edge == edge), None)
    if found is None:
        return computed(question, "limits", say("asked.size.none"), worksheet=WORKSHEET, card=card)
    head = say("asked.size.amount", convert=found.convert, year=plan.tax_year)
    amount = found.convert.money
    return computed(question, "amount", head, amount=amount, rule=_rule(found), worksheet=WORKSHEET, card=card)


def _held(question: Asked) -> object:
    """Whether anybody's pre-tax IRA money is known."""
    people = question.facts.people.values()
    return next((True for one in people if any(one.ira_value(kind) for kind in one.pretax_ira_kinds or ())), None)


def _rule(found: Size) -> str:
    more = [say("asked.size.price", federal=_federal(found.cost))]
    if found.next_federal:
        more.append(say("asked.size.next", next=found.next_federal))
    return " ".join([*more, say("asked.size.rule")])


def _federal(cost: TaxCost) -> object:
    if cost.federal_ends:
        low, high = map(dollars, cost.federal_ends)
        return say("asked.size.between", low=low, high=high)
    return _dollars(cost.federal)


def _dollars(amount: Amount | None) -> object:
    return dollars(amount) if amount else say("asked.size.open")
