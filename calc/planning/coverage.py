"""Whether a plan at work covers somebody, which bears on the deduction of a traditional contribution (IRC 219(g))."""

from __future__ import annotations

from calc.facts import Facts, FilingStatus, Person, PlanKind
from calc.worksheets.deferral_limits import SHARED

COVERING = (*SHARED, PlanKind.A401)  # a 457(b) makes nobody an active participant (IRC 219(g)(5))


def covered(person: Person) -> bool | None:
    """Who pays into a plan is covered, whatever else was told (Notice 87-16)."""
    return True if pays_in(person) else person.covered


def pays_in(person: Person) -> bool:
    """Whether something was paid into a plan that makes an active participant, a SEP among them (219(g)(5)(A)(v))."""
    if person.sep_contribution:
        return True
    plans = (plan for kind, plan in person.plans.items() if kind in COVERING)
    return any(plan.deferrals or plan.employer_money for plan in plans)


def apart_open(facts: Facts) -> bool:
    """Whether those who file separately did not say if they lived together."""
    return facts.filing_status is FilingStatus.MFS and facts.lived_with_spouse is None
