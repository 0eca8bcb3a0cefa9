"""What a taxable amount costs in income tax, federal and state: with it less without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, TypedDict

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, cents, dollars, given
from calc.facts import Facts, FilingStatus
from calc.planning.households import (
    Part,
    Variant,
    ages,
    beside_pay,
    deducted_with,
    gaining,
    open_parts,
    told_household,
    variants,
    with_gains,
    year_covered,
)
from calc.planning.season import Season
from calc.planning.untold_gains import deciding_gains, deciding_profits
from calc.refusals import Refusal
from calc.worksheets.conversion_tax import Irmaa, conversion_tax, irmaa, without_zeros
from calc.worksheets.federal_tax import federal_tax, tax_on
from calc.worksheets.whole_return.form_1040 import Return, ToAgi, form_1040, to_agi, with_children, with_interest
from calc.worksheets.whole_return.household import Household, summed
from calc.worksheets.whole_return.schedule_se import half_self_employment_tax

if TYPE_CHECKING:
    from calc.worksheets.state_tax import Befores

NOTHING = ZERO.money
ONE, TWO = given(1, "one"), given(2, "two")


class _Return(TypedDict):
    """What both returns are handed."""

    tax_year: int
    filing_status: FilingStatus
    age: int
    spouse_age: int | None
    wages: Decimal
    conversion_taxable: Decimal


@dataclass(frozen=True, slots=True)
class TaxCost:
    """Federal tax is the difference of two whole returns: income tax less credits, and net investment income tax.

    Where an amount is None, ``refused`` tells why, or its ends stand beside it. federal_ends: the least and the most
    over all that the return may hold and was not told; moved_by: the facts that decide. state_ends: likewise where
    the state leaves a point open. ceiling: the state counts a larger basis of its own, which can only lower its
    amount. credit_lost: of the premium credit, in no other amount. medicare: the tiers of premiums without and with.
    """

    federal: Amount | None
    state: Amount | None
    refused: tuple[Refusal, ...] = ()
    state_ends: tuple[Amount, Amount] | None = None
    ceiling: bool = False
    federal_ends: tuple[Amount, Amount] | None = None
    moved_by: tuple[str, ...] = ()
    credit_lost: Amount | None = None
    medicare: Irmaa | None = None

    @property
    def federal_at_most(self) -> Amount | None:
        """What to set aside for the federal return; None where nothing is known."""
        return self.federal_ends[1] if self.federal_ends else self.federal

    @property
    def state_at_most(self) -> Amount | None:
        """What to set aside for the state; None where nothing is known."""
        return self.state_ends[1] if self.state_ends else self.state


class Taxes:
    """What taxable amounts cost one household in the year of conversion, on top of the income told in the talk.

    owner: who converts the more, for what is itemized of the tax of a state that looks at the owner's age.
    What two ways share is worked out once.
    """

    def __init__(self, facts: Facts, season: Season, owner: str = "you") -> None:
        self.facts, self.season, self.owner = facts, season, owner
        self._federal: dict[Decimal, Amount] = {}
        self._filed: dict[tuple[int, Decimal], Return] = {}
        self._first_pages: dict[tuple[int, Decimal], ToAgi] = {}
        self._taxed: dict[tuple[int, Decimal], Amount] = {}
        self._variants: list[Variant] = []
        self._mattering: dict[tuple[Decimal, Decimal], tuple[int, ...]] = {}
        self._gained: dict[tuple[int, Decimal], int] = {}
        self._with_gains: tuple[int, ...] = ()
        self._plain = range(0)
        self._state: dict[tuple[Decimal, str], tuple[Worksheet, ...] | Refusal] = {}
        self._befores: Befores = {}

    def cost(self, taxable: Amount, *, before: Amount = ZERO, owner: str = "you") -> TaxCost:
        """Tax on ``taxable``.

        before: what is converted and taxed already, so that this comes on top of it. owner: whose it is, for the
        states that look at the owner's age.
        """
        if taxable.value == 0:
            return TaxCost(ZERO, ZERO, credit_lost=ZERO)
        gap = missing(self.facts)
        if self.season.split:
            refusal = Refusal("other_year", "agi", year=self.season.conversion_year)
            return TaxCost(None, self._never_taxed(), (refusal,), self._exemption_at_stake())
        if gap:
            return TaxCost(None, self._never_taxed(), (Refusal("fact_missing", gap),))
        together = taxable + before
        return self._with_state(self._of_federal(together.money, before.money), together, before, owner)

    def of_state(self, taxable: Amount, owner: str) -> TaxCost:
        """The same of the state alone."""
        if not taxable.value or self.season.split or missing(self.facts):
            return self.cost(taxable, owner=owner)
        return self._with_state(TaxCost(None, None), taxable, ZERO, owner)

    def _with_state(self, cost: TaxCost, together: Amount, before: Amount, owner: str) -> TaxCost:
        found, first = self.state(together.money, owner), self.state(before.money, owner)
        if isinstance(found, Refusal):
            return replace(cost, refused=(found,))
        if isinstance(first, Refusal):
            return replace(cost, refused=(first,))
        low, *_, high = sorted(
            (one.line("delta") - other.line("delta") for one, other in zip(found, first, strict=True)),
            key=lambda end: end.money,
        )
        if high.money - low.money <= law.threshold("state_price_tolerance").money:
            return replace(cost, state=high, ceiling=self._ceiling() and high.value > 0)
        return replace(cost, refused=(self._unsettled(low, high),), state_ends=(low, high))

    def _of_federal(self, together: Decimal, before: Decimal) -> TaxCost:
        plain = self.federal(together) - self.federal(before)
        if not year_covered(self.facts):
            return TaxCost(plain, None)
        if any(self._return(0, amount).amt_open for amount in (before, together)):
            return TaxCost(None, None, (Refusal("amt_separate", "filing_status", year=self.facts.tax_year),))
        low, high, moved_by = self.ends(together, before)
        one, other = (self._return(0, amount).sheet.line("premium_tax_credit") for amount in (before, together))
        lost, medicare = cents(one - other).named("premium_credit_lost"), self._medicare(before, together)
        if _one_price(low, plain, high):
            return TaxCost(plain, None, credit_lost=lost, medicare=medicare)
        return TaxCost(None, None, federal_ends=(low, high), moved_by=moved_by, credit_lost=lost, medicare=medicare)

    def federal(self, taxable: Decimal) -> Amount:
        """Tax of the year with so much taxable on top of the income; less is taken off it.

        Of the plainest return that agrees with what was told.
        """
        if not year_covered(self.facts):
            return self._by_schedule(taxable)
        return self._paid(0, taxable)

    def ends(self, together: Decimal, before: Decimal = ZERO.money) -> tuple[Amount, Amount, tuple[str, ...]]:
        """The least and the most of the difference over all that was not told, and the facts that decide."""
        if together == before:
            return ZERO, ZERO, ()
        if not year_covered(self.facts):
            plain = self.federal(together) - self.federal(before)
            return plain, plain, ()
        prices = {at: self._price(at, together, before) for at in self._all(together, before)}
        in_order = sorted(prices, key=lambda at: prices[at].money)
        alone = (at for at in prices if len(self._variants[at].parts) == 1)
        moving = {
            part for at in alone if abs((prices[at] - prices[0]).money) > 1 for part in self._variants[at].parts
        }
        moving |= self._variants[in_order[0]].parts | self._variants[in_order[-1]].parts
        return prices[in_order[0]], prices[in_order[-1]], tuple(part.value for part in Part if part in moving)

    @property
    def home(self) -> Household:
        """The plainest household that agrees with what was told."""
        return self._told[0].home

    def plainest(self, taxable: Decimal) -> Return:
        """Its return, with so much taxable on top."""
        return self._return(0, taxable)

    def whole(self, taxable: Decimal) -> tuple[Amount, Amount]:
        """All that the return owes with so much taxable, the most over what was not told: income tax, and beside it.

        Beside it stands the self-employment tax, of a business that was told. The year must have the figures of a
        whole return.
        """
        owned = any(one.self_employed or one.sep_contribution for one in self.facts.people.values())
        found = [
            (self._paid(at, taxable), cents(half_self_employment_tax(self._variants[at].home) * TWO))
            for at in self._all(taxable)
            if owned or Part.BUSINESS not in self._variants[at].parts
        ]
        return max(found, key=lambda parts: parts[0].money + parts[1].money)

    def moves(self, part: Part, amounts: Iterable[Decimal]) -> Decimal:
        """By how much one untold part alone can move the price of one of the amounts."""
        pairs = ((at, amount) for amount in amounts for at in self._alone(part, amount))
        apart = (abs((self._price(at, amount) - self._price(0, amount)).money) for at, amount in pairs)
        return max(apart, default=ZERO.money)

    def profits(self, amounts: Iterable[Decimal]) -> tuple[Decimal, ...]:
        """Of a business whose profit nobody told those with which one of the amounts costs least, and most."""
        if not year_covered(self.facts):
            return ()
        alike = [at for at, one in enumerate(tuple(self._told)) if one.parts <= {Part.ITEMIZED, Part.STATE_TAX}]
        untold = self._untold_gains if self._with_gains else None
        return tuple(
            dict.fromkeys(
                profit
                for amount in amounts
                for at in alike
                for profit in deciding_profits(
                    self._variants[at].home, self._return(at, NOTHING), self._return(at, amount), untold
                )
            )
        )

    @property
    def _told(self) -> list[Variant]:
        """The households that agree with what was told, the plainest first; those with gains are behind them."""
        if not self._variants:
            parts = open_parts(self.facts)
            self._variants = list(variants(self.facts, parts))
            self._with_gains = tuple(gaining(self._variants)) if Part.GAINS in parts else ()
            self._plain = range(len(self._variants))
        return self._variants

    def _all(self, together: Decimal, before: Decimal = NOTHING) -> tuple[int, ...]:
        """The places of all households between which the difference of two returns lies.

        How much of an untold income is gains decides between them: with as much as makes it least, and most.
        """
        if (together, before) not in self._mattering:
            found = dict.fromkeys(self._of_income(together))
            for at in (at for at in self._with_gains if at in found):
                found |= dict.fromkeys(self._gaining(at, together, before))
            self._mattering[together, before] = tuple(found)
        return self._mattering[together, before]

    def _alone(self, part: Part, together: Decimal) -> tuple[int, ...]:
        """The places of those in which nothing else was not told."""
        found = self._of_income(together)
        if part is Part.GAINS:
            return self._gaining(0, together, NOTHING) if 0 in self._with_gains else ()
        return tuple(at for at in found if self._variants[at].parts == {part})

    def _of_income(self, together: Decimal) -> tuple[int, ...]:
        """Those that matter at the income which so much on top makes, without what gains move."""
        untold = self._told
        income = (self.facts.income or NOTHING) + together + self.home.excluded_foreign_earned_income.money
        return tuple(at for at in self._plain if untold[at].matters(income))

    def _gaining(self, at: int, together: Decimal, before: Decimal) -> tuple[int, ...]:
        """The same household with what decides of its income as gains."""
        returns = self._return(at, before), self._return(at, together)
        amounts = deciding_gains(self._variants[at].home, *returns, self._untold_gains)
        return tuple(self._gain(at, amount) for amount in amounts)

    @cached_property
    def _untold_gains(self) -> Decimal:
        """The most of the income that can be gains."""
        return beside_pay(self.facts)

    def _gain(self, at: int, amount: Decimal) -> int:
        """The place of the household there with so much of its income as gains."""
        if (at, amount) not in self._gained:
            one = self._variants[at]
            childless = None if one.childless is None else self._gain(one.childless, amount)
            self._variants.append(with_gains(one, amount, childless))
            self._gained[at, amount] = len(self._variants) - 1
        return self._gained[at, amount]

    def _price(self, at: int, together: Decimal, before: Decimal = ZERO.money) -> Amount:
        return self._paid(at, together) - self._paid(at, before)

    def _paid(self, at: int, taxable: Decimal) -> Amount:
        if (at, taxable) not in self._taxed:
            sheet = self._return(at, taxable).sheet
            self._taxed[at, taxable] = cents(summed(sheet.line("federal_income_tax"), sheet.line("niit")))
        return self._taxed[at, taxable]

    def _return(self, at: int, taxable: Decimal) -> Return:
        if (at, taxable) not in self._filed:
            self._filed[at, taxable] = self._file(self._told[at], taxable)
        return self._filed[at, taxable]

    def _file(self, variant: Variant, taxable: Decimal) -> Return:
        """What it shares with another variant is that one's."""
        if variant.childless is not None:
            return with_children(self._return(variant.childless, taxable), variant.home)
        if variant.without_interest is not None:
            return with_interest(self._return(variant.without_interest, taxable), variant.home)
        home = deducted_with(self.facts, variant.home, taxable)
        if Part.ITEMIZED in variant.parts:
            home = replace(home, state_income_tax=self._state_tax(taxable, variant.state_share))
        page, conversion = (variant.income_of, taxable), given(taxable, "conversion_taxable")
        if page not in self._first_pages:
            self._first_pages[page] = to_agi(home, conversion)
        return form_1040(home, conversion, self._first_pages[page])

    def _state_tax(self, taxable: Decimal, share: Decimal) -> Amount:
        """What the state takes of it, for who itemizes and pays it within the year; a share where none was named."""
        if self.facts.state is None:
            return cents(given(taxable * share, "state_tax"))
        found = self.state(taxable, self.owner)
        return ZERO if isinstance(found, Refusal) else found[0].line("delta")

    def _medicare(self, before: Decimal, together: Decimal) -> Irmaa | None:
        return irmaa(self._told[0].home, self._return(0, before), self._return(0, together))

    def _by_schedule(self, taxable: Decimal) -> Amount:
        """A year without the figures of a whole return: ordinary income and the standard deduction."""
        if taxable not in self._federal:
            age, spouse_age = ages(self.facts)
            assert self.facts.tax_year is not None
            assert self.facts.filing_status is not None
            abroad = (person.foreign_excluded or ZERO.money for person in self.facts.people.values())
            self._federal[taxable] = tax_on(
                tax_year=self.facts.tax_year,
                filing_status=self.facts.filing_status,
                age=age,
                spouse_age=spouse_age,
                income=given((self.facts.income or ZERO.money) + taxable, "income"),
                excluded=given(sum(abroad, ZERO.money), "foreign_excluded"),
            )
        return self._federal[taxable]

    def state(self, taxable: Decimal, owner: str) -> tuple[Worksheet, ...] | Refusal:
        """The state's return for so much of taxable conversions, in every reading, or why there is none."""
        if (taxable, owner) not in self._state:
            self._state[taxable, owner] = self._of_state(taxable, owner)
        return self._state[taxable, owner]

    def _of_state(self, taxable: Decimal, owner: str) -> tuple[Worksheet, ...] | Refusal:
        if self.facts.state is None:
            return Refusal("fact_missing", "state")
        from calc.worksheets.state_tax import (
            possible_taxes,  # late: fifty schedules are read only where one is needed
        )

        try:
            beside = min(beside_pay(self.facts), wages(self.facts))
            if beside < law.threshold("beside_pay_dollars").money:
                beside = ZERO.money
            found = possible_taxes(
                state=self.facts.state,
                **_return(self.facts, taxable, owner),
                beside_pay=given(beside, "beside_pay"),
                befores=self._befores,
            )
            loss = max(-(self.facts.income or ZERO.money), ZERO.money)
            if not loss:
                return found
            rest = max(taxable - loss, ZERO.money)  # where the state lets the loss count against it
            with_loss = possible_taxes(state=self.facts.state, **_return(self.facts, rest, owner))
            return (*found[::2], *with_loss[1::2])
        except Refusal as refusal:
            return refusal

    def _ceiling(self) -> bool:
        from calc.states.figures import states

        return states()[self.facts.state or ""].basis_lowers

    def _never_taxed(self) -> Amount | None:
        """Zero where the state takes nothing of any conversion, whatever else the year brings."""
        from calc.states.figures import states

        place = states().get(self.facts.state or "")
        return ZERO if place and place.never_taxed(self.season.conversion_year) else None

    def _exemption_at_stake(self) -> tuple[Amount, Amount] | None:
        """Nothing, and the tax on an exemption that the conversion ends where the income is just below its limit."""
        from calc.states.figures import Treatment, state_law, states
        from calc.worksheets.state_tax import possible_taxes

        place, year, status = (
            states().get(self.facts.state or ""),
            self.season.conversion_year,
            self.facts.filing_status,
        )
        if place is None or place.treatment is not Treatment.EXEMPT or year not in place.years or status is None:
            return None
        limit = state_law(place, year, status).maybe("exemption_ends_above")
        if not limit.value:
            return None
        age, spouse_age = ages(self.facts)
        sheet, *_ = possible_taxes(
            tax_year=year,
            state=place.code,
            filing_status=status,
            age=age,
            spouse_age=spouse_age,
            wages=limit,
            conversion_taxable=ONE,
        )
        return ZERO, sheet.line("delta")

    def _unsettled(self, low: Amount, high: Amount) -> Refusal:
        from calc.worksheets.state_tax import unsettled

        assert self.facts.state is not None
        assert self.facts.tax_year is not None
        ends = dollars(low).money, dollars(high).money
        found = unsettled(self.facts.state, self.facts.tax_year, *ends)
        if (self.facts.income or ZERO.money) < 0:
            return Refusal("state_loss", "state", **found.values)
        if found.reason == "state_half_year" and beside_pay(self.facts) >= law.threshold("beside_pay_dollars").money:
            return Refusal("state_other_income", "state", **found.values)
        return found


def _one_price(low: Amount, plain: Amount, high: Amount) -> bool:
    """Whether the ends lie so near that they are one price."""
    dollars_apart, share = (law.threshold(f"price_tolerance_{name}").money for name in ("dollars", "share"))
    near = max(dollars_apart, abs(plain.money) * share)
    return plain.money - near <= low.money and high.money <= plain.money + near


def worksheet(facts: Facts, taxable: Amount) -> Worksheet:
    """The federal tax worksheet of all that is converted, on the plainest return."""
    if not year_covered(facts):
        return federal_tax(**_return(facts, taxable.money))
    home = told_household(facts)
    with_it = deducted_with(facts, home, taxable.money)
    return without_zeros(conversion_tax(home, taxable, state_income_tax_with=with_it.state_income_tax).sheet)


def state_worksheet(facts: Facts, taxable: Amount, owner: str) -> Worksheet:
    """The state's, where ``Taxes.cost`` had an amount for it: of readings a few dollars apart the dearest."""
    from calc.worksheets.state_tax import possible_taxes

    assert facts.state is not None
    found = possible_taxes(state=facts.state, **_return(facts, taxable.money, owner))
    return max(found, key=lambda sheet: sheet.money("delta"))


def _return(facts: Facts, taxable: Decimal, owner: str = "you") -> _Return:
    age, spouse_age = ages(facts, owner)
    assert facts.tax_year is not None
    assert facts.filing_status is not None
    return {
        "tax_year": facts.tax_year,
        "filing_status": facts.filing_status,
        "age": age,
        "spouse_age": spouse_age,
        "wages": wages(facts),
        "conversion_taxable": taxable,
    }


def missing(facts: Facts) -> str:
    """The first fact without which no tax can be worked out; empty when there is none."""
    if facts.filing_status is None:
        return "filing_status"
    if facts.income is None:
        return "agi"
    for who, person in facts.people.items():
        if person.birth_year is None and not _aged(facts, who):
            return f"{who}.birth_year"
    return ""


def _aged(facts: Facts, who: str) -> bool:
    told = facts.whole_return
    return told is not None and (told.age if who == "you" else told.spouse_age) is not None


def wages(facts: Facts) -> Decimal:
    """The income told, as the wages of the tax worksheets; a loss is none."""
    return max(facts.income or ZERO.money, ZERO.money)
