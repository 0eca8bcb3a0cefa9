"""From the facts to the household whose two returns are compared, and what its untold parts could be.

What a return holds beside the income that was told is asked in a few questions (``Part``). Until they are answered
the household could be several: each of them has the same adjusted gross income, made of other things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from itertools import product
from typing import Any

from calc import law
from calc.derivation import ZERO, Amount, dollars, given
from calc.facts import AGGREGATED, LARGEST, Facts, FilingStatus, IraKind, Marketplace, Person, PlanKind, WholeReturn
from calc.planning.coverage import pays_in
from calc.worksheets.deferral_limits import WITH_CATCH_UP
from calc.worksheets.mega_room import catch_up
from calc.worksheets.whole_return.form_1040 import to_agi
from calc.worksheets.whole_return.household import FIRST, Household, household
from calc.worksheets.whole_return.social_security import taxable_social_security

CENT = Decimal("0.01")
FINE = Decimal("0.000001")
NOTHING = ZERO.money
TRIES = 12  # benefits and student loan interest bend the way from other income to adjusted gross income a few times


class Part(StrEnum):
    """What moves the price beside income, status and age; the value is the fact that is asked."""

    GAINS = "whole_return.long_term_gains"
    INTEREST = "whole_return.taxable_interest"
    BENEFITS = "whole_return.social_security"
    BUSINESS = "whole_return.self_employment_profit"
    ITEMIZED = "whole_return.itemized"
    STATE_TAX = "whole_return.itemized_state_tax"
    CHILDREN = "whole_return.children_under_17"


_TELLS = {  # any of these answers the part
    Part.GAINS: ("long_term_gains", "qualified_dividends", "ordinary_dividends"),
    Part.INTEREST: ("taxable_interest", "ordinary_dividends"),
    Part.BUSINESS: ("self_employment_profit",),
    Part.BENEFITS: ("social_security", "spouse_social_security"),
    Part.ITEMIZED: ("itemized", "property_tax", "mortgage_interest", "charity_cash", "state_income_tax_without"),
    Part.STATE_TAX: ("itemized_state_tax", "property_tax", "state_income_tax_without"),
    Part.CHILDREN: ("children_under_17",),
}
_OWN = {  # read in their own places
    *("age", "spouse_age", "lived_with_spouse", "itemized", "itemized_state_tax"),
    *("marketplace", "silver_premium", "family_size"),
}
_OF_STATE = {"state_income_tax_without", "state_income_tax_with"}


def year_covered(facts: Facts) -> bool:
    """Whether the tax year has the figures of a whole return."""
    return facts.tax_year is not None and facts.tax_year >= law.first_year(FIRST)


def told_household(facts: Facts) -> Household:
    """With everything that was told; what the told income holds beyond it is other, ordinary income.

    The filing status, the income and the birth years must be known. Refusal as of ``household``.
    """
    told = facts.whole_return or WholeReturn()
    assert facts.tax_year is not None
    assert facts.filing_status is not None
    assert facts.income is not None
    age, spouse_age = ages(facts)
    together = facts.lived_with_spouse if facts.lived_with_spouse is not None else told.lived_with_spouse
    amounts = {
        name: value if isinstance(value, bool | int) else given(value, f"whole_return.{name}")
        for name, value in told
        if value is not None and name not in _OWN | _OF_STATE
    }
    if told.state_income_tax_without is not None:
        amounts["state_income_tax"] = given(told.state_income_tax_without, "whole_return.state_income_tax_without")
    found = household(
        tax_year=facts.tax_year,
        filing_status=facts.filing_status,
        age=age,
        spouse_age=spouse_age,
        lived_with_spouse=together is not False,
        **{**_of_people(facts, told), **_schedule_a(told), **amounts, **_marketplace(told)},
    )
    return with_income(found, facts.income)


def with_income(home: Household, agi: Decimal) -> Household:
    """The same household with as much other income, above or below zero, as makes its adjusted gross income."""
    other = home.other_income.money
    step = agi - _agi(home)
    slope = Decimal(1)
    for _ in range(TRIES):
        if abs(step) < CENT:
            break
        before, other = other, other + (step / slope).quantize(CENT)
        home = replace(home, other_income=given(other, "other_income"))
        left = agi - _agi(home)
        if other != before and step != left:
            slope = max((step - left) / (other - before), Decimal(1))
        step = left
    if step < 0:  # never above what was told, not by a part of a cent: edges lie on whole dollars
        home = replace(home, other_income=given((other + step / slope).quantize(FINE, ROUND_FLOOR), "other_income"))
    return home


def taxed_benefits(facts: Facts, benefits: Decimal, beside: Decimal) -> Decimal | None:
    """The taxed part of social security benefits, to the dollar, beside the pay and other income of the year.

    None while the year or the filing status is not known, or its file has no such figures.
    """
    if not benefits:
        return NOTHING
    if not year_covered(facts) or facts.tax_year is None or facts.filing_status is None:
        return None
    pay = (facts.wages or NOTHING) - (facts.taken_off or NOTHING)
    home = household(
        tax_year=facts.tax_year,
        filing_status=facts.filing_status,
        age=0,
        spouse_age=0,
        lived_with_spouse=facts.lived_with_spouse is not False,
        social_security=given(benefits, "benefits"),
    )
    return dollars(taxable_social_security(home, given(pay + beside, "other_income"))).money


def _agi(home: Household) -> Decimal:
    value = to_agi(home).agi.value
    return value if isinstance(value, Decimal) else Decimal(value.numerator) / Decimal(value.denominator)


def _of_people(facts: Facts, told: WholeReturn) -> dict[str, Any]:
    """What has a fact of its own with each person: foreign income left out, and pay where there is a business."""
    out: dict[str, Any] = {}
    abroad = [person.foreign_excluded for person in facts.people.values() if person.foreign_excluded]
    if abroad:
        out["excluded_foreign_earned_income"] = given(sum(abroad, NOTHING), "foreign_excluded")
    solo = _solo_profit(facts)
    profit = solo if told.self_employment_profit is None else told.self_employment_profit
    if solo is not None:
        out["self_employment_profit"] = given(solo, "net_profit")
    if profit and told.wages is None and facts.you.compensation is not None:
        pay = facts.you.compensation - max(profit, NOTHING)
        out["wages"] = given(max(pay, NOTHING), "you.compensation")
    return out


def _schedule_a(told: WholeReturn) -> dict[str, Any]:
    """Itemized deductions told in one sum, and the taxes in it."""
    if not told.itemized:
        return {}
    taxes = min(told.itemized_state_tax or NOTHING, told.itemized)
    return {
        "property_tax": given(taxes, "whole_return.itemized_state_tax"),
        "mortgage_interest": given(told.itemized - taxes, "whole_return.itemized"),
    }


def deducted_with(facts: Facts, home: Household, taxable: Decimal) -> Household:
    """With the state income tax that is deducted beside such conversions: in proportion to what was converted."""
    told = facts.whole_return
    if told is None or told.state_income_tax_with is None:
        return home
    less = told.state_income_tax_without or NOTHING
    converted = sum((person.converted or NOTHING for person in facts.people.values()), NOTHING)
    share = min(taxable / converted, Decimal(1)) if converted else Decimal(bool(taxable))
    deducted = less + ((told.state_income_tax_with - less) * share).quantize(CENT)
    return replace(home, state_income_tax=given(max(deducted, NOTHING), "whole_return.state_income_tax_with"))


def _marketplace(told: WholeReturn) -> dict[str, Any]:
    """Only where premium and family are known: without one of them no credit can be told."""
    market = told.marketplace or Marketplace()
    premium = market.second_lowest_silver_premium_year
    premium, size = told.silver_premium if premium is None else premium, market.household_size or told.family_size
    if premium is None or size is None:
        return {}
    whole = {"second_lowest_silver_premium_year": premium, "household_size": size, "months": market.months}
    return {"marketplace": whole}


def ages(facts: Facts, owner: str = "you") -> tuple[int, int | None]:
    """On 31 December, the owner's first; the other spouse's only on a joint return."""
    assert facts.tax_year is not None
    told = facts.whole_return or WholeReturn()
    years = facts.tax_year
    of_return = {"you": told.age, "spouse": told.spouse_age}
    people = sorted(facts.people.items(), key=lambda named: named[0] != owner)
    found = [
        years - person.birth_year if person.birth_year is not None else of_return[who] or 0 for who, person in people
    ]
    return found[0], found[1] if len(found) > 1 else None


@dataclass(frozen=True, slots=True)
class Variant:
    """A household that agrees with everything told; parts: what of it was not told.

    Among all of them (``variants``) the place of the one with the same income, and of those that are like it but for
    the children, or but for the interest, which is other income there; all are no later than its own.
    state_share: of what is converted, what a state takes that nobody named, where it is deducted. above: the income,
    what is priced with it, up to which it costs no more and no less than another one.
    """

    parts: frozenset[Part]
    home: Household
    income_of: int = 0
    childless: int | None = None
    without_interest: int | None = None
    state_share: Decimal = NOTHING
    above: Decimal | None = None

    def matters(self, income: Decimal) -> bool:
        """Whether its price is one of its own."""
        return self.above is None or income > self.above


def open_parts(facts: Facts) -> tuple[Part, ...]:
    """What was not told of the return and could be there, the costliest first."""
    if not year_covered(facts) or facts.income is None:
        return ()
    told = facts.whole_return or WholeReturn()
    if _whole(facts, told):
        return ()
    return tuple(part for part in Part if _could_be(part, facts, told) and not _answered(part, told))


def _answered(part: Part, told: WholeReturn) -> bool:
    return any(getattr(told, name) is not None for name in _TELLS[part])


def _whole(facts: Facts, told: WholeReturn) -> bool:
    """Whether the pay and the other income told make up the whole income: then nothing else is on the return."""
    if told.wages is None:
        return False
    return abs(told_household(facts).other_income.money) <= 1


def _could_be(part: Part, facts: Facts, told: WholeReturn) -> bool:
    match part:
        case Part.GAINS | Part.INTEREST:
            explained = (told.long_term_gains or NOTHING) if part is Part.INTEREST else NOTHING
            return beside_pay(facts) - explained >= law.threshold("beside_pay_dollars").money
        case Part.BUSINESS:
            return _solo_profit(facts) is None and any(map(_may_own_a_business, facts.people.values()))
        case Part.BENEFITS:
            return max(age or 0 for age in ages(facts)) >= law.threshold("benefits_age").money
        case Part.CHILDREN:
            if facts.filing_status is FilingStatus.SINGLE:  # with a child at home one is a head of household
                return False
            return min(age for age in ages(facts) if age is not None) < law.threshold("no_children_age").money
        case Part.STATE_TAX:
            return bool(told.itemized)
        case Part.ITEMIZED:
            return True


def _may_own_a_business(person: Person) -> bool:
    """As told; else whoever has a SEP or a solo plan may, or does not know which IRAs, or plans, there are."""
    if person.self_employed is not None:
        return person.self_employed
    kinds = frozenset({IraKind.SEP}) if person.ira_kinds is None else person.ira_kinds
    unnamed = person.plan_kinds is None and not person.plans and person.compensation != 0
    return bool(unnamed or person.sep_contribution or kinds & {IraKind.SEP} or person.plan(PlanKind.SOLO))


def _solo_profit(facts: Facts) -> Decimal | None:
    """Net profit behind solo plans, where all of it was told."""
    found = NOTHING
    plans = [plan for person in facts.people.values() if (plan := person.plan(PlanKind.SOLO))]
    for plan in plans:
        if plan.net_profit is None:
            return None
        found += plan.net_profit
    return found if plans else None


def _credits_fall_from(facts: Facts) -> Decimal | None:
    """The income, what is converted with it, above which children move the price; any where nobody earns.

    Below it who earns has the whole credit anyway, most of it as a refund; who does not can use it up by converting.
    """
    if not any(one.compensation for one in facts.people.values()):
        return None
    status = "mfj" if facts.joint else "single_hoh_mfs_qss"
    return law.standing().figure(f"child_credit_falls_from_{status}").money


def _convertible(facts: Facts) -> Decimal:
    """Everything that could be converted in the year, as far as told."""
    return sum(
        (
            (person.converted or NOTHING)
            + (person.wish_convert or NOTHING)
            + sum((person.ira_value(kind) or NOTHING for kind in AGGREGATED), NOTHING)
            + sum((plan.value or NOTHING for plan in person.plans.values()), NOTHING)
            for person in facts.people.values()
        ),
        NOTHING,
    )


def beside_pay(facts: Facts) -> Decimal:
    """The most of the income that can be anything but pay; without bounds where a pay is not known."""
    if any(one.compensation is None for one in facts.people.values()) and facts.agi is not None:
        return LARGEST
    return _unexplained(facts)


def _unexplained(facts: Facts) -> Decimal:
    """What the pay that was told, after its deferrals, does not explain of the income.

    An income below the pay holds a loss, and what the loss ate up beside pay is as likely as not.
    """
    if facts.income is None:
        return NOTHING
    if facts.agi is None and facts.other_income is not None:
        return abs(facts.other_income)
    if facts.income <= 0:  # a loss can have eaten up gains of any size; more than is converted changes nothing
        return max(abs(facts.income), _convertible(facts))
    least = most = NOTHING
    for who, person in facts.people.items():
        if person.compensation is not None:
            taxed = max(person.compensation - (person.foreign_excluded or NOTHING), NOTHING)
            less, more = _deferred(facts, who)
            least += max(taxed - more, NOTHING)
            most += max(taxed - less, NOTHING)
    return max(abs(facts.income - least), abs(facts.income - most))


def _deferred(facts: Facts, who: str) -> tuple[Decimal, Decimal]:
    """Pre-tax deferrals of one person, at least and at most: as told, and within the law of what was not.

    Where no plan was named that takes them, as much as one plan takes.
    """
    person = facts.people[who]
    plans = {kind: plan for kind in person.plan_kinds or person.plans if (plan := person.plan(kind))}
    told = [one.deferrals - (one.roth_deferrals or NOTHING) for one in plans.values() if one.deferrals is not None]
    assert facts.tax_year is not None
    year = law.year(facts.tax_year)
    within = _most_deferred(person, year)
    known = min(sum(told, NOTHING), within)
    if person.plan_kinds is None or any(plans[kind].deferrals is None for kind in plans if kind in WITH_CATCH_UP):
        return known, within
    if told:
        return known, known
    one_plan = year.figure("elective_deferral_limit_402g").money
    told_why = pays_in(person)  # into a SEP: no other plan has to be there for the coverage
    nothing = not plans and (told_why or not person.covered)
    surely = nothing and (told_why or person.covered is False)
    return NOTHING if nothing else one_plan, NOTHING if surely else one_plan


def _most_deferred(person: Person, year: law.Year) -> Decimal:
    """What of all deferrals is kept out of the income: those above a limit are in it (IRC 402(g)(1)(A), 457(b)(2)).

    A 457(b) plan has a limit of its own.
    """
    apart = {PlanKind.GOV457, PlanKind.EXEMPT457}
    limits = 2 if person.plan_kinds is None or apart & person.plan_kinds else 1
    oldest = int(year.range("higher_catch_up_ages")[0].money)
    age = oldest if person.birth_year is None else year.number - person.birth_year
    return limits * (year.figure("elective_deferral_limit_402g") + catch_up(age, year)).money


def variants(facts: Facts, parts: tuple[Part, ...]) -> tuple[Variant, ...]:
    """Every household that the open parts leave, the plainest first: ordinary income and the standard deduction.

    But for gains: what is priced decides how much of them matters (``planning.untold_gains``).
    """
    start = told_household(facts)
    found = [Variant(frozenset(), start)]
    of_income: list[Part] = [part for part in parts if part not in _BESIDE_GAINS | {Part.GAINS}]
    assert facts.income is not None
    for part in of_income:
        for update in _income_updates(part, facts):
            home = with_income(replace(start, **update), facts.income)
            other = 0 if part is Part.INTEREST and _alike_but_for_interest(home, start) else None
            found.append(Variant(frozenset({part}), home, len(found), without_interest=other))
    for part in (Part.ITEMIZED, Part.STATE_TAX, Part.CHILDREN):
        if part in parts:
            found += _further(part, found, facts)
    return tuple(found)


_BESIDE_GAINS = {Part.ITEMIZED, Part.CHILDREN, Part.STATE_TAX}  # what else may be of an income that is gains in part


def gaining(found: Sequence[Variant]) -> Iterator[int]:
    """The places of those whose income may be gains."""
    yield from (at for at, one in enumerate(found) if one.parts <= _BESIDE_GAINS)


def with_gains(one: Variant, amount: Decimal, childless: int | None) -> Variant:
    """The same household with so much of its other income as gains.

    childless: the place of the one that is like it but for the children.
    """
    home = replace(
        one.home,
        long_term_gains=_amount("long_term_gains", amount),
        other_income=given(one.home.other_income.money - amount, "other_income"),
    )
    return replace(one, parts=one.parts | {Part.GAINS}, home=home, childless=childless, without_interest=None)


def _alike_but_for_interest(one: Household, other: Household) -> bool:
    """Whether the incomes of two that differ in nothing else are the same, not only to the cent."""
    sums = (home.taxable_interest.money + home.other_income.money for home in (one, other))
    return len({*sums}) == 1


def _further(part: Part, found: Sequence[Variant], facts: Facts) -> Iterator[Variant]:
    """Each of them with the part, too; of a state that was not named with as little and as much as one takes."""
    unnamed = part is Part.ITEMIZED and facts.state is None
    shares = (NOTHING, law.threshold("state_share_most").money) if unnamed else (None,)
    begin, ways = len(found), len(tuple(_other_updates(part, facts, found[0].home))) * len(shares)  # as many of each
    for at, one in enumerate(tuple(found)):
        for way, ((update, above), share) in enumerate(product(_other_updates(part, facts, one.home), shares)):
            yield Variant(
                one.parts | {part},
                replace(one.home, **update),
                one.income_of,
                at if part is Part.CHILDREN else None,
                None if one.without_interest is None else begin + one.without_interest * ways + way,
                one.state_share if share is None else share,
                max((bound for bound in (one.above, above) if bound is not None), default=None),
            )


def _income_updates(part: Part, facts: Facts) -> Iterator[dict[str, Any]]:
    match part:
        case Part.INTEREST:  # the more of it, the more of what comes on top is taxed as if it were
            yield {"taxable_interest": _amount("taxable_interest", beside_pay(facts))}
        case Part.BUSINESS:
            profit, most = max(facts.you.compensation or NOTHING, _unexplained(facts)), beside_pay(facts)
            profits = (value for value in dict.fromkeys((profit, max(profit, most))) if value)
            yield from ({"self_employment_profit": _amount("self_employment_profit", value)} for value in profits)
        case Part.BENEFITS:
            drawing = sum((age or 0) >= law.threshold("benefits_age").money for age in ages(facts))
            whole = law.threshold("benefits_most").money * drawing
            yield from ({"social_security": _amount("social_security", value)} for value in {whole, whole / 2})


def _other_updates(part: Part, facts: Facts, home: Household) -> Iterator[tuple[dict[str, Any], Decimal | None]]:
    """Each with the income above which it matters, None for any."""
    income = max(facts.income or NOTHING, NOTHING)
    match part:
        case Part.ITEMIZED:
            whole = _most_itemized(income)
            yield {"mortgage_interest": _amount("mortgage_interest", whole)}, None
            if falls := home.maybe("salt_cap_falls_from"):
                half = _amount("itemized", (whole / 2).quantize(CENT))
                yield {"property_tax": half, "mortgage_interest": half}, falls.money / (2 if home.separate else 1)
        case Part.STATE_TAX:
            yield {"property_tax": home.mortgage_interest, "mortgage_interest": ZERO}, None
        case Part.CHILDREN:
            yield {"children_under_17": int(law.threshold("children").money)}, _credits_fall_from(facts)


def _most_itemized(income: Decimal) -> Decimal:
    """What few deduct more than: a share of income, and a smaller one of what is above."""
    upper = max(income - law.threshold("itemized_lower_income").money, NOTHING)
    shares = law.threshold("itemized_share").money, law.threshold("itemized_share_above").money
    return ((income - upper) * shares[0] + upper * shares[1]).quantize(CENT)


def _amount(name: str, value: Decimal) -> Amount:
    return given(value, f"whole_return.{name}")
