"""Two plans side by side, figure by figure: what a tried change does to contributions, tax and room."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calc.derivation import ZERO, Amount, dollars
from calc.planning.households import year_covered
from calc.planning.plan import Plan
from calc.planning.sizing import credit_gone
from calc.planning.tax_cost import TaxCost, missing
from calc.worksheets.whole_return.medicare import surcharge
from dialogs.phrases import say
from dialogs.views.plan.names import kind_name, state_name, who
from dialogs.views.plan.side_by_side import federal_tax_shown, state_tax_shown


def differences(before: Plan, after: Plan) -> list[str]:
    """What differs, old against new, and in one more line what stays."""
    old, new = dict(_figures(before)), dict(_figures(after))
    none = say("talk.whatif.none")
    pairs = {name: (old.get(name, none), new.get(name, none)) for name in {**old, **new}}
    moved = [say("talk.whatif.figure", name=name, old=a, new=b) for name, (a, b) in pairs.items() if a != b]
    same = [
        say("talk.whatif.same", name=name, value=a)
        for name, (a, b) in pairs.items()
        if a == b and isinstance(a, Decimal) and a
    ]
    stays = [say("talk.whatif.stays", figures="; ".join(same))] if same else []
    return [*(moved or [say("talk.whatif.nothing")]), *stays]


def _figures(made: Plan) -> Iterator[tuple[str, object]]:
    """Named amounts, the unknown ones in words; what neither concerns the person nor is known is left out."""
    year = made.tax_year
    for one in made.people:
        roll_in = one.chosen.roll_in if one.chosen else None if one.options else ZERO
        for code, amount in (("direct", one.direct), ("contribute", one.contribute), ("roll_in", roll_in)):
            yield who(made, one.who) + say(f"talk.whatif.{code}", year=year), _shown(amount)
    yield say("talk.whatif.taxable"), _shown(made.case.taxable)
    tax, unknown = made.tax or TaxCost(None, None), "talk.whatif.open"
    yield say("talk.whatif.federal"), _money(federal_tax_shown(tax, unknown))
    if tax.credit_lost and tax.credit_lost.value > 0:
        yield say("talk.whatif.credit"), tax.credit_lost.money
    elif _past_cliff(made):
        yield say("talk.whatif.credit"), say("talk.whatif.whole_credit")
    if tax.medicare and tax.medicare.with_it > tax.medicare.without:
        found = tax.medicare
        more = surcharge(found.looked_at, found.with_it) - surcharge(found.looked_at, found.without)
        yield say("talk.whatif.medicare", year=found.looked_at.premium_year), dollars(more).money
    name = state_name(made.case.facts.state) or say("talk.whatif.of_state")
    yield say("talk.whatif.state", state=name), _money(state_tax_shown(tax, unknown))
    for one in made.people:
        for outlook in one.plans:
            if outlook.room is not None:
                name = say("talk.whatif.room", kind=kind_name(outlook.kind))
                yield who(made, one.who) + name, outlook.room.line("room").money
    for one in made.people:
        left = one.chosen.basis_left if one.chosen else one.held.basis
        if left is not None:
            yield who(made, one.who) + say("talk.whatif.basis"), left.money


def _past_cliff(made: Plan) -> bool:
    """Where the premium was not told, and so no amount of the credit is known."""
    facts, taxable = made.case.facts, made.case.taxable
    known = taxable is not None and not missing(facts) and year_covered(facts) and not made.case.season.split
    return known and taxable is not None and credit_gone(made.taxes, taxable.money)


def _money(shown: object) -> object:
    return shown.money if isinstance(shown, Amount) else shown


def _shown(amount: Amount | None) -> object:
    return say("talk.whatif.open") if amount is None else amount.money
