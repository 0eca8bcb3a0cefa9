"""When a question is asked: one function for each card that is not always asked, under the card's name.

A function sees what was told so far and answers ``True`` (ask), ``False`` (the answer cannot change anything: it is
not asked, and does not count if it was given) or ``TAKE`` (it counts if told, but nobody is asked for it).
It reads only facts of questions that come before its own.
"""

from __future__ import annotations

from datetime import date

from calc import law
from calc.deferral_limits import SHARED
from calc.facts import Circumstance, Facts, FilingStatus, IraKind, Move, Person, PlanKind
from calc.planning.balance import unlocked_on
from calc.planning.mega import WITH_AFTER_TAX
from calc.planning.missing import apart_open, near_roth_range
from calc.planning.missing_at_work import pays_in
from calc.planning.rmd import of_rmd_age
from calc.planning.rolling_in import TAKERS
from calc.planning.season import Phase
from calc.roth_limit import roth_range
from dialogs.about import TAKE, About, Need


def lived_with_spouse(about: About) -> bool:
    return about.facts.filing_status is FilingStatus.MFS


def wages(about: About) -> bool:
    return "agi" in about.unknown


taken_off = other_income = wages


def add_backs(about: About) -> bool:
    """Only where they could lift the income into the Roth range, or move it within."""
    return near_roth_range(about.facts)


def traditional(about: About) -> bool:
    """What an IRA is worth by now is on no form of a closed year."""
    return about.moving and _has(about, IraKind.TRADITIONAL)


def rollover(about: About) -> bool:
    return about.moving and _has(about, IraKind.ROLLOVER)


def sep(about: About) -> bool:
    return about.moving and _has(about, IraKind.SEP)


def simple(about: About) -> bool:
    return about.moving and _has(about, IraKind.SIMPLE)


def simple_first_deposit(about: About) -> bool:
    """Also of an empty one: its money may have left too early."""
    return _has(about, IraKind.SIMPLE)


def roth(about: About) -> bool:
    """Nothing that is worked out here hangs on it: who tells it finds it noted."""
    del about
    return False


def roth_first_year(about: About) -> bool | Need:
    """It tells when money is free, which no form of a closed year asks."""
    return _has(about, IraKind.ROTH) and (about.open or TAKE)


def _has(about: About, kind: IraKind) -> bool:
    return kind in (about.person.ira_kinds or ())


def contributed(about: About) -> bool:
    return _did(about, Move.TRADITIONAL)


def contributed_late(about: About) -> bool:
    """The form of a year with a conversion or payout of its own needs it (line 4), and so does the next season."""
    needed = about.open or _did(about, Move.CONVERTED, Move.WITHDREW)
    return about.over and bool(about.person.contributed) and needed


def contributed_roth(about: About) -> bool:
    return _did(about, Move.ROTH)


def contributed_prior(about: About) -> bool:
    return _did(about, Move.PRIOR)


def converted(about: About) -> bool:
    return _did(about, Move.CONVERTED)


def withdrew(about: About) -> bool:
    return _did(about, Move.WITHDREW)


def _did(about: About, *moves: Move) -> bool:
    return any(move in (about.person.moves or ()) for move in moves)


def basis(about: About) -> bool:
    """Where there is, or this year was, an IRA that a basis can be in."""
    return about.person.pretax_ira_kinds != () or _did(about, Move.PRIOR, Move.CONVERTED, Move.WITHDREW)


def basis_includes_prior(about: About) -> bool:
    """A line 14 below last spring's contribution cannot hold it."""
    person = about.person
    return bool(person.contributed_prior and person.basis and person.basis >= person.contributed_prior)


def year_end_value(about: About) -> bool | Need:
    """Asked once it is a figure on paper that a form of the year needs; before, today's value is the estimate."""
    if about.over and _did(about, Move.CONVERTED, Move.WITHDREW):
        return True
    return TAKE if about.person.pretax_ira_kinds or _did(about, Move.TRADITIONAL, Move.CONVERTED) else False


def converted_simple(about: About) -> bool:
    """Where a part of the year lay inside the two years, so far as the first deposit tells."""
    first, year = about.person.simple_first_deposit, about.facts.tax_year
    if year is None or not converted(about) or not _has(about, IraKind.SIMPLE):
        return False
    return first is None or unlocked_on(first) > date(year, 1, 1)


def converted_next(about: About) -> bool:
    """From January to the due date, of those who have something to convert, or had."""
    when = about.season
    something = about.person.pretax_ira_kinds or contributed(about)
    return when is not None and when.phase is Phase.LATE and bool(something)


def ira_rmd(about: About) -> bool:
    """From the age of required distributions on, where an IRA is not known to be empty."""
    person, when = about.person, about.season
    if when is None or when.over or person.birth_year is None:
        return False
    held = any(person.ira_value(kind) != 0 for kind in person.pretax_ira_kinds or ())
    return held and bool(of_rmd_age(person.birth_year, when))


def withheld(about: About) -> bool:
    return Circumstance.WITHHELD in (about.facts.circumstances or ()) and converted(about)


def net_profit(about: About) -> bool:
    """What the owner of a solo plan earns: no employer counts it out."""
    return about.kind is PlanKind.SOLO


def deferrals(about: About) -> bool:
    return about.kind not in {PlanKind.PENSION, PlanKind.OLD}


def prior_wages(about: About) -> bool:
    """From the catch-up age on, in years in which high wages make the catch-up Roth (IRC 414(v)(7))."""
    year = about.year
    if about.over or year is None or about.age is None or year.maybe("roth_catch_up_wage_threshold_414v7") is None:
        return False
    of_a_plan = about.kind in {*SHARED, PlanKind.GOV457} - {PlanKind.SIMPLE, PlanKind.SOLO}
    return of_a_plan and about.age >= year.whole("plan_catch_up_age")


def offers_roth(about: About) -> bool:
    year, told = about.year, about.plan.prior_wages
    threshold = year.maybe("roth_catch_up_wage_threshold_414v7") if year else None
    return told is not None and threshold is not None and told > threshold.money


def after_tax_allowed(about: About) -> bool:
    return about.kind in WITH_AFTER_TAX


def employer_money(about: About) -> bool:
    return after_tax_allowed(about) and about.plan.after_tax_allowed is not False


def after_tax_capped(about: About) -> bool:
    return after_tax_allowed(about) and about.plan.after_tax_allowed is True


after_tax_made = after_tax_capped


def exits(about: About) -> bool:
    """Payroll of a year that is over is closed, so nothing of it can be moved by this plan."""
    return after_tax_capped(about) and not about.over


def pay(about: About) -> bool:
    """Where pay can bind: two employers, or compensation below what the law or a percent cap is counted on."""
    year, plan = about.year, about.plan
    if not employer_money(about) or year is None or about.kind is PlanKind.SOLO:
        return False
    compensation = about.person.compensation
    enough = year.figure("compensation_cap_401a17" if plan.after_tax_percent else "annual_additions_limit_415c")
    employers = [kind for kind in WITH_AFTER_TAX if about.person.plan(kind) is not None]
    return len(employers) > 1 or compensation is None or compensation < enough.money


def after_tax_earnings(about: About) -> bool:
    """What is converted by itself at each payroll has no time to grow."""
    return bool(exits(about) and about.plan.after_tax_made and not about.plan.automatic)


def highly_compensated(about: About) -> bool | Need:
    """Nobody is asked: only the plan knows what follows, and the message to HR asks that."""
    return TAKE if exits(about) and about.kind is not PlanKind.SOLO else False


def roll_in(about: About) -> bool:
    """Where there is pre-tax money in an IRA: what was not deducted cannot go into a plan (IRC 408(d)(3)(A)(ii))."""
    return about.moving and about.kind in TAKERS and bool(about.person.pretax_ira_kinds) and _pretax(about.person)


def _pretax(person: Person) -> bool:
    """Unless every IRA's value is known and no more than what was paid in without a deduction."""
    values = [person.ira_value(kind) for kind in person.pretax_ira_kinds or ()]
    values += [person.moved(Move.CONVERTED), person.moved(Move.WITHDREW)]  # left with their share of both
    prior = 0 if person.basis_includes_prior else person.moved(Move.PRIOR)
    parts = [person.basis, person.moved(Move.TRADITIONAL), prior]
    known, paid_in = ([amount for amount in amounts if amount is not None] for amounts in (values, parts))
    return len(known) < len(values) or len(paid_in) < len(parts) or sum(known) > sum(paid_in)


def plan_value(about: About) -> bool:
    return about.open and about.kind in {PlanKind.OLD, PlanKind.PENSION}


def covered(about: About) -> bool:
    """Money that went into a plan for the year is the answer (Notice 87-16).

    Of a spouse with a return of their own it matters where they live together and only the spouse may be covered.
    """
    facts = about.facts
    if not _may_deduct(about):
        return False
    if about.who == "spouse" and not facts.joint:
        together = facts.filing_status is FilingStatus.MFS and facts.lived_with_spouse is True
        return together and facts.you.covered is False and not pays_in(facts.you)
    return not pays_in(about.person)


def _may_deduct(about: About) -> bool:
    """Whether a traditional contribution was made, or may be: not where the year is closed or the way to Roth is."""
    facts = about.facts
    if any(one.moves is None or Move.TRADITIONAL in one.moves for one in facts.people.values()):
        return True
    return about.open and not _straight(facts)


def _straight(facts: Facts) -> bool:
    """Whether the income is surely below the range in which direct Roth contributions shrink."""
    if facts.tax_year is None or facts.filing_status is None or facts.income is None or apart_open(facts):
        return False
    start, _ = roth_range(facts.tax_year, facts.filing_status, facts.lived_with_spouse)
    added = law.threshold("add_backs_dollars").money if facts.add_backs is None else facts.add_backs
    return facts.income + added <= start.money


def foreign_excluded(about: About) -> bool:
    return Circumstance.ABROAD in (about.facts.circumstances or ())


def save(about: About) -> bool:
    return about.open


def rate_later(about: About) -> Need:
    del about
    return TAKE


need_within = rate_later
