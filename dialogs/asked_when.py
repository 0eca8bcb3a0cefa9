"""When a question is asked: one function for each card that is not always asked, under the card's name.

A function sees what was told so far and answers ``True`` (ask), ``False`` (the answer cannot change anything: it is
not asked, and does not count if it was given) or ``TAKE`` (it counts if told, but nobody is asked for it).
It reads only facts of questions that come before its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from calc import law
from calc.deferral_limits import SHARED
from calc.facts import Circumstance, Facts, FilingStatus, IraKind, Move, Person, PlanKind, WorkPlan
from calc.mega import WITH_AFTER_TAX
from calc.rolling_in import TAKERS
from calc.roth_limit import roth_range
from dialogs.deck import card_of


class Need(Enum):
    NO = False
    ASK = True
    TAKE = "take"


TAKE = Need.TAKE


@dataclass(frozen=True, slots=True)
class About:
    """What a condition sees: whose fact it is, of which plan. ``unknown``: facts answered with "I don't know"."""

    facts: Facts
    today: date
    unknown: frozenset[str]
    person: Person
    kind: PlanKind | None
    plan: WorkPlan

    @property
    def year(self) -> law.Year | None:
        return None if self.facts.tax_year is None else law.year(self.facts.tax_year)

    @property
    def over(self) -> bool:
        """Whether the tax year has ended."""
        return self.facts.tax_year is not None and self.today.year > self.facts.tax_year

    @property
    def age(self) -> int | None:
        """On 31 December of the tax year."""
        born, year = self.person.birth_year, self.facts.tax_year
        return None if born is None or year is None else year - born


def lived_with_spouse(about: About) -> bool:
    return about.facts.filing_status is FilingStatus.MFS


def wages(about: About) -> bool:
    return "agi" in about.unknown


taken_off = other_income = wages


def add_backs(about: About) -> bool:
    """Only where they could lift the income into the Roth range, or move it within."""
    facts = about.facts
    if facts.income is None or facts.tax_year is None or facts.filing_status is None:
        return False
    if facts.filing_status is FilingStatus.MFS and facts.lived_with_spouse is None:
        return False
    start, end = roth_range(facts.tax_year, facts.filing_status, facts.lived_with_spouse)
    card = card_of("add_backs")
    return start.money - (card.near if card else 0) < facts.income < end.money


def traditional(about: About) -> bool:
    return _has(about, IraKind.TRADITIONAL)


def rollover(about: About) -> bool:
    return _has(about, IraKind.ROLLOVER)


def sep(about: About) -> bool:
    return _has(about, IraKind.SEP)


def simple(about: About) -> bool:
    return _has(about, IraKind.SIMPLE)


def simple_first_deposit(about: About) -> bool:
    return bool(about.person.simple)


def roth_first_year(about: About) -> bool:
    return _has(about, IraKind.ROTH)


def _has(about: About, kind: IraKind) -> bool:
    return kind in (about.person.ira_kinds or ())


def contributed(about: About) -> bool:
    return _did(about, Move.TRADITIONAL)


def contributed_late(about: About) -> bool:
    return about.over and bool(about.person.contributed)


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


def net_profit(about: About) -> bool:
    """What the owner of a solo plan earns: no employer counts it out."""
    return about.kind is PlanKind.SOLO


def deferrals(about: About) -> bool:
    return about.kind not in {PlanKind.PENSION, PlanKind.OLD}


def prior_wages(about: About) -> bool:
    """From the catch-up age on, in years in which high wages make the catch-up Roth (IRC 414(v)(7))."""
    year = about.year
    if year is None or about.age is None or year.maybe("roth_catch_up_wage_threshold_414v7") is None:
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


after_tax_made = exits = after_tax_capped


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
    return bool(after_tax_made(about) and about.plan.after_tax_made and not about.plan.automatic)


def highly_compensated(about: About) -> bool:
    """Pay decides for all but owners (IRC 414(q)); a one-participant plan has nobody to be tested against."""
    year, pay_known = about.year, about.person.compensation
    if year is None or not after_tax_capped(about) or about.kind is PlanKind.SOLO:
        return False
    return pay_known is None or pay_known >= year.figure("hce_threshold_414q").money


def roll_in(about: About) -> bool:
    return about.kind in TAKERS and bool(about.person.pretax_ira_kinds)


def plan_value(about: About) -> bool:
    return about.kind in {PlanKind.OLD, PlanKind.PENSION}


def covered(about: About) -> bool:
    """Money that went into a plan for the year is the answer (Notice 87-16)."""
    return not pays_in(about.person)


def pays_in(person: Person) -> bool:
    """Whether something was paid into a plan that makes an active participant; a 457(b) does not (IRC 219(g)(5))."""
    plans = [person.plan(kind) for kind in SHARED]
    return any(plan and (plan.deferrals or plan.employer_money) for plan in plans)


def foreign_excluded(about: About) -> bool:
    return Circumstance.ABROAD in (about.facts.circumstances or ())


def rate_later(about: About) -> Need:
    del about
    return TAKE


need_within = rate_later
