"""When the questions about plans at work are asked, and whether one covers the person."""

from __future__ import annotations

from calc import law
from calc.facts import Exit, Facts, FilingStatus, Move, Person, PlanKind
from calc.planning.missing import apart_open
from calc.planning.missing_at_work import pays_in
from calc.planning.rolling_in import TAKERS
from calc.planning.workplace_plans import WITH_AFTER_TAX
from calc.worksheets.deferral_limits import SHARED
from calc.worksheets.roth_limit import roth_range
from dialogs.interview.about import TAKE, About, Need


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
    in_plan = Exit.IN_PLAN in (about.plan.exits or ())  # then it has Roth accounts
    return told is not None and threshold is not None and told > threshold.money and not in_plan


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
