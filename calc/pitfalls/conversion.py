"""Group D: the conversion."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from calc import law
from calc.derivation import total
from calc.facts import Circumstance, IraKind, Move
from calc.pitfalls.facts import as_told, backdoor, converted, converts, holds, left_the_iras, said, some
from calc.planning.assessment import Case, Outlook
from calc.planning.not_converted import withheld_unknown
from calc.planning.options import Way, is_clean
from calc.planning.season import Phase


def how_long_to_wait(case: Case) -> bool:
    """Contributed, and nothing converted yet."""
    return any(
        some(as_told(one, case).moved(Move.TRADITIONAL)) and one.person.moved(Move.CONVERTED) == 0
        for one in case.people
    )


def few_cents_left(case: Case) -> bool:
    few = law.threshold("few_dollars_left").money
    return any(
        converted(one) and one.held.year_end is not None and 0 < one.held.year_end.money < few for one in case.people
    )


def gains_before_converting(case: Case) -> bool:
    """New money only, and it grew before the conversion."""
    return any(
        is_clean(one.person, one.held) and some(one.pretax) and converts(one) and left_the_iras(one, case)
        for one in case.people
    )


def loss_before_converting(case: Case) -> bool:
    """The IRAs, with what was already taken out of them, are worth less than the after-tax money put in."""
    people = (one for one in case.people if not withheld_unknown(as_told(one, case), case.facts))
    return any((lost := _lost(one)) is not None and lost > 0 for one in people)


def no_undo(case: Case) -> bool:
    """Basis was converted beside pre-tax money: not to be taken back, but its tax can be lowered that year."""
    split = case.season.split
    return any(
        (some(one.held.converted_next) if split else converted(one))
        and some(one.pretax)
        and some(one.held.after_tax)
        and not is_clean(one.person, one.held)
        for one in case.people
    )


def how_many_conversions(case: Case) -> bool:
    """Contributions of two years wait to be converted, or were converted together."""
    return any(
        some(one.person.moved(Move.PRIOR)) and (some(one.person.moved(Move.TRADITIONAL)) or some(one.contribute))
        for one in case.people
    )


def withholding(case: Case) -> bool:
    return said(case, Circumstance.WITHHELD) or any(some(one.meant.withheld) for one in case.people)


def paid_out_by_check(case: Case) -> bool:
    """More than the required distribution came out, and the 60 days may not be over (IRC 408(d)(3)(A), (E))."""
    last = date(case.season.tax_year, 12, 31) + timedelta(days=law.standing().whole("sixty_day_rollover_days"))
    return case.today <= last and any(
        some((as_told(one, case).moved(Move.WITHDREW) or Decimal(0)) - (as_told(one, case).ira_rmd or 0))
        for one in case.people
    )


def rmd_first(case: Case) -> bool:
    if said(case, Circumstance.RMD):
        return True
    if case.season.phase is Phase.AHEAD:
        return False
    return any(one.owes_rmd and (converts(one) or some(one.held.value)) for one in case.people)


def inherited_no_conversion(case: Case) -> bool:
    return any(holds(one, IraKind.INHERITED) and converts(one) for one in case.people)


def same_accounts_again(case: Case) -> bool:
    return any(backdoor(one) and holds(one, IraKind.ROTH) for one in case.people)


def december_cutoffs(case: Case) -> bool:
    """The year is nearly over, and something is still to be converted in it."""
    return case.season.year_end_near and any(
        _still_to_convert(one) or (backdoor(one) and not (one.chosen and one.chosen.way in {Way.WAIT, Way.DEDUCT}))
        for one in case.people
    )


def excluded_income_rate(case: Case) -> bool:
    """Pay that is excluded as foreign earned income, and a conversion that is taxed on top of it."""
    return some(case.from_converting) and any(some(one.person.foreign_excluded) for one in case.people)


def hard_to_value(case: Case) -> bool:
    return said(case, Circumstance.ANNUITY)


def never_invested(case: Case) -> bool:
    return any(converted(one) for one in case.people)


def _still_to_convert(one: Outlook) -> bool:
    return one.chosen is not None and some(one.chosen.convert)


def _lost(one: Outlook) -> Decimal | None:
    held = one.held
    if held.after_tax is None or held.value is None or held.converted is None or held.withdrew is None:
        return None
    gone = total(held.converted, held.converted_next, held.withdrew)
    return (held.after_tax - held.value - gone).money
