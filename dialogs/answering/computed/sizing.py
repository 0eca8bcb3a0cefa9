"""How much can be converted before something on the return changes: "up to the 12 % bracket"."""

from __future__ import annotations

from decimal import Decimal

from calc.derivation import Amount, dollars
from calc.facts import Circumstance, Facts, WholeReturn
from calc.planning.plan import planned
from calc.planning.sizing import Size, sizes
from calc.planning.tax_cost import TaxCost
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import say
from dialogs.understanding import edges

WORKSHEET = "conversion-tax"
CARDS = {"credit_cliff": "C92", "medicare_step": "C91", "niit": "C95", "state_exclusion": "C90"}
OTHERS = "C03"
ONE = Decimal(1)  # dollar: the least that can be under the tax on net investment income


def size(question: Asked) -> Computed | None:
    """By the facts of the talk; None while they do not tell what could be converted, and beside which income."""
    edge = edges.named(question.said)
    if edge is None or not edges.is_sized(question.said):
        return None
    card, facts = CARDS.get(edge, OTHERS), _supposing(question, edge)
    known = None not in {facts.filing_status, facts.income}
    plan = planned(facts, question.today) if known else None
    if plan is None or all(not one.pretax or not one.pretax.value for one in plan.people):
        return None
    found = next((one for one in sizes(plan.case, plan.taxes) if one.edge == edge), None)
    if found is None:
        return computed(question, "limits", say("asked.size.none"), worksheet=WORKSHEET, card=card)
    head = say("asked.size.amount", convert=found.convert, year=plan.tax_year)
    amount = found.convert.money
    return computed(question, "amount", head, amount=amount, rule=_rule(found), worksheet=WORKSHEET, card=card)


def _supposing(question: Asked, edge: str) -> Facts:
    """Who asks for an edge has what it is of, also where the talk was not told of it; what is supposed is said."""
    facts = question.facts
    told = facts.whole_return or WholeReturn()
    ticked = facts.circumstances or frozenset()
    if edge == "credit_cliff" and Circumstance.MARKETPLACE not in ticked:
        question.assume("marketplace")
        return facts.model_copy(update={"circumstances": ticked | {Circumstance.MARKETPLACE}})
    if edge == "niit" and not told.taxable_interest and not told.long_term_gains and not told.ordinary_dividends:
        question.assume("some_interest")
        return facts.model_copy(update={"whole_return": told.model_copy(update={"taxable_interest": ONE})})
    if edge == "child_credit" and not told.children_under_17:
        question.assume("one_child")
        return facts.model_copy(update={"whole_return": told.model_copy(update={"children_under_17": 1})})
    return facts


def _rule(found: Size) -> str:
    more = [say("asked.size.price", federal=_federal(found.cost))]
    if found.next_federal and found.taxed.value == found.convert.value:
        more.append(say("asked.size.next", next=found.next_federal))
    return " ".join([*more, say("asked.size.rule")])


def _federal(cost: TaxCost) -> object:
    if cost.federal_ends:
        low, high = map(dollars, cost.federal_ends)
        return say("asked.size.between", low=low, high=high)
    return _dollars(cost.federal)


def _dollars(amount: Amount | None) -> object:
    return dollars(amount) if amount else say("asked.size.open")
