"""The desk for taking Roth money out: what comes out first, what it costs, and which clock ends when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from calc import law
from calc.derivation import given
from calc.refusals import Refusal
from calc.repairs.early import additional_tax
from calc.worksheets.roth_401k import roth_401k
from calc.worksheets.roth_distribution import roth_distribution
from dialogs.desks.visit import AskedToo, Visit
from dialogs.phrases import Refused, say
from dialogs.understanding.lists import amounts

NOTHING = Decimal(0)


def questions(visit: Visit) -> Iterator[str | AskedToo]:
    yield "account"
    if visit.choice("account") is None:
        return
    if visit.facts.joint:
        yield "who"
    yield from ("amount", "first_year", "contributions")
    if visit.choice("account") == "plan":
        yield "earnings"
    else:
        yield "conversions"
        if _by_year(visit, "conversions"):
            yield "untaxed"
    if visit.person.birth_year is None:
        yield AskedToo("birth_year")


def told(visit: Visit) -> tuple[str, ...]:
    try:
        return _of_plan(visit) if visit.choice("account") == "plan" else _of_ira(visit)
    except Refusal as refusal:
        return (Refused(refusal),)


def _of_ira(visit: Visit) -> tuple[str, ...]:
    year, first = visit.today.year, _first_year(visit)
    converted, untaxed = _by_year(visit, "conversions"), _by_year(visit, "untaxed")
    free = {when: min(untaxed.get(when, NOTHING), amount) for when, amount in converted.items()}
    amount = visit.money("amount") or NOTHING
    out = roth_distribution(
        first_roth_year=first,
        contributions=[(first, visit.money("contributions") or NOTHING)],
        conversions=[(when, amount - free[when], free[when]) for when, amount in sorted(converted.items())],
        distributions=[(year, amount, _old(visit))],
        exception=None,
        first_home_amount=None,
    )
    lines = [_cost(visit, amount, out.taxable.money, out.additional_tax.money, out.penalty_base.money)]
    taken = out.taken
    if taken is not None:
        parts = {
            "contributions": taken.contributions.money,
            "conversions": sum((layer.taxed + layer.untaxed).money for layer in taken.conversions),
            "earnings": taken.earnings.money,
        }
        lines.append(say("withdraw.order", **parts))
    lines.append(say("withdraw.clock_earnings", day=_ends(first)))
    lines += [
        say("withdraw.clock_conversion", made=when, day=_ends(when))
        for when in sorted(converted)
        if converted[when] > free[when] and _ends(when) > visit.today and not _old(visit)
    ]
    return (say("withdraw.title"), "\n".join(lines), *_ending(visit, "withdraw.law_ira"))


def _of_plan(visit: Visit) -> tuple[str, ...]:
    amount = visit.money("amount") or NOTHING
    sheet = roth_401k(
        year=visit.today.year,
        first_year=_first_year(visit),
        contributions=visit.money("contributions") or NOTHING,
        earnings=visit.money("earnings") or NOTHING,
        distribution=amount,
        exempt=False,
        old_enough=_old(visit),
    )
    lines = [
        _cost(visit, amount, sheet.money("taxable"), sheet.money("additional_tax"), sheet.money("penalty_base")),
        say("withdraw.in_proportion", untaxed=sheet.money("untaxed"), taxed=sheet.money("taxable")),
        say("withdraw.clock_plan", day=_ends(_first_year(visit))),
    ]
    return (say("withdraw.title"), "\n".join(lines), *_ending(visit, "withdraw.law_plan"))


def _cost(visit: Visit, amount: Decimal, taxed: Decimal, extra: Decimal, base: Decimal) -> str:
    """extra: the federal 10 %; base: what it is of. The state's own comes on top in California."""
    state = visit.facts.state
    more = additional_tax(given(base, "base"), state=state).money - extra if base else NOTHING
    key = "both" if taxed and extra else "income" if taxed else "extra" if extra else "nothing"
    told_ = say(f"withdraw.cost.{key}", amount=amount, taxed=taxed, extra=extra)
    return f"{told_} {say('withdraw.california', more=more)}" if more else told_


def _ending(visit: Visit, key: str) -> Iterator[str]:
    if visit.perhaps_59_half(visit.today):
        yield say("withdraw.near_59_half")
    yield say(key)


def _first_year(visit: Visit) -> int:
    year = visit.told("first_year")
    return year if isinstance(year, int) else visit.today.year


def _ends(first: int) -> date:
    return date(first + law.standing().whole("roth_clock_years"), 1, 1)


def _old(visit: Visit) -> bool:
    """At least 59 1/2 all year; in the year between, the costlier answer."""
    return not visit.under_59_half(visit.today)


def _by_year(visit: Visit, name: str) -> dict[int, Decimal]:
    return {int(year): amount for year, amount in amounts(visit.listed(name) or [])}
