"""Group A: what a backdoor Roth is and is not."""

from __future__ import annotations

from calc.facts import Move, PlanKind
from calc.pitfalls.facts import backdoor, converted, has_plan, on_mega_path, some
from calc.planning.assessment import Case, Route
from calc.planning.options import is_clean

WITH_DEFERRALS = (PlanKind.K401, PlanKind.OTHER401, PlanKind.B403, PlanKind.GOV457, PlanKind.TSP, PlanKind.SOLO)


def strategy_not_product(case: Case) -> bool:
    return any(backdoor(one) or on_mega_path(one) for one in case.people)


def roth_401k_is_another_account(case: Case) -> bool:
    return any(one.route is not Route.NONE and has_plan(one, *WITH_DEFERRALS) for one in case.people)


def conversion_is_not_backdoor(case: Case) -> bool:
    """Pre-tax money, and no back door: income allows the direct way, or only old money was converted."""
    return any(
        some(one.pretax)
        and not is_clean(one.person, one.held)
        and (one.route is Route.DIRECT or (converted(one) and one.person.moved(Move.TRADITIONAL) == 0))
        for one in case.people
    )


def backdoor_not_needed(case: Case) -> bool:
    return any(one.route is Route.DIRECT for one in case.people)


def four_different_moves(case: Case) -> bool:
    """More was converted than may be contributed, which is no excess."""
    return any(
        one.limit is not None and (one.person.moved(Move.CONVERTED) or 0) > one.limit.value for one in case.people
    )
