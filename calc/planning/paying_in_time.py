"""The tax in time: what must be paid by which day, so that no underpayment charge is due (IRC 6654).

Last year's tax and this year's withholding are asked for only where enough is at stake.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from calc import law
from calc.derivation import CENT, ZERO, Amount, Worksheet, cents, dollars, given, least, most, rounded, total
from calc.effort import once
from calc.facts import Facts, FilingStatus, Move, Person
from calc.planning.balance import balance
from calc.planning.households import year_covered
from calc.planning.incomes import surely_straight
from calc.planning.options import Option, new_money, ways
from calc.planning.price_questions import Asked, asked_key
from calc.planning.relabeled import as_if_made_there
from calc.planning.rmd import still_to_take
from calc.planning.rolling_in import accepted
from calc.planning.season import Phase, Season
from calc.planning.tax_cost import Taxes, missing
from calc.worksheets.form_2210 import form_2210
from calc.worksheets.ira_limit import dollar_limit
from calc.worksheets.whole_return.household import summed

TIMING = WITHHELD, LAST_TAX, LAST_INCOME, FIRST_DAY = (
    "tax_withheld",
    "tax_last_year",
    "income_last_year",
    "first_taken_on",
)
AHEAD = {Phase.CURRENT, Phase.AHEAD}
_YEAR = 12  # months
Taken = tuple[tuple[date, Fraction], ...]  # on which day which share of the year's came


@dataclass(frozen=True, slots=True)
class _Adds:
    """What the conversions and payouts add to the year: income, the additional tax on it, and when it came."""

    taxable: Amount
    early: Amount
    taken: Taken


@dataclass(frozen=True, slots=True)
class Payments:
    """sheet: Form 2210, Part I. rows: each estimated payment with its day; none where nothing is due ahead.

    catching_up: something was due on a day that has passed, so that only income that came late (Schedule AI), or
    withholding, which counts as paid evenly, keeps the charge away. late: nothing was, for all of this income comes
    after the months that those days look at.
    """

    sheet: Worksheet
    rows: tuple[tuple[date, Amount], ...]
    catching_up: bool
    late: bool = False

    @property
    def harbor(self) -> str:
        """Which safe harbor line 9 is: ``this_year``, ``last_year``, ``last_year_high`` or ``no_tax_last_year``."""
        eight = self.sheet["8"]
        if eight is None or eight.value > self.sheet.line("5").value:
            return "this_year"
        if not eight.value:
            return "no_tax_last_year"
        shares = [operand.name for operand in eight.operands[0].operands if operand.op == "law"]
        return "last_year_high" if any(name.endswith("_high") for name in shares) else "last_year"


def payable(when: Season) -> bool:
    """Whether a payment day of the tax year may lie ahead: the last one is in January of the next."""
    last = law.year(when.tax_year).dates("estimated_tax_due_dates")[-1]
    return when.phase in AHEAD or (when.phase is Phase.LATE and when.today <= last)


def payments(facts: Facts, when: Season, taxes: Taxes, taxable: Amount, early: Amount) -> Payments | None:
    """None while the year's withholding is not known, or the year has no payments ahead.

    taxable: all that becomes income of the tax year; early: additional tax on early distributions.
    """
    if facts.tax_withheld is None or not payable(when) or not year_covered(facts) or missing(facts):
        return None
    sheet = _sheet(facts, taxes, taxable, early)
    if not sheet.line("pay").value:
        return Payments(sheet, (), catching_up=False)
    due, today = _due(when), when.today
    needed = _needed(sheet, taxes, due, _Adds(taxable, early, _taken(facts, when)))
    passed = [by_then for day, by_then in zip(due, needed, strict=True) if day < today]
    short = any(by_then.value for by_then in passed)
    return Payments(sheet, tuple(_rows(needed, due, today)), short, bool(passed) and not short)


def _due(when: Season) -> tuple[date, ...]:
    return law.year(when.tax_year).dates("estimated_tax_due_dates")


def _taken(facts: Facts, when: Season) -> Taken:
    """On which days it is income; today where all of it is still to come, empty where no day is known.

    What is still to come beside parts that were told with their days counts as if it had come with them.
    """
    people, moves = facts.people.values(), (Move.CONVERTED, Move.WITHDREW)
    if when.phase in AHEAD and all(one.moved(move) == 0 for one in people for move in moves):
        return ((when.today, Fraction(1)),)
    parts = [part for one in people for part in (*(one.conversions or ()), *(one.withdrawals or ()))]
    whole = sum((part.amount for part in parts), ZERO.money)
    if whole and whole == sum((one.moved(move) or ZERO.money for one in people for move in moves), ZERO.money):
        return tuple((part.on, Fraction(part.amount) / Fraction(whole)) for part in parts)
    first = facts.first_taken_on
    told = first is not None and first.year == when.tax_year and first <= when.today
    return ((first, Fraction(1)),) if first is not None and told else ()


def _needed(sheet: Worksheet, taxes: Taxes, due: tuple[date, ...], adds: _Adds) -> list[Amount]:
    """What must be paid by each day beside the withholding, which counts evenly, to the dollar.

    A share of line 9; for each day the annualized installment of Schedule AI where it is less (IRC 6654(d)(2)). The
    rest of the year's income is taken as even.
    """
    required, withheld, count = sheet.line("9"), sheet.line("6"), given(len(due), "count")
    found = []
    for number, day in enumerate(due, start=1):
        part = least(required, _annualized(taxes, day, adds)) if adds.taken else required
        found.append(dollars(most(part - withheld, ZERO) * given(number, "count") / count))
    return found


def _annualized(taxes: Taxes, due: date, adds: _Adds) -> Amount:
    """The share of a year's tax that is enough by a day: of the months that it looks at, made a year's.

    These end with the month before that of the day; in January they are the whole year.
    """
    until = due.replace(day=1)
    months = until.month - 1 or _YEAR
    times = sum((share for on, share in adds.taken if on < until), Fraction(0)) * _YEAR / months
    taxable, early = (rounded(Fraction(part.value) * times, CENT) for part in (adds.taxable, adds.early))
    tax, own = taxes.whole(taxable)
    return cents(total(tax, own, given(early, "early")) * law.standing().figure("estimated_tax_current_year_share"))


def _sheet(facts: Facts, taxes: Taxes, taxable: Amount, early: Amount) -> Worksheet:
    tax, own = taxes.whole(taxable.money)
    return form_of(facts, tax=tax, other=total(own, early))


def form_of(facts: Facts, *, tax: Amount, other: Amount) -> Worksheet:
    """Form 2210 by what was told of withholding and of the year before."""
    last, income = facts.tax_last_year, facts.income_last_year
    return form_2210(
        tax=tax,
        other=other,
        withheld=given(facts.tax_withheld or 0, WITHHELD),
        last_year=None if last is None else given(last, LAST_TAX),
        last_income=None if income is None else given(income, LAST_INCOME),
        separate=facts.filing_status is FilingStatus.MFS,
    )


def _rows(needed: list[Amount], due: tuple[date, ...], today: date) -> Iterator[tuple[date, Amount]]:
    """What comes by each day; what earlier days were for is added to the first one ahead."""
    paid = ZERO
    for by_then, day in zip(needed, due, strict=True):
        if day >= today and by_then.value > paid.value:
            yield day, by_then - paid
            paid = by_then


def timing_questions(facts: Facts, when: Season) -> tuple[str, ...]:
    """The facts to ask for, in the order of the interview, answered ones included."""
    if not payable(when) or not year_covered(facts) or missing(facts):
        return ()
    facts = as_if_made_there(facts)
    stake = _taxed_anyway(facts, when) if when.phase in AHEAD else _taxed_before(facts)
    if not stake.value:
        return ()
    told = facts.tax_withheld, facts.tax_last_year, facts.income_last_year, _taken(facts, when)
    key = *asked_key(facts, (stake.money,)), told, when.phase, sum(day < when.today for day in _due(when))
    return _asked(Asked(key, facts, when, (stake.money,)))


@once
def _asked(asked: Asked) -> tuple[str, ...]:
    facts, taxes, stake = asked.facts, Taxes(asked.facts, asked.when), given(asked.amounts[0], "taxable")
    at_least = law.standing().figure("estimated_tax_none_below")
    if (taxes.federal(stake.money) - taxes.federal(ZERO.money)).value <= at_least.value:
        return ()
    if facts.tax_withheld is None:
        return (WITHHELD,)
    alone = facts.model_copy(update={LAST_TAX: None, LAST_INCOME: None})
    if not _sheet(alone, taxes, stake, ZERO).line("pay").value:
        return (WITHHELD,)
    low, high = (
        _sheet(facts.model_copy(update={LAST_INCOME: income}), taxes, stake, ZERO).line("pay")
        for income in (ZERO.money, None)
    )
    some = TIMING[:3] if facts.tax_last_year is not None and low.value != high.value else TIMING[:2]
    return (*some, FIRST_DAY) if _day_decides(facts, asked.when, taxes, stake) else some


def _day_decides(facts: Facts, when: Season, taxes: Taxes, stake: Amount) -> bool:
    """Whether something came already, a payment day has passed, and only the late day of it keeps a charge away."""
    unknown = facts.model_copy(update={FIRST_DAY: None})
    due = _due(when)
    if when.phase not in AHEAD or when.today <= due[0] or facts.tax_last_year is None or _taken(unknown, when):
        return False
    sheet = _sheet(facts, taxes, stake, ZERO)
    if not sheet.line("pay").value:
        return False
    passed = sum(day < when.today for day in due)
    return not any(
        by_then.value
        for by_then in _needed(sheet, taxes, due, _Adds(stake, ZERO, ((when.today, Fraction(1)),)))[:passed]
    )


def _taxed_anyway(facts: Facts, when: Season) -> Amount:
    """About what becomes income: of the way that leads, of the distribution still to come, and what is wished."""
    found = ZERO
    for who, person in facts.people.items():
        held = balance(who, person, when)
        owed = ZERO if person.withdrawals_in_agi else still_to_take(who, person) or ZERO
        wished = given(person.wish_convert or 0, f"{who}.wish_convert")
        way = _leading(who, person, facts, when)
        if way:
            taxed = most(way.taxable, wished)
        else:
            taxed = summed(*(one for one in (held.converted, held.withdrew) if one), wished)
        found = summed(found, least(held.pretax, summed(taxed, owed)) if held.pretax else summed(taxed, owed))
    return found


def _taxed_before(facts: Facts) -> Amount:
    """About what became income of a year that is just over: what was moved, less what was put in undeducted."""
    found = ZERO.money
    for person in facts.people.values():
        out = sum((amount or ZERO.money for amount in (person.converted, person.withdrew)), ZERO.money)
        own = sum(
            (part or ZERO.money for part in (person.basis, person.contributed, person.contributed_prior)), out * 0
        )
        found += max(out - own, ZERO.money)
    return given(found, "taxable")


def _leading(who: str, person: Person, facts: Facts, when: Season) -> Option | None:
    """The first of the ways, as far as the facts tell it without the plan itself."""
    held = balance(who, person, when)
    if accepted(person) is None or new_money(held) is None or held.made is None:
        return None
    limit = dollar_limit(when.tax_year, when.tax_year - (person.birth_year or when.tax_year))
    straight = surely_straight(facts) or all(one.compensation == 0 for one in facts.people.values())
    contribute = ZERO if straight else most(limit - held.made, ZERO)
    return next(iter(ways(who, person, held, contribute, when)), None)
