"""Group C: the contribution."""

from __future__ import annotations

from calc import law
from calc.facts import Circumstance, FilingStatus, IraKind, Move, PlanKind
from calc.pitfalls.facts import as_told, at_least, backdoor, has_plan, holds, said, some
from calc.planning.assessment import Case, Outlook, Route
from calc.planning.contribution_room import own_compensation
from calc.planning.coverage import covered
from calc.planning.options import Way
from calc.planning.season import Phase


def compensation_needed(case: Case) -> bool:
    """What may be put in is held down by pay, not by the dollar limit; that nothing may, the verdict says."""
    return any(
        one.compensation is not None and one.limit is not None and 0 < one.compensation.value < one.limit.value
        for one in case.people
    )


def spousal_ira(case: Case) -> bool:
    if not case.facts.joint or not any(some(one.compensation) for one in case.people):
        return False
    return any(
        (own := own_compensation(one.who, case.facts)) is not None
        and one.limit is not None
        and own.value < one.limit.value
        for one in case.people
    )


def one_limit_for_both(case: Case) -> bool:
    """Money in both kinds of IRA for the year, or the catch-up about to begin."""
    return any(_both(one, case) or _near_catch_up(one) for one in case.people)


def two_different_years(case: Case) -> bool:
    """A contribution was made after its year, or is going to be."""
    return any(
        some(one.person.moved(Move.PRIOR))
        or some(one.person.contributed_late)
        or (case.season.phase is Phase.LATE and backdoor(one) and some(one.contribute))
        for one in case.people
    )


def accidental_deduction(case: Case) -> bool:
    """The traditional contribution could be deducted, so software may deduct it."""
    return any(
        backdoor(one)
        and one.deduction is not None
        and some(one.deduction["deduction"])
        and not (one.chosen and one.chosen.way is Way.DEDUCT)
        for one in case.people
    )


def married_separately(case: Case) -> bool:
    """Not of those who lived apart all year: they are treated as single. Without pay neither way is open."""
    without_pay = all(one.compensation is not None and not one.compensation.value for one in case.people)
    separate = case.facts.filing_status is FilingStatus.MFS and case.facts.lived_with_spouse is not False
    return separate and not without_pay


def community_property(case: Case) -> bool:
    """Separate returns in a state in which half of each one's pay stands on the other's return."""
    states = law.standing().figures["community_property_states"].value
    return case.facts.filing_status is FilingStatus.MFS and case.facts.state in states


def covered_by_plan(case: Case) -> bool:
    """Called not covered, with a plan of one's own business, which makes covered."""
    return any(
        covered(one.person) is False
        and (holds(one, IraKind.SEP) or has_plan(one, PlanKind.SOLO) or some(one.person.sep_contribution))
        for one in case.people
    )


def phase_out_arithmetic(case: Case) -> bool:
    return any(_near_range(one) for one in case.people)


def conversion_left_out_of_magi(case: Case) -> bool:
    """Something is taxed on conversion, and without it income leaves room for a direct contribution."""
    return any(
        some(one.from_converting)
        and one.roth_magi is not None
        and one.roth_range is not None
        and one.roth_magi.value < one.roth_range[1].value
        for one in case.people
    )


def foreign_exclusion(case: Case) -> bool:
    return any(some(one.person.foreign_excluded) for one in case.people) or said(case, Circumstance.ABROAD)


def no_upper_age(case: Case) -> bool:
    return not any(one.barred for one in case.people) and any(
        at_least(one.age, law.standing().figure("qcd_age").money) for one in case.people
    )


def direct_roth_too_high(case: Case) -> bool:
    """Contributed straight to a Roth IRA above what income allows, while it can still be relabeled."""
    return case.today <= case.season.correct_by and any(
        some(as_told(one, case).contributed_roth)
        and some(one.relabel)
        and one.roth_magi is not None
        and one.roth_range is not None
        and one.roth_magi.value > one.roth_range[0].value
        for one in case.people
    )


def excess_contribution(case: Case) -> bool:
    """Not where a conversion took all of it along: that has a way of its own."""
    return any(some(one.excess) and one.along.value != (one.excess and one.excess.value) for one in case.people)


def excess_converted(case: Case) -> bool:
    """A conversion took along what was contributed above what is allowed."""
    return any(some(one.along) for one in case.people)


def _both(one: Outlook, case: Case) -> bool:
    traditional, roth = as_told(one, case).moved(Move.TRADITIONAL), as_told(one, case).moved(Move.ROTH)
    return (some(traditional) and some(roth)) or one.route is Route.PART


def _near_catch_up(one: Outlook) -> bool:
    first = law.standing().whole("ira_catch_up_age")
    return one.age is not None and 0 <= first - one.age <= law.threshold("near_catch_up_years").money


def _near_range(one: Outlook) -> bool:
    clean = one.chosen is not None and one.chosen.way is Way.CLEAN and one.route is Route.BACKDOOR
    settled = not some(one.person.moved(Move.ROTH)) and (clean or one.route is Route.NONE)
    if one.roth_magi is None or one.roth_range is None or settled:
        return False  # nothing goes in directly: the income decides nothing
    near = law.threshold("near_range_dollars").money
    start, end = (bound.money for bound in one.roth_range)
    return start - near <= one.roth_magi.money < end + near
