"""Group H: side effects and boundaries."""

from __future__ import annotations

from calc import law
from calc.facts import AGGREGATED, Circumstance, FilingStatus
from calc.pitfalls.facts import at_least, converts, holds, said, some
from calc.planning.assessment import Case

NIIT = {
    FilingStatus.SINGLE: "niit_magi_threshold_single_hoh",
    FilingStatus.HOH: "niit_magi_threshold_single_hoh",
    FilingStatus.MFJ: "niit_magi_threshold_mfj_qss",
    FilingStatus.QSS: "niit_magi_threshold_mfj_qss",
    FilingStatus.MFS: "niit_magi_threshold_mfs",
}


def state_differs(case: Case) -> bool:
    """The state counts after-tax money in its own way, and something is converted."""
    own = law.standing().figures["states_with_own_ira_basis"].value
    return case.facts.state in own and any(converts(one) for one in case.people)


def moved_states(case: Case) -> bool:
    """A move between states, and something is converted."""
    return said(case, Circumstance.MOVING) and any(converts(one) for one in case.people)


def medicare_premiums(case: Case) -> bool:
    """Premiums look back two years; those already paying them say so."""
    near = said(case, Circumstance.MEDICARE)
    age = law.standing().figure("medicare_lookback_age").money
    return any(some(one.from_converting) and (near or at_least(one.age, age)) for one in case.people)


def marketplace_credit(case: Case) -> bool:
    return said(case, Circumstance.MARKETPLACE) and some(case.from_converting)


def college_aid(case: Case) -> bool:
    return said(case, Circumstance.AID)


def creditors(case: Case) -> bool:
    return said(case, Circumstance.LAWSUITS)


def investment_income_tax(case: Case) -> bool:
    """With the conversion, modified AGI is above the line of the tax on investment income, unless there is none."""
    income, status = case.facts.income, case.facts.filing_status
    if income is None or status is None or case.taxable is None or not some(case.from_converting):
        return False
    told = case.facts.whole_return
    if told is not None and told.long_term_gains == 0 and told.taxable_interest == 0 and not told.ordinary_dividends:
        return False
    return income + case.taxable.money > law.standing().figure(NIIT[status]).money


def estimated_tax(case: Case) -> bool:
    taxed = case.from_converting
    if said(case, Circumstance.WITHHELD):
        return False
    return taxed is not None and taxed.money >= law.threshold("large_taxable_dollars").money


def charity_and_basis(case: Case) -> bool:
    """Someone who may give from an IRA, and gives."""
    age = law.standing().figure("qcd_age").money
    return said(case, Circumstance.CHARITY) and any(
        at_least(one.age, age) and any(holds(one, kind) for kind in AGGREGATED) for one in case.people
    )


def divorce(case: Case) -> bool:
    return said(case, Circumstance.DIVORCE)


def old_numbers(case: Case) -> bool:
    """The conversion falls in a year whose figures are not published."""
    return case.season.conversion_year not in law.years()
