"""Which parts of the return are worth asking about: those that can move the price of what may be converted.

Nobody is asked who has no pre-tax money on its way, and nobody more than a few questions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from calc import law
from calc.derivation import ZERO
from calc.effort import once
from calc.facts import Circumstance, Facts, FilingStatus
from calc.planning.balance import balance
from calc.planning.households import Part, open_parts, year_covered
from calc.planning.moving import converts
from calc.planning.relabeled import as_if_made_there
from calc.planning.rolling_in import roll_in_limit
from calc.planning.season import Phase, Season
from calc.planning.tax_cost import Taxes, missing
from calc.worksheets.ira_limit import dollar_limit

MARKET = PREMIUM, SIZE = ("whole_return.silver_premium", "whole_return.family_size")
QUESTIONS = (*(part.value for part in Part), PREMIUM, SIZE)


def price_questions(facts: Facts, when: Season, taxes: Taxes | None = None) -> tuple[str, ...]:
    """The facts to ask for, in the order of the interview, answered ones included.

    taxes: that were worked out already; of these facts or of others.

    The choice turns on everything but their own answers, so that it does not change while they are given; a question
    about a part of another answer is left out where nothing is left of it.
    """
    if when.phase not in {Phase.CURRENT, Phase.AHEAD} or not year_covered(facts) or missing(facts):
        return ()
    amounts = at_stake(facts, when)
    if not amounts:
        return ()
    most = int(law.threshold("price_questions").money)
    first = [*_of_marketplace(facts), *_moving_most(_without(facts, QUESTIONS), when, amounts, taxes)][:most]
    if Part.ITEMIZED in first and len(first) < most:
        first += {Part.STATE_TAX} & set(_moving_most(_without(facts, (Part.STATE_TAX,)), when, amounts, taxes))
    free = facts.whole_return is not None and facts.whole_return.silver_premium == 0  # then there is no credit
    left = {*open_parts(facts), PREMIUM, *(() if free else (SIZE,))}
    return tuple(name for name in QUESTIONS if name in first and (name in left or price_told(facts, name)))


def _without(facts: Facts, questions: tuple[str, ...]) -> Facts:
    """As if these had not been answered."""
    if facts.whole_return is None:
        return facts
    blank = facts.whole_return.model_copy(update=dict.fromkeys(name.partition(".")[2] for name in questions))
    return facts.model_copy(update={"whole_return": blank})


def at_stake(facts: Facts, when: Season) -> tuple[Decimal, ...]:
    """What a step of the plan may make taxable, and all that could be converted; empty where that is next to nothing.

    What a plan takes in first is left out, of who converts new money and has no wish for more. An open balance counts
    as far as it was told.
    """
    everything = step = ZERO.money
    clearing = {who for who, person in facts.people.items() if converts(facts, person, when)}
    facts = as_if_made_there(facts)
    for who, person in facts.people.items():
        held = balance(who, person, when)
        amounts = (held.value, held.converted, held.withdrew)
        pretax = held.pretax.money if held.pretax else sum((one.money for one in amounts if one), ZERO.money)
        rolled = roll_in_limit(person, held) if who in clearing and not person.wish_convert else None
        owed = ZERO.money if person.withdrawals_in_agi else person.ira_rmd or ZERO.money  # no plan takes it in
        pretax = max(pretax - (rolled.money if rolled else ZERO.money), owed)
        plans = sum((plan.value or ZERO.money for plan in person.plans.values()), ZERO.money)
        everything += pretax + plans
        limit = dollar_limit(when.tax_year, when.tax_year - (person.birth_year or when.tax_year)).money
        gone = sum((one.money for one in (held.converted, held.withdrew) if one), ZERO.money)
        step += min(pretax, max(limit, gone, person.wish_convert or ZERO.money))
    least = law.threshold("price_moved_dollars").money
    return tuple(sorted({amount for amount in (step, everything) if amount > least}))


def price_told(facts: Facts, question: str) -> bool:
    """Whether one of ``QUESTIONS`` was answered with an amount or a count."""
    return facts.whole_return is not None and getattr(facts.whole_return, question.partition(".")[2]) is not None


def _of_marketplace(facts: Facts) -> tuple[str, ...]:
    """The two that a premium credit is worked out from, unless a file told them; who files separately has none.

    IRC 36B(c)(1)(C).
    """
    separate = facts.filing_status is FilingStatus.MFS
    if separate or Circumstance.MARKETPLACE not in (facts.circumstances or ()) or _above_every_cliff(facts):
        return ()
    return () if facts.whole_return and facts.whole_return.marketplace else MARKET


def _above_every_cliff(facts: Facts) -> bool:
    """Whether there is no credit in any case: the income is too high for it before anything is converted.

    For a family as large as few are, and with all deducted that IRAs allow.
    """
    assert facts.tax_year is not None
    assert facts.income is not None
    year = law.year(facts.tax_year)
    ends = year.maybe("premium_credit_ends_above")
    if ends is None:
        return False
    alone = facts.filing_status is FilingStatus.SINGLE
    size = law.threshold("family_alone" if alone else "family_most").money
    line = year.figure("poverty_line_one").money + (size - 1) * year.figure("poverty_line_each_more").money
    deducted = len(facts.people) * dollar_limit(year.number, year.whole("ira_catch_up_age")).money
    return facts.income - deducted > line * ends.money / 100


@dataclass(frozen=True, slots=True)
class Asked:
    """Equal where the facts that the prices are worked out from are."""

    key: tuple[object, ...]
    facts: Facts = field(compare=False)
    when: Season = field(compare=False)
    amounts: tuple[Decimal, ...] = field(compare=False)
    taxes: Taxes | None = field(default=None, compare=False)


def asked_key(facts: Facts, amounts: tuple[Decimal, ...]) -> tuple[object, ...]:
    """All that such prices are worked out from."""
    people = tuple(
        (
            *(one.birth_year, one.compensation, one.foreign_excluded, one.self_employed, one.sep_contribution),
            *(one.covered, one.ira_kinds, one.plan_kinds),
        )
        for one in facts.people.values()
    )
    plans = tuple(
        (who, kind, plan.deferrals, plan.roth_deferrals, plan.value, plan.net_profit)
        for who, one in facts.people.items()
        for kind, plan in sorted(one.plans.items())
    )
    income = (facts.income, facts.agi is None, facts.other_income)
    status = (facts.tax_year, facts.filing_status, facts.lived_with_spouse, facts.state)
    return *status, *income, people, plans, facts.whole_return, amounts


def _moving_most(facts: Facts, when: Season, amounts: tuple[Decimal, ...], taxes: Taxes | None) -> tuple[Part, ...]:
    """The open parts that can move one of the prices, the one that moves it most first."""
    return _found(Asked(asked_key(facts, amounts), facts, when, amounts, taxes))


def _meanwhile(facts: Facts) -> Facts:
    """Until somebody says which IRAs and plans there are: no business, and as much deferred as one plan takes.

    That only chooses what to ask, so that it does not change while one after the other is told.
    """
    for who, person in facts.people.items():
        update: dict[str, object] = {}
        if person.ira_kinds is None:
            update["ira_kinds"] = frozenset()
        if person.plan_kinds is None and not person.plans:
            update |= {"plan_kinds": frozenset(), "covered": person.covered is not False}
        facts = facts.having(who, person.model_copy(update=update)) if update else facts
    return facts


@once
def _found(asked: Asked) -> tuple[Part, ...]:
    facts, least = _meanwhile(asked.facts), law.threshold("price_moved_dollars").money
    taxes = asked.taxes
    if taxes is None or taxes.facts is not facts or (taxes.season, taxes.owner) != (asked.when, "you"):
        taxes = Taxes(facts, asked.when)
    moved = {part: taxes.moves(part, asked.amounts) for part in open_parts(facts)}
    return tuple(sorted((part for part in moved if moved[part] > least), key=lambda part: -moved[part]))
