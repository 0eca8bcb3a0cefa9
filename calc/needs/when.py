"""When each fact matters: one function for each that is not always needed, under the fact's name.

A function answers ``True`` (ask), ``False`` (the answer cannot change anything: it is not asked, and does not count
if it was given), ``COUNT`` (it counts once told, but nobody is asked) or ``TAKE`` (so, and it is offered). What
was not told yet may still come, so it never speaks against a question.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from calc import law
from calc.derivation import ZERO
from calc.facts import Circumstance, Exit, FilingStatus, IraKind, Move, Person, PlanKind, RollIn
from calc.needs.about import About, Ask
from calc.planning.balance import balance, unlocked_on
from calc.planning.coverage import covered as is_covered
from calc.planning.coverage import pays_in
from calc.planning.half_birthday import by_the_days, half_in_year
from calc.planning.incomes import coverage_moves, may_go_straight, near_range, near_roth_range, surely_straight
from calc.planning.moving import contributes, converts, made
from calc.planning.options import is_clean, may_open_a_solo_plan
from calc.planning.rmd import rmd_due
from calc.planning.rolling_in import TAKERS, accepted
from calc.planning.season import Phase
from calc.planning.workplace_plans import ONE_415C, WITH_AFTER_TAX, pay_can_bind
from calc.worksheets.deferral_limits import DEFERRING, WITH_CATCH_UP
from calc.worksheets.ira_deduction import deduction_range
from calc.worksheets.ira_limit import dollar_limit

COUNT, TAKE = Ask.COUNT, Ask.TAKE
Answer = bool | Ask
ENDED = (PlanKind.PENSION, PlanKind.OLD)


def always(about: About) -> Answer:
    del about
    return True


def if_told(about: About) -> Answer:
    del about
    return TAKE


def counted(about: About) -> Answer:
    """It counts when it is told, and nobody is asked: without a word of it there is nothing of the kind."""
    del about
    return COUNT


def never(about: About) -> Answer:
    """Nothing that is worked out here hangs on it: who tells it finds it noted."""
    del about
    return False


# ------------------------------------------------------------------ who and how much


def lived_with_spouse(about: About) -> Answer:
    return about.facts.filing_status is FilingStatus.MFS


def wages(about: About) -> Answer:
    """Where the income itself is not known and is put together from its parts."""
    return _estimated(about) and (not about.facts.no_pay or COUNT)


def other_income(about: About) -> Answer:
    """The same, also where nobody earns anything."""
    return _estimated(about)


def _estimated(about: About) -> bool:
    facts = about.facts
    parts = facts.wages, facts.taken_off, facts.other_income
    return facts.agi is None and ("agi" in about.unknown or any(part is not None for part in parts))


def add_backs(about: About) -> Answer:
    """Where they could lift the income into the Roth range or move it within, or move what may be deducted."""
    people = about.facts.people.values()
    done = not about.open and all(one.moves is not None and not _contributed(about, one) for one in people)
    if about.facts.income is None or done:
        return COUNT
    return near_roth_range(about.counting) or any(_near_deduction(about, one) for one in people) or COUNT


def _contributed(about: About, person: Person) -> bool:
    return about.into_traditional(person) or made(person, Move.ROTH)


def _near_deduction(about: About, person: Person) -> bool:
    """Of somebody who paid into a traditional IRA; what is converted counts in that income too."""
    facts = about.facts
    year, status = facts.tax_year, facts.filing_status
    if year is None or status is None or about.apart_open or not about.into_traditional(person):
        return False
    reach = deduction_range(
        year,
        status,
        lived_with_spouse=facts.lived_with_spouse,
        covered=is_covered(person) is not False,
        spouse_covered=True,
    )
    return reach is not None and near_range(about.counting, reach, with_conversions=True)


def foreign_excluded(about: About) -> Answer:
    abroad = Circumstance.ABROAD in (about.facts.circumstances or ())
    people = about.facts.people.values()
    counts = about.open or any(one.moves is None or one.moves for one in people)
    return (abroad and about.person.compensation != 0 and counts) or COUNT


def withdrawals_in_agi(about: About) -> Answer:
    """Where something was, or has to be, taken out, and the income was told as one figure."""
    taken = about.person.withdrew or about.person.ira_rmd
    return (bool(taken) and about.facts.agi is not None and not about.over) or COUNT


def of_the_price(question: str) -> Callable[[About], Answer]:
    """A part of the rest of the return: where it is among the few that move the price of what may be converted."""

    def asked(about: About) -> Answer:
        return question in about.of_the_price or COUNT

    return asked


def of_the_payments(question: str) -> Callable[[About], Answer]:
    """What the safe harbors of estimated tax are worked out from: where enough tax is at stake."""

    def asked(about: About) -> Answer:
        return question in about.of_the_payments or COUNT

    return asked


def save(about: About) -> Answer:
    """Where something can still be put in: under the limit for IRAs out of pay, or after tax into a plan at work.

    IRC 219(b)(1)(B), 415(c)(1)(B).
    """
    people = about.facts.people.values()
    return about.open and any(_ira_room(about, one) or (not about.over and _after_tax(one)) for one in people)


def _ira_room(about: About, person: Person) -> bool:
    """Whether pay and limit may leave something of an IRA contribution, so far as told."""
    payers = about.facts.people.values() if about.facts.joint else (person,)
    pays, year = [one.compensation for one in payers], about.year
    made_so_far = [person.moved(Move.TRADITIONAL), person.moved(Move.ROTH)]
    if year is None or None in made_so_far:
        return any(pay != 0 for pay in pays)
    age = year.whole("ira_catch_up_age") if person.birth_year is None else year.number - person.birth_year
    bar = year.maybe("traditional_ira_contribution_max_age")
    if bar is not None and age > bar.value and not may_go_straight(about.facts):
        return False
    limit = dollar_limit(year.number, age).money
    cap = limit if None in pays else min(limit, sum((pay for pay in pays if pay is not None), ZERO.money))
    return cap > sum((amount for amount in made_so_far if amount is not None), ZERO.money)


def _after_tax(person: Person) -> bool:
    """Whether after-tax money may go into a plan of the person."""
    plans = [plan for kind in WITH_AFTER_TAX if (plan := person.plan(kind))]
    return person.plan_kinds is None or any(plan.after_tax_allowed is not False for plan in plans)


def _contributes(about: About, person: Person) -> bool:
    return contributes(about.facts, person, about.season)


# ------------------------------------------------------------------ IRAs


def _has(about: About, kind: IraKind) -> bool:
    return kind in (about.person.ira_kinds or ())


def _value(about: About, kind: IraKind) -> Answer:
    """What an IRA is worth by now is on no form of a closed year, unless a contribution can be relabeled."""
    person = about.person
    done = person.moves is None or about.did(Move.ROTH) or about.into_traditional(person)
    return _has(about, kind) and (about.open or (about.moving and done))


def traditional(about: About) -> Answer:
    return _value(about, IraKind.TRADITIONAL)


def rollover(about: About) -> Answer:
    return _value(about, IraKind.ROLLOVER)


def sep(about: About) -> Answer:
    return _value(about, IraKind.SEP)


def simple(about: About) -> Answer:
    return _value(about, IraKind.SIMPLE)


def simple_first_deposit(about: About) -> Answer:
    """Also of an empty one, unless nothing was converted: its money may have left too early."""
    person = about.person
    converted_out = person.moves is None or about.did(Move.CONVERTED)
    held = person.simple != 0 and _value(about, IraKind.SIMPLE)
    return _has(about, IraKind.SIMPLE) and bool(held or converted_out)


def roth_first_year(about: About) -> Answer:
    """It tells when money is free, which no form of a closed year asks."""
    return (about.open or TAKE) if _has(about, IraKind.ROTH) else COUNT


def contributed(about: About) -> Answer:
    return about.ticked(Move.TRADITIONAL)


def contributed_late(about: About) -> Answer:
    """The form of a year with a conversion or payout of its own needs it (line 4)."""
    if not about.over or not about.did(Move.TRADITIONAL):
        return False
    return about.person.moves is None or about.did(Move.CONVERTED, Move.WITHDREW) or COUNT


def contributed_roth(about: About) -> Answer:
    return about.ticked(Move.ROTH)


def contributed_prior(about: About) -> Answer:
    return about.ticked(Move.PRIOR)


def if_relabeled(about: About) -> Answer:
    """What moved after December 31 is on line 6 of the year before; what moved before has a form already."""
    return about.ticked(Move.RELABELED) or COUNT


def relabeled(about: About) -> Answer:
    """With its growth, where the value of a year that is over lacks it: the form then has a line 6.

    Also of who named no traditional IRA and converted nothing: what moved there is what one holds.
    """
    person, facts = about.person, about.facts
    lacks = about.over and person.relabeled_year == facts.tax_year and about.did(Move.CONVERTED, Move.WITHDREW)
    unnamed = person.ira_kinds is not None and not _has(about, IraKind.TRADITIONAL)
    holds = unnamed and about.moving and not about.did(Move.CONVERTED)
    return ((lacks or holds) and about.ticked(Move.RELABELED)) or COUNT


def converted(about: About) -> Answer:
    return about.ticked(Move.CONVERTED)


def withdrew(about: About) -> Answer:
    return about.ticked(Move.WITHDREW)


def withdrew_early(about: About) -> Answer:
    """Where something was taken out in the year of 59½, and no days that were told show it already."""
    year, person = about.facts.tax_year, about.person
    if year is None or person.birth_year is None or not about.did(Move.WITHDREW):
        return COUNT
    return half_in_year(person, year) and (by_the_days(person, year) is None or COUNT)


def basis(about: About) -> Answer:
    """Where there is, or this year was, an IRA that a basis can be in, and a form that can hold it."""
    emptied = about.ticked(Move.PRIOR, Move.CONVERTED, Move.WITHDREW, Move.RELABELED)
    person, facts = about.person, about.facts
    filed = about.open or person.moves is None or about.did(Move.TRADITIONAL) or (about.moving and person.moves)
    back_door = about.open and person.compensation != 0 and not surely_straight(facts)
    return ((filed or emptied or back_door) and (about.person.pretax_ira_kinds != () or emptied)) or COUNT


def basis_includes_prior(about: About) -> Answer:
    """A line 14 below last spring's contribution cannot hold it."""
    counted = about.counting.people[about.who]
    prior, basis = counted.contributed_prior, counted.basis
    if prior is None and about.ticked(Move.PRIOR):
        return COUNT
    return bool(prior and basis and basis >= prior)


def year_end_value(about: About) -> Answer:
    """Asked once it is a figure on paper that a form of the year needs; before, today's value is the estimate."""
    if about.over and about.did(Move.CONVERTED, Move.WITHDREW):
        return True
    if about.person.pretax_ira_kinds or about.ticked(Move.TRADITIONAL, Move.CONVERTED):
        return TAKE
    return COUNT if about.person.pretax_ira_kinds is None or about.person.moves else False


def converted_simple(about: About) -> Answer:
    """Where a part of the year lay inside the two years, so far as the first deposit tells."""
    if not about.did(Move.CONVERTED):
        return False
    first, year = about.person.simple_first_deposit, about.facts.tax_year
    young = year is not None and (first is None or unlocked_on(first) > date(year, 1, 1))
    parts = about.person.conversions
    if first is not None and parts is not None and all(part.on >= unlocked_on(first) for part in parts):
        return COUNT
    return (_has(about, IraKind.SIMPLE) and young) or COUNT


def converted_next(about: About) -> Answer:
    """From January to the due date, of those who have something to convert, or had."""
    if not about.over:
        return False
    when = about.season
    something = bool(about.person.pretax_ira_kinds) or about.ticked(Move.TRADITIONAL, Move.RELABELED)
    return (when is not None and when.phase is Phase.LATE and something) or COUNT


def ira_rmd(about: About) -> Answer:
    """In a year of required distributions, where an IRA is not known to be empty."""
    person, when = about.person, about.season
    if when is None or when.over:
        return False
    held = any(person.ira_value(kind) != 0 for kind in person.pretax_ira_kinds or ())
    return (held and rmd_due(person, about.facts, when)) or COUNT


def wish_convert(about: About) -> Answer:
    """Asked of who can contribute nothing and has old money: it is what there is to decide. Else it is offered."""
    person = about.person
    if not about.open or about.over or not person.pretax_ira_kinds:
        return COUNT
    paid = any(one.compensation != 0 for one in about.facts.people.values())
    held = any(person.ira_value(kind) for kind in person.pretax_ira_kinds)
    return TAKE if paid or not held else _pretax(about) or TAKE


def charity(about: About) -> Answer:
    """Of who gives from an IRA, is of the age for it, and took something out."""
    if not about.did(Move.WITHDREW):
        return COUNT
    ticked = Circumstance.CHARITY in (about.facts.circumstances or ())
    old = about.age is not None and about.age >= int(law.standing().figure("qcd_age").money)
    return (ticked and old) or COUNT


def withheld(about: About) -> Answer:
    if not about.did(Move.CONVERTED):
        return False
    return Circumstance.WITHHELD in (about.facts.circumstances or ()) or COUNT


# ------------------------------------------------------------------ plans at work


def net_profit(about: About) -> Answer:
    """What the owner of a solo plan earns: no employer counts it out."""
    return about.kind is PlanKind.SOLO and (about.plan.pay is None or COUNT)


def deferrals(about: About) -> Answer:
    """Of a year that is over those under the limit they share: one above it goes back, and is covered at work.

    A 457(b) plan of a tax-exempt employer shares none of the limits, and no more is worked out of it.
    """
    late = about.over and about.kind is PlanKind.GOV457
    return about.kind in DEFERRING and (COUNT if late or about.kind is PlanKind.EXEMPT457 else True)


def prior_wages(about: About) -> Answer:
    """From the catch-up age on, in years in which high wages make the catch-up Roth (IRC 414(v)(7))."""
    return (_has_a_catch_up(about) and not _takes_the_catch_up(about)) or COUNT


def _has_a_catch_up(about: About) -> bool:
    """Whether there is one, in a plan that high wages can bind to Roth, that payroll may still take."""
    year, age = about.year, about.age
    if about.over or year is None or age is None or year.maybe("roth_catch_up_wage_threshold_414v7") is None:
        return False
    return about.kind in {*WITH_CATCH_UP} - {PlanKind.SIMPLE, PlanKind.SOLO} and age >= year.whole(
        "plan_catch_up_age"
    )


def _takes_the_catch_up(about: About) -> bool:
    """Whether another plan under the same limit is known to take it, as Roth money: it is one for all of them."""
    year, alone = about.year, PlanKind.GOV457
    threshold = year.maybe("roth_catch_up_wage_threshold_414v7") if year else None
    if threshold is None or about.kind is alone:
        return False
    kinds = list(PlanKind)
    before = [kind for kind in kinds[: kinds.index(about.kind)] if kind is not alone] if about.kind else []
    plans = [plan for kind in before if (plan := about.person.plan(kind))]
    return any(plan.prior_wages and plan.prior_wages > threshold.money and plan.takes_roth for plan in plans)


def offers_roth(about: About) -> Answer:
    """Where the catch-up must be Roth, unless the ways out of the plan tell that it has Roth accounts."""
    year, told = about.year, about.plan.prior_wages
    threshold = year.maybe("roth_catch_up_wage_threshold_414v7") if year else None
    in_plan = Exit.IN_PLAN in (about.plan.exits or ())
    must = told is not None and threshold is not None and told > threshold.money
    return must and not in_plan and ((_has_a_catch_up(about) and not _takes_the_catch_up(about)) or COUNT)


def roth_deferrals(about: About) -> Answer:
    """Papers tell them; without them deferrals are taken as pre-tax."""
    return about.kind in DEFERRING and COUNT


def after_tax_allowed(about: About) -> Answer:
    return about.kind in WITH_AFTER_TAX


def _may_take_after_tax(about: About) -> bool:
    return about.kind in WITH_AFTER_TAX and about.plan.after_tax_allowed is not False


def employer_money(about: About) -> Answer:
    """Where after-tax money may go in, there or in the plan that shares its limit (Reg. 1.415(f)-1(f))."""
    if _may_take_after_tax(about):
        return True
    others = [about.person.plan(kind) for kind in ONE_415C if about.kind in ONE_415C and kind is not about.kind]
    return any(plan is not None and plan.after_tax_allowed is not False for plan in others) or COUNT


def _takes_after_tax(about: About) -> bool:
    return about.kind in WITH_AFTER_TAX and about.plan.after_tax_allowed is True


def after_tax_capped(about: About) -> Answer:
    """What more may go in; payroll of a year that is over is closed, and a business with a loss pays nothing in."""
    profit = about.plan.net_profit if about.kind is PlanKind.SOLO else None
    loss = profit is not None and profit <= 0
    return _takes_after_tax(about) and (not (about.over or loss) or COUNT)


def after_tax_made(about: About) -> Answer:
    return _takes_after_tax(about)


def pay(about: About) -> Answer:
    """Where pay can bind: two employers, or compensation below what the law or a percent cap is counted on."""
    if about.kind is PlanKind.SOLO or about.year is None or about.kind is None:
        return COUNT
    binds = _may_take_after_tax(about) and pay_can_bind(about.person, about.kind, about.year)
    return binds or COUNT


def exits(about: About) -> Answer:
    """Payroll of a year that is over is closed, so nothing of it can be moved by this plan."""
    return (_takes_after_tax(about) and not about.over) or COUNT


def after_tax_earnings(about: About) -> Answer:
    """What is converted by itself at each payroll has no time to grow; what has no way out stays where it is."""
    plan = about.plan
    moves = _takes_after_tax(about) and not about.over and plan.exits not in {frozenset(), frozenset({Exit.NEITHER})}
    return moves and bool(plan.after_tax_made) and not plan.automatic


def highly_compensated(about: About) -> Answer:
    """Nobody is asked: only the plan knows what follows, and the message to HR asks that."""
    return TAKE if _takes_after_tax(about) and not about.over and about.kind is not PlanKind.SOLO else COUNT


def roll_in(about: About) -> Answer:
    """Where there is pre-tax money in an IRA: what was not deducted cannot go into a plan (IRC 408(d)(3)(A)(ii)).

    Of who converts nothing it is offered beside old basis, which alone is left once the rest is in a plan.
    """
    if about.kind not in TAKERS:
        return False
    about = about.as_counted
    person = about.person
    relabeled = about.did(Move.ROTH) and person.moves != frozenset({Move.ROTH})
    if not (person.pretax_ira_kinds or relabeled) or not _pretax(about):
        return False
    relabels = about.moving and (person.moves is None or about.did(Move.ROTH))
    if not (about.open or relabels):
        return False
    if not converts(about.facts, person, about.season):
        return TAKE if person.basis and person.pretax_ira_kinds and not about.over else False
    return COUNT if _takes_any_before(about) else True


def _within_pay(about: About) -> Decimal | None:
    """Of the traditional contribution what the pay allows, and is no excess that goes back; None: not known."""
    made_so_far = about.person.moved(Move.TRADITIONAL)
    payers = about.facts.people.values() if about.facts.joint else (about.person,)
    pays = [one.compensation for one in payers]
    if not made_so_far or about.year is None:
        return made_so_far
    limit = about.year.figure("ira_contribution_limit").money
    return min(made_so_far, limit, sum((pay for pay in pays if pay is not None), ZERO.money))


def _takes_any_before(about: About) -> bool:
    """Whether a plan that is named first takes every pre-tax dollar already."""
    for kind in PlanKind:
        if kind is about.kind:
            return False
        plan = about.person.plan(kind)
        if plan is not None and plan.roll_in is RollIn.ANY:
            return True
    return False


def _pretax(about: About) -> bool:
    """Unless every IRA's value is known and no more than what was paid in without a deduction, and stays in."""
    person = about.person
    values = [person.ira_value(kind) for kind in person.pretax_ira_kinds or ()]
    gone = person.moved(Move.CONVERTED), person.moved(Move.WITHDREW), person.converted_next or ZERO.money
    values += gone  # left with their share of both
    prior = 0 if person.basis_includes_prior else person.moved(Move.PRIOR)
    parts = [person.basis, _within_pay(about), prior]
    held = [person.ira_value(kind) for kind in person.pretax_ira_kinds or ()]
    if not any(amount is None or amount for amount in held) and not about.did(Move.ROTH):
        return False  # nothing is there that a plan could take
    known, paid_in = ([amount for amount in amounts if amount is not None] for amounts in (values, parts))
    return len(known) < len(values) or len(paid_in) < len(parts) or sum(known) > sum(paid_in)


def value(about: About) -> Answer:
    """Of a job that has ended; what lies in a plan of this year may be converted there, where that was told."""
    return about.open and (about.kind in ENDED or COUNT)


def self_employed(about: About) -> Answer:
    """Where a new solo 401(k) could still take pre-tax IRA money in, and no plan of this year does."""
    person, when = about.person, about.season
    if when is None or not about.open or person.compensation == 0 or surely_straight(about.facts):
        return COUNT
    held = balance(about.who, person, when)
    locked = person.pretax_ira_kinds == (IraKind.SIMPLE,) and (held.locked is None or held.locked.value > 0)
    mixed = bool(person.pretax_ira_kinds) and not is_clean(person, held)
    stays = mixed and not locked and accepted(person) is RollIn.NO
    return (stays and may_open_a_solo_plan(person.model_copy(update={"self_employed": True}), when)) or COUNT


def sep_contribution(about: About) -> Answer:
    """Of the owner of a SEP, where the deduction hangs on it: money of the year makes covered (219(g)(5)(A)(v))."""
    person = about.person
    owner = _has(about, IraKind.SEP) or person.self_employed is True
    if not owner or is_covered(person.model_copy(update={"sep_contribution": None})) is True:
        return COUNT
    return (_coverage_matters(about) and coverage_moves(about.counting, about.who)) or COUNT


def covered(about: About) -> Answer:
    """Of one who contributes, or whose spouse does without being covered (IRC 219(g)(1), (7)).

    Money that went into a plan for the year is the answer (Notice 87-16). Of a spouse with a return of their own it
    matters where they live together and only the spouse may be covered.
    """
    facts, you = about.facts, about.facts.you
    if about.who == "spouse" and not facts.joint:
        together = facts.filing_status is FilingStatus.MFS and facts.lived_with_spouse is True
        return together and is_covered(you) is False and _contributes(about, you)
    other = "you" if about.who == "spouse" else "spouse"
    if _coverage_decides(about):
        return True
    if not (about.person.plan_kinds or about.person.plans):
        return COUNT  # of pay that a plan unnamed may take before tax (``planning.households``)
    if other not in facts.people:
        return False
    untold = facts.having(other, facts.people[other].model_copy(update={"covered": None}))
    return COUNT if _coverage_decides(replace(about, facts=untold)) else False  # neither puts the other's aside


def _coverage_decides(about: About) -> bool:
    return not pays_in(about.person) and _coverage_matters(about) and coverage_moves(about.counting, about.who)


def _coverage_matters(about: About) -> bool:
    others = (one for who, one in about.facts.people.items() if who != about.who and is_covered(one) is not True)
    return _contributes(about, about.person) or any(_contributes(about, other) for other in others)
