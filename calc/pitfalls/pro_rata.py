"""Group B: which money counts when IRA money is converted."""

from __future__ import annotations

from decimal import Decimal

from calc import law
from calc.facts import IraKind, PlanKind, RollIn
from calc.pitfalls.facts import AT_WORK, as_is, backdoor, converts, has_plan, holds, left_the_iras, mixed, some
from calc.planning.assessment import Case, Outlook
from calc.planning.options import Way
from calc.planning.rolling_in import accepted


def separate_account(case: Case) -> bool:
    """Old money alone is taxed whole anyway; once the year is over only where something was moved in it."""
    return any(mixed(one) and left_the_iras(one, case) and _of_both_kinds(one) for one in case.people)


def _of_both_kinds(one: Outlook) -> bool:
    """Whether after-tax money is, may be, or comes beside the pre-tax money."""
    told = one.basis, one.held.made, one.contribute
    return any(amount is None or amount.value > 0 for amount in told)


def sep_counts(case: Case) -> bool:
    return any(holds(one, IraKind.SEP) and not _deducts(one) for one in case.people)


def _deducts(one: Outlook) -> bool:
    """The contribution is deducted and nothing converted: what stays in the IRAs taxes nothing."""
    return one.chosen is not None and one.chosen.way is Way.DEDUCT


def simple_locked(case: Case) -> bool:
    return any(holds(one, IraKind.SIMPLE) for one in case.people)


def spouses_are_separate(case: Case) -> bool:
    """Two people, and at least one of them holds pre-tax IRA money."""
    going = any(backdoor(one) for one in case.people)  # else there is no back door that could be clean
    return len(case.people) > 1 and going and any(some(one.pretax) or mixed(one) for one in case.people)


def inherited_stays_out(case: Case) -> bool:
    return any(holds(one, IraKind.INHERITED) for one in case.people)


def december_31_decides(case: Case) -> bool:
    """Not of old money alone, which is taxed whole on whichever day."""
    return any(
        _of_both_kinds(one) and (mixed(one) or (converts(one) and has_plan(one, PlanKind.OLD))) for one in case.people
    )


def plans_do_not_count(case: Case) -> bool:
    """A SIMPLE IRA is no such plan: it counts."""
    return any(converts(one) and has_plan(one, *(set(PlanKind) - {PlanKind.SIMPLE})) for one in case.people)


def reverse_rollover(case: Case) -> bool:
    """There is a plan that takes IRA money, or of which nobody knows yet."""
    return any(
        mixed(one) and has_plan(one, *AT_WORK) and accepted(one.person) is not RollIn.NO for one in case.people
    )


def plan_money_over_new_year(case: Case) -> bool:
    """IRA money is to go into a plan, and December is nearly over."""
    return case.season.year_end_near and any(
        one.chosen is not None and one.chosen.way is Way.ROLL_IN for one in case.people
    )


def basis_is_not_lost(case: Case) -> bool:
    return any(some(one.held.after_tax) and _mostly_taxed(one) for one in case.people)


def convert_everything(case: Case) -> bool:
    """Pre-tax money that is small next to a year's income, and none of it locked in a young SIMPLE IRA."""
    income = case.facts.income
    share = law.threshold("small_balance_share").money
    return income is not None and any(
        mixed(one) and one.pretax is not None and one.pretax.money <= income * share and not some(one.held.locked)
        for one in case.people
    )


def leave_old_401k(case: Case) -> bool:
    return any(backdoor(one) and has_plan(one, PlanKind.OLD) for one in case.people)


def roth_never_counts(case: Case) -> bool:
    return any(converts(one) and holds(one, IraKind.ROTH) for one in case.people)


def _mostly_taxed(one: Outlook) -> bool:
    option = as_is(one)
    if option is None or not mixed(one):
        return False
    share: Decimal = law.threshold("mostly_taxed_share").money
    return some(option.convert) and option.taxable.money > option.convert.money * share
