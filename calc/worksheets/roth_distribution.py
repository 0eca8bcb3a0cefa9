"""What comes out of a Roth IRA, in which order, and what tax it bears (IRC 408A(d), 72(t); Reg. 1.408A-6).

All Roth IRAs of a person are one pool: regular contributions first, then conversions and plan rollovers, oldest year
first and inside a year the taxed part before the untaxed one, then earnings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from calc import law
from calc.derivation import ZERO, Amount, Money, cents, least, most, told, total
from calc.refusals import Refusal

SOURCE = "IRC 408A(d), 72(t); Reg. 1.408A-6"


class Exemption(StrEnum):
    """Why a payout before 59½ may be free of the 10 %. Other exceptions of 72(t) are asked about, never assumed."""

    DISABLED = "disabled"
    FIRST_HOME = "first_home"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What is left of one year's conversions, or what a payout takes of it."""

    year: int
    taxed: Amount  # the part that was income when it was converted
    untaxed: Amount

    @property
    def amount(self) -> Amount:
        return self.taxed + self.untaxed


@dataclass(frozen=True, slots=True)
class Pool:
    """The layers that are not earnings."""

    contributions: Amount
    conversions: tuple[Conversion, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """One payout split into layers."""

    contributions: Amount
    conversions: tuple[Conversion, ...]
    earnings: Amount


@dataclass(frozen=True, slots=True)
class RothDistribution:
    """``taken`` is None when the payout is qualified: nothing is taxed and the layers are not needed.

    home: the part that is a qualified first-home payout (Form 8606, line 20), None where there is none.
    """

    year: int
    qualified: bool
    taken: Taken | None
    taxable: Amount
    penalty_base: Amount
    additional_tax: Amount
    home: Amount | None = None

    def within_five_years(self, layer: Conversion) -> bool:
        """Whether the conversion's own clock still runs: five years from 1 January of its year."""
        return self.year < layer.year + law.standing().whole("roth_clock_years")


def roth_distribution(
    *,
    first_roth_year: int,
    contributions: Sequence[tuple[int, Money]],
    conversions: Sequence[tuple[int, Money, Money]],
    distributions: Sequence[tuple[int, Money, bool]],
    exception: Exemption | str | None = None,
    first_home_amount: Money | None = None,
) -> RothDistribution:
    """The last distribution; earlier ones only use up layers.

    contributions: (year they were made for, amount); conversions: (calendar year, taxed part, untaxed part);
    distributions: (calendar year, amount, whether 59½ was reached), one sum a year, oldest first.
    Refusal: no distribution, years out of order, a contribution or conversion before the first Roth year.
    """
    _check_years(first_roth_year, contributions, conversions, distributions)
    *earlier, (year, amount, old_enough) = distributions
    used: list[Taken] = []
    for past_year, past_amount, _ in earlier:
        used.append(draw_from(told(past_amount, "distribution"), _pool(past_year, contributions, conversions, used)))

    standing = law.standing()
    asked = told(amount, "distribution")
    clock_met = year >= first_roth_year + standing.whole("roth_clock_years")
    reason = Exemption(exception) if exception is not None else None
    if clock_met and (old_enough or reason is Exemption.DISABLED):
        return RothDistribution(
            year, qualified=True, taken=None, taxable=ZERO, penalty_base=ZERO, additional_tax=ZERO
        )

    home = ZERO
    if reason is Exemption.FIRST_HOME:
        if first_home_amount is None:
            raise Refusal("missing_field", "first_home_amount", entry="first_home_amount")
        told_home = told(first_home_amount, "first_home_amount")
        home = least(told_home, standing.figure("first_home_lifetime_limit"))
    first = least(home, asked) if clock_met and home.value else None
    if first is not None and first.value == asked.value:
        return RothDistribution(year, True, None, ZERO, ZERO, ZERO, first)  # noqa: FBT003 - all of it is qualified
    ordered = asked if first is None else asked - first
    taken = draw_from(ordered, _pool(year, contributions, conversions, used))

    clock = standing.whole("roth_clock_years")
    recaptured = [layer.taxed for layer in taken.conversions if year < layer.year + clock]
    exempt = old_enough or reason is Exemption.DISABLED
    base = ZERO if exempt else total(taken.earnings, *recaptured)
    if first is None and home.value and base.value:
        base = most(base - home, ZERO)
    extra = cents(base * standing.figure("early_distribution_additional_tax_rate_72t"))
    return RothDistribution(
        year,
        qualified=False,
        taken=taken,
        taxable=taken.earnings,
        penalty_base=base,
        additional_tax=extra,
        home=first,
    )


def draw_from(amount: Amount, pool: Pool) -> Taken:
    """A payout taken from the pool in the order of the law; what the layers do not hold is earnings."""
    from_contributions = least(amount, pool.contributions)
    left = amount - from_contributions
    layers = []
    for layer in pool.conversions:
        if not left.value:
            break
        taxed = least(left, layer.taxed)
        untaxed = least(left - taxed, layer.untaxed)
        left = left - taxed - untaxed
        layers.append(Conversion(layer.year, taxed, untaxed))
    return Taken(from_contributions, tuple(layer for layer in layers if layer.amount.value), left)


def _pool(
    year: int,
    contributions: Iterable[tuple[int, Money]],
    conversions: Iterable[tuple[int, Money, Money]],
    used: Sequence[Taken],
) -> Pool:
    """What stands in the layers in ``year``, after the earlier payouts; the year's own money is available."""
    put_in = total(*(told(amount, f"contribution_{made}") for made, amount in contributions if made <= year))
    spent = [taken.contributions for taken in used]
    layers: dict[int, Conversion] = {}
    for made, taxed, untaxed in sorted(conversions, key=lambda entry: entry[0]):
        if made > year:
            continue
        before = layers.get(made, Conversion(made, ZERO, ZERO))
        more = Conversion(made, told(taxed, f"taxed_{made}"), told(untaxed, f"untaxed_{made}"))
        layers[made] = Conversion(made, before.taxed + more.taxed, before.untaxed + more.untaxed)
    for taken in used:
        for gone in taken.conversions:
            stood = layers[gone.year]
            layers[gone.year] = Conversion(gone.year, stood.taxed - gone.taxed, stood.untaxed - gone.untaxed)
    return Pool(put_in - total(*spent), tuple(layers.values()))


def _check_years(
    first_roth_year: int,
    contributions: Sequence[tuple[int, Money]],
    conversions: Sequence[tuple[int, Money, Money]],
    distributions: Sequence[tuple[int, Money, bool]],
) -> None:
    if not distributions:
        raise Refusal("no_distribution", "distributions")
    for field, entries in (
        ("contributions", contributions),
        ("conversions", conversions),
        ("distributions", distributions),
    ):
        for entry in entries:
            if entry[0] < first_roth_year:
                raise Refusal("before_first_roth", field, year=entry[0], first=first_roth_year)
    for (before, _, _), (after, _, _) in pairwise(distributions):
        if after <= before:
            raise Refusal("years_out_of_order", "distributions", before=before, after=after)
