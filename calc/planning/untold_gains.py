"""Of an income of which nobody said how much of it is gains: with how much what comes on top costs least, and most.

Gains lie on top of the rest of taxable income at rates of their own (IRC 1(h)). What is converted lies below them:
it is taxed at the rate of its own place, and lifts as much of the gains. So its price turns where the rest of the
income, with it or without it, reaches a rate of the schedule or of the gains: there it is lowest, and highest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from functools import cache
from itertools import chain, pairwise

from calc import law
from calc.derivation import ZERO, Amount, given
from calc.facts import LARGEST, FilingStatus
from calc.worksheets.whole_return.form_1040 import Return
from calc.worksheets.whole_return.form_8995 import qbi_deduction
from calc.worksheets.whole_return.gains import thresholds
from calc.worksheets.whole_return.household import Household
from calc.worksheets.whole_return.schedule_se import half_self_employment_tax

CENT = Decimal("0.01")
NOTHING = ZERO.money
TRIES = 6  # until half the tax on a profit is that of the profit which leaves so much


def deciding_gains(home: Household, without: Return, together: Return, most: Decimal) -> tuple[Decimal, ...]:
    """Of the amounts up to ``most`` the one with which the difference of the two returns is least, and greatest.

    And all of it. home: whose returns they are, without such gains: there they are ordinary income.
    """
    price = _price(home, without, together)
    in_order = sorted(dict.fromkeys((NOTHING, *price.turns(most), most)), key=price.of)
    return tuple(amount for amount in dict.fromkeys((in_order[0], in_order[-1], most)) if amount)


def deciding_profits(home: Household, without: Return, together: Return, untold: Decimal | None) -> Iterator[Decimal]:
    """The profit of a business with which the difference of the two returns is least, and greatest.

    Of the same income it moves nothing but the deduction for it (IRC 199A). home: as above, but without such a
    profit; untold: of its income what may be gains, None where they were told.
    """
    price = _price(home, without, together)
    ends: dict[Decimal, tuple[Decimal, Decimal]] = {}
    for profit in dict.fromkeys((NOTHING, *price.profits(untold or NOTHING), LARGEST)):
        one = price.earning(profit)
        gains = (home.gains.money,) if untold is None else (NOTHING, *one.turns(untold), untold)
        prices = [one.of(amount) for amount in gains]
        ends[profit] = min(prices), max(prices)
    yield _before_half_its_tax(home, min(ends, key=lambda profit: ends[profit][0]))
    yield _before_half_its_tax(home, max(ends, key=lambda profit: ends[profit][1]))


def _before_half_its_tax(home: Household, left: Decimal) -> Decimal:
    """The profit of which so much is left after half the self-employment tax."""
    profit = left
    for _ in range(TRIES):
        tried = replace(home, self_employment_profit=given(profit, "net_profit"))
        profit = (left + _money(half_self_employment_tax(tried))).quantize(CENT)
    return profit


@dataclass(frozen=True, slots=True)
class _Rates:
    """A tax that rises at several rates. starts: of each, the first one at nothing; sums: of the tax up to there."""

    starts: tuple[Decimal, ...]
    sums: tuple[Decimal, ...]
    rates: tuple[Decimal, ...]

    @classmethod
    def of(cls, rates: Mapping[Decimal, Decimal]) -> _Rates:
        """rates: by where they start."""
        starts, sums = sorted(rates), [NOTHING]
        for start, end in pairwise(starts):
            sums.append(sums[-1] + (end - start) * rates[start])
        return cls(tuple(starts), tuple(sums), tuple(rates[start] for start in starts))

    def on(self, income: Decimal) -> Decimal:
        at = bisect_right(self.starts, income) - 1
        return self.sums[at] + (income - self.starts[at]) * self.rates[at]


@dataclass(frozen=True, slots=True)
class _Return:
    """One of the two returns, of which more or less is gains.

    before_qbi: taxable income before the deduction for a business, which is at most ``qbi``, and a share of what is
    no gains, but no less than ``floor``. over: the income above the start of the tax on net investment income.
    """

    before_qbi: Decimal
    qbi: Decimal
    floor: Decimal
    over: Decimal


@dataclass(frozen=True, slots=True)
class _Price:
    """By how much the second return differs from the first.

    excluded: foreign income below what is taxable; invested: what the tax on net investment income counts beside
    the gains.
    """

    home: Household
    returns: tuple[_Return, _Return]
    excluded: Decimal
    invested: Decimal

    def turns(self, most: Decimal) -> Iterator[Decimal]:
        """The gains, up to so much, at which it turns."""
        for amount in chain.from_iterable(map(self._turns, self.returns)):
            if NOTHING < amount < most:
                yield amount.quantize(CENT, ROUND_FLOOR)

    def _turns(self, one: _Return) -> Iterator[Decimal]:
        share = self.home.figure("qbi_share").money if one.qbi else NOTHING
        ordinary, gains = _rates(self.home.year.number, self.home.status)
        for start in {*ordinary.starts, *gains.starts}:
            yield one.before_qbi - one.qbi + self.excluded - start
            if share:  # the deduction falls as the gains rise
                yield one.before_qbi - one.floor + self.excluded - start
                yield one.before_qbi - (start - self.excluded) / (1 - share)
                yield one.before_qbi - (one.before_qbi + self.excluded - start) / share
        if share:
            yield from (one.before_qbi - deducted / share for deducted in (one.qbi, one.floor))
        yield one.over - self.invested

    def profits(self, untold: Decimal) -> Iterator[Decimal]:
        """The profits, after half the self-employment tax, at which it turns. untold: what may be gains.

        There the deduction brings the income, or what lies below the gains, down to a rate, or reaches its bound.
        """
        if least := self.home.maybe("qbi_minimum_from"):
            yield least.money
        share = self.home.figure("qbi_share").money
        ordinary, gains = _rates(self.home.year.number, self.home.status)
        starts = [start - self.excluded for start in {*ordinary.starts, *gains.starts}]
        for one in self.returns:
            of_a_dollar = self._deducted(one, Decimal(1))
            if not of_a_dollar:
                continue
            rests = one.before_qbi, one.before_qbi - untold
            deductions = {rest - start for rest in rests for start in starts} | {rest * share for rest in rests}
            deductions |= {start / (1 - share) * share for start in starts}
            for deducted in deductions:
                if 0 < deducted <= one.before_qbi * share:
                    yield (deducted / of_a_dollar).quantize(CENT, ROUND_FLOOR)

    def earning(self, profit: Decimal) -> _Price:
        """With so much of the income as the profit of a business."""
        least = self.home.maybe("qbi_minimum")
        returns = []
        for one in self.returns:
            qbi = self._deducted(one, profit)
            returns.append(replace(one, qbi=qbi, floor=min(least.money, qbi) if least else NOTHING))
        return replace(self, returns=(returns[0], returns[1]))

    def _deducted(self, one: _Return, profit: Decimal) -> Decimal:
        """Beside no gains."""
        home = replace(
            self.home,
            self_employment_profit=given(profit, "qbi"),
            long_term_gains=ZERO,
            qualified_dividends=ZERO,
        )
        return (
            _money(qbi_deduction(home, ZERO, given(one.before_qbi, "taxable_income"))) if one.before_qbi else NOTHING
        )

    def of(self, gains: Decimal) -> Decimal:
        first, second = (self._tax(one, gains) for one in self.returns)
        return second - first

    def _tax(self, one: _Return, gains: Decimal) -> Decimal:
        """The gains on top of the rest; never more than the schedule takes of all of it (line 25)."""
        qbi = one.qbi
        if qbi:
            by_income = max(one.before_qbi - gains, NOTHING) * self.home.figure("qbi_share").money
            qbi = max(min(qbi, by_income), one.floor)
        ordinary, of_gains = _rates(self.home.year.number, self.home.status)
        taxable = one.before_qbi - qbi
        rest, top = max(taxable - gains, NOTHING) + self.excluded, taxable + self.excluded
        regular = min(ordinary.on(rest) + of_gains.on(top) - of_gains.on(rest), ordinary.on(top))
        return regular + min(self.invested + gains, one.over) * self.home.figure("niit_rate").money


def _price(home: Household, without: Return, together: Return) -> _Price:
    excluded, start = home.excluded_foreign_earned_income.money, home.figure("niit_magi_threshold").money
    returns: list[_Return] = []
    for one in (without, together):
        taxable, qbi, agi = (_money(one.sheet.line(name)) for name in ("taxable_income", "qbi_deduction", "agi"))
        qbi, least = qbi if taxable else NOTHING, home.maybe("qbi_minimum")
        floor = min(least.money, qbi) if least else NOTHING
        returns.append(_Return(taxable + qbi, qbi, floor, max(agi + excluded - start, NOTHING)))
    invested = home.taxable_interest.money + home.ordinary_dividends.money
    return _Price(home, (returns[0], returns[1]), excluded, invested)


def _money(amount: Amount) -> Decimal:
    """Of a line of a return, which may be a ratio."""
    value = amount.value
    return value if isinstance(value, Decimal) else Decimal(value.numerator) / Decimal(value.denominator)


@cache
def _rates(number: int, status: FilingStatus) -> tuple[_Rates, _Rates]:
    """Of ordinary income, and of gains."""
    home = Household(year=law.year(number), status=status, ages=())
    first, second = (one.money for one in thresholds(home))
    middle, high = (home.figure(f"gains_rate_{name}").money for name in ("middle", "high"))
    ordinary = {bracket.over.money: bracket.rate.money for bracket in home.year.brackets(status)}
    return _Rates.of(ordinary), _Rates.of({NOTHING: NOTHING, first: middle, second: high})
